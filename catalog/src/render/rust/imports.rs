//! The names that a module brings in, and the lines that bring them.

use super::writer::{WIDTH, Writer};

/// Every name that a module may need: its path and itself, in the order of their lines.
const NAMES: &[(&str, &str)] = &[
    ("std::collections", "BTreeMap"),
    ("std::collections", "BTreeSet"),
    ("std::net", "IpAddr"),
    ("std::path", "PathBuf"),
    ("std::time", "Duration"),
    ("telemetry_core", "Bucketed"),
    ("telemetry_core", "ByOrigin"),
    ("telemetry_core", "Counted"),
    ("telemetry_core", "Date"),
    ("telemetry_core", "Email"),
    ("telemetry_core", "ErrorText"),
    ("telemetry_core", "Event"),
    ("telemetry_core", "Family"),
    ("telemetry_core", "FieldEnum"),
    ("telemetry_core", "Fields"),
    ("telemetry_core", "Float"),
    ("telemetry_core", "Hashed"),
    ("telemetry_core", "Hmac"),
    ("telemetry_core", "Hostname"),
    ("telemetry_core", "Id"),
    ("telemetry_core", "Json"),
    ("telemetry_core", "Public"),
    ("telemetry_core", "Redacted"),
    ("telemetry_core", "Rounded"),
    ("telemetry_core", "StackTrace"),
    ("telemetry_core", "Timestamp"),
    ("telemetry_core", "Truncated"),
    ("telemetry_core", "Url"),
    ("telemetry_core", "Username"),
    ("telemetry_core", "Uuid"),
    ("telemetry_core", "Version"),
];

/// The names that are needed so far: one bit for each of the list.
#[derive(Default)]
pub(super) struct Imports(u64);

impl Imports {
    /// Notes that a name is needed; returns it. What the prelude has needs no import.
    pub(super) fn need(&mut self, name: &'static str) -> &'static str {
        if let Some(index) = NAMES.iter().position(|(_, listed)| *listed == name) {
            self.0 |= 1 << index;
        }
        name
    }

    /// Writes the lines, with an empty line before them and after.
    pub(super) fn print(&self, writer: &mut Writer) {
        let needed: Vec<_> = NAMES.iter().enumerate().filter(|(index, _)| self.0 & (1 << index) != 0).collect();
        for (place, lines) in ["std", "telemetry_core"].into_iter().zip([true, false]) {
            let of_place = needed.iter().filter(|(_, (path, _))| path.starts_with("std") == lines);
            let names: Vec<(&str, &str)> = of_place.map(|(_, entry)| **entry).collect();
            if !names.is_empty() {
                writer.blank();
            }
            debug_assert!(names.iter().all(|(path, _)| path.starts_with(place)), "imports are listed by place");
            for group in names.chunk_by(|one, other| one.0 == other.0) {
                print_use(writer, group);
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
