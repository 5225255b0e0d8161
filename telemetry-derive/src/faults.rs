//! The faults of one type, gathered so that all are reported at once.

use proc_macro2::{Span, TokenStream};

/// What is wrong with a type so far.
#[derive(Default)]
pub(crate) struct Faults(Option<syn::Error>);

impl Faults {
    /// Adds a fault at a place.
    pub(crate) fn push(&mut self, span: Span, message: impl std::fmt::Display) {
        self.add(syn::Error::new(span, message));
    }

    /// Adds a fault that the reader of an attribute returned.
    pub(crate) fn add(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(first) => first.combine(error),
            None => self.0 = Some(error),
        }
    }

    /// Returns how many faults there are, to tell whether reading something added one: a cause hides its consequences.
    pub(crate) fn count(&self) -> usize {
        self.0.iter().flat_map(|error| error.into_iter()).count()
    }

    /// Returns the expansion: that of the type, or all faults and an empty implementation that hides their
    /// consequences.
    pub(crate) fn or(self, expansion: TokenStream, fallback: impl FnOnce() -> TokenStream) -> TokenStream {
        match self.0 {
            None => expansion,
            Some(error) => {
                let mut tokens = error.into_compile_error();
                tokens.extend(fallback());
                tokens
            }
        }
    }
}
