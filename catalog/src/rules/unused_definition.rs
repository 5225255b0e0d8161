use super::rule;

rule! {
    /// A definition is used nowhere.
    UNUSED_DEFINITION = "unused-definition", Warning, "a definition is used nowhere"
}
