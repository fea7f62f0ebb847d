fn main() {
    // ANCHOR: tie
    tie(left, right);
    // ANCHOR_END: tie
}
