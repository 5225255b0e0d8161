//! `catalog! { … }`: the facts that all events of a catalog share, in the catalog's own notation.

use crate::body::no_fields;
use crate::constant::word;
use crate::declaration::{Container, Declared};
use crate::faults::Faults;
use crate::notation::{Map, Value};
use crate::read;
use crate::rules;
use crate::shape;
use crate::words::{self, CLASSES, CONSENTS};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{LitStr, Token};

/// The content of `catalog! { … }`.
pub(crate) struct Catalog {
    /// Says where the program calls `telemetry-core` otherwise: `crate = path` before all else.
    container: Container,
    map: Map,
}

impl Parse for Catalog {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut container = Container::default();
        if input.peek(Token![crate]) && input.peek2(Token![=]) {
            let word = input.call(Ident::parse_any)?;
            container.word(&word, input, &mut Faults::default())?;
            input.parse::<Option<Token![,]>>()?;
        }
        Ok(Self { container, map: Map::entries(input, Span::call_site())? })
    }
}

/// Expands a catalog: the constant `CATALOG`, and a record.
pub(crate) fn expand(Catalog { container, map }: &Catalog) -> TokenStream {
    let mut faults = Faults::default();
    shape::check(map, "catalog", &mut faults);
    for key in ["catalog", "title", "version", "description"] {
        if map.get(key).is_none() {
            faults.push(Span::call_site(), format!("a catalog needs `{key}: …`"));
        }
    }
    // Of another shape than the format's nothing is said below: it is reported already.
    let id = text(map, "catalog", &mut faults);
    let version = text(map, "version", &mut faults);
    let destinations = destinations(map, &mut faults);
    let count = Literal::usize_unsuffixed(destinations.len());
    let rules = rules::rules(map, &mut faults);
    let [owners, purposes, grants] = ["owners", "purposes", "grants"].map(|key| names(map, key));
    let doc = format!("The catalog `{}`.", id.value());
    let declared = Declared { declares: "catalog", name: id.value(), is: map.members(), ..Declared::default() };
    let record = declared.record(Span::call_site());
    let no_fields = no_fields();
    let embed = record.embed(container, &quote!(&#no_fields));
    let number = &record.id;
    let (krate, private) = (container.krate(), container.private());
    let expansion = quote! {
        #[doc = #doc]
        #[allow(dead_code, reason = "a program need not ask for it")]
        pub const CATALOG: #krate::CatalogDescriptor = {
            use #private as __t;
            #embed
            // Statics: a compiler looks through a constant again wherever it is used, and at the name of a static only.
            static DESTINATIONS: [__t::DestinationDescriptor; #count] = [#(#destinations),*];
            static RULES: __t::CatalogRules = #rules;
            __t::CatalogDescriptor {
                id: #id,
                record: #number,
                version: #version,
                destinations: &DESTINATIONS,
                owners: &[#(#owners),*],
                purposes: &[#(#purposes),*],
                grants: &[#(#grants),*],
                rules: &RULES,
            }
        };
    };
    faults.or(expansion, || nothing(&krate))
}

/// Returns a catalog that says nothing, against which nothing is held: the faults of the real one are reported.
fn nothing(krate: &TokenStream) -> TokenStream {
    quote! {
        #[doc = "A catalog with faults."]
        #[allow(dead_code, reason = "a program need not ask for it")]
        pub const CATALOG: #krate::CatalogDescriptor = #krate::CatalogDescriptor {
            id: "", record: 0, version: "", destinations: &[], owners: &[], purposes: &[], grants: &[],
            rules: &#krate::rules::CatalogRules::DEFAULT,
        };
    }
}

/// Returns a text of the head; an empty one where it is missing, which is reported already.
fn text(map: &Map, key: &str, faults: &mut Faults) -> LitStr {
    match map.get(key) {
        Some(Value::Text(text, span)) => LitStr::new(text, *span),
        Some(other) => {
            faults.push(other.span(), format!("`{key}` is a text; write it in quotes"));
            LitStr::new("", other.span())
        }
        None => LitStr::new("", Span::call_site()),
    }
}

/// Returns the entries of a registry.
fn registry<'map>(map: &'map Map, key: &str) -> &'map [(LitStr, Value)] {
    match map.get(key) {
        Some(Value::Map(entries)) => &entries.entries,
        _ => &[],
    }
}

fn names<'map>(map: &'map Map, key: &str) -> Vec<&'map LitStr> {
    registry(map, key).iter().map(|(name, _)| name).collect()
}

/// Returns the tokens of the `DestinationDescriptor`s.
fn destinations(map: &Map, faults: &mut Faults) -> Vec<TokenStream> {
    let mut tokens = Vec::new();
    for (name, value) in registry(map, "destinations") {
        let Value::Map(keys) = value else { continue };
        let (Some(ceiling), Some(consent)) = (class(map, keys, "ceiling", faults), consent(keys)) else { continue };
        let grant = match keys.get("grant") {
            Some(Value::Text(grant, _)) => quote!(__t::Some(#grant)),
            _ => quote!(__t::None),
        };
        let only_numbers = matches!(keys.get("accepts"), Some(Value::Text(word, _)) if word == "numbers");
        let rules = rules::destination::rules(keys, faults);
        tokens.push(quote! {
            __t::DestinationDescriptor {
                name: #name, ceiling: #ceiling, consent: #consent, grant: #grant, only_numbers: #only_numbers,
                rules: &#rules,
            }
        });
    }
    tokens
}

/// Returns the tokens of the class that a key names: a built-in one, or one of the catalog's own.
pub(crate) fn class(catalog: &Map, keys: &Map, key: &str, faults: &mut Faults) -> Option<TokenStream> {
    let (word, span) = match keys.get(key)? {
        Value::Text(word, span) => (word, span),
        other => {
            let advice = format!("write `{key}: technical` or another class");
            faults.push(other.span(), format!("`{key}` is a privacy class; {advice}"));
            return None;
        }
    };
    if CLASSES.contains(&word.as_str()) {
        let class = Ident::new(&word.to_uppercase(), *span);
        return Some(if word == "restricted" {
            quote!(__t::FieldClass::built_in(__t::Class::Restricted))
        } else {
            quote!(__t::#class)
        });
    }
    let own = registry(catalog, "classes");
    if let Some((name, class)) = own.iter().find(|(name, _)| name.value() == *word) {
        let Value::Map(class) = class else { return None };
        return own_class(name, class, faults);
    }
    let known: Vec<String> =
        CLASSES.iter().map(|class| (*class).to_owned()).chain(own.iter().map(|(name, _)| name.value())).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    faults.push(*span, words::unknown("a privacy class", word, &known));
    None
}

/// Returns the tokens of a class of the catalog's own. What is missing, or no class, is reported already.
fn own_class(name: &LitStr, class: &Map, faults: &mut Faults) -> Option<TokenStream> {
    let rank = class.get("rank")?;
    let number = if let Value::Number(digits, _) = rank { digits.parse::<u8>().ok() } else { None };
    if number.is_none() {
        faults.push(rank.span(), format!("the rank of class `{}` is a whole number between 11 and 69", name.value()));
    }
    let (number, treat_as) = (Literal::u8_unsuffixed(number?), word(class, "treat_as", ("built in class", "Class"))?);
    Some(quote!(__t::FieldClass::own(#name, #number, #treat_as)))
}

/// Returns the tokens of a destination's consent level.
fn consent(keys: &Map) -> Option<TokenStream> {
    match keys.get("consent") {
        Some(Value::Text(word, span)) if CONSENTS.contains(&word.as_str()) => {
            let level = read::variant(word, *span);
            Some(quote!(__t::Consent::#level))
        }
        Some(Value::Text(..)) => None,
        // A destination may leave it to its events.
        _ => Some(quote!(__t::Consent::Off)),
    }
}
