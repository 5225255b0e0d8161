use super::rule;

rule! {
    /// A field of the class `restricted` is sent.
    RESTRICTED_FIELD = "restricted-field", Error, "a field of the class `restricted` is sent"
}
