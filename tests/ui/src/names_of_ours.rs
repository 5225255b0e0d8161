//! Fields and types that are called as what expansions make: they are not mixed up.

use telemetry_core::{Event, FieldEnum, Fields, Url};

/// How the name of a type of ours is met.
#[derive(Debug, FieldEnum)]
pub enum FIELDS {
    /// By a type.
    Type,
}

/// How much is encoded.
#[derive(Debug, Fields)]
#[telemetry(tag = "form", technical)]
pub enum EVENT {
    /// All of it.
    All {
        /// The name of what expansions drive.
        #[telemetry(technical)]
        fields: u64,
    },
    /// Nothing.
    Nothing {},
}

/// An event whose parts have names of ours.
#[derive(Debug, Event)]
#[telemetry(purpose = product, consent = extended)]
pub struct RECORD {
    /// A type that is called as a constant.
    #[telemetry(technical)]
    pub members: FIELDS,
    /// A text in a type that is checked by a constant of its own.
    #[telemetry(content)]
    pub index: Url,
    /// What is flattened.
    #[telemetry(flatten)]
    pub descriptor: EVENT,
}
