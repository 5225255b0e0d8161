//! What an instance of Sourcegraph exports: its licence decides whether, an allow list decides what, and of an event's
//! parameters numbers alone go without one.

use crate::post::PostJson;
use crate::sourcegraph::events::{
    BlobHover, CATALOG, Cody, CodyAtMentionSelected, CodyChatQuestionSubmitted, Provider, Source, SourceText,
    SurveyHappinessSubmitted, Tier, V2MarketingCommon, V2SourceCommon,
};
use crate::story::{PATIENCE, StoryClock, server, set_up, settings_say};
use crate::{Place, Story, Threads};
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use telemetry_core::runtime::senders::json_lines::JsonLines;
use telemetry_core::runtime::{Telemetry, json};
use telemetry_core::{Consent, Url, Version};

/// What was mentioned, which stays on the instance.
pub const MENTIONED: &str = "https://wiki.example.org/secret-plan";

/// Where a visitor came from, which only services of Sourcegraph itself may say.
pub const CAMPAIGN: &str = "https://shop.example.org/campaign";

/// Answers to the survey, before and with the agreement.
pub const ANSWERS: [&str; 2] = ["I tell nobody.", "I like it."];

/// The model that was asked when nothing may be exported.
pub const LOCAL_MODEL: &str = "our-own-model";

/// Tells the story.
///
/// # Panics
///
/// When the story names what its catalog does not have, or nothing can listen on loopback.
#[must_use]
pub fn tell(threads: Threads) -> Story {
    let clock = StoryClock::default();
    let (gateway, metadata, table) = (server(), server(), Table::default());
    let instance = instance(&gateway.url("/v1/events"), &metadata.url("/v1/metadata"), &table, &clock, threads);

    // No licence says otherwise: everything may be exported.
    mention(&instance);
    answer(&instance, ANSWERS[0]);
    instance.grant("feedback_agreement").expect("the story keeps nothing");
    answer(&instance, ANSWERS[1]);
    let _ = instance.flush(PATIENCE);

    // The licence says: Cody's events only. The instance says of each event which it is.
    set(&instance, "licence_tag", "disable-telemetry-events-export");
    instance.record(&BlobHover {});
    let _ = instance.flush(PATIENCE);
    set(&instance, "event_feature", "cody");
    ask(&instance, "claude");
    let _ = instance.flush(PATIENCE);

    // The licence says: nothing leaves.
    set(&instance, "licence_tag", "allow-air-gapped");
    ask(&instance, LOCAL_MODEL);

    // The licence says what nobody foresaw: that closes.
    instance.set_fact("licence_tag", "export-everything").expect_err("the catalog has no such value");
    ask(&instance, LOCAL_MODEL);
    let left = instance.shutdown(PATIENCE);
    let places = vec![
        Place { name: "event_logs", bodies: table.lines() },
        Place::of("gateway", &gateway),
        Place::of("gateway_metadata", &metadata),
    ];
    Story { places, accounts: vec![left.account] }
}

fn instance(gateway: &str, metadata: &str, table: &Table, clock: &StoryClock, threads: Threads) -> Telemetry {
    let array = ["[", "]"];
    let mut builder = Telemetry::builder(&CATALOG)
        .inputs(settings_say(Consent::Usage))
        .common(&source())
        .common(&marketing())
        .destination("event_logs", JsonLines::new(table.clone()))
        .destination("gateway", PostJson::new(gateway.to_owned(), array, json::write_item))
        .destination("gateway_metadata", PostJson::new(metadata.to_owned(), array, json::write_item));
    for (fact, value) in [
        ("component", "instance"),
        ("dotcom", "false"),
        ("export_all", "false"),
        ("export_usage_data", "false"),
        ("licence", "valid"),
        ("licence_tag", "none"),
        ("licence_created", "later"),
        ("event_feature", "other"),
    ] {
        builder = builder.fact(fact, value);
    }
    set_up(builder, clock, threads)
}

/// The table `event_logs` of the instance: lines in memory.
#[derive(Clone, Debug, Default)]
struct Table(Arc<Mutex<Vec<u8>>>);

impl Table {
    fn lines(&self) -> Vec<Vec<u8>> {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(<[u8]>::to_vec).collect()
    }
}

impl Write for Table {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn set(telemetry: &Telemetry, fact: &str, value: &str) {
    telemetry.set_fact(fact, value).expect("the catalog declares the fact and its value");
}

fn mention(instance: &Telemetry) {
    instance.record(&CodyAtMentionSelected {
        provider: Some(Provider::Openctx),
        provider_text: Some(MENTIONED.to_owned()),
        source: Source::Chat,
        source_text: SourceText::Chat,
        cody: Cody { tier: Tier::Enterprise },
    });
}

fn ask(instance: &Telemetry, model: &str) {
    instance.record(&CodyChatQuestionSubmitted {
        chat_agent: None,
        chat_model: model.to_owned(),
        cody: Cody { tier: Tier::Pro },
    });
}

fn answer(instance: &Telemetry, text: &str) {
    instance.record(&SurveyHappinessSubmitted { feedback: Some(text.to_owned()) });
}

fn source() -> V2SourceCommon {
    V2SourceCommon {
        client_name: Some("VSCode.Cody".to_owned()),
        client_version: Version::parse("1.2.3"),
        parameters_version: 0,
        request_api_client_feature: None,
        request_api_client_name: None,
        request_api_client_version: None,
        request_requested_with: None,
        request_user_agent: None,
        server_version: Version::parse("5.2.4").expect("a version"),
    }
}

fn marketing() -> V2MarketingCommon {
    V2MarketingCommon {
        marketing_cohort_id: None,
        marketing_first_page_seen_url: None,
        marketing_last_page_seen_url: None,
        marketing_most_recent_referrer_url: None,
        marketing_referrer: None,
        marketing_url: Some(Url::new(CAMPAIGN)),
        marketing_utm_campaign: None,
        marketing_utm_content: None,
        marketing_utm_medium: None,
        marketing_utm_source: None,
        marketing_utm_term: None,
    }
}
