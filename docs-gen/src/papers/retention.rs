//! How long values are kept, and who says so.

use super::cell::Cell;
use super::leaving::Leaving;
use telemetry_catalog::model::Policy;

/// Returns each time limit once: of a field, else of its event, else of the destination, else of the policy.
pub(super) fn limits(policy: &Policy, values: &[Leaving<'_>]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut add = |cell: Cell| {
        if !cells.contains(&cell) {
            cells.push(cell);
        }
    };
    for value in values {
        let own = value.field.and_then(|field| field.retention());
        if let Some(duration) = own {
            add(Cell::Catalog(format!("{} for field {}", duration.words(), value.name)));
        } else if let Some(duration) = value.event.retention() {
            add(Cell::Catalog(format!("{} for event {}", duration.words(), value.event.name())));
        } else {
            for to in &value.destinations {
                add(match (to.retention(), policy.retention()) {
                    (Some(duration), _) => Cell::Catalog(format!("{} at {}", duration.words(), to.title())),
                    (None, Some(duration)) => Cell::Policy(format!("{} at {}", duration.words(), to.title())),
                    (None, None) => Cell::open(format!("how long it is kept at {}", to.title())),
                });
            }
        }
    }
    cells
}
