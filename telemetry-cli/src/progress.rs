//! A sign of life on a terminal while work takes longer than a moment; most runs end before it would show.

use crate::screen::Screen;
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long a run may be silent.
const PATIENCE: Duration = Duration::from_millis(400);
const TICK: Duration = Duration::from_millis(100);

/// A spinner that appears late and disappears when it is dropped.
pub(crate) struct Progress {
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    pub(crate) fn start(what: &'static str, screen: &Screen) -> Self {
        if !screen.shows_progress() {
            return Self { running: None };
        }
        let (end, ended) = mpsc::channel::<()>();
        let thread = thread::spawn(move || {
            if ended.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let style =
                ProgressStyle::with_template("{spinner} {msg} ({elapsed})").expect("the template is well-formed");
            let bar = ProgressBar::new_spinner().with_style(style).with_message(what).with_elapsed(PATIENCE);
            while ended.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                bar.tick();
            }
            bar.finish_and_clear();
        });
        Self { running: Some((end, thread)) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((end, thread)) = self.running.take() {
            drop(end);
            // The spinner is gone before anything else is printed.
            let _ = thread.join();
        }
    }
}
