use super::rule;

rule! {
    /// A page column does not exist.
    UNKNOWN_COLUMN = "unknown-column", Error, "a page column does not exist"
}
