//! How many of an event are sent, as a catalog writes it.

use super::{Map, Tree, map};
use crate::model::{Debounce, Flow, OfBurst, Quota, Repeats, SampleBy};

/// Writes how many of an event are sent.
pub(crate) fn flow(flow: &Flow) -> Tree {
    map(|map| {
        map.map("sample", |map| {
            let Some(sample) = flow.sample() else { return };
            map.count_if("one_in", Some(sample.one_in));
            map.text_if("by", Some(sample.by).filter(|by| *by != SampleBy::Chance).map(SampleBy::name));
        });
        map.map("quota", |map| flow.quota().iter().for_each(|of| quota(map, of)));
        map.map("quota_at", |map| {
            flow.quota_at().iter().for_each(|(name, of)| map.map(name, |map| quota(map, of)));
        });
        map.map("debounce", |map| flow.debounce().into_iter().for_each(|of| debounce(map, of)));
        map.map("repeats", |map| flow.repeats().into_iter().for_each(|of| repeats(map, of)));
    })
}

fn quota(map: &mut Map, quota: &Quota) {
    map.count_if("per_day", quota.per_day);
    map.count_if("per_month", quota.per_month);
}

fn debounce(map: &mut Map, debounce: &Debounce) {
    map.names("by", debounce.by());
    map.text("quiet", debounce.quiet().as_str());
    map.text("longest", debounce.longest().as_str());
    map.text_if("sends", Some(debounce.sends()).filter(|sends| *sends != OfBurst::Last).map(OfBurst::name));
    map.names("destinations", debounce.destinations());
}

fn repeats(map: &mut Map, repeats: &Repeats) {
    map.names("by", repeats.by());
    map.text("within", repeats.within().as_str());
    map.text_if("number", repeats.number());
    map.names("destinations", repeats.destinations());
}
