//! `telemetry generate`: reads, checks, renders, then writes or compares.

pub(crate) mod drift;
mod outputs;

use crate::Outcome;
use crate::arguments::{GenerateArguments, Output, path_and_words};
use crate::progress::Progress;
use crate::report::{self, Findings, path_text};
use crate::scan;
use crate::screen::{Failure, QUIET, Screen, counted, styled};
use crate::source::{self, Read, Wanted};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};
use telemetry_catalog::Files;

pub(crate) fn generate(arguments: &GenerateArguments, screen: &Screen) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let (path, wanted) = path_and_words::<Output>(&arguments.words)?;
    let catalog = Wanted { path: path.as_deref(), id: arguments.choice.id.as_deref() };
    outputs::fitting(&wanted, arguments)?;
    let mut read = source::read(catalog, arguments.findings.today.as_deref(), screen)?;
    // Where events are recorded is for people: the code is no source of itself.
    let scanned = scan::scanned(&mut read, &arguments.scan, screen)?;
    if read.fails(&arguments.findings) {
        report::print_aside(arguments.findings.format, &Findings::of(&read), screen)?;
        screen.note(&format!("{}; nothing is written", read.summary()));
        return Ok(Outcome::Findings);
    }
    let rendered = outputs::render(&read, scanned.as_ref(), (&wanted, arguments), screen)?;
    if arguments.check {
        let rendered: Vec<_> = rendered.map(|(_, files)| files).collect();
        let rendered: Vec<_> = rendered.iter().collect();
        return drift::check(&read, &rendered, &arguments.out, arguments.findings.format, screen);
    }
    report::print_aside(arguments.findings.format, &Findings::of(&read), screen)?;
    write(&read, rendered, arguments, started, screen)
}

/// Writes all outputs, each before the next is rendered, and says what was done.
fn write(
    read: &Read,
    rendered: impl Iterator<Item = (Output, Files)>,
    arguments: &GenerateArguments,
    started: Instant,
    screen: &Screen,
) -> Result<Outcome, Failure> {
    let mut lines = Vec::new();
    let (mut written, mut unchanged) = (0, 0);
    for (output, files) in rendered {
        let progress = Progress::start("writing", screen);
        let summary = files.write(&arguments.out).map_err(|error| unwritable(&error))?;
        written += summary.written.len();
        unchanged += summary.unchanged.len();
        drop(progress);
        lines.push(line(output, &files, &arguments.out));
    }
    screen.note(&read.summary());
    for line in &lines {
        screen.note(line);
    }
    let unchanged = if unchanged > 0 { format!(", {unchanged} unchanged") } else { String::new() };
    screen.note(&format!("wrote {}{unchanged} in {}", counted(written, "file"), time(started.elapsed())));
    Ok(Outcome::Clean)
}

/// Returns a line such as `  schema  17 files  61 kB  generated/schemas`.
fn line(output: Output, files: &Files, out: &Path) -> String {
    let size: usize = files.iter().map(|(_, content)| content.len()).sum();
    let place = path_text(&out.join(common_folder(files)));
    let what = format!("{:8}{:>10}{:>9}", outputs::name(output), counted(files.len(), "file"), bytes(size));
    format!("  {what}  {}", styled(QUIET, &place))
}

/// Returns the one file, or the folder that holds all of them.
fn common_folder(files: &Files) -> &str {
    let paths: Vec<&str> = files.iter().map(|(path, _)| path).collect();
    let (Some(first), Some(last)) = (paths.first(), paths.last()) else { return "" };
    if paths.len() == 1 {
        return first;
    }
    // Paths are sorted, so what the first and the last share is shared by all.
    let shared = first.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
    first[..shared].rfind('/').map_or("", |slash| &first[..slash])
}

pub(crate) fn bytes(count: usize) -> String {
    match count {
        0..1_000 => format!("{count} B"),
        1_000..1_000_000 => format!("{}.{} kB", count / 1_000, count % 1_000 / 100),
        _ => format!("{}.{} MB", count / 1_000_000, count % 1_000_000 / 100_000),
    }
}

pub(crate) fn time(elapsed: Duration) -> String {
    if elapsed.as_secs() > 0 {
        format!("{:.1} s", elapsed.as_secs_f64())
    } else {
        format!("{} ms", elapsed.as_millis())
    }
}

/// Returns the failure of a file that could not be read or written; the error names it.
pub(crate) fn unwritable(error: &io::Error) -> Failure {
    Failure::said(format!("cannot write {error}")).with_help("choose another folder with `--out`")
}

#[cfg(test)]
mod tests {
    use super::{bytes, common_folder};
    use telemetry_catalog::Files;

    fn files(paths: &[&str]) -> Files {
        let mut files = Files::new();
        for path in paths {
            files.insert(*path, "");
        }
        files
    }

    #[test]
    fn the_folder_that_holds_all_files_is_named() {
        assert_eq!(common_folder(&files(&["rust/a.rs"])), "rust/a.rs");
        assert_eq!(common_folder(&files(&["schemas/a.json", "schemas/ab.json"])), "schemas");
        assert_eq!(common_folder(&files(&["a/x", "b/x"])), "");
        assert_eq!(common_folder(&files(&[])), "");
    }

    #[test]
    fn sizes_are_short() {
        assert_eq!([0, 999, 1_000, 61_850, 2_345_678].map(bytes), ["0 B", "999 B", "1.0 kB", "61.8 kB", "2.3 MB"]);
    }
}
