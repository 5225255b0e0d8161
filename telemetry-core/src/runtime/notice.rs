//! What users are told before anything is sent: short, for the first run, and long, for those who ask. Both come from
//! what the catalog demands, so that they cannot say less than what happens.
//!
//! A program shows the short notice where a person can read it, once for each version of consent
//! ([`Remembered::wants_notice`](crate::runtime::consent::Remembered::wants_notice)), and remembers that it did.
//!
//! ```
//! use telemetry_core::Consent;
//! use telemetry_core::rules::{CatalogRules, DestinationRules};
//! use telemetry_core::runtime::notice::{self, About, Recipient};
//!
//! let rules = CatalogRules { title: "Quill", ..CatalogRules::DEFAULT };
//! let store = DestinationRules { title: Some("the Quill store"), retention: Some("P90D"), ..DestinationRules::DEFAULT };
//! let recipients = [Recipient { name: "store", consent: Consent::Usage, grant: None, rules: &store }];
//! let about = About {
//!     rules: &rules,
//!     recipients: &recipients,
//!     level: Consent::Usage,
//!     grants: &[],
//!     program: "quill",
//!     command: Some("quill telemetry"),
//!     more: None,
//! };
//!
//! let expected = "\
//! Quill sends usage events, error and crash reports to the Quill store (kept for
//! 90 days).
//! Turn it off: `quill telemetry off`
//! See what is sent: `quill telemetry preview`
//! ";
//! assert_eq!(notice::short(&about), expected);
//! ```

use crate::Consent;
use crate::rules::{CatalogRules, DestinationRules};
use crate::runtime::consent::Variable;
use crate::runtime::prose::{closed, count, list, paragraph, plain};

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct About<'a> {
    /// What the catalog demands.
    pub rules: &'a CatalogRules,
    /// Who may receive something.
    pub recipients: &'a [Recipient<'a>],
    /// The level that holds unless the user decides otherwise.
    pub level: Consent,
    /// The permissions that are given.
    pub grants: &'a [&'a str],
    /// What the program is called in its environment variables, such as `quill`.
    pub program: &'a str,
    /// What users type before a subcommand of the [`console`](crate::runtime::console), where the program has it.
    pub command: Option<&'a str>,
    /// Where users read more, such as the address of the page.
    pub more: Option<&'a str>,
}

/// Somebody who may receive something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipient<'a> {
    /// The name of the destination.
    pub name: &'a str,
    /// The least consent level at which anything is sent to it.
    pub consent: Consent,
    /// The permission that must be given too.
    pub grant: Option<&'a str>,
    /// What the destination demands beside.
    pub rules: &'a DestinationRules,
}

/// Returns the notice for the first run: a few lines.
#[must_use]
pub fn short(about: &About<'_>) -> String {
    let mut text = paragraph("", &summary(about));
    if !about.rules.description.is_empty() {
        text.push_str(&paragraph("", &closed(about.rules.description)));
    }
    if !about.rules.never.is_empty() {
        text.push_str(&paragraph("Never: ", &closed(&about.rules.never.join(", "))));
    }
    if about.level > Consent::Local {
        text.push_str(&paragraph("Turn it off: ", &how_to_disable(about)));
    } else if let Some(how) = how_to_enable(about) {
        text.push_str(&paragraph("Agree: ", &how));
    }
    if let Some(command) = about.command {
        let verb = if about.level > Consent::Local { "is" } else { "would be" };
        text.push_str(&format!("See what {verb} sent: `{command} preview`\n"));
    }
    if let Some(more) = about.more {
        text.push_str(&format!("Read more: {more}\n"));
    }
    plain(&text)
}

/// Returns all that the catalog says about who receives what, and how to turn it off.
#[must_use]
pub fn long(about: &About<'_>) -> String {
    let mut text =
        format!("Telemetry of {}\n", if about.rules.title.is_empty() { "this program" } else { about.rules.title });
    let mut part = |heading: &str, paragraphs: &[String]| {
        if !paragraphs.is_empty() {
            text.push_str(&format!("\n{heading}\n{}", paragraphs.concat()));
        }
    };
    let items = |items: &[&str]| -> Vec<String> { items.iter().map(|item| paragraph("- ", item)).collect() };
    part("What is recorded", &what(about));
    let (now, later): (Vec<_>, Vec<_>) = about.recipients.iter().partition(|recipient| receives(about, recipient));
    part("Who receives it", &now.into_iter().map(|recipient| recipient_item(about, recipient)).collect::<Vec<_>>());
    part(
        "Who receives nothing unless you agree to more",
        &later.into_iter().map(|recipient| recipient_item(about, recipient)).collect::<Vec<_>>(),
    );
    part("What is never collected", &items(about.rules.never));
    if about.level <= Consent::Local {
        part("How to agree", &items(&how_to_enable(about).as_deref().into_iter().collect::<Vec<_>>()));
    }
    part(if about.level == Consent::Off { "How to keep it off" } else { "How to turn it off" }, &ways_off(about));
    part("How to see it", &ways_to_see(about));
    part("Whom to ask", &about.rules.contact.map(|contact| paragraph("- ", contact)).into_iter().collect::<Vec<_>>());
    part("Where to read more", &about.more.map(|more| paragraph("- ", more)).into_iter().collect::<Vec<_>>());
    plain(&text)
}

/// Returns what happens, in a sentence or two.
fn summary(about: &About<'_>) -> String {
    let title = if about.rules.title.is_empty() { "This program" } else { about.rules.title };
    match about.level {
        Consent::Off => format!("{title} can report how it is used. Nothing is recorded or sent unless you agree."),
        Consent::Local => {
            format!(
                "{title} records how it is used on this machine, for your eyes only. Nothing is sent unless you agree."
            )
        }
        Consent::Crash | Consent::Error | Consent::Usage | Consent::Extended => {
            let recipients =
                about.recipients.iter().filter(|recipient| receives(about, recipient) && !is_local(recipient));
            match recipients.map(named).collect::<Vec<_>>().as_slice() {
                [] => format!("{title} sends nothing at level `{}`: no destination receives it.", about.level),
                recipients => format!("{title} sends {} to {}.", sent(about.level), list(recipients)),
            }
        }
    }
}

/// Returns what is sent at a level, as the object of a sentence.
fn sent(level: Consent) -> &'static str {
    match level {
        Consent::Off | Consent::Local => "nothing",
        Consent::Crash => "crash reports",
        Consent::Error => "error and crash reports",
        Consent::Usage => "usage events, error and crash reports",
        Consent::Extended => "usage events, error and crash reports, and where an event declares it what you write",
    }
}

/// Returns whether something goes to a destination at the level, with the permissions that are given.
fn receives(about: &About<'_>, recipient: &Recipient<'_>) -> bool {
    let is_granted = recipient.grant.is_none_or(|grant| about.grants.contains(&grant));
    let reached = if is_local(recipient) { Consent::Local } else { Consent::Crash };
    is_granted && recipient.consent.max(reached) <= about.level
}

fn is_local(recipient: &Recipient<'_>) -> bool {
    recipient.rules.kind == Some("local")
}

/// Returns who receives something, who stands behind, and how long it is kept: `Mixpanel (Mixpanel Inc., kept for 90 days)`.
fn named(recipient: &Recipient<'_>) -> String {
    let title = recipient.rules.title.map_or_else(|| format!("`{}`", recipient.name), str::to_owned);
    let kept = recipient.rules.retention.map(|retention| format!("kept for {}", duration(retention)));
    let facts: Vec<_> = recipient.rules.processor.map(str::to_owned).into_iter().chain(kept).collect();
    if facts.is_empty() { title } else { format!("{title} ({})", facts.join(", ")) }
}

/// Returns an ISO 8601 duration of days and more in words, such as `P1Y6M`; another as it is.
fn duration(text: &str) -> String {
    let words = || {
        let (mut parts, mut rest) = (Vec::new(), text.strip_prefix('P').filter(|rest| !rest.is_empty())?);
        while !rest.is_empty() {
            let (number, unit) = rest.split_at_checked(rest.find(|char: char| !char.is_ascii_digit())?)?;
            let (noun, after) = [("Y", "year"), ("M", "month"), ("W", "week"), ("D", "day")]
                .iter()
                .find_map(|(unit_letter, noun)| Some((*noun, unit.strip_prefix(unit_letter)?)))?;
            parts.push(count(number.parse().ok()?, noun));
            rest = after;
        }
        Some(list(&parts))
    };
    words().unwrap_or_else(|| text.to_owned())
}

fn what(about: &About<'_>) -> Vec<String> {
    let description = about.rules.description.trim();
    let level = format!("At your level, `{}`: {}", about.level, about.level.meaning());
    let paragraphs = [closed(description), level];
    paragraphs.iter().skip(usize::from(description.is_empty())).map(|text| paragraph("", text)).collect()
}

fn recipient_item(about: &About<'_>, recipient: &Recipient<'_>) -> String {
    let mut text = closed(&named(recipient));
    if let Some(description) = recipient.rules.description {
        text.push_str(&format!(" {}", closed(description)));
    }
    if is_local(recipient) {
        text.push_str(" It stays on this machine.");
    }
    if recipient.consent > about.level {
        text.push_str(&format!(" Needs the level `{}`.", recipient.consent));
    }
    if let Some(grant) = recipient.grant.filter(|grant| !about.grants.contains(grant)) {
        text.push_str(&format!(" Needs your permission `{grant}`{}", permission(about.rules, grant)));
    }
    paragraph("- ", &text)
}

/// Returns what a permission permits, after its name.
fn permission(rules: &CatalogRules, name: &str) -> String {
    let known = rules.grants.iter().find(|grant| grant.name == name);
    known.map_or(".".to_owned(), |grant| format!(": {}", closed(grant.description)))
}

/// Returns how to turn telemetry off in one line.
fn how_to_disable(about: &About<'_>) -> String {
    let consent = &about.rules.consent;
    let said = consent.how_to_disable.map(str::to_owned).or_else(|| command(about, "off"));
    let setting = || consent.setting.map(|setting| format!("set `{setting}` to `off`"));
    said.or_else(setting).unwrap_or_else(|| variables(about).swap_remove(0))
}

fn how_to_enable(about: &About<'_>) -> Option<String> {
    command(about, "on").or_else(|| about.rules.consent.setting.map(|setting| format!("the setting `{setting}`")))
}

fn command(about: &About<'_>, word: &str) -> Option<String> {
    about.command.map(|command| format!("`{command} {word}`"))
}

/// Returns the variables that turn telemetry off, the program's own first; at least one.
fn variables(about: &About<'_>) -> Vec<String> {
    let names = Variable::names(about.program, &about.rules.consent);
    let shown = about.rules.consent.environment.len().max(1);
    let own = names.iter().take(shown).map(|name| Variable::turning_off(about.program, name));
    own.chain(["DO_NOT_TRACK=1".to_owned()]).map(|variable| format!("`{variable}` in the environment")).collect()
}

/// Returns all ways to turn telemetry off, the one that the catalog names first.
fn ways_off(about: &About<'_>) -> Vec<String> {
    let mut ways = vec![how_to_disable(about)];
    for way in command(about, "off").into_iter().chain(variables(about)) {
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways.iter().map(|way| paragraph("- ", way)).collect()
}

fn ways_to_see(about: &About<'_>) -> Vec<String> {
    let ways = |command: &str| {
        vec![
            format!("- `{command} status`: what holds, who decided, what was sent\n"),
            format!("- `{command} preview`: what each event looks like\n"),
            format!("- `{command} show`: what was recorded\n"),
        ]
    };
    about.command.map(ways).unwrap_or_default()
}
