//! A user's crate that compiles, under lints that users have: what the macros expand to is silent and meets no name of
//! the user's. What the compiler says of declarations that are wrong stands in `cases`; see `tests/refused.rs`.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, clippy::all, clippy::pedantic, clippy::nursery)]
#![deny(unused_qualifications, unreachable_pub, single_use_lifetimes, trivial_casts, missing_debug_implementations)]

pub mod configured;
pub mod everything;
pub mod made_by_macros;
pub mod names_of_ours;
pub mod private;
pub mod raw;
pub mod without_prelude;
