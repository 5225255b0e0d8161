//! What the catalogs of `rust_cases` and `catalog/examples` are rendered to.
//!
//! The modules are compiled as a user's would be, under the lints of the workspace: every type and field has its
//! documentation, nothing warns.

macro_rules! generated {
    ($($module:ident, $path:literal;)*) => { $(
        // The prose of a catalog is not held to clippy's taste in Markdown.
        #[allow(clippy::pedantic)]
        #[rustfmt::skip]
        #[path = $path]
        pub mod $module;
    )* };
}

generated! {
    continue_, "../rust_cases/continue/expected.rs";
    copilot_chat, "../rust_cases/copilot-chat/expected.rs";
    everything, "../rust_cases/everything/expected.rs";
    names, "../rust_cases/names/expected.rs";
    oso, "../rust_cases/oso/expected.rs";
    sourcegraph, "../rust_cases/sourcegraph/expected.rs";
}
