//! Random sequences of all that can happen, with one look at everything after each step.
//!
//! `SEED=17 cargo test … simulation` repeats one sequence, and prints its steps; `SEEDS=5000` tries more.

use crate::behaviour::{asked, base, failed, host, measured, saved};
use crate::declared::{Account, Asked, CATALOG, Managed, Place};
use crate::oracle::{Dice, Moment, Scripted, Truth, hold, hush};
use crate::world::{DESTINATIONS, Time, chosen};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use telemetry_core::Consent;
use telemetry_core::runtime::{LaneOptions, Telemetry};

const LEVELS: [Consent; 6] =
    [Consent::Off, Consent::Local, Consent::Crash, Consent::Error, Consent::Usage, Consent::Extended];

struct Simulation {
    dice: Dice,
    time: Time,
    telemetry: Telemetry,
    truth: Arc<Mutex<Truth>>,
    log: Vec<String>,
}

impl Simulation {
    fn new(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let now = Moment { level: Consent::Extended, grants: BTreeSet::new(), channel: None, managed: None };
        let truth = Arc::new(Mutex::new(Truth::new(seed ^ 1, now)));
        let time = Time::new();
        let mut builder = Telemetry::builder(&CATALOG)
            .stepped()
            .clock(time.clone())
            .inputs(chosen(Consent::Extended))
            .common_later::<Account>();
        builder = if dice.below(2) == 0 { builder.common(&base(Some(1))) } else { builder.common_each(host) };
        if dice.below(4) == 0 {
            builder = builder.record_bytes(16 * 500);
        }
        for destination in DESTINATIONS {
            let options = LaneOptions {
                batch_events: usize::try_from(dice.below(9)).unwrap_or(0),
                batch_bytes: 1 + usize::try_from(dice.below(600)).unwrap_or(0),
                interval: Duration::from_millis(dice.below(20_000)),
                queue_bytes: if dice.below(3) == 0 { 1000 } else { 1 << 20 },
                timeout: Duration::from_secs(1),
                attempts: u32::try_from(dice.below(12)).unwrap_or(0),
            };
            builder =
                builder.destination_with(destination, Scripted { destination, truth: Arc::clone(&truth) }, options);
        }
        let telemetry = builder.build().expect("the catalog has what is set up");
        Self { dice, time, telemetry, truth, log: Vec::new() }
    }

    /// Does one thing, and looks at everything.
    fn step(&mut self) {
        match self.dice.below(20) {
            0..=7 => self.record(),
            8..=10 => {
                self.log.push("step".to_owned());
                self.telemetry.step();
            }
            11..=12 => {
                let millis = self.dice.of(&[0, 10, 900, 5_000, 30_000, 400_000]);
                self.log.push(format!("{millis} ms pass"));
                self.time.pass(millis);
            }
            13 => {
                let millis = self.dice.of(&[-1, 1, -86_400_000, 86_400_000, -400, i64::MIN / 4, i64::MAX / 4]);
                self.log.push(format!("the clock jumps {millis} ms"));
                self.time.jump(millis);
            }
            14 => self.choose(),
            15 => self.grant(),
            16 => self.say(),
            17 => self.learn(),
            18 => {
                self.log.push("flush".to_owned());
                let _ = self.telemetry.flush(Duration::from_millis(1));
            }
            _ if self.dice.below(6) == 0 => {
                self.log.push("clear".to_owned());
                hold(&self.truth).delete(true);
                self.telemetry.clear();
            }
            _ => {}
        }
        self.look();
    }

    fn record(&mut self) {
        let serial = hold(&self.truth).record();
        self.log.push(format!("record {serial}"));
        match self.dice.below(6) {
            0 => self.telemetry.record(&saved(serial)),
            1 => self.telemetry.record_with(|| failed(serial, "it broke in /home/somebody/x")),
            2 if serial.is_multiple_of(2) => self.telemetry.record(&Asked { place: Place::Line, ..asked(serial) }),
            2 => self.telemetry.record(&asked(serial)),
            3 => self.telemetry.record(&measured(serial)),
            4 => self.telemetry.record_shown(&measured(serial), self.dice.of(&[0, i64::MIN, i64::MAX, 5])),
            _ => self.telemetry.record(&Managed { serial }),
        }
    }

    fn choose(&mut self) {
        let level = self.dice.of(&LEVELS);
        self.log.push(format!("choose {level:?}"));
        let mut truth = hold(&self.truth);
        truth.now.level = level;
        truth.delete(false);
        drop(truth);
        self.telemetry.choose(level).expect("nothing is kept");
    }

    fn grant(&mut self) {
        let name = self.dice.of(&["enhanced", "lasting"]);
        let is_given = self.dice.below(3) > 0;
        self.log.push(format!("{name} is {}", if is_given { "given" } else { "taken" }));
        let mut truth = hold(&self.truth);
        if is_given {
            truth.now.grants.insert(name);
            drop(truth);
            self.telemetry.grant(name).expect("nothing is kept");
            return;
        }
        truth.now.grants.remove(name);
        truth.delete(false);
        drop(truth);
        self.telemetry.revoke(name).expect("nothing is kept");
    }

    fn say(&mut self) {
        let (channel, managed) = (self.dice.of(&["preview", "stable", "unheard"]), self.dice.of(&["true", "false"]));
        self.log.push(format!("channel {channel}, managed {managed}"));
        let mut truth = hold(&self.truth);
        truth.now.channel = (channel != "unheard").then_some(channel);
        truth.now.managed = Some(managed);
        drop(truth);
        assert_eq!(self.telemetry.set_fact("channel", channel).is_err(), channel == "unheard");
        self.telemetry.set_fact("managed", managed).expect("a fact of the catalog");
    }

    fn learn(&mut self) {
        self.log.push("a common set is known".to_owned());
        match self.dice.below(3) {
            0 => self.telemetry.set_common(&Account { plan: 1 }),
            1 => self.telemetry.set_common(&base(None)),
            _ => self.telemetry.set_common(&host()),
        }
    }

    fn look(&self) {
        let (account, truth) = (self.telemetry.account(), hold(&self.truth));
        let twice = truth.delivered.iter().filter(|(_, times)| **times > 1).map(|(what, _)| format!("twice: {what:?}"));
        let mut faults: Vec<String> = truth.faults.iter().cloned().chain(twice).collect();
        if !account.balances() {
            faults.push(format!("the account does not balance: {account:#?}"));
        }
        for each in &account.destinations {
            let arrived = truth.delivered.keys().filter(|(name, ..)| *name == each.name).count() as u64;
            if each.sent != arrived {
                faults.push(format!("{}: {} sent, {arrived} arrived", each.name, each.sent));
            }
        }
        assert!(faults.is_empty(), "{}\nafter:\n{}", faults.join("\n"), self.log.join("\n"));
    }

    /// Ends telemetry, and holds the last account against what was recorded. Returns what happened at all.
    fn end(&mut self) -> BTreeSet<String> {
        self.log.push("shutdown".to_owned());
        hold(&self.truth).is_calm = self.dice.below(2) == 0;
        let left = self.telemetry.shutdown(Duration::from_secs(1));
        self.look();
        for _ in 0..3 {
            self.record();
            self.telemetry.step();
            self.time.pass(400_000);
            self.look();
        }
        let account = self.telemetry.account();
        assert_eq!(account.waiting, 0, "{account:#?}");
        assert_eq!(account.recorded, account.routed + account.dropped.total());
        for each in &account.destinations {
            assert_eq!((each.waiting, each.recorded), (0, each.sent + each.dropped.total()), "{each:#?}");
        }
        let at_end: u64 = account.destinations.iter().map(|each| each.dropped.count(DEADLINE)).sum();
        assert_eq!(left.lost, at_end, "{account:#?}\nafter:\n{}", self.log.join("\n"));
        let dropped = account.destinations.iter().flat_map(|each| each.dropped.iter());
        let reasons = dropped.chain(account.dropped.iter()).map(|(reason, _)| format!("dropped {reason}"));
        let arrived = account.destinations.iter().filter(|each| each.sent > 0).map(|each| format!("at {}", each.name));
        reasons.chain(arrived).collect()
    }
}

const DEADLINE: telemetry_core::runtime::Reason = telemetry_core::runtime::Reason::Deadline;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

#[test]
fn whatever_happens_the_account_balances_and_nothing_forbidden_arrives() {
    hush();
    let only = number("SEED");
    let seeds = only.map_or(0..number("SEEDS").unwrap_or(300), |seed| seed..seed + 1);
    let mut happened = BTreeSet::new();
    for seed in seeds {
        println!("SEED={seed}");
        let mut simulation = Simulation::new(seed);
        for _ in 0..300 {
            simulation.step();
        }
        happened.extend(simulation.end());
    }
    // A simulation in which nothing arrives, or nothing goes wrong, proves nothing.
    if only.is_none() {
        assert_eq!(happened.into_iter().collect::<Vec<_>>(), EVERYTHING);
    }
}

/// What all sequences together must bring about.
const EVERYTHING: [&str; 22] = [
    "at archive",
    "at daily",
    "at disk",
    "at early",
    "at errors",
    "at keeper",
    "at numbers",
    "at patient",
    "at slow",
    "at store",
    "at timeless",
    "at wired",
    "dropped cleared",
    "dropped condition",
    "dropped consent",
    "dropped deadline",
    "dropped full",
    "dropped grant",
    "dropped panicked",
    "dropped refused",
    "dropped too-large",
    "dropped withdrawn",
];
