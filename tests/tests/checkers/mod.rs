//! Tools that are not ours and read what is written here: installed below the folder of the build, once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Returns a Python that has the checkers of `checkers.txt`, installed below the folder of the build the first time.
pub(crate) fn python() -> &'static Path {
    static PYTHON: OnceLock<PathBuf> = OnceLock::new();
    PYTHON.get_or_init(|| {
        let wanted = Path::new(env!("CARGO_MANIFEST_DIR")).join("paper_cases/checkers.txt");
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("paper-checkers");
        let [python, installed] = ["bin/python", "installed.txt"].map(|path| home.join(path));
        let pins = fs::read_to_string(&wanted).expect("there is a list of checkers");
        if fs::read_to_string(&installed).ok().as_ref() != Some(&pins) {
            run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home));
            run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&wanted));
            fs::write(&installed, &pins).expect("a file can be written");
        }
        python
    })
}

/// Runs a checker; one that finds something or cannot run fails the test.
pub(crate) fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}\n{said}");
    said
}
