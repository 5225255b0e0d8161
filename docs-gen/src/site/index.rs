//! The index: what the program collects at a glance, all entries with their filters, and in a site of one file
//! everything else as well.

use super::facets::{self, Values, badge};
use super::hypertext::{escaped, push_attribute};
use super::words::Words;
use super::{Site, SiteLayout, body, places};
use crate::anchor::Anchor;
use crate::event::{self, Shared};
use crate::markdown::Writer;
use crate::row::is_listed;
use crate::style::parts;
use crate::{choice, sentences};
use telemetry_catalog::model::{CommonSet, Event, State};

/// What is never collected is listed on the index up to here.
const NEVER_TO_LIST: usize = 8;

/// Returns the index as Markdown.
pub(super) fn markdown(site: &Site<'_>) -> String {
    let catalog = site.page.catalog;
    let mut writer = body::begin(catalog, places::INDEX);
    writer.title(1, |writer| writer.prose(catalog.docs().title()).end());
    writer.paragraphs(catalog.description());
    choice::in_short(&mut writer, catalog);
    writer.block().words("[More on your choice and your data](privacy.md)");
    for (heading, states) in GROUPS {
        let mut events = catalog.events().iter().filter(|event| states.contains(&event.state())).peekable();
        if events.peek().is_none() {
            continue;
        }
        writer.title(2, |writer| writer.words(heading).end());
        writer.table(["Event", "What happened", "Class"].into_iter());
        for event in events {
            writer.row(0..3, |writer, column| match column {
                0 => event::link(writer, event),
                1 => writer.prose(event.description()).end(),
                _ => sentences::class(writer, event.class()),
            });
        }
    }
    writer.finish()
}

/// The groups of events: heading, and the states that belong to it.
const GROUPS: [(&str, &[State]); 3] = [
    ("Events", &[State::Active, State::Deprecated]),
    ("Planned", &[State::Planned]),
    ("No longer collected", &[State::Removed]),
];

/// Returns the index as HTML.
pub(super) fn html(site: &Site<'_>) -> String {
    let shared = match site.shell.layout {
        SiteLayout::Folder => Shared::default(),
        SiteLayout::OneFile => Shared::of(&site.page),
    };
    let mut index = Index { site, shared, html: String::new(), words: Words::default(), values: Vec::new() };
    index.entries();
    let entries = std::mem::take(&mut index.html);
    index.summary();
    index.dictionary(&entries);
    let words = match site.shell.layout {
        SiteLayout::Folder => index.words.json(),
        // All words stand in the page itself.
        SiteLayout::OneFile => {
            index.rest();
            String::new()
        }
    };
    site.shell.page(places::INDEX, &index.html, Some(&words))
}

struct Index<'a> {
    site: &'a Site<'a>,
    /// What is said once for all events.
    shared: Shared,
    html: String,
    words: Words<'a>,
    values: Vec<Values<'a>>,
}

impl<'a> Index<'a> {
    /// Writes what everybody should know before looking anything up.
    fn summary(&mut self) {
        let catalog = self.site.page.catalog;
        let mut writer = Writer::new();
        writer.title(1, |writer| writer.prose(catalog.docs().title()).end());
        writer.paragraphs(catalog.description());
        self.html.push_str("<div class=\"summary\">\n");
        self.push_blocks(writer);
        self.html.push_str("<div class=\"cards\">\n<section class=\"card\">\n<h2>Your choice</h2>\n");
        let mut writer = Writer::on(places::INDEX);
        choice::in_short(&mut writer, catalog);
        self.push_blocks(writer);
        let address = match self.site.shell.layout {
            SiteLayout::Folder => "privacy.html",
            SiteLayout::OneFile => "#section-choice",
        };
        self.html
            .push_str(&format!("<p><a href=\"{address}\">More on your choice and your data</a></p>\n</section>\n"));
        self.never();
        self.html.push_str("</div>\n</div>\n");
    }

    fn never(&mut self) {
        let never = self.site.page.catalog.never();
        if never.is_empty() {
            return;
        }
        let mut writer = Writer::new();
        writer.block();
        for item in never.iter().take(NEVER_TO_LIST) {
            writer.item(0).prose(item);
        }
        self.html.push_str("<section class=\"card never\">\n<h2>Never collected</h2>\n");
        self.push_blocks(writer);
        if let Some(more) = never.len().checked_sub(NEVER_TO_LIST).filter(|more| *more > 0) {
            let address = match self.site.shell.layout {
                SiteLayout::Folder => "privacy.html#section-never",
                SiteLayout::OneFile => "#section-never",
            };
            self.html.push_str(&format!("<p><a href=\"{address}\">And {more} more</a></p>\n"));
        }
        self.html.push_str("</section>\n");
    }

    fn push_blocks(&mut self, writer: Writer) {
        let blocks = self.site.hypertext.blocks(&writer.finish());
        self.html.push_str(&blocks);
    }

    /// Writes the search, the filters and the entries.
    fn dictionary(&mut self, entries: &str) {
        let facets = facets::html(self.site.page.catalog, &self.values);
        let count = self.values.len();
        self.html.push_str("<div class=\"dictionary\">\n<h2 id=\"section-collected\">What is collected</h2>\n");
        if count == 0 {
            self.html.push_str("<p class=\"empty\">Nothing. This catalog declares no event.</p>\n</div>\n");
            return;
        }
        self.html.push_str(FORM);
        if !facets.is_empty() {
            self.html.push_str("<details class=\"filters\" id=\"filters\" open hidden>\n<summary>Filters</summary>\n");
            self.html.push_str(&facets);
            self.html.push_str("</details>\n");
        }
        self.html.push_str("<div class=\"results\">\n");
        let mut writer = Writer::new();
        self.shared.write(&mut writer, &self.site.page);
        self.push_blocks(writer);
        self.html.push_str("<p id=\"found\" role=\"status\"></p>\n");
        self.html.push_str(entries);
        self.html.push_str(NOTHING);
        self.html.push_str("</div>\n</div>\n");
    }

    fn entries(&mut self) {
        let catalog = self.site.page.catalog;
        for (place, (heading, states)) in GROUPS.into_iter().enumerate() {
            if place == 1 {
                self.group("Common properties", catalog.common().iter(), |index, set| index.set(set));
            }
            let events = catalog.events().iter().filter(|event| states.contains(&event.state()));
            self.group(heading, events, |index, event| index.event(event));
        }
    }

    fn group<T>(&mut self, heading: &str, items: impl Iterator<Item = T>, write: impl Fn(&mut Self, T)) {
        let mut items = items.peekable();
        if items.peek().is_none() {
            return;
        }
        self.html.push_str(&format!("<section class=\"group\">\n<h3>{heading}</h3>\n"));
        items.for_each(|item| write(self, item));
        self.html.push_str("</section>\n");
    }

    fn event(&mut self, event: &'a Event) {
        let values = facets::of_event(event);
        let title = Some(event.title()).filter(|title| sentences::own_title(title, event.name()));
        self.begin(Anchor::event(event.name()), &values, title, event.name());
        let count = event.all_members().filter(|member| is_listed(member)).count();
        let to = event.all_destinations().map(|destination| destination.title());
        let mut facts = vec![badge(event.class().treat_as().name(), event.class().title())];
        facts.extend(match event.state() {
            State::Active => None,
            state @ (State::Planned | State::Deprecated | State::Removed) => {
                Some(format!("<span class=\"state\">{}</span>", state.name()))
            }
        });
        facts.push(format!("<span>consent {}</span>", event.consent().name()));
        facts.extend(joined("to ", to));
        facts.push(fields(count));
        self.end_head(event.description(), &facts);
        self.words.event(event);
        self.values.push(values);
        self.inside(
            |writer, index| body::inside(writer, &index.site.page, event, index.shared, 5),
            event.description(),
        );
    }

    fn set(&mut self, set: &'a CommonSet) {
        let catalog = self.site.page.catalog;
        let values = facets::of_common(catalog, set);
        self.begin(Anchor::common(set.name()), &values, None, set.name());
        let class = set.members().iter().map(|member| member.field().class()).max();
        let to = catalog.destinations().iter().filter(|to| set.rides_to(to.name())).map(|to| to.title());
        let mut facts: Vec<String> =
            class.map(|class| badge(class.treat_as().name(), class.title())).into_iter().collect();
        facts.extend(joined("to ", to));
        facts.push(fields(set.members().iter().filter(|member| is_listed(member)).count()));
        let description = set.description().unwrap_or("Rides on many events.");
        self.end_head(description, &facts);
        self.words.common(set);
        self.values.push(values);
        let write = |writer: &mut Writer, index: &Self| {
            let page = &index.site.page;
            parts::when_common(writer.block(), page, set);
            parts::common_fields(writer, page, set, parts::fields);
        };
        self.inside(write, "");
    }

    /// Writes the start of an entry: its name is the link to its page, or what opens it.
    fn begin(&mut self, anchor: Anchor<'_>, values: &Values<'_>, title: Option<&str>, name: &str) {
        self.html.push_str("<article class=\"entry\"");
        push_attribute(&mut self.html, "id", &anchor.id());
        facets::push_values(&mut self.html, values);
        let mut writer = Writer::new();
        if let Some(title) = title {
            // All of it is a link, or opens the entry: no address in it can be a link of its own.
            writer.link_text(title);
            writer.words(" ");
        }
        let called = self.site.hypertext.line(writer.code(name).as_str());
        match self.site.shell.layout {
            SiteLayout::Folder => {
                let page = places::with_ending(&places::way(places::INDEX, anchor), "html");
                self.html.push_str(&format!(">\n<h4><a href=\"{page}#{}\">{called}</a></h4>\n", anchor.id()));
            }
            SiteLayout::OneFile => {
                self.html.push_str(&format!(">\n<details><summary><h4>{called}</h4>\n"));
            }
        }
    }

    fn end_head(&mut self, description: &str, facts: &[String]) {
        let mut writer = Writer::new();
        let first = description.split("\n\n").next().unwrap_or_default();
        match self.site.shell.layout {
            SiteLayout::Folder => writer.prose(first).end(),
            SiteLayout::OneFile => writer.link_text(first),
        }
        let description = self.site.hypertext.line(writer.as_str());
        let facts = facts.join(" ");
        self.html
            .push_str(&format!("<span class=\"what\">{description}</span>\n<span class=\"meta\">{facts}</span>\n"));
    }

    /// Writes the rest of an entry, which has a page of its own in a site of many files.
    fn inside(&mut self, write: impl Fn(&mut Writer, &Self), description: &str) {
        if self.site.shell.layout == SiteLayout::OneFile {
            let mut writer = Writer::new();
            if description.contains("\n\n") {
                writer.paragraphs(description);
            }
            write(&mut writer, self);
            self.html.push_str("</summary>\n");
            self.push_blocks(writer);
            self.html.push_str("</details>\n");
        }
        self.html.push_str("</article>\n");
    }

    /// Writes what has pages of its own in a site of many files.
    fn rest(&mut self) {
        let mut writer = Writer::new();
        body::choice_and_data(&mut writer, &self.site.page);
        if !self.site.changes.is_empty() {
            writer.heading(2, Anchor::section("changes"), "Changes");
            self.site.changes.write(&mut writer, 3);
        }
        self.html.push_str("<div class=\"text rest\">\n");
        self.push_blocks(writer);
        self.html.push_str("</div>\n");
    }
}

fn fields(count: usize) -> String {
    match count {
        0 => "<span>no fields</span>".to_owned(),
        1 => "<span>1 field</span>".to_owned(),
        count => format!("<span>{count} fields</span>"),
    }
}

fn joined<'a>(before: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let names: Vec<String> = names.map(escaped).collect();
    (!names.is_empty()).then(|| format!("<span>{before}{}</span>", names.join(", ")))
}

/// The search. Without the script it does nothing, so it is hidden until the script is there.
const FORM: &str = "<form id=\"find\" role=\"search\" autocomplete=\"off\" hidden>
<label for=\"q\">Search names, descriptions and values</label>
<div class=\"field\"><input type=\"search\" id=\"q\" name=\"q\" placeholder=\"Search events, fields, values\" spellcheck=\"false\">
<kbd aria-hidden=\"true\">Ctrl K</kbd></div>
</form>
";

/// What stands in the place of entries where none is found.
const NOTHING: &str = "<div class=\"empty\" id=\"nothing\" hidden>
<p>Nothing matches.</p>
<p><button type=\"reset\" form=\"find\">Clear the search and all filters</button></p>
</div>
";
