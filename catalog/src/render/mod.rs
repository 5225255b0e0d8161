//! Renderers: pure, total, deterministic functions of `&Catalog`. They touch no file, clock, environment or terminal.

mod json;
mod notation;
mod rust;
mod schema;

pub use json::Json;
pub use rust::{RustOptions, rust, rust_types};
pub use schema::{SampleEvent, SchemaOptions, samples, schema};
