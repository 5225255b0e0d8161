//! Renderers: pure, total, deterministic functions of `&Catalog`. They touch no file, clock, environment or terminal.

mod rust;

pub use rust::{RustOptions, rust};
