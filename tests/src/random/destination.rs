//! Destinations, and what their wire demands.

use super::head::condition;
use super::tree::Map;
use super::words::duration;
use super::{Destination, LEVELS, World};

/// Adds the destinations. One at least may receive whatever is sent at all.
pub(super) fn destinations(world: &mut World, catalog: &mut Map) {
    for _ in 0..world.dice.below(3) {
        let name = world.word();
        world.common.push(name);
    }
    let mut destinations = Map::default();
    for index in 0..world.dice.between(1, 4) {
        let name = world.word();
        let class = if index == 0 {
            world.classes.iter().max_by_key(|class| class.rank).expect("there are classes").clone()
        } else {
            world.dice.pick(&world.classes)
        };
        let destination = destination(world, &class.name);
        destinations.put(&name, destination);
        world.destinations.push(Destination { name, ceiling: class.rank });
    }
    catalog.put("destinations", destinations);
}

fn destination(world: &mut World, ceiling: &str) -> Map {
    let mut to = Map::default();
    for key in ["title", "description", "processor", "sharing", "region"] {
        if world.dice.chance(3) {
            to.put(key, world.sentence());
        }
    }
    let is_local = world.dice.chance(6);
    if is_local {
        to.put("kind", "local");
        if world.dice.chance(2) {
            to.put("redact", false);
        }
    } else if world.dice.chance(2) {
        to.put("kind", world.dice.pick(&["http", "our \"own\""]));
    }
    to.put("ceiling", ceiling);
    to.put("consent", world.dice.pick(&LEVELS));
    if let (true, Some(condition)) = (world.dice.chance(4), condition(world)) {
        to.put("condition", condition);
    }
    if !world.grants.is_empty() && world.dice.chance(3) {
        to.put("grant", world.dice.pick(&world.grants));
    }
    if world.dice.chance(2) {
        to.put("retention", duration(&mut world.dice));
    }
    if world.dice.chance(5) {
        to.put("accepts", world.dice.pick(&["any", "numbers"]));
    }
    if world.dice.chance(5) {
        to.put("copies", vec!["large", "second copy"]);
    }
    if world.dice.chance(3) {
        to.put("timestamps", world.dice.pick(&["none", "day", "hour", "full"]));
    }
    if world.dice.chance(4) {
        to.put("on_withdrawal", world.dice.pick(&["drop", "keep"]));
    }
    if !world.common.is_empty() && world.dice.chance(3) {
        let mut wait = Map::default();
        wait.put("common", world.dice.pick(&world.common));
        wait.put("timeout", "PT10S");
        wait.put("max_events", 1000_i64);
        to.put("wait_for", wait);
    }
    if world.dice.chance(2) {
        let wire = wire(world);
        to.put_if("wire", wire);
    }
    to
}

fn wire(world: &mut World) -> Map {
    let mut wire = Map::default();
    if world.dice.chance(2) {
        let mut names = Map::default();
        names.put("prefix", "app/");
        if world.dice.chance(2) {
            names.put("unless_contains", "file");
        }
        if world.dice.chance(2) {
            names.put("unwrap", "\"");
        }
        wire.put("names", names);
    }
    if world.dice.chance(2) {
        let mut keys = Map::default();
        let mut replace = Map::default();
        replace.put(".", "_");
        replace.put("größe", "size");
        keys.put("replace", replace);
        if world.dice.chance(2) {
            keys.put("exempt", vec!["a.b", "größe"]);
        }
        keys.put("collision", world.dice.pick(&["first", "last"]));
        if world.dice.chance(2) {
            keys.put("max_length", 120_i64);
        }
        wire.put("keys", keys);
    } else if world.dice.chance(5) {
        let mut keys = Map::default();
        keys.put("collision", "refuse");
        keys.put("exempt", vec!["a"]);
        wire.put("keys", keys);
    }
    if world.dice.chance(3) {
        let mut values = Map::default();
        values.put("max_length", 8192_i64);
        if world.dice.chance(2) {
            values.put("unit", world.dice.pick(&["bytes", "chars", "utf16"]));
        }
        if world.dice.chance(2) {
            values.put("over", world.dice.pick(&["split", "truncate", "drop"]));
        }
        if world.dice.chance(2) {
            values.put("suffix", world.dice.pick(&["_{n}", "-{n:02}"]));
        }
        if world.dice.chance(2) {
            values.put("max_parts", 5_i64);
        }
        wire.put("values", values);
    }
    if world.dice.chance(3) {
        let mut flatten = Map::default();
        flatten.put("depth", world.dice.between(0, 3));
        flatten.put("lists", world.dice.pick(&["native", "json", "comma"]));
        wire.put("flatten", flatten);
    }
    if world.dice.chance(3) {
        let mut absent = Map::default();
        for key in world.dice.some(&["unset", "empty", "nan"]) {
            absent.put(key, world.dice.pick(&["drop", "keep", "zero"]));
        }
        wire.put("absent", absent);
    }
    if world.dice.chance(3) {
        wire.put("booleans", world.dice.pick(&["native", "number", "text"]));
    }
    if world.dice.chance(3) {
        const STAMPS: [&str; 10] = [
            "uuid-v4",
            "uuid-v7",
            "issued",
            "displayed",
            "sent",
            "since-issued",
            "since-displayed",
            "sequence",
            "session",
            "one-in",
        ];
        let mut stamps = Map::default();
        for of in world.dice.some(&STAMPS) {
            let mut stamp = Map::default();
            stamp.put("of", of);
            if world.dice.chance(2) {
                stamp.put("description", world.sentence());
            }
            stamps.put(&format!("at \"{of}\""), stamp);
        }
        wire.put("stamps", stamps);
    }
    wire
}
