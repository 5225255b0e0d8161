//! The table of subcommands, and the help that is made of it.

use crate::prose::paragraph;
use crate::runtime::console::{Call, Fault, decision, events, status};

/// One subcommand.
pub(super) struct Command {
    pub(super) name: &'static str,
    /// The argument that it needs, or in brackets takes; empty where it takes none.
    pub(super) argument: &'static str,
    /// What it does, as help prints it.
    about: &'static str,
    pub(super) run: fn(&Call<'_>) -> Result<String, Fault>,
}

/// All subcommands, in the order of the help.
pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "status",
        argument: "",
        about: "Show what holds, who decided, and what was sent",
        run: status::status,
    },
    Command {
        name: "on",
        argument: "[LEVEL]",
        about: "Agree that something is sent: crash, error, usage (when you name none) or extended",
        run: decision::on,
    },
    Command { name: "off", argument: "", about: "Record and send nothing", run: decision::off },
    Command { name: "local", argument: "", about: "Record for your own eyes, send nothing", run: decision::local },
    Command { name: "grant", argument: "NAME", about: "Give a permission that status lists", run: decision::grant },
    Command { name: "revoke", argument: "NAME", about: "Take a permission back", run: decision::revoke },
    Command {
        name: "show",
        argument: "[N]",
        about: "Show the newest events on this machine, 10 when you name no number",
        run: events::show,
    },
    Command {
        name: "preview",
        argument: "[EVENT]",
        about: "Show what an event, or each, would look like when it is sent",
        run: events::preview,
    },
    Command {
        name: "export",
        argument: "FILE",
        about: "Write the events on this machine to a new file",
        run: events::export,
    },
    Command { name: "clear", argument: "", about: "Delete the events on this machine", run: events::clear },
    Command {
        name: "forget",
        argument: "",
        about: "Delete the events and what tells this install apart; your decision stays",
        run: events::forget,
    },
    Command { name: "help", argument: "", about: "Show this help", run: help },
];

impl Command {
    pub(super) fn needs_argument(&self) -> bool {
        !self.argument.is_empty() && !self.argument.starts_with('[')
    }

    pub(super) fn usage(&self, command: &str) -> String {
        format!("{command} {} {}", self.name, self.argument).trim_end().to_owned()
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the table has one form, and other commands can fail")]
fn help(call: &Call<'_>) -> Result<String, Fault> {
    let synopsis = |command: &Command| format!("{} {}", command.name, command.argument).trim_end().to_owned();
    let width = COMMANDS.iter().map(|command| synopsis(command).len()).max().unwrap_or_default();
    let mut text = format!("Usage: {} [COMMAND]\n\nCommands:\n", call.host.command());
    for command in COMMANDS {
        text.push_str(&paragraph(&format!("  {:width$}  ", synopsis(command)), command.about));
    }
    text.push_str("\nExit codes: 0 done, 1 could not be done, 2 not understood.\n");
    text.push_str("`DO_NOT_TRACK=1` in the environment turns telemetry off, whatever was decided.\n");
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::COMMANDS;
    use std::collections::BTreeSet;

    #[test]
    fn each_command_has_a_name_of_its_own_and_says_what_it_does() {
        let names: BTreeSet<_> = COMMANDS.iter().map(|command| command.name).collect();
        assert_eq!(names.len(), COMMANDS.len());
        assert!(COMMANDS.iter().all(|command| !command.about.is_empty() && !command.about.ends_with('.')));
    }
}
