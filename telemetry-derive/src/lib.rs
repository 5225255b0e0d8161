//! The derive macros behind `telemetry-core`: attributes in, descriptors and encoders out.
//!
//! Use them through `telemetry-core`, whose feature `derive` re-exports them.

mod attributes;
mod event;
mod faults;
mod field;
mod field_enum;
mod fields;
mod read;
mod words;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Makes a struct an event.
#[proc_macro_derive(Event, attributes(telemetry))]
pub fn derive_event(input: TokenStream) -> TokenStream {
    event::expand(&parse_macro_input!(input as DeriveInput)).into()
}

/// Makes a struct a group of fields, or an enum the variants of an event.
#[proc_macro_derive(Fields, attributes(telemetry))]
pub fn derive_fields(input: TokenStream) -> TokenStream {
    fields::expand(&parse_macro_input!(input as DeriveInput)).into()
}

/// Makes an enum without fields a closed vocabulary.
#[proc_macro_derive(FieldEnum, attributes(telemetry))]
pub fn derive_field_enum(input: TokenStream) -> TokenStream {
    field_enum::expand(&parse_macro_input!(input as DeriveInput)).into()
}
