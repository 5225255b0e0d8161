//! A lamp, and what it may record about its use.

#![deny(warnings, missing_docs)]

pub mod telemetry;
