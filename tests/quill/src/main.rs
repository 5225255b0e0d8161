//! Builds books, and records what it does as far as its user agrees.
//!
//! ```sh
//! quill build BOOK CHAPTER…
//! quill telemetry help
//! ```
//!
//! What it keeps is in the folder that `QUILL_HOME` names.

mod telemetry;

use std::env::{self, VarError};
use std::error::Error;
use std::fs;
use std::io::{stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use telemetry::{BuildFailed, BuildFinished, CATALOG, Command, Started};
use telemetry_core::runtime::keys::KeyFiles;
use telemetry_core::runtime::senders::json_lines::JsonLines;
use telemetry_core::runtime::senders::local_store::{Limits, LocalStore};
use telemetry_core::runtime::{Record, Telemetry, console};
use telemetry_core::{Bucketed, ErrorText, Hmac, Redacted};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let home = env::var("QUILL_HOME").map(PathBuf::from);
    let home = home.or_else(|error| if error == VarError::NotPresent { Ok(".quill".into()) } else { Err(error) })?;
    let diary = LocalStore::new(&home.join("diary.sqlite"), Limits::default());
    let telemetry = set_up(&home, &diary)?;
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let exit = match &words[..] {
        ["telemetry", words @ ..] => answer(words, &telemetry, &diary),
        words => {
            tell(&telemetry)?;
            work(words)
        }
    };
    telemetry.shutdown(Duration::from_secs(10));
    Ok(exit)
}

/// Sets telemetry up for the whole program.
fn set_up(home: &Path, diary: &LocalStore) -> Result<Telemetry, Box<dyn Error>> {
    fs::create_dir_all(home)?;
    let telemetry = Telemetry::builder(&CATALOG)
        .remember_in(home.join("telemetry.txt"))
        .keys(KeyFiles::new(home.join("keys")))
        .destination("diary", diary.clone())
        .destination("store", JsonLines::append(&home.join("sent.jsonl"))?)
        .build()?;
    telemetry.install()?;
    Ok(telemetry)
}

/// Tells the user once what is collected.
fn tell(telemetry: &Telemetry) -> Result<(), Box<dyn Error>> {
    if let Some(notice) = telemetry.host("quill telemetry").notice() {
        eprint!("{notice}");
        telemetry.remember_notice()?;
    }
    Ok(())
}

/// Answers `quill telemetry …`.
fn answer(words: &[&str], telemetry: &Telemetry, diary: &LocalStore) -> ExitCode {
    let host = telemetry
        .host("quill telemetry")
        .with_store("diary", diary)
        .with_sample(Started { command: Command::Build })
        .with_sample(BuildFinished { chapters: Bucketed::new(12), book: Hmac::new("/home/ada/novel".into()) })
        .with_sample(BuildFailed { chapter: 3, message: failure("cannot read /home/ada/novel/3.md") });
    console::run(words, &mut stdout(), &mut stderr(), &host).into()
}

/// Does what the user asks for.
fn work(words: &[&str]) -> ExitCode {
    if let ["build", book, chapters @ ..] = words {
        Started { command: Command::Build }.record();
        return build(Path::new(book), chapters);
    }
    Started { command: Command::Unknown }.record();
    eprintln!("usage: quill build BOOK CHAPTER…, quill telemetry help");
    ExitCode::from(2)
}

/// Builds a book, which is to look whether its chapters are there.
fn build(book: &Path, chapters: &[&str]) -> ExitCode {
    for (number, chapter) in (1..).zip(chapters) {
        let path = book.join(chapter);
        if let Err(error) = fs::metadata(&path) {
            let message = format!("cannot read {}: {error}", path.display());
            eprintln!("error: {message}");
            BuildFailed { chapter: number, message: failure(&message) }.record();
            return ExitCode::FAILURE;
        }
    }
    BuildFinished { chapters: Bucketed::new(chapters.len() as u64), book: Hmac::new(book.to_owned()) }.record();
    println!("built {} chapters", chapters.len());
    ExitCode::SUCCESS
}

fn failure(message: &str) -> Redacted<ErrorText> {
    Redacted::new(ErrorText::new(message))
}
