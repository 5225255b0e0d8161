use super::rule;

rule! {
    /// Two fields of one event have the same name.
    DUPLICATE_FIELD = "duplicate-field", Error, "two fields of one event have the same name"
}
