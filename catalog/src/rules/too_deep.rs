use super::rule;

rule! {
    /// Collections nest too deep.
    TOO_DEEP = "too-deep", Error, "collections nest too deep"
}
