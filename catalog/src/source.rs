//! What was read: files, their text and places in them. Nothing here reads a disk; see `disk.rs`.

#[cfg(feature = "program")]
use crate::declared::Text;
use crate::model::CodeSite;
#[cfg(feature = "program")]
use serde_json::{Map, Value};
use std::fmt;
use std::path::{Path, PathBuf};
#[cfg(feature = "program")]
use std::sync::Arc;
use std::sync::OnceLock;

/// A file of one run, by its place in [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) u32);

/// A range of bytes in one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Returns the empty span at the start of a file: the file as a whole.
    #[must_use]
    pub fn whole(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }
}

/// One file as it was read.
#[derive(Debug)]
pub struct SourceFile {
    path: PathBuf,
    text: String,
    /// Found when first asked for.
    lines: OnceLock<Lines>,
    columns: OnceLock<Columns>,
    not_utf8: Option<u32>,
    declared_at: Option<Box<CodeSite>>,
    #[cfg(feature = "program")]
    declaration: Option<Declaration>,
}

/// What a text was written from: one declaration, under the section it belongs to.
#[cfg(feature = "program")]
#[derive(Clone, Debug)]
pub(crate) struct Declaration {
    /// Where the section begins: behind the comment that opens the text.
    pub(crate) start: usize,
    pub(crate) section: &'static str,
    pub(crate) name: Text,
    pub(crate) body: Arc<Map<String, Value>>,
}

/// How many bytes lie between two entries of [`Columns`].
const STEP: usize = 1024;

/// The byte at which each line starts.
#[derive(Debug)]
struct Lines(Vec<u32>);

/// The number of characters that start before each [`STEP`]th byte: what makes looking up a column fast, also the
/// millionth one on a line of megabytes. Only findings ask for columns.
#[derive(Debug)]
struct Columns(Vec<u32>);

impl Lines {
    fn of(text: &str) -> Self {
        let nexts = text.match_indices('\n').map(|(newline, _)| u32::try_from(newline + 1).unwrap_or(u32::MAX));
        Self(std::iter::once(0).chain(nexts).collect())
    }

    /// Returns the number of the line, from 1, and the byte at which it starts.
    fn line(&self, byte: usize) -> (usize, usize) {
        let line = self.0.partition_point(|start| *start as usize <= byte);
        (line, self.0[line - 1] as usize)
    }
}

impl Columns {
    fn of(text: &str) -> Self {
        let mut before = 0;
        let count = |bytes: &[u8]| {
            let here = before;
            before += characters(bytes);
            u32::try_from(here).unwrap_or(u32::MAX)
        };
        Self(text.as_bytes().chunks(STEP).map(count).collect())
    }

    /// Returns how many characters start before a byte.
    fn characters_before(&self, text: &str, byte: usize) -> usize {
        let step = (byte / STEP).min(self.0.len().saturating_sub(1));
        let before = self.0.get(step).copied().unwrap_or(0);
        before as usize + characters(&text.as_bytes()[step * STEP..byte])
    }
}

/// Returns how many characters start in these bytes: all but the continuation bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

impl SourceFile {
    /// Makes a file from its path, as messages print it, and its text.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            lines: OnceLock::new(),
            columns: OnceLock::new(),
            not_utf8: None,
            declared_at: None,
            #[cfg(feature = "program")]
            declaration: None,
        }
    }

    /// Says where in the source of a program the content is declared, for what was read out of one.
    #[cfg(feature = "program")]
    #[must_use]
    pub(crate) fn with_declared_at(self, site: CodeSite) -> Self {
        Self { declared_at: Some(Box::new(site)), ..self }
    }

    /// Says what the text was written from, so that it need not be parsed.
    #[cfg(feature = "program")]
    #[must_use]
    pub(crate) fn with_declaration(self, declaration: Declaration) -> Self {
        Self { declaration: Some(declaration), ..self }
    }

    /// Returns what the text was written from; `None` for a file that somebody wrote.
    #[cfg(feature = "program")]
    pub(crate) fn declaration(&self) -> Option<&Declaration> {
        self.declaration.as_ref()
    }

    /// Makes a file from its path and its bytes. What is not UTF-8 is reported when the file is parsed.
    #[must_use]
    pub fn from_bytes(path: impl Into<PathBuf>, bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::new(path, text),
            Err(error) => {
                let at = u32::try_from(error.utf8_error().valid_up_to()).unwrap_or(u32::MAX);
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                Self { not_utf8: Some(at), ..Self::new(path, text) }
            }
        }
    }

    /// Returns where in the source of a program the content is declared; `None` for a file that somebody wrote.
    #[must_use]
    pub fn declared_at(&self) -> Option<&CodeSite> {
        self.declared_at.as_deref()
    }

    /// Returns the first byte that is not UTF-8.
    #[must_use]
    pub fn not_utf8(&self) -> Option<u32> {
        self.not_utf8
    }

    /// Returns the path, as messages print it.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns line and column of a byte, both counted from 1; columns count characters.
    #[must_use]
    pub fn position(&self, byte: u32) -> Position {
        let byte = self.boundary(byte);
        let (line, start) = self.lines().line(byte);
        let start = byte.min(start + marks(&self.text[start..]));
        let columns = self.columns.get_or_init(|| Columns::of(&self.text));
        let column = columns.characters_before(&self.text, byte) - columns.characters_before(&self.text, start) + 1;
        Position { line, column }
    }

    /// Returns the line of a byte, from 1.
    #[must_use]
    pub fn line(&self, byte: u32) -> usize {
        self.lines().line(self.boundary(byte)).0
    }

    /// Returns how many lines end between two bytes.
    pub(crate) fn lines_between(&self, start: u32, end: u32) -> usize {
        let bytes = self.text.as_bytes().get(start as usize..end as usize).unwrap_or_default();
        // Sums of single bytes, which the compiler makes many of at once.
        let ends = |part: &[u8]| part.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>();
        bytes.chunks(usize::from(u8::MAX)).map(|part| usize::from(ends(part))).sum()
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(&self.text))
    }

    /// Returns the line that holds a byte, without its line ending.
    #[must_use]
    pub fn line_at(&self, byte: u32) -> &str {
        self.line_around(byte).0
    }

    /// Returns the line that holds a byte, without its line ending, and where in it the byte is.
    pub(crate) fn line_around(&self, byte: u32) -> (&str, usize) {
        let byte = self.boundary(byte);
        let (number, start) = self.lines().line(byte);
        let end = self.lines().0.get(number).map_or(self.text.len(), |next| *next as usize - 1);
        let start = start + marks(&self.text[start..end]);
        let line = self.text[start..end].trim_end_matches('\r');
        (line, byte.saturating_sub(start).min(line.len()))
    }

    /// Returns first byte and end of the character that holds a byte; both are the end of the text when it is past it.
    pub(crate) fn character_at(&self, byte: u32) -> (u32, u32) {
        let start = self.boundary(byte);
        let length = self.text[start..].chars().next().map_or(0, char::len_utf8);
        let offset = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        (offset(start), offset(start + length))
    }

    /// Returns the largest character boundary that is not past `byte`.
    fn boundary(&self, byte: u32) -> usize {
        let mut byte = (byte as usize).min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

/// Returns the length of the byte order marks that a line starts with; editors do not show them.
fn marks(line: &str) -> usize {
    line.len() - line.trim_start_matches('\u{feff}').len()
}

/// A place a person can find: line and column, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.line, self.column)
    }
}

/// All files of one run, sorted by path, so that the order in which a disk lists them changes nothing. Of a comparison,
/// the files of each side.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    /// Texts that lie beside the files: pages name them.
    texts: Vec<SourceFile>,
}

impl Sources {
    /// Gathers files, sorting them by path.
    #[must_use]
    pub fn new(mut files: Vec<SourceFile>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files, texts: Vec::new() }
    }

    /// Puts texts beside the files, of which a page may name one.
    #[must_use]
    pub fn with_texts(self, texts: Vec<SourceFile>) -> Self {
        Self { texts, ..self }
    }

    /// Returns the text that a file names by its path from where the file lies.
    pub(crate) fn text_beside(&self, file: FileId, path: &str) -> Option<&SourceFile> {
        let folder = self.file(file).path().parent().unwrap_or(Path::new(""));
        let wanted = folder.join(path);
        self.texts.iter().find(|text| text.path().components().eq(wanted.components()))
    }

    /// Gathers one file that is not on a disk.
    #[must_use]
    pub fn from_text(path: &str, text: &str) -> Self {
        Self::new(vec![SourceFile::new(path, text)])
    }

    /// Puts the files of another catalog behind these.
    #[cfg(feature = "program")]
    #[must_use]
    pub(crate) fn followed_by(mut self, other: Self) -> Self {
        self.files.extend(other.files);
        self.texts.extend(other.texts);
        self
    }

    /// Returns the file of an id.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// Returns all files with their ids, in order of path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| (file_id(index), file))
    }

    /// Returns the number of files.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Returns whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

fn file_id(index: usize) -> FileId {
    FileId(u32::try_from(index).expect("fewer files than four billion"))
}
