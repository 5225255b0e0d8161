//! One load of a policy, as far as it counts.

use crate::oso::events::{DiagnosticLoad, LoadResults, LspStats, PolicyStats, ResourceBlockStats};
use std::collections::BTreeMap;
use telemetry_core::Family;
use telemetry_core::runtime::flow::Weigh;

/// One load of a policy.
#[derive(Clone, Debug)]
pub(super) struct Load {
    /// How many rules it has.
    pub(super) rules: u64,
    /// The codes of its errors.
    pub(super) errors: &'static [&'static str],
    /// The extension of the file that caused it.
    pub(super) extension: &'static str,
    /// The workspace folder.
    pub(super) folder: String,
}

impl Weigh for Load {
    fn bytes(&self) -> usize {
        size_of::<Self>() + self.folder.len()
    }
}

impl Load {
    /// Returns the event that is recorded of it.
    pub(super) fn event(&self) -> DiagnosticLoad {
        DiagnosticLoad {
            lsp_stats: self.lsp_stats(),
            resource_block_stats: self.resource_block_stats(),
            load_results: self.results(),
            policy_stats: PolicyStats {
                inline_queries: 0,
                longhand_rules: self.rules,
                polar_chars: self.rules * 40,
                polar_files: 1,
                rule_types: 0,
                total_rules: self.rules,
            },
        }
    }

    fn lsp_stats(&self) -> LspStats {
        let methods = ["textDocument/didOpen", "workspace/didChangeWatchedFiles", "workspace/didDeleteFiles"];
        let others = methods.map(|method| (method, 0));
        LspStats {
            lsp_file_extensions: [self.extension.to_owned()].into(),
            lsp_method_lsp_method_count: others.into_iter().chain([("textDocument/didChange", 1)]).collect(),
        }
    }

    fn resource_block_stats(&self) -> ResourceBlockStats {
        ResourceBlockStats {
            actors: 1,
            cross_resource_shorthand_rules: 0,
            declarations: 2,
            permissions: 1,
            relations: 0,
            resource_blocks: 1,
            resources: 0,
            roles: 1,
            shorthand_rules: self.rules / 2,
        }
    }

    fn results(&self) -> LoadResults {
        let mut codes: BTreeMap<String, u64> = BTreeMap::new();
        self.errors.iter().for_each(|code| *codes.entry((*code).to_owned()).or_default() += 1);
        let errors = self.errors.len() as u64;
        LoadResults {
            diagnostic_count: errors,
            error_count: errors,
            load_failure_count: u64::from(errors > 0),
            load_success_count: u64::from(errors == 0),
            unknown_diagnostic_count: 0,
            warning_count: 0,
            diagnostic_code_count: Family::from(codes),
        }
    }
}
