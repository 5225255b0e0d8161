//! What happens to values, and the floor that is left then.

use super::World;
use super::tree::{Map, Tree};
use super::value::Value;
use super::words::duration;

/// What a list of transforms comes to.
pub(super) struct Changed {
    pub(super) transforms: Vec<Tree>,
    pub(super) floor: u8,
    /// Whether nothing leaves.
    pub(super) dropped: bool,
    /// Whether a keyed hash says by itself what the value tells apart, and for how long.
    pub(super) identity: Option<bool>,
    counted: bool,
    hides_keys: bool,
}

/// Decides what happens to a value.
pub(super) fn transforms(world: &mut World, value: &Value) -> Changed {
    let mut changed = Changed {
        transforms: Vec::new(),
        floor: value.floor,
        dropped: false,
        identity: None,
        counted: false,
        hides_keys: false,
    };
    if value.constant || world.dice.chance(2) {
        return changed;
    }
    let times = if world.dice.chance(3) { 2 } else { 1 };
    for _ in 0..times {
        // Codes are sent as they are: the schema of codes that are rounded lists the codes.
        let is_coded = matches!(changed.transforms.last(), Some(Tree::Text(word)) if word == "encode");
        if !changed.dropped && !is_coded {
            one(world, value, &mut changed, false);
        }
    }
    if value.of == Some("map") && !value.public && !changed.hides_keys {
        changed.floor = changed.floor.max(50);
    }
    changed
}

/// Adds a transform that fits. Inside `by_origin` there is no other.
fn one(world: &mut World, value: &Value, changed: &mut Changed, inside: bool) {
    let is_number = changed.counted || (value.is_number() && value.of.is_none());
    let is_flag = value.of.is_none() && matches!(value.item, "bool" | "enum") && !changed.counted;
    let is_text = !is_number && !is_flag;
    let is_moment = matches!(value.item, "timestamp" | "date") && !changed.counted;
    let before = changed.floor;
    let word = match world.dice.below(8) {
        0 | 1 if is_number => "bucket",
        2 | 3 if is_number => "round",
        0 | 1 if is_text => "hmac",
        2 if is_text => "hash",
        3 if is_text && !is_moment && value.of.is_none() => "truncate",
        // Of what is closed, hashed or no text, nothing is cleaned.
        4 if is_text && !is_moment && value.is_free && changed.transforms.is_empty() => "redact",
        5 if is_text && !(is_moment && value.of.is_none()) => "count_only",
        0..=3 if value.item == "enum" && value.of.is_none() && value.coded && !changed.counted => "encode",
        6 if !inside && changed.transforms.is_empty() => "by_origin",
        7 if changed.transforms.is_empty() && world.dice.chance(3) => "drop",
        _ => "keep",
    };
    let tree = match word {
        "bucket" => {
            changed.floor = 10;
            let bounds = if value.item == "float" && !changed.counted {
                vec![Tree::from(0.5), Tree::from(2_i64), Tree::from(7.25)]
            } else {
                vec![Tree::from(0_i64), Tree::from(10_i64), Tree::from(100_i64)]
            };
            named(word, Tree::List(bounds))
        }
        "round" => named(word, if world.dice.chance(2) { Tree::from(10_i64) } else { Tree::from(0.5) }),
        "hmac" => named(word, hmac(world, changed)),
        "hash" => {
            changed.floor = before.max(30);
            named(word, hash(world).into())
        }
        "truncate" => {
            let mut truncate = Map::default();
            truncate.put("length", world.dice.between(1, 200));
            if world.dice.chance(2) {
                truncate.put("unit", world.dice.pick(&["bytes", "chars", "utf16"]));
            }
            named(word, truncate.into())
        }
        "by_origin" => {
            changed.hides_keys = true;
            named(word, by_origin(world, value, changed))
        }
        _ => {
            if matches!(word, "count_only" | "encode" | "drop") {
                changed.floor = 10;
            }
            changed.counted |= matches!(word, "count_only" | "encode");
            changed.hides_keys |= matches!(word, "count_only" | "drop");
            changed.dropped |= word == "drop";
            word.into()
        }
    };
    changed.transforms.push(tree);
}

fn named(word: &str, value: Tree) -> Tree {
    let mut map = Map::default();
    map.put(word, value);
    map.into()
}

fn hmac(world: &mut World, changed: &mut Changed) -> Tree {
    let key = world.dice.pick(&["session", "install", "project", "organisation"]);
    let mut hmac = Map::default();
    hmac.put("key", key);
    let rotates = world.dice.chance(2);
    if rotates {
        hmac.put("rotate", duration(&mut world.dice));
    }
    if world.dice.chance(3) {
        hmac.put("encoding", world.dice.pick(&["hex", "base64"]));
    }
    let lasts = rotates || key == "session";
    changed.floor = if lasts { 30 } else { changed.floor.max(30) };
    // The first hash says it.
    changed.identity.get_or_insert(lasts);
    hmac.into()
}

fn hash(world: &mut World) -> Map {
    let mut hash = Map::default();
    if world.dice.chance(2) {
        hash.put("algorithm", world.dice.pick(&["sha256", "blake3"]));
    }
    if world.dice.chance(2) {
        hash.put("prefix", "salt \"x\"");
    }
    if world.dice.chance(2) {
        hash.put("encoding", world.dice.pick(&["hex", "base64"]));
    }
    hash
}

fn by_origin(world: &mut World, value: &Value, changed: &mut Changed) -> Tree {
    let (mut parts, mut floor) = (Map::default(), 10);
    for origin in world.dice.some(&["builtin", "extension", "workspace", "user"]) {
        let mut part = Changed { transforms: Vec::new(), identity: None, ..*changed };
        if world.dice.chance(4) {
            part.transforms.push("drop".into());
            part.floor = 10;
        } else {
            one(world, value, &mut part, true);
        }
        let transform = part.transforms.pop().expect("a transform was added");
        let is_public =
            matches!(&transform, Tree::Text(word) if word == "keep") && matches!(origin, "builtin" | "extension");
        floor = floor.max(if is_public { 10 } else { part.floor });
        parts.put(origin, transform);
    }
    changed.floor = floor;
    parts.into()
}
