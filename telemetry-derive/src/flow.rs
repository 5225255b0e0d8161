//! How many of an event are sent, from the catalog's notation to constants. What lets all pass or nothing is refused, as
//! are destinations that the event does not go to.

use crate::constant::{self, Constant, count, items, mappings, section, sorted_texts, word};
use crate::faults::Faults;
use crate::notation::{Map, Value};
use crate::words;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::LitStr;

/// Returns the tokens of a reference to `FlowRules`; nothing for what is none, which is reported already.
pub(crate) fn flow(value: &Value, faults: &mut Faults) -> TokenStream {
    let Value::Map(map) = value else { return quote!(&__t::FlowRules::DEFAULT) };
    if map.entries.is_empty() {
        faults.push(
            map.span,
            "the flow says nothing; write `{ sample: { one_in: 100 } }` or `{ quota: { per_day: 50 } }`",
        );
    }
    let mut quotas = Vec::new();
    for (name, map) in mappings(map, "quota_at") {
        let quota = quota(map, faults);
        quotas.push(quote!((#name, #quota)));
    }
    let rules = Constant::new("FlowRules")
        .with("sample", constant::some(section(map, "sample").and_then(|map| sample(map, faults))))
        .with("quota", constant::some(section(map, "quota").map(|map| quota(map, faults))))
        .with("quota_at", constant::list(&quotas))
        .with("debounce", constant::some(section(map, "debounce").map(|map| debounce(map, faults))))
        .with("repeats", constant::some(section(map, "repeats").map(|map| repeats(map, faults))))
        .or_default();
    quote!(&#rules)
}

fn sample(map: &Map, faults: &mut Faults) -> Option<TokenStream> {
    let one_in = count(map, "one_in", faults)?;
    if let Some(Value::Number(digits, span)) = map.get("one_in")
        && matches!(digits.parse::<u32>(), Ok(0 | 1))
    {
        let what = if digits == "0" { "none" } else { "all" };
        faults.push(*span, format!("one in {digits} is {what}; write 2 or more"));
    }
    let by = word(map, "by", ("way of sampling", "SampleBy")).unwrap_or_else(|| quote!(__t::SampleBy::Chance));
    Some(quote!(__t::SampleRules { one_in: #one_in, by: #by }))
}

fn quota(map: &Map, faults: &mut Faults) -> TokenStream {
    if map.get("per_day").is_none() && map.get("per_month").is_none() {
        faults.push(map.span, "a quota needs `per_day: …` or `per_month: …`");
    }
    for key in ["per_day", "per_month"] {
        if let (Some(0), Some(value)) = (number(map, key), map.get(key)) {
            faults.push(
                value.span(),
                format!("a quota of 0 lets nothing pass; write how many may be sent {}", time(key)),
            );
        }
    }
    if let (Some(day), Some(month), Some(value)) =
        (number(map, "per_day"), number(map, "per_month"), map.get("per_month"))
        && (1..day).contains(&month)
    {
        faults.push(value.span(), format!("{month} in a month is less than {day} in a day"));
    }
    Constant::new("QuotaRules")
        .with("per_day", constant::some(count(map, "per_day", faults)))
        .with("per_month", constant::some(count(map, "per_month", faults)))
        .or_default()
}

fn debounce(map: &Map, faults: &mut Faults) -> TokenStream {
    let by = names(map, "by", faults);
    let (quiet, longest) = (length(map, "quiet", faults), length(map, "longest", faults));
    let sends = word(map, "sends", ("event of a burst", "OfBurst")).unwrap_or_else(|| quote!(__t::OfBurst::Last));
    let destinations = sorted_texts(map, "destinations", faults).unwrap_or_else(|| quote!(&[]));
    quote! {
        __t::BurstRules { by: #by, quiet: #quiet, longest: #longest, sends: #sends, destinations: #destinations }
    }
}

fn repeats(map: &Map, faults: &mut Faults) -> TokenStream {
    let (by, within) = (names(map, "by", faults), length(map, "within", faults));
    let number = constant::option(constant::text(map, "number", faults));
    let destinations = sorted_texts(map, "destinations", faults).unwrap_or_else(|| quote!(&[]));
    quote!(__t::EqualRules { by: #by, within: #within, number: #number, destinations: #destinations })
}

fn names(map: &Map, key: &str, faults: &mut Faults) -> TokenStream {
    constant::text_list(map, key, faults).unwrap_or_else(|| quote!(&[]))
}

/// Returns a length of time. Where the key is missing `shape` has said it.
fn length(map: &Map, key: &str, faults: &mut Faults) -> TokenStream {
    constant::duration(map, key, faults).unwrap_or_else(|| quote!(""))
}

fn time(key: &str) -> &'static str {
    if key == "per_day" { "in a day" } else { "in a month" }
}

fn number(map: &Map, key: &str) -> Option<u32> {
    if let Some(Value::Number(digits, _)) = map.get(key) { digits.parse().ok() } else { None }
}

/// Refuses destinations to which neither the event nor one of its twins goes.
pub(crate) fn check_destinations<'name>(
    value: &Value,
    sent_to: impl Iterator<Item = &'name LitStr>,
    faults: &mut Faults,
) {
    let Value::Map(map) = value else { return };
    let sent_to: Vec<String> = sent_to.map(LitStr::value).collect();
    let known: Vec<&str> = sent_to.iter().map(String::as_str).collect();
    let mut named: Vec<(String, Span)> =
        mappings(map, "quota_at").into_iter().map(|(name, _)| (name.value(), name.span())).collect();
    for section in ["debounce", "repeats"].into_iter().filter_map(|key| section(map, key)) {
        for item in section.get("destinations").map(items).unwrap_or_default() {
            if let Value::Text(name, span) = item {
                named.push((name.clone(), *span));
            }
        }
    }
    for (name, span) in named.into_iter().filter(|(name, _)| !known.contains(&name.as_str())) {
        faults.push(span, words::unknown("a destination of this event", &name, &known));
    }
}
