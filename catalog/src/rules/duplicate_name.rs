use super::rule;

rule! {
    /// Two definitions have the same name.
    DUPLICATE_NAME = "duplicate-name", Error, "two definitions have the same name"
}
