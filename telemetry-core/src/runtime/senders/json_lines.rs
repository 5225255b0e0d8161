//! JSON lines: every event one line of a file, a pipe, or whatever else can be written to.

use crate::runtime::senders::canonical::push_canonical;
use crate::runtime::{Batch, Item, Outcome, Sender};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::Duration;

/// How long to wait after a disk or a pipe took nothing.
const PAUSE: Duration = Duration::from_secs(10);

/// Writes every event as one line, in the canonical form that the catalog's schemas describe.
///
/// ```
/// use telemetry_core::runtime::senders::json_lines::JsonLines;
/// use telemetry_core::runtime::{Batch, Item, Outcome, Sender};
/// use std::time::Duration;
///
/// let mut lines = Vec::new();
/// let mut sender = JsonLines::new(&mut lines);
/// let item = Item { name: "saved".into(), version: 1, id: [1; 16], issued: None, sequence: 1, fields: Vec::new() };
/// let mut entry = Vec::new();
/// sender.encode(&item, &mut entry);
/// let batch =
///     Batch { id: [2; 16], entries: vec![&entry], attempt: 0, sent: 0, timeout: Duration::from_secs(1) };
/// assert_eq!(sender.send(&batch), Outcome::Accepted);
/// drop(sender);
/// assert_eq!(lines, b"{\"event\":\"saved\",\"version\":1,\"fields\":{}}\n");
/// ```
///
/// A batch is written at once and flushed. When that fails midway, what was written counts, the rest comes again, and a
/// line that was begun is ended before the next one, or when the sender goes: no line is torn, none is there twice.
pub struct JsonLines<W: Write> {
    out: W,
    unfinished: Vec<u8>,
    /// Whether what was to be written last could not be.
    is_stuck: bool,
}

impl JsonLines<File> {
    /// Appends to a file, which is made where there is none, on Unix for its owner alone; a line that an earlier process
    /// left unfinished is ended.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened for reading and appending.
    pub fn append(path: &Path) -> io::Result<Self> {
        let mut options = File::options();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        let mut last = [b'\n'];
        if file.seek(SeekFrom::End(0))? > 0 {
            file.seek(SeekFrom::End(-1))?;
            file.read_exact(&mut last)?;
        }
        let unfinished = if last == [b'\n'] { Vec::new() } else { vec![b'\n'] };
        Ok(Self { out: file, unfinished, is_stuck: false })
    }
}

impl<W: Write> JsonLines<W> {
    /// Writes to a file, a pipe, a buffer.
    pub fn new(out: W) -> Self {
        Self { out, unfinished: Vec::new(), is_stuck: false }
    }

    fn end_line(&mut self) -> bool {
        let written = write(&mut self.out, &self.unfinished);
        self.unfinished.drain(..written);
        self.unfinished.is_empty()
    }
}

impl<W: Write> Drop for JsonLines<W> {
    fn drop(&mut self) {
        self.end_line();
    }
}

impl<W: Write + Send> Sender for JsonLines<W> {
    fn encode(&mut self, item: &Item<'_>, entry: &mut Vec<u8>) {
        push_canonical(entry, item);
        entry.push(b'\n');
    }

    fn send(&mut self, batch: &Batch<'_>) -> Outcome {
        let outcome = self.write(batch);
        self.is_stuck = outcome != Outcome::Accepted;
        outcome
    }

    fn trouble(&self) -> Option<String> {
        self.is_stuck.then(|| "lines cannot be written".to_owned())
    }
}

impl<W: Write> JsonLines<W> {
    fn write(&mut self, batch: &Batch<'_>) -> Outcome {
        let later = Outcome::Later { after: Some(PAUSE) };
        if !self.end_line() {
            return later;
        }
        let bytes = batch.entries.concat();
        let written = write(&mut self.out, &bytes);
        let (begun, end) = begun(&batch.entries, written);
        self.unfinished.extend(&bytes[written..end]);
        match begun {
            // Nothing else can be known of a buffer that was written and could not be flushed: it may be there.
            _ if written == bytes.len() => Outcome::Accepted,
            0 => later,
            begun => Outcome::Partly { retry: (begun..batch.entries.len()).collect(), refused: Vec::new() },
        }
    }
}

/// Returns how many entries are written at least in part, and where the last of them ends.
fn begun(entries: &[&[u8]], written: usize) -> (usize, usize) {
    let mut end = 0;
    for (index, entry) in entries.iter().enumerate() {
        if end >= written {
            return (index, end);
        }
        end += entry.len();
    }
    (entries.len(), end)
}

/// Writes until something fails, flushes, and returns how many bytes were written.
fn write(out: &mut impl Write, bytes: &[u8]) -> usize {
    let mut written = 0;
    while written < bytes.len() {
        match out.write(&bytes[written..]) {
            Ok(0) => break,
            Ok(count) => written += count.min(bytes.len() - written),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    // What cannot be flushed now is flushed with what is written next.
    let _ = out.flush();
    written
}
