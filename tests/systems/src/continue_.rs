//! Continue's client: Segment gets the events, and the machine's id with each. VS Code's own setting decides.
//!
//! The program of 2023 called `analytics.identify` when its code was loaded, before anything asked for consent, and sent
//! what Segment's library still held after telemetry was turned off. Here both wait for the same answer.

use crate::story::{PATIENCE, StoryClock, server, set_up, settings_say};
use crate::{Place, Story, Threads};
use events::{CATALOG, ExtensionActivated, IdentityCommon, SuggestionAccepted, UniversalPromptQuery};
use telemetry_core::runtime::Telemetry;
use telemetry_core::runtime::senders::segment::Segment;
use telemetry_core::{Consent, Event, Id};

// What a catalog says, its prose and its numbers, is not held to clippy's taste.
#[allow(clippy::doc_markdown, clippy::struct_excessive_bools, clippy::unreadable_literal)]
pub mod events {
    //! What Continue may record. Made from `catalog/examples/continue` when this package is built.
    include!(concat!(env!("OUT_DIR"), "/continue/telemetry.rs"));
}

/// Says who uses the extension, once for each start: the call that the catalog describes at `user_id`.
#[derive(Event)]
#[telemetry(
    catalog = events::CATALOG,
    name = "Identify",
    purpose = product,
    consent = usage,
    destinations(segment),
    origin = client
)]
pub struct Identify {}

/// The id of the machine; it must not arrive before consent.
pub const MACHINE: &str = "machine-4711";

/// What is asked while telemetry is on, off, and on its way out when it is turned off.
pub const QUESTIONS: [&str; 3] = ["How do I sort a list?", "Why is my salary.py slow?", "Who reads my questions?"];

/// Tells the story.
///
/// # Panics
///
/// When the story names what its catalog does not have, or nothing can listen on loopback.
#[must_use]
pub fn tell(threads: Threads) -> Story {
    let clock = StoryClock::default();
    let segment = server();
    let telemetry = client(&segment.url("/v1/batch"), &clock, threads);

    // The extension is loaded. Nobody knows yet what VS Code says.
    telemetry.record(&Identify {});
    telemetry.record(&ExtensionActivated {});

    // VS Code says no. The question is not even copied.
    set_vscode(&telemetry, false);
    ask(&telemetry, QUESTIONS[1]);

    // The user turns telemetry on, and asks.
    set_vscode(&telemetry, true);
    telemetry.record(&Identify {});
    telemetry.record(&ExtensionActivated {});
    clock.pass(std::time::Duration::from_secs(90));
    ask(&telemetry, QUESTIONS[0]);
    telemetry.record(&SuggestionAccepted {});
    let _ = telemetry.flush(PATIENCE);

    // Another question waits for its batch when telemetry is turned off.
    ask(&telemetry, QUESTIONS[2]);
    telemetry.step();
    set_vscode(&telemetry, false);
    telemetry.record(&SuggestionAccepted {});

    // What comes after the user turned it on again is all that follows.
    set_vscode(&telemetry, true);
    telemetry.record(&SuggestionAccepted {});
    let left = telemetry.shutdown(PATIENCE);
    Story { places: vec![Place::of("segment", &segment)], accounts: vec![left.account] }
}

fn client(url: &str, clock: &StoryClock, threads: Threads) -> Telemetry {
    let builder = Telemetry::builder(&CATALOG)
        .inputs(settings_say(Consent::Usage))
        .common(&IdentityCommon { user_id: Id::new(MACHINE) })
        .destination("segment", Segment::new("write key").url(url).identify_by("Identify"));
    set_up(builder, clock, threads)
}

fn set_vscode(telemetry: &Telemetry, is_enabled: bool) {
    telemetry.set_fact("vscode_telemetry", is_enabled).expect("the catalog declares the fact");
}

fn ask(telemetry: &Telemetry, question: &str) {
    telemetry.record_with(|| UniversalPromptQuery { query: question.to_owned() });
}
