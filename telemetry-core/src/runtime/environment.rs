//! The one file of the runtime that reads the environment: what it says about telemetry, and the names that the redactor
//! must not let through. It decides nothing: [`consent::decide`](crate::runtime::consent::decide) does.
//!
//! ```
//! use telemetry_core::rules::ConsentRules;
//! use telemetry_core::runtime::consent::{Inputs, Remembered};
//! use telemetry_core::runtime::environment;
//!
//! let rules = ConsentRules { environment: &["QUILL_QUIET"], ..ConsentRules::DEFAULT };
//! let inputs = Inputs { remembered: Remembered::default(), ..environment::inputs("quill", &rules) };
//! assert_eq!((inputs.policy, inputs.flag), (None, None)); // The program alone knows these.
//! ```
//!
//! # Continuous integration
//!
//! [`is_ci`] knows the variables of some forty services. Added here is what it does not know: `TF_BUILD`,
//! `TEAMCITY_VERSION`, and `CI` in any spelling that is not a no, since services write `True` as well. Some of these
//! variables are also set where programs of a hosting service run; telemetry is then off there too.

use crate::redact::is_everyones;
use crate::rules::ConsentRules;
use crate::runtime::consent::{Inputs, Polarity, Variable};
use std::{env, fs};

/// Returns what the environment says about telemetry. What it cannot say is left at its default.
///
/// It is read anew with each call, and nothing of it is kept. A value that is no text counts as one that nobody
/// understands, which turns telemetry off.
#[must_use]
pub fn inputs(program: &str, rules: &ConsentRules) -> Inputs {
    inputs_of(&variable, is_ci::uncached(), program, rules)
}

/// The names of the user, the machine and the home folder, as far as the environment knows them.
///
/// Each is a list, without what is empty and without repetition: environments disagree. On Linux the machine's name comes
/// from the kernel, since shells rarely hand theirs on; on other Unixes only a system call would know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnNames {
    /// Names of the user's account.
    pub users: Vec<String>,
    /// Names of the machine; a name with dots also without what follows the first.
    pub hosts: Vec<String>,
    /// Home folders.
    pub homes: Vec<String>,
}

impl OwnNames {
    /// Returns the name of the user that is most likely theirs, of `root` and `ada` the latter; empty where none is known.
    #[must_use]
    pub fn user(&self) -> &str {
        telling(&self.users)
    }

    /// Returns the full name of the machine, of `localhost` and `loom` the latter; empty where none is known.
    #[must_use]
    pub fn host(&self) -> &str {
        telling(&self.hosts)
    }

    /// Returns the home folder; empty where none is known.
    #[must_use]
    pub fn home(&self) -> &str {
        self.homes.iter().find(|home| home.contains(['/', '\\'])).map_or("", String::as_str)
    }
}

/// Returns the first of some names that a thousand others do not have as well, or just the first.
fn telling(names: &[String]) -> &str {
    names.iter().find(|name| !is_everyones(name)).or(names.first()).map_or("", String::as_str)
}

/// Returns the names that tell who and where the program runs for.
#[must_use]
pub fn own_names() -> OwnNames {
    let kernel = fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let home = env::home_dir().map(|home| home.to_string_lossy().into_owned());
    own_names_of(&variable, kernel, home)
}

fn variable(name: &str) -> Option<String> {
    env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

type Lookup<'a> = &'a dyn Fn(&str) -> Option<String>;

fn inputs_of(lookup: Lookup<'_>, is_ci: bool, program: &str, rules: &ConsentRules) -> Inputs {
    let set = |name: &String| lookup(name).map(|value| Variable::new(program, name, &value));
    Inputs {
        do_not_track: lookup("DO_NOT_TRACK"),
        variables: Variable::names(program, rules).iter().filter_map(set).collect(),
        ci: is_ci || is_other_ci(lookup),
        ..Inputs::default()
    }
}

/// Returns whether one of the services is at work that [`is_ci`] does not know.
fn is_other_ci(lookup: Lookup<'_>) -> bool {
    ["CI", "TF_BUILD", "TEAMCITY_VERSION"].into_iter().any(|name| {
        // A variable against something limits exactly where its value is set and is not a no.
        let variable = lookup(name).map(|value| Variable { name: name.to_owned(), value, polarity: Polarity::Against });
        variable.is_some_and(|variable| variable.limit().is_some())
    })
}

fn own_names_of(lookup: Lookup<'_>, kernel: Option<String>, home: Option<String>) -> OwnNames {
    let all = |names: &[&str]| names.iter().filter_map(|name| lookup(name)).collect::<Vec<_>>();
    let full = all(&["HOSTNAME", "COMPUTERNAME"]).into_iter().chain(kernel);
    let hosts = full.flat_map(|name| {
        let short = name.split('.').next().unwrap_or_default().to_owned();
        [name, short]
    });
    OwnNames {
        users: distinct(all(&["USER", "LOGNAME", "USERNAME", "SUDO_USER"])),
        hosts: distinct(hosts),
        homes: distinct(home.into_iter().chain(all(&["HOME", "USERPROFILE"]))),
    }
}

fn distinct(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for name in names.into_iter().map(|name| name.trim().to_owned()) {
        if !name.is_empty() && !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    distinct
}

#[cfg(test)]
mod tests {
    use super::{OwnNames, inputs, inputs_of, own_names_of};
    use crate::rules::ConsentRules;
    use std::env;
    use std::process::Command;

    const RULES: ConsentRules = ConsentRules { environment: &["QUIET"], ..ConsentRules::DEFAULT };

    /// Looks a name up among pairs, as an environment would.
    fn among<'a>(pairs: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> Option<String> + 'a {
        |name| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn what_is_set_is_found_under_each_name() {
        let check = |pairs: &[(&str, &str)], do_not_track: Option<&str>, expected: &[&str], ci| {
            let inputs = inputs_of(&among(pairs), false, "app", &RULES);
            let found: Vec<_> = inputs.variables.iter().map(|variable| variable.name.as_str()).collect();
            assert_eq!(
                (inputs.do_not_track.as_deref(), &found[..], inputs.ci),
                (do_not_track, expected, ci),
                "{pairs:?}"
            );
        };
        check(&[], None, &[], false);
        check(&[("DO_NOT_TRACK", "1"), ("OTHER_NO_TELEMETRY", "1")], Some("1"), &[], false);
        check(
            &[("QUIET", ""), ("APP_TELEMETRY", "0"), ("APP_NO_TELEMETRY", "1")],
            None,
            &["QUIET", "APP_NO_TELEMETRY", "APP_TELEMETRY"],
            false,
        );
        for value in ["true", "True", "1", "yes", "drone"] {
            check(&[("CI", value)], None, &[], true);
        }
        check(&[("CI", "false"), ("TF_BUILD", ""), ("TEAMCITY_VERSION", "0")], None, &[], false);
        check(&[("TF_BUILD", "True")], None, &[], true);
        assert!(inputs_of(&among(&[]), true, "app", &RULES).ci);
    }

    #[test]
    fn own_names_are_gathered_from_where_environments_put_them() {
        let pairs =
            [("USER", "ada"), ("LOGNAME", "ada"), ("SUDO_USER", "root"), ("HOME", "/home/ada"), ("HOSTNAME", " ")];
        let names = own_names_of(&among(&pairs), Some("loom.example.org\n".to_owned()), Some("/home/ada".to_owned()));
        let expected = OwnNames {
            users: vec!["ada".to_owned(), "root".to_owned()],
            hosts: vec!["loom.example.org".to_owned(), "loom".to_owned()],
            homes: vec!["/home/ada".to_owned()],
        };
        assert_eq!(names, expected);
        assert_eq!((names.user(), names.host(), names.home()), ("ada", "loom.example.org", "/home/ada"));
        assert_eq!(OwnNames::default().user(), "");
        let sudo = [("USER", "root"), ("SUDO_USER", "ada"), ("HOME", "root"), ("HOSTNAME", "localhost")];
        let names = own_names_of(&among(&sudo), Some("loom".to_owned()), None);
        assert_eq!((names.user(), names.host(), names.home()), ("ada", "loom", ""));
        let root = own_names_of(&among(&sudo[..1]), None, None);
        assert_eq!((root.user(), root.host()), ("root", ""));
        assert_eq!(own_names_of(&among(&[]), None, None), OwnNames::default());
    }

    /// A process cannot change its own environment safely, so the test runs itself once more for each.
    #[test]
    fn the_environment_of_a_process_is_read() {
        const EXPECTED: &str = "TELEMETRY_TEST_EXPECTED";
        if let Ok(expected) = env::var(EXPECTED) {
            let inputs = inputs("app", &RULES);
            let found: Vec<_> = inputs.variables.iter().map(|variable| variable.value.as_str()).collect();
            return assert_eq!(format!("{:?} {found:?} {}", inputs.do_not_track, inputs.ci), expected);
        }
        let check = |pairs: &[(&str, &str)], expected: &str| {
            let mut command = Command::new(env::current_exe().expect("tests are programs"));
            command.env_clear().envs(pairs.iter().copied()).env(EXPECTED, expected);
            let test = "runtime::environment::tests::the_environment_of_a_process_is_read";
            let output = command.args(["--exact", test]).output().expect("the test can run itself");
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success() && said.contains("1 passed"), "{said}");
        };
        check(&[], "None [] false");
        check(&[("DO_NOT_TRACK", "1"), ("APP_TELEMETRY", "off")], "Some(\"1\") [\"off\"] false");
        check(&[("GITHUB_ACTION", "run"), ("QUIET", "yes")], "None [\"yes\"] true");
        check(&[("CI", "True")], "None [] true");
    }
}
