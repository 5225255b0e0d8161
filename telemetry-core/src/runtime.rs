//! What happens when an event is recorded.

pub mod consent;
pub mod console;
pub mod environment;
mod item;
pub mod notice;
mod prose;
mod sender;
pub mod senders;

pub use item::{Item, ItemField, Kind, Part, Value};
pub use sender::{Batch, Outcome, Sender};
