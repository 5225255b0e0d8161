//! Hashes, and how they are written.
//!
//! SHA-256 is the compression function of the `sha2` crate, which uses the processor's own instructions. HMAC (RFC 2104)
//! is put together here: its key is the same for each value of a field, so both states after the key are kept, and a
//! short value costs two compressions and little else; the `hmac` crate would bring two more crates. `record-bench times`
//! measures both compressions alone beside a hash.

use crate::Encoding;
use sha2::block_api::compress256;

/// What a hash is: 256 bits.
pub(crate) type Digest = [u8; 32];

/// The state of SHA-256 before the first block (FIPS 180-4, 5.3.3).
const START: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

const BLOCK: usize = 64;

/// Returns the plain hash of a text behind a public prefix; `None` where the algorithm is not compiled in.
pub(crate) fn plain(algorithm: &str, prefix: &str, text: &[u8]) -> Option<Digest> {
    let message = [prefix.as_bytes(), text].concat();
    match algorithm {
        "sha256" => Some(finish(START, &message, 0)),
        #[cfg(feature = "blake3")]
        "blake3" => Some(*blake3::hash(&message).as_bytes()),
        _ => None,
    }
}

/// HMAC-SHA-256 with its key taken in.
#[derive(Clone)]
pub(crate) struct Hmac {
    inner: [u32; 8],
    outer: [u32; 8],
}

impl Hmac {
    /// Takes a key in.
    pub(crate) fn new(key: &Digest) -> Self {
        Self { inner: after_key(key, 0x36), outer: after_key(key, 0x5c) }
    }

    /// Returns the code of a message.
    pub(crate) fn of(&self, message: &[u8]) -> Digest {
        let inner = finish(self.inner, message, BLOCK);
        let mut last = BEHIND_INNER;
        last[..inner.len()].copy_from_slice(&inner);
        let mut state = self.outer;
        compress256(&mut state, &[last]);
        bytes(state)
    }
}

/// What follows the outer key but for the hash, which has always one length. Known before the program runs, so that it is
/// written sixteen bytes at once: it is read so, and the processor waits for what was written in smaller parts.
const BEHIND_INNER: [u8; BLOCK] = {
    let mut block = [0; BLOCK];
    block[size_of::<Digest>()] = 0x80;
    let bits = (8 * (BLOCK + size_of::<Digest>())).to_be_bytes();
    block[BLOCK - 1] = bits[bits.len() - 1];
    block[BLOCK - 2] = bits[bits.len() - 2];
    block
};

fn after_key(key: &Digest, pad: u8) -> [u32; 8] {
    let mut block = [pad; BLOCK];
    block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
    let mut state = START;
    compress256(&mut state, &[block]);
    state
}

/// Takes the last bytes of a message in, behind so many that are in already, and returns the hash.
#[inline]
fn finish(mut state: [u32; 8], message: &[u8], before: usize) -> Digest {
    let (blocks, rest) = message.as_chunks::<BLOCK>();
    // Most values are shorter than a block, and a call for none costs a tenth of one for a block.
    if !blocks.is_empty() {
        compress256(&mut state, blocks);
    }
    let bits = (before as u64 + message.len() as u64).wrapping_mul(8).to_be_bytes();
    let mut last = [0; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    last[rest.len()] = 0x80;
    if rest.len() + 1 + bits.len() > BLOCK {
        compress256(&mut state, &[last]);
        last = [0; BLOCK];
    }
    last[BLOCK - bits.len()..].copy_from_slice(&bits);
    compress256(&mut state, &[last]);
    bytes(state)
}

fn bytes(state: [u32; 8]) -> Digest {
    let mut digest = [0; 32];
    digest.as_chunks_mut::<4>().0.iter_mut().zip(state).for_each(|(bytes, word)| *bytes = word.to_be_bytes());
    digest
}

/// Returns a hash as text: 64 characters as `hex`, 44 as `base64`.
pub(crate) fn text(digest: &Digest, encoding: Encoding) -> String {
    let mut text = String::new();
    write(digest, encoding, &mut text);
    text
}

/// Writes a hash in the place of a text, into its own bytes: a copy of what was just written would be waited for.
pub(crate) fn write(digest: &Digest, encoding: Encoding, text: &mut String) {
    let mut bytes = std::mem::take(text).into_bytes();
    bytes.resize(64, 0);
    if let Some(room) = bytes.first_chunk_mut() {
        let length = digits(digest, encoding, room);
        bytes.truncate(length);
    }
    *text = String::from_utf8(bytes).expect("digits of hex and base64 are ASCII");
}

/// Writes the digits of a hash and returns how many these are.
fn digits(digest: &Digest, encoding: Encoding, to: &mut [u8; 64]) -> usize {
    match encoding {
        Encoding::Hex => hex(digest, to),
        Encoding::Base64 => base64(digest, to),
    }
}

#[inline]
fn hex(digest: &Digest, to: &mut [u8; 64]) -> usize {
    // Computed, not looked up: the compiler makes sixteen digits at once of it.
    let digit = |half: u8| half + b'0' + (u8::from(half > 9).wrapping_neg() & (b'a' - 10 - b'0'));
    for (digits, byte) in to.as_chunks_mut::<2>().0.iter_mut().zip(digest) {
        *digits = [digit(byte >> 4), digit(byte & 15)];
    }
    64
}

fn base64(digest: &Digest, to: &mut [u8; 64]) -> usize {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    to.fill(b'=');
    for (group, part) in to.as_chunks_mut::<4>().0.iter_mut().zip(digest.chunks(3)) {
        let byte = |at: usize| part.get(at).map_or(0, |byte| u32::from(*byte));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for (at, digit) in group.iter_mut().enumerate().take(part.len() + 1) {
            *digit = DIGITS[(bits >> (18 - 6 * at)) as usize & 63];
        }
    }
    44
}

#[cfg(test)]
mod tests {
    use super::{Hmac, plain, text};
    use crate::Encoding;

    fn hex(digest: &[u8; 32]) -> String {
        text(digest, Encoding::Hex)
    }

    #[test]
    fn plain_hashes_are_those_of_the_standard() {
        let check = |message: &str, expected: &str| {
            assert_eq!(plain("sha256", "", message.as_bytes()).map(|digest| hex(&digest)).as_deref(), Some(expected));
        };
        // FIPS 180-4 and its examples.
        check("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        check("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        check(
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        );
        check(&"a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
        assert_eq!(plain("md5", "", b""), None);
    }

    #[cfg(feature = "blake3")]
    #[test]
    fn the_other_algorithm_is_that_of_its_authors() {
        let expected = "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262";
        assert_eq!(plain("blake3", "", b"").map(|digest| hex(&digest)).as_deref(), Some(expected));
    }

    #[test]
    fn a_prefix_stands_before_the_value() {
        assert_eq!(plain("sha256", "ab", b"c"), plain("sha256", "", b"abc"));
    }

    #[test]
    fn keyed_hashes_are_those_of_rfc_4231() {
        let check = |key: &[u8], message: &[u8], expected: &str| {
            let mut padded = [0; 32];
            padded[..key.len()].copy_from_slice(key);
            assert_eq!(hex(&Hmac::new(&padded).of(message)), expected);
        };
        // Keys that are shorter than a block are padded with zeros, so these are test cases 1 to 4.
        check(&[0x0b; 20], b"Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        check(
            b"Jefe",
            b"what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        );
        check(&[0xaa; 20], &[0xdd; 50], "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
        let counting: Vec<u8> = (1..=25).collect();
        check(&counting, &[0xcd; 50], "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
    }

    #[test]
    fn base64_has_its_padding() {
        let digest = plain("sha256", "", b"").expect("it is compiled in");
        assert_eq!(text(&digest, Encoding::Base64), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
