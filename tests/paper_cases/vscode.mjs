// Writes telemetry.json back as the comments that VS Code declares events with, lets VS Code's own extractor read them,
// and holds what it says against the file. Arguments: the folder of the extractor, a folder to work in, then files.
import { createRequire } from "node:module";
import { execFileSync } from "node:child_process";
import assert from "node:assert";
import fs from "node:fs";
import path from "node:path";

const [home, work, ...files] = process.argv.slice(2);
const program = createRequire(path.join(home, "package.json")).resolve("@vscode/telemetry-extractor/out/extractor.js");
const CLASSIFICATIONS = [
  "SystemMetaData", "CallstackOrException", "CustomerContent", "PublicNonPersonalData", "PublicPersonalData",
  "EndUserPseudonymizedInformation",
];
const PURPOSES = ["PerformanceAndHealth", "FeatureInsight", "BusinessInsight", "SecurityAndAuditing"];

// A comment ends at the first asterisk with a slash; in JSON a slash may be written as `\/`.
const commented = (value) => JSON.stringify(value).replaceAll("*/", "*\\/");

for (const file of files) {
  const written = JSON.parse(fs.readFileSync(file, "utf8"));
  assert.deepStrictEqual(Object.keys(written), ["events", "commonProperties"]);
  const comments = Object.entries(written.events).map(([name, event]) => {
    for (const property of Object.values(event).filter((value) => typeof value === "object")) {
      assert(CLASSIFICATIONS.includes(property.classification), file);
      assert(PURPOSES.includes(property.purpose), file);
    }
    return `/* __GDPR__\n${commented(name)}: ${commented(event)}\n*/\n`;
  });
  const folder = path.join(work, path.basename(file, ".json"));
  fs.mkdirSync(path.join(folder, "src"), { recursive: true });
  fs.writeFileSync(path.join(folder, "src", "declared.ts"), comments.join("\n"));
  const source = path.join(folder, "src");
  execFileSync(process.execPath, [program, "--sourceDir", source, "--outputDir", folder, "--applyEndpoints", "-f", "read"]);
  const result = path.join(folder, "read.json");
  const read = fs.existsSync(result) ? JSON.parse(fs.readFileSync(result, "utf8")).events : {};
  assert.deepStrictEqual(read, written.events, file);
}
console.log(`${files.length} files`);
