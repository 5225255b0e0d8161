use super::rule;

rule! {
    /// An event does not say where it is sent.
    MISSING_DESTINATION = "missing-destination", Error, "an event does not say where it is sent"
}
