//! One field: its attribute, and the descriptor and the declaration made of it.

use crate::attributes::{self, ClassWord, FIELD_WORDS, PurposeWord, Row, Said, once};
use crate::declaration;
use crate::faults::Faults;
use crate::grammar;
use crate::json::{Members, quoted};
use crate::read;
use crate::transform::{TRANSFORMS, TransformWord, transform};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Attribute, Field, LitStr, Result, Type};

/// The words that are more than something that is said, for messages.
const WORDS: &[&str] = &[
    "technical",
    "interaction",
    "identifier",
    "diagnostic",
    "content",
    "personal",
    "class",
    "name",
    "wire",
    "description",
    "purpose",
    "consent",
    "separator",
    "family",
    "flatten",
    "twin",
    "type",
];

/// The texts that an allow list may hold.
const TEXTS: &[&str] =
    &["string", "path", "url", "json", "error", "stack", "email", "hostname", "username", "version", "id"];

/// What the attribute of a field says.
#[derive(Default)]
pub(crate) struct FieldAttributes {
    pub(crate) class: Option<ClassWord>,
    pub(crate) name: Option<LitStr>,
    pub(crate) wire: Option<LitStr>,
    pub(crate) description: Option<LitStr>,
    /// The prefix of its fields, when it is a group; empty when there is none.
    flatten: Option<LitStr>,
    /// The twins that alone carry the field.
    pub(crate) twins: Vec<LitStr>,
    /// Whether a word of it could not be read; what is missing then may have been that word.
    pub(crate) is_faulty: bool,
    transforms: Vec<TransformWord>,
    purposes: Vec<PurposeWord>,
    pub(crate) said: Said,
}

/// What a field became.
pub(crate) struct Expanded {
    /// The tokens of a `Member`.
    pub(crate) member: TokenStream,
    /// How the encoder is shown the value: `put` or `flatten`, at the place of the type, where a fault belongs.
    pub(crate) verb: Ident,
    /// Whether it says itself why it is collected; a group may.
    pub(crate) has_purpose: bool,
    pub(crate) declared: FieldDeclared,
    /// How many fields it is.
    pub(crate) count: Option<TokenStream>,
}

/// What the record of the type says of a field.
pub(crate) struct FieldDeclared {
    /// `["name","class","description",…]`, or `{"prefix":…}` for the fields of a group.
    pub(crate) json: String,
    /// The name on the wire; none for a group.
    pub(crate) wire: Option<String>,
    /// The twins that alone carry it.
    pub(crate) twins: Vec<LitStr>,
}

/// Expands a field of a struct or of a variant.
pub(crate) fn expand(field: &Field, faults: &mut Faults) -> Option<Expanded> {
    let ident = field.ident.as_ref()?;
    let mut attributes = FieldAttributes::default();
    let before = faults.count();
    read::attributes(&field.attrs, faults, |word, input, faults| attributes.word(word, input, faults));
    attributes.is_faulty = faults.count() > before;
    let ty = &field.ty;
    if let Some(prefix) = &attributes.flatten {
        return Some(flattened(ty, prefix));
    }
    let name = attributes.name_or(ident);
    let value_type = type_of(ty);
    let descriptor = attributes.descriptor(&name, &field.attrs, &value_type, ident.span(), faults)?;
    let class = attributes.class.as_ref()?;
    let head = [name.value(), class.name.clone(), attributes.description_or(&field.attrs).unwrap_or_default()];
    let json = declaration::field(&head, &attributes.rest(), &attributes.twins);
    Some(Expanded {
        member: quote!(__t::Member::Field(#descriptor)),
        verb: Ident::new("put", ty.span()),
        has_purpose: !attributes.purposes.is_empty(),
        declared: FieldDeclared {
            json,
            wire: Some(attributes.wire.as_ref().unwrap_or(&name).value()),
            twins: attributes.twins,
        },
        count: None,
    })
}

fn flattened(ty: &Type, prefix: &LitStr) -> Expanded {
    let fields = quote_spanned!(ty.span()=> <#ty as __t::Fields>::DESCRIPTOR);
    let mut json = Members::default();
    if !prefix.value().is_empty() {
        json.text("prefix", &prefix.value());
    }
    Expanded {
        member: quote!(__t::Member::Group { prefix: #prefix, fields: #fields }),
        verb: Ident::new("flatten", ty.span()),
        has_purpose: true,
        declared: FieldDeclared { json: json.object(), wire: None, twins: Vec::new() },
        count: Some(quote!(<#ty as __t::Fields>::DESCRIPTOR.count)),
    }
}

fn type_of(ty: &Type) -> TokenStream {
    quote_spanned!(ty.span()=> <#ty as __t::FieldValue>::TYPE)
}

impl FieldAttributes {
    /// Returns the declared name: the one in the attribute, or the identifier's.
    fn name_or(&self, ident: &Ident) -> LitStr {
        self.name.clone().unwrap_or_else(|| LitStr::new(&ident.unraw().to_string(), ident.span()))
    }

    /// Returns the tokens of a `FieldDescriptor`, or adds what is missing.
    pub(crate) fn descriptor(
        &self,
        name: &LitStr,
        docs: &[Attribute],
        value_type: &TokenStream,
        span: Span,
        faults: &mut Faults,
    ) -> Option<TokenStream> {
        let shown = name.value();
        if let Some(fault) = grammar::name_fault(&shown) {
            faults.push(name.span(), format!("the field name `{shown}` {fault}"));
        }
        let description = self.description_or(docs).map(|text| LitStr::new(&text, span));
        match &description {
            None => faults.push(span, format!("field `{shown}` has no description; add a doc comment")),
            Some(text) => read::check_description(text, "field", &shown, span, faults),
        }
        if self.class.is_none() && !self.is_faulty {
            let message = "has no privacy class; write `#[telemetry(technical)]` or another class";
            faults.push(span, format!("field `{shown}` {message}"));
        }
        let class = self.class.as_ref()?;
        let description = description?;
        let wire = self.wire.as_ref().unwrap_or(name);
        let tokens = &class.tokens;
        let details = read::tokens("NO_DETAILS", &self.said.details);
        let transforms: Vec<_> = self.transforms.iter().map(|transform| transform.tokens.clone()).collect();
        let transforms = read::tokens("NO_TRANSFORMS", &transforms);
        Some(quote_spanned! {class.span=>
            __t::FieldDescriptor {
                name: #name, wire: #wire, description: #description, class: #tokens, ty: #value_type,
                transforms: #transforms, details: #details
            }
        })
    }

    fn description_or(&self, docs: &[Attribute]) -> Option<String> {
        self.description.as_ref().map(LitStr::value).or_else(|| read::description(docs))
    }

    /// Returns what catalogs write of the field, but for its name and what its type says.
    pub(crate) fn declaration(&self, docs: &[Attribute]) -> Members {
        let mut members = Members::default();
        if let Some(class) = &self.class {
            members.text("class", &class.name);
        }
        members.text("description", &self.description_or(docs).unwrap_or_default());
        members.extend(&self.rest());
        members
    }

    /// Returns what catalogs write of the field beside its class and its description.
    fn rest(&self) -> Members {
        let mut members = Members::default();
        if let Some(wire) = &self.wire {
            members.text("wire", &wire.value());
        }
        attributes::push_purposes(&mut members, &self.purposes);
        let transforms: Vec<String> = self.transforms.iter().map(|transform| transform.json.clone()).collect();
        members.list("transform", &transforms);
        members.extend(&self.said.finish());
        members
    }

    /// Reads one word of the attribute.
    pub(crate) fn word(&mut self, word: &Ident, input: ParseStream<'_>, faults: &mut Faults) -> Result<()> {
        self.word_of(FIELD_WORDS, word, input, faults)
    }

    /// Reads one word, where the words of a table may stand too.
    pub(crate) fn word_of(
        &mut self,
        rows: &[Row],
        word: &Ident,
        input: ParseStream<'_>,
        faults: &mut Faults,
    ) -> Result<()> {
        if let Some(class) = attributes::class(word, input) {
            once(&mut self.class, class?, word, faults);
            return Ok(());
        }
        if let Some(said) = self.said.word(rows, word, input, faults) {
            return said;
        }
        match word.to_string().as_str() {
            "name" => once(&mut self.name, read::text(input)?, word, faults),
            "wire" => once(&mut self.wire, read::text(input)?, word, faults),
            "description" => once(&mut self.description, read::text(input)?, word, faults),
            "purpose" => self.purposes.push(attributes::purpose(input)?),
            "consent" => {
                let level = attributes::consent(input)?;
                self.said.say(word, "consent", &quoted(level.word), faults);
                let level = level.tokens;
                self.said.details.push(quote!(__t::Detail::Consent(#level)));
            }
            "separator" => {
                let separator = read::text(input)?;
                let mut merge = Members::default();
                merge.text("separator", &separator.value());
                self.said.say(word, "merge", &merge.object(), faults);
                self.said.details.push(quote!(__t::Detail::Separator(#separator)));
            }
            "twin" => {
                let twin = read::text(input)?;
                self.said.details.push(quote!(__t::Detail::Twin(#twin)));
                self.twins.push(twin);
            }
            "type" => {
                let (text, _) = read::word(input, "a type of text", TEXTS)?;
                self.said.say(word, "type", &quoted(text), faults);
            }
            "family" => self.family(word, input, faults)?,
            "flatten" => once(&mut self.flatten, flatten(input, word.span())?, word, faults),
            "drop" => {
                return Err(syn::Error::new(
                    word.span(),
                    "a field that is dropped never leaves; declare it with `unsent = { … }` at the type",
                ));
            }
            _ => match transform(word, input, faults)? {
                Some(transform) => self.transforms.push(transform),
                None => {
                    let words: Vec<&str> = WORDS.iter().chain(TRANSFORMS).copied().collect();
                    return Err(attributes::unknown_word(word, "a field", rows, &words));
                }
            },
        }
        Ok(())
    }

    /// Reads `(placeholder = "code", description = "…", keys("a", "b"), pattern = "…", max = 10, optional)`.
    fn family(&mut self, word: &Ident, input: ParseStream<'_>, faults: &mut Faults) -> Result<()> {
        let content = read::parenthesized(input)?;
        let (mut placeholder, mut description, mut keys, mut pattern, mut max) =
            (None, None, Vec::new(), quote!(__t::None), None);
        let (mut members, mut optional) = (Members::default(), false);
        read::items(&content, faults, &mut |word, input, faults| {
            match word.to_string().as_str() {
                "placeholder" => once(&mut placeholder, read::text(input)?, word, faults),
                "description" => {
                    let text = read::text(input)?;
                    members.text("description", &text.value());
                    once(&mut description, text, word, faults);
                }
                "keys" => {
                    keys = read::texts(input)?;
                    members.raw("keys", &attributes::texts_json(&keys));
                }
                "pattern" => {
                    let text = read::text(input)?;
                    members.text("pattern", &text.value());
                    pattern = quote!(__t::Some(#text));
                }
                "max" => {
                    let count = read::count(input)?;
                    members.raw("max", count.base10_digits());
                    once(&mut max, count, word, faults);
                }
                "optional" => optional = true,
                other => {
                    let allowed = ["placeholder", "description", "keys", "pattern", "max", "optional"];
                    return Err(syn::Error::new(word.span(), crate::words::unknown("known here", other, &allowed)));
                }
            }
            Ok(())
        });
        let (Some(placeholder), Some(description), Some(max)) = (placeholder, description, max) else {
            return Err(syn::Error::new(word.span(), "a family needs `placeholder`, `description` and `max`"));
        };
        self.said.say(word, "family", &members.object(), faults);
        if optional {
            self.said.say(word, "optional", "true", faults);
        }
        self.said.details.push(quote! {
            __t::Detail::Family {
                placeholder: #placeholder, description: #description, keys: &[#(#keys),*], pattern: #pattern, max: #max
            }
        });
        Ok(())
    }
}

/// Reads nothing, or `(prefix = "before_")`.
fn flatten(input: ParseStream<'_>, span: Span) -> Result<LitStr> {
    if !input.peek(syn::token::Paren) {
        return Ok(LitStr::new("", span));
    }
    let content = read::parenthesized(input)?;
    let word: Ident = content.parse()?;
    if word != "prefix" {
        return Err(syn::Error::new(word.span(), "expected `prefix = \"…\"`"));
    }
    read::text(&content)
}
