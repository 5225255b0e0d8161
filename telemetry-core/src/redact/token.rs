//! Secrets that say themselves what they are: a known beginning, an alphabet, a length.
//!
//! The facts are those that the issuers publish and that public rule sets agree on. Lengths are lower bounds with some
//! slack, since issuers have made tokens longer before; what is longer is taken whole.

use super::scan::Scan;
use super::view::{EDGE, Kind};
use crate::Detector;

/// A beginning, what follows it, and how much of that there is at least.
#[derive(Debug)]
struct Shape(&'static str, Kind, usize, Detector);

const ALNUM: Kind = Kind::ALNUM;
const TOKEN: Kind = Kind::TOKEN;
const HEX: Kind = Kind::HEX;
const CAPITALS: Kind = Kind::UPPER.or(Kind::DIGIT);
const GROUPS: Kind = CAPITALS.or(Kind::HYPHEN);
const WORDS: Kind = Kind::ALNUM.or(Kind::UNDERSCORE);
const BASE64: Kind = TOKEN.or(Kind::PADDING);

/// All shapes, by their first byte: a longer beginning stands before those that it begins with.
#[rustfmt::skip]
static SHAPES: &[Shape] = &[
    Shape("A3-", GROUPS, 28, Detector::VaultToken),
    Shape("A3T", CAPITALS, 17, Detector::AwsKey),
    Shape("ABIA", CAPITALS, 16, Detector::AwsKey),
    Shape("ABSK", BASE64, 40, Detector::AwsKey),
    Shape("AC", HEX, 32, Detector::TwilioKey),
    Shape("ACCA", CAPITALS, 16, Detector::AwsKey),
    Shape("AGE-SECRET-KEY-1", CAPITALS, 50, Detector::PrivateKey),
    Shape("AIza", TOKEN, 35, Detector::GoogleApiKey),
    Shape("AKIA", CAPITALS, 16, Detector::AwsKey),
    Shape("ASIA", CAPITALS, 16, Detector::AwsKey),
    Shape("ATATT3", BASE64, 60, Detector::AtlassianToken),
    Shape("ATBB", ALNUM, 28, Detector::AtlassianToken),
    Shape("ATCTT3", BASE64, 60, Detector::AtlassianToken),
    Shape("GOCSPX-", TOKEN, 24, Detector::GoogleOauthToken),
    Shape("GR1348941", TOKEN, 20, Detector::GitlabToken),
    Shape("NRAK-", ALNUM, 24, Detector::MonitoringToken),
    Shape("NRII-", TOKEN, 24, Detector::MonitoringToken),
    Shape("PMAK-", TOKEN, 40, Detector::WorkspaceToken),
    Shape("SK", HEX, 32, Detector::TwilioKey),
    Shape("api_org_", ALNUM, 30, Detector::AiProviderKey),
    Shape("cio", ALNUM, 32, Detector::RegistryToken),
    Shape("dapi", HEX, 32, Detector::DatabricksToken),
    Shape("dckr_oat_", TOKEN, 27, Detector::RegistryToken),
    Shape("dckr_pat_", TOKEN, 27, Detector::RegistryToken),
    Shape("doo_v1_", HEX, 32, Detector::DigitaloceanToken),
    Shape("dop_v1_", HEX, 32, Detector::DigitaloceanToken),
    Shape("dor_v1_", HEX, 32, Detector::DigitaloceanToken),
    Shape("figd_", TOKEN, 32, Detector::WorkspaceToken),
    Shape("gho_", ALNUM, 36, Detector::GithubToken),
    Shape("ghp_", ALNUM, 36, Detector::GithubToken),
    Shape("ghr_", ALNUM, 36, Detector::GithubToken),
    Shape("ghs_", TOKEN, 36, Detector::GithubToken),
    Shape("ghu_", ALNUM, 36, Detector::GithubToken),
    Shape("github_pat_", WORDS, 22, Detector::GithubToken),
    Shape("glagent-", TOKEN, 20, Detector::GitlabToken),
    Shape("glc_", BASE64, 32, Detector::MonitoringToken),
    Shape("glcbt-", TOKEN, 20, Detector::GitlabToken),
    Shape("gldt-", TOKEN, 20, Detector::GitlabToken),
    Shape("glffct-", TOKEN, 20, Detector::GitlabToken),
    Shape("glft-", TOKEN, 20, Detector::GitlabToken),
    Shape("glimt-", TOKEN, 20, Detector::GitlabToken),
    Shape("gloas-", TOKEN, 20, Detector::GitlabToken),
    Shape("glpat-", TOKEN, 20, Detector::GitlabToken),
    Shape("glptt-", TOKEN, 20, Detector::GitlabToken),
    Shape("glrt-", TOKEN, 20, Detector::GitlabToken),
    Shape("glsa_", WORDS, 32, Detector::MonitoringToken),
    Shape("glsoat-", TOKEN, 20, Detector::GitlabToken),
    Shape("glwt-", TOKEN, 20, Detector::GitlabToken),
    Shape("gsk_", ALNUM, 40, Detector::AiProviderKey),
    Shape("hf_", ALNUM, 30, Detector::AiProviderKey),
    Shape("key-", HEX, 32, Detector::SendgridKey),
    Shape("lin_api_", ALNUM, 32, Detector::WorkspaceToken),
    Shape("lin_oauth_", ALNUM, 32, Detector::WorkspaceToken),
    Shape("nfp_", ALNUM, 32, Detector::WorkspaceToken),
    Shape("npm_", ALNUM, 36, Detector::NpmToken),
    Shape("ntn_", ALNUM, 40, Detector::WorkspaceToken),
    Shape("ops_eyJ", BASE64, 40, Detector::VaultToken),
    Shape("oy2", ALNUM, 43, Detector::RegistryToken),
    Shape("pplx-", ALNUM, 40, Detector::AiProviderKey),
    Shape("pscale_oauth_", TOKEN, 32, Detector::WorkspaceToken),
    Shape("pscale_pw_", TOKEN, 32, Detector::WorkspaceToken),
    Shape("pscale_tkn_", TOKEN, 32, Detector::WorkspaceToken),
    Shape("pypi-", TOKEN, 50, Detector::RegistryToken),
    Shape("r8_", ALNUM, 30, Detector::AiProviderKey),
    Shape("rk_live_", ALNUM, 10, Detector::StripeKey),
    Shape("rk_prod_", ALNUM, 10, Detector::StripeKey),
    Shape("rk_test_", ALNUM, 10, Detector::StripeKey),
    Shape("rubygems_", HEX, 40, Detector::RegistryToken),
    Shape("sb_secret_", TOKEN, 20, Detector::WorkspaceToken),
    Shape("sbp_", HEX, 40, Detector::WorkspaceToken),
    Shape("secret_", ALNUM, 43, Detector::WorkspaceToken),
    Shape("shpat_", HEX, 32, Detector::ShopifyToken),
    Shape("shpca_", HEX, 32, Detector::ShopifyToken),
    Shape("shppa_", HEX, 32, Detector::ShopifyToken),
    Shape("shpss_", HEX, 32, Detector::ShopifyToken),
    Shape("sk-", ALNUM, 20, Detector::AiProviderKey),
    Shape("sk-None-", TOKEN, 20, Detector::AiProviderKey),
    Shape("sk-admin-", TOKEN, 20, Detector::AiProviderKey),
    Shape("sk-ant-", TOKEN, 20, Detector::AiProviderKey),
    Shape("sk-or-v1-", HEX, 32, Detector::AiProviderKey),
    Shape("sk-proj-", TOKEN, 20, Detector::AiProviderKey),
    Shape("sk-svcacct-", TOKEN, 20, Detector::AiProviderKey),
    Shape("sk_live_", ALNUM, 10, Detector::StripeKey),
    Shape("sk_org_live_", ALNUM, 10, Detector::StripeKey),
    Shape("sk_org_test_", ALNUM, 10, Detector::StripeKey),
    Shape("sk_prod_", ALNUM, 10, Detector::StripeKey),
    Shape("sk_test_", ALNUM, 10, Detector::StripeKey),
    Shape("sntrys_", BASE64, 32, Detector::MonitoringToken),
    Shape("sntryu_", HEX, 40, Detector::MonitoringToken),
    Shape("whsec_", BASE64, 20, Detector::StripeKey),
    Shape("xai-", ALNUM, 40, Detector::AiProviderKey),
    Shape("xapp-", TOKEN, 16, Detector::SlackToken),
    Shape("xoxa-", TOKEN, 10, Detector::SlackToken),
    Shape("xoxb-", TOKEN, 10, Detector::SlackToken),
    Shape("xoxc-", TOKEN, 10, Detector::SlackToken),
    Shape("xoxd-", BASE64, 10, Detector::SlackToken),
    Shape("xoxe-", TOKEN, 10, Detector::SlackToken),
    Shape("xoxo-", TOKEN, 10, Detector::SlackToken),
    Shape("xoxp-", TOKEN, 10, Detector::SlackToken),
    Shape("xoxr-", TOKEN, 10, Detector::SlackToken),
    Shape("xoxs-", TOKEN, 10, Detector::SlackToken),
];

/// Where the shapes of each first byte begin and end in [`SHAPES`].
static OF_BYTE: [(u8, u8); 128] = {
    let mut table = [(0, 0); 128];
    let mut at = 0;
    while at < SHAPES.len() {
        let first = SHAPES[at].0.as_bytes()[0] as usize;
        #[expect(clippy::cast_possible_truncation, reason = "there are less than 255 shapes")]
        let (from, to) = (at as u8, at as u8 + 1);
        table[first] = if table[first].1 == 0 { (from, to) } else { (table[first].0, to) };
        at += 1;
    }
    table
};

/// The shortest word that could be a token: `SG` and what stands before the first dot of others aside.
const SHORTEST: usize = 13;

/// What stands, with its dot, before tokens whose first part carries no sign.
const DOTTED: [(&str, Detector); 10] = [
    ("hvs.", Detector::VaultToken),
    ("hvb.", Detector::VaultToken),
    ("hvr.", Detector::VaultToken),
    ("dp.audit.", Detector::VaultToken),
    ("dp.ct.", Detector::VaultToken),
    ("dp.pt.", Detector::VaultToken),
    ("dp.sa.", Detector::VaultToken),
    ("dp.scim.", Detector::VaultToken),
    ("dp.st.", Detector::VaultToken),
    ("SG.", Detector::SendgridKey),
];

/// Looks at the word `from..to`, which holds a sign, and returns where to go on.
pub(super) fn word(scan: &mut Scan<'_, '_>, from: usize, to: usize) -> usize {
    let next = scan.view.at(to);
    let before = scan.view.before(from);
    let has_parts = before != EDGE && (before == b'.' || matches!(next, b'.' | b'~'));
    if let Some(end) = if has_parts { dotted(scan, from, to) } else { None } {
        return end;
    }
    if scan.view.before(to) == b'N'
        && let Some((start, end)) = private_key(scan, from, to)
    {
        parts(scan, from, start);
        return end;
    }
    if to - from < SHORTEST { to } else { parts(scan, from, to).or_else(|| long(scan, from, to)).unwrap_or(to) }
}

/// Finds tokens that only their length and a mark inside of them tell from other words.
fn long(scan: &mut Scan<'_, '_>, from: usize, to: usize) -> Option<usize> {
    let length = to - from;
    if scan.view.before(from) == EDGE {
        return None;
    }
    if length == 40 && scan.view.slice(to - 4, to) == b"NRAL" && scan.view.end_of(HEX, from) == to - 4 {
        return scan.hit(from, to, Detector::MonitoringToken);
    }
    // The services of Azure write into their newer keys that they are keys.
    if length >= 76 && scan.view.slice(from + 52, from + 57) == b"JQQJ9" {
        return scan.hit(from, scan.view.end_of(BASE64, to), Detector::AzureKey);
    }
    // A refresh token of Google stands behind `1//`.
    if length >= 40 && scan.view.slice(from.saturating_sub(3), from + 1) == b"1//0" {
        return scan.hit(from - 3, to, Detector::GoogleOauthToken);
    }
    None
}

/// Looks for a token at the begin of a word, and wherever it hangs on something with a hyphen or an underscore.
fn parts(scan: &mut Scan<'_, '_>, from: usize, to: usize) -> Option<usize> {
    // Behind a marker nobody knows where the word began.
    let mut at = if scan.view.before(from) == EDGE { scan.view.end_of(ALNUM, from) + 1 } else { from };
    while at + SHORTEST <= to {
        if let Some(end) = shape(scan, at) {
            return Some(end);
        }
        at = scan.view.end_of(ALNUM, at) + 1;
    }
    mail_key(scan, from, to)
}

/// Finds a token with a known beginning.
fn shape(scan: &mut Scan<'_, '_>, from: usize) -> Option<usize> {
    let (first, last) = *OF_BYTE.get(usize::from(scan.view.at(from)))?;
    for Shape(beginning, kind, least, detector) in &SHAPES[usize::from(first)..usize::from(last)] {
        if scan.view.slice(from, from + beginning.len()) == beginning.as_bytes() {
            let body = from + beginning.len();
            let end = scan.view.end_of(*kind, body);
            let is_whole = !matches!(detector, Detector::TwilioKey) || is_border(scan.view.at(end));
            if end - body >= *least && is_whole {
                return scan.hit(from, scan.view.end_of(TOKEN, end), *detector);
            }
        }
    }
    None
}

fn is_border(byte: u8) -> bool {
    !WORDS.has(byte) && byte != EDGE
}

/// Finds tokens of several parts: `eyJ….….…`, `SG.….…`, `hvs.…`, `ya29.…`, `abc8Q~…`.
fn dotted(scan: &mut Scan<'_, '_>, from: usize, to: usize) -> Option<usize> {
    let after = |scan: &Scan<'_, '_>, at: usize| {
        let end = scan.view.end_of(TOKEN.or(Kind::DOT), at + 1);
        if end > at + 1 && scan.view.before(end) == b'.' { end - 1 } else { end }
    };
    for (beginning, detector) in DOTTED {
        let is_body = scan.view.before(from) == b'.' && to - from >= 16;
        // The token of a service of Doppler names its surroundings: `dp.st.prd.…`.
        let at = if beginning == "dp.st." && is_body { before_surroundings(scan, from) } else { from };
        let start = at.wrapping_sub(beginning.len());
        let is_body = is_body && start < at;
        if is_body && scan.view.slice(start, at) == beginning.as_bytes() && is_border(scan.view.before(start)) {
            let end = after(scan, to - 1);
            return scan.hit(start, end, detector);
        }
    }
    let word = scan.view.slice(from, to.min(from + 32));
    let second = scan.view.end_of(TOKEN, to + 1) - (to + 1).min(scan.view.len());
    let detector = match (word, scan.view.at(to)) {
        ([b'e', b'y', b'J', ..], b'.') if to - from >= 10 && second >= 4 => Detector::Jwt,
        ([b'A', b'Q'], b'.') if second >= 40 => Detector::GoogleApiKey,
        ([b'y', b'a', b'2', b'9'], b'.') if second >= 16 => Detector::GoogleOauthToken,
        ([b'd', b't', b'0', _, b'0', _], b'.') if second >= 20 => Detector::MonitoringToken,
        ([b'M' | b'N' | b'O', ..], b'.') if is_discord(scan, from, to, second) => Detector::DiscordToken,
        ([.., b'0'..=b'9', b'Q'], b'~') if (4..=8).contains(&(to - from)) && second >= 16 => Detector::AzureKey,
        _ => return None,
    };
    let end = scan.view.end_of(BASE64, after(scan, to));
    scan.hit(from, end, detector)
}

/// Returns where the name of the surroundings begins that stands before a token, or where the token does.
fn before_surroundings(scan: &Scan<'_, '_>, token: usize) -> usize {
    let begin = scan.view.start_of(TOKEN, token - 1, 40);
    if begin > 2 && scan.view.slice(begin - 3, begin) == b"st." { begin } else { token }
}

/// Returns whether three parts have the lengths of a bot token of Discord.
fn is_discord(scan: &Scan<'_, '_>, from: usize, to: usize, second: usize) -> bool {
    let third = to + 1 + second;
    (23..=28).contains(&(to - from))
        && (6..=7).contains(&second)
        && scan.view.at(third) == b'.'
        && scan.view.end_of(TOKEN, third + 1) - third > 27
}

/// Finds a private key in PEM form, and returns where it begins and ends; one that is cut off goes to the end of the
/// text.
fn private_key(scan: &mut Scan<'_, '_>, word: usize, to: usize) -> Option<(usize, usize)> {
    let dashes = to.checked_sub("BEGIN".len()).filter(|at| *at >= word && scan.view.slice(*at, to) == b"BEGIN")?;
    let from = scan.view.start_of(Kind::HYPHEN, dashes, dashes - word);
    let head = scan.view.slice(to, to + 64);
    let head = &head[..find(head, b"----").unwrap_or(head.len())];
    if dashes - from < 4 || find(head, b"PRIVATE KEY").is_none() {
        return None;
    }
    // What is searched is hidden, so that no byte is searched twice.
    let end = match find(scan.view.bytes().get(to..).unwrap_or_default(), b"-----END") {
        Some(at) => closing_dashes(scan, scan.view.end_of(GROUPS, to + at)),
        None => scan.view.len(),
    };
    Some((from, scan.hit(from, end, Detector::PrivateKey)?))
}

/// Returns where `-----END RSA PRIVATE KEY-----` ends, whose first word ends at a place.
fn closing_dashes(scan: &Scan<'_, '_>, mut at: usize) -> usize {
    for _ in 0..6 {
        if scan.view.before(at) == b'-' || scan.view.at(at) != b' ' {
            break;
        }
        at = scan.view.end_of(GROUPS, at + 1);
    }
    at
}

fn find(text: &[u8], word: &[u8]) -> Option<usize> {
    text.windows(word.len()).position(|window| window == word)
}

/// Finds a key of Mailchimp: 32 digits, `-us` and a number.
fn mail_key(scan: &mut Scan<'_, '_>, from: usize, to: usize) -> Option<usize> {
    let hex = scan.view.end_of(HEX, from);
    let is_key = hex - from == 32
        && scan.view.before(from) != EDGE
        && scan.view.has(hex, "-us")
        && Kind::DIGIT.has(scan.view.at(hex + 3));
    if is_key { scan.hit(from, to, Detector::SendgridKey) } else { None }
}

#[cfg(test)]
mod tests {
    use super::{OF_BYTE, SHAPES};

    #[test]
    fn shapes_are_sorted_and_each_is_found_by_its_first_byte() {
        assert!(SHAPES.windows(2).all(|pair| pair[0].0 < pair[1].0), "sort them");
        for (at, shape) in SHAPES.iter().enumerate() {
            let (from, to) = OF_BYTE[usize::from(shape.0.as_bytes()[0])];
            assert!((usize::from(from)..usize::from(to)).contains(&at), "{}", shape.0);
        }
    }
}
