//! Copilot Chat's services: Microsoft, Microsoft's own staff, GitHub for all and GitHub for those who agreed to more.
//!
//! One event goes to several of them, with other fields for each. The program decides with three senders and lists of
//! names, and what a list forgets leaves; here the classes and permissions of the catalog decide. What the document calls
//! redaction, multiplexing and removal of repositories happens at each destination that wants it, and nowhere by hand.

mod common;

use crate::story::{PATIENCE, StoryClock, server, set_up, settings_say};
use crate::{Place, Story, Threads};
use common::{MicrosoftPlan, staff};
use events::{
    CATALOG, Exception, FetchTelemetry, InteractiveSessionMessage, InternalCommon, Message, MicrosoftCommon, Mode,
    PlanCommon, Reason, ReplyType, Source, Token, UiKind,
};
use runtime_tests::Server;
use std::time::Duration;
use telemetry_core::runtime::senders::application_insights::ApplicationInsights;
use telemetry_core::runtime::{Clock as _, Telemetry};
use telemetry_core::{Consent, ErrorText, Id, Public, Redacted, StackTrace, Uuid};

// What a catalog says, its prose and its numbers, is not held to clippy's taste.
#[allow(clippy::doc_markdown, clippy::struct_excessive_bools, clippy::unreadable_literal)]
pub mod events {
    //! What Copilot Chat may record. Made from `catalog/examples/copilot-chat` when this package is built.
    include!(concat!(env!("OUT_DIR"), "/copilot-chat/telemetry.rs"));
}

/// The destinations, in the order of the story. What goes to Microsoft's own staff goes to a second store too, which
/// shall hold large events one day.
pub const PLACES: [&str; 5] = ["msft", "msft_internal", "gh_standard", "gh_enhanced", LARGE];

/// The second store of `msft_internal`.
const LARGE: &str = "msft_internal-large-event";

/// What users wrote: nobody agreed to more; one who did; one of Microsoft's staff; one whose token is lost while it
/// waits; one who turned telemetry off while it waits; one after telemetry was turned on again.
pub const PROMPTS: [&str; 6] = ["prompt-one", "prompt-two", "prompt-three", "prompt-four", "prompt-five", "prompt-six"];

/// Where an error happened, which only those see who agreed, and then without the path.
pub const ERROR_PATH: &str = "/home/alice/secret-project/src/main.ts";

/// What the error said.
pub const ERROR_MESSAGE: &str = "cannot read property of undefined";

/// The repository of the open file.
pub const REPOSITORY: &str = "github.example.org/acme/rockets";

/// The name of the user, which Microsoft's staff gave leave to send.
pub const USER: &str = "octocat-of-staff";

/// Tells the story.
///
/// # Panics
///
/// When the story names what its catalog does not have, or nothing can listen on loopback.
#[must_use]
pub fn tell(threads: Threads) -> Story {
    let clock = StoryClock::default();
    let servers = PLACES.map(|_| server());
    let telemetry = services(&servers, &clock, threads);

    // A user like most: no token yet, no agreement beside VS Code's own setting.
    converse(&telemetry, &clock, PROMPTS[0]);
    fail(&telemetry);
    fetch(&telemetry, "stable");
    clock.pass(Duration::from_secs(2));
    let _ = telemetry.flush(PATIENCE);

    // A token comes: a plan, and with it the agreement that prompts may be sent.
    token_comes(&telemetry);
    telemetry.grant("enhanced").expect("the story keeps nothing");
    converse(&telemetry, &clock, &long(PROMPTS[1]));
    fail(&telemetry);
    fetch(&telemetry, "prerelease");
    let _ = telemetry.flush(PATIENCE);

    // The token lists an organisation of Microsoft's.
    set(&telemetry, "internal_user", "true");
    telemetry.grant("internal").expect("the story keeps nothing");
    converse(&telemetry, &clock, PROMPTS[2]);
    ask_as_staff(&telemetry, PROMPTS[2]);
    let _ = telemetry.flush(PATIENCE);

    // The token is lost while events wait, and both agreements with it. The plan stays the last one known.
    converse(&telemetry, &clock, PROMPTS[3]);
    telemetry.step();
    telemetry.revoke("enhanced").expect("the story keeps nothing");
    telemetry.revoke("internal").expect("the story keeps nothing");
    set(&telemetry, "internal_user", "false");
    let _ = telemetry.flush(PATIENCE);

    // The user turns telemetry off while events wait, and on again. Agreements do not come back with it.
    telemetry.grant("enhanced").expect("the story keeps nothing");
    converse(&telemetry, &clock, PROMPTS[4]);
    telemetry.step();
    telemetry.choose(Consent::Off).expect("the story keeps nothing");
    converse(&telemetry, &clock, PROMPTS[4]);
    telemetry.choose(Consent::Usage).expect("the story keeps nothing");
    converse(&telemetry, &clock, PROMPTS[5]);
    let left = telemetry.shutdown(PATIENCE);
    let places = PLACES.iter().zip(&servers).map(|(name, server)| Place::of(name, server)).collect();
    Story { places, accounts: vec![left.account] }
}

fn services(servers: &[Server; 5], clock: &StoryClock, threads: Threads) -> Telemetry {
    let mut builder = common::known(Telemetry::builder(&CATALOG))
        .inputs(settings_say(Consent::Usage))
        .fact("internal_user", false)
        .fact("legacy_opt_out", false)
        .fact("product_level", "usage")
        .fact("release_channel", "stable")
        .fact("chat_location", "panel")
        .common_later::<PlanCommon>()
        .common_later::<MicrosoftCommon>()
        .common_later::<InternalCommon>();
    for (name, server) in PLACES.iter().zip(servers) {
        let connection = format!("InstrumentationKey={name};IngestionEndpoint={}", server.url(""));
        let sender = ApplicationInsights::new(&connection);
        builder = match *name {
            LARGE => builder.copy("msft_internal", "large-event", sender),
            name => builder.destination(name, sender),
        };
    }
    set_up(builder, clock, threads)
}

fn set(telemetry: &Telemetry, fact: &str, value: &str) {
    telemetry.set_fact(fact, value).expect("the catalog declares the fact and its value");
}

fn token_comes(telemetry: &Telemetry) {
    telemetry.set_common(&PlanCommon { sku: Some(Public::new("copilot_pro".to_owned())) });
    telemetry.set_common(&MicrosoftPlan::of("copilot_pro", "tracking-1"));
    telemetry.set_common(&staff(USER));
    telemetry.record(&Token {
        mcp_enabled: true,
        preview_enabled: false,
        review_enabled: true,
        snippy_enabled: true,
        telemetry_enabled: true,
    });
}

/// Returns a prompt with 15,000 characters beyond the basic plane, two UTF-16 units each. No part may end
/// within one of them.
#[must_use]
pub fn long(prompt: &str) -> String {
    format!("{prompt}!{}", "😀".repeat(15_000))
}

/// A message is shown, and a second and a half later it is recorded.
fn converse(telemetry: &Telemetry, clock: &StoryClock, prompt: &str) {
    let displayed = clock.wall();
    clock.pass(Duration::from_millis(1500));
    let message = Message {
        code_block_languages: None,
        conversation_id: Id::new("conversation-1"),
        document_length: Some(1200),
        header_request_id: Some(Uuid::from_u128(2)),
        language_id: Some(Public::new("rust".to_owned())),
        message_char_len: prompt.chars().count() as u64,
        message_id: Uuid::from_u128(3),
        mode: Some(Mode::Ask),
        num_code_blocks: None,
        off_topic: Some(false),
        prompt_token_len: 40,
        reply_type: Some(ReplyType::Conversational),
        source: Source::User,
        suggestion: None,
        turn_index: 1,
        ui_kind: UiKind::ConversationPanel,
        user_message_id: None,
        message_text: Some(prompt.to_owned()),
    };
    telemetry.record_shown(&message, displayed);
}

/// Something fails. Who agreed to it sends the error; everybody else a placeholder that says so.
fn fail(telemetry: &Telemetry) {
    let is_agreed = telemetry.decision().grants.contains("enhanced");
    telemetry.record(&Exception {
        origin: Redacted::new(ErrorText::new(format!("activate {ERROR_PATH}"))),
        reason: if is_agreed { Reason::Logged } else { Reason::NotLogged },
        cause: None,
        message: ErrorText::new(ERROR_MESSAGE),
        name: ErrorText::new("TypeError"),
        stack: Some(StackTrace::new(format!("TypeError: {ERROR_MESSAGE}\n    at run ({ERROR_PATH}:12:7)"))),
    });
}

/// The extension makes a request; pre-release builds alone tell.
fn fetch(telemetry: &Telemetry, channel: &str) {
    set(telemetry, "release_channel", channel);
    telemetry.record(&FetchTelemetry {
        call_site: Public::new("chat-request".to_owned()),
        latency_ms: Duration::from_millis(240),
        status_code: 200,
    });
}

fn ask_as_staff(telemetry: &Telemetry, query: &str) {
    telemetry.record(&InteractiveSessionMessage {
        api_type: None,
        base_model: Public::new("gpt-4o".to_owned()),
        detected_intent: Public::new("none".to_owned()),
        intent: Public::new("explain".to_owned()),
        is_participant_detected: false,
        query: query.to_owned(),
        request_id: Uuid::from_u128(4),
        session_id: Id::new("conversation-1"),
        turn_number: 1,
    });
}
