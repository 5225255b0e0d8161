use super::rule;

rule! {
    /// An identifier does not say what it tells apart, how long, and how it is made.
    IDENTIFIER_WITHOUT_LIFETIME = "identifier-without-lifetime", Error, "an identifier does not say what it tells apart, how long, and how it is made"
}
