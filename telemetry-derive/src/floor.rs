//! Which fields are likely to be declared too low, by the names of their types.
//!
//! Only `telemetry-core` knows the floor of a type; a name proves nothing. But a constant of its own for the check of
//! each field would cost a tenth of what an event costs to compile. So only a field that looks faulty gets one, and all
//! those of a type are reported at once; any other is checked while its record is made, where the first fault ends it.

use crate::place::at;
use proc_macro2::{Ident, Span};
use syn::{GenericArgument, PathArguments, Type};

/// The floors of types by their names: the ranks of classes.
#[rustfmt::skip]
const FLOORS: &[(&str, u8)] = &[
    ("Uuid", 30), ("Id", 30),
    ("ErrorText", 40), ("StackTrace", 40),
    ("String", 50), ("Path", 50), ("PathBuf", 50), ("Url", 50), ("Json", 50),
    ("Email", 60), ("IpAddr", 60), ("Ipv4Addr", 60), ("Ipv6Addr", 60), ("Hostname", 60), ("Username", 60),
];

/// Types that show a transform, which the attribute must say too.
const WRAPPERS: &[&str] = &["Hmac", "Hashed", "Bucketed", "Rounded", "Truncated", "Redacted", "Counted", "ByOrigin"];

/// Something that is held against the types by a constant of its own, at the place of the word that it is about.
pub(crate) struct Check {
    /// The function of `telemetry-core`.
    pub(crate) function: Ident,
    /// The place of the transform that it is about.
    pub(crate) transform: Option<usize>,
}

impl Check {
    pub(crate) fn new(function: &str, span: Span) -> Self {
        Self { function: Ident::new(function, at(span)), transform: None }
    }

    pub(crate) fn of_transform(index: usize, span: Span) -> Self {
        Self { transform: Some(index), ..Self::new("check_transform", span) }
    }
}

/// Returns whether a field without transforms looks faulty: whether its type says a name whose floor is above the rank
/// of its class, a name that shows a transform, or that it is a family where the attribute says it is none.
pub(crate) fn looks_faulty(ty: &Type, rank: u8, is_family: bool) -> bool {
    let is_higher = |name: &str| FLOORS.iter().any(|(known, floor)| rank < *floor && name == *known);
    says(ty, &|name| is_higher(name) || WRAPPERS.contains(&name)) || says(ty, &|name| name == "Family") != is_family
}

/// Returns whether one of the names in a type is it.
fn says(ty: &Type, is_it: &dyn Fn(&str) -> bool) -> bool {
    match ty {
        Type::Path(path) => path.path.segments.iter().any(|segment| {
            is_it(&segment.ident.to_string())
                || match &segment.arguments {
                    PathArguments::AngleBracketed(arguments) => arguments.args.iter().any(|argument| match argument {
                        GenericArgument::Type(ty) => says(ty, is_it),
                        _ => false,
                    }),
                    PathArguments::None | PathArguments::Parenthesized(_) => false,
                }
        }),
        Type::Reference(reference) => says(&reference.elem, is_it),
        Type::Group(group) => says(&group.elem, is_it),
        Type::Paren(paren) => says(&paren.elem, is_it),
        Type::Array(array) => says(&array.elem, is_it),
        Type::Slice(slice) => says(&slice.elem, is_it),
        Type::Tuple(tuple) => tuple.elems.iter().any(|ty| says(ty, is_it)),
        _ => false,
    }
}
