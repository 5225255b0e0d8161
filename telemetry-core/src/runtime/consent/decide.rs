//! The decision: who may lower the level is asked first, then the user, then the catalog's caps.

use crate::Consent;
use crate::rules::{CatalogRules, ConsentRules};
use crate::runtime::consent::caps::{Limit, cap};
use crate::runtime::consent::facts::Facts;
use crate::runtime::consent::moment::moment;
use crate::runtime::consent::remembered::Remembered;
use crate::runtime::consent::rule::Rule;
use crate::runtime::consent::variable::{Polarity, Variable, limit};
use std::collections::BTreeSet;

/// Returns the level that holds, and which rule decided it. The module's page says in which order rules are asked.
#[must_use]
pub fn decide(inputs: &Inputs, rules: &CatalogRules, facts: &Facts) -> Decision {
    let mut verdict = agreed(&inputs.remembered, &rules.consent);
    for limit in limits(inputs) {
        let is_first_off = limit.level == Consent::Off && limit.rule < verdict.rule;
        if limit.level < verdict.level || is_first_off {
            verdict = limit;
        }
    }
    if let Some(cap) = cap(&rules.consent, facts).filter(|cap| cap.level < verdict.level) {
        verdict = cap;
    }
    let Limit { level, rule, detail } = verdict;
    let accepted = accepted(&inputs.remembered).filter(|_| level > Consent::Local);
    let grants = if level > Consent::Local { granted(&inputs.remembered, rules) } else { BTreeSet::new() };
    Decision {
        level,
        rule,
        detail,
        grants,
        accepted_version: accepted.map(|(version, _)| version),
        since: accepted.map(|(_, at)| at),
    }
}

/// Everything that decides, apart from the catalog and the facts.
///
/// [`environment::inputs`](crate::runtime::environment::inputs) fills what the environment says; the program adds what it
/// alone knows. By default nobody said anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    /// The program was built without telemetry.
    pub compiled_off: bool,
    /// The most that the administrator of the machine allows.
    pub policy: Option<Consent>,
    /// The value of `DO_NOT_TRACK`, where it is set.
    pub do_not_track: Option<String>,
    /// The program's own variables that are set, in the order in which they are named to the user.
    pub variables: Vec<Variable>,
    /// The most that an argument of this run allows, such as `--no-telemetry`.
    pub flag: Option<Consent>,
    /// The most that a file of the project allows which is worked on. It comes with the project, so it may only lower.
    pub project: Option<Consent>,
    /// The program runs in continuous integration.
    pub ci: bool,
    /// What the user decided, and was told.
    pub remembered: Remembered,
}

impl Inputs {
    /// Takes over what somebody changed, and keeps what others changed meanwhile.
    pub(crate) fn adopt(&mut self, before: &Self, after: Self) {
        fn take<T: PartialEq>(to: &mut T, before: &T, after: T) {
            if after != *before {
                *to = after;
            }
        }
        let Self { compiled_off, policy, do_not_track, variables, flag, project, ci, remembered } = after;
        take(&mut self.compiled_off, &before.compiled_off, compiled_off);
        take(&mut self.policy, &before.policy, policy);
        take(&mut self.do_not_track, &before.do_not_track, do_not_track);
        take(&mut self.variables, &before.variables, variables);
        take(&mut self.flag, &before.flag, flag);
        take(&mut self.project, &before.project, project);
        take(&mut self.ci, &before.ci, ci);
        take(&mut self.remembered, &before.remembered, remembered);
    }
}

/// The level that holds, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// How much may be recorded and sent.
    pub level: Consent,
    /// What decided it.
    pub rule: Rule,
    /// Which variable, fact or reason it was, where the rule has more than one.
    pub detail: Option<String>,
    /// The permissions that hold. None where nothing is sent, and none that the catalog does not have.
    pub grants: BTreeSet<&'static str>,
    /// The version of what the user agreed to; nothing where nothing is sent.
    pub accepted_version: Option<u32>,
    /// When that was, in milliseconds since 1970: what was recorded before may not be sent.
    pub since: Option<i64>,
}

impl Decision {
    /// Returns what holds in a process that was forked off, where nothing is recorded.
    pub(crate) fn of_a_fork() -> Self {
        Self {
            level: Consent::Off,
            rule: Rule::Undecided,
            detail: Some("the process was forked off".to_owned()),
            grants: BTreeSet::new(),
            accepted_version: None,
            since: None,
        }
    }
}

/// Returns whether a field may be sent under the version that was accepted ([`Decision::accepted_version`]).
///
/// A field that says from which version on it is covered needs that version or a later one. A field that says nothing is
/// covered by whatever was agreed to. Who agreed to nothing sends nothing.
///
/// ```
/// use telemetry_core::runtime::consent::covers;
///
/// assert!(covers(Some(2), Some(2)) && covers(Some(2), Some(1)) && covers(Some(2), None));
/// assert!(!covers(Some(1), Some(2)));
/// assert!(!covers(None, Some(1)) && !covers(None, None));
/// ```
#[must_use]
pub const fn covers(accepted: Option<u32>, field: Option<u32>) -> bool {
    match (accepted, field) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(accepted), Some(field)) => field <= accepted,
    }
}

/// Returns what holds by the user's decision or for want of one.
fn agreed(remembered: &Remembered, rules: &ConsentRules) -> Limit {
    // A catalog cannot declare more than `usage` before anybody decided; rules written by hand get no more either.
    let default = rules.default.min(Consent::Usage);
    match (&remembered.choice, &remembered.notice) {
        (Some(choice), _) => {
            let detail = since(choice.version, choice.at);
            Limit { level: choice.level, rule: Rule::User, detail: Some(detail) }
        }
        (None, Some(notice)) if default > Consent::Local => {
            let detail = since(notice.version, notice.at);
            Limit { level: default, rule: Rule::Default, detail: Some(detail) }
        }
        (None, _) => Limit { level: default.min(Consent::Local), rule: Rule::Undecided, detail: None },
    }
}

/// Returns on which day, and where the catalog counts them for which version.
fn since(version: u32, at: i64) -> String {
    let day: String = moment(at).chars().take("0000-00-00".len()).collect();
    if version == 0 { format!("on {day}") } else { format!("on {day} for version {version}") }
}

/// Returns what lowers the level, in the order of the rules.
fn limits(inputs: &Inputs) -> Vec<Limit> {
    let off = |is_off: bool| is_off.then_some(Consent::Off);
    let do_not_track = inputs.do_not_track.as_deref().and_then(|value| limit(Polarity::Against, value));
    let mut limits = vec![
        (off(inputs.compiled_off), Rule::CompiledOff, None),
        (inputs.policy, Rule::Policy, None),
        (do_not_track, Rule::DoNotTrack, inputs.do_not_track.as_deref().map(|value| set("DO_NOT_TRACK", value))),
    ];
    for variable in &inputs.variables {
        limits.push((variable.limit(), Rule::Variable, Some(set(&variable.name, &variable.value))));
    }
    limits.push((inputs.flag, Rule::Flag, None));
    limits.push((inputs.project, Rule::Project, None));
    limits.push((off(inputs.ci), Rule::Ci, None));
    let limit = |(level, rule, detail): (Option<_>, _, _)| level.map(|level| Limit { level, rule, detail });
    limits.into_iter().filter_map(limit).collect()
}

/// Returns how a variable is shown; of a long value the beginning.
fn set(name: &str, value: &str) -> String {
    let shown: String = value.chars().take(40).collect();
    format!("`{name}={}`", shown.escape_debug())
}

/// Returns the version that was agreed to, and when. A notice counts where nobody decided.
fn accepted(remembered: &Remembered) -> Option<(u32, i64)> {
    let notice = remembered.notice.as_ref().map(|notice| (notice.version, notice.at));
    remembered.choice.as_ref().map(|choice| (choice.version, choice.at)).or(notice)
}

fn granted(remembered: &Remembered, rules: &CatalogRules) -> BTreeSet<&'static str> {
    rules.grants.iter().map(|grant| grant.name).filter(|name| remembered.grants.contains(name)).collect()
}
