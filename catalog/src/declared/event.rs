//! Events, groups, variants and twins.

use super::written::Form;
use super::{AliasDecl, Condition, Duration, Entries, FieldDecl, FlowDecl, List, Text, Written};
use serde::Deserialize;
use serde::Deserializer;

/// One event: something the program may record.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "event", deny_unknown_fields, default)]
pub struct EventDecl {
    /// What happened, in a sentence.
    pub description: Written<Text>,
    /// A name for people; made from the event's name when absent.
    pub title: Written<Text>,
    /// When it is recorded and sent, in words.
    pub when: Written<Text>,
    /// Where the event stands in its life; `active` when absent.
    pub state: Written<State>,
    /// The version of the event's shape, counted from 1.
    pub version: Written<u32>,
    /// The program version that first recorded it.
    pub since: Written<Text>,
    /// What changed, and in which version.
    pub changed: List<ChangeDecl>,
    /// When it ends: a date, a program version, or `never`.
    pub expires: Written<Text>,
    /// Links to the reviews that allowed it.
    pub reviews: List<Text>,
    /// Where in the code it is recorded: `path` or `path:line`.
    pub code: List<Text>,
    /// Who records it: the client or the server.
    pub origin: Written<Origin>,
    /// Who answers for it; one of `owners`.
    pub owner: Written<Text>,
    /// Why it is recorded: one purpose or a list.
    pub purpose: List<Text>,
    /// The consent level at which it is sent.
    pub consent: Written<Text>,
    /// The permission that must be granted too; one of `grants`.
    pub grant: Written<Text>,
    /// Where it is sent; some of `destinations`. With an empty list the program may record it, and it goes nowhere.
    pub destinations: List<Text>,
    /// When it may be recorded, over declared facts.
    pub condition: Written<Condition>,
    /// How many of these events are sent at most; all when absent.
    pub flow: Written<FlowDecl>,
    /// Common sets that do not ride on the event.
    pub without: List<Text>,
    /// Groups whose fields belong to the event.
    pub include: List<IncludeDecl>,
    /// Shared fields that belong to the event.
    #[serde(rename = "use")]
    pub use_: List<Text>,
    /// Fields of the event alone.
    pub fields: Written<Entries<FieldDecl>>,
    /// Forms of the event that carry different fields.
    pub variants: Written<VariantsDecl>,
    /// Further events that the same recording sends, each with a subset of the fields.
    pub twins: Written<Entries<TwinDecl>>,
    /// Prefixes of the name, by context.
    pub prefix: Written<PrefixDecl>,
    /// The name on the wire, where it differs from the declared one.
    pub wire: Written<Text>,
    /// Former and other names.
    pub aliases: List<AliasDecl>,
    /// How long it is kept; that of the destination when absent.
    pub retention: Written<Duration>,
    /// Whether the event is about telemetry itself: then it is never recorded while telemetry is being sent.
    pub about_telemetry: Written<bool>,
}

/// Where an event or field stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "state", rename_all = "kebab-case")]
pub enum State {
    /// Not recorded yet; no code is generated.
    Planned,
    /// Recorded.
    Active,
    /// Still recorded; will end.
    Deprecated,
    /// Not recorded any more; the name stays taken.
    Removed,
}

/// Who records an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "origin", rename_all = "kebab-case")]
pub enum Origin {
    /// The program on the user's machine.
    Client,
    /// The service it speaks to.
    Server,
}

/// One change of an event or field.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "change", deny_unknown_fields, default)]
pub struct ChangeDecl {
    /// The program version.
    pub version: Written<Text>,
    /// What changed.
    pub note: Written<Text>,
}

/// Fields that belong together.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "group", deny_unknown_fields, default)]
pub struct GroupDecl {
    /// What the fields have in common.
    pub description: Written<Text>,
    /// Groups whose fields belong to this one.
    pub include: List<IncludeDecl>,
    /// Shared fields that belong to the group.
    #[serde(rename = "use")]
    pub use_: List<Text>,
    /// The fields.
    pub fields: Written<Entries<FieldDecl>>,
}

/// A group that is included, whole or with a prefix before each field: `size` or `{ group: size, prefix: before_ }`.
#[derive(Debug, Default)]
pub struct IncludeDecl {
    /// The group.
    pub group: Text,
    /// What stands before each of its fields' names.
    pub prefix: Option<Text>,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "inclusion", deny_unknown_fields)]
/// A group with a prefix.
struct PrefixedInclude {
    /// The group.
    group: Text,
    /// What stands before each of its fields' names.
    prefix: Text,
}

impl<'de> Deserialize<'de> for IncludeDecl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Form::<Text, PrefixedInclude>::deserialize(deserializer)? {
            Form::Short(group) => Self { group, prefix: None },
            Form::Full(full) => Self { group: full.group, prefix: Some(full.prefix) },
        })
    }
}

#[cfg(feature = "format-schema")]
impl schemars::JsonSchema for IncludeDecl {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "include".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let prefixed = generator.subschema_for::<PrefixedInclude>();
        schemars::json_schema!({
            "description": "A group that is included, whole or with a prefix before each field.",
            "anyOf": [{ "type": "string" }, prefixed]
        })
    }
}

/// Forms of one event that carry different fields.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "variants section", deny_unknown_fields, default)]
pub struct VariantsDecl {
    /// The name of the field that says which form it is.
    pub tag: Written<Text>,
    /// What the tag says, for pages.
    pub description: Written<Text>,
    /// The class of the tag; `technical` or `interaction`.
    pub class: Written<Text>,
    /// The forms.
    pub cases: Written<Entries<VariantDecl>>,
}

/// One form of an event.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "variant", deny_unknown_fields, default)]
pub struct VariantDecl {
    /// When the event has this form.
    pub description: Written<Text>,
    /// Groups whose fields belong to the form.
    pub include: List<IncludeDecl>,
    /// Shared fields that belong to the form.
    #[serde(rename = "use")]
    pub use_: List<Text>,
    /// Fields of the form alone.
    pub fields: Written<Entries<FieldDecl>>,
}

/// A further event that the same recording sends.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "twin", deny_unknown_fields, default)]
pub struct TwinDecl {
    /// What differs from the first event.
    pub description: Written<Text>,
    /// Where it is sent; with an empty list nowhere.
    pub destinations: List<Text>,
    /// The consent level at which it is sent; the event's when absent.
    pub consent: Written<Text>,
    /// The permission that must be granted for it.
    pub grant: Written<Text>,
    /// The fields it carries; all when absent.
    pub only: List<Text>,
    /// The fields it does not carry.
    pub except: List<Text>,
    /// Fields that it alone carries.
    pub fields: Written<Entries<FieldDecl>>,
}

/// Prefixes of an event's name, by context. The set is closed: an open-ended id belongs in a field.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "prefix section", deny_unknown_fields, default)]
pub struct PrefixDecl {
    /// The fact that decides.
    pub by: Written<Text>,
    /// The prefix for each value of the fact.
    pub values: Written<Entries<Text>>,
    /// The destinations that see the prefix; all when absent. The list is not empty.
    pub destinations: List<Text>,
}
