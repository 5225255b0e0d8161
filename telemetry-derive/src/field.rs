//! One field: its attribute, and the descriptor and the declaration made of it.

use crate::attributes::{self, ClassWord, FIELD_WORDS, PurposeWord, Row, Said, once};
use crate::declaration;
use crate::faults::Faults;
use crate::floor::{self, Check};
use crate::grammar;
use crate::json::{Members, quoted};
use crate::place::at;
use crate::read;
use crate::transform::{TRANSFORMS, TransformWord, transform};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use std::cell::OnceCell;
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
    described: OnceCell<Option<String>>,
    /// When it is a group: the prefix of its fields, empty when there is none, and where the word stands.
    flatten: Option<(LitStr, Span)>,
    /// The first word that a group does not have.
    other: Option<Ident>,
    /// The placeholder, when it is a family.
    family: Option<LitStr>,
    /// What it names of the catalog, and what checks that.
    named: Vec<(&'static str, LitStr)>,
    /// The twins that alone carry the field.
    pub(crate) twins: Vec<LitStr>,
    /// Whether a word of it could not be read; what is missing then may have been that word.
    pub(crate) is_faulty: bool,
    transforms: Vec<TransformWord>,
    purposes: Vec<PurposeWord>,
    pub(crate) said: Said,
}

/// What each descriptor of a field begins with.
struct Head<'a> {
    name: &'a LitStr,
    /// The name on the wire, where it is another.
    wire: Option<&'a LitStr>,
    class: &'a ClassWord,
    description: &'a str,
}

/// What a field became.
pub(crate) struct Expanded {
    /// The tokens of a `Member`.
    pub(crate) member: TokenStream,
    /// The place of the type, where a fault of the value belongs.
    pub(crate) place: Span,
    /// What is held against the types by constants of their own.
    pub(crate) checks: Vec<Check>,
    /// What it names of the catalog, and what checks that.
    pub(crate) named: Vec<(&'static str, LitStr)>,
    /// Whether it says itself why it is collected; a group may.
    pub(crate) has_purpose: bool,
    pub(crate) declared: FieldDeclared,
    /// The rank of its class; that of a group's fields only the compiler knows.
    pub(crate) rank: u8,
    /// How many fields it is, when it is a group.
    pub(crate) count: Option<TokenStream>,
}

/// What the record of the type says of a field.
pub(crate) struct FieldDeclared {
    /// `["name","class","description",…]`, or `{"prefix":…}` for the fields of a group.
    pub(crate) json: String,
    /// Its name and that on the wire, each at its place; none for a group.
    pub(crate) names: Option<(LitStr, LitStr)>,
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
    if let Some((prefix, span)) = &attributes.flatten {
        if attributes.is_faulty {
            return None;
        }
        if let Some(other) = &attributes.other {
            let message = format!("a group says `flatten` alone; `{other}` belongs to each of its fields");
            faults.push(other.span(), message);
        }
        return Some(flattened(ty, prefix, *span));
    }
    let name = attributes.name_or(ident);
    attributes.check_family(&name, faults);
    let place = at(ty.span());
    let checks = attributes.checks_of(ty);
    let head = attributes.head(&name, &field.attrs, ident.span(), faults)?;
    let member = if checks.is_empty() && !attributes.is_faulty {
        attributes.checked(&head, ty)
    } else {
        let of_type = quote_spanned!(place=> <#ty as __t::FieldValue>::);
        let descriptor = attributes.descriptor(&head, &quote!(#of_type TYPE), &quote!(#of_type CODE));
        quote!(__t::Member::Field(#descriptor))
    };
    let class = attributes.class.as_ref()?;
    let head = [
        read::value(&name),
        class.name.clone(),
        attributes.description_or(&field.attrs).unwrap_or_default().to_owned(),
    ];
    let json = declaration::field(&head, &attributes.rest(), &attributes.twins);
    Some(Expanded {
        member,
        place,
        checks,
        named: attributes.named,
        has_purpose: !attributes.purposes.is_empty(),
        rank: class.rank,
        declared: FieldDeclared {
            json,
            names: Some((name.clone(), attributes.wire.unwrap_or(name))),
            twins: attributes.twins,
        },
        count: None,
    })
}

fn flattened(ty: &Type, prefix: &LitStr, span: Span) -> Expanded {
    let place = at(ty.span());
    let fields = quote_spanned!(place=> <#ty as __t::Fields>::DESCRIPTOR);
    let mut json = Members::default();
    if !prefix.value().is_empty() {
        json.text("prefix", &prefix.value());
    }
    Expanded {
        count: Some(quote!(#fields.count)),
        member: quote!(__t::Member::Group { prefix: #prefix, fields: #fields }),
        place,
        checks: vec![Check::new("check_group", span)],
        named: Vec::new(),
        has_purpose: true,
        rank: u8::MAX,
        declared: FieldDeclared { json: json.object(), names: None, twins: Vec::new() },
    }
}

impl FieldAttributes {
    /// Returns the declared name: the one in the attribute, or the identifier's.
    fn name_or(&self, ident: &Ident) -> LitStr {
        self.name.clone().unwrap_or_else(|| LitStr::new(&ident.unraw().to_string(), ident.span()))
    }

    /// Returns what each descriptor of the field begins with, or adds what is missing.
    fn head<'a>(&'a self, name: &'a LitStr, docs: &[Attribute], span: Span, faults: &mut Faults) -> Option<Head<'a>> {
        let shown = read::value(name);
        if let Some(fault) = grammar::name_fault(&shown) {
            faults.push(name.span(), format!("the field name `{shown}` {fault}"));
        }
        let description = self.description_or(docs);
        match description {
            None if docs.is_empty() && !self.is_faulty => {
                faults.push(
                    span,
                    format!("field `{shown}` has no description; add `description = \"…\"` or a doc comment"),
                );
            }
            None => faults.push(span, format!("field `{shown}` has no description; add a doc comment")),
            Some(text) => read::check_description(text, "field", &shown, span, faults),
        }
        if self.class.is_none() && !self.is_faulty {
            let message = "has no privacy class; write `#[telemetry(technical)]` or another class";
            faults.push(span, format!("field `{shown}` {message}"));
        }
        Some(Head { name, wire: self.wire.as_ref(), class: self.class.as_ref()?, description: description? })
    }

    /// Returns the tokens of a `Member` that is held against its type where its class stands.
    fn checked(&self, head: &Head<'_>, ty: &Type) -> TokenStream {
        let Head { name, wire, class, description } = head;
        let (place, class) = (at(class.span), &class.tokens);
        if wire.is_none() && self.said.details.is_empty() {
            return quote_spanned!(place=> __t::field::<#ty>(#name, #description, #class));
        }
        let (wire, details) = (wire.unwrap_or(name), read::tokens("NO_DETAILS", &self.said.details));
        quote_spanned!(place=> __t::field_with::<#ty>(#name, #wire, #description, #class, #details))
    }

    /// Returns the tokens of a `FieldDescriptor`.
    fn descriptor(&self, head: &Head<'_>, value_type: &TokenStream, code: &TokenStream) -> TokenStream {
        let Head { name, wire, class, description } = head;
        let (wire, class) = (wire.unwrap_or(name), &class.tokens);
        // What could not be read to its end is no code.
        let said = (!self.is_faulty).then_some(self);
        let details: Vec<_> = said.iter().flat_map(|said| &said.said.details).cloned().collect();
        let details = read::tokens("NO_DETAILS", &details);
        let transforms = said.iter().flat_map(|said| &said.transforms);
        let transforms: Vec<_> = transforms.map(|transform| transform.tokens.clone()).collect();
        let transforms = read::tokens("NO_TRANSFORMS", &transforms);
        quote! {
            __t::FieldDescriptor {
                name: #name, wire: #wire, description: #description, class: #class, ty: #value_type, code: #code,
                transforms: #transforms, details: #details
            }
        }
    }

    /// Returns the tokens of the `FieldDescriptor` of what has no type in Rust, or adds what is missing.
    pub(crate) fn untyped(
        &self,
        name: &LitStr,
        docs: &[Attribute],
        value_type: &TokenStream,
        span: Span,
        faults: &mut Faults,
    ) -> Option<TokenStream> {
        let head = self.head(name, docs, span, faults)?;
        Some(self.descriptor(&head, value_type, &quote!(__t::TypeCode::NONE)))
    }

    /// Returns what is held against the type by constants of their own, each at the word that it is about: what looks
    /// faulty. Of an attribute that could not be read nothing is.
    fn checks_of(&self, ty: &Type) -> Vec<Check> {
        let mut checks = Vec::new();
        let (Some(class), false) = (&self.class, self.is_faulty) else { return checks };
        let is_family = self.family.is_some();
        if self.transforms.is_empty() && !floor::looks_faulty(ty, class.rank, is_family) {
            return checks;
        }
        let of_transforms = self.transforms.iter().enumerate();
        checks.extend(of_transforms.map(|(index, transform)| Check::of_transform(index, transform.span)));
        let span = ty.span();
        if checks.is_empty() {
            checks.push(Check::new("check_transforms", span));
        }
        checks.push(Check::new("check_family", span));
        checks.push(Check::new("check_class", class.span));
        checks
    }

    /// Refuses a family whose names do not differ.
    fn check_family(&self, name: &LitStr, faults: &mut Faults) {
        let Some(placeholder) = self.family.as_ref().map(LitStr::value) else { return };
        let is_without = |name: &&LitStr| !name.value().contains(&format!("{{{placeholder}}}"));
        for name in std::iter::once(name).chain(&self.wire).filter(is_without) {
            let message = format!(
                "the name `{}` has no `{{{placeholder}}}`, in which the names of a family differ",
                name.value()
            );
            faults.push(name.span(), message);
        }
    }

    /// Returns the description: the one in the attribute, or that of the doc comment. It is read once.
    fn description_or(&self, docs: &[Attribute]) -> Option<&str> {
        let read = || self.description.as_ref().map(read::value).or_else(|| read::description(docs));
        self.described.get_or_init(read).as_deref()
    }

    /// Returns what catalogs write of the field, but for its name and what its type says.
    pub(crate) fn declaration(&self, docs: &[Attribute]) -> Members {
        let mut members = Members::default();
        if let Some(class) = &self.class {
            members.text("class", &class.name);
        }
        members.text("description", self.description_or(docs).unwrap_or_default());
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
        self.word_of(FIELD_WORDS, &[], word, input, faults)
    }

    /// Reads one word, where the words of a table may stand too; the caller knows the others.
    pub(crate) fn word_of(
        &mut self,
        rows: &[Row],
        others: &[&'static str],
        word: &Ident,
        input: ParseStream<'_>,
        faults: &mut Faults,
    ) -> Result<()> {
        if self.other.is_none() && word != "flatten" {
            self.other = Some(word.clone());
        }
        if word == "grant" {
            // Kept beside what is said of it: it has a place in the source, which is held against the catalog.
            self.named.extend(input.fork().call(read::text).ok().map(|name| ("check_grant", name)));
        }
        if word == "destinations" {
            let names = input.fork().call(read::texts).unwrap_or_default();
            self.named.extend(names.into_iter().map(|name| ("check_destination_name", name)));
        }
        if let Some(class) = attributes::class(word, input) {
            let class = class?;
            if self.class.is_some() {
                faults.push(class.span, format!("`{}` is a second class; a field has one", class.name));
            }
            self.class = Some(class);
            return Ok(());
        }
        if let Some(said) = self.said.word(rows, word, input, faults) {
            return said;
        }
        match word.to_string().as_str() {
            "name" => once(&mut self.name, read::text(input)?, word, faults),
            "wire" => once(&mut self.wire, read::text(input)?, word, faults),
            "description" => once(&mut self.description, read::text(input)?, word, faults),
            "purpose" => {
                let purpose = attributes::purpose(word, input)?;
                self.named.extend(purpose.own.clone().map(|name| ("check_purpose", name)));
                self.purposes.push(purpose);
            }
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
            "flatten" => once(&mut self.flatten, (flatten(word, input, faults)?, word.span()), word, faults),
            "drop" => {
                return Err(syn::Error::new(
                    word.span(),
                    "a field that is dropped never leaves; declare it with `unsent = { … }` at the type",
                ));
            }
            _ => match transform(word, input, faults)? {
                Some(transform) => self.transforms.push(transform),
                None => {
                    let words: Vec<&str> = others.iter().chain(WORDS).chain(TRANSFORMS).copied().collect();
                    return Err(attributes::unknown_word(word, "a field", rows, &words));
                }
            },
        }
        Ok(())
    }

    /// Reads `(placeholder = "code", description = "…", keys("a", "b"), pattern = "…", max = 10, optional)`.
    fn family(&mut self, word: &Ident, input: ParseStream<'_>, faults: &mut Faults) -> Result<()> {
        let (mut placeholder, mut description, mut keys, mut pattern, mut max) =
            (None, None, Vec::new(), quote!(__t::None), None);
        let (mut members, mut optional) = (Members::default(), false);
        let example = "placeholder = \"…\", description = \"…\", max = 20";
        let allowed = ["placeholder", "description", "keys", "pattern", "max", "optional"];
        let is_read = read::words(word, example, &allowed, input, faults, |word, input, _| {
            match word {
                "placeholder" => placeholder = Some(read::text(input)?),
                "description" => {
                    let text = read::text(input)?;
                    members.text("description", &text.value());
                    description = Some(text);
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
                    max = Some(count);
                }
                _ => optional = true,
            }
            Ok(())
        })?;
        let (Some(placeholder), Some(description), Some(max)) = (placeholder, description, max) else {
            if is_read {
                faults.push(word.span(), "a family needs `placeholder = \"…\"`, `description = \"…\"` and `max = …`");
            }
            return Ok(());
        };
        self.family = Some(placeholder.clone());
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
fn flatten(of: &Ident, input: ParseStream<'_>, faults: &mut Faults) -> Result<LitStr> {
    let mut prefix = LitStr::new("", of.span());
    if input.peek(syn::token::Paren) {
        read::words(of, "prefix = \"…\"", &["prefix"], input, faults, |_, input, _| {
            prefix = read::text(input)?;
            Ok(())
        })?;
    }
    // A letter stands for the name that follows.
    if let Some(fault) = grammar::name_fault(&format!("{}a", prefix.value())) {
        faults.push(prefix.span(), format!("the prefix `{}` {fault}", prefix.value()));
    }
    Ok(prefix)
}
