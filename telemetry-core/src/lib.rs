//! The words a program speaks about its telemetry: privacy classes, descriptors, the traits that the derives implement.
//!
//! An event is a struct. Each field says its privacy class, and the type of the field says how low that class may be:
//! a number may be `technical`, a URL is at least `content`, a URL of which only a keyed hash leaves is an
//! `identifier`. What is declared too low does not compile.
//!
//! ```
//! use telemetry_core::{Bucketed, Event, FieldEnum, Fields, Hmac, Url, json};
//!
//! /// A policy was loaded.
//! #[derive(Event)]
//! #[telemetry(name = "policy_loaded", purpose = product, consent = usage, destinations(mixpanel), since = "1.0.0")]
//! pub struct PolicyLoaded {
//!     /// How the load ended.
//!     #[telemetry(technical)]
//!     pub outcome: Outcome,
//!     /// Keyed hash of the workspace's address.
//!     #[telemetry(identifier, hmac(key = install, rotate = "P90D"))]
//!     pub workspace: Hmac<Url>,
//!     /// How large the policy is.
//!     #[telemetry(flatten)]
//!     pub size: PolicySize,
//! }
//!
//! /// How the load ended.
//! #[derive(FieldEnum)]
//! pub enum Outcome {
//!     /// No diagnostics.
//!     Clean,
//!     /// At least one error.
//!     Failed,
//! }
//!
//! /// How large the policy is.
//! #[derive(Fields)]
//! pub struct PolicySize {
//!     /// Rules in the policy.
//!     #[telemetry(technical, bucket = [1, 10, 100])]
//!     pub rules: Bucketed<u64>,
//! }
//!
//! let event = PolicyLoaded {
//!     outcome: Outcome::Clean,
//!     workspace: Hmac::new(Url::new("https://example.org/secret")),
//!     size: PolicySize { rules: Bucketed::new(42) },
//! };
//! // Keys belong to a running program: this form leaves out what needs one.
//! let expected = r#"{"event":"policy_loaded","version":1,"fields":{"outcome":"clean","rules":10}}"#;
//! assert_eq!(json::to_json(&event), expected);
//! assert_eq!(PolicyLoaded::DESCRIPTOR.fields.count, 3);
//! ```
//!
//! A raw URL in the place of the hash is refused, in the words of the class:
//!
//! ```compile_fail
//! use telemetry_core::{Event, Url};
//!
//! /// A policy was loaded.
//! #[derive(Event)]
//! #[telemetry(name = "policy_loaded", purpose = product, consent = usage)]
//! pub struct PolicyLoaded {
//!     /// The workspace's address.
//!     #[telemetry(technical)] // `url` is at least `content`: the user wrote it, named it, or …
//!     pub workspace: Url,
//! }
//! ```
//!
//! Which words attributes know is said at the macros: [`macro@Event`], [`macro@Fields`], [`macro@FieldEnum`]. How values
//! reach whoever wants to see them is said at [`Encoder`].
//!
//! # From an event to a destination
//!
//! With the feature `runtime` a program sets telemetry up with `Telemetry::builder(&CATALOG)`, and `event.record()` brings
//! events where their catalog says, as far as the user agreed. The page of the module `runtime` sets one up in a dozen
//! lines, and says what happens to an event, what is promised and what is not.
//!
//! # Features
//!
//! With `default-features = false` the crate has no dependency.
//!
//! | feature | what it brings | foreign crates |
//! |---|---|---|
//! | `derive`, on by default | the macros of `telemetry-derive` | 5, in the compiler alone |
//! | `registry` | the running program knows all events that are linked into it | 1 |
//! | `redact` | takes paths, addresses, names and secrets out of text | 3 |
//! | `runtime` | consent, the filter, transforms, queues, and what users see of them | 17 |
//! | `json-lines`, `local-store`, `segment`, `application-insights`, `otlp` | `runtime` and a sender | 17, 23, 41, 41, 41 |
//! | `blake3` | `runtime` and a plain hash that catalogs may name | 20 |

#[doc(hidden)]
pub mod __private;
mod captured;
mod catalog;
mod consent;
mod descriptor;
mod detector;
mod encode;
mod family;
pub mod fitting;
mod floor;
pub mod json;
mod json_grammar;
mod leaving;
mod length;
mod message;
mod names;
pub mod notice;
mod privacy;
mod prose;
mod purpose;
mod record;
#[cfg(feature = "redact")]
pub mod redact;
#[cfg(feature = "registry")]
pub mod registry;
pub mod rules;
#[cfg(feature = "runtime")]
pub mod runtime;
mod several;
mod text;
mod time;
mod transform;
mod value;
mod wrapped;

pub use catalog::{CatalogDescriptor, DestinationDescriptor};
pub use consent::Consent;
pub use descriptor::{
    CaseDescriptor, Detail, EnumDescriptor, EventDescriptor, FieldClass, FieldDescriptor, FieldPurpose,
    FieldsDescriptor, Literal, Member, Place, Prefix, TwinDescriptor, ValueDescriptor, VariantsDescriptor,
};
pub use detector::Detector;
pub use encode::{CommonSet, Encode, Encoder, Event, FieldEncoder, FieldEnum, FieldValue, Fields};
pub use privacy::Class;
pub use purpose::Purpose;
pub use text::{Email, ErrorText, Hostname, Id, Json, Public, StackTrace, Url, Username, Uuid, Version};
pub use time::{Date, Timestamp};
pub use transform::{Encoding, KeyScope, Transform, TransformKind, Unit, ValueOrigin};
pub use value::{Float, ValueType};
pub use wrapped::{Bucketed, ByOrigin, Counted, Family, Hashed, Hmac, Redacted, Rounded, Truncated};

#[cfg(feature = "derive")]
pub use telemetry_derive::{Event, FieldEnum, Fields, catalog};
