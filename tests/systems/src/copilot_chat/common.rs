//! What rides on every event of Copilot Chat, and what comes with a token.

use crate::copilot_chat::REPOSITORY;
use crate::copilot_chat::events::{
    ClientCommon, CommonRemotename, ConfigurationCommon, CopilotBuildType, EditorCommon, ExperimentsCommon,
    InternalCommon, MicrosoftCommon, MicrosoftReporterCommon, RepositoryCommon, RequiredCommon,
};
use telemetry_core::runtime::Builder;
use telemetry_core::{Family, Id, Json, Public, Url, Username, Uuid, Version};

/// The id of the machine, as VS Code gives it.
const MACHINE: &str = "machine-4711";
/// The id of the window.
const SESSION: &str = "session-1";

/// Gives everything that is known when the extension starts.
pub(super) fn known(builder: Builder) -> Builder {
    builder
        .common(&experiments())
        .common(&reporter())
        .common(&configuration())
        .common(&editor())
        .common(&required())
        .common(&client())
        .common(&repository())
}

/// What Microsoft gets of a plan.
pub(super) struct MicrosoftPlan;

impl MicrosoftPlan {
    pub(super) fn of(plan: &str, tracking: &str) -> MicrosoftCommon {
        MicrosoftCommon { common_sku: public(plan), common_tid: Id::new(tracking) }
    }
}

/// What is said of Microsoft's own staff, to Microsoft alone.
pub(super) fn staff(user: &str) -> InternalCommon {
    InternalCommon {
        common_is_vscode_team_member: true,
        common_tid: Some(Id::new("tracking-1")),
        common_user_name: Username::new(user),
    }
}

fn public(text: &str) -> Public<String> {
    Public::new(text.to_owned())
}

fn version(text: &str) -> Version {
    Version::parse(text).expect("the story has versions")
}

fn experiments() -> ExperimentsCommon {
    ExperimentsCommon { abexp_assignmentcontext: Some(public("treatment-a;treatment-b")) }
}

fn reporter() -> MicrosoftReporterCommon {
    MicrosoftReporterCommon {
        common_extname: public("GitHub.copilot-chat"),
        common_extversion: version("0.42.0"),
        common_isnewappinstall: false,
        common_node_arch: public("x64"),
        common_os: public("linux"),
        common_platformversion: version("6.8.0"),
        common_product: public("desktop"),
        common_remotename: CommonRemotename::None,
        common_telemetryclientversion: version("1.5.4"),
        common_uikind: public("desktop"),
        common_vscodecommithash: public("04233eb2"),
        common_vscodemachineid: Id::new(MACHINE),
        common_vscodesessionid: Id::new(SESSION),
        common_vscodeversion: version("1.113.0"),
    }
}

fn configuration() -> ConfigurationCommon {
    let setting = |value: &str| Json::parse(value).expect("settings are JSON");
    ConfigurationCommon {
        copilot_build: public("1"),
        copilot_build_type: CopilotBuildType::Prod,
        copilot_tracking_id: None,
        enterprise_list: None,
        github_copilot_setting: Family::from_iter([("chat.localeOverride", setting("\"en\""))]),
        organizations_list: None,
    }
}

fn editor() -> EditorCommon {
    EditorCommon {
        client_machineid: Id::new(MACHINE),
        client_sessionid: Id::new(SESSION),
        copilot_version: public("copilot/0.42.0"),
        editor_plugin_version: public("copilot-chat/0.42.0"),
        editor_version: public("vscode/1.113.0"),
    }
}

fn required() -> RequiredCommon {
    RequiredCommon {
        common_extname: public("copilot-chat"),
        common_extversion: version("0.42.0"),
        common_vscodeversion: public("vscode/1.113.0"),
    }
}

fn client() -> ClientCommon {
    ClientCommon {
        ai_session_id: Id::new(SESSION),
        ai_user_id: Some(Id::new("tracking-1")),
        client_deviceid: Uuid::from_u128(1),
        common_arch: public("x64"),
        common_cpu: public("some processor"),
        common_os: public("linux"),
        common_platformversion: public("6.8.0-generic"),
        common_remotename: public("none"),
        common_uikind: public("desktop"),
        common_vscodemachineid: Id::new(MACHINE),
        common_vscodesessionid: Id::new(SESSION),
    }
}

fn repository() -> RepositoryCommon {
    RepositoryCommon {
        git_repo_host: Some("github.example.org".to_owned()),
        git_repo_name: Some("rockets".to_owned()),
        git_repo_owner: Some("acme".to_owned()),
        git_repo_path: Some("acme/rockets".into()),
        git_repo_url: Some(Url::new(format!("https://{REPOSITORY}"))),
    }
}
