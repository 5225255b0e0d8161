//! Fields: a value, a class that it may have, and all else that can be said.

use super::head::{condition, history};
use super::tree::Map;
use super::value::{Value, value};
use super::words::duration;
use super::{Budget, Class, World};
use super::{transform, transform::Changed};

/// What the keys of a family match that passes on what it is given.
const RELAYED: &str = r"[a-z]\w{0,40}";

/// Returns a field that fits where a budget holds. `to` are destinations that it may be kept to.
pub(super) fn field(world: &mut World, name: &str, budget: Budget, to: &[String]) -> Map {
    let mut field = Map::default();
    let (value, changed, class) = loop {
        let mut tried = Map::default();
        let value = value(world, &mut tried);
        let changed = transform::transforms(world, &value);
        let allowed: Vec<Class> =
            world.classes.iter().filter(|class| is_allowed(world, class, &changed, budget)).cloned().collect();
        // A constant has one key, so that nothing is left of a family.
        let is_fixed_family = value.constant && name.contains('{');
        if !(allowed.is_empty() || is_fixed_family) {
            field.0.extend(tried.0);
            break (value, changed, world.dice.pick(&allowed));
        }
    };
    field.put("class", class.name.clone());
    field.put("description", world.sentence());
    let Changed { mut transforms, dropped, identity, .. } = changed;
    if transforms.len() == 1 && world.dice.chance(2) {
        field.put("transform", transforms.remove(0));
    } else if !transforms.is_empty() {
        field.put("transform", transforms);
    }
    if name.contains('{') {
        family(world, &mut field, name.starts_with('{'));
    }
    said(world, &mut field, &value);
    handled(world, &mut field, &class, dropped, identity.unwrap_or(false));
    if !to.is_empty() {
        field.put("destinations", to.to_vec());
    }
    history(world, &mut field);
    field
}

/// Returns whether a field of a class may be in a place.
fn is_allowed(world: &World, class: &Class, changed: &Changed, budget: Budget) -> bool {
    class.rank >= changed.floor
        && class.rank <= budget.rank
        && (class.treat_as != "content" || budget.content)
        && (class.treat_as != "personal" || !world.grants.is_empty())
}

fn family(world: &mut World, field: &mut Map, is_relay: bool) {
    let mut family = Map::default();
    family.put("description", world.sentence());
    let listed = !is_relay && world.dice.chance(2);
    if listed {
        family.put("keys", world.dice.some(&["E001", "größe", "a \"b\"", "c.d"]));
    }
    if !listed || world.dice.chance(4) {
        // What is passed on may be called as a field is.
        let patterns = if is_relay { [RELAYED, RELAYED] } else { ["q{3,9}", r"E\d{3}"] };
        family.put("pattern", world.dice.pick(&patterns));
    }
    if !listed || world.dice.chance(2) {
        family.put("max", world.dice.between(1, 20));
    }
    field.put("family", family);
}

/// Adds what describes the field further.
fn said(world: &mut World, field: &mut Map, value: &Value) {
    if world.dice.chance(5) {
        field.put("title", world.sentence());
    }
    if world.dice.chance(6) {
        field.put("purpose", world.dice.some(&world.purposes.clone()));
    }
    if world.dice.chance(4) {
        field.put("optional", world.dice.chance(4).eq(&false));
    }
    if world.dice.chance(6) {
        field.put("when", world.sentence());
    }
    if world.dice.chance(5) {
        field.put("wire", world.name());
        // The wire name of a family holds its placeholder too.
        if field.has("family") {
            field.0.pop();
        }
    }
    if world.dice.chance(6) {
        field.put("kind", world.dice.pick(&["property", "measurement", "identity", "tag"]));
    }
    if world.dice.chance(8) {
        field.put("source", world.dice.pick(&["caller", "client", "server", "enrichment"]));
    }
    if world.dice.chance(8) {
        field.put("consent_version", world.dice.between(1, 3));
    }
    if world.dice.chance(8) {
        field.put("supply", world.dice.pick(&["constant", "lazy", "event", "last-known", "set"]));
    }
    if value.is_text() && world.dice.chance(8) {
        let mut merge = Map::default();
        merge.put("separator", "\";\"");
        field.put("merge", merge);
    }
    if let (true, Some(condition)) = (world.dice.chance(8), condition(world)) {
        field.put("condition", condition);
    }
    if world.dice.chance(12) {
        field.put("state", world.dice.pick(&["planned", "active", "deprecated", "removed"]));
    }
}

/// Adds what a field of its class has to say.
fn handled(world: &mut World, field: &mut Map, class: &Class, dropped: bool, identity: bool) {
    if class.treat_as == "identifier" && !dropped && !(identity && world.dice.chance(2)) {
        field.put("identifies", world.dice.pick(&["event", "session", "install", "project", "account"]));
        field.put("lifetime", world.dice.pick(&["P90D", "session", "forever", "install"]));
        field.put("made", "Random, \"once\".");
    }
    let is_granted = class.treat_as == "personal" || (!world.grants.is_empty() && world.dice.chance(6));
    if is_granted {
        field.put("grant", world.dice.pick(&world.grants));
    }
    if class.treat_as == "content" {
        field.put("consent", "extended");
    } else if world.dice.chance(8) {
        field.put("consent", world.dice.pick(&["error", "usage", "extended"]));
    }
    if class.treat_as == "personal" {
        field.put("legal_basis", world.sentence());
        field.put("retention", duration(&mut world.dice));
    }
}
