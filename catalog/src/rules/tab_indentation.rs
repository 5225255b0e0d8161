use super::rule;

rule! {
    /// A tab is used as indentation.
    TAB_INDENTATION = "tab-indentation", Error, "a tab is used as indentation"
}
