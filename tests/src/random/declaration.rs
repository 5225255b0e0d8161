//! Shared fields, groups and common sets.

use super::head::condition;
use super::tree::{Map, Tree};
use super::{Budget, World, field};

/// The purest place: what fits here fits everywhere.
const ANYWHERE: Budget = Budget { rank: 10, content: false };

pub(super) fn declarations(world: &mut World, catalog: &mut Map) {
    let mut shared = Map::default();
    for _ in 0..world.dice.below(4) {
        let (name, budget) = (field_name(world), budget(world));
        let field = field::field(world, &name, budget, &[]);
        shared.put(&name, field);
        world.shared.push((name, budget));
    }
    // Fields that one place alone uses: a name that rides along must not come again.
    for _ in 0..world.dice.below(4) {
        let name = field_name(world);
        let field = field::field(world, &name, ANYWHERE, &[]);
        shared.put(&name, field);
        world.kept.push(name);
    }
    catalog.put_if("fields", shared);
    let mut groups = Map::default();
    for _ in 0..world.dice.below(4) {
        let (name, budget) = (world.word(), budget(world));
        let mut group = Map::default();
        if world.dice.chance(2) {
            group.put("description", world.sentence());
        }
        let members = members(world, budget, &[], 3);
        group.0.extend(members.0);
        groups.put(&name, group);
        world.groups.push((name, budget));
    }
    catalog.put_if("groups", groups);
    common(world, catalog);
}

fn budget(world: &mut World) -> Budget {
    world.dice.pick(&[ANYWHERE, Budget { rank: 29, content: false }, Budget { rank: 69, content: true }])
}

/// Returns the name of a field, now and then that of a family, whose members may be called as other fields are.
pub(super) fn field_name(world: &mut World) -> String {
    let name = world.name();
    match world.dice.below(28) {
        0 => format!("{name}_{{code}}"),
        1 | 2 => format!("{{{name}}}"),
        _ => name,
    }
}

/// Returns fields of an own kind, shared ones, and groups: all that fits where a budget holds.
pub(super) fn members(world: &mut World, budget: Budget, to: &[String], most: usize) -> Map {
    let mut members = Map::default();
    let groups: Vec<String> =
        world.groups.iter().filter(|(_, of)| of.fits(budget)).map(|(name, _)| name.clone()).collect();
    let mut include = Vec::new();
    for (index, group) in groups.into_iter().enumerate() {
        if world.dice.chance(3) {
            // Each inclusion has a prefix of its own: two groups may include a third.
            let mut inclusion = Map::default();
            inclusion.put("group", group);
            inclusion.put("prefix", format!("{}{index}{}", world.name(), world.dice.pick(&["_", ".", ""])));
            include.push(Tree::from(inclusion));
        }
    }
    if !include.is_empty() {
        members.put("include", Tree::List(include));
    }
    let shared: Vec<String> =
        world.shared.iter().filter(|(_, of)| of.fits(budget)).map(|(name, _)| name.clone()).collect();
    let used = if shared.is_empty() || world.dice.chance(2) { Vec::new() } else { world.dice.some(&shared) };
    let mut fields = Map::default();
    for _ in 0..world.dice.between(0, most) {
        let name = field_name(world);
        let kept = if world.dice.chance(6) { to } else { &[] };
        let field = field::field(world, &name, budget, kept);
        fields.put(&name, field);
    }
    // A field of its own name that starts from a shared one.
    if let (false, true) = (shared.is_empty(), world.dice.chance(3)) {
        let base = world.dice.pick(&shared);
        let mut field = Map::default();
        field.put("use", base.clone());
        field.put("description", world.sentence());
        if world.dice.chance(2) {
            field.put("title", world.sentence());
        }
        field.put("wire", world.name());
        let name = world.name();
        if !base.contains('{') {
            fields.put(&name, field);
        }
    }
    members.put_if("fields", fields);
    if !used.is_empty() {
        members.put("use", used);
    }
    members
}

/// Adds a shared field that nothing else uses, if there is one left.
pub(super) fn kept(world: &mut World, map: &mut Map) {
    if let (true, Some(name)) = (world.dice.chance(2), world.kept.last().cloned()) {
        world.kept.pop();
        map.put("use", vec![name]);
    }
}

fn common(world: &mut World, catalog: &mut Map) {
    let mut sets = Map::default();
    // Shared fields stay with the events; groups have a prefix wherever they are included.
    let shared = std::mem::take(&mut world.shared);
    for name in world.common.clone() {
        let mut set = Map::default();
        if world.dice.chance(2) {
            set.put("description", world.sentence());
        }
        let all: Vec<String> = world.destinations.iter().map(|to| to.name.clone()).collect();
        let to = if world.dice.chance(2) { world.dice.some(&all) } else { Vec::new() };
        let mut budget = world.budget(if to.is_empty() { &all } else { &to });
        if !budget.content {
            budget.rank = budget.rank.min(29);
        }
        if !to.is_empty() {
            set.put("destinations", to);
        }
        if let (true, Some(condition)) = (world.dice.chance(3), condition(world)) {
            set.put("condition", condition);
        }
        if world.dice.chance(3) {
            set.put("overrides", vec!["nobody.has.this"]);
        }
        let members = members(world, budget, &[], 3);
        set.0.extend(members.0);
        kept(world, &mut set);
        sets.put(&name, set);
    }
    world.shared = shared;
    if !world.common.is_empty() && world.dice.chance(3) {
        let mut order = world.common.clone();
        order.push("event".to_owned());
        order.rotate_left(1);
        catalog.put("precedence", order);
    }
    catalog.put_if("common", sets);
}
