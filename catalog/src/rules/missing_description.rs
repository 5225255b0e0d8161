use super::rule;

rule! {
    /// Something has no description.
    MISSING_DESCRIPTION = "missing-description", Error, "something has no description"
}
