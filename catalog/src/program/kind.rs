//! What kind of file some bytes are, by how they begin.

use object::FileKind;

/// A kind of file that may hold records, or that holds files that may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An ELF, Mach-O, PE or COFF file: linked, or an object file.
    Object,
    /// A Mach-O file for several architectures, with offsets of 32 bits.
    Fat32,
    /// The same with offsets of 64 bits.
    Fat64,
    /// A WebAssembly module or component.
    Wasm,
    /// An archive: a static library or an rlib.
    Archive,
    /// A Windows object that stands for a function of a DLL.
    Import,
    /// What LLVM keeps until the final link.
    Bitcode,
}

impl Kind {
    /// Returns the kind of a file; `None` for what is no program, such as a catalog.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            // What is cut off after these is a damaged program, not a catalog.
            [0x7f, b'E', b'L', b'F', ..] => return Some(Self::Object),
            [0, b'a', b's', b'm', ..] => return Some(Self::Wasm),
            [b'!', b'<', b'a' | b't', ..] if is_archive(bytes) => return Some(Self::Archive),
            [b'B', b'C', 0xc0, 0xde, ..] | [0xde, 0xc0, 0x17, 0x0b, ..] => return Some(Self::Bitcode),
            // A text does not begin so: the header of DOS holds zeros.
            [b'M', b'Z', ..] if bytes[..bytes.len().min(64)].contains(&0) => return Some(Self::Object),
            _ => {}
        }
        match FileKind::parse(bytes).ok()? {
            FileKind::Archive => Some(Self::Archive),
            FileKind::MachOFat32 => Some(Self::Fat32),
            FileKind::MachOFat64 => Some(Self::Fat64),
            FileKind::CoffImport => Some(Self::Import),
            FileKind::Coff
            | FileKind::CoffBig
            | FileKind::Elf32
            | FileKind::Elf64
            | FileKind::MachO32
            | FileKind::MachO64
            | FileKind::Pe32
            | FileKind::Pe64 => Some(Self::Object),
            // Not ours to match in full: other crates may turn on more formats.
            _ => None,
        }
    }
}

fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"!<arch>\n") || bytes.starts_with(b"!<thin>\n")
}
