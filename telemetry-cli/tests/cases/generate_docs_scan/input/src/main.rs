//! BasketOpened { items } in a comment is none.

/// The struct itself is none.
#[derive(Event)]
pub struct BasketOpened {
    pub items: u64,
}

fn open(items: u64) {
    telemetry::BasketOpened { items: Bucketed::new(items) }.record();
}

fn describe(event: &BasketOpened) -> u64 {
    let BasketOpened { items } = event;
    *items
}

fn again(items: u64) {
    let event = BasketOpened { items };
    event.record();
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_is_sent() {
        BasketOpened { items: 1 }.record();
    }
}
