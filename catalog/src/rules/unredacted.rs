use super::rule;

rule! {
    /// Text is sent to others without cleaning.
    UNREDACTED = "unredacted", Error, "text is sent to others without cleaning"
}
