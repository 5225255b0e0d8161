//! Sourcegraph: the browser extension, which sends to the instance it is connected to, and what an instance exports.
//!
//! The conditions of the extension are asked in the order of its document, and what nobody knows yet closes. Arguments
//! of actions are what the document promises and the program never had: they leave with a permission of their own. Of
//! what the instance exports, one destination takes numbers alone, and what has no allow list stays.

pub mod export;

use crate::post::PostJson;
use crate::story::{PATIENCE, StoryClock, server, set_up, settings_say};
use crate::{Place, Story, Threads};
use events::{
    ActionId, BrowserExtensionCommon, CATALOG, ClientArgument, Error, FindReferences, Hover, Script, UtmSource,
};
use telemetry_core::runtime::{Item, Telemetry, json};
use telemetry_core::{Consent, ErrorText, Event, Json, Public, StackTrace, Url, Uuid, Version};

// What a catalog says, its prose and its numbers, is not held to clippy's taste.
#[allow(clippy::doc_markdown, clippy::struct_excessive_bools, clippy::unreadable_literal)]
pub mod events {
    //! What Sourcegraph may record. Made from `catalog/examples/sourcegraph` when this package is built.
    include!(concat!(env!("OUT_DIR"), "/sourcegraph/telemetry.rs"));
}

/// An action was executed, with its arguments where the code that contributes it asks for that. The catalog has them as
/// planned; this is the event as the document describes it.
#[derive(Event)]
#[telemetry(
    catalog = events::CATALOG,
    name = "action.with-arguments",
    purpose = product,
    consent = local,
    destinations("connected_instance"),
    origin = client
)]
pub struct ActionWithArguments {
    /// The id of the action.
    #[telemetry(interaction, public = "sourcegraph-extension-registry")]
    pub action_id: Public<String>,
    /// The arguments, which can hold anything.
    #[telemetry(content, grant = "action_arguments")]
    pub arguments: Option<Json>,
}

/// Arguments of four actions: before and with the permission, waiting when it is taken back, and after it.
pub const ARGUMENTS: [&str; 4] =
    ["/srv/payroll/before.ts", "/srv/public/with.ts", "/srv/payroll/queued.ts", "/srv/payroll/after.ts"];

/// Messages of three errors: before, with and after the permission.
pub const ERRORS: [&str; 3] = ["first failure", "second failure", "third failure"];

/// Versions of the extension at each attempt to send a hover; each says what was decided.
pub const HOVERS: [&str; 6] =
    ["1.0-unknown", "2.0-closed", "3.0-opted-in", "4.0-self-hosted", "5.0-queued", "6.0-chrome"];

/// Tells the story.
///
/// # Panics
///
/// When the story names what its catalog does not have, or nothing can listen on loopback.
#[must_use]
pub fn tell(threads: Threads) -> Story {
    let clock = StoryClock::default();
    let (instance, sentry) = (server(), server());
    let extension = extension(&instance.url("/.api/graphql"), &sentry.url("/store"), &clock, threads);

    // The popup of the extension is not read yet: whether anything may be sent is not known.
    hover(&extension, HOVERS[0]);

    // Firefox, connected to Sourcegraph.com, the box `Send telemetry` empty: no question says yes.
    set(&extension, "browser", "firefox");
    set(&extension, "endpoint", "sourcegraph-com");
    set(&extension, "send_telemetry", "false");
    hover(&extension, HOVERS[1]);

    // The third question: the user ticks the box.
    set(&extension, "send_telemetry", "true");
    hover(&extension, HOVERS[2]);
    extension.record(&FindReferences {});
    extension.record(&ActionId { action_id: Public::new("git.blame.toggle".to_owned()) });
    let _ = extension.flush(PATIENCE);

    // The second: another instance, whatever the box says.
    set(&extension, "send_telemetry", "false");
    set(&extension, "endpoint", "self-hosted");
    hover(&extension, HOVERS[3]);
    let _ = extension.flush(PATIENCE);

    // What still waits when the user goes back to Sourcegraph.com is not sent.
    hover(&extension, HOVERS[4]);
    extension.step();
    set(&extension, "endpoint", "sourcegraph-com");
    let _ = extension.flush(PATIENCE);

    // The first: no Firefox.
    set(&extension, "browser", "chrome");
    hover(&extension, HOVERS[5]);

    arguments(&extension);
    errors(&extension);
    let left = extension.shutdown(PATIENCE);
    Story {
        places: vec![Place::of("connected_instance", &instance), Place::of("sentry", &sentry)],
        accounts: vec![left.account],
    }
}

/// Executes an action before, with and after the permission to record arguments. One waits when it is taken back.
fn arguments(extension: &Telemetry) {
    let run = |arguments: &str| {
        let arguments = Json::parse(&format!("[\"{arguments}\"]"));
        let action_id = Public::new("linecounter.displayLineCountAction".to_owned());
        extension.record(&ActionWithArguments { action_id, arguments });
    };
    run(ARGUMENTS[0]);
    extension.grant("action_arguments").expect("the story keeps nothing");
    run(ARGUMENTS[1]);
    let _ = extension.flush(PATIENCE);
    run(ARGUMENTS[2]);
    extension.step();
    extension.revoke("action_arguments").expect("the story keeps nothing");
    run(ARGUMENTS[3]);
}

/// Meets errors before, with and after the permission to report them. The last one waits when it is taken back.
fn errors(extension: &Telemetry) {
    set(extension, "allow_error_reporting", "true");
    fail(extension, ERRORS[0]);
    extension.grant("error_reporting").expect("the story keeps nothing");
    fail(extension, ERRORS[1]);
    let _ = extension.flush(PATIENCE);
    fail(extension, ERRORS[2]);
    extension.step();
    extension.revoke("error_reporting").expect("the story keeps nothing");
}

fn extension(instance: &str, sentry: &str, clock: &StoryClock, threads: Threads) -> Telemetry {
    let mutation = ["{\"operationName\":\"logEvents\",\"variables\":{\"events\":[", "]}}"];
    let builder = Telemetry::builder(&CATALOG)
        .inputs(settings_say(Consent::Usage))
        .fact("component", "browser-extension")
        .common_later::<BrowserExtensionCommon>()
        .destination("connected_instance", PostJson::new(instance.to_owned(), mutation, write_flat))
        .destination("sentry", PostJson::new(sentry.to_owned(), ["[", "]"], json::write_item));
    set_up(builder, clock, threads)
}

/// Writes an event as the mutation `logEvents` takes it: everything beside its name.
fn write_flat(out: &mut Vec<u8>, item: &Item<'_>) {
    out.extend(b"{\"event\":");
    json::write_text(out, &item.name);
    out.extend(b",\"fields\":");
    json::write_fields(out, &item.fields);
    out.push(b'}');
}

fn set(telemetry: &Telemetry, fact: &str, value: &str) {
    telemetry.set_fact(fact, value).expect("the catalog declares the fact and its value");
}

/// Shows hover information in an extension of this version, which rides on the event.
fn hover(extension: &Telemetry, version: &str) {
    let argument = || ClientArgument {
        platform: UtmSource::FirefoxExtension,
        version: Version::parse(version).expect("the story has versions"),
    };
    extension.set_common(&BrowserExtensionCommon {
        first_source_url: None,
        url: Url::new("https://sourcegraph.example.org"),
        user_cookie_id: Uuid::from_u128(0x11),
        argument_client_argument: argument(),
        public_argument_client_argument: argument(),
    });
    extension.record(&Hover {});
}

fn fail(extension: &Telemetry, message: &str) {
    extension.record(&Error {
        code_host: Some("github".to_owned()),
        extension_version: Version::parse("23.8.2").expect("a version"),
        message: ErrorText::new(message),
        script: Script::Content,
        stack: StackTrace::new("at inject (content.js:1:2)"),
        using_dot_com: true,
    });
}
