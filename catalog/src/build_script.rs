//! Catalogs in build scripts, in one line. The only code that knows the environment.
//!
//! ```no_run
//! // build.rs
//! telemetry_catalog::build::catalog("telemetry/").emit();
//! ```
//!
//! ```text
//! // src/telemetry.rs
//! include!(concat!(env!("OUT_DIR"), "/telemetry.rs"));
//! ```
//!
//! Cargo runs the script again when a catalog file changes, is added or removed. A faulty catalog fails the build
//! with the same text as `telemetry check`.

use crate::files::Files;
use crate::model::{Catalog, Date};
use crate::render::{self, RustOptions};
use crate::{CheckOptions, check, disk};
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, fmt, io};

/// The name of the generated module in `OUT_DIR`.
const MODULE: &str = "telemetry.rs";

/// A catalog that a build script turns into code.
#[derive(Debug)]
#[must_use = "call `emit` to write the module"]
pub struct BuildCatalog {
    path: PathBuf,
    out: Option<PathBuf>,
}

/// Takes a catalog file or folder, relative to the package.
pub fn catalog(path: impl Into<PathBuf>) -> BuildCatalog {
    BuildCatalog { path: path.into(), out: None }
}

/// Why a build script could not write its module.
#[derive(Debug)]
pub enum BuildError {
    /// The catalog could not be read.
    Load(disk::LoadError),
    /// The catalog has faults; their text.
    Catalog(String),
    /// Cargo did not say where to write.
    NoOutDir,
    /// The module could not be written.
    Write(io::Error),
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Load(error) => error.fmt(formatter),
            Self::Catalog(text) => formatter.write_str(text),
            Self::NoOutDir => formatter
                .write_str("`OUT_DIR` is not set: call this from a build script, or name a folder with `out_dir`"),
            Self::Write(error) => write!(formatter, "cannot write the generated module: {error}"),
        }
    }
}

impl std::error::Error for BuildError {}

impl BuildCatalog {
    /// Writes to this folder instead of `OUT_DIR`.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out = Some(folder.into());
        self
    }

    /// Checks the catalog and writes the module, as `telemetry.rs`; ends the build with readable findings if it cannot.
    pub fn emit(self) {
        if let Err(error) = self.try_emit() {
            eprintln!("{error}");
            std::process::exit(1);
        }
    }

    /// Does what [`Self::emit`] does, and hands back why it could not.
    ///
    /// # Errors
    ///
    /// See [`BuildError`].
    pub fn try_emit(self) -> Result<(), BuildError> {
        for path in disk::watched(&self.path) {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        let catalog = self.checked()?;
        let out = match &self.out {
            Some(out) => out.clone(),
            None => env::var_os("OUT_DIR").map(PathBuf::from).ok_or(BuildError::NoOutDir)?,
        };
        Self::render(&catalog).write(&out).map_err(BuildError::Write)?;
        Ok(())
    }

    fn checked(&self) -> Result<Catalog, BuildError> {
        let sources = disk::load(&self.path).map_err(BuildError::Load)?;
        let checked = check(&sources, &CheckOptions { today: today() });
        let text = checked.diagnostics.to_text(&sources);
        let catalog = checked.catalog.ok_or_else(|| BuildError::Catalog(text.clone()))?;
        for diagnostic in &checked.diagnostics {
            let file = sources.file(diagnostic.span.file);
            let place = format!("{}:{}", file.path().display(), file.position(diagnostic.span.start));
            println!("cargo::warning={place}: {}: {}", diagnostic.rule.name, diagnostic.message);
        }
        Ok(catalog)
    }

    fn render(catalog: &Catalog) -> Files {
        let options = RustOptions { file: Some(MODULE.to_owned()), included: true };
        render::rust(catalog, &options)
    }
}

/// Returns today's day in UTC; expiry is measured against it.
#[must_use]
pub fn today() -> Option<Date> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    Some(Date::from_unix_seconds(seconds))
}
