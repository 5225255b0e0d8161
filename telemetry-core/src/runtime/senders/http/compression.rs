//! Whether and how bodies are compressed.

use flate2::{Compress, Crc, FlushCompress, Status};

/// Below this a body stays as it is: what compression saves is less than the packet has room for.
const SMALLEST: usize = 512;

/// How bodies are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// Not at all.
    None,
    /// With gzip, quickly; small bodies stay as they are.
    Gzip,
}

/// Compresses bodies into one buffer that it keeps, by tables that it keeps: those of the library's own writer are made
/// anew for each body, 300 kB that the system hands out and takes back each time.
pub(super) struct Compressor {
    compression: Compression,
    is_compressed: bool,
    buffer: Vec<u8>,
    deflate: Option<Box<Compress>>,
}

/// What a body in gzip begins with (RFC 1952, 2.3): deflated, without a name or a time, quickly, by an unknown system.
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255];

impl Compressor {
    pub(super) fn new() -> Self {
        Self { compression: Compression::Gzip, is_compressed: false, buffer: Vec::new(), deflate: None }
    }

    pub(super) fn set(&mut self, compression: Compression) {
        self.compression = compression;
    }

    /// Stops compressing where the last body was compressed, and returns whether it was.
    pub(super) fn give_up(&mut self) -> bool {
        if self.is_compressed {
            self.compression = Compression::None;
        }
        self.is_compressed
    }

    /// Returns the body that is sent, and the name of its encoding.
    pub(super) fn compress<'a>(&'a mut self, body: &'a [u8]) -> (&'a [u8], Option<&'static str>) {
        self.is_compressed = match self.compression {
            // Deflating into memory cannot fail; if it did, the body would go as it is.
            Compression::Gzip => body.len() >= SMALLEST && self.fill(body).is_some(),
            Compression::None => false,
        };
        if self.is_compressed { (&self.buffer, Some("gzip")) } else { (body, None) }
    }

    fn fill(&mut self, body: &[u8]) -> Option<()> {
        let Self { buffer, deflate, .. } = self;
        let deflate = deflate.get_or_insert_with(|| Box::new(Compress::new(flate2::Compression::fast(), false)));
        deflate.reset();
        buffer.clear();
        buffer.extend_from_slice(&HEAD);
        loop {
            let (taken, length) = (usize::try_from(deflate.total_in()).ok()?, buffer.len());
            buffer.reserve(body.len() / 4 + SMALLEST);
            match deflate.compress_vec(body.get(taken..)?, buffer, FlushCompress::Finish).ok()? {
                Status::StreamEnd => break,
                // Nothing came, though there was room: nothing will.
                Status::Ok | Status::BufError if buffer.len() == length => return None,
                Status::Ok | Status::BufError => {}
            }
        }
        let mut check = Crc::new();
        check.update(body);
        buffer.extend_from_slice(&check.sum().to_le_bytes());
        buffer.extend_from_slice(&check.amount().to_le_bytes());
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Compression, Compressor};
    use flate2::read::GzDecoder;
    use std::io::Read;

    #[test]
    fn every_body_is_what_it_was_when_it_is_read_again() {
        let text = |length: usize| -> Vec<u8> { (0..length).map(|at| b"the words of events"[at % 19]).collect() };
        let noise = |length: usize| -> Vec<u8> {
            let next = |state: &u32| Some(state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
            std::iter::successors(Some(7), next).take(length).map(|state: u32| state.to_be_bytes()[0]).collect()
        };
        let mut compressor = Compressor::new();
        for body in [text(511), text(512), noise(600), text(300_000), noise(300_000), text(513), text(0)] {
            let (compressed, encoding) = compressor.compress(&body);
            assert_eq!(encoding, (body.len() >= 512).then_some("gzip"), "{} bytes", body.len());
            let mut read = Vec::new();
            match encoding {
                Some(_) => GzDecoder::new(compressed).read_to_end(&mut read).map(|_| ()).expect("it is gzip"),
                None => read.extend_from_slice(compressed),
            }
            assert!(read == body, "{} bytes", body.len());
        }
        compressor.set(Compression::None);
        assert_eq!(compressor.compress(&text(600)).1, None);
    }
}
