//! What is measured: something to do again and again, and what is put right between two measurements.

use std::fs;
use std::hint::black_box;

/// Something to be measured.
pub struct Case {
    pub name: &'static str,
    /// Makes ready what is done so many times, on nobody's clock.
    ready: Box<dyn FnMut(u64)>,
    /// Does it so many times.
    run: Box<dyn FnMut(u64)>,
    /// Empties what it filled, on nobody's clock.
    rest: Box<dyn FnMut()>,
}

impl Case {
    /// Makes a case of what is done once.
    pub fn new<T: 'static>(name: &'static str, mut once: impl FnMut() -> T + 'static) -> Self {
        Self::many(
            name,
            |_| (),
            move |times| {
                for _ in 0..times {
                    black_box(once());
                }
            },
        )
    }

    /// Makes a case of what is done with many at once, which are made ready before.
    pub fn many(name: &'static str, ready: impl FnMut(u64) + 'static, run: impl FnMut(u64) + 'static) -> Self {
        Self { name, ready: Box::new(ready), run: Box::new(run), rest: Box::new(|| ()) }
    }

    /// Says what empties it.
    pub fn resting(self, rest: impl FnMut() + 'static) -> Self {
        Self { rest: Box::new(rest), ..self }
    }

    pub fn ready(&mut self, times: u64) {
        (self.ready)(times);
    }

    pub fn rest(&mut self) {
        (self.rest)();
    }

    /// Does it so many times. What counts instructions counts those within this function.
    #[inline(never)]
    pub fn measured(&mut self, times: u64) {
        (self.run)(times);
    }
}

/// Returns the values in turns.
pub fn turns<T: 'static>(values: Vec<T>) -> impl FnMut() -> &'static T {
    let values: &'static [T] = values.leak();
    let mut next = 0;
    move || {
        next = if next + 1 < values.len() { next + 1 } else { 0 };
        &values[next]
    }
}

/// Returns the nanoseconds of CPU that this thread has used. Linux only.
pub fn used() -> u64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}
