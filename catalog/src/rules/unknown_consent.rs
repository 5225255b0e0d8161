use super::rule;

rule! {
    /// A consent level does not exist.
    UNKNOWN_CONSENT = "unknown-consent", Error, "a consent level does not exist"
}
