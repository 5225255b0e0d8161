//! Folders in which the command is run: of their own, with a copy of a case's input, and programs where the input asks for
//! them.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

const TELEMETRY: &str = env!("CARGO_BIN_EXE_telemetry");

/// A folder of its own, removed at the end.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("telemetry-cli-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("a folder can be made");
        Self(path)
    }

    /// Makes a folder that holds a copy of a case's `input`.
    pub(crate) fn of_case(case: &Path) -> Self {
        let folder = Self::new();
        copy(&case.join("input"), &folder.0);
        for path in files(&folder.0).iter().filter(|path| path.ends_with(".records")) {
            let records = fs::read_to_string(folder.0.join(path)).expect("records are text");
            fs::write(folder.0.join(path.trim_end_matches(".records")), module(&records))
                .expect("a file can be written");
            fs::remove_file(folder.0.join(path)).expect("a file can be removed");
        }
        for path in files(&folder.0) {
            let Some(program) = path.strip_suffix(".crate") else { continue };
            let name = fs::read_to_string(folder.0.join(&path)).expect("a name is text");
            fs::copy(built(name.trim()), folder.0.join(program)).expect("a file can be copied");
            fs::remove_file(folder.0.join(&path)).expect("a file can be removed");
        }
        folder
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.run_with(arguments, "")
    }

    pub(crate) fn run_with(&self, arguments: &[&str], input: &str) -> Output {
        self.run_with_bytes(arguments, input.as_bytes())
    }

    pub(crate) fn run_with_bytes(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().expect("the command starts");
        child.stdin.take().expect("its input is piped").write_all(input).expect("it reads its input");
        child.wait_with_output().expect("the command ends")
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(TELEMETRY);
        command.args(arguments).current_dir(&self.0).stdout(Stdio::piped()).stderr(Stdio::piped());
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(variable);
        }
        command
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        fs::write(self.0.join(path), text).expect("a file can be written");
    }

    /// Returns every file, sorted, a line each.
    pub(crate) fn tree(&self) -> String {
        files(&self.0).iter().map(|path| path.replace('\\', "/") + "\n").collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is the system's to remove.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    for path in files(from) {
        let target = to.join(&path);
        fs::create_dir_all(target.parent().expect("a file has a folder")).expect("a folder can be made");
        fs::copy(from.join(&path), target).expect("a file can be copied");
    }
}

/// Returns the files below a folder, sorted; none when it is not there.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    fn walk(root: &Path, folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                found.push(path.strip_prefix(root).expect("it lies below").display().to_string());
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, folder, &mut found);
    found.sort();
    found
}

/// Returns the smallest program with records, one a line: a WebAssembly module of one section.
fn module(records: &str) -> Vec<u8> {
    let size = |bytes: &[u8]| u32::try_from(bytes.len()).expect("a case is small");
    let mut content = b"\x09telemetry".to_vec();
    for record in records.lines().map(str::as_bytes) {
        content.extend([b"TELEMREC", &size(record).to_le_bytes()[..], record].concat());
    }
    // A length in five groups of seven bits, which may be zeros.
    let length = (0..5).map(|group| (size(&content) >> (7 * group) & 0x7f) as u8 | if group < 4 { 0x80 } else { 0 });
    [b"\0asm\x01\0\0\0\0".to_vec(), length.collect(), content].concat()
}

/// Builds a crate of `tests/programs`, which declares events as users do; returns the program.
fn built(name: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs");
    let mut command = Command::new(std::env::var_os("CARGO").expect("cargo runs the tests"));
    command.args(["build", "--release", "--locked", "--quiet", "-p", name, "--target-dir"]).arg(&target);
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/programs"));
    for variable in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
        command.env_remove(variable);
    }
    let output = command.output().expect("cargo can be run");
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    target.join("release").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
