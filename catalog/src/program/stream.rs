//! Programs that are not in memory: only what is asked for is read, and kept. That is tables, names and the section of the
//! records, which of most programs are a small part.

use super::fault::{self, ProgramError};
use object::read::ReadCacheOps;
use std::fmt;
use std::io::{self, Read, Seek, SeekFrom};

/// What a program can be read from: a file, or bytes in a [`Cursor`](io::Cursor).
pub trait Stream: Read + Seek + fmt::Debug {}

impl<S: Read + Seek + fmt::Debug> Stream for S {}

/// A stream that hands out a few times as much as it holds. An honest program has each of its bytes read once or twice;
/// a hostile one can name a table again and again, each time a byte further on, and all that is read is kept.
#[derive(Debug)]
pub(super) struct Bounded<S> {
    stream: S,
    size: u64,
    left: u64,
    stopped: Option<Stopped>,
}

/// Why no more is read.
#[derive(Debug)]
enum Stopped {
    /// What was asked for is more than an honest program needs.
    Spent,
    Failed(io::Error),
}

impl<S: Read + Seek> Bounded<S> {
    pub(super) fn new(name: &str, mut stream: S) -> Result<Self, ProgramError> {
        let size = stream.seek(SeekFrom::End(0)).map_err(|error| fault::unreadable(name, &error))?;
        Ok(Self { stream, size, left: size.saturating_mul(8).saturating_add(1 << 16), stopped: None })
    }

    /// Returns why reading ended early, where it did: who reads a table only sees that it is not there.
    pub(super) fn fault(&self, name: &str) -> Option<ProgramError> {
        self.stopped.as_ref().map(|stopped| match stopped {
            Stopped::Spent => fault::overlapping(&format!("`{name}`")),
            Stopped::Failed(error) => fault::unreadable(name, error),
        })
    }

    fn kept<T>(&mut self, result: io::Result<T>) -> Result<T, ()> {
        result.map_err(|error| self.stopped = Some(Stopped::Failed(error)))
    }

    fn spend(&mut self, bytes: usize) -> Result<(), ()> {
        let left = self.left.checked_sub(bytes as u64);
        self.left = left.ok_or_else(|| self.stopped = Some(Stopped::Spent))?;
        Ok(())
    }
}

impl<S: Read + Seek> ReadCacheOps for Bounded<S> {
    fn len(&mut self) -> Result<u64, ()> {
        Ok(self.size)
    }

    fn seek(&mut self, place: u64) -> Result<u64, ()> {
        let result = self.stream.seek(SeekFrom::Start(place));
        self.kept(result)
    }

    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, ()> {
        self.spend(buffer.len())?;
        let result = self.stream.read(buffer);
        self.kept(result)
    }

    fn read_exact(&mut self, buffer: &mut [u8]) -> Result<(), ()> {
        self.spend(buffer.len())?;
        let result = self.stream.read_exact(buffer);
        self.kept(result)
    }
}

#[cfg(test)]
mod tests {
    use super::Bounded;
    use object::ReadRef as _;
    use object::read::ReadCache;
    use std::io::{self, Cursor, Read, Seek, SeekFrom};

    #[test]
    fn what_is_read_again_and_again_ends() {
        let bounded = Bounded::new("app", Cursor::new(vec![0; 1 << 20])).expect("bytes have a size");
        let cache = ReadCache::new(bounded);
        let mut places = 0..;
        let read = places.by_ref().take_while(|place| cache.read_bytes_at(*place, 1 << 19).is_ok()).count();
        assert_eq!(read, 16);
        let fault = cache.into_inner().fault("app").expect("it ended");
        assert_eq!(fault.message(), "parts of `app` lie on top of each other");
    }

    #[derive(Debug)]
    struct Broken;

    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }

    impl Seek for Broken {
        fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
            Ok(4096)
        }
    }

    #[test]
    fn what_the_system_says_is_said() {
        let error = crate::program::read_from("app", Broken).expect_err("nothing can be read");
        assert_eq!(error.message(), "cannot read `app`: the disk is gone");
    }
}
