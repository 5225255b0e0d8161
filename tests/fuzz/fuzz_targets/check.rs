//! Feeds bytes to `check` as one file or, cut at each NUL, as several. What must hold of the answer is what
//! `tests/tests/robustness.rs` holds too, in a form that needs no second run.

#![no_main]

use libfuzzer_sys::fuzz_target;
use telemetry_catalog::{CheckOptions, SourceFile, Sources, Span, check};

fuzz_target!(|bytes: &[u8]| {
    let parts = bytes.split(|byte| *byte == 0).take(8).enumerate();
    let files = parts.map(|(index, part)| SourceFile::from_bytes(format!("{index}.yaml"), part.to_vec()));
    let sources = Sources::new(files.collect());
    let checked = check(&sources, &CheckOptions::default());
    for diagnostic in &checked.diagnostics {
        assert_in_file(&sources, diagnostic.span);
        for label in &diagnostic.labels {
            assert_in_file(&sources, label.span);
        }
    }
    assert_ne!(checked.catalog.is_some(), checked.diagnostics.has_errors());
    assert!(checked.diagnostics.iter().is_sorted_by_key(|diagnostic| diagnostic.span));
    assert_eq!(checked.diagnostics.to_text(&sources).is_empty(), checked.diagnostics.is_empty());
});

fn assert_in_file(sources: &Sources, span: Span) {
    let text = sources.file(span.file).text();
    assert!(text.get(span.start as usize..span.end as usize).is_some(), "a place lies in its file, between characters");
}
