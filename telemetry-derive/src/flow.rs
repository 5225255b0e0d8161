//! How many of an event are sent, from the catalog's notation to constants. What lets all pass or nothing is refused, as
//! are destinations that the event does not go to.

use crate::constant::{self, Constant, count, mappings, section, word};
use crate::faults::Faults;
use crate::notation::{Map, Value};
use crate::words;
use proc_macro2::TokenStream;
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
    for (name, _) in mappings(map, "quota_at") {
        if !known.contains(&name.value().as_str()) {
            faults.push(name.span(), words::unknown("a destination of this event", &name.value(), &known));
        }
    }
}
