//! What the reference page says around the tables: the chapters, and an example for each.

/// One chapter of the page.
pub(super) struct Chapter {
    /// The heading.
    pub(super) title: &'static str,
    /// What a reader should know first.
    pub(super) text: &'static str,
    /// YAML that shows the most used keys; the tests hold it against the schema.
    pub(super) example: &'static str,
    /// The definitions, in reading order.
    pub(super) names: &'static [&'static str],
}

/// All chapters, in reading order. A test holds that every definition stands in one of them.
pub(super) const CHAPTERS: &[Chapter] = &[
    Chapter {
        title: "Top level",
        text: "A catalog file is a mapping with these keys. In a folder, each section may be spread over many files; \
         the head (`catalog`, `title`, `version` and their like) stands in one.",
        example: r"names:
  events: { letters: snake_case, max_length: 40 }
reserved: [timestamp]
docs:
  style: table
  columns: [data, code, purpose]
  headings: { data: Data collected, code: Link to code }
  sections: [summary, never, { text: Ask us **anything**. }, collected, destinations, words]
",
        names: &[
            "catalog",
            "owner",
            "naming-rules",
            "naming-rule",
            "casing",
            "page-layout",
            "page-style",
            "page-format",
            "page-column",
            "page-samples",
            "links-section",
            "part-of-the-page",
            "page-section",
            "own-text",
            "page-audience",
            "page-language",
        ],
    },
    Chapter {
        title: "Privacy",
        text: "Every field has a class, every event a purpose. The built-in words suffice for most catalogs.",
        example: r"purposes:
  errors-by-project: { extends: health, title: To tell the errors of one project from those of another. }
classes:
  customer: { rank: 45, treat_as: content, title: Customer, description: names a company that pays us }
",
        names: &["class-name", "built-in-class", "class", "purpose-name", "built-in-purpose", "purpose"],
    },
    Chapter {
        title: "Consent",
        text: "What users agreed to, and what lowers it. Who has not decided has agreed to nothing.",
        example: r"facts:
  channel: { description: The release channel., values: { stable: For everyone., preview: For testers. } }
grants:
  prompts: { description: Sends what was asked., how: A switch in the settings. }
consent:
  version: 2
  default: off
  setting: app.telemetry
  environment: [APP_NO_TELEMETRY]
  caps:
    - { condition: { channel: preview }, level: error, reason: Previews send errors only. }
    - { level: usage, reason: Everything else is up to the user. }
",
        names: &["consent-level", "consent-section", "cap", "withdrawal", "grant", "fact", "condition"],
    },
    Chapter {
        title: "Events",
        text: "The name of an event is its key under `events`.",
        example: r"groups:
  size:
    fields:
      lines: { type: count, class: technical, description: How many lines the file has. }
common:
  base:
    fields:
      app_version: { type: version, class: technical, description: The version of the program. }
events:
  file_saved:
    description: A file was saved.
    when: After every save, at most once a second.
    purpose: [product, health]
    consent: usage
    destinations: [metrics]
    flow: { sample: { one_in: 100 }, quota: { per_day: 50 } }
    since: 1.2.0
    expires: 2027-06-30
    code: [src/save.rs:42]
    include: [size, { group: size, prefix: former_ }]
",
        names: &[
            "event",
            "state",
            "origin",
            "flow-section",
            "sample",
            "way-of-sampling",
            "quota",
            "debounce",
            "event-of-a-burst",
            "repeats-section",
            "change",
            "group",
            "include",
            "inclusion",
            "common-set",
            "variants-section",
            "variant",
            "twin",
            "prefix-section",
            "other-name",
            "alias",
        ],
    },
    Chapter {
        title: "Fields",
        text: "The name of a field is its key under `fields`. A field has a type, a class and a description; \
         or it says `use: NAME` and has them from a shared definition.",
        example: r"fields:
  workspace:
    type: path
    class: identifier
    description: A keyed hash of the workspace's folder.
    identifies: project
    transform: { hmac: { key: install, rotate: P90D } }
  language:
    type: string
    class: technical
    description: The language of the file.
    allow: [rust, python, other]
    fallback: other
  elapsed: { type: duration, unit: ms, class: technical, transform: { bucket: [0, 100, 1000] }, description: How long it took. }
",
        names: &[
            "field",
            "type",
            "value-of-an-enum",
            "enum-value",
            "allowed-texts",
            "allow-list",
            "transform",
            "hmac-transform",
            "key-scope",
            "hash-transform",
            "hash-algorithm",
            "encoding",
            "truncate-transform",
            "family",
            "field-kind",
            "field-source",
            "subject-of-an-identifier",
            "way-of-supply",
            "merge-rule",
            "literal",
            "duration",
        ],
    },
    Chapter {
        title: "Destinations",
        text: "Where events go, and what they look like on the wire there.",
        example: r"destinations:
  metrics:
    description: Counts for the people who develop the program.
    kind: http
    ceiling: identifier
    consent: usage
    retention: P90D
    timestamps: hour
    wire:
      keys: { replace: { '.': _ }, max_length: 100 }
      values: { max_length: 8192, over: truncate }
      stamps: { id: { of: uuid-v7 }, sent_at: { of: sent } }
",
        names: &[
            "destination",
            "timestamp-precision",
            "kind-of-value",
            "wait-rule",
            "wire-section",
            "event-name-mapping",
            "key-rules",
            "collision-rule",
            "long-value-rules",
            "rule-for-long-values",
            "unit-of-length",
            "flatten-rules",
            "list-form",
            "absent-value-rules",
            "rule-for-absent-values",
            "boolean-form",
            "stamp",
            "kind-of-stamp",
        ],
    },
    Chapter {
        title: "Redaction",
        text: "What the redactor removes from text.",
        example: r"redaction:
  from: diagnostic
  detectors: [email, ip, github-token]
  own:
    ticket: { pattern: 'TICKET-\d+', description: Numbers of support tickets. }
  granularity: match
  keep_after: [node_modules]
",
        names: &["redaction-section", "detector-name", "detector", "granularity"],
    },
];
