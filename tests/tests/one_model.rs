//! Both front-ends meet in one model: what a catalog means is what the program says whose Rust is generated from it.
//!
//! All catalogs of the repository and many random ones become modules of programs, which are built in one go and then
//! read. Everything is compared: the models, the schemas, the pages; and the events that the programs print are held
//! against the schemas by validators that are not ours.
//!
//! Random catalogs come from numbers. A test run takes always the same ones: what fails then is what was changed.
//! `ONE_MODEL_FRESH=1000` adds as many that no run has seen, and prints their numbers; `ONE_MODEL_SEED=12` makes the
//! catalog of that number alone.

#[path = "one_model/compare.rs"]
mod compare;
#[path = "one_model/demanded.rs"]
mod demanded;
#[path = "one_model/events.rs"]
mod events;
#[path = "one_model/program.rs"]
mod program;
#[path = "one_model/sample.rs"]
mod sample;
mod validators;
#[path = "one_model/written.rs"]
mod written;

use program::Built;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};
use telemetry_catalog::model::Catalog;
use telemetry_catalog::program::ProgramCatalog;
use telemetry_catalog::{SourceFile, Sources, load};
use whole_line_tests::{case, golden, random};

/// How many random catalogs there are in each run.
const FIXED: u64 = 320;

/// A catalog as it is written.
pub(crate) struct Case {
    name: String,
    files: Vec<(String, String)>,
}

/// A catalog that means something, and the module that is made of it.
pub(crate) struct Meant {
    name: String,
    module: String,
    files: Vec<(String, String)>,
    catalog: Catalog,
}

impl Meant {
    /// Returns what was written, for messages.
    pub(crate) fn yaml(&self) -> String {
        self.files.iter().flat_map(|(path, text)| ["# ", path, "\n", text]).collect()
    }
}

/// A program, the catalogs that it was made of, and the events that it prints.
type Part = (Built, &'static [Meant], String);

/// A catalog from both sides.
struct Both<'a> {
    written: &'a Meant,
    shipped: ProgramCatalog,
    events: &'a str,
}

/// Returns what a case means under an identifier of its own.
fn meant((index, case): (usize, Case)) -> Meant {
    let module = format!("c{index:03}");
    let sources = written::renamed(&case.files, &module);
    let catalog = meaning(&sources).unwrap_or_else(|fault| panic!("{}: {fault}", case.name));
    Meant { name: case.name, module, files: case.files, catalog }
}

/// Returns what sources mean, or why they mean nothing.
fn meaning(sources: &Sources) -> Result<Catalog, String> {
    let checked = case::checked(sources);
    checked.catalog.ok_or_else(|| {
        let text: Vec<&str> = sources.iter().map(|(_, file)| file.text()).collect();
        format!("{}\n{}", checked.diagnostics.to_text(sources), text.join("\n"))
    })
}

/// Returns every catalog from both sides; builds the programs once for all tests.
fn all() -> Vec<Both<'static>> {
    static MEANT: OnceLock<Vec<Meant>> = OnceLock::new();
    static BUILT: OnceLock<Result<Vec<Part>, String>> = OnceLock::new();
    let catalogs = MEANT.get_or_init(|| cases().into_iter().enumerate().map(meant).collect());
    let built = BUILT.get_or_init(|| {
        let with_events = |(built, catalogs): (Built, _)| {
            let events = built.run()?;
            Ok((built, catalogs, events))
        };
        program::build(catalogs)?.into_iter().map(with_events).collect()
    });
    // Said by each test, and built once.
    let built = built.as_ref().unwrap_or_else(|fault| panic!("{fault}"));
    let mut all = Vec::with_capacity(catalogs.len());
    for (built, catalogs, events) in built {
        let mut shipped = built.read().catalogs().unwrap_or_else(|error| panic!("{error}"));
        for written in *catalogs {
            let at = shipped.iter().position(|shipped| shipped.id() == written.module);
            let at = at.unwrap_or_else(|| panic!("{}: `{}` is not in the program", written.name, written.module));
            all.push(Both { written, shipped: shipped.swap_remove(at), events });
        }
    }
    all
}

/// Returns the catalogs that are written and the random ones, or the random one of the number that is asked for.
fn cases() -> Vec<Case> {
    let random = |seed: u64| Case {
        name: format!("ONE_MODEL_SEED={seed}"),
        files: vec![("catalog.yaml".to_owned(), random::catalog(seed))],
    };
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    if let Some(seed) = number("ONE_MODEL_SEED") {
        return vec![random(seed)];
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    // Numbers of each run are far apart: none is made twice.
    let first = now << 16;
    let fresh = first..first + number("ONE_MODEL_FRESH").unwrap_or(0);
    println!("random catalogs: 0 to {FIXED}, and {} from ONE_MODEL_SEED={first} on", fresh.end - fresh.start);
    written::cases().into_iter().chain((0..FIXED).chain(fresh).map(random)).collect()
}

/// Runs a check over all catalogs, and reports all failures at once.
fn each(check: impl Fn(&Both<'_>) -> Vec<String>) {
    let all = all();
    assert!(!all.is_empty(), "the catalogs are found");
    let failed: Vec<(&Both<'_>, Vec<String>)> =
        all.iter().map(|both| (both, check(both))).filter(|(_, faults)| !faults.is_empty()).collect();
    let show = |(both, faults): &(&Both<'_>, Vec<String>)| {
        let shown: Vec<&str> = faults.iter().take(3).map(String::as_str).collect();
        format!("{}: {}", both.written.name, shown.join("\n"))
    };
    let mut failures: Vec<String> = failed.iter().take(20).map(show).collect();
    // One catalog is enough to begin with.
    failures.extend(failed.first().map(|(both, _)| format!("\nthe first of them:\n{}", both.written.yaml())));
    golden::report(&failures);
}

/// Returns the sources of a shipped catalog without the places of their declarations, which pages link to.
fn without_places(shipped: &ProgramCatalog) -> Sources {
    let sources = shipped.sources();
    let file = |file: &SourceFile| SourceFile::new(file.path(), file.text());
    Sources::new(sources.iter().map(|(_, found)| file(found)).collect())
}

#[test]
fn a_program_means_what_the_catalog_means_that_it_was_generated_from() {
    each(|both| match meaning(&without_places(&both.shipped)) {
        Ok(shipped) => compare::models(&both.written.catalog, &shipped).into_iter().collect(),
        Err(fault) => vec![fault],
    });
}

#[test]
fn schemas_of_either_side_are_the_same() {
    each(|both| match meaning(&both.shipped.sources()) {
        Ok(shipped) => compare::schemas(&both.written.catalog, &shipped),
        Err(fault) => vec![fault],
    });
}

#[test]
fn pages_of_either_side_are_the_same() {
    each(|both| match meaning(&without_places(&both.shipped)) {
        Ok(shipped) => compare::pages(&both.written.catalog, &shipped),
        Err(fault) => vec![fault],
    });
}

#[test]
fn what_a_program_holds_as_constants_is_what_the_catalog_demands() {
    each(|both| demanded::faults(&both.written.catalog, &both.written.module, both.events));
}

#[test]
fn events_are_what_their_schemas_describe_and_broken_events_are_not() {
    each(|both| events::faults(&both.written.catalog, &both.written.module, both.events));
}

#[test]
fn an_event_on_rust_types_means_what_it_means_in_yaml() {
    let yaml = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("readme")).unwrap_or_else(|error| panic!("{error}"));
    let yaml = meaning(&yaml).unwrap_or_else(|fault| panic!("{fault}"));
    let program = std::env::current_exe().and_then(fs::read).expect("a test can read its own program");
    let program = telemetry_catalog::program::read("the test", &program).unwrap_or_else(|error| panic!("{error}"));
    let shipped = program.catalogs().unwrap_or_else(|error| panic!("{error}"));
    let rust = shipped.iter().find(|catalog| catalog.id() == yaml.id()).expect("the front page's event is in the test");
    let rust = meaning(&without_places(rust)).unwrap_or_else(|fault| panic!("{fault}"));
    golden::report(&compare::models(&yaml, &rust).into_iter().collect::<Vec<_>>());
}
