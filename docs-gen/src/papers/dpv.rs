//! The Data Privacy Vocabulary of the W3C, 2.3, as JSON-LD: `dpv.jsonld`. Its context stands in the file, so that nothing
//! is fetched to read it.
//!
//! Each node says in a comment where it is from. Text of a catalog is only ever a literal, never a name or an address.
//! Whether unlinked data is personal is for a person to judge, so it is `dpv:Data` and no more.

use super::leaving::{self, Leaving};
use super::{cell::Cell, retention};
use std::collections::BTreeSet;
use telemetry_catalog::Files;
use telemetry_catalog::model::{Catalog, Destination, LegalBasis, Linkage, Party, Policy, PurposeDef, Transform, Type};
use telemetry_catalog::render::Json;
use telemetry_core::{Class, Purpose};

const CONTEXT: [(&str, &str); 5] = [
    ("dct", "http://purl.org/dc/terms/"),
    ("dpv", "https://w3id.org/dpv#"),
    ("eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#"),
    ("pd", "https://w3id.org/dpv/pd#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
];

/// Renders the document.
pub(super) fn render(catalog: &Catalog, policy: &Policy) -> Files {
    let mut json = Json::with_capacity(4096);
    json.object(|json| {
        json.key("@context").object(|json| {
            for (prefix, address) in CONTEXT {
                json.key(prefix).text(address);
            }
        });
        json.key("@id").text_of(|text| text.push_str(&format!("urn:telemetry-catalog:{}", catalog.id())));
        json.key("@type").text("dpv:Process");
        json.key("dct:title").text(&format!("Telemetry of {} {}", catalog.title(), catalog.version()));
        json.key("dct:description").text(catalog.description());
        json.key("rdfs:comment").array(|json| {
            json.text("Draft for a reviewer, made by `telemetry docs paper dpv`; this is no legal advice.");
            json.text("Title and description are from the catalog; each part says where it is from.");
            for open in open(policy) {
                json.text(&format!("To be written: {open}."));
            }
        });
        party(json, "dpv:hasDataController", "dpv:DataController", policy.controller());
        party(json, "dpv:hasRepresentative", "dpv:Representative", policy.representative());
        party(json, "dpv:hasDataProtectionOfficer", "dpv:DataProtectionOfficer", policy.data_protection_officer());
        if !policy.subjects().is_empty() {
            json.key("dpv:hasDataSubject").array(|json| {
                for subject in policy.subjects() {
                    node(json, &["dpv:DataSubject"], subject, "from the policy");
                }
            });
        }
        json.key("dpv:hasProcess").array(|json| {
            for purpose in catalog.purposes() {
                process(json, catalog, policy, purpose);
            }
        });
    });
    let mut files = Files::new();
    files.insert("dpv.jsonld", json.finish_file());
    files
}

/// Returns what the policy leaves open.
fn open(policy: &Policy) -> impl Iterator<Item = &'static str> {
    let parts = [
        (policy.controller().line().is_none(), "the controller"),
        (policy.representative().line().is_none(), "the representative, or that there is none"),
        (policy.data_protection_officer().line().is_none(), "the data protection officer, or that there is none"),
        (policy.subjects().is_empty(), "whose data it is"),
        (true, "transfers to other countries, and measures that protect the data"),
    ];
    parts.into_iter().filter(|(is_open, _)| *is_open).map(|(_, what)| what)
}

fn party(json: &mut Json, key: &str, ty: &str, party: &Party) {
    if party.line().is_none() {
        return;
    }
    json.key(key).object(|json| {
        json.key("@type").text(ty);
        let facts =
            [("dpv:hasName", party.name()), ("dpv:hasAddress", party.address()), ("dpv:hasContact", party.contact())];
        for (key, fact) in facts {
            if let Some(fact) = fact {
                json.key(key).text(fact);
            }
        }
        json.key("rdfs:comment").text("from the policy");
    });
}

fn node(json: &mut Json, types: &[&str], title: &str, from: &str) {
    json.line_object(|json| {
        json.key("@type").texts(types.iter().copied());
        json.key("dct:title").text(title);
        json.key("rdfs:comment").text(from);
    });
}

fn process(json: &mut Json, catalog: &Catalog, policy: &Policy, purpose: &PurposeDef) {
    let serves = |value: &Leaving<'_>| value.purposes().iter().any(|other| other.name() == purpose.name());
    let values: Vec<_> = leaving::all(catalog).filter(serves).collect();
    if values.is_empty() {
        return;
    }
    let terms = purposes(purpose.extends());
    let has_own = values.iter().any(|value| value.field.is_some_and(|field| field.legal_basis().is_some()));
    let basis = policy.legal_basis(purpose.name()).filter(|_| !has_own);
    json.object(|json| {
        json.key("@type").text("dpv:Process");
        json.key("dct:title").text(purpose.title());
        json.key("rdfs:comment").array(|json| {
            json.text("Purpose, data and recipients are from the catalog.");
            json.text(match basis {
                Some(_) => "The legal basis is from the policy.",
                None if has_own => "To be written: the legal bases; some fields have one of their own.",
                None => "To be written: the legal basis.",
            });
            if terms.is_empty() {
                json.text("To be written: the purpose; the vocabulary has no word for it.");
            }
        });
        if !terms.is_empty() {
            json.key("dpv:hasPurpose").array(|json| terms.iter().for_each(|term| reference(json, term)));
        }
        if let Some(basis) = basis {
            reference(json.key("dpv:hasLegalBasis"), legal_basis(basis));
        }
        let (personal, other): (Vec<_>, Vec<_>) = values.iter().partition(|value| is_personal(value));
        data(json, "dpv:hasPersonalData", &personal);
        data(json, "dpv:hasData", &other);
        recipients(json, catalog, &values);
        storage(json, &retention::limits(policy, &values));
    });
}

fn reference(json: &mut Json, term: &str) {
    json.line_object(|json| json.key("@id").text(term));
}

/// Data that can be linked, that identifies, or that a person wrote or is named in, is personal.
fn is_personal(value: &Leaving<'_>) -> bool {
    value.event.linkage() != Linkage::None || value.class.treat_as() >= Class::Identifier
}

fn data(json: &mut Json, key: &str, values: &[&Leaving<'_>]) {
    if values.is_empty() {
        return;
    }
    json.key(key).array(|json| {
        for value in values {
            let title = format!("{}.{}", value.event.name(), value.name);
            node(json, &types(value), &title, "from the catalog");
        }
    });
}

fn types(value: &Leaving<'_>) -> Vec<&'static str> {
    if !is_personal(value) {
        return vec!["dpv:Data"];
    }
    let is_keyed = value
        .field
        .is_some_and(|field| field.transforms().iter().any(|transform| matches!(transform, Transform::Hmac { .. })));
    let kind = match (value.class.treat_as(), value.field.map(|field| field.ty().item())) {
        (Class::Interaction, _) => Some("pd:Behavioural"),
        (Class::Identifier, _) => Some("pd:UID"),
        (Class::Personal, Some(Type::Email)) => Some("pd:EmailAddress"),
        (Class::Personal, Some(Type::Ip)) => Some("pd:IPAddress"),
        (Class::Personal, Some(Type::Username)) => Some("pd:Username"),
        _ => None,
    };
    let pseudonymised = is_keyed.then_some("dpv:PseudonymisedData");
    ["dpv:PersonalData"].into_iter().chain(pseudonymised).chain(kind).collect()
}

fn recipients(json: &mut Json, catalog: &Catalog, values: &[Leaving<'_>]) {
    let receives =
        |to: &Destination| values.iter().any(|value| value.destinations.iter().any(|other| other.name() == to.name()));
    json.key("dpv:hasRecipient").array(|json| {
        for to in catalog.destinations().iter().filter(|to| receives(to)) {
            json.line_object(|json| {
                json.key("@type").text("dpv:Recipient");
                json.key("dct:title").text(to.title());
                match to.processor() {
                    Some(name) => json.key("dpv:hasName").text(name),
                    None => json.key("rdfs:comment").text("To be written: which company stands behind it."),
                }
            });
        }
    });
}

fn storage(json: &mut Json, limits: &[Cell]) {
    json.key("dpv:hasStorageCondition").array(|json| {
        let mut seen = BTreeSet::new();
        for cell in limits.iter().filter(|cell| seen.insert(cell.text().to_owned())) {
            match cell {
                Cell::Open(what) => json.line_object(|json| {
                    json.key("@type").text("dpv:StorageDuration");
                    json.key("rdfs:comment").text(&format!("To be written: {what}."));
                }),
                Cell::Catalog(text) | Cell::Policy(text) => node(json, &["dpv:StorageDuration"], text, cell.from()),
            }
        }
    });
}

/// Returns the purposes of the vocabulary; training of models has none in it.
fn purposes(purpose: Purpose) -> &'static [&'static str] {
    match purpose {
        Purpose::Operation => &["dpv:ServiceProvision"],
        Purpose::Health => &["dpv:TechnicalServiceProvision"],
        Purpose::Product => &["dpv:ServiceUsageAnalytics", "dpv:ImproveExistingProductsAndServices"],
        Purpose::Business => &["dpv:OrganisationGovernance"],
        Purpose::Security => &["dpv:EnforceSecurity"],
        Purpose::Personalization => &["dpv:Personalisation"],
        Purpose::Marketing => &["dpv:Marketing"],
        Purpose::AiTraining => &[],
    }
}

fn legal_basis(basis: LegalBasis) -> &'static str {
    match basis {
        LegalBasis::Consent => "eu-gdpr:A6-1-a",
        LegalBasis::Contract => "eu-gdpr:A6-1-b",
        LegalBasis::LegalObligation => "eu-gdpr:A6-1-c",
        LegalBasis::VitalInterests => "eu-gdpr:A6-1-d",
        LegalBasis::PublicTask => "eu-gdpr:A6-1-e",
        LegalBasis::LegitimateInterests => "eu-gdpr:A6-1-f",
    }
}
