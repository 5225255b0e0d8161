//! What a catalog demands of a running program becomes constants: each value that cannot is said where it stands.

use telemetry_core::catalog;

catalog! {
    catalog: web-shop,
    title: 3,
    version: "1.4.0",
    description: " ",
    contact: [a, b],
    classes: { own: { rank: 25.5, treat_as: identifier, description: "Our own." } },
    facts: { channel: { description: "" } },
    consent: {
        version: -1,
        default: 5,
        environment: [A, 1],
        caps: [{ condition: {}, level: usage, reason: "" }, usage],
    },
    redaction: { from: secret, own: { ticket: { pattern: 7 } }, keys: "no" },
    destinations: {
        local: { ceiling: [technical], consent: usage },
        store: {
            ceiling: technical,
            consent: usage,
            condition: { any: { channel: preview }, all: [], not: preview, channel: { a: b } },
            retention: "90 days",
            redact: 0,
            wire: { keys: { replace: { a: 1 }, max_length: 99999999999 }, booleans: true, stamps: { at: { of: [sent] } } },
            wait_for: { common: host, timeout: 10, max_events: "many" },
            timestamps: week,
        },
        other: { ceiling: own, consent: usage },
    },
}

fn main() {}
