//! Reads pages of HTML, strictly: whatever looks like a tag is one, so that markup which should be text is seen.

use std::borrow::Cow;

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] =
    &["br", "dd", "div", "dt", "h1", "h2", "h3", "li", "p", "pre", "small", "table", "td", "th", "tr", "ul"];

/// One page: its start tags in order, each with where the text behind it begins.
pub(crate) struct Page<'a> {
    text: &'a str,
    pub(crate) tags: Vec<Tag<'a>>,
}

/// One start tag.
pub(crate) struct Tag<'a> {
    pub(crate) name: &'a str,
    pub(crate) attributes: Vec<(&'a str, Cow<'a, str>)>,
    at: usize,
}

impl Tag<'_> {
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| &**value)
    }

    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.value(name) == Some(value)
    }
}

impl<'a> Page<'a> {
    pub(crate) fn read(text: &'a str) -> Self {
        let mut tags = Vec::new();
        let mut at = 0;
        while let Some(start) = text[at..].find('<').map(|found| at + found) {
            at = start + 1;
            if text[start..].starts_with("<!--") {
                at = start + text[start..].find("-->").expect("a comment ends");
            } else if !text[at..].starts_with('/') {
                let tag = tag(text, start);
                at = tag.at;
                if matches!(tag.name, "script" | "style") {
                    at += text[at..].find(&format!("</{}>", tag.name)).expect("an element ends");
                }
                tags.push(tag);
            }
        }
        Self { text, tags }
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.tags.iter().filter_map(|tag| tag.value("id"))
    }

    /// Returns the addresses of links that lead to this site.
    pub(crate) fn links(&self) -> impl Iterator<Item = &str> {
        let links = self.tags.iter().filter(|tag| ["a", "link"].contains(&tag.name));
        links
            .filter_map(|tag| tag.value("href"))
            .filter(|href| !href.split(['/', '#']).next().unwrap_or_default().contains(':'))
    }

    /// Returns whether a link stands inside of another, or inside of what opens an entry.
    pub(crate) fn nests_links(&self) -> bool {
        let mut open = 0;
        self.text.split('<').any(|part| {
            let starts = |name: &str| part.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '>']));
            open += usize::from(starts("a") || starts("summary"));
            open -= usize::from(starts("/a") || starts("/summary"));
            open > 1
        })
    }

    /// Returns the words below the first element with a class.
    pub(crate) fn text_of(&self, class: &str) -> String {
        let start = self.tags.iter().find(|tag| tag.has("class", class)).expect("the element is there").at;
        let end = self.text.find("</main>").expect("the page has a main part");
        let mut words = String::new();
        let mut in_caption = false;
        for part in self.text[start..end].split('<') {
            let (tag, text) = part.split_once('>').unwrap_or(("", part));
            let name = tag.split(' ').next().unwrap_or_default();
            // The name of a table is that of the section before it, said again for who cannot see it.
            in_caption = name == "caption" || (in_caption && name != "/caption");
            // The colon after the label of a fact is not shown.
            words.push_str(if name == "dd" { ":" } else { "" });
            if BLOCKS.contains(&name.trim_start_matches('/')) {
                words.push(' ');
            }
            words.push_str(&if in_caption { Cow::Borrowed("") } else { unescaped(text) });
        }
        self::words(&words)
    }
}

fn tag(text: &str, start: usize) -> Tag<'_> {
    let letters = |char: char| char.is_ascii_alphanumeric() || char == '!' || char == '-';
    let rest = &text[start + 1..];
    let name = &rest[..rest.find(|char| !letters(char)).unwrap_or(rest.len())];
    let mut at = start + 1 + name.len();
    let mut attributes = Vec::new();
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        if text[at..].starts_with(['>', '/']) {
            at += text[at..].find('>').expect("a tag ends") + 1;
            return Tag { name, attributes, at };
        }
        let length = text[at..].find(|char| !letters(char)).unwrap_or_default().max(1);
        let key = &text[at..at + length];
        at += length;
        let mut value = Cow::Borrowed("");
        if let Some(rest) = text[at..].strip_prefix("=\"") {
            let end = rest.find('"').expect("a value ends");
            value = unescaped(&rest[..end]);
            at += 2 + end + 1;
        } else if let Some(rest) = text[at..].strip_prefix('=') {
            let end = rest.find([' ', '>', '\n']).expect("a value ends");
            let bare = &rest[..end];
            assert!(!bare.is_empty() && !bare.contains(['"', '\'', '=', '<', '`', '&']), "{key}={bare} needs quotes");
            value = Cow::Borrowed(bare);
            at += 1 + end;
        }
        attributes.push((key, value));
    }
}

fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut result = String::new();
    let mut parts = text.split('&');
    result.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (entity, rest) = part.split_once(';').unwrap_or_else(|| panic!("a bare `&` before {part:?}"));
        match (entity, entity.strip_prefix('#')) {
            ("amp", _) => result.push('&'),
            ("lt", _) => result.push('<'),
            ("gt", _) => result.push('>'),
            ("quot", _) => result.push('"'),
            (_, Some(number)) => result.push(number.parse().ok().and_then(char::from_u32).expect("a number of a sign")),
            _ => panic!("the entity `{entity}`"),
        }
        result.push_str(rest);
    }
    Cow::Owned(result)
}

/// Returns words with one blank between them.
pub(crate) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns a path as it is seen from a page.
pub(crate) fn joined(page: &str, address: &str) -> String {
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    match address.strip_prefix("../") {
        Some(rest) => rest.to_owned(),
        None if folder.is_empty() => address.to_owned(),
        None => format!("{folder}/{address}"),
    }
}

/// Returns a page without what is the same on every page: styles, the script, and their digests.
pub(crate) fn without_parts_of_every_page(text: &str) -> String {
    let mut text = text.to_owned();
    let parts = [("<style>", "</style>"), ("<script>", "</script>"), ("'sha256-", "'")];
    for (start, end) in parts {
        let mut from = 0;
        while let Some(at) = text[from..].find(start).map(|found| from + found + start.len()) {
            let length = text[at..].find(end).expect("it ends");
            text.replace_range(at..at + length, "…");
            from = at;
        }
    }
    text
}

/// Shows where two texts part.
pub(crate) fn difference(expected: &str, found: &str) -> String {
    let at = expected.bytes().zip(found.bytes()).position(|(a, b)| a != b).unwrap_or(expected.len().min(found.len()));
    let from = |text: &str| {
        String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(60).min(text.len())..(at + 60).min(text.len())])
            .into_owned()
    };
    format!("- {}\n+ {}", from(expected), from(found))
}
