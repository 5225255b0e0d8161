//! Keyed hashes with random keys that never leave the machine.
//!
//! What two values of one field have in common stays visible, and nothing else: each product and each field has a key of
//! its own, made from the scope's secret, so that one value hashed for two fields or by two products gives two hashes
//! that nobody can join. A field is its declared name here: what a catalog defines once and many events share stays one.
//! A secret is replaced, not changed, when its time is over: after that not even this machine can tell which old hash
//! belongs to which value.
//!
//! # The clock
//!
//! The time is an argument, and clocks jump. A secret is replaced once it is as old as the field's `rotate` says. By a
//! clock that says it was made more than a day from now, it was made now: so a secret from a wrong future lives no longer
//! than others. It is then not replaced again in that session, so that a clock that jumps to and fro replaces a secret at
//! most once in a session.
//!
//! # Scopes
//!
//! The secret of a session is never kept. Those of an install, a project or an organisation are kept in a [`KeyStore`];
//! for the latter two the program [says](Keys::enter) which project or organisation it is: until then nothing is hashed.

mod derived;
mod file;
mod store;

pub use file::KeyFiles;
pub use store::{KeyStore, MemoryKeys, StoredKey};

use crate::runtime::{digest, duration_millis, random};
use crate::{Encoding, KeyScope};
use derived::Derived;
use std::io;

/// How many places of keys are noted.
const HINTS: usize = 32;

const DAY: i64 = 86_400_000;

/// The keys of one program on one machine.
///
/// ```
/// use telemetry_core::runtime::keys::{Keys, MemoryKeys};
/// use telemetry_core::{Encoding, KeyScope};
///
/// let mut keys = Keys::new("quill", MemoryKeys::default());
/// let mut hash = |field, now| {
///     let hash = keys.hash(field, KeyScope::Install, Some("P90D"), Encoding::Hex, b"/home/ada/novel", now);
///     hash.map(str::to_owned)
/// };
/// let day = 86_400_000;
/// assert_eq!(hash("project", 0), hash("project", 89 * day));
/// assert_ne!(hash("project", 0), hash("folder", 0));
/// assert_ne!(hash("project", 0), hash("project", 90 * day));
/// ```
pub struct Keys {
    product: String,
    store: Box<dyn KeyStore>,
    project: Option<String>,
    organisation: Option<String>,
    secrets: Vec<Secret>,
    derived: Vec<Derived>,
    /// Where the keys of fields stand, by the addresses of their names; what stands there is looked at.
    hints: [u8; HINTS],
    unsaved: u64,
}

/// A secret that is in use.
struct Secret {
    name: String,
    scope: KeyScope,
    rotate: Option<&'static str>,
    key: StoredKey,
    /// The clock went back behind its making in this session.
    is_doubted: bool,
}

impl Secret {
    /// Returns from when to when the secret needs no further look; both are part of it.
    fn span(&self) -> (i64, i64) {
        let Some(rotate) = self.rotate else { return (i64::MIN, i64::MAX) };
        let from = self.key.made().saturating_sub(DAY);
        match duration_millis(rotate).and_then(|millis| i64::try_from(millis).ok()) {
            Some(rotate) if !self.is_doubted => (from, self.key.made().saturating_add(rotate).saturating_sub(1)),
            _ => (from, i64::MAX),
        }
    }
}

impl Keys {
    /// Makes the keys of a product, whose name keeps its hashes apart from those of others.
    #[must_use]
    pub fn new(product: impl Into<String>, store: impl KeyStore + 'static) -> Self {
        Self {
            product: product.into(),
            store: Box::new(store),
            project: None,
            organisation: None,
            secrets: Vec::new(),
            derived: Vec::new(),
            hints: [0; HINTS],
            unsaved: 0,
        }
    }

    /// Returns keys that are like these and kept nowhere: for what is shown and not sent.
    pub(crate) fn for_show(&self) -> Self {
        let Self { product, project, organisation, .. } = self;
        let (project, organisation) = (project.clone(), organisation.clone());
        Self { project, organisation, ..Self::new(product.clone(), MemoryKeys::default()) }
    }

    /// Returns how often a secret could not be read or kept, so that it lasts for this session alone.
    #[must_use]
    pub const fn unsaved(&self) -> u64 {
        self.unsaved
    }

    /// Says which project or organisation is open, so that its key is used; none when `name` is absent. For a session
    /// it begins a new one. An install is always itself.
    pub fn enter(&mut self, scope: KeyScope, name: Option<&str>) {
        match scope {
            KeyScope::Session | KeyScope::Install => {}
            KeyScope::Project => self.project = name.map(str::to_owned),
            KeyScope::Organisation => self.organisation = name.map(str::to_owned),
        }
        if scope != KeyScope::Install {
            self.secrets.retain(|secret| secret.scope != scope);
            self.derived.retain(|derived| derived.scope != scope);
        }
    }

    /// Forgets all keys, here and in the store: what was hashed until now can never be joined with what comes.
    ///
    /// # Errors
    ///
    /// When the store could not delete them; they are forgotten here in any case.
    pub fn forget(&mut self) -> io::Result<()> {
        self.secrets.clear();
        self.derived.clear();
        self.store.forget()
    }

    /// Returns the keyed hash of a value of a field; `None` where there is no key for it. The last few values of each
    /// field are remembered with their hashes; that of the last one costs a comparison.
    #[inline]
    pub fn hash(
        &mut self,
        field: &'static str,
        scope: KeyScope,
        rotate: Option<&'static str>,
        encoding: Encoding,
        value: &[u8],
        now: i64,
    ) -> Option<&str> {
        let hint = usize::from(self.hints[hint_of(field)]);
        let is_asked = |derived: &Derived| derived.is_at(field, scope, rotate, encoding) && derived.holds(now);
        let is_hinted = self.derived.get(hint).is_some_and(is_asked);
        if is_hinted && self.derived[hint].is_last(value) {
            return Some(self.derived[hint].last());
        }
        let place = if is_hinted { hint } else { self.find(field, scope, rotate, encoding, now)? };
        Some(self.derived[place].hash(value))
    }

    /// Returns the place of a field's key, and notes it for the next time.
    #[inline(never)]
    fn find(
        &mut self,
        field: &'static str,
        scope: KeyScope,
        rotate: Option<&'static str>,
        encoding: Encoding,
        now: i64,
    ) -> Option<usize> {
        let is_asked = |derived: &Derived| derived.is_of(field, scope, rotate, encoding);
        let place = match self.derived.iter().position(is_asked) {
            Some(place) if self.derived[place].holds(now) => place,
            known => self.derive(known, Derived::of(field, scope, rotate, encoding), now)?,
        };
        // There are no more than `Derived::MOST`.
        self.hints[hint_of(field)] = u8::try_from(place).unwrap_or(u8::MAX);
        Some(place)
    }

    /// Makes the key of a field, in the place of an old one where there is one.
    fn derive(&mut self, place: Option<usize>, mut derived: Derived, now: i64) -> Option<usize> {
        let secret = self.secret(derived.scope, derived.rotate, now)?;
        let secret = &self.secrets[secret];
        derived.begin(secret.key.secret(), &self.product, secret.span());
        let place = place.unwrap_or(self.derived.len());
        // Programs declare few hashed fields; whoever makes them up as they go finds that the oldest is forgotten.
        let place = if place == Derived::MOST { 0 } else { place };
        match self.derived.get_mut(place) {
            Some(old) => *old = derived,
            None => self.derived.push(derived),
        }
        Some(place)
    }

    /// Returns the place of a scope's secret as it is now: loaded, made or replaced.
    fn secret(&mut self, scope: KeyScope, rotate: Option<&'static str>, now: i64) -> Option<usize> {
        let name = self.name(scope, rotate)?;
        let at = match self.secrets.iter().position(|secret| secret.name == name) {
            Some(at) => at,
            None => {
                let key = self.first(scope, &name, now)?;
                self.secrets.push(Secret { name, scope, rotate, key, is_doubted: false });
                self.secrets.len() - 1
            }
        };
        let (from, until) = self.secrets[at].span();
        if now < from {
            let key = StoredKey::new(*self.secrets[at].key.secret(), now);
            self.replace(at, key);
            self.secrets[at].is_doubted = true;
        } else if now > until {
            self.replace(at, StoredKey::new(random::secret()?, now));
        }
        Some(at)
    }

    /// Returns the secret that is kept, or keeps a new one.
    fn first(&mut self, scope: KeyScope, name: &str, now: i64) -> Option<StoredKey> {
        let kept = if scope == KeyScope::Session { Ok(None) } else { self.store.load(name) };
        match kept {
            Ok(Some(key)) => Some(key),
            Ok(None) => {
                let key = StoredKey::new(random::secret()?, now);
                Some(self.keep(scope, name, key, None))
            }
            // What cannot be read must not be replaced: the next session may be able to read it.
            Err(_) => {
                self.unsaved += 1;
                Some(StoredKey::new(random::secret()?, now))
            }
        }
    }

    fn replace(&mut self, at: usize, key: StoredKey) {
        let Secret { name, scope, key: before, .. } = &self.secrets[at];
        let (name, scope, before) = (name.clone(), *scope, before.clone());
        self.secrets[at].key = self.keep(scope, &name, key, Some(&before));
    }

    /// Keeps a key, and returns the one that is kept: another process may have been faster.
    fn keep(&mut self, scope: KeyScope, name: &str, key: StoredKey, before: Option<&StoredKey>) -> StoredKey {
        if scope == KeyScope::Session {
            return key;
        }
        match self.store.save(name, &key, before) {
            Ok(kept) => kept,
            Err(_) => {
                self.unsaved += 1;
                key
            }
        }
    }

    /// Returns the name under which a secret is kept: letters, digits and hyphens.
    fn name(&self, scope: KeyScope, rotate: Option<&str>) -> Option<String> {
        let scope = match scope {
            KeyScope::Session => "session".to_owned(),
            KeyScope::Install => "install".to_owned(),
            KeyScope::Project => format!("project-{}", short(self.project.as_deref()?)),
            KeyScope::Organisation => format!("organisation-{}", short(self.organisation.as_deref()?)),
        };
        let is_plain = |rotate: &str| rotate.bytes().all(|byte| byte.is_ascii_alphanumeric());
        Some(match rotate {
            None => scope,
            Some(rotate) if is_plain(rotate) && rotate.len() < 32 => format!("{scope}-{rotate}"),
            Some(rotate) => format!("{scope}-{}", short(rotate)),
        })
    }
}

/// Returns where it is noted where the key of a field stands.
#[inline]
fn hint_of(field: &str) -> usize {
    // Names of fields are some ten bytes apart.
    field.as_ptr().addr() / 8 % HINTS
}

/// Returns a text that can be part of a file's name and tells texts apart.
fn short(text: &str) -> String {
    let digest = digest::plain("sha256", "", text.as_bytes()).unwrap_or_default();
    digest::text(&digest, Encoding::Hex)[..32].to_owned()
}
