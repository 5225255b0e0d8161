//! How many events go on, and when: sampling, quotas, repeats, debouncing, aggregation, waiting.
//!
//! Each is a state machine that is asked once for each event and once in a while whether something is due. It takes the
//! time as an argument, does not block, and holds no more than its limits say. What became of an event is a [`Step`], so
//! that an account balances after every call: what went in has gone on, is held, or was dropped for a [`Reason`].
//!
//! | stage | what it does | may hold |
//! |---|---|---|
//! | [`Sampling`] | lets a share of events pass | nothing |
//! | [`Quotas`] | lets so many pass in a day and a month, across restarts | nothing |
//! | [`Repeats`] | lets the first of equal events pass, and counts the others | one for each of the equal |
//! | [`Debounce`] | lets the first or last of a burst pass | the last of each burst |
//! | [`Aggregation`] | makes one event of many, without a time | one for each key |
//! | [`Waiting`] | keeps events until something is known that belongs on them | events in their order |
//!
//! ```
//! use std::time::Duration;
//! use telemetry_core::runtime::flow::{Debounce, DebounceRules, Edge, Key, Limits, Now, Reason, Step};
//!
//! // A load of a project counts once nothing was loaded for a second.
//! let (quiet, most) = (Duration::from_secs(1), Duration::from_secs(10));
//! let mut loads = Debounce::new(DebounceRules { edge: Edge::Trailing, quiet, most, limits: Limits::DEFAULT });
//! let at = |steady| Now { wall: 1_763_743_452_000, steady };
//!
//! assert_eq!(loads.offer(Key::of_text("quill"), "first".to_owned(), at(0)), Step::Hold);
//! let second = loads.offer(Key::of_text("quill"), "second".to_owned(), at(900));
//! assert_eq!(second, Step::Drop(Reason::Debounced, 1));
//! assert!(loads.due(at(1_899)).is_empty());
//! assert_eq!(loads.due(at(1_900))[0].item, "second");
//! ```
//!
//! # Clocks
//!
//! Only [`Quotas`] look at the wall clock, and say what they make of one that jumps. All others look at the steady
//! clock. Should that go back nevertheless, what is held stays longer and nothing else happens.
//!
//! # Order
//!
//! Sampling comes first, since it costs least and others should count what it lets pass, then quotas. Repeats,
//! debouncing and aggregation come before ids and times are stamped on events.

#[cfg(test)]
mod account;
mod aggregation;
mod combine;
mod debounce;
mod key;
mod quota_counts;
mod quota_file;
mod quotas;
mod repeats;
mod sampling;
mod slots;
mod split_mix;
mod step;
mod waiting;
mod weigh;

pub use aggregation::{Aggregation, AggregationRules};
pub use combine::Combine;
pub use debounce::{Debounce, DebounceRules, Edge};
pub use key::Key;
pub use quota_file::QuotaFile;
pub use quotas::{Quota, QuotaStore, Quotas};
pub use repeats::{RepeatRules, Repeats};
pub use sampling::{Method, Sampling};
pub use step::{Left, Now, Reason, Step, Why, number_field};
pub use waiting::{Waited, Waiting, WaitingRules};
pub use weigh::{Limits, Weigh};
