//! Made from catalog `copilot-chat` 0.42.0 by `telemetry generate rust`. Do not edit.
//!
//! What the Copilot Chat extension of VS Code records about chat requests, what users do with the
//! answers, failures and experiments, and which of Microsoft's and GitHub's stores receives it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

use telemetry_core::{
    ByOrigin, ErrorText, Event, Family, FieldEnum, Fields, Id, Json, Public, Redacted, StackTrace,
    Url, Username, Uuid, Version,
};

telemetry_core::catalog! {
    catalog: "copilot-chat",
    title: "GitHub Copilot Chat",
    version: "0.42.0",
    description: "What the Copilot Chat extension of VS Code records about chat requests, what users do with the answers, failures and experiments, and which of Microsoft's and GitHub's stores receives it.",
    source: "https://github.com/microsoft/vscode-copilot-chat/blob/{revision}/{path}#L{line}",
    revision: "31acd00a86424e2ee6e980e54919cf31fbf88030",
    contact: "https://github.com/microsoft/vscode-copilot-chat/issues",
    schemas: "https://example.org/telemetry",
    purposes: {
        "business-insight": { extends: business, title: "To count customers and plans." },
        "feature-insight": {
            extends: product,
            title: "To see which features are used and how well they work.",
        },
        "performance-and-health": { extends: health, title: "To find slowness and failures." },
    },
    owners: {
        bhavyaus: { contact: "https://github.com/bhavyaus", aliases: [bhavyau] },
        "completions-team": { title: "Inline completions team", aliases: ["copilot-core"] },
        "copilot-chat-team": {
            title: "Copilot Chat team",
            contact: "https://github.com/microsoft/vscode-copilot-chat",
        },
        digitarald: { contact: "https://github.com/digitarald" },
        dirkb: { contact: "https://github.com/dbaeumer" },
        donjayamanne: { contact: "https://github.com/DonJayamanne", aliases: [DonJayamanne] },
        "experimentation-team": { title: "Experimentation service" },
        hediet: { contact: "https://github.com/hediet" },
        joyceerhl: { contact: "https://github.com/joyceerhl" },
        lramos15: { contact: "https://github.com/lramos15" },
        roblourens: { contact: "https://github.com/roblourens" },
        vijayupadya: { contact: "https://github.com/vijayupadya", aliases: [vijayu] },
    },
    facts: {
        chat_location: {
            description: "Where in the editor the chat takes place.",
            values: {
                agent: "An agent's editing session.",
                editing_session: "An editing session over several files.",
                editor: "Inline chat in a code editor.",
                notebook: "Inline chat in a notebook.",
                other: "No chat that the user sees.",
                panel: "The chat panel.",
                terminal: "Inline chat in the terminal.",
            },
        },
        internal_user: {
            description: "The Copilot token lists an organisation of Microsoft or GitHub.",
        },
        legacy_opt_out: {
            description: "One of the old settings `telemetry.enableTelemetry` and `telemetry.enableCrashReporter` is off.",
        },
        product_level: {
            description: "The highest telemetry level that the build of VS Code allows (`enabledTelemetryLevels`).",
            values: {
                crash: "Crashes.",
                error: "Errors and crashes.",
                off: "Nothing.",
                usage: "Everything.",
            },
        },
        release_channel: {
            description: "The build of the extension.",
            values: { prerelease: "The pre-release build.", stable: "The released build." },
        },
        repo_info_disabled: {
            description: "The setting `chat.advanced.debug.disableRepoInfoTelemetry` is on; Microsoft staff only.",
        },
    },
    grants: {
        enhanced: {
            description: "Prompts, suggestions and repository details may be sent to GitHub.",
            how: "Allow prompt and suggestion collection at https://github.com/settings/copilot/features; the Copilot token then carries `rt=1`. Taking it back, or losing the token, ends it.",
        },
        internal: {
            description: "Members of internal organisations send prompts, answers and their user name to Microsoft.",
            how: "Given by membership of an internal organisation, as the Copilot token lists it; ends with the membership or the token.",
        },
    },
    consent: {
        default: usage,
        setting: "telemetry.telemetryLevel",
        how_to_disable: "Set `telemetry.telemetryLevel` to `off` in the settings of VS Code.",
        caps: [
            {
                condition: { legacy_opt_out: "true" },
                level: off,
                reason: "An old setting turned telemetry off.",
            },
            {
                condition: { product_level: off },
                level: off,
                reason: "This build of VS Code sends nothing.",
            },
            {
                condition: { product_level: crash },
                level: crash,
                reason: "This build of VS Code sends crashes only.",
            },
            {
                condition: { product_level: error },
                level: error,
                reason: "This build of VS Code sends errors only.",
            },
        ],
    },
    destinations: {
        gh_enhanced: {
            title: "GitHub enhanced",
            description: "Prompts, answers, repository details and full errors of users who agreed to it.",
            kind: "application-insights",
            ceiling: personal,
            consent: error,
            grant: enhanced,
            processor: GitHub,
            retention: P2Y,
            wire: {
                names: {
                    prefix: "copilot-chat/",
                    unless_contains: "copilot-chat",
                    unwrap: "wrapped-telemetry-event-name",
                },
                keys: {
                    replace: { ".": "_" },
                    exempt: ["VSCode.ABExp.Features", "abexp.assignmentcontext"],
                    collision: last,
                },
                values: {
                    max_length: 8192,
                    unit: utf16,
                    over: split,
                    suffix: "_{n:02}",
                    max_parts: 50,
                },
                flatten: { depth: 0, lists: json },
                absent: { empty: drop, nan: keep },
                booleans: number,
                stamps: {
                    timeSinceDisplayedMs: {
                        of: "since-displayed",
                        description: "Milliseconds from showing to sending, where something was shown.",
                    },
                    timeSinceIssuedMs: {
                        of: "since-issued",
                        description: "Milliseconds from recording to sending.",
                    },
                    unique_id: {
                        of: "uuid-v4",
                        description: "A new random id for each event that is sent, to find duplicates.",
                    },
                },
            },
        },
        gh_standard: {
            title: "GitHub standard",
            description: "Product telemetry of all users. The document says that repository details are removed here. The sender in use removes nothing: only inline completions filter, by a list of eight names, and events forwarded from VS Code carry `githubOrg` and `githubRepo`.",
            kind: "application-insights",
            ceiling: personal,
            consent: error,
            processor: GitHub,
            retention: P2Y,
            wire: {
                names: {
                    prefix: "copilot-chat/",
                    unless_contains: "copilot-chat",
                    unwrap: "wrapped-telemetry-event-name",
                },
                keys: {
                    replace: { ".": "_" },
                    exempt: ["VSCode.ABExp.Features", "abexp.assignmentcontext"],
                    collision: last,
                },
                values: {
                    max_length: 8192,
                    unit: utf16,
                    over: split,
                    suffix: "_{n:02}",
                    max_parts: 50,
                },
                flatten: { depth: 0, lists: json },
                absent: { empty: drop, nan: keep },
                booleans: number,
                stamps: {
                    timeSinceDisplayedMs: {
                        of: "since-displayed",
                        description: "Milliseconds from showing to sending, where something was shown.",
                    },
                    timeSinceIssuedMs: {
                        of: "since-issued",
                        description: "Milliseconds from recording to sending.",
                    },
                    unique_id: {
                        of: "uuid-v4",
                        description: "A new random id for each event that is sent, to find duplicates.",
                    },
                },
            },
        },
        msft: {
            title: Microsoft,
            description: "Product telemetry of all users. Upstream lets an event through only with a declaration in the source, which a build step reads. Keys are not rewritten: `common.tid` keeps its dot.",
            kind: "extension-telemetry",
            ceiling: personal,
            consent: error,
            processor: Microsoft,
            wire: { flatten: { depth: 0, lists: comma }, booleans: number },
        },
        msft_internal: {
            title: "Microsoft internal",
            description: "Telemetry of Microsoft's and GitHub's own staff, prompts and answers included. Every event is sent twice, to the normal and to the large-event store, so that the pipeline of the latter gets tested.",
            kind: "extension-telemetry",
            ceiling: personal,
            consent: usage,
            grant: internal,
            condition: { internal_user: "true" },
            processor: Microsoft,
            retention: P2Y,
            copies: [normal, "large-event"],
            wire: { flatten: { depth: 0, lists: comma }, booleans: number },
        },
    },
    redaction: {
        detectors: [
            path,
            url,
            "google-api-key",
            jwt,
            "slack-token",
            "github-token",
            "generic-secret",
            email,
        ],
        own: {
            "cli-credentials": {
                pattern: "(login|psexec|(certutil|psexec)\\.exe).{1,50}(\\s-u(ser(name)?)?\\s+.{3,100})?\\s-(admin|user|vm|root)?p(ass(word)?)?\\s+[\"']?[^$\\-/\\s]",
                description: "A password on a command line.",
            },
        },
        granularity: line,
        roots: [home, "temporary files", installation, extensions, "user data"],
        keep_after: [node_modules, extensions],
        keys: false,
    },
    never: [
        "host names (the tag `ai.cloud.roleInstance` is overwritten)",
        "the value of a setting called `secret_key`",
    ],
    precedence: [
        event,
        completion_experiments,
        plan,
        experiments,
        microsoft,
        microsoft_reporter,
        internal,
        configuration,
        editor,
        required,
        client,
        repository,
    ],
    docs: { title: "Telemetry of GitHub Copilot Chat" },
}

/// The experimentation service could not be reached.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "call-tas-error",
    purpose("performance-and-health", extends = health),
    consent = usage,
    owner = "experimentation-team",
    destinations(msft, "msft_internal"),
    origin = client,
    when = "Posted by the experimentation library.",
    code = ["src/platform/telemetry/common/msftTelemetrySender.ts:45"]
)]
pub struct CallTasError {
    /// The kind of failure.
    #[telemetry(technical, public = "experimentation-error-types")]
    pub errortype: Public<String>,
}

/// The user copied from a code block of an answer, for GitHub.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "conversation.acceptedCopy",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "copilot-chat-team",
    destinations("gh_standard"),
    origin = client,
    when = "Together with `panel.action.copy`.",
    code = ["src/extension/conversation/vscode-node/userActions.ts:311"]
)]
pub struct ConversationAcceptedCopy {
    /// How many characters were copied.
    #[telemetry(technical, name = "copiedCharacters")]
    pub copied_characters: u64,
    /// How many lines were copied.
    #[telemetry(technical, name = "copiedLines")]
    pub copied_lines: u64,
    /// The fields of the group `code_block`.
    #[telemetry(flatten)]
    pub code_block: CodeBlock,
    /// The fields of the group `taken_over`.
    #[telemetry(flatten)]
    pub taken_over: TakenOver,
}

/// The user inserted a code block of an answer, for GitHub.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "conversation.acceptedInsert",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "copilot-chat-team",
    destinations("gh_standard"),
    origin = client,
    when = "Together with `panel.action.insert`.",
    code = ["src/extension/conversation/vscode-node/userActions.ts:311"]
)]
pub struct ConversationAcceptedInsert {
    /// The fields of the group `code_block`.
    #[telemetry(flatten)]
    pub code_block: CodeBlock,
    /// The fields of the group `taken_over`.
    #[telemetry(flatten)]
    pub taken_over: TakenOver,
}

/// The user applied a code block of an answer and kept the result.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "conversation.appliedCodeblock",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "copilot-chat-team",
    destinations("gh_standard"),
    origin = client,
    code = ["src/extension/conversation/vscode-node/userActions.ts:338"]
)]
pub struct ConversationAppliedCodeblock {
    /// The fields of the group `code_block`.
    #[telemetry(flatten)]
    pub code_block: CodeBlock,
}

/// The user rated an answer, for GitHub.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "conversation.messageRating",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "copilot-chat-team",
    destinations("gh_standard"),
    origin = client,
    when = "Together with `panel.action.vote`.",
    code = ["src/extension/conversation/vscode-node/userActions.ts:379"]
)]
pub struct ConversationMessageRating {
    /// The length of the open document in characters.
    #[telemetry(technical, name = "documentLength", when = "When a document is open.")]
    pub document_length: Option<u64>,
    /// The id of the request to the model's server.
    #[telemetry(
        identifier,
        name = "headerRequestId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub header_request_id: Option<Uuid>,
    /// The language of the open document.
    #[telemetry(
        interaction,
        name = "languageId",
        public = "vscode-languages",
        when = "When a document is open.",
        examples = ["rust", "python"]
    )]
    pub language_id: Option<Public<String>>,
    /// The answer.
    #[telemetry(
        identifier,
        name = "messageId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub message_id: Option<Uuid>,
    /// What the user found.
    #[telemetry(interaction)]
    pub rating: Rating,
}

/// The user decided about one edit of a file.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "edit.hunk.action",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "copilot-chat-team",
    destinations("gh_standard"),
    origin = client,
    code = ["src/extension/conversation/vscode-node/userActions.ts:248"]
)]
pub struct EditHunkAction {
    /// The length of the open document in characters.
    #[telemetry(technical, name = "documentLength", when = "When a document is open.")]
    pub document_length: Option<u64>,
    /// Whether edits of the file are still undecided.
    #[telemetry(technical, name = "hasRemainingEdits", kind = measurement)]
    pub has_remaining_edits: bool,
    /// Whether the user works in a notebook.
    #[telemetry(technical, name = "isNotebook", kind = measurement)]
    pub is_notebook: bool,
    /// Whether the user works in a cell of a notebook.
    #[telemetry(technical, name = "isNotebookCell", kind = measurement)]
    pub is_notebook_cell: bool,
    /// The language of the open document.
    #[telemetry(
        interaction,
        name = "languageId",
        public = "vscode-languages",
        examples = ["rust", "python"]
    )]
    pub language_id: Option<Public<String>>,
    /// How many lines the edit spans.
    #[telemetry(technical, name = "lineCount")]
    pub line_count: u64,
    /// How many lines it adds.
    #[telemetry(technical, name = "linesAdded")]
    pub lines_added: u64,
    /// How many lines it removes.
    #[telemetry(technical, name = "linesRemoved")]
    pub lines_removed: u64,
    /// The decision.
    #[telemetry(interaction)]
    pub outcome: EditHunkActionOutcome,
    /// The request that made the edit.
    #[telemetry(
        identifier,
        name = "requestId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub request_id: Option<Uuid>,
}

/// Something failed in the extension. GitHub's standard store gets a placeholder, the enhanced one
/// the error.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "exception",
    purpose("performance-and-health", extends = health),
    consent = usage,
    owner = "copilot-chat-team",
    destinations("gh_standard"),
    origin = client,
    when = "For each reported error. The document speaks of a limit on repeated errors; the code has none. It also lists `timeSinceDisplayedMs`, which GitHub's sender adds only where something was shown: never for an exception.",
    code = ["src/platform/telemetry/common/ghTelemetrySender.ts:98"],
    twin(name = "exception.full", description = "The error itself. Values that are no error are wrapped as `Non-error thrown:`.", destinations("gh_enhanced"), consent = error, grant = "enhanced", carries = ["errorType", "origin"]),
    unsent = { errorType: { type: error, class: diagnostic, description: "Named by the document as the kind of error. The code never sends it.", state: planned } }
)]
pub struct Exception {
    /// Where in the code it failed, without paths.
    #[telemetry(diagnostic, redact)]
    pub origin: Redacted<ErrorText>,
    /// Whether the full error was sent too.
    #[telemetry(technical)]
    pub reason: Reason,
    /// The error behind it.
    #[telemetry(diagnostic, twin = "exception.full")]
    pub cause: Option<ErrorText>,
    /// The message of the error.
    #[telemetry(diagnostic, twin = "exception.full")]
    pub message: ErrorText,
    /// The kind of error.
    #[telemetry(diagnostic, twin = "exception.full")]
    pub name: ErrorText,
    /// Where it happened.
    #[telemetry(diagnostic, twin = "exception.full")]
    pub stack: Option<StackTrace>,
}

/// Experiments could not be read for inline completions.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "expProblem",
    wire = "copilot/expProblem",
    purpose("performance-and-health", extends = health),
    consent = usage,
    owner = "completions-team",
    destinations("gh_standard"),
    origin = client,
    code = ["src/extension/completions-core/vscode-node/lib/src/telemetry.ts:475"],
    without = ["completion_experiments"],
    about_telemetry
)]
pub struct ExpProblem {
    /// Whole seconds from the start of the extension host.
    #[telemetry(technical, unit = "s")]
    pub current_time: Duration,
    /// What went wrong.
    #[telemetry(diagnostic)]
    pub reason: ErrorText,
    /// The version of Node.
    #[telemetry(technical, public = "node-versions", examples = ["node/22.21.1"])]
    pub runtime_version: Public<String>,
}

/// The extension was started.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "extension.activate",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "copilot-chat-team",
    destinations("gh_standard"),
    origin = client,
    code = ["src/extension/telemetry/common/lifecycleTelemetryContrib.ts:13"]
)]
pub struct ExtensionActivate {}

/// The extension was stopped.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "extension.deactivate",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "copilot-chat-team",
    destinations("gh_standard"),
    origin = client,
    code = ["src/extension/telemetry/common/lifecycleTelemetryContrib.ts:17"]
)]
pub struct ExtensionDeactivate {}

/// The extension made a request over the network.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "fetchTelemetry",
    purpose("performance-and-health", extends = health),
    consent = usage,
    owner = "lramos15",
    destinations(msft),
    origin = client,
    when = "Pre-release builds only; never for the requests that send telemetry.",
    code = ["src/platform/telemetry/vscode-node/telemetryServiceImpl.ts:98"],
    condition = { release_channel: prerelease },
    about_telemetry
)]
pub struct FetchTelemetry {
    /// The place in the code that made the request.
    #[telemetry(technical, name = "callSite", public = "copilot-call-sites")]
    pub call_site: Public<String>,
    /// How long it took.
    #[telemetry(technical, name = "latencyMs", unit = "ms")]
    pub latency_ms: Duration,
    /// The HTTP status of the answer.
    #[telemetry(technical, name = "statusCode")]
    pub status_code: i64,
}

/// The user kept or undid an inline edit.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "inline.done",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "digitarald",
    destinations("gh_standard", msft),
    origin = client,
    code = ["src/extension/conversation/vscode-node/userActions.ts:497", "src/extension/conversation/vscode-node/userActions.ts:500"]
)]
pub struct InlineDone {
    /// Whether the user kept the edit.
    #[telemetry(interaction, kind = measurement)]
    pub accepted: bool,
    /// The fields of the group `inline_edit`.
    #[telemetry(flatten)]
    pub inline_edit: InlineEdit,
}

/// An inline chat in the editor was answered.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "inline.request",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "digitarald",
    destinations(msft),
    origin = client,
    when = "After each answer, whether it succeeded or not.",
    code = ["src/extension/prompt/node/chatParticipantTelemetry.ts:958"],
    constant(name = "contextTypes", value = "none", class = technical, description = "Was meant for the kinds of context in the prompt; the code always sends `none`.", values = { none: "The only value." }, type = enum)
)]
pub struct InlineRequest {
    /// How many characters the widened selection has.
    #[telemetry(technical, name = "adjustedSelectionLength", none = -1)]
    pub adjusted_selection_length: u64,
    /// How often the user asked again.
    #[telemetry(interaction, name = "attemptCount")]
    pub attempt_count: u64,
    /// The intent or command that made the answer.
    #[telemetry(
        interaction,
        public = "copilot-intents",
        examples = ["explain", "editAgent"]
    )]
    pub command: Public<String>,
    /// The conversation. The document calls it `sessionId`, which the code uses in internal events
    /// only.
    #[telemetry(
        identifier,
        name = "conversationId",
        identifies = session,
        lifetime = "P1Y",
        made = "By VS Code, when the chat session begins; at random by the extension where VS Code gives none."
    )]
    pub conversation_id: Id,
    /// The problems in the file by tool and code, as `tool@code:count,` such as `ts@2304:3,`.
    #[telemetry(technical, name = "diagnosticCodes", public = "diagnostic-codes")]
    pub diagnostic_codes: BTreeMap<Public<String>, u64>,
    /// The tool that reported the first problem; empty when there is no problem.
    #[telemetry(
        technical,
        name = "diagnosticsProvider",
        none = "",
        public = "diagnostic-sources",
        examples = ["ts", "rustc"]
    )]
    pub diagnostics_provider: Public<String>,
    /// Whether it is the first turn of the conversation.
    #[telemetry(technical, name = "firstTurn", kind = measurement)]
    pub first_turn: bool,
    /// Whether the intent was detected rather than typed.
    #[telemetry(interaction, name = "implicitCommand", kind = measurement)]
    pub implicit_command: bool,
    /// The language of the open document.
    #[telemetry(
        interaction,
        name = "languageId",
        public = "vscode-languages",
        examples = ["rust", "python"]
    )]
    pub language_id: Public<String>,
    /// How many characters of text the answer shows.
    #[telemetry(technical, name = "markdownCharCount")]
    pub markdown_char_count: u64,
    /// How many tokens the user's message has.
    #[telemetry(technical, name = "messageTokenCount")]
    pub message_token_count: u64,
    /// What was noticed while the answer was applied.
    #[telemetry(technical, name = "outcomeAnnotations")]
    pub outcome_annotations: Option<Vec<OutcomeAnnotations>>,
    /// How many tokens the prompt has.
    #[telemetry(technical, name = "promptTokenCount")]
    pub prompt_token_count: u64,
    /// Role and length of each message of the prompt, as `role:length` with commas.
    #[telemetry(technical, name = "promptTypes", public = "chat-message-roles")]
    pub prompt_types: BTreeMap<Public<String>, u64>,
    /// How the answer is shown.
    #[telemetry(interaction, name = "replyType")]
    pub reply_type: ReplyType,
    /// The user's message; on `panel.request` the same name holds the id of the turn.
    #[telemetry(
        identifier,
        name = "requestId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub request_id: Uuid,
    /// How many tokens the answer has; -1 unless it succeeded.
    #[telemetry(technical, name = "responseTokenCount", none = -1)]
    pub response_token_count: u64,
    /// How the request ended.
    #[telemetry(technical, name = "responseType")]
    pub response_type: ResponseType,
    /// The same for the selected lines.
    #[telemetry(
        technical,
        name = "selectionDiagnosticCodes",
        public = "diagnostic-codes"
    )]
    pub selection_diagnostic_codes: BTreeMap<Public<String>, u64>,
    /// How many characters the user selected.
    #[telemetry(technical, name = "userSelectionLength", none = -1)]
    pub user_selection_length: u64,
    /// Whether the intent may be detected.
    #[telemetry(interaction, name = "withIntentDetection", kind = measurement)]
    pub with_intent_detection: bool,
    /// The fields of the group `request_model`.
    #[telemetry(flatten)]
    pub request_model: RequestModel,
    /// The fields of the group `instructions`.
    #[telemetry(flatten)]
    pub instructions: Instructions,
    /// The fields of the group `edit_size`.
    #[telemetry(flatten)]
    pub edit_size: EditSize,
    /// The fields of the group `request_timing`.
    #[telemetry(flatten)]
    pub request_timing: RequestTiming,
}

/// How much of a kept inline edit is still there.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "inline.trackEditSurvival",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "hediet",
    destinations("gh_standard", msft),
    origin = client,
    when = "Several times within the minutes after an edit was kept.",
    code = ["src/extension/conversation/vscode-node/userActions.ts:565", "src/extension/conversation/vscode-node/userActions.ts:572"]
)]
pub struct InlineTrackEditSurvival {
    /// Whether another branch was checked out meanwhile; then the rates say little.
    #[telemetry(technical, name = "didBranchChange", kind = measurement)]
    pub did_branch_change: bool,
    /// Which part of the edit is still in the document.
    #[telemetry(technical, name = "survivalRateFourGram", min = 0, max = 1)]
    pub survival_rate_four_gram: f64,
    /// Which part of the edited ranges was not turned back.
    #[telemetry(technical, name = "survivalRateNoRevert", min = 0, max = 1)]
    pub survival_rate_no_revert: f64,
    /// Time since the edit was kept.
    #[telemetry(technical, name = "timeDelayMs", unit = "ms")]
    pub time_delay_ms: Duration,
    /// The fields of the group `inline_edit`.
    #[telemetry(flatten)]
    pub inline_edit: InlineEdit,
}

/// The user kept an inline edit, for GitHub.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "inlineConversation.accept",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "copilot-chat-team",
    destinations("gh_standard"),
    origin = client,
    when = "Together with `inline.done`.",
    code = ["src/extension/conversation/vscode-node/userActions.ts:535"],
    constant(name = "action", value = "accept", class = interaction, description = "What the user did.", values = { accept: "Kept the edit.", undo: "Undid the edit." }, type = enum)
)]
pub struct InlineConversationAccept {
    /// The length of the document in characters.
    #[telemetry(technical, name = "documentLength")]
    pub document_length: u64,
    /// The language of the open document.
    #[telemetry(
        interaction,
        name = "languageId",
        public = "vscode-languages",
        examples = ["rust", "python"]
    )]
    pub language_id: Public<String>,
    /// The user's message, or the answer that the action is about.
    #[telemetry(
        identifier,
        name = "messageId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub message_id: Uuid,
}

/// The user undid an inline edit, for GitHub.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "inlineConversation.undo",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "copilot-chat-team",
    destinations("gh_standard"),
    origin = client,
    when = "Together with `inline.done`.",
    code = ["src/extension/conversation/vscode-node/userActions.ts:535"],
    constant(name = "action", value = "undo", class = interaction, description = "What the user did.", values = { accept: "Kept the edit.", undo: "Undid the edit." }, type = enum)
)]
pub struct InlineConversationUndo {
    /// The length of the document in characters.
    #[telemetry(technical, name = "documentLength")]
    pub document_length: u64,
    /// The language of the open document.
    #[telemetry(
        interaction,
        name = "languageId",
        public = "vscode-languages",
        examples = ["rust", "python"]
    )]
    pub language_id: Public<String>,
    /// The user's message, or the answer that the action is about.
    #[telemetry(
        identifier,
        name = "messageId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub message_id: Uuid,
}

/// A user of an internal organisation kept or undid an inline edit.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "interactiveSessionDone",
    purpose("feature-insight", extends = product),
    consent = usage,
    grant = "internal",
    owner = "copilot-chat-team",
    destinations("msft_internal"),
    origin = client,
    when = "Together with `inline.done`; internal users only. Problems are looked at for `/fix` alone.",
    code = ["src/extension/conversation/vscode-node/userActions.ts:507"]
)]
pub struct InteractiveSessionDone {
    /// Whether the user kept the edit.
    #[telemetry(interaction, kind = measurement)]
    pub accepted: bool,
    /// The conversation. The document calls it `sessionId`, which the code uses in internal events
    /// only.
    #[telemetry(
        identifier,
        name = "conversationId",
        identifies = session,
        lifetime = "P1Y",
        made = "By VS Code, when the chat session begins; at random by the extension where VS Code gives none."
    )]
    pub conversation_id: Id,
    /// The problems in the file by tool and code, as `tool@code:count,` such as `ts@2304:3,`.
    #[telemetry(technical, name = "diagnosticCodes", public = "diagnostic-codes")]
    pub diagnostic_codes: BTreeMap<Public<String>, u64>,
    /// The intent that the request was understood as.
    #[telemetry(interaction, public = "copilot-intents")]
    pub intent: Option<Public<String>>,
    /// Whether the user works in a notebook.
    #[telemetry(technical, name = "isNotebook", kind = measurement)]
    pub is_notebook: bool,
    /// The language of the open document.
    #[telemetry(interaction, public = "vscode-languages")]
    pub language: Public<String>,
    /// The messages of the problems in the file.
    #[telemetry(content, none = "")]
    pub problems: String,
    /// What the user asked.
    #[telemetry(content)]
    pub query: String,
    /// How the answer is shown.
    #[telemetry(interaction, name = "replyType")]
    pub reply_type: ReplyType,
    /// The last request of the conversation.
    #[telemetry(
        identifier,
        name = "requestId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub request_id: Option<Uuid>,
    /// The same for the selected lines.
    #[telemetry(
        technical,
        name = "selectionDiagnosticCodes",
        public = "diagnostic-codes"
    )]
    pub selection_diagnostic_codes: BTreeMap<Public<String>, u64>,
    /// The messages of the problems in the selected lines.
    #[telemetry(content, name = "selectionProblems", none = "")]
    pub selection_problems: String,
}

/// A user of an internal organisation asked in the chat panel.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "interactiveSessionMessage",
    purpose("feature-insight", extends = product),
    consent = usage,
    grant = "internal",
    owner = "copilot-chat-team",
    destinations("msft_internal"),
    origin = client,
    when = "When the request is sent; internal users only.",
    code = ["src/extension/prompt/node/chatParticipantTelemetry.ts:629"],
    constant(name = "chatLocation", value = "panel", class = interaction, description = "Where the chat takes place.", values = { inline: "In the editor.", panel: "In the panel." }, type = enum),
    constant(name = "contextTypes", value = "none", class = technical, description = "Was meant for the kinds of context in the prompt; the code always sends `none`.", values = { none: "The only value." }, type = enum)
)]
pub struct InteractiveSessionMessage {
    /// The interface by which the model was called.
    #[telemetry(technical, name = "apiType")]
    pub api_type: Option<ApiType>,
    /// The model that answered.
    #[telemetry(technical, name = "baseModel", public = "language-models")]
    pub base_model: Public<String>,
    /// The intent that was detected; `none` when detection is off.
    #[telemetry(
        interaction,
        name = "detectedIntent",
        none = "none",
        public = "copilot-intents"
    )]
    pub detected_intent: Public<String>,
    /// The intent that the request was understood as.
    #[telemetry(interaction, public = "copilot-intents")]
    pub intent: Public<String>,
    /// Whether the participant was chosen by detection.
    #[telemetry(interaction, name = "isParticipantDetected", kind = property)]
    pub is_participant_detected: bool,
    /// What the user asked.
    #[telemetry(content)]
    pub query: String,
    /// The user's message.
    #[telemetry(
        identifier,
        name = "requestId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub request_id: Uuid,
    /// The conversation; the value that other events call `conversationId`.
    #[telemetry(
        identifier,
        name = "sessionId",
        identifies = session,
        lifetime = "P1Y",
        made = "By VS Code, when the chat session begins; at random by the extension where VS Code gives none."
    )]
    pub session_id: Id,
    /// How many turns the conversation has.
    #[telemetry(technical, name = "turnNumber")]
    pub turn_number: u64,
}

/// A user of an internal organisation asked in the editor.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "interactiveSessionRequest",
    purpose("feature-insight", extends = product),
    consent = usage,
    grant = "internal",
    owner = "copilot-chat-team",
    destinations("msft_internal"),
    origin = client,
    when = "When the request is sent; internal users only.",
    code = ["src/extension/prompt/node/chatParticipantTelemetry.ts:879"],
    constant(name = "chatLocation", value = "inline", class = interaction, description = "Where the chat takes place.", values = { inline: "In the editor.", panel: "In the panel." }, type = enum)
)]
pub struct InteractiveSessionRequest {
    /// The interface by which the model was called.
    #[telemetry(technical, name = "apiType")]
    pub api_type: Option<ApiType>,
    /// The conversation. The document calls it `sessionId`, which the code uses in internal events
    /// only.
    #[telemetry(
        identifier,
        name = "conversationId",
        identifies = session,
        lifetime = "P1Y",
        made = "By VS Code, when the chat session begins; at random by the extension where VS Code gives none."
    )]
    pub conversation_id: Id,
    /// The intent that the request was understood as.
    #[telemetry(interaction, public = "copilot-intents")]
    pub intent: Public<String>,
    /// Whether the user works in a notebook.
    #[telemetry(technical, name = "isNotebook", kind = measurement)]
    pub is_notebook: bool,
    /// The language of the open document.
    #[telemetry(interaction, public = "vscode-languages")]
    pub language: Public<String>,
    /// The model that answered; models of the user's own provider included.
    #[telemetry(technical, public = "language-models")]
    pub model: Public<String>,
    /// All messages of the prompt, with the user's code.
    #[telemetry(content)]
    pub prompt: String,
    /// The user's message.
    #[telemetry(
        identifier,
        name = "requestId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub request_id: Uuid,
    /// How many turns the conversation has.
    #[telemetry(technical, name = "turnNumber")]
    pub turn_number: u64,
}

/// A user of an internal organisation got an answer.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "interactiveSessionResponse",
    purpose("feature-insight", extends = product),
    consent = usage,
    grant = "internal",
    owner = "copilot-chat-team",
    destinations("msft_internal"),
    origin = client,
    when = "After each answer; internal users only.",
    code = ["src/extension/prompt/node/chatParticipantTelemetry.ts:803", "src/extension/prompt/node/chatParticipantTelemetry.ts:1007"]
)]
pub struct InteractiveSessionResponse {
    /// The interface by which the model was called.
    #[telemetry(technical, name = "apiType")]
    pub api_type: Option<ApiType>,
    /// The model that answered.
    #[telemetry(technical, name = "baseModel", public = "language-models")]
    pub base_model: Public<String>,
    /// The intent that the request was understood as.
    #[telemetry(interaction, public = "copilot-intents")]
    pub intent: Public<String>,
    /// What the user asked.
    #[telemetry(content)]
    pub request: String,
    /// The user's message.
    #[telemetry(
        identifier,
        name = "requestId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub request_id: Uuid,
    /// What the model answered.
    #[telemetry(content)]
    pub response: String,
    /// How many turns the conversation has.
    #[telemetry(technical, name = "turnNumber")]
    pub turn_number: u64,
    /// The form of the event, and its `chatLocation`.
    #[telemetry(flatten)]
    pub chat_location: InteractiveSessionResponseChatLocation,
}

/// Where the chat takes place.
#[derive(Fields)]
#[telemetry(tag = "chatLocation", interaction)]
pub enum InteractiveSessionResponseChatLocation {
    /// An answer in the editor.
    Inline {
        /// The conversation. The document calls it `sessionId`, which the code uses in internal
        /// events only.
        #[telemetry(
            identifier,
            name = "conversationId",
            identifies = session,
            lifetime = "P1Y",
            made = "By VS Code, when the chat session begins; at random by the extension where VS Code gives none."
        )]
        conversation_id: Id,
        /// The problems in the file by tool and code, as `tool@code:count,` such as `ts@2304:3,`.
        #[telemetry(technical, name = "diagnosticCodes", public = "diagnostic-codes")]
        diagnostic_codes: BTreeMap<Public<String>, u64>,
        /// The tool that reported the first problem; empty when there is no problem.
        #[telemetry(
            technical,
            name = "diagnosticsProvider",
            none = "",
            public = "diagnostic-sources",
            examples = ["ts", "rustc"]
        )]
        diagnostics_provider: Public<String>,
        /// Whether the user works in a notebook.
        #[telemetry(technical, name = "isNotebook", kind = measurement)]
        is_notebook: bool,
        /// The language of the open document.
        #[telemetry(interaction, public = "vscode-languages")]
        language: Public<String>,
        /// The messages of the problems in the file.
        #[telemetry(content, none = "")]
        problems: String,
        /// How the request ended.
        #[telemetry(technical, name = "responseType")]
        response_type: ResponseType,
        /// The same for the selected lines.
        #[telemetry(
            technical,
            name = "selectionDiagnosticCodes",
            public = "diagnostic-codes"
        )]
        selection_diagnostic_codes: BTreeMap<Public<String>, u64>,
        /// The messages of the problems in the selected lines.
        #[telemetry(content, name = "selectionProblems", none = "")]
        selection_problems: String,
    },
    /// An answer in the chat panel.
    Panel {
        /// Whether the participant was chosen by detection.
        #[telemetry(interaction, name = "isParticipantDetected", kind = property)]
        is_participant_detected: bool,
        /// The conversation; the value that other events call `conversationId`.
        #[telemetry(
            identifier,
            name = "sessionId",
            identifies = session,
            lifetime = "P1Y",
            made = "By VS Code, when the chat session begins; at random by the extension where VS Code gives none."
        )]
        session_id: Id,
    },
}

/// A message of a conversation was shown, of the user or of the model.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "message",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "copilot-chat-team",
    destinations("gh_standard"),
    origin = client,
    when = "Once for the user's message and once for the answer, after the answer came.",
    code = ["src/extension/prompt/node/telemetry.ts:173"],
    prefix = { by: chat_location, values: { agent: "conversation.", editing_session: "editingSession.", editor: "inlineConversation.", notebook: "conversation.", other: "conversation.", panel: "conversation.", terminal: "conversation." } },
    twin(name = "messageText", description = "The message itself, for users who agreed to it and for internal users.", destinations("gh_enhanced", "msft_internal"), carries = ["codeBlockLanguages", "conversationId", "headerRequestId", "messageCharLen", "messageId", "mode", "offTopic", "promptTokenLen", "replyType", "source", "suggestion", "turnIndex", "uiKind", "userMessageId"])
)]
pub struct Message {
    /// Language and number of lines of each code block of the answer.
    #[telemetry(
        content,
        name = "codeBlockLanguages",
        when = "On the model's messages."
    )]
    pub code_block_languages: Option<Json>,
    /// The conversation. The document calls it `sessionId`, which the code uses in internal events
    /// only.
    #[telemetry(
        identifier,
        name = "conversationId",
        identifies = session,
        lifetime = "P1Y",
        made = "By VS Code, when the chat session begins; at random by the extension where VS Code gives none."
    )]
    pub conversation_id: Id,
    /// The length of the open document in characters.
    #[telemetry(technical, name = "documentLength", when = "When a document is open.")]
    pub document_length: Option<u64>,
    /// The request; on the model's messages the id of the user's message.
    #[telemetry(
        identifier,
        name = "headerRequestId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request.",
        when = "Not on off-topic messages."
    )]
    pub header_request_id: Option<Uuid>,
    /// The language of the open document.
    #[telemetry(
        interaction,
        name = "languageId",
        public = "vscode-languages",
        when = "When a document is open.",
        examples = ["rust", "python"]
    )]
    pub language_id: Option<Public<String>>,
    /// How many characters the message has.
    #[telemetry(technical, name = "messageCharLen")]
    pub message_char_len: u64,
    /// The user's message, or the answer that the action is about.
    #[telemetry(
        identifier,
        name = "messageId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub message_id: Uuid,
    /// The chat mode.
    #[telemetry(interaction, when = "Not on off-topic messages.")]
    pub mode: Option<Mode>,
    /// How many code blocks the answer has.
    #[telemetry(technical, name = "numCodeBlocks", when = "On the model's messages.")]
    pub num_code_blocks: Option<u64>,
    /// Whether the user's message was off topic.
    #[telemetry(
        interaction,
        name = "offTopic",
        kind = property,
        when = "On the user's messages."
    )]
    pub off_topic: Option<bool>,
    /// How many tokens the prompt has.
    #[telemetry(technical, name = "promptTokenLen")]
    pub prompt_token_len: u64,
    /// How the answer is shown.
    #[telemetry(interaction, name = "replyType", when = "On the model's messages.")]
    pub reply_type: Option<ReplyType>,
    /// Whose message it is.
    #[telemetry(interaction)]
    pub source: Source,
    /// The intent that the request was understood as.
    #[telemetry(interaction, public = "copilot-intents")]
    pub suggestion: Option<Public<String>>,
    /// Which turn of the conversation.
    #[telemetry(technical, name = "turnIndex", kind = property)]
    pub turn_index: u64,
    /// Where the chat takes place.
    #[telemetry(interaction, name = "uiKind")]
    pub ui_kind: UiKind,
    /// The user's message that was off topic.
    #[telemetry(
        identifier,
        name = "userMessageId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request.",
        when = "On off-topic messages."
    )]
    pub user_message_id: Option<Uuid>,
    /// The text of the message.
    #[telemetry(content, name = "messageText", twin = "messageText")]
    pub message_text: Option<String>,
}

/// The user copied from a code block of an answer.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "panel.action.copy",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "digitarald",
    destinations(msft),
    origin = client,
    code = ["src/extension/conversation/vscode-node/userActions.ts:84"]
)]
pub struct PanelActionCopy {
    /// How many characters it was.
    #[telemetry(technical, name = "characterCount")]
    pub character_count: u64,
    /// Which code block of the answer.
    #[telemetry(technical, name = "codeBlockIndex")]
    pub code_block_index: u64,
    /// How it was copied.
    #[telemetry(interaction, name = "copyType", encode, kind = measurement)]
    pub copy_type: CopyType,
    /// How many lines it was.
    #[telemetry(technical, name = "lineCount")]
    pub line_count: u64,
    /// The fields of the group `panel_action`.
    #[telemetry(flatten)]
    pub panel_action: PanelAction,
}

/// The user chose a follow-up question.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "panel.action.followup",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "digitarald",
    destinations(msft),
    origin = client,
    code = ["src/extension/conversation/vscode-node/userActions.ts:134"]
)]
pub struct PanelActionFollowup {
    /// The fields of the group `panel_action`.
    #[telemetry(flatten)]
    pub panel_action: PanelAction,
}

/// The user inserted a code block of an answer.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "panel.action.insert",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "digitarald",
    destinations(msft),
    origin = client,
    code = ["src/extension/conversation/vscode-node/userActions.ts:111"]
)]
pub struct PanelActionInsert {
    /// How many characters it was.
    #[telemetry(technical, name = "characterCount")]
    pub character_count: u64,
    /// Which code block of the answer.
    #[telemetry(technical, name = "codeBlockIndex")]
    pub code_block_index: u64,
    /// Whether it went into a new file.
    #[telemetry(interaction, name = "newFile", kind = measurement)]
    pub new_file: bool,
    /// The fields of the group `panel_action`.
    #[telemetry(flatten)]
    pub panel_action: PanelAction,
}

/// The user rated an answer.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "panel.action.vote",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "digitarald",
    destinations(msft),
    origin = client,
    when = "Together with `conversation.messageRating` for GitHub.",
    code = ["src/extension/conversation/vscode-node/userActions.ts:360"]
)]
pub struct PanelActionVote {
    /// The conversation. The document calls it `sessionId`, which the code uses in internal events
    /// only.
    #[telemetry(
        identifier,
        name = "conversationId",
        identifies = session,
        lifetime = "P1Y",
        made = "By VS Code, when the chat session begins; at random by the extension where VS Code gives none."
    )]
    pub conversation_id: Option<Id>,
    /// What the user found.
    #[telemetry(interaction, encode, kind = measurement)]
    pub direction: Direction,
    /// The fields of the group `panel_action`.
    #[telemetry(flatten)]
    pub panel_action: PanelAction,
}

/// The user decided about the edits of a file.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "panel.edit.feedback",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "joyceerhl",
    destinations("gh_standard", msft, "msft_internal"),
    origin = client,
    code = ["src/extension/conversation/vscode-node/userActions.ts:174", "src/extension/conversation/vscode-node/userActions.ts:186", "src/extension/conversation/vscode-node/userActions.ts:199"]
)]
pub struct PanelEditFeedback {
    /// Whether edits of the file are still undecided.
    #[telemetry(technical, name = "hasRemainingEdits", kind = property)]
    pub has_remaining_edits: bool,
    /// Whether the user works in a notebook.
    #[telemetry(technical, name = "isNotebook", kind = measurement)]
    pub is_notebook: bool,
    /// Whether the user works in a cell of a notebook.
    #[telemetry(technical, name = "isNotebookCell", kind = measurement)]
    pub is_notebook_cell: bool,
    /// The decision.
    #[telemetry(interaction)]
    pub outcome: PanelEditFeedbackOutcome,
    /// The fields of the group `panel_action`.
    #[telemetry(flatten)]
    pub panel_action: PanelAction,
}

/// A turn in the chat panel was answered.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "panel.request",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "digitarald",
    destinations(msft),
    origin = client,
    when = "After each answer, whether it succeeded or not.",
    code = ["src/extension/prompt/node/chatParticipantTelemetry.ts:723"],
    constant(name = "contextTypes", value = "none", class = technical, description = "Was meant for the kinds of context in the prompt; the code always sends `none`.", values = { none: "The only value." }, type = enum)
)]
pub struct PanelRequest {
    /// The languages of the answer's code blocks.
    #[telemetry(content, name = "codeBlocks")]
    pub code_blocks: Vec<String>,
    /// The intent or command that made the answer.
    #[telemetry(
        interaction,
        public = "copilot-intents",
        examples = ["explain", "editAgent"]
    )]
    pub command: Public<String>,
    /// The conversation. The document calls it `sessionId`, which the code uses in internal events
    /// only.
    #[telemetry(
        identifier,
        name = "conversationId",
        identifies = session,
        lifetime = "P1Y",
        made = "By VS Code, when the chat session begins; at random by the extension where VS Code gives none."
    )]
    pub conversation_id: Id,
    /// Whether the participant was chosen by detection.
    #[telemetry(
        interaction,
        name = "isParticipantDetected",
        kind = property,
        code = ["src/extension/prompt/node/chatParticipantTelemetry.ts:735"]
    )]
    pub is_participant_detected: bool,
    /// The language of the open document.
    #[telemetry(
        interaction,
        name = "languageId",
        public = "vscode-languages",
        examples = ["rust", "python"]
    )]
    pub language_id: Option<Public<String>>,
    /// The chat mode.
    #[telemetry(interaction)]
    pub mode: Mode,
    /// The request that started this one.
    #[telemetry(
        identifier,
        name = "parentRequestId",
        identifies = event,
        lifetime = "session",
        made = "By VS Code, for each request: `request_` and a random id.",
        when = "When a sub-agent asks."
    )]
    pub parent_request_id: Option<Id>,
    /// Role and length of each message of the prompt, as `role:length` with commas.
    #[telemetry(technical, name = "promptTypes", public = "chat-message-roles")]
    pub prompt_types: BTreeMap<Public<String>, u64>,
    /// The chat request.
    #[telemetry(
        identifier,
        name = "requestId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub request_id: Uuid,
    /// The answer; upstream sends the id of the request again.
    #[telemetry(
        identifier,
        name = "responseId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub response_id: Uuid,
    /// How the request ended.
    #[telemetry(technical, name = "responseType")]
    pub response_type: ResponseType,
    /// The slash command that the user gave.
    #[telemetry(
        content,
        name = "slashCommand",
        by_origin(builtin(keep), extension(keep), user(hash(algorithm = sha256)), workspace(hash(algorithm = sha256))),
        none = "",
        code = ["src/extension/prompt/node/chatParticipantTelemetry.ts:217"]
    )]
    pub slash_command: ByOrigin<String>,
    /// Whether long conversations are summarized.
    #[telemetry(
        technical,
        name = "summarizationEnabled",
        purpose("performance-and-health", extends = health),
        kind = measurement
    )]
    pub summarization_enabled: bool,
    /// The id that VS Code gave the request, to join both programs' events.
    #[telemetry(
        identifier,
        name = "vscodeRequestId",
        identifies = event,
        lifetime = "session",
        made = "By VS Code, for each request: `request_` and a random id."
    )]
    pub vscode_request_id: Option<Id>,
    /// The fields of the group `request_model`.
    #[telemetry(flatten)]
    pub request_model: RequestModel,
    /// The fields of the group `instructions`.
    #[telemetry(flatten)]
    pub instructions: Instructions,
    /// The fields of the group `panel_counts`.
    #[telemetry(flatten)]
    pub panel_counts: PanelCounts,
}

/// The same turn in the chat panel, for GitHub.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "panel_request",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "copilot-chat-team",
    destinations("gh_standard"),
    origin = client,
    when = "Together with `panel.request`. Upstream declares no GitHub event.",
    code = ["src/extension/prompt/node/chatParticipantTelemetry.ts:764"]
)]
pub struct PanelRequestEvent {
    /// How many tools the model could call.
    #[telemetry(technical, name = "availableToolCount")]
    pub available_tool_count: u64,
    /// Language and number of lines of each code block of the answer.
    #[telemetry(content, name = "codeBlocks")]
    pub code_blocks: Json,
    /// The intent or command that made the answer.
    #[telemetry(
        interaction,
        public = "copilot-intents",
        examples = ["explain", "editAgent"]
    )]
    pub command: Public<String>,
    /// The conversation. The document calls it `sessionId`, which the code uses in internal events
    /// only.
    #[telemetry(
        identifier,
        name = "conversationId",
        identifies = session,
        lifetime = "P1Y",
        made = "By VS Code, when the chat session begins; at random by the extension where VS Code gives none."
    )]
    pub conversation_id: Id,
    /// Whether the agent answered.
    #[telemetry(interaction, name = "isAgent", kind = measurement)]
    pub is_agent: bool,
    /// Whether the participant was chosen by detection.
    #[telemetry(interaction, name = "isParticipantDetected", kind = property)]
    pub is_participant_detected: bool,
    /// The language of the open document.
    #[telemetry(
        interaction,
        name = "languageId",
        public = "vscode-languages",
        examples = ["rust", "python"]
    )]
    pub language_id: Option<Public<String>>,
    /// The chat mode.
    #[telemetry(interaction)]
    pub mode: Mode,
    /// The model that answered; models of the user's own provider included.
    #[telemetry(technical, public = "language-models")]
    pub model: Public<String>,
    /// How many tool calls the answer made.
    #[telemetry(technical, name = "numToolCalls")]
    pub num_tool_calls: u64,
    /// The chat request.
    #[telemetry(
        identifier,
        name = "requestId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub request_id: Uuid,
    /// How the request ended.
    #[telemetry(technical, name = "responseType")]
    pub response_type: ResponseType,
    /// How often each tool was called, by its name.
    #[telemetry(content, name = "toolCounts")]
    pub tool_counts: BTreeMap<String, u64>,
    /// The id that VS Code gave the request, to join both programs' events.
    #[telemetry(
        identifier,
        name = "vscodeRequestId",
        identifies = event,
        lifetime = "session",
        made = "By VS Code, for each request: `request_` and a random id."
    )]
    pub vscode_request_id: Option<Id>,
    /// The fields of the group `panel_counts`.
    #[telemetry(flatten)]
    pub panel_counts: PanelCounts,
}

/// A feature asked which experiment treatment applies.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "query-expfeature",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "experimentation-team",
    destinations(msft, "msft_internal"),
    origin = client,
    when = "Posted by the experimentation library, for its scorecards.",
    code = ["src/platform/telemetry/common/msftTelemetrySender.ts:45"],
    unsent = { experimentId: { type: string, class: technical, description: "Named by the document as the id of an experiment. The code never sends it.", public: "experiment-assignments", state: planned }, variant: { type: string, class: technical, description: "Named by the document as the treatment. The code never sends it.", public: "experiment-assignments", state: planned } }
)]
pub struct QueryExpfeature {
    /// The feature that asked.
    #[telemetry(
        technical,
        name = "ABExp.queriedFeature",
        title = "ABExp queried feature",
        public = "experiment-features"
    )]
    pub ab_exp_queried_feature: Public<String>,
}

/// The repository that a request is about, and what changed in it.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "request.repoInfo",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "copilot-chat-team",
    destinations("gh_enhanced", "msft_internal"),
    origin = client,
    when = "At the first step of a request, and again at its end if the first one succeeded or found no changes. Only where the branch has a remote base.",
    code = ["src/extension/prompt/node/repoInfoTelemetry.ts:167", "src/extension/prompt/node/repoInfoTelemetry.ts:170"],
    condition = { repo_info_disabled: "false" }
)]
pub struct RequestRepoInfo {
    /// How many files changed.
    #[telemetry(technical, name = "changedFileCount")]
    pub changed_file_count: u64,
    /// How large the changes are.
    #[telemetry(technical, name = "diffSizeBytes", unit = "bytes")]
    pub diff_size_bytes: u64,
    /// Paths and contents of all changes since that commit, 900 KiB of JSON at most.
    #[telemetry(
        content,
        name = "diffsJSON",
        title = "Diffs jSON",
        max_length = 921600,
        destinations = ["msft_internal"],
        when = "When `result` is `success`."
    )]
    pub diffs_json: Option<Json>,
    /// The commit that the changes are compared with: the merge base, despite the name.
    #[telemetry(content, name = "headCommitHash")]
    pub head_commit_hash: Option<String>,
    /// When in the request.
    #[telemetry(technical)]
    pub location: Location,
    /// The address of the remote repository.
    #[telemetry(content, name = "remoteUrl")]
    pub remote_url: Option<Url>,
    /// Owner and name of the repository.
    #[telemetry(content, name = "repoId")]
    pub repo_id: Option<String>,
    /// Who hosts it.
    #[telemetry(technical, name = "repoType")]
    pub repo_type: RepoType,
    /// Whether the changes could be read.
    #[telemetry(technical)]
    pub result: ResultValue,
    /// The user's message.
    #[telemetry(
        identifier,
        name = "telemetryMessageId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub telemetry_message_id: Uuid,
    /// How many files the workspace has; 0 where the changes were not looked at.
    #[telemetry(technical, name = "workspaceFileCount")]
    pub workspace_file_count: u64,
}

/// A Copilot token came, with what the plan allows.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "token",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "digitarald",
    destinations(msft),
    origin = client,
    when = "Each time the token store changes and holds a token.",
    code = ["src/platform/telemetry/common/baseTelemetryService.ts:44"]
)]
pub struct Token {
    /// Whether MCP servers are allowed.
    #[telemetry(technical, name = "mcpEnabled", kind = measurement)]
    pub mcp_enabled: bool,
    /// Whether preview features are allowed.
    #[telemetry(technical, name = "previewEnabled", kind = measurement)]
    pub preview_enabled: bool,
    /// Whether code review is allowed.
    #[telemetry(technical, name = "reviewEnabled", kind = measurement)]
    pub review_enabled: bool,
    /// Whether suggestions that match public code are allowed. Upstream's declaration says the
    /// opposite.
    #[telemetry(technical, name = "snippyEnabled", kind = measurement)]
    pub snippy_enabled: bool,
    /// Whether the plan has telemetry.
    #[telemetry(technical, name = "telemetryEnabled", kind = measurement)]
    pub telemetry_enabled: bool,
}

/// The tool calls of a request are known.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "toolCallDetails",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "roblourens",
    destinations(msft),
    origin = client,
    when = "At the end of a request that had tools to call.",
    code = ["src/extension/prompt/node/chatParticipantTelemetry.ts:551"],
    twin(name = "toolCallDetailsExternal", description = "The same for users who agreed to it, with the names of all tools.", destinations("gh_enhanced"), grant = "enhanced", carries = ["availableToolCount", "conversationId", "intentId", "invalidToolCallCount", "messageCharLen", "model", "numRequests", "parallelToolCallRounds", "parallelToolCallsTotal", "promptTokenCount", "responseType", "sessionDuration", "toolCounts", "toolTokenCount", "totalToolCalls", "turnDuration", "turnIndex"]),
    twin(name = "toolCallDetailsInternal", description = "The same for internal users, with the names of all tools.", destinations("msft_internal"), grant = "internal", carries = ["availableToolCount", "conversationId", "intentId", "invalidToolCallCount", "messageCharLen", "model", "numRequests", "parallelToolCallRounds", "parallelToolCallsTotal", "promptTokenCount", "responseType", "sessionDuration", "toolCounts", "toolTokenCount", "totalToolCalls", "turnDuration", "turnIndex"])
)]
pub struct ToolCallDetails {
    /// How many tools the model could call.
    #[telemetry(technical, name = "availableToolCount")]
    pub available_tool_count: u64,
    /// The conversation. The document calls it `sessionId`, which the code uses in internal events
    /// only.
    #[telemetry(
        identifier,
        name = "conversationId",
        identifies = session,
        lifetime = "P1Y",
        made = "By VS Code, when the chat session begins; at random by the extension where VS Code gives none."
    )]
    pub conversation_id: Id,
    /// The intent that the request was understood as.
    #[telemetry(interaction, name = "intentId", public = "copilot-intents")]
    pub intent_id: Public<String>,
    /// How many rounds had a tool call that was not valid.
    #[telemetry(technical, name = "invalidToolCallCount")]
    pub invalid_tool_call_count: u64,
    /// How many characters the message has.
    #[telemetry(technical, name = "messageCharLen")]
    pub message_char_len: u64,
    /// The model that answered; models of the user's own provider included.
    #[telemetry(technical, public = "language-models")]
    pub model: Public<String>,
    /// How many requests went to the model; cancelled ones are not counted.
    #[telemetry(technical, name = "numRequests")]
    pub num_requests: u64,
    /// How many rounds called several tools at once.
    #[telemetry(technical, name = "parallelToolCallRounds")]
    pub parallel_tool_call_rounds: u64,
    /// How many tools were called in such rounds.
    #[telemetry(technical, name = "parallelToolCallsTotal")]
    pub parallel_tool_calls_total: u64,
    /// How many tokens the prompt has.
    #[telemetry(technical, name = "promptTokenCount")]
    pub prompt_token_count: u64,
    /// How the request ended.
    #[telemetry(technical, name = "responseType")]
    pub response_type: ResponseType,
    /// Time since the conversation began.
    #[telemetry(technical, name = "sessionDuration", unit = "ms")]
    pub session_duration: Duration,
    /// How often each tool was called, by its name.
    #[telemetry(content, name = "toolCounts")]
    pub tool_counts: BTreeMap<String, u64>,
    /// How many tokens the definitions of the tools took.
    #[telemetry(technical, name = "toolTokenCount")]
    pub tool_token_count: u64,
    /// How many tools were called.
    #[telemetry(technical, name = "totalToolCalls")]
    pub total_tool_calls: u64,
    /// Time since the turn began.
    #[telemetry(technical, name = "turnDuration", unit = "ms")]
    pub turn_duration: Duration,
    /// Which turn of the conversation.
    #[telemetry(technical, name = "turnIndex")]
    pub turn_index: u64,
    /// The names of the tools that the model could call.
    #[telemetry(
        content,
        name = "availableTools",
        twin = "toolCallDetailsExternal",
        twin = "toolCallDetailsInternal"
    )]
    pub available_tools: Vec<String>,
    /// The user's message.
    #[telemetry(
        identifier,
        name = "messageId",
        twin = "toolCallDetailsExternal",
        twin = "toolCallDetailsInternal",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub message_id: Uuid,
}

/// Context for an inline completion was computed.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "typescript-context-plugin.completion-context.request",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "dirkb",
    destinations(msft),
    origin = client,
    when = "For every n-th request, the first one included.",
    code = ["src/extension/typescriptContext/vscode-node/languageContextService.ts:168"]
)]
pub struct TypescriptContextPluginCompletionContextRequest {
    /// How full the cache was after.
    #[telemetry(technical, name = "afterCacheState")]
    pub after_cache_state: Option<AfterCacheState>,
    /// How full the cache was before.
    #[telemetry(technical, name = "beforeCacheState")]
    pub before_cache_state: Option<AfterCacheState>,
    /// Whether the request that fills the cache was of use.
    #[telemetry(technical, name = "cacheRequest")]
    pub cache_request: CacheRequest,
    /// How many items came from the cache.
    #[telemetry(technical, name = "cachedItems")]
    pub cached_items: u64,
    /// Whether the client gave up.
    #[telemetry(technical, kind = property)]
    pub cancelled: bool,
    /// Time that the server took for the context itself.
    #[telemetry(technical, name = "contextComputeTime", unit = "ms")]
    pub context_compute_time: Duration,
    /// How large the open file is.
    #[telemetry(technical, name = "fileSize", unit = "characters")]
    pub file_size: u64,
    /// Whether the cache had all of it.
    #[telemetry(technical, name = "fromCache", kind = property)]
    pub from_cache: bool,
    /// Whether the request was made ahead of time.
    #[telemetry(technical, name = "isSpeculative", kind = property)]
    pub is_speculative: bool,
    /// State, number and size of the items, by provider.
    #[telemetry(technical, public = "typescript-context-providers")]
    pub items: Public<Json>,
    /// The kinds of syntax from the root of the file to the cursor.
    #[telemetry(technical, name = "nodePath")]
    pub node_path: Vec<i64>,
    /// The completion that VS Code asked for.
    #[telemetry(
        identifier,
        name = "opportunityId",
        none = "unknown",
        identifies = event,
        lifetime = "session",
        made = "By VS Code, for each completion that it asks for: `icr-` and a random id."
    )]
    pub opportunity_id: Id,
    /// How many items were given by reference.
    #[telemetry(technical, name = "referencedItems")]
    pub referenced_items: u64,
    /// The request for context.
    #[telemetry(
        identifier,
        name = "requestId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request; `sp-` stands before it when the request runs ahead of the user."
    )]
    pub request_id: Id,
    /// The sampling rate: every n-th request is recorded, the first one included.
    #[telemetry(technical, name = "sampleTelemetry", min = 1, max = 100)]
    pub sample_telemetry: u64,
    /// Time that the server took.
    #[telemetry(technical, name = "serverTime", unit = "ms")]
    pub server_time: Duration,
    /// How many of them are code.
    #[telemetry(technical)]
    pub snippets: u64,
    /// The feature that asked for context.
    #[telemetry(
        technical,
        public = "copilot-context-sources",
        examples = ["completion", "nes", "chat"]
    )]
    pub source: Public<String>,
    /// Time that it took in all.
    #[telemetry(technical, name = "timeTaken", unit = "ms")]
    pub time_taken: Duration,
    /// Whether the server ran out of time.
    #[telemetry(technical, name = "timedOut", kind = property)]
    pub timed_out: bool,
    /// Whether the tokens were used up.
    #[telemetry(technical, name = "tokenBudgetExhausted", kind = property)]
    pub token_budget_exhausted: bool,
    /// How many items of context were found.
    #[telemetry(technical)]
    pub total: u64,
    /// How large the items are together.
    #[telemetry(technical, name = "totalSize", unit = "characters")]
    pub total_size: u64,
    /// How many of them are facts about the project.
    #[telemetry(technical)]
    pub traits: u64,
    /// What caused the request.
    #[telemetry(technical)]
    pub trigger: Trigger,
    /// How many were given out.
    #[telemetry(technical)]
    pub yielded: u64,
}

/// Context for a likely next completion was computed ahead of time.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "typescript-context-plugin.completion-context.speculative",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "dirkb",
    destinations(msft),
    origin = client,
    when = "For every n-th such request, counted on its own.",
    code = ["src/extension/typescriptContext/vscode-node/languageContextService.ts:104"]
)]
pub struct TypescriptContextPluginCompletionContextSpeculative {
    /// How many items of context were found.
    #[telemetry(technical, name = "numberOfItems")]
    pub number_of_items: u64,
    /// The request that it runs ahead of.
    #[telemetry(
        identifier,
        name = "originalRequestId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request; `sp-` stands before it when the request runs ahead of the user."
    )]
    pub original_request_id: Id,
    /// The request for context.
    #[telemetry(
        identifier,
        name = "requestId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request; `sp-` stands before it when the request runs ahead of the user."
    )]
    pub request_id: Id,
    /// The sampling rate: every n-th request is recorded, the first one included.
    #[telemetry(technical, name = "sampleTelemetry", min = 1, max = 100)]
    pub sample_telemetry: u64,
    /// The feature that asked for context.
    #[telemetry(
        technical,
        public = "copilot-context-sources",
        examples = ["completion", "nes", "chat"]
    )]
    pub source: Public<String>,
}

/// VS Code passed on an event about edits, with the repository added.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "vscode.forwarded",
    purpose("feature-insight", extends = product),
    consent = usage,
    owner = "copilot-chat-team",
    destinations("gh_standard"),
    origin = client,
    when = "For each event on the data channel `editTelemetry`.",
    aliases = [{ name: "vscode.{eventName}", note: "The name on the wire ends with the forwarded event's." }],
    code = ["src/extension/telemetry/vscode/githubTelemetryForwardingContrib.ts:25"]
)]
pub struct VscodeForwarded {
    /// The name of VS Code's event.
    #[telemetry(technical, name = "eventName", public = "vscode-events")]
    pub event_name: Public<String>,
    /// The account that owns the open repository on GitHub.
    #[telemetry(content, name = "githubOrg")]
    pub github_org: Option<String>,
    /// The name of the open repository on GitHub.
    #[telemetry(content, name = "githubRepo")]
    pub github_repo: Option<String>,
    /// A value of VS Code's event: numbers and booleans as numbers, texts as they are.
    #[telemetry(
        content,
        name = "{property}",
        family(placeholder = "property", description = "The name that VS Code gives the value.", keys = [], pattern = "\\w+", max = 100, optional)
    )]
    pub property: Family<Json>,
}

/// A code block of an answer that the user took over.
#[derive(Fields)]
#[telemetry(catalog = CATALOG)]
pub struct CodeBlock {
    /// Which code block of the answer.
    #[telemetry(technical, name = "codeBlockIndex", kind = property)]
    pub code_block_index: u64,
    /// The length of the open document in characters.
    #[telemetry(technical, name = "documentLength", when = "When a document is open.")]
    pub document_length: Option<u64>,
    /// The id of the request to the model's server.
    #[telemetry(
        identifier,
        name = "headerRequestId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub header_request_id: Option<Uuid>,
    /// Whether the agent answered.
    #[telemetry(interaction, name = "isAgent", kind = measurement)]
    pub is_agent: bool,
    /// The language of the open document, or else of the code block.
    #[telemetry(
        interaction,
        name = "languageId",
        public = "vscode-languages",
        examples = ["rust", "python"]
    )]
    pub language_id: Option<Public<String>>,
    /// The answer.
    #[telemetry(
        identifier,
        name = "messageId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub message_id: Option<Uuid>,
    /// The chat mode.
    #[telemetry(interaction)]
    pub mode: Mode,
    /// The model that answered; where Copilot chose, the one it chose.
    #[telemetry(technical, name = "modelId", public = "language-models")]
    pub model_id: Public<String>,
    /// The chat participant that answered.
    #[telemetry(interaction, public = "vscode-chat-participants")]
    pub participant: Public<String>,
    /// How many lines the code block has.
    #[telemetry(technical, name = "totalLines")]
    pub total_lines: u64,
}

/// Size of an inline edit, and the problems around it.
#[derive(Fields)]
#[telemetry(catalog = CATALOG)]
pub struct EditSize {
    /// How many different problem codes the file has.
    #[telemetry(technical, name = "diagnosticsCount")]
    pub diagnostics_count: u64,
    /// How many edits the answer suggests; -1 instead of 0.
    #[telemetry(technical, name = "editCount", none = -1)]
    pub edit_count: u64,
    /// How many lines those edits have; -1 instead of 0.
    #[telemetry(technical, name = "editLineCount", none = -1)]
    pub edit_line_count: u64,
    /// Whether the user works in a notebook.
    #[telemetry(technical, name = "isNotebook", kind = measurement)]
    pub is_notebook: bool,
    /// How many problems the file has.
    #[telemetry(technical, name = "problemsCount")]
    pub problems_count: u64,
    /// How many different problem codes the selected lines have.
    #[telemetry(technical, name = "selectionDiagnosticsCount")]
    pub selection_diagnostics_count: u64,
    /// How many lines are selected.
    #[telemetry(technical, name = "selectionLineCount", none = -1)]
    pub selection_line_count: u64,
    /// How many problems the selected lines have.
    #[telemetry(technical, name = "selectionProblemsCount")]
    pub selection_problems_count: u64,
    /// How many lines the widened range has.
    #[telemetry(technical, name = "wholeRangeLineCount", none = -1)]
    pub whole_range_line_count: u64,
}

/// An inline edit that the user kept or undid.
#[derive(Fields)]
#[telemetry(catalog = CATALOG)]
pub struct InlineEdit {
    /// The intent or command that made the answer.
    #[telemetry(
        interaction,
        public = "copilot-intents",
        examples = ["explain", "editAgent"]
    )]
    pub command: Option<Public<String>>,
    /// The conversation. The document calls it `sessionId`, which the code uses in internal events
    /// only.
    #[telemetry(
        identifier,
        name = "conversationId",
        identifies = session,
        lifetime = "P1Y",
        made = "By VS Code, when the chat session begins; at random by the extension where VS Code gives none."
    )]
    pub conversation_id: Id,
    /// The language of the open document.
    #[telemetry(
        interaction,
        name = "languageId",
        public = "vscode-languages",
        examples = ["rust", "python"]
    )]
    pub language_id: Public<String>,
    /// How the answer is shown.
    #[telemetry(interaction, name = "replyType")]
    pub reply_type: ReplyType,
    /// The last request of the conversation.
    #[telemetry(
        identifier,
        name = "requestId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub request_id: Option<Uuid>,
    /// The fields of the group `edit_size`.
    #[telemetry(flatten)]
    pub edit_size: EditSize,
}

/// Custom instructions that were part of the prompt.
#[derive(Fields)]
#[telemetry(catalog = CATALOG)]
pub struct Instructions {
    /// How many files custom instructions came from.
    #[telemetry(technical, name = "codeGenInstructionFileCount")]
    pub code_gen_instruction_file_count: u64,
    /// How many custom instructions came from settings.
    #[telemetry(technical, name = "codeGenInstructionSettingsCount")]
    pub code_gen_instruction_settings_count: u64,
    /// How many custom instructions the prompt holds.
    #[telemetry(technical, name = "codeGenInstructionsCount")]
    pub code_gen_instructions_count: u64,
    /// How many custom instructions were left out.
    #[telemetry(technical, name = "codeGenInstructionsFilteredCount")]
    pub code_gen_instructions_filtered_count: u64,
    /// How long the custom instructions are together.
    #[telemetry(technical, name = "codeGenInstructionsLength", unit = "characters")]
    pub code_gen_instructions_length: u64,
}

/// What an action in the chat panel is about.
#[derive(Fields)]
#[telemetry(catalog = CATALOG)]
pub struct PanelAction {
    /// The command of the participant.
    #[telemetry(
        interaction,
        public = "copilot-intents",
        examples = ["explain", "editAgent"]
    )]
    pub command: Option<Public<String>>,
    /// The language of the open document.
    #[telemetry(
        interaction,
        name = "languageId",
        public = "vscode-languages",
        examples = ["rust", "python"]
    )]
    pub language_id: Option<Public<String>>,
    /// The chat participant that answered.
    #[telemetry(interaction, public = "vscode-chat-participants")]
    pub participant: Public<String>,
    /// The request whose answer the action is about.
    #[telemetry(
        identifier,
        name = "requestId",
        identifies = event,
        lifetime = "session",
        made = "A random id for each request."
    )]
    pub request_id: Option<Uuid>,
}

/// Size and course of a request in the chat panel.
#[derive(Fields)]
#[telemetry(catalog = CATALOG)]
pub struct PanelCounts {
    /// How many symbols and files the answer links to.
    #[telemetry(technical)]
    pub links: u64,
    /// Whether the answer reads like a refusal of an off-topic request.
    #[telemetry(technical, name = "maybeOffTopic", kind = measurement)]
    pub maybe_off_topic: bool,
    /// How many tokens the user's message has. Upstream's declaration says characters.
    #[telemetry(technical, name = "messageTokenCount")]
    pub message_token_count: u64,
    /// How many tokens the prompt has.
    #[telemetry(technical, name = "promptTokenCount")]
    pub prompt_token_count: u64,
    /// How many tokens the answer has.
    #[telemetry(technical, name = "responseTokenCount")]
    pub response_token_count: u64,
    /// Which round of the turn it is.
    #[telemetry(technical)]
    pub round: u64,
    /// How many paragraphs the answer has; -1 when it holds code.
    #[telemetry(technical, name = "textBlocks", none = -1)]
    pub text_blocks: u64,
    /// How many turns the conversation has.
    #[telemetry(technical)]
    pub turn: u64,
    /// How many messages of the prompt are the user's.
    #[telemetry(technical, name = "userPromptCount")]
    pub user_prompt_count: u64,
    /// The fields of the group `request_timing`.
    #[telemetry(flatten)]
    pub request_timing: RequestTiming,
}

/// The model and the tools it was given.
#[derive(Fields)]
#[telemetry(catalog = CATALOG)]
pub struct RequestModel {
    /// The interface by which the model was called.
    #[telemetry(technical, name = "apiType")]
    pub api_type: Option<ApiType>,
    /// How many tools the model could call.
    #[telemetry(technical, name = "availableToolCount")]
    pub available_tool_count: u64,
    /// Whether Copilot chose the model.
    #[telemetry(technical, name = "isAuto", encode, kind = measurement)]
    pub is_auto: IsAuto,
    /// Whether the model is one that the user or an organisation brought along.
    #[telemetry(
        technical,
        name = "isBYOK",
        title = "Is bYOK",
        encode,
        kind = measurement
    )]
    pub is_byok: IsByok,
    /// The model that answered; models of the user's own provider included.
    #[telemetry(technical, public = "language-models")]
    pub model: Public<String>,
    /// How many tool calls the answer made.
    #[telemetry(technical, name = "numToolCalls")]
    pub num_tool_calls: u64,
    /// How often each tool was called, by its name.
    #[telemetry(content, name = "toolCounts")]
    pub tool_counts: BTreeMap<String, u64>,
    /// How many tokens the definitions of the tools took.
    #[telemetry(technical, name = "toolTokenCount")]
    pub tool_token_count: u64,
}

/// How long a request took, from the user's point of view.
#[derive(Fields)]
#[telemetry(catalog = CATALOG)]
pub struct RequestTiming {
    /// Time until the answer was complete.
    #[telemetry(
        technical,
        name = "timeToComplete",
        purpose("performance-and-health", extends = health),
        unit = "ms"
    )]
    pub time_to_complete: Duration,
    /// Time until the first token of the answer; -1 when none came.
    #[telemetry(
        technical,
        name = "timeToFirstToken",
        purpose("performance-and-health", extends = health),
        unit = "ms",
        none = -1
    )]
    pub time_to_first_token: Duration,
    /// Time until the last request to the model was sent.
    #[telemetry(
        technical,
        name = "timeToRequest",
        purpose("performance-and-health", extends = health),
        unit = "ms"
    )]
    pub time_to_request: Duration,
}

/// How much of a code block the user took over, and where to.
#[derive(Fields)]
#[telemetry(catalog = CATALOG)]
pub struct TakenOver {
    /// How much was taken over.
    #[telemetry(interaction)]
    pub comp_type: CompType,
    /// Where in the document the cursor stands.
    #[telemetry(
        technical,
        name = "cursorLocation",
        unit = "characters",
        when = "When a document is open."
    )]
    pub cursor_location: Option<u64>,
    /// How many characters the code block has.
    #[telemetry(technical, name = "totalCharacters")]
    pub total_characters: u64,
}

/// Given once to the client that sends to GitHub; the older names stay beside those of `editor`.
#[derive(Fields)]
#[telemetry(
    catalog = CATALOG,
    common = "client",
    destinations = ["gh_enhanced", "gh_standard"],
    constant(name = "ai.cloud.roleInstance", value = "REDACTED", class = technical, description = "Overwritten so that the name of the machine never leaves.", kind = tag),
    constant(name = "common_isnewappinstall", value = "", class = technical, description = "Always empty.")
)]
pub struct ClientCommon {
    /// The session id of the editor window.
    #[telemetry(
        identifier,
        name = "ai.session.id",
        kind = tag,
        identifies = session,
        lifetime = "session",
        made = "A random id and the start time, made by VS Code for each window.",
        supply = constant
    )]
    pub ai_session_id: Id,
    /// The tracking id of the Copilot account, kept when the token disappears.
    #[telemetry(
        identifier,
        name = "ai.user.id",
        purpose("business-insight", extends = business),
        kind = tag,
        identifies = account,
        lifetime = "forever",
        made = "Given by GitHub with the Copilot token (`tid`).",
        supply = "last-known",
        code = ["src/platform/telemetry/common/msftTelemetrySender.ts:118", "src/platform/telemetry/common/telemetry.ts:96"]
    )]
    pub ai_user_id: Option<Id>,
    /// The device.
    #[telemetry(
        identifier,
        identifies = install,
        lifetime = "forever",
        made = "A random id that Microsoft's developer tools share on one machine.",
        supply = constant
    )]
    pub client_deviceid: Uuid,
    /// The processor architecture.
    #[telemetry(technical, public = "processor-architectures")]
    pub common_arch: Public<String>,
    /// The models of the processors.
    #[telemetry(technical, public = "processor-models")]
    pub common_cpu: Public<String>,
    /// The operating system.
    #[telemetry(technical, public = "operating-systems")]
    pub common_os: Public<String>,
    /// The release of the operating system.
    #[telemetry(technical, public = "operating-system-releases")]
    pub common_platformversion: Public<String>,
    /// The kind of remote machine in use; `none` when the work is local.
    #[telemetry(technical, none = "none", public = "vscode-remote-names")]
    pub common_remotename: Public<String>,
    /// Whether VS Code runs on the desktop or in a browser.
    #[telemetry(technical, public = "vscode-ui-kinds")]
    pub common_uikind: Public<String>,
    /// The machine id of VS Code.
    #[telemetry(
        identifier,
        identifies = install,
        lifetime = "forever",
        made = "A SHA-256 hash of the machine's network address, made by VS Code.",
        supply = constant
    )]
    pub common_vscodemachineid: Id,
    /// The session id of the editor window.
    #[telemetry(
        identifier,
        identifies = session,
        lifetime = "session",
        made = "A random id and the start time, made by VS Code for each window.",
        supply = constant
    )]
    pub common_vscodesessionid: Id,
}

/// The other half of the document's EXPERIMENT_EVENT, which the sender of inline completions adds
/// to its own events.
#[derive(Fields)]
#[telemetry(
    catalog = CATALOG,
    common = "completion_experiments",
    destinations = ["gh_enhanced", "gh_standard"]
)]
pub struct CompletionExperimentsCommon {
    /// The experiment features that apply to the request.
    #[telemetry(
        technical,
        name = "VSCode.ABExp.Features",
        title = "VSCode ABExp Features",
        purpose("feature-insight", extends = product),
        public = "experiment-assignments",
        when = "On events of inline completions only.",
        aliases = [{ name: ABExp_features, note: "The document's spelling." }],
        code = ["src/extension/completions-core/vscode-node/lib/src/experiments/telemetryNames.ts:9"]
    )]
    pub vs_code_ab_exp_features: Option<Public<String>>,
}

/// The settings of the extension, whatever users wrote into them, and facts from the Copilot token.
/// They win over properties of the event.
#[derive(Fields)]
#[telemetry(
    catalog = CATALOG,
    common = "configuration",
    destinations = ["gh_enhanced", "gh_standard"]
)]
pub struct ConfigurationCommon {
    /// The build number of the extension.
    #[telemetry(technical, name = "copilot.build", public = "copilot-builds")]
    pub copilot_build: Public<String>,
    /// The kind of build.
    #[telemetry(technical, name = "copilot.buildType")]
    pub copilot_build_type: CopilotBuildType,
    /// The tracking id of the Copilot account.
    #[telemetry(
        identifier,
        name = "copilot.trackingId",
        purpose("business-insight", extends = business),
        identifies = account,
        lifetime = "forever",
        made = "Given by GitHub with the Copilot token (`tid`).",
        supply = "last-known",
        code = ["src/platform/telemetry/common/msftTelemetrySender.ts:118", "src/platform/telemetry/common/telemetry.ts:96"]
    )]
    pub copilot_tracking_id: Option<Id>,
    /// The enterprises through which the user has Copilot.
    #[telemetry(
        identifier,
        identifies = account,
        lifetime = "forever",
        made = "Given by GitHub, one number for each enterprise.",
        supply = "last-known"
    )]
    pub enterprise_list: Option<BTreeSet<i64>>,
    /// The value of one setting of the extension, as text; settings with sub-keys travel key by
    /// key.
    #[telemetry(
        content,
        name = "github.copilot.{setting}",
        family(placeholder = "setting", description = "The rest of the setting's key, such as `chat.localeOverride`.", keys = [], pattern = "[\\w.\\-\\[\\]*/]+", max = 400, optional),
        code = ["src/platform/telemetry/common/telemetryData.ts:83"]
    )]
    pub github_copilot_setting: Family<Json>,
    /// The organisations through which the user has Copilot.
    #[telemetry(
        identifier,
        identifies = account,
        lifetime = "forever",
        made = "Given by GitHub, one opaque id for each organisation.",
        supply = "last-known"
    )]
    pub organizations_list: Option<BTreeSet<Id>>,
}

/// The editor, the extension and the installation. They win over properties of the event and over
/// settings.
#[derive(Fields)]
#[telemetry(
    catalog = CATALOG,
    common = "editor",
    destinations = ["gh_enhanced", "gh_standard"]
)]
pub struct EditorCommon {
    /// The machine id of VS Code.
    #[telemetry(
        identifier,
        identifies = install,
        lifetime = "forever",
        made = "A SHA-256 hash of the machine's network address, made by VS Code.",
        supply = constant
    )]
    pub client_machineid: Id,
    /// The session id of the editor window.
    #[telemetry(
        identifier,
        identifies = session,
        lifetime = "session",
        made = "A random id and the start time, made by VS Code for each window.",
        supply = constant
    )]
    pub client_sessionid: Id,
    /// The version of the extension behind `copilot/`.
    #[telemetry(technical, public = "product-versions", examples = ["copilot/0.42.0"])]
    pub copilot_version: Public<String>,
    /// The plugin version, behind the extension's name.
    #[telemetry(
        technical,
        public = "product-versions",
        examples = ["copilot-chat/0.42.0"]
    )]
    pub editor_plugin_version: Public<String>,
    /// The editor version, behind the editor's name.
    #[telemetry(technical, public = "product-versions", examples = ["vscode/1.113.0"])]
    pub editor_version: Public<String>,
}

/// EXPERIMENT_EVENT of the document: the experiments that the user takes part in. The code has no
/// event of that name; these properties are merged over those of every event.
#[derive(Fields)]
#[telemetry(catalog = CATALOG, common = "experiments")]
pub struct ExperimentsCommon {
    /// The experiments and treatments assigned to this user, joined by semicolons.
    #[telemetry(
        technical,
        name = "abexp.assignmentcontext",
        purpose("feature-insight", extends = product),
        public = "experiment-assignments",
        supply = set,
        separator = ";",
        aliases = [{ name: abexp_assignmentcontext, note: "The document's spelling." }],
        code = ["src/platform/telemetry/common/baseTelemetryService.ts:138"]
    )]
    pub abexp_assignmentcontext: Option<Public<String>>,
}

/// What the sender adds to events of internal users. Declarations are not required for these
/// upstream.
#[derive(Fields)]
#[telemetry(
    catalog = CATALOG,
    common = "internal",
    destinations = ["msft_internal"],
    condition = { internal_user: "true" }
)]
pub struct InternalCommon {
    /// Whether the user works on VS Code.
    #[telemetry(
        technical,
        name = "common.isVscodeTeamMember",
        purpose("feature-insight", extends = product),
        kind = measurement
    )]
    pub common_is_vscode_team_member: bool,
    /// The tracking id of the Copilot account.
    #[telemetry(
        identifier,
        name = "common.tid",
        purpose("business-insight", extends = business),
        identifies = account,
        lifetime = "forever",
        made = "Given by GitHub with the Copilot token (`tid`).",
        supply = "last-known",
        code = ["src/platform/telemetry/common/msftTelemetrySender.ts:118", "src/platform/telemetry/common/telemetry.ts:96"]
    )]
    pub common_tid: Option<Id>,
    /// The GitHub user name.
    #[telemetry(
        personal,
        name = "common.userName",
        purpose("feature-insight", extends = product),
        none = "undefined",
        grant = "internal",
        legal_basis = "Consent of staff, given by membership of an internal organisation"
    )]
    pub common_user_name: Username,
}

/// What the sender adds to events that leave for Microsoft.
#[derive(Fields)]
#[telemetry(
    catalog = CATALOG,
    common = "microsoft",
    destinations = ["msft"],
    constant(name = "common.internal", value = true, class = technical, description = "That the user belongs to an internal organisation; never sent for others.", purpose("feature-insight", extends = product), condition = { internal_user: "true" }, kind = measurement, optional = true)
)]
pub struct MicrosoftCommon {
    /// The Copilot plan of the user.
    #[telemetry(
        technical,
        name = "common.sku",
        purpose("feature-insight", extends = product),
        none = "undefined",
        public = "copilot-plans",
        supply = set
    )]
    pub common_sku: Public<String>,
    /// The tracking id of the Copilot account; empty until one is known.
    #[telemetry(
        identifier,
        name = "common.tid",
        purpose("business-insight", extends = business),
        none = "",
        identifies = account,
        lifetime = "forever",
        made = "Given by GitHub with the Copilot token (`tid`).",
        supply = "last-known",
        code = ["src/platform/telemetry/common/msftTelemetrySender.ts:118", "src/platform/telemetry/common/telemetry.ts:96"]
    )]
    pub common_tid: Id,
}

/// What the reporter library adds to every event that leaves for Microsoft.
#[derive(Fields)]
#[telemetry(
    catalog = CATALOG,
    common = "microsoft_reporter",
    destinations = ["msft", "msft_internal"]
)]
pub struct MicrosoftReporterCommon {
    /// The id of the extension.
    #[telemetry(technical, name = "common.extname", public = "vscode-extensions")]
    pub common_extname: Public<String>,
    /// The version of the extension.
    #[telemetry(technical, name = "common.extversion")]
    pub common_extversion: Version,
    /// Whether VS Code was installed less than a day ago.
    #[telemetry(technical, name = "common.isnewappinstall")]
    pub common_isnewappinstall: bool,
    /// The processor architecture.
    #[telemetry(
        technical,
        name = "common.nodeArch",
        public = "processor-architectures",
        examples = ["x64", "arm64"]
    )]
    pub common_node_arch: Public<String>,
    /// The operating system.
    #[telemetry(
        technical,
        name = "common.os",
        public = "operating-systems",
        examples = ["linux", "darwin", "win32"]
    )]
    pub common_os: Public<String>,
    /// The version of the operating system.
    #[telemetry(technical, name = "common.platformversion")]
    pub common_platformversion: Version,
    /// Where VS Code runs.
    #[telemetry(
        technical,
        name = "common.product",
        public = "vscode-hosts",
        examples = ["desktop", "web"]
    )]
    pub common_product: Public<String>,
    /// The kind of remote machine in use; `none` when the work is local.
    #[telemetry(technical, name = "common.remotename", none = "none")]
    pub common_remotename: CommonRemotename,
    /// The version of the reporter library.
    #[telemetry(technical, name = "common.telemetryclientversion")]
    pub common_telemetryclientversion: Version,
    /// Whether VS Code runs on the desktop or in a browser.
    #[telemetry(technical, name = "common.uikind", public = "vscode-ui-kinds")]
    pub common_uikind: Public<String>,
    /// The commit that VS Code was built from.
    #[telemetry(technical, name = "common.vscodecommithash", public = "vscode-commits")]
    pub common_vscodecommithash: Public<String>,
    /// The machine id of VS Code.
    #[telemetry(
        identifier,
        name = "common.vscodemachineid",
        identifies = install,
        lifetime = "forever",
        made = "A SHA-256 hash of the machine's network address, made by VS Code.",
        supply = constant
    )]
    pub common_vscodemachineid: Id,
    /// The session id of the editor window.
    #[telemetry(
        identifier,
        name = "common.vscodesessionid",
        identifies = session,
        lifetime = "session",
        made = "A random id and the start time, made by VS Code for each window.",
        supply = constant
    )]
    pub common_vscodesessionid: Id,
    /// The version of VS Code.
    #[telemetry(technical, name = "common.vscodeversion")]
    pub common_vscodeversion: Version,
}

/// The subscription. GitHub's error and enhanced events go without it.
#[derive(Fields)]
#[telemetry(catalog = CATALOG, common = "plan", destinations = ["gh_standard"])]
pub struct PlanCommon {
    /// The Copilot plan of the user.
    #[telemetry(
        technical,
        purpose("business-insight", extends = business),
        public = "copilot-plans",
        code = ["src/platform/telemetry/common/baseTelemetryService.ts:68"]
    )]
    pub sku: Option<Public<String>>,
}

/// The repository of the open file. The document describes these as part of enhanced telemetry; in
/// the code only inline completions (`ghostText.*`, not in this catalog) set them, and only their
/// own sender keeps them from `gh_standard`.
#[derive(Fields)]
#[telemetry(
    catalog = CATALOG,
    common = "repository",
    destinations = ["gh_enhanced"]
)]
pub struct RepositoryCommon {
    /// The host of the repository.
    #[telemetry(
        content,
        name = "gitRepoHost",
        when = "On events of inline completions only."
    )]
    pub git_repo_host: Option<String>,
    /// The name of the repository.
    #[telemetry(
        content,
        name = "gitRepoName",
        when = "On events of inline completions only."
    )]
    pub git_repo_name: Option<String>,
    /// The account or project that owns the repository.
    #[telemetry(
        content,
        name = "gitRepoOwner",
        when = "On events of inline completions only."
    )]
    pub git_repo_owner: Option<String>,
    /// The path part of that address.
    #[telemetry(
        content,
        name = "gitRepoPath",
        when = "On events of inline completions only."
    )]
    pub git_repo_path: Option<PathBuf>,
    /// The address of the repository.
    #[telemetry(
        content,
        name = "gitRepoUrl",
        when = "On events of inline completions only."
    )]
    pub git_repo_url: Option<Url>,
}

/// Set last, on every event, after the keys were rewritten. The id of the event (`unique_id`) is a
/// stamp of the destination.
#[derive(Fields)]
#[telemetry(
    catalog = CATALOG,
    common = "required",
    destinations = ["gh_enhanced", "gh_standard"]
)]
pub struct RequiredCommon {
    /// The name of the extension.
    #[telemetry(technical, public = "vscode-extensions")]
    pub common_extname: Public<String>,
    /// The version of the extension.
    #[telemetry(technical)]
    pub common_extversion: Version,
    /// Name and version of the editor.
    #[telemetry(technical, public = "product-versions")]
    pub common_vscodeversion: Public<String>,
}

/// What the user found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum Rating {
    /// It did not.
    Negative,
    /// The answer helped.
    Positive,
}

/// The decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum EditHunkActionOutcome {
    /// The edit was kept.
    Accepted,
    /// It was undone.
    Rejected,
    /// The file was saved with it.
    Saved,
}

/// Whether the full error was sent too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum Reason {
    /// The user agreed to enhanced telemetry.
    #[telemetry(wire = "Exception logged to enhanced telemetry")]
    Logged,
    /// The user did not.
    #[telemetry(wire = "Exception, not logged due to opt-out")]
    NotLogged,
}

/// What was noticed while the answer was applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum OutcomeAnnotations {
    /// The patch does not apply.
    #[telemetry(name = "invalid patch")]
    InvalidPatch,
    /// An edit lies outside the shown part.
    #[telemetry(name = "invalid projection")]
    InvalidProjection,
    /// The patch is for several files.
    #[telemetry(name = "multi file")]
    MultiFile,
    /// The answer holds no patch.
    #[telemetry(name = "no patch")]
    NoPatch,
    /// No edit changes anything.
    #[telemetry(name = "noop edits")]
    NoopEdits,
    /// The patch is for another file.
    #[telemetry(name = "other file")]
    OtherFile,
    /// Edits overlap.
    #[telemetry(name = "overlapping edit")]
    OverlappingEdit,
    /// The patch leaves code out.
    #[telemetry(name = "patch lazy")]
    PatchLazy,
    /// A comment that marks the place was not found.
    #[telemetry(name = "patch no comment")]
    PatchNoComment,
    /// The patch changes nothing.
    #[telemetry(name = "patch no op")]
    PatchNoOp,
    /// The patch is too small.
    #[telemetry(name = "patch small")]
    PatchSmall,
    /// An edit meets a summarized part.
    #[telemetry(name = "summarize conflict")]
    SummarizeConflict,
}

/// How the answer is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum ReplyType {
    /// As text.
    Conversational,
    /// As an edit of the open file.
    #[telemetry(name = "inlineEdit")]
    InlineEdit,
    /// Not at all.
    None,
    /// As an edit that changes nothing.
    #[telemetry(name = "noopEdit")]
    NoopEdit,
    /// As an edit of other files.
    #[telemetry(name = "workspaceEdit")]
    WorkspaceEdit,
}

/// How the request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum ResponseType {
    /// Something that the agent needs failed.
    AgentFailedDependency,
    /// The agent lacks a permission.
    AgentUnauthorized,
    /// The server refused the request.
    #[telemetry(name = "badRequest")]
    BadRequest,
    /// The user stopped it.
    Canceled,
    /// The tool loop was stopped; only on `toolCallDetails`.
    Cancelled,
    /// The extension is blocked.
    #[telemetry(name = "extensionBlocked")]
    ExtensionBlocked,
    /// The server failed.
    Failed,
    /// The answer was filtered.
    Filtered,
    /// The answer was filtered, and a retry was offered.
    #[telemetry(name = "filteredRetry")]
    FilteredRetry,
    /// The server did not accept the state of the conversation.
    InvalidStatefulMarker,
    /// The answer was too long.
    Length,
    /// The tool loop reached its limit; only on `toolCallDetails`.
    #[telemetry(name = "maxToolCalls")]
    MaxToolCalls,
    /// The network failed.
    #[telemetry(name = "networkError")]
    NetworkError,
    /// The server did not find the model.
    #[telemetry(name = "notFound")]
    NotFound,
    /// The request was not about programming.
    #[telemetry(name = "offTopic")]
    OffTopic,
    /// The prompt was filtered.
    #[telemetry(name = "promptFiltered")]
    PromptFiltered,
    /// The quota is used up.
    #[telemetry(name = "quotaExceeded")]
    QuotaExceeded,
    /// Too many requests.
    #[telemetry(name = "rateLimited")]
    RateLimited,
    /// An answer came.
    Success,
    /// Something else.
    Unknown,
}

/// The interface by which the model was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum ApiType {
    /// The Chat Completions API.
    #[telemetry(name = "chatCompletions")]
    ChatCompletions,
    /// The Messages API.
    Messages,
    /// The Responses API.
    Responses,
}

/// The chat mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum Mode {
    /// The agent works by itself.
    Agent,
    /// Questions and answers.
    Ask,
    /// A mode that the user or the workspace defined.
    Custom,
    /// Edits of a chosen set of files.
    Edit,
    /// In the editor or terminal.
    Inline,
    /// Inline chat.
    #[telemetry(name = "inlineChatIntent")]
    InlineChatIntent,
    /// The agent plans.
    Plan,
}

/// Whose message it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum Source {
    /// The model's.
    Model,
    /// The user's, found to be off topic.
    #[telemetry(name = "offTopic")]
    OffTopic,
    /// The user's.
    User,
}

/// Where the chat takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum UiKind {
    /// In the editor.
    #[telemetry(name = "conversationInline")]
    ConversationInline,
    /// In the panel.
    #[telemetry(name = "conversationPanel")]
    ConversationPanel,
    /// In an editing session.
    #[telemetry(name = "editingSession")]
    EditingSession,
    /// In an agent's editing session.
    #[telemetry(name = "editingSessionAgent")]
    EditingSessionAgent,
    /// Elsewhere.
    None,
}

/// How it was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum CopyType {
    /// By keyboard or context menu.
    #[telemetry(code = 1)]
    Action,
    /// By the button.
    #[telemetry(code = 2)]
    Toolbar,
}

/// What the user found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum Direction {
    /// The answer helped.
    #[telemetry(code = 1)]
    Helpful,
    /// It did not.
    #[telemetry(code = 2)]
    Unhelpful,
}

/// The decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum PanelEditFeedbackOutcome {
    /// The edits were kept.
    Accepted,
    /// They were undone.
    Rejected,
    /// The file was saved with them.
    Saved,
    /// Something else.
    Unknown,
}

/// When in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum Location {
    /// At its first step.
    Begin,
    /// At its end.
    End,
}

/// Who hosts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum RepoType {
    /// Azure DevOps.
    Ado,
    /// GitHub.
    Github,
}

/// Whether the changes could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum ResultValue {
    /// They are larger than 900 KiB.
    #[telemetry(name = "diffTooLarge")]
    DiffTooLarge,
    /// Files changed meanwhile.
    #[telemetry(name = "filesChanged")]
    FilesChanged,
    /// The base is older than 30 days, or of unknown age.
    #[telemetry(name = "mergeBaseTooOld")]
    MergeBaseTooOld,
    /// There are none.
    #[telemetry(name = "noChanges")]
    NoChanges,
    /// They could.
    Success,
    /// More than 100 files changed.
    #[telemetry(name = "tooManyChanges")]
    TooManyChanges,
    /// There are 30 commits or more since the base, or an unknown number.
    #[telemetry(name = "tooManyCommits")]
    TooManyCommits,
    /// The checkout is virtual or sparse, or Git does not say.
    #[telemetry(name = "virtualFileSystem")]
    VirtualFileSystem,
}

/// The values of `afterCacheState`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum AfterCacheState {
    /// Complete.
    #[telemetry(name = "FullyPopulated")]
    FullyPopulated,
    /// Empty.
    #[telemetry(name = "NotPopulated")]
    NotPopulated,
    /// In part.
    #[telemetry(name = "PartiallyPopulated")]
    PartiallyPopulated,
}

/// Whether the request that fills the cache was of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum CacheRequest {
    /// It was waited for.
    Awaited,
    /// It was under way.
    Inflight,
    /// There was none.
    None,
    /// Not known.
    Unknown,
}

/// What caused the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum Trigger {
    /// A completion was asked for.
    Completion,
    /// The cursor moved.
    Selection,
    /// Something else.
    Unknown,
}

/// Whether Copilot chose the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum IsAuto {
    /// The user chose.
    #[telemetry(code = -1)]
    Manual,
    /// Copilot chose.
    #[telemetry(code = 1)]
    Auto,
}

/// Whether the model is one that the user or an organisation brought along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum IsByok {
    /// A model that Copilot offers.
    #[telemetry(code = -1)]
    None,
    /// A model of the user's own key or of an extension.
    #[telemetry(code = 1)]
    Own,
    /// A custom model of the organisation.
    #[telemetry(code = 2)]
    Custom,
}

/// How much was taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum CompType {
    /// All of it.
    Full,
    /// A part.
    Partial,
}

/// The kind of build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum CopilotBuildType {
    /// Built by a developer.
    Dev,
    /// Built for release.
    Prod,
}

/// The kind of remote machine in use; `none` when the work is local.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
#[telemetry(allow)]
pub enum CommonRemotename {
    /// The text `attached-container`.
    #[telemetry(name = "attached-container")]
    AttachedContainer,
    /// The text `codespaces`.
    Codespaces,
    /// The text `dev-container`.
    #[telemetry(name = "dev-container")]
    DevContainer,
    /// The text `k8s-container`.
    #[telemetry(name = "k8s-container")]
    K8sContainer,
    /// The text `none`.
    None,
    /// The text `ssh-remote`.
    #[telemetry(name = "ssh-remote")]
    SshRemote,
    /// The text `tunnel`.
    Tunnel,
    /// The text `wsl`.
    Wsl,
    /// Any other text.
    #[telemetry(fallback)]
    Other,
}
