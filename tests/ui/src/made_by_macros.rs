//! Types that a user's own macros make: of types, names and doc comments that the caller gives, and of some that the
//! macro gives.

use telemetry_core::{Event, FieldEnum, Fields, Hmac, Url};

macro_rules! event {
    ($(#[$doc:meta])* $name:ident($purpose:ident, $version:literal) { $($(#[$of:meta])* $class:ident $field:ident: $ty:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Event)]
        #[telemetry(purpose = $purpose, consent = usage, version = $version)]
        pub struct $name {
            /// How many there were, which the macro gives.
            #[telemetry(technical, wire = "how_many")]
            pub count: u64,
            $($(#[$of])* #[telemetry($class)] pub $field: $ty,)*
        }
    };
}

event! {
    /// A page was opened.
    PageOpened(product, 3) {
        /// How it was found.
        technical way: Way,
        /// How long each try took.
        technical tries: Vec<Option<u64>>,
    }
}

macro_rules! group {
    ($name:ident, $text:literal, $field:ident: $ty:ty, $($transform:tt)*) => {
        #[doc = $text]
        #[derive(Debug, Fields)]
        pub struct $name {
            #[doc = concat!("What the macro ", "gives.")]
            #[telemetry(description = $text, identifier, $($transform)*)]
            pub $field: $ty,
        }
    };
}

group!(Address, "Where a page lies.", address: Hmac<Url>, hmac(key = install, rotate = "P90D"));

macro_rules! vocabulary {
    ($name:ident { $($variant:ident: $text:literal),* $(,)? }) => {
        #[doc = concat!("The values of ", stringify!($name), ".")]
        #[derive(Debug, FieldEnum)]
        pub enum $name { $(#[doc = $text] $variant,)* }
    };
}

vocabulary!(Way { Search: "Through a search.", Link: "Through a link." });

macro_rules! variants {
    ($name:ident { $($variant:ident { $field:ident: $ty:ty }),* $(,)? }) => {
        /// How a page was closed.
        #[derive(Debug, Fields)]
        #[telemetry(tag = "end", technical)]
        pub enum $name {
            $(
                /// One of the ways.
                $variant {
                    /// What belongs to it.
                    #[telemetry(technical)]
                    $field: $ty,
                },
            )*
        }
    };
}

variants!(End { Key { fields: u64 }, Button { clicks: u64 }, });
