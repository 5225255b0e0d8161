//! Whether and how bodies are compressed.

use flate2::Compression as Level;
use flate2::write::GzEncoder;
use std::io::{self, Write};

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

/// Compresses bodies into one buffer that it keeps.
pub(super) struct Compressor {
    compression: Compression,
    is_compressed: bool,
    buffer: Vec<u8>,
}

impl Compressor {
    pub(super) fn new() -> Self {
        Self { compression: Compression::Gzip, is_compressed: false, buffer: Vec::new() }
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
            // Writing to memory cannot fail; if it did, the body would go as it is.
            Compression::Gzip => body.len() >= SMALLEST && self.fill(body).is_ok(),
            Compression::None => false,
        };
        if self.is_compressed { (&self.buffer, Some("gzip")) } else { (body, None) }
    }

    fn fill(&mut self, body: &[u8]) -> io::Result<()> {
        self.buffer.clear();
        let mut encoder = GzEncoder::new(&mut self.buffer, Level::fast());
        encoder.write_all(body)?;
        encoder.finish().map(|_| ())
    }
}
