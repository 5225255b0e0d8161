//! Four systems whose telemetry is documented, re-created from their catalogs: what each promises happens here, also where
//! the program it describes does otherwise.
//!
//! Each module has the program's side of one system and its story: what is recorded, and what happens meanwhile. `tell`
//! runs it against servers on loopback and returns what they got. The examples print that; the tests hold it against
//! goldens and look for what must not have arrived.
//!
//! | module | what it shows |
//! |---|---|
//! | [`continue_`] | nothing before consent, the identity included; what is queued goes when consent does |
//! | [`oso`] | plain hashes; many loads become one event without a time; quotas that hold |
//! | [`sourcegraph`] | conditions in their order; arguments by a grant; numbers alone for one destination |
//! | [`copilot_chat`] | four destinations of one event; placeholder and whole error; long values split; withdrawal |

pub mod continue_;
pub mod copilot_chat;
pub mod oso;
mod post;
pub mod sourcegraph;
mod story;

pub use story::{Place, Story, Threads};
