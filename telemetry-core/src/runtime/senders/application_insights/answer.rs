//! What Breeze answers when it takes some events and not others:
//! `{"itemsReceived":2,"itemsAccepted":1,"errors":[{"index":1,"statusCode":400,"message":"…"}]}`.

use crate::json_grammar::is_json;

/// An event that was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Its place in the batch.
    pub(super) index: usize,
    /// Why, in the words of HTTP.
    pub(super) status: u16,
}

/// Reads which events were not taken; `None` when the answer does not say that.
pub(super) fn faults(body: &[u8]) -> Option<Vec<Fault>> {
    let text = std::str::from_utf8(body).ok().filter(|text| is_json(text))?;
    let errors = member(text.trim(), "errors")?;
    let items = items(errors, '[').map(str::trim);
    let number = |item: &str, key: &str| member(item, key)?.parse::<u32>().ok();
    items
        .map(|item| {
            let status = number(item, "statusCode")?.try_into().ok()?;
            Some(Fault { index: number(item, "index")? as usize, status })
        })
        .collect()
}

/// Returns what an object has under a key.
fn member<'a>(object: &'a str, key: &str) -> Option<&'a str> {
    items(object, '{').find_map(|item| {
        let rest = item.trim().strip_prefix('"')?.strip_prefix(key)?.strip_prefix('"')?;
        Some(rest.trim_start().strip_prefix(':')?.trim())
    })
}

/// Returns what stands between the commas of a list or an object that is known to be JSON.
fn items(text: &str, open: char) -> impl Iterator<Item = &str> {
    let inside = text.strip_prefix(open).and_then(|text| text.get(..text.len().saturating_sub(1))).unwrap_or("");
    let (mut depth, mut is_text, mut is_escaped) = (0_i32, false, false);
    let is_comma = move |char: char| {
        match char {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => is_text = !is_text,
            '[' | '{' if !is_text => depth += 1,
            ']' | '}' if !is_text => depth -= 1,
            _ => {}
        }
        char == ',' && !is_text && depth == 0
    };
    inside.split(is_comma).filter(|item| !item.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Fault, faults};

    #[test]
    fn an_answer_names_what_was_not_taken() {
        let check = |body: &str, expected: Option<&[(usize, u16)]>| {
            let expected = expected.map(|faults| {
                faults.iter().map(|(index, status)| Fault { index: *index, status: *status }).collect::<Vec<_>>()
            });
            assert_eq!(faults(body.as_bytes()), expected, "{body}");
        };
        check(
            r#" {"itemsReceived":3, "errors" : [ {"index":0,"statusCode":400,"message":"a \"],{ b"},
                {"statusCode":500,"more":{"index":7},"index":2} ] } "#,
            Some(&[(0, 400), (2, 500)]),
        );
        check(r#"{"errors":[]}"#, Some(&[]));
        check(r#"{"errors":[{"index":0}]}"#, None);
        check(r#"{"errors":[{"index":-1,"statusCode":400}]}"#, None);
        check(r#"{"errors":[{"index":1,"statusCode":99999}]}"#, None);
        check(r#"{"message":"\"errors\":[]"}"#, None);
        check(r#"["errors"]"#, None);
        check(r#"{"errors":{"index":1}}"#, Some(&[]));
        check(r#"{"errors":[{"index":0,"statusCode":400}"#, None);
        check("", None);
    }
}
