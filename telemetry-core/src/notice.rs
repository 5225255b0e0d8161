//! What users are told before anything is sent: short, for the first run, and long, for those who ask. A program that
//! runs and a paper that a reviewer reads say the same words, since both are made here.
//!
//! Programs use the runtime's `runtime::notice`, which knows their catalog; this module knows facts alone.

mod variable;

pub use variable::Polarity;
#[cfg(feature = "runtime")]
pub(crate) use variable::{names, turning_off};

use crate::Consent;
use crate::prose::{closed, count, list, paragraph, plain};

/// What a notice says.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms<'a> {
    /// How the product is called; `this program` where it is empty.
    pub title: &'a str,
    /// What is recorded, and why.
    pub description: &'a str,
    /// What is never collected.
    pub never: Vec<&'a str>,
    /// Where users ask about their data.
    pub contact: Option<&'a str>,
    /// Who may receive something.
    pub receivers: Vec<Receiver<'a>>,
    /// The level that holds unless the user decides otherwise.
    pub level: Consent,
    /// The permissions that can be given.
    pub permissions: Vec<Permission<'a>>,
    /// The names of those that are given.
    pub given: Vec<&'a str>,
    /// The settings key that users change.
    pub setting: Option<&'a str>,
    /// Environment variables of the catalog that turn telemetry off.
    pub environment: Vec<&'a str>,
    /// How a user turns it off, in one line, where the catalog says so.
    pub how_to_disable: Option<&'a str>,
    /// What the program is called in its environment variables, such as `quill`.
    pub program: &'a str,
    /// What users type before a subcommand such as `off`, where the program has them.
    pub command: Option<&'a str>,
    /// Where users read more, such as the address of the page.
    pub more: Option<&'a str>,
}

/// Somebody who may receive something.
#[derive(Clone, Debug, PartialEq)]
pub struct Receiver<'a> {
    /// The name of the destination.
    pub name: &'a str,
    /// How users read it, where that differs.
    pub title: Option<&'a str>,
    /// What it is for.
    pub description: Option<&'a str>,
    /// Who stands behind it.
    pub processor: Option<&'a str>,
    /// How long it keeps what it receives, as an ISO 8601 duration.
    pub retention: Option<&'a str>,
    /// Whether it is on the machine itself.
    pub is_local: bool,
    /// The least consent level at which anything is sent to it.
    pub consent: Consent,
    /// The permission that must be given too.
    pub grant: Option<&'a str>,
}

/// A permission beside the levels of consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permission<'a> {
    /// Its name.
    pub name: &'a str,
    /// What is permitted.
    pub description: &'a str,
}

/// Returns the notice for the first run: a few lines.
#[must_use]
pub fn short(terms: &Terms<'_>) -> String {
    let mut text = paragraph("", &summary(terms));
    if !terms.description.is_empty() {
        text.push_str(&paragraph("", &closed(terms.description)));
    }
    if !terms.never.is_empty() {
        text.push_str(&paragraph("Never: ", &closed(&terms.never.join(", "))));
    }
    if terms.level > Consent::Local {
        text.push_str(&paragraph("Turn it off: ", &how_to_disable(terms)));
    } else if let Some(how) = how_to_enable(terms) {
        text.push_str(&paragraph("Agree: ", &how));
    }
    if let Some(command) = terms.command {
        let verb = if terms.level > Consent::Local { "is" } else { "would be" };
        text.push_str(&format!("See what {verb} sent: `{command} preview`\n"));
    }
    if let Some(more) = terms.more {
        text.push_str(&format!("Read more: {more}\n"));
    }
    plain(&text)
}

/// Returns all that the catalog says about who receives what, and how to turn it off.
#[must_use]
pub fn long(terms: &Terms<'_>) -> String {
    let mut text = format!("Telemetry of {}\n", if terms.title.is_empty() { "this program" } else { terms.title });
    let mut part = |heading: &str, paragraphs: &[String]| {
        if !paragraphs.is_empty() {
            text.push_str(&format!("\n{heading}\n{}", paragraphs.concat()));
        }
    };
    let items = |items: &[&str]| -> Vec<String> { items.iter().map(|item| paragraph("- ", item)).collect() };
    part("What is recorded", &what(terms));
    let (now, later): (Vec<_>, Vec<_>) = terms.receivers.iter().partition(|receiver| receives(terms, receiver));
    part("Who receives it", &now.into_iter().map(|receiver| receiver_item(terms, receiver)).collect::<Vec<_>>());
    part(
        "Who receives nothing unless you agree to more",
        &later.into_iter().map(|receiver| receiver_item(terms, receiver)).collect::<Vec<_>>(),
    );
    part("What is never collected", &items(&terms.never));
    if terms.level <= Consent::Local {
        part("How to agree", &items(&how_to_enable(terms).as_deref().into_iter().collect::<Vec<_>>()));
    }
    part(if terms.level == Consent::Off { "How to keep it off" } else { "How to turn it off" }, &ways_off(terms));
    part("How to see it", &ways_to_see(terms));
    part("Whom to ask", &terms.contact.map(|contact| paragraph("- ", contact)).into_iter().collect::<Vec<_>>());
    part("Where to read more", &terms.more.map(|more| paragraph("- ", more)).into_iter().collect::<Vec<_>>());
    plain(&text)
}

/// Returns what happens, in a sentence or two.
fn summary(terms: &Terms<'_>) -> String {
    let title = if terms.title.is_empty() { "This program" } else { terms.title };
    match terms.level {
        Consent::Off => format!("{title} can report how it is used. Nothing is recorded or sent unless you agree."),
        Consent::Local => {
            format!(
                "{title} records how it is used on this machine, for your eyes only. Nothing is sent unless you agree."
            )
        }
        Consent::Crash | Consent::Error | Consent::Usage | Consent::Extended => {
            let now = terms.receivers.iter().filter(|receiver| receives(terms, receiver) && !receiver.is_local);
            match now.map(named).collect::<Vec<_>>().as_slice() {
                [] => format!("{title} sends nothing at level `{}`: no destination receives it.", terms.level),
                names => format!("{title} sends {} to {}.", sent(terms.level), list(names)),
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
fn receives(terms: &Terms<'_>, receiver: &Receiver<'_>) -> bool {
    let is_granted = receiver.grant.is_none_or(|grant| terms.given.contains(&grant));
    let reached = if receiver.is_local { Consent::Local } else { Consent::Crash };
    is_granted && receiver.consent.max(reached) <= terms.level
}

/// Returns who receives something, who stands behind, and how long it is kept: `Mixpanel (Mixpanel Inc., kept for 90 days)`.
fn named(receiver: &Receiver<'_>) -> String {
    let title = receiver.title.map_or_else(|| format!("`{}`", receiver.name), str::to_owned);
    let kept = receiver.retention.map(|retention| format!("kept for {}", duration(retention)));
    let facts: Vec<_> = receiver.processor.map(str::to_owned).into_iter().chain(kept).collect();
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

fn what(terms: &Terms<'_>) -> Vec<String> {
    let description = terms.description.trim();
    let level = format!("At your level, `{}`: {}", terms.level, terms.level.meaning());
    let paragraphs = [closed(description), level];
    paragraphs.iter().skip(usize::from(description.is_empty())).map(|text| paragraph("", text)).collect()
}

fn receiver_item(terms: &Terms<'_>, receiver: &Receiver<'_>) -> String {
    let mut text = closed(&named(receiver));
    if let Some(description) = receiver.description {
        text.push_str(&format!(" {}", closed(description)));
    }
    if receiver.is_local {
        text.push_str(" It stays on this machine.");
    }
    if receiver.consent > terms.level {
        text.push_str(&format!(" Needs the level `{}`.", receiver.consent));
    }
    if let Some(grant) = receiver.grant.filter(|grant| !terms.given.contains(grant)) {
        text.push_str(&format!(" Needs your permission `{grant}`{}", permission(terms, grant)));
    }
    paragraph("- ", &text)
}

/// Returns what a permission permits, after its name.
fn permission(terms: &Terms<'_>, name: &str) -> String {
    let known = terms.permissions.iter().find(|permission| permission.name == name);
    known.map_or(".".to_owned(), |permission| format!(": {}", closed(permission.description)))
}

/// Returns how to turn telemetry off in one line.
fn how_to_disable(terms: &Terms<'_>) -> String {
    let said = terms.how_to_disable.map(str::to_owned).or_else(|| command(terms, "off"));
    let setting = || terms.setting.map(|setting| format!("set `{setting}` to `off`"));
    said.or_else(setting).unwrap_or_else(|| variables(terms).swap_remove(0))
}

fn how_to_enable(terms: &Terms<'_>) -> Option<String> {
    command(terms, "on").or_else(|| terms.setting.map(|setting| format!("the setting `{setting}`")))
}

fn command(terms: &Terms<'_>, word: &str) -> Option<String> {
    terms.command.map(|command| format!("`{command} {word}`"))
}

/// Returns the variables that turn telemetry off, the program's own first; at least one.
fn variables(terms: &Terms<'_>) -> Vec<String> {
    let names = variable::names(terms.program, &terms.environment);
    let shown = terms.environment.len().max(1);
    let own = names.iter().take(shown).map(|name| variable::turning_off(terms.program, name));
    own.chain(["DO_NOT_TRACK=1".to_owned()]).map(|variable| format!("`{variable}` in the environment")).collect()
}

/// Returns all ways to turn telemetry off, the one that the catalog names first.
fn ways_off(terms: &Terms<'_>) -> Vec<String> {
    let mut ways = vec![how_to_disable(terms)];
    for way in command(terms, "off").into_iter().chain(variables(terms)) {
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways.iter().map(|way| paragraph("- ", way)).collect()
}

fn ways_to_see(terms: &Terms<'_>) -> Vec<String> {
    let ways = |command: &str| {
        vec![
            format!("- `{command} status`: what holds, who decided, what was sent\n"),
            format!("- `{command} preview`: what each event looks like\n"),
            format!("- `{command} show`: what was recorded\n"),
        ]
    };
    terms.command.map(ways).unwrap_or_default()
}
