//! What a program says of the flow of events, beside what they declare.

use crate::Event;
use crate::rules::QuotaRules;
use crate::runtime::builder::Builder;
use crate::runtime::declared;
use crate::runtime::flow::{AggregationRules, DebounceRules, Method, Quota, QuotaStore, RepeatRules};
use crate::runtime::stages::Recipe;

impl Builder {
    /// Lets a share of an event pass. What is left out is counted. Destinations that declare the stamp `one-in` are told
    /// how many events each stands for. An event that declares a sample is sampled without this; here a smaller share may
    /// pass, chosen in the same way.
    #[must_use]
    pub fn sample<E: Event>(mut self, method: Method) -> Self {
        self.faults.extend(declared::sample_fault(E::DESCRIPTOR, method));
        self.sampling.insert(E::DESCRIPTOR.name, method);
        self
    }

    /// Lets so many of an event pass in a day and a month, wherever they go. A quota that the event declares holds without
    /// this; here it may be made smaller.
    #[must_use]
    pub fn quota<E: Event>(mut self, quota: Quota) -> Self {
        let declared = declared::rules(E::DESCRIPTOR).and_then(|rules| rules.quota);
        let of = format!("event `{}`", E::DESCRIPTOR.name);
        if let Some(quota) = self.restricted(declared, quota, &of) {
            self.quotas.insert(E::DESCRIPTOR.name, quota);
        }
        self
    }

    /// Lets so many of an event leave for a destination in a day and a month. It counts what holds them on the way lets
    /// go: an event that was made of many counts once, and so does one that is sent again. A quota that the event declares
    /// there holds without this, for each copy of the destination too; here it may be made smaller.
    #[must_use]
    pub fn quota_at<E: Event>(mut self, destination: &str, quota: Quota) -> Self {
        let declared = declared::quota_at(E::DESCRIPTOR, destination);
        let of = format!("event `{}` at destination `{destination}`", E::DESCRIPTOR.name);
        if let Some(quota) = self.restricted(declared, quota, &of) {
            self.quotas_at.insert((destination.to_owned(), E::DESCRIPTOR.name), quota);
        }
        self
    }

    /// Keeps what was counted for quotas between runs. Without it each run counts for itself, and of an event that declares a
    /// quota nothing passes: what was sent before is not known.
    #[must_use]
    pub fn quotas_in(mut self, store: impl QuotaStore + 'static) -> Self {
        self.quota_store = Some(Box::new(store));
        self
    }

    /// Makes one event of many on the way to a destination. How many they were, a field says that is summed.
    #[must_use]
    pub fn aggregate<E: Event>(self, destination: &str, rules: AggregationRules) -> Self {
        self.hold::<E>(destination, Recipe::Aggregation(rules))
    }

    /// Lets one event of each burst pass on the way to a destination. Bursts are told apart by fields, by their keys. What
    /// the event declares of bursts or repeats on this way holds without this, and nothing may stand in its place.
    #[must_use]
    pub fn debounce<E: Event>(self, destination: &str, rules: DebounceRules, by: &[&'static str]) -> Self {
        self.hold::<E>(destination, Recipe::Debounce(rules, by.iter().map(|key| (*key).to_owned()).collect()))
    }

    /// Lets the first of equal events pass on the way to a destination, and then one for all others. How many it stands
    /// for is said in the field with the key `number`, if the event has it.
    #[must_use]
    pub fn repeats<E: Event>(self, destination: &str, rules: RepeatRules, number: Option<&'static str>) -> Self {
        self.hold::<E>(destination, Recipe::Repeats(rules, number.map(str::to_owned)))
    }

    /// Holds an event on its way, unless its declaration does.
    fn hold<E: Event>(mut self, destination: &str, recipe: Recipe) -> Self {
        if let Some(key) = declared::held_by(E::DESCRIPTOR, destination) {
            self.faults.push(format!(
                "event `{}` is held on the way to `{destination}` by the `{key}` that it declares, and by nothing else",
                E::DESCRIPTOR.name
            ));
        }
        self.machines.push((destination.to_owned(), E::DESCRIPTOR, recipe));
        self
    }

    /// Returns a quota that a program may say beside a declared one; a fault otherwise.
    fn restricted(&mut self, declared: Option<QuotaRules>, quota: Quota, of: &str) -> Option<Quota> {
        self.needs_counts |= declared.is_some();
        declared::quota(declared, quota, of).map_err(|fault| self.faults.push(fault)).ok()
    }

    /// Adds what cannot be held: what is on the way to destinations that are not set up, and quotas that are not kept.
    pub(super) fn check_flow(&mut self) {
        let machines = self.machines.iter().map(|(destination, event, _)| (destination, event.name));
        let quotas = self.quotas_at.keys().map(|(destination, event)| (destination, *event));
        for (destination, event) in machines.chain(quotas) {
            if self.lanes.iter().all(|lane| lane.destination.name != destination || lane.copy.is_some()) {
                let fault =
                    format!("destination `{destination}`, on whose way `{event}` is held or counted, is not set up");
                self.faults.push(fault);
            }
        }
        if self.needs_counts && self.quota_store.is_none() {
            self.faults
                .push("quotas that events declare hold over restarts; keep their counts with `quotas_in`".to_owned());
        }
    }
}
