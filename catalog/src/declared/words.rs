//! The words of the closed vocabularies, as catalogs write them and pages print them.

use super::{
    AbsentRule, Accepts, Algorithm, Audience, BooleanForm, Collision, DocsFormat, DocsStyle, Encoding, Granularity,
    Identifies, KeyScope, Kind, LegalBasis, Letters, OfBurst, Origin, OverLong, PageLanguage, SampleBy, Samples,
    Section, Source, StampKind, State, Supply, Timestamps, Unit, Withdrawal,
};

macro_rules! words {
    ($($ty:ident { $($variant:ident $word:literal,)* })*) => { $(
        impl $ty {
            /// All of them, in the order of the format's reference.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the word that catalogs write.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl std::fmt::Display for $ty {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.name())
            }
        }
    )* };
}

words! {
    AbsentRule { Drop "drop", Keep "keep", Zero "zero", }
    Accepts { Any "any", Numbers "numbers", }
    Algorithm { Sha256 "sha256", Blake3 "blake3", }
    Audience { Public "public", Internal "internal", }
    BooleanForm { Native "native", Number "number", Text "text", }
    Collision { Refuse "refuse", First "first", Last "last", }
    DocsFormat { Markdown "markdown", Mdx "mdx", Html "html", Csv "csv", Json "json", }
    DocsStyle { Events "events", Table "table", Conditions "conditions", }
    Encoding { Hex "hex", Base64 "base64", }
    Granularity { Value "value", Line "line", Match "match", }
    Identifies { Event "event", Session "session", Install "install", Project "project", Account "account", }
    KeyScope { Session "session", Install "install", Project "project", Organisation "organisation", }
    Kind { Property "property", Measurement "measurement", Identity "identity", Tag "tag", }
    LegalBasis {
        Consent "consent", Contract "contract", LegalObligation "legal-obligation", VitalInterests "vital-interests",
        PublicTask "public-task", LegitimateInterests "legitimate-interests",
    }
    Letters { Snake "snake_case", Kebab "kebab-case", Camel "camelCase", Pascal "PascalCase", }
    OfBurst { First "first", Last "last", }
    Origin { Client "client", Server "server", }
    OverLong { Split "split", Truncate "truncate", Drop "drop", }
    PageLanguage { En "en", De "de", }
    SampleBy { Chance "chance", Session "session", Count "count", }
    Samples { All "all", None "none", }
    Section { Summary "summary", Why "why", Never "never", Off "off", Choice "choice", Samples "samples", Collected "collected", Identifiers "identifiers", Failures "failures", Sending "sending", Destinations "destinations", Cleaning "cleaning", Words "words", Planned "planned", Removed "removed", Changes "changes", Contact "contact", Files "files", }
    Source { Caller "caller", Client "client", Server "server", Enrichment "enrichment", }
    StampKind {
        UuidV4 "uuid-v4", UuidV7 "uuid-v7", Issued "issued", Displayed "displayed", Sent "sent",
        SinceIssued "since-issued", SinceDisplayed "since-displayed", Sequence "sequence", Session "session", OneIn "one-in",
    }
    State { Planned "planned", Active "active", Deprecated "deprecated", Removed "removed", }
    Supply { Constant "constant", Lazy "lazy", Event "event", LastKnown "last-known", Set "set", }
    Timestamps { None "none", Day "day", Hour "hour", Full "full", }
    Unit { Bytes "bytes", Chars "chars", Utf16 "utf16", }
    Withdrawal { Drop "drop", Keep "keep", }
}
