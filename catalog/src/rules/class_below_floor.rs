use super::rule;

rule! {
    /// A field's class is below the floor of its type.
    CLASS_BELOW_FLOOR = "class-below-floor", Error, "a field's class is below the floor of its type"
}
