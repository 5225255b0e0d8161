//! What brings events to destinations: one sender for each kind, each behind its own feature.
//!
//! | sender | feature | where events go |
//! |---|---|---|
//! | `memory::Recorder`, `memory::Forbid` | `runtime` | nowhere: for tests |
//! | `json_lines::JsonLines` | `json-lines` | lines of a file, a pipe, a buffer |
//! | `local_store::LocalStore` | `local-store` | a database on this machine, for its user: the embedded default |
//! | `segment::Segment` | `segment` | Segment, and what speaks its form |
//! | `application_insights::ApplicationInsights` | `application-insights` | Azure |
//! | `otlp::Otlp` | `otlp` | an OpenTelemetry Collector, and everything behind one |
//!
//! A sender writes what an [`Item`](crate::runtime::Item) holds and nothing else: no address, no machine, no version of
//! itself that the catalog does not name. Those over HTTP share `http`: deadline, compression, redirects, what a status
//! means, and the trait that stands for the network.

#[cfg(feature = "application-insights")]
pub mod application_insights;
pub(in crate::runtime) mod canonical;
#[cfg(feature = "_http")]
pub mod http;
mod json;
#[cfg(feature = "json-lines")]
pub mod json_lines;
#[cfg(feature = "local-store")]
pub mod local_store;
pub mod memory;
#[cfg(feature = "otlp")]
pub mod otlp;
#[cfg(feature = "segment")]
pub mod segment;
