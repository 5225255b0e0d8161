//! Telemetry catalogs: YAML in, one checked model, Rust and JSON Schema out.

mod de;
pub mod declared;
mod diagnostic;
mod files;
pub mod model;
pub mod rules;
mod source;
mod words;
mod yaml;

pub use diagnostic::{Diagnostic, Diagnostics, Label, Severity};
pub use files::{Drift, Files, WriteSummary};
pub use source::{FileId, Position, SourceFile, Sources, Span};
