//! What brings events to destinations: one sender for each kind, each behind its own feature.
//!
//! | sender | feature | where events go |
//! |---|---|---|
//! | `memory::Recorder`, `memory::Forbid` | `runtime` | nowhere: for tests |
//! | `json_lines::JsonLines` | `json-lines` | lines of a file, a pipe, a buffer |
//! | `local_store::LocalStore` | `local-store` | a database on this machine, for its user: the embedded default |
//!
//! A sender writes what an [`Item`](crate::runtime::Item) holds and nothing else: no address, no machine, no version of
//! itself that the catalog does not name.

#[cfg(any(feature = "json-lines", feature = "local-store"))]
mod canonical;
#[cfg(feature = "local-store")]
mod id;
#[cfg(any(feature = "json-lines", feature = "local-store"))]
mod json;
#[cfg(feature = "json-lines")]
pub mod json_lines;
#[cfg(feature = "local-store")]
pub mod local_store;
pub mod memory;
