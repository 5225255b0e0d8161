//! The senders for tests do what a test needs: keep, answer as told, and fail at what is forbidden.

use runtime_tests::{PATIENCE, common, everything, field, item, send, text};
use std::panic::{AssertUnwindSafe, catch_unwind};
use telemetry_core::Class;
use telemetry_core::runtime::senders::memory::{Forbid, Recorder};
use telemetry_core::runtime::{Kind, Outcome};

#[test]
fn a_recorder_keeps_what_arrived_and_answers_as_told() {
    let script = [
        Outcome::Later { after: None },
        Outcome::Partly { retry: vec![0], refused: vec![2] },
        Outcome::TooLarge,
        Outcome::Refused("no".to_owned()),
    ];
    let recorder = Recorder::answering(script.clone());
    let items: Vec<_> = (1..4).map(everything).collect();
    for expected in script.into_iter().chain([Outcome::Accepted]) {
        assert_eq!(send(&mut recorder.clone(), &items, PATIENCE), expected);
    }
    let ids: Vec<_> = recorder.items().iter().map(|item| item.id[0]).collect();
    assert_eq!(ids, [2, 1, 2, 3]);
    assert_eq!(recorder.items()[0], items[1]);
    assert_eq!(recorder.sends(), [3; 5]);
}

#[test]
fn a_forbidden_class_or_key_fails_the_test() {
    let check = |forbid: Forbid, expected: &[&str]| {
        let event =
            item(1, vec![field("prompt", Kind::Property, text("a")), common("userId", Kind::Identity, text("b"))]);
        let recorder = Recorder::new();
        assert_eq!(send(&mut forbid.around(recorder.clone()), &[event], PATIENCE), Outcome::Accepted);
        assert_eq!(recorder.items().len(), 1);
        assert_eq!(forbid.seen(), expected);
        let fails = catch_unwind(AssertUnwindSafe(|| drop(forbid))).is_err();
        assert_eq!(fails, !expected.is_empty());
    };
    check(Forbid::above(Class::Identifier), &[]);
    check(Forbid::above(Class::Technical), &["`userId` of event `policy_loaded` has class `identifier`"]);
    let prompt = "`prompt` of event `policy_loaded` has class `technical`";
    check(Forbid::above(Class::Identifier).key("prompt").key("answer"), &[prompt]);
}
