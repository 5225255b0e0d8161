//! Code that makes a sample of each event of a module: read off the module, whose lines are laid out by one renderer.

use crate::Meant;
use telemetry_catalog::model::Event;

/// What all programs have to make samples with.
pub(crate) const SUPPORT: &str = include_str!("support.rs");

/// A text for each expression that the catalogs of tests ask texts to match.
const MATCHING: [(&str, &str); 13] = [
    (r"[a-z]{2,8}", "abc"),
    (r"\d+(px|em)", "12px"),
    ("x|y", "y"),
    (r"[^\x22\\]+", "größer"),
    ("q{3,9}", "qqqq"),
    (r"E\d{3}", "E001"),
    (r"T-\d+", "T-1"),
    ("[0-9]{1,2}", "7"),
    (r"[\w.\-\[\]*/]+", "a.b"),
    (r"[a-z]\d+", "a1"),
    (r"\w+", "a1"),
    (r"^(a|b\|c|[^\x07]*)$", "a"),
    ("[0-9.]+", "1.2.3"),
];

/// Fields by name, and how each is made.
type Fields<'a> = Vec<(&'a str, Kind)>;

/// A type of a module, as far as samples need to know it.
enum Item<'a> {
    Struct {
        name: &'a str,
        fields: Vec<(&'a str, Kind)>,
    },
    /// The forms of an event, each with its fields.
    Forms {
        name: &'a str,
        forms: Vec<(&'a str, Vec<(&'a str, Kind)>)>,
    },
    Vocabulary {
        name: &'a str,
    },
}

/// How a field is made.
#[derive(Clone, Copy)]
enum Kind {
    Field,
    Flat,
}

impl Kind {
    fn verb(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Flat => "flat",
        }
    }
}

/// Returns a module that prints samples of all events of a catalog.
pub(crate) fn samples(catalog: &Meant, rust: &str) -> String {
    let module = &catalog.module;
    let mut code =
        format!("use crate::{module}::*;\nuse crate::sample::{{Members, Walk, print as show, print_demands}};\n\n");
    let items = items(rust);
    for item in &items {
        code.push_str(&match item {
            Item::Vocabulary { name } => format!("crate::vocabularies! {{ crate::{module}::{name} }}\n"),
            Item::Struct { name, fields } => {
                format!("crate::structs! {{ crate::{module}::{name} {{ {} }} }}\n", made(fields))
            }
            Item::Forms { name, forms } => {
                let form = |(index, (form, fields)): (usize, &(&str, Fields<'_>))| {
                    format!("{index} => {form} {{ {} }}", made(fields))
                };
                let forms: Vec<String> = forms.iter().enumerate().map(form).collect();
                format!("crate::forms! {{ crate::{module}::{name} {{ {} }} }}\n", forms.join(" "))
            }
        });
    }
    code.push_str("\nfn text(pattern: &str) -> Option<&'static str> {\n    match pattern {\n");
    for (pattern, text) in MATCHING {
        code.push_str(&format!("        {pattern:?} => Some({text:?}),\n"));
    }
    code.push_str("        _ => None,\n    }\n}\n\npub fn print() {\n");
    let recorded = catalog.catalog.events().iter().filter(|event| event.is_recorded());
    let structs = items.iter().filter_map(|item| if let Item::Struct { name, .. } = item { Some(*name) } else { None });
    // The module has a struct for each event first, then for groups, then for common sets; each in the model's order.
    let structs: Vec<&str> = structs.collect();
    code.push_str(&demands_of(catalog, recorded.clone().count(), &structs));
    for (event, name) in recorded.zip(&structs) {
        let common = common_of(catalog, event, &structs);
        code.push_str(&format!("    show::<crate::{module}::{name}>({module:?}, text, &[{}]);\n", common.join(", ")));
    }
    code.push_str("}\n");
    code
}

/// Returns the code that prints what a catalog demands of a running program.
fn demands_of(catalog: &Meant, events: usize, structs: &[&str]) -> String {
    let module = &catalog.module;
    let sets = &structs[structs.len() - catalog.catalog.common().len()..];
    let event = |name: &&str| format!("<crate::{module}::{name} as telemetry_core::Event>::DESCRIPTOR");
    let set = |name: &&str| {
        let name = format!("crate::{module}::{name}");
        format!("(<{name} as telemetry_core::CommonSet>::COMMON, <{name} as telemetry_core::Fields>::DESCRIPTOR)")
    };
    let events: Vec<String> = structs.iter().take(events).map(event).collect();
    let sets: Vec<String> = sets.iter().map(set).collect();
    let (events, sets) = (events.join(", "), sets.join(", "));
    format!("    print_demands({module:?}, &crate::{module}::CATALOG, &[{events}], &[{sets}]);\n")
}

/// Returns the code that adds the common sets which ride on an event.
fn common_of(catalog: &Meant, event: &Event, structs: &[&str]) -> Vec<String> {
    let sets = catalog.catalog.common();
    let of_sets = &structs[structs.len() - sets.len()..];
    let rides = |set: &telemetry_catalog::model::CommonSet| {
        event.carries(set) && event.destinations().iter().any(|to| set.rides_to(to.name()))
    };
    let add = |name: &str| {
        let name = format!("crate::{}::{name}", catalog.module);
        let walk = format!("Walk::new(<{name} as telemetry_core::Fields>::DESCRIPTOR, mode, text)");
        format!("&|event, mode| event.with_common(&<{name} as Members>::members(&mut {walk}))")
    };
    sets.iter().zip(of_sets).filter(|(set, _)| rides(set)).map(|(_, name)| add(name)).collect()
}

fn made(fields: &[(&str, Kind)]) -> String {
    fields.iter().flat_map(|(name, kind)| [*name, ": ", kind.verb(), ","]).collect()
}

/// Reads the types of a module.
fn items(rust: &str) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    let mut lines = rust.lines();
    let mut derived = "";
    while let Some(line) = lines.next() {
        if line.starts_with("#[derive(") {
            derived = line;
        } else if let Some(rest) = line.strip_prefix("pub struct ") {
            let name = rest.split([' ', '{']).next().unwrap_or(rest);
            let fields = if rest.ends_with("{}") { Vec::new() } else { fields(&mut lines, "    ", "}") };
            items.push(Item::Struct { name, fields });
        } else if let Some(rest) = line.strip_prefix("pub enum ") {
            let name = rest.split([' ', '{']).next().unwrap_or(rest);
            items.push(if derived.contains("FieldEnum") {
                Item::Vocabulary { name }
            } else {
                Item::Forms { name, forms: forms(&mut lines) }
            });
        }
    }
    items
}

/// Reads fields up to the line that closes them.
fn fields<'a>(lines: &mut std::str::Lines<'a>, indent: &str, close: &str) -> Fields<'a> {
    let mut fields = Vec::new();
    let mut kind = Kind::Field;
    for line in lines {
        if line == close {
            break;
        }
        let Some(text) = line.strip_prefix(indent) else { continue };
        if text.trim_start().trim_start_matches("#[telemetry(").starts_with("flatten") {
            kind = Kind::Flat;
        }
        let is_field = !text.starts_with([' ', '/', '#', ')']);
        if let (true, Some((name, _))) = (is_field, text.split_once(':')) {
            fields.push((name.trim_start_matches("pub "), kind));
            kind = Kind::Field;
        }
    }
    fields
}

/// Reads the forms of an event.
fn forms<'a>(lines: &mut std::str::Lines<'a>) -> Vec<(&'a str, Fields<'a>)> {
    let mut forms = Vec::new();
    while let Some(line) = lines.next() {
        if line == "}" {
            break;
        }
        let Some(text) =
            line.strip_prefix("    ").filter(|text| text.starts_with(|char: char| char.is_ascii_uppercase()))
        else {
            continue;
        };
        match text.strip_suffix(" {") {
            Some(name) => forms.push((name, fields(lines, "        ", "    },"))),
            None => forms.push((text.trim_end_matches(','), Vec::new())),
        }
    }
    forms
}
