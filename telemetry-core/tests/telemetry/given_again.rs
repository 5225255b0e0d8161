//! What is taken back and given again: what was recorded before does not leave after.

use crate::declared::Revealed;
use crate::world::World;
use std::time::Duration;
use telemetry_core::Consent;
use telemetry_core::runtime::Builder;
use telemetry_core::runtime::flow::{DebounceRules, Edge, Limits};

/// What is taken back and given again.
fn takes_back_and_gives(world: &World) {
    let telemetry = &world.telemetry;
    for name in ["enhanced", "lasting"] {
        telemetry.revoke(name).expect("kept");
        telemetry.grant(name).expect("kept");
    }
    telemetry.choose(Consent::Usage).expect("kept");
    telemetry.choose(Consent::Extended).expect("kept");
}

/// Returns what arrives of two events, one from before something was done and one from after it.
fn revealed(change: impl FnOnce(Builder) -> Builder, act: fn(&World), destination: &str) -> Vec<String> {
    let world = World::with(change);
    for name in ["enhanced", "lasting"] {
        world.telemetry.grant(name).expect("kept");
    }
    world.telemetry.record(&Revealed { granted: 1, kept: 1, agreed: 1 });
    act(&world);
    world.time.pass(1);
    world.telemetry.record(&Revealed { granted: 2, kept: 2, agreed: 2 });
    world.settle();
    let keys = ["granted", "kept", "agreed"];
    keys.map(|key| format!("{key} {}", world.values(destination, &[key]).join(" "))).to_vec()
}

#[test]
fn what_was_recorded_before_its_permission_was_taken_back_does_not_leave_when_it_is_given_again() {
    let all = ["granted Count(1) Count(2)", "kept Count(1) Count(2)", "agreed Count(1) Count(2)"];
    assert_eq!(revealed(|builder| builder, |_| (), "store"), all);
    let acts: [fn(&World); 2] = [takes_back_and_gives, |world| {
        world.telemetry.step();
        takes_back_and_gives(world);
    }];
    for act in acts {
        assert_eq!(
            revealed(|builder| builder, act, "store"),
            ["granted Count(2)", "kept Count(1) Count(2)", "agreed Count(2)"]
        );
        // What waits for this one stays until its level is reached again.
        assert_eq!(
            revealed(|builder| builder, act, "keeper"),
            ["granted Count(2)", "kept Count(1) Count(2)", "agreed Count(1) Count(2)"]
        );
    }
}

#[test]
fn the_same_holds_for_what_is_held_on_its_way() {
    let (quiet, most) = (Duration::from_secs(1), Duration::from_secs(10));
    let rules = DebounceRules { edge: Edge::Trailing, quiet, most, limits: Limits::DEFAULT };
    let debounced = |builder: Builder| builder.debounce::<Revealed>("store", rules, &[]);
    let act: fn(&World) = |world| {
        world.telemetry.step();
        takes_back_and_gives(world);
        world.time.pass(2000);
        world.settle();
    };
    let only_first =
        |act| revealed(debounced, act, "store").iter().map(|text| text.contains("Count(1)")).collect::<Vec<_>>();
    assert_eq!(only_first(act), [false, true, false]);
    let waits: fn(&World) = |world| {
        world.time.pass(2000);
        world.settle();
    };
    assert_eq!(only_first(waits), [true, true, true]);
}
