//! The worked example `tests/build_user`, built by cargo as a user builds it: what is watched, what a changed catalog
//! does, and what a faulty one says. Each case is a copy of the example with its own edits; all share one target
//! folder inside the outer one, so that the libraries are compiled once.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

/// A copy of the example.
struct Copy {
    folder: PathBuf,
}

impl Copy {
    fn new(case: &str) -> Self {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("build_user");
        let folder = scratch().join(case);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("an earlier copy can be removed");
        }
        copy_folder(&example, &folder);
        let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the repository is there");
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("the example has a manifest");
        let manifest = manifest.replace("\"../..", &format!("\"{}", top.display()).replace('\\', "/"));
        // Cargo takes packages of one name in one target folder for the same one.
        let manifest = manifest.replace("name = \"build-user\"", &format!("name = \"build-user-{case}\""));
        let manifest = manifest + "\n[lib]\nname = \"build_user\"\n\n[workspace]\n";
        fs::write(folder.join("Cargo.toml"), manifest).expect("a copy can be written");
        // The versions that are already there: nothing is fetched.
        fs::copy(top.join("Cargo.lock"), folder.join("Cargo.lock")).expect("the workspace has a lock file");
        Self { folder }
    }

    /// Replaces a text in a file of the copy.
    fn edit(&self, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.folder.join(file)).expect("the file is part of the example");
        assert!(text.contains(from), "{file} holds `{from}`");
        self.write(file, &text.replacen(from, to, 1));
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.folder.join(file);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a copy can be written");
    }

    fn cargo_check(&self) -> Output {
        let cargo = env::var_os("CARGO").expect("cargo runs the tests");
        let arguments = ["check", "--offline", "--message-format=json-render-diagnostics"];
        let mut command = Command::new(cargo);
        command.args(arguments).arg("--target-dir").arg(scratch().join("target")).current_dir(&self.folder);
        command.output().expect("cargo can be run")
    }

    /// Builds, and returns what the build script left: its output folder.
    fn built(&self) -> PathBuf {
        let output = self.cargo_check();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).expect("cargo prints JSON");
        let messages = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("a line is a message"));
        let ours = |message: &Value| {
            let package = message["package_id"].as_str().unwrap_or("");
            message["reason"] == "build-script-executed" && package.contains("build-user")
        };
        let script = messages.into_iter().find(ours).expect("the build script ran");
        PathBuf::from(script["out_dir"].as_str().expect("a build script has an output folder"))
    }

    fn module(&self) -> String {
        fs::read_to_string(self.built().join("telemetry.rs")).expect("the module was written")
    }
}

fn scratch() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("build_user")
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the example can be read").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

/// Returns what the script told cargo to watch.
fn watched(out: &Path) -> Vec<String> {
    let printed = fs::read_to_string(out.with_file_name("output")).expect("cargo keeps what a script prints");
    let mut paths: Vec<_> =
        printed.lines().filter_map(|line| line.strip_prefix("cargo::rerun-if-changed=")).map(str::to_owned).collect();
    paths.sort();
    paths
}

#[test]
fn every_file_and_folder_of_the_catalog_is_watched() {
    let copy = Copy::new("watched");
    copy.write("telemetry/night/events.yml", &ONE_MORE.replace("{event}", "night_fell"));
    copy.write("telemetry/notes.txt", "Not a part of the catalog.");
    let expected = [
        "telemetry/",
        "telemetry/catalog.yaml",
        "telemetry/events.yaml",
        "telemetry/night",
        "telemetry/night/events.yml",
    ];
    assert_eq!(watched(&copy.built()), expected);
}

#[test]
fn a_changed_an_added_and_a_removed_file_make_a_new_module() {
    let copy = Copy::new("changed");
    let first = copy.module();
    assert_eq!(copy.module(), first, "nothing changed");
    copy.edit("telemetry/events.yaml", "The lamp was switched on.", "Somebody switched the lamp on.");
    assert!(copy.module().contains("/// Somebody switched the lamp on."));
    copy.write("telemetry/more.yaml", &ONE_MORE.replace("{event}", "lamp_broken"));
    assert!(copy.module().contains("pub struct LampBroken"));
    fs::remove_file(copy.folder.join("telemetry/more.yaml")).expect("the file is there");
    assert!(!copy.module().contains("LampBroken"));
    copy.edit("telemetry/events.yaml", "Somebody switched the lamp on.", "The lamp was switched on.");
    assert_eq!(copy.module(), first);
}

#[test]
fn an_unchanged_catalog_is_not_read_again() {
    let copy = Copy::new("unchanged");
    let module = copy.built().join("telemetry.rs");
    let before = fs::read_to_string(&module).expect("the module was written");
    // A script that runs again writes what differs; this line stays only when it does not run.
    fs::write(&module, format!("{before}// Added by the test.\n")).expect("the module can be written");
    assert!(copy.module().ends_with("// Added by the test.\n"));
}

#[test]
fn a_faulty_catalog_ends_the_build_with_every_finding_and_its_place() {
    let copy = Copy::new("faulty");
    copy.edit("telemetry/events.yaml", "        class: interaction\n", "");
    copy.edit("telemetry/events.yaml", "unit: min", "units: min");
    let output = copy.cargo_check();
    assert!(!output.status.success());
    let printed = String::from_utf8_lossy(&output.stderr);
    for line in [
        "error[missing-class]: the field `mode` has no privacy class",
        "--> telemetry/events.yaml:13:7",
        "13 |       mode:",
        "error[unknown-key]: a field has no key `units`",
        "--> telemetry/events.yaml:21:9",
        "help: did you mean `unit`?",
    ] {
        assert!(printed.contains(line), "`{line}` is missing from:\n{printed}");
    }
    assert!(!printed.contains("panicked"), "a fault of the catalog is no fault of the script:\n{printed}");
    // The next build, with the catalog mended, goes through.
    copy.edit("telemetry/events.yaml", "units: min", "unit: min");
    copy.edit("telemetry/events.yaml", "type: enum\n", "type: enum\n        class: interaction\n");
    assert!(copy.module().contains("pub struct LampLit"));
}

#[test]
fn a_missing_catalog_is_named() {
    let copy = Copy::new("missing");
    copy.edit("build.rs", "telemetry/\"", "telemetrie/\"");
    let output = copy.cargo_check();
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && printed.contains("cannot read telemetrie/"), "{printed}");
}

#[test]
fn a_warning_of_the_check_is_a_warning_of_the_build() {
    let copy = Copy::new("warned");
    copy.edit(
        "telemetry/catalog.yaml",
        "never:",
        "grants:\n  more: { description: Sends more about each switch., how: A switch. }\nnever:",
    );
    let output = copy.cargo_check();
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{printed}");
    assert!(printed.contains("telemetry/catalog.yaml:11:3: unused-definition"), "{printed}");
}

/// A further file with one event.
const ONE_MORE: &str = "\
events:
  {event}:
    description: Something else was seen.
    origin: client
    owner: light
    purpose: health
    consent: usage
    destinations: [home]
    since: 1.0.0
    fields:
      hours: { type: count, class: technical, description: For how many hours it had shone. }
";
