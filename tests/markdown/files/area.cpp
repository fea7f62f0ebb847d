#include <cstdio>

// --8<-- [start:square]
int square(int side) {
    return side * side;
}
// --8<-- [end:square]

int main() { std::printf("%d", square(3)); }
