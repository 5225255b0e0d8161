//! The constants that `catalog! { … }` makes are what the catalog means: those of the modules which are rendered of the
//! example catalogs and cases, and those of a catalog that somebody wrote in Rust. `one_model` holds the same of all other
//! catalogs of the repository and of random ones, in programs.

use std::path::Path;
use telemetry_catalog::model::Catalog;
use telemetry_catalog::{SourceFile, Sources, load};
use telemetry_core::rules::{
    AbsentRules, CatalogRules, CommonRules, ConsentRules, DestinationRules, FlattenRules, FlowRules, KeyRules,
    NameRules, RedactionRules, WireRules,
};
use telemetry_core::{CatalogDescriptor, CommonSet, Detail, Event};
use whole_line_tests::generated::{continue_, copilot_chat, everything, names, oso, sourcegraph};
use whole_line_tests::{case, demands, golden};

/// What a catalog means that stands in a folder of this package or beside it.
fn written(path: &str) -> Catalog {
    meaning(&load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_else(|error| panic!("{error}")))
}

fn meaning(sources: &Sources) -> Catalog {
    let checked = case::checked(sources);
    checked.catalog.unwrap_or_else(|| panic!("{}", checked.diagnostics.to_text(sources)))
}

/// Returns how the constants of a module differ from what its catalog means.
fn faults(written: &Catalog, made: &CatalogDescriptor) -> Vec<String> {
    let general = written.consent().on_withdrawal();
    let meant = written.destinations().iter().map(|to| (to.name().to_owned(), demands::destination(to, general)));
    let made_of = made.destinations.iter().map(|to| (to.name.to_owned(), *to.rules));
    let meant = format!("{:#?}\n{:#?}", demands::catalog(written), meant.collect::<Vec<_>>());
    let made_of = format!("{:#?}\n{:#?}", made.rules, made_of.collect::<Vec<_>>());
    if meant == made_of { Vec::new() } else { vec![format!("{}\n{}", made.id, golden::diff(&meant, &made_of))] }
}

#[test]
fn the_constants_of_a_module_are_what_its_catalog_means() {
    let catalogs = [
        ("../catalog/examples/continue", continue_::CATALOG),
        ("../catalog/examples/copilot-chat", copilot_chat::CATALOG),
        ("../catalog/examples/oso", oso::CATALOG),
        ("../catalog/examples/sourcegraph", sourcegraph::CATALOG),
        ("rust_cases/everything/catalog.yaml", everything::CATALOG),
        ("rust_cases/names/catalog.yaml", names::CATALOG),
    ];
    golden::report(&catalogs.iter().flat_map(|(path, made)| faults(&written(path), made)).collect::<Vec<_>>());
}

#[test]
fn the_constants_of_an_event_and_of_a_common_set_are_what_the_catalog_means() {
    let written = written("rust_cases/everything/catalog.yaml");
    let event = written.event("lake_opened").expect("the case has the event");
    let made = everything::LakeOpened::DESCRIPTOR;
    let condition = event.condition().map(|of| Detail::Condition(demands::condition(of)));
    let prefix = event.prefix().map(|of| Detail::Prefix(demands::prefix(of)));
    let flow = event.flow().map(|of| Detail::Flow(Box::leak(Box::new(demands::flow(of)))));
    assert_eq!(made.details, [condition, flow, prefix].into_iter().flatten().collect::<Vec<_>>());
    assert_eq!(made.details.len(), 3);
    assert_eq!(made.catalog, everything::CATALOG.record);
    let mut fields: Vec<Detail> = Vec::new();
    made.each_field(&mut |_, field| fields.extend(field.details));
    let condition = event.members().first().and_then(|member| member.field().condition());
    assert_eq!(fields, condition.map(|of| Detail::Condition(demands::condition(of))).as_slice());
    let sets: Vec<CommonRules> = written.common().iter().map(|set| demands::common(set)).collect();
    assert_eq!(sets, [*everything::BaseCommon::COMMON, *everything::HostCommon::COMMON]);
}

/// Asserts that a struct says of each of its fields something else than its `DEFAULT`. A new field does not compile.
macro_rules! says_all {
    ($made:expr, $name:ident { $($field:ident),* }) => {
        let (made, $name { $($field),* }) = ($made, $name::DEFAULT);
        $(assert_ne!(made.$field, $field, "`everything` leaves out `{}` of `{}`", stringify!($field), stringify!($name));)*
    };
}

#[test]
fn the_case_of_everything_says_all_that_a_catalog_can_demand() {
    let rules = everything::CATALOG.rules;
    says_all!(
        rules,
        CatalogRules { title, description, contact, consent, grants, facts, redaction, never, precedence }
    );
    says_all!(
        rules.consent,
        ConsentRules { version, default, setting, environment, how_to_disable, caps, unknown, on_withdrawal }
    );
    says_all!(rules.redaction, RedactionRules { from, detectors, own, granularity, roots, keep_after, keys, marker });
    let lake = everything::CATALOG.destinations.iter().find(|to| to.name == "lake").expect("the case has it").rules;
    says_all!(
        lake,
        DestinationRules {
            title,
            description,
            kind,
            processor,
            retention,
            condition,
            redact,
            copies,
            wire,
            wait_for,
            timestamps,
            on_withdrawal
        }
    );
    says_all!(lake.wire, WireRules { names, keys, values, flatten, absent, booleans, stamps });
    says_all!(lake.wire.names, NameRules { prefix, unless_contains, unwrap });
    says_all!(lake.wire.keys, KeyRules { replace, exempt, collision, max_length });
    says_all!(lake.wire.absent, AbsentRules { unset, empty, nan });
    let mut details = everything::LakeOpened::DESCRIPTOR.details.iter();
    let flow = details.find_map(|detail| if let Detail::Flow(rules) = detail { Some(**rules) } else { None });
    says_all!(flow.expect("the case has it"), FlowRules { sample, quota, quota_at, debounce, repeats });
    let FlattenRules { depth, lists } = WireRules::DEFAULT.flatten;
    assert!(lake.wire.flatten.depth != depth && lake.wire.flatten.lists != lists);
}

/// A catalog as people write it: one value where a list may stand, keys in any order, parts that are left out.
const SHORT: &str = r#"
catalog: short
title: " Short "
version: "1.0.0"
description: Says little.
contact: ""
facts: { mode: { values: { b: Bee., a: Ay. }, description: How it runs. }, on: { description: Whether it is on. } }
grants: { more: { description: May do more. } }
consent: { environment: SHORT_OFF, caps: { level: error, reason: Always., condition: { mode: b, on: true } } }
redaction: { roots: home, detectors: path, from: own, own: { z: { pattern: z }, a: { pattern: a } } }
classes: { own: { rank: 25, treat_as: identifier, description: Something of its own. } }
never: passwords
precedence: event
destinations:
  store:
    ceiling: personal
    consent: off
    condition: { any: [{ mode: [a, b] }] }
    copies: again
    wire: { flatten: {}, values: { max_length: 10 }, keys: { exempt: b, replace: { z: "", a: " b " } }, absent: {} }
  bare: { ceiling: technical, consent: usage }
"#;

mod short {
    telemetry_core::catalog! {
        catalog: short,
        title: " Short ",
        version: "1.0.0",
        description: "Says little.",
        contact: "",
        facts: { mode: { values: { b: "Bee.", a: "Ay." }, description: "How it runs." }, on: { description: "Whether it is on." } },
        grants: { more: { description: "May do more." } },
        consent: { environment: SHORT_OFF, caps: { level: error, reason: "Always.", condition: { mode: b, on: true } } },
        redaction: { roots: home, detectors: path, from: own, own: { z: { pattern: z }, a: { pattern: a } } },
        classes: { own: { rank: 25, treat_as: identifier, description: "Something of its own." } },
        never: passwords,
        precedence: event,
        destinations: {
            bare: { ceiling: technical, consent: usage },
            store: {
                ceiling: personal,
                consent: off,
                condition: { any: [{ mode: [a, b] }] },
                copies: again,
                wire: { flatten: {}, values: { max_length: 10 }, keys: { exempt: b, replace: { z: "", a: " b " } }, absent: {} },
            },
        },
    }
}

#[test]
fn a_catalog_that_is_written_in_short_means_the_same_in_rust() {
    let yaml = meaning(&Sources::new(vec![SourceFile::new("short.yaml", SHORT)]));
    golden::report(&faults(&yaml, &short::CATALOG));
}
