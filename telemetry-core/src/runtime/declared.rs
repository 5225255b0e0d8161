//! What the declaration of an event says of its flow: it applies by itself, and a program may add to it, never take from
//! it, since the public page says what is declared.

use crate::rules::{FlowRules, OfBurst, QuotaRules, SampleBy, SampleRules};
use crate::runtime::engine::{Engine, hold};
use crate::runtime::flow::{DebounceRules, Edge, Limits, Method, Quota, RepeatRules};
use crate::runtime::plan::Plan;
use crate::runtime::stages::{Gates, Recipe};
use crate::runtime::{Value, duration_millis, wire};
use crate::{DestinationDescriptor, Detail, EventDescriptor};
use std::time::Duration;

/// Returns what an event declares of its flow.
pub(crate) fn rules(event: &EventDescriptor) -> Option<&'static FlowRules> {
    event.details.iter().find_map(|detail| if let Detail::Flow(rules) = detail { Some(*rules) } else { None })
}

/// Returns how an event is sampled that declares it.
pub(crate) fn method(event: &EventDescriptor) -> Option<Method> {
    rules(event)?.sample.map(|SampleRules { one_in, by }| match by {
        SampleBy::Chance => Method::Chance(1.0 / f64::from(one_in)),
        SampleBy::Session => Method::Session(1.0 / f64::from(one_in)),
        SampleBy::Count => Method::Every(one_in.into()),
    })
}

/// Returns why a program may not sample an event so, if it may not: it lets more pass than is declared, or others.
pub(crate) fn sample_fault(event: &EventDescriptor, wanted: Method) -> Option<String> {
    let declared = method(event)?;
    let holds = match (declared, wanted) {
        (Method::Chance(most), Method::Chance(share)) | (Method::Session(most), Method::Session(share)) => {
            share <= most
        }
        (Method::Every(least), Method::Every(number)) => number == 0 || number >= least,
        (Method::Chance(_) | Method::Session(_) | Method::Every(_), _) => false,
    };
    let name = event.name;
    (!holds).then(|| {
        format!("event `{name}` is declared to be sampled as `{declared:?}`, and the program says `{wanted:?}`; sample it in the same way and no more")
    })
}

/// Returns a quota that is no more than one that is declared, or why there is none: it would let more pass.
pub(crate) fn quota(declared: Option<QuotaRules>, wanted: Quota, of: &str) -> Result<Quota, String> {
    let Some(declared) = declared.map(quota_of) else { return Ok(wanted) };
    let limit = |most: Option<u64>, wanted: Option<u64>, time: &str| match (most, wanted) {
        (Some(most), Some(wanted)) if wanted > most => Err(format!(
            "{of} has a declared quota of {most} a {time}, and the program says {wanted}; say {most} or fewer"
        )),
        (most, wanted) => Ok(wanted.or(most)),
    };
    Ok(Quota {
        per_day: limit(declared.per_day, wanted.per_day, "day")?,
        per_month: limit(declared.per_month, wanted.per_month, "month")?,
    })
}

/// Returns the quota that an event declares at a destination.
pub(crate) fn quota_at(event: &EventDescriptor, destination: &str) -> Option<QuotaRules> {
    rules(event)?.quota_at.iter().find(|(name, _)| *name == destination).map(|(_, quota)| *quota)
}

/// Returns a declared quota as the runtime holds it.
pub(crate) fn quota_of(rules: QuotaRules) -> Quota {
    Quota { per_day: rules.per_day.map(u64::from), per_month: rules.per_month.map(u64::from) }
}

/// Returns the key of the declaration by which events are held on the way to a destination.
pub(crate) fn held_by(event: &EventDescriptor, destination: &str) -> Option<&'static str> {
    let rules = rules(event)?;
    let holds = |named: &[&str]| named.is_empty() || named.contains(&destination);
    if rules.debounce.is_some_and(|rules| holds(rules.destinations)) {
        return Some("debounce");
    }
    rules.repeats.is_some_and(|rules| holds(rules.destinations)).then_some("repeats")
}

/// Returns what holds events on the way to a destination; `key_of` returns the key of a declared field there.
fn recipe(event: &EventDescriptor, destination: &str, key_of: impl Fn(&str) -> String) -> Option<Recipe> {
    let (key, rules) = (held_by(event, destination)?, rules(event)?);
    let keys = |names: &[&str]| names.iter().map(|name| key_of(name)).collect();
    match (rules.debounce, rules.repeats) {
        (Some(burst), _) if key == "debounce" => {
            let edge = match burst.sends {
                OfBurst::First => Edge::Leading,
                OfBurst::Last => Edge::Trailing,
            };
            let (quiet, most) = (length(burst.quiet), length(burst.longest));
            let rules = DebounceRules { edge, quiet, most, limits: Limits::DEFAULT };
            Some(Recipe::Debounce(rules, keys(burst.by)))
        }
        (_, Some(equal)) => {
            let (equal_by, window) = (keys(equal.by), length(equal.within));
            let (ignored, messages) = (Vec::new(), Vec::new());
            let rules = RepeatRules { equal: equal_by, window, limits: Limits::DEFAULT, ignored, messages };
            Some(Recipe::Repeats(rules, equal.number.map(key_of)))
        }
        _ => None,
    }
}

/// Returns a declared length of time. One that is none was refused when it was compiled.
fn length(text: &str) -> Duration {
    Duration::from_millis(duration_millis(text).unwrap_or_default())
}

impl Engine {
    /// Makes what an event declares hold, before the first of them goes on. What the program added holds already.
    #[cold]
    pub(crate) fn declare(&self, plan: &Plan, gates: &mut Gates) {
        let Some(rules) = plan.flow.filter(|_| gates.is_new(plan.event.name)) else { return };
        gates.declare(plan.event, rules);
        for (destination, berth) in self.destinations.iter().zip(&self.lanes) {
            let mut stages = hold(&berth.stages);
            let key_of = |name: &str| self.key_of(plan, destination, name);
            if let Some(recipe) = recipe(plan.event, destination.name, key_of) {
                stages.add(plan.event, destination.name, &recipe);
            }
            let quota = quota_at(plan.event, destination.name).filter(|_| stages.quota(plan.event.name).is_none());
            let Some(quota) = quota else { continue };
            let copy = hold(&berth.lane).account().copy.map(|copy| format!("#{copy}")).unwrap_or_default();
            let name = format!("{}@{}{copy}", plan.event.name, destination.name);
            stages.count(plan.event.name, name.as_str().into());
            gates.limit(name, quota_of(quota));
        }
    }

    /// Returns the key under which a destination gets a field that an event or a common set declares by a name.
    fn key_of(&self, plan: &Plan, destination: &DestinationDescriptor, name: &str) -> String {
        let of_sets = self.sets.iter().flat_map(|set| &set.fields);
        let field = plan.fields.iter().chain(of_sets).find(|planned| planned.name == name);
        let Some(planned) = field else { return name.to_owned() };
        let kind = wire::kind_of(planned.field, &Value::Null, destination.rules.wire.booleans);
        wire::key(&planned.key, kind, &destination.rules.wire.keys)
    }
}
