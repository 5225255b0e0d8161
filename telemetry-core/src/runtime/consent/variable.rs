//! What environment variables mean: which way their name points, and what their value says.

use crate::Consent;
use crate::rules::ConsentRules;

/// A variable of the program's own that is set, and which way its name points.
///
/// A variable lowers the level or says nothing; none raises it. Case and surrounding space do not matter, and what is
/// empty is not set:
///
/// | value | `APP_NO_TELEMETRY`, `APP_TELEMETRY_DISABLED`, `DO_NOT_TRACK` | `APP_TELEMETRY`, `APP_SEND_METRICS` |
/// |---|---|---|
/// | `1`, `true`, `yes`, `on`, `y`, `t`, `enable`, `enabled` | off | says nothing |
/// | `0`, `false`, `no`, `off`, `n`, `f` | says nothing | off |
/// | `local`, `crash`, `error`, `usage`, `extended` | off | at most that level |
/// | anything else | off | off |
///
/// Where a name points neither way, every value turns telemetry off: who sets a variable that a catalog names as a
/// switch, and is misread, should not be recorded.
///
/// ```
/// use telemetry_core::Consent;
/// use telemetry_core::runtime::consent::Variable;
///
/// let limit = |name, value| Variable::new("quill", name, value).limit();
/// assert_eq!(limit("QUILL_NO_TELEMETRY", "1"), Some(Consent::Off));
/// assert_eq!(limit("QUILL_TELEMETRY", "0"), Some(Consent::Off));
/// assert_eq!(limit("QUILL_TELEMETRY", "error"), Some(Consent::Error));
/// assert_eq!(limit("QUILL_TELEMETRY", "1"), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Which way its name points.
    pub polarity: Polarity,
}

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

impl Variable {
    /// Makes a variable that is set, of a program with this name.
    #[must_use]
    pub fn new(program: &str, name: &str, value: &str) -> Self {
        Self { name: name.to_owned(), value: value.to_owned(), polarity: Polarity::of(program, name) }
    }

    /// Returns the names that a program obeys: those that its catalog lists, and three that every program has,
    /// `APP_NO_TELEMETRY`, `APP_TELEMETRY_DISABLED` and `APP_TELEMETRY`.
    #[must_use]
    pub fn names(program: &str, rules: &ConsentRules) -> Vec<String> {
        let mut names: Vec<String> = rules.environment.iter().map(|name| (*name).to_owned()).collect();
        for own in ["NO_TELEMETRY", "TELEMETRY_DISABLED", "TELEMETRY"] {
            let name = prefix(program) + own;
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Returns how a variable is set to turn telemetry off: `APP_NO_TELEMETRY=1`, `APP_TELEMETRY=0`.
    #[must_use]
    pub fn turning_off(program: &str, name: &str) -> String {
        let value = match Polarity::of(program, name) {
            Polarity::For => 0,
            Polarity::Against | Polarity::Unclear => 1,
        };
        format!("{name}={value}")
    }

    /// Returns the highest level that the variable allows, where it says anything.
    #[must_use]
    pub fn limit(&self) -> Option<Consent> {
        limit(self.polarity, &self.value)
    }
}

/// Returns the highest level that a value allows, where it says anything.
pub(super) fn limit(polarity: Polarity, value: &str) -> Option<Consent> {
    let value = value.trim().to_ascii_lowercase();
    let value = value.as_str();
    let (yes, no) = (is_yes(value), is_no(value));
    match polarity {
        _ if value.is_empty() => None,
        Polarity::For if yes => None,
        Polarity::For => Some(Consent::from_name(value).unwrap_or(Consent::Off)),
        Polarity::Against if no => None,
        Polarity::Against | Polarity::Unclear => Some(Consent::Off),
    }
}

fn is_yes(value: &str) -> bool {
    matches!(value, "1" | "true" | "yes" | "on" | "y" | "t" | "enable" | "enabled")
}

fn is_no(value: &str) -> bool {
    matches!(value, "0" | "false" | "no" | "off" | "n" | "f")
}

/// Returns what stands before the program's own variables: `OSO_VSCODE_` for `oso-vscode`.
fn prefix(program: &str) -> String {
    let upper = |char: char| if char.is_ascii_alphanumeric() { char.to_ascii_uppercase() } else { '_' };
    program.chars().map(upper).chain(['_']).collect()
}

#[cfg(test)]
mod tests {
    use super::{Polarity, Variable, limit};
    use crate::Consent;
    use crate::rules::ConsentRules;

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

    #[test]
    fn a_program_whose_name_says_no_is_still_turned_off_by_zero() {
        let check = |program, name, value, expected| {
            assert_eq!(Variable::new(program, name, value).limit(), expected, "{program} {name}={value}");
        };
        check("no-fuss", "NO_FUSS_TELEMETRY", "0", Some(Consent::Off));
        check("no-fuss", "NO_FUSS_NO_TELEMETRY", "1", Some(Consent::Off));
        check("no-fuss", "NO_FUSS_TELEMETRY", "1", None);
        check("off", "OFF_TELEMETRY", "false", Some(Consent::Off));
    }

    #[test]
    fn each_value_says_what_the_table_says() {
        let check = |values: &[&str], against, asking| {
            for value in values {
                assert_eq!(limit(Polarity::Against, value), against, "against: `{value}`");
                assert_eq!(limit(Polarity::For, value), asking, "for: `{value}`");
                let unclear = (!value.trim().is_empty()).then_some(Consent::Off);
                assert_eq!(limit(Polarity::Unclear, value), unclear, "unclear: `{value}`");
            }
        };
        let off = Some(Consent::Off);
        check(&["", " ", "\t"], None, None);
        check(&["1", "true", "TRUE", " yes ", "on", "Y", "t", "enable", "Enabled"], off, None);
        check(&["0", "false", "False", "no", "OFF", "n", "f"], None, off);
        for level in [Consent::Local, Consent::Crash, Consent::Error, Consent::Usage, Consent::Extended] {
            check(&[level.name(), &level.name().to_uppercase()], off, Some(level));
        }
        check(&["2", "00", "-1", "none", "disabled", "all", "tru", "ja", "\u{fffd}"], off, off);
    }

    #[test]
    fn what_turns_off_does() {
        for name in ["APP_TELEMETRY", "APP_NO_TELEMETRY", "NO_FUSS_TELEMETRY", "NO_FUSS_NO_TELEMETRY", "QUIET"] {
            for program in ["app", "no-fuss", ""] {
                let set = Variable::turning_off(program, name);
                let (name, value) = set.split_once('=').expect("it is set to something");
                assert_eq!(Variable::new(program, name, value).limit(), Some(Consent::Off), "{program} {set}");
            }
        }
    }

    #[test]
    fn every_program_has_three_names_beside_those_of_its_catalog() {
        let check = |environment, program, expected: &[&str]| {
            let rules = ConsentRules { environment, ..ConsentRules::DEFAULT };
            assert_eq!(Variable::names(program, &rules), expected);
        };
        check(&[], "oso-vscode", &["OSO_VSCODE_NO_TELEMETRY", "OSO_VSCODE_TELEMETRY_DISABLED", "OSO_VSCODE_TELEMETRY"]);
        check(
            &["CI_QUIET", "APP_NO_TELEMETRY"],
            "app",
            &["CI_QUIET", "APP_NO_TELEMETRY", "APP_TELEMETRY_DISABLED", "APP_TELEMETRY"],
        );
    }
}
