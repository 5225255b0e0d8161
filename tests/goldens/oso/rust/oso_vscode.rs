//! Made from catalog `oso-vscode` 0.27.3 by `telemetry generate rust`. Do not edit.
//!
//! What the extension counts in Polar policies while they are edited, and about the editor it runs
//! in. Events are sent in batches without times.

use std::collections::BTreeSet;

use telemetry_core::{Event, Family, FieldEnum, Fields, Hashed, Id, Url, Version};

telemetry_core::catalog! {
    catalog: "oso-vscode",
    title: "Oso for VS Code",
    version: "0.27.3",
    description: "What the extension counts in Polar policies while they are edited, and about the editor it runs in. Events are sent in batches without times.",
    source: "https://github.com/osohq/oso/blob/{revision}/{path}#L{line}",
    revision: d57c4cc53df686ee5a7b1bc399daa2246c8f37f5,
    schemas: "https://example.org/telemetry",
    purposes: {
        "distinguish-projects": {
            extends: health,
            title: "Distinguish errors in project A from errors in project B.",
        },
        "distinguish-users": {
            extends: health,
            title: "Distinguish users by a hash, so that one user who meets an error 10,000 times is not counted like 1,000 users who meet it 10 times each.",
        },
        "feature-usage": { extends: product, title: "Feature usage stats." },
        "isolate-platforms": {
            extends: health,
            title: "Debug the extension by isolating faults to platforms and versions.",
        },
        "multi-file": {
            extends: product,
            title: "Get a rough sense of how common policies of several files are.",
        },
        "policy-size": {
            extends: product,
            title: "Get a rough sense of how much Polar code an average policy holds.",
        },
        "rule-type-errors": {
            extends: health,
            title: "Distinguish errors of built-in rule types from errors of rule types that users may have defined.",
        },
    },
    facts: {
        oso_setting: {
            description: "The extension's setting as the code reads it, under the key `oso.polarLanguageServer.telemetry.enabled`. The user interface has declared the key `oso.polarLanguageServer.metrics.enabled` since 0.25.0, so what a user chooses there never arrives here.",
            values: { default: "Follow VS Code.", off: "Do not send.", on: "Send." },
        },
        vscode_telemetry: {
            description: "Whether VS Code's own telemetry is on; before VS Code 1.55, the setting `telemetry.enableTelemetry`.",
        },
    },
    consent: {
        default: usage,
        setting: "oso.polarLanguageServer.metrics.enabled",
        how_to_disable: "Turn off VS Code's telemetry (`telemetry.telemetryLevel`). The extension's own setting has no effect, since the code reads it under its former key `oso.polarLanguageServer.telemetry.enabled`; written into settings.json by hand, that key with the value `off` works.",
        caps: [
            {
                condition: { oso_setting: on },
                level: usage,
                reason: "The extension's setting is `on`.",
            },
            {
                condition: { oso_setting: off },
                level: off,
                reason: "The extension's setting is `off`.",
            },
            {
                condition: { vscode_telemetry: "true" },
                level: usage,
                reason: "VS Code's telemetry is on.",
            },
            { level: off, reason: "VS Code's telemetry is off." },
        ],
        on_withdrawal: keep,
    },
    destinations: {
        mixpanel: {
            title: Mixpanel,
            description: "Receives a batch every hour and when the extension stops, one event for each workspace folder.",
            kind: mixpanel,
            ceiling: personal,
            consent: usage,
            processor: Mixpanel,
            wire: { booleans: text },
            timestamps: none,
        },
    },
    redaction: { from: restricted },
    never: ["file contents", "rule names"],
    precedence: [event, common_metrics, identity],
    events: {
        TEST_diagnostic: {
            description: "A load found an error or a warning.",
            title: "TEST diagnostic",
            when: "Once for each finding of a load, until the counters by code replaced it.",
            state: removed,
            changed: [{ version: "0.25.0", note: "Removed." }],
            code: ["vscode/oso/client/src/telemetry.ts:70@1a7a0ab130696a7849c04de5b8a869eda32d3998"],
            origin: client,
            purpose: ["feature-usage"],
            consent: usage,
            destinations: [mixpanel],
            fields: {
                code: {
                    type: string,
                    class: content,
                    description: "The kind of the finding.",
                    optional: true,
                    code: [
                        "vscode/oso/client/src/telemetry.ts:73@1a7a0ab130696a7849c04de5b8a869eda32d3998",
                    ],
                },
            },
        },
    },
    docs: {
        style: table,
        columns: [data, code, purpose],
        headings: { code: "Link to code", data: "Data collected", purpose: Purpose },
        title: "IDE telemetry",
    },
}

/// Policies of one workspace folder were loaded since the last batch.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "diagnostic_load",
    version = 2,
    purpose("feature-usage", extends = product),
    consent = usage,
    destinations(mixpanel),
    origin = client,
    when = "Counted after each load, at most once a second for each project root: results and editor events are added up, the figures of the policy replaced by the latest. Sent every hour and when the extension stops. What a failed batch held is lost.",
    since = "0.25.0",
    changed = ["0.25.0", "Renamed from TEST_load; one event for each folder and hour in place of one for each load."],
    changed = ["0.25.1", "VS Code's common metrics and the counters of editor events joined."],
    aliases = [{ name: TEST_load, until: "0.24.0", note: "The name at the revision that the published table links to." }],
    code = ["vscode/oso/client/src/telemetry.ts:308", "vscode/oso/client/src/telemetry.ts:331"],
    flow = { quota_at: { mixpanel: { per_day: 60, per_month: 3000 } } },
    unsent = { load_id: { type: id, class: identifier, description: "Tied the events of one load together; never in the published table.", identifies: event, lifetime: session, made: "As a hash of a random number.", state: removed, changed: [{ version: "0.25.0", note: "Removed." }], code: ["vscode/oso/client/src/telemetry.ts:82@1a7a0ab130696a7849c04de5b8a869eda32d3998", "vscode/oso/client/src/telemetry.ts:130@1a7a0ab130696a7849c04de5b8a869eda32d3998"] }, successful: { type: bool, class: technical, description: "Boolean indicating whether the load was successful (resulted in no errors): the published table still has this row, and links to [its place](https://github.com/osohq/oso/blob/1a7a0ab130696a7849c04de5b8a869eda32d3998/vscode/oso/client/src/telemetry.ts#L61). The code has counted successes and failures since.", title: "Boolean indicating whether the load was successful (resulted in no errors)", state: removed, changed: [{ version: "0.25.0", note: "Removed." }], code: ["vscode/oso/client/src/telemetry.ts:61@1a7a0ab130696a7849c04de5b8a869eda32d3998"] } }
)]
pub struct DiagnosticLoad {
    /// The fields of the group `lsp_stats`.
    #[telemetry(flatten)]
    pub lsp_stats: LspStats,
    /// The fields of the group `resource_block_stats`.
    #[telemetry(flatten)]
    pub resource_block_stats: ResourceBlockStats,
    /// The fields of the group `load_results`.
    #[telemetry(flatten)]
    pub load_results: LoadResults,
    /// The fields of the group `policy_stats`.
    #[telemetry(flatten)]
    pub policy_stats: PolicyStats,
}

/// What happened when policies were loaded; counted until the next batch is sent.
#[derive(Fields)]
#[telemetry(catalog = CATALOG)]
pub struct LoadResults {
    /// Errors, warnings and other findings of all loads since the last batch.
    #[telemetry(
        technical,
        title = "# of diagnostics encountered for a particular load event",
        aliases = [{ name: diagnostics, until: "0.24.0", note: "The name at the revision that the published table links to." }],
        code = ["vscode/oso/client/src/telemetry.ts:155", "vscode/oso/client/src/telemetry.ts:177", "vscode/oso/client/src/telemetry.ts:59@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub diagnostic_count: u64,
    /// Errors of all loads since the last batch.
    #[telemetry(
        technical,
        title = "# of errors encountered for a particular load event",
        aliases = [{ name: errors, until: "0.24.0", note: "The name at the revision that the published table links to." }],
        code = ["vscode/oso/client/src/telemetry.ts:156", "vscode/oso/client/src/telemetry.ts:178", "vscode/oso/client/src/telemetry.ts:60@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub error_count: u64,
    /// Loads with at least one error since the last batch.
    #[telemetry(
        technical,
        title = "# of loads that resulted in errors",
        since = "0.25.0",
        code = ["vscode/oso/client/src/telemetry.ts:157", "vscode/oso/client/src/telemetry.ts:179"]
    )]
    pub load_failure_count: u64,
    /// Loads without an error since the last batch. The published table still has the boolean that
    /// this replaced.
    #[telemetry(
        technical,
        title = "# of loads that were successful (resulted in no errors)",
        since = "0.25.0",
        code = ["vscode/oso/client/src/telemetry.ts:158", "vscode/oso/client/src/telemetry.ts:180"]
    )]
    pub load_success_count: u64,
    /// Findings whose code is missing or no text; not in the published table.
    #[telemetry(
        technical,
        title = "# of diagnostics without a code",
        since = "0.25.0",
        code = ["vscode/oso/client/src/telemetry.ts:159", "vscode/oso/client/src/telemetry.ts:185"]
    )]
    pub unknown_diagnostic_count: u64,
    /// Warnings of all loads since the last batch.
    #[telemetry(
        technical,
        title = "# of warnings encountered for a particular load event",
        aliases = [{ name: warnings, until: "0.24.0", note: "The name at the revision that the published table links to." }],
        code = ["vscode/oso/client/src/telemetry.ts:160", "vscode/oso/client/src/telemetry.ts:181", "vscode/oso/client/src/telemetry.ts:63@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub warning_count: u64,
    /// Findings with this code since the last batch; a code that did not occur has no key. Not in
    /// the published table.
    #[telemetry(
        technical,
        name = "{diagnostic_code}_count",
        title = "# of diagnostics with a particular code",
        family(placeholder = "diagnostic_code", description = "the kind of an error or warning in `polar-core/src/error.rs` and `polar-core/src/warning.rs`", keys = ["OperationalError::InvalidState", "OperationalError::Serialization", "OperationalError::UnexpectedValue", "OperationalError::Unknown", "ParseError::DuplicateKey", "ParseError::ExtraToken", "ParseError::IntegerOverflow", "ParseError::InvalidFloat", "ParseError::InvalidToken", "ParseError::InvalidTokenCharacter", "ParseError::ReservedWord", "ParseError::UnrecognizedEOF", "ParseError::UnrecognizedToken", "ParseError::WrongValueType", "RuntimeError::Application", "RuntimeError::ArithmeticError", "RuntimeError::DataFilteringFieldMissing", "RuntimeError::DataFilteringUnsupportedOp", "RuntimeError::IncompatibleBindings", "RuntimeError::InvalidRegistration", "RuntimeError::MultipleLoadError", "RuntimeError::QueryForUndefinedRule", "RuntimeError::QueryTimeout", "RuntimeError::StackOverflow", "RuntimeError::TypeError", "RuntimeError::UnhandledPartial", "RuntimeError::Unsupported", "ValidationError::DuplicateResourceBlockDeclaration", "ValidationError::FileLoading", "ValidationError::InvalidRule", "ValidationError::InvalidRuleType", "ValidationError::MissingRequiredRule", "ValidationError::ResourceBlock", "ValidationError::SingletonVariable", "ValidationError::UndefinedRuleCall", "ValidationError::UnregisteredClass", "ValidationWarning::AmbiguousPrecedence", "ValidationWarning::MissingAllowRule", "ValidationWarning::MissingHasPermissionRule", "ValidationWarning::UnknownSpecializer"], max = 40, optional),
        since = "0.25.0",
        code = ["vscode/oso/client/src/telemetry.ts:161", "vscode/oso/client/src/telemetry.ts:188"]
    )]
    pub diagnostic_code_count: Family<u64>,
}

/// Which editor events caused the loads; counted until the next batch is sent. Not in the published
/// table.
#[derive(Fields)]
#[telemetry(catalog = CATALOG)]
pub struct LspStats {
    /// What follows the last dot in the URIs of the files, each once.
    #[telemetry(
        content,
        name = "LSP_file_extensions",
        title = "File extensions of the files that caused loads",
        examples = ["polar"],
        since = "0.25.1",
        code = ["vscode/oso/client/src/telemetry.ts:234", "vscode/oso/client/src/telemetry.ts:242", "polar-language-server/src/lib.rs:65"]
    )]
    pub lsp_file_extensions: BTreeSet<String>,
    /// Loads that this method of the language server protocol caused since the last batch.
    #[telemetry(
        technical,
        name = "LSP_method_{lsp_method}_count",
        title = "# of language server events of a particular method",
        family(placeholder = "lsp_method", description = "the method, all four on every event", keys = ["textDocument/didChange", "textDocument/didOpen", "workspace/didChangeWatchedFiles", "workspace/didDeleteFiles"], max = 4),
        since = "0.25.1",
        code = ["vscode/oso/client/src/telemetry.ts:230", "vscode/oso/client/src/telemetry.ts:261"]
    )]
    pub lsp_method_lsp_method_count: Family<u64>,
}

/// How large the loaded policy is; the latest load before the batch.
#[derive(Fields)]
#[telemetry(catalog = CATALOG)]
pub struct PolicyStats {
    /// Queries that stand in the policy itself.
    #[telemetry(
        technical,
        title = "# of inline queries in the loaded policy",
        code = ["vscode/oso/client/src/telemetry.ts:200", "vscode/oso/client/src/telemetry.ts:108@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub inline_queries: u64,
    /// Rules that are written in full.
    #[telemetry(
        technical,
        title = "# of \"regular\" (non-shorthand) rules in the loaded policy",
        code = ["vscode/oso/client/src/telemetry.ts:201", "vscode/oso/client/src/telemetry.ts:109@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub longhand_rules: u64,
    /// Characters of all Polar files together.
    #[telemetry(
        technical,
        title = "# of characters across all files in the loaded policy",
        purpose("policy-size", extends = product),
        code = ["vscode/oso/client/src/telemetry.ts:202", "vscode/oso/client/src/telemetry.ts:110@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub polar_chars: u64,
    /// Polar files; "tracked by the extension" in the last form of the published table.
    #[telemetry(
        technical,
        title = "# of Polar files in the loaded policy",
        purpose("multi-file", extends = product),
        code = ["vscode/oso/client/src/telemetry.ts:203", "vscode/oso/client/src/telemetry.ts:111@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub polar_files: u64,
    /// Rule types, built in or defined by users.
    #[telemetry(
        technical,
        title = "# of rule types in the loaded policy",
        purpose("rule-type-errors", extends = health),
        code = ["vscode/oso/client/src/telemetry.ts:204", "vscode/oso/client/src/telemetry.ts:112@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub rule_types: u64,
    /// Rules of both kinds, written in full and in shorthand.
    #[telemetry(
        technical,
        title = "# of rules in the loaded policy",
        code = ["vscode/oso/client/src/telemetry.ts:205", "vscode/oso/client/src/telemetry.ts:62@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub total_rules: u64,
}

/// What the resource blocks of the loaded policy hold; the latest load before the batch.
#[derive(Fields)]
#[telemetry(catalog = CATALOG)]
pub struct ResourceBlockStats {
    /// Blocks that describe who acts.
    #[telemetry(
        technical,
        title = "# of `actor` blocks in the loaded policy",
        code = ["vscode/oso/client/src/telemetry.ts:209", "vscode/oso/client/src/telemetry.ts:116@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub actors: u64,
    /// Short rules that name another resource.
    #[telemetry(
        technical,
        title = "# of shorthand rules that cross resource boundaries in loaded policy",
        code = ["vscode/oso/client/src/telemetry.ts:216", "vscode/oso/client/src/telemetry.ts:123@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub cross_resource_shorthand_rules: u64,
    /// Everything that blocks declare.
    #[telemetry(
        technical,
        title = "# of declarations (roles, permissions, and relations) in loaded policy",
        code = ["vscode/oso/client/src/telemetry.ts:211", "vscode/oso/client/src/telemetry.ts:118@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub declarations: u64,
    /// Permissions in all blocks.
    #[telemetry(
        technical,
        title = "# of permissions declared in loaded policy",
        code = ["vscode/oso/client/src/telemetry.ts:213", "vscode/oso/client/src/telemetry.ts:120@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub permissions: u64,
    /// Relations in all blocks.
    #[telemetry(
        technical,
        title = "# of relations declared in loaded policy",
        code = ["vscode/oso/client/src/telemetry.ts:214", "vscode/oso/client/src/telemetry.ts:121@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub relations: u64,
    /// Blocks of both kinds.
    #[telemetry(
        technical,
        title = "# of resource blocks (actor & resource) in the loaded policy",
        code = ["vscode/oso/client/src/telemetry.ts:208", "vscode/oso/client/src/telemetry.ts:115@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub resource_blocks: u64,
    /// Blocks that describe what is acted on.
    #[telemetry(
        technical,
        title = "# of `resource` blocks in the loaded policy",
        code = ["vscode/oso/client/src/telemetry.ts:210", "vscode/oso/client/src/telemetry.ts:117@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub resources: u64,
    /// Roles in all blocks.
    #[telemetry(
        technical,
        title = "# of roles declared in loaded policy",
        code = ["vscode/oso/client/src/telemetry.ts:212", "vscode/oso/client/src/telemetry.ts:119@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub roles: u64,
    /// Rules in the short form of blocks.
    #[telemetry(
        technical,
        title = "# of shorthand rules in loaded policy",
        code = ["vscode/oso/client/src/telemetry.ts:215", "vscode/oso/client/src/telemetry.ts:122@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub shorthand_rules: u64,
}

/// VS Code common metrics: one row in the last form of the published table, missing from its first
/// form.
#[derive(Fields)]
#[telemetry(
    catalog = CATALOG,
    common = "common_metrics",
    constant(name = "extname", value = "osohq.oso", class = technical, description = "The name of the extension.", purpose("isolate-platforms", extends = health), supply = constant, since = "0.25.1", code = ["vscode/oso/client/src/telemetry.ts:103"])
)]
pub struct CommonMetricsCommon {
    /// The version of the extension.
    #[telemetry(
        technical,
        purpose("isolate-platforms", extends = health),
        supply = constant,
        since = "0.25.1",
        code = ["vscode/oso/client/src/telemetry.ts:104"]
    )]
    pub extversion: Version,
    /// Whether VS Code was installed within the last day; false where VS Code does not say.
    #[telemetry(
        technical,
        purpose("isolate-platforms", extends = health),
        supply = constant,
        since = "0.25.1",
        code = ["vscode/oso/client/src/telemetry.ts:107"]
    )]
    pub isnewappinstall: bool,
    /// The processor architecture, as Node.js names it.
    #[telemetry(
        technical,
        name = "nodeArch",
        purpose("isolate-platforms", extends = health),
        supply = constant,
        since = "0.25.1",
        code = ["vscode/oso/client/src/telemetry.ts:101"]
    )]
    pub node_arch: NodeArch,
    /// The operating system, as Node.js names it.
    #[telemetry(
        technical,
        purpose("isolate-platforms", extends = health),
        supply = constant,
        since = "0.25.1",
        code = ["vscode/oso/client/src/telemetry.ts:100"]
    )]
    pub os: Os,
    /// The first three numbers of the operating system's release.
    #[telemetry(
        technical,
        purpose("isolate-platforms", extends = health),
        supply = constant,
        examples = ["5.10.0"],
        since = "0.25.1",
        code = ["vscode/oso/client/src/telemetry.ts:102"]
    )]
    pub platformversion: Version,
    /// Where VS Code runs, such as on a desktop or within a web site.
    #[telemetry(
        content,
        purpose("isolate-platforms", extends = health),
        supply = constant,
        examples = ["desktop", "github.dev", "codespaces", "web"],
        since = "0.25.1",
        code = ["vscode/oso/client/src/telemetry.ts:108"]
    )]
    pub product: String,
    /// The kind of remote machine that VS Code is connected to.
    #[telemetry(
        content,
        purpose("isolate-platforms", extends = health),
        none = "none",
        supply = constant,
        examples = ["none", "ssh-remote", "wsl", "dev-container"],
        since = "0.25.1",
        code = ["vscode/oso/client/src/telemetry.ts:119"]
    )]
    pub remotename: String,
    /// The kind of user interface.
    #[telemetry(
        technical,
        purpose("isolate-platforms", extends = health),
        supply = constant,
        since = "0.25.1",
        code = ["vscode/oso/client/src/telemetry.ts:109"]
    )]
    pub uikind: Uikind,
    /// VS Code's id of the session.
    #[telemetry(
        identifier,
        purpose("isolate-platforms", extends = health),
        identifies = session,
        lifetime = "session",
        made = "By VS Code, anew with each start (`vscode.env.sessionId`).",
        supply = constant,
        since = "0.25.1",
        code = ["vscode/oso/client/src/telemetry.ts:105"]
    )]
    pub vscodesessionid: Id,
    /// The version of VS Code.
    #[telemetry(
        technical,
        purpose("isolate-platforms", extends = health),
        supply = constant,
        since = "0.25.1",
        code = ["vscode/oso/client/src/telemetry.ts:106"]
    )]
    pub vscodeversion: Version,
}

/// Hashes of the machine and the workspace.
#[derive(Fields)]
#[telemetry(catalog = CATALOG, common = "identity")]
pub struct IdentityCommon {
    /// A hash of VS Code's machine id, which tells installations apart as well as the id itself
    /// would.
    #[telemetry(
        identifier,
        title = "One-way hash of VSCode `machineId`",
        hash(algorithm = sha256, prefix = "oso-vscode-telemetry:", encoding = base64),
        purpose("distinguish-users", extends = health),
        identifies = install,
        lifetime = "forever",
        made = "From `vscode.env.machineId`, once for each start.",
        supply = constant,
        code = ["vscode/oso/client/src/telemetry.ts:96", "vscode/oso/client/src/telemetry.ts:79@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub distinct_id: Hashed<Id>,
    /// A hash of the URI of the workspace folder. It tells projects apart, and a folder whose URI
    /// can be guessed can be recognized.
    #[telemetry(
        content,
        title = "One-way hash of VSCode workspace URI",
        hash(algorithm = sha256, prefix = "oso-vscode-telemetry:", encoding = base64),
        purpose("distinguish-projects", extends = health),
        identifies = project,
        lifetime = "forever",
        made = "From the URI of the workspace folder, for each event.",
        supply = event,
        aliases = [{ name: workspace_id, until: "0.24.0", note: "The name at the revision that the published table links to." }],
        code = ["vscode/oso/client/src/telemetry.ts:312", "vscode/oso/client/src/telemetry.ts:84@1a7a0ab130696a7849c04de5b8a869eda32d3998"]
    )]
    pub workspace_folder: Hashed<Url>,
}

/// The processor architecture, as Node.js names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum NodeArch {
    /// 32-bit ARM.
    Arm,
    /// 64-bit ARM.
    Arm64,
    /// 32-bit x86.
    Ia32,
    /// MIPS, big endian.
    Mips,
    /// MIPS, little endian.
    Mipsel,
    /// 32-bit PowerPC.
    Ppc,
    /// 64-bit PowerPC.
    Ppc64,
    /// 31-bit IBM Z.
    S390,
    /// 64-bit IBM Z.
    S390x,
    /// 64-bit x86.
    X64,
}

/// The operating system, as Node.js names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum Os {
    /// IBM AIX.
    Aix,
    /// Android.
    Android,
    /// Cygwin.
    Cygwin,
    /// macOS.
    Darwin,
    /// FreeBSD.
    Freebsd,
    /// Haiku.
    Haiku,
    /// Linux.
    Linux,
    /// NetBSD.
    Netbsd,
    /// OpenBSD.
    Openbsd,
    /// SunOS.
    Sunos,
    /// Windows.
    Win32,
}

/// The kind of user interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum Uikind {
    /// On a desktop.
    Desktop,
    /// VS Code said something else.
    #[telemetry(fallback)]
    Unknown,
    /// In a browser.
    Web,
}
