//! What Google's words are for what a catalog declares. Where several could be meant, none is chosen.

use crate::papers::cell::Cell;
use crate::papers::leaving::{self, Leaving};
use crate::papers::retention;
use std::collections::{BTreeMap, BTreeSet};
use telemetry_catalog::model::{Catalog, Identifies, Policy, StampKind, Type};
use telemetry_core::{Class, Consent, Purpose};

/// One answer: to which question, with which response, and whether it is yes. The cell says where it is from.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) question: String,
    pub(super) response: &'static str,
    pub(super) is_yes: bool,
    pub(super) because: Cell,
}

/// One data type that is collected.
#[derive(Debug, Default)]
struct Kind<'a> {
    group: &'static str,
    values: Vec<Leaving<'a>>,
}

/// All answers, and what has none.
pub(super) struct Answers {
    pub(super) given: Vec<Answer>,
    /// Questions that a person answers.
    pub(super) open: Vec<String>,
    /// Values without a type, each with the reason.
    pub(super) left_out: BTreeMap<String, &'static str>,
}

/// Returns the answers of a catalog.
pub(super) fn answers(catalog: &Catalog, policy: &Policy) -> Answers {
    let mut kinds: BTreeMap<&'static str, Kind<'_>> = BTreeMap::new();
    let mut left_out = stamps(catalog);
    for value in leaving::all(catalog) {
        match kind_of(&value) {
            Ok((group, name)) => {
                let kind = kinds.entry(name).or_default();
                kind.group = group;
                kind.values.push(value);
            }
            Err(reason) => drop(left_out.insert(value.called(), reason)),
        }
    }
    let mut answers = Answers { given: Vec::new(), open: general(), left_out };
    if kinds.is_empty() {
        answers
            .open
            .insert(0, "whether the app collects user data: telemetry sends none that has a type here".to_owned());
    } else {
        let because = Cell::Catalog("telemetry leaves the device".to_owned());
        answers.give("PSL_DATA_COLLECTION_COLLECTS_PERSONAL_DATA", "", true, because);
    }
    for (name, kind) in &kinds {
        answers.add(policy, name, kind);
    }
    answers
}

/// Returns what no catalog knows.
fn general() -> Vec<String> {
    [
        "`PSL_DATA_COLLECTION_ENCRYPTED_IN_TRANSIT`: whether all of it is encrypted on the way",
        "`PSL_DATA_COLLECTION_USER_REQUEST_DELETE` and `PSL_SUPPORT_DATA_DELETION_BY_USER`: how users have data deleted",
        "accounts, families, reviews by others and payments, as far as the form asks for them",
        "what the app collects beside telemetry",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// Returns the ids that senders add, which have no type.
fn stamps(catalog: &Catalog) -> BTreeMap<String, &'static str> {
    let mut found = BTreeMap::new();
    for event in leaving::events(catalog) {
        for stamp in leaving::destinations(event).flat_map(|to| to.wire().stamps()) {
            if let StampKind::Session | StampKind::UuidV4 | StampKind::UuidV7 = stamp.of() {
                found.insert(format!("{}.{}", event.name(), stamp.name()), "an id that the sender adds");
            }
        }
    }
    found
}

impl Answers {
    fn give(&mut self, question: impl Into<String>, response: &'static str, is_yes: bool, because: Cell) {
        self.given.push(Answer { question: question.into(), response, is_yes, because });
    }

    /// Adds what is to be said about a data type.
    fn add(&mut self, policy: &Policy, name: &'static str, kind: &Kind<'_>) {
        let names: BTreeSet<_> = kind.values.iter().map(Leaving::called).collect();
        let names: Vec<_> = names.into_iter().collect();
        self.give(format!("PSL_DATA_TYPES_{}", kind.group), name, true, Cell::Catalog(names.join(", ")));
        let about = |question: &str| format!("PSL_DATA_USAGE_RESPONSES:{name}:{question}");
        let sharing = about("PSL_DATA_USAGE_COLLECTION_AND_SHARING");
        let because = Cell::Catalog("it leaves the device".to_owned());
        self.give(&*sharing, "PSL_DATA_USAGE_ONLY_COLLECTED", true, because);
        self.open.push(format!("`{sharing}`: {}", shared(kind)));
        self.add_ephemeral(policy, about("PSL_DATA_USAGE_EPHEMERAL"), kind);
        let because = Cell::Catalog("every event needs a level of consent, which users lower".to_owned());
        self.give(about("DATA_USAGE_USER_CONTROL"), "PSL_DATA_USAGE_USER_CONTROL_OPTIONAL", true, because);
        self.add_purposes(&about("DATA_USAGE_COLLECTION_PURPOSE"), kind);
    }

    /// What is kept for a time is not processed in memory alone.
    fn add_ephemeral(&mut self, policy: &Policy, question: String, kind: &Kind<'_>) {
        let limits = retention::limits(policy, &kind.values);
        match limits.into_iter().find(|cell| !matches!(cell, Cell::Open(_))) {
            Some(Cell::Policy(limit)) => self.give(question, "", false, Cell::Policy(format!("kept {limit}"))),
            Some(Cell::Catalog(limit)) => self.give(question, "", false, Cell::Catalog(format!("kept {limit}"))),
            Some(Cell::Open(_)) | None => {
                self.open.push(format!("`{question}`: whether it is held in memory alone, and no longer than needed"));
            }
        }
    }

    fn add_purposes(&mut self, question: &str, kind: &Kind<'_>) {
        let purposes: BTreeMap<_, _> = kind
            .values
            .iter()
            .flat_map(Leaving::purposes)
            .map(|purpose| (purpose.name(), (purpose.extends(), purpose.title())))
            .collect();
        let mut words: BTreeMap<&'static str, Vec<&str>> = BTreeMap::new();
        for (name, (purpose, title)) in purposes {
            match purpose_of(purpose) {
                Some(word) => words.entry(word).or_default().push(title),
                None => self.open.push(format!("`{question}`: the word for the purpose `{name}`")),
            }
        }
        for (word, titles) in words {
            self.give(question, word, true, Cell::Catalog(titles.join(" ")));
        }
    }
}

/// Returns what a person has to say of sharing, with what the catalog says of it.
fn shared(kind: &Kind<'_>) -> String {
    let all = kind.values.iter().flat_map(|value| &value.destinations);
    let said = all.filter_map(|to| Some(format!("{}: {}", to.title(), to.sharing()?.trim_end_matches('.'))));
    let said: Vec<_> = said.collect::<BTreeSet<_>>().into_iter().collect();
    let asked = "whether it is shared with anybody who is no processor, and why";
    if said.is_empty() { asked.to_owned() } else { format!("{asked}; the catalog says of {}", said.join("; ")) }
}

/// Returns the group and the data type of a value.
fn kind_of(value: &Leaving<'_>) -> Result<(&'static str, &'static str), &'static str> {
    let ty = value.field.map(|field| field.ty().item());
    let identifies = value.field.and_then(|field| field.identifies());
    let account = ("PERSONAL", "PSL_USER_ACCOUNT");
    match value.class.treat_as() {
        Class::Technical => Ok(("APP_PERFORMANCE", "PSL_PERFORMANCE_DIAGNOSTICS")),
        Class::Interaction => Ok(("APP_ACTIVITY", "PSL_USER_INTERACTION")),
        Class::Identifier => match identifies {
            Some(Identifies::Install) => Ok(("IDENTIFIERS", "PSL_DEVICE_ID")),
            Some(Identifies::Account) => Ok(account),
            Some(Identifies::Event | Identifies::Session | Identifies::Project) | None => {
                Err("an identifier of neither a device nor an account")
            }
        },
        Class::Diagnostic if value.event.consent() == Consent::Crash => Ok(("APP_PERFORMANCE", "PSL_CRASH_LOGS")),
        Class::Diagnostic => Ok(("APP_PERFORMANCE", "PSL_PERFORMANCE_DIAGNOSTICS")),
        Class::Content => match ty {
            Some(Type::Url) => Err("a URL is browsing history or content of the user"),
            Some(Type::Path) => Ok(("FILES_AND_DOCS", "PSL_FILES_AND_DOCS")),
            _ => Ok(("APP_ACTIVITY", "PSL_USER_GENERATED_CONTENT")),
        },
        Class::Personal => match (ty, identifies) {
            (Some(Type::Email), _) => Ok(("PERSONAL", "PSL_EMAIL")),
            (Some(Type::Username), _) | (_, Some(Identifies::Account)) => Ok(account),
            (Some(Type::Ip), _) => Err("an IP address is what it is used for"),
            _ => Err("personal data, of which the catalog does not say more"),
        },
        Class::Restricted => Err("values of this class are never sent"),
    }
}

/// Returns Google's word for a purpose; marketing has two there, and training of models none.
fn purpose_of(purpose: Purpose) -> Option<&'static str> {
    match purpose {
        Purpose::Operation => Some("PSL_APP_FUNCTIONALITY"),
        Purpose::Health | Purpose::Product | Purpose::Business => Some("PSL_ANALYTICS"),
        Purpose::Security => Some("PSL_FRAUD_PREVENTION_SECURITY"),
        Purpose::Personalization => Some("PSL_PERSONALIZATION"),
        Purpose::Marketing | Purpose::AiTraining => None,
    }
}
