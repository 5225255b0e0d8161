//! The JSON beside each page: what the page says, for programs. Names are those of the catalog's format, and what the
//! page tells in a sentence (conditions, transforms) is a sentence in Markdown here too.

use super::{Site, places};
use crate::anchor::Anchor;
use crate::columns::Column;
use crate::markdown::Writer;
use crate::row::{Row, RowsOf, Scope, Shown, sent_scopes};
use crate::{flow, sentences};
use telemetry_catalog::model::{
    Alias, Audience, Catalog, Change, Destination, Duration, Event, Grant, Member, Owner, PurposeDef,
};
use telemetry_catalog::render::{self, Json};

/// Returns the JSON of the index.
pub(super) fn index(catalog: &Catalog) -> String {
    file(|json| {
        head(json, catalog);
        json.key("events").array(|json| {
            for event in catalog.events() {
                json.line_object(|json| {
                    json.key("event").text(event.name());
                    json.key("description").text(event.description());
                    json.key("class").text(event.class().name());
                    json.key("state").text(event.state().name());
                    json.key("page").text(&places::with_ending(&places::event(event.name()), "json"));
                });
            }
        });
    })
}

/// Returns the JSON of an event.
pub(super) fn event(site: &Site<'_>, event: &Event) -> String {
    let catalog = site.page.catalog;
    file(|json| {
        json.key("catalog").text(catalog.id());
        json.key("version").text(catalog.version());
        json.key("event").object(|json| {
            one_event(json, site, event);
            json.key("fields").array(|json| {
                for (scope, members) in sent_scopes(event) {
                    for member in members {
                        field(json, site, scope, member);
                    }
                }
            });
            json.key("common").texts(catalog.common_of(event).map(|set| set.name()));
            json.key("examples").array(|json| {
                for sample in render::samples(catalog, event) {
                    json.json(&sample.json);
                }
            });
        });
    })
}

/// Returns the JSON of the common sets.
pub(super) fn common(site: &Site<'_>) -> String {
    let catalog = site.page.catalog;
    file(|json| {
        json.key("common").array(|json| {
            for set in catalog.common() {
                json.object(|json| {
                    json.key("name").text(set.name());
                    text(json, "description", set.description());
                    names(json, "destinations", set.destinations().iter().map(|name| &**name));
                    json.key("fields").array(|json| {
                        set.members().iter().for_each(|member| field(json, site, Scope::Common(set), member));
                    });
                });
            }
        });
    })
}

/// Returns the JSON of choice and privacy.
pub(super) fn privacy(catalog: &Catalog) -> String {
    file(|json| {
        head(json, catalog);
        json.key("destinations").array(|json| catalog.destinations().iter().for_each(|to| destination(json, to)));
        json.key("grants").array(|json| {
            for grant in catalog.grants() {
                described(json, grant.name(), grant.description());
            }
        });
        json.key("classes").array(|json| {
            for class in catalog.classes() {
                described(json, class.name(), class.test());
            }
        });
        json.key("purposes").array(|json| {
            for purpose in catalog.purposes() {
                described(json, purpose.name(), purpose.title());
            }
        });
        json.key("facts").array(|json| {
            for fact in catalog.facts() {
                described(json, fact.name(), fact.description());
            }
        });
    })
}

fn file(content: impl FnOnce(&mut Json)) -> String {
    let mut json = Json::with_capacity(4096);
    json.object(content);
    json.finish_file()
}

/// Writes what holds for the catalog as a whole.
fn head(json: &mut Json, catalog: &Catalog) {
    json.key("catalog").text(catalog.id());
    json.key("title").text(catalog.title());
    json.key("version").text(catalog.version());
    json.key("description").text(catalog.description());
    text(json, "contact", catalog.contact());
    let consent = catalog.consent();
    json.key("consent").object(|json| {
        json.key("default").text(consent.default().name());
        text(json, "setting", consent.setting());
        names(json, "environment", consent.environment().iter().map(|name| &**name));
        text(json, "how_to_disable", consent.how_to_disable());
    });
    names(json, "never", catalog.never().iter().map(|item| &**item));
}

fn one_event(json: &mut Json, site: &Site<'_>, event: &Event) {
    json.key("name").text(event.name());
    json.key("id").text(&Anchor::event(event.name()).id());
    json.key("wire").text(event.wire());
    json.key("title").text(event.title());
    json.key("description").text(event.description());
    text(json, "when", event.when());
    sentence(json, site, &places::event(event.name()), "condition", |writer| {
        event.condition().into_iter().for_each(|condition| sentences::condition(writer, condition));
    });
    sentence(json, site, &places::event(event.name()), "flow", |writer| {
        event.flow().into_iter().for_each(|of| flow::write(writer, site.page.catalog, of));
    });
    json.key("state").text(event.state().name());
    json.key("version").int(event.version().into());
    json.key("class").text(event.class().name());
    json.key("linkage").text(event.linkage().name());
    purposes(json, event.purposes().iter().map(|purpose| &**purpose));
    json.key("consent").text(event.consent().name());
    text(json, "grant", event.grant().map(Grant::name));
    names(json, "destinations", event.all_destinations().map(|to| to.name()));
    text(json, "owner", event.owner().map(Owner::name));
    text(json, "since", event.since());
    changes(json, event.changed());
    text(json, "expires", event.expires().map(ToString::to_string).as_deref());
    names(json, "aliases", event.aliases().iter().map(Alias::name));
    if site.page.audience == Audience::Internal {
        text(json, "owner_contact", event.owner().and_then(Owner::contact));
        names(json, "reviews", event.reviews().iter().map(|review| &**review));
    }
    let links: Vec<String> = event.code_sites().iter().filter_map(|code| site.page.catalog.link(code)).collect();
    names(json, "code", links.iter().map(String::as_str));
}

fn field(json: &mut Json, site: &Site<'_>, scope: Scope<'_>, member: &Member) {
    let shown = Shown::new(&[], &[], RowsOf::OnePlace);
    let row = Row { catalog: site.page.catalog, shown: &shown, scope, member };
    let field = row.field();
    let page = places::way("", scope.anchor());
    json.object(|json| {
        json.key("name").text(member.name());
        json.key("id").text(&scope.anchor().within(member.name()).id());
        match scope {
            Scope::Case(_, case) => json.key("form").text(case.name()),
            Scope::Twin(_, twin) => json.key("twin").text(twin.name()),
            Scope::Common(_) | Scope::Event(_) => {}
        }
        json.key("wire").text(member.wire());
        json.key("title").text(field.title());
        json.key("description").text(field.description());
        json.key("type").text(&field.ty().to_string());
        json.key("class").text(field.class().name());
        json.key("state").text(field.state().name());
        json.key("optional").bool(field.optional());
        purposes(json, field.purposes().iter().map(|purpose| &**purpose));
        names(json, "destinations", row.offered().filter(|to| field.reaches(to)).map(|to| to.name()));
        for name in
            ["values", "transform", "limits", "unit", "when", "consent", "retention", "made", "lifetime", "source"]
        {
            let column = Column::from_name(name);
            sentence(json, site, &page, name, |writer| {
                if let Some(column) = column {
                    (column.cell)(writer, &row);
                }
            });
        }
        if !field.examples().is_empty() {
            json.key("examples").line_array(|json| field.examples().iter().for_each(|example| json.literal(example)));
        }
        text(json, "since", field.since());
        changes(json, field.changed());
        text(json, "expires", field.expires().map(ToString::to_string).as_deref());
    });
}

fn destination(json: &mut Json, to: &Destination) {
    json.object(|json| {
        json.key("name").text(to.name());
        json.key("title").text(to.title());
        text(json, "description", to.description());
        text(json, "processor", to.processor());
        text(json, "sharing", to.sharing());
        text(json, "region", to.region());
        text(json, "retention", to.retention().map(Duration::as_str));
        json.key("ceiling").text(to.ceiling().name());
        json.key("consent").text(to.consent().name());
        text(json, "grant", to.grant().map(Grant::name));
    });
}

fn described(json: &mut Json, name: &str, description: &str) {
    json.line_object(|json| {
        json.key("name").text(name);
        json.key("description").text(description);
    });
}

fn text(json: &mut Json, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        json.key(key).text(value);
    }
}

fn names<'a>(json: &mut Json, key: &str, values: impl Iterator<Item = &'a str>) {
    let mut values = values.peekable();
    if values.peek().is_some() {
        json.key(key).texts(values);
    }
}

fn purposes<'a>(json: &mut Json, purposes: impl Iterator<Item = &'a PurposeDef>) {
    names(json, "purposes", purposes.map(PurposeDef::name));
}

fn changes(json: &mut Json, changes: &[Change]) {
    if changes.is_empty() {
        return;
    }
    json.key("changed").array(|json| {
        for change in changes {
            json.line_object(|json| {
                json.key("version").text(change.version());
                json.key("note").text(change.note());
            });
        }
    });
}

/// Writes what a page says in a sentence, where it says anything; links are those of that page.
fn sentence(json: &mut Json, site: &Site<'_>, page: &str, key: &str, write: impl FnOnce(&mut Writer)) {
    let mut writer = site.writer(page);
    write(&mut writer);
    if writer.len() > 0 {
        json.key(key).text(writer.as_str());
    }
}
