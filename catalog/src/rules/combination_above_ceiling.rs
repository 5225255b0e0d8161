use super::rule;

rule! {
    /// An identifier beside content names a person, which the destination may not receive.
    COMBINATION_ABOVE_CEILING = "combination-above-ceiling", Error, "an identifier beside content names a person, which the destination may not receive"
}
