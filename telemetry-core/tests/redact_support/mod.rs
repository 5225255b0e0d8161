//! What the tests of the redactor share: the redactor of the cases, and tokens that no file may hold as they are.

use telemetry_core::redact::{Machine, Options, Redactor, Root};

/// Returns the redactor of the cases. Its markers are short, so that cases can be read.
pub(crate) fn redactor() -> Redactor {
    let options = Options {
        roots: &[
            Root { label: "installation", folder: "/opt/quill pro" },
            Root { label: "temporary files", folder: r"D:\Temp Files" },
        ],
        keep_after: &["node_modules", "resources/app"],
        marker: "<{label}>",
        machine: Machine { user: "mmustermann", home: "/home/mmustermann", host: "zeppelin.example.org" },
        ..Options::DEFAULT
    };
    Redactor::new(&options).expect("the options are right")
}

/// Returns a text with its tokens: `{36}`, `{hex32}`, `{BASE16}` and the end of a line.
pub(crate) fn expanded(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (place, behind) = after.split_once('}').unwrap_or((after, ""));
        let digits = place.trim_start_matches("hex").trim_start_matches("BASE");
        match digits.parse::<usize>() {
            Ok(length) if length > 5 => {
                out.push_str(&token(place.trim_end_matches(digits), length));
                rest = behind;
            }
            _ => {
                out.push('{');
                rest = after;
            }
        }
    }
    (out + rest).replace('⏎', "\n")
}

fn token(kind: &str, length: usize) -> String {
    let alphabet = match kind {
        "hex" => "9f8e7d6c5b4a3210",
        "BASE" => "Q2W3E4R5T6Y7ABCDEFGH",
        _ => "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z",
    };
    alphabet.chars().cycle().take(length).collect()
}
