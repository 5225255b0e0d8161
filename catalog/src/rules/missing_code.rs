use super::rule;

rule! {
    /// An enum is sent as codes and a value has none.
    MISSING_CODE = "missing-code", Error, "an enum is sent as codes and a value has none"
}
