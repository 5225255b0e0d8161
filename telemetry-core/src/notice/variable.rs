//! The environment variables of a program: their names, which way a name points, and how each turns telemetry off.

/// Which way the name of a variable points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Polarity {
    /// It asks for telemetry: `APP_TELEMETRY`.
    For,
    /// It asks for none: `APP_NO_TELEMETRY`.
    Against,
    /// Its name does not say.
    Unclear,
}

impl Polarity {
    /// The words of a name that turn it around.
    const AGAINST: [&'static str; 14] = [
        "BLOCK", "DENY", "DISABLE", "DISABLED", "DONT", "NEVER", "NO", "NOT", "OFF", "OPTOUT", "OUT", "SKIP", "STOP",
        "WITHOUT",
    ];

    /// The words that a name ends in which asks for telemetry.
    const FOR: [&'static str; 12] = [
        "ANALYTICS",
        "DIAGNOSTICS",
        "ENABLE",
        "ENABLED",
        "LEVEL",
        "METRICS",
        "REPORTING",
        "STATISTICS",
        "STATS",
        "TELEMETRY",
        "TRACKING",
        "USAGE",
    ];

    /// Returns which way a name points. The program's name before it does not count: `NO_FUSS_TELEMETRY` of a program
    /// `no-fuss` asks for telemetry.
    #[must_use]
    pub fn of(program: &str, name: &str) -> Self {
        let name = name.to_ascii_uppercase();
        let own = name.strip_prefix(&prefix(program)).unwrap_or(&name);
        let words: Vec<&str> = own.split('_').collect();
        match words.iter().filter(|word| Self::AGAINST.contains(word)).count() {
            0 if words.last().is_some_and(|word| Self::FOR.contains(word)) => Self::For,
            1 => Self::Against,
            _ => Self::Unclear,
        }
    }
}

/// Returns the names that a program obeys: those that its catalog lists, and three that every program has,
/// `APP_NO_TELEMETRY`, `APP_TELEMETRY_DISABLED` and `APP_TELEMETRY`.
pub(crate) fn names(program: &str, environment: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = environment.iter().map(|name| (*name).to_owned()).collect();
    for own in ["NO_TELEMETRY", "TELEMETRY_DISABLED", "TELEMETRY"] {
        let name = prefix(program) + own;
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Returns how a variable is set to turn telemetry off: `APP_NO_TELEMETRY=1`, `APP_TELEMETRY=0`.
pub(crate) fn turning_off(program: &str, name: &str) -> String {
    let value = match Polarity::of(program, name) {
        Polarity::For => 0,
        Polarity::Against | Polarity::Unclear => 1,
    };
    format!("{name}={value}")
}

/// Returns what stands before the program's own variables: `OSO_VSCODE_` for `oso-vscode`.
fn prefix(program: &str) -> String {
    let upper = |char: char| if char.is_ascii_alphanumeric() { char.to_ascii_uppercase() } else { '_' };
    program.chars().map(upper).chain(['_']).collect()
}

#[cfg(test)]
mod tests {
    use super::Polarity;

    #[test]
    fn the_usual_names_point_where_their_users_think() {
        let check = |names: &[&str], expected| {
            for name in names {
                assert_eq!(Polarity::of("app", name), expected, "{name}");
            }
        };
        check(
            &[
                "APP_NO_TELEMETRY",
                "APP_TELEMETRY_DISABLED",
                "APP_DISABLE_TELEMETRY",
                "app_no_telemetry",
                "NEXT_TELEMETRY_DISABLED",
                "HOMEBREW_NO_ANALYTICS",
                "DOTNET_CLI_TELEMETRY_OPTOUT",
                "CHECKPOINT_DISABLE",
                "APP_TELEMETRY_OPT_OUT",
                "DO_NOT_TRACK",
                "SCARF_NO_ANALYTICS",
                "DISABLE_TELEMETRY",
            ],
            Polarity::Against,
        );
        check(
            &[
                "APP_TELEMETRY",
                "AZURE_CORE_COLLECT_TELEMETRY",
                "WRANGLER_SEND_METRICS",
                "NG_CLI_ANALYTICS",
                "APP_TELEMETRY_ENABLED",
                "APP_TELEMETRY_LEVEL",
                "TELEMETRY",
            ],
            Polarity::For,
        );
        check(&["APP_NOTELEMETRY", "APP_QUIET", "APP_NOT_DISABLED", "APP", ""], Polarity::Unclear);
    }
}
