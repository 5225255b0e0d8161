//! A dataset and a system of fides, `fides.yml`, in the words of its taxonomy 3.1. Every key that is filled in carries a
//! comment that says where it is from; the words of comments are ours alone.

use super::leaving::{self, Leaving};
use super::yaml_text::{list, quoted};
use super::{cell::Cell, retention};
use std::collections::{BTreeMap, BTreeSet};
use telemetry_catalog::Files;
use telemetry_catalog::model::{Catalog, Field, Identifies, LegalBasis, Linkage, Policy, PurposeDef, Transform, Type};
use telemetry_core::{Class, Purpose};

/// The subjects that the taxonomy knows.
const SUBJECTS: [&str; 15] = [
    "anonymous_user",
    "citizen_voter",
    "commuter",
    "consultant",
    "customer",
    "employee",
    "job_applicant",
    "next_of_kin",
    "passenger",
    "patient",
    "prospect",
    "shareholder",
    "supplier_vendor",
    "trainee",
    "visitor",
];

/// Renders the dataset and the system.
pub(super) fn render(catalog: &Catalog, policy: &Policy) -> Files {
    let mut yaml = format!(
        "# Draft for a reviewer, made by `telemetry docs paper fides`. Check every line; this is no legal advice.\n\
         # Names, descriptions, categories, uses and types are from the catalog; other keys say where they are from.\n\
         dataset:\n  - fides_key: {}\n    name: {}\n    description: {}\n",
        quoted(&dataset_key(catalog)),
        quoted(&format!("Telemetry of {}", catalog.title())),
        quoted(catalog.description()),
    );
    push_section(
        &mut yaml,
        "    collections:",
        leaving::events(catalog).map(|event| collection(catalog, event.name())),
    );
    yaml.push_str(&format!(
        "system:\n  - fides_key: {}\n    name: {}\n    description: {}\n    system_type: \"Application\"  # To be checked.\n",
        quoted(catalog.id()),
        quoted(catalog.title()),
        quoted(catalog.description()),
    ));
    let purposes = catalog.purposes().iter().filter_map(|purpose| declaration(catalog, policy, purpose));
    push_section(&mut yaml, "    privacy_declarations:", purposes);
    let mut files = Files::new();
    files.insert("fides.yml", yaml);
    files
}

fn dataset_key(catalog: &Catalog) -> String {
    format!("{}_telemetry", catalog.id())
}

/// Writes a list under its key; an empty one stands on the line of the key.
fn push_section(yaml: &mut String, key: &str, items: impl Iterator<Item = String>) {
    let items: String = items.collect();
    yaml.push_str(key);
    yaml.push_str(if items.is_empty() { " []\n" } else { "\n" });
    yaml.push_str(&items);
}

/// What a field of a collection says: two forms of an event may both have it.
#[derive(Default)]
struct Told<'a> {
    description: &'a str,
    categories: BTreeSet<&'static str>,
    types: BTreeSet<Option<String>>,
}

fn collection(catalog: &Catalog, name: &str) -> String {
    let Some(event) = catalog.event(name) else { return String::new() };
    let mut fields: BTreeMap<&str, Told<'_>> = BTreeMap::new();
    for value in leaving::values(catalog, event) {
        let told = fields.entry(value.name).or_default();
        told.description = value.description;
        told.categories.insert(category(&value));
        told.types.insert(value.field.map_or(Some("string".to_owned()), data_type));
    }
    let mut yaml =
        format!("      - name: {}\n        description: {}\n", quoted(event.name()), quoted(event.description()));
    push_section(&mut yaml, "        fields:", fields.iter().map(|(name, told)| field(name, told)));
    yaml
}

fn field(name: &str, told: &Told<'_>) -> String {
    let mut yaml = format!(
        "          - name: {}\n            description: {}\n            data_categories: {}\n",
        quoted(name),
        quoted(told.description),
        list(told.categories.iter().copied())
    );
    if let (1, Some(Some(ty))) = (told.types.len(), told.types.first()) {
        yaml.push_str(&format!("            fides_meta: {{ data_type: {} }}\n", quoted(ty)));
    }
    yaml
}

/// Returns the category of a value.
fn category(value: &Leaving<'_>) -> &'static str {
    let identifies = value.field.and_then(Field::identifies);
    let ty = value.field.map(|field| field.ty().item());
    match value.class.treat_as() {
        Class::Technical if value.event.linkage() == Linkage::None => "system.operations",
        Class::Technical => "user.device",
        Class::Interaction => "user.behavior",
        Class::Identifier if identifies == Some(Identifies::Install) => "user.device.device_id",
        Class::Identifier => "user.unique_id.pseudonymous",
        Class::Diagnostic => "user.telemetry",
        Class::Content => "user.content.private",
        Class::Personal => match ty {
            Some(Type::Email) => "user.contact.email",
            Some(Type::Ip) => "user.device.ip_address",
            Some(Type::Username) => "user.account.username",
            _ if identifies == Some(Identifies::Account) => "user.unique_id",
            _ => "user",
        },
        Class::Restricted => "user",
    }
}

/// Returns the type of what leaves, where it is certain.
fn data_type(field: &Field) -> Option<String> {
    for transform in field.transforms().iter().rev() {
        match transform {
            Transform::CountOnly | Transform::Encode => return Some("integer".to_owned()),
            Transform::Hmac { .. } | Transform::Hash { .. } => return Some("string".to_owned()),
            Transform::Bucket(_) | Transform::Round(_) | Transform::ByOrigin(_) => return None,
            Transform::Truncate { .. } | Transform::Redact | Transform::Drop | Transform::Keep => {}
        }
    }
    match field.ty() {
        Type::List(item) | Type::Set(item) => Some(format!("{}[]", simple_type(item)?)),
        ty => simple_type(ty).map(str::to_owned),
    }
}

fn simple_type(ty: &Type) -> Option<&'static str> {
    match ty {
        Type::Bool => Some("boolean"),
        Type::Count | Type::Int => Some("integer"),
        Type::Float => Some("float"),
        Type::Map(_) => Some("object"),
        Type::Enum
        | Type::Uuid
        | Type::Id
        | Type::Version
        | Type::String
        | Type::Path
        | Type::Url
        | Type::Error
        | Type::Stack
        | Type::Email
        | Type::Ip
        | Type::Hostname
        | Type::Username => Some("string"),
        // Written as a number or a text, as the sender does it; any JSON; never sent; a list in a list.
        Type::Duration | Type::Timestamp | Type::Date | Type::Json | Type::Secret | Type::List(_) | Type::Set(_) => {
            None
        }
    }
}

/// Returns what is done for a purpose; `None` when nothing leaves for it.
fn declaration(catalog: &Catalog, policy: &Policy, purpose: &PurposeDef) -> Option<String> {
    let serves = |value: &Leaving<'_>| value.purposes().iter().any(|other| other.name() == purpose.name());
    let values: Vec<_> = leaving::all(catalog).filter(serves).collect();
    if values.is_empty() {
        return None;
    }
    let categories: BTreeSet<_> = values.iter().map(category).collect();
    let mut yaml = format!(
        "      - name: {}\n        data_categories: {}\n        data_use: {}\n        dataset_references: {}\n",
        quoted(purpose.title()),
        list(categories),
        quoted(data_use(purpose.extends())),
        list([&*dataset_key(catalog)]),
    );
    yaml.push_str(&subjects(policy));
    let has_own = values.iter().any(|value| value.field.is_some_and(|field| field.legal_basis().is_some()));
    yaml.push_str(&match policy.legal_basis(purpose.name()) {
        // One declaration has one basis, which would be wrong for those fields.
        _ if has_own => {
            "        # To be written: legal_basis_for_processing; some fields have a legal basis of their own\n"
                .to_owned()
        }
        Some(basis) => format!("        legal_basis_for_processing: \"{}\"  # From the policy.\n", legal_basis(basis)),
        None => "        # To be written: legal_basis_for_processing\n".to_owned(),
    });
    yaml.push_str(&retention_period(policy, &values));
    yaml.push_str("        # To be written: data_shared_with_third_parties, third_parties\n");
    Some(yaml)
}

fn subjects(policy: &Policy) -> String {
    let known: Vec<_> = policy.subjects().iter().map(|text| &**text).filter(|text| SUBJECTS.contains(text)).collect();
    let is_all = !known.is_empty() && known.len() == policy.subjects().len();
    let mark = if is_all { "From the policy." } else { "To be written: whose data it is, in words of the taxonomy." };
    format!("        data_subjects: {}  # {mark}\n", list(known))
}

fn retention_period(policy: &Policy, values: &[Leaving<'_>]) -> String {
    let cells = retention::limits(policy, values);
    let (open, known): (Vec<_>, Vec<_>) = cells.iter().partition(|cell| matches!(cell, Cell::Open(_)));
    let mut marks: Vec<_> = known.iter().map(|cell| cell.from()).collect();
    marks.sort_unstable();
    marks.dedup();
    let texts: Vec<_> = known.iter().map(|cell| cell.text()).collect();
    let rest = if open.is_empty() { "" } else { "; to be written for other destinations" };
    if texts.is_empty() {
        return "        # To be written: retention_period\n".to_owned();
    }
    format!("        retention_period: {}  # {}{rest}\n", quoted(&texts.join("; ")), marks.join(" and "))
}

/// Returns the use of the taxonomy that a purpose is a case of.
fn data_use(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Operation => "essential.service.operations",
        Purpose::Health => "analytics.reporting.system.performance",
        Purpose::Product => "functional.service.improve",
        Purpose::Business => "analytics.reporting",
        Purpose::Security => "essential.service.security",
        Purpose::Personalization => "personalize.system",
        Purpose::Marketing => "marketing",
        Purpose::AiTraining => "train_ai_system",
    }
}

fn legal_basis(basis: LegalBasis) -> &'static str {
    match basis {
        LegalBasis::Consent => "Consent",
        LegalBasis::Contract => "Contract",
        LegalBasis::LegalObligation => "Legal obligations",
        LegalBasis::VitalInterests => "Vital interests",
        LegalBasis::PublicTask => "Public interest",
        LegalBasis::LegitimateInterests => "Legitimate interests",
    }
}
