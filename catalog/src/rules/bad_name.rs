use super::rule;

rule! {
    /// A name holds characters that no name may hold.
    BAD_NAME = "bad-name", Error, "a name holds characters that no name may hold"
}
