use super::rule;

rule! {
    /// A shared field or a field of the event does not exist.
    UNKNOWN_FIELD = "unknown-field", Error, "a shared field or a field of the event does not exist"
}
