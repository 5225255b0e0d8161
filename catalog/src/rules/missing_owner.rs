use super::rule;

rule! {
    /// An event has no owner.
    MISSING_OWNER = "missing-owner", Error, "an event has no owner"
}
