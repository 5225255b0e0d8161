use super::rule;

rule! {
    /// Two fields of one event have the same name on the wire.
    WIRE_COLLISION = "wire-collision", Error, "two fields of one event have the same name on the wire"
}
