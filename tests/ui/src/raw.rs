//! Raw identifiers: the name is what stands behind `r#`.

// A type may be called so.
#![allow(non_camel_case_types)]

use telemetry_core::{Event, FieldEnum, Fields};

/// A loop ended.
#[derive(Debug, Event)]
#[telemetry(purpose = product, consent = usage)]
pub struct r#loop {
    /// Of which kind it was.
    #[telemetry(technical)]
    pub r#type: r#type,
    /// How it ended.
    #[telemetry(flatten)]
    pub r#match: r#match,
}

/// Kinds of loops.
#[derive(Debug, FieldEnum)]
pub enum r#type {
    /// With a condition.
    r#while,
    /// Without one.
    r#loop,
}

/// How a loop ended.
#[derive(Debug, Fields)]
#[telemetry(tag = "end", technical)]
pub enum r#match {
    /// By itself.
    r#break {
        /// After how many rounds.
        #[telemetry(technical)]
        r#move: u64,
    },
}
