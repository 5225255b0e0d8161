//! What stands before Mixpanel: a batch becomes one event for each workspace folder, as many as the quotas let pass.

use crate::post::PostJson;
use crate::story::StoryClock;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;
use telemetry_core::runtime::flow::{
    Aggregation, AggregationRules, Combine, Key, Left, Limits, Quota, QuotaFile, Quotas, Step,
};
use telemetry_core::runtime::{Batch, Item, Outcome, Sender, json};

/// What is aggregated apart.
const FOLDER: &[&str] = &["workspace_folder"];

/// As many batches as may be sent in a day and a month; Oso's own numbers.
const QUOTA: Quota = Quota { per_day: Some(60), per_month: Some(3000) };

/// Sends one event for each workspace folder of a batch.
pub(super) struct Hourly {
    post: PostJson,
    clock: StoryClock,
    /// The events of the batch that is being made.
    items: BTreeMap<u64, Item<'static>>,
    quotas: Quotas,
    kept: QuotaFile,
    /// Folders whose event was counted and did not arrive yet.
    counted: BTreeSet<Key>,
}

impl Hourly {
    /// Sends to an address; what quotas count is kept in a folder.
    pub(super) fn new(url: &str, clock: &StoryClock, kept_in: &Path) -> Self {
        let mut kept = QuotaFile::new(kept_in.join("quotas"));
        let mut quotas = Quotas::new([("diagnostic_load".to_owned(), QUOTA)], clock.now());
        // What cannot be read counts as used up.
        let _ = quotas.load(&mut kept, clock.now());
        let post = PostJson::new(url.to_owned(), ["[", "]"], write_flat);
        let (items, counted) = (BTreeMap::new(), BTreeSet::new());
        Self { post, clock: clock.clone(), items, quotas, kept, counted }
    }

    /// Returns whether the event of a folder passes. One that is sent again was counted before.
    fn passes(&mut self, left: &Left<Item<'_>>) -> bool {
        let key = Key::of(&left.item, FOLDER);
        let passes = self.counted.contains(&key)
            || matches!(self.quotas.offer(&left.item.name, self.clock.now()), Step::Pass(()));
        if passes {
            self.counted.insert(key);
        }
        passes
    }

    fn deliver(&mut self, lefts: &[Left<Item<'_>>], batch: &Batch<'_>) -> Outcome {
        let mut bytes = vec![Vec::new(); lefts.len()];
        for (left, bytes) in lefts.iter().zip(&mut bytes) {
            self.post.encode(&left.item, bytes);
        }
        let entries = bytes.iter().map(Vec::as_slice).collect();
        if lefts.is_empty() { Outcome::Accepted } else { self.post.send(&Batch { entries, ..batch.clone() }) }
    }
}

impl Sender for Hourly {
    fn encode(&mut self, item: &Item<'_>, entry: &mut Vec<u8>) {
        let number = self.items.len() as u64;
        entry.extend(number.to_le_bytes());
        self.items.insert(number, item.clone().into_owned());
    }

    fn send(&mut self, batch: &Batch<'_>) -> Outcome {
        let items = std::mem::take(&mut self.items);
        let keys: Vec<Key> = items.values().map(|item| Key::of(item, FOLDER)).collect();
        let (passing, over): (Vec<_>, Vec<_>) =
            aggregated(items, &self.clock).into_iter().partition(|left| self.passes(left));
        let outcome = self.deliver(&passing, batch);
        if outcome != Outcome::Accepted {
            return outcome;
        }
        self.counted.clear();
        // What could not be kept is kept with the next.
        let _ = self.quotas.save_now(&mut self.kept, self.clock.now());
        let is_over = |key: &Key| over.iter().any(|left| Key::of(&left.item, FOLDER) == *key);
        let refused: Vec<usize> = (0..keys.len()).filter(|index| is_over(&keys[*index])).collect();
        if refused.is_empty() { Outcome::Accepted } else { Outcome::Partly { retry: Vec::new(), refused } }
    }
}

/// Makes one event of all that have the same folder: counters are added up, file extensions united, and of everything
/// else the latest stays.
fn aggregated(items: BTreeMap<u64, Item<'static>>, clock: &StoryClock) -> Vec<Left<Item<'static>>> {
    let keys = items.values().flat_map(|item| item.fields.iter().map(|field| field.key.to_string()));
    let counters = keys.filter(|key| key.ends_with("_count")).map(|key| (key, Combine::Sum));
    let mut aggregation = Aggregation::new(AggregationRules {
        by: FOLDER.iter().map(|key| (*key).to_owned()).collect(),
        fields: counters.chain([("LSP_file_extensions".to_owned(), Combine::Union)]).collect(),
        period: Duration::from_hours(1),
        members: 100,
        limits: Limits::DEFAULT,
    });
    let mut left = Vec::new();
    for item in items.into_values() {
        match aggregation.offer(item, clock.now()) {
            Step::Out(early) => left.extend(early),
            // A batch has no event that is larger than what may be held.
            Step::Hold | Step::Pass(_) | Step::Drop(..) => {}
        }
    }
    left.extend(aggregation.flush());
    left
}

/// Writes an event as Mixpanel takes it.
fn write_flat(out: &mut Vec<u8>, item: &Item<'_>) {
    out.extend(b"{\"event\":");
    json::write_text(out, &item.name);
    out.extend(b",\"properties\":");
    json::write_fields(out, &item.fields);
    out.push(b'}');
}
