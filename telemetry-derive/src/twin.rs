//! Twins: further events that the same recording sends.

use crate::attributes::{self, once};
use crate::declaration::Unsent;
use crate::faults::Faults;
use crate::fields::TwinConstant;
use crate::json::Members;
use crate::read;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse::ParseStream;
use syn::{Error, LitStr, Result};

/// A twin as an attribute declares it.
pub(crate) struct Twin {
    /// The tokens of a `TwinDescriptor`.
    pub(crate) tokens: TokenStream,
    name: LitStr,
    members: Members,
    unsent: Unsent,
}

/// Reads `(name = "…", description = "…", destinations(…), consent = usage, grant = "…", carries = ["…"])`.
pub(crate) fn twin(input: ParseStream<'_>, span: Span, faults: &mut Faults) -> Result<Twin> {
    let content = read::parenthesized(input)?;
    let (mut name, mut description, mut grant) = (None, None, quote!(__t::None));
    let (mut destinations, mut carries, mut consent) = (Vec::new(), Vec::new(), quote!(__t::None));
    let (mut members, mut unsent) = (Members::default(), Unsent::default());
    read::items(&content, faults, &mut |word, input, faults| {
        match word.to_string().as_str() {
            "name" => once(&mut name, read::text(input)?, word, faults),
            "description" => once(&mut description, read::text(input)?, word, faults),
            "grant" => {
                let text = read::text(input)?;
                members.text("grant", &text.value());
                grant = quote!(__t::Some(#text));
            }
            "consent" => {
                let level = attributes::consent(input)?;
                members.text("consent", level.word);
                let level = level.tokens;
                consent = quote!(__t::Some(#level));
            }
            "destinations" => destinations = read::texts(input)?,
            "carries" => carries = read::texts(input)?,
            "unsent" => unsent.read(input, faults)?,
            other => {
                let allowed = ["name", "description", "destinations", "consent", "grant", "carries", "unsent"];
                return Err(Error::new(word.span(), crate::words::unknown("a word of a twin", other, &allowed)));
            }
        }
        Ok(())
    });
    let (Some(name), Some(description)) = (name, description) else {
        return Err(Error::new(span, "a twin needs `name` and `description`"));
    };
    members.text("description", &description.value());
    members.raw("destinations", &attributes::texts_json(&destinations));
    members.raw("only", &attributes::texts_json(&carries));
    let tokens = quote! {
        __t::TwinDescriptor {
            name: #name, description: #description, destinations: &[#(#destinations),*], consent: #consent, grant: #grant,
            carries: &[#(#carries),*]
        }
    };
    Ok(Twin { tokens, name, members, unsent })
}

impl Twin {
    pub(crate) fn name(&self) -> String {
        self.name.value()
    }

    /// Returns what catalogs write of it, but for the fields that have a type and that it alone carries.
    pub(crate) fn declaration(&self, constants: &[TwinConstant]) -> String {
        let mut members = self.members.clone();
        let mut fields = self.unsent.members().clone();
        let is_mine = |constant: &&TwinConstant| constant.twins.iter().any(|twin| twin.value() == self.name.value());
        constants.iter().filter(is_mine).for_each(|constant| fields.raw(&constant.name, &constant.json));
        if !fields.is_empty() {
            members.raw("fields", &fields.object());
        }
        members.object()
    }
}
