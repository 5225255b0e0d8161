//! The top level of a catalog file, and its registries.

use super::{
    Audience, Condition, ConsentDecl, DestinationDecl, Entries, EventDecl, FactDecl, FieldDecl, GrantDecl, GroupDecl,
    IncludeDecl, LinksDecl, List, PageLanguage, RedactionDecl, Samples, SectionDecl, Text, Written,
};
use crate::source::Span;
use serde::Deserialize;

/// A telemetry catalog: what a program may record, why, and where it goes.
///
/// One file or all `.yaml` files of a folder. The head (`catalog`, `title`, `version`, …) stands in one of them.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "catalog", deny_unknown_fields, default)]
pub struct CatalogDecl {
    /// The place of the file as a whole; not a key.
    #[serde(skip)]
    #[cfg_attr(feature = "format-schema", schemars(skip))]
    pub place: Span,
    /// The identifier of the catalog: lower-case words with hyphens. Becomes part of every schema's `$id`.
    pub catalog: Written<Text>,
    /// The name of the product, as pages print it.
    pub title: Written<Text>,
    /// The version of the program that this catalog describes, such as `1.4.0`.
    pub version: Written<Text>,
    /// What the program records, and why, in a sentence or two.
    pub description: Written<Text>,
    /// The URL pattern of code links; `{revision}`, `{path}` and `{line}` are filled in.
    pub source: Written<Text>,
    /// The revision that `{revision}` stands for.
    pub revision: Written<Text>,
    /// Where users ask about their data: a URL or an e-mail address.
    pub contact: Written<Text>,
    /// The base of the `$id` of every schema; `https://example.org/telemetry` when absent.
    pub schemas: Written<Text>,
    /// Naming rules for events and fields.
    pub names: Written<NamesDecl>,
    /// Names that no field may have, whatever their case.
    pub reserved: List<Text>,
    /// Who answers for events. An owner that is not listed here is an error.
    pub owners: Written<Entries<OwnerDecl>>,
    /// Purposes of your own; each extends a built-in one.
    pub purposes: Written<Entries<PurposeDecl>>,
    /// Privacy classes of your own, between the built-in ones.
    pub classes: Written<Entries<ClassDecl>>,
    /// Facts about the running program that conditions may ask for.
    pub facts: Written<Entries<FactDecl>>,
    /// Named permissions beside the consent levels.
    pub grants: Written<Entries<GrantDecl>>,
    /// How users decide, and what may lower their decision.
    pub consent: Written<ConsentDecl>,
    /// The places events are sent to.
    pub destinations: Written<Entries<DestinationDecl>>,
    /// What the redactor looks for in text.
    pub redaction: Written<RedactionDecl>,
    /// What is never collected, in plain words; pages print it, and a field that contradicts it is an error.
    pub never: List<Text>,
    /// Shared field definitions, named with `use:`.
    pub fields: Written<Entries<FieldDecl>>,
    /// Groups of fields, named with `include:`.
    pub groups: Written<Entries<GroupDecl>>,
    /// Fields that ride on every event, as named sets.
    pub common: Written<Entries<CommonDecl>>,
    /// The order in which common sets and the event's own fields (`event`) win, weakest first.
    pub precedence: List<Text>,
    /// The events.
    pub events: Written<Entries<EventDecl>>,
    /// How the public page is laid out.
    pub docs: Written<DocsDecl>,
}

/// Naming rules of a catalog.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "naming rules", deny_unknown_fields, default)]
pub struct NamesDecl {
    /// The rule for event names.
    pub events: Written<NameRuleDecl>,
    /// The rule for field names.
    pub fields: Written<NameRuleDecl>,
}

/// One naming rule.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "naming rule", deny_unknown_fields, default)]
pub struct NameRuleDecl {
    /// The letters and separators of a name.
    pub letters: Written<Letters>,
    /// A regular expression that the whole name matches.
    pub pattern: Written<Text>,
    /// The greatest length in characters.
    pub max_length: Written<u32>,
    /// Whether a name may end with a digit; `true` when absent.
    pub trailing_digit: Written<bool>,
}

/// The casing of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "casing")]
pub enum Letters {
    /// `like_this`
    #[serde(rename = "snake_case")]
    Snake,
    /// `like-this`
    #[serde(rename = "kebab-case")]
    Kebab,
    /// `likeThis`
    #[serde(rename = "camelCase")]
    Camel,
    /// `LikeThis`
    #[serde(rename = "PascalCase")]
    Pascal,
}

/// Somebody who answers for events.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "owner", deny_unknown_fields, default)]
pub struct OwnerDecl {
    /// The name that internal pages print.
    pub title: Written<Text>,
    /// How the owner is reached: an e-mail address, a channel or a handle.
    pub contact: Written<Text>,
    /// Other spellings that mean this owner.
    pub aliases: List<Text>,
}

/// A purpose of your own.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "purpose", deny_unknown_fields, default)]
pub struct PurposeDecl {
    /// The built-in purpose that this is a case of; exports that know only those use it.
    pub extends: Written<Text>,
    /// The sentence that pages print.
    pub title: Written<Text>,
    /// More, where the title is not enough.
    pub description: Written<Text>,
}

/// A privacy class of your own.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "class", deny_unknown_fields, default)]
pub struct ClassDecl {
    /// The rank, between those of the built-in classes: 10 technical, 20 interaction, 30 identifier, 40 diagnostic, 50 content, 60 personal, 70 restricted.
    pub rank: Written<u8>,
    /// The built-in class that programs and exports use for it; never of a lower rank than the next one below.
    pub treat_as: Written<Text>,
    /// The name that pages print.
    pub title: Written<Text>,
    /// The test that decides whether a value is of this class.
    pub description: Written<Text>,
}

/// A set of fields that ride on events of some destinations.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "common set", deny_unknown_fields, default)]
pub struct CommonDecl {
    /// What the set is for.
    pub description: Written<Text>,
    /// The destinations whose events carry the set; all when absent.
    pub destinations: List<Text>,
    /// When the set rides along.
    pub condition: Written<Condition>,
    /// Groups whose fields belong to the set.
    pub include: List<IncludeDecl>,
    /// Shared fields that belong to the set.
    #[serde(rename = "use")]
    pub use_: List<Text>,
    /// Fields of the set alone.
    pub fields: Written<Entries<FieldDecl>>,
    /// Event fields that this set replaces on purpose; any other shadowing is an error.
    pub overrides: List<Text>,
}

/// How the public page is laid out.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "page layout", deny_unknown_fields, default)]
pub struct DocsDecl {
    /// The layout; `events` when absent.
    pub style: Written<DocsStyle>,
    /// What the page is written as; `markdown` when absent.
    pub format: Written<DocsFormat>,
    /// The columns of tables, in order; `standard` stands for `data`, `description`, `example`, `type`, `class`, `purpose`,
    /// `when`, `since`.
    pub columns: List<Text>,
    /// Headings of columns, by column.
    pub headings: Written<Entries<Text>>,
    /// The page's title; that of the catalog when absent.
    pub title: Written<Text>,
    /// What site generators read at the head of the page in Markdown or MDX, without the lines of `---` around it; TOML
    /// stands between two lines of `+++`.
    pub front_matter: Written<Text>,
    /// Whether the page holds a full sample of each event; up to 200 events have one when absent.
    pub samples: Written<Samples>,
    /// Addresses that the page names beside itself: the privacy policy, the data dictionary, files for programs.
    pub links: Written<LinksDecl>,
    /// The sections of the page in order, with texts of yours between them: `never`, `{ file: promise.md }`. Those that are
    /// not named are left out; all are there in their usual order when absent.
    pub sections: List<SectionDecl>,
    /// For whom the page is written; `public` when absent.
    pub audience: Written<Audience>,
    /// The language of our words on the page; `en` when absent.
    pub language: Written<PageLanguage>,
    /// Words of your own for ours, by key; `telemetry docs strings` prints all keys.
    pub strings: Written<Entries<Text>>,
}

/// The layout of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "page style", rename_all = "kebab-case")]
pub enum DocsStyle {
    /// A section for each event.
    Events,
    /// One table with a row for each field.
    Table,
    /// The common fields, then a list of events with the conditions under which they are sent.
    Conditions,
}

/// What the page is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "page format", rename_all = "kebab-case")]
pub enum DocsFormat {
    /// GitHub-flavoured Markdown, which mdBook and most others read.
    Markdown,
    /// MDX 3, for Docusaurus, Starlight and Nextra.
    Mdx,
    /// HTML without a frame, to be put into a page of yours.
    Html,
    /// The fields as a table for spreadsheets, with a column for every fact.
    Csv,
    /// The fields as JSON, with a key for every fact.
    Json,
}
