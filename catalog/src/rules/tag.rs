use super::rule;

rule! {
    /// A catalog uses a YAML tag.
    TAG = "tag", Error, "a catalog uses a YAML tag"
}
