//! Makes a web page of a Markdown page, with a script that looks at it as a reader would: `tests/browser/run` opens it.

use pulldown_cmark::{Options, Parser, html};
use std::io::{self, Read};

/// What the browser itself says of the page: every link arrives, every table has its columns, nothing is hidden.
const SCRIPT: &str = r##"
const faults = [];
const links = [...document.querySelectorAll('a[href^="#"]')];
for (const link of links) {
  const target = document.getElementById(decodeURIComponent(link.getAttribute('href').slice(1)));
  if (!target) faults.push('a link goes nowhere: ' + link.getAttribute('href'));
}
const tables = [...document.querySelectorAll('table')];
for (const table of tables) {
  const columns = table.tHead.rows[0].cells.length;
  for (const row of table.tBodies[0].rows) {
    if (row.cells.length !== columns) faults.push('a row has ' + row.cells.length + ' cells of ' + columns);
    if (row.getBoundingClientRect().height < 5) faults.push('a row cannot be seen');
  }
}
const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
if (new Set(ids).size !== ids.length) faults.push('an id stands twice');
const headings = document.querySelectorAll('h1, h2, h3').length;
if (document.querySelectorAll('h1').length !== 1) faults.push('there is not exactly one title');
if (document.querySelector('script:not([data-own]), iframe, img')) faults.push('something foreign is on the page');
const good = 'good: ' + headings + ' headings, ' + tables.length + ' tables, ' + links.length + ' links';
document.documentElement.dataset.verdict = faults.length ? 'bad: ' + faults.slice(0, 5).join('; ') : good;
"##;

fn main() -> io::Result<()> {
    let mut page = String::new();
    io::stdin().read_to_string(&mut page)?;
    let mut body = String::new();
    html::push_html(&mut body, Parser::new_ext(&page, Options::ENABLE_TABLES));
    let head = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Page</title>\n";
    println!("{head}<body>\n{body}\n<script data-own>{SCRIPT}</script>\n</body>\n</html>");
    Ok(())
}
