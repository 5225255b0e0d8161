//! The rules: one file each, whose text is its page (`telemetry explain RULE`).

use crate::diagnostic::Severity;

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
/// x
pub static EMPTY_FILE: Rule = Rule { name: "empty-file", severity: Severity::Error, summary: "", page: "" };
/// x
pub static MULTIPLE_DOCUMENTS: Rule =
    Rule { name: "multiple-documents", severity: Severity::Error, summary: "", page: "" };
/// x
pub static ANCHOR: Rule = Rule { name: "anchor", severity: Severity::Error, summary: "", page: "" };
/// x
pub static TAG: Rule = Rule { name: "tag", severity: Severity::Error, summary: "", page: "" };
/// x
pub static WRONG_SHAPE: Rule = Rule { name: "wrong-shape", severity: Severity::Error, summary: "", page: "" };
/// x
pub static TOO_DEEP: Rule = Rule { name: "too-deep", severity: Severity::Error, summary: "", page: "" };
/// x
pub static TAB_INDENTATION: Rule = Rule { name: "tab-indentation", severity: Severity::Error, summary: "", page: "" };
/// x
pub static YAML_SYNTAX: Rule = Rule { name: "yaml-syntax", severity: Severity::Error, summary: "", page: "" };
/// x
pub static DUPLICATE_KEY: Rule = Rule { name: "duplicate-key", severity: Severity::Error, summary: "", page: "" };
/// x
pub static EMPTY_VALUE: Rule = Rule { name: "empty-value", severity: Severity::Error, summary: "", page: "" };
/// x
pub static UNKNOWN_WORD: Rule = Rule { name: "unknown-word", severity: Severity::Error, summary: "", page: "" };
/// x
pub static UNKNOWN_KEY: Rule = Rule { name: "unknown-key", severity: Severity::Error, summary: "", page: "" };
