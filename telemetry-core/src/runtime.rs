//! What happens when an event is recorded.

pub mod consent;
pub mod console;
mod digest;
mod duration;
pub mod environment;
mod item;
pub mod json;
pub mod keys;
mod losses;
pub mod notice;
mod prose;
mod random;
mod sender;
pub mod senders;
pub mod transform;
pub mod wire;

pub use duration::duration_millis;
pub use item::{Item, ItemField, Kind, Part, Value};
pub use losses::{Loss, Losses};
pub use sender::{Batch, Outcome, Sender};
