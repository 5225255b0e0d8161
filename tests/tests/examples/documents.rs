//! Finds the names in the documents that the four projects published. The documents are not part of this repository;
//! where they are at hand, these patterns hold the lists of names to them.

use crate::names::Named;
use std::collections::BTreeSet;

/// Returns the name of the document of a catalog.
pub(crate) fn file(catalog: &str) -> &'static str {
    match catalog {
        "continue" => "continue-telemetry.md",
        "copilot-chat" => "copilot-chat-telemetry-services.md",
        "oso" => "oso-ide-telemetry.md",
        "sourcegraph" => "sourcegraph-telemetry.md",
        _ => unreachable!("every catalog has a document"),
    }
}

/// Returns the names of telemetry in a document.
pub(crate) fn names(catalog: &str, text: &str) -> BTreeSet<Named> {
    match catalog {
        "continue" => of_continue(text),
        "copilot-chat" => of_copilot_chat(text),
        "oso" => of_oso(text),
        _ => of_sourcegraph(text),
    }
}

/// The document has lost its line feeds: `#### Name` opens an event, each `- name` after it is a property. Names of
/// buttons and keys stand in backticks.
fn of_continue(text: &str) -> BTreeSet<Named> {
    let events = between(text, "### Event types", "### Future Ideas");
    let mut names: BTreeSet<Named> = in_backticks(text).map(Named::alone).collect();
    let mut event = "";
    let mut tokens = events.split_whitespace();
    while let Some(token) = tokens.next() {
        match token {
            "####" => {
                event = tokens.next().expect("a heading has a text");
                names.insert(Named::alone(event));
            }
            "-" => names.extend(tokens.next().map(|property| Named::property(event, property))),
            _ => {}
        }
    }
    names
}

/// One table: what is collected, a link into the code, why.
fn of_oso(text: &str) -> BTreeSet<Named> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| "));
    let rows = rows.skip_while(|row| !row.starts_with("---")).skip(1);
    let cells = rows.map(|row| row.split(" | ").collect::<Vec<_>>());
    cells
        .flat_map(|cells| [without_links(cells[0]), between(cells[1], "](", ")").to_owned()])
        .map(|name| Named::alone(&name))
        .collect()
}

/// Everything in backticks, but for the component that records actions.
fn of_sourcegraph(text: &str) -> BTreeSet<Named> {
    in_backticks(text).filter(|name| *name != "ActionItem").map(Named::alone).collect()
}

/// The members of the four entities, the events in backticks, and the names of properties that the text mentions. Types,
/// functions and files of the code stand in backticks too.
fn of_copilot_chat(text: &str) -> BTreeSet<Named> {
    let entities = between(text, "erDiagram\n", "```");
    let members = entities.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let is_member = matches!(words.next(), Some("string" | "int" | "boolean"));
        words.next().filter(|_| is_member)
    });
    let is_code = |name: &str| {
        name.contains(".ts") || name.starts_with("send") || name.starts_with("env.") || name.starts_with('@')
    };
    let events = in_backticks(text).filter(|name| name.starts_with(char::is_lowercase) && !is_code(name));
    members.chain(events).chain(mentioned(text)).map(Named::alone).collect()
}

/// Returns words of the running text that are written as names of properties are; the one that stands for any name is
/// an example.
fn mentioned(text: &str) -> impl Iterator<Item = &str> {
    let mut in_block = false;
    let prose = text.lines().filter(move |line| {
        in_block ^= line.starts_with("```");
        !in_block && !line.starts_with("- [") && !line.starts_with('<')
    });
    let plain = prose.flat_map(|line| line.split('`').step_by(2));
    let words = plain.flat_map(|line| line.split(|char: char| !char.is_alphanumeric() && char != '_'));
    let is_name = |word: &&str| word.starts_with(char::is_lowercase) && word.contains(char::is_uppercase);
    words.filter(is_name).filter(|word| !word.starts_with("propertyName_"))
}

/// Returns what stands in backticks, outside of blocks of code.
fn in_backticks(text: &str) -> impl Iterator<Item = &str> {
    text.split("```").step_by(2).flat_map(|part| part.split('`').skip(1).step_by(2))
}

/// Returns what stands between two texts, or nothing.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let rest = text.split_once(from).map_or("", |(_, rest)| rest);
    rest.split_once(to).map_or(rest, |(between, _)| between)
}

/// Returns a text with `[label][target]` as `label`.
fn without_links(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, (label, after))) =
        rest.split_once('[').and_then(|(before, rest)| Some((before, rest.split_once("][")?)))
    {
        plain.push_str(before);
        plain.push_str(label);
        rest = after.split_once(']').map_or("", |(_, after)| after);
    }
    plain + rest
}
