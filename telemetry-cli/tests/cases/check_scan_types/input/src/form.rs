//! A form has an order that was placed, which is no event.

pub struct OrderPlaced;

pub fn send() -> OrderPlaced {
    send_form(OrderPlaced {})
}
