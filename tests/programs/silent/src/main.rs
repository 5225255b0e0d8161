//! A program that depends on a library and never names it: what the library declares is not linked.

fn main() {
    println!("hello");
}
