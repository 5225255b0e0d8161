//! What environment variables mean: which way their name points, and what their value says.

use crate::Consent;
use crate::notice;
pub use crate::notice::Polarity;
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
        notice::names(program, rules.environment)
    }

    /// Returns how a variable is set to turn telemetry off: `APP_NO_TELEMETRY=1`, `APP_TELEMETRY=0`.
    #[must_use]
    pub fn turning_off(program: &str, name: &str) -> String {
        notice::turning_off(program, name)
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

#[cfg(test)]
mod tests {
    use super::{Polarity, Variable, limit};
    use crate::Consent;
    use crate::rules::ConsentRules;

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
