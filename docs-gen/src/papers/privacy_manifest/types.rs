//! What Apple's words are for what a catalog declares. Where several could be meant, none is chosen.

use super::super::leaving::{self, Leaving};
use std::collections::{BTreeMap, BTreeSet};
use telemetry_catalog::model::{Catalog, Identifies, Linkage, StampKind, Type};
use telemetry_core::{Class, Consent, Purpose};

/// One data type that is collected.
#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    /// The type, without the prefix that all have.
    pub(super) ty: &'static str,
    /// Whether the events that carry it can be linked to an install, a project or an account.
    pub(super) is_linked: bool,
    /// Why, without the prefix that all have.
    pub(super) purposes: BTreeSet<&'static str>,
    /// Whether it serves marketing too, of which Apple knows two kinds and a catalog one.
    pub(super) is_marketing: bool,
    /// The values, as `event.field`.
    pub(super) because: BTreeSet<String>,
}

/// Returns the data types of a catalog by name, and each value that has none, with the reason.
pub(super) fn items(catalog: &Catalog) -> (Vec<Item>, Vec<(String, &'static str)>) {
    let mut items: BTreeMap<&'static str, Item> = BTreeMap::new();
    let mut left_out = BTreeMap::new();
    for value in leaving::all(catalog) {
        let name = value.called();
        match ty(&value) {
            Ok(ty) => {
                let item = items.entry(ty).or_default();
                item.ty = ty;
                item.is_linked |= is_linked(value.event.linkage());
                for purpose in value.purposes() {
                    match purpose_of(purpose.extends()) {
                        Some(word) => drop(item.purposes.insert(word)),
                        None => item.is_marketing = true,
                    }
                }
                item.because.insert(name);
            }
            Err(reason) => drop(left_out.insert(name, reason)),
        }
    }
    for event in leaving::events(catalog) {
        for stamp in leaving::destinations(event).flat_map(|to| to.wire().stamps()) {
            if let StampKind::Session | StampKind::UuidV4 | StampKind::UuidV7 = stamp.of() {
                left_out.insert(format!("{}.{}", event.name(), stamp.name()), "an id that the sender adds");
            }
        }
    }
    (items.into_values().collect(), left_out.into_iter().collect())
}

/// Data is linked when it can be tied to an account, a device or other details of a user.
fn is_linked(linkage: Linkage) -> bool {
    match linkage {
        Linkage::None | Linkage::Event | Linkage::Session => false,
        Linkage::Install | Linkage::Project | Linkage::Account => true,
    }
}

fn ty(value: &Leaving<'_>) -> Result<&'static str, &'static str> {
    let ty = value.field.map(|field| field.ty().item());
    let identifies = value.field.and_then(|field| field.identifies());
    match value.class.treat_as() {
        Class::Technical => Ok(technical(value)),
        Class::Interaction => Ok("ProductInteraction"),
        Class::Identifier => match identifies {
            Some(Identifies::Install) => Ok("DeviceID"),
            Some(Identifies::Account) => Ok("UserID"),
            Some(Identifies::Event | Identifies::Session | Identifies::Project) | None => {
                Err("an identifier of neither a device nor an account")
            }
        },
        Class::Diagnostic if value.event.consent() == Consent::Crash => Ok("CrashData"),
        Class::Diagnostic => Ok("OtherDiagnosticData"),
        Class::Content => match ty {
            Some(Type::Url) => Err("a URL is browsing history or content of the user"),
            _ => Ok("OtherUserContent"),
        },
        Class::Personal => match (ty, identifies) {
            (Some(Type::Email), _) => Ok("EmailAddress"),
            (Some(Type::Username), _) | (_, Some(Identifies::Account)) => Ok("UserID"),
            (Some(Type::Ip), _) => Err("an IP address is coarse location only if it is used as such"),
            _ => Err("personal data, of which the catalog does not say more"),
        },
        Class::Restricted => Err("values of this class are never sent"),
    }
}

/// Times that are taken to find slowness measure performance.
fn technical(value: &Leaving<'_>) -> &'static str {
    let is_time = value.field.is_some_and(|field| *field.ty() == Type::Duration);
    let is_health = value.purposes().iter().all(|purpose| purpose.extends() == Purpose::Health);
    if is_time && is_health { "PerformanceData" } else { "OtherDiagnosticData" }
}

/// Returns Apple's word for a purpose; marketing has two, and which is meant the catalog does not say.
fn purpose_of(purpose: Purpose) -> Option<&'static str> {
    match purpose {
        Purpose::Operation | Purpose::Health | Purpose::Security => Some("AppFunctionality"),
        Purpose::Product | Purpose::Business => Some("Analytics"),
        Purpose::Personalization => Some("ProductPersonalization"),
        Purpose::AiTraining => Some("Other"),
        Purpose::Marketing => None,
    }
}
