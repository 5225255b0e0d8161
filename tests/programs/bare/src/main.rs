//! A program without any dependency.

fn main() {
    println!("hello");
}
