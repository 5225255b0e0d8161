//! What the catalogs of `rust_cases` and `catalog/examples` are rendered to.
//!
//! The modules are compiled as a user's would be, under the lints of the workspace: every type and field has its
//! documentation, nothing warns. One that stops compiling keeps the tests from being built: then renew it with
//! `telemetry generate rust catalog/examples/NAME --out tests/goldens/NAME`, and look at what changed.

macro_rules! generated {
    ($($module:ident, $path:literal;)*) => { $(
        // What a catalog says, its prose, its numbers and how many booleans it has, is not held to clippy's taste.
        #[allow(clippy::doc_markdown, clippy::struct_excessive_bools, clippy::unreadable_literal)]
        #[rustfmt::skip]
        #[path = $path]
        pub mod $module;
    )* };
}

generated! {
    continue_, "../goldens/continue/rust/continue_.rs";
    copilot_chat, "../goldens/copilot-chat/rust/copilot_chat.rs";
    everything, "../rust_cases/everything/expected.rs";
    names, "../rust_cases/names/expected.rs";
    oso, "../goldens/oso/rust/oso_vscode.rs";
    sourcegraph, "../goldens/sourcegraph/rust/sourcegraph.rs";
}
