//! Made from catalog `sourcegraph` 5.2.4 by `telemetry generate rust`. Do not edit.
//!
//! What the web app, the browser extension and the editors record about the use of Sourcegraph,
//! what stays on the instance they are connected to, and what the instance exports.

use std::collections::BTreeMap;

use telemetry_core::{
    ErrorText, Event, FieldEnum, Fields, Id, Public, StackTrace, Url, Uuid, Version,
};

telemetry_core::catalog! {
    catalog: sourcegraph,
    title: Sourcegraph,
    version: "5.2.4",
    description: "What the web app, the browser extension and the editors record about the use of Sourcegraph, what stays on the instance they are connected to, and what the instance exports.",
    source: "https://github.com/sourcegraph/sourcegraph-public-snapshot/blob/{revision}/{path}#L{line}",
    revision: b682e85779da40818fcc3252d279561cb478bf32,
    schemas: "https://example.org/telemetry",
    classes: {
        organisation: {
            rank: 52,
            treat_as: content,
            title: Organisation,
            description: "names or reaches a customer's organisation, and no person in it",
        },
        country: {
            rank: 55,
            treat_as: content,
            title: Country,
            description: "the country somebody is in, and nothing finer",
        },
    },
    facts: {
        allow_error_reporting: {
            description: "The option `Allow error reporting` (`allowErrorReporting`, off at first) of the extension's popup.",
        },
        browser: {
            description: "The browser, by its user agent.",
            values: {
                chrome: "Chrome, and browsers built on it.",
                firefox: "Firefox.",
                safari: "Safari.",
            },
        },
        component: {
            description: "The part of Sourcegraph that decides.",
            values: {
                "browser-extension": "The extension for browsers.",
                instance: "The server, when it exports.",
                "native-integration": "The same code, built into a code host.",
                "web-app": "The web app of an instance.",
            },
        },
        dotcom: {
            description: "Whether the instance is Sourcegraph.com or a service that Sourcegraph runs.",
        },
        endpoint: {
            description: "The Sourcegraph instance that the browser extension is connected to.",
            values: {
                "self-hosted": "Any other URL.",
                "sourcegraph-com": "The public instance, which is the default.",
            },
        },
        event_feature: {
            description: "Whether the event's feature is `cody` or starts with `cody.`; asked for each event that is exported.",
            values: { cody: "It is.", other: "It is not." },
        },
        export_all: {
            description: "Whether the instance runs with `SRC_TELEMETRY_EVENTS_EXPORT_ALL=true`.",
        },
        export_usage_data: {
            description: "Whether the instance runs with `EXPORT_USAGE_DATA_ENABLED=true`.",
        },
        licence: {
            description: "The licence key of the instance.",
            values: { invalid: "It cannot be read.", none: "There is none.", valid: "It can." },
        },
        licence_created: {
            description: "When the licence was made.",
            values: { "before-2023-10-04": "Before exports were announced.", later: "Since then." },
        },
        licence_tag: {
            description: "What the licence says about exports.",
            values: {
                "allow-air-gapped": "The instance may run without a connection.",
                "disable-telemetry-events-export": "Only Cody events may be exported.",
                none: "Nothing.",
            },
        },
        send_telemetry: {
            description: "The option `Send telemetry` (`sendTelemetry`, off at first) of the extension's popup, which is hidden while it decides nothing.",
        },
    },
    grants: {
        action_arguments: {
            description: "The arguments of an action are recorded with it.",
            how: "The code that contributes the action asks for it.",
        },
        error_reporting: {
            description: "Errors of the browser extension are reported.",
            how: "The checkbox `Allow error reporting` in the extension's popup.",
        },
        feedback_agreement: {
            description: "The text of a survey answer is given to Sourcegraph.",
            how: "Users agree when they send the answer.",
        },
    },
    consent: {
        default: usage,
        setting: sendTelemetry,
        how_to_disable: "In Firefox, and while connected to Sourcegraph.com, leave `Send telemetry` off in the extension's popup. Everywhere else nothing turns the extension's events off. What an instance exports depends on its licence.",
        caps: [
            {
                condition: { component: ["browser-extension", "native-integration", "web-app"] },
                level: usage,
                reason: "Clients send to their own instance.",
            },
            {
                condition: { export_all: "true" },
                level: usage,
                reason: "Mode all: SRC_TELEMETRY_EVENTS_EXPORT_ALL is set.",
            },
            { condition: { licence: none }, level: usage, reason: "Mode all: there is no licence." },
            {
                condition: { dotcom: "true" },
                level: usage,
                reason: "Mode all: the instance is Sourcegraph.com.",
            },
            {
                condition: { licence: invalid },
                level: usage,
                reason: "Mode all: the licence cannot be read.",
            },
            {
                condition: { licence_tag: "allow-air-gapped" },
                level: local,
                reason: "Mode disabled: the licence allows an instance without a connection.",
            },
            {
                condition: {
                    all: [{ event_feature: cody }, { licence_tag: "disable-telemetry-events-export" }],
                },
                level: usage,
                reason: "Mode cody-only, by a tag of the licence: this is a Cody event.",
            },
            {
                condition: { licence_tag: "disable-telemetry-events-export" },
                level: local,
                reason: "Mode cody-only, by a tag of the licence: this is no Cody event.",
            },
            {
                condition: { export_usage_data: "true" },
                level: usage,
                reason: "Mode all: EXPORT_USAGE_DATA_ENABLED is set.",
            },
            {
                condition: { all: [{ event_feature: cody }, { licence_created: "before-2023-10-04" }] },
                level: usage,
                reason: "Mode cody-only, by the age of the licence: this is a Cody event.",
            },
            {
                condition: { licence_created: "before-2023-10-04" },
                level: local,
                reason: "Mode cody-only, by the age of the licence: this is no Cody event.",
            },
            { level: usage, reason: "Mode all: nothing else applies." },
        ],
        unknown: local,
        on_withdrawal: keep,
    },
    destinations: {
        connected_instance: {
            title: "The connected Sourcegraph instance",
            description: "The GraphQL mutation `logEvent` of the instance that the browser extension is connected to. Events from before the rule is known are lost.",
            kind: http,
            ceiling: personal,
            consent: usage,
            condition: {
                any: [
                    { endpoint: "self-hosted" },
                    { send_telemetry: "true" },
                    { not: { all: [{ browser: firefox }, { component: "browser-extension" }] } },
                ],
            },
            processor: "Whoever runs the instance",
        },
        event_logs: {
            title: "The instance itself",
            description: "The table `event_logs` of the instance, with the values as they were recorded.",
            kind: local,
            ceiling: personal,
            consent: local,
            redact: false,
        },
        gateway: {
            title: "Telemetry Gateway",
            description: "The exported event: sent every 5 minutes in batches of 10,000, oldest first, until the gateway acknowledges it; deleted from the queue 24 hours later. Values of `privateMetadata` go only where an allow list names event and key, and only as text. Site admins can read what was exported and what is queued.",
            kind: grpc,
            ceiling: personal,
            consent: usage,
            processor: Sourcegraph,
            wire: {
                stamps: {
                    id: {
                        of: "uuid-v7",
                        description: "The id by which the gateway acknowledges the event; version 4 at first.",
                    },
                    timestamp: { of: issued, description: "When the event was recorded." },
                },
            },
        },
        gateway_metadata: {
            title: "Telemetry Gateway, metadata",
            description: "What is exported of an event's parameters without an allow list: numbers under keys that the code fixes. Whole numbers before 5.2.4, floats since.",
            kind: grpc,
            ceiling: interaction,
            consent: usage,
            processor: Sourcegraph,
            accepts: numbers,
            wire: { booleans: number },
        },
        link: {
            title: "The page that a link opens",
            description: "Markers in the query of links from code hosts to Sourcegraph; no request of their own.",
            kind: "url-query",
            ceiling: technical,
            consent: usage,
            processor: "Whoever runs the instance",
            timestamps: none,
        },
        sentry: {
            title: Sentry,
            description: "Errors of the browser extension, as they are.",
            kind: sentry,
            ceiling: content,
            consent: error,
            grant: error_reporting,
            condition: { all: [{ allow_error_reporting: "true" }, { component: "browser-extension" }] },
            processor: Sentry,
            wire: { booleans: text },
        },
    },
    redaction: { from: restricted },
    precedence: [
        event,
        browser_extension,
        v2_identifier,
        v2_interaction,
        v2_marketing,
        v2_source,
        v2_user,
    ],
    events: {
        goToPermalink: {
            description: "The built-in action Go to permalink was executed.",
            when: "Named by the document as soon to come.",
            state: planned,
            origin: client,
            purpose: [product],
            consent: local,
            destinations: [event_logs],
        },
        toggleColorTheme: {
            description: "The built-in action Toggle color theme was executed.",
            when: "Named by the document as soon to come.",
            state: planned,
            origin: client,
            purpose: [product],
            consent: local,
            destinations: [event_logs],
        },
        toggleLineWrap: {
            description: "The built-in action Toggle line wrap was executed.",
            when: "Named by the document as soon to come.",
            state: planned,
            origin: client,
            purpose: [product],
            consent: local,
            destinations: [event_logs],
        },
    },
    docs: { style: conditions, title: Telemetry },
}

/// The user went back to Sourcegraph.com after using two or more instances. Despite its name the
/// event carries no number.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "Bext_NumberURLs",
    title = "Number of URLs",
    purpose = product,
    consent = usage,
    destinations("connected_instance"),
    origin = client
)]
pub struct BextNumberUrLs {}

/// The user turned the extension off.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "BrowserExtensionDisabled",
    purpose = product,
    consent = usage,
    destinations("connected_instance"),
    origin = client
)]
pub struct BrowserExtensionDisabled {}

/// The user turned the extension on.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "BrowserExtensionEnabled",
    purpose = product,
    consent = usage,
    destinations("connected_instance"),
    origin = client
)]
pub struct BrowserExtensionEnabled {}

/// The extension was installed.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "BrowserExtensionInstalled",
    purpose = product,
    consent = usage,
    destinations("connected_instance"),
    origin = client,
    when = "On the first installation.",
    code = ["client/browser/src/browser-extension/scripts/backgroundPage.main.ts"]
)]
pub struct BrowserExtensionInstalled {}

/// An action was executed that an extension brought.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "action.id",
    title = "Action",
    purpose = product,
    consent = local,
    destinations("connected_instance", "event_logs"),
    origin = client,
    when = "After a click in the command palette or in the toolbar of the code view, such as one that opens an editor. On the wire the id itself is the name of the event.",
    code = ["client/shared/src/actions/ActionItem.tsx"],
    unsent = { arguments: { type: json, class: content, description: "The arguments that the action was called with, which can hold anything.", optional: true, grant: action_arguments, state: planned } }
)]
pub struct ActionId {
    /// The id of the action, from the manifest of its extension.
    #[telemetry(
        interaction,
        title = "Action ID",
        public = "sourcegraph-extension-registry",
        examples = ["git.blame.toggle", "linecounter.displayLineCountAction"],
        code = ["client/shared/src/actions/ActionItem.tsx"]
    )]
    pub action_id: Public<String>,
}

/// A site admin deleted users.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "admin.users/delete",
    purpose = product,
    consent = local,
    destinations("event_logs", gateway),
    origin = client,
    constant(name = "action", value = "delete", class = technical, description = "The name of what happened."),
    constant(name = "feature", value = "admin.users", class = technical, description = "The name of the feature.")
)]
pub struct AdminUsersDelete {
    /// The numbers of the deleted users in the database of the instance.
    #[telemetry(
        identifier,
        name = "userIDs",
        wire = "privateMetadata.userIDs",
        title = "User iDs",
        purpose = security,
        identifies = account,
        lifetime = "forever",
        made = "Counted up by the database of the instance.",
        reviews = ["https://sourcegraph.com/docs/admin/telemetry/private-metadata-allowlist"]
    )]
    pub user_i_ds: Vec<Id>,
}

/// The topic of a batch change was found.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "batchChangeAgent/categorization",
    purpose = product,
    consent = local,
    destinations("event_logs", gateway),
    origin = server,
    constant(name = "action", value = "categorization", class = technical, description = "The name of what happened."),
    constant(name = "feature", value = "batchChangeAgent", class = technical, description = "The name of the feature.")
)]
pub struct BatchChangeAgentCategorization {
    /// The topics of the change.
    #[telemetry(
        content,
        wire = "privateMetadata.topics",
        reviews = ["https://sourcegraph.com/docs/admin/telemetry/private-metadata-allowlist"]
    )]
    pub topics: String,
}

/// An action was executed; the V2 form of the events that are named after actions.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "blob.action/executed",
    purpose = product,
    consent = local,
    destinations("event_logs", gateway),
    origin = client,
    when = "Beside the older event. An action that declares a feature of its own is recorded under that feature.",
    code = ["client/shared/src/actions/ActionItem.tsx"],
    constant(name = "action", value = "executed", class = technical, description = "The name of what happened."),
    constant(name = "feature", value = "blob.action", class = technical, description = "The name of the feature.")
)]
pub struct BlobActionExecuted {
    /// The id of the action.
    #[telemetry(
        content,
        wire = "privateMetadata.action",
        destinations = ["event_logs"]
    )]
    pub action_text: String,
}

/// Hover information was shown; the V2 form of the event hover.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "blob/hover",
    purpose = product,
    consent = local,
    destinations("event_logs", gateway),
    origin = client,
    constant(name = "action", value = "hover", class = technical, description = "The name of what happened."),
    constant(name = "feature", value = "blob", class = technical, description = "The name of the feature.")
)]
pub struct BlobHover {}

/// A user chose what to mention in a chat.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "cody.at-mention/selected",
    purpose = product,
    consent = local,
    destinations("event_logs", gateway, "gateway_metadata"),
    origin = client,
    constant(name = "action", value = "selected", class = technical, description = "The name of what happened."),
    constant(name = "billing_category", value = "core", class = technical, wire = "billingMetadata.category", description = "How the event counts in billing."),
    constant(name = "billing_product", value = "cody", class = technical, wire = "billingMetadata.product", description = "The product that the event is billed to."),
    constant(name = "feature", value = "cody.at-mention", class = technical, description = "The name of the feature.")
)]
pub struct CodyAtMentionSelected {
    /// What kind of thing was mentioned. Codes are never given to another kind.
    #[telemetry(interaction, wire = "metadata.provider", encode)]
    pub provider: Option<Provider>,
    /// The id of the provider of the mentioned thing, which can be a URL.
    #[telemetry(
        content,
        wire = "privateMetadata.provider",
        destinations = ["event_logs"]
    )]
    pub provider_text: Option<String>,
    /// Where the mention was made.
    #[telemetry(technical, wire = "metadata.source", encode)]
    pub source: Source,
    /// Where the mention was made, in words.
    #[telemetry(
        technical,
        wire = "privateMetadata.source",
        destinations = ["event_logs"]
    )]
    pub source_text: SourceText,
    /// The fields of the group `cody`.
    #[telemetry(flatten)]
    pub cody: Cody,
}

/// A user asked Cody a question.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "cody.chat-question/submitted",
    purpose = product,
    consent = local,
    destinations("event_logs", gateway, "gateway_metadata"),
    origin = client,
    constant(name = "action", value = "submitted", class = technical, description = "The name of what happened."),
    constant(name = "feature", value = "cody.chat-question", class = technical, description = "The name of the feature.")
)]
pub struct CodyChatQuestionSubmitted {
    /// The agent that was asked.
    #[telemetry(
        content,
        name = "chatAgent",
        wire = "privateMetadata.chatAgent",
        reviews = ["https://sourcegraph.com/docs/admin/telemetry/private-metadata-allowlist"]
    )]
    pub chat_agent: Option<String>,
    /// The language model that was used.
    #[telemetry(
        content,
        name = "chatModel",
        wire = "privateMetadata.chatModel",
        reviews = ["https://sourcegraph.com/docs/admin/telemetry/private-metadata-allowlist"]
    )]
    pub chat_model: String,
    /// The fields of the group `cody`.
    #[telemetry(flatten)]
    pub cody: Cody,
}

/// A user had Cody write documentation.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "cody.command.doc/executed",
    purpose = product,
    consent = local,
    destinations("event_logs", gateway, "gateway_metadata"),
    origin = client,
    constant(name = "action", value = "executed", class = technical, description = "The name of what happened."),
    constant(name = "feature", value = "cody.command.doc", class = technical, description = "The name of the feature.")
)]
pub struct CodyCommandDocExecuted {
    /// The language model that was used.
    #[telemetry(
        content,
        wire = "privateMetadata.model",
        reviews = ["https://sourcegraph.com/docs/admin/telemetry/private-metadata-allowlist"]
    )]
    pub model: String,
    /// The fields of the group `cody`.
    #[telemetry(flatten)]
    pub cody: Cody,
}

/// A user had Cody edit code.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "cody.command.edit/executed",
    purpose = product,
    consent = local,
    destinations("event_logs", gateway, "gateway_metadata"),
    origin = client,
    constant(name = "action", value = "executed", class = technical, description = "The name of what happened."),
    constant(name = "feature", value = "cody.command.edit", class = technical, description = "The name of the feature.")
)]
pub struct CodyCommandEditExecuted {
    /// The language model that was used.
    #[telemetry(
        content,
        wire = "privateMetadata.model",
        reviews = ["https://sourcegraph.com/docs/admin/telemetry/private-metadata-allowlist"]
    )]
    pub model: String,
    /// The fields of the group `cody`.
    #[telemetry(flatten)]
    pub cody: Cody,
}

/// A user had Cody fix code.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "cody.command.fix/executed",
    purpose = product,
    consent = local,
    destinations("event_logs", gateway, "gateway_metadata"),
    origin = client,
    constant(name = "action", value = "executed", class = technical, description = "The name of what happened."),
    constant(name = "feature", value = "cody.command.fix", class = technical, description = "The name of the feature.")
)]
pub struct CodyCommandFixExecuted {
    /// The language model that was used.
    #[telemetry(
        content,
        wire = "privateMetadata.model",
        reviews = ["https://sourcegraph.com/docs/admin/telemetry/private-metadata-allowlist"]
    )]
    pub model: String,
    /// The fields of the group `cody`.
    #[telemetry(flatten)]
    pub cody: Cody,
}

/// A user had Cody write a test.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "cody.command.test/executed",
    purpose = product,
    consent = local,
    destinations("event_logs", gateway, "gateway_metadata"),
    origin = client,
    constant(name = "action", value = "executed", class = technical, description = "The name of what happened."),
    constant(name = "feature", value = "cody.command.test", class = technical, description = "The name of the feature.")
)]
pub struct CodyCommandTestExecuted {
    /// The language model that was used.
    #[telemetry(
        content,
        wire = "privateMetadata.model",
        reviews = ["https://sourcegraph.com/docs/admin/telemetry/private-metadata-allowlist"]
    )]
    pub model: String,
    /// The fields of the group `cody`.
    #[telemetry(flatten)]
    pub cody: Cody,
}

/// The commands of Cody were shown in a hover.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "cody.hoverCommands/visible",
    purpose = product,
    consent = local,
    destinations("event_logs", gateway, "gateway_metadata"),
    origin = client,
    constant(name = "action", value = "visible", class = technical, description = "The name of what happened."),
    constant(name = "feature", value = "cody.hoverCommands", class = technical, description = "The name of the feature.")
)]
pub struct CodyHoverCommandsVisible {
    /// The language of the code, by its identifier.
    #[telemetry(
        technical,
        name = "languageId",
        wire = "privateMetadata.languageId",
        public = "linguist-languages",
        reviews = ["https://sourcegraph.com/docs/admin/telemetry/private-metadata-allowlist"]
    )]
    pub language_id: Public<String>,
    /// The fields of the group `cody`.
    #[telemetry(flatten)]
    pub cody: Cody,
}

/// Code from a chat was applied to a file.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "cody.smart-apply.context/applied",
    purpose = product,
    consent = local,
    destinations("event_logs", gateway, "gateway_metadata"),
    origin = client,
    constant(name = "action", value = "applied", class = technical, description = "The name of what happened."),
    constant(name = "feature", value = "cody.smart-apply.context", class = technical, description = "The name of the feature.")
)]
pub struct CodySmartApplyContextApplied {
    /// The language model that was used.
    #[telemetry(
        content,
        wire = "privateMetadata.model",
        reviews = ["https://sourcegraph.com/docs/admin/telemetry/private-metadata-allowlist"]
    )]
    pub model: String,
    /// The fields of the group `cody`.
    #[telemetry(flatten)]
    pub cody: Cody,
}

/// The topic of a deep search was found.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "deepsearch/search.categorized",
    purpose = product,
    consent = local,
    destinations("event_logs", gateway),
    origin = server,
    constant(name = "action", value = "search.categorized", class = technical, description = "The name of what happened."),
    constant(name = "feature", value = "deepsearch", class = technical, description = "The name of the feature.")
)]
pub struct DeepsearchSearchCategorized {
    /// The topics of the search.
    #[telemetry(
        content,
        wire = "privateMetadata.topics",
        reviews = ["https://sourcegraph.com/docs/admin/telemetry/private-metadata-allowlist"]
    )]
    pub topics: String,
}

/// A deep search called one of its tools.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "deepsearch/search.toolcall",
    purpose = product,
    consent = local,
    destinations("event_logs", gateway),
    origin = server,
    constant(name = "action", value = "search.toolcall", class = technical, description = "The name of what happened."),
    constant(name = "feature", value = "deepsearch", class = technical, description = "The name of the feature.")
)]
pub struct DeepsearchSearchToolcall {
    /// The language model that was used.
    #[telemetry(
        content,
        wire = "privateMetadata.model",
        reviews = ["https://sourcegraph.com/docs/admin/telemetry/private-metadata-allowlist"]
    )]
    pub model: String,
    /// The id of the tool.
    #[telemetry(
        content,
        name = "toolId",
        wire = "privateMetadata.toolId",
        reviews = ["https://sourcegraph.com/docs/admin/telemetry/private-metadata-allowlist"]
    )]
    pub tool_id: String,
    /// The name of the tool.
    #[telemetry(
        content,
        name = "toolName",
        wire = "privateMetadata.toolName",
        reviews = ["https://sourcegraph.com/docs/admin/telemetry/private-metadata-allowlist"]
    )]
    pub tool_name: String,
}

/// The browser extension met an error.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "error",
    title = "Error logging (Sentry)",
    purpose = health,
    consent = error,
    grant = "error_reporting",
    destinations(sentry),
    origin = client,
    when = "Errors in background and content scripts, if `Allow Error Reporting` is on; errors of the options page too, which the document does not have. Errors whose stack shows no script of the extension are left out.",
    code = ["client/browser/src/shared/sentry/index.ts"]
)]
pub struct Error {
    /// The kind of code host on whose page the script ran.
    #[telemetry(content, kind = tag)]
    pub code_host: Option<String>,
    /// The version of the extension.
    #[telemetry(technical, kind = tag)]
    pub extension_version: Version,
    /// What the error says.
    #[telemetry(diagnostic)]
    pub message: ErrorText,
    /// The script that met the error.
    #[telemetry(technical, kind = tag)]
    pub script: Script,
    /// The stack trace, which can hold values of variables.
    #[telemetry(content)]
    pub stack: StackTrace,
    /// Whether the extension is connected to Sourcegraph.com.
    #[telemetry(technical, kind = tag)]
    pub using_dot_com: bool,
}

/// A program called the external API.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "externalApi/request",
    purpose = product,
    consent = local,
    destinations("event_logs", gateway),
    origin = server,
    constant(name = "action", value = "request", class = technical, description = "The name of what happened."),
    constant(name = "feature", value = "externalApi", class = technical, description = "The name of the feature.")
)]
pub struct ExternalApiRequest {
    /// The procedure that was called.
    #[telemetry(
        technical,
        wire = "privateMetadata.procedure",
        public = "sourcegraph-api-procedures",
        examples = ["/sourcegraph.users.v1.UsersService/GetUser"],
        reviews = ["https://sourcegraph.com/docs/admin/telemetry/private-metadata-allowlist"]
    )]
    pub procedure: Public<String>,
}

/// The button Find implementations was pressed.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "findImplementations",
    purpose = product,
    consent = local,
    destinations("connected_instance", "event_logs"),
    origin = client,
    code = ["client/shared/src/actions/ActionItem.tsx"]
)]
pub struct FindImplementations {}

/// The built-in action Find references was executed.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "findReferences",
    purpose = product,
    consent = local,
    destinations("connected_instance", "event_logs"),
    origin = client,
    when = "The browser extension sends the older user event CODEINTELINTEGRATIONREFS beside it.",
    code = ["client/shared/src/actions/ActionItem.tsx"],
    twin(name = "CODEINTELINTEGRATIONREFS", description = "The older mutation logUserEvent of the same instance; it carries the anonymous id of the common set.", destinations("connected_instance"), carries = [])
)]
pub struct FindReferences {}

/// The built-in action Go to definition was executed.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "goToDefinition",
    purpose = product,
    consent = local,
    destinations("connected_instance", "event_logs"),
    origin = client,
    code = ["client/shared/src/actions/ActionItem.tsx"]
)]
pub struct GoToDefinition {}

/// The built-in action Go to definition was executed, and the definition was already known.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "goToDefinition.preloaded",
    purpose = product,
    consent = local,
    destinations("connected_instance", "event_logs"),
    origin = client,
    code = ["client/shared/src/actions/ActionItem.tsx"]
)]
pub struct GoToDefinitionPreloaded {}

/// Hover information was shown.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "hover",
    purpose = product,
    consent = local,
    destinations("connected_instance", "event_logs"),
    origin = client,
    when = "If there was something to show and it was no error; once for each place. The browser extension sends the older user event CODEINTELINTEGRATION beside it, and beside the two goToDefinition events.",
    twin(name = "CODEINTELINTEGRATION", description = "The older mutation logUserEvent of the same instance; it carries the anonymous id of the common set.", destinations("connected_instance"), carries = [])
)]
pub struct Hover {}

/// A user opened the Sourcegraph item that the extension adds to the search box of GitHub.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "link.global-search",
    title = "UTM marker `utm_source={platform-name}&utm_campaign=global-search`",
    purpose = business,
    consent = usage,
    destinations(link),
    origin = client,
    when = "With the link `/search?utm_source={platform-name}&utm_campaign=global-search`.",
    constant(name = "utm_campaign", value = "global-search", class = technical, description = "The place of the link.")
)]
pub struct LinkGlobalSearch {
    /// The platform name.
    #[telemetry(
        technical,
        code = ["client/browser/src/shared/util/context.tsx:40@1b0b2d606ca7d0c4a0f52644d99bd8e77cc9d958"]
    )]
    pub utm_source: UtmSource,
}

/// A user followed a link from hover information.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "link.hover",
    title = "UTM marker `?utm_source={platform-name}&utm_campaign=hover`",
    purpose = business,
    consent = usage,
    destinations(link),
    origin = client,
    when = "The document does not have it.",
    constant(name = "utm_campaign", value = "hover", class = technical, description = "The place of the link.")
)]
pub struct LinkHover {
    /// The platform name.
    #[telemetry(
        technical,
        code = ["client/browser/src/shared/util/context.tsx:40@1b0b2d606ca7d0c4a0f52644d99bd8e77cc9d958"]
    )]
    pub utm_source: UtmSource,
}

/// A user searched through the omnibox of the browser, with the keyword `src`.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "link.omnibox",
    title = "UTM marker `utm_source=omnibox`",
    purpose = business,
    consent = usage,
    destinations(link),
    origin = client,
    when = "In Chrome and Firefox. The document has `utm_source=omnibox`; the code sends `/search?utm_source={platform-name}&utm_campaign=omnibox`.",
    constant(name = "utm_campaign", value = "omnibox", class = technical, description = "The place of the link.")
)]
pub struct LinkOmnibox {
    /// The platform name.
    #[telemetry(
        technical,
        code = ["client/browser/src/shared/util/context.tsx:40@1b0b2d606ca7d0c4a0f52644d99bd8e77cc9d958"]
    )]
    pub utm_source: UtmSource,
}

/// A user pressed the button that signs in to a self-hosted instance.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "link.sign-in",
    title = "UTM marker `/sign-in?close=true&utm_source={platform-name}`",
    purpose = business,
    consent = usage,
    destinations(link),
    origin = client,
    when = "When connected to a self-hosted instance, in place of the button View on Sourcegraph."
)]
pub struct LinkSignIn {
    /// The platform name.
    #[telemetry(
        technical,
        code = ["client/browser/src/shared/util/context.tsx:40@1b0b2d606ca7d0c4a0f52644d99bd8e77cc9d958"]
    )]
    pub utm_source: UtmSource,
}

/// The extension was removed, and the browser opened the page for that.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "link.uninstall",
    title = "UTM marker `utm_campaign=browser-extension-uninstall`",
    purpose = business,
    consent = usage,
    destinations(link),
    origin = client,
    when = "With the link `?utm_source={platform-name}&utm_campaign=browser-extension-uninstall&utm_content={extension-version}`. The document does not have it.",
    constant(name = "utm_campaign", value = "browser-extension-uninstall", class = technical, description = "The place of the link.")
)]
pub struct LinkUninstall {
    /// The version of the extension.
    #[telemetry(technical)]
    pub utm_content: Version,
    /// The platform name.
    #[telemetry(
        technical,
        code = ["client/browser/src/shared/util/context.tsx:40@1b0b2d606ca7d0c4a0f52644d99bd8e77cc9d958"]
    )]
    pub utm_source: UtmSource,
}

/// A user pressed the button View Diff In Sourcegraph.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "link.view-diff",
    title = "UTM marker `?utm_source={platform-name}`: View Diff In Sourcegraph",
    purpose = business,
    consent = usage,
    destinations(link),
    origin = client,
    when = "The button stands in the toolbar of the file editor. The markers of these three buttons are the same."
)]
pub struct LinkViewDiff {
    /// The platform name.
    #[telemetry(
        technical,
        code = ["client/browser/src/shared/util/context.tsx:40@1b0b2d606ca7d0c4a0f52644d99bd8e77cc9d958"]
    )]
    pub utm_source: UtmSource,
}

/// A user pressed the button View File In Sourcegraph.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "link.view-file",
    title = "UTM marker `?utm_source={platform-name}`: View File In Sourcegraph",
    purpose = business,
    consent = usage,
    destinations(link),
    origin = client,
    when = "The button stands in the toolbar of the file editor. The markers of these three buttons are the same."
)]
pub struct LinkViewFile {
    /// The platform name.
    #[telemetry(
        technical,
        code = ["client/browser/src/shared/util/context.tsx:40@1b0b2d606ca7d0c4a0f52644d99bd8e77cc9d958"]
    )]
    pub utm_source: UtmSource,
}

/// A user pressed the button View Repo In Sourcegraph.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "link.view-repo",
    title = "UTM marker `?utm_source={platform-name}`: View Repo In Sourcegraph",
    purpose = business,
    consent = usage,
    destinations(link),
    origin = client,
    when = "The button stands at the top of the page. The markers of these three buttons are the same."
)]
pub struct LinkViewRepo {
    /// The platform name.
    #[telemetry(
        technical,
        code = ["client/browser/src/shared/util/context.tsx:40@1b0b2d606ca7d0c4a0f52644d99bd8e77cc9d958"]
    )]
    pub utm_source: UtmSource,
}

/// Something that is metered was used.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "metering/consume",
    purpose = business,
    consent = local,
    destinations("event_logs", gateway),
    origin = server,
    constant(name = "action", value = "consume", class = technical, description = "The name of what happened."),
    constant(name = "feature", value = "metering", class = technical, description = "The name of the feature.")
)]
pub struct MeteringConsume {
    /// The id of the metered use.
    #[telemetry(
        identifier,
        name = "meteringEventId",
        wire = "privateMetadata.meteringEventId",
        purpose = business,
        identifies = event,
        lifetime = "forever",
        made = "By the metering service.",
        reviews = ["https://sourcegraph.com/docs/admin/telemetry/private-metadata-allowlist"]
    )]
    pub metering_event_id: Id,
}

/// A user ran a search.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "search/execute",
    purpose = product,
    consent = local,
    destinations("event_logs", gateway),
    origin = client,
    constant(name = "action", value = "execute", class = technical, description = "The name of what happened."),
    constant(name = "feature", value = "search", class = technical, description = "The name of the feature.")
)]
pub struct SearchExecute {
    /// The language that the search asked for.
    #[telemetry(
        technical,
        wire = "privateMetadata.lang",
        public = "linguist-languages",
        reviews = ["https://sourcegraph.com/docs/admin/telemetry/private-metadata-allowlist"]
    )]
    pub lang: Public<String>,
}

/// A user answered the survey.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "survey.happiness/submitted",
    purpose = product,
    consent = local,
    destinations("event_logs", gateway),
    origin = client,
    constant(name = "action", value = "submitted", class = technical, description = "The name of what happened."),
    constant(name = "feature", value = "survey.happiness", class = technical, description = "The name of the feature.")
)]
pub struct SurveyHappinessSubmitted {
    /// The answer in the user's own words.
    #[telemetry(
        content,
        wire = "privateMetadata.feedback",
        grant = "feedback_agreement",
        reviews = ["https://sourcegraph.com/docs/admin/telemetry/private-metadata-allowlist"]
    )]
    pub feedback: Option<String>,
}

/// Sent twice, in `argument` for the instance and in `publicArgument` for what the instance may
/// export.
#[derive(Fields)]
#[telemetry(catalog = CATALOG)]
pub struct ClientArgument {
    /// The browser or code host that the extension runs in.
    #[telemetry(
        technical,
        aliases = [{ name: platform, note: "The document's name for it." }],
        code = ["client/browser/src/shared/util/context.tsx:40@1b0b2d606ca7d0c4a0f52644d99bd8e77cc9d958"]
    )]
    pub platform: UtmSource,
    /// The version of the extension; the text `NO_VERSION` in a native integration.
    #[telemetry(technical, none = "NO_VERSION")]
    pub version: Version,
}

/// Rides on all events of Cody.
#[derive(Fields)]
#[telemetry(catalog = CATALOG)]
pub struct Cody {
    /// The plan of the user.
    #[telemetry(interaction, wire = "metadata.tier", encode)]
    pub tier: Tier,
}

/// Rides on all events of the browser extension.
#[derive(Fields)]
#[telemetry(
    catalog = CATALOG,
    common = "browser_extension",
    destinations = ["connected_instance"],
    constant(name = "source", value = "CODEHOSTINTEGRATION", class = technical, description = "Says that the event comes from the integration of a code host.", supply = constant, code = ["client/browser/src/shared/backend/userEvents.tsx:61@20485d987db4dcb69f5e9618cae8c9b7c8b25c76"])
)]
pub struct BrowserExtensionCommon {
    /// The page through which the user first came to Sourcegraph; the document does not have it.
    #[telemetry(
        content,
        name = "firstSourceURL",
        title = "First source uRL",
        supply = "last-known",
        when = "If the instance has set the cookie `sourcegraphSourceUrl`.",
        code = ["client/browser/src/shared/tracking/eventLogger.tsx:130@17ec31770fc2da718f6d24ceb54ee8909ee8f4d2", "client/browser/src/shared/tracking/eventLogger.tsx:141@17ec31770fc2da718f6d24ceb54ee8909ee8f4d2"]
    )]
    pub first_source_url: Option<Url>,
    /// The URL of the Sourcegraph instance that the extension is connected to.
    #[telemetry(
        content,
        supply = constant,
        aliases = [{ name: sourcegraphURL, note: "The document's name for it." }],
        code = ["client/browser/src/shared/tracking/eventLogger.tsx:140@17ec31770fc2da718f6d24ceb54ee8909ee8f4d2"]
    )]
    pub url: Url,
    /// A generated id of the user.
    #[telemetry(
        identifier,
        name = "userCookieID",
        title = "User cookie iD",
        identifies = account,
        lifetime = "forever",
        made = "A random UUID under the key `sourcegraphAnonymousUid`, in the browser's synchronized storage; in the local storage of the page in a native integration.",
        supply = constant,
        aliases = [{ name: anonymizedUserId, note: "The document's name for it." }],
        code = ["client/browser/src/shared/tracking/eventLogger.tsx:92@17ec31770fc2da718f6d24ceb54ee8909ee8f4d2", "client/browser/src/shared/tracking/eventLogger.tsx:139@17ec31770fc2da718f6d24ceb54ee8909ee8f4d2"]
    )]
    pub user_cookie_id: Uuid,
    /// The fields of the group `client_argument`.
    #[telemetry(flatten(prefix = "argument."))]
    pub argument_client_argument: ClientArgument,
    /// The fields of the group `client_argument`.
    #[telemetry(flatten(prefix = "publicArgument."))]
    pub public_argument_client_argument: ClientArgument,
}

/// Who exports: exactly one of a licensed instance, an unlicensed instance, a managed service and a
/// workspace. Once for each batch, in the metadata of the request.
#[derive(Fields)]
#[telemetry(
    catalog = CATALOG,
    common = "v2_identifier",
    destinations = ["gateway"]
)]
pub struct V2IdentifierCommon {
    /// The URL of the instance or workspace, from its configuration.
    #[telemetry(
        class("organisation", rank = 52, treat_as = content),
        wire = "identifier.external_url",
        source = server
    )]
    pub external_url: Option<Url>,
    /// The id that the instance gives itself, licensed or not.
    #[telemetry(
        identifier,
        wire = "identifier.instance_id",
        source = server,
        identifies = install,
        lifetime = "install",
        made = "By the instance, when it is set up."
    )]
    pub instance_id: Option<Uuid>,
    /// The licence key of a licensed instance.
    #[telemetry(
        class("organisation", rank = 52, treat_as = content),
        wire = "identifier.license_key",
        source = server
    )]
    pub license_key: Option<String>,
    /// The environment of a managed service.
    #[telemetry(
        class("organisation", rank = 52, treat_as = content),
        wire = "identifier.service_environment",
        source = server,
        examples = ["prod", "dev"]
    )]
    pub service_environment: Option<String>,
    /// The name of a managed service.
    #[telemetry(
        class("organisation", rank = 52, treat_as = content),
        wire = "identifier.service_id",
        source = server
    )]
    pub service_id: Option<String>,
    /// The id of a workspace within a host of several.
    #[telemetry(
        class("organisation", rank = 52, treat_as = content),
        wire = "identifier.workspace_id",
        source = server
    )]
    pub workspace_id: Option<String>,
}

/// The interaction that the event belongs to, by ids that clients and servers choose.
#[derive(Fields)]
#[telemetry(
    catalog = CATALOG,
    common = "v2_interaction",
    destinations = ["gateway"]
)]
pub struct V2InteractionCommon {
    /// The country of the client, as ISO 3166-1 writes it.
    #[telemetry(
        class("country", rank = 55, treat_as = content),
        wire = "interaction.geolocation.country_code",
        min_length = 2,
        max_length = 3,
        source = enrichment,
        when = "Usually inferred from the client's IP address, which is not collected.",
        examples = ["DE", "US"]
    )]
    pub country_code: Option<String>,
    /// The id that the client gave the interaction.
    #[telemetry(
        identifier,
        wire = "interaction.interaction_id",
        source = client,
        identifies = event,
        lifetime = "session",
        made = "By the client (`interactionID`)."
    )]
    pub interaction_id: Option<Id>,
    /// The session, from the cookie `sourcegraphSessionId`.
    #[telemetry(
        identifier,
        wire = "interaction.session_id",
        source = server,
        identifies = session,
        lifetime = "session",
        made = "By the web app."
    )]
    pub interaction_session_id: Option<Id>,
    /// The interaction that this one belongs to.
    #[telemetry(
        identifier,
        wire = "interaction.parent_interaction_id",
        source = client,
        identifies = event,
        lifetime = "session",
        made = "By the client."
    )]
    pub parent_interaction_id: Option<Id>,
    /// The first interaction of the chain.
    #[telemetry(
        identifier,
        wire = "interaction.root_interaction_id",
        source = client,
        identifies = event,
        lifetime = "session",
        made = "By the client."
    )]
    pub root_interaction_id: Option<Id>,
    /// The OpenTelemetry trace of the interaction.
    #[telemetry(
        identifier,
        wire = "interaction.trace_id",
        source = server,
        identifies = event,
        lifetime = "event",
        made = "At random, by the tracer."
    )]
    pub trace_id: Option<Id>,
}

/// Where the visitor came from (marketing_tracking). The markers of links end up here.
#[derive(Fields)]
#[telemetry(
    catalog = CATALOG,
    common = "v2_marketing",
    destinations = ["gateway"],
    condition = { dotcom: "true" },
    unsent = { marketing_device_session_id: { type: id, class: identifier, description: "The session of the device, in the first form of the message.", purpose: [marketing], source: client, wire: "marketing_tracking.device_session_id", identifies: session, lifetime: session, made: "By the web app.", state: removed } }
)]
pub struct V2MarketingCommon {
    /// The group of an A/B test that the user is in.
    #[telemetry(
        content,
        wire = "marketing_tracking.cohort_id",
        purpose = marketing,
        source = client
    )]
    pub marketing_cohort_id: Option<String>,
    /// The first page that the user saw in the session.
    #[telemetry(
        content,
        wire = "marketing_tracking.first_page_seen_url",
        purpose = marketing,
        source = client
    )]
    pub marketing_first_page_seen_url: Option<Url>,
    /// The page that the user saw last in the session.
    #[telemetry(
        content,
        wire = "marketing_tracking.last_page_seen_url",
        purpose = marketing,
        source = client
    )]
    pub marketing_last_page_seen_url: Option<Url>,
    /// The latest referring page of the session.
    #[telemetry(
        content,
        wire = "marketing_tracking.most_recent_referrer_url",
        purpose = marketing,
        source = client
    )]
    pub marketing_most_recent_referrer_url: Option<Url>,
    /// The page that led the user to Sourcegraph.
    #[telemetry(
        content,
        wire = "marketing_tracking.referrer",
        purpose = marketing,
        source = client
    )]
    pub marketing_referrer: Option<Url>,
    /// The page that the event occurred on.
    #[telemetry(
        content,
        wire = "marketing_tracking.url",
        purpose = marketing,
        source = client
    )]
    pub marketing_url: Option<Url>,
    /// The UTM campaign of the session.
    #[telemetry(
        content,
        wire = "marketing_tracking.utm_campaign",
        purpose = marketing,
        source = client
    )]
    pub marketing_utm_campaign: Option<String>,
    /// The UTM content of the session.
    #[telemetry(
        content,
        wire = "marketing_tracking.utm_content",
        purpose = marketing,
        source = client
    )]
    pub marketing_utm_content: Option<String>,
    /// The UTM medium of the session.
    #[telemetry(
        content,
        wire = "marketing_tracking.utm_medium",
        purpose = marketing,
        source = client
    )]
    pub marketing_utm_medium: Option<String>,
    /// The UTM source of the session.
    #[telemetry(
        content,
        wire = "marketing_tracking.utm_source",
        purpose = marketing,
        source = client
    )]
    pub marketing_utm_source: Option<String>,
    /// The UTM term of the session.
    #[telemetry(
        content,
        wire = "marketing_tracking.utm_term",
        purpose = marketing,
        source = client
    )]
    pub marketing_utm_term: Option<String>,
}

/// Who recorded and who exported the event.
#[derive(Fields)]
#[telemetry(catalog = CATALOG, common = "v2_source", destinations = ["gateway"])]
pub struct V2SourceCommon {
    /// The client that recorded the event.
    #[telemetry(
        content,
        wire = "source.client.name",
        source = client,
        examples = ["VSCode.Cody", "chrome.browserExtension"]
    )]
    pub client_name: Option<String>,
    /// The version of the client.
    #[telemetry(technical, wire = "source.client.version", source = client)]
    pub client_version: Option<Version>,
    /// The version of the shape of the event's parameters, 0 at first.
    #[telemetry(technical, wire = "parameters.version", min = 0, source = client)]
    pub parameters_version: i64,
    /// The feature that the API client of such a request names.
    #[telemetry(
        content,
        wire = "source.server.request_client.api_client_feature",
        source = server
    )]
    pub request_api_client_feature: Option<String>,
    /// The name that the API client of such a request gives itself.
    #[telemetry(
        content,
        wire = "source.server.request_client.api_client_name",
        source = server
    )]
    pub request_api_client_name: Option<String>,
    /// The version that the API client of such a request gives itself.
    #[telemetry(
        content,
        wire = "source.server.request_client.api_client_version",
        source = server
    )]
    pub request_api_client_version: Option<String>,
    /// The header `X-Requested-With` of such a request.
    #[telemetry(
        content,
        wire = "source.server.request_client.requested_with",
        source = server
    )]
    pub request_requested_with: Option<String>,
    /// The user agent of the request that led to an event of the server.
    #[telemetry(
        content,
        wire = "source.server.request_client.user_agent",
        source = server
    )]
    pub request_user_agent: Option<String>,
    /// The version of the instance.
    #[telemetry(technical, wire = "source.server.version", source = server)]
    pub server_version: Version,
}

/// Whose event it is, filled in by the server; clients do not send it.
#[derive(Fields)]
#[telemetry(catalog = CATALOG, common = "v2_user", destinations = ["gateway"])]
pub struct V2UserCommon {
    /// A random id of the actor, kept by the client, also after signing in.
    #[telemetry(
        identifier,
        wire = "user.anonymous_user_id",
        source = server,
        identifies = install,
        lifetime = "install",
        made = "At random, by the client."
    )]
    pub anonymous_user_id: Option<Id>,
    /// The feature flags as they were evaluated for the event.
    #[telemetry(content, wire = "feature_flags.flags", source = server)]
    pub feature_flags: Option<BTreeMap<String, String>>,
    /// The Sourcegraph account of the user.
    #[telemetry(
        identifier,
        wire = "user.sams_external_id",
        source = server,
        identifies = account,
        lifetime = "forever",
        made = "By the account management of Sourcegraph.",
        when = "Only in services that sign in with such accounts.",
        aliases = [sams_user_id]
    )]
    pub sams_external_id: Option<Uuid>,
    /// The number of the signed-in user in the database of the instance; it means nothing
    /// elsewhere.
    #[telemetry(
        identifier,
        wire = "user.user_id",
        source = server,
        identifies = account,
        lifetime = "forever",
        made = "Counted up by the database of the instance."
    )]
    pub user_id: Option<i64>,
}

/// What kind of thing was mentioned. Codes are never given to another kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum Provider {
    /// Anything else; `__fallback__` in the code.
    #[telemetry(code = 0, fallback)]
    Other,
    /// A file.
    #[telemetry(code = 1)]
    File,
    /// A symbol.
    #[telemetry(code = 2)]
    Symbol,
    /// A repository on the instance.
    #[telemetry(name = "remote-repository", code = 3)]
    RemoteRepository,
    /// A file on the instance.
    #[telemetry(name = "remote-file", code = 4)]
    RemoteFile,
    /// A folder on the instance.
    #[telemetry(name = "remote-directory", code = 5)]
    RemoteDirectory,
    /// A web page.
    #[telemetry(code = 6)]
    Web,
    /// Anything from one of the 13 published OpenCtx providers.
    #[telemetry(code = 7)]
    Openctx,
}

/// Where the mention was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum Source {
    /// In the chat.
    #[telemetry(code = 1)]
    Chat,
}

/// Where the mention was made, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum SourceText {
    /// In the chat.
    Chat,
}

/// The script that met the error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum Script {
    /// The background page.
    Background,
    /// A script within a page of a code host.
    Content,
    /// The options page.
    Options,
}

/// The values of `utm_source`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum UtmSource {
    /// The native integration of Bitbucket.
    #[telemetry(name = "bitbucket-integration")]
    BitbucketIntegration,
    /// The extension in Chrome, and in browsers built on it.
    #[telemetry(name = "chrome-extension")]
    ChromeExtension,
    /// The extension in Firefox.
    #[telemetry(name = "firefox-extension")]
    FirefoxExtension,
    /// The native integration of GitLab.
    #[telemetry(name = "gitlab-integration")]
    GitlabIntegration,
    /// The native integration of Phabricator.
    #[telemetry(name = "phabricator-integration")]
    PhabricatorIntegration,
    /// The extension in Safari.
    #[telemetry(name = "safari-extension")]
    SafariExtension,
}

/// The plan of the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum Tier {
    /// The free plan.
    #[telemetry(name = "Free", code = 0)]
    Free,
    /// The plan for single users.
    #[telemetry(name = "Pro", code = 1)]
    Pro,
    /// The plan of an organisation.
    #[telemetry(name = "Enterprise", code = 2)]
    Enterprise,
    /// Nobody is signed in.
    #[telemetry(name = "NotAuthenticated", code = 3)]
    NotAuthenticated,
}
