// Sends the event of `event.json` with Application Insights' own client: application_insights.js EVENT URL.
process.env.APPLICATION_INSIGHTS_NO_STATSBEAT = "1";
const { readFileSync } = require("fs");
const { TelemetryClient } = require("applicationinsights");

const event = JSON.parse(readFileSync(process.argv[2], "utf8"));
const key = "11111111-2222-3333-4444-555555555555";
const client = new TelemetryClient(`InstrumentationKey=${key};IngestionEndpoint=${process.argv[3]}`);
client.trackEvent({
  name: event.name,
  time: new Date(event.issued),
  properties: event.properties,
  measurements: event.measurements,
  tagOverrides: { ...event.tags, "ai.user.id": event.userId },
});
client.flush({ callback: () => process.exit(0) });
