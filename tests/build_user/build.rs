//! Compiles the catalog in `telemetry/` to the module that `src/telemetry.rs` includes.

fn main() {
    telemetry_catalog::build::catalog("telemetry/").emit();
}
