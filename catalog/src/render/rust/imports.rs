//! The names that a module brings in, and the lines that bring them.

use super::writer::{WIDTH, Writer};

macro_rules! names {
    ($($path:literal: $($name:ident)*;)*) => {
        /// A name that a module may need.
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub(super) enum Name { $($($name,)*)* }

        /// Every name with its path and its text, in the order of their lines.
        const NAMES: &[(Name, &str, &str)] = &[$($((Name::$name, $path, stringify!($name)),)*)*];
    };
}

names! {
    "std::collections": BTreeMap BTreeSet;
    "std::net": IpAddr;
    "std::path": PathBuf;
    "std::time": Duration;
    "telemetry_core": Bucketed ByOrigin Counted Date Email ErrorText Event Family FieldEnum Fields Float Hashed Hmac
        Hostname Id Json Public Redacted Rounded StackTrace Timestamp Truncated Url Username Uuid Version;
}

/// The names that are needed so far: one bit for each.
#[derive(Default)]
pub(super) struct Imports(u64);

impl Imports {
    /// Notes that a name is needed; returns its text.
    pub(super) fn need(&mut self, name: Name) -> &'static str {
        self.0 |= 1 << name as u32;
        NAMES[name as usize].2
    }

    /// Writes the lines, with an empty line before them and after.
    pub(super) fn print(&self, writer: &mut Writer) {
        let needed = NAMES.iter().filter(|(name, ..)| self.0 & (1 << *name as u32) != 0);
        let needed: Vec<(&'static str, &'static str)> = needed.map(|(_, path, text)| (*path, *text)).collect();
        let crate_of = |path: &'static str| path.split("::").next();
        for of_crate in needed.chunk_by(|one, other| crate_of(one.0) == crate_of(other.0)) {
            writer.blank();
            for of_path in of_crate.chunk_by(|one, other| one.0 == other.0) {
                print_use(writer, of_path);
            }
        }
    }
}

/// Writes one `use`, its names packed into lines.
fn print_use(writer: &mut Writer, group: &[(&str, &str)]) {
    let path = group[0].0;
    let names: Vec<&str> = group.iter().map(|(_, name)| *name).collect();
    if let [name] = names.as_slice() {
        writer.parts(&["use ", path, "::", name, ";"]);
        return;
    }
    let line = format!("use {path}::{{{}}};", names.join(", "));
    if line.len() <= WIDTH {
        writer.line(&line);
        return;
    }
    writer.parts(&["use ", path, "::{"]);
    writer.deeper();
    let mut line = String::new();
    for name in names {
        if !line.is_empty() && writer.indent() + line.len() + 1 + name.len() + 1 > WIDTH {
            writer.line(&line);
            line.clear();
        }
        line.push_str(if line.is_empty() { "" } else { " " });
        line.push_str(name);
        line.push(',');
    }
    writer.line(&line);
    writer.shallower();
    writer.line("};");
}
