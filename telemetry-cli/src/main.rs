//! The program `telemetry`.

use std::process::ExitCode;

fn main() -> ExitCode {
    telemetry_cli::telemetry()
}
