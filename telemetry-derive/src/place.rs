//! Where tokens of an expansion stand: at the user's word that they are about, so that a fault of theirs is shown
//! there, and yet resolved as names of ours.

use proc_macro2::{Ident, Span};

/// Returns the place of a user's token for tokens of ours. The span of the token itself would not do: where a macro of
/// the user made the struct, it is that macro's, and sees other local variables.
pub(crate) fn at(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}

/// Returns the name of the encoder that expansions drive. A field that is called so is another variable.
pub(crate) fn encoder() -> Ident {
    Ident::new("fields", Span::mixed_site())
}
