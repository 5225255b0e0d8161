//! What happens when an event is recorded.

pub mod consent;
pub mod environment;
mod item;
mod sender;

pub use item::{Item, ItemField, Kind, Value};
pub use sender::{Batch, Outcome, Sender};
