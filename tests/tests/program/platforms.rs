//! Files of all platforms, each with the same event.

use crate::make::{EVENT, archive, component, elf, fat, object_with, pe, section, wasm};
use object::{Architecture, BinaryFormat, Endianness};
use telemetry_catalog::program::{Program, is_program, read};

fn program(bytes: &[u8]) -> Program {
    assert!(is_program(bytes));
    read("app", bytes).unwrap_or_else(|error| panic!("{error}"))
}

/// Returns the names of all events, by catalog.
fn events(bytes: &[u8]) -> Vec<String> {
    let catalogs = program(bytes).catalogs().expect("the records fit together");
    let files = catalogs.iter().flat_map(|catalog| {
        catalog.sources().iter().map(|(_, file)| file.path().display().to_string()).collect::<Vec<_>>()
    });
    files.filter_map(|path| path.split_once(": event ").map(|(_, event)| event.to_owned())).collect()
}

const FOUND: [&str; 1] = ["opened (src/events.rs:12)"];

#[test]
fn object_files_of_every_platform_are_read() {
    use Architecture::{Aarch64, Arm, I386, PowerPc64, Riscv64, S390x, X86_64};
    use Endianness::{Big, Little};
    for (format, architecture, endianness) in [
        (BinaryFormat::Elf, X86_64, Little),
        (BinaryFormat::Elf, Aarch64, Little),
        (BinaryFormat::Elf, Arm, Little),
        (BinaryFormat::Elf, I386, Little),
        (BinaryFormat::Elf, Riscv64, Little),
        (BinaryFormat::Elf, S390x, Big),
        (BinaryFormat::Elf, PowerPc64, Big),
        (BinaryFormat::MachO, X86_64, Little),
        (BinaryFormat::MachO, Aarch64, Little),
        (BinaryFormat::Coff, X86_64, Little),
        (BinaryFormat::Coff, I386, Little),
        (BinaryFormat::Coff, Aarch64, Little),
    ] {
        let object = object_with(format, architecture, endianness, &section(&[EVENT]));
        assert_eq!(events(&object), FOUND, "{format:?} {architecture:?}");
    }
}

#[test]
fn a_windows_program_is_read() {
    assert_eq!(events(&pe(".telemtr", &section(&[EVENT, EVENT]))), FOUND);
}

#[test]
fn a_webassembly_module_is_read() {
    let records = section(&[EVENT]);
    assert_eq!(events(&wasm(&[("producers", b"TELEMREC"), ("telemetry", &records)])), FOUND);
    // A linker may leave several sections of one name.
    let other = EVENT.replace("opened", "closed");
    let two = wasm(&[("telemetry", &records), ("telemetry", &section(&[&other]))]);
    assert_eq!(events(&two), ["closed (src/events.rs:12)", FOUND[0]]);
}

#[test]
fn modules_in_a_webassembly_component_are_read() {
    let module = wasm(&[("telemetry", &section(&[EVENT]))]);
    assert_eq!(events(&component(1, &[&module, &wasm(&[])])), FOUND);
    assert_eq!(events(&component(4, &[&component(1, &[&module])])), FOUND);
}

#[test]
fn all_members_of_an_archive_are_read() {
    let other = EVENT.replace("opened", "closed");
    let members: [(&str, &[u8]); 4] =
        [("lib.rmeta", b"rust TELEMREC"), ("a.o", &elf(&[EVENT])), ("b.o", &elf(&[&other])), ("empty.o", &elf(&[]))];
    assert_eq!(events(&archive(&members)), ["closed (src/events.rs:12)", FOUND[0]]);
}

#[test]
fn all_machines_of_a_fat_file_are_read() {
    let mac = |architecture, text: &str| {
        object_with(BinaryFormat::MachO, architecture, Endianness::Little, &section(&[text]))
    };
    let intel = mac(Architecture::X86_64, EVENT);
    let arm = mac(Architecture::Aarch64, EVENT);
    assert_eq!(events(&fat(&[(0x0100_0007, &intel), (0x0100_000c, &arm)])), FOUND);
    // What one machine alone collects is collected.
    let more = mac(Architecture::Aarch64, &EVENT.replace("opened", "closed"));
    let library = archive(&[("a.o", &more)]);
    let both = fat(&[(0x0100_0007, &intel), (0x0100_000c, &library)]);
    assert_eq!(events(&both), ["closed (src/events.rs:12)", FOUND[0]]);
}

#[test]
fn members_of_bitcode_are_counted() {
    let hidden = b"BC\xc0\xde rest";
    let library = archive(&[("a.o", &elf(&[EVENT])), ("b.o", hidden), ("c.o", hidden)]);
    let note = "2 members of `app` cannot be seen: only LLVM bitcode (LTO); inspect the final program too";
    assert_eq!(program(&library).notes(), [note]);
}
