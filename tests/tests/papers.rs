//! The papers that reviewers ask for: each case is a folder of `paper_cases` with a catalog and a policy, and the papers
//! of the small one are kept to be read. Tools that are not ours read what they can; they are installed below `target/`.
//! `BLESS=1 cargo test -p whole-line-tests --test papers` rewrites the papers.

mod checkers;

use checkers::{python, run};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};
use telemetry_catalog::model::{Catalog, Policy};
use telemetry_catalog::{CheckOptions, Sources, check, load, policy};
use telemetry_docs_gen::{Manifest, Paper, SafetyForm, data_safety, paper, privacy_manifest};
use whole_line_tests::{demands, golden, random};

/// The case whose papers are kept.
const KEPT: &str = "quill";
/// How many random catalogs are held.
const RANDOM: u64 = 60;

/// Returns whether a file is of a kind.
fn is(path: &str, ending: &str) -> bool {
    path.rsplit('.').next() == Some(ending)
}

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("paper_cases")
}

fn catalog(sources: &Sources) -> Catalog {
    let checked = check(sources, &CheckOptions { today: None });
    checked.catalog.unwrap_or_else(|| panic!("{}", checked.diagnostics.to_text(sources)))
}

fn case(name: &str) -> (Catalog, Policy) {
    let folder = cases().join(name);
    // As if it was read where a repository keeps it: a paper names the file.
    let text = fs::read_to_string(folder.join("catalog.yaml")).expect("a catalog can be read");
    let catalog = catalog(&Sources::from_text("telemetry/catalog.yaml", &text));
    let sources = load(&folder.join("policy.yaml")).expect("a policy can be read");
    let checked = policy(&sources, &catalog);
    let policy = checked.policy.unwrap_or_else(|| panic!("{}", checked.diagnostics.to_text(&sources)));
    (catalog, policy)
}

/// Returns all papers of a catalog, by path.
fn papers(catalog: &Catalog, policy: &Policy) -> BTreeMap<String, String> {
    let files = Paper::ALL.iter().map(|kind| paper(catalog, policy, *kind));
    let mut all = BTreeMap::new();
    for files in files {
        for (path, text) in files.iter() {
            assert!(all.insert(path.to_owned(), text.to_owned()).is_none(), "{path} is written by two papers");
        }
    }
    all
}

/// Returns the files of a folder and those below it.
fn held(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { held(&path) } else { vec![path] }).collect()
}

/// Returns an empty folder of its own below that of the build.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("papers").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Returns the folder that holds the package of VS Code's extractor, installed the first time.
fn extractor() -> PathBuf {
    const PACKAGE: &str = "@vscode/telemetry-extractor@1.20.5";
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("paper-extractor");
    let installed = home.join("installed.txt");
    if fs::read_to_string(&installed).ok().as_deref() != Some(PACKAGE) {
        fs::create_dir_all(&home).expect("a folder can be made");
        // Scripts of packages would fetch more from elsewhere.
        let install =
            ["install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", PACKAGE, "--prefix"];
        run(Command::new("npm").args(install).arg(&home));
        fs::write(&installed, PACKAGE).expect("a file can be written");
    }
    home
}

/// Writes every paper of a name to a folder; returns their paths.
fn written(folder: &Path, name: &str) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for (case, papers) in all_papers() {
        let path = folder.join(format!("{}-{name}", case.replace(' ', "-")));
        fs::write(&path, &papers[name]).expect("a file can be written");
        paths.push(path);
    }
    paths
}

/// Returns every case and random catalogs, with a name for messages.
fn all_cases() -> Vec<(String, Catalog, Policy)> {
    let named = [KEPT, "hostile"].map(|name| {
        let (catalog, policy) = case(name);
        (name.to_owned(), catalog, policy)
    });
    let random = (0..RANDOM).map(|seed| {
        let catalog = catalog(&Sources::from_text("catalog.yaml", &random::catalog(seed)));
        (format!("random {seed}"), catalog, Policy::default())
    });
    named.into_iter().chain(random).collect()
}

/// Returns the papers of all of them.
fn all_papers() -> Vec<(String, BTreeMap<String, String>)> {
    all_cases().into_iter().map(|(name, catalog, policy)| (name, papers(&catalog, &policy))).collect()
}

#[test]
fn the_papers_of_the_small_case_are_as_expected() {
    let (catalog, policy) = case(KEPT);
    let folder = cases().join(KEPT).join("papers");
    let papers = papers(&catalog, &policy);
    if env::var_os("BLESS").is_some() {
        // A paper that is not made any more would stay.
        let _ = fs::remove_dir_all(&folder);
        for parent in papers.keys().filter_map(|path| folder.join(path).parent().map(Path::to_owned)) {
            fs::create_dir_all(parent).expect("a folder can be made");
        }
    }
    let mut faults: Vec<_> =
        papers.iter().filter_map(|(path, text)| golden::compare(&folder.join(path), text).err()).collect();
    let made: Vec<_> = papers.keys().map(|path| folder.join(path)).collect();
    let kept = held(&folder).into_iter().filter(|path| !made.contains(path));
    faults.extend(kept.map(|path| format!("{} is not made any more", path.display())));
    golden::report(&faults);
}

#[test]
fn what_stays_on_the_machine_is_in_no_paper() {
    let (catalog, policy) = case(KEPT);
    for (path, text) in papers(&catalog, &policy) {
        for word in ["secret_path", "planned_one", "only_here", "the diary"] {
            // The notice says who keeps what on the machine, and that it stays there.
            let is_told =
                (path.as_str(), word) == ("notice.md", "the diary") && text.contains("It stays on this machine.");
            assert!(!text.contains(word) || is_told, "{path} says `{word}`");
        }
    }
}

#[test]
fn every_paper_says_that_it_is_a_draft() {
    for (name, papers) in all_papers() {
        // A table without rows holds nothing that could be taken for more.
        // JSON has no room for it; its sheet says so.
        let held = papers.iter().filter(|(path, text)| !is(path, "csv") || text.lines().count() > 1);
        for (path, text) in held.filter(|(path, _)| !is(path, "json")) {
            assert!(text.contains("Draft for a reviewer"), "{name}: {path}");
        }
    }
}

#[test]
fn without_a_policy_nothing_is_said_to_be_from_one() {
    let (catalog, _) = case(KEPT);
    for (path, text) in papers(&catalog, &Policy::default()) {
        // The head of a paper names the three sources.
        assert!(!text.contains("(from the policy)") && !text.contains("[from the policy]"), "{path}");
    }
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    for (name, papers) in all_papers() {
        for (path, text) in papers.iter().filter(|(path, _)| is(path, "csv")) {
            let records = records(text);
            let width = records[0].len();
            for record in &records {
                assert_eq!(record.len(), width, "{name}: {path}: {record:?}");
                for cell in record {
                    let begins = cell.trim_start().chars().next();
                    assert!(!begins.is_some_and(|char| "=+-@\t\r".contains(char)), "{name}: {path}: {cell}");
                    assert!(!cell.contains(['\n', '\r']), "{name}: {path}: {cell}");
                }
            }
        }
    }
}

/// Reads CSV as RFC 4180 has it.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' if quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            '\r' if !quoted => {}
            char => cell.push(char),
        }
    }
    assert!(!quoted && cell.is_empty() && record.is_empty(), "the last record ends");
    records
}

#[test]
fn every_markdown_paper_is_free_of_foreign_html_and_links_are_of_the_web() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    for (name, papers) in all_papers() {
        for (path, text) in papers.iter().filter(|(path, _)| is(path, "md")) {
            for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
                match event {
                    Event::InlineHtml(html) | Event::Html(html) => {
                        let ours = ["<br/>", "<code>", "</code>"].contains(&html.trim());
                        assert!(ours, "{name}: {path}: {html}");
                    }
                    Event::Start(Tag::Link { dest_url, .. }) => {
                        let web = ["https://", "http://", "mailto:"].iter().any(|start| dest_url.starts_with(start));
                        assert!(web, "{name}: {path}: {dest_url}");
                    }
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn a_policy_that_names_what_is_not_there_says_what_is() {
    let (catalog, _) = case(KEPT);
    let text = "controler: {}\nlegal_bases: { produkt: consent, health: whim }\ntransfers: { stor: {} }\nretention: 90\n\
                representative: { nam: Ada }\nnotice: { progam: Quill }\n";
    let text = text.replace("stor: {}", "stor: {}, store: { contry: US }");
    let sources = Sources::from_text("policy.yaml", &text);
    let checked = policy(&sources, &catalog);
    assert!(checked.policy.is_none());
    golden::report(
        &golden::compare(&cases().join("faulty-policy.txt"), &checked.diagnostics.to_text(&sources))
            .err()
            .into_iter()
            .collect::<Vec<_>>(),
    );
}

#[test]
fn privacy_manifests_are_property_lists_in_the_words_of_apple() {
    let folder = folder("privacy-manifest");
    let existing = cases().join("existing.xcprivacy");
    let manifest = |text: &str| Manifest::parse(text).expect("a manifest can be read");
    let before = fs::read_to_string(&existing).expect("there is a manifest");
    let mut paths = vec![existing];
    paths.extend(written(&folder, "PrivacyInfo.xcprivacy"));
    for name in [KEPT, "hostile"] {
        let (catalog, policy) = case(name);
        let merge = |text: &str| {
            let files = privacy_manifest(&catalog, &policy, Some(&manifest(text)));
            files.get("PrivacyInfo.xcprivacy").expect("a manifest is written").to_owned()
        };
        for (kind, text) in [
            ("full", before.as_str()),
            ("flat", "<plist version=\"1.0\"><dict/></plist>"),
            ("alone", "<plist><dict><key>NSPrivacyCollectedDataTypes</key><array/></dict></plist>"),
            ("closed", "<plist><dict>\n<key>NSPrivacyCollectedDataTypes</key><array></array></dict></plist>"),
        ] {
            let merged = merge(text);
            assert_eq!(merge(&merged), merged, "{name}: merging {kind} twice is merging once");
            let path = folder.join(format!("{name}-{kind}{}", if kind == "full" { ".merged" } else { "" }));
            fs::write(&path, &merged).expect("a file can be written");
            paths.push(path);
        }
    }
    let said = run(Command::new("python3").arg(cases().join("privacy_manifest.py")).args(&paths));
    assert_eq!(said.trim(), format!("{} manifests", paths.len()));
}

#[test]
fn a_manifest_that_is_merged_keeps_every_line_and_gains_what_the_catalog_says() {
    let (catalog, policy) = case(KEPT);
    let before = fs::read_to_string(cases().join("existing.xcprivacy")).expect("there is a manifest");
    let manifest = Manifest::parse(&before).expect("a manifest can be read");
    let files = privacy_manifest(&catalog, &policy, Some(&manifest));
    let after = files.get("PrivacyInfo.xcprivacy").expect("a manifest is written");
    // The catalog links what the first type was said not to be linked to; every other line stays, in its order.
    let expected = before.replacen("Linked</key>\n\t\t\t<false/>", "Linked</key>\n\t\t\t<true/>", 1);
    let mut lines = after.lines();
    let lost: Vec<_> = expected.lines().filter(|line| !lines.any(|other| other == *line)).collect();
    assert_eq!(lost, Vec::<&str>::new());
    let sheet = files.get("PrivacyInfo.review.md").expect("a sheet is written");
    let kept = [("merged.xcprivacy", after), ("merged.review.md", sheet)];
    golden::report(
        &kept.iter().filter_map(|(name, text)| golden::compare(&cases().join(name), text).err()).collect::<Vec<_>>(),
    );
}

#[test]
fn what_is_no_manifest_is_said_to_be_none() {
    let mut said = String::new();
    for text in [
        "",
        "bplist00",
        "<plist/>",
        "<plist>",
        "<plist></plist>",
        "<plist><array/></plist>",
        "<plist><dict><key>a</key></dict></plist>",
        "<plist><dict>\n<key>NSPrivacyCollectedDataTypes</key><true/></dict></plist>",
        "<plist><dict><key>a</key><string>b</key></dict></plist>",
        "<!DOCTYPE plist [<!ENTITY a \"b\">]><plist><dict/></plist>",
        "<plist><dict/><dict/></plist>",
        "<plist><dict><!-- no end",
    ] {
        let fault = Manifest::parse(text).expect_err("this is no manifest");
        said.push_str(&format!("{text:?}\n  {fault}\n"));
    }
    assert!(Manifest::parse(&"<array>".repeat(10_000)).is_err());
    golden::report(&golden::compare(&cases().join("no-manifests.txt"), &said).err().into_iter().collect::<Vec<_>>());
}

#[test]
fn fides_reads_its_datasets_and_systems_and_knows_every_word() {
    let paths = written(&folder("fides"), "fides.yml");
    let said = run(Command::new(python()).arg(cases().join("fides.py")).args(&paths));
    assert_eq!(said.trim(), format!("{} files", paths.len()));
}

#[test]
fn the_extractor_of_vscode_reads_what_its_telemetry_json_says() {
    let folder = folder("vscode");
    let mut paths = written(&folder, "telemetry.json");
    // The extractor takes a second for each; these hold names in capitals and in other alphabets.
    paths.truncate(20);
    let said = run(Command::new("node")
        .arg(cases().join("vscode.mjs"))
        .arg(extractor())
        .arg(folder.join("work"))
        .args(&paths));
    assert_eq!(said.trim(), format!("{} files", paths.len()));
}

#[test]
fn a_rule_of_code_owners_is_a_path_and_who_can_be_reached() {
    let is_plain = |text: &str| text.chars().all(|char| char.is_ascii_alphanumeric() || "-_./@".contains(char));
    for (name, papers) in all_papers() {
        for line in papers["CODEOWNERS.fragment"].lines().filter(|line| !line.starts_with("# ")) {
            let (path, owners) = line.split_once(' ').expect("a rule has owners");
            assert!(path.starts_with('/') && is_plain(path) && !path.contains('@'), "{name}: {line}");
            assert!(
                owners.split(' ').all(|owner| is_plain(owner) && owner.matches('@').count() == 1),
                "{name}: {line}"
            );
        }
    }
}

#[test]
fn rdflib_reads_what_is_said_in_the_privacy_vocabulary_and_every_term_is_there() {
    let paths = written(&folder("dpv"), "dpv.jsonld");
    let said = run(Command::new(python()).arg(cases().join("dpv.py")).args(&paths));
    assert_eq!(said.trim(), format!("{} files", paths.len()));
}

/// Writes every registry for Weaver to a folder of its own; returns these.
fn registries(folder: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for (case, papers) in all_papers() {
        let path = folder.join(case.replace(' ', "-"));
        fs::create_dir_all(&path).expect("a folder can be made");
        for name in ["manifest.yaml", "registry.yaml"] {
            fs::write(path.join(name), &papers[&format!("weaver/{name}")]).expect("a file can be written");
        }
        paths.push(path);
    }
    paths
}

#[test]
fn registries_for_weaver_are_in_the_words_of_its_format_and_define_each_attribute_once() {
    let paths = registries(&folder("weaver"));
    let said = run(Command::new(python()).arg(cases().join("weaver.py")).args(&paths));
    assert_eq!(said.trim(), format!("{} registries", paths.len()));
}

#[test]
fn weaver_itself_finds_no_fault_in_its_registries_where_it_is_installed() {
    let weaver = env::var_os("WEAVER").unwrap_or_else(|| "weaver".into());
    if Command::new(&weaver).arg("--version").output().is_err() {
        println!("skipped: there is no `weaver` here; no package registry has it");
        return;
    }
    for path in registries(&folder("weaver-itself")) {
        run(Command::new(&weaver).args(["--quiet", "registry", "check", "-r"]).arg(path));
    }
}

#[test]
fn only_responses_that_were_missing_are_put_into_a_data_safety_form() {
    let path = cases().join("data_safety.csv");
    let text = fs::read_to_string(&path).expect("there is a form");
    let form = SafetyForm::parse(&text).expect("the form can be read");
    let folder = folder("data-safety");
    let mut command = Command::new(python());
    command.arg(cases().join("data_safety.py")).arg(&path);
    let mut faults = Vec::new();
    for (name, catalog, policy) in all_cases() {
        let files = data_safety(&catalog, &policy, Some(&form));
        let [filled, review] =
            ["data_safety.csv", "data_safety.review.md"].map(|name| files.get(name).expect("both are there"));
        let again = SafetyForm::parse(filled).expect("the form can be read");
        let twice = data_safety(&catalog, &policy, Some(&again));
        assert_eq!(twice.get("data_safety.csv"), Some(filled), "{name}: filling twice is filling once");
        if name == KEPT {
            faults.extend(golden::compare(&cases().join("data_safety.filled.csv"), filled).err());
            faults.extend(golden::compare(&cases().join("data_safety.filled.md"), review).err());
        }
        let to = folder.join(name.replace(' ', "-"));
        fs::write(&to, filled).expect("a file can be written");
        command.arg(to);
    }
    golden::report(&faults);
    assert_eq!(run(&mut command).trim(), format!("{} forms", 2 + RANDOM));
}

/// Returns the fenced texts of a page.
fn fenced(page: &str) -> Vec<&str> {
    page.split("```text\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_notice_of_a_paper_is_that_of_the_running_program_word_for_word() {
    use telemetry_core::Consent;
    use telemetry_core::runtime::notice::{About, Recipient, long, short};
    let examples = ["continue", "copilot-chat", "oso", "sourcegraph"].map(|name| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalog/examples").join(name);
        (name.to_owned(), catalog(&load(&path).expect("an example can be read")), Policy::default())
    });
    for (name, catalog, policy) in examples.into_iter().chain(all_cases()) {
        let files = paper(&catalog, &policy, Paper::Notice);
        let texts = fenced(files.get("notice.md").expect("the paper has this name"));
        let rules = demands::catalog(&catalog);
        let general = catalog.consent().on_withdrawal();
        let demanded: Vec<_> =
            catalog.destinations().iter().map(|to| (to, demands::destination(to, general))).collect();
        let recipients: Vec<_> = demanded
            .iter()
            .map(|(to, rules)| Recipient {
                name: to.name(),
                consent: to.consent(),
                grant: to.grant().map(|grant| grant.name()),
                rules,
            })
            .collect();
        let about = About {
            rules: &rules,
            recipients: &recipients,
            level: rules.consent.default.min(Consent::Usage),
            grants: &[],
            program: policy.notice().program().unwrap_or(catalog.id()),
            command: policy.notice().command(),
            more: policy.notice().more(),
        };
        assert_eq!(&texts[..2], [short(&about), long(&about)], "{name}");
        if let [_, _, agreed] = texts.as_slice() {
            let recorded = catalog.events().iter().filter(|event| event.is_recorded());
            let own = recorded.clone().map(|event| event.consent());
            let asked = recorded.flat_map(|event| event.all_destinations()).map(|to| to.consent());
            let level = own.chain(asked).max().unwrap_or(Consent::Off);
            assert_eq!(*agreed, long(&About { level, ..about }), "{name}");
        }
    }
}
