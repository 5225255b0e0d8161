use super::rule;

rule! {
    /// An enum code stands for two values, or was retired.
    REUSED_CODE = "reused-code", Error, "an enum code stands for two values, or was retired"
}
