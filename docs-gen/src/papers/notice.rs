//! The consent notice, short and long, in the very words that the program shows: both are made by `telemetry_core::notice`.
//!
//! A program knows beside its catalog what it is called and how users call its subcommands; here the policy says that.

use super::cell::{self, Cell};
use crate::markdown::Writer;
use telemetry_catalog::Files;
use telemetry_catalog::model::{Catalog, Destination, Policy};
use telemetry_core::Consent;
use telemetry_core::notice::{self, Permission, Receiver, Terms};

/// Renders both texts and where what they say is from.
pub(super) fn render(catalog: &Catalog, policy: &Policy) -> Files {
    let mut writer = Writer::new();
    cell::head(&mut writer, catalog, "notice", "Consent notice");
    let terms = terms(catalog, policy);
    writer.block().words("## Short").block();
    let shown = "On the first run, before anything is sent, and again when there is more to agree to.";
    writer.words(shown).fenced("text", &notice::short(&terms));
    writer.block().words("## Long").block().words("For those who ask.").fenced("text", &notice::long(&terms));
    let agreed = Terms { level: most(catalog), ..terms.clone() };
    if agreed.level > terms.level {
        writer.block().words("## Long, once users agree").block();
        writer.words("At the level ").code(agreed.level.name()).words(", which is as much as any event needs.");
        writer.fenced("text", &notice::long(&agreed));
    }
    sources(&mut writer, catalog, policy);
    let mut files = Files::new();
    files.insert("notice.md", writer.finish());
    files
}

/// Returns the terms as a program has them before anybody decided.
fn terms<'a>(catalog: &'a Catalog, policy: &'a Policy) -> Terms<'a> {
    let consent = catalog.consent();
    let permission = |grant: &'a telemetry_catalog::model::Grant| Permission {
        name: grant.name(),
        description: grant.description(),
    };
    Terms {
        title: catalog.title(),
        description: catalog.description(),
        never: catalog.never().iter().map(|never| &**never).collect(),
        contact: catalog.contact(),
        receivers: catalog.destinations().iter().map(|to| receiver(to)).collect(),
        // Content is agreed to, never presumed.
        level: consent.default().min(Consent::Usage),
        permissions: catalog.grants().iter().map(|grant| permission(grant)).collect(),
        given: Vec::new(),
        setting: consent.setting(),
        environment: consent.environment().iter().map(|name| &**name).collect(),
        how_to_disable: consent.how_to_disable(),
        program: policy.notice().program().unwrap_or(catalog.id()),
        command: policy.notice().command(),
        more: policy.notice().more(),
    }
}

fn receiver(to: &Destination) -> Receiver<'_> {
    Receiver {
        name: to.name(),
        title: Some(to.title()).filter(|title| *title != to.name()),
        description: to.description(),
        processor: to.processor(),
        retention: to.retention().map(|retention| retention.as_str()),
        is_local: to.kind() == Some("local"),
        consent: to.consent(),
        grant: to.grant().map(|grant| grant.name()),
    }
}

/// Returns the highest level that any event needs to reach all of its destinations.
fn most(catalog: &Catalog) -> Consent {
    let recorded = catalog.events().iter().filter(|event| event.is_recorded());
    let levels = recorded.flat_map(|event| {
        let asked = event.all_destinations().map(|to| to.consent());
        asked.chain([event.consent()])
    });
    levels.max().unwrap_or(Consent::Off)
}

/// Says where what the notice says is from, and what it lacks.
fn sources(writer: &mut Writer, catalog: &Catalog, policy: &Policy) {
    let notice = policy.notice();
    let rows = [
        ("What is recorded, who receives it, what is never collected", Cell::Catalog("all of it".to_owned())),
        (
            "What the program is called in environment variables",
            notice.program().map_or_else(
                || Cell::Catalog(format!("{}, its identifier", catalog.id())),
                |name| Cell::Policy(name.to_owned()),
            ),
        ),
        (
            "What environment variables do",
            Cell::open(
                "that the program heeds those that the notice names; one that records with `telemetry-core` does",
            ),
        ),
        (
            "What users type before `off`",
            Cell::policy(notice.command().map(str::to_owned), "the command, or that there is none"),
        ),
        (
            "Where users read more",
            Cell::policy(notice.more().map(str::to_owned), "the address of the page, or that there is none"),
        ),
        ("Whom users ask", Cell::catalog(catalog.contact().map(str::to_owned), "whom users ask about their data")),
        ("Who is the controller, which the law may want here", {
            Cell::policy(policy.controller().line(), "name and contact details of the controller")
        }),
    ];
    writer.block().words("## Where this is from");
    writer.table(["Part", "Source"].into_iter());
    for (part, cell) in &rows {
        writer.row(
            [true, false],
            |writer, is_part| {
                if is_part { writer.prose(part).end() } else { cell.write_in_table(writer) }
            },
        );
    }
}
