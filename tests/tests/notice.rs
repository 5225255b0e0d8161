//! The notices that users see, held against goldens: short and long, at each level that a catalog can begin with and
//! some that users choose.

use std::path::PathBuf;
use telemetry_core::Consent;
use telemetry_core::rules::{CatalogRules, ConsentRules, DestinationRules, GrantRules, Withdrawal};
use telemetry_core::runtime::notice::{About, Recipient, long, short};
use whole_line_tests::golden;

static RULES: CatalogRules = CatalogRules {
    title: "Quill",
    description: "What the Quill editor records about builds of projects and about failures, so that its authors learn \
                  which features are used and what breaks.",
    contact: Some("privacy@quill.example"),
    consent: ConsentRules {
        version: 2,
        setting: Some("quill.telemetry"),
        environment: &["QUILL_NO_TELEMETRY"],
        ..ConsentRules::DEFAULT
    },
    grants: &[GrantRules {
        name: "prompts",
        description: "What was asked is sent",
        how: None,
        on_withdrawal: Withdrawal::Drop,
    }],
    never: &["file contents", "file names"],
    ..CatalogRules::DEFAULT
};

static STORE: DestinationRules = DestinationRules {
    title: Some("the Quill store"),
    description: Some("Counts what is used."),
    processor: Some("Quill Ltd"),
    retention: Some("P90D"),
    ..DestinationRules::DEFAULT
};
static CRASHES: DestinationRules = DestinationRules { retention: Some("P1Y6M"), ..DestinationRules::DEFAULT };
static LAB: DestinationRules =
    DestinationRules { description: Some("Reads what was asked."), ..DestinationRules::DEFAULT };
static DIARY: DestinationRules =
    DestinationRules { kind: Some("local"), retention: Some("P1W"), ..DestinationRules::DEFAULT };

const RECIPIENTS: [Recipient<'static>; 4] = [
    Recipient { name: "store", consent: Consent::Usage, grant: None, rules: &STORE },
    Recipient { name: "crashes", consent: Consent::Crash, grant: None, rules: &CRASHES },
    Recipient { name: "lab", consent: Consent::Extended, grant: Some("prompts"), rules: &LAB },
    Recipient { name: "diary", consent: Consent::Local, grant: None, rules: &DIARY },
];

fn about(rules: &CatalogRules, level: Consent) -> About<'_> {
    About { rules, recipients: &RECIPIENTS, level, grants: &[], program: "quill", command: None, more: None }
}

fn check(name: &str, about: &About<'_>) {
    let text = format!("{}\n=====\n\n{}", short(about), long(about));
    let path = PathBuf::from(format!("{}/tests/notice/{name}.txt", env!("CARGO_MANIFEST_DIR")));
    golden::report(&golden::compare(&path, &text).err().into_iter().collect::<Vec<_>>());
}

#[test]
fn notices_say_who_receives_what_at_each_level() {
    for level in Consent::ALL {
        let more = Some("https://quill.example/telemetry");
        check(level.name(), &About { command: Some("quill telemetry"), more, ..about(&RULES, level) });
    }
}

#[test]
fn who_needs_a_permission_receives_something_once_it_is_given() {
    check("granted", &About { grants: &["prompts"], ..about(&RULES, Consent::Extended) });
}

#[test]
fn a_program_without_a_console_names_its_setting() {
    check("setting-usage", &about(&RULES, Consent::Usage));
    check("setting-off", &about(&RULES, Consent::Off));
}

#[test]
fn what_the_catalog_says_about_turning_it_off_comes_first() {
    let consent = ConsentRules {
        how_to_disable: Some("Set `quill.telemetry` to `off` in the settings of Quill."),
        ..RULES.consent
    };
    let rules = CatalogRules { consent, ..RULES };
    check("how-to-disable", &About { recipients: &[], ..about(&rules, Consent::Usage) });
}

#[test]
fn a_catalog_that_says_nothing_can_still_be_turned_off() {
    let rules = CatalogRules::DEFAULT;
    check("nothing", &About { recipients: &[], ..about(&rules, Consent::Usage) });
    let odd = DestinationRules { retention: Some("P1MT2H"), ..DestinationRules::DEFAULT };
    let odd = [Recipient { name: "odd", consent: Consent::Off, grant: None, rules: &odd }];
    check("odd-duration", &About { recipients: &odd, ..about(&rules, Consent::Usage) });
    let control = CatalogRules { title: "Qu\u{1b}[2Jill", ..RULES };
    let text = short(&About { recipients: &[], ..about(&control, Consent::Usage) });
    assert!(!text.contains('\u{1b}'), "{text:?}");
}
