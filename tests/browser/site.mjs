// The data dictionary in a real browser, as its readers use it: `tests/browser/run` makes the sites and calls this.
//
//   node site.mjs FOLDER SCREENSHOTS    FOLDER holds a site in each folder

import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { accessibility, address, open, page_of } from "./chromium.mjs";

const [folder, screenshots] = process.argv.slice(2);
const ENTRY = ".group > [id]";
const sites = readdirSync(folder).filter((name) => existsSync(join(folder, name, "index.html")));
const SIZES = { wide: { width: 1280, height: 900 }, narrow: { width: 320, height: 700 } };
const PAPER = { format: "A4", margin: { top: "18mm", bottom: "18mm", left: "16mm", right: "16mm" } };

const browser = await open();
const page = await page_of(browser);
const plain = await page_of(browser, { javaScriptEnabled: false });
let passed = 0;
const failures = [];

function check(holds, message) {
  if (!holds) throw new Error(message);
}

function same(found, expected, what) {
  check(found === expected, `${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
}

async function test(name, run) {
  const started = performance.now();
  try {
    page.faults.length = 0;
    await run();
    same(page.faults.join("; "), "", "what must not happen");
    passed += 1;
  } catch (error) {
    failures.push(`${name}: ${String(error.message || error).split("\n").slice(0, 6).join("\n  ")}`);
  }
  if (process.env.TIMES) console.log(`${name}: ${Math.round(performance.now() - started)} ms`);
}

/** Returns some pages of each kind. */
function pages(site) {
  const events = join(folder, site, "events");
  const files = existsSync(events) ? readdirSync(events).filter((file) => file.endsWith(".html")) : [];
  const some = [files[0], files[files.length >> 1]].filter(Boolean).map((file) => join("events", file));
  const all = ["index.html", "privacy.html", "common.html", "changes.html", ...new Set(some)];
  return all.filter((file) => existsSync(join(folder, site, file)));
}

const feed_of = (site) => join(folder, site, "changes.atom");
const index = (site) => address(join(folder, site, "index.html"));
const shown = () => page.locator(`${ENTRY}:visible`).count();
const total = () => page.locator(ENTRY).count();

/** Returns the name of the last event that is recorded. */
async function last_name() {
  return page.evaluate((entry) => {
    const heading = [...document.querySelectorAll(`${entry}[id^=event] h4`)].at(-1);
    return (heading.querySelector("code") || heading).textContent;
  }, ENTRY);
}

/** One page, in both themes, wide, narrow and on paper: accessible, as wide as the screen, its samples events. */
async function one_page(site, file) {
  const name = `${site}-${file.replace(/[/\\]/g, "-").replace(".html", "")}`;
  await page.setViewportSize(SIZES.wide);
  await page.goto(address(join(folder, site, file)));
  const large = (await total()) > 30;
  // Of many entries those are looked at that a search leaves.
  if (large) await page.fill("#q", await last_name());
  for (const sample of await page.locator("pre code").allTextContents()) {
    check(JSON.parse(sample).event, `a sample is an event: ${sample}`);
  }
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      await page.screenshot({ path: join(screenshots, `${name}-${size}-${colorScheme}.png`) });
    }
    await page.setViewportSize(SIZES.wide);
    await page.evaluate(() => document.querySelectorAll("details").forEach((each) => (each.open = true)));
    same((await accessibility(page)).join("; "), "", `accessibility in ${colorScheme}`);
  }
  await page.setViewportSize(SIZES.narrow);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  check(width <= SIZES.narrow.width, `it is ${width} pixels wide on a screen of ${SIZES.narrow.width}`);
  await page.setViewportSize(SIZES.wide);
  await page.emulateMedia({ colorScheme: "light" });
  await page.pdf({ path: join(screenshots, `${name}.pdf`), ...PAPER });
  check(statSync(join(screenshots, `${name}.pdf`)).size > 5000, "paper holds something");
}

/** The search, by keyboard alone: it finds, it can be gone back to, it says when there is nothing. */
async function search(site) {
  await page.goto(index(site));
  const all = await total();
  const name = await last_name();
  same(await shown(), all, "entries before a search");
  await page.keyboard.press("Control+k");
  await page.keyboard.type(name);
  await page.waitForFunction(() => location.search.includes("q="));
  const some = await shown();
  const names = await page.locator(`${ENTRY}:visible h4`).allTextContents();
  check(names.some((heading) => heading.endsWith(name)), `${names.join(", ")} for ${name}`);
  const number = all.toLocaleString(await page.evaluate(() => document.documentElement.lang));
  check((await page.locator("#found").textContent()).includes(number), "the number is said");
  await page.keyboard.press("ArrowDown");
  check(await page.evaluate(() => Boolean(document.activeElement.closest(".group > [id]"))), "the first result has the focus");
  if (await page.evaluate(() => document.activeElement.hasAttribute("href"))) {
    await page.keyboard.press("Enter");
    await page.waitForURL(/events\/|common\.html/);
    check(await page.locator(":target").count(), "the link of an entry arrives");
    await page.goBack();
    await page.waitForFunction(() => document.getElementById("found").textContent);
    same(await page.inputValue("#q"), name, "the search after going back");
    same(await shown(), some, "entries after going back");
  }
  await page.focus("#q");
  await page.keyboard.press("Escape");
  same(await shown(), all, "entries after Escape");
  await page.fill("#q", "nothing has this word");
  same(await shown(), 0, "entries for a word that nothing has");
  check(await page.locator("#nothing").isVisible(), "an empty result is said");
  await page.locator("#nothing button").press("Enter");
  await page.waitForFunction(() => document.getElementById("nothing").hidden);
  same(await shown(), all, "entries after the search is cleared");
}

/** Each filter, by keyboard alone: the address keeps it, a link that is shared shows the same, going back undoes it. */
async function filters(site) {
  await page.goto(index(site));
  const all = await total();
  const count = await page.locator("#filters input").count();
  for (let at = 0; at < count; at += 1) {
    const box = page.locator("#filters input").nth(at);
    const [name, value] = [await box.getAttribute("name"), await box.getAttribute("value")];
    const expected = Number(await box.locator("xpath=..").locator(".count").textContent());
    await box.focus();
    await page.keyboard.press("Space");
    const shared = await page.evaluate(() => location.href);
    same(new URL(shared).searchParams.get(name), value, `what the address keeps of ${name}`);
    same(await shown(), expected, `entries of ${name} ${value}`);
    await page.goBack();
    await page.waitForFunction(() => !location.search);
    same(await box.isChecked(), false, `${name} ${value} after going back`);
    same(await shown(), all, `entries after going back from ${name} ${value}`);
    if (at > 0) continue;
    await page.goto("about:blank");
    await page.goto(shared);
    same(await shown(), expected, `entries of a link that was shared: ${shared}`);
    await page.goto(index(site));
  }
}

/** The permanent link of a field arrives where the field is described, also from the index. */
async function links(site) {
  await page.goto(index(site));
  const id = await page.evaluate((entry) => document.querySelector(`${entry}[id^=event]`).id, ENTRY);
  const field = await page.evaluate((entry) => {
    const words = document.getElementById("words");
    if (!words) return document.querySelector(`${entry}[id^=event] tr`)?.cells[0].textContent;
    const { entries, fields } = JSON.parse(words.textContent);
    const place = entries[0][1];
    return place === undefined ? undefined : fields[place][2] || fields[place][0];
  }, ENTRY);
  if (!field) return;
  const anchor = /^(event|case|twin)-/.test(field) ? field : `${id}:${field}`;
  await page.goto("about:blank");
  await page.goto(`${index(site)}#${anchor}`);
  await page.waitForFunction(() => document.querySelector(":target, .target"));
  const seen = await page.evaluate(() => document.querySelector(":target, .target").getBoundingClientRect().height > 5);
  check(seen, `${anchor} can be seen`);
}

/** Without JavaScript everything is there and linked, and nothing pretends to work. */
async function without_script(site) {
  await plain.goto(index(site));
  const all = await plain.locator(ENTRY).count();
  same(await plain.locator(`${ENTRY}:visible`).count(), all, "entries");
  check(await plain.locator("#find").isHidden(), "a search that cannot work is not shown");
  const entry = plain.locator(`${ENTRY}[id^=event]`).first();
  const link = entry.locator("h4 a");
  if (await link.count()) {
    await link.click();
    check(await plain.locator("h1").isVisible(), "the page of an event");
    check(await plain.locator(".elsewhere").isHidden(), "a search that cannot work is not shown there either");
  } else {
    await entry.locator("summary").click();
    check(await entry.locator("dl, p, table").first().isVisible(), "what is known of the event");
  }
}

/** A site in German says nothing of its own in English, and its script speaks German as well. */
async function german(site) {
  await page.goto(index(site));
  same(await page.evaluate(() => document.documentElement.lang), "de", "the language");
  same((await page.locator("#found").textContent()).replace(/[\d.]+/, "N"), "N Einträge", "how many there are");
  await page.fill("#q", await last_name());
  check(/^\d+ Einträge, \d+ gefunden$/.test(await page.locator("#found").textContent()), "how many are found");
  await page.locator("#filters input").first().check();
  same(await page.locator("#filters summary").textContent(), "Filter (1)", "how many filters are set");
  await page.fill("#q", "kein Wort davon");
  check((await page.locator("#nothing").textContent()).includes("Nichts passt dazu"), "that nothing is found");
}

/** The feed, if there is one, is Atom: what RFC 4287 demands is there, once, and every link arrives. */
async function feed(site) {
  await page.goto("about:blank");
  const faults = await page.evaluate((xml) => {
    const feed = new DOMParser().parseFromString(xml, "application/xml");
    const parts = [...feed.querySelectorAll("feed, entry")];
    const has = (part, name) => [...part.children].filter((child) => child.localName === name).length === 1;
    const lacks = parts.flatMap((part) => ["id", "title", "updated"].filter((name) => !has(part, name)));
    const ids = parts.map((part) => part.querySelector("id")?.textContent);
    const times = [...feed.querySelectorAll("updated")].map((time) => time.textContent);
    return [
      ...[...feed.querySelectorAll("parsererror")].map((error) => error.textContent),
      ...lacks,
      ...ids.filter((id, at) => !URL.canParse(id) || ids.indexOf(id) !== at),
      ...times.filter((time) => Number.isNaN(Date.parse(time))),
      ...(feed.querySelector("feed > author > name") ? [] : ["the author"]),
    ];
  }, readFileSync(feed_of(site), "utf8"));
  same(faults.join("; "), "", "faults of the feed");
}

/** One file of 500 events has at most 300 kB. */
async function size(site) {
  const html = readFileSync(join(folder, site, "index.html"));
  const sent = gzipSync(html, { level: 6 }).length;
  console.log(`${site}: ${Math.round(html.length / 1000)} kB, ${Math.round(sent / 1000)} kB as it is sent`);
  check(html.length <= 300_000, `${html.length} bytes`);
}

mkdirSync(screenshots, { recursive: true });
for (const site of sites) {
  for (const file of pages(site)) await test(`${site}, ${file}`, () => one_page(site, file));
  const more = [...(existsSync(feed_of(site)) ? [feed] : []), ...(site === "one-of-500-events" ? [size] : []), ...(site.endsWith("german") ? [german] : [])];
  for (const run of [search, filters, links, without_script, ...more]) await test(`${site}, ${run.name}`, () => run(site));
}
await browser.close();
for (const failure of failures) console.log(failure);
console.log(`${sites.length} sites, screenshots in ${screenshots}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 && sites.length > 0 ? 0 : 1);
