//! The command line of Sejel.

fn main() {}
