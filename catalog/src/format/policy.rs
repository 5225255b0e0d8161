//! The format of policies: a JSON Schema for editors and a reference page, `POLICY.md`, from the types that parse it.

use super::reference::push_definition;
use super::schema_of;
use crate::declared::PolicyDecl;
use serde_json::Value;

/// The identity of the format; the number rises when a policy that was valid no longer is.
const ID: &str = "urn:telemetry-catalog:policy:1";
const OPENING: &str = include_str!("policy.md");
/// A policy with every key; a test checks that it has no findings.
const EXAMPLE: &str = include_str!("policy.yaml");
/// The definitions, in reading order.
const NAMES: [&str; 6] = ["policy", "party", "legal-basis", "transfer", "notice", "duration"];

/// Returns the JSON Schema (draft 2020-12) of a policy.
#[must_use]
pub fn policy_schema() -> Value {
    Value::Object(schema_of::<PolicyDecl>(ID, "policy"))
}

/// Returns the reference page as Markdown.
#[must_use]
pub fn policy_reference() -> String {
    let schema = policy_schema();
    let mut page = OPENING.replace("{example}", EXAMPLE.trim_end());
    for name in NAMES {
        push_definition(&mut page, name, &schema);
    }
    page
}

#[cfg(test)]
mod tests {
    use super::{NAMES, policy_schema};
    use std::collections::BTreeSet;

    #[test]
    fn the_page_tells_every_definition() {
        let schema = policy_schema();
        let known = schema["$defs"].as_object().into_iter().flatten().map(|(name, _)| name.as_str());
        let known: BTreeSet<&str> = known.chain(["policy"]).collect();
        assert_eq!(NAMES.into_iter().collect::<BTreeSet<_>>(), known);
    }
}
