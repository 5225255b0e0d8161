//! Custom sections of WebAssembly: of a module, and of the modules that a component is made of.
//!
//! The frame of the format is a list of sections, each an id, a length and that many bytes; nothing else of it is
//! needed here, so it is read by hand: no crate that knows instructions, and components can be read too.

use super::fault::{AGAIN, ProgramError};

/// How deep components may hold components.
const DEEPEST: usize = 8;
/// The magic, the version, and whether it is a module or a component.
const HEAD: usize = 8;
const COMPONENT: [u8; 4] = [0x0d, 0, 1, 0];

/// Returns all custom sections of a name, in the order of the file. `what` names the file.
pub(super) fn sections<'data>(what: &str, data: &'data [u8], name: &str) -> Result<Vec<&'data [u8]>, ProgramError> {
    let mut found = Vec::new();
    walk(what, data, name, DEEPEST, &mut found)?;
    Ok(found)
}

fn walk<'data>(
    what: &str,
    data: &'data [u8],
    name: &str,
    depth: usize,
    found: &mut Vec<&'data [u8]>,
) -> Result<(), ProgramError> {
    let damaged = |at: usize| ProgramError::new(format!("the WebAssembly of {what} is damaged at byte {at}"), AGAIN);
    let component = data.get(4..HEAD).ok_or_else(|| damaged(data.len()))? == COMPONENT;
    let mut rest = &data[HEAD..];
    while let Some((id, after)) = rest.split_first() {
        let at = data.len() - rest.len();
        let (length, after) = number(after).ok_or_else(|| damaged(at))?;
        let (content, after) = after.split_at_checked(length).ok_or_else(|| damaged(at))?;
        match (id, component) {
            (0, _) => {
                let (length, content) = number(content).ok_or_else(|| damaged(at))?;
                let (own, content) = content.split_at_checked(length).ok_or_else(|| damaged(at))?;
                if own == name.as_bytes() {
                    found.push(content);
                }
            }
            // A module or a component inside a component.
            (1 | 4, true) if depth > 0 => walk(what, content, name, depth - 1, found)?,
            (1 | 4, true) => {
                let message = format!("the WebAssembly of {what} nests deeper than {DEEPEST} components");
                return Err(ProgramError::new(message, "inspect its modules one by one"));
            }
            _ => {}
        }
        rest = after;
    }
    Ok(())
}

/// Reads a number of at most 32 bits: seven bits a byte, lowest first.
fn number(data: &[u8]) -> Option<(usize, &[u8])> {
    let mut value: u64 = 0;
    for (index, byte) in data.iter().take(5).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            let value = u32::try_from(value).ok()?;
            return Some((usize::try_from(value).ok()?, &data[index + 1..]));
        }
    }
    None
}
