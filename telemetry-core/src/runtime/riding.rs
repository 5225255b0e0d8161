//! The common fields that ride along on events. What leaves of them is the same for all events that were recorded while
//! one snapshot held, and is prepared once for these.

use crate::rules::CommonRules;
use crate::runtime::commons::KnownSet;
use crate::runtime::engine::{Engine, Means};
use crate::runtime::merged::Merged;
use crate::runtime::plan::{Keeps, PlannedField, Route, applies, is_local, rides_to};
use crate::runtime::router::{context, is_cleaned, transformed};
use crate::runtime::state::Snapshot;
use crate::runtime::tape::Reader;
use crate::runtime::transform::{Context, clean, own_members};
use crate::runtime::wire;
use crate::runtime::{ItemField, Losses, Part};
use std::borrow::Cow;
use std::sync::Arc;

/// What rides along to one destination on events that were recorded while one snapshot held.
pub(crate) struct Riding {
    then: Arc<Snapshot>,
    sets: Vec<Known>,
}

/// What leaves of a common set, and what does not.
struct Known {
    rules: &'static CommonRules,
    fields: Vec<ItemField<'static>>,
    losses: Losses,
}

impl Riding {
    /// Returns whether it rides on events that were recorded while this held.
    pub(crate) fn is_of(&self, then: &Arc<Snapshot>) -> bool {
        Arc::ptr_eq(&self.then, then)
    }

    /// Adds the common fields to an event. What the catalog lets win stays.
    pub(crate) fn add_to<'e>(&'e self, merged: &mut Merged<'e>, route: &Route, losses: &mut Losses) {
        for known in self.sets.iter().filter(|known| !route.without.contains(&known.rules.name)) {
            if !known.losses.is_empty() {
                losses.merge(&known.losses);
            }
            known.fields.iter().for_each(|field| merged.add(field.borrowed(), Some(known.rules)));
        }
    }
}

impl Engine {
    /// Returns the common fields that were known when events were recorded, or are now where the destination waited for
    /// them.
    pub(crate) fn riding(&self, lane: usize, then: &Arc<Snapshot>, now: &Snapshot, means: &mut Means) -> Riding {
        let sets = self.sets.iter().filter_map(|set| self.known_set(set, lane, [then, now], means)).collect();
        Riding { then: Arc::clone(then), sets }
    }

    fn known_set(&self, set: &KnownSet, lane: usize, [then, now]: [&Snapshot; 2], means: &mut Means) -> Option<Known> {
        let (destination, rules) = (&self.destinations[lane], set.rules);
        if !applies(rules, then) || !rides_to(rules, destination.name) {
            return None;
        }
        let waited = destination.rules.wait_for.filter(|wait| wait.common == rules.name);
        let tape = then.commons.get(rules.name).or_else(|| waited.and_then(|_| now.commons.get(rules.name)))?;
        let mut losses = Losses::default();
        let fields = self.known(&set.fields, tape, lane, [then, now], means, &mut losses);
        Some(Known { rules, fields, losses })
    }

    /// Returns what leaves of the values of a common set.
    fn known(
        &self,
        planned: &[PlannedField],
        tape: &[u8],
        lane: usize,
        snapshots: [&Snapshot; 2],
        means: &mut Means,
        losses: &mut Losses,
    ) -> Vec<ItemField<'static>> {
        let (destination, [then, held]) = (&self.destinations[lane], snapshots);
        let keeps = Keeps::of(destination, self.catalog.rules);
        let redaction = &self.catalog.rules.redaction;
        let now = self.clock.wall();
        let mut fields = Vec::new();
        let mut reader = Reader::new(tape);
        while let Some(number) = reader.field() {
            let Some(planned) = planned.get(number as usize) else { break };
            let Some(recorded) = reader.value(planned.field) else { continue };
            let is_allowed = |snapshot: &&Snapshot| planned.is_allowed(snapshot, is_local(destination));
            let is_withheld = !snapshots.iter().all(is_allowed) || planned.is_given_anew(then, held, &keeps);
            if !destination.may_receive(planned.field) || is_withheld {
                continue;
            }
            let mut context = Context { losses: &mut *losses, ..context(means, recorded.origin, now) };
            let mut value = transformed(recorded, planned, &mut context);
            if destination.rules.redact && is_cleaned(planned, redaction) {
                value = value.and_then(|value| clean(value, planned.field, &mut context));
            }
            let Some(value) = value else { continue };
            for (key, value) in own_members(planned, value, &mut context) {
                fields.push(ItemField {
                    key: Cow::Owned(key.into_owned()),
                    part: Part::Common,
                    kind: wire::kind_of(planned.field, &value, destination.rules.wire.booleans),
                    class: planned.field.class,
                    declared: Some(planned.field),
                    value: value.into_owned(),
                });
            }
        }
        fields
    }
}
