use super::rule;

rule! {
    /// A plain hash is declared as less than an identifier.
    PLAIN_HASH = "plain-hash", Error, "a plain hash is declared as less than an identifier"
}
