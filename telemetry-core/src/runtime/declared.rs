//! What the declaration of an event says of its flow: it applies by itself, and a program may add to it, never take from
//! it, since the public page says what is declared.

use crate::rules::{FlowRules, QuotaRules, SampleBy, SampleRules};
use crate::runtime::engine::{Engine, hold};
use crate::runtime::flow::{Method, Quota};
use crate::runtime::plan::Plan;
use crate::runtime::stages::Gates;
use crate::{Detail, EventDescriptor};

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

impl Engine {
    /// Makes what an event declares hold, before the first of them goes on. What the program added holds already.
    pub(crate) fn declare(&self, plan: &Plan, gates: &mut Gates) {
        let Some(rules) = plan.flow.filter(|_| gates.is_new(plan.event.name)) else { return };
        gates.declare(plan.event, rules);
        for (destination, berth) in self.destinations.iter().zip(&self.lanes) {
            let Some(quota) = quota_at(plan.event, destination.name) else { continue };
            let mut stages = hold(&berth.stages);
            if stages.quota(plan.event.name).is_some() {
                continue;
            }
            let copy = hold(&berth.lane).account().copy.map(|copy| format!("#{copy}")).unwrap_or_default();
            let name = format!("{}@{}{copy}", plan.event.name, destination.name);
            stages.count(plan.event.name, name.as_str().into());
            gates.limit(name, quota_of(quota));
        }
    }
}
