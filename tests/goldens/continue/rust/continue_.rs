//! Made from catalog `continue` 0.0.1 by `telemetry generate rust`. Do not edit.
//!
//! What the extension and its server record when somebody uses the debugging assistant, and what of
//! the user's code goes along with it.

use std::collections::BTreeMap;

use telemetry_core::{Event, Fields, Id, Json, StackTrace};

telemetry_core::catalog! {
    catalog: continue,
    title: "Continue for VS Code",
    version: "0.0.1",
    description: "What the extension and its server record when somebody uses the debugging assistant, and what of the user's code goes along with it.",
    source: "https://github.com/continuedev/continue/blob/{revision}/{path}#L{line}",
    revision: f53768612b1e2268697b5444e502032ef9f3fb3c,
    schemas: "https://example.org/telemetry",
    facts: {
        vscode_telemetry: {
            description: "Whether VS Code's own telemetry is on (`vscode.env.isTelemetryEnabled`), asked anew for every event.",
        },
    },
    consent: {
        default: usage,
        setting: "telemetry.telemetryLevel",
        how_to_disable: "Set `telemetry.telemetryLevel` to `off` in VS Code; the extension has no setting of its own.",
        caps: [
            {
                condition: { vscode_telemetry: "false" },
                level: off,
                reason: "Telemetry is turned off in VS Code.",
            },
            { level: usage, reason: "Telemetry is turned on in VS Code." },
        ],
    },
    destinations: {
        segment: {
            title: Segment,
            description: "Collects the events of client and server. Segment loads them into a BigQuery data warehouse, once a day on its free plan, where they are queried with Trevor.io.",
            kind: segment,
            ceiling: personal,
            consent: usage,
            processor: "Twilio Segment, then Google BigQuery",
            wire: { stamps: { timestamp: { of: issued, description: "The time of the event." } } },
        },
    },
    redaction: { from: restricted },
    precedence: [event, identity],
    events: {
        CodeRevisited: {
            description: "Some time passed after a suggestion, and the code was looked at again.",
            state: planned,
            origin: client,
            purpose: [product],
            consent: extended,
            destinations: [segment],
            fields: {
                code: { type: string, class: content, description: "What the code ended up as." },
            },
        },
        DebugSessionStarted: {
            description: "A debugging session started.",
            state: planned,
            origin: client,
            purpose: [product],
            consent: usage,
            destinations: [segment],
        },
        DebugSessionStopped: {
            description: "A debugging session ended.",
            state: planned,
            origin: client,
            purpose: [product],
            consent: usage,
            destinations: [segment],
        },
        DisableHighlight: {
            description: "The user pressed the button `Disable Highlight`.",
            state: planned,
            origin: client,
            purpose: [product],
            consent: usage,
            destinations: [segment],
        },
        EnableHighlight: {
            description: "The user pressed the button `Enable Highlight`.",
            state: planned,
            origin: client,
            purpose: [product],
            consent: usage,
            destinations: [segment],
        },
        FilesEdited: {
            description: "The user edited files.",
            state: planned,
            origin: client,
            purpose: [product],
            consent: extended,
            destinations: [segment],
            fields: {
                files: {
                    type: "list<path>",
                    class: content,
                    description: "The files that were edited.",
                },
            },
        },
    },
    docs: { title: "Telemetry of Continue" },
}

/// The user pressed the button `Debug This Test`.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "AutoDebugThisTest",
    purpose = product,
    consent = usage,
    destinations(segment),
    origin = client,
    since = "0.0.1",
    aliases = [{ name: DebugThisTest, note: "The document's name for it; the code sends `AutoDebugThisTest`." }],
    code = ["extension/src/commands.ts:101"]
)]
pub struct AutoDebugThisTest {}

/// The server generated an explanation of code.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "CodeExplained",
    purpose = product,
    consent = usage,
    destinations(segment),
    origin = server
)]
pub struct CodeExplained {
    /// The generated text.
    #[telemetry(content)]
    pub explanation: String,
    /// The fields of the group `bug_report`.
    #[telemetry(flatten)]
    pub bug_report: BugReport,
}

/// The user pressed the button `Create Test`.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "CreateTest",
    purpose = product,
    consent = usage,
    destinations(segment),
    origin = client,
    since = "0.0.1",
    code = ["extension/src/debugPanel.ts:313"]
)]
pub struct CreateTest {}

/// The server generated a docstring.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "DocstringGenerated",
    purpose = product,
    consent = usage,
    destinations(segment),
    origin = server
)]
pub struct DocstringGenerated {
    /// The generated text.
    #[telemetry(content)]
    pub docstring: String,
    /// The line that the docstring belongs to.
    #[telemetry(technical)]
    pub line_num: u64,
    /// The fields of the group `code_sent`.
    #[telemetry(flatten)]
    pub code_sent: CodeSent,
}

/// The user pressed the button `Explain Code`.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "ExplainCode",
    purpose = product,
    consent = usage,
    destinations(segment),
    origin = client,
    since = "0.0.1",
    code = ["extension/src/debugPanel.ts:240"]
)]
pub struct ExplainCode {}

/// The extension was activated in VS Code.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "ExtensionActivated",
    purpose = product,
    consent = usage,
    destinations(segment),
    origin = client,
    since = "0.0.1",
    code = ["extension/src/activation/activate.ts:19"]
)]
pub struct ExtensionActivated {}

/// The server generated a fix.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "FixSuggested",
    purpose = product,
    consent = usage,
    destinations(segment),
    origin = server
)]
pub struct FixSuggested {
    /// The generated code.
    #[telemetry(content)]
    pub suggestion: String,
    /// The fields of the group `bug_report`.
    #[telemetry(flatten)]
    pub bug_report: BugReport,
}

/// The user asked for the docstring of a function.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "GenerateDocstring",
    purpose = product,
    consent = usage,
    destinations(segment),
    origin = client,
    when = "On `cmd+shift+l` (macOS) or `ctrl+alt+l` (elsewhere; the document has `ctrl+shift+l`).",
    since = "0.0.1",
    code = ["extension/src/commands.ts:142"]
)]
pub struct GenerateDocstring {}

/// The user pressed the button `Generate Ideas`.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "GenerateIdeas",
    purpose = product,
    consent = usage,
    destinations(segment),
    origin = client,
    since = "0.0.1",
    code = ["extension/src/debugPanel.ts:162"]
)]
pub struct GenerateIdeas {}

/// The server generated ideas for a fix.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "IdeasGenerated",
    purpose = product,
    consent = usage,
    destinations(segment),
    origin = server
)]
pub struct IdeasGenerated {
    /// The generated text.
    #[telemetry(content)]
    pub ideas: String,
    /// The fields of the group `bug_report`.
    #[telemetry(flatten)]
    pub bug_report: BugReport,
}

/// The user pressed the button `Suggest Fix`.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "SuggestFix",
    purpose = product,
    consent = usage,
    destinations(segment),
    origin = client,
    since = "0.0.1",
    code = ["extension/src/debugPanel.ts:284"]
)]
pub struct SuggestFix {}

/// The user accepted a suggested fix.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "SuggestionAccepted",
    purpose = product,
    consent = usage,
    destinations(segment),
    origin = client,
    since = "0.0.1",
    code = ["extension/src/suggestions.ts:205"]
)]
pub struct SuggestionAccepted {}

/// The user turned a suggested fix down.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "SuggestionRejected",
    purpose = product,
    consent = usage,
    destinations(segment),
    origin = client,
    since = "0.0.1",
    code = ["extension/src/suggestions.ts:212"]
)]
pub struct SuggestionRejected {}

/// The server generated a unit test.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "TestCreated",
    purpose = product,
    consent = usage,
    destinations(segment),
    origin = server
)]
pub struct TestCreated {
    /// The generated code.
    #[telemetry(content)]
    pub generated_test: String,
    /// The fields of the group `code_sent`.
    #[telemetry(flatten)]
    pub code_sent: CodeSent,
}

/// The user asked the universal prompt a question.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "UniversalPromptQuery",
    purpose = product,
    consent = usage,
    destinations(segment),
    origin = client,
    when = "After the prompt that opens with `cmd+shift+j` (macOS) or `ctrl+alt+j` (elsewhere; the document has `ctrl+shift+j`) was answered with a question, where a folder is open.",
    since = "0.0.1",
    code = ["extension/src/commands.ts:50"]
)]
pub struct UniversalPromptQuery {
    /// The question, word for word.
    #[telemetry(
        content,
        aliases = [{ name: question, note: "The document's name for it; the code sends `query`." }],
        code = ["extension/src/commands.ts:51"]
    )]
    pub query: String,
}

/// The code that the server worked on, and what went wrong in it.
#[derive(Fields)]
#[telemetry(
    catalog = CATALOG,
    unsent = { bug_id: { type: id, class: identifier, description: "Tells one bug from the next, by the debugging window and by every new stack trace.", optional: true, identifies: event, lifetime: session, made: "Not decided.", state: planned } }
)]
pub struct BugReport {
    /// What the user wrote about the bug.
    #[telemetry(content)]
    pub bug_description: String,
    /// The stack trace of the user's program.
    #[telemetry(content)]
    pub traceback: StackTrace,
    /// The fields of the group `code_sent`.
    #[telemetry(flatten)]
    pub code_sent: CodeSent,
}

/// The code that the server worked on.
#[derive(Fields)]
#[telemetry(catalog = CATALOG)]
pub struct CodeSent {
    /// The files that were sent to the server, whole, by path.
    #[telemetry(content)]
    pub filesystem: BTreeMap<String, String>,
    /// The programming language of the code that was sent, as the extension names it.
    #[telemetry(content, examples = ["python", "javascript"])]
    pub language: String,
    /// The selected places in the code, each with the path of its file and its positions.
    #[telemetry(content)]
    pub ranges_in_files: Json,
}

/// Who sent the event. The document lists it among the properties; the code puts it into the
/// envelope.
#[derive(Fields)]
#[telemetry(catalog = CATALOG, common = "identity")]
pub struct IdentityCommon {
    /// VS Code's id of the machine, the same in every extension that reads it.
    #[telemetry(
        identifier,
        wire = "userId",
        kind = identity,
        identifies = install,
        lifetime = "forever",
        made = "By VS Code, from the machine (`vscode.env.machineId`). The client hands it to the server in the header `x-vsc-machine-id`.",
        supply = constant,
        when = "On every event. It is also sent once by itself (`analytics.identify`) when the extension's code is loaded, before anything asks whether telemetry is on.",
        code = ["extension/src/telemetry.ts:48", "extension/src/telemetry.ts:8", "extension/src/bridge.ts:29"]
    )]
    pub user_id: Id,
}
