//! One entry of the index: an event or a set of common properties, in a few lines that lead to its page, or in a site of
//! one file in full.

use super::body::{self, Within};
use super::facets::{self, Values, badge};
use super::hypertext::{Hypertext, escaped, push_attribute};
use super::once::Samples;
use super::words::Words;
use super::{Site, places};
use crate::anchor::Anchor;
use crate::event::Shared;
use crate::markdown::Writer;
use crate::row::is_listed;
use crate::sentences;
use crate::style::parts;
use telemetry_catalog::model::{ClassDef, CommonSet, Destination, Event, State, Variants};

/// What one entry is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Entry<'a> {
    Event(&'a Event),
    Common(&'a CommonSet),
}

impl<'a> Entry<'a> {
    pub(super) fn values(self, site: &Site<'a>) -> Values<'a> {
        match self {
            Self::Event(event) => facets::of_event(event),
            Self::Common(set) => facets::of_common(site.page.catalog, set),
        }
    }

    pub(super) fn add_words(self, words: &mut Words<'a>) {
        match self {
            Self::Event(event) => words.event(event),
            Self::Common(set) => words.common(set),
        }
    }

    fn anchor(self) -> Anchor<'a> {
        match self {
            Self::Event(event) => Anchor::event(event.name()),
            Self::Common(set) => Anchor::common(set.name()),
        }
    }

    /// Returns what it is called: its title, if it has one, and its name.
    fn called(self, site: &Site<'_>) -> String {
        let mut writer = site.writer(places::INDEX);
        if let Self::Event(event) = self
            && sentences::own_title(event.title(), event.name())
        {
            // All of it is a link, or opens the entry: no address in it can be a link of its own.
            writer.link_text(event.title());
            writer.words(" ");
        }
        site.hypertext.line(writer.code(self.anchor().name()).as_str())
    }

    fn description(self) -> &'a str {
        match self {
            Self::Event(event) => event.description(),
            Self::Common(set) => set.description().unwrap_or_default(),
        }
    }

    /// Writes the first paragraph of its description.
    fn describe(self, site: &Site<'_>, write: fn(&mut Writer, &str)) -> String {
        let mut writer = site.writer(places::INDEX);
        match self.description().split("\n\n").next().unwrap_or_default() {
            "" => writer.words("Rides on many events").words(".").end(),
            first => write(&mut writer, first),
        }
        site.hypertext.line(writer.as_str())
    }

    fn class(self) -> Option<&'a ClassDef> {
        match self {
            Self::Event(event) => Some(event.class()),
            Self::Common(set) => set.members().iter().map(|member| member.field().class()).max(),
        }
    }

    fn state(self) -> State {
        match self {
            Self::Event(event) => event.state(),
            Self::Common(_) => State::Active,
        }
    }

    fn destinations(self, site: &Site<'a>) -> Vec<&'a Destination> {
        match self {
            Self::Event(event) => event.all_destinations().map(|to| &**to).collect(),
            Self::Common(set) => {
                let all = site.page.catalog.destinations().iter().map(|to| &**to);
                all.filter(|to| set.rides_to(to.name())).collect()
            }
        }
    }

    fn field_count(self) -> usize {
        match self {
            Self::Event(event) => {
                let tag = event.variants().map(Variants::member);
                event.all_members().chain(tag).filter(|member| is_listed(member)).count()
            }
            Self::Common(set) => set.members().iter().filter(|member| is_listed(member)).count(),
        }
    }

    /// Returns its most important facts, each as HTML, without those that are said once for all events.
    fn facts(self, site: &Site<'a>, shared: Shared) -> Vec<String> {
        let mut facts = Vec::new();
        if self.state() != State::Active {
            facts.push(format!("<span class=state>{}</span>", site.say(self.state().name())));
        }
        if let Self::Event(event) = self
            && !shared.says("Needs")
        {
            facts.push(format!("<span>{} {}</span>", site.say("consent level"), event.consent().name()));
        }
        let to = self.destinations(site);
        let said = matches!(self, Self::Event(_)) && shared.says("Sent to");
        if !said && !to.is_empty() {
            let titles: Vec<_> = to.iter().map(|to| escaped(to.title())).collect();
            facts.push(format!("<span>{} {}</span>", site.say("goes to"), titles.join(", ")));
        }
        facts
    }

    fn badge(self, site: &Site<'_>) -> Option<String> {
        self.class().map(|class| badge(site, class))
    }

    /// Appends the entry as a few lines, whose name is the link to its page.
    pub(super) fn push(self, html: &mut String, site: &Site<'a>, numbers: Option<&str>) {
        let anchor = self.anchor();
        let page = places::with_ending(&places::way(places::INDEX, anchor), "html");
        push_start(html, "article", anchor, numbers);
        html.push_str("\n<h4><a");
        push_attribute(html, "href", &format!("{page}#{}", anchor.id()));
        html.push_str(&format!(">{}</a></h4>\n", self.called(site)));
        html.push_str(&format!("<p class=what>{}\n", self.describe(site, |writer, text| writer.prose(text).end())));
        let mut facts: Vec<_> = self.badge(site).into_iter().collect();
        facts.extend(self.facts(site, Shared::default()));
        facts.push(match self.field_count() {
            0 => format!("<span>{}</span>", site.say("no fields")),
            1 => format!("<span>1 {}</span>", site.say("field")),
            count => format!("<span>{count} {}</span>", site.say("fields")),
        });
        html.push_str(&format!("<p class=meta>{}\n</article>\n", facts.join(" ")));
    }

    /// Returns everything about it but its first lines, as Markdown.
    pub(super) fn inside(self, site: &Site<'_>, shared: Shared, samples: &Samples<'_>) -> String {
        let page = &site.page;
        let mut writer = Writer::new().with(page.strings);
        if self.description().contains("\n\n") {
            writer.paragraphs(self.description());
        }
        match self {
            Self::Event(event) => {
                body::inside(&mut writer, page, event, Within::Entry(shared, samples.place(event)));
            }
            Self::Common(set) => {
                parts::when_common(writer.block(), page, set);
                parts::common_fields(&mut writer, page, set, parts::fields);
            }
        }
        writer.finish()
    }

    /// Appends the entry in full: its first lines open the rest.
    pub(super) fn push_whole(
        self,
        html: &mut String,
        site: &Site<'a>,
        (numbers, shared): (Option<&str>, Shared),
        (hypertext, inside): (Hypertext<'_>, &str),
    ) {
        push_start(html, "details", self.anchor(), numbers);
        let called = self.called(site);
        // The styles print a name that stands alone as code.
        let alone = called.strip_prefix("<code>").and_then(|name| name.strip_suffix("</code>"));
        let called = alone.filter(|name| !name.contains('<')).unwrap_or(&called);
        html.push_str(&format!("<summary><h4>{called}</h4>"));
        html.push_str(&self.describe(site, Writer::link_text));
        for fact in self.badge(site).iter().chain(&self.facts(site, shared)) {
            html.push(' ');
            html.push_str(fact);
        }
        html.push_str("</summary>");
        html.push_str(&hypertext.blocks(inside));
        html.push_str("</details>\n");
    }
}

fn push_start(html: &mut String, tag: &str, anchor: Anchor<'_>, numbers: Option<&str>) {
    html.push('<');
    html.push_str(tag);
    push_attribute(html, "id", &anchor.id());
    if let Some(numbers) = numbers {
        push_attribute(html, "data-is", numbers);
    }
    html.push('>');
}
