//! The catalog as a whole, and its registries.

use super::{
    Audience, ClassDef, CodeSite, Condition, Destination, DocsFormat, DocsStyle, Event, Member, PageLanguage,
    PurposeDef, Redaction, Samples, Section, Text, Withdrawal, resolved,
};
use std::sync::Arc;
use telemetry_core::Consent;

resolved! {
    /// A whole catalog, resolved: what every renderer takes.
    pub struct Catalog {
        /// Returns the identifier, such as `oso-vscode`.
        by_ref id: Text => str;
        /// Returns the product's name, as pages print it.
        by_ref title: Text => str;
        /// Returns the version of the program that is described.
        by_ref version: Text => str;
        /// Returns what the program records, and why.
        by_ref description: Text => str;
        /// Returns the pattern of code links.
        opt source: Option<Box<SourcePattern>> => SourcePattern;
        /// Returns where users ask about their data.
        opt contact: Option<Text> => str;
        /// Returns the base of every schema's `$id`, without a slash at its end.
        by_ref schemas: Text => str;
        /// Returns all classes, the seven built-in ones and own ones, lowest rank first.
        by_ref classes: Vec<Arc<ClassDef>> => [Arc<ClassDef>];
        /// Returns all purposes: the built-in ones in their order, then own ones by name.
        by_ref purposes: Vec<Arc<PurposeDef>> => [Arc<PurposeDef>];
        /// Returns the owners, by name.
        by_ref owners: Vec<Arc<Owner>> => [Arc<Owner>];
        /// Returns the facts that conditions ask for, by name.
        by_ref facts: Vec<Arc<Fact>> => [Arc<Fact>];
        /// Returns the named permissions, by name.
        by_ref grants: Vec<Arc<Grant>> => [Arc<Grant>];
        /// Returns how users decide.
        by_ref consent: ConsentRules => ConsentRules;
        /// Returns the destinations, by name.
        by_ref destinations: Vec<Arc<Destination>> => [Arc<Destination>];
        /// Returns what the redactor looks for.
        by_ref redaction: Redaction => Redaction;
        /// Returns what is never collected, in the catalog's order.
        by_ref never: Vec<Text> => [Text];
        /// Returns the groups, by name.
        by_ref groups: Vec<Arc<Group>> => [Arc<Group>];
        /// Returns the sets of common fields, by name.
        by_ref common: Vec<Arc<CommonSet>> => [Arc<CommonSet>];
        /// Returns the order in which common sets and the event's own fields (`event`) win, weakest first.
        by_ref precedence: Vec<Text> => [Text];
        /// Returns the events, by name.
        by_ref events: Vec<Event> => [Event];
        /// Returns how the public page is laid out.
        by_ref docs: Docs => Docs;
        /// Returns the files that it is written in.
        by_ref files: WrittenIn => WrittenIn;
    }
}

/// The files that a catalog is written in. Two catalogs that mean the same are equal wherever they are written.
#[derive(Clone, Debug, Default)]
pub struct WrittenIn(pub(crate) Vec<Text>);

impl WrittenIn {
    /// Returns their paths as messages print them, sorted; for a catalog that was read out of a program those of its code.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|path| &**path)
    }
}

impl PartialEq for WrittenIn {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Catalog {
    /// Returns the event of a name.
    #[must_use]
    pub fn event(&self, name: &str) -> Option<&Event> {
        self.events.binary_search_by(|event| event.name().cmp(name)).ok().map(|index| &self.events[index])
    }

    /// Returns the destination of a name.
    #[must_use]
    pub fn destination(&self, name: &str) -> Option<&Arc<Destination>> {
        self.destinations.iter().find(|destination| destination.name() == name)
    }

    /// Returns the common sets that ride on an event at one of its destinations.
    pub fn common_of<'a>(&'a self, event: &'a Event) -> impl Iterator<Item = &'a Arc<CommonSet>> {
        self.common.iter().filter(|set| event.carries(set))
    }

    /// Returns the URL of a code site, where the catalog has a source pattern.
    #[must_use]
    pub fn link(&self, site: &CodeSite) -> Option<String> {
        self.source.as_ref().map(|source| source.link(site))
    }
}

/// The URL pattern of code links.
#[derive(Clone, Debug, PartialEq)]
pub struct SourcePattern {
    pub(crate) pattern: Text,
    pub(crate) revision: Text,
}

impl SourcePattern {
    /// Returns the URL of a site. A pattern's `#L{line}` is left out where the site has no line.
    #[must_use]
    pub fn link(&self, site: &CodeSite) -> String {
        let url = self
            .pattern
            .replace("{revision}", site.revision().unwrap_or(&self.revision))
            .replace("{path}", site.path());
        match site.line() {
            Some(line) => url.replace("{line}", &line.to_string()),
            None => url.split_once('#').map_or(url.clone(), |(page, _)| page.to_owned()).replace("{line}", "1"),
        }
    }
}

resolved! {
    /// Somebody who answers for events.
    pub struct Owner {
        /// Returns the name that events write.
        by_ref name: Text => str;
        /// Returns the name that internal pages print.
        by_ref title: Text => str;
        /// Returns how the owner is reached.
        opt contact: Option<Text> => str;
        /// Returns other spellings.
        by_ref aliases: Vec<Text> => [Text];
    }
}

resolved! {
    /// A fact about the running program that conditions may ask for.
    pub struct Fact {
        /// Returns the fact's name.
        by_ref name: Text => str;
        /// Returns what it says.
        by_ref description: Text => str;
        /// Returns its values, by name.
        by_ref values: Vec<FactValue> => [FactValue];
    }
}

resolved! {
    /// One value of a fact.
    pub struct FactValue {
        /// Returns the value.
        by_ref name: Text => str;
        /// Returns what it means; empty for `true` and `false`.
        by_ref description: Text => str;
    }
}

resolved! {
    /// A named permission beside the consent levels.
    pub struct Grant {
        /// Returns the permission's name.
        by_ref name: Text => str;
        /// Returns what is permitted.
        by_ref description: Text => str;
        /// Returns how it is given and taken back.
        opt how: Option<Text> => str;
        /// Returns what happens to what is queued when it is taken back.
        val on_withdrawal: Withdrawal;
    }
}

resolved! {
    /// How users decide, and what lowers their decision.
    pub struct ConsentRules {
        /// Returns the version of what users agreed to; 1 when the catalog does not say.
        val version: u32;
        /// Returns the level before anybody decided.
        val default: Consent;
        /// Returns the settings key.
        opt setting: Option<Text> => str;
        /// Returns the environment variables that turn telemetry off.
        by_ref environment: Vec<Text> => [Text];
        /// Returns how a user turns it off.
        opt how_to_disable: Option<Text> => str;
        /// Returns how a user sees whether it is on.
        opt how_to_check: Option<Text> => str;
        /// Returns how a user sees exactly what is or would be sent.
        opt how_to_see: Option<Text> => str;
        /// Returns how a user replaces what tells their installation apart by something new.
        opt how_to_reset: Option<Text> => str;
        /// Returns the rules that cap the user's level, in order; the first whose condition holds decides.
        by_ref caps: Vec<Cap> => [Cap];
        /// Returns the level when a fact is not known.
        val unknown: Consent;
        /// Returns what happens to what is queued when consent is withdrawn.
        val on_withdrawal: Withdrawal;
    }
}

resolved! {
    /// One rule that caps the user's level.
    pub struct Cap {
        /// Returns when it applies; always when `None`.
        opt condition: Option<Box<Condition>> => Condition;
        /// Returns the highest level.
        val level: Consent;
        /// Returns why.
        by_ref reason: Text => str;
    }
}

resolved! {
    /// Fields that belong together.
    pub struct Group {
        /// Returns the group's name.
        by_ref name: Text => str;
        /// Returns what the fields have in common.
        opt description: Option<Text> => str;
        /// Returns all its fields, those of included groups too, by name.
        by_ref members: Vec<Member> => [Member];
    }
}

resolved! {
    /// A set of fields that ride on events of some destinations.
    pub struct CommonSet {
        /// Returns the set's name.
        by_ref name: Text => str;
        /// Returns what it is for.
        opt description: Option<Text> => str;
        /// Returns the destinations whose events carry it; all when empty.
        by_ref destinations: Vec<Text> => [Text];
        /// Returns when it rides along.
        opt condition: Option<Box<Condition>> => Condition;
        /// Returns its fields, by name.
        by_ref members: Vec<Member> => [Member];
        /// Returns the event fields that it replaces on purpose.
        by_ref overrides: Vec<Text> => [Text];
    }
}

impl CommonSet {
    /// Returns whether the set rides on events of a destination.
    #[must_use]
    pub fn rides_to(&self, destination: &str) -> bool {
        self.destinations.is_empty() || self.destinations.iter().any(|name| **name == *destination)
    }
}

resolved! {
    /// How the public page is laid out.
    pub struct Docs {
        /// Returns the layout.
        val style: DocsStyle;
        /// Returns what the page is written as.
        val format: DocsFormat;
        /// Returns the columns of tables, in order; the layout's own when empty.
        by_ref columns: Vec<Text> => [Text];
        /// Returns own headings, by column.
        by_ref headings: Vec<(Text, Text)> => [(Text, Text)];
        /// Returns the page's title.
        by_ref title: Text => str;
        /// Returns what stands at the head of the page for site generators, without the lines around it.
        opt front_matter: Option<Text> => str;
        /// Returns whether the page holds a sample of each event; up to a number of events where nothing is said.
        val samples: Option<Samples>;
        /// Returns the addresses that the page names beside itself.
        by_ref links: Links => Links;
        /// Returns the parts of the page in order; its usual sections when empty.
        by_ref parts: Vec<PagePart> => [PagePart];
        /// Returns for whom the page is written.
        val audience: Audience;
        /// Returns the language of our words on the page.
        val language: PageLanguage;
        /// Returns words of the catalog for ours, by key.
        by_ref strings: Vec<(Text, Text)> => [(Text, Text)];
    }
}

/// One part of a page in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PagePart {
    /// A section that is made from the catalog.
    Section(Section),
    /// A text of the project, in the language of the page.
    Own(Text),
}

resolved! {
    /// Addresses that a page names beside itself: URLs, or paths from where the page lies.
    pub struct Links {
        /// Returns that of the privacy policy.
        opt policy: Option<Text> => str;
        /// Returns that of the data dictionary.
        opt dictionary: Option<Text> => str;
        /// Returns that of the JSON Schemas.
        opt schemas: Option<Text> => str;
        /// Returns that of the fields as CSV.
        opt csv: Option<Text> => str;
        /// Returns that of the fields as JSON.
        opt json: Option<Text> => str;
        /// Returns that of the feed of changes.
        opt feed: Option<Text> => str;
    }
}
