//! Feeds bytes to the reader of programs, as a file and as the section of one. What must hold of the answer is what
//! `tests/tests/program/mutated.rs` holds too.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::Cursor;
use telemetry_catalog::program::{read, read_from};
use telemetry_catalog::{CheckOptions, check};

fuzz_target!(|bytes: &[u8]| {
    probe(bytes);
    // A module of one section: what is found by luck in a whole file is here in every input.
    let length = u32::try_from(bytes.len() + 10).expect("an input is small");
    let number = (0..5).map(|group| (length >> (7 * group)) as u8 & 0x7f | if group < 4 { 0x80 } else { 0 });
    let head = b"\0asm\x01\0\0\0\0".iter().copied().chain(number);
    probe(&head.chain(*b"\x09telemetry").chain(bytes.iter().copied()).collect::<Vec<_>>());
});

fn probe(bytes: &[u8]) {
    let streamed = read_from("input", Cursor::new(bytes.to_vec()));
    let program = read("input", bytes);
    // A stream alone has a limit of what may be read.
    assert!(program.is_ok() || streamed.is_err());
    let catalogs = match program.and_then(|program| program.catalogs()) {
        Ok(catalogs) => catalogs,
        Err(error) => return assert!(!error.message().is_empty() && !error.help().is_empty()),
    };
    assert!(!catalogs.is_empty());
    for catalog in catalogs {
        let sources = catalog.sources();
        let checked = check(&sources, &CheckOptions::default());
        assert_ne!(checked.catalog.is_some(), checked.diagnostics.has_errors());
        assert!(!catalog.to_yaml().is_empty());
    }
}
