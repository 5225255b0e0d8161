use super::rule;

rule! {
    /// Fields of one name mean different things in different events.
    FIELD_DISAGREEMENT = "field-disagreement", Warning, "fields of one name mean different things in different events"
}
