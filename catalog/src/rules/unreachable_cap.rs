use super::rule;

rule! {
    /// A consent cap can never apply.
    UNREACHABLE_CAP = "unreachable-cap", Error, "a consent cap can never apply"
}
