use super::rule;

rule! {
    /// A catalog uses a YAML anchor or alias.
    ANCHOR = "anchor", Error, "a catalog uses a YAML anchor or alias"
}
