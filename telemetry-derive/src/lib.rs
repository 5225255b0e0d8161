//! The derive macros behind `telemetry-core`: attributes in, descriptors and encoders out.
//!
//! Use them through `telemetry-core`, whose feature `derive` re-exports them.
//!
//! Every mistake is a compile error at the word or type that is wrong, all those of a type at once: no class, a word
//! that is not known (with the nearest that is), no doc comment, two fields with one name on the wire, a code that is
//! used twice. What only types know is checked by `telemetry-core` while constants are computed: that a class is not too
//! low, that a transform is in the type too, that no group brings a name that is taken. Where a field looks faulty, each
//! such check is a constant of its own, at the word that it is about; what hides behind an alias is found while the
//! record is made, and reported at the derive.
//!
//! The expansion is small on purpose: two statics, and one line for each field. A thousand events of eight fields cost a
//! compiler 1.4 times what serde's `Serialize` costs on the same structs (`python3 tests/bench/derive.py`).

mod attributes;
mod body;
mod catalog;
mod condition;
mod constant;
mod declaration;
mod event;
mod faults;
mod field;
mod field_enum;
mod fields;
mod floor;
mod flow;
mod format;
mod grammar;
mod json;
mod notation;
mod place;
mod read;
mod rules;
mod shape;
mod transform;
mod twin;
mod words;

#[cfg(test)]
mod expansion;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Makes a struct an event.
///
/// The first paragraph of the doc comment is the description. `#[telemetry(…)]` says the rest:
///
/// | word | |
/// |---|---|
/// | `name = "…"`, `wire = "…"` | the declared name (the type's in snake case when absent), and that on the wire where it differs |
/// | `purpose = product`, `purpose("own", extends = product)` | why it is recorded; once for each purpose |
/// | `consent = usage` | the level at which it is sent |
/// | `destinations(one, "another-one")` | where it is sent |
/// | `version = 2` | the version of its shape |
/// | `constant(name = "…", value = …, class = technical, description = "…")` | a field that has always this value and takes no room |
/// | `twin(name = "…", description = "…", destinations(…), carries = ["…"])` | a further event that the same recording sends; with `consent` and `grant` where they differ |
/// | `owner`, `grant`, `since`, `expires`, `retention`, `when`, `title` ` = "…"` | as in catalogs |
/// | `origin = client`, `state = deprecated`, `about_telemetry` | as in catalogs |
/// | `code`, `reviews`, `without` ` = ["…"]`, `changed = ["1.2.0", "…"]` | as in catalogs |
/// | `aliases = […]`, `condition = { … }`, `flow = { … }`, `prefix = { … }` | as in catalogs, in their notation |
/// | `unsent = { name: { type: …, class: …, … } }` | fields that are declared and never leave, as under `fields` of a catalog |
/// | `catalog = CATALOG` | the [catalog](macro@catalog) that it belongs to, and is held against |
/// | `crate = path` | where the program calls `telemetry-core` otherwise |
///
/// A field's attribute begins with its class, `technical` to `personal`, or `class("own", rank = 35, treat_as =
/// diagnostic)`. Then, as needed: `name`, `wire`, `description`, `purpose`, `consent` as above; one or more transforms:
/// `hmac(key = install, rotate = "P90D")`, `hash(algorithm = sha256)`, `bucket = [1, 10]`, `round = 10`,
/// `truncate(length = 80, unit = chars)`, `count_only`, `redact`, `encode`, `keep`, `by_origin(builtin(keep),
/// user(hmac(key = session)))`; limits and the other words of catalogs: `min`, `max`, `max_length`, `pattern`, `unit`,
/// `public`, `source`, `identifies`, …; `type = hostname` where an allow list holds another text than `string`. A field
/// of a group says `flatten`, or `flatten(prefix = "before_")`, and nothing else.
///
/// ```
/// use telemetry_core::{Event, Hmac, Url};
///
/// /// A page was opened.
/// #[derive(Event)]
/// #[telemetry(purpose = product, consent = usage, owner = "web", destinations(warehouse))]
/// struct PageOpened {
///     /// How many links it has.
///     #[telemetry(technical, max = 1000)]
///     links: u64,
///     /// Keyed hash of its address.
///     #[telemetry(identifier, hmac(key = install, rotate = "P90D"), wire = "page")]
///     address: Hmac<Url>,
/// }
///
/// assert_eq!(PageOpened::DESCRIPTOR.name, "page_opened");
/// assert_eq!(PageOpened::DESCRIPTOR.fields.count, 2);
/// ```
#[proc_macro_derive(Event, attributes(telemetry))]
pub fn derive_event(input: TokenStream) -> TokenStream {
    event::expand(&parse_macro_input!(input as DeriveInput)).into()
}

/// Makes a struct a group of fields that events flatten, or an enum the variants of an event.
///
/// A struct's fields are written as those of an event. Its own attribute makes it a set of common fields with
/// `common = "…"`, and then says on which events they ride: `destinations(…)`, `condition = { … }`, `overrides(…)`;
/// `constant(…)` and `unsent` stand there as on events. An enum says which field tells its variants apart; the first
/// paragraph of its doc comment describes that field.
///
/// ```
/// use telemetry_core::{Event, Fields, json};
///
/// /// Where the chat took place.
/// #[derive(Fields)]
/// #[telemetry(tag = "location", technical)]
/// enum Location {
///     /// In the panel.
///     Panel {
///         /// The width of the panel.
///         #[telemetry(technical)]
///         width: u64,
///     },
///     /// In the editor.
///     Inline,
/// }
///
/// /// Someone chatted.
/// #[derive(Event)]
/// #[telemetry(purpose = product, consent = usage)]
/// struct Chat {
///     #[telemetry(flatten)]
///     location: Location,
/// }
///
/// let event = Chat { location: Location::Panel { width: 80 } };
/// assert_eq!(json::to_json(&event), r#"{"event":"chat","version":1,"fields":{"location":"panel","width":80}}"#);
/// # let _ = Location::Inline;
/// ```
#[proc_macro_derive(Fields, attributes(telemetry))]
pub fn derive_fields(input: TokenStream) -> TokenStream {
    fields::expand(&parse_macro_input!(input as DeriveInput)).into()
}

/// Makes an enum without fields a closed vocabulary.
///
/// A variant's name on the wire is its own in snake case, unless `name = "…"` or `wire = "…"` says otherwise. `code = 3`
/// gives it the number that `encode` sends, `fallback` makes it stand for every unknown text; the enum's
/// `retired_codes = [1, 2]` are never used again.
///
/// ```
/// use telemetry_core::FieldEnum;
///
/// /// The languages that are told apart.
/// #[derive(Debug, PartialEq, FieldEnum)]
/// #[telemetry(retired_codes = [2])]
/// enum Language {
///     /// Rust.
///     #[telemetry(code = 1)]
///     Rust,
///     /// C++.
///     #[telemetry(name = "c++", code = 3)]
///     CPlusPlus,
///     /// Any other.
///     #[telemetry(code = 0, fallback)]
///     Other,
/// }
///
/// assert_eq!(Language::from_wire("c++"), Some(&Language::CPlusPlus));
/// assert_eq!(Language::from_wire("COBOL"), Some(&Language::Other));
/// # let _ = Language::Rust;
/// ```
#[proc_macro_derive(FieldEnum, attributes(telemetry))]
pub fn derive_field_enum(input: TokenStream) -> TokenStream {
    field_enum::expand(&parse_macro_input!(input as DeriveInput)).into()
}

/// Declares the facts that the events of a catalog share: destinations, owners, own purposes and classes, and all else
/// that stands at the top of a catalog, in the catalog's own notation.
///
/// It makes the constant `CATALOG`, whose `rules`, and those of each destination, say what the catalog demands of a
/// running program: who decides, under which conditions, what a wire may look like. An event that names it, `#[telemetry(catalog = CATALOG)]`, is held against it while
/// the program compiles: its destinations, owner, purposes and grant are the catalog's, and no field is above the
/// ceiling of a destination that receives it. Where the program calls `telemetry-core` otherwise, `crate = path,` stands
/// before all else.
///
/// ```
/// use telemetry_core::{Event, catalog};
///
/// catalog! {
///     catalog: web-shop,
///     title: "Web shop",
///     version: "1.4.0",
///     description: "What the shop records.",
///     owners: { web: { contact: "web@example.org" } },
///     destinations: { warehouse: { ceiling: interaction, consent: usage, retention: P90D } },
/// }
///
/// /// A page was opened.
/// #[derive(Event)]
/// #[telemetry(catalog = CATALOG, purpose = product, consent = usage, owner = "web", destinations(warehouse))]
/// struct PageOpened {}
///
/// assert_eq!(CATALOG.id, "web-shop");
/// # let _ = PageOpened {};
/// ```
#[proc_macro]
pub fn catalog(input: TokenStream) -> TokenStream {
    catalog::expand(&parse_macro_input!(input as catalog::Catalog)).into()
}
