//! What all events of a catalog share, as a catalog writes it: the head, the registries, and what no Rust type stands
//! for.

use super::destination::destination;
use super::{Map, Tree, condition, event, map};
use crate::model::{
    Audience, Catalog, ConsentRules, Docs, DocsFormat, DocsStyle, Fact, Granularity, Links, PageLanguage, PagePart,
    Redaction, Samples, Withdrawal,
};
use crate::resolve::destination::MARKER;
use telemetry_core::Consent;

/// Writes a catalog without what is generated as Rust types: groups, common sets, recorded events.
pub(crate) fn head(catalog: &Catalog) -> Tree {
    map(|map| {
        map.text("catalog", catalog.id());
        map.text("title", catalog.title());
        map.text("version", catalog.version());
        map.text("description", catalog.description());
        if let Some(source) = catalog.source() {
            map.text("source", &source.pattern);
            map.text("revision", &source.revision);
        }
        map.text_if("contact", catalog.contact());
        map.text("schemas", catalog.schemas());
        words(map, catalog);
        people(map, catalog);
        map.map("consent", |map| consent(map, catalog.consent()));
        let on_withdrawal = catalog.consent().on_withdrawal();
        map.map("destinations", |map| {
            catalog.destinations().iter().for_each(|to| map.tree(to.name(), destination(to, on_withdrawal)));
        });
        map.map("redaction", |map| redaction(map, catalog.redaction()));
        map.names("never", catalog.never());
        map.names("precedence", catalog.precedence());
        map.map("events", |map| {
            let unrecorded = catalog.events().iter().filter(|event| !event.is_recorded());
            unrecorded.for_each(|one| map.tree(one.name(), event(one)));
        });
        map.map("docs", |map| docs(map, catalog.docs(), catalog.title()));
    })
}

/// Writes the catalog's own purposes and classes.
fn words(map: &mut Map, catalog: &Catalog) {
    map.map("purposes", |map| {
        for purpose in catalog.purposes().iter().filter(|purpose| purpose.own()) {
            map.map(purpose.name(), |map| {
                map.text("extends", purpose.extends().name());
                map.text("title", purpose.title());
                map.text_if("description", purpose.description());
            });
        }
    });
    map.map("classes", |map| {
        for class in catalog.classes().iter().filter(|class| class.own()) {
            map.map(class.name(), |map| {
                map.tree("rank", Tree::Int(class.rank().into()));
                map.text("treat_as", class.treat_as().name());
                map.text("title", class.title());
                map.text("description", class.test());
            });
        }
    });
}

/// Writes owners, facts and grants.
fn people(map: &mut Map, catalog: &Catalog) {
    map.map("owners", |map| {
        for owner in catalog.owners() {
            map.tree(
                owner.name(),
                super::map(|map| {
                    map.text_if("title", Some(owner.title()).filter(|title| *title != owner.name()));
                    map.text_if("contact", owner.contact());
                    map.names("aliases", owner.aliases());
                }),
            );
        }
    });
    map.map("facts", |map| catalog.facts().iter().for_each(|one| map.tree(one.name(), fact(one))));
    map.map("grants", |map| {
        for grant in catalog.grants() {
            map.map(grant.name(), |map| {
                map.text("description", grant.description());
                map.text_if("how", grant.how());
                map.text_if("on_withdrawal", kept(grant.on_withdrawal()));
            });
        }
    });
}

fn fact(fact: &Fact) -> Tree {
    map(|map| {
        map.text("description", fact.description());
        // `false` and `true` without a word on them are what a fact has that lists no values.
        let is_yes_or_no =
            fact.values().iter().map(|value| (value.name(), value.description())).eq([("false", ""), ("true", "")]);
        if !is_yes_or_no {
            map.map("values", |map| fact.values().iter().for_each(|value| map.text(value.name(), value.description())));
        }
    })
}

fn kept(withdrawal: Withdrawal) -> Option<&'static str> {
    Some(withdrawal).filter(|withdrawal| *withdrawal != Withdrawal::Drop).map(|withdrawal| withdrawal.name())
}

fn consent(map: &mut Map, rules: &ConsentRules) {
    map.count_if("version", Some(rules.version()).filter(|version| *version != 1));
    map.text_if("default", Some(rules.default().name()).filter(|_| rules.default() != Consent::Off));
    map.text_if("setting", rules.setting());
    map.names("environment", rules.environment());
    map.text_if("how_to_disable", rules.how_to_disable());
    map.text_if("how_to_check", rules.how_to_check());
    map.text_if("how_to_see", rules.how_to_see());
    map.text_if("how_to_reset", rules.how_to_reset());
    let cap = |cap: &crate::model::Cap| {
        super::map(|map| {
            if let Some(of) = cap.condition() {
                map.tree("condition", condition(of));
            }
            map.text("level", cap.level().name());
            map.text("reason", cap.reason());
        })
    };
    map.tree_if("caps", Tree::List(rules.caps().iter().map(cap).collect()));
    map.text_if("unknown", Some(rules.unknown().name()).filter(|_| rules.unknown() != Consent::Off));
    map.text_if("on_withdrawal", kept(rules.on_withdrawal()));
}

fn redaction(map: &mut Map, redaction: &Redaction) {
    if redaction.from().name() != telemetry_core::Class::Diagnostic.name() {
        map.text("from", redaction.from().name());
    }
    map.names("detectors", redaction.detectors());
    map.map("own", |map| {
        for detector in redaction.own() {
            map.map(detector.label(), |map| {
                map.text("pattern", detector.pattern());
                map.text_if("description", detector.description());
            });
        }
    });
    if redaction.granularity() != Granularity::Match {
        map.text("granularity", redaction.granularity().name());
    }
    map.names("roots", redaction.roots());
    map.names("keep_after", redaction.keep_after());
    if !redaction.keys() {
        map.tree("keys", Tree::Bool(false));
    }
    map.text_if("marker", Some(redaction.marker()).filter(|marker| *marker != MARKER));
}

fn docs(map: &mut Map, docs: &Docs, title: &str) {
    if docs.style() != DocsStyle::Events {
        map.text("style", docs.style().name());
    }
    if docs.format() != DocsFormat::Markdown {
        map.text("format", docs.format().name());
    }
    map.names("columns", docs.columns());
    map.map("headings", |map| docs.headings().iter().for_each(|(column, heading)| map.text(column, heading)));
    map.text_if("title", Some(docs.title()).filter(|own| *own != title));
    map.text_if("front_matter", docs.front_matter());
    map.text_if("samples", docs.samples().map(Samples::name));
    map.map("links", |map| links(map, docs.links()));
    map.tree_if("sections", Tree::List(docs.parts().iter().map(part).collect()));
    if docs.audience() != Audience::Public {
        map.text("audience", docs.audience().name());
    }
    if docs.language() != PageLanguage::En {
        map.text("language", docs.language().name());
    }
    map.map("strings", |map| docs.strings().iter().for_each(|(key, text)| map.text(key, text)));
}

fn links(map: &mut Map, links: &Links) {
    map.text_if("policy", links.policy());
    map.text_if("dictionary", links.dictionary());
    map.text_if("schemas", links.schemas());
    map.text_if("csv", links.csv());
    map.text_if("json", links.json());
    map.text_if("feed", links.feed());
}

fn part(part: &PagePart) -> Tree {
    match part {
        PagePart::Section(section) => Tree::Text(section.name().to_owned()),
        PagePart::Own(text) => super::map(|map| map.text("text", text)),
    }
}
