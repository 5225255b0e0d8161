//! What is recorded, and what arrives where.

use crate::declared::{Account, Asked, Base, Failed, Host, Managed, Measured, Place, Saved, Size, Way};
use crate::world::{World, chosen};
use std::time::Duration;
use telemetry_core::runtime::Builder;
use telemetry_core::runtime::consent::{Choice, Inputs};
use telemetry_core::runtime::flow::{DebounceRules, Edge, Limits};
use telemetry_core::{Bucketed, ByOrigin, Consent, Counted, ErrorText, Family, Hmac, Public, Redacted, ValueOrigin};

fn check(act: impl FnOnce(&World), expected: &[&str]) {
    check_with(|builder| builder, act, expected);
}

fn check_with(change: impl FnOnce(Builder) -> Builder, act: impl FnOnce(&World), expected: &[&str]) {
    let world = World::with(change);
    act(&world);
    world.settle();
    let arrived = world.arrived();
    assert_eq!(arrived.lines().collect::<Vec<_>>(), expected, "\n{arrived}");
}

pub(crate) fn saved(serial: u64) -> Saved {
    Saved { serial, way: Way::Key, project: None, folder: None }
}

fn hashed(text: &str) -> Hmac<String> {
    Hmac::new(text.to_owned())
}

pub(crate) fn failed(serial: u64, text: &str) -> Failed {
    let message = Some(Redacted::new(ErrorText::new(text)));
    Failed { serial, message: message.clone(), hint: message.map(telemetry_core::Truncated::new) }
}

pub(crate) fn asked(serial: u64) -> Asked {
    Asked {
        serial,
        words: "what is it".to_owned(),
        count: Bucketed::new(37),
        files: Counted::new(vec!["/a".to_owned(), "/b".to_owned()]),
        command: ByOrigin::new(ValueOrigin::Builtin, "explain".to_owned()),
        allowed: Some(1),
        covered: Some(2),
        alone: 3,
        place: Place::Panel { size: Size { width: 80 } },
    }
}

pub(crate) fn measured(serial: u64) -> Measured {
    Measured {
        serial,
        was_good: true,
        ratio: 0.5,
        package: Some(Public::new("telemetry".to_owned())),
        codes: [("E1", 4), ("E2", 5), ("E3", 6)].into_iter().collect::<Family<u64>>(),
        managed: Some(9),
    }
}

pub(crate) fn base(seen: Option<u64>) -> Base {
    Base { build: 7, seen }
}

pub(crate) fn host() -> Host {
    Host { cores: 8, build: Some(8) }
}

#[test]
fn each_destination_gets_what_its_ceiling_and_its_kind_of_values_allow() {
    check(
        |world| {
            world.telemetry.record(&Saved { project: Some(hashed("a")), folder: Some(hashed("b")), ..saved(1) });
            world.telemetry.record(&Saved { way: Way::Menu, ..saved(2) });
        },
        &[
            r#"store: saved serial=1 way="key" project=HASH folder=HASH"#,
            r#"store: saved serial=2 way="menu""#,
            r#"keeper: saved serial=1 way="key" project=HASH folder=HASH"#,
            r#"keeper: saved serial=2 way="menu""#,
            "numbers: saved serial=1",
            "numbers: saved serial=2",
            r#"patient: saved serial=1 way="key" project=HASH folder=HASH"#,
            r#"patient: saved serial=2 way="menu""#,
            r#"disk: saved serial=1 way="key" project=HASH folder=HASH"#,
            r#"disk: saved serial=2 way="menu""#,
            "slow: dropped grant: 2",
        ],
    );
}

#[test]
fn equal_values_have_one_hash_in_a_field_and_another_in_the_next() {
    let world = World::with(|builder| builder);
    let twice = Saved { project: Some(hashed("a")), folder: Some(hashed("a")), ..saved(1) };
    world.telemetry.record(&twice);
    world.telemetry.record(&twice);
    world.settle();
    let hashes = world.values("store", &["project", "folder"]);
    assert_eq!(hashes.len(), 4);
    assert_eq!((&hashes[0], &hashes[1]), (&hashes[2], &hashes[3]), "within a field");
    assert_ne!(hashes[0], hashes[1], "in two fields");
    let other = World::with(|builder| builder);
    other.telemetry.record(&twice);
    other.settle();
    assert_ne!(other.values("store", &["project"])[0], hashes[0], "in two products with keys of their own");
}

#[test]
fn text_of_failures_is_cleaned_before_it_is_cut() {
    check(
        |world| world.telemetry.record(&failed(1, "/home/somebody/secret.txt: no such file, ask bob@example.org")),
        &[
            r#"errors: failed serial=1 message="<REDACTED: path>: no such file, ask <REDACTED: email>" hint="<REDACTED: p""#,
        ],
    );
}

#[test]
fn permissions_are_asked_when_an_event_is_recorded_and_when_it_is_sent() {
    check(
        |world| {
            world.telemetry.record(&asked(1));
            world.telemetry.grant("enhanced").expect("kept");
            world.telemetry.record(&asked(2));
            world.telemetry.grant("lasting").expect("kept");
            world.telemetry.record(&asked(3));
            world.settle();
            world.telemetry.record(&asked(4));
            world.telemetry.step();
            world.telemetry.revoke("enhanced").expect("kept");
            world.telemetry.revoke("lasting").expect("kept");
        },
        &[
            r#"store: asked serial=1 count=10 files=2 command="explain" place="panel" panel_width=80"#,
            r#"store: asked serial=2 count=10 files=2 command="explain" place="panel" panel_width=80"#,
            r#"store: asked serial=3 count=10 files=2 command="explain" place="panel" panel_width=80"#,
            r#"store: asked serial=4 count=10 files=2 command="explain" place="panel" panel_width=80 ~120000"#,
            r#"archive: asked serial=2 words="what is it" count=10 files=2 command="explain" covered=2 place="panel" panel_width=80"#,
            r#"archive: asked serial=3 words="what is it" count=10 files=2 command="explain" allowed=1 covered=2 place="panel" panel_width=80"#,
            "slow: asked_plainly serial=3 alone=3",
            r#"disk: asked serial=1 words="what is it" count=10 files=2 command="explain" place="panel" panel_width=80"#,
            r#"disk: asked serial=2 words="what is it" count=10 files=2 command="explain" place="panel" panel_width=80"#,
            r#"disk: asked serial=3 words="what is it" count=10 files=2 command="explain" place="panel" panel_width=80"#,
            r#"disk: asked serial=4 words="what is it" count=10 files=2 command="explain" place="panel" panel_width=80 ~120000"#,
            "archive: dropped grant: 1",
            "archive: dropped withdrawn: 1",
            "slow: dropped grant: 2",
            "slow: 1 waiting",
        ],
    );
}

#[test]
fn what_waits_for_a_permission_that_keeps_it_goes_when_it_is_given_again() {
    check(
        |world| {
            world.telemetry.grant("lasting").expect("kept");
            world.telemetry.record(&saved(1));
            world.telemetry.step();
            world.telemetry.revoke("lasting").expect("kept");
            // What was recorded before, and was not handed on yet, stays too.
            world.telemetry.grant("lasting").expect("kept");
            world.telemetry.record(&saved(2));
            world.telemetry.revoke("lasting").expect("kept");
            world.telemetry.record(&saved(3));
            world.settle();
            world.telemetry.grant("lasting").expect("kept");
        },
        &[
            r#"store: saved serial=1 way="key""#,
            r#"store: saved serial=2 way="key""#,
            r#"store: saved serial=3 way="key""#,
            r#"slow: saved serial=1 way="key""#,
            r#"slow: saved serial=2 way="key""#,
            r#"keeper: saved serial=1 way="key""#,
            r#"keeper: saved serial=2 way="key""#,
            r#"keeper: saved serial=3 way="key""#,
            "numbers: saved serial=1",
            "numbers: saved serial=2",
            "numbers: saved serial=3",
            r#"patient: saved serial=1 way="key""#,
            r#"patient: saved serial=2 way="key""#,
            r#"patient: saved serial=3 way="key""#,
            r#"disk: saved serial=1 way="key""#,
            r#"disk: saved serial=2 way="key""#,
            r#"disk: saved serial=3 way="key""#,
            "slow: dropped grant: 1",
        ],
    );
}

#[test]
fn a_field_leaves_no_more_when_its_permission_is_taken_back_while_it_waits() {
    check(
        |world| {
            world.telemetry.grant("enhanced").expect("kept");
            world.telemetry.grant("lasting").expect("kept");
            world.telemetry.record(&asked(1));
            world.telemetry.step();
            world.telemetry.revoke("lasting").expect("kept");
        },
        &[
            r#"store: asked serial=1 count=10 files=2 command="explain" place="panel" panel_width=80"#,
            r#"archive: asked serial=1 words="what is it" count=10 files=2 command="explain" covered=2 place="panel" panel_width=80"#,
            r#"disk: asked serial=1 words="what is it" count=10 files=2 command="explain" place="panel" panel_width=80"#,
            "slow: 1 waiting",
        ],
    );
}

#[test]
fn a_field_leaves_no_more_when_its_permission_is_taken_back_while_its_event_is_held() {
    let (quiet, most) = (Duration::from_secs(1), Duration::from_secs(10));
    let rules = DebounceRules { edge: Edge::Trailing, quiet, most, limits: Limits::DEFAULT };
    let arrived = |withdraws: bool| {
        let world = World::with(|builder| builder.debounce::<Asked>("archive", rules, &[]));
        world.telemetry.grant("enhanced").expect("kept");
        world.telemetry.grant("lasting").expect("kept");
        world.telemetry.record(&asked(1));
        world.telemetry.step();
        if withdraws {
            world.telemetry.revoke("lasting").expect("kept");
        }
        world.time.pass(2000);
        world.settle();
        world.values("archive", &["allowed", "covered"])
    };
    assert_eq!(arrived(false), ["Count(1)", "Count(2)"]);
    assert_eq!(arrived(true), ["Count(2)"]);
}

#[test]
fn inputs_may_be_changed_by_code_that_calls_telemetry() {
    let world = World::with(|builder| builder.inputs(chosen(Consent::Usage)));
    let chosen = |inputs: &mut Inputs| {
        world.telemetry.choose(Consent::Extended).expect("kept");
        inputs.ci = false;
    };
    assert_eq!(world.telemetry.set_inputs(chosen), 0);
    assert_eq!(world.telemetry.decision().level, Consent::Extended);
}

#[test]
fn a_field_newer_than_the_agreement_does_not_leave() {
    let older = Choice { level: Consent::Extended, version: 1, at: 0 };
    let mut inputs = chosen(Consent::Extended);
    inputs.remembered.choice = Some(older);
    assert!(inputs.remembered.grants.give("enhanced"));
    check_with(
        |builder| builder.inputs(inputs),
        |world| world.telemetry.record(&asked(1)),
        &[
            r#"store: asked serial=1 count=10 files=2 command="explain" place="panel" panel_width=80"#,
            r#"archive: asked serial=1 words="what is it" count=10 files=2 command="explain" place="panel" panel_width=80"#,
            r#"disk: asked serial=1 words="what is it" count=10 files=2 command="explain" place="panel" panel_width=80"#,
            "slow: dropped grant: 1",
        ],
    );
}

#[test]
fn withdrawal_deletes_what_waits_but_where_the_catalog_keeps_it() {
    check(
        |world| {
            world.telemetry.record(&saved(1));
            world.telemetry.step();
            world.telemetry.record(&saved(2));
            assert_eq!(world.telemetry.choose(Consent::Off), Ok(8));
            world.settle();
            world.telemetry.choose(Consent::Usage).expect("kept");
        },
        &[
            r#"keeper: saved serial=1 way="key""#,
            r#"keeper: saved serial=2 way="key""#,
            "store: dropped withdrawn: 2",
            "slow: dropped grant: 2",
            "numbers: dropped withdrawn: 2",
            "patient: dropped withdrawn: 2",
            "disk: dropped withdrawn: 2",
        ],
    );
}

#[test]
fn what_the_user_clears_is_gone_everywhere() {
    check(
        |world| {
            world.telemetry.record(&saved(1));
            assert_eq!(world.telemetry.clear(), 5);
            world.telemetry.record(&saved(2));
        },
        &[
            r#"store: saved serial=2 way="key""#,
            r#"keeper: saved serial=2 way="key""#,
            "numbers: saved serial=2",
            r#"patient: saved serial=2 way="key""#,
            r#"disk: saved serial=2 way="key""#,
            "store: dropped cleared: 1",
            "slow: dropped grant: 2",
            "keeper: dropped cleared: 1",
            "numbers: dropped cleared: 1",
            "patient: dropped cleared: 1",
            "disk: dropped cleared: 1",
        ],
    );
}

#[test]
fn who_has_not_decided_sends_nothing_and_records_nothing() {
    check_with(|builder| builder.inputs(Inputs::default()), record_all, &[]);
}

#[test]
fn at_level_local_all_stays_on_the_machine() {
    check_with(
        |builder| builder.inputs(chosen(Consent::Local)),
        record_all,
        &[
            r#"disk: saved serial=1 way="key""#,
            r#"disk: asked serial=3 words="what is it" count=10 files=2 command="explain" place="panel" panel_width=80"#,
            "store: dropped consent: 2",
            "archive: dropped consent: 1",
            "slow: dropped consent: 2",
            "keeper: dropped consent: 1",
            "numbers: dropped consent: 1",
            "patient: dropped consent: 1",
        ],
    );
}

#[test]
fn at_level_error_only_failures_are_sent() {
    check_with(
        |builder| builder.inputs(chosen(Consent::Error)),
        record_all,
        &[
            r#"errors: failed serial=2 message="it broke" hint="it broke""#,
            r#"disk: saved serial=1 way="key""#,
            r#"disk: asked serial=3 words="what is it" count=10 files=2 command="explain" place="panel" panel_width=80"#,
            "store: dropped consent: 2",
            "archive: dropped consent: 1",
            "slow: dropped consent: 2",
            "keeper: dropped consent: 1",
            "numbers: dropped consent: 1",
            "patient: dropped consent: 1",
        ],
    );
}

fn record_all(world: &World) {
    world.telemetry.record(&saved(1));
    world.telemetry.record(&failed(2, "it broke"));
    world.telemetry.record(&asked(3));
}

#[test]
fn conditions_over_facts_that_are_not_known_do_not_hold() {
    check(
        |world| {
            world.telemetry.record(&measured(1));
            world.telemetry.set_fact("channel", "preview").expect("known");
            world.telemetry.record_shown(&measured(2), crate::world::START - 7_200_000);
            world.telemetry.set_fact("managed", "true").expect("known");
            world.telemetry.record(&measured(3));
        },
        &[
            "early: pre_measured serial=2 was_good=true ratio=0.5 E1_count=4 E2_count=5",
            "early: pre_measured serial=3 was_good=true ratio=0.5 E1_count=4 E2_count=5 managed=9",
            r#"wired: app/measured serial=1 was-good=1 ratio=0.5 package="tele" E1-count=4 E2-count=5 package#2="metr" package#3="y" @issued="2026-01-03T04:00:00.000Z" @number=1 @sent="2026-01-03T04:00:00.000Z" @waited=0 ~-245678"#,
            r#"wired: app/measured serial=2 was-good=1 ratio=0.5 package="tele" E1-count=4 E2-count=5 package#2="metr" package#3="y" @issued="2026-01-03T04:00:00.000Z" @number=2 @sent="2026-01-03T04:00:00.000Z" @shown="2026-01-03T02:00:00.000Z" @waited=0 ~-245678"#,
            r#"wired: app/measured serial=3 was-good=1 ratio=0.5 package="tele" E1-count=4 E2-count=5 package#2="metr" package#3="y" @issued="2026-01-03T04:00:00.000Z" @number=3 @sent="2026-01-03T04:00:00.000Z" @waited=0 ~-245678"#,
            "daily: measured serial=1 was_good=true ratio=0.5 E1_count=4 E2_count=5 ~-14645678",
            "daily: measured serial=2 was_good=true ratio=0.5 E1_count=4 E2_count=5 ~-14645678",
            "daily: measured serial=3 was_good=true ratio=0.5 E1_count=4 E2_count=5 ~-14645678",
            "timeless: measured serial=1 was_good=true ratio=0.5 E1_count=4 E2_count=5 ~never",
            "timeless: measured serial=2 was_good=true ratio=0.5 E1_count=4 E2_count=5 ~never",
            "timeless: measured serial=3 was_good=true ratio=0.5 E1_count=4 E2_count=5 ~never",
            "losses: too_many: 11 (22 bytes)",
            "early: dropped condition: 1",
        ],
    );
}

#[test]
fn a_condition_that_fails_while_an_event_waits_drops_it_whatever_consent_keeps() {
    check(
        |world| {
            world.telemetry.set_fact("managed", "true").expect("known");
            world.telemetry.record(&Managed { serial: 1 });
            world.telemetry.step();
            world.telemetry.set_fact("managed", "false").expect("known");
        },
        &["keeper: dropped condition: 1", "disk: dropped condition: 1"],
    );
}

#[test]
fn common_sets_computed_for_each_event_obey_conditions_and_precedence() {
    check_with(
        |builder| builder.common(&base(Some(5))).common_each(host),
        common_fields,
        &[
            r#"store: saved serial=1 way="key""#,
            r#"store: saved serial=2 way="key""#,
            r#"keeper: saved serial=1 way="key" +build=7 +seen=5"#,
            r#"keeper: saved serial=2 way="key" +cores=8 +build=8 +seen=5"#,
            "keeper: managed serial=3 +build=7 +seen=5",
            "numbers: saved serial=1",
            "numbers: saved serial=2",
            r#"patient: saved serial=1 way="key""#,
            r#"patient: saved serial=2 way="key""#,
            r#"disk: saved serial=1 way="key""#,
            r#"disk: saved serial=2 way="key" +cores=8 +build=8"#,
            "disk: managed serial=3",
            "slow: dropped grant: 2",
        ],
    );
}

#[test]
fn common_sets_given_once_obey_the_same_conditions_and_precedence() {
    check_with(
        |builder| builder.common(&host()).common(&base(Some(5))),
        common_fields,
        &[
            r#"store: saved serial=1 way="key""#,
            r#"store: saved serial=2 way="key""#,
            r#"keeper: saved serial=1 way="key" +build=7 +seen=5"#,
            r#"keeper: saved serial=2 way="key" +cores=8 +build=8 +seen=5"#,
            "keeper: managed serial=3 +build=7 +seen=5",
            "numbers: saved serial=1",
            "numbers: saved serial=2",
            r#"patient: saved serial=1 way="key""#,
            r#"patient: saved serial=2 way="key""#,
            r#"disk: saved serial=1 way="key""#,
            r#"disk: saved serial=2 way="key" +cores=8 +build=8"#,
            "disk: managed serial=3",
            "slow: dropped grant: 2",
        ],
    );
}

fn common_fields(world: &World) {
    world.telemetry.record(&saved(1));
    world.telemetry.set_fact("channel", "preview").expect("known");
    // The last known value stays where there is none.
    world.telemetry.set_common(&base(None));
    world.telemetry.record(&saved(2));
    world.telemetry.set_fact("managed", "true").expect("known");
    world.telemetry.record(&Managed { serial: 3 });
}

#[test]
fn events_wait_for_common_fields_as_long_and_as_many_as_the_catalog_says() {
    let later = |builder: Builder| builder.common_later::<Account>();
    let record = |world: &World, range: std::ops::Range<u64>| {
        range.for_each(|serial| world.telemetry.record_with(|| saved(serial)));
        world.telemetry.step();
        world.time.pass(9_999);
        world.telemetry.step();
        assert_eq!(world.values("patient", &["serial"]), Vec::<String>::new());
    };
    let shown = |world: &World| {
        world.settle();
        let arrived = world.arrived();
        arrived.lines().filter(|line| line.starts_with("patient")).map(str::to_owned).collect::<Vec<_>>()
    };
    let world = World::with(later);
    record(&world, 0..6);
    world.telemetry.set_common(&Account { plan: 4 });
    assert_eq!(
        shown(&world),
        [
            "patient: saved serial=2 way=\"key\" +plan=4",
            "patient: saved serial=3 way=\"key\" +plan=4",
            "patient: saved serial=4 way=\"key\" +plan=4",
            "patient: saved serial=5 way=\"key\" +plan=4",
            "patient: dropped full: 2",
        ]
    );
    let world = World::with(later);
    record(&world, 0..1);
    world.time.pass(1);
    assert_eq!(shown(&world), ["patient: saved serial=0 way=\"key\""]);
}
