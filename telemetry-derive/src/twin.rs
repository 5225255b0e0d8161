//! Twins: further events that the same recording sends.

use crate::attributes;
use crate::body::Body;
use crate::declaration::Unsent;
use crate::event::Constant;
use crate::faults::Faults;
use crate::grammar;
use crate::json::Members;
use crate::{read, words};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::parse::ParseStream;
use syn::{LitStr, Result};

/// A twin as an attribute declares it.
pub(crate) struct Twin {
    /// The tokens of a `TwinDescriptor`.
    pub(crate) tokens: TokenStream,
    pub(crate) name: LitStr,
    /// The names of the fields of the event that it carries too.
    pub(crate) carries: Vec<LitStr>,
    pub(crate) destinations: Vec<LitStr>,
    /// What it names of the catalog, and what checks that.
    pub(crate) named: Vec<(&'static str, LitStr)>,
    members: Members,
    unsent: Unsent,
}

const WORDS: &[&str] = &["name", "description", "destinations", "consent", "grant", "carries", "unsent"];

/// Reads `(name = "…", description = "…", destinations(…), consent = usage, grant = "…", carries = ["…"])`.
pub(crate) fn twin(of: &Ident, input: ParseStream<'_>, faults: &mut Faults) -> Result<Option<Twin>> {
    let (mut name, mut description, mut grant) = (None, None, quote!(__t::None));
    let (mut destinations, mut carries, mut consent) = (Vec::new(), Vec::new(), quote!(__t::None));
    let (mut members, mut unsent) = (Members::default(), Unsent::default());
    let mut named = Vec::new();
    let example = "name = \"…\", description = \"…\", destinations(…), carries = […]";
    let is_read = read::words(of, example, WORDS, input, faults, |word, input, faults| {
        match word {
            "name" => name = Some(read::text(input)?),
            "description" => description = Some(read::text(input)?),
            "grant" => {
                let text = read::text(input)?;
                members.text("grant", &text.value());
                grant = quote!(__t::Some(#text));
                named.push(("check_grant", text));
            }
            "consent" => {
                let level = attributes::consent(input)?;
                members.text("consent", level.word);
                let level = level.tokens;
                consent = quote!(__t::Some(#level));
            }
            "destinations" => destinations = read::texts(input)?,
            "carries" => carries = read::texts(input)?,
            _ => unsent.read(input, faults)?,
        }
        Ok(())
    })?;
    let (Some(name), Some(description)) = (name, description) else {
        if is_read {
            faults.push(of.span(), "a twin needs `name = \"…\"` and `description = \"…\"`");
        }
        return Ok(None);
    };
    if let Some(fault) = grammar::name_fault(&name.value()) {
        faults.push(name.span(), format!("the twin name `{}` {fault}", name.value()));
    }
    read::check_description(&description.value(), "twin", &name.value(), description.span(), faults);
    named.extend(destinations.iter().map(|destination| ("check_destination_name", destination.clone())));
    members.text("description", &description.value());
    members.raw("destinations", &attributes::texts_json(&destinations));
    members.raw("only", &attributes::texts_json(&carries));
    let tokens = quote! {
        __t::TwinDescriptor {
            name: #name, description: #description, destinations: &[#(#destinations),*], consent: #consent, grant: #grant,
            carries: &[#(#carries),*]
        }
    };
    Ok(Some(Twin { tokens, name, carries, destinations, named, members, unsent }))
}

impl Twin {
    /// Returns what catalogs write of it, but for the fields that have a type and that it alone carries.
    pub(crate) fn declaration(&self, constants: &[Constant]) -> String {
        let mut members = self.members.clone();
        let mut fields = self.unsent.members().clone();
        let is_mine = |constant: &&Constant| constant.twins.iter().any(|twin| twin.value() == self.name.value());
        let mine = constants.iter().filter(is_mine);
        mine.for_each(|constant| fields.raw(&constant.name.value(), &constant.declared.object()));
        if !fields.is_empty() {
            members.raw("fields", &fields.object());
        }
        members.object()
    }
}

/// Refuses two twins of one name, a twin that is called as its event, and fields that there are not.
pub(crate) fn check(twins: &[Twin], event: &str, body: &Body, unsent: &Unsent, faults: &mut Faults) {
    let known: Vec<String> = twins.iter().map(|twin| twin.name.value()).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    for (index, twin) in twins.iter().enumerate() {
        if known[index] == event || known[..index].contains(&known[index]) {
            let message = format!("two events are called `{}`; give the twin a name of its own", known[index]);
            faults.push(twin.name.span(), message);
        }
        check_carried(twin, body, unsent, faults);
    }
    let of_fields = body.declared.iter().flat_map(|field| &field.twins);
    let of_constants = body.constants.iter().flat_map(|constant| &constant.twins);
    for twin in of_constants.chain(of_fields).filter(|twin| !known.contains(&twin.value().as_str())) {
        faults.push(twin.span(), words::unknown("a twin of this event", &twin.value(), &known));
    }
}

/// Refuses a field that a twin carries and the event has not. What groups bring is not known here.
fn check_carried(twin: &Twin, body: &Body, unsent: &Unsent, faults: &mut Faults) {
    let mut names = unsent.names().to_vec();
    names.extend(body.constants.iter().map(|constant| constant.name.value()));
    for field in &body.declared {
        match &field.names {
            Some((name, _)) => names.push(name.value()),
            None => return,
        }
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for carried in twin.carries.iter().filter(|carried| !names.contains(&carried.value().as_str())) {
        faults.push(carried.span(), words::unknown("a field of this event", &carried.value(), &names));
    }
}
