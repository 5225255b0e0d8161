//! Findings for programs: one JSON object. Its shape is documented in the readme of this crate and stays as it is
//! while `version` is 1; keys may be added.

use super::{Findings, Place, drift_message, path_text, place};
use serde::Serialize;
use telemetry_catalog::{Diagnostic, Severity, Sources};

#[derive(Serialize)]
struct Report<'run> {
    version: u8,
    tool: Tool,
    errors: usize,
    warnings: usize,
    findings: Vec<Finding<'run>>,
    /// Files that are not up to date; only where they were looked at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    drift: Vec<DriftFinding>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Finding<'run> {
    rule: &'static str,
    severity: &'static str,
    message: &'run str,
    help: &'run str,
    explain: String,
    #[serde(flatten)]
    place: Place,
    labels: Vec<LabelFinding<'run>>,
}

#[derive(Serialize)]
struct LabelFinding<'run> {
    message: &'run str,
    #[serde(flatten)]
    place: Place,
}

#[derive(Serialize)]
struct DriftFinding {
    file: String,
    message: String,
    missing: bool,
    help: String,
}

pub(super) fn render(findings: &Findings<'_>) -> String {
    let drift = findings.drifts.iter().map(|drift| DriftFinding {
        file: path_text(&drift.path),
        message: drift_message(drift),
        missing: drift.found.is_none(),
        help: format!("run `{}`", findings.cure),
    });
    let report = Report {
        version: 1,
        tool: Tool { name: "telemetry", version: env!("CARGO_PKG_VERSION") },
        errors: findings.diagnostics.count(Severity::Error),
        warnings: findings.diagnostics.count(Severity::Warning),
        findings: findings.diagnostics.iter().map(|diagnostic| finding(findings.sources, diagnostic)).collect(),
        drift: drift.collect(),
    };
    let text = serde_json::to_string_pretty(&report).expect("a report has text keys only");
    format!("{text}\n")
}

fn finding<'run>(sources: &Sources, diagnostic: &'run Diagnostic) -> Finding<'run> {
    let labels = diagnostic.labels.iter();
    Finding {
        rule: diagnostic.rule.name,
        severity: diagnostic.severity().name(),
        message: &diagnostic.message,
        help: &diagnostic.help,
        explain: format!("telemetry explain {}", diagnostic.rule.name),
        place: place(sources, diagnostic.span),
        labels: labels.map(|label| LabelFinding { message: &label.text, place: place(sources, label.span) }).collect(),
    }
}
