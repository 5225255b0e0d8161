//! `telemetry explain`: the page of a rule, or all rules.

use crate::Outcome;
use crate::arguments::ExplainArguments;
use crate::nearest;
use crate::screen::{Failure, STRONG, Screen, styled};
use telemetry_catalog::rules::{self, RULES, Rule};

pub(crate) fn explain(arguments: &ExplainArguments, screen: &Screen) -> Result<Outcome, Failure> {
    let text = match &arguments.rule {
        Some(name) => page(named(name)?),
        None => all(),
    };
    screen.print(&text)?;
    Ok(Outcome::Clean)
}

fn named(name: &str) -> Result<&'static Rule, Failure> {
    rules::find(name).ok_or_else(|| {
        let known: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
        let help = match nearest::nearest(name, &known) {
            Some(near) => format!("did you mean `{near}`? `telemetry explain` lists all rules"),
            None => "`telemetry explain` lists all rules".to_owned(),
        };
        Failure::said(format!("there is no rule `{name}`")).with_help(help)
    })
}

fn page(rule: &Rule) -> String {
    let title = format!("{} ({})", rule.name, rule.severity.name());
    format!("{}\n\n{}\n", styled(STRONG, &title), page_text(rule))
}

/// Returns a rule's page as Markdown, without the space that stands before each line of a doc comment.
pub(crate) fn page_text(rule: &Rule) -> String {
    let lines: Vec<&str> = rule.page.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    lines.join("\n").trim_end().to_owned()
}

fn all() -> String {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let line = |rule: &&Rule| {
        let name = format!("{:width$}", rule.name);
        format!("{}  {:7}  {}\n", styled(STRONG, &name), rule.severity.name(), rule.summary)
    };
    RULES.iter().map(line).collect()
}
