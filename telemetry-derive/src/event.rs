//! `#[derive(Event)]`: the attribute of an event, its descriptor and its record.

use crate::attributes::{self, EVENT_WORDS, Level, PurposeWord, Said, TYPE_WORDS, once};
use crate::declaration::{Container, Declared, Record, Unsent};
use crate::faults::Faults;
use crate::field::FieldAttributes;
use crate::fields::{Body, body, no_fields, of_fields, refuse_generics, statement};
use crate::grammar;
use crate::json::Members;
use crate::read;
use crate::twin::{Twin, twin};
use heck::ToSnakeCase;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Data, DeriveInput, Lit, LitInt, LitStr, Result, Token};

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
    purposes: Vec<PurposeWord>,
    consent: Option<Level>,
    owner: Option<LitStr>,
    grant: Option<LitStr>,
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
    refuse_generics(input, &mut faults);
    let Data::Struct(data) = &input.data else {
        faults
            .push(input.ident.span(), "an event is a struct; forms of it are an enum with `#[derive(Fields)]` inside");
        return faults.or(TokenStream::new(), TokenStream::new);
    };
    let mut attributes = EventAttributes::default();
    read::attributes(&input.attrs, &mut faults, |word, input, faults| attributes.word(word, input, faults));
    attributes.is_faulty = faults.count() > 0;
    let constants = std::mem::take(&mut attributes.constants);
    let body = body(&data.fields, constants, input.ident.span(), &mut faults);
    let head = attributes.head(input, body.has_purposes, &mut faults);
    let statements = body.encode.iter().map(|(ident, verb)| statement(verb, &quote!(&self.#ident)));
    let encode = quote!(#(#statements)*);
    let record = attributes.declaration(input, &body, &mut faults).record(input.ident.span());
    let checks = attributes.checks();
    let expansion =
        attributes.implementation(&input.ident, &head, &body.statics(&quote!(0)), &encode, Some(&record), &checks);
    let is_generic = !input.generics.params.is_empty();
    faults.or(expansion, || {
        if is_generic {
            return TokenStream::new();
        }
        let (nothing, none) = (TokenStream::new(), of_fields(&no_fields()));
        attributes.implementation(&input.ident, &EventAttributes::nothing(), &none, &nothing, None, &nothing)
    })
}

impl EventAttributes {
    fn implementation(
        &self,
        ident: &Ident,
        head: &TokenStream,
        members: &TokenStream,
        encode: &TokenStream,
        record: Option<&Record>,
        checks: &TokenStream,
    ) -> TokenStream {
        let private = self.container.private();
        let embed = record.map(|record| {
            let embed = record.embed(&self.container, &quote!(&FIELDS));
            quote!(#embed __t::register!(&EVENT);)
        });
        quote! {
            const _: () = {
                use #private as __t;
                #members
                static EVENT: __t::EventDescriptor = __t::EventDescriptor { #head fields: &FIELDS };
                #[automatically_derived]
                impl __t::Event for #ident {
                    const DESCRIPTOR: &'static __t::EventDescriptor = &EVENT;
                    fn encode_fields(&self, fields: &mut __t::FieldEncoder<'_>) { #encode }
                }
                #embed
                #checks
            };
        }
    }

    fn word(&mut self, word: &Ident, input: ParseStream<'_>, faults: &mut Faults) -> Result<()> {
        if word == "grant" {
            // Kept beside what is said of it: it has a place in the source, which is held against the catalog.
            self.grant = input.fork().call(read::text).ok();
        }
        if let Some(said) = self.said.word(EVENT_WORDS, word, input, faults) {
            return said;
        }
        match word.unraw().to_string().as_str() {
            "name" => once(&mut self.name, read::text(input)?, word, faults),
            "wire" => once(&mut self.wire, read::text(input)?, word, faults),
            "version" => once(&mut self.version, read::count(input)?, word, faults),
            "description" => once(&mut self.description, read::text(input)?, word, faults),
            "purpose" => self.purposes.push(attributes::purpose(input)?),
            "consent" => once(&mut self.consent, attributes::consent(input)?, word, faults),
            "owner" => once(&mut self.owner, read::text(input)?, word, faults),
            "destinations" => once(&mut self.destinations, read::texts(input)?, word, faults),
            "twin" => self.twins.push(twin(input, word.span(), faults)?),
            "constant" => self.constants.extend(constant(input, word.span(), faults)?),
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

    fn description(&self, input: &DeriveInput) -> Option<String> {
        self.description.as_ref().map(LitStr::value).or_else(|| read::description(&input.attrs))
    }

    /// Returns the fields of an `EventDescriptor` before `fields`, or adds what is missing.
    fn head(&self, input: &DeriveInput, has_purposes: bool, faults: &mut Faults) -> TokenStream {
        let span = input.ident.span();
        let name = self.name(input);
        let wire = self.wire.as_ref().unwrap_or(&name);
        let shown = name.value();
        if let Some(fault) = grammar::name_fault(&shown) {
            faults.push(name.span(), format!("the event name `{shown}` {fault}"));
        }
        let description = self.description(input).map(|text| LitStr::new(&text, span));
        match &description {
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
        let purposes: Vec<_> = self.purposes.iter().map(|purpose| purpose.tokens.clone()).collect();
        let purposes = read::tokens("NO_PURPOSES", &purposes);
        let twins: Vec<_> = self.twins.iter().map(|twin| twin.tokens.clone()).collect();
        let twins = read::tokens("NO_TWINS", &twins);
        let details = read::tokens("NO_DETAILS", &self.said.details);
        let consent = self.consent.as_ref().map(|level| &level.tokens);
        let destinations = self.destinations.iter().flatten();
        quote! {
            name: #name, wire: #wire, version: #version, description: #description, purposes: #purposes,
            consent: #consent, destinations: &[#(#destinations),*], twins: #twins, details: #details,
        }
    }

    /// Returns the head of an event whose attribute is faulty.
    fn nothing() -> TokenStream {
        quote! {
            name: "", wire: "", version: 1, description: "", purposes: &[], consent: __t::Consent::Off,
            destinations: &[], twins: &[], details: &[],
        }
    }

    /// Returns what the event declares.
    fn declaration(&self, input: &DeriveInput, body: &Body, faults: &mut Faults) -> Declared {
        let mut members = Members::default();
        members.text("description", &self.description(input).unwrap_or_default());
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
        self.twins.iter().for_each(|twin| twins.raw(&twin.name(), &twin.declaration(&body.of_twins)));
        if !twins.is_empty() {
            members.raw("twins", &twins.object());
        }
        body.push_untyped(&mut members, &self.unsent);
        self.check_twins(body, faults);
        let name = self.name(input).value();
        Declared { declares: "event", name, is: members, fields: body.typed(), types: 0 }
    }

    /// Refuses a field of a twin that there is not.
    fn check_twins(&self, body: &Body, faults: &mut Faults) {
        let known: Vec<String> = self.twins.iter().map(Twin::name).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let of_fields = body.declared.iter().flat_map(|field| &field.twins);
        let of_constants = body.of_twins.iter().flat_map(|constant| &constant.twins);
        for twin in of_fields.chain(of_constants).filter(|twin| !known.contains(&twin.value().as_str())) {
            faults.push(twin.span(), crate::words::unknown("a twin of this event", &twin.value(), &known));
        }
    }

    /// Returns what holds the event against its catalog, where it names one: each check at the word that it is about.
    fn checks(&self) -> TokenStream {
        let Some(catalog) = &self.container.catalog else { return TokenStream::new() };
        let check = |method: &str, text: &LitStr, rest: TokenStream| {
            let method = Ident::new(method, text.span());
            quote_spanned!(text.span()=> const _: () = __t::#method(&#catalog, #text #rest);)
        };
        let nothing = TokenStream::new;
        let event = || quote!(, &EVENT);
        let mut checks = TokenStream::new();
        checks.extend(self.destinations.iter().flatten().map(|name| check("check_destination", name, event())));
        checks.extend(self.owner.iter().map(|name| check("check_owner", name, nothing())));
        checks.extend(self.grant.iter().map(|name| check("check_grant", name, nothing())));
        let own = self.purposes.iter().filter_map(|purpose| purpose.own.as_ref());
        checks.extend(own.map(|name| check("check_purpose", name, nothing())));
        checks
    }
}

/// A field that takes no room.
pub(crate) struct Constant {
    /// The tokens of a `Member`.
    pub(crate) member: TokenStream,
    pub(crate) name: String,
    /// The name on the wire.
    pub(crate) wire: String,
    /// The twins that alone carry it.
    pub(crate) twins: Vec<LitStr>,
    /// What catalogs write of it.
    pub(crate) declared: Members,
}

/// Reads `(name = "…", value = …, technical, description = "…")` and the other words of a field; none when the field
/// is faulty. `type`, `const`, `values`, `allow`, `transform` say what a catalog declares of it beyond the value.
pub(crate) fn constant(input: ParseStream<'_>, span: Span, faults: &mut Faults) -> Result<Option<Constant>> {
    let content = read::parenthesized(input)?;
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
        attributes.word_of(&rows, word, input, faults)
    });
    attributes.is_faulty = faults.count() > before;
    let (Some(name), Some((value, (variant, ty)))) = (&attributes.name, value) else {
        return Err(syn::Error::new(span, "a constant needs `name` and `value`"));
    };
    let variant = Ident::new(variant, span);
    let value_type = quote!(__t::ValueType::Constant(&__t::ValueType::#variant));
    let Some(descriptor) = attributes.descriptor(name, &[], &value_type, span, faults) else { return Ok(None) };
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
        name: name.value(),
        wire: attributes.wire.as_ref().unwrap_or(name).value(),
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
