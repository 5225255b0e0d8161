//! The compatibility mode of the redactor, held against what the originals returned.

use serde_json::Value;
use std::fs;
use std::path::Path;
use telemetry_core::redact::compatible::{CleanUp, clean_data, clean_remote_authority, redact_paths};

/// Texts, what Copilot Chat makes of them, and why that is worth a case.
const PATHS: &[(&str, &str)] = &[
    ("nothing", "nothing"),
    ("open /etc/passwd now", "open [redacted] now"),
    ("/at/the/start", "/at/the/start"),
    ("\"/in/quotes\"", "\"/in/quotes\""),
    ("see (/a/b)", "see ([redacted]"),
    ("x|/a", "x|[redacted]"),
    ("FILE://c:/a b", "FILE://[redacted] b"),
    ("file:///a/b", "file://[redacted]"),
    ("a\u{a0}/b", "a\u{a0}[redacted]"),
    ("in \\a\\b c", "in [redacted] c"),
    ("ü /ä/ö ü", "ü [redacted] ü"),
];

/// Texts and what VS Code makes of them, with `resources/app` and `C:\Users\me` taken out.
const DATA: &[(&str, &str)] = &[
    ("", ""),
    ("he said and/or", "he said <REDACTED: user-file-path>"),
    ("at x (vscode-file://vscode-app/a%20b/resources/app/out/m.js:1:2)", "at x (out/m.js:1:2)"),
    ("in c:\\users\\ME\\a.txt", "in \\a.txt"),
    ("in C:/Users/me/a.txt", "in /a.txt"),
    ("/home/me/.vscode-insiders/extensions/a/b.js", "<REDACTED: user-file-path>/.vscode-insiders/extensions/a/b.js"),
    ("/x/node_modules.asar/a.js", "<REDACTED: user-file-path>/node_modules.asar/a.js"),
    ("api_key", "api_key"),
    ("api_key\nx", "<REDACTED: Generic Secret>\nx"),
    ("psexec a -p x", "<REDACTED: CLI Credentials>"),
    ("xoxp-9\r\n\r\n", "<REDACTED: Slack Token>\n\r\n"),
    ("ünïcode a@b.de", "<REDACTED: Email>"),
];

#[test]
fn own_cases_become_what_the_originals_would_make_of_them() {
    for (text, expected) in PATHS {
        assert_eq!(redact_paths(text), *expected, "{text}");
    }
    let clean_up = [CleanUp::resources(), CleanUp::literal(r"C:\Users\me").expect("it is short")];
    for (text, expected) in DATA {
        assert_eq!(clean_data(text, &clean_up), *expected, "{text}");
    }
    assert_eq!(clean_remote_authority(None, &["wsl"]), "none");
    assert_eq!(clean_remote_authority(Some("wsl+ubuntu"), &["wsl"]), "wsl");
    assert_eq!(clean_remote_authority(Some("tunnel+x"), &["wsl"]), "other");
}

#[test]
fn real_cases_become_what_the_originals_made_of_them() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/real/cases/redaction-cases.json");
    let Ok(text) = fs::read_to_string(path) else {
        println!("skipped: there is no ../shared/real/cases/redaction-cases.json");
        return;
    };
    let file: Value = serde_json::from_str(&text).expect("the cases are JSON");
    let cases = file["cases"].as_array().expect("there are cases");
    assert_eq!(cases.len(), 46);
    for case in cases {
        assert_eq!(cleaned(case), case["expected"], "{}", case["id"]);
    }
}

fn cleaned(case: &Value) -> Value {
    let input = &case["input"];
    match (case["fn"].as_str(), input) {
        (Some("redactPaths"), Value::String(text)) => redact_paths(text).into(),
        (Some("cleanData"), _) => cleaned_data(input, &clean_up(case)),
        (Some("cleanRemoteAuthority"), _) => {
            let tips = input["config"].as_object().into_iter().flat_map(|config| config.values());
            let known: Vec<&str> =
                tips.filter_map(Value::as_object).flat_map(|tip| tip.keys().map(|key| &**key)).collect();
            clean_remote_authority(input["remoteAuthority"].as_str(), &known).into()
        }
        _ => panic!("what is {}?", case["fn"]),
    }
}

fn clean_up(case: &Value) -> Vec<CleanUp> {
    let patterns = case["config"]["cleanupPatterns"].as_array().into_iter().flatten().filter_map(Value::as_str);
    patterns
        .map(|pattern| match pattern.strip_prefix("literal(gi): ") {
            Some(path) => CleanUp::literal(path).expect("it is short"),
            None => CleanUp::resources(),
        })
        .collect()
}

/// Cleans the texts of a value, as `cleanData` does; names stay.
fn cleaned_data(value: &Value, clean_up: &[CleanUp]) -> Value {
    match value {
        Value::String(text) => clean_data(text, clean_up).into(),
        Value::Object(object) => {
            object.iter().map(|(name, value)| (name.clone(), cleaned_data(value, clean_up))).collect()
        }
        other => other.clone(),
    }
}
