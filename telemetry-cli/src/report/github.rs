//! Findings as annotations of GitHub Actions: one workflow command a line.

use super::{DRIFT, Findings, drift_message, path_text, place};
use std::fmt::Write as _;
use telemetry_catalog::{Diagnostic, Sources};

pub(super) fn render(findings: &Findings<'_>) -> String {
    let mut text: String =
        findings.diagnostics.iter().map(|diagnostic| annotation(findings.sources, diagnostic)).collect();
    for drift in findings.drifts {
        let file = property(&path_text(&drift.path));
        let message = data(&format!("{}\nrun `{}`", drift_message(drift), findings.cure));
        writeln!(text, "::error file={file},title={DRIFT}::{message}").expect("a string can be written to");
    }
    text
}

fn annotation(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let place = place(sources, diagnostic.span);
    let (start, end) = (&place.start, &place.end);
    // Columns may only be given for a range within one line; the end column names the last character.
    let range = if start.line == end.line {
        let last = end.column.saturating_sub(1).max(start.column);
        format!("line={},col={},endColumn={last}", start.line, start.column)
    } else {
        format!("line={},endLine={}", start.line, end.line)
    };
    format!(
        "::{} file={},{range},title={}::{}\n",
        diagnostic.severity().name(),
        property(&place.file),
        property(diagnostic.rule.name),
        data(&format!("{}\nhelp: {}", diagnostic.message, diagnostic.help)),
    )
}

/// Escapes a message: what would end the line, and the escape itself.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property, which a comma or colon would end as well.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn what_ends_a_command_is_escaped() {
        assert_eq!(data("100 %\r\nof a: b, c"), "100 %25%0D%0Aof a: b, c");
        assert_eq!(property("c:/a,b%.yaml"), "c%3A/a%2Cb%25.yaml");
    }
}
