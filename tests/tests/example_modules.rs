//! The Rust modules of the example catalogs compile as they are generated: the derive and the types of the run-time
//! crate accept what the check accepts. A module that does not compile keeps this test from being built; run
//! `BLESS=1 cargo test -p whole-line-tests --test examples` to renew it.

#![expect(dead_code, unreachable_pub, reason = "a program would use the modules, and name them in public")]
#![allow(clippy::all, clippy::pedantic, reason = "names and shapes are those of the catalogs")]

// The modules are printed in the default style, not in that of this repository.
#[rustfmt::skip]
#[path = "../goldens/continue/rust/continue_.rs"]
mod continue_;
#[rustfmt::skip]
#[path = "../goldens/copilot-chat/rust/copilot_chat.rs"]
mod copilot_chat;
#[rustfmt::skip]
#[path = "../goldens/oso/rust/oso_vscode.rs"]
mod oso_vscode;
#[rustfmt::skip]
#[path = "../goldens/sourcegraph/rust/sourcegraph.rs"]
mod sourcegraph;

use telemetry_core::Event;

#[test]
fn events_of_the_modules_keep_their_names() {
    let names = [
        continue_::UniversalPromptQuery::DESCRIPTOR.name,
        copilot_chat::PanelActionFollowup::DESCRIPTOR.name,
        oso_vscode::DiagnosticLoad::DESCRIPTOR.name,
        sourcegraph::ActionId::DESCRIPTOR.name,
    ];
    assert_eq!(names, ["UniversalPromptQuery", "panel.action.followup", "diagnostic_load", "action.id"]);
}
