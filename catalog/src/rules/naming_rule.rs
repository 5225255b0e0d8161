use super::rule;

rule! {
    /// A name breaks the catalog's own naming rule.
    NAMING_RULE = "naming-rule", Error, "a name breaks the catalog's own naming rule"
}
