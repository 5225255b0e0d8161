//! One field: what is written, on top of the shared definition it uses, becomes what it means.

use super::event::all_or_some;
use super::examples::{self, Said};
use super::fitting::Value;
use super::floor;
use super::limits;
use super::registry::{Kind, Registry, level};
use super::{condition, names, transform, words};
use crate::declared::{FieldDecl, Spanned, Text, Written};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::field::{Details, made_with};
use crate::model::{
    ClassDef, Duration, EnumType, EnumValue, Expiry, Family, Field, Identifies, KeyScope, Limits, Member, Membership,
    PurposeDef, State, Transform, Type, Variant,
};
use crate::rules;
use crate::source::Span;
use std::fmt::{self, Display};
use std::sync::{Arc, LazyLock};
use telemetry_core::Class;

/// A field as it is written: its own keys first, then those of the shared definition it uses.
pub(super) struct View<'decl> {
    pub(super) own: &'decl FieldDecl,
    pub(super) base: Option<&'decl FieldDecl>,
    /// Where a missing key is reported.
    pub(super) at: Span,
}

impl<'decl> View<'decl> {
    pub(super) fn get<T>(&self, key: impl Fn(&'decl FieldDecl) -> &'decl Written<T>) -> &'decl Written<T> {
        let own = key(self.own);
        match self.base {
            Some(base) if own.is_absent() => key(base),
            _ => own,
        }
    }
}

/// How messages call a field; formatted only when there is a message.
struct Named<'decl>(&'decl str);

impl Display for Named<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the field `{}`", self.0)
    }
}

/// Resolves one field; `None` when it is too faulty to mean anything.
pub(super) fn resolve(
    registry: &Registry<'_>,
    name: &Spanned<Text>,
    own: &FieldDecl,
    diagnostics: &mut Diagnostics,
) -> Option<Arc<Field>> {
    let Some((span, used)) = own.use_.spanned() else {
        return written(registry, name, &View { own, base: None, at: name.span }, diagnostics);
    };
    let (part, base) = shared(registry, span, used, diagnostics)?;
    let view = View { own, base: Some(base), at: name.span };
    if !diagnostics.has_error_in(part) {
        return written(registry, name, &view, diagnostics);
    }
    // The shared definition is faulty: only what is wrong with the field's own keys is said here.
    let mut found = Diagnostics::default();
    let field = written(registry, name, &view, &mut found);
    let inherited =
        |span: Span| span == name.span || (part.file == span.file && (part.start..part.end).contains(&span.start));
    found.iter().filter(|found| !inherited(found.span)).for_each(|found| diagnostics.push(found.clone()));
    field
}

fn written<'decl>(
    registry: &Registry<'decl>,
    name: &Spanned<Text>,
    view: &View<'decl>,
    diagnostics: &mut Diagnostics,
) -> Option<Arc<Field>> {
    let of = Named(&name.value);
    let named = registry.names.field(name, diagnostics);
    let ty = ty(view, &of, diagnostics);
    let class = class(registry, view, &of, ty, diagnostics);
    let description = words::description(view.get(|decl| &decl.description), &of, &name.value, name.span, diagnostics);
    let purposes = purposes(registry, view.get(|decl| &decl.purpose), diagnostics);
    let ty = ty?;
    let limits = limits::limits(view, ty, diagnostics);
    let values = limits::values(view, ty, &of, diagnostics);
    let (constant, allow) = (view.get(|decl| &decl.const_), view.get(|decl| &decl.allow));
    let value = Value::new(ty, !constant.is_absent(), !allow.is_absent());
    let transforms = transform::resolve(view.get(|decl| &decl.transform), value, diagnostics);
    if let (true, Some(values)) = (transforms.contains(&Transform::Encode), &values) {
        limits::check_codes(view, values, &of, diagnostics);
    }
    let details = details(registry, view, name, &of, (ty, &limits, values.as_deref()), diagnostics);
    let class = class?;
    let field = Field {
        name: name.value.clone(),
        title: words::title(view.get(|decl| &decl.title), &name.value),
        description: description.unwrap_or_default(),
        ty: ty.clone(),
        class,
        purposes,
        optional: view.get(|decl| &decl.optional).get().copied().unwrap_or(false),
        values,
        transforms,
        limits: if limits == **NO_LIMITS { Arc::clone(&NO_LIMITS) } else { Arc::new(limits) },
        details,
    };
    let holds = floor::holds(registry, view, &field, &of, diagnostics);
    let field = if holds { with_identity(view, field, &of, diagnostics) } else { field };
    (named && (field.values.is_some() || *field.ty.item() != Type::Enum)).then(|| Arc::new(field))
}

/// Returns the tag of variants as the field that it is: an enum of the forms.
pub(super) fn tag(name: &Text, description: &Text, class: &Arc<ClassDef>, cases: &[Variant]) -> Member {
    let value = |case: &Variant| EnumValue {
        name: case.name.clone(),
        wire: case.name.clone(),
        description: case.description.clone(),
        code: None,
    };
    let values = cases.iter().map(value).collect();
    let field = Field {
        name: name.clone(),
        title: words::title(&Written::NONE, name),
        description: description.clone(),
        ty: Type::Enum,
        class: Arc::clone(class),
        purposes: Vec::new(),
        optional: false,
        values: Some(Arc::new(EnumType { values, fallback: None, retired_codes: Vec::new() })),
        transforms: Vec::new(),
        limits: Arc::clone(&NO_LIMITS),
        details: Arc::clone(&NO_DETAILS),
    };
    Member { name: name.clone(), wire: None, field: Arc::new(field), membership: Membership::Own }
}

/// Returns the shared definition of a name, and its place from name to end. Shared definitions do not use each other: one look shows the whole field.
fn shared<'decl>(
    registry: &Registry<'decl>,
    span: Span,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> Option<(Span, &'decl FieldDecl)> {
    let name = name.trim();
    let Some(entry) = registry.shared.get(name) else {
        let mut known: Vec<&str> = registry.shared.keys().copied().collect();
        known.sort_unstable();
        Registry::unknown(Kind::SharedField, span, name, &known, diagnostics);
        return None;
    };
    registry.mark_used(Kind::SharedField, name);
    let decl = entry.value()?;
    if let Some(second) = decl.use_.span() {
        let help = "write the whole definition, so that one look shows it";
        let message = format!("the shared field `{name}` uses another one");
        diagnostics.push(Diagnostic::new(&rules::INCLUDE_CYCLE, second, message, help));
        return None;
    }
    Some((Span { end: entry.span().end, ..entry.name.span }, decl))
}

fn ty<'decl>(view: &View<'decl>, of: &dyn Display, diagnostics: &mut Diagnostics) -> Option<&'decl Type> {
    let written = view.get(|decl| &decl.ty);
    if written.is_absent() {
        let help = "add `type: bool`, `enum`, `count`, `duration`, `string`, …";
        diagnostics.push(Diagnostic::new(&rules::MISSING_TYPE, view.at, format!("{of} has no type"), help));
    }
    written.get()
}

fn class(
    registry: &Registry<'_>,
    view: &View<'_>,
    of: &dyn Display,
    ty: Option<&Type>,
    diagnostics: &mut Diagnostics,
) -> Option<Arc<ClassDef>> {
    let written = view.get(|decl| &decl.class);
    if ty.is_some_and(|ty| *ty.item() == Type::Secret) {
        let span = view.get(|decl| &decl.ty).span().unwrap_or(view.at);
        diagnostics.push(never_sent(span, format!("{of} holds a secret and can never be sent")));
        return None;
    }
    let Some((span, name)) = written.spanned() else {
        if written.is_absent() {
            diagnostics.push(missing_class(view, of, ty));
        }
        return None;
    };
    let class = registry.class((span, name), diagnostics)?;
    if class.is_restricted() {
        diagnostics.push(never_sent(span, format!("{of} is `restricted` and can never be sent")));
        return None;
    }
    if let (Some(own), Some((base_span, base))) =
        (view.own.class.span(), view.base.and_then(|base| base.class.spanned()))
    {
        let base = registry.classes.iter().find(|class| class.name() == base.trim());
        if let Some(base) = base.filter(|base| base.rank() > class.rank()) {
            let message = format!("{of} lowers the shared definition's class `{}` to `{}`", base.name(), class.name());
            let help = format!("remove `class:`, or write a class from `{}` on", base.name());
            let diagnostic = Diagnostic::new(&rules::CLASS_LOWERED, own, message, help);
            diagnostics.push(diagnostic.with_label(base_span, "shared definition"));
        }
    }
    Some(class)
}

fn never_sent(span: Span, message: String) -> Diagnostic {
    let help = "remove the field, and list what it held under `never:`";
    Diagnostic::new(&rules::RESTRICTED_FIELD, span, message, help)
}

fn missing_class(view: &View<'_>, of: &dyn Display, ty: Option<&Type>) -> Diagnostic {
    // The keys of a map are free text, whatever its values are.
    let help = match ty.filter(|ty| !matches!(ty, Type::Map(_))).map(Type::item) {
        Some(ty) if floor::floor_of_type(ty) == Class::Technical => {
            "add `class: technical` (about the software or machine) or `class: interaction` (what the user did)"
        }
        Some(Type::Uuid | Type::Id) => "add `class: identifier`, with `identifies`, `lifetime` and `made`",
        Some(Type::Error | Type::Stack) => "add `class: diagnostic`",
        Some(Type::Email | Type::Ip | Type::Hostname | Type::Username) => {
            "add `class: personal`, with `grant` and `legal_basis`"
        }
        _ => "add `class: content` if a user could have typed it; close the vocabulary with `allow:` for a lower class",
    };
    Diagnostic::new(&rules::MISSING_CLASS, view.at, format!("{of} has no privacy class"), help)
}

/// Resolves a list of purposes.
pub(super) fn purposes(
    registry: &Registry<'_>,
    list: &crate::declared::List<Text>,
    diagnostics: &mut Diagnostics,
) -> Vec<Arc<PurposeDef>> {
    words::report_repeated(list, diagnostics);
    let mut purposes: Vec<_> =
        list.items().filter_map(|item| registry.purpose((item.span, &item.value), diagnostics)).collect();
    purposes.sort_by(|a, b| (a.own(), a.extends(), a.name()).cmp(&(b.own(), b.extends(), b.name())));
    purposes.dedup();
    purposes
}

// Most fields say nothing more, and share these.
static NO_DETAILS: LazyLock<Arc<Details>> = LazyLock::new(Arc::default);
static NO_LIMITS: LazyLock<Arc<Limits>> = LazyLock::new(Arc::default);

fn details(
    registry: &Registry<'_>,
    view: &View<'_>,
    name: &Spanned<Text>,
    of: &dyn Display,
    (ty, limits, values): (&Type, &Limits, Option<&EnumType>),
    diagnostics: &mut Diagnostics,
) -> Arc<Details> {
    // The braces in the name of a family ask for `family:`.
    if view.own.is_brief() && view.base.is_none_or(FieldDecl::is_brief) && !name.value.contains(['{', '}']) {
        return Arc::clone(&NO_DETAILS);
    }
    let help = "name some of them, or write `transform: drop` if the field never leaves";
    all_or_some(view.get(|decl| &decl.destinations), help, diagnostics);
    for item in view.get(|decl| &decl.destinations).items() {
        registry.destination(item, diagnostics);
    }
    let mut destinations = words::texts(view.get(|decl| &decl.destinations));
    destinations.sort();
    destinations.dedup();
    let details = Details {
        examples: examples::resolve(view, Said { ty, limits, vocabulary: values }, diagnostics),
        when: words::text(view.get(|decl| &decl.when)),
        unit: words::text(view.get(|decl| &decl.unit)),
        constant: view.get(|decl| &decl.const_).get().cloned().map(Box::new),
        none: view.get(|decl| &decl.none).get().cloned().map(Box::new),
        allow: limits::allow(view, ty, of, diagnostics),
        public: words::text(view.get(|decl| &decl.public)),
        declared_kind: view.get(|decl| &decl.kind).get().copied(),
        source: view.get(|decl| &decl.source).get().copied(),
        consent: level(view.get(|decl| &decl.consent), diagnostics),
        grant: registry.grant(view.get(|decl| &decl.grant), diagnostics),
        condition: condition::resolve(registry, view.get(|decl| &decl.condition), diagnostics),
        destinations,
        wire: words::text(view.get(|decl| &decl.wire)),
        aliases: words::aliases(view.get(|decl| &decl.aliases)),
        declared_state: view.get(|decl| &decl.state).get().copied().filter(|state| *state != State::Active),
        since: words::version(view.get(|decl| &decl.since), diagnostics),
        changed: words::changes(view.get(|decl| &decl.changed), diagnostics),
        expires: expires(registry, view.get(|decl| &decl.expires), view.get(|decl| &decl.state), of, diagnostics),
        consent_version: view.get(|decl| &decl.consent_version).get().copied(),
        code: words::code(view.get(|decl| &decl.code)),
        reviews: words::texts(view.get(|decl| &decl.reviews)),
        family: family(view, name, of, diagnostics),
        identifies: view.get(|decl| &decl.identifies).get().copied(),
        lifetime: lifetime(view.get(|decl| &decl.lifetime), diagnostics),
        made: words::text(view.get(|decl| &decl.made)),
        retention: view.get(|decl| &decl.retention).get().cloned().map(Box::new),
        legal_basis: words::text(view.get(|decl| &decl.legal_basis)),
        supply: view.get(|decl| &decl.supply).get().copied(),
        separator: view.get(|decl| &decl.merge).get().and_then(|merge| words::text(&merge.separator)),
    };
    if details == **NO_DETAILS { Arc::clone(&NO_DETAILS) } else { Arc::new(details) }
}

/// Resolves how long an identifier stays the same.
fn lifetime(written: &Written<Text>, diagnostics: &mut Diagnostics) -> Option<Text> {
    const WORDS: [&str; 6] = ["event", "session", "install", "project", "account", "forever"];
    let (span, text) = written.spanned()?;
    let text = text.trim();
    if !WORDS.contains(&text) && text.parse::<Duration>().is_err() {
        let message = format!("`{}` is not a lifetime", crate::words::shorten(text));
        let help =
            format!("write an ISO 8601 duration such as `P90D`, or one of {}", crate::words::list(WORDS.into_iter()));
        diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, span, message, help));
        return None;
    }
    Some(text.into())
}

/// Resolves when something ends, and reports when that is past.
pub(super) fn expires(
    registry: &Registry<'_>,
    written: &Written<Text>,
    state: &Written<State>,
    of: &dyn Display,
    diagnostics: &mut Diagnostics,
) -> Option<Box<Expiry>> {
    let expiry = words::expiry(written, diagnostics)?;
    let past = match &expiry {
        Expiry::Never => false,
        Expiry::On(date) => registry.options.today.is_some_and(|today| *date < today),
        Expiry::At(version) => registry.version.as_ref().is_some_and(|current| !words::is_before(current, version)),
    };
    let recorded = !matches!(state.get(), Some(State::Removed | State::Planned));
    if let (true, true, Some(span)) = (past, recorded, written.span()) {
        let message = format!("{of} ended with {expiry} and is still recorded");
        let help = "remove it (`state: removed` keeps the name taken), or have it reviewed and write a later end";
        diagnostics.push(Diagnostic::new(&rules::EXPIRED, span, message, help));
    }
    Some(Box::new(expiry))
}

fn family(
    view: &View<'_>,
    name: &Spanned<Text>,
    of: &dyn Display,
    diagnostics: &mut Diagnostics,
) -> Option<Box<Family>> {
    let written = view.get(|decl| &decl.family);
    let inner = name.value.split_once('{').and_then(|(_, rest)| rest.split_once('}')).map(|(inner, _)| inner);
    let placeholder = inner.filter(|inner| !inner.is_empty() && name.value.matches(['{', '}']).count() == 2);
    let Some((span, decl)) = written.spanned() else {
        if written.is_absent() && name.value.contains(['{', '}']) {
            let help = "add `family: { description: …, keys: […] }`, or take the braces out of the name";
            let message = format!("{of} has a placeholder in its name and is no family");
            diagnostics.push(Diagnostic::new(&rules::MISSING_PLACEHOLDER, name.span, message, help));
        }
        return None;
    };
    let Some(placeholder) = placeholder else {
        let message = format!("{of} is a family, and its name has no `{{placeholder}}`");
        diagnostics.push(Diagnostic::new(
            &rules::MISSING_PLACEHOLDER,
            name.span,
            message,
            "name it like `{code}_count`",
        ));
        return None;
    };
    if let Some((wire_span, wire)) = view.get(|decl| &decl.wire).spanned()
        && !wire.contains(&format!("{{{placeholder}}}"))
    {
        let message = format!("{of} is a family, and its name on the wire has no `{{{placeholder}}}`");
        let help = format!("write `{{{placeholder}}}` there too, or all its keys would leave under one name");
        diagnostics.push(Diagnostic::new(&rules::MISSING_PLACEHOLDER, wire_span, message, help));
    }
    if let Some(constant) = view.get(|decl| &decl.const_).span() {
        let message = format!("{of} is a family and a constant, and nothing would say its keys");
        let help = "remove `const` or `family`";
        let diagnostic = Diagnostic::new(&rules::BAD_LIMITS, constant, message, help);
        diagnostics.push(diagnostic.with_label(span, "the family"));
    }
    let mut keys = words::texts(&decl.keys);
    keys.sort();
    keys.dedup();
    names::pattern(&decl.pattern, diagnostics);
    let bound = decl.max.get().copied().or_else(|| u32::try_from(keys.len()).ok().filter(|keys| *keys > 0));
    let open = keys.is_empty() && decl.pattern.is_absent();
    if bound.is_none_or(|max| max == 0) || open {
        let help = "add `max: 50` and `keys: […]` or `pattern: …`: an open name is a way to send anything";
        diagnostics.push(Diagnostic::new(
            &rules::UNBOUNDED_FAMILY,
            span,
            format!("the keys of {of} have no bound"),
            help,
        ));
    }
    let of = format!("the family `{}`", name.value);
    let description = words::description(&decl.description, &of, &name.value, span, diagnostics)?;
    let pattern = words::text(&decl.pattern);
    Some(Box::new(Family { placeholder: placeholder.into(), description, keys, pattern, max: bound? }))
}

/// An identifier says what it tells apart, for how long, and how it is made; a keyed hash says so by itself.
fn with_identity(view: &View<'_>, field: Field, of: &dyn Display, diagnostics: &mut Diagnostics) -> Field {
    if field.class().treat_as() != Class::Identifier || !field.is_sent() {
        return field;
    }
    let hmac = field.transforms().iter().find_map(|transform| match transform {
        Transform::Hmac { key, rotate, .. } => Some((*key, rotate.clone())),
        _ => None,
    });
    let field = match hmac {
        Some((key, rotate)) => with_key(field, key, rotate.map(|rotate| rotate.as_str().into())),
        None => field,
    };
    let identifies = field.identifies().is_none() && view.get(|decl| &decl.identifies).is_absent();
    let lifetime = field.lifetime().is_none() && view.get(|decl| &decl.lifetime).is_absent();
    let made = field.made().is_none() && !view.get(|decl| &decl.made).is_faulty();
    let keys = [
        (identifies, "identifies", "`identifies: install` (or event, session, project, account)"),
        (lifetime, "lifetime", "`lifetime: P90D` (or event, session, install, project, account, forever)"),
        (made, "made", "`made: Random, when the program first starts.`"),
    ];
    let missing: Vec<_> = keys.into_iter().filter(|(missing, ..)| *missing).collect();
    let faulty = view.get(|decl| &decl.transform).span().is_some_and(|cause| diagnostics.has_error_in(cause));
    if !missing.is_empty() && !faulty {
        let span = view.get(|decl| &decl.class).span().unwrap_or(view.at);
        let message =
            format!("{of} is an identifier without {}", crate::words::list(missing.iter().map(|(_, key, _)| *key)));
        let help = format!("add {}", missing.iter().map(|(.., help)| *help).collect::<Vec<_>>().join(" and "));
        diagnostics.push(Diagnostic::new(&rules::IDENTIFIER_WITHOUT_LIFETIME, span, message, help));
    }
    field
}

fn with_key(field: Field, key: KeyScope, rotate: Option<Text>) -> Field {
    let mut details = Details::clone(&field.details);
    let (identifies, lifetime) = match key {
        KeyScope::Session => (Identifies::Session, Some("session".into())),
        KeyScope::Install => (Identifies::Install, rotate),
        KeyScope::Project => (Identifies::Project, rotate),
        KeyScope::Organisation => (Identifies::Account, rotate),
    };
    details.identifies = details.identifies.or(Some(identifies));
    details.lifetime = details.lifetime.or(lifetime);
    details.made = details.made.or_else(|| Some(made_with(key).into()));
    Field { details: Arc::new(details), ..field }
}
