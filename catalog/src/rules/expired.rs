use super::rule;

rule! {
    /// Something is past its end and still recorded.
    EXPIRED = "expired", Error, "something is past its end and still recorded"
}
