//! Text of a catalog as YAML: always in double quotes, where nothing but `\` and `"` means anything.

/// Writes a text in double quotes. Signs that YAML cannot hold, and those that end a line, are escaped.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            '\n' => quoted.push_str("\\n"),
            ' '..='~' => quoted.push(char),
            '\u{a0}'..='\u{2027}' | '\u{202f}'..='\u{2065}' | '\u{206a}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' => {
                quoted.push(char);
            }
            '\u{ff00}'..='\u{fffd}' | '\u{10000}'..='\u{10fffd}' => quoted.push(char),
            char if u32::from(char) > 0xffff => quoted.push_str(&format!("\\U{:08x}", u32::from(char))),
            char => quoted.push_str(&format!("\\u{:04x}", u32::from(char))),
        }
    }
    quoted.push('"');
    quoted
}

/// Writes texts as a list on one line.
pub(super) fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let items: Vec<_> = texts.into_iter().map(quoted).collect();
    format!("[{}]", items.join(", "))
}
