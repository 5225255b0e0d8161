//! The fields of one event that leaves, of which no two have one key: the catalog says who wins.

use crate::rules::CommonRules;
use crate::runtime::ItemField;

/// The fields so far.
pub(crate) struct Merged<'e> {
    pub(crate) fields: Vec<ItemField<'e>>,
    /// The common set of each; nothing for the event's own. Empty as long as all are those: nothing is compared then.
    sets: Vec<Option<&'static CommonRules>>,
    /// Who wins, weakest first.
    precedence: &'static [&'static str],
}

impl<'e> Merged<'e> {
    pub(crate) fn new(precedence: &'static [&'static str], capacity: usize) -> Self {
        Self { fields: Vec::with_capacity(capacity), sets: Vec::new(), precedence }
    }

    /// Adds a field, unless one of its key is there and wins. Two of the event's own both stay: what happens to them is
    /// for the wire to say.
    #[inline]
    pub(crate) fn add(&mut self, field: ItemField<'e>, set: Option<&'static CommonRules>) {
        if set.is_none() && self.sets.is_empty() {
            return self.fields.push(field);
        }
        self.sets.resize(self.fields.len(), None);
        self.add_shared(field, set);
    }

    fn add_shared(&mut self, field: ItemField<'e>, set: Option<&'static CommonRules>) {
        let same = self.fields.iter().position(|there| there.key == field.key);
        let shared = same.filter(|place| set.is_some() || self.sets[*place].is_some());
        match shared {
            None => {
                self.fields.push(field);
                self.sets.push(set);
            }
            Some(place) if self.wins(set, self.sets[place], &field.key) => {
                self.fields[place] = field;
                self.sets[place] = set;
            }
            Some(_) => {}
        }
    }

    fn wins(&self, new: Option<&CommonRules>, there: Option<&CommonRules>, key: &str) -> bool {
        match (new, there) {
            (Some(new), None) if new.overrides.contains(&key) => true,
            (None, Some(there)) if there.overrides.contains(&key) => false,
            _ => self.strength(new) > self.strength(there),
        }
    }

    /// Returns what orders sets and the event. Those that the catalog does not name are weaker: the event, then the sets
    /// by name.
    fn strength<'r>(&self, set: Option<&'r CommonRules>) -> (Option<usize>, Option<&'r str>) {
        let name = set.map(|set| set.name);
        let place = self.precedence.iter().position(|known| *known == name.unwrap_or("event"));
        (place, name)
    }
}
