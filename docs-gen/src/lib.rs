//! The public "data collected" page of a telemetry catalog: what people read.
//!
//! [`markdown`] takes a resolved catalog and returns the page as GitHub-flavoured Markdown, which mdBook and
//! Docusaurus read as well. It is a pure function: one catalog, one page, byte for byte.
//!
//! # The three styles
//!
//! A catalog chooses with `docs.style`, a caller with [`PageOptions::style`]:
//!
//! - `events`: a section for each event with what happened, when, why, where it goes, and a table of its fields;
//! - `table`: one table with a row for each field of the whole catalog, then what holds for each event;
//! - `conditions`: what rides on every event, then a list of events with the conditions under which they are sent.
//!
//! Whichever style and [columns](Column::ALL) are chosen, the page says everything that a catalog declares and a reader
//! should know: a fact without a column of its own is told in the cell that describes the field. What a catalog does
//! not declare leaves no trace, not even a heading.
//!
//! # Links that stay
//!
//! Each event, field, destination, class, purpose, permission and fact has an id made from its declared name, such as
//! `#event-policy_loaded` and `#event-policy_loaded:successful`, written as `<a id="…"></a>`. Headings may be reworded
//! without breaking a link.
//!
//! # Text of a catalog
//!
//! Descriptions are plain text in which code spans in backticks, links such as `[text](https://…)` and bare URLs keep
//! their meaning. Everything else that Markdown or HTML would interpret is printed as it was written.
//!
//! # Example
//!
//! ```
//! use telemetry_catalog::{CheckOptions, Sources, check};
//! use telemetry_docs_gen::{PageOptions, markdown};
//!
//! let yaml = "
//! catalog: lantern
//! title: Lantern
//! version: 1.0.0
//! description: What Lantern records, and why.
//! owners: { core: {} }
//! destinations: { home: { ceiling: technical, consent: usage } }
//! events:
//!   lamp_lit:
//!     description: A lamp was lit.
//!     owner: core
//!     purpose: product
//!     consent: usage
//!     destinations: [home]
//!     fields:
//!       bright: { type: bool, class: technical, description: Whether it was set to bright. }
//! ";
//! let checked = check(&Sources::from_text("telemetry.yaml", yaml), &CheckOptions { today: None });
//! let catalog = checked.catalog.expect("the catalog has no errors");
//! let files = markdown(&catalog, &PageOptions::default());
//! let page = files.get("data-collected.md").expect("the page has this name unless an option gives another");
//! assert!(page.contains("`bright` | Whether it was set to bright. | true or false |"));
//! ```

mod anchor;
mod cells;
mod choice;
mod columns;
mod destinations;
mod event;
mod identifiers;
mod legend;
mod markdown;
mod page;
mod row;
mod sentences;
mod site;
mod style;
mod survey;
mod values;

pub use columns::{Column, column_names};
pub use page::{PageOptions, markdown};
pub use site::{SiteLayout, SiteOptions, site};
