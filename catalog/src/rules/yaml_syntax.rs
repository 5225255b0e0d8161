use super::rule;

rule! {
    /// The text is not YAML.
    YAML_SYNTAX = "yaml-syntax", Error, "the text is not YAML"
}
