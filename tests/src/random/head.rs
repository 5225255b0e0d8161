//! The head of a catalog and its registries.

use super::tree::{Map, Tree};
use super::words::{duration, sentence};
use super::{CLASSES, Class, LEVELS, World};

const PURPOSES: [&str; 8] =
    ["operation", "health", "product", "business", "security", "personalization", "marketing", "ai-training"];

/// Adds what stands first.
pub(super) fn head(world: &mut World, catalog: &mut Map) {
    let dice = &mut world.dice;
    catalog.put("catalog", "random");
    catalog.put("title", sentence(dice));
    catalog.put("version", dice.pick(&["1.4.0", "2.0.0-beta.1", "1.5"]));
    catalog.put("description", sentence(dice));
    if dice.chance(2) {
        catalog.put("source", "https://example.org/{revision}/{path}#L{line}");
        if dice.chance(2) {
            catalog.put("revision", "v1.4.0");
        }
    }
    if dice.chance(3) {
        catalog.put("contact", "https://example.org/\"privacy\"");
    }
    if dice.chance(3) {
        catalog.put("schemas", dice.pick(&["https://example.com/schemas/", "urn:example"]));
    }
    if dice.chance(3) {
        let mut names = Map::default();
        for section in ["events", "fields"] {
            let mut rule = Map::default();
            if world.names.plain {
                rule.put("letters", "snake_case");
            }
            rule.put("pattern", ".*");
            rule.put("max_length", 149_i64);
            rule.put("trailing_digit", true);
            names.put(section, rule);
        }
        catalog.put("names", names);
    }
    if dice.chance(3) {
        catalog.put("reserved", vec!["nobody_has_this"]);
    }
}

/// Adds owners, purposes, classes, facts, grants and consent.
pub(super) fn registries(world: &mut World, catalog: &mut Map) {
    owners(world, catalog);
    purposes(world, catalog);
    classes(world, catalog);
    facts(world, catalog);
    grants(world, catalog);
    if world.dice.chance(2) {
        let consent = consent(world);
        catalog.put_if("consent", consent);
    }
}

fn owners(world: &mut World, catalog: &mut Map) {
    let mut owners = Map::default();
    for _ in 0..world.dice.below(3) {
        let name = world.word();
        let mut owner = Map::default();
        if world.dice.chance(2) {
            owner.put("title", world.sentence());
        }
        if world.dice.chance(2) {
            owner.put("contact", "#team @ide");
        }
        world.owners.push(name.clone());
        if world.dice.chance(3) {
            let alias = world.word();
            owner.put("aliases", vec![alias.clone(), "Old Team".to_owned()]);
            world.owners.push(alias);
        }
        owners.put(&name, owner);
    }
    catalog.put_if("owners", owners);
}

fn purposes(world: &mut World, catalog: &mut Map) {
    world.purposes = PURPOSES.map(str::to_owned).to_vec();
    let mut purposes = Map::default();
    for _ in 0..world.dice.below(3) {
        let name = world.word();
        let mut purpose = Map::default();
        purpose.put("extends", world.dice.pick(&PURPOSES));
        purpose.put("title", world.sentence());
        if world.dice.chance(2) {
            purpose.put("description", world.sentence());
        }
        purposes.put(&name, purpose);
        world.purposes.push(name);
    }
    catalog.put_if("purposes", purposes);
}

fn classes(world: &mut World, catalog: &mut Map) {
    let mut classes = Map::default();
    for _ in 0..world.dice.below(3) {
        let (below, rank) = world.dice.pick(&CLASSES);
        let rank = rank + u8::try_from(world.dice.between(1, 9)).unwrap_or(1);
        let treat_as = if world.dice.chance(2) {
            below
        } else {
            CLASSES.iter().find(|(_, other)| *other > rank).map_or(below, |(name, _)| name)
        };
        let name = world.word();
        let mut class = Map::default();
        class.put("rank", i64::from(rank));
        class.put("treat_as", treat_as);
        if world.dice.chance(2) {
            class.put("title", world.sentence());
        }
        class.put("description", world.sentence());
        classes.put(&name, class);
        world.classes.push(Class { name, rank, treat_as });
    }
    catalog.put_if("classes", classes);
}

fn facts(world: &mut World, catalog: &mut Map) {
    let mut facts = Map::default();
    for _ in 0..world.dice.below(4) {
        let name = world.word();
        let mut fact = Map::default();
        fact.put("description", world.sentence());
        let mut values = vec!["false".to_owned(), "true".to_owned()];
        if world.dice.chance(2) {
            values = ["preview", "stable", "a \"b\"", "404", "größer"].map(str::to_owned).to_vec();
            values.truncate(world.dice.between(1, 5));
            let mut described = Map::default();
            for value in &values {
                described.put(value, if world.dice.chance(5) { String::new() } else { world.sentence() });
            }
            fact.put("values", described);
        }
        facts.put(&name, fact);
        world.facts.push((name, values));
    }
    catalog.put_if("facts", facts);
}

fn grants(world: &mut World, catalog: &mut Map) {
    let mut grants = Map::default();
    for _ in 0..world.dice.below(3) {
        let name = world.word();
        let mut grant = Map::default();
        grant.put("description", world.sentence());
        if world.dice.chance(2) {
            grant.put("how", world.sentence());
        }
        if world.dice.chance(2) {
            grant.put("on_withdrawal", world.dice.pick(&["drop", "keep"]));
        }
        grants.put(&name, grant);
        world.grants.push(name);
    }
    catalog.put_if("grants", grants);
}

fn consent(world: &mut World) -> Map {
    let mut consent = Map::default();
    if world.dice.chance(2) {
        consent.put("version", world.dice.between(1, 4));
    }
    if world.dice.chance(2) {
        consent.put("default", world.dice.pick(&["off", "local", "usage"]));
    }
    if world.dice.chance(2) {
        consent.put("setting", "telemetry.\"level\"");
    }
    if world.dice.chance(2) {
        consent.put("environment", vec!["NO_TELEMETRY", "X_OFF"]);
    }
    if world.dice.chance(2) {
        consent.put("how_to_disable", world.sentence());
        consent.put("how_to_check", world.sentence());
        consent.put("how_to_see", world.sentence());
        consent.put("how_to_reset", world.sentence());
    }
    if world.dice.chance(2) {
        let mut caps = Vec::new();
        for index in 0..world.dice.between(1, 3) {
            let mut cap = Map::default();
            match condition(world) {
                Some(condition) => cap.put("condition", condition),
                None if index > 0 => continue,
                None => {}
            }
            cap.put("level", world.dice.pick(&LEVELS));
            cap.put("reason", world.sentence());
            caps.push(cap);
        }
        consent.put("caps", caps);
    }
    if world.dice.chance(2) {
        consent.put("unknown", world.dice.pick(&LEVELS));
    }
    if world.dice.chance(2) {
        consent.put("on_withdrawal", world.dice.pick(&["drop", "keep"]));
    }
    consent
}

/// Returns a condition, if there are facts that it can ask for.
pub(super) fn condition(world: &mut World) -> Option<Tree> {
    // It holds for these values of the facts at least: one that never does is refused.
    let facts = world.facts.clone();
    let chosen: Vec<(String, String)> =
        facts.iter().map(|(fact, values)| (fact.clone(), world.dice.pick(values))).collect();
    (!facts.is_empty()).then(|| nested(world, 3, &chosen, true).into_tree())
}

/// Returns a condition that holds for the chosen values, or does not.
fn nested(world: &mut World, depth: usize, chosen: &[(String, String)], holds: bool) -> Map {
    let mut map = Map::default();
    match world.dice.below(if depth == 0 { 1 } else { 5 }) {
        2 => map.put("any", parts(world, depth - 1, chosen, holds, true)),
        3 => map.put("all", parts(world, depth - 1, chosen, holds, false)),
        4 => map.put("not", nested(world, depth - 1, chosen, !holds)),
        _ if holds => values_of(world, &mut map, chosen, false),
        _ => {
            let mut inner = Map::default();
            values_of(world, &mut inner, chosen, true);
            if inner.0.is_empty() {
                values_of(world, &mut inner, chosen, false);
                map.put("not", inner);
            } else {
                map = inner;
            }
        }
    }
    map
}

/// Returns the parts of a condition, of which one decides.
fn parts(world: &mut World, depth: usize, chosen: &[(String, String)], holds: bool, deciding: bool) -> Vec<Map> {
    let count = world.dice.between(1, 3);
    let part = |index: usize| {
        let free = holds == deciding && index > 0 && world.dice.chance(2);
        nested(world, depth, chosen, if free { !holds } else { holds })
    };
    (0..count).map(part).collect()
}

/// Adds facts with values, the chosen one among them; or one fact without it, where it has others.
fn values_of(world: &mut World, map: &mut Map, chosen: &[(String, String)], without: bool) {
    let all = world.facts.clone();
    for (fact, values) in world.dice.some(&all) {
        let is_chosen = |value: &String| chosen.iter().any(|(of, known)| *of == fact && known == value);
        let others: Vec<String> = values.iter().filter(|value| !is_chosen(value)).cloned().collect();
        let mut listed = if others.is_empty() { Vec::new() } else { world.dice.some(&others) };
        if !without {
            listed.extend(values.iter().filter(|value| is_chosen(value)).cloned());
        } else if listed.is_empty() {
            continue;
        }
        match <[Tree; 1]>::try_from(listed.into_iter().map(word_of).collect::<Vec<Tree>>()) {
            Ok([value]) => map.put(&fact, value),
            Err(values) => map.put(&fact, Tree::List(values)),
        }
    }
}

/// Returns the value of a fact as people write it: `true` is no text.
fn word_of(value: String) -> Tree {
    if matches!(&*value, "true" | "false" | "404") { Tree::Plain(value) } else { Tree::Text(value) }
}

/// Adds what is left: the redactor, promises, the page.
pub(super) fn rest(world: &mut World, catalog: &mut Map) {
    if world.dice.chance(3) {
        catalog.put("never", vec!["zebra stripes", "the colour of \"unicorns\""]);
    }
    if world.dice.chance(3) {
        let redaction = redaction(world);
        catalog.put_if("redaction", redaction);
    }
    if world.dice.chance(3) {
        let mut docs = Map::default();
        if world.dice.chance(2) {
            docs.put("style", world.dice.pick(&["events", "table", "conditions"]));
        }
        if world.dice.chance(2) {
            docs.put("format", world.dice.pick(&["markdown", "mdx", "html", "csv", "json"]));
        }
        if world.dice.chance(2) {
            docs.put("columns", world.dice.some(&["field", "data", "class", "code", "description", "purpose", "type"]));
        }
        if world.dice.chance(2) {
            let mut headings = Map::default();
            headings.put("class", world.sentence());
            headings.put("legal-basis", "Why | so");
            docs.put("headings", headings);
        }
        if world.dice.chance(2) {
            docs.put("title", world.sentence());
        }
        if world.dice.chance(2) {
            docs.put("front_matter", "sidebar_position: 3\ntags: [privacy, data]");
        }
        if world.dice.chance(2) {
            docs.put("samples", world.dice.pick(&["all", "none"]));
        }
        if world.dice.chance(2) {
            let mut links = Map::default();
            for link in ["policy", "dictionary", "schemas", "csv", "json", "feed"] {
                if world.dice.chance(2) {
                    links.put(link, world.sentence());
                }
            }
            docs.put_if("links", links);
        }
        if world.dice.chance(2) {
            docs.put("sections", sections(world));
        }
        if world.dice.chance(2) {
            docs.put("audience", world.dice.pick(&["public", "internal"]));
        }
        if world.dice.chance(2) {
            docs.put("language", world.dice.pick(&["en", "de"]));
        }
        if world.dice.chance(2) {
            let mut strings = Map::default();
            strings.put("section-never", "We would not");
            docs.put("strings", strings);
        }
        catalog.put_if("docs", docs);
    }
}

fn sections(world: &mut World) -> Tree {
    let mut sections = vec![Tree::from("summary")];
    if world.dice.chance(2) {
        let mut own = Map::default();
        own.put("text", world.sentence());
        sections.push(own.into());
    }
    sections.extend(world.dice.some(&["never", "collected", "words", "files"]).into_iter().map(Tree::from));
    Tree::List(sections)
}

fn redaction(world: &mut World) -> Map {
    let mut redaction = Map::default();
    if world.dice.chance(2) {
        redaction.put("from", world.dice.pick(&world.classes).name.clone());
    }
    if world.dice.chance(2) {
        redaction.put("detectors", world.dice.some(&["jwt", "email", "ip", "path", "github-token"]));
    }
    if world.dice.chance(2) {
        let (mut own, mut detector) = (Map::default(), Map::default());
        detector.put("pattern", r#"TICKET-\d+"?"#);
        if world.dice.chance(2) {
            detector.put("description", world.sentence());
        }
        own.put("support ticket", detector);
        redaction.put("own", own);
    }
    if world.dice.chance(2) {
        redaction.put("granularity", world.dice.pick(&["value", "line", "match"]));
    }
    if world.dice.chance(2) {
        redaction.put("roots", vec!["~", r"C:\Users"]);
    }
    if world.dice.chance(2) {
        redaction.put("keep_after", vec!["node_modules"]);
    }
    if world.dice.chance(2) {
        redaction.put("keys", world.dice.chance(2));
    }
    if world.dice.chance(2) {
        redaction.put("marker", "<{label}>");
    }
    redaction
}

/// Adds what an event and a field say of their history.
pub(super) fn history(world: &mut World, map: &mut Map) {
    use super::words::{expiry, site, version};
    if world.dice.chance(4) {
        map.put("since", version(&mut world.dice));
    }
    if world.dice.chance(8) {
        let changes: Vec<Map> = (0..world.dice.between(1, 2))
            .map(|_| {
                let mut change = Map::default();
                change.put("version", version(&mut world.dice));
                change.put("note", world.sentence());
                change
            })
            .collect();
        map.put("changed", changes);
    }
    if world.dice.chance(8) {
        map.put("expires", expiry(&mut world.dice));
    }
    if world.dice.chance(8) {
        map.put("reviews", vec!["https://example.org/review/1", "R-2"]);
    }
    if world.dice.chance(6) {
        map.put("code", vec![site(&mut world.dice), site(&mut world.dice)]);
    }
    if !map.has("retention") && world.dice.chance(8) {
        map.put("retention", duration(&mut world.dice));
    }
    if world.dice.chance(6) {
        let mut alias = Map::default();
        alias.put("name", format!("former {}", world.name()));
        if world.dice.chance(2) {
            alias.put("until", version(&mut world.dice));
        }
        if world.dice.chance(2) {
            alias.put("note", world.sentence());
        }
        map.put("aliases", Tree::List(vec![alias.into(), format!("once {}", world.name()).into()]));
    }
}
