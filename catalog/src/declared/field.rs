//! Fields: type, class, vocabulary, limits, handling.

use super::written::Form;
use super::{ChangeDecl, Condition, Duration, Entries, List, Literal, State, Text, TransformDecl, Type, Written};
use serde::Deserialize;
use serde::Deserializer;

/// One field. A field of `use:` starts from a shared definition and may add to it.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "field", deny_unknown_fields, default)]
pub struct FieldDecl {
    /// The shared definition that this field starts from.
    #[serde(rename = "use")]
    pub use_: Written<Text>,
    /// The type: `bool`, `enum`, `count`, `int`, `float`, `duration`, `timestamp`, `date`, `uuid`, `id`, `version`, `string`, `path`, `url`, `json`, `error`, `stack`, `email`, `ip`, `hostname`, `username`, `secret`, or `list<T>`, `set<T>`, `map<string, T>`.
    #[serde(rename = "type")]
    pub ty: Written<Type>,
    /// The privacy class; there is no default.
    pub class: Written<Text>,
    /// What the value says, in a sentence.
    pub description: Written<Text>,
    /// A name for people; made from the field's name when absent.
    pub title: Written<Text>,
    /// Why it is collected; the event's purpose when absent.
    pub purpose: List<Text>,
    /// Values that could really occur.
    pub examples: List<Literal>,
    /// Whether the value may be missing; `false` when absent.
    pub optional: Written<bool>,
    /// When the value is there, in words.
    pub when: Written<Text>,
    /// The unit of a number, such as `ms` or `bytes`.
    pub unit: Written<Text>,
    /// The values of an enum, each with what it means.
    pub values: Written<Entries<EnumValueDecl>>,
    /// The value of an enum or allow list that stands for all others.
    pub fallback: Written<Text>,
    /// Codes of former enum values, which are never used again.
    pub retired_codes: List<i64>,
    /// The least value of a number.
    pub min: Written<Literal>,
    /// The greatest value of a number.
    pub max: Written<Literal>,
    /// The least length of a text in characters.
    pub min_length: Written<u32>,
    /// The greatest length of a text in characters.
    pub max_length: Written<u32>,
    /// The greatest number of items of a list, set or map.
    pub max_items: Written<u32>,
    /// A regular expression that the whole text matches.
    pub pattern: Written<Text>,
    /// The only value it ever has.
    #[serde(rename = "const")]
    pub const_: Written<Literal>,
    /// The value that means "none" where a program cannot leave it out, such as -1.
    pub none: Written<Literal>,
    /// The texts that may be sent; all others become the fallback. Closes the vocabulary, and so lowers the floor.
    pub allow: Written<AllowDecl>,
    /// The public registry that every value is a member of, such as `rust-packages`; closes the vocabulary too.
    pub public: Written<Text>,
    /// What happens to the value before it leaves.
    pub transform: List<TransformDecl>,
    /// Where the value stands in a payload; numbers are measurements and everything else properties when absent.
    pub kind: Written<Kind>,
    /// Who fills it in; the caller when absent.
    pub source: Written<Source>,
    /// The consent level it needs, where higher than the event's.
    pub consent: Written<Text>,
    /// The permission it needs beside the event's: an opt-in for this field.
    pub grant: Written<Text>,
    /// When it is sent, over declared facts.
    pub condition: Written<Condition>,
    /// The destinations that receive it, where fewer than its class allows. The list is not empty: of what never leaves,
    /// `transform: drop` says so.
    pub destinations: List<Text>,
    /// The name on the wire, where it differs from the declared one.
    pub wire: Written<Text>,
    /// Former and other names.
    pub aliases: List<AliasDecl>,
    /// Where the field stands in its life; `active` when absent.
    pub state: Written<State>,
    /// The program version that first recorded it.
    pub since: Written<Text>,
    /// What changed, and in which version.
    pub changed: List<ChangeDecl>,
    /// When it ends: a date, a program version, or `never`.
    pub expires: Written<Text>,
    /// The version of consent that first covered it.
    pub consent_version: Written<u32>,
    /// Where in the code it is filled in: `path` or `path:line`.
    pub code: List<Text>,
    /// Links to the reviews that allowed it.
    pub reviews: List<Text>,
    /// Makes the field a family: its name holds `{placeholder}`, and many keys share this definition.
    pub family: Written<FamilyDecl>,
    /// What an identifier tells apart.
    pub identifies: Written<Identifies>,
    /// How long an identifier stays the same: an ISO 8601 duration, or until the end of the `event`, `session`, `install`, `project` or `account`, or `forever`.
    pub lifetime: Written<Text>,
    /// How an identifier is made.
    pub made: Written<Text>,
    /// How long it is kept; that of the event when absent.
    pub retention: Written<Duration>,
    /// Why the law allows it; required for `personal`.
    pub legal_basis: Written<Text>,
    /// How a common field gets its value; `event` when absent.
    pub supply: Written<Supply>,
    /// How values of several suppliers are joined.
    pub merge: Written<MergeDecl>,
}

/// Returns whether none of some keys is written. All keys are named, so that a new one must be put on one of both sides.
macro_rules! all_absent {
    ($decl:expr, of: $($key:ident)*; leaving: $($other:ident)*) => {{
        let FieldDecl { $($other: _,)* $($key,)* } = $decl;
        true $(&& $key.is_absent())*
    }};
}

impl FieldDecl {
    /// Returns whether it says nothing beside what fields say every day: most do not, and then the many keys that few
    /// fields have need not be looked at one by one.
    pub(crate) fn is_brief(&self) -> bool {
        all_absent!(self,
            of: examples when unit const_ none allow public kind source consent grant condition destinations wire aliases
                state since changed expires consent_version code reviews family identifies lifetime made retention
                legal_basis supply merge;
            leaving: use_ ty class description title purpose optional values fallback retired_codes min max min_length
                max_length max_items pattern transform
        )
    }
}

/// One value of an enum: `clean: No diagnostics.` or `clean: { description: …, code: 1 }`.
#[derive(Debug, Default)]
pub struct EnumValueDecl {
    /// What the value means.
    pub description: Text,
    /// The stable number that stands for it on the wire.
    pub code: Option<i64>,
    /// The text on the wire, where it differs from the name.
    pub wire: Option<Text>,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "enum value", deny_unknown_fields)]
/// A value of an enum with its code.
struct FullEnumValue {
    /// What the value means.
    description: Text,
    /// The stable number that stands for it on the wire.
    code: Option<i64>,
    /// The text on the wire, where it differs from the name.
    wire: Option<Text>,
}

impl<'de> Deserialize<'de> for EnumValueDecl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Form::<Text, FullEnumValue>::deserialize(deserializer)? {
            Form::Short(description) => Self { description, code: None, wire: None },
            Form::Full(full) => Self { description: full.description, code: full.code, wire: full.wire },
        })
    }
}

/// The texts that may be sent: a list, or a mapping that says who allowed them and why.
#[derive(Debug, Default)]
pub struct AllowDecl {
    /// The texts.
    pub values: Vec<Text>,
    /// Why these may be sent.
    pub reason: Option<Text>,
    /// Who allowed them.
    pub approver: Option<Text>,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "allow list", deny_unknown_fields)]
/// An allow list with its reason.
struct FullAllow {
    /// The texts.
    values: Vec<Text>,
    /// Why these may be sent.
    reason: Option<Text>,
    /// Who allowed them.
    approver: Option<Text>,
}

impl<'de> Deserialize<'de> for AllowDecl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Form::<Vec<Text>, FullAllow>::deserialize(deserializer)? {
            Form::Short(values) => Self { values, reason: None, approver: None },
            Form::Full(full) => Self { values: full.values, reason: full.reason, approver: full.approver },
        })
    }
}

/// Many keys that share one definition.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "family", deny_unknown_fields, default)]
pub struct FamilyDecl {
    /// What the placeholder stands for.
    pub description: Written<Text>,
    /// The texts that may stand in its place.
    pub keys: List<Text>,
    /// A regular expression that such a text matches, where they cannot be listed. Names of the event's other fields are
    /// these fields', and no key of the family leads to them.
    pub pattern: Written<Text>,
    /// The greatest number of keys in one event; more are dropped and counted.
    pub max: Written<u32>,
}

/// Where a value stands in a payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "field kind", rename_all = "kebab-case")]
pub enum Kind {
    /// Among the texts.
    Property,
    /// Among the numbers.
    Measurement,
    /// In the envelope, as the identity of the sender.
    Identity,
    /// Among the envelope's tags.
    Tag,
}

/// Who fills a field in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "field source", rename_all = "kebab-case")]
pub enum Source {
    /// The code that records the event.
    Caller,
    /// The telemetry client.
    Client,
    /// The server that receives it.
    Server,
    /// A later step, from other data such as the IP address.
    Enrichment,
}

/// What an identifier tells apart, narrowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "subject of an identifier", rename_all = "kebab-case")]
pub enum Identifies {
    /// One event or request.
    Event,
    /// One run or session.
    Session,
    /// One installation or machine.
    Install,
    /// One project or workspace.
    Project,
    /// One account or person.
    Account,
}

/// How a common field gets its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "way of supply", rename_all = "kebab-case")]
pub enum Supply {
    /// Given once, when the program starts.
    Constant,
    /// Computed when first needed.
    Lazy,
    /// Computed for each event.
    Event,
    /// The last known value, kept when its source disappears.
    LastKnown,
    /// Set and changed while the program runs.
    Set,
}

/// How values of several suppliers are joined to one text.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "merge rule", deny_unknown_fields, default)]
pub struct MergeDecl {
    /// What stands between the elements; an element that is there is not added again.
    pub separator: Written<Text>,
}

/// Another name: `oldName`, or with the version that ended it and a note.
#[derive(Debug, Default)]
pub struct AliasDecl {
    /// The other name.
    pub name: Text,
    /// The program version that last used it.
    pub until: Option<Text>,
    /// Why there are two.
    pub note: Option<Text>,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "alias", deny_unknown_fields)]
/// Another name with its history.
struct FullAlias {
    /// The other name.
    name: Text,
    /// The program version that last used it.
    until: Option<Text>,
    /// Why there are two.
    note: Option<Text>,
}

impl<'de> Deserialize<'de> for AliasDecl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Form::<Text, FullAlias>::deserialize(deserializer)? {
            Form::Short(name) => Self { name, until: None, note: None },
            Form::Full(full) => Self { name: full.name, until: full.until, note: full.note },
        })
    }
}

#[cfg(feature = "format-schema")]
mod schema {
    //! The short and the full form, for editors.

    use super::{AliasDecl, AllowDecl, EnumValueDecl, FullAlias, FullAllow, FullEnumValue};
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use std::borrow::Cow;

    macro_rules! short_or_full {
        ($($ty:ty, $full:ty, $name:literal, $description:literal, $short:tt;)*) => { $(
            impl JsonSchema for $ty {
                fn schema_name() -> Cow<'static, str> {
                    $name.into()
                }
                fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                    let full = generator.subschema_for::<$full>();
                    json_schema!({ "description": $description, "anyOf": [$short, full] })
                }
            }
        )* };
    }

    short_or_full! {
        EnumValueDecl, FullEnumValue, "value of an enum", "What the value means, alone or with its code.", { "type": "string" };
        AllowDecl, FullAllow, "allowed texts", "The texts that may be sent, alone or with the reason.", { "type": "array", "items": { "type": "string" } };
        AliasDecl, FullAlias, "other name", "Another name, alone or with its history.", { "type": "string" };
    }
}
