// Opens pages in the Chromium of this machine. `MODULES` is the folder that npm has installed into.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.env.MODULES}/`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const open = () => chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });

export const address = (path) => pathToFileURL(path).href;

/** Makes a page that notes what must not happen on it: a request that leaves, a dialog, anything said to the console. */
export async function page_of(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.faults = [];
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) page.faults.push(`a request leaves: ${request.url()}`);
  });
  page.on("dialog", (dialog) => {
    page.faults.push(`a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("console", (message) => page.faults.push(`the console: ${message.text()}`));
  page.on("pageerror", (error) => page.faults.push(`the script: ${error}`));
  await context.setOffline(true);
  return page;
}

/**
 * Returns what axe-core finds wrong by WCAG 2.2 AA and its own best practices. Entries outside the view are laid out first,
 * which the page leaves out: what has no size yet has no size to judge. Links in a line of text may be as small as the line
 * (WCAG 2.5.8, "Inline"), which axe-core cannot tell.
 */
export async function accessibility(page) {
  return page.evaluate(`(async () => {
    ${axe};
    for (const element of document.querySelectorAll(".group > [id]")) element.style.contentVisibility = "visible";
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await axe.run({ runOnly: tags, preload: false, resultTypes: ["violations"] });
    const inline = ({ target }) => getComputedStyle(document.querySelector(target[0])).display === "inline";
    return violations.map(({ id, nodes }) => ({ id, nodes: id === "target-size" ? nodes.filter((node) => !inline(node)) : nodes }))
      .filter(({ nodes }) => nodes.length > 0)
      .map(({ id, nodes }) => id + ": " + nodes.length + " of " + nodes[0].html.slice(0, 120));
  })()`);
}
