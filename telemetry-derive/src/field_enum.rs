//! `#[derive(FieldEnum)]`: closed vocabularies.

use crate::attributes::once;
use crate::body::no_fields;
use crate::declaration::{Container, Declared, Unsent};
use crate::event::{self, Constant};
use crate::faults::Faults;
use crate::fields::refuse_generics;
use crate::json::{Members, list, quoted};
use crate::read;
use heck::ToSnakeCase;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use std::collections::{HashMap, HashSet};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Error, Fields, LitInt, LitStr, Result, Token, Variant};

/// What the attribute of a value says.
#[derive(Default)]
pub(crate) struct ValueAttributes {
    name: Option<LitStr>,
    wire: Option<LitStr>,
    description: Option<LitStr>,
    code: Option<Code>,
    /// Where it says that it stands for all others.
    fallback: Option<Span>,
    /// Whether the fallback of an allow list is itself one of the texts.
    allowed: bool,
    /// The constants of a form.
    pub(crate) constants: Vec<Constant>,
    /// The fields of a form that are not sent.
    pub(crate) unsent: Unsent,
}

impl ValueAttributes {
    /// Reads the attribute of an enum's variant.
    pub(crate) fn read(variant: &Variant, faults: &mut Faults) -> Self {
        let mut this = Self::default();
        read::attributes(&variant.attrs, faults, |word, input, faults| {
            match word.to_string().as_str() {
                "name" => once(&mut this.name, read::text(input)?, word, faults),
                "wire" => once(&mut this.wire, read::text(input)?, word, faults),
                "description" => once(&mut this.description, read::text(input)?, word, faults),
                "code" => once(&mut this.code, code(input)?, word, faults),
                "fallback" => once(&mut this.fallback, word.span(), word, faults),
                "allowed" => this.allowed = true,
                "unsent" => this.unsent.read(input, faults)?,
                "constant" => this.constants.extend(event::constant(word, input, faults)?),
                other => {
                    let allowed = ["name", "wire", "description", "code", "fallback", "allowed", "constant", "unsent"];
                    return Err(Error::new(word.span(), crate::words::unknown("a word of a value", other, &allowed)));
                }
            }
            Ok(())
        });
        this
    }

    pub(crate) fn name(&self, variant: &Variant) -> LitStr {
        let ident = &variant.ident;
        self.name.clone().unwrap_or_else(|| LitStr::new(&ident.unraw().to_string().to_snake_case(), ident.span()))
    }

    pub(crate) fn description(&self, variant: &Variant) -> Option<String> {
        self.description.as_ref().map(LitStr::value).or_else(|| read::description(&variant.attrs))
    }

    fn wire(&self, variant: &Variant) -> LitStr {
        self.wire.clone().unwrap_or_else(|| self.name(variant))
    }

    /// Returns the tokens of a `ValueDescriptor`.
    pub(crate) fn descriptor(&self, variant: &Variant, faults: &mut Faults) -> TokenStream {
        let (name, wire) = (self.name(variant), self.wire(variant));
        let description = self.description(variant).unwrap_or_else(|| {
            let name = name.value();
            faults.push(variant.ident.span(), format!("value `{name}` has no description; add a doc comment"));
            String::new()
        });
        let code = match &self.code {
            Some(Code { tokens, .. }) => quote!(__t::Some(#tokens)),
            None => quote!(__t::None),
        };
        quote!(__t::ValueDescriptor { name: #name, wire: #wire, description: #description, code: #code })
    }

    /// Returns what catalogs write of the value.
    fn declaration(&self, variant: &Variant) -> String {
        let description = self.description(variant).unwrap_or_default();
        if self.wire.is_none() && self.code.is_none() {
            return quoted(&description);
        }
        let mut members = Members::default();
        members.text("description", &description);
        if let Some(code) = &self.code {
            members.raw("code", &code.value.to_string());
        }
        if let Some(wire) = &self.wire {
            members.text("wire", &wire.value());
        }
        members.object()
    }
}

/// The stable number of a value.
struct Code {
    tokens: TokenStream,
    value: i64,
    span: Span,
}

/// Reads `= 3` or `= -1`.
fn code(input: ParseStream<'_>) -> Result<Code> {
    input.parse::<Token![=]>()?;
    signed(input)
}

fn signed(input: ParseStream<'_>) -> Result<Code> {
    let minus = input.parse::<Option<Token![-]>>()?;
    let expected = |error: Error| Error::new(error.span(), "a code is a whole number of 64 bits");
    let number: LitInt = input.parse().map_err(expected)?;
    let digits = format!("{}{}", if minus.is_some() { "-" } else { "" }, number.base10_digits());
    let value = digits.parse().map_err(|_| expected(Error::new(number.span(), "")))?;
    Ok(Code { tokens: quote!(#minus #number), value, span: number.span() })
}

/// What the attribute of a vocabulary says.
#[derive(Default)]
struct EnumAttributes {
    container: Container,
    retired: Option<Vec<i64>>,
    /// That it is an allow list.
    allow: Option<()>,
    reason: Option<LitStr>,
    approver: Option<LitStr>,
}

impl EnumAttributes {
    fn read(input: &DeriveInput, faults: &mut Faults) -> Self {
        let mut this = Self::default();
        read::attributes(&input.attrs, faults, |word, input, faults| {
            match word.unraw().to_string().as_str() {
                "retired_codes" => once(&mut this.retired, codes(input)?, word, faults),
                "allow" => once(&mut this.allow, (), word, faults),
                "reason" => once(&mut this.reason, read::text(input)?, word, faults),
                "approver" => once(&mut this.approver, read::text(input)?, word, faults),
                "crate" => this.container.word(word, input, faults)?,
                other => {
                    let allowed = ["retired_codes", "allow", "reason", "approver", "crate"];
                    let message = crate::words::unknown("a word of a vocabulary", other, &allowed);
                    return Err(Error::new(word.span(), message));
                }
            }
            Ok(())
        });
        if this.allow.is_none() {
            for text in this.reason.iter().chain(&this.approver) {
                faults.push(text.span(), "only an allow list has a reason and an approver; write `allow` before it");
            }
        }
        this
    }

    /// Returns what catalogs write in a field: the values of an enum, or the texts of an allow list.
    fn declaration(&self, values: &[(&Variant, ValueAttributes)]) -> Members {
        let mut members = Members::default();
        let fallback = values.iter().find(|(_, value)| value.fallback.is_some());
        if self.allow.is_some() {
            let listed = values.iter().filter(|(_, value)| value.fallback.is_none() || value.allowed);
            let texts: Vec<String> = listed.map(|(variant, value)| quoted(&value.name(variant).value())).collect();
            let mut allow = Members::default();
            allow.raw("values", &list(&texts));
            self.reason.iter().for_each(|reason| allow.text("reason", &reason.value()));
            self.approver.iter().for_each(|approver| allow.text("approver", &approver.value()));
            members.raw("allow", &allow.object());
        } else {
            let mut all = Members::default();
            for (variant, value) in values {
                all.raw(&value.name(variant).value(), &value.declaration(variant));
            }
            members.raw("values", &all.object());
        }
        if let Some((variant, value)) = fallback {
            members.text("fallback", &value.name(variant).value());
        }
        let retired: Vec<String> = self.retired.iter().flatten().map(i64::to_string).collect();
        members.list("retired_codes", &retired);
        members
    }
}

/// Expands a closed vocabulary.
pub(crate) fn expand(input: &DeriveInput) -> TokenStream {
    let mut faults = Faults::default();
    let attributes = EnumAttributes::read(input, &mut faults);
    refuse_generics(input, &mut faults);
    let Data::Enum(data) = &input.data else {
        faults.push(input.ident.span(), "a vocabulary is an enum, and each value a variant");
        return faults.or(TokenStream::new(), || after_faults(&attributes.container, input));
    };
    let mut seen = Seen::default();
    let mut values = Vec::with_capacity(data.variants.len());
    for variant in &data.variants {
        if !matches!(variant.fields, Fields::Unit) {
            faults.push(variant.fields.span(), "a value of a vocabulary holds no fields");
        }
        let value = ValueAttributes::read(variant, &mut faults);
        seen.check(&attributes, &value, variant, &mut faults);
        values.push((variant, value));
    }
    if attributes.allow.is_some() && !seen.fallback && faults.count() == 0 {
        let message =
            "an allow list needs a value that stands for all other texts; write `#[telemetry(fallback)]` at one";
        faults.push(input.ident.span(), message);
    }
    let descriptors: Vec<_> = values.iter().map(|(variant, value)| value.descriptor(variant, &mut faults)).collect();
    let fallback = match values.iter().position(|(_, value)| value.fallback.is_some()) {
        Some(index) => {
            let index = Literal::usize_unsuffixed(index);
            quote!(__t::Some(#index))
        }
        None => quote!(__t::None),
    };
    let declared = Declared {
        declares: "vocabulary",
        name: input.ident.unraw().to_string(),
        is: attributes.declaration(&values),
        ..Declared::default()
    };
    let record = declared.record(input.ident.span());
    let nothing = no_fields();
    let nothing = quote!(&#nothing);
    let embed = record.embed(&attributes.container, &nothing);
    let id = &record.id;
    let descriptor = quote! {
        __t::EnumDescriptor { values: &[#(#descriptors),*], fallback: #fallback, id: #id }
    };
    let idents: Vec<_> = values.iter().map(|(variant, _)| &variant.ident).collect();
    let indices = (0..idents.len()).map(Literal::usize_unsuffixed);
    let index =
        if idents.is_empty() { quote!(match *self {}) } else { quote!(match self { #(Self::#idents => #indices,)* }) };
    let container = &attributes.container;
    let all = quote!(#(Self::#idents),*);
    let expansion = implementation(container, &input.ident, &embed, &descriptor, &all, &index);
    faults.or(expansion, || after_faults(container, input))
}

/// Returns an implementation, so that its absence is no further fault. A type with parameters can have none: values of
/// a vocabulary are constants.
fn after_faults(container: &Container, input: &DeriveInput) -> TokenStream {
    if !input.generics.params.is_empty() {
        return TokenStream::new();
    }
    let nothing = TokenStream::new();
    let empty = quote!(__t::EnumDescriptor { values: &[], fallback: __t::None, id: 0 });
    implementation(container, &input.ident, &nothing, &empty, &nothing, &quote!(0))
}

fn implementation(
    container: &Container,
    ident: &Ident,
    embed: &TokenStream,
    descriptor: &TokenStream,
    all: &TokenStream,
    index: &TokenStream,
) -> TokenStream {
    let private = container.private();
    quote! {
        const _: () = {
            use #private as __t;
            #embed
            #[automatically_derived]
            impl __t::FieldEnum for #ident {
                const DESCRIPTOR: &'static __t::EnumDescriptor = &#descriptor;
                const ALL: &'static [Self] = &[#all];
                fn index(&self) -> __t::usize { #index }
            }
        };
    }
}

/// Reads `= [3, 4]`.
fn codes(input: ParseStream<'_>) -> Result<Vec<i64>> {
    let content = read::list(input)?;
    let mut codes = Vec::new();
    while !content.is_empty() {
        codes.push(signed(&content)?.value);
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(codes)
}

/// What the values so far have used up.
#[derive(Default)]
struct Seen {
    codes: HashMap<i64, String>,
    names: HashSet<String>,
    wires: HashSet<String>,
    fallback: bool,
}

impl Seen {
    fn check(
        &mut self,
        vocabulary: &EnumAttributes,
        attributes: &ValueAttributes,
        variant: &Variant,
        faults: &mut Faults,
    ) {
        let (name, wire) = (attributes.name(variant), attributes.wire(variant));
        let is_new = self.names.insert(name.value());
        if !self.wires.insert(wire.value()) {
            let advice = "give one of them another `wire = \"…\"`";
            faults.push(wire.span(), format!("two values are called `{}` on the wire; {advice}", wire.value()));
        } else if !is_new {
            faults.push(name.span(), format!("two values are called `{}`", name.value()));
        }
        if let Some(span) = attributes.fallback.filter(|_| std::mem::replace(&mut self.fallback, true)) {
            faults.push(span, "two values stand for all others; only one can be `fallback`");
        }
        let Some(Code { value, span, .. }) = &attributes.code else { return };
        if vocabulary.retired.iter().flatten().any(|retired| retired == value) {
            faults.push(*span, format!("the code {value} is retired; a code is never used again"));
        } else if let Some(other) = self.codes.insert(*value, name.value()) {
            faults.push(*span, format!("the code {value} is that of `{other}`; a code is never used again"));
        }
    }
}
