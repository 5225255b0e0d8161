//! What stands in a line: code, links, bold words, and text with backslashes before its signs, or references to them.

use telemetry_catalog::model::Catalog;

/// One line of Markdown, read from left to right.
#[derive(Clone)]
pub(super) struct Inline<'a> {
    badges: Option<&'a Catalog>,
    rest: &'a str,
    bold: bool,
}

impl<'a> Inline<'a> {
    pub(super) fn new(badges: Option<&'a Catalog>, text: &'a str) -> Self {
        Self { badges, rest: text, bold: false }
    }

    /// Appends the line as HTML.
    pub(super) fn push(mut self, html: &mut String) {
        while !self.rest.is_empty() {
            self.next(html);
        }
        if self.bold {
            html.push_str("</strong>");
        }
    }

    /// Appends the line as a link to a place of the site; a class is a badge.
    pub(super) fn push_as_link(self, address: &str, html: &mut String) {
        let class = address.split_once("#class-").map(|(_, name)| name);
        let classes = self.badges.map_or(&[][..], Catalog::classes);
        let class = classes.iter().find(|known| Some(known.name()) == class);
        html.push_str("<a");
        if let Some(class) = class {
            push_attribute(html, "class", class.treat_as().name());
        }
        let (page, place) = address.split_at(address.find('#').unwrap_or(address.len()));
        let page = page.strip_suffix(".md").map_or_else(String::new, |page| format!("{page}.html"));
        push_attribute(html, "href", &(page + place));
        html.push('>');
        self.push(html);
        html.push_str("</a>");
    }

    /// Returns whether the line is this text.
    fn says(self, text: &str) -> bool {
        let mut html = String::new();
        self.push(&mut html);
        html == escaped(text)
    }

    fn next(&mut self, html: &mut String) {
        let plain = self.rest.find(['\\', '`', '[', '*', '<', '&']).unwrap_or(self.rest.len());
        push_text(html, self.take(plain));
        let Some(sign) = self.rest.chars().next() else { return };
        let taken = match sign {
            '\\' => self.backslash(html),
            '`' => self.code(html),
            '[' => self.link(html),
            '*' => self.bold(html),
            '&' => self.reference(html),
            _ => self.element(html),
        };
        if !taken {
            push_text(html, self.take(sign.len_utf8()));
        }
    }

    /// Takes so many bytes from the start.
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    fn backslash(&mut self, html: &mut String) -> bool {
        let escapes = self.rest[1..].starts_with(|char: char| char.is_ascii_punctuation());
        if escapes {
            self.take(1);
            push_text(html, self.take(1));
        }
        escapes
    }

    fn reference(&mut self, html: &mut String) -> bool {
        let Some((sign, length)) = reference(self.rest) else { return false };
        let written = self.take(length);
        match sign {
            // What follows is not known here; two of these would be a template.
            '{' => html.push_str(written),
            sign => push_text(html, sign.encode_utf8(&mut [0; 4])),
        }
        true
    }

    fn code(&mut self, html: &mut String) -> bool {
        let Some((inside, length)) = code_span(self.rest) else { return false };
        self.take(length);
        html.push_str("<code>");
        push_text(html, inside);
        html.push_str("</code>");
        true
    }

    fn link(&mut self, html: &mut String) -> bool {
        let Some(end) = end_of_link_text(self.rest) else { return false };
        let Some((address, _)) = self.rest[end + 2..].split_once(')') else { return false };
        let text = Inline::new(self.badges, &self.rest[1..end]);
        self.take(end + 2 + address.len() + 1);
        match Target::of(address) {
            Target::Nowhere => text.push(html),
            Target::Outside => {
                // Paper shows where other links lead; this one says it itself.
                let bare = text.clone().says(address);
                html.push_str(if bare { "<a class=bare" } else { "<a" });
                push_attribute(html, "href", address);
                html.push_str(" rel=\"noopener noreferrer\">");
                text.push(html);
                html.push_str("</a>");
            }
            Target::Beside => {
                html.push_str("<a");
                push_attribute(html, "href", address);
                html.push('>');
                text.push(html);
                html.push_str("</a>");
            }
            Target::Inside => text.push_as_link(address, html),
        }
        true
    }

    fn bold(&mut self, html: &mut String) -> bool {
        let is_bold = self.rest.starts_with("**");
        if is_bold {
            self.take(2);
            self.bold = !self.bold;
            html.push_str(if self.bold { "<strong>" } else { "</strong>" });
        }
        is_bold
    }

    /// Takes one of the few elements that the writer writes; their content is made of letters and numbered signs.
    fn element(&mut self, html: &mut String) -> bool {
        if self.rest.starts_with("<br/>") {
            self.take("<br/>".len());
            html.push_str("<br>");
            return true;
        }
        let Some((code, _)) = self.rest.strip_prefix("<code>").and_then(|rest| rest.split_once("</code>")) else {
            return false;
        };
        let harmless = |char: char| char.is_alphanumeric() || matches!(char, '&' | '#' | ';' | ' ' | '_' | '-' | '.');
        if !code.chars().all(harmless) {
            return false;
        }
        html.push_str(self.take("<code></code>".len() + code.len()));
        true
    }
}

/// Where a link leads.
enum Target {
    Inside,
    /// A file that is no page of ours.
    Beside,
    Outside,
    Nowhere,
}

impl Target {
    fn of(address: &str) -> Self {
        let is_ours = |char: char| char.is_ascii_alphanumeric() || "_.-~:#/".contains(char);
        let page = address.split('#').next().unwrap_or_default();
        if ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme)) {
            Self::Outside
        } else if (page.is_empty() || page.strip_suffix(".md").is_some())
            && !page.contains(':')
            && address.chars().all(is_ours)
        {
            Self::Inside
        } else if !address.starts_with("//") && !address.contains([':', '#']) && address.chars().all(is_ours) {
            Self::Beside
        } else {
            Self::Nowhere
        }
    }
}

/// Returns the sign that a reference at the start stands for, and how long it is. The writer writes no others.
fn reference(text: &str) -> Option<(char, usize)> {
    let (name, _) = text.strip_prefix('&')?.split_once(';')?;
    let sign = match name {
        "lt" => '<',
        "amp" => '&',
        number => char::from_u32(number.strip_prefix('#')?.parse().ok()?)?,
    };
    Some((sign, name.len() + 2))
}

/// Returns what a code span at the start holds, and how long it is with its fences.
fn code_span(text: &str) -> Option<(&str, usize)> {
    let fence = text.len() - text.trim_start_matches('`').len();
    let mut at = fence;
    loop {
        at += text[at..].find('`')?;
        let run = text[at..].len() - text[at..].trim_start_matches('`').len();
        if run == fence {
            break;
        }
        at += run;
    }
    let inside = &text[fence..at];
    let padded = inside.strip_prefix(' ').and_then(|inside| inside.strip_suffix(' '));
    Some((padded.filter(|inside| !inside.trim().is_empty()).unwrap_or(inside), at + fence))
}

/// Returns where the text of a link ends: at `](`, outside of code and not after a backslash.
fn end_of_link_text(text: &str) -> Option<usize> {
    let mut at = 1;
    while at < text.len() {
        match text.as_bytes()[at] {
            b'\\' => at += 1,
            b'`' => at += code_span(&text[at..])?.1 - 1,
            b']' => return text[at..].starts_with("](").then_some(at),
            _ => {}
        }
        at += 1;
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    None
}

/// Returns a text as HTML prints it.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_text(&mut html, text);
    html
}

/// Appends a text so that nothing in it is markup.
pub(crate) fn push_text(html: &mut String, text: &str) {
    push_safe(html, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        _ => None,
    });
}

/// Appends an attribute; HTML asks for quotes only around what could end it.
pub(crate) fn push_attribute(html: &mut String, name: &str, value: &str) {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:~#".contains(&byte);
    if value.is_empty() || !value.bytes().all(plain) {
        return push_quoted(html, name, value);
    }
    html.push(' ');
    html.push_str(name);
    html.push('=');
    html.push_str(value);
}

/// Appends an attribute with quotes, which XML always asks for.
pub(crate) fn push_quoted(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    push_safe(html, value, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'"' => Some("&quot;"),
        _ => None,
    });
    html.push('"');
}

/// Appends a text with some of its signs as references. A brace before another sign that opens a template is one, too:
/// a site that takes the page for its own, such as Hugo, fills templates in even in HTML.
fn push_safe(html: &mut String, text: &str, entity: fn(u8) -> Option<&'static str>) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let opens = byte == b'{' && matches!(text.as_bytes().get(at + 1), Some(b'{' | b'%' | b'#'));
        if let Some(entity) = if opens { Some("&#123;") } else { entity(byte) } {
            html.push_str(&text[from..at]);
            html.push_str(entity);
            from = at + 1;
        }
    }
    html.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::Inline;

    #[track_caller]
    fn check(markdown: &str, html: &str) {
        let mut found = String::new();
        Inline::new(None, markdown).push(&mut found);
        assert_eq!(found, html);
    }

    #[test]
    fn references_are_signs() {
        check("&lt;b> &amp;lt; &#126;", "&lt;b&gt; &amp;lt; ~");
        check("a & b &x; &#x7b; &#99999999; &", "a &amp; b &amp;x; &amp;#x7b; &amp;#99999999; &amp;");
    }

    #[test]
    fn nothing_is_a_template() {
        check("&#123;&#123;% x %&#125;&#125; `{{#a`", "&#123;&#123;% x %}} <code>&#123;&#123;#a</code>");
        check("`{\"a\": {}}`", "<code>{\"a\": {}}</code>");
    }

    #[test]
    fn an_address_that_says_itself_is_bare() {
        check(
            "[https://a.b/c\\_d](https://a.b/c_d)",
            "<a class=bare href=\"https://a.b/c_d\" rel=\"noopener noreferrer\">https://a.b/c_d</a>",
        );
    }
}
