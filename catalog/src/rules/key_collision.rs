use super::rule;

rule! {
    /// Two keys become one on the wire of a destination.
    KEY_COLLISION = "key-collision", Error, "two keys become one on the wire of a destination"
}
