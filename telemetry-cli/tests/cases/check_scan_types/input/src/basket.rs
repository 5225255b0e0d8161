use crate::form::OrderPlaced;
use crate::telemetry::BasketOpened as Opened;

fn open() {
    Opened { items: 1 }.record();
    form::show(OrderPlaced {});
}
