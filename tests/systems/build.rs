//! Compiles the four catalogs of `catalog/examples`, each to a folder of its own, for the modules that include them.
//!
//! A user's build script is one call, as in `tests/build_user`; it repeats what `check` finds as warnings of each build.
//! Of these catalogs that is known, and true of the programs they describe: `tests/goldens` holds it. So here are the
//! steps of that call, without the warnings.

use std::path::{Path, PathBuf};
use std::{env, fs};
use telemetry_catalog::render::{RustOptions, rust};
use telemetry_catalog::{CheckOptions, check, load};

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where to write"));
    for name in ["continue", "copilot-chat", "oso", "sourcegraph"] {
        compile(Path::new("../../catalog/examples").join(name).as_path(), &out.join(name));
    }
}

fn compile(catalog: &Path, out: &Path) {
    println!("cargo::rerun-if-changed={}", catalog.display());
    let sources = load(catalog).expect("the catalogs of this repository can be read");
    let checked = check(&sources, &CheckOptions { today: None });
    let catalog = checked.catalog.expect("the catalogs of this repository have no errors");
    let options = RustOptions { file: Some("telemetry.rs".to_owned()), included: true };
    fs::create_dir_all(out).expect("the folder that cargo gives can be written");
    rust(&catalog, &options).write(out).expect("the folder that cargo gives can be written");
}
