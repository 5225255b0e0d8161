//! Holds the decision against an oracle over all combinations of its inputs, and against a table of those that people
//! ask about. Tests alone.

use crate::Consent::{self, Crash, Error, Extended, Local, Off, Usage};
use crate::rules::{Cap, CatalogRules, Condition, ConsentRules, FactRules, GrantRules};
use crate::runtime::consent::{Choice, Decision, Facts, Inputs, Notice, Remembered, Rule, Variable, decide};

const PREVIEW: Condition = Condition::Fact { name: "preview", values: &["true"] };
const FACTS: &[FactRules] = &[FactRules { name: "preview", description: "Whether it is a preview.", values: &[] }];
const GRANTS: &[GrantRules] = &[GrantRules {
    name: "prompts",
    description: "Prompts.",
    how: None,
    on_withdrawal: crate::rules::Withdrawal::Drop,
}];

/// The two lists of caps: none, and one that asks before one that always holds.
const CAPS: [&[Cap]; 2] = [
    &[],
    &[
        Cap { condition: Some(PREVIEW), level: Crash, reason: "Previews send crashes." },
        Cap { condition: None, level: Usage, reason: "More is not asked for." },
    ],
];

fn rules(default: Consent, caps: &'static [Cap]) -> CatalogRules {
    let consent = ConsentRules { version: 2, default, caps, unknown: Local, ..ConsentRules::DEFAULT };
    CatalogRules { consent, grants: GRANTS, facts: FACTS, ..CatalogRules::DEFAULT }
}

fn facts(preview: Option<bool>) -> Facts {
    let mut facts = Facts::new(FACTS);
    if let Some(preview) = preview {
        facts.set("preview", preview).expect("the fact is declared");
    }
    facts
}

fn remembered(choice: Option<Consent>, is_notice_shown: bool) -> Remembered {
    let choice = choice.map(|level| Choice { level, version: 1, at: 10 });
    let notice = is_notice_shown.then_some(Notice { version: 2, at: 20 });
    let mut remembered = Remembered { choice, notice, ..Remembered::default() };
    assert!(remembered.grants.give("prompts") && remembered.grants.give("gone"));
    remembered
}

/// What the design says, read off without the code that is tested: first who says off, in the order of the design; then
/// the lowest of what is left.
fn oracle(limits: &[(Rule, Option<Consent>)], base: (Rule, Consent), cap: Option<(Rule, Consent)>) -> (Consent, Rule) {
    if let Some((rule, _)) = limits.iter().find(|(_, level)| *level == Some(Off)) {
        return (Off, *rule);
    }
    let lowest = limits.iter().filter_map(|(_, level)| *level).min().filter(|level| *level < base.1);
    let first = limits.iter().find(|(_, level)| level.is_some() && *level == lowest);
    let (rule, level) = first.map_or(base, |(rule, _)| (*rule, lowest.unwrap_or(base.1)));
    match cap {
        Some((rule, most)) if most < level => (most, rule),
        _ => (level, rule),
    }
}

/// Who holds when nothing lowers: said for each combination, not computed.
fn base(choice: Option<Consent>, default: Consent, is_notice_shown: bool) -> (Rule, Consent) {
    match (choice, default, is_notice_shown) {
        (Some(level), _, _) => (Rule::User, level),
        (None, Off, _) => (Rule::Undecided, Off),
        (None, Local, _) => (Rule::Undecided, Local),
        (None, Usage, true) => (Rule::Default, Usage),
        (None, Usage, false) => (Rule::Undecided, Local),
        (None, Crash | Error | Extended, _) => unreachable!("the table has no such default"),
    }
}

/// Calls a function with each combination of who may lower the level, and what the oracle is told of it.
fn each_limit(mut check: impl FnMut(&Inputs, &[(Rule, Option<Consent>)])) {
    let yes = |is: bool| is.then_some(Off);
    let variables = |named: &[(&str, &str)]| -> Vec<Variable> {
        named.iter().map(|(name, value)| Variable::new("app", name, value)).collect()
    };
    let do_not_tracks = [(None, None), (Some("0"), None), (Some("1"), Some(Off))];
    let own = [
        (variables(&[]), None),
        (variables(&[("APP_TELEMETRY", "1"), ("APP_NO_TELEMETRY", "0")]), None),
        (variables(&[("APP_TELEMETRY", "error")]), Some(Error)),
        (variables(&[("APP_TELEMETRY", "error"), ("APP_NO_TELEMETRY", "1")]), Some(Off)),
    ];
    for bits in 0..4_u8 {
        let (compiled_off, ci) = (bits & 1 == 1, bits & 2 == 2);
        for policy in [None, Some(Off), Some(Local), Some(Error)] {
            for (do_not_track, track) in do_not_tracks {
                for (variables, variable) in &own {
                    for flag in [None, Some(Off), Some(Crash)] {
                        for project in [None, Some(Off), Some(Local), Some(Extended)] {
                            let limits = [
                                (Rule::CompiledOff, yes(compiled_off)),
                                (Rule::Policy, policy),
                                (Rule::DoNotTrack, track),
                                (Rule::Variable, *variable),
                                (Rule::Flag, flag),
                                (Rule::Project, project),
                                (Rule::Ci, yes(ci)),
                            ];
                            let (do_not_track, variables) = (do_not_track.map(str::to_owned), variables.clone());
                            let remembered = Remembered::default();
                            let inputs =
                                Inputs { compiled_off, policy, do_not_track, variables, flag, project, ci, remembered };
                            check(&inputs, &limits);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn every_combination_is_decided_as_the_design_says() {
    let mut count = 0;
    each_limit(|inputs, limits| {
        for choice in [None, Some(Off), Some(Local), Some(Error), Some(Extended)] {
            for (default, is_shown) in [(Off, true), (Local, true), (Usage, false), (Usage, true)] {
                let inputs = Inputs { remembered: remembered(choice, is_shown), ..inputs.clone() };
                let base = base(choice, default, is_shown);
                for (caps, preview, cap) in [
                    (CAPS[0], None, None),
                    (CAPS[1], None, Some((Rule::UnknownFact, Local))),
                    (CAPS[1], Some(true), Some((Rule::Cap, Crash))),
                    (CAPS[1], Some(false), Some((Rule::Cap, Usage))),
                ] {
                    let decision = decide(&inputs, &rules(default, caps), &facts(preview));
                    let expected = oracle(limits, base, cap);
                    assert_eq!((decision.level, decision.rule), expected, "{inputs:#?} {default} {preview:?}");
                    check_what_goes_along(&decision, &inputs);
                    count += 1;
                }
            }
        }
    });
    assert_eq!(count, 4 * 4 * 3 * 4 * 3 * 4 * 5 * 4 * 4);
}

/// Holds what goes along with a level: nothing where nothing is sent, and else what was agreed to.
fn check_what_goes_along(decision: &Decision, inputs: &Inputs) {
    let grants: Vec<_> = decision.grants.iter().copied().collect();
    let along = (grants.as_slice(), decision.accepted_version, decision.since);
    let expected: (&[&str], _, _) = match (decision.level, &inputs.remembered.choice) {
        (Off | Local, _) => (&[], None, None),
        (_, Some(_)) => (&["prompts"], Some(1), Some(10)),
        (_, None) => (&["prompts"], Some(2), Some(20)),
    };
    assert_eq!(along, expected, "{inputs:#?}");
}

/// Each thing that may lower, added to any combination, raises nothing.
#[test]
fn nothing_that_is_added_raises_the_level() {
    let (rules, facts) = (rules(Usage, CAPS[0]), facts(None));
    each_limit(|inputs, _| {
        let inputs = Inputs { remembered: remembered(Some(Usage), true), ..inputs.clone() };
        let before = decide(&inputs, &rules, &facts).level;
        for variable in [("APP_TELEMETRY", "extended"), ("APP_NO_TELEMETRY", "0"), ("APP_QUIET", "0")] {
            let mut more = inputs.clone();
            more.variables.insert(0, Variable::new("app", variable.0, variable.1));
            assert!(decide(&more, &rules, &facts).level <= before, "{more:#?}");
        }
    });
}

#[test]
fn the_rule_that_decided_is_named_with_what_it_was() {
    let agreed = || Inputs { remembered: remembered(Some(Extended), false), ..Inputs::default() };
    let check = |inputs: Inputs, preview, expected: &str| {
        let Decision { level, rule, detail, .. } = decide(&inputs, &rules(Off, CAPS[1]), &facts(preview));
        assert_eq!(format!("{level}, {rule}: {}", detail.unwrap_or_default()), expected);
    };
    let variable = |value: &str| vec![Variable::new("app", "APP_TELEMETRY", value)];
    check(Inputs::default(), Some(false), "off, undecided: ");
    check(agreed(), None, "local, unknown-fact: fact `preview`");
    check(agreed(), Some(true), "crash, cap: Previews send crashes.");
    check(agreed(), Some(false), "usage, cap: More is not asked for.");
    check(Inputs { variables: variable("usage"), ..agreed() }, Some(false), "usage, variable: `APP_TELEMETRY=usage`");
    check(Inputs { variables: variable("Nö\n"), ..agreed() }, Some(false), "off, variable: `APP_TELEMETRY=Nö\\n`");
    check(
        Inputs { do_not_track: Some("1".repeat(99)), ..agreed() },
        None,
        &format!("off, do-not-track: `DO_NOT_TRACK={}`", "1".repeat(40)),
    );
    check(Inputs { policy: Some(Error), flag: Some(Error), ..agreed() }, Some(false), "error, policy: ");
    let chosen = Inputs { remembered: remembered(Some(Error), false), ..Inputs::default() };
    check(chosen.clone(), Some(false), "error, user: on 1970-01-01 for version 1");
    check(Inputs { policy: Some(Error), ..chosen }, Some(false), "error, user: on 1970-01-01 for version 1");
}

#[test]
fn a_default_is_never_more_than_usage() {
    let check = |default, shown, expected| {
        let inputs = Inputs { remembered: remembered(None, shown), ..Inputs::default() };
        let decision = decide(&inputs, &rules(default, CAPS[0]), &facts(None));
        assert_eq!((decision.level, decision.rule), expected, "{default}");
    };
    check(Extended, true, (Usage, Rule::Default));
    check(Extended, false, (Local, Rule::Undecided));
    check(Crash, true, (Crash, Rule::Default));
}

#[test]
fn what_decides_can_be_shared_between_threads() {
    fn check<T: Send + Sync>() {}
    check::<(Inputs, Decision, Facts, Remembered)>();
    check::<Box<dyn crate::runtime::consent::Memory>>();
    check::<crate::runtime::consent::FileMemory>();
}
