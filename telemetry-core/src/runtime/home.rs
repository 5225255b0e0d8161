//! The process in which telemetry was set up. One that was forked off has copies of what waits and none of the threads,
//! and locks that these held are never released there: it leaves all of it alone.

/// The process in which telemetry was set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Home(u32);

impl Home {
    /// Returns this process.
    pub(crate) fn here() -> Self {
        // Elsewhere nothing is forked off, and not every system numbers its processes.
        Self(if cfg!(unix) { std::process::id() } else { 0 })
    }

    /// Returns whether this process is the one, at the cost of a system call.
    pub(crate) fn is_here(self) -> bool {
        self == Self::here()
    }
}
