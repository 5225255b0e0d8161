//! Programs that are changed at random: no input panics, and what is read can be checked.

use crate::make::{
    EVENT, archive, component, elf, elf_with, fat, object_with, pe, section, typed, typed_section, wasm,
};
use crate::said;
use object::{Architecture, BinaryFormat, Endianness};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use std::io::Cursor;
use telemetry_catalog::program::{read, read_from};

/// The same inputs in every run, as in `robustness.rs`.
fn config(cases: u32) -> Config {
    Config { cases, rng_seed: RngSeed::Fixed(0x7e1e), failure_persistence: None, ..Config::default() }
}

/// Holds what must be true of any bytes.
fn probe(bytes: &[u8]) {
    let from_file = read_from("app", Cursor::new(bytes));
    match read("app", bytes) {
        Ok(program) => {
            let said = said(&program);
            assert!(!said.is_empty(), "a program with records says something");
            assert_eq!(said, self::said(&from_file.expect("a file is read as bytes are")));
        }
        Err(error) => {
            assert_eq!(from_file.err().as_ref(), Some(&error), "a file is read as bytes are");
            assert!(!error.message().is_empty() && !error.help().is_empty());
            let one_line = |text: &str| !text.chars().any(char::is_control);
            assert!(one_line(error.message()) && one_line(error.help()), "{error}");
        }
    }
}

fn programs() -> Vec<Vec<u8>> {
    let records = section(&[EVENT]);
    let object = |format| object_with(format, Architecture::X86_64, Endianness::Little, &records);
    let module = wasm(&[("telemetry", &records)]);
    vec![
        elf(&[EVENT]),
        object(BinaryFormat::MachO),
        object(BinaryFormat::Coff),
        pe(".telemtr", &records),
        component(1, &[&module]),
        archive(&[("a.o", &elf(&[EVENT])), ("b.o", &module), ("c.o", b"BC\xc0\xde")]),
        fat(&[(0x0100_0007, &object(BinaryFormat::MachO)), (0x0100_000c, &object(BinaryFormat::MachO))]),
        elf_with(&typed_section(&typed())),
        module,
    ]
}

/// Bytes that say much in headers: nothing, everything, one, and signs of JSON.
const BYTES: &[u8] = &[0, 1, 2, 0x7f, 0x80, 0xff, b'"', b'{', b'[', b'\\', b'}'];

#[test]
fn changed_programs_are_answered() {
    let programs = programs();
    let change = (any::<Index>(), any::<Index>(), 0_usize..4);
    let strategy = (any::<Index>(), prop::collection::vec(change, 1..6));
    let result = TestRunner::new(config(4000)).run(&strategy, |(which, changes)| {
        let mut bytes = which.get(&programs).clone();
        for (at, value, how) in changes {
            let at = at.index(bytes.len());
            let value = *value.get(BYTES);
            match how {
                // Headers are short, and hold what everything hangs on.
                0 => bytes[at % 400] = value,
                1 => bytes[at] = value,
                2 => bytes.truncate(at.max(400)),
                _ => bytes.insert(at, value),
            }
        }
        probe(&bytes);
        Ok(())
    });
    result.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn programs_cut_anywhere_are_answered() {
    for program in programs() {
        (0..program.len()).for_each(|end| probe(&program[..end]));
    }
}

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn arbitrary_sections_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        probe(&elf_with(&bytes));
        probe(&elf_with(&[b"TELEMREC", &bytes[..]].concat()));
    }

    #[test]
    fn arbitrary_bytes_are_answered(kind in 0_usize..9, bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let program = &programs()[kind];
        probe(&[&program[..12], &bytes[..]].concat());
    }
}
