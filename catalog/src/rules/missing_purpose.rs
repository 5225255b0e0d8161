use super::rule;

rule! {
    /// An event does not say why it is recorded.
    MISSING_PURPOSE = "missing-purpose", Error, "an event does not say why it is recorded"
}
