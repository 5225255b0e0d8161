//! What the pure parts of the runtime cost: `cargo run --release -p telemetry-core --features runtime --example
//! wire_cost`. Behind it a word and a number run one part so often, for callgrind.

use std::hint::black_box;
use std::time::Instant;
use telemetry_core::rules::{Collision, KeyRules, LongValueRules, Over, WireRules};
use telemetry_core::runtime::keys::{Keys, MemoryKeys};
use telemetry_core::runtime::wire::Ids;
use telemetry_core::runtime::{Item, ItemField, Kind, Losses, Value, json, wire};
use telemetry_core::{Encoding, KeyScope, Unit};

/// The event that all figures of this project are about: three short texts, two whole numbers, a float, a boolean, an
/// enum.
fn fields() -> Vec<ItemField<'static>> {
    let text = |text: &'static str| Value::Text(text.into());
    let values = [
        ("extension_version", text("1.42.0-insider")),
        ("editor.language", text("typescriptreact")),
        ("request_id", text("0f8fad5b-d9cb-469f-a165-70867728950e")),
        ("duration_ms", Value::Count(1_742)),
        ("token_count", Value::Count(123_456)),
        ("acceptance_rate", Value::Float(0.731_25)),
        ("is_internal", Value::Bool(false)),
        ("outcome", text("accepted")),
    ];
    let field = |(key, value): (&'static str, Value<'static>)| ItemField::plain(key, Kind::Property, value);
    values.into_iter().map(field).collect()
}

const DEMANDING: WireRules = WireRules {
    keys: KeyRules { replace: &[(".", "_")], exempt: &["keep.me"], collision: Collision::Last, max_length: Some(150) },
    values: Some(LongValueRules {
        max_length: 8192,
        unit: Unit::Utf16,
        over: Over::Split,
        suffix: Some("_{n:02}"),
        max_parts: Some(50),
    }),
    ..WireRules::DEFAULT
};

/// One part: its word and what runs.
type Part = (&'static str, Box<dyn FnMut()>);

fn parts() -> Vec<Part> {
    let hash = |keys: &mut Keys, value: &[u8]| {
        let hash = keys.hash("project", KeyScope::Install, Some("P90D"), Encoding::Hex, black_box(value), 0);
        black_box(hash.map(str::len));
    };
    let new_keys = || Keys::new("quill", MemoryKeys::default());
    let (mut fresh, mut cached, mut number) = (new_keys(), new_keys(), 0_u64);
    let mut ids = (Ids::new(), Ids::new());
    let item =
        Item { name: "completion_shown".into(), version: 3, id: [0; 16], issued: None, sequence: 1, fields: fields() };
    let shape = |rules: &'static WireRules| {
        let fields = fields();
        move || {
            let (mut fields, mut losses) = (fields.clone(), Losses::default());
            wire::shape(black_box(&mut fields), rules, &mut losses);
            black_box(fields);
        }
    };
    let (mut out, copied) = (Vec::new(), fields());
    vec![
        (
            "hash",
            Box::new(move || {
                number += 1;
                let mut value = *b"/home/ada/projects/novel/00000000000";
                value[28..].copy_from_slice(&number.to_le_bytes());
                hash(&mut fresh, &value);
            }),
        ),
        ("cached", Box::new(move || hash(&mut cached, b"/home/ada/projects/novel/00000000000"))),
        (
            "json",
            Box::new(move || {
                out.clear();
                json::write_item(&mut out, black_box(&item));
                black_box(&out);
            }),
        ),
        ("clone", Box::new(move || drop(black_box(black_box(&copied).clone())))),
        ("shape", Box::new(shape(&WireRules::DEFAULT))),
        ("demanding", Box::new(shape(&DEMANDING))),
        ("v4", Box::new(move || _ = black_box(ids.0.version_4()))),
        ("v7", Box::new(move || _ = black_box(ids.1.version_7(1_700_000_000_000)))),
    ]
}

/// Returns the least and the median of the nanoseconds that one run takes. On a busy machine the least is the truth.
fn measure(run: &mut dyn FnMut()) -> (f64, f64) {
    const RUNS: u32 = 5_000;
    let mut times: Vec<f64> = (0..201)
        .map(|_| {
            let start = Instant::now();
            (0..RUNS).for_each(|_| run());
            start.elapsed().as_secs_f64() * 1e9 / f64::from(RUNS)
        })
        .collect();
    times.sort_by(f64::total_cmp);
    (times[0], times[times.len() / 2])
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [word, times] = &arguments[..] {
        let times: u32 = times.parse().expect("a number of times");
        let mut parts = parts();
        let (_, run) = parts.iter_mut().find(|(name, _)| name == word).expect("the word of a part");
        return (0..times).for_each(|_| run());
    }
    for (name, mut run) in parts() {
        let (least, median) = measure(&mut run);
        println!("{name:10} {least:8.1} ns, median {median:8.1} ns");
    }
}
