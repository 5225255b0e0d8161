//! What happens when an event is recorded: consent, the filter, transforms, queues, senders.
//!
//! A program sets its telemetry up once, and records wherever something happens:
//!
#![cfg_attr(feature = "json-lines", doc = "```")]
#![cfg_attr(not(feature = "json-lines"), doc = "```ignore")]
//! # use std::time::Duration;
//! # use telemetry_core::runtime::{consent::Inputs, keys::KeyFiles, senders::json_lines::JsonLines};
//! # use telemetry_core::runtime::{Record, Telemetry};
//! # use telemetry_core::{Consent, Event};
//! # telemetry_core::catalog! {
//! #     catalog: quill,
//! #     title: "Quill",
//! #     version: "1.0.0",
//! #     description: "What Quill records.",
//! #     destinations: { store: { ceiling: technical, consent: usage } },
//! # }
//! # /// A file was saved.
//! # #[derive(Event)]
//! # #[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(store))]
//! # struct Saved {
//! #     /// How many lines it has.
//! #     #[telemetry(technical)]
//! #     lines: u64,
//! # }
//! # let folder = std::env::temp_dir().join(format!("telemetry-doc-runtime-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! let telemetry = Telemetry::builder(&CATALOG)
//!     .remember_in(folder.join("telemetry.txt")) // what the user decides
//!     .keys(KeyFiles::new(folder.join("keys"))) // what keyed hashes are made with
//!     .destination("store", JsonLines::append(&folder.join("sent.jsonl"))?)
//! #   .inputs(Inputs::default()) // the tests may run in continuous integration
//!     .build()?;
//! telemetry.install()?;
//!
//! Saved { lines: 3 }.record(); // Nobody agreed yet: nothing is recorded.
//! telemetry.choose(Consent::Usage)?; // `quill telemetry on` does this.
//! Saved { lines: 4 }.record(); // It returns at once; other threads do the rest.
//!
//! let left = telemetry.shutdown(Duration::from_secs(30)); // the last thing a program does; it seldom takes so long
//! assert_eq!((left.lost, left.account.destinations[0].sent), (0, 1));
//! # let sent = std::fs::read_to_string(folder.join("sent.jsonl"))?;
//! # assert_eq!(sent, "{\"event\":\"saved\",\"version\":1,\"fields\":{\"lines\":4}}\n");
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! `CATALOG` is what [`catalog!`](crate::catalog) or a build script made. A whole program, with the notice of the first
//! run and the subcommands by which its users see and decide, is `tests/quill` in the repository.
//!
//! # What happens to an event
//!
//! 1. **Where it is recorded** ([`Record::record`], [`Telemetry::record`]): its level is compared with what the user
//!    agreed to. Of an event that passes, the fields that some destination may receive are copied as they are. The thread
//!    goes on: nothing is transformed, no other thread is woken, no system is called but for the time.
//! 2. **In one thread behind it**, every 100 ms while something comes: sampling and quotas ([`flow`]), those that
//!    the event declares and those that the program adds. Then for each destination of the event: consent, permissions and conditions once more, by what held when it was recorded and by
//!    what holds now; the fields that the destination may receive; their limits, [transforms](transform) and cleaning;
//!    common fields; what is aggregated or debounced on the way.
//! 3. **In one thread for each destination**: events wait until there are enough, or for ten seconds
//!    ([`LaneOptions`]). Each is looked at once more, named and stamped as the [wire rules](wire) of the destination say,
//!    encoded by its [`Sender`] and sent. What fails is sent again, later and later, and given up after a
//!    hundred times.
//!
//! [`Telemetry::preview`] sends an event this way up to its encoded form, and shows that.
//!
//! # What is promised
//!
//! - **Off is off.** Nothing is sent before the user agreed; where the catalog asks to opt out, not before they were told.
//!   Who says no wins, and nobody else can say yes: [`consent`] has the order. A decision against telemetry deletes what
//!   waits, or keeps it unsent where the catalog says so.
//! - **No more is sent than is declared.** What an event's `flow` says holds without a word of the program,
//!   which may say less and never more. A declared quota needs a store of its counts
//!   ([`quotas_in`](Builder::quotas_in)): without one nobody knows what was sent before, and nothing passes.
//! - **Nothing above the ceiling of a destination is encoded for it**, nothing that it does not name, nothing raw that is
//!   declared to be transformed. What cannot be transformed is left out.
//! - **Recording never waits** for a disk, a network or a thread at work with other events. An event whose own code panics
//!   is dropped and counted.
//! - **Every event is accounted for.** [`Telemetry::account`] says at any moment what was recorded, sent, dropped and why,
//!   and what waits; the sums [balance](Account::balances). What is cut or left out of values is in
//!   [`losses`](Telemetry::losses).
//! - **Memory is bounded**: 32 MiB for what was just recorded, as much for each destination. Then events are dropped and
//!   counted.
//! - **Users see it**: [`Telemetry::host`] answers the subcommands of the [`console`], and has the [`notice`] for the first
//!   run.
//!
//! # Limits
//!
//! - What waits is in memory. It is lost when a program is killed, or ends without [`Telemetry::shutdown`]; a destination
//!   that is to lose nothing is a local store.
//! - An event may arrive twice: a destination that took it and could not say so gets it again, with the same id.
//! - What another process of the program decides, holds in this one when it is [read anew](Telemetry::recall).
//! - What was sent cannot be called back, nor what is being sent at the moment in which the user says no.
//! - A process that was forked off has no telemetry until it sets up its own: what it inherited is its parent's to send,
//!   what it records goes nowhere, and no call of it waits for a thread that is not there.
//! - One record holds a megabyte at most, and 32,767 fields.
//! - On the way of one destination an event is held by one machine of [`flow`]; a twin has one of its own.
//!
//! # Features and senders
//!
//! | feature of `telemetry-core` | what it brings | foreign crates beside those of `runtime` |
//! |---|---|---|
//! | `runtime` | this module, and [`memory`](senders::memory) for tests | 17 of its own |
//! | `json-lines` | lines of a file, a pipe, a buffer | none |
//! | `local-store` | a database on the machine, which its user can read, export and clear | 6, one of them SQLite |
//! | `segment` | Segment, and what speaks its form | 24, the same for all three |
//! | `application-insights` | Azure | 24 |
//! | `otlp` | an OpenTelemetry Collector | 24 |
//! | `blake3` | the plain hash of that name | 3 |
//!
//! A destination of another kind is a type with two functions: [`Sender`].

mod account;
mod builder;
mod cleaning;
mod clock;
mod collecting;
mod commons;
pub mod consent;
pub mod console;
mod declared;
mod digest;
mod duration;
mod engine;
pub mod environment;
pub mod flow;
mod growing;
mod head;
mod home;
mod host;
mod installed;
mod item;
pub mod json;
mod keeping;
mod kept_file;
pub mod keys;
mod lane;
mod lane_rules;
mod losses;
mod mask;
mod merged;
pub mod notice;
mod plain;
mod plan;
mod plans;
mod preview;
mod random;
mod riding;
mod router;
mod sender;
pub mod senders;
mod sending;
mod shards;
mod stages;
mod state;
mod tape;
mod telemetry;
mod threads;
pub mod transform;
pub mod wire;

pub use account::{Account, DestinationAccount, Dropped, Reason};
pub use builder::{BuildError, Builder, Left};
pub use clock::{Clock, MachineClock};
pub use duration::duration_millis;
pub use host::TelemetryHost;
pub use installed::{AlreadyInstalled, Record};
pub use item::{Item, ItemField, Kind, Part, Value};
pub use lane_rules::LaneOptions;
pub use losses::{Loss, Losses};
pub use sender::{Batch, Outcome, Sender};
pub use telemetry::Telemetry;
