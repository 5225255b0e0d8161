//! `#[derive(Event)]`: the attribute of an event, its descriptor and its record.

use crate::attributes::{self, EVENT_WORDS, Level, PurposeWord, Said, TYPE_WORDS, once};
use crate::body::{Body, body, no_fields};
use crate::declaration::{Container, Declared, Record, Unsent};
use crate::faults::Faults;
use crate::field::FieldAttributes;
use crate::fields::refuse_generics;
use crate::flow;
use crate::grammar;
use crate::json::Members;
use crate::notation::Value;
use crate::place::{at, encoder};
use crate::read;
use crate::twin::{self, Twin, twin};
use heck::ToSnakeCase;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use std::cell::OnceCell;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Data, DeriveInput, Error, Lit, LitInt, LitStr, Result, Token};

/// The words that are more than something that is said, for messages.
const WORDS: &[&str] = &[
    "name",
    "wire",
    "version",
    "description",
    "purpose",
    "consent",
    "owner",
    "destinations",
    "twin",
    "constant",
    "unsent",
    "catalog",
    "crate",
];

/// What the attribute of an event says.
#[derive(Default)]
struct EventAttributes {
    container: Container,
    name: Option<LitStr>,
    wire: Option<LitStr>,
    version: Option<LitInt>,
    description: Option<LitStr>,
    /// The description, once it was read.
    described: OnceCell<Option<String>>,
    purposes: Vec<PurposeWord>,
    consent: Option<Level>,
    owner: Option<LitStr>,
    grant: Option<LitStr>,
    /// What is said of its flow, which is held against its destinations.
    flow: Option<Value>,
    destinations: Option<Vec<LitStr>>,
    twins: Vec<Twin>,
    constants: Vec<Constant>,
    unsent: Unsent,
    said: Said,
    /// Whether a word of it could not be read; what is missing then may have been that word.
    is_faulty: bool,
}

/// Expands an event.
pub(crate) fn expand(input: &DeriveInput) -> TokenStream {
    let mut faults = Faults::default();
    let mut attributes = EventAttributes::default();
    read::attributes(&input.attrs, &mut faults, |word, input, faults| attributes.word(word, input, faults));
    attributes.is_faulty = faults.count() > 0;
    refuse_generics(input, &mut faults);
    let Data::Struct(data) = &input.data else {
        let message = "an event is a struct; forms of it are an enum with `#[derive(Fields)]` inside";
        faults.push(input.ident.span(), message);
        return faults.or(TokenStream::new(), || attributes.after_faults(input, None));
    };
    let constants = std::mem::take(&mut attributes.constants);
    let body = body(&data.fields, constants, None, &mut faults);
    let mut checks = body.checks(&quote!(&EVENT.fields));
    checks.extend(attributes.checks(&body));
    let expansion = Expansion {
        head: attributes.head(input, body.has_purposes, &mut faults),
        members: body.members(),
        fields: body.fields_of(&Literal::u64_unsuffixed(0)),
        checks,
        encode: body.statements_of_self(),
        record: Some(attributes.declaration(input, &body, &mut faults).record(input.ident.span())),
    };
    faults.or(attributes.implementation(input, &expansion), || attributes.after_faults(input, Some(&body)))
}

/// What an event became.
struct Expansion {
    /// The tokens of the fields of an `EventDescriptor` before `fields`.
    head: TokenStream,
    /// The tokens of the static `MEMBERS`.
    members: TokenStream,
    /// The tokens of its `FieldsDescriptor`.
    fields: TokenStream,
    checks: TokenStream,
    encode: TokenStream,
    /// The record that it leaves; none where it is faulty.
    record: Option<Record>,
}

impl EventAttributes {
    fn implementation(&self, input: &DeriveInput, expansion: &Expansion) -> TokenStream {
        let Expansion { head, members, fields, checks, encode, record } = expansion;
        let (private, encoder) = (self.container.private(), encoder());
        let (ident, (parameters, arguments, bounds)) = (&input.ident, input.generics.split_for_impl());
        let embed = record.as_ref().map(|record| {
            let embed = record.embed(&self.container, &quote!(&EVENT.fields));
            quote!(#embed __t::register!(&EVENT);)
        });
        quote! {
            const _: () = {
                use #private as __t;
                #members
                static EVENT: __t::EventDescriptor = __t::EventDescriptor { #head fields: #fields };
                #[automatically_derived]
                impl #parameters __t::Event for #ident #arguments #bounds {
                    const DESCRIPTOR: &'static __t::EventDescriptor = &EVENT;
                    fn encode_fields(&self, #encoder: &mut __t::FieldEncoder<'_>) { #encode }
                }
                #embed
                #checks
            };
        }
    }

    /// Returns what is left after faults: an implementation, so that its absence is no further fault, and the checks of
    /// what could be read.
    fn after_faults(&self, input: &DeriveInput, body: Option<&Body>) -> TokenStream {
        let body = body.filter(|_| input.generics.params.is_empty());
        let head = quote! {
            name: "", wire: "", version: 1, description: "", purposes: &[], consent: __t::Consent::Off,
            destinations: &[], twins: &[], details: &[], catalog: 0,
        };
        let expansion = Expansion {
            head,
            members: body.map(Body::members).unwrap_or_default(),
            fields: body.map_or_else(no_fields, |body| body.fields_of(&Literal::u64_unsuffixed(0))),
            checks: body.map(|body| body.checks(&quote!(&EVENT.fields))).unwrap_or_default(),
            encode: TokenStream::new(),
            record: None,
        };
        self.implementation(input, &expansion)
    }

    fn word(&mut self, word: &Ident, input: ParseStream<'_>, faults: &mut Faults) -> Result<()> {
        if word == "grant" {
            // Kept beside what is said of it: it has a place in the source, which is held against the catalog.
            self.grant = input.fork().call(read::text).ok();
        }
        if word == "flow" {
            let fork = input.fork();
            self.flow = fork.parse::<Token![=]>().and_then(|_| fork.parse()).ok();
        }
        if let Some(said) = self.said.word(EVENT_WORDS, word, input, faults) {
            return said;
        }
        match word.unraw().to_string().as_str() {
            "name" => once(&mut self.name, read::text(input)?, word, faults),
            "wire" => once(&mut self.wire, read::text(input)?, word, faults),
            "version" => {
                let version = read::count(input)?;
                if version.base10_digits() == "0" {
                    faults.push(version.span(), "versions count from 1");
                }
                once(&mut self.version, version, word, faults);
            }
            "description" => once(&mut self.description, read::text(input)?, word, faults),
            "purpose" => self.purposes.push(attributes::purpose(word, input)?),
            "consent" => once(&mut self.consent, attributes::consent(input)?, word, faults),
            "owner" => once(&mut self.owner, read::text(input)?, word, faults),
            "destinations" => once(&mut self.destinations, read::texts(input)?, word, faults),
            "twin" => self.twins.extend(twin(word, input, faults)?),
            "constant" => self.constants.extend(constant(word, input, faults)?),
            "unsent" => self.unsent.read(input, faults)?,
            "catalog" | "crate" => self.container.word(word, input, faults)?,
            _ => return Err(attributes::unknown_word(word, "an event", EVENT_WORDS, WORDS)),
        }
        Ok(())
    }

    fn name(&self, input: &DeriveInput) -> LitStr {
        let ident = &input.ident;
        self.name.clone().unwrap_or_else(|| LitStr::new(&ident.unraw().to_string().to_snake_case(), ident.span()))
    }

    fn description(&self, input: &DeriveInput) -> Option<&str> {
        let read = || self.description.as_ref().map(read::value).or_else(|| read::description(&input.attrs));
        self.described.get_or_init(read).as_deref()
    }

    /// Returns the fields of an `EventDescriptor` before `fields`, or adds what is missing.
    fn head(&self, input: &DeriveInput, has_purposes: bool, faults: &mut Faults) -> TokenStream {
        let span = input.ident.span();
        let name = self.name(input);
        let wire = self.wire.as_ref().unwrap_or(&name);
        let shown = read::value(&name);
        if let Some(fault) = grammar::name_fault(&shown) {
            faults.push(name.span(), format!("the event name `{shown}` {fault}"));
        }
        let description = self.description(input);
        match description {
            None => faults.push(span, format!("event `{shown}` has no description; add a doc comment")),
            Some(text) => read::check_description(text, "event", &shown, span, faults),
        }
        if self.purposes.is_empty() && !has_purposes && !self.is_faulty {
            faults.push(
                span,
                format!("event `{shown}` has no purpose; write `#[telemetry(purpose = product)]` or another"),
            );
        }
        if self.consent.is_none() && !self.is_faulty {
            faults.push(
                span,
                format!("event `{shown}` has no consent level; write `#[telemetry(consent = usage)]` or another"),
            );
        }
        let version = self.version.clone().unwrap_or_else(|| LitInt::new("1", Span::call_site()));
        let purposes = attributes::purposes(&self.purposes);
        let twins: Vec<_> = self.twins.iter().map(|twin| twin.tokens.clone()).collect();
        let twins = read::tokens("NO_TWINS", &twins);
        let details = read::tokens("NO_DETAILS", &self.said.details);
        let consent = self.consent.as_ref().map(|level| &level.tokens);
        let destinations = self.destinations.iter().flatten();
        let catalog = self.container.catalog.as_ref().map_or_else(|| quote!(0), |path| quote!(#path.record));
        quote! {
            name: #name, wire: #wire, version: #version, description: #description, purposes: #purposes,
            consent: #consent, destinations: &[#(#destinations),*], twins: #twins, details: #details,
            catalog: #catalog,
        }
    }

    /// Returns what the event declares.
    fn declaration(&self, input: &DeriveInput, body: &Body, faults: &mut Faults) -> Declared {
        let mut members = Members::default();
        members.text("description", self.description(input).unwrap_or_default());
        if let Some(wire) = &self.wire {
            members.text("wire", &wire.value());
        }
        if let Some(version) = &self.version {
            members.raw("version", version.base10_digits());
        }
        attributes::push_purposes(&mut members, &self.purposes);
        if let Some(consent) = &self.consent {
            members.text("consent", consent.word);
        }
        if let Some(owner) = &self.owner {
            members.text("owner", &owner.value());
        }
        if let Some(destinations) = &self.destinations {
            members.raw("destinations", &attributes::texts_json(destinations));
        }
        members.extend(&self.said.finish());
        let mut twins = Members::default();
        self.twins.iter().for_each(|twin| twins.raw(&twin.name.value(), &twin.declaration(&body.constants)));
        if !twins.is_empty() {
            members.raw("twins", &twins.object());
        }
        body.push_untyped(&mut members, &self.unsent);
        let name = read::value(&self.name(input));
        twin::check(&self.twins, &name, body, &self.unsent, faults);
        if let Some(flow) = &self.flow {
            let of_twins = self.twins.iter().flat_map(|twin| &twin.destinations);
            flow::check_destinations(flow, self.destinations.iter().flatten().chain(of_twins), faults);
        }
        Declared { declares: "event", name, is: members, fields: body.typed(), types: body.declared.len() }
    }

    /// Returns what holds the event against its catalog, where it names one: each check at the word that it is about.
    fn checks(&self, body: &Body) -> TokenStream {
        let Some(catalog) = &self.container.catalog else { return TokenStream::new() };
        let highest = Literal::u8_unsuffixed(body.highest);
        let mut checks = TokenStream::new();
        for (index, name) in self.destinations.iter().flatten().enumerate() {
            let call = quote_spanned!(at(name.span())=> __t::check_destination(#catalog, #name, #highest, &EVENT););
            // The block of the expansion is a constant: a compiler spends less on one than on two. Each further check
            // has its own, so that all faults are reported.
            let beside = (index > 0).then(|| quote!(const _: () =));
            checks.extend(quote!(#beside #call));
        }
        let owner = self.owner.iter().map(|name| ("check_owner", name));
        let grant = self.grant.iter().map(|name| ("check_grant", name));
        let own = self.purposes.iter().filter_map(|purpose| purpose.own.as_ref());
        let of_twins = self.twins.iter().flat_map(|twin| &twin.named).map(|(check, name)| (*check, name));
        let named = owner.chain(grant).chain(own.map(|name| ("check_purpose", name))).chain(of_twins);
        checks.extend(self.container.checks(named.chain(body.named())));
        checks
    }
}

/// A field that takes no room.
pub(crate) struct Constant {
    /// The tokens of a `Member`.
    pub(crate) member: TokenStream,
    /// Its name, at its place.
    pub(crate) name: LitStr,
    /// The name on the wire, at its place.
    pub(crate) wire: LitStr,
    /// The twins that alone carry it.
    pub(crate) twins: Vec<LitStr>,
    /// What catalogs write of it.
    pub(crate) declared: Members,
}

/// Reads `(name = "…", value = …, technical, description = "…")` and the other words of a field; none when the field
/// is faulty. `type`, `const`, `values`, `allow`, `transform` say what a catalog declares of it beyond the value.
pub(crate) fn constant(of: &Ident, input: ParseStream<'_>, faults: &mut Faults) -> Result<Option<Constant>> {
    let span = of.span();
    let content = read::parenthesized(input).map_err(|_| {
        Error::new(span, "expected `constant(name = \"…\", value = …, technical, description = \"…\")`")
    })?;
    let rows: Vec<_> = attributes::FIELD_WORDS.iter().chain(TYPE_WORDS).copied().collect();
    let mut attributes = FieldAttributes::default();
    let mut value = None;
    let before = faults.count();
    read::items(&content, faults, &mut |word, input, faults| {
        if word == "value" {
            input.parse::<Token![=]>()?;
            let ty = constant_type(input.fork().parse::<Lit>().ok().as_ref());
            once(&mut value, (read::literal(input)?, ty), word, faults);
            return Ok(());
        }
        attributes.word_of(&rows, &["value"], word, input, faults)
    });
    attributes.is_faulty = faults.count() > before;
    if attributes.is_faulty {
        return Ok(None);
    }
    let (Some(name), Some((value, (variant, ty)))) = (&attributes.name, value) else {
        return Err(Error::new(span, "a constant needs `name = \"…\"` and `value = …`"));
    };
    let variant = Ident::new(variant, span);
    let value_type = quote!(__t::ValueType::Constant(&__t::ValueType::#variant));
    let Some(descriptor) = attributes.untyped(name, &[], &value_type, span, faults) else { return Ok(None) };
    let mut members = attributes.declaration(&[]);
    if !attributes.said.has("type") {
        members.text("type", ty);
    }
    if !attributes.said.has("const") {
        members.raw("const", &value.json);
    }
    let value = value.tokens;
    Ok(Some(Constant {
        member: quote!(__t::Member::Constant(#descriptor, #value)),
        name: name.clone(),
        wire: attributes.wire.as_ref().unwrap_or(name).clone(),
        twins: attributes.twins,
        declared: members,
    }))
}

/// Returns the type of a constant: the variant of `ValueType`, and the word of catalogs.
fn constant_type(value: Option<&Lit>) -> (&'static str, &'static str) {
    match value {
        Some(Lit::Bool(_)) => ("Bool", "bool"),
        Some(Lit::Str(_)) => ("String", "string"),
        Some(Lit::Float(_)) => ("Float", "float"),
        _ => ("Int", "int"),
    }
}
