//! Code spans, and links to places of the page and beyond it.

use super::{Dialect, Links, Place, Writer};
use crate::anchor::Anchor;
use crate::site::places;

impl Writer {
    /// Writes a name or a value exactly as it is.
    pub(crate) fn code(&mut self, text: &str) -> &mut Self {
        if self.dialect == Dialect::Plain {
            return self.as_written(text);
        }
        let is_odd = || text.contains(['|', '`']) || text.trim() != text;
        if (self.place == Place::Cell && is_odd()) || is_read_in_code(text) {
            return self.code_as_html(text);
        }
        let fence = longest_run(text) + 1;
        let padded = text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) || text.is_empty();
        self.repeat_backtick(fence, padded, true);
        self.text.extend(text.chars().map(|char| if char.is_control() { ' ' } else { char }));
        self.repeat_backtick(fence, padded, false);
        self
    }

    fn repeat_backtick(&mut self, count: usize, padded: bool, opening: bool) {
        if padded && !opening {
            self.text.push(' ');
        }
        for _ in 0..count {
            self.text.push('`');
        }
        if padded && opening {
            self.text.push(' ');
        }
    }

    /// A pipe in a code span of a table ends the cell for some readers and has a backslash for others, and a backtick
    /// or a blank at an end ends the table for Jekyll; templates are filled in even in code, and the check of links of
    /// `MkDocs` sees comments there. Such texts (regular expressions, mostly) become HTML with every sign as a number.
    fn code_as_html(&mut self, text: &str) -> &mut Self {
        self.text.push_str("<code>");
        self.entities(text);
        self.verbatim("</code>")
    }

    /// Writes a text with every sign as a number, so that it is no markup inside of HTML.
    pub(super) fn entities(&mut self, text: &str) -> &mut Self {
        let mut chars = text.char_indices().peekable();
        let mut within_word = false;
        while let Some((at, char)) = chars.next() {
            let goes_on = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
            match char {
                ':' if self.is_directive(&text[at..]) => self.text.push_str(COLON),
                // Jekyll ends a table where code begins or ends with a blank.
                ' ' if at > 0 && chars.peek().is_some() => self.text.push(' '),
                char if char.is_alphanumeric() => self.text.push(char),
                // Inside of a word, these are no markup anywhere.
                '_' | '-' | '.' if within_word && goes_on => self.text.push(char),
                char if char.is_control() => self.text.push(' '),
                char => self.text.push_str(&format!("&#{};", u32::from(char))),
            }
            within_word = char.is_alphanumeric();
        }
        self
    }

    /// Writes a link to another part of the page.
    pub(crate) fn link(&mut self, anchor: Anchor<'_>, text: impl FnOnce(&mut Self)) -> &mut Self {
        let way = match &self.links {
            _ if self.dialect == Dialect::Plain => {
                text(self);
                return self;
            }
            Links::Here => String::new(),
            Links::Site(file) => places::way(file, anchor),
            Links::Known(ids) if ids.contains(&anchor.id()) => String::new(),
            Links::Known(_) | Links::Gathered(_) => {
                text(self);
                return self;
            }
        };
        // Docusaurus looks for the targets of links among headings alone and warns of others; it leaves elements alone.
        if self.dialect == Dialect::Mdx {
            self.text.push_str(&format!("<a href=\"{way}#{}\">", anchor.id()));
            self.in_element = true;
            text(self);
            self.in_element = false;
            return self.words("</a>");
        }
        self.open_link();
        text(self);
        self.text.push_str("](");
        self.text.push_str(&way);
        self.text.push('#');
        anchor.push_id(&mut self.text);
        self.text.push(')');
        self
    }

    /// Opens a link. After an exclamation mark it would be an image, which is fetched from where it leads.
    fn open_link(&mut self) {
        if self.text.ends_with('!') {
            self.text.pop();
            self.text.push_str("&#33;");
        }
        self.text.push('[');
    }

    /// Writes a name or a value as a link to another part of the page.
    pub(crate) fn code_link(&mut self, anchor: Anchor<'_>, text: &str) -> &mut Self {
        self.link(anchor, |writer| writer.code(text).end())
    }

    /// Writes words of our own as a link to another part of the page.
    pub(crate) fn words_link(&mut self, anchor: Anchor<'_>, words: &str) -> &mut Self {
        self.link(anchor, |writer| writer.words(words).end())
    }

    /// Writes a text of the catalog as a link to another part of the page.
    pub(crate) fn prose_link(&mut self, anchor: Anchor<'_>, text: &str) -> &mut Self {
        self.link(anchor, |writer| writer.link_text(text))
    }

    /// Writes a link to another page; only the web and mail are linked, other addresses are printed.
    pub(crate) fn outside(&mut self, address: &str, text: impl FnOnce(&mut Self)) -> &mut Self {
        if self.dialect == Dialect::Plain || !is_address(address) {
            text(self);
            return self;
        }
        self.open_link();
        text(self);
        self.text.push_str("](");
        for char in address.chars() {
            match char {
                '(' | ')' | '<' | '>' | '|' | '\\' | '`' | '"' | '\'' | '[' | ']' | '{' | '}' | ' ' | '*' => {
                    self.text.push_str(&format!("%{:02X}", u32::from(char)));
                }
                char if char.is_control() => {}
                char => self.text.push(char),
            }
        }
        self.verbatim(")")
    }

    /// Writes a link to an address of the web, or to a file by its path from where the page lies; any other is printed.
    pub(crate) fn link_to(&mut self, address: &str, text: impl FnOnce(&mut Self)) -> &mut Self {
        let is_path = address.chars().all(|char| char.is_ascii_alphanumeric() || "_.-~/".contains(char));
        if is_address(address) {
            self.outside(address, text)
        } else if is_path && !address.starts_with("//") && self.dialect != Dialect::Plain {
            self.text.push('[');
            text(self);
            self.verbatim("](").verbatim(address).verbatim(")")
        } else {
            text(self);
            self.verbatim(" (").prose(address).verbatim(")")
        }
    }

    /// Writes how somebody is reached: an e-mail address, a URL, or words.
    pub(crate) fn contact(&mut self, contact: &str) -> &mut Self {
        let is_mail = contact.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
        if is_mail && !contact.contains([' ', '/', ':']) {
            return self.outside(&format!("mailto:{contact}"), |writer| writer.plain(contact));
        }
        if is_address(contact) { self.address(contact) } else { self.prose(contact) }
    }

    /// Writes an address as its own link text.
    pub(crate) fn address(&mut self, address: &str) -> &mut Self {
        self.outside(address, |writer| writer.plain(address))
    }

    /// Writes text in which nothing keeps a meaning: the inside of a link.
    pub(super) fn plain(&mut self, text: &str) {
        if self.dialect == Dialect::Plain {
            self.as_written(text);
            return;
        }
        for (at, char) in text.char_indices() {
            match char {
                char if char.is_control() => self.text.push(' '),
                ':' if self.is_directive(&text[at..]) => self.text.push_str(COLON),
                ':' | '@' | '.' if self.is_of_address(text, at) => self.text.push_str(&format!("{{\"{char}\"}}")),
                '-' | '>' if text[at + 1..].starts_with(char) => self.sign(char),
                // A link that begins so is a footnote to Jekyll.
                '^' if self.text.ends_with('[') => self.text.push_str("&#94;"),
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '{' | '}' | '|' | '~' | '$' | '&' => self.sign(char),
                char => self.text.push(char),
            }
        }
    }

    /// Returns whether a text that begins with a colon could be a directive or an emoji.
    pub(super) fn is_directive(&self, text: &str) -> bool {
        let is_name = |char: char| char.is_ascii_alphanumeric() || matches!(char, '+' | '-' | '_');
        self.dialect == Dialect::Mdx && text[1..].starts_with(is_name)
    }

    /// Returns whether a sign makes an address, which MDX would link even inside of a link that is an element.
    fn is_of_address(&self, text: &str, at: usize) -> bool {
        let (before, rest) = text.split_at(at);
        let is_sign =
            rest.starts_with('@') || rest.starts_with("://") || (rest.starts_with('.') && before.ends_with("www"));
        self.in_element && is_sign
    }

    /// Writes a sign that would mean something, as text. Readers do not agree on the signs that a backslash may stand
    /// before: Python-Markdown, of `MkDocs`, prints it before some and reads the element that begins behind it. And no
    /// two braces may meet, which many sites take for a template. So these signs are references.
    pub(super) fn sign(&mut self, sign: char) {
        match sign {
            '<' => self.text.push_str("&lt;"),
            '&' => self.text.push_str("&amp;"),
            '|' if self.place == Place::Cell => self.text.push_str("\\|"),
            // Jekyll looks for the end of code before it looks for a backslash.
            '`' if self.place == Place::Cell => self.text.push_str("&#96;"),
            '{' | '}' | '~' | '$' | '|' | '=' | ':' | '%' | '/' | '?' => {
                self.text.push_str(&format!("&#{};", u32::from(sign)));
            }
            _ => {
                self.text.push('\\');
                self.text.push(sign);
            }
        }
    }

    /// Writes a text of the catalog without any markup, on one line.
    pub(super) fn as_written(&mut self, text: &str) -> &mut Self {
        for char in text.chars() {
            self.text.push(if char.is_control() { ' ' } else { char });
        }
        self
    }

    /// Writes the text of a link, in which only code spans keep a meaning.
    pub(crate) fn link_text(&mut self, text: &str) {
        if self.dialect == Dialect::Plain {
            self.as_written(text);
            return;
        }
        let balanced = text.matches('`').count().is_multiple_of(2);
        for (index, part) in text.split('`').enumerate() {
            if index > 0 && !balanced {
                self.plain("`");
            }
            if index % 2 == 1 && balanced && !part.is_empty() {
                self.code(part);
            } else {
                self.plain(part);
            }
        }
    }
}
/// Returns whether pages link to an address: the web and mail are, scripts are not.
pub(super) fn is_address(address: &str) -> bool {
    let known = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| address.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
    known && !address.contains(|char: char| char.is_whitespace() || char.is_control())
}

/// A colon in MDX that stands before a name: Docusaurus and Starlight would read a directive (`:name`), or an emoji
/// (`:smile:`) even where the colon is a reference.
pub(super) const COLON: &str = "{\":\"}";

/// Returns whether a site could look into code and take something there for a template, an inclusion or a comment.
fn is_read_in_code(text: &str) -> bool {
    ["{{", "{%", "{#", "<!", "<?"].iter().any(|sign| text.contains(sign))
}

pub(super) fn longest_run(text: &str) -> usize {
    text.split(|char| char != '`').map(str::len).max().unwrap_or(0)
}
