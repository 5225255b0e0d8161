//! What a value can be: its type, its vocabulary, its limits, and examples of it.

use super::World;
use super::tree::{Map, Tree};

/// The types of single values, with the rank of their floor.
pub(super) const TYPES: [(&str, u8); 21] = [
    ("bool", 10),
    ("enum", 10),
    ("count", 10),
    ("int", 10),
    ("float", 10),
    ("duration", 10),
    ("timestamp", 10),
    ("date", 10),
    ("version", 10),
    ("uuid", 30),
    ("id", 30),
    ("error", 40),
    ("stack", 40),
    ("string", 50),
    ("path", 50),
    ("url", 50),
    ("json", 50),
    ("email", 60),
    ("ip", 60),
    ("hostname", 60),
    ("username", 60),
];

/// What was decided of a field's value so far.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, which transforms ask for")]
pub(super) struct Value {
    /// The type of one value.
    pub(super) item: &'static str,
    /// `list`, `set`, `map`, or nothing.
    pub(super) of: Option<&'static str>,
    /// The rank of the floor.
    pub(super) floor: u8,
    pub(super) public: bool,
    pub(super) coded: bool,
    pub(super) constant: bool,
    /// Whether an allow list closes it.
    pub(super) allowed: bool,
}

impl Value {
    pub(super) fn is_number(&self) -> bool {
        matches!(self.item, "count" | "int" | "float" | "duration")
    }

    /// Returns whether limits of texts hold for it.
    pub(super) fn is_text(&self) -> bool {
        !self.is_number() && !matches!(self.item, "bool" | "enum" | "timestamp" | "date" | "uuid" | "ip")
    }
}

/// Decides on a value, and says so.
pub(super) fn value(world: &mut World, field: &mut Map) -> Value {
    let (item, floor) = world.dice.pick(&TYPES);
    let of = world.dice.chance(4).then(|| world.dice.pick(&["list", "set", "map"]));
    // Keys of a map are free text.
    let floor = if of == Some("map") { floor.max(50) } else { floor };
    field.put(
        "type",
        match of {
            Some("map") => format!("map<string, {item}>"),
            Some(of) => format!("{of}<{item}>"),
            None => item.to_owned(),
        },
    );
    let mut value = Value { item, of, floor, public: false, coded: false, constant: false, allowed: false };
    let names = if item == "enum" { values(world, field, &mut value) } else { Vec::new() };
    if of.is_none() && world.dice.chance(10) {
        value.constant = true;
        value.floor = 10;
        constant(world, field, item, &names);
        return value;
    }
    limits(world, field, &mut value);
    value.allowed = field.has("allow");
    if world.dice.chance(4) {
        let examples = (0..world.dice.between(1, 2)).map(|_| allowed_example(world, field, item, &names)).collect();
        field.put("examples", Tree::List(examples));
    }
    value
}

/// Adds the values of an enum, and returns their names.
fn values(world: &mut World, field: &mut Map, value: &mut Value) -> Vec<String> {
    const NAMES: [&str; 12] =
        ["red", "dark blue", "404", "not-found", "not_found", "Self", "größer", "None", "a\"b", "", "x.y", "true"];
    let mut names: Vec<String> = world.dice.some(&NAMES).into_iter().map(str::to_owned).collect();
    names.truncate(5);
    value.coded = world.dice.chance(3);
    let mut values = Map::default();
    for (index, name) in names.iter().enumerate() {
        let description = world.sentence();
        if value.coded || world.dice.chance(4) {
            let mut full = Map::default();
            full.put("description", description);
            if value.coded || world.dice.chance(3) {
                full.put("code", i64::try_from(index * 3).unwrap_or(0) - 2);
            }
            if world.dice.chance(3) {
                full.put("wire", format!("w{index} {name}"));
            }
            values.put(name, full);
        } else {
            values.put(name, description);
        }
    }
    field.put("values", values);
    if world.dice.chance(3) {
        field.put("fallback", world.dice.pick(&names));
    }
    if world.dice.chance(4) {
        field.put("retired_codes", vec![-100_i64, 77]);
    }
    names
}

fn constant(world: &mut World, field: &mut Map, item: &str, names: &[String]) {
    let literal = match item {
        // A text constant may be written as a number.
        "json" => world.dice.pick(&[Tree::from("x"), Tree::from(3_i64), Tree::from(true), Tree::from(1.5)]),
        _ => example(world, item, names),
    };
    field.put("const", literal);
}

/// The expressions that texts match, each with a text that does.
const PATTERNS: [(&str, &str); 4] =
    [(r"[a-z]{2,8}", "abc"), (r"\d+(px|em)", "12px"), ("x|y", "y"), (r"[^\x22\\]+", "größer")];

/// Returns a value that keeps to the limits of a field.
fn allowed_example(world: &mut World, field: &Map, item: &str, names: &[String]) -> Tree {
    let pattern = PATTERNS.iter().find(|(pattern, _)| field.is("pattern", pattern));
    let is_number = matches!(item, "count" | "int" | "float" | "duration");
    match pattern {
        Some((_, text)) => (*text).into(),
        // The fallback is always among what is allowed.
        None if field.has("allow") => field.text("fallback").unwrap_or("other").into(),
        None if is_number && (field.has("min") || field.has("max")) => Tree::from(7_i64),
        None if field.has("max_length") && !matches!(item, "url" | "email" | "version") => "abcdef".into(),
        None if field.has("max_length") => match item {
            "url" => "a:b".into(),
            "email" => "a@b.c".into(),
            _ => "1.2".into(),
        },
        None => example(world, item, names),
    }
}

/// Returns a value that could occur.
fn example(world: &mut World, item: &str, names: &[String]) -> Tree {
    let dice = &mut world.dice;
    match item {
        "bool" => dice.chance(2).into(),
        "enum" => dice.pick(names).into(),
        "count" => dice.between(0, 1000).into(),
        "int" => (i64::try_from(dice.between(0, 1000)).unwrap_or(0) - 500).into(),
        "float" | "duration" => dice.pick(&[Tree::from(0.25), Tree::from(3_i64), Tree::from(1e21)]),
        "timestamp" => "2026-01-31T12:00:00Z".into(),
        "date" => "2026-01-31".into(),
        "version" => "1.2.3-beta".into(),
        "uuid" => "6ba7b810-9dad-41d1-80b4-00c04fd430c8".into(),
        "url" => "https://example.org/?q=%22x%22".into(),
        "email" => "user@example.org".into(),
        "ip" => "192.0.2.1".into(),
        _ => dice.pick(&["x", "a\nb", "an \"example\"", "größer", "7"]).into(),
    }
}

fn limits(world: &mut World, field: &mut Map, value: &mut Value) {
    if value.is_number() {
        numbers(world, field, value);
    } else if value.is_text() {
        texts(world, field, value);
    }
    if value.of.is_some() && world.dice.chance(3) {
        field.put("max_items", world.dice.between(1, 20));
    }
}

fn numbers(world: &mut World, field: &mut Map, value: &Value) {
    if world.dice.chance(3) {
        match value.item {
            "count" => field.put("min", world.dice.between(0, 5)),
            "int" => field.put("min", -10_i64),
            _ => field.put("min", world.dice.pick(&[0.0, 0.5])),
        }
    }
    if world.dice.chance(3) {
        match value.item {
            "count" | "int" => field.put("max", world.dice.between(10, 5000)),
            _ => field.put("max", world.dice.pick(&[1000.0, 2500.5])),
        }
    }
    if world.dice.chance(3) {
        field.put("unit", world.dice.pick(&["ms", "s", "us", "ns", "bytes", "\"apples\" & pears"]));
    }
    if world.dice.chance(6) {
        field.put("none", -1_i64);
    }
}

fn texts(world: &mut World, field: &mut Map, value: &mut Value) {
    match world.dice.below(8) {
        0 | 1 if value.of != Some("map") => {
            value.floor = 10;
            allow(world, field);
        }
        2 => {
            value.public = true;
            value.floor = 10;
            field.put("public", "rust-\"packages\"");
        }
        // Of texts with a form of their own, few match.
        3 if !matches!(value.item, "version" | "json" | "url" | "email") => {
            field.put("pattern", world.dice.pick(&PATTERNS).0);
        }
        4 | 5 => {
            field.put("min_length", world.dice.between(0, 3));
            field.put("max_length", world.dice.between(8, 300));
        }
        6 => field.put("none", world.dice.pick(&["none", "", "n/a"])),
        _ => {}
    }
}

fn allow(world: &mut World, field: &mut Map) {
    const TEXTS: [&str; 9] = ["rust", "Rust", "other", "a \"b\"", "C++", "c", "größe", "404", "self"];
    let texts: Vec<String> = world.dice.some(&TEXTS).into_iter().map(str::to_owned).collect();
    if world.dice.chance(2) {
        field.put("allow", texts.clone());
    } else {
        let mut full = Map::default();
        full.put("values", texts.clone());
        if world.dice.chance(2) {
            full.put("reason", world.sentence());
        }
        if world.dice.chance(2) {
            full.put("approver", "team \"x\"");
        }
        field.put("allow", full);
    }
    if world.dice.chance(2) {
        let outside = "something else".to_owned();
        field.put("fallback", if world.dice.chance(2) { world.dice.pick(&texts) } else { outside });
    }
}
