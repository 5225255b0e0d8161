//! What is made of two catalogs, compared; of a difference only where it is.

use telemetry_catalog::Files;
use telemetry_catalog::model::{Catalog, DocsStyle};
use telemetry_catalog::render::{self, SchemaOptions};
use telemetry_docs_gen::{Column, PageOptions, markdown};
use whole_line_tests::golden;

/// Compares two catalogs; places are no part of what they mean.
pub(crate) fn models(written: &Catalog, shipped: &Catalog) -> Option<String> {
    if written == shipped {
        return None;
    }
    let is_meaning = |line: &&str| !line.trim_start().starts_with("line: ") && !line.trim_start().starts_with("path: ");
    let (written, shipped) = (format!("{written:#?}"), format!("{shipped:#?}"));
    let written: Vec<&str> = written.lines().filter(is_meaning).collect();
    let shipped: Vec<&str> = shipped.lines().filter(is_meaning).collect();
    let at = written.iter().zip(&shipped).position(|(one, other)| one != other).unwrap_or(0);
    let mut shown = around(&written, at);
    let show = |sign: &str, lines: &[&str]| -> String {
        lines.iter().skip(at).take(6).flat_map(|line| [sign, " ", line, "\n"]).collect()
    };
    shown.push_str(&show("-", &written));
    shown.push_str(&show("+", &shipped));
    Some(format!("the catalog (-) and the program (+) differ\n{shown}"))
}

/// Returns the lines that a line lies in, outermost first, and the name that each has.
fn around(lines: &[&str], at: usize) -> String {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let mut inside = depth(lines.get(at).unwrap_or(&""));
    let mut shown = Vec::new();
    for (index, line) in lines.iter().enumerate().take(at).rev() {
        if depth(line) < inside {
            inside = depth(line);
            let name = lines[index..].iter().skip(1).find(|line| line.trim_start().starts_with("name: "));
            shown.push(format!("  {line}{}\n", name.map_or("", |name| name.trim_start())));
        }
    }
    shown.into_iter().rev().collect()
}

/// Compares the schemas of two catalogs: the canonical form and that of each destination.
pub(crate) fn schemas(written: &Catalog, shipped: &Catalog) -> Vec<String> {
    let destinations = written.destinations().iter().map(|to| Some(to.name().to_owned()));
    let each = destinations.chain([None]).flat_map(|destination| {
        let options = SchemaOptions { events: true, bundle: true, destination, privacy_keyword: true };
        files(&render::schema(written, &options), &render::schema(shipped, &options))
    });
    each.collect()
}

/// Compares the pages of two catalogs: as declared, and in each style with all columns.
pub(crate) fn pages(written: &Catalog, shipped: &Catalog) -> Vec<String> {
    let every = |style: &DocsStyle| PageOptions {
        style: Some(*style),
        columns: Some(Column::ALL.iter().collect()),
        ..PageOptions::default()
    };
    let options = DocsStyle::ALL.iter().map(every).chain([PageOptions::default()]);
    options.flat_map(|options| files(&markdown(written, &options), &markdown(shipped, &options))).collect()
}

fn files(written: &Files, shipped: &Files) -> Vec<String> {
    let names = |files: &Files| files.iter().map(|(path, _)| path.to_owned()).collect::<Vec<_>>();
    if names(written) != names(shipped) {
        return vec![format!("{:?} became {:?}", names(written), names(shipped))];
    }
    let differs = written.iter().filter(|(path, text)| shipped.get(path) != Some(text));
    differs
        .map(|(path, text)| format!("{path}:\n{}", golden::diff(text, shipped.get(path).unwrap_or_default())))
        .collect()
}
