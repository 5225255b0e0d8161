use super::rule;

rule! {
    /// An example is not a value the field can have.
    EXAMPLE_MISMATCH = "example-mismatch", Error, "an example is not a value the field can have"
}
