use super::rule;

rule! {
    /// A field's class is above the ceiling of a destination.
    CLASS_ABOVE_CEILING = "class-above-ceiling", Error, "a field's class is above the ceiling of a destination"
}
