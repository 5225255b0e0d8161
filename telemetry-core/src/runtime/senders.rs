//! What brings events to destinations: one sender for each kind, each behind its own feature.
//!
//! | sender | feature | where events go |
//! |---|---|---|
//! | `memory::Recorder`, `memory::Forbid` | `runtime` | nowhere: for tests |
//! | `json_lines::JsonLines` | `json-lines` | lines of a file, a pipe, a buffer |
//!
//! A sender writes what an [`Item`](crate::runtime::Item) holds and nothing else: no address, no machine, no version of
//! itself that the catalog does not name.

#[cfg(feature = "json-lines")]
mod canonical;
#[cfg(feature = "json-lines")]
mod json;
#[cfg(feature = "json-lines")]
pub mod json_lines;
pub mod memory;
