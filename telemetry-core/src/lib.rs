//! The words a program speaks about its telemetry.

mod consent;
mod privacy;
mod purpose;

pub use consent::Consent;
pub use privacy::Class;
pub use purpose::Purpose;
