use super::rule;

rule! {
    /// A field lowers the class of the shared definition it uses.
    CLASS_LOWERED = "class-lowered", Error, "a field lowers the class of the shared definition it uses"
}
