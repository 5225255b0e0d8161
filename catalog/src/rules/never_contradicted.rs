use super::rule;

rule! {
    /// A field collects what the catalog says is never collected.
    NEVER_CONTRADICTED = "never-contradicted", Error, "a field collects what the catalog says is never collected"
}
