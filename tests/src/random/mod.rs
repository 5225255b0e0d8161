//! Random catalogs, each made from a number: the same number, the same catalog.
//!
//! They reach everything that the format can say, mixed as nobody would mix it, and are valid: what a check refuses
//! here is a fault of this generator. Catalogs are made as text, so that they come in through the front door.

mod declaration;
mod destination;
mod dice;
mod event;
mod field;
mod head;
mod names;
mod transform;
mod tree;
mod value;
mod words;

use dice::Dice;
use names::Names;
use tree::Map;

/// Returns the catalog of a number, as YAML.
#[must_use]
pub fn catalog(seed: u64) -> String {
    let mut world = World::new(seed);
    let mut catalog = Map::default();
    head::head(&mut world, &mut catalog);
    head::registries(&mut world, &mut catalog);
    destination::destinations(&mut world, &mut catalog);
    declaration::declarations(&mut world, &mut catalog);
    event::events(&mut world, &mut catalog);
    head::rest(&mut world, &mut catalog);
    catalog.into_tree().yaml()
}

/// What a catalog declares so far, for what refers to it.
struct World {
    dice: Dice,
    names: Names,
    classes: Vec<Class>,
    purposes: Vec<String>,
    owners: Vec<String>,
    grants: Vec<String>,
    /// Facts with their values.
    facts: Vec<(String, Vec<String>)>,
    destinations: Vec<Destination>,
    /// Common sets by name; those that destinations wait for are made before their fields are.
    common: Vec<String>,
    /// The groups and shared fields.
    groups: Vec<(String, Budget)>,
    shared: Vec<(String, Budget)>,
    /// Shared fields that one place may use.
    kept: Vec<String>,
    /// Fields of earlier events, for events that have them too.
    fields: Vec<(String, Map, Budget)>,
}

/// A privacy class.
#[derive(Clone)]
struct Class {
    name: String,
    rank: u8,
    treat_as: &'static str,
}

/// A destination, and what it may receive.
#[derive(Clone)]
struct Destination {
    name: String,
    ceiling: u8,
}

/// What fields in a place may be.
#[derive(Clone, Copy, Debug)]
struct Budget {
    /// The highest rank of a class.
    rank: u8,
    /// Whether content may stand beside identifiers: only where a person may be named.
    content: bool,
}

/// The built-in classes that a field may have.
const CLASSES: [(&str, u8); 6] =
    [("technical", 10), ("interaction", 20), ("identifier", 30), ("diagnostic", 40), ("content", 50), ("personal", 60)];
const LEVELS: [&str; 6] = ["off", "local", "crash", "error", "usage", "extended"];

impl World {
    fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let names = Names::new(dice.chance(3));
        let classes = CLASSES.map(|(name, rank)| Class { name: name.to_owned(), rank, treat_as: name }).to_vec();
        Self {
            dice,
            names,
            classes,
            purposes: Vec::new(),
            owners: Vec::new(),
            grants: Vec::new(),
            facts: Vec::new(),
            destinations: Vec::new(),
            common: Vec::new(),
            groups: Vec::new(),
            shared: Vec::new(),
            kept: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// Returns a new name of an event or field.
    fn name(&mut self) -> String {
        self.names.give(&mut self.dice)
    }

    /// Returns a new word for an entry of a registry.
    fn word(&mut self) -> String {
        self.names.word(&mut self.dice)
    }

    fn sentence(&mut self) -> String {
        words::sentence(&mut self.dice)
    }

    /// Returns what may stand at destinations.
    fn budget(&self, names: &[String]) -> Budget {
        let ceilings = self.destinations.iter().filter(|to| names.contains(&to.name)).map(|to| to.ceiling);
        let rank = ceilings.min().unwrap_or(60).min(69);
        Budget { rank, content: rank >= 60 }
    }
}

impl Budget {
    /// Returns whether what was made for this fits where the other holds.
    fn fits(self, other: Self) -> bool {
        self.rank <= other.rank && (!self.content || other.content)
    }
}
