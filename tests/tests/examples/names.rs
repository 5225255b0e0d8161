//! Names that a document uses: of events, of their properties, of rows of a table.

use std::fmt;

/// A name, and the event that it is a property of, where the document says so.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Named {
    pub(crate) of: Option<String>,
    pub(crate) name: String,
}

impl Named {
    pub(crate) fn alone(name: &str) -> Self {
        Self { of: None, name: name.to_owned() }
    }

    pub(crate) fn property(event: &str, name: &str) -> Self {
        Self { of: Some(event.to_owned()), name: name.to_owned() }
    }
}

impl fmt::Display for Named {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.of {
            Some(event) => write!(formatter, "`{}` of `{event}`", self.name),
            None => write!(formatter, "`{}`", self.name),
        }
    }
}

/// Parses a list: a name on each line, those of an event's properties indented below it.
pub(crate) fn parse(text: &str) -> Vec<Named> {
    let mut event = "";
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| match line.strip_prefix("  ") {
            Some(property) => Named::property(event, property),
            None => {
                event = line;
                Named::alone(line)
            }
        })
        .collect()
}
