//! Constants of what is written in the catalog's notation: structs of which a catalog writes some fields, and the values
//! of keys as tokens.
//!
//! What a catalog leaves out is left to the `DEFAULT` of the struct, so that little is written and compiled. Each reader
//! returns nothing for a key that is not there, and adds a fault for what no constant can be made of, unless the key's
//! shape is a mapping or a word: then `shape` has said it.

use crate::faults::Faults;
use crate::grammar;
use crate::notation::{Map, Value};
use crate::read;
use crate::shape;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use syn::LitStr;

/// A struct of which a catalog writes some fields.
pub(crate) struct Constant {
    name: Ident,
    fields: TokenStream,
    is_partial: bool,
}

impl Constant {
    /// Begins a struct of `telemetry-core`.
    pub(crate) fn new(name: &str) -> Self {
        let name = Ident::new(name, Span::call_site());
        Self { name, fields: TokenStream::new(), is_partial: false }
    }

    /// Adds a field, if the catalog writes it.
    pub(crate) fn with(mut self, field: &str, value: Option<TokenStream>) -> Self {
        let field = Ident::new(field, Span::call_site());
        match value {
            Some(value) => self.fields.extend(quote!(#field: #value,)),
            None => self.is_partial = true,
        }
        self
    }

    /// Returns the tokens of the struct; nothing where the catalog writes none of its fields.
    pub(crate) fn tokens(self) -> Option<TokenStream> {
        let Self { name, fields, is_partial } = self;
        let rest = is_partial.then(|| quote!(..__t::#name::DEFAULT));
        (!fields.is_empty()).then(|| quote!(__t::#name { #fields #rest }))
    }

    /// Returns the tokens of the struct, or the name of its `DEFAULT`.
    pub(crate) fn or_default(self) -> TokenStream {
        let name = self.name.clone();
        self.tokens().unwrap_or_else(|| quote!(__t::#name::DEFAULT))
    }
}

/// Returns a constant that may be absent.
pub(crate) fn some(value: Option<TokenStream>) -> Option<TokenStream> {
    value.map(|value| quote!(__t::Some(#value)))
}

/// Returns the tokens of an `Option`.
pub(crate) fn option(value: Option<TokenStream>) -> TokenStream {
    some(value).unwrap_or_else(|| quote!(__t::None))
}

/// Returns a reference to a list; nothing where there are no items.
pub(crate) fn list(items: &[TokenStream]) -> Option<TokenStream> {
    (!items.is_empty()).then(|| quote!(&[#(#items),*]))
}

/// Returns a text as catalogs mean it: without white space at its ends, and absent where nothing is left.
pub(crate) fn text(map: &Map, key: &str, faults: &mut Faults) -> Option<TokenStream> {
    let text = text_of(map.get(key)?, key, faults)?;
    let text = text.trim();
    (!text.is_empty()).then(|| quote!(#text))
}

/// Returns a text that must be there. Where the key is missing `shape` has said it.
pub(crate) fn required(map: &Map, key: &str, faults: &mut Faults) -> TokenStream {
    let found = text(map, key, faults);
    if let (None, Some(Value::Text(_, span))) = (&found, map.get(key)) {
        faults.push(*span, format!("`{key}` is empty"));
    }
    found.unwrap_or_else(|| quote!(""))
}

fn text_of<'map>(value: &'map Value, key: &str, faults: &mut Faults) -> Option<&'map str> {
    if let Value::Text(text, _) = value {
        return Some(text);
    }
    faults.push(value.span(), format!("`{key}` is a text; write it in quotes"));
    None
}

/// Returns an ISO 8601 duration.
pub(crate) fn duration(map: &Map, key: &str, faults: &mut Faults) -> Option<TokenStream> {
    let value = map.get(key)?;
    let text = text_of(value, key, faults)?;
    if grammar::is_duration(text) {
        return Some(quote!(#text));
    }
    faults.push(value.span(), format!("`{text}` is not a duration; write ISO 8601, such as `P90D` or `PT10S`"));
    None
}

/// Returns one text or several.
pub(crate) fn texts(map: &Map, key: &str, faults: &mut Faults) -> Vec<String> {
    let items = map.get(key).map(items).unwrap_or_default();
    items.iter().filter_map(|item| text_of(item, key, faults)).map(|text| text.trim().to_owned()).collect()
}

/// Returns a reference to one text or several; nothing where there are none.
pub(crate) fn text_list(map: &Map, key: &str, faults: &mut Faults) -> Option<TokenStream> {
    list_of(&texts(map, key, faults))
}

/// Returns a reference to texts whose order means nothing.
pub(crate) fn sorted_texts(map: &Map, key: &str, faults: &mut Faults) -> Option<TokenStream> {
    let mut texts = texts(map, key, faults);
    texts.sort();
    list_of(&texts)
}

fn list_of(texts: &[String]) -> Option<TokenStream> {
    (!texts.is_empty()).then(|| quote!(&[#(#texts),*]))
}

/// Returns what is written once or as a list.
pub(crate) fn items(value: &Value) -> &[Value] {
    if let Value::List(items, _) = value { items } else { std::slice::from_ref(value) }
}

/// Returns a whole number from 0 on.
pub(crate) fn count(map: &Map, key: &str, faults: &mut Faults) -> Option<TokenStream> {
    let value = map.get(key)?;
    if let Value::Number(digits, _) = value
        && let Ok(count) = digits.parse::<u32>()
    {
        let count = Literal::u32_unsuffixed(count);
        return Some(quote!(#count));
    }
    faults.push(value.span(), format!("`{key}` is a whole number from 0 to {}", u32::MAX));
    None
}

/// Returns true or false.
pub(crate) fn flag(map: &Map, key: &str, faults: &mut Faults) -> Option<TokenStream> {
    match map.get(key)? {
        Value::Bool(value, _) => Some(quote!(#value)),
        other => {
            faults.push(other.span(), format!("`{key}` is `true` or `false`"));
            None
        }
    }
}

/// Returns the variant of an enum of `telemetry-core` for a word of the format's list of a name.
pub(crate) fn word(map: &Map, key: &str, of: (&str, &str)) -> Option<TokenStream> {
    let (list, name) = of;
    let Value::Text(word, span) = map.get(key)? else { return None };
    let variant = shape::words(list).contains(&word.as_str()).then(|| read::variant(word, *span))?;
    let name = Ident::new(name, Span::call_site());
    Some(quote!(__t::#name::#variant))
}

/// Returns a mapping inside of a mapping.
pub(crate) fn section<'map>(map: &'map Map, key: &str) -> Option<&'map Map> {
    if let Some(Value::Map(section)) = map.get(key) { Some(section) } else { None }
}

/// Returns the entries of a mapping by name, as the model of a catalog has them.
pub(crate) fn entries<'map>(map: &'map Map, key: &str) -> Vec<&'map (LitStr, Value)> {
    let mut entries: Vec<_> = section(map, key).into_iter().flat_map(|section| &section.entries).collect();
    entries.sort_by_key(|(name, _)| name.value());
    entries
}

/// Returns the entries of a mapping that are mappings themselves, by name.
pub(crate) fn mappings<'map>(map: &'map Map, key: &str) -> Vec<(&'map LitStr, &'map Map)> {
    let mapping = |(name, value): &'map (LitStr, Value)| {
        if let Value::Map(map) = value { Some((name, map)) } else { None }
    };
    entries(map, key).into_iter().filter_map(mapping).collect()
}

/// Returns pairs of texts, by the first.
pub(crate) fn pairs(map: &Map, key: &str, faults: &mut Faults) -> Option<TokenStream> {
    let pair = |(name, value): &(LitStr, Value)| {
        let text = text_of(value, &name.value(), faults)?;
        Some(quote!((#name, #text)))
    };
    list(&entries(map, key).into_iter().filter_map(pair).collect::<Vec<_>>())
}
