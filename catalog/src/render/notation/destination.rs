//! Destinations, as a catalog writes them.

use super::{Map, Tree, map};
use crate::model::{
    AbsentRule, Accepts, BooleanForm, Collision, Destination, LongValues, Stamp, Timestamps, Wait, Wire, Withdrawal,
};

/// Writes a destination without its name. `on_withdrawal` is what holds for all that do not say it themselves.
pub(super) fn destination(to: &Destination, on_withdrawal: Withdrawal) -> Tree {
    map(|map| {
        map.text_if("title", Some(to.title()).filter(|title| *title != to.name()));
        map.text_if("description", to.description());
        map.text_if("kind", to.kind());
        map.text("ceiling", to.ceiling().name());
        map.text("consent", to.consent().name());
        map.text_if("grant", to.grant().map(|grant| grant.name()));
        map.condition(to.condition());
        map.text_if("processor", to.processor());
        map.text_if("sharing", to.sharing());
        map.text_if("region", to.region());
        map.text_if("retention", to.retention().map(|retention| retention.as_str()));
        if to.accepts() != Accepts::Any {
            map.text("accepts", to.accepts().name());
        }
        if !to.redact() {
            map.tree("redact", Tree::Bool(false));
        }
        map.names("copies", to.copies());
        map.map("wire", |map| wire(map, to.wire()));
        if let Some(wait) = to.wait_for() {
            map.tree("wait_for", wait_for(wait));
        }
        if to.timestamps() != Timestamps::Full {
            map.text("timestamps", to.timestamps().name());
        }
        if to.on_withdrawal() != on_withdrawal {
            map.text("on_withdrawal", to.on_withdrawal().name());
        }
    })
}

fn wire(map: &mut Map, wire: &Wire) {
    map.map("names", |map| {
        map.text_if("prefix", wire.names().prefix());
        map.text_if("unless_contains", wire.names().unless_contains());
        map.text_if("unwrap", wire.names().unwrap());
    });
    let keys = wire.keys();
    map.map("keys", |map| {
        map.map("replace", |map| keys.replace().iter().for_each(|(from, to)| map.text(from, to)));
        map.names("exempt", keys.exempt());
        if keys.collision() != Collision::Refuse {
            map.text("collision", keys.collision().name());
        }
        map.count_if("max_length", keys.max_length());
    });
    if let Some(values) = wire.values() {
        map.tree("values", long_values(values));
    }
    if let Some(flatten) = wire.flatten() {
        map.map("flatten", |map| {
            map.tree("depth", Tree::Int(flatten.depth().into()));
            map.text("lists", flatten.lists());
        });
    }
    let absent = wire.absent();
    map.map("absent", |map| {
        let mut rule = |key: &str, rule: AbsentRule, default: AbsentRule| {
            if rule != default {
                map.text(key, rule.name());
            }
        };
        rule("unset", absent.unset(), AbsentRule::Drop);
        rule("empty", absent.empty(), AbsentRule::Keep);
        rule("nan", absent.nan(), AbsentRule::Drop);
    });
    if wire.booleans() != BooleanForm::Native {
        map.text("booleans", wire.booleans().name());
    }
    map.map("stamps", |map| wire.stamps().iter().for_each(|one| map.tree(one.name(), stamp(one))));
}

fn long_values(values: &LongValues) -> Tree {
    map(|map| {
        map.tree("max_length", Tree::Int(values.max_length().into()));
        map.text("unit", values.unit().name());
        map.text("over", values.over().name());
        map.text("suffix", values.suffix());
        map.count_if("max_parts", values.max_parts());
    })
}

fn stamp(stamp: &Stamp) -> Tree {
    map(|map| {
        map.text("of", stamp.of().name());
        map.text_if("description", stamp.description());
    })
}

fn wait_for(wait: &Wait) -> Tree {
    map(|map| {
        map.text("common", wait.common());
        map.text("timeout", wait.timeout().as_str());
        map.tree("max_events", Tree::Int(wait.max_events().into()));
    })
}
