use super::rule;

rule! {
    /// Text calls data anonymous that is linked to somebody.
    ANONYMOUS_CLAIM = "anonymous-claim", Error, "text calls data anonymous that is linked to somebody"
}
