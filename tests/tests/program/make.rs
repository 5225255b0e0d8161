//! Programs made by hand: records, and the files that hold them.

use object::write::{Object, StandardSegment};
use object::{Architecture, BinaryFormat, Endianness, SectionKind};

/// An event, as the derive leaves it.
pub(crate) const EVENT: &str = r#"{"telemetry":1,"declares":"event","name":"opened","package":"app","version":"1.0.0","module":"app::events","at":"src/events.rs:12","is":{"description":"A file was opened.","purpose":"product","consent":"usage","destinations":[],"fields":{"from_recent":{"type":"bool","class":"technical","description":"Whether it was in the list of recent files."}}}}"#;

/// The same with its types behind the JSON, a group, a vocabulary and variants: what the derive really leaves.
pub(crate) fn typed() -> [(&'static str, &'static [[u8; 3]]); 4] {
    let event = r#"{"telemetry":1,"declares":"event","name":"opened","package":"app","version":"1.0.0","at":"src/events.rs:12","is":{"description":"A file was opened.","purpose":["product"],"consent":"usage","destinations":[]},"fields":[["from_recent","technical","Whether it was in the list of recent files."],["outcome","technical","How it ended.",{"since":"1.0.0"}],{"prefix":"file_"},{}]}"#;
    let vocabulary = r#"{"telemetry":1,"declares":"vocabulary","name":"Outcome","package":"app","version":"1.0.0","is":{"values":{"done":"It worked.","failed":"It did not work."}},"id":"00000000000000a1"}"#;
    let group = r#"{"telemetry":1,"declares":"group","name":"size","package":"app","version":"1.0.0","is":{},"fields":[["lines","technical","How many lines it has."]],"id":"00000000000000a2"}"#;
    let variants = r#"{"telemetry":1,"declares":"variants","name":"from","package":"app","version":"1.0.0","is":{"class":"technical","description":"Where it was opened from.","tag":"from","cases":{"recent":{"description":"From a list.","typed":[["place","technical","Its place in the list."],{}]},"dialog":{"description":"From a dialog."}}},"id":"00000000000000a3"}"#;
    [
        (event, &[[0, 0, 0], [20, 4, 0xa1], [21, 0, 0xa2], [21, 0, 0xa3]]),
        (vocabulary, &[]),
        (group, &[[1, 0, 0]]),
        (variants, &[[1, 0, 0], [21, 0, 0xa2]]),
    ]
}

/// Returns a section of records with their types.
pub(crate) fn typed_section(records: &[(&str, &[[u8; 3]])]) -> Vec<u8> {
    records.iter().flat_map(|(text, types)| with_types(text, types)).collect()
}

/// Returns the bytes of a record with types behind its JSON, each a number, flags, and what it names.
pub(crate) fn with_types(text: &str, types: &[[u8; 3]]) -> Vec<u8> {
    let types = types.iter().flat_map(|[number, flags, id]| [*number, *flags, *id, 0, 0, 0, 0, 0, 0, 0]);
    let content: Vec<u8> = text.bytes().chain([0; 9]).chain(types).collect();
    let length = u32::try_from(content.len()).expect("a record is small").to_le_bytes();
    [b"TELEMREC", &length[..], &content].concat()
}

/// Returns the bytes of one record.
pub(crate) fn record(text: &str) -> Vec<u8> {
    let length = u32::try_from(text.len()).expect("a record is small").to_le_bytes();
    [b"TELEMREC", &length[..], text.as_bytes()].concat()
}

/// Returns the bytes of a section, with the gaps that linkers leave.
pub(crate) fn section(records: &[&str]) -> Vec<u8> {
    records.iter().enumerate().flat_map(|(gap, text)| [record(text), vec![0; gap % 9]].concat()).collect()
}

/// Returns an ELF object file with these records.
pub(crate) fn elf(records: &[&str]) -> Vec<u8> {
    elf_with(&section(records))
}

/// Returns an ELF object file with a section of these bytes.
pub(crate) fn elf_with(content: &[u8]) -> Vec<u8> {
    object_with(BinaryFormat::Elf, Architecture::X86_64, Endianness::Little, content)
}

/// Returns an object file with a section of these bytes under the name that its platform has for it.
pub(crate) fn object_with(
    format: BinaryFormat,
    architecture: Architecture,
    endianness: Endianness,
    content: &[u8],
) -> Vec<u8> {
    let name: &[u8] = match format {
        BinaryFormat::MachO => b"__telemetry",
        BinaryFormat::Coff => b".telemtr",
        _ => b"telemetry",
    };
    let mut object = Object::new(format, architecture, endianness);
    let segment = object.segment_name(StandardSegment::Data).to_vec();
    // A section before it, which only looks like one of records.
    let other = object.add_section(segment.clone(), b"other".to_vec(), SectionKind::ReadOnlyData);
    object.append_section_data(other, b"TELEMREC\xff\xff\xff\xff", 1);
    let section = object.add_section(segment, name.to_vec(), SectionKind::ReadOnlyData);
    object.append_section_data(section, content, 1);
    object.write().expect("an object file can be written")
}

/// Returns an archive in the format of GNU, with names of at most 15 characters.
pub(crate) fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = b"!<arch>\n".to_vec();
    for (name, content) in members {
        let name = format!("{name}/");
        bytes.extend(format!("{name:16}{:12}{:6}{:6}{:8}{:<10}`\n", 0, 0, 0, 644, content.len()).bytes());
        bytes.extend(*content);
        bytes.extend(vec![b'\n'; content.len() % 2]);
    }
    bytes
}

/// Returns a Mach-O file for several machines.
pub(crate) fn fat(parts: &[(u32, &[u8])]) -> Vec<u8> {
    let word = |number: usize| u32::try_from(number).expect("a part is small").to_be_bytes();
    let mut bytes = [[0xca, 0xfe, 0xba, 0xbe], word(parts.len())].concat();
    let mut at = 8 + 20 * parts.len();
    for (machine, content) in parts {
        bytes.extend([machine.to_be_bytes(), word(0), word(at), word(content.len()), word(0)].concat());
        at += content.len();
    }
    bytes.extend(parts.iter().flat_map(|(_, content)| *content));
    bytes
}

/// Returns a WebAssembly module with custom sections.
pub(crate) fn wasm(sections: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = b"\0asm\x01\0\0\0".to_vec();
    // A section of types, which is not looked at.
    bytes.extend([1, 4, 1, 0x60, 0, 0]);
    for (name, content) in sections {
        let own = [number(name.len()), name.as_bytes().to_vec(), content.to_vec()].concat();
        bytes.extend([vec![0], number(own.len()), own].concat());
    }
    bytes
}

/// Returns a WebAssembly component that holds modules or components (`4`).
pub(crate) fn component(id: u8, parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = b"\0asm\x0d\0\x01\0".to_vec();
    for part in parts {
        bytes.extend([vec![id], number(part.len()), part.to_vec()].concat());
    }
    bytes
}

/// Returns a number as WebAssembly writes it.
fn number(mut value: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let byte = u8::try_from(value & 0x7f).expect("seven bits");
        value >>= 7;
        bytes.push(if value > 0 { byte | 0x80 } else { byte });
        if value == 0 {
            return bytes;
        }
    }
}

/// Returns a PE file for 64 bits with one section: the headers of DOS, COFF and Windows, then the section.
pub(crate) fn pe(name: &str, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0; 0x40];
    bytes[..2].copy_from_slice(b"MZ");
    bytes[0x3c] = 0x40;
    bytes.extend(b"PE\0\0");
    // Machine, sections, time, symbols, size of the optional header, an executable.
    bytes.extend([0x64, 0x86, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 240, 0, 0x22, 0]);
    let mut optional = vec![0; 240];
    optional[..2].copy_from_slice(&[0x0b, 0x02]);
    // Alignments of 4096 and 512, and sixteen directories.
    optional[32..40].copy_from_slice(&[0, 0x10, 0, 0, 0, 2, 0, 0]);
    optional[108] = 16;
    bytes.extend(optional);
    let size = u32::try_from(content.len()).expect("a section is small");
    let filled = size.next_multiple_of(512);
    let start: u32 = 0x200;
    assert_eq!(name.len(), 8, "a name of eight bytes");
    bytes.extend(name.bytes());
    bytes.extend([size, 0x1000, filled, start, 0, 0, 0, 0x4000_0040].iter().flat_map(|word| word.to_le_bytes()));
    bytes.resize(start as usize, 0);
    bytes.extend(content);
    bytes.resize((start + filled) as usize, 0);
    bytes
}
