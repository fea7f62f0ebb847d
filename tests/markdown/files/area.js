function report() {
    //! [side]
    const side = 3;
    //! [side]
    console.log(side * side);
}
