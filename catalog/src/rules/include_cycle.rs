use super::rule;

rule! {
    /// Groups include each other in a circle.
    INCLUDE_CYCLE = "include-cycle", Error, "groups include each other in a circle"
}
