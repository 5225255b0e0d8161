//! The program `mdbook-telemetry`, by which mdBook finds `[preprocessor.telemetry]` of a book.

use std::process::ExitCode;

fn main() -> ExitCode {
    telemetry_cli::mdbook_telemetry()
}
