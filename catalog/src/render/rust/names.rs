//! Rust names for declared names. The declared name stays in an attribute wherever the two differ.
//!
//! A name becomes ASCII (Latin letters lose their accents, other letters become their code point), is put in the
//! casing of its kind, and gives way where it is a keyword, is known to every Rust program, or is taken: then a word
//! or a number is added. A name that is good as it stands is never given to another.

use heck::{ToSnakeCase, ToUpperCamelCase};
use std::collections::HashSet;

/// What a name is for: decides its casing and the word that is added where it cannot stand alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameKind {
    /// The struct of an event.
    Event,
    /// The struct of a group or of common fields.
    Group,
    /// An enum.
    Vocabulary,
    /// A value of an enum.
    Value,
    /// A field of a struct.
    Field,
    /// A file.
    Module,
}

impl NameKind {
    fn word(self) -> &'static str {
        match self {
            Self::Event => "Event",
            Self::Group => "Fields",
            Self::Vocabulary | Self::Value => "Value",
            Self::Field => "field",
            Self::Module => "catalog",
        }
    }

    fn is_type(self) -> bool {
        match self {
            Self::Event | Self::Group | Self::Vocabulary | Self::Value => true,
            Self::Field | Self::Module => false,
        }
    }

    /// Returns whether a name of this kind means something else already.
    fn is_reserved(self, name: &str) -> bool {
        match self {
            Self::Event | Self::Group | Self::Vocabulary => RESERVED_TYPES.binary_search(&name).is_ok(),
            Self::Value => name == "Self",
            Self::Field | Self::Module => name.len() <= LONGEST_KEYWORD && KEYWORDS.binary_search(&name).is_ok(),
        }
    }
}

/// Types that generated modules or most programs name without a path.
const RESERVED_TYPES: &[&str] = &[
    "BTreeMap",
    "BTreeSet",
    "Box",
    "Bucketed",
    "ByOrigin",
    "Counted",
    "Date",
    "Duration",
    "Email",
    "Err",
    "ErrorText",
    "Event",
    "Family",
    "FieldEnum",
    "Fields",
    "Float",
    "Hashed",
    "Hmac",
    "Hostname",
    "Id",
    "IpAddr",
    "Json",
    "None",
    "Ok",
    "Option",
    "PathBuf",
    "Public",
    "Redacted",
    "Result",
    "Rounded",
    "Self",
    "Some",
    "StackTrace",
    "String",
    "Timestamp",
    "Truncated",
    "Url",
    "Username",
    "Uuid",
    "Vec",
    "Version",
];

const LONGEST_KEYWORD: usize = 8;

/// The keywords of edition 2024, reserved ones too.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Returns a Rust name for each declared name of one scope, in the same order; no two are equal.
#[must_use]
pub(crate) fn rust_names(kind: NameKind, declared: &[&str]) -> Vec<String> {
    Scope::default().claim(kind, declared)
}

/// Returns whether the fields of a struct can be named as they are declared, which is so of most.
pub(super) fn are_rust_names(declared: &[impl AsRef<str>]) -> bool {
    declared.iter().enumerate().all(|(index, name)| {
        let name = name.as_ref();
        is_snake_case(name)
            && !NameKind::Field.is_reserved(name)
            && declared[..index].iter().all(|earlier| earlier.as_ref() != name)
    })
}

/// The names that are taken in one scope.
#[derive(Default)]
pub(super) struct Scope {
    taken: HashSet<String>,
}

impl Scope {
    /// Takes a Rust name for each declared name.
    pub(super) fn claim(&mut self, kind: NameKind, declared: &[&str]) -> Vec<String> {
        let converted: Vec<String> = declared.iter().map(|name| convert(kind, name)).collect();
        let mut names: Vec<Option<String>> = vec![None; declared.len()];
        // First those that are written in Rust's casing already, then the others, each in the catalog's order.
        for natural in [true, false] {
            for (index, name) in converted.iter().enumerate() {
                if names[index].is_none() && (!natural || *name == *declared[index]) {
                    names[index] = Some(self.take(kind, name));
                }
            }
        }
        names.into_iter().flatten().collect()
    }

    /// Takes a name, or the next that is free.
    fn take(&mut self, kind: NameKind, name: &str) -> String {
        let is_free = |candidate: &String| !kind.is_reserved(candidate) && !self.taken.contains(candidate);
        let with_word = match (kind.is_type(), kind.is_reserved(name)) {
            (true, _) => Some(format!("{name}{}", kind.word())),
            (false, true) => Some(format!("{name}_")),
            (false, false) => None,
        };
        let numbered =
            (2_u32..).map(|number| if kind.is_type() { format!("{name}{number}") } else { format!("{name}_{number}") });
        let mut candidates = std::iter::once(name.to_owned()).chain(with_word).chain(numbered);
        let candidate = candidates.find(is_free).expect("a catalog has fewer names than there are numbers");
        self.taken.insert(candidate.clone());
        candidate
    }
}

/// Returns a name in the casing of its kind; it may be taken.
fn convert(kind: NameKind, name: &str) -> String {
    if !kind.is_type() && is_snake_case(name) {
        return name.to_owned();
    }
    let ascii = to_ascii(name);
    let cased = if kind.is_type() { ascii.to_upper_camel_case() } else { ascii.to_snake_case() };
    match cased.bytes().next() {
        None => kind.word().to_owned(),
        Some(first) if first.is_ascii_digit() && kind.is_type() => format!("{}{cased}", kind.word()),
        Some(first) if first.is_ascii_digit() => format!("{}_{cased}", kind.word()),
        Some(_) => cased,
    }
}

/// Returns whether a name is `like_this_1`, so that nothing needs to be done.
pub(super) fn is_snake_case(name: &str) -> bool {
    let mut before = b'_';
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' => {}
            b'_' if before != b'_' => {}
            _ => return false,
        }
        before = byte;
    }
    before != b'_' && !name.starts_with(|first: char| first.is_ascii_digit())
}

/// Returns a name in ASCII: separators are spaces, accents are lost, other letters become their code point.
fn to_ascii(name: &str) -> String {
    let mut ascii = String::with_capacity(name.len());
    for char in name.chars() {
        if char.is_ascii_alphanumeric() {
            ascii.push(char);
        } else if let Some(letters) = latin(char) {
            ascii.push_str(letters);
        } else if char.is_alphanumeric() && !char.is_ascii() {
            ascii.push_str(&format!(" u{:04x} ", u32::from(char)));
        } else {
            ascii.push(' ');
        }
    }
    ascii
}

/// Returns how a Latin letter with an accent is written without.
fn latin(char: char) -> Option<&'static str> {
    Some(match char {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'À' | 'Á' | 'Â' | 'Ã' | 'Å' | 'Ā' | 'Ă' | 'Ą' => "A",
        'ä' | 'æ' => "ae",
        'Ä' | 'Æ' => "Ae",
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => "c",
        'Ç' | 'Ć' | 'Č' | 'Ĉ' | 'Ċ' => "C",
        'ď' | 'đ' | 'ð' => "d",
        'Ď' | 'Đ' | 'Ð' => "D",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'È' | 'É' | 'Ê' | 'Ë' | 'Ē' | 'Ė' | 'Ę' | 'Ě' => "E",
        'ğ' | 'ģ' => "g",
        'Ğ' | 'Ģ' => "G",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'Ì' | 'Í' | 'Î' | 'Ï' | 'Ī' | 'Į' | 'İ' => "I",
        'ķ' => "k",
        'Ķ' => "K",
        'ł' | 'ļ' | 'ľ' => "l",
        'Ł' | 'Ļ' | 'Ľ' => "L",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'Ñ' | 'Ń' | 'Ň' | 'Ņ' => "N",
        'ò' | 'ó' | 'ô' | 'õ' | 'ő' | 'ō' => "o",
        'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ő' | 'Ō' => "O",
        'ö' | 'ø' | 'œ' => "oe",
        'Ö' | 'Ø' | 'Œ' => "Oe",
        'ř' | 'ŕ' => "r",
        'Ř' | 'Ŕ' => "R",
        'š' | 'ś' | 'ş' | 'ș' => "s",
        'Š' | 'Ś' | 'Ş' | 'Ș' => "S",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'Ť' | 'Ţ' | 'Ț' => "T",
        'þ' => "th",
        'Þ' => "Th",
        'ù' | 'ú' | 'û' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'Ù' | 'Ú' | 'Û' | 'Ū' | 'Ů' | 'Ű' | 'Ų' => "U",
        'ü' => "ue",
        'Ü' => "Ue",
        'ý' | 'ÿ' => "y",
        'Ý' | 'Ÿ' => "Y",
        'ź' | 'ż' | 'ž' => "z",
        'Ź' | 'Ż' | 'Ž' => "Z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{KEYWORDS, NameKind, RESERVED_TYPES, rust_names};

    fn check(kind: NameKind, declared: &[&str], expected: &[&str]) {
        assert_eq!(rust_names(kind, declared), expected);
    }

    #[test]
    fn lists_are_sorted() {
        assert!(KEYWORDS.is_sorted());
        assert!(RESERVED_TYPES.is_sorted());
        assert_eq!(KEYWORDS.iter().map(|word| word.len()).max(), Some(super::LONGEST_KEYWORD));
    }

    #[test]
    fn keywords_get_an_underscore() {
        check(NameKind::Field, &["type", "self", "Crate", "kind"], &["type_", "self_", "crate_", "kind"]);
        check(NameKind::Field, &["type", "type_", "type.."], &["type_", "type_2", "type_3"]);
    }

    #[test]
    fn a_name_that_is_good_as_it_stands_is_kept() {
        check(NameKind::Field, &["a.b", "a/b", "a_b", "a_b_2"], &["a_b_3", "a_b_4", "a_b", "a_b_2"]);
        check(NameKind::Event, &["policy.loaded", "PolicyLoaded"], &["PolicyLoadedEvent", "PolicyLoaded"]);
    }

    #[test]
    fn digits_come_after_a_word() {
        check(NameKind::Field, &["2fa", "404"], &["field_2fa", "field_404"]);
        check(NameKind::Value, &["404", "2xx"], &["Value404", "Value2xx"]);
    }

    #[test]
    fn letters_beyond_ascii_are_transcribed() {
        check(NameKind::Field, &["größe", "naïve", "名前"], &["groesse", "naive", "u540d_u524d"]);
        check(NameKind::Event, &["Äpfel", "событие"], &["Aepfel", "U0441U043eU0431U044bU0442U0438U0435"]);
    }

    #[test]
    fn names_of_rust_itself_are_left_alone() {
        check(
            NameKind::Event,
            &["option", "string", "event", "self"],
            &["OptionEvent", "StringEvent", "EventEvent", "SelfEvent"],
        );
        check(NameKind::Vocabulary, &["version"], &["VersionValue"]);
    }

    #[test]
    fn what_says_nothing_is_named_by_its_kind() {
        check(NameKind::Field, &["$", "_", "-"], &["field", "field_2", "field_3"]);
        check(NameKind::Event, &["$"], &["EventEvent"]);
    }
}
