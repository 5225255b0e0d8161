//! Where links point: ids that stay when headings, titles and the order of things change.
//!
//! An id is the kind of thing and its declared names, such as `event-policy_loaded` or
//! `event-policy_loaded:successful`. It is written as `<a id="…"></a>` on a line before its heading or in the first cell
//! of its row: GitHub, mdBook and Docusaurus all keep such an element, while each makes ids of headings in its own way,
//! and none makes one that holds a colon. Signs that a URL would not keep become `~` and their number in hexadecimal,
//! so that two things never share an id.

/// The place of one thing on the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Anchor<'a> {
    kind: &'static str,
    names: [&'a str; 3],
}

impl<'a> Anchor<'a> {
    /// Returns the place of a thing that has this name among those of its kind.
    pub(crate) fn new(kind: &'static str, name: &'a str) -> Self {
        Self { kind, names: [name, "", ""] }
    }

    /// Returns the place of a part of section `kind`.
    pub(crate) fn section(name: &'static str) -> Anchor<'static> {
        Anchor::new("section", name)
    }

    pub(crate) fn event(name: &'a str) -> Self {
        Self::new("event", name)
    }

    pub(crate) fn class(name: &'a str) -> Self {
        Self::new("class", name)
    }

    pub(crate) fn common(name: &'a str) -> Self {
        Self::new("common", name)
    }

    pub(crate) fn destination(name: &'a str) -> Self {
        Self::new("destination", name)
    }

    pub(crate) fn grant(name: &'a str) -> Self {
        Self::new("grant", name)
    }

    /// Returns the place of a named thing inside this one; at most two deep.
    pub(crate) fn within(mut self, name: &'a str) -> Self {
        let free = if self.names[1].is_empty() { 1 } else { 2 };
        self.names[free] = name;
        self
    }

    /// Returns the kind of thing.
    pub(crate) fn kind(&self) -> &'static str {
        self.kind
    }

    /// Returns the name of the thing itself, or of what holds it.
    pub(crate) fn name(&self) -> &'a str {
        self.names[0]
    }

    /// Returns the id.
    pub(crate) fn id(&self) -> String {
        let mut id = String::new();
        self.push_id(&mut id);
        id
    }

    /// Appends the id.
    pub(crate) fn push_id(&self, text: &mut String) {
        text.push_str(self.kind);
        for (index, name) in self.names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            text.push(if index == 0 { '-' } else { ':' });
            push_name(text, name);
        }
    }
}

/// Appends a name in letters that an id, a URL and the name of a file keep; two names never become one.
pub(crate) fn push_name(text: &mut String, name: &str) {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    if name.bytes().all(plain) {
        text.push_str(name);
        return;
    }
    for char in name.chars() {
        match u8::try_from(char) {
            Ok(byte) if plain(byte) => text.push(char),
            _ => text.push_str(&format!("~{:x}~", u32::from(char))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Anchor;

    #[test]
    fn ids_are_kind_and_names() {
        assert_eq!(Anchor::event("policy_loaded").within("size").id(), "event-policy_loaded:size");
        assert_eq!(Anchor::new("case", "a").within("b").within("c").id(), "case-a:b:c");
    }

    #[test]
    fn names_with_signs_stay_apart() {
        assert_eq!(Anchor::event("a:b").id(), "event-a~3a~b");
        assert_eq!(Anchor::event("a/ü~").id(), "event-a~2f~~fc~~7e~");
    }
}
