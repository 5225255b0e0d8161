//! What somebody wrote: nothing filled in, every value with its place.
//!
//! These types are the one definition of the format: the parser, the JSON Schema for editors and the
//! reference page `FORMAT.md` all come from them. A doc comment here is what an editor shows.

mod catalog;
mod consent;
mod destination;
mod docs;
mod event;
mod field;
mod flow;
mod policy;
mod transform;
mod value;
mod words;
mod written;

pub use catalog::{
    CatalogDecl, ClassDecl, CommonDecl, DocsDecl, DocsFormat, DocsStyle, Letters, NameRuleDecl, NamesDecl, OwnerDecl,
    PurposeDecl,
};
pub use consent::{CapDecl, ConsentDecl, FactDecl, GrantDecl};
pub use destination::{
    AbsentDecl, AbsentRule, Accepts, BooleanForm, Collision, DestinationDecl, DetectorDecl, FlattenDecl, Granularity,
    KeysDecl, LongValuesDecl, NameMapDecl, OverLong, RedactionDecl, StampDecl, StampKind, Timestamps, Unit, WaitDecl,
    WireDecl, Withdrawal,
};
pub use docs::{Audience, LinksDecl, OwnTextDecl, PageLanguage, Samples, Section, SectionDecl};
pub use event::{
    ChangeDecl, EventDecl, GroupDecl, IncludeDecl, Origin, PrefixDecl, State, TwinDecl, VariantDecl, VariantsDecl,
};
pub use field::{
    AliasDecl, AllowDecl, EnumValueDecl, FamilyDecl, FieldDecl, Identifies, Kind, MergeDecl, Source, Supply,
};
pub use flow::{DebounceDecl, FlowDecl, OfBurst, QuotaDecl, RepeatsDecl, SampleBy, SampleDecl};
pub use policy::{LegalBasis, NoticeDecl, PartyDecl, PolicyDecl, TransferDecl};
pub use transform::{Algorithm, Encoding, HashDecl, HmacDecl, KeyScope, TransformDecl, TruncateDecl};
pub use value::{Condition, Duration, Literal, Type};
pub use written::{Entries, Entry, List, Many, Spanned, Text, Written};
