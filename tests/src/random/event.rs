//! Events, with their forms and twins.

use super::declaration::{field_name, kept, members};
use super::head::{condition, history};
use super::tree::Map;
use super::{Budget, LEVELS, World, field};

pub(super) fn events(world: &mut World, catalog: &mut Map) {
    let mut events = Map::default();
    for _ in 0..world.dice.between(1, 4) {
        let name = world.name();
        let event = event(world);
        events.put(&name, event);
    }
    catalog.put("events", events);
}

fn event(world: &mut World) -> Map {
    let mut event = Map::default();
    event.put("description", world.sentence());
    for key in ["title", "when"] {
        if world.dice.chance(3) {
            event.put(key, world.sentence());
        }
    }
    if world.dice.chance(6) {
        event.put("state", world.dice.pick(&["planned", "active", "deprecated", "removed"]));
    }
    if world.dice.chance(4) {
        event.put("version", world.dice.between(1, 4));
    }
    if world.dice.chance(4) {
        event.put("origin", world.dice.pick(&["client", "server"]));
    }
    if !world.owners.is_empty() {
        event.put("owner", world.dice.pick(&world.owners));
    }
    if world.dice.chance(2) {
        event.put("purpose", world.dice.pick(&world.purposes));
    } else {
        event.put("purpose", world.dice.some(&world.purposes.clone()));
    }
    event.put("consent", world.dice.pick(&LEVELS));
    if !world.grants.is_empty() && world.dice.chance(4) {
        event.put("grant", world.dice.pick(&world.grants));
    }
    if let (true, Some(condition)) = (world.dice.chance(4), condition(world)) {
        event.put("condition", condition);
    }
    if !world.common.is_empty() && world.dice.chance(4) {
        event.put("without", world.dice.some(&world.common.clone()));
    }
    if world.dice.chance(5) {
        event.put("wire", world.name());
    }
    if world.dice.chance(8) {
        event.put("about_telemetry", world.dice.chance(2));
    }
    history(world, &mut event);
    prefix(world, &mut event);
    body(world, &mut event);
    event
}

fn prefix(world: &mut World, event: &mut Map) {
    if world.facts.is_empty() || !world.dice.chance(5) {
        return;
    }
    let (fact, values) = world.dice.pick(&world.facts);
    let mut prefixes = Map::default();
    for (index, value) in values.iter().enumerate() {
        prefixes.put(value, if index == 0 { String::new() } else { format!("{}{index}/", world.name()) });
    }
    let mut prefix = Map::default();
    prefix.put("by", fact);
    prefix.put("values", prefixes);
    if world.dice.chance(2) {
        let all: Vec<String> = world.destinations.iter().map(|to| to.name.clone()).collect();
        prefix.put("destinations", world.dice.some(&all));
    }
    event.put("prefix", prefix);
}

/// Says how many of an event are sent, of those that go somewhere.
fn flow(world: &mut World, event: &mut Map, to: &[String]) {
    if to.is_empty() || !world.dice.chance(4) {
        return;
    }
    let mut flow = Map::default();
    if world.dice.chance(2) {
        let mut sample = Map::default();
        sample.put("one_in", world.dice.between(2, 1000));
        if world.dice.chance(2) {
            sample.put("by", world.dice.pick(&["chance", "session", "count"]));
        }
        flow.put("sample", sample);
    }
    let mut at = Map::default();
    for name in to {
        if world.dice.chance(3) {
            let quota = quota(world);
            at.put(name, quota);
        }
    }
    flow.put_if("quota_at", at);
    if flow.0.is_empty() || world.dice.chance(2) {
        let quota = quota(world);
        flow.put("quota", quota);
    }
    held(world, event, &mut flow, to);
    event.put("flow", flow);
}

/// Holds events on the way to their destinations, by a field that all of them take.
fn held(world: &mut World, event: &Map, flow: &mut Map, to: &[String]) {
    let simple = simple_fields(event);
    let mut by = Map::default();
    if !simple.is_empty() && world.dice.chance(2) {
        by.put("by", vec![world.dice.pick(&simple).0]);
    }
    let split = world.dice.below(to.len() + 1);
    let (first, others) = to.split_at(split);
    if !first.is_empty() && world.dice.chance(2) {
        let mut debounce = by.clone();
        debounce.put("quiet", world.dice.pick(&["PT1S", "PT0M10S"]));
        debounce.put("longest", world.dice.pick(&["PT20S", "P1D"]));
        if world.dice.chance(2) {
            debounce.put("sends", world.dice.pick(&["first", "last"]));
        }
        debounce.put("destinations", first.to_vec());
        flow.put("debounce", debounce);
    }
    if !others.is_empty() && world.dice.chance(2) {
        let mut repeats = by;
        repeats.put("within", world.dice.pick(&["PT1H", "P1M"]));
        let counts: Vec<_> = simple.iter().filter(|(_, ty)| ty == "count").collect();
        if !counts.is_empty() {
            repeats.put("number", world.dice.pick(&counts).0.clone());
        }
        repeats.put("destinations", others.to_vec());
        flow.put("repeats", repeats);
    }
}

/// Returns name and type of fields that any destination takes as they are.
fn simple_fields(event: &Map) -> Vec<(String, String)> {
    let Some((_, super::tree::Tree::Map(fields))) = event.0.iter().find(|(key, _)| key == "fields") else {
        return Vec::new();
    };
    let simple = |(name, field): &(String, super::tree::Tree)| {
        let super::tree::Tree::Map(field) = field else { return None };
        let others = ["destinations", "state", "transform", "family", "twin"];
        let Some((_, super::tree::Tree::Text(ty))) = field.0.iter().find(|(key, _)| key == "type") else { return None };
        let is_simple = matches!(ty.as_str(), "count" | "bool") && !others.iter().any(|key| field.has(key));
        is_simple.then(|| (name.clone(), ty.clone()))
    };
    fields.0.iter().filter_map(simple).collect()
}

fn quota(world: &mut World) -> Map {
    let (mut quota, which) = (Map::default(), world.dice.below(3));
    if which != 1 {
        quota.put("per_day", world.dice.between(1, 50));
    }
    if which != 0 {
        quota.put("per_month", world.dice.between(50, 5000));
    }
    quota
}

/// Adds destinations, and fields that may go there.
fn body(world: &mut World, event: &mut Map) {
    let all: Vec<String> = world.destinations.iter().map(|to| to.name.clone()).collect();
    let to = if world.dice.chance(12) { Vec::new() } else { world.dice.some(&all) };
    let budget = world.budget(&to);
    event.put("destinations", to.clone());
    let parts = members(world, budget, &to, 6);
    event.0.extend(parts.0);
    let mut names: Vec<String> = own_names(event);
    again(world, event, budget, &mut names);
    flow(world, event, &to);
    if world.dice.chance(4) {
        let variants = variants(world, budget, &to);
        event.put("variants", variants);
    }
    if world.dice.chance(4) {
        let mut twins = Map::default();
        for _ in 0..world.dice.between(1, 2) {
            let name = world.name();
            let twin = twin(world, budget, &names);
            twins.put(&name, twin);
        }
        event.put("twins", twins);
    }
}

/// Returns the names of an event's own fields.
fn own_names(event: &Map) -> Vec<String> {
    let fields = event.0.iter().find(|(key, _)| key == "fields");
    match fields {
        Some((_, super::tree::Tree::Map(fields))) => fields.0.iter().map(|(name, _)| name.clone()).collect(),
        _ => Vec::new(),
    }
}

/// Adds fields that earlier events have as well, and remembers those of this one.
fn again(world: &mut World, event: &mut Map, budget: Budget, names: &mut Vec<String>) {
    let Some((_, super::tree::Tree::Map(fields))) = event.0.iter_mut().find(|(key, _)| key == "fields") else { return };
    let new: Vec<(String, Map, Budget)> = fields
        .0
        .iter()
        .filter_map(|(name, field)| match field {
            super::tree::Tree::Map(field) if !field.has("destinations") => Some((name.clone(), field.clone(), budget)),
            _ => None,
        })
        .collect();
    for (name, field, of) in world.fields.clone() {
        if of.fits(budget) && world.dice.chance(4) {
            fields.put(&name, field);
            names.push(name);
        }
    }
    world.fields.extend(new);
}

fn variants(world: &mut World, budget: Budget, to: &[String]) -> Map {
    let mut variants = Map::default();
    variants.put("tag", world.name());
    variants.put("description", world.sentence());
    variants.put("class", world.dice.pick(&["technical", "interaction"]));
    if budget.rank < 20 {
        variants.0.pop();
        variants.put("class", "technical");
    }
    let mut cases = Map::default();
    // Shared fields and groups may stand in the event itself.
    let (shared, groups) = (std::mem::take(&mut world.shared), std::mem::take(&mut world.groups));
    for index in 0..world.dice.between(2, 4) {
        if index == 1 {
            world.groups.clone_from(&groups);
        }
        let mut case = Map::default();
        case.put("description", world.sentence());
        let parts = members(world, budget, to, 2);
        case.0.extend(parts.0);
        if !case.has("use") {
            kept(world, &mut case);
        }
        let name = if world.dice.chance(4) {
            format!("{} {index}", world.dice.pick(&["a \"form\"", "404", "Self"]))
        } else {
            world.name()
        };
        cases.put(&name, case);
    }
    (world.shared, world.groups) = (shared, groups);
    variants.put("cases", cases);
    variants
}

fn twin(world: &mut World, budget: Budget, names: &[String]) -> Map {
    let mut twin = Map::default();
    twin.put("description", world.sentence());
    let able: Vec<String> =
        world.destinations.iter().filter(|to| to.ceiling >= budget.rank).map(|to| to.name.clone()).collect();
    let to = world.dice.some(&able);
    let of_twin = world.budget(&to);
    twin.put("destinations", to);
    if world.dice.chance(2) {
        twin.put("consent", world.dice.pick(&LEVELS));
    }
    if !world.grants.is_empty() && world.dice.chance(2) {
        twin.put("grant", world.dice.pick(&world.grants));
    }
    if !names.is_empty() && world.dice.chance(2) {
        let listed = world.dice.some(names);
        twin.put(if world.dice.chance(2) { "only" } else { "except" }, listed);
    }
    let mut fields = Map::default();
    for _ in 0..world.dice.below(3) {
        let name = field_name(world);
        let mut field = field::field(world, &name, Budget { rank: of_twin.rank.min(budget.rank), ..of_twin }, &[]);
        field.0.retain(|(key, _)| key != "destinations");
        fields.put(&name, field);
    }
    twin.put_if("fields", fields);
    twin
}
