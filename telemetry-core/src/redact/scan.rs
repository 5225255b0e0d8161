//! One pass over a stretch of text: from sign to sign, and at each the matchers that can hang on it.

use super::hits::{Hit, Hits};
use super::prefilter::next_sign;
use super::rules::Rules;
use super::view::{EDGE, Kind, View};
use super::{address, assignment, path, token};
use crate::Detector;

/// How many assignments are looked at in what may be the value of one, and how many paths that are kept in one run.
const MOST_NESTED: usize = 16;

/// More than are looked at: the value is hidden.
const SETTLED: usize = MOST_NESTED + 1;

/// The state of a pass.
pub(super) struct Scan<'r, 't> {
    pub(super) view: View<'t>,
    /// Up to here it is decided what separators are.
    pub(super) path_until: usize,
    rules: &'r Rules,
    hits: &'r mut Hits,
    /// Where the view begins in the text.
    offset: usize,
    /// Up to here it is looked at what stands before runs of bytes without white space.
    seen: usize,
    /// Where the value ends that an assignment was found in, and how many were looked at before it.
    assigned: (usize, usize),
    /// The same for paths of which a part stays.
    kept: (usize, usize),
}

/// Finds everything in a stretch of text but the machine's names and what a catalog adds.
pub(super) fn scan(rules: &Rules, hits: &mut Hits, view: View<'_>, offset: usize) {
    let mut scan = Scan { view, path_until: 0, rules, hits, offset, seen: 0, assigned: (0, 0), kept: (0, 0) };
    let mut at = 0;
    while let Some(sign) = next_sign(view.bytes(), at, view.before(at)) {
        at = scan.sign(sign).max(sign + 1);
    }
}

impl Scan<'_, '_> {
    /// Looks at a sign and returns where to go on.
    fn sign(&mut self, at: usize) -> usize {
        self.run(at);
        match self.view.at(at) {
            b'0'..=b'9' | b'A'..=b'Z' | b'_' => self.word(at),
            b'@' => address::email(self, at),
            b':' => self.colon(at),
            b'=' => {
                self.assignment(at);
                at + 1
            }
            b'/' | b'\\' => path::separator(self, at),
            _ => at + 1,
        }
    }

    /// Looks at what stands before the run of bytes without white space that a sign lies in, once for each run.
    fn run(&mut self, at: usize) {
        let from = self.view.start_of(Kind::NOT_SPACE, at, at - self.seen.min(at));
        let is_new = from > self.seen || self.seen == 0;
        self.seen = at + 1;
        if is_new && from > 0 {
            assignment::argument(self, from);
        }
    }

    fn word(&mut self, at: usize) -> usize {
        let from = self.view.start_of(Kind::TOKEN, at, at);
        if from == at
            && Kind::DIGIT.has(self.view.at(at))
            && let Some(end) = address::ip4(self, at)
        {
            return end;
        }
        if self.view.before(at) == b'%'
            && let Some(end) = path::escaped(self, at - 1).or_else(|| address::escaped_email(self, at - 1))
        {
            return end;
        }
        let to = self.view.end_of(Kind::TOKEN, at);
        token::word(self, from, to)
    }

    fn colon(&mut self, at: usize) -> usize {
        if self.view.at(at + 1) == b'/'
            && self.view.at(at + 2) == b'/'
            && let Some(end) = address::url(self, at)
        {
            return end;
        }
        if let Some(end) = path::drive(self, at) {
            return end;
        }
        if self.view.at(at + 1) != b':' && self.view.before(at) != b':' {
            self.assignment(at);
        }
        address::ip6(self, at).or_else(|| telegram(self, at)).unwrap_or(at + 1)
    }

    fn assignment(&mut self, at: usize) {
        let (until, tries) = self.assigned;
        if at >= until || tries < MOST_NESTED {
            assignment::assignment(self, at);
        } else if tries == MOST_NESTED {
            // Nobody writes so many: what is left of the value goes, rather than being looked at time and again.
            self.hit(at + 1, until, Detector::GenericSecret);
            self.assigned = (until, SETTLED);
        }
    }

    /// Notes where the value of an assignment ends, and whether all of it is hidden.
    pub(super) fn assigned(&mut self, end: usize, is_hit: bool) {
        let (until, tries) = self.assigned;
        self.assigned = match is_hit {
            true if end >= until => (end, SETTLED),
            true => (until, tries),
            false if end > until => (end, 1),
            false => (until, tries + 1),
        };
    }

    pub(super) fn is_on(&self, detector: Detector) -> bool {
        self.rules.rank(detector).is_some()
    }

    /// Notes a hit of a detector and returns where it ends, if the detector is asked for.
    pub(super) fn hit(&mut self, from: usize, to: usize, detector: Detector) -> Option<usize> {
        let rank = self.rules.rank(detector)?;
        self.push(from, to, rank);
        Some(to)
    }

    fn push(&mut self, from: usize, to: usize, rank: u16) {
        if from < to {
            self.hits.push(Hit { from: self.offset + from, to: self.offset + to, rank });
        }
    }

    /// Notes that separators before a place begin no path.
    pub(super) fn no_path_until(&mut self, end: usize) {
        self.path_until = self.path_until.max(end);
    }

    /// Hides the folder of a root that begins at a place, and returns where it ends.
    pub(super) fn root(&mut self, from: usize) -> Option<usize> {
        let (length, rank) = self.rules.root(self.view.slice(from, from + self.rules.longest_root()))?;
        let next = self.view.at(from + length);
        let is_whole = !Kind::WORD.or(Kind::HYPHEN).has(next) && next != EDGE;
        is_whole.then(|| {
            self.push(from, from + length, rank);
            from + length
        })
    }

    /// Returns where the part of a path begins that is kept.
    pub(super) fn kept_from(&self, from: usize, end: usize) -> Option<usize> {
        self.rules.kept_from(self.view.slice(from, end)).map(|at| from + at)
    }

    /// Returns whether a part of a path may stay: not where a run holds more than anybody writes, of which all goes.
    pub(super) fn may_keep(&mut self, from: usize, end: usize) -> bool {
        let (until, tries) = self.kept;
        self.kept = if from >= until { (end, 1) } else { (until, tries + 1) };
        self.kept.1 <= MOST_NESTED
    }
}

/// Finds a bot token of Telegram by its colon: digits before it, `A` and 34 characters behind it.
fn telegram(scan: &mut Scan<'_, '_>, colon: usize) -> Option<usize> {
    let from = scan.view.start_of(Kind::DIGIT, colon, 12);
    let end = scan.view.end_of(Kind::TOKEN, colon + 1);
    let is_token = (6..=11).contains(&(colon - from)) && scan.view.at(colon + 1) == b'A' && end - colon > 33;
    let before = scan.view.before(from);
    let is_whole = is_token && !Kind::WORD.has(before) && before != EDGE;
    if is_whole { scan.hit(from, end, Detector::TelegramToken) } else { None }
}

#[cfg(test)]
mod tests {
    use super::{Hits, Rules, View, scan};
    use crate::redact::{Machine, Options};

    /// What an attacker repeats: each of them made some detector of somebody's quadratic once.
    const REPEATED: &[&str] = &[
        "a",
        "1",
        "A",
        "aA",
        "_",
        "-",
        ".",
        "@",
        "a@",
        "a.",
        "@a.",
        ":",
        "1:",
        "a:",
        "=",
        "key=",
        "key=\"",
        "password=",
        "password='",
        "password: a ",
        "token:",
        "/",
        "/a",
        "\"/a ",
        "'/a ",
        "\"/a/b ",
        "a/",
        "~/",
        "\\",
        "\\a",
        "C:\\",
        "C:\\a ",
        "C:\\a b\\c ",
        "://",
        "a://",
        "http://",
        "file://",
        "(",
        "/(",
        "/a(",
        "[",
        "http://(",
        "1.",
        "1.1.1.",
        "::",
        "1::",
        "fe80:",
        "-----BEGIN",
        "-----BEGIN PRIVATE KEY-----",
        "-----END",
        "eyJ",
        "eyJa1.",
        "sk-",
        "ghp_",
        "a-",
        "a_1-",
        "SG.",
        "hvs.",
        "8Q~",
        "Bearer ",
        "Bearer 1",
        "Basic 1",
        "--password 1 ",
        "--password ",
        "-u 1",
        "curl -u 1 ",
        "node_modules/",
        "/node_modules/a",
        "mmustermann",
        "mmu",
        "zeppelin.",
        "ü",
        "ü1",
        "1ü/",
        "{1",
        "\n1",
        "\n/a/b",
        "1 ",
        " 1",
        "A1~",
        "\u{7f}1",
        "%2F",
        "%2Fa",
        "%40",
        "a@b.co:",
        "a@b.co:a/",
        "“",
        "“/a/b ",
        "«/a/b ",
        "漢/a/b ",
        "/Users/a ",
        "C:\\a\\b ",
        "-I/",
        "dp.st.",
        "a1//0",
        "password=\"\\\"",
    ];

    fn steps(rules: &Rules, text: &str) -> usize {
        let view = View::new(text, 0, text.len());
        let before = view.steps.get();
        let mut hits = Hits::default();
        scan(rules, &mut hits, view, 0);
        rules.find_names(&mut hits, &view, 0);
        view.steps.get() - before
    }

    #[test]
    fn twice_the_text_takes_twice_the_steps() {
        let machine = Machine { user: "mmustermann", home: "/home/mmustermann", host: "zeppelin.example.org" };
        let options = Options { machine, keep_after: &["node_modules"], ..Options::DEFAULT };
        let rules = Rules::new(&options).expect("the options are right");
        let pairs = REPEATED.iter().flat_map(|one| REPEATED.iter().map(move |two| [*one, *two].concat()));
        for text in pairs.chain(REPEATED.iter().map(|text| (*text).to_owned())) {
            let of = |length: usize| steps(&rules, &text.repeat(length / text.len()));
            let (one, two) = (of(1_000), of(2_000));
            assert!(two <= 2 * one + one / 2 + 1_000, "{text:?}: {one}, then {two}");
            assert!(two <= 600 * 2_000, "{text:?}: {two} steps for 2,000 bytes");
        }
    }
}
