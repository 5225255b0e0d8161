use super::rule;

rule! {
    /// A description only repeats the name.
    DESCRIPTION_REPEATS_NAME = "description-repeats-name", Error, "a description only repeats the name"
}
