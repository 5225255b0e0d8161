use super::rule;

rule! {
    /// A file holds more than one YAML document.
    MULTIPLE_DOCUMENTS = "multiple-documents", Error, "a file holds more than one YAML document"
}
