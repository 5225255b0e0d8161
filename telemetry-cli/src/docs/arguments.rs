//! What can be written after `telemetry docs`. Doc comments here are the help.

use crate::arguments::{ChoiceArguments, FindingsArguments, Language, PageAudience};
use crate::scan::ScanArguments;
use crate::source::PAPERS;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use telemetry_docs_gen::Paper;

/// Writes what people read: the data dictionary, parts of the page in files of yours, and papers for reviewers.
#[derive(Args, Debug)]
pub(crate) struct DocsArguments {
    #[command(subcommand)]
    pub(crate) command: DocsCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DocsCommand {
    Site(SiteArguments),
    Paper(PaperArguments),
    Update(UpdateArguments),
    Mdbook(MdbookArguments),
    Strings(StringsArguments),
}

/// Prints our words on pages by key, for `docs.strings` of a catalog.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  telemetry docs strings                Prints them in English
  telemetry docs strings --language de  In German

A catalog chooses the language and replaces single words:
  docs:
    language: de
    strings: { section-never: Was wir niemals wissen wollen }

Signs around words, such as a colon, are those of the page.")]
pub(crate) struct StringsArguments {
    /// The language.
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub(crate) language: Language,
}

/// Writes the data dictionary: a static site with search, filters and a page for each event.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  telemetry docs site                             Of the folder `telemetry`, to the folder `site`
  telemetry docs site catalog.yaml --out public   Of one file, to another folder
  telemetry docs site --one-file                  One file that can be sent by mail: site/index.html
  telemetry docs site target/release/app          Of what a compiled program collects
  telemetry docs site --audience internal         With how owners are reached, and reviews
  telemetry docs site --language de               In German; texts of the catalog stay as they are
  telemetry docs site --scan src                  With links to where each event is recorded
  telemetry docs site --check                     Writes nothing; exit code 1 and a diff on drift

The site works from a disk and without JavaScript, and asks for nothing that is not beside it.
Each page lies there as Markdown and as JSON too; changes.atom is a feed of what changed in which
version. Files are replaced only when their bytes differ, and nothing else in the folder is
touched: the page of an event that is renamed stays, so that links to it work, until you remove it.

A scan reads source files that `.gitignore` does not name, without tests. In Rust an event is
recorded where its type is made, in other languages where its name stands between quotes. Links
follow `source` of the catalog; events that are recorded nowhere are warnings.")]
pub(crate) struct SiteArguments {
    /// The catalog: a file, a folder, a compiled program, or `-` for standard input; the folder `telemetry` when
    /// absent.
    #[arg(value_name = "CATALOG")]
    pub(crate) catalog: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) choice: ChoiceArguments,
    /// The folder that is written to.
    #[arg(long, short, value_name = "DIR", default_value = "site")]
    pub(crate) out: PathBuf,
    /// For whom the site is written; what the catalog says when absent.
    #[arg(long, value_name = "WHO")]
    pub(crate) audience: Option<PageAudience>,
    /// The language of our words; what the catalog says when absent.
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Option<Language>,
    #[command(flatten)]
    pub(crate) scan: ScanArguments,
    /// Writes one HTML file that needs no other.
    #[arg(long)]
    pub(crate) one_file: bool,
    /// Writes nothing; prints a diff and exits with 1 when a file is missing or differs.
    #[arg(long)]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) findings: FindingsArguments,
}

/// Writes a paper that a privacy reviewer asks for, filled in as far as a catalog and a policy go.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  telemetry docs paper data-review                      Of the folder `telemetry`, to `papers`
  telemetry docs paper article-30 --policy policy.yaml  With what the catalog cannot know
  telemetry docs paper article-30 target/release/app    Of what a compiled program collects
  telemetry docs paper privacy-manifest --merge App/PrivacyInfo.xcprivacy --out App
  telemetry docs paper data-safety --template data_safety_export.csv
  telemetry docs paper data-review --check              Exit code 1 and a diff on drift

Each paper is a draft. Each answer in it says whether it is from the catalog, from the policy, or to
be written by a person; nothing is guessed. Formats without room for that have a sheet beside them.

The policy is a YAML file outside of the catalog's folder; `telemetry init --policy` writes one to
start from. No key is mandatory:

  controller: { name: Acme Ltd, address: \"1 Mill Lane, Dublin\", contact: privacy@acme.example }
  joint_controllers: []
  representative: { name: …, contact: … }
  data_protection_officer: { name: …, contact: … }
  subjects: [users of the program]
  legal_bases: { product: consent, health: legitimate-interests }     # by purpose
  retention: P90D                                                     # where the catalog is silent
  transfers: { store: { country: US, safeguard: standard clauses } }  # by destination
  security: [encrypted on the way, read by the team alone]
  tracking: false                                                     # as Apple defines it
  reviewers: [\"@acme/privacy\"]                                       # of changes of the catalog
  notice: { program: acme, command: acme telemetry, more: https://… } # as the program says it")]
pub(crate) struct PaperArguments {
    /// The paper.
    #[arg(value_name = "KIND")]
    pub(crate) kind: PaperKind,
    /// The catalog: a file, a folder, a compiled program, or `-` for standard input; the folder `telemetry` when
    /// absent.
    #[arg(value_name = "CATALOG")]
    pub(crate) catalog: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) choice: ChoiceArguments,
    /// What the catalog cannot know: who is the controller, the legal bases, where data goes.
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
    /// A privacy manifest that is there: what it lacks is added, what it says stays.
    #[arg(long, value_name = "FILE")]
    pub(crate) merge: Option<PathBuf>,
    /// The data safety form that the Play Console exported: answers that it lacks are put in, the rest stays.
    #[arg(long, value_name = "FILE")]
    pub(crate) template: Option<PathBuf>,
    /// The folder that is written to.
    #[arg(long, short, value_name = "DIR", default_value = PAPERS)]
    pub(crate) out: PathBuf,
    /// Writes nothing; prints a diff and exits with 1 when a file is missing or differs.
    #[arg(long)]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) findings: FindingsArguments,
}

/// The papers, as the command line names them.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum PaperKind {
    /// A request for a data review, in the questions of Mozilla's form.
    DataReview,
    /// A record of processing activities (Article 30 of the GDPR), as CSV and Markdown.
    #[value(name = "article-30")]
    Article30,
    /// Apple's privacy manifest, `PrivacyInfo.xcprivacy`, and a sheet for its reviewer.
    PrivacyManifest,
    /// A dataset and a system of fides, as YAML.
    Fides,
    /// What an extension of VS Code ships, `telemetry.json`, and a sheet for its reviewer.
    #[value(name = "vscode")]
    VsCode,
    /// Who must approve changes of the files of the catalog, as a fragment of `CODEOWNERS`.
    #[value(name = "codeowners")]
    CodeOwners,
    /// The Data Privacy Vocabulary of the W3C, as JSON-LD.
    Dpv,
    /// A registry of OpenTelemetry Weaver with privacy annotations, as a folder.
    Weaver,
    /// Answers for the data safety form of Google Play, in the form that `--template` gives, and a sheet.
    DataSafety,
    /// The notice that users read before anything is sent, short and long, in the words of the program.
    Notice,
}

impl PaperKind {
    pub(crate) fn paper(self) -> Paper {
        match self {
            Self::DataReview => Paper::DataReview,
            Self::Article30 => Paper::Article30,
            Self::PrivacyManifest => Paper::PrivacyManifest,
            Self::Fides => Paper::Fides,
            Self::VsCode => Paper::VsCode,
            Self::CodeOwners => Paper::CodeOwners,
            Self::Dpv => Paper::Dpv,
            Self::Weaver => Paper::Weaver,
            Self::DataSafety => Paper::DataSafety,
            Self::Notice => Paper::Notice,
        }
    }
}

/// Keeps parts of the page up to date in files that you write.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  telemetry docs update README.md                          From the folder `telemetry`
  telemetry docs update docs/privacy.mdx --catalog a.yaml  From one file
  telemetry docs update README.md --check                  Fails with a diff on drift
  telemetry docs update README.md --force                  Replaces what was written by hand too

A part stands between two markers, each alone on its line:
  <!-- telemetry:begin events -->
  <!-- telemetry:end -->
and in MDX
  {/* telemetry:begin events */}
  {/* telemetry:end */}

Parts: page, and of it: summary, why (purposes), never, off, choice (levels, grants), samples,
collected (events, common), identifiers, failures, sending, destinations, cleaning,
words (classes, facts), planned, removed, changes, contact, files.
A file that ends in .html gets HTML. Everything outside of the markers stays as it is, to the byte;
markers in blocks of code are text. What somebody wrote into a region is shown as a diff, and
replaced only with --force.

Exit codes: 0 up to date or written, 1 findings, markers that do not fit, drift, or text that was
written by hand, 2 a file that cannot be read or written.")]
pub(crate) struct UpdateArguments {
    /// The files with regions.
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The catalog: a file, a folder, a compiled program, or `-` for standard input; the folder `telemetry` when
    /// absent.
    #[arg(long, value_name = "CATALOG")]
    pub(crate) catalog: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) choice: ChoiceArguments,
    #[command(flatten)]
    pub(crate) scan: ScanArguments,
    /// Writes nothing; prints a diff and exits with 1 when a region differs.
    #[arg(long)]
    pub(crate) check: bool,
    /// Replaces regions that were edited by hand; what is lost is printed as a diff.
    #[arg(long, conflicts_with = "check")]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) findings: FindingsArguments,
}

const MDBOOK_EXAMPLES: &str = "\
mdBook calls this command when book.toml says so; the catalog's path starts at book.toml:
  [preprocessor.telemetry]
  catalog = \"../telemetry\"  # the folder `telemetry` when absent
  before = [\"links\"]        # so that messages name lines of your files

Without more it calls `mdbook-telemetry`, which is this command; `command = \"telemetry docs mdbook\"`
calls it under this name. `id = \"editor\"` chooses one of several catalogs of a program.

A part of the page takes the place of a line of a chapter, or is put between two:
  {{#telemetry events}}

  <!-- telemetry:begin events -->
  <!-- telemetry:end -->
The parts are those of `telemetry docs update`; markers in blocks of code are text. Your files stay
as they are: only the book has the parts.

Examples:
  telemetry docs mdbook supports html   Can it prepare a book for this renderer? Exit code 0: yes
  telemetry docs mdbook < book.json     What mdBook does: [context, book] in, book out

Exit codes: 0 done, 1 findings or markers that do not fit, 2 no catalog, or no book.";

/// Puts parts of the page into the chapters of a book, as a preprocessor of mdBook.
#[derive(Args, Debug)]
#[command(after_help = MDBOOK_EXAMPLES)]
pub(crate) struct MdbookArguments {
    #[command(subcommand)]
    pub(crate) question: Option<MdbookQuestion>,
}

/// What mdBook asks before it hands a book over.
#[derive(Debug, Subcommand)]
pub(crate) enum MdbookQuestion {
    /// Says by its exit code whether a renderer gets a prepared book; every one does.
    Supports {
        /// The renderer.
        #[arg(value_name = "RENDERER")]
        renderer: String,
    },
}

/// Puts parts of the page on telemetry into the chapters of a book, as a preprocessor of mdBook.
#[derive(Debug, Parser)]
#[command(name = "mdbook-telemetry", version, max_term_width = 100)]
pub(crate) struct Preprocessor {
    #[command(flatten)]
    pub(crate) arguments: MdbookArguments,
}
