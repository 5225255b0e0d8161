//! Oso's extension: how policies are written, counted for each workspace folder and sent every hour, without times.
//!
//! The program hashes the machine's id and the folder with a prefix that everybody knows; so does its catalog, and says
//! so. It skips a batch only when both of its limits are reached, and loses what a failed batch held; here the catalog
//! says the limits and either holds, over restarts too, and what could not be sent waits.

mod load;

use crate::post::PostJson;
use crate::story::{PATIENCE, StoryClock, server, set_up, settings_say};
use crate::{Place, Story, Threads};
use events::{CATALOG, CommonMetricsCommon, DiagnosticLoad, IdentityCommon, NodeArch, Os, Uikind};
use load::Load;
use runtime_tests::{Answer, Server};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use telemetry_core::runtime::flow::{
    AggregationRules, Combine, Debounce, DebounceRules, Edge, Key, Left, Limits, QuotaFile, Step,
};
use telemetry_core::runtime::{Item, Telemetry, json};
use telemetry_core::{Consent, Hashed, Id, Url, Version};

// What a catalog says, its prose and its numbers, is not held to clippy's taste.
#[allow(clippy::doc_markdown, clippy::struct_excessive_bools, clippy::unreadable_literal)]
pub mod events {
    //! What Oso's extension may record. Made from `catalog/examples/oso` when this package is built.
    include!(concat!(env!("OUT_DIR"), "/oso/telemetry.rs"));
}

/// The id of the machine, of which the hash leaves.
pub const MACHINE: &str = "machine-4711";

/// Two workspace folders, of which the hashes leave.
pub const FOLDERS: [&str; 2] = ["file:///home/alice/payroll", "file:///home/alice/blog"];

/// An hour, and the tenth that a lane may be late.
const HOUR: Duration = Duration::from_mins(66);

/// Tells the story. What quotas count is kept in a file of this folder.
///
/// # Panics
///
/// When the story names what its catalog does not have, or nothing can listen on loopback.
#[must_use]
pub fn tell(threads: Threads, folder: &Path) -> Story {
    let clock = StoryClock::default();
    let mixpanel = server();
    let mut oso = Oso::start(&mixpanel.url("/track"), &clock, threads, folder);

    // A burst of saves: one load counts, the last. Then the other folder, and the first again with other errors.
    for rules in [3, 4, 5] {
        oso.loaded(Load {
            folder: FOLDERS[0].to_owned(),
            rules,
            errors: &["ParseError::ExtraToken"],
            extension: "polar",
        });
        clock.pass(Duration::from_millis(200));
    }
    oso.time_passes(Duration::from_secs(2));
    oso.loaded(Load { folder: FOLDERS[1].to_owned(), rules: 1, errors: &[], extension: "polar" });
    oso.time_passes(Duration::from_mins(10));
    let errors = &["ParseError::ExtraToken", "ValidationError::InvalidRule"];
    oso.loaded(Load { folder: FOLDERS[0].to_owned(), rules: 7, errors, extension: "lock" });
    oso.time_passes(HOUR);
    let _ = oso.telemetry.flush(PATIENCE);

    // Telemetry is off when the next batch is due: it stays, and nothing new is counted.
    oso.loaded(Load { folder: FOLDERS[1].to_owned(), rules: 2, errors: &[], extension: "polar" });
    oso.time_passes(Duration::from_secs(2));
    oso.set_vscode(false);
    oso.loaded(Load { folder: FOLDERS[1].to_owned(), rules: 99, errors: &[], extension: "polar" });
    oso.time_passes(HOUR);
    let _ = oso.telemetry.flush(PATIENCE);

    // It is on again: what was kept goes with the next batch.
    oso.set_vscode(true);
    oso.loaded(Load { folder: FOLDERS[1].to_owned(), rules: 3, errors: &[], extension: "polar" });
    oso.time_passes(Duration::from_secs(2));
    let left = oso.telemetry.shutdown(PATIENCE);
    Story { places: vec![Place::of("mixpanel", &mixpanel)], accounts: vec![left.account] }
}

/// Loads policies in so many folders, in one run of the program for each number and so many hours apart. Returns what
/// arrived in each run.
///
/// # Panics
///
/// As [`tell`].
#[must_use]
pub fn runs(runs: &[(u64, usize)], folder: &Path) -> Vec<Story> {
    let clock = StoryClock::default();
    let run = |(hours, folders): &(u64, usize)| {
        clock.pass(Duration::from_secs(hours * 3600));
        let mixpanel = server();
        let mut oso = Oso::start(&mixpanel.url("/track"), &clock, Threads::None, folder);
        for number in 0..*folders {
            oso.loaded(Load { folder: format!("file:///srv/{number}"), rules: 1, errors: &[], extension: "polar" });
        }
        oso.time_passes(Duration::from_secs(2));
        let left = oso.telemetry.shutdown(PATIENCE);
        Story { places: vec![Place::of("mixpanel", &mixpanel)], accounts: vec![left.account] }
    };
    runs.iter().map(run).collect()
}

/// Loads policies in so many folders while Mixpanel is in trouble, and once more when it is well.
///
/// # Panics
///
/// As [`tell`].
#[must_use]
pub fn trouble(folders: usize, folder: &Path) -> Story {
    let clock = StoryClock::default();
    let mixpanel = Server::new(vec![Answer::status(503)], Answer::status(200));
    let mut oso = Oso::start(&mixpanel.url("/track"), &clock, Threads::None, folder);
    for number in 0..folders {
        oso.loaded(Load { folder: format!("file:///srv/{number}"), rules: 1, errors: &[], extension: "polar" });
    }
    oso.time_passes(Duration::from_secs(2));
    let _ = oso.telemetry.flush(PATIENCE);
    oso.time_passes(Duration::from_mins(1));
    let left = oso.telemetry.shutdown(PATIENCE);
    Story { places: vec![Place::of("mixpanel", &mixpanel)], accounts: vec![left.account] }
}

/// The extension.
struct Oso {
    telemetry: Telemetry,
    clock: StoryClock,
    /// The folder that the event at hand is about.
    folder: Arc<Mutex<String>>,
    bursts: Debounce<Load>,
}

impl Oso {
    fn start(url: &str, clock: &StoryClock, threads: Threads, kept_in: &Path) -> Self {
        let folder = Arc::new(Mutex::new(String::new()));
        let of_event = Arc::clone(&folder);
        let identity = move || IdentityCommon {
            distinct_id: Hashed::new(Id::new(MACHINE)),
            workspace_folder: Hashed::new(Url::new(&**of_event.lock().unwrap_or_else(PoisonError::into_inner))),
        };
        let mixpanel = PostJson::new(url.to_owned(), ["[", "]"], write_flat);
        let builder = Telemetry::builder(&CATALOG)
            .inputs(settings_say(Consent::Usage))
            .fact("oso_setting", "default")
            .fact("vscode_telemetry", true)
            .common(&metrics())
            .common_each(identity)
            .destination("mixpanel", mixpanel)
            .aggregate::<DiagnosticLoad>("mixpanel", hourly())
            .quotas_in(QuotaFile::new(kept_in.join("quotas")));
        let (quiet, most) = (Duration::from_secs(1), Duration::from_secs(10));
        let bursts = DebounceRules { edge: Edge::Trailing, quiet, most, limits: Limits::DEFAULT };
        let (telemetry, bursts) = (set_up(builder, clock, threads), Debounce::new(bursts));
        Self { telemetry, clock: clock.clone(), folder, bursts }
    }

    /// A policy was loaded.
    fn loaded(&mut self, load: Load) {
        match self.bursts.offer(Key::of_text(&load.folder), load, self.clock.now()) {
            Step::Pass(load) => self.record(&load),
            Step::Out(over) => self.record_all(&over),
            // Another load of the burst counts, or this one later.
            Step::Hold | Step::Drop(..) => {}
        }
    }

    /// Time passes, and bursts that are over are recorded.
    fn time_passes(&mut self, time: Duration) {
        self.clock.pass(Duration::from_millis(1001));
        let over = self.bursts.due(self.clock.now());
        self.record_all(&over);
        self.telemetry.step();
        self.clock.pass(time);
    }

    fn record_all(&self, over: &[Left<Load>]) {
        for left in over {
            self.record(&left.item);
        }
    }

    fn record(&self, load: &Load) {
        load.folder.clone_into(&mut self.folder.lock().unwrap_or_else(PoisonError::into_inner));
        self.telemetry.record(&load.event());
    }

    fn set_vscode(&self, is_enabled: bool) {
        self.telemetry.set_fact("vscode_telemetry", is_enabled).expect("the catalog declares the fact");
    }
}

/// Every hour one event for each workspace folder: counters are added up, file extensions united, and of everything else
/// the latest stays.
fn hourly() -> AggregationRules {
    let fields = vec![("LSP_file_extensions".to_owned(), Combine::Union), ("*_count".to_owned(), Combine::Sum)];
    let by = vec!["workspace_folder".to_owned()];
    AggregationRules { by, fields, period: Duration::from_hours(1), members: 100, limits: Limits::DEFAULT }
}

/// Writes an event as Mixpanel takes it.
fn write_flat(out: &mut Vec<u8>, item: &Item<'_>) {
    out.extend(b"{\"event\":");
    json::write_text(out, &item.name);
    out.extend(b",\"properties\":");
    json::write_fields(out, &item.fields);
    out.push(b'}');
}

fn metrics() -> CommonMetricsCommon {
    let version = |text| Version::parse(text).expect("the story has versions");
    CommonMetricsCommon {
        extversion: version("0.27.3"),
        isnewappinstall: false,
        node_arch: NodeArch::X64,
        os: Os::Linux,
        platformversion: version("6.8.0"),
        product: "desktop".to_owned(),
        remotename: "none".to_owned(),
        uikind: Uikind::Desktop,
        vscodesessionid: Id::new("session-1"),
        vscodeversion: version("1.63.0"),
    }
}
