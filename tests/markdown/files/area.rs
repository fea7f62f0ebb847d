// ANCHOR: all
fn main() {
    // ANCHOR: call
    let side = 3;
    println!("{}", side * side);
    // ANCHOR_END: call
}
// ANCHOR_END: all
