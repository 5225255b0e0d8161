//! Records on other platforms: object files that the compiler makes for them, and what its own linker makes of these.
//! A target's standard library is seldom installed, so what is compiled needs none; what is tested is what the macro of
//! core says about sections, word for word.

use crate::inspect;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// One target of each kind: formats, processors, orders of bytes.
const TARGETS: [&str; 12] = [
    "aarch64-apple-darwin",
    "aarch64-apple-ios",
    "aarch64-linux-android",
    "aarch64-unknown-linux-gnu",
    "i686-pc-windows-msvc",
    "i686-unknown-linux-gnu",
    "s390x-unknown-linux-gnu",
    "wasm32-unknown-unknown",
    "wasm32-wasip1",
    "x86_64-pc-windows-gnu",
    "x86_64-pc-windows-msvc",
    "x86_64-unknown-freebsd",
];

/// Targets whose object files the compiler's linker links, and with what: all that could lose a record.
const LINKED: [(&str, &[&str]); 4] = [
    (
        "aarch64-apple-darwin",
        &["darwin", "-arch", "arm64", "-platform_version", "macos", "11.0", "11.0", "-dylib", "-dead_strip", "-o"],
    ),
    ("aarch64-unknown-linux-gnu", &["gnu", "-shared", "--gc-sections", "--strip-all", "-o"]),
    ("wasm32-unknown-unknown", &["wasm", "--no-entry", "--gc-sections", "--strip-all", "-o"]),
    ("x86_64-pc-windows-msvc", &["link", "/dll", "/noentry", "/opt:ref", "/opt:icf"]),
];

const EVENT: &str = r#"{"telemetry":1,"declares":"event","name":"opened","package":"app","version":"1.0.0","module":"app","is":{"description":"A file was opened.","purpose":"product","consent":"usage","destinations":[],"fields":{}}}"#;

/// What a compiler needs to know where there is no core library.
const NO_CORE: &str = r#"#![feature(auto_traits, lang_items, no_core)]
#![no_core]
#![crate_type = "lib"]
#![allow(internal_features)]
#[lang = "pointee_sized"] pub trait PointeeSized {}
#[lang = "meta_sized"] pub trait MetaSized: PointeeSized {}
#[lang = "sized"] pub trait Sized: MetaSized {}
#[lang = "sync"] pub trait Sync {}
#[lang = "copy"] pub trait Copy {}
#[lang = "freeze"] pub unsafe auto trait Freeze {}
#[lang = "drop_in_place"] unsafe fn drop_in_place<T: PointeeSized>(_: *mut T) {}
impl<T: PointeeSized> Copy for *mut T {}
#[repr(C)] pub struct Record { bytes: [u8; LENGTH] }
impl Sync for Record {}
"#;

#[test]
fn records_are_where_the_reader_looks_on_every_platform() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("elsewhere");
    fs::create_dir_all(&folder).expect("a folder can be made");
    let source = folder.join("record.rs");
    fs::write(&source, program()).expect("it is written");
    let host = said_by_rustc(&["-vV"]).lines().find_map(|line| line.strip_prefix("host: ").map(str::to_owned));
    if let Err(error) = object(&source, &host.expect("a compiler runs somewhere")) {
        return println!("skipped: this compiler needs other items of a core library: {error}");
    }
    for target in TARGETS {
        let object = object(&source, target).unwrap_or_else(|error| panic!("{target}: {error}"));
        assert_found(&object);
    }
    let linker = linker();
    for (target, arguments) in LINKED {
        let (object, linked) = (folder.join(format!("{target}.o")), folder.join(format!("{target}.linked")));
        let mut command = Command::new(&linker);
        command.arg("-flavor").args(arguments);
        if arguments[0] == "link" {
            command.arg(format!("/out:{}", linked.display()));
        } else {
            command.arg(&linked);
        }
        let Ok(output) = command.arg(&object).output() else {
            return println!("skipped: the compiler brings no linker along");
        };
        assert!(output.status.success(), "{target}: {}", String::from_utf8_lossy(&output.stderr));
        assert_found(&linked);
    }
}

fn assert_found(path: &Path) {
    let program = inspect(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let catalogs = program.catalogs().expect("the records fit together");
    assert!(catalogs[0].to_yaml().contains("\n  opened:\n"), "{}", path.display());
}

/// Returns a library with one record, in a module that nobody calls, under the attributes that core writes.
fn program() -> String {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../telemetry-core/src/record.rs");
    let source = fs::read_to_string(source).expect("a source can be read");
    let macros = source.split("macro_rules! __embed").nth(1).expect("core has the macro");
    let attributes: Vec<&str> = macros
        .lines()
        .map(str::trim)
        .skip_while(|line| *line != "#[used]")
        .take_while(|line| line.starts_with("#["))
        .collect();
    assert_eq!(attributes.len(), 4, "kept, and one for each kind of platform: {attributes:?}");
    let length = u32::try_from(EVENT.len()).expect("a record is small").to_le_bytes();
    let bytes = [b"TELEMREC", &length[..], EVENT.as_bytes()].concat();
    format!(
        "{}mod never_called {{\n{}\nstatic RECORD: super::Record = super::Record {{ bytes: {bytes:?} }};\n}}\n",
        NO_CORE.replace("LENGTH", &bytes.len().to_string()),
        attributes.join("\n"),
    )
}

fn rustc() -> Command {
    Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}

fn said_by_rustc(arguments: &[&str]) -> String {
    let output = rustc().args(arguments).output().expect("the compiler runs");
    String::from_utf8(output.stdout).expect("it says text")
}

/// Compiles for a target; returns the object file, or what the compiler says.
fn object(source: &Path, target: &str) -> Result<PathBuf, String> {
    let object = source.with_file_name(format!("{target}.o"));
    // A program without a core library is for nightly compilers; tests may ask a stable one for it.
    let command = rustc()
        .env("RUSTC_BOOTSTRAP", "1")
        .args(["--emit=obj", "-O", "--target", target, "-o"])
        .arg(&object)
        .arg(source)
        .output();
    let output = command.expect("the compiler runs");
    if output.status.success() { Ok(object) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

/// Returns where the linker is that the compiler brings along.
fn linker() -> PathBuf {
    let libraries = said_by_rustc(&["--print", "target-libdir"]);
    let target = Path::new(libraries.trim()).parent().expect("libraries are a part of the target");
    target.join("bin").join(format!("rust-lld{}", env::consts::EXE_SUFFIX))
}
