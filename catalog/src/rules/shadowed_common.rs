use super::rule;

rule! {
    /// A field hides a common one.
    SHADOWED_COMMON = "shadowed-common", Error, "a field hides a common one"
}
