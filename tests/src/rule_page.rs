//! The pages of rules, taken apart: headings, and the files of their examples.

use telemetry_catalog::rules::Rule;

/// Returns the page as a reader sees it: a doc comment has a space before each line.
#[must_use]
pub fn page(rule: &Rule) -> String {
    rule.page.lines().flat_map(|line| [line.strip_prefix(' ').unwrap_or(line), "\n"]).collect()
}

/// Returns the headings of a page with the text below each.
#[must_use]
pub fn sections(page: &str) -> Vec<(&str, &str)> {
    let sections = page.split("\n## ").skip(1);
    sections.map(|section| section.split_once('\n').unwrap_or((section, ""))).collect()
}

/// Returns the YAML files that a section shows, as they would stand on a disk.
///
/// # Panics
///
/// When a block has no first line, or one in Latin-1 holds another letter.
#[must_use]
pub fn files(section: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for block in section.split("```yaml").skip(1) {
        let (marks, rest) = block.split_once('\n').expect("a block has a first line");
        let text = rest.split("```").next().expect("a split has a first part");
        let marks: Vec<&str> = marks.split(',').filter(|mark| !mark.is_empty()).collect();
        let name = marks.iter().find(|mark| mark.contains('.')).copied().unwrap_or("example.yaml");
        let bytes = if marks.contains(&"latin1") {
            text.chars().map(|char| u8::try_from(u32::from(char)).expect("the text is Latin-1")).collect()
        } else if marks.contains(&"arrows") {
            text.replace('→', "\t").into_bytes()
        } else {
            text.as_bytes().to_vec()
        };
        // What a program declares and where a source records it are told from what is written by their names.
        let told = ["program", "recorded"].into_iter().find(|mark| marks.contains(mark));
        let name = told.map_or(name.to_owned(), |mark| format!("{mark}.yaml"));
        files.push((name, bytes));
    }
    files
}
