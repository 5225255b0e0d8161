//! What is no program, holds no record, or is damaged: each with its exact message.

use crate::make::{
    EVENT, archive, component, elf, elf_with, fat, object_with, pe, record, section, typed, typed_section, wasm,
    with_types,
};
use object::{Architecture, BinaryFormat, Endianness};
use std::io::Cursor;
use std::path::Path;
use telemetry_catalog::program::{Program, ProgramError, read, read_from};
use whole_line_tests::golden;

/// Returns an event in which a text is replaced.
fn with(from: &str, to: &str) -> Vec<u8> {
    let text = EVENT.replacen(from, to, 1);
    assert_ne!(text, EVENT, "the event holds `{from}`");
    elf(&[&text])
}

/// Returns bytes with some of them replaced.
fn patched(mut bytes: Vec<u8>, at: usize, patch: &[u8]) -> Vec<u8> {
    bytes[at..at + patch.len()].copy_from_slice(patch);
    bytes
}

fn cut(bytes: &[u8], end: usize) -> Vec<u8> {
    bytes[..end].to_vec()
}

/// Returns a record whose length says something else.
fn claiming(length: u32) -> Vec<u8> {
    patched(record(EVENT), 8, &length.to_le_bytes())
}

/// Returns where in an ELF file for 64 bits the table of sections is, and where in it the header of the records.
fn table_and_header(elf: &[u8]) -> (usize, usize) {
    let word = |at: usize| usize::from_le_bytes(elf[at..at + 8].try_into().expect("eight bytes"));
    let table = word(0x28);
    let is_header = |at: &usize| elf[word(*at + 24)..].starts_with(&record(EVENT)[..8]) && word(*at + 32) > 12;
    let header = (table..elf.len()).step_by(64).find(is_header).expect("there is a section of records");
    (table, header)
}

/// An ELF file whose section of records has another place or size.
fn moved(offset: u64, size: u64) -> Vec<u8> {
    let elf = elf(&[EVENT]);
    let at = table_and_header(&elf).1 + 24;
    patched(elf, at, &[offset.to_le_bytes(), size.to_le_bytes()].concat())
}

/// An ELF file in which many sections are the same bytes.
fn overlapping() -> Vec<u8> {
    let elf = elf(&[&EVENT.replace("A file", &"A file ".repeat(200))]);
    let (table, header) = table_and_header(&elf);
    let count = u16::try_from((elf.len() - table) / 64).expect("few sections") + 2000;
    let mut bytes = patched(elf.clone(), 0x3c, &count.to_le_bytes());
    bytes.extend(elf[header..header + 64].repeat(2000));
    bytes
}

/// A file for many machines, all of which are the same bytes.
fn one_part(part: &[u8]) -> Vec<u8> {
    let start = 8 + 20 * 20;
    let all = (0..20).fold(fat(&[(7, part); 20]), |bytes, index| {
        patched(bytes, 8 + 20 * index + 8, &u32::try_from(start).expect("small").to_be_bytes())
    });
    cut(&all, start + part.len())
}

/// The records that a derive leaves, of which one says something else.
fn saying(from: &str, to: &str) -> Vec<u8> {
    let records = typed();
    assert_eq!(records.iter().filter(|(text, _)| text.contains(from)).count(), 1, "one record holds `{from}`");
    let texts = records.map(|(text, _)| text.replacen(from, to, 1));
    let records: Vec<_> = texts.iter().zip(records).map(|(text, (_, types))| (&**text, types)).collect();
    elf_with(&typed_section(&records))
}

/// The records that a derive leaves, of which one has other types.
fn of_types(record: usize, types: &[[u8; 3]]) -> Vec<u8> {
    let mut records: [(&str, &[[u8; 3]]); 4] = typed();
    records[record].1 = types;
    elf_with(&typed_section(&records))
}

/// An event whose fields all have one vocabulary, which is large.
fn large_vocabulary() -> Vec<u8> {
    let head = r#"{"telemetry":1,"package":"app","version":"1.0.0""#;
    let value = format!(r#""{}":"A value.""#, "a".repeat(1 << 20));
    let vocabulary =
        format!(r#"{head},"declares":"vocabulary","name":"Large","is":{{"values":{{{value}}}}},"id":"a1"}}"#);
    let fields = vec![r#"["large","technical","One of many."]"#; 100].join(",");
    let event = format!(r#"{head},"declares":"event","name":"opened","is":{{}},"fields":[{fields}]}}"#);
    elf_with(&[with_types(&vocabulary, &[]), with_types(&event, &[[20, 0, 0xa1]; 100])].concat())
}

/// An archive in an archive, and so on.
fn nested(depth: usize) -> Vec<u8> {
    (0..depth).fold(elf(&[EVENT]), |inner, _| archive(&[("inner.a", &inner)]))
}

#[rustfmt::skip]
fn cases() -> Vec<(&'static str, Vec<u8>)> {
    let mac = object_with(BinaryFormat::MachO, Architecture::Aarch64, Endianness::Little, &section(&[EVENT]));
    let large = object_with(BinaryFormat::MachO, Architecture::Aarch64, Endianness::Little, &vec![0; 9999]);
    let module = wasm(&[("telemetry", &section(&[EVENT]))]);
    let deep = (0..10).fold(module.clone(), |inner, _| component(4, &[&inner]));
    let nesting = format!("{}{}", "[".repeat(40), "]".repeat(40));
    vec![
        // No program, or one that says nothing.
        ("empty file", Vec::new()),
        ("catalog", b"catalog: a\n".to_vec()),
        ("script", b"#!/bin/sh\n".to_vec()),
        ("zip archive", b"PK\x03\x04".to_vec()),
        ("program without records", elf(&[])),
        ("library without records", archive(&[("a.o", &elf(&[]))])),
        ("archive of no object file", archive(&[("debian-binary", b"2.0\n")])),
        ("program without sections", patched(patched(elf(&[EVENT]), 0x28, &[0; 8]), 0x3c, &[0; 4])),
        ("library of bitcode", archive(&[("lib.rmeta", b"rust"), ("a.o", b"BC\xc0\xde...."), ("b.o", b"BC\xc0\xde....")])),
        ("bitcode", b"BC\xc0\xde....".to_vec()),
        ("thin archive", [b"!<thin>\n", &archive(&[("a.o", b"")])[8..]].concat()),
        ("windows import library", archive(&[("a.dll", b"\0\0\xff\xff\0\0\x64\x86\0\0\0\0\0\0\0\0\0\0\0\0")])),
        ("windows program without records", pe(".rdata\0\0", b"TELEMREC")),
        ("module without records", wasm(&[("name", b"TELEMREC")])),
        // Damaged containers.
        ("elf of four bytes", cut(&elf(&[EVENT]), 4)),
        ("elf cut in its header", cut(&elf(&[EVENT]), 40)),
        ("elf cut before its sections", cut(&elf(&[EVENT]), 600)),
        ("elf whose section lies past its end", moved(1 << 40, 16)),
        ("elf whose section is longer than the file", moved(64, u64::MAX - 70)),
        ("elf whose sections are the same bytes", overlapping()),
        ("mach-o cut in its commands", cut(&mac, 60)),
        ("mach-o cut in its section", cut(&mac, mac.len() - 200)),
        ("pe cut in its header", cut(&pe(".telemtr", &section(&[EVENT])), 0x50)),
        ("pe cut in its section", cut(&pe(".telemtr", &section(&[EVENT])), 0x220)),
        ("archive cut in a header", cut(&archive(&[("a.o", &elf(&[EVENT]))]), 40)),
        ("archive cut in a member", cut(&archive(&[("a.o", &elf(&[EVENT]))]), 300)),
        ("damaged member of an archive", archive(&[("good.o", &elf(&[EVENT])), ("bad.o", &cut(&elf(&[EVENT]), 40))])),
        ("archives nested too deep", nested(5)),
        ("fat file cut in its table", cut(&fat(&[(7, &mac)]), 16)),
        ("fat file cut in a part", cut(&fat(&[(0x0100_000c, &mac)]), 100)),
        ("fat file of the same bytes", one_part(&large)),
        ("java class", b"\xca\xfe\xba\xbe\0\0\0\x41\0\x0a\0\x02\0\x03\x07\0\x04".repeat(100)),
        ("wasm of four bytes", cut(&module, 4)),
        ("wasm cut in a section", cut(&module, module.len() - 1)),
        ("wasm with a number without end", patched(module.clone(), 9, &[0xff; 5])),
        ("components nested too deep", deep),
        // Damaged sections.
        ("bytes that are no record", elf_with(b"something else")),
        ("bytes after a record", elf_with(&[record(EVENT), b"\0\0x".to_vec()].concat())),
        ("record cut in its magic", elf_with(b"TELEM")),
        ("record cut before its length", elf_with(b"TELEMREC\x01\0")),
        ("record longer than its section", elf_with(&claiming(u32::MAX))),
        ("record one byte too long", elf_with(&claiming(u32::try_from(EVENT.len()).expect("small") + 1))),
        ("record shorter than its text", elf_with(&claiming(u32::try_from(EVENT.len()).expect("small") - 1))),
        ("record of no text", elf_with(&record(""))),
        ("record that is not utf-8", { let mut bytes = record(EVENT); bytes[40] = 0xff; elf_with(&bytes) }),
        ("second record damaged", elf_with(&[section(&[EVENT, EVENT]), b"TELEMREX".to_vec()].concat())),
        // Records that say something else.
        ("record that is not json", with("{\"telemetry\"", "{telemetry")),
        ("record that is a list", elf(&["[1]"])),
        ("record of a newer format", with("\"telemetry\":1", "\"telemetry\":2")),
        ("record without a format", with("\"telemetry\":1", "\"telemetrie\":1")),
        ("record that declares something new", with("\"declares\":\"event\"", "\"declares\":\"metric\"")),
        ("record without a name", with("\"name\":\"opened\",", "")),
        ("record whose name is a number", with("\"name\":\"opened\"", "\"name\":7")),
        ("record without a package", with("\"package\":\"app\",", "")),
        ("record without a declaration", with("\"is\":", "\"was\":")),
        ("record with a catalog of no version", with("\"at\":", "\"catalog\":\"app\",\"at\":")),
        ("record whose groups are a text", with("\"is\":", "\"flatten\":\"size\",\"is\":")),
        ("record whose group is a text", with("\"is\":", "\"flatten\":[\"size\"],\"is\":")),
        ("record whose group has no package", with("\"is\":", "\"flatten\":[{\"group\":\"size\"}],\"is\":")),
        ("record whose variants are a text", with("\"is\":", "\"flatten\":[{\"variants\":\"size\"}],\"is\":")),
        ("record with two sets of variants", with("\"is\":", "\"flatten\":[{\"variants\":{}},{\"variants\":{}}],\"is\":")),
        ("record that nests too deep", with("\"is\":", &format!("\"more\":{nesting},\"is\":"))),
        ("record that nests without end", with("\"is\":", &format!("\"more\":{},\"is\":", "[".repeat(100_000)))),
        // Types that say something else.
        ("records with types", elf_with(&typed_section(&typed()))),
        ("types that are cut", { let mut bytes = typed_section(&typed()[2..3]); bytes.pop(); bytes[8] -= 1; elf_with(&bytes) }),
        ("fewer types than fields", of_types(0, &[[0, 0, 0]])),
        ("type of no number", of_types(2, &[[99, 0, 0]])),
        ("type that names nothing", of_types(0, &[[0, 0, 0], [20, 4, 0xff], [21, 0, 0xa2], [21, 0, 0xa3]])),
        ("type that names a group as a vocabulary", of_types(0, &[[0, 0, 0], [20, 4, 0xa2], [21, 0, 0xa2], [21, 0, 0xa3]])),
        ("variants in their own case", of_types(3, &[[1, 0, 0], [21, 0, 0xa3]])),
        ("field that is a text", saying("[\"lines\",\"technical\",\"How many lines it has.\"]", "\"lines\"")),
        ("field without a description", saying(",\"How many lines it has.\"", "")),
        ("field whose class is a number", saying("[\"lines\",\"technical\"", "[\"lines\",7")),
        ("field that says more as a text", saying("{\"since\":\"1.0.0\"}", "\"1.0.0\"")),
        ("two records of one number", saying("00000000000000a3", "00000000000000a2")),
        ("vocabulary of a newer format", saying("\"telemetry\":1,\"declares\":\"vocabulary\"", "\"telemetry\":2,\"declares\":\"vocabulary\"")),
        ("vocabulary that is repeated until it is too large", large_vocabulary()),
        ("record with a name that moves the cursor", with("\"opened\"", "\"\\u001b[2Jopened\\n\\u202e\"")),
    ]
}

fn said(program: Result<Program, ProgramError>) -> String {
    match program.and_then(|program| program.catalogs()) {
        Ok(catalogs) => catalogs.iter().map(|catalog| catalog.to_yaml()).collect(),
        Err(error) => format!("{error}\n"),
    }
}

#[test]
fn what_cannot_be_read_says_why_and_what_to_do() {
    let mut text = String::new();
    for (name, bytes) in cases() {
        let said = said(read("app", &bytes));
        assert_eq!(said, self::said(read_from("app", Cursor::new(bytes))), "{name}: a file is read as bytes are");
        text.push_str(&format!("# {name}\n{said}\n"));
    }
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program/damaged.txt");
    golden::report(&golden::compare(&golden, &text).err().into_iter().collect::<Vec<_>>());
}
