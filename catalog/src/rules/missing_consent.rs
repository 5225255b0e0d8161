use super::rule;

rule! {
    /// An event does not say at which consent level it is sent.
    MISSING_CONSENT = "missing-consent", Error, "an event does not say at which consent level it is sent"
}
