//! Programs made of many modules: written as crates, built in one go, read and run.

use crate::{Meant, sample};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use telemetry_catalog::program::{self, Program};
use telemetry_catalog::render::{self, RustOptions};
use whole_line_tests::case;

/// What cargo is told of all programs: nothing that is looked at later is made.
const WORKSPACE: &str = "[workspace]
resolver = \"3\"
members = [\"part-*\"]

[profile.dev]
debug = false
incremental = false
panic = \"abort\"
debug-assertions = false
overflow-checks = false
";

const MANIFEST: &str = "[package]
name = \"NAME\"
version = \"1.0.0\"
edition = \"2024\"

[dependencies]
telemetry-core = { path = \"CORE\" }
";

/// As many programs are built side by side: what a compiler does with one module it does on one core.
const PARTS: usize = 4;

/// A program that was built.
pub(crate) struct Built {
    path: PathBuf,
}

/// Writes crates with a module for each catalog, and builds them. Returns the programs with their catalogs.
pub(crate) fn build(catalogs: &[Meant]) -> Result<Vec<(Built, &[Meant])>, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("one_model");
    // A module that is left from an earlier run is no module of this one.
    for part in case::list(&made(&folder)).iter().filter(|path| case::name(path).starts_with("part-")) {
        fs::remove_dir_all(part).expect("what this test made can be removed");
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    write(&folder.join("Cargo.toml"), WORKSPACE);
    write(&folder.join("Cargo.lock"), &fs::read_to_string(root.join("Cargo.lock")).expect("the workspace is locked"));
    let parts: Vec<_> = catalogs.chunks(catalogs.len().div_ceil(PARTS).max(1)).enumerate().collect();
    for (index, catalogs) in &parts {
        let name = format!("part-{index}");
        let core = root.join("telemetry-core").display().to_string().replace('\\', "/");
        made(&folder.join(&name));
        write(&folder.join(&name).join("Cargo.toml"), &MANIFEST.replace("NAME", &name).replace("CORE", &core));
        modules(&made(&folder.join(name).join("src")), catalogs);
    }
    cargo(&folder, catalogs)?;
    let program = |index| folder.join(format!("target/debug/part-{index}{}", std::env::consts::EXE_SUFFIX));
    Ok(parts.into_iter().map(|(index, catalogs)| (Built { path: program(index) }, catalogs)).collect())
}

/// Writes the modules of a crate, and the program that prints samples of their events.
fn modules(source: &Path, catalogs: &[Meant]) {
    write(&source.join("sample.rs"), sample::SUPPORT);
    let mut main = "#![allow(warnings)]\nmod sample;\n".to_owned();
    let mut calls = String::new();
    for catalog in catalogs {
        let module = &catalog.module;
        let options = RustOptions { file: Some(format!("{module}.rs")), included: false };
        let rust = render::rust(&catalog.catalog, &options);
        let (path, text) = rust.iter().next().expect("there is one file");
        write(&source.join(path), text);
        write(&source.join(format!("{module}_samples.rs")), &sample::samples(catalog, text));
        main.push_str(&format!("mod {module};\nmod {module}_samples;\n"));
        calls.push_str(&format!("    {module}_samples::print();\n"));
    }
    main.push_str(&format!("fn main() {{\n{calls}}}\n"));
    write(&source.join("main.rs"), &main);
}

/// Makes a folder, if need be, and returns it.
fn made(folder: &Path) -> PathBuf {
    fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    folder.to_owned()
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

fn cargo(folder: &Path, catalogs: &[Meant]) -> Result<(), String> {
    let output = Command::new(env!("CARGO"))
        .args(["build", "--workspace", "--offline", "--quiet", "--color", "never", "--keep-going"])
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .current_dir(folder)
        .output()
        .expect("cargo runs this test");
    if output.status.success() {
        return Ok(());
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    let named = catalogs.iter().find(|catalog| errors.contains(&format!("{}.rs", catalog.module)));
    let named = named.map(|catalog| format!("{}\n{}", catalog.name, catalog.yaml()));
    let shown: String = errors.chars().take(6000).collect();
    Err(format!("the generated Rust does not compile\n{shown}\n{}", named.unwrap_or_default()))
}

impl Built {
    /// Reads what the program says of what it collects.
    pub(crate) fn read(&self) -> Program {
        let bytes = fs::read(&self.path).expect("a program that was built can be read");
        program::read("the program", &bytes).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Runs the program, and returns what it prints.
    pub(crate) fn run(&self) -> Result<String, String> {
        let output = Command::new(&self.path).output().expect("a program that was built runs");
        let errors = String::from_utf8_lossy(&output.stderr);
        if output.status.success() {
            Ok(String::from_utf8(output.stdout).expect("events are text"))
        } else {
            Err(errors.into_owned())
        }
    }
}
