//! Records: what a compiled program says of what it collects.
//!
//! Each declaration leaves its entry in the catalog, as one line of JSON, in a section of the program: derives write
//! [`Part`]s, and constants put them together, so that nothing of this runs. `telemetry inspect` reads the section;
//! the format is described in `RECORDS.md` beside the sources of `telemetry-catalog`.

use crate::{CatalogDescriptor, ValueType};

/// What stands before the length of each record.
pub(crate) const MAGIC: [u8; 8] = *b"TELEMREC";
/// How many bytes stand before the JSON: the magic and the length, 32 bits with the lowest byte first.
pub(crate) const HEAD: usize = 12;

/// A piece of a record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part {
    /// JSON that the derive wrote.
    Json(&'static str),
    /// What only the type of a field knows: the members `type`, `values`, `allow`, `optional`.
    Type(&'static ValueType),
    /// What another type wrote: the fields that are flattened.
    Parts(&'static [Part]),
    /// The members that say who declares.
    Origin(Origin),
    /// The members that name the catalog.
    Catalog(&'static CatalogDescriptor),
}

/// Where a declaration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The name of the package.
    pub package: Option<&'static str>,
    /// Its version.
    pub version: Option<&'static str>,
    /// The path of the module.
    pub module: &'static str,
    /// The file as the compiler names it, a colon, the line.
    pub at: &'static str,
    /// The folder of the package: it is cut from the file, and nothing of it is left in the program.
    pub root: Option<&'static str>,
}

/// Returns how many bytes a record takes, its head included.
#[must_use]
pub const fn length(parts: &[Part]) -> usize {
    HEAD + write_parts(parts, &mut [], 0)
}

/// Returns a record: `N` is its [`length`].
#[must_use]
pub const fn record<const N: usize>(parts: &[Part]) -> [u8; N] {
    let mut bytes = [0; N];
    #[expect(clippy::cast_possible_truncation, reason = "a declaration is far shorter than four gigabytes")]
    let length = ((N - HEAD) as u32).to_le_bytes();
    let at = write(&MAGIC, &mut bytes, 0);
    let at = write(&length, &mut bytes, at);
    write_parts(parts, &mut bytes, at);
    bytes
}

/// Writes parts from a place on, and returns the place behind them. Into no bytes at all it only measures.
const fn write_parts(parts: &[Part], bytes: &mut [u8], mut at: usize) -> usize {
    let mut index = 0;
    while index < parts.len() {
        at = match &parts[index] {
            Part::Json(text) => write(text.as_bytes(), bytes, at),
            Part::Type(ty) => write_type(ty, bytes, at),
            Part::Parts(parts) => write_parts(parts, bytes, at),
            Part::Origin(origin) => write_origin(origin, bytes, at),
            Part::Catalog(catalog) => {
                let at = write_text(",\"catalog\":\"", catalog.id, bytes, at);
                let at = write_text("\",\"catalog_version\":\"", catalog.version, bytes, at);
                write(b"\"", bytes, at)
            }
        };
        index += 1;
    }
    at
}

const fn write_type(ty: &ValueType, bytes: &mut [u8], at: usize) -> usize {
    let at = write(b"\"type\":\"", bytes, at);
    let at = write_type_name(ty, bytes, at);
    let mut at = write(b"\"", bytes, at);
    if let Some(descriptor) = ty.vocabulary() {
        at = write(b",", bytes, at);
        at = write(descriptor.declared.as_bytes(), bytes, at);
    }
    if ty.is_optional() {
        at = write(b",\"optional\":true", bytes, at);
    }
    at
}

const fn write_type_name(ty: &ValueType, bytes: &mut [u8], at: usize) -> usize {
    match ty {
        ValueType::Optional(value)
        | ValueType::Family(value)
        | ValueType::Public(value)
        | ValueType::Constant(value)
        | ValueType::Transformed(_, value) => write_type_name(value, bytes, at),
        ValueType::List(item) => write_items(b"list<", item, bytes, at),
        ValueType::Set(item) => write_items(b"set<", item, bytes, at),
        ValueType::Map { item, .. } => write_items(b"map<string, ", item, bytes, at),
        // An allow list closes the vocabulary of a text; the text it stays.
        ValueType::Enum(values) if values.is_allow_list => write(b"string", bytes, at),
        simple => write(simple.name().as_bytes(), bytes, at),
    }
}

const fn write_items(opening: &[u8], item: &ValueType, bytes: &mut [u8], at: usize) -> usize {
    let at = write(opening, bytes, at);
    let at = write_type_name(item, bytes, at);
    write(b">", bytes, at)
}

const fn write_origin(origin: &Origin, bytes: &mut [u8], mut at: usize) -> usize {
    if let Some(package) = origin.package {
        at = write_text("\"package\":\"", package, bytes, at);
        at = write(b"\",", bytes, at);
    }
    if let Some(version) = origin.version {
        at = write_text("\"version\":\"", version, bytes, at);
        at = write(b"\",", bytes, at);
    }
    at = write_text("\"module\":\"", origin.module, bytes, at);
    let path = relative(origin);
    if !path.is_empty() {
        at = write(b"\",\"at\":\"", bytes, at);
        at = write_path(path, bytes, at);
    }
    write(b"\"", bytes, at)
}

/// Returns the file and line without the folder of the package; nothing where the file lies outside of it, so that no
/// path of the machine that compiled gets into a program.
const fn relative(origin: &Origin) -> &'static [u8] {
    let path = origin.at.as_bytes();
    let is_absolute = path.len() > 1 && (is_slash(path[0]) || (path[1] == b':' && !path[0].is_ascii_digit()));
    if !is_absolute {
        return path;
    }
    let Some(root) = origin.root else { return &[] };
    let root = root.as_bytes();
    if root.len() + 1 >= path.len() || !is_slash(path[root.len()]) {
        return &[];
    }
    let mut index = 0;
    while index < root.len() {
        if root[index] != path[index] {
            return &[];
        }
        index += 1;
    }
    path.split_at(root.len() + 1).1
}

const fn is_slash(byte: u8) -> bool {
    byte == b'/' || byte == b'\\'
}

/// Writes a path with slashes. What JSON would have to escape is no part of a path that anyone links to.
const fn write_path(path: &[u8], bytes: &mut [u8], at: usize) -> usize {
    let mut index = 0;
    while index < path.len() && !bytes.is_empty() {
        bytes[at + index] = match path[index] {
            b'\\' => b'/',
            b'"' | 0..=0x1f => b'_',
            byte => byte,
        };
        index += 1;
    }
    at + path.len()
}

/// Writes JSON and a text that needs no escapes: a package's name, a version, the path of a module.
const fn write_text(json: &str, text: &str, bytes: &mut [u8], at: usize) -> usize {
    let at = write(json.as_bytes(), bytes, at);
    write(text.as_bytes(), bytes, at)
}

/// Copies in large steps: a compiler that computes constants takes as long for 64 bytes as for one.
const fn write(mut text: &[u8], bytes: &mut [u8], at: usize) -> usize {
    let end = at + text.len();
    if bytes.is_empty() {
        return end;
    }
    let mut place = bytes.split_at_mut(at).1;
    while let (Some((step, rest)), true) = (text.split_first_chunk::<64>(), place.len() >= 64) {
        let (here, after) = place.split_at_mut(64);
        if let Some(here) = here.first_chunk_mut::<64>() {
            *here = *step;
        }
        (text, place) = (rest, after);
    }
    while let (Some((step, rest)), true) = (text.split_first_chunk::<8>(), place.len() >= 8) {
        let (here, after) = place.split_at_mut(8);
        if let Some(here) = here.first_chunk_mut::<8>() {
            *here = *step;
        }
        (text, place) = (rest, after);
    }
    let mut index = 0;
    while index < text.len() {
        place[index] = text[index];
        index += 1;
    }
    end
}

/// Says where the code stands that a derive expands to.
#[doc(hidden)]
#[macro_export]
macro_rules! __origin {
    () => {
        $crate::__private::Part::Origin($crate::__private::Origin {
            package: ::core::option_env!("CARGO_PKG_NAME"),
            version: ::core::option_env!("CARGO_PKG_VERSION"),
            module: ::core::module_path!(),
            at: ::core::concat!(::core::file!(), ":", ::core::line!()),
            root: ::core::option_env!("CARGO_MANIFEST_DIR"),
        })
    };
}

/// Leaves a record in the program: the one place that names sections. The language calls the attribute unsafe, since
/// two things of one name in a section could clash; these have no name, and are bytes that nothing reads at run time.
#[doc(hidden)]
#[macro_export]
macro_rules! __embed {
    ($record:ident = $parts:expr) => {
        const PARTS: &[$crate::__private::Part] = $parts;
        #[used]
        #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__telemetry,regular,no_dead_strip"))]
        #[cfg_attr(windows, unsafe(link_section = ".telemtr"))]
        #[cfg_attr(not(any(target_vendor = "apple", windows)), unsafe(link_section = "telemetry"))]
        static $record: [u8; $crate::__private::length(PARTS)] = $crate::__private::record(PARTS);
    };
}

#[cfg(test)]
mod tests {
    use super::{HEAD, MAGIC, Origin, Part, length, record};
    use crate::ValueType;

    const HERE: Origin =
        Origin { package: Some("lamp"), version: Some("1.0.0"), module: "lamp::on", at: "src/on.rs:3", root: None };

    fn json<const N: usize>(bytes: &[u8; N]) -> &str {
        assert_eq!(&bytes[..8], &MAGIC);
        assert_eq!(u32::from_le_bytes([bytes[8], bytes[9], bytes[10], bytes[11]]) as usize, N - HEAD);
        core::str::from_utf8(&bytes[HEAD..]).expect("a record is UTF-8")
    }

    #[test]
    fn a_record_is_its_parts() {
        const LONG: &str =
            "\"description\":\"A text that is longer than any step in which texts are copied, or nearly so.\",";
        const TYPE: ValueType = ValueType::Optional(&ValueType::List(&ValueType::Url));
        const PARTS: &[Part] = &[Part::Json("{"), Part::Parts(&[Part::Json(LONG), Part::Type(&TYPE)]), Part::Json("}")];
        const BYTES: [u8; length(PARTS)] = record(PARTS);
        let expected = format!("{{{LONG}\"type\":\"list<url>\",\"optional\":true}}");
        assert_eq!(json(&BYTES), expected);
    }

    #[test]
    fn no_path_of_the_machine_is_left() {
        let at = |at, root| {
            let parts = [Part::Origin(Origin { at, root, ..HERE })];
            let mut bytes = [0; 200];
            let end = super::write_parts(&parts, &mut bytes, 0);
            assert_eq!(end, length(&parts) - HEAD);
            String::from_utf8(bytes[..end].to_vec()).expect("a record is UTF-8")
        };
        let before = r#""package":"lamp","version":"1.0.0","module":"lamp::on""#;
        assert_eq!(at("src/on.rs:3", None), format!(r#"{before},"at":"src/on.rs:3""#));
        assert_eq!(at(r"src\on.rs:3", None), format!(r#"{before},"at":"src/on.rs:3""#));
        assert_eq!(at("/home/me/lamp/src/on.rs:3", Some("/home/me/lamp")), format!(r#"{before},"at":"src/on.rs:3""#));
        assert_eq!(at(r"C:\lamp\src\on.rs:3", Some(r"C:\lamp")), format!(r#"{before},"at":"src/on.rs:3""#));
        assert_eq!(at("/home/me/lamp2/src/on.rs:3", Some("/home/me/lamp")), before);
        assert_eq!(at("/target/out/on.rs:3", Some("/home/me/lamp")), before);
        assert_eq!(at("/target/out/on.rs:3", None), before);
    }
}
