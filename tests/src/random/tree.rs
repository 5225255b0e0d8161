//! A catalog before it is text, and its YAML.

/// One value.
#[derive(Clone)]
pub(super) enum Tree {
    /// A text, quoted where it needs quotes.
    Text(String),
    /// A number, `true` or `false`.
    Plain(String),
    List(Vec<Tree>),
    Map(Map),
}

/// Values by name.
#[derive(Clone, Default)]
pub(super) struct Map(pub(super) Vec<(String, Tree)>);

impl Map {
    pub(super) fn put(&mut self, key: &str, value: impl Into<Tree>) {
        self.0.push((key.to_owned(), value.into()));
    }

    /// Adds a part, unless it is empty.
    pub(super) fn put_if(&mut self, key: &str, value: Map) {
        if !value.0.is_empty() {
            self.put(key, value);
        }
    }

    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.0.iter().find_map(|(known, value)| match value {
            Tree::Text(text) if known == key => Some(text.as_str()),
            _ => None,
        })
    }

    /// Returns whether a key has a text.
    pub(super) fn is(&self, key: &str, text: &str) -> bool {
        self.text(key) == Some(text)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(known, _)| known == key)
    }

    pub(super) fn into_tree(self) -> Tree {
        Tree::Map(self)
    }
}

impl From<Map> for Tree {
    fn from(map: Map) -> Self {
        Self::Map(map)
    }
}

impl From<&str> for Tree {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Tree {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Tree {
    fn from(value: bool) -> Self {
        Self::Plain(value.to_string())
    }
}

impl From<i64> for Tree {
    fn from(number: i64) -> Self {
        Self::Plain(number.to_string())
    }
}

impl From<usize> for Tree {
    fn from(number: usize) -> Self {
        Self::Plain(number.to_string())
    }
}

impl From<f64> for Tree {
    fn from(number: f64) -> Self {
        Self::Plain(format!("{number:?}"))
    }
}

impl<T: Into<Tree>> From<Vec<T>> for Tree {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl Tree {
    /// Returns the value as a document.
    pub(super) fn yaml(&self) -> String {
        let mut text = String::new();
        self.block(&mut text, 0);
        text
    }

    /// Writes what has lines of its own, and all else on the line that is open.
    fn block(&self, text: &mut String, depth: usize) {
        match self {
            Self::Map(map) if !map.0.is_empty() => {
                for (key, value) in &map.0 {
                    text.push_str(&"  ".repeat(depth));
                    push_text(text, key);
                    text.push(':');
                    let flow = value.flow();
                    let has_lines = matches!(value, Self::Map(map) if !map.0.is_empty());
                    if has_lines && flow.chars().count() + depth * 2 + key.len() > 110 {
                        text.push('\n');
                        value.block(text, depth + 1);
                    } else {
                        text.push_str(&format!(" {flow}\n"));
                    }
                }
            }
            Self::Map(_) | Self::List(_) | Self::Text(_) | Self::Plain(_) => text.push_str(&self.flow()),
        }
    }

    fn flow(&self) -> String {
        match self {
            Self::Plain(word) => word.clone(),
            Self::Text(value) => {
                let mut text = String::new();
                push_text(&mut text, value);
                text
            }
            Self::List(items) => format!("[{}]", items.iter().map(Self::flow).collect::<Vec<_>>().join(", ")),
            Self::Map(map) => {
                let entry = |(key, value): &(String, Self)| {
                    let mut text = String::new();
                    push_text(&mut text, key);
                    format!("{text}: {}", value.flow())
                };
                format!("{{ {} }}", map.0.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// Writes a text: as it is where YAML reads it so, in one kind of quotes or the other.
fn push_text(text: &mut String, value: &str) {
    let is_plain = value.starts_with(|char: char| char.is_ascii_alphabetic())
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-/".contains(&byte))
        && !matches!(&*value.to_lowercase(), "true" | "false" | "null");
    if is_plain {
        text.push_str(value);
    } else if value.len().is_multiple_of(2) && !value.contains(|char: char| char.is_control() || char > '~') {
        text.push_str(&format!("'{}'", value.replace('\'', "''")));
    } else {
        text.push('"');
        for char in value.chars() {
            match char {
                '"' => text.push_str("\\\""),
                '\\' => text.push_str("\\\\"),
                '\n' => text.push_str("\\n"),
                '\t' => text.push_str("\\t"),
                char if char.is_control() || ('\u{2000}'..='\u{206f}').contains(&char) => {
                    text.push_str(&format!("\\u{:04X}", u32::from(char)));
                }
                char => text.push(char),
            }
        }
        text.push('"');
    }
}
