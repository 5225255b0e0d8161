//! The plans of the events that were recorded so far.

use crate::EventDescriptor;
use crate::runtime::growing::Growing;
use crate::runtime::home::Home;
use crate::runtime::plan::Plan;
use std::cell::Cell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// How many events a thread remembers the plans of.
const REMEMBERED: usize = 64;

/// The plans, by numbers.
pub(crate) struct Plans {
    /// Tells the plans of one pipeline from those of another.
    owner: u32,
    home: Home,
    made: Growing<Arc<Plan>>,
    /// The number of the plan of each event, by the address of its descriptor.
    numbers: Mutex<HashMap<usize, u32>>,
}

/// What a thread remembers: the owner, the address of a descriptor, the number of the plan.
type Remembered = Cell<(u32, usize, u32)>;

thread_local! {
    static CACHE: [Remembered; REMEMBERED] = const { [const { Cell::new((0, 0, 0)) }; REMEMBERED] };
}

impl Plans {
    pub(crate) fn new() -> Self {
        static OWNERS: AtomicU32 = AtomicU32::new(1);
        let owner = OWNERS.fetch_add(1, Ordering::Relaxed);
        Self { owner, home: Home::here(), made: Growing::new(), numbers: Mutex::default() }
    }

    /// Returns the plan with a number.
    #[inline]
    pub(crate) fn get(&self, number: u32) -> Option<&Arc<Plan>> {
        self.made.get(number as usize)
    }

    /// Returns the number of an event's plan, which is made where there is none yet.
    #[inline]
    pub(crate) fn number(&self, event: &'static EventDescriptor, make: impl FnOnce() -> Plan) -> u32 {
        let address = std::ptr::from_ref(event).addr();
        // Descriptors are large: their addresses differ in these bits.
        let place = (address >> 5) % REMEMBERED;
        let known = CACHE.try_with(|cache| cache[place].get());
        if let Ok((owner, at, number)) = known
            && owner == self.owner
            && at == address
        {
            return number;
        }
        let number = self.find(address, make);
        // A thread that is ending remembers nothing.
        let _ = CACHE.try_with(|cache| cache[place].set((self.owner, address, number)));
        number
    }

    #[cold]
    fn find(&self, address: usize, make: impl FnOnce() -> Plan) -> u32 {
        if !self.home.is_here() {
            return u32::MAX;
        }
        let mut numbers = self.numbers.lock().unwrap_or_else(PoisonError::into_inner);
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(address).or_insert_with(|| {
            self.made.set(next as usize, Arc::new(make()));
            next
        })
    }
}
