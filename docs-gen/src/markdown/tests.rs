//! What becomes of text in a block and in a cell.

use super::{Dialect, Writer};
use crate::anchor::Anchor;

#[track_caller]
fn check(text: &str, block: &str, cell: &str) {
    let mut writer = Writer::new();
    writer.prose(text);
    assert_eq!(writer.as_str(), block, "as a block");
    let mut writer = Writer::new();
    writer.row([text], |writer, text| {
        writer.prose(text);
    });
    assert_eq!(writer.as_str(), format!("| {cell} |\n"), "as a cell");
}

#[track_caller]
fn check_code(text: &str, block: &str, cell: &str) {
    let mut writer = Writer::new();
    writer.code(text);
    assert_eq!(writer.as_str(), block, "as a block");
    let mut writer = Writer::new();
    writer.row([text], |writer, text| {
        writer.code(text);
    });
    assert_eq!(writer.as_str(), format!("| {cell} |\n"), "as a cell");
}

#[test]
fn plain_text_stays() {
    check(
        "Whether user_id was there (5 of 9).",
        "Whether user_id was there (5 of 9).",
        "Whether user_id was there (5 of 9).",
    );
}

#[test]
fn html_is_printed() {
    check("a <b>x</b> & &lt; c", "a &lt;b>x&lt;/b> & &amp;lt; c", "a &lt;b>x&lt;/b> & &amp;lt; c");
}

#[test]
fn a_pipe_ends_no_cell() {
    check("a | b", "a &#124; b", "a \\| b");
    check("`a|b` and `c`", "`a|b` and `c`", "<code>a&#124;b</code> and `c`");
}

#[test]
fn lines_become_one() {
    check("a\n  b\r\n\tc", "a b c", "a b c");
}

#[test]
fn block_markers_lose_their_meaning_at_the_start_of_a_block() {
    check("# of rules", "\\# of rules", "# of rules");
    check("- x", "\\- x", "- x");
    check("12. x", "12\\. x", "12. x");
    check("12 x", "12 x", "12 x");
    check(": x", "&#58; x", ": x");
    check("% x", "&#37; x", "% x");
    check("(x)=", "\\(x)=", "(x)=");
    check("(x) = y", "(x) = y", "(x) = y");
    check("!!! x", "\\!!! x", "!!! x");
    check("/// x", "&#47;// x", "/// x");
    check("/usr", "/usr", "/usr");
}

#[test]
fn flags_of_programs_keep_their_signs() {
    check("with --off or a - b", "with \\--off or a - b", "with \\--off or a - b");
    check("a --- b", "a \\-\\-- b", "a \\-\\-- b");
}

#[test]
fn no_address_reaches_over_what_follows() {
    check("www.a.b*c*", "www&#46;a.b\\*c\\*", "www&#46;a.b\\*c\\*");
    check("1https://a.b*c*", "1https&#58;//a.b\\*c\\*", "1https&#58;//a.b\\*c\\*");
    check("https://a.b--c", "[https://a.b\\--c](https://a.b--c)", "[https://a.b\\--c](https://a.b--c)");
    check("a >> b", "a \\>> b", "a \\>> b");
}

#[test]
fn nothing_is_a_template_or_a_comment() {
    check(
        "{{x}} {% y %}",
        "&#123;&#123;x&#125;&#125; &#123;% y %&#125;",
        "&#123;&#123;x&#125;&#125; &#123;% y %&#125;",
    );
    check_code("{{#a", "<code>&#123;&#123;&#35;a</code>", "<code>&#123;&#123;&#35;a</code>");
    check_code("<!--", "<code>&#60;&#33;&#45;&#45;</code>", "<code>&#60;&#33;&#45;&#45;</code>");
    check_code("{\"a\": 1}", "`{\"a\": 1}`", "`{\"a\": 1}`");
    let mut writer = Writer::new();
    writer.fenced("json", "{\n  \"a\": \"{{{% b\"\n}");
    assert_eq!(writer.as_str(), "```json\n{\n  \"a\": \"\\u007b\\u007b\\u007b% b\"\n}\n```\n\n");
}

#[test]
fn emphasis_is_printed() {
    check(
        "*a* __b__ ~c~ $d$ {e}",
        "\\*a\\* \\_\\_b\\_\\_ &#126;c&#126; &#36;d&#36; &#123;e&#125;",
        "\\*a\\* \\_\\_b\\_\\_ &#126;c&#126; &#36;d&#36; &#123;e&#125;",
    );
}

#[test]
fn links_and_urls_stay_links() {
    check("see [the `id`](https://a.b/c_d)", "see [the `id`](https://a.b/c_d)", "see [the `id`](https://a.b/c_d)");
    check(
        "see https://a.b/c_d.",
        "see [https://a.b/c\\_d](https://a.b/c_d).",
        "see [https://a.b/c\\_d](https://a.b/c_d).",
    );
    check("<https://a.b>", "[https://a.b](https://a.b)", "[https://a.b](https://a.b)");
    check("Look![x](https://a.b)", "Look&#33;[x](https://a.b)", "Look&#33;[x](https://a.b)");
    check("[x](javascript:alert)", "\\[x\\](javascript:alert)", "\\[x\\](javascript:alert)");
}

#[test]
fn mdx_holds_no_directive_and_no_emoji() {
    for (text, expected) in [
        ("a:b :smile: x: y", "a{\":\"}b {\":\"}smile: x: y"),
        ("`a:b` at 10:30", "`a:b` at 10{\":\"}30"),
        (":smile: :: x", "{\":\"}smile: :: x"),
        ("`a|<!:x:`", "<code>a&#124;&#60;&#33;{\":\"}x&#58;</code>"),
        ("[x](javascript:a)", "\\[x\\](javascript{\":\"}a)"),
    ] {
        let mut writer = Writer::speaking(Dialect::Mdx);
        writer.prose(text);
        assert_eq!(writer.as_str(), expected);
    }
}

#[test]
fn links_of_mdx_are_elements() {
    let mut writer = Writer::speaking(Dialect::Mdx);
    writer.code_link(Anchor::class("a b"), "{x}");
    assert_eq!(writer.as_str(), "<a href=\"#class-a~20~b\">`{x}`</a>");
    let mut writer = Writer::speaking(Dialect::Mdx);
    writer.prose_link(Anchor::class("x"), "https://a.b www.a.b a@b.c");
    let inside = "https{\":\"}//a.b www{\".\"}a.b a{\"@\"}b.c";
    assert_eq!(writer.as_str(), format!("<a href=\"#class-x\">{inside}</a>"));
}

#[test]
fn an_open_backtick_is_printed() {
    check("a ` b", "a \\` b", "a &#96; b");
    check("``a`b``", "``a`b``", "<code>a&#96;b</code>");
}

#[test]
fn code_holds_backticks_pipes_and_line_feeds() {
    check_code("a`b", "``a`b``", "<code>a&#96;b</code>");
    check_code("`", "`` ` ``", "<code>&#96;</code>");
    check_code("a|b\nc", "`a|b c`", "<code>a&#124;b c</code>");
    check_code(r"\|", r"`\|`", "<code>&#92;&#124;</code>");
    check_code(" a", "`  a `", "<code>&#32;a</code>");
    check_code("", "`  `", "`  `");
}

#[test]
fn sentences_end_once() {
    for (text, expected) in [("a", "a."), ("a.", "a."), ("(a.)", "(a.)"), ("`a`", "`a`."), ("a?", "a?")] {
        let mut writer = Writer::new();
        writer.sentence(text);
        assert_eq!(writer.as_str(), expected);
    }
}
