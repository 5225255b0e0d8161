//! What Glean costs the thread that records: it makes a map of texts and hands it to a thread, which writes it to disk.

use crate::case::{Case, turns};
use crate::event::{CommandRun, Result, events};
use ::glean::net::{CapablePingUploadRequest, PingUploader, UploadResult};
use ::glean::private::EventMetric;
use ::glean::{ClientInfoMetrics, CommonMetricData, ConfigurationBuilder, traits::ExtraKeys};
use std::collections::HashMap;
use std::path::PathBuf;
use std::{env, fs, process};

/// What Glean calls the fields of an event: texts, all of them.
#[derive(Clone)]
struct Extra([(&'static str, String); 8]);

impl ExtraKeys for Extra {
    const ALLOWED_KEYS: &'static [&'static str] =
        &["language", "version", "command", "files", "delta", "ratio", "successful", "outcome"];

    fn into_ffi_extra(self) -> HashMap<String, String> {
        self.0.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }
}

fn extra(event: &CommandRun) -> Extra {
    let outcome = match event.outcome {
        Result::Accepted => "accepted",
        Result::Rejected => "rejected",
    };
    Extra([
        ("language", event.language.as_ref().to_owned()),
        ("version", event.version.as_ref().to_owned()),
        ("command", event.command.as_ref().to_owned()),
        ("files", event.files.to_string()),
        ("delta", event.delta.to_string()),
        ("ratio", event.ratio.to_string()),
        ("successful", event.successful.to_string()),
        ("outcome", outcome.to_owned()),
    ])
}

/// Takes every ping and keeps none.
#[derive(Debug)]
struct Nowhere;

impl PingUploader for Nowhere {
    fn upload(&self, _: CapablePingUploadRequest) -> UploadResult {
        UploadResult::http_status(200)
    }
}

/// Where Glean keeps what it has, until nobody measures it any more.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Begins Glean, which a process can do once.
pub fn case() -> Case {
    let folder = Folder(env::temp_dir().join(format!("record-bench-glean-{}", process::id())));
    let configuration = ConfigurationBuilder::new(true, folder.0.clone(), "bench").with_uploader(Nowhere).build();
    ::glean::initialize(configuration, ClientInfoMetrics::unknown());
    let data = CommonMetricData {
        name: "command_run".to_owned(),
        category: "bench".to_owned(),
        send_in_pings: vec!["events".to_owned()],
        ..CommonMetricData::default()
    };
    let metric = EventMetric::<Extra>::new(data);
    let (waiting, mut events) = (metric.clone(), turns(events()));
    Case::new("Glean", move || metric.record(extra(events()))).resting(move || {
        // It answers when all that was recorded before is written.
        waiting.test_get_value(None);
        let _ = &folder;
    })
}
