//! `status`: what holds, who decided, what may be given, what became of events.

use crate::Consent;
use crate::prose::{closed, paragraph};
use crate::rules::CatalogRules;
use crate::runtime::consent::{Decision, Rule};
use crate::runtime::console::{Account, Call, Fault, Status};

#[expect(clippy::unnecessary_wraps, reason = "the table has one form, and other commands can fail")]
pub(super) fn status(call: &Call<'_>) -> Result<String, Fault> {
    let (command, rules, status) = (call.host.command(), call.host.rules(), call.host.status());
    let mut text = decided(rules, &status.decision);
    if let Some(trouble) = &status.trouble {
        let undecided = "What was decided cannot be read, so it does not hold; decide again.";
        text.push_str(&paragraph("Warning: ", &format!("{} {undecided}", closed(trouble))));
    }
    text.push_str(&what_else(command, rules, &status));
    text.push_str(&permissions(rules, &status));
    text.push_str(&accounts(&status.accounts));
    text.push_str(&turn(command, &status.decision));
    Ok(text)
}

/// Returns what turns it off, or on where the user alone keeps it off.
fn turn(command: &str, decision: &Decision) -> String {
    match (decision.level, decision.rule) {
        (Consent::Off, Rule::Undecided | Rule::User) => format!("Turn it on: `{command} on`\n"),
        (Consent::Off, _) => String::new(),
        _ => format!("Turn it off: `{command} off`\n"),
    }
}

/// Returns which level holds, what it means and what decided it.
pub(super) fn decided(rules: &CatalogRules, decision: &Decision) -> String {
    let Decision { level, rule, detail, .. } = decision;
    let title = if rules.title.is_empty() { "this program" } else { rules.title };
    let detail = detail.as_ref().map_or(String::new(), |detail| format!(" ({})", open(detail)));
    let mut text = format!("Telemetry of {title}: {level}\n");
    text.push_str(&paragraph("  ", level.meaning()));
    text.push_str(&format!("Decided by: {rule}\n"));
    text.push_str(&paragraph("  ", &format!("{}{detail}.", open(rule.sentence()))));
    text
}

/// Returns a sentence without its full stop, to be gone on with.
fn open(sentence: &str) -> &str {
    sentence.trim_end_matches('.')
}

/// Returns what the user decided where something else holds, and whether there is more to agree to by now.
fn what_else(command: &str, rules: &CatalogRules, status: &Status) -> String {
    let Some(choice) = status.remembered.choice else {
        return String::new();
    };
    let mut text = String::new();
    if choice.level != status.decision.level {
        text.push_str(&format!("You decided: {}\n", choice.level));
    }
    if choice.level > Consent::Local && choice.version < rules.consent.version {
        let news = format!(
            "you agreed to version {} of what is collected, by now it is version {}. What is new is not sent until you \
             agree again: `{command} on {}`",
            choice.version, rules.consent.version, choice.level
        );
        text.push_str(&paragraph("New: ", &news));
    }
    text
}

fn permissions(rules: &CatalogRules, status: &Status) -> String {
    let width = rules.grants.iter().map(|grant| grant.name.len()).max().unwrap_or_default();
    let mut text = String::new();
    for grant in rules.grants {
        let (holds, is_given) =
            (status.decision.grants.contains(grant.name), status.remembered.grants.contains(grant.name));
        let given = match (holds, is_given) {
            (true, _) => "given",
            (false, true) => "on hold",
            (false, false) => "not given",
        };
        text.push_str(&paragraph(&format!("  {:width$}  {given:9}  ", grant.name), grant.description));
    }
    if text.is_empty() { text } else { format!("Permissions:\n{text}") }
}

fn accounts(accounts: &[Account]) -> String {
    if accounts.is_empty() {
        return String::new();
    }
    let width = accounts.iter().map(|account| account.destination.chars().count()).max().unwrap_or_default();
    let mut text = format!(
        "Events of this run:\n  {:width$}  {:>10}  {:>10}  {:>10}  {:>10}\n",
        "", "recorded", "sent", "waiting", "dropped"
    );
    for Account { destination, recorded, sent, waiting, dropped, trouble } in accounts {
        let all = dropped.iter().fold(0_u64, |sum, (_, count)| sum.saturating_add(*count));
        let reasons: Vec<_> =
            dropped.iter().filter(|(_, count)| *count > 0).map(|(reason, count)| format!("{count} {reason}")).collect();
        let line = format!(
            "  {destination:width$}  {recorded:>10}  {sent:>10}  {waiting:>10}  {all:>10}  {}",
            reasons.join(", ")
        );
        text.push_str(line.trim_end());
        text.push('\n');
        if let Some(trouble) = trouble {
            text.push_str(&paragraph("    ", &closed(trouble)));
        }
    }
    text
}
