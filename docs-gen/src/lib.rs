//! What people read of a telemetry catalog: the public "data collected" page, and the data dictionary.
//!
//! [`page`] takes a resolved catalog and returns the page in the format that the catalog or the caller chooses. It is a
//! pure function: one catalog, one page, byte for byte. [`markdown`] is the same in Markdown whatever is chosen.
//!
//! # The formats
//!
//! A catalog chooses with `docs.format`, a caller with [`PageOptions::format`]:
//!
//! - `markdown`: GitHub-flavoured Markdown, which mdBook, `MkDocs`, Hugo, Sphinx and most others read as well;
//! - `mdx`: MDX 3, for Docusaurus, Starlight and Nextra (with `remark-gfm` where tables are not built in). Comments are
//!   `{/* … */}`, ids are elements, and no text of a catalog becomes an expression, an element or an import;
//! - `html`: a fragment, made from the Markdown, to be put into a page;
//! - `csv` and `json`: the fields of all events as a table, with the columns that the caller chooses or one for
//!   every fact. Cells are plain text. A cell of CSV that a spreadsheet would take for a formula begins with an
//!   apostrophe.
//!
//! # The sections
//!
//! The page begins with what a reader wants to know first: what holds unless they decide, how to turn it off, what is never
//! collected. Then come a full sample of each event, what is collected, identifiers, what failures send, where the data
//! goes, what the words mean, what is planned or gone, what changed in which version, and whom to ask
//! ([`Part::sections`]). A section stands only where the catalog has something to say.
//!
//! `docs.sections` of a catalog chooses sections and their order, and puts texts of the project between them, which are kept
//! as they are: in the language of the page, so HTML on a page that is HTML. A link to what was left out is printed as text.
//! `docs.samples` says whether samples are there, `docs.links` which addresses the page names.
//!
//! [`PageOptions::audience`] or `docs.audience` writes the same page for those who work on the program: with the owner of
//! each event, how owners are reached, and reviews. On the public page and in tables of it these stand only in columns that
//! are chosen.
//!
//! # The words
//!
//! Our words on the page are in English, or in the language that [`PageOptions::language`] or `docs.language` names; texts of
//! the catalog stay as they are. Each has a key ([`strings`]), by which `docs.strings` replaces it with plain words of the
//! project. The data dictionary speaks the same language ([`SiteOptions::language`]).
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
//! # Regions of other files
//!
//! [`regions`] keeps [parts](Part::ALL) of the page up to date in a file that people write. A part stands between two
//! markers, each alone on its line; in MDX they are `{/* telemetry:begin events */}` and `{/* telemetry:end */}`:
//!
//! ```text
//! <!-- telemetry:begin events -->
//! <!-- telemetry:end -->
//! ```
//!
//! In a chapter of mdBook the line `{{#telemetry events}}` is a region, too; `mdbook-telemetry` puts it into the book. The
//! folder `recipes` of this crate shows whole small projects for `MkDocs`, Docusaurus, Hugo, Jekyll, Sphinx and
//! mdBook.
//!
//! Everything outside of the markers stays as it is, to the byte, and lines inside end as that of the first marker
//! does. Markers in blocks of code are text. A link leads only to places of the same file; what would lead elsewhere is
//! printed without a link. The first line of a region holds a digest of the rest, so that what somebody wrote into it is
//! known ([`RegionState::Edited`]) and need not be lost.
//!
//! # The data dictionary
//!
//! [`site`] renders a static site: an index of all events with search and filters, a page for each event with its
//! fields and a sample of what is sent, the common properties, choice and privacy, and what changed in which version.
//! Each page lies there as HTML, Markdown and JSON; `changes.atom` is a feed. With [`SiteLayout::OneFile`] all of it is
//! one HTML file, which says once what several events say alike: fields, samples, the class `technical`. There the permanent
//! link of a field needs the script, unless something on the page links to it; those of events do not.
//!
//! A page is written once, as Markdown, by the functions that write the public page, and its HTML is made from that.
//! Everything is there and linked without JavaScript; the one script, of the index, hides what is not asked for and
//! keeps what is asked for in the address (`index.html?q=token&class=content`). Nothing is fetched from anywhere: a
//! Content-Security-Policy in each page allows what lies beside it and the script by its digest, and no more.
//!
//! The catalog knows versions, not days. A version that is a day is the time of its entries in the feed; others count
//! seconds from the start of 1970, which keeps their order and pretends nothing.
//!
//! # The papers
//!
//! [`paper`] fills in what reviewers ask for, from a catalog and a [`Policy`](telemetry_catalog::model::Policy), which
//! holds what no catalog knows: who is the controller, the legal bases, where data goes. Each answer says whether it is
//! from the catalog, from the policy, or to be written by a person. Nothing is guessed: where a form has no word for what
//! is declared, or several, the entry is left out and the paper, or a sheet beside it, says so.
//!
//! # Links that stay
//!
//! Each event, field, destination, class, purpose, permission and fact has an id made from its declared name, such as
//! `#event-policy_loaded` and `#event-policy_loaded:successful`, written as `<a id="…"></a>`. Headings may be reworded
//! without breaking a link. The site has the same ids, and files named after events (`events/policy_loaded.html`);
//! `index.html#event-policy_loaded:successful` leads there too.
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
//! use telemetry_docs_gen::{PageOptions, SiteLayout, SiteOptions, markdown, site};
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
//!
//! let files = site(&catalog, &SiteOptions { layout: SiteLayout::Folder, ..SiteOptions::default() });
//! let page = files.get("events/lamp_lit.html").expect("an event has a page");
//! assert!(page.contains("<tr id=event-lamp_lit:bright>"));
//! ```

mod anchor;
mod cells;
mod choice;
mod columns;
mod destinations;
mod event;
mod flow;
mod identifiers;
mod legend;
mod markdown;
mod overview;
mod page;
mod papers;
mod part;
mod region;
mod row;
mod rows;
mod samples;
mod sentences;
mod site;
mod strings;
mod style;
mod survey;
mod values;

pub use columns::{Column, column_names};
pub use page::{PageOptions, markdown, page};
pub use papers::{Manifest, ManifestFault, Paper, SafetyForm, SafetyFormFault, data_safety, paper, privacy_manifest};
pub use part::Part;
pub use region::{Language, Region, RegionFault, RegionState, Updated, regions};
pub use site::{SiteLayout, SiteOptions, site};
pub use strings::{strings, strings_file};
