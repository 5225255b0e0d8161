//! Damage: what happens to a good catalog before it is checked.

use super::piece;
use proptest::prelude::*;
use proptest::sample::Index;

/// What one step of damage does to a file; places are chosen by the generator, whatever the length.
#[derive(Clone, Debug)]
pub(crate) enum Damage {
    FlipBit(Index, u8),
    DeleteLine(Index),
    RepeatLine(Index, Index),
    SwapLines(Index, Index),
    SwapWords(Index, Index),
    Insert(Index, &'static str),
    IndentLine(Index, usize),
    Truncate(Index),
}

pub(crate) fn damage() -> impl Strategy<Value = Damage> {
    let place = || any::<Index>();
    prop_oneof![
        2 => (place(), 0_u8..8).prop_map(|(at, bit)| Damage::FlipBit(at, bit)),
        2 => place().prop_map(Damage::DeleteLine),
        2 => (place(), place()).prop_map(|(from, to)| Damage::RepeatLine(from, to)),
        2 => (place(), place()).prop_map(|(a, b)| Damage::SwapLines(a, b)),
        4 => (place(), place()).prop_map(|(a, b)| Damage::SwapWords(a, b)),
        3 => (place(), piece()).prop_map(|(at, piece)| Damage::Insert(at, piece)),
        2 => (place(), 0_usize..9).prop_map(|(at, depth)| Damage::IndentLine(at, depth)),
        1 => place().prop_map(Damage::Truncate),
    ]
}

impl Damage {
    /// Does it to a file.
    pub(crate) fn apply(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        match self {
            Self::FlipBit(at, bit) => {
                let at = at.index(bytes.len());
                bytes[at] ^= 1 << bit;
            }
            Self::DeleteLine(at) => lines(bytes, |lines| drop(lines.remove(at.index(lines.len())))),
            Self::RepeatLine(from, to) => lines(bytes, |lines| {
                lines.insert(to.index(lines.len()), lines[from.index(lines.len())].clone());
            }),
            Self::SwapLines(a, b) => lines(bytes, |lines| {
                let (a, b) = (a.index(lines.len()), b.index(lines.len()));
                lines.swap(a, b);
            }),
            Self::SwapWords(a, b) => swap_words(bytes, *a, *b),
            Self::Insert(at, piece) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, piece.bytes());
            }
            Self::IndentLine(at, depth) => lines(bytes, |lines| {
                let at = at.index(lines.len());
                let line = lines[at].trim_ascii_start();
                lines[at] = [" ".repeat(*depth).as_bytes(), line].concat();
            }),
            Self::Truncate(at) => bytes.truncate(at.index(bytes.len())),
        }
    }
}

fn lines(bytes: &mut Vec<u8>, change: impl FnOnce(&mut Vec<Vec<u8>>)) {
    let mut lines: Vec<Vec<u8>> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    change(&mut lines);
    *bytes = lines.join(&b'\n');
}

/// Exchanges two words (keys, scalars or parts of them), so that YAML mostly stays YAML and its meaning changes.
fn swap_words(bytes: &mut Vec<u8>, a: Index, b: Index) {
    let starts_word = |at: usize| at == 0 || !is_word(bytes[at - 1]);
    let words: Vec<_> = (0..bytes.len()).filter(|at| is_word(bytes[*at]) && starts_word(*at)).collect();
    if words.is_empty() {
        return;
    }
    let (first, second) = (a.get(&words).min(b.get(&words)), a.get(&words).max(b.get(&words)));
    let end = |start: usize| bytes[start..].iter().position(|byte| !is_word(*byte)).map_or(bytes.len(), |n| start + n);
    let (first, second) = (*first..end(*first), *second..end(*second));
    let between = if first == second { &[][..] } else { &bytes[first.end..second.start] };
    let other = if first == second { &[][..] } else { &bytes[second.clone()] };
    let swapped = [&bytes[..first.start], other, between, &bytes[first.clone()], &bytes[second.end..]];
    *bytes = swapped.concat();
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}
