use super::rule;

rule! {
    /// What the user wrote is sent without an agreement for it.
    CONTENT_WITHOUT_CONSENT = "content-without-consent", Warning, "what the user wrote is sent without an agreement for it"
}
