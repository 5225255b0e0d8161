use super::rule;

rule! {
    /// A limit does not fit the type, or the limits contradict each other.
    BAD_LIMITS = "bad-limits", Error, "a limit does not fit the type, or the limits contradict each other"
}
