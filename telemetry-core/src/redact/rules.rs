//! What a redactor looks for, made ready: ranks and markers, folders, names, patterns.

use super::hits::{Hit, Hits};
use super::options::{Options, OptionsError, PLACE};
use super::prefilter::Triple;
use super::view::{EDGE, Kind, View};
use crate::Detector;
use regex::Regex;
use std::sync::Arc;

/// The label of what was cut off because a text is too long.
pub(super) const CUT: &str = "too-long";

/// Names of users and machines that a thousand others have, or that are words: looking for them would only do harm.
#[rustfmt::skip]
const EVERYONES: &[&str] = &[
    "admin", "administrator", "app", "build", "builder", "circleci", "codespace", "computer", "default", "desktop",
    "docker", "dev", "ec2-user", "git", "gitpod", "guest", "home", "host", "jenkins", "laptop", "linux", "local",
    "localhost", "localhost.localdomain", "mac", "macbook", "machine", "node", "nobody", "owner", "pc", "public", "root",
    "runner", "server", "test", "ubuntu", "user", "username", "vagrant", "vscode", "windows", "work", "workstation",
];

/// The shortest name that is looked for.
const SHORTEST_NAME: usize = 3;

/// What a redactor looks for.
#[derive(Debug)]
pub(super) struct Rules {
    /// Labels and markers, by rank: roots, detectors in their order, own detectors, and what is cut off.
    labels: Vec<Label>,
    ranks: [Option<u16>; Detector::ALL.len()],
    roots: Vec<(Box<[u8]>, u16)>,
    longest_root: usize,
    keep_after: Vec<Box<[u8]>>,
    names: Vec<Name>,
    own: Vec<(Regex, u16)>,
}

/// A label and the marker that shows it.
#[derive(Debug)]
pub(super) struct Label {
    pub(super) name: Arc<str>,
    pub(super) marker: Box<str>,
}

/// A name of the user or the machine.
#[derive(Debug)]
struct Name {
    letters: Box<[u8]>,
    triple: Triple,
    /// Where the triple stands in the name.
    at: usize,
    rank: u16,
    /// Whether no shorter name is a part of it.
    is_gate: bool,
}

impl Rules {
    pub(super) fn new(options: &Options<'_>) -> Result<Self, OptionsError> {
        let mut rules = Self {
            labels: Vec::new(),
            ranks: [None; Detector::ALL.len()],
            roots: Vec::new(),
            longest_root: 0,
            keep_after: options.keep_after.iter().map(|suffix| normal_folder(suffix)).collect(),
            names: Vec::new(),
            own: Vec::new(),
        };
        rules.keep_after.retain(|suffix| !suffix.is_empty());
        rules.add_roots(options)?;
        for detector in options.detectors {
            let rank = rules.label(options, detector.name())?;
            rules.ranks[*detector as usize] = Some(rank);
        }
        rules.add_names(options);
        for own in options.own {
            let pattern = Regex::new(own.pattern).map_err(|error| OptionsError::pattern(own.label, &error))?;
            let rank = rules.label(options, own.label)?;
            rules.own.push((pattern, rank));
        }
        rules.label(options, CUT)?;
        Ok(rules)
    }

    fn label(&mut self, options: &Options<'_>, name: &str) -> Result<u16, OptionsError> {
        let rank = u16::try_from(self.labels.len()).map_err(|_| OptionsError::too_many())?;
        let marker = options.marker.replace(PLACE, name).into_boxed_str();
        self.labels.push(Label { name: Arc::from(name), marker });
        Ok(rank)
    }

    fn add_roots(&mut self, options: &Options<'_>) -> Result<(), OptionsError> {
        let home = [super::Root { label: "home", folder: options.machine.home }];
        for root in options.roots.iter().chain(&home) {
            let folder = normal_folder(root.folder);
            // The folder of the whole disk says nothing, and an absent one cannot be found.
            if folder.len() < 2 || folder.ends_with(b":") {
                continue;
            }
            if !folder.contains(&b'/') {
                return Err(OptionsError::root(root.label, root.folder));
            }
            self.longest_root = self.longest_root.max(2 * folder.len());
            let rank = self.label(options, root.label)?;
            self.roots.push((folder, rank));
        }
        Ok(())
    }

    fn add_names(&mut self, options: &Options<'_>) {
        let host = options.machine.host;
        let short = host.split('.').next().filter(|short| *short != host).unwrap_or("");
        let names =
            [(options.machine.user, Detector::UserName), (host, Detector::HostName), (short, Detector::HostName)];
        for (name, detector) in names {
            let (Some(rank), name) = (self.rank(detector), name.trim()) else { continue };
            if name.len() < SHORTEST_NAME || is_everyones(name) {
                continue;
            }
            let letters: Box<[u8]> = name.to_ascii_lowercase().into_bytes().into();
            let is_gate = short.is_empty() || name != host || short.len() < SHORTEST_NAME;
            if let Some((at, triple)) = Triple::rarest(&letters) {
                self.names.push(Name { letters, triple, at, rank, is_gate });
            }
        }
    }

    pub(super) fn rank(&self, detector: Detector) -> Option<u16> {
        self.ranks[detector as usize]
    }

    pub(super) fn label_of(&self, rank: u16) -> Option<&Label> {
        self.labels.get(usize::from(rank))
    }

    pub(super) fn cut(&self) -> Option<&Label> {
        self.labels.last()
    }

    pub(super) fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// Returns whether a text without a sign could hold something all the same.
    #[inline]
    pub(super) fn could_be_named(&self, text: &str) -> bool {
        self.gates().any(|name| name.triple.is_found(text.as_bytes()))
            || self.own.iter().any(|(pattern, _)| pattern.is_match(text))
    }

    /// Returns the names that all others hold: a text without them holds none.
    #[inline]
    fn gates(&self) -> impl Iterator<Item = &Name> {
        self.names.iter().filter(|name| name.is_gate)
    }

    pub(super) fn longest_root(&self) -> usize {
        self.longest_root
    }

    /// Returns the length of the longest root that a path begins with, and its rank.
    pub(super) fn root(&self, path: &[u8]) -> Option<(usize, u16)> {
        let lengths = self.roots.iter().filter_map(|(root, rank)| Some((folder_length(root, path)?, *rank)));
        lengths.max_by_key(|(length, _)| *length)
    }

    /// Returns where the part of a path begins that is kept, its separator included.
    pub(super) fn kept_from(&self, path: &[u8]) -> Option<usize> {
        if self.keep_after.is_empty() {
            return None;
        }
        let is_kept = |at: usize| {
            let rest = &path[at..];
            let ends = |length: usize| rest.get(length).is_none_or(|next| Kind::SEPARATOR.has(*next));
            self.keep_after.iter().any(|suffix| folder_length(suffix, rest).is_some_and(ends))
        };
        let mut at = 0;
        while !is_kept(at) {
            at += path[at..].iter().position(|byte| Kind::SEPARATOR.has(*byte))? + 1;
        }
        Some(at.saturating_sub(1))
    }

    /// Finds the names of the user and the machine.
    pub(super) fn find_names(&self, hits: &mut Hits, view: &View<'_>, offset: usize) {
        for name in self.names.iter().filter(|name| name.triple.is_found(view.bytes())) {
            let mut from = 0;
            while let Some(found) = name.triple.find(view.bytes(), from) {
                from = found + 1;
                let Some(start) = found.checked_sub(name.at) else { continue };
                let end = start + name.letters.len();
                let word = Kind::ALNUM.or(Kind::FOREIGN);
                let is_border = |byte: u8, is_parted: bool| (is_parted || !word.has(byte)) && byte != EDGE;
                let is_name = view.slice(start, end).eq_ignore_ascii_case(&name.letters);
                let is_parted = view.is_parted_before(start) || is_escaped(view.slice(start.saturating_sub(3), start));
                if is_name
                    && is_border(view.before(start), is_parted)
                    && is_border(view.at(end), view.is_parted_at(end))
                {
                    hits.push(Hit { from: offset + start, to: offset + end, rank: name.rank });
                    from = end;
                }
            }
        }
    }

    /// Finds what the patterns of the catalog find.
    pub(super) fn find_own(&self, hits: &mut Hits, text: &str, offset: usize) {
        for (pattern, rank) in &self.own {
            for found in pattern.find_iter(text).filter(|found| !found.is_empty()) {
                hits.push(Hit { from: offset + found.start(), to: offset + found.end(), rank: *rank });
            }
        }
    }
}

/// Returns whether a user or a machine is called as a thousand others are, so that the name tells nothing.
pub(crate) fn is_everyones(name: &str) -> bool {
    EVERYONES.iter().any(|word| name.eq_ignore_ascii_case(word))
}

/// Returns whether bytes are one that is escaped as in URLs: `%2F`.
fn is_escaped(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', first, second] if first.is_ascii_hexdigit() && second.is_ascii_hexdigit())
}

/// Returns a folder in small letters, with single slashes, without one at its end.
fn normal_folder(folder: &str) -> Box<[u8]> {
    let mut normal: Vec<u8> = Vec::with_capacity(folder.len());
    for byte in folder.trim().bytes() {
        let byte = if byte == b'\\' { b'/' } else { byte.to_ascii_lowercase() };
        if byte != b'/' || normal.last() != Some(&b'/') {
            normal.push(byte);
        }
    }
    if normal.len() > 1 && normal.last() == Some(&b'/') {
        normal.pop();
    }
    normal.into_boxed_slice()
}

/// Returns how long a folder is that a path begins with; its separators may be of either kind, and doubled.
fn folder_length(folder: &[u8], path: &[u8]) -> Option<usize> {
    let mut at = 0;
    for byte in folder {
        let found = path.get(at)?;
        if *byte == b'/' && Kind::SEPARATOR.has(*found) {
            while path.get(at).is_some_and(|byte| Kind::SEPARATOR.has(*byte)) {
                at += 1;
            }
        } else if *byte == found.to_ascii_lowercase() {
            at += 1;
        } else {
            return None;
        }
    }
    Some(at)
}
