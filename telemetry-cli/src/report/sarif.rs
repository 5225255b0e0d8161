//! Findings as SARIF 2.1.0, for code scanning services and editors. The structs hold what those read, no more.

use super::{DRIFT, DRIFT_SUMMARY, Findings, Place, drift_message, path_text, place};
use crate::explain::page_text;
use serde::Serialize;
use std::collections::BTreeMap;
use telemetry_catalog::rules::{RULES, Rule};
use telemetry_catalog::{Diagnostic, Severity, Sources};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    /// Columns count characters, not UTF-16 units, which is what SARIF would take them for.
    column_kind: &'static str,
    results: Vec<SarifResult>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<ReportingDescriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportingDescriptor {
    id: &'static str,
    short_description: Message,
    help: Message,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
    #[serde(rename = "physicalLocation")]
    physical: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

pub(super) fn render(findings: &Findings<'_>) -> String {
    let mut fingerprints = Fingerprints::default();
    // Only the rules that something was found by: all pages together are longer than most reports.
    let found: Vec<&Rule> = RULES.iter().copied().filter(|rule| is_found(findings, rule)).collect();
    let mut results: Vec<SarifResult> = findings
        .diagnostics
        .iter()
        .map(|diagnostic| result(findings.sources, diagnostic, &found, &mut fingerprints))
        .collect();
    results.extend(findings.drifts.iter().map(|drift| {
        let file = path_text(&drift.path);
        SarifResult {
            rule_id: DRIFT,
            rule_index: found.len(),
            level: "error",
            message: plain(format!("{}; run `{}`", drift_message(drift), findings.cure)),
            partial_fingerprints: fingerprints.of(DRIFT, &file, ""),
            locations: [Location {
                id: None,
                message: None,
                physical: PhysicalLocation { artifact_location: artifact(&file), region: None },
            }],
            related_locations: Vec::new(),
        }
    }));
    let drift = (!findings.drifts.is_empty()).then(drift_descriptor);
    let rules = found.iter().map(|rule| descriptor(rule)).chain(drift).collect();
    let driver = Driver { name: "telemetry", semantic_version: env!("CARGO_PKG_VERSION"), rules };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    let text = serde_json::to_string_pretty(&log).expect("a report has text keys only");
    format!("{text}\n")
}

fn is_found(findings: &Findings<'_>, rule: &Rule) -> bool {
    findings.diagnostics.iter().any(|diagnostic| diagnostic.rule.name == rule.name)
}

fn descriptor(rule: &Rule) -> ReportingDescriptor {
    let page = page_text(rule);
    ReportingDescriptor {
        id: rule.name,
        short_description: plain(rule.summary),
        help: Message { text: page.clone(), markdown: Some(page) },
        default_configuration: Configuration { level: level(rule.severity) },
    }
}

fn drift_descriptor() -> ReportingDescriptor {
    ReportingDescriptor {
        id: DRIFT,
        short_description: plain(DRIFT_SUMMARY),
        help: plain("Generate the files again and commit them."),
        default_configuration: Configuration { level: "error" },
    }
}

fn result(sources: &Sources, diagnostic: &Diagnostic, found: &[&Rule], fingerprints: &mut Fingerprints) -> SarifResult {
    let file = sources.file(diagnostic.span.file);
    let rule = diagnostic.rule.name;
    let related = diagnostic.labels.iter().enumerate().map(|(id, label)| Location {
        id: Some(id),
        message: Some(plain(&*label.text)),
        physical: physical(&place(sources, label.span)),
    });
    SarifResult {
        rule_id: rule,
        rule_index: found.iter().position(|known| known.name == rule).expect("the rule of a finding is found"),
        level: level(diagnostic.severity()),
        message: plain(format!("{}\nhelp: {}", diagnostic.message, diagnostic.help)),
        partial_fingerprints: fingerprints.of(
            rule,
            &path_text(file.path()),
            file.line_at(diagnostic.span.start).trim(),
        ),
        related_locations: related.collect(),
        locations: [Location { id: None, message: None, physical: physical(&place(sources, diagnostic.span)) }],
    }
}

fn physical(place: &Place) -> PhysicalLocation {
    PhysicalLocation {
        artifact_location: artifact(&place.file),
        region: Some(Region {
            start_line: place.start.line,
            start_column: place.start.column,
            end_line: place.end.line,
            end_column: place.end.column,
        }),
    }
}

fn plain(text: impl Into<String>) -> Message {
    Message { text: text.into(), markdown: None }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// Returns the place of a file as a URI reference: relative as the user wrote it, or absolute.
fn artifact(path: &str) -> ArtifactLocation {
    let bytes = path.strip_prefix("./").unwrap_or(path).bytes();
    let escaped: String = bytes
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    ArtifactLocation { uri: if path.starts_with('/') { format!("file://{escaped}") } else { escaped } }
}

/// Tells a finding from others when lines move: rule, file, text of the line, and how often that was seen before.
#[derive(Default)]
struct Fingerprints {
    seen: BTreeMap<u64, u32>,
}

impl Fingerprints {
    fn of(&mut self, rule: &str, file: &str, line: &str) -> BTreeMap<&'static str, String> {
        let hash = fnv(&[rule, file, line]);
        let count = self.seen.entry(hash).and_modify(|count| *count += 1).or_insert(1);
        BTreeMap::from([("ruleFileLine/v1", format!("{hash:016x}:{count}"))])
    }
}

/// FNV-1a: short, and the same on every machine and in every version.
fn fnv(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::artifact;

    #[test]
    fn paths_become_uri_references() {
        assert_eq!(artifact("./a b/ü.yaml").uri, "a%20b/%C3%BC.yaml");
        assert_eq!(artifact("/srv/c.yaml").uri, "file:///srv/c.yaml");
        assert_eq!(artifact("<stdin>").uri, "%3Cstdin%3E");
    }
}
