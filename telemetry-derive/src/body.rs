//! The fields of a struct or variant: their members, what shows them to the encoder, what is checked, what is declared.

use crate::declaration::Unsent;
use crate::event::Constant;
use crate::faults::Faults;
use crate::field::{self, FieldDeclared};
use crate::floor::Check;
use crate::json::Members;
use crate::place::encoder;
use crate::read;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use std::collections::BTreeSet;
use syn::punctuated::Punctuated;
use syn::{Field, Fields, LitStr, Token};

/// The members of a struct or variant, and how the encoder is shown each.
pub(crate) struct Body {
    pub(crate) members: Vec<TokenStream>,
    shown: Vec<Shown>,
    /// What is held against the types by a constant of its own, and for which member.
    checks: Vec<(usize, Check)>,
    /// What the fields name of the catalog, and what checks that.
    named: Vec<(&'static str, LitStr)>,
    pub(crate) constants: Vec<Constant>,
    pub(crate) declared: Vec<FieldDeclared>,
    /// Whether each field says itself why it is collected.
    pub(crate) has_purposes: bool,
    /// No field ranks above it.
    pub(crate) highest: u8,
    /// How many fields there are beside those of groups, and of each group.
    count: u32,
    counts: Vec<TokenStream>,
}

/// A field as the encoder is shown it.
struct Shown {
    ident: Ident,
    /// The place of its type, where a fault of the value belongs.
    place: Span,
    is_group: bool,
}

/// The longest tuple that shows fields at once.
const MOST_AT_ONCE: usize = 8;

/// Expands the fields of a struct or variant. Constants stand before them.
pub(crate) fn body(fields: &Fields, constants: Vec<Constant>, tag: Option<&LitStr>, faults: &mut Faults) -> Body {
    let none = Punctuated::<Field, Token![,]>::new();
    let named = match fields {
        Fields::Named(fields) => &fields.named,
        Fields::Unit => &none,
        Fields::Unnamed(fields) => {
            faults.push(fields.paren_token.span.join(), "fields need names; write `{ name: Type }`");
            &none
        }
    };
    let mut names = Names::default();
    names.wires.extend(tag.map(|tag| (String::new(), read::value(tag))));
    for constant in &constants {
        names.add(&constant.name, &constant.wire, &constant.twins, faults);
    }
    let mut body = Body {
        members: constants.iter().map(|constant| constant.member.clone()).collect(),
        shown: Vec::with_capacity(named.len()),
        checks: Vec::new(),
        named: Vec::new(),
        count: u32::try_from(constants.len()).unwrap_or(u32::MAX),
        counts: Vec::new(),
        highest: if constants.is_empty() { 0 } else { u8::MAX },
        constants,
        declared: Vec::with_capacity(named.len()),
        has_purposes: !named.is_empty(),
    };
    for field in named {
        let Some(ident) = &field.ident else { continue };
        let Some(expanded) = field::expand(field, faults) else { continue };
        if let Some((name, wire)) = &expanded.declared.names {
            names.add(name, wire, &expanded.declared.twins, faults);
        }
        body.has_purposes &= expanded.has_purpose;
        body.highest = body.highest.max(expanded.rank);
        let is_group = expanded.count.is_some();
        match expanded.count {
            Some(count) => body.counts.push(count),
            None => body.count += 1,
        }
        body.checks.extend(expanded.checks.into_iter().map(|check| (body.members.len(), check)));
        body.named.extend(expanded.named);
        body.members.push(expanded.member);
        body.declared.push(expanded.declared);
        body.shown.push(Shown { ident: ident.clone(), place: expanded.place, is_group });
    }
    body
}

/// The names that the fields so far have, with the twins that alone carry them.
#[derive(Default)]
struct Names {
    names: BTreeSet<(String, String)>,
    wires: BTreeSet<(String, String)>,
}

impl Names {
    /// Adds the names of a field, unless they are taken. What groups bring only the compiler knows.
    fn add(&mut self, name: &LitStr, wire: &LitStr, twins: &[LitStr], faults: &mut Faults) {
        let twins: String = twins.iter().map(LitStr::value).collect();
        if !self.wires.insert((twins.clone(), read::value(wire))) {
            let advice = "give one of them another `wire = \"…\"`";
            faults.push(wire.span(), format!("two fields are called `{}` on the wire; {advice}", wire.value()));
        } else if !self.names.insert((twins, read::value(name))) {
            faults.push(name.span(), format!("two fields are called `{}`", name.value()));
        }
    }
}

impl Body {
    /// Returns the statements that show the encoder each field of `self`.
    pub(crate) fn statements_of_self(&self) -> TokenStream {
        self.statements_of(|ident, span| {
            let this = Ident::new("self", Span::call_site().located_at(span));
            quote_spanned!(span=> &#this.#ident)
        })
    }

    /// Returns the statements that show the encoder each field, a reference of its name.
    pub(crate) fn statements(&self) -> TokenStream {
        self.statements_of(|ident, _| quote!(#ident))
    }

    /// Fields that follow each other are shown in one call: a compiler spends less on it.
    fn statements_of(&self, value: impl Fn(&Ident, Span) -> TokenStream) -> TokenStream {
        let mut statements = TokenStream::new();
        for run in self.shown.chunk_by(|one, other| !one.is_group && !other.is_group) {
            for fields in run.chunks(MOST_AT_ONCE) {
                let mut encoder = encoder();
                let values = fields.iter().map(|field| value(&field.ident, field.place));
                statements.extend(if let [Shown { place, is_group, .. }] = fields {
                    encoder.set_span(*place);
                    let verb = Ident::new(if *is_group { "flatten" } else { "put" }, *place);
                    quote_spanned!(*place=> #encoder.#verb(#(#values),*);)
                } else {
                    quote!(#encoder.put_each((#(#values),*));)
                });
            }
        }
        statements
    }

    /// Returns the fields' identifiers.
    pub(crate) fn idents(&self) -> impl Iterator<Item = &Ident> {
        self.shown.iter().map(|field| &field.ident)
    }

    /// Returns one constant for each check, so that all of a type's faults are reported, each at its word. `fields` is
    /// the reference to the descriptor.
    pub(crate) fn checks(&self, fields: &TokenStream) -> TokenStream {
        let mut checks = TokenStream::new();
        for (index, Check { function, transform }) in &self.checks {
            let index = Literal::usize_unsuffixed(*index);
            let transform = transform.map(Literal::usize_unsuffixed).into_iter();
            checks.extend(quote_spanned! {function.span()=>
                const _: () = __t::#function(#fields, #index #(, #transform)*);
            });
        }
        checks
    }

    /// Returns what the fields name of the catalog, and what checks that.
    pub(crate) fn named(&self) -> impl Iterator<Item = (&'static str, &LitStr)> {
        self.named.iter().map(|(check, name)| (*check, name))
    }

    /// Returns the tokens of the `FieldsDescriptor` of a form.
    pub(crate) fn fields(&self) -> TokenStream {
        let (members, count) = (&self.members, self.count());
        quote!(__t::FieldsDescriptor { members: &[#(#members),*], count: #count, id: 0 })
    }

    /// Returns the tokens of the static `MEMBERS`: a compiler spends more on references to what has no name.
    pub(crate) fn members(&self) -> TokenStream {
        let (members, length) = (&self.members, Literal::usize_unsuffixed(self.members.len()));
        quote!(static MEMBERS: [__t::Member; #length] = [#(#members),*];)
    }

    /// Returns the tokens of the `FieldsDescriptor` of these members; `id` is what records name the fields by.
    pub(crate) fn fields_of(&self, id: &Literal) -> TokenStream {
        let count = self.count();
        quote!(__t::FieldsDescriptor { members: &MEMBERS, count: #count, id: #id })
    }

    /// Returns the tokens of the statics `MEMBERS` and `FIELDS`.
    pub(crate) fn statics(&self, id: &Literal) -> TokenStream {
        let (members, fields) = (self.members(), of_fields(&self.fields_of(id)));
        quote!(#members #fields)
    }

    /// Returns the tokens of how many fields there are, those of groups too.
    pub(crate) fn count(&self) -> TokenStream {
        let (own, counts) = (Literal::u32_unsuffixed(self.count), &self.counts);
        quote!(#own #(+ #counts)*)
    }

    /// Adds the fields that have no type in Rust: constants, and what is not sent.
    pub(crate) fn push_untyped(&self, members: &mut Members, unsent: &Unsent) {
        let mut fields = Members::default();
        let own = self.constants.iter().filter(|constant| constant.twins.is_empty());
        own.for_each(|constant| fields.raw(&constant.name.value(), &constant.declared.object()));
        fields.extend(unsent.members());
        if !fields.is_empty() {
            members.raw("fields", &fields.object());
        }
    }

    /// Returns the fields that have a type, and what is flattened, as JSON.
    pub(crate) fn typed(&self) -> Vec<String> {
        self.declared.iter().map(|declared| declared.json.clone()).collect()
    }
}

/// Returns the tokens of the static `FIELDS`.
pub(crate) fn of_fields(descriptor: &TokenStream) -> TokenStream {
    quote!(static FIELDS: __t::FieldsDescriptor = #descriptor;)
}

/// Returns the tokens of a descriptor of nothing.
pub(crate) fn no_fields() -> TokenStream {
    quote!(__t::FieldsDescriptor { members: &[], count: 0, id: 0 })
}
