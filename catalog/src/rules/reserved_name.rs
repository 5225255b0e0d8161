use super::rule;

rule! {
    /// A field has a reserved name.
    RESERVED_NAME = "reserved-name", Error, "a field has a reserved name"
}
