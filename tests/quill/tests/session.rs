//! What a user of Quill sees, from the first run on: `session.txt` holds what is typed, behind `$`, and what comes of it.
//! Each line is run in the folder that the lines before it left. `BLESS=1 cargo test -p quill` rewrites what comes.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Where the session takes place, and what is already known in it.
struct Session {
    folder: PathBuf,
    hashes: Vec<String>,
}

#[test]
fn a_session_reads_as_its_golden() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/session.txt");
    let expected = fs::read_to_string(&golden).expect("the golden is beside the test");
    let mut session = Session::new();
    let mut actual = String::new();
    for line in expected.lines() {
        if let Some(heading) = line.strip_prefix("# ") {
            let gap = if actual.is_empty() { "" } else { "\n" };
            actual.push_str(&format!("{gap}# {heading}\n"));
        } else if let Some(typed) = line.strip_prefix("$ ") {
            actual.push_str(&format!("\n$ {typed}\n{}", session.run(typed)));
        }
    }
    if env::var_os("BLESS").is_some_and(|bless| bless == "1") {
        fs::write(&golden, &actual).expect("the golden can be written");
    } else {
        assert_eq!(actual, expected);
    }
}

impl Session {
    /// Begins in a folder with a book of two chapters.
    fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("session");
        // What an earlier run left is in the way; a first run has left nothing.
        fs::remove_dir_all(&folder).ok();
        fs::create_dir_all(folder.join("novel")).expect("the folder can be made");
        for chapter in ["1.md", "2.md"] {
            fs::write(folder.join("novel").join(chapter), "It was a dark night.\n").expect("the folder can be written");
        }
        Self { folder, hashes: Vec::new() }
    }

    /// Returns what comes of a line.
    fn run(&mut self, typed: &str) -> String {
        let mut words = typed.split(' ').peekable();
        let mut variables = Vec::new();
        while let Some(variable) = words.next_if(|word| word.contains('=')) {
            variables.extend(variable.split_once('='));
        }
        let (program, words) = (words.next(), words.collect::<Vec<_>>());
        let text = match (program, words.as_slice()) {
            (Some("cat"), [file]) => fs::read_to_string(self.folder.join(file)).expect("the file is there"),
            (Some("quill"), words) => self.quill(&variables, words),
            _ => "the session knows `quill` and `cat FILE`\n".to_owned(),
        };
        text.lines().map(|line| self.normal(line) + "\n").collect()
    }

    fn quill(&self, variables: &[(&str, &str)], words: &[&str]) -> String {
        let mut quill = Command::new(env!("CARGO_BIN_EXE_quill"));
        quill.env_clear().envs([("HOME", "/home/ada"), ("USER", "ada"), ("QUILL_HOME", "home")]);
        let output = quill.envs(variables.iter().copied()).args(words).current_dir(&self.folder).output();
        let output = output.expect("the program was built with the test");
        let (faults, text) = (String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
        let exit = output.status.code().filter(|code| *code != 0).map(|code| format!("[exit code {code}]\n"));
        format!("{faults}{text}{}", exit.unwrap_or_default())
    }

    /// Returns a line with what differs from run to run replaced: times, days, and hashes, of which equal ones stay equal.
    fn normal(&mut self, line: &str) -> String {
        let words = line.split(' ').map(|word| match word.as_bytes() {
            [_, _, _, _, b'-', _, _, b'-', _, _, b'T', .., b'Z'] => "TIME",
            [b'2', _, _, _, b'-', _, _, b'-', _, _] => "DAY",
            _ => word,
        });
        let line = words.collect::<Vec<_>>().join(" ");
        let parts: Vec<_> = line.split('"').map(|part| self.numbered(part)).collect();
        parts.join("\"")
    }

    /// Returns which of the hashes a text is, or the text itself.
    fn numbered(&mut self, text: &str) -> String {
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return text.to_owned();
        }
        let known = self.hashes.iter().position(|hash| hash == text);
        let number = known.unwrap_or_else(|| {
            self.hashes.push(text.to_owned());
            self.hashes.len() - 1
        });
        format!("HASH {}", number + 1)
    }
}
