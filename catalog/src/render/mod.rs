//! Renderers: pure, total, deterministic functions of `&Catalog`. They touch no file, clock, environment or terminal.

mod json;
mod notation;
mod rust;
mod schema;

pub use json::Json;
pub use rust::{RustOptions, rust};
pub use schema::{SampleEvent, SchemaOptions, samples, schema};
