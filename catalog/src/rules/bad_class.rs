use super::rule;

rule! {
    /// An own privacy class does not fit between the built-in ones.
    BAD_CLASS = "bad-class", Error, "an own privacy class does not fit between the built-in ones"
}
