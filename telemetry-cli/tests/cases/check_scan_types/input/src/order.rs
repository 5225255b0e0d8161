use crate::form::*;
use crate::telemetry::*;

fn order() {
    OrderPlaced { way: Way::Card, repeated: false }.record();
}
