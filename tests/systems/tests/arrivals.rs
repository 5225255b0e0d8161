//! What arrives of each story, byte by byte, and above all what does not.

use four_systems::sourcegraph::export;
use four_systems::{Story, Threads, continue_, copilot_chat, oso, sourcegraph};
use runtime_tests::folder;
use serde_json::Value as Json;
use std::path::Path;
use std::{env, fs};
use telemetry_core::runtime::Reason;

#[test]
fn continue_sends_nothing_before_consent_and_nothing_after() {
    let story = check("continue", continue_::tell);
    check_has(&story, "segment", &[continue_::MACHINE, continue_::QUESTIONS[0]]);
    check_never(&story, &["segment"], &continue_::QUESTIONS[1..]);
}

#[test]
fn each_service_of_copilot_chat_gets_what_was_agreed_to_for_it() {
    use copilot_chat::{ERROR_MESSAGE, ERROR_PATH, PLACES, PROMPTS, REPOSITORY, USER};
    let story = check("copilot-chat", copilot_chat::tell);
    check_never(&story, &["msft", "gh_standard"], &PROMPTS);
    check_never(&story, &["msft", "gh_standard"], &[ERROR_MESSAGE, "rockets", "messageText", USER]);
    check_has(&story, "gh_enhanced", &[PROMPTS[1], PROMPTS[2], ERROR_MESSAGE, "rockets", "messageText_02"]);
    check_never(&story, &["gh_enhanced"], &[PROMPTS[0], PROMPTS[3], PROMPTS[4], PROMPTS[5], USER]);
    check_has(&story, "msft_internal", &[PROMPTS[2], USER]);
    check_has(&story, "msft_internal-large-event", &[PROMPTS[2], USER]);
    let of_others = [PROMPTS[0], PROMPTS[1], PROMPTS[3], PROMPTS[4], PROMPTS[5], "rockets"];
    check_never(&story, &["msft_internal", "msft_internal-large-event"], &of_others);
    check_never(&story, &PLACES, &[ERROR_PATH, "secret-project", "/home/", REPOSITORY]);
}

#[test]
fn sourcegraphs_extension_sends_where_its_conditions_say_so_and_arguments_where_they_were_permitted() {
    use sourcegraph::{ARGUMENTS, ERRORS, HOVERS};
    let story = check("sourcegraph", sourcegraph::tell);
    check_has(&story, "connected_instance", &[HOVERS[2], HOVERS[3], HOVERS[5], ARGUMENTS[1]]);
    let closed = [HOVERS[0], HOVERS[1], HOVERS[4], ARGUMENTS[0], ARGUMENTS[2], ARGUMENTS[3]];
    check_never(&story, &["connected_instance"], &closed);
    check_has(&story, "sentry", &ERRORS[1..2]);
    check_never(&story, &["sentry"], &[ERRORS[0], ERRORS[2]]);
    check_never(&story, &["sentry"], &ARGUMENTS);
}

#[test]
fn sourcegraphs_instance_exports_numbers_and_what_an_allow_list_names() {
    let story = check("sourcegraph-export", export::tell);
    check_has(&story, "event_logs", &[export::MENTIONED, export::LOCAL_MODEL, "blob/hover"]);
    let local = [export::MENTIONED, export::LOCAL_MODEL, "blob/hover", export::CAMPAIGN, export::ANSWERS[0]];
    check_never(&story, &["gateway", "gateway_metadata"], &local);
    check_has(&story, "gateway", &[export::ANSWERS[1], "claude"]);
    check_has(&story, "gateway_metadata", &["metadata.tier"]);
    check_never(&story, &["gateway_metadata"], &["privateMetadata", "openctx", "Enterprise", "claude"]);
}

#[test]
fn oso_sends_hashes_and_sums_without_a_time() {
    let story = check("oso", |threads| oso::tell(threads, &folder(&format!("oso-{threads:?}"))));
    // What `printf 'oso-vscode-telemetry:machine-4711' | openssl sha256 -binary | base64` prints.
    check_has(
        &story,
        "mixpanel",
        &["RZNCTIO4cc/xEbND2pnvXUedkFfC4y6eWa/QfZgtdLE=", "CxEvCWGGJPwJ1lAJyZtAYWXSVoVshOhWaf9rCzoNgSs="],
    );
    check_never(&story, &["mixpanel"], &[oso::MACHINE, "alice", "payroll", "file:"]);
    check_never(&story, &["mixpanel"], &["2026", "17674", "time", "$insert_id"]);
}

#[test]
fn osos_quotas_hold_over_restarts_and_begin_anew_with_the_day() {
    let stories = oso::runs(&[(0, 50), (1, 50), (1, 5), (20, 70)], &folder("oso-quotas"));
    let arrived = stories.iter().map(|story| count(story, "mixpanel", "distinct_id"));
    assert_eq!(arrived.collect::<Vec<_>>(), [50, 10, 0, 60]);
    let balance = stories.iter().flat_map(|story| &story.accounts).map(|account| {
        assert!(account.balances(), "{account:?}");
        (account.destinations[0].sent, account.destinations[0].dropped.count(Reason::Quota))
    });
    assert_eq!(balance.collect::<Vec<_>>(), [(50, 0), (10, 40), (0, 5), (60, 10)]);
}

#[test]
fn what_oso_could_not_send_is_sent_later_and_counts_once() {
    let story = oso::trouble(60, &folder("oso-trouble"));
    let bodies = story.place("mixpanel").map_or(0, |place| place.bodies.len());
    assert_eq!((bodies, count(&story, "mixpanel", "distinct_id")), (2, 120));
    let account = &story.accounts[0].destinations[0];
    assert_eq!((account.sent, account.dropped.total(), story.accounts[0].balances()), (60, 0, true), "{account:?}");
}

#[test]
fn the_parts_of_a_long_prompt_are_the_prompt_and_no_character_is_broken() {
    let story = copilot_chat::tell(Threads::None);
    let bodies = story.place("gh_enhanced").into_iter().flat_map(|place| &place.bodies);
    let text: String =
        bodies.map(|body| std::str::from_utf8(body).expect("bodies are UTF-8").to_owned() + "\n").collect();
    let events = text.lines().map(|line| serde_json::from_str::<Json>(line).expect("every line is JSON"));
    let mut split = events.map(|event| event["data"]["baseData"]["properties"].clone());
    let properties = split.find(|properties| properties.get("messageText_02").is_some()).expect("one was split");
    let names = ["messageText".to_owned()].into_iter().chain((2..=50).map(|part| format!("messageText_{part:02}")));
    let parts: Vec<String> = names.map_while(|name| properties[name].as_str().map(str::to_owned)).collect();
    let units = parts.iter().map(|part| part.encode_utf16().count());
    assert_eq!(units.collect::<Vec<_>>(), [8191, 8192, 8192, 5436]);
    assert_eq!(parts.concat(), copilot_chat::long(copilot_chat::PROMPTS[1]));
}

/// Returns how often a text arrived.
fn count(story: &Story, place: &str, text: &str) -> usize {
    let bodies = story.place(place).into_iter().flat_map(|place| &place.bodies);
    bodies.map(|body| String::from_utf8_lossy(body).matches(text).count()).sum()
}

/// Tells a story with and without the runtime's threads, and holds both against the goldens of a folder.
fn check(folder: &str, tell: fn(Threads) -> Story) -> Story {
    let story = tell(Threads::None);
    for told in [&story, &tell(Threads::OfTheRuntime)] {
        assert!(told.accounts.iter().all(|account| account.balances()), "{}", told.account());
        for place in &told.places {
            check_golden(&format!("{folder}/{}.json", place.name), &place.text());
        }
        check_golden(&format!("{folder}/account.txt"), &told.account());
    }
    story
}

/// Fails when a place got any of these texts, in any body, wherever it stands.
fn check_never(story: &Story, places: &[&str], forbidden: &[&str]) {
    for name in places {
        let place = story.place(name).unwrap_or_else(|| panic!("the story has no place `{name}`"));
        for text in forbidden {
            assert!(!place.has(text), "`{name}` got `{text}`:\n{}", place.text());
        }
    }
}

/// Fails when a place did not get one of these texts: else that another did not would say nothing.
fn check_has(story: &Story, name: &str, texts: &[&str]) {
    let place = story.place(name).unwrap_or_else(|| panic!("the story has no place `{name}`"));
    for text in texts {
        assert!(place.has(text), "`{name}` did not get `{text}`:\n{}", place.text());
    }
}

fn check_golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens").join(name);
    if env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("goldens have a folder")).expect("goldens can be written");
        fs::write(&path, text).expect("goldens can be written");
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    assert!(golden == text, "{name} differs; BLESS=1 rewrites it. Now:\n{text}");
}
