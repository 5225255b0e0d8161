//! From the bytes of a section to the texts of its records.
//!
//! A record is `TELEMREC`, the length of its content in four bytes (little endian), and the content: a text, and behind
//! a zero what the compiler added. Between records and at
//! the end linkers may put zeros.

use super::fault::{AGAIN, ProgramError};
use std::fmt;
use std::sync::Arc;

const MAGIC: &[u8] = b"TELEMREC";
/// The magic and the length.
const HEAD: usize = 12;

/// The text of one record, and where it was found.
#[derive(Clone, Debug)]
pub(super) struct Raw<'data> {
    pub(super) text: &'data str,
    /// What the compiler added behind the text: see `types.rs`. Empty where the text says all.
    pub(super) tail: &'data [u8],
    pub(super) site: Site,
}

/// Where a record lies: the section, and the byte in it.
#[derive(Clone, Debug)]
pub(super) struct Site {
    pub(super) section: Arc<str>,
    pub(super) byte: usize,
}

impl fmt::Display for Site {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "byte {} of the {}", self.byte, self.section)
    }
}

/// Cuts a section into its records. `section` names it, with the file it is in.
pub(super) fn records<'data>(section: &Arc<str>, data: &'data [u8]) -> Result<Vec<Raw<'data>>, ProgramError> {
    let mut records = Vec::new();
    let mut at = 0;
    while let Some(gap) = data[at..].iter().position(|byte| *byte != 0) {
        at += gap;
        let site = Site { section: Arc::clone(section), byte: at };
        let content = content(&data[at..], &site)?;
        at += HEAD + content.len();
        let (text, tail) = match content.iter().position(|byte| *byte == 0) {
            Some(end) => (&content[..end], &content[end + 1..]),
            None => (content, &[][..]),
        };
        records.push(Raw { text: utf8(text, &site)?, tail, site });
    }
    Ok(records)
}

/// Reads the record that these bytes begin with.
fn content<'data>(data: &'data [u8], site: &Site) -> Result<&'data [u8], ProgramError> {
    let Some(rest) = data.strip_prefix(MAGIC) else {
        let help = "records begin with `TELEMREC`; build the file again, or rename the section if it is another tool's";
        return Err(ProgramError::new(format!("no record begins at {site}"), help));
    };
    let Some((length, rest)) = rest.split_first_chunk::<4>() else {
        return Err(ProgramError::new(format!("the record at {site} is cut off before its length"), AGAIN));
    };
    let length = u32::from_le_bytes(*length);
    let content = usize::try_from(length).ok().and_then(|length| rest.get(..length));
    content.ok_or_else(|| {
        let message = format!("the record at {site} says it has {length} bytes, and {} are left", rest.len());
        ProgramError::new(message, AGAIN)
    })
}

fn utf8<'data>(text: &'data [u8], site: &Site) -> Result<&'data str, ProgramError> {
    str::from_utf8(text).map_err(|error| {
        let byte = error.valid_up_to();
        ProgramError::new(format!("the record at {site} is not UTF-8 from its byte {byte} on"), AGAIN)
    })
}
