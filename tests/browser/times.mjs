// How fast a page answers: `python3 tests/bench/site.py --browser` calls it. Prints the middle, the slowest of
// twenty and the worst of what it measured.
//
//   node times.mjs PAGE

import { resolve } from "node:path";
import { address, open, page_of } from "./chromium.mjs";

const WORDS = ["duration", "action_19", "cancelled by the user", "outcome"];
const browser = await open();
const url = address(resolve(process.argv[2]));

const show = (what, times) => {
  times.sort((a, b) => a - b);
  const [middle, twentieth, worst] = [0.5, 0.95, 1].map((part) => times[Math.ceil(part * times.length) - 1].toFixed(0));
  console.log(`${what}: ${middle} ms, nineteen of twenty within ${twentieth} ms, at most ${worst} ms (${times.length} times)`);
};

const renders = [];
const keys = [];
for (let round = 0; round < 5; round += 1) {
  const page = await page_of(browser);
  await page.goto(url);
  const paint = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  await page.waitForFunction(paint);
  renders.push(await page.evaluate(paint));
  await page.focus("#q");
  for (const word of WORDS) {
    await page.fill("#q", "");
    for (const letter of word) {
      // From the key press to the frame that shows its answer.
      await page.evaluate(() => {
        window.answered = new Promise((resolve) => {
          addEventListener("keydown", () => {
            const pressed = performance.now();
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed)));
          }, { once: true });
        });
      });
      await page.keyboard.press(letter === " " ? "Space" : letter);
      keys.push(await page.evaluate(() => window.answered));
    }
  }
  await page.context().close();
}
show("first render", renders);
show("a key press in the search", keys);
await browser.close();
