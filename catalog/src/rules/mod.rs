//! The rules: one file each, whose text is its page (`telemetry explain RULE`).
//!
//! A rule's page has the headings *What it says*, *Why*, *Example*, *Instead* and *Allowing it*. The tests run the
//! two examples: each is a file of a catalog whose head is in [`FRAME`], unless it brings a head of its own. The
//! example is found by its rule and by nothing else, and what stands there instead is clean. The language of a block
//! may say more: `yaml,a.yaml` is one of several files, `yaml,latin1` is stored in that encoding, and in
//! `yaml,arrows` each `→` is a tab; `yaml,program` is what a compiled program declares, in the words of a catalog, and
//! `yaml,recorded` says where a source tree records events.
//!
//! The checks themselves stand where the fact they need is known: in `yaml` and `de` for the text, in `resolve` for
//! the meaning, in `compare` for what a program ships and what a source tree records.

use crate::diagnostic::Severity;

mod alias_taken;
mod anchor;
mod anonymous_claim;
mod bad_class;
mod bad_limits;
mod bad_name;
mod bad_pattern;
mod bad_value;
mod class_above_ceiling;
mod class_below_floor;
mod class_lowered;
mod combination_above_ceiling;
mod content_without_consent;
mod description_repeats_name;
mod differs_from_catalog;
mod duplicate_field;
mod duplicate_key;
mod duplicate_name;
mod empty_file;
mod empty_value;
mod example_mismatch;
mod expired;
mod field_disagreement;
mod flow_elsewhere;
mod flow_twice;
mod identifier_without_lifetime;
mod include_cycle;
mod key_collision;
mod missing_class;
mod missing_code;
mod missing_consent;
mod missing_description;
mod missing_destination;
mod missing_key;
mod missing_owner;
mod missing_placeholder;
mod missing_purpose;
mod missing_type;
mod missing_values;
mod multiple_documents;
mod names_differ_in_case;
mod naming_rule;
mod never_contradicted;
mod never_recorded;
mod not_in_catalog;
mod not_in_program;
mod not_utf8;
mod personal_without_basis;
mod plain_hash;
mod recorded_while_inactive;
mod reserved_name;
mod restricted_field;
mod reused_code;
mod shadowed_common;
mod tab_indentation;
mod tag;
mod too_deep;
mod transform_mismatch;
mod unbounded_family;
mod unknown_class;
mod unknown_column;
mod unknown_consent;
mod unknown_destination;
mod unknown_detector;
mod unknown_fact;
mod unknown_fallback;
mod unknown_field;
mod unknown_grant;
mod unknown_group;
mod unknown_key;
mod unknown_owner;
mod unknown_purpose;
mod unknown_set;
mod unknown_word;
mod unreachable_cap;
mod unredacted;
mod unused_definition;
mod wire_collision;
mod wrong_shape;
mod yaml_syntax;

pub use alias_taken::ALIAS_TAKEN;
pub use anchor::ANCHOR;
pub use anonymous_claim::ANONYMOUS_CLAIM;
pub use bad_class::BAD_CLASS;
pub use bad_limits::BAD_LIMITS;
pub use bad_name::BAD_NAME;
pub use bad_pattern::BAD_PATTERN;
pub use bad_value::BAD_VALUE;
pub use class_above_ceiling::CLASS_ABOVE_CEILING;
pub use class_below_floor::CLASS_BELOW_FLOOR;
pub use class_lowered::CLASS_LOWERED;
pub use combination_above_ceiling::COMBINATION_ABOVE_CEILING;
pub use content_without_consent::CONTENT_WITHOUT_CONSENT;
pub use description_repeats_name::DESCRIPTION_REPEATS_NAME;
pub use differs_from_catalog::DIFFERS_FROM_CATALOG;
pub use duplicate_field::DUPLICATE_FIELD;
pub use duplicate_key::DUPLICATE_KEY;
pub use duplicate_name::DUPLICATE_NAME;
pub use empty_file::EMPTY_FILE;
pub use empty_value::EMPTY_VALUE;
pub use example_mismatch::EXAMPLE_MISMATCH;
pub use expired::EXPIRED;
pub use field_disagreement::FIELD_DISAGREEMENT;
pub use flow_elsewhere::FLOW_ELSEWHERE;
pub use flow_twice::FLOW_TWICE;
pub use identifier_without_lifetime::IDENTIFIER_WITHOUT_LIFETIME;
pub use include_cycle::INCLUDE_CYCLE;
pub use key_collision::KEY_COLLISION;
pub use missing_class::MISSING_CLASS;
pub use missing_code::MISSING_CODE;
pub use missing_consent::MISSING_CONSENT;
pub use missing_description::MISSING_DESCRIPTION;
pub use missing_destination::MISSING_DESTINATION;
pub use missing_key::MISSING_KEY;
pub use missing_owner::MISSING_OWNER;
pub use missing_placeholder::MISSING_PLACEHOLDER;
pub use missing_purpose::MISSING_PURPOSE;
pub use missing_type::MISSING_TYPE;
pub use missing_values::MISSING_VALUES;
pub use multiple_documents::MULTIPLE_DOCUMENTS;
pub use names_differ_in_case::NAMES_DIFFER_IN_CASE;
pub use naming_rule::NAMING_RULE;
pub use never_contradicted::NEVER_CONTRADICTED;
pub use never_recorded::NEVER_RECORDED;
pub use not_in_catalog::NOT_IN_CATALOG;
pub use not_in_program::NOT_IN_PROGRAM;
pub use not_utf8::NOT_UTF8;
pub use personal_without_basis::PERSONAL_WITHOUT_BASIS;
pub use plain_hash::PLAIN_HASH;
pub use recorded_while_inactive::RECORDED_WHILE_INACTIVE;
pub use reserved_name::RESERVED_NAME;
pub use restricted_field::RESTRICTED_FIELD;
pub use reused_code::REUSED_CODE;
pub use shadowed_common::SHADOWED_COMMON;
pub use tab_indentation::TAB_INDENTATION;
pub use tag::TAG;
pub use too_deep::TOO_DEEP;
pub use transform_mismatch::TRANSFORM_MISMATCH;
pub use unbounded_family::UNBOUNDED_FAMILY;
pub use unknown_class::UNKNOWN_CLASS;
pub use unknown_column::UNKNOWN_COLUMN;
pub use unknown_consent::UNKNOWN_CONSENT;
pub use unknown_destination::UNKNOWN_DESTINATION;
pub use unknown_detector::UNKNOWN_DETECTOR;
pub use unknown_fact::UNKNOWN_FACT;
pub use unknown_fallback::UNKNOWN_FALLBACK;
pub use unknown_field::UNKNOWN_FIELD;
pub use unknown_grant::UNKNOWN_GRANT;
pub use unknown_group::UNKNOWN_GROUP;
pub use unknown_key::UNKNOWN_KEY;
pub use unknown_owner::UNKNOWN_OWNER;
pub use unknown_purpose::UNKNOWN_PURPOSE;
pub use unknown_set::UNKNOWN_SET;
pub use unknown_word::UNKNOWN_WORD;
pub use unreachable_cap::UNREACHABLE_CAP;
pub use unredacted::UNREDACTED;
pub use unused_definition::UNUSED_DEFINITION;
pub use wire_collision::WIRE_COLLISION;
pub use wrong_shape::WRONG_SHAPE;
pub use yaml_syntax::YAML_SYNTAX;

/// The rest of the catalog that examples are files of: a head, and one destination, `store`.
pub const FRAME: &str = include_str!("frame.yaml");

/// What a catalog may be told off for.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The fault, in kebab-case.
    pub name: &'static str,
    /// How much a finding weighs.
    pub severity: Severity,
    /// The fault in one line.
    pub summary: &'static str,
    /// The page, in Markdown.
    pub page: &'static str,
}

/// All rules, by name.
pub static RULES: &[&Rule] = &[
    &ALIAS_TAKEN,
    &ANCHOR,
    &ANONYMOUS_CLAIM,
    &BAD_CLASS,
    &BAD_LIMITS,
    &BAD_NAME,
    &BAD_PATTERN,
    &BAD_VALUE,
    &CLASS_ABOVE_CEILING,
    &CLASS_BELOW_FLOOR,
    &CLASS_LOWERED,
    &COMBINATION_ABOVE_CEILING,
    &CONTENT_WITHOUT_CONSENT,
    &DESCRIPTION_REPEATS_NAME,
    &DIFFERS_FROM_CATALOG,
    &DUPLICATE_FIELD,
    &DUPLICATE_KEY,
    &DUPLICATE_NAME,
    &EMPTY_FILE,
    &EMPTY_VALUE,
    &EXAMPLE_MISMATCH,
    &EXPIRED,
    &FIELD_DISAGREEMENT,
    &FLOW_ELSEWHERE,
    &FLOW_TWICE,
    &IDENTIFIER_WITHOUT_LIFETIME,
    &INCLUDE_CYCLE,
    &KEY_COLLISION,
    &MISSING_CLASS,
    &MISSING_CODE,
    &MISSING_CONSENT,
    &MISSING_DESCRIPTION,
    &MISSING_DESTINATION,
    &MISSING_KEY,
    &MISSING_OWNER,
    &MISSING_PLACEHOLDER,
    &MISSING_PURPOSE,
    &MISSING_TYPE,
    &MISSING_VALUES,
    &MULTIPLE_DOCUMENTS,
    &NAMES_DIFFER_IN_CASE,
    &NAMING_RULE,
    &NEVER_CONTRADICTED,
    &NEVER_RECORDED,
    &NOT_IN_CATALOG,
    &NOT_IN_PROGRAM,
    &NOT_UTF8,
    &PERSONAL_WITHOUT_BASIS,
    &PLAIN_HASH,
    &RECORDED_WHILE_INACTIVE,
    &RESERVED_NAME,
    &RESTRICTED_FIELD,
    &REUSED_CODE,
    &SHADOWED_COMMON,
    &TAB_INDENTATION,
    &TAG,
    &TOO_DEEP,
    &TRANSFORM_MISMATCH,
    &UNBOUNDED_FAMILY,
    &UNKNOWN_CLASS,
    &UNKNOWN_COLUMN,
    &UNKNOWN_CONSENT,
    &UNKNOWN_DESTINATION,
    &UNKNOWN_DETECTOR,
    &UNKNOWN_FACT,
    &UNKNOWN_FALLBACK,
    &UNKNOWN_FIELD,
    &UNKNOWN_GRANT,
    &UNKNOWN_GROUP,
    &UNKNOWN_KEY,
    &UNKNOWN_OWNER,
    &UNKNOWN_PURPOSE,
    &UNKNOWN_SET,
    &UNKNOWN_WORD,
    &UNREACHABLE_CAP,
    &UNREDACTED,
    &UNUSED_DEFINITION,
    &WIRE_COLLISION,
    &WRONG_SHAPE,
    &YAML_SYNTAX,
];

/// Returns the rule of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.binary_search_by(|rule| rule.name.cmp(name)).ok().map(|index| RULES[index])
}

/// Declares a rule; its doc comment is its page.
macro_rules! rule {
    ($(#[doc = $line:literal])+ $name:ident = $text:literal, $severity:ident, $summary:literal) => {
        $(#[doc = $line])+
        pub static $name: super::Rule = super::Rule {
            name: $text,
            severity: crate::diagnostic::Severity::$severity,
            summary: $summary,
            page: concat!($($line, "\n"),+),
        };
    };
}
use rule;
