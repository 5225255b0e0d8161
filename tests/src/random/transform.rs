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
    /// What is left, by where the value came from if that decides.
    left: Vec<Left>,
    hides_keys: bool,
}

/// What transforms leave of a value.
#[derive(Clone, Copy, PartialEq)]
enum Left {
    Whole,
    /// A text of an allow list.
    Allowed,
    Number,
    Code,
    Hash,
    Text,
}

impl Changed {
    /// Returns whether the origin of the value decided already.
    fn by_origin(&self) -> bool {
        let says = |tree: &Tree| matches!(tree, Tree::Map(map) if map.has("by_origin"));
        self.transforms.iter().any(says)
    }
}

impl Left {
    /// Returns whether a transform says something of what is left.
    fn fits(self, word: &str, value: &Value) -> bool {
        let item = match self {
            Self::Whole | Self::Allowed => value.item,
            Self::Number | Self::Code | Self::Hash | Self::Text => "",
        };
        let is_number = matches!(item, "count" | "int" | "float" | "duration");
        let is_moment = matches!(item, "timestamp" | "date");
        let is_collection = value.of.is_some() && !matches!(self, Self::Number | Self::Code);
        let is_text = matches!(self, Self::Hash | Self::Text)
            || (!item.is_empty() && !is_number && !is_moment && !matches!(item, "bool" | "enum"));
        match word {
            "bucket" | "round" => self == Self::Number || (is_number && !is_collection),
            "hmac" | "hash" => is_text || is_moment,
            "truncate" => is_text && item != "json" && !is_collection,
            "redact" => {
                let has_keys = value.of == Some("map") && (is_number || item == "bool");
                self != Self::Hash && self != Self::Allowed && (is_text || has_keys)
            }
            "count_only" => is_collection || (is_text && item != "uuid" && self != Self::Hash),
            "encode" => self == Self::Whole && item == "enum" && value.of.is_none() && value.coded,
            _ => true,
        }
    }

    fn after(self, word: &str, value: &Value) -> Self {
        match word {
            "bucket" | "round" | "count_only" => Self::Number,
            "encode" => Self::Code,
            "hmac" | "hash" => Self::Hash,
            "redact" if value.is_number() || matches!(value.item, "bool" | "json") => self,
            "truncate" if self != Self::Whole => self,
            "redact" | "truncate" => Self::Text,
            _ => self,
        }
    }
}

/// Decides what happens to a value.
pub(super) fn transforms(world: &mut World, value: &Value) -> Changed {
    let mut changed = Changed {
        transforms: Vec::new(),
        floor: value.floor,
        dropped: false,
        identity: None,
        left: vec![if value.allowed { Left::Allowed } else { Left::Whole }],
        hides_keys: false,
    };
    if value.constant || world.dice.chance(2) {
        return changed;
    }
    let times = if world.dice.chance(3) { 2 } else { 1 };
    for _ in 0..times {
        if !changed.dropped {
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
    const WORDS: [&str; 8] = ["bucket", "round", "hmac", "hash", "truncate", "redact", "count_only", "encode"];
    let before = changed.floor;
    let fits = |word: &str| changed.left.iter().all(|left| left.fits(word, value));
    let fitting: Vec<&str> = WORDS.into_iter().filter(|word| fits(word)).collect();
    let word = match world.dice.below(8) {
        0..=5 if !fitting.is_empty() => world.dice.pick(&fitting),
        6 if !inside && !changed.by_origin() => "by_origin",
        7 if changed.transforms.is_empty() && world.dice.chance(3) => "drop",
        _ => "keep",
    };
    if word != "by_origin" {
        changed.left.iter_mut().for_each(|left| *left = left.after(word, value));
    }
    let tree = match word {
        "bucket" => {
            changed.floor = 10;
            let bounds = if value.item == "float" {
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
        "by_origin" => named(word, by_origin(world, value, changed)),
        _ => {
            if matches!(word, "count_only" | "encode" | "drop") {
                changed.floor = 10;
            }
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
    let (mut parts, mut floor, mut left) = (Map::default(), 10, Vec::new());
    let mut hides_keys = true;
    for origin in world.dice.some(&["builtin", "extension", "workspace", "user"]) {
        let mut part = Changed { transforms: Vec::new(), identity: None, left: changed.left.clone(), ..*changed };
        if world.dice.chance(4) {
            part.transforms.push("drop".into());
            part.floor = 10;
            part.hides_keys = true;
        } else {
            one(world, value, &mut part, true);
        }
        let transform = part.transforms.pop().expect("a transform was added");
        let is_public =
            matches!(&transform, Tree::Text(word) if word == "keep") && matches!(origin, "builtin" | "extension");
        floor = floor.max(if is_public { 10 } else { part.floor });
        hides_keys &= is_public || part.hides_keys;
        parts.put(origin, transform);
        left.extend(part.left);
    }
    changed.floor = floor;
    changed.left = left;
    changed.hides_keys |= hides_keys;
    parts.into()
}
