//! As much of URLs as redirects need: what an address is, where a redirect points, and whether that is the same server.

/// Returns whether a text is an address that can be posted to.
pub(super) fn is_address(url: &str) -> bool {
    split(url).is_some()
}

/// Returns the address that a `Location` means, seen from the address that answered with it.
pub(super) fn resolve(base: &str, location: &str) -> Option<String> {
    let location = location.trim();
    if split(location).is_some() {
        return Some(location.to_owned());
    }
    let is_path = location.starts_with('/') && !location.starts_with("//");
    let (scheme, authority, _) = split(base)?;
    (is_path && is_plain(location)).then(|| format!("{scheme}://{authority}{location}"))
}

/// Returns whether two addresses are on the same server: scheme, host and port are the same.
pub(super) fn has_same_origin(one: &str, other: &str) -> bool {
    matches!((origin(one), origin(other)), (Some(one), Some(other)) if one == other)
}

fn origin(url: &str) -> Option<(&str, String, &str)> {
    let (scheme, authority, _) = split(url)?;
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (authority, if scheme == "https" { "443" } else { "80" }),
    };
    Some((scheme, host.to_ascii_lowercase(), port))
}

/// Returns scheme, host with port, and the rest.
fn split(url: &str) -> Option<(&'static str, &str, &str)> {
    let known = ["https", "http"];
    let (scheme, rest) = url.split_once("://")?;
    let scheme = known.into_iter().find(|known| scheme.eq_ignore_ascii_case(known))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    // A name before the host would make two addresses of one server look different, and hide where they point.
    (!authority.is_empty() && !authority.contains(['@', '\\']) && is_plain(url)).then_some((scheme, authority, path))
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::{has_same_origin, is_address, resolve};

    #[test]
    fn addresses_are_told_from_other_text() {
        for good in ["http://localhost:1/v1", "HTTPS://example.org", "http://[::1]:80/?a", "https://a#b"] {
            assert!(is_address(good), "{good}");
        }
        for bad in
            ["", "example.org", "ftp://a/", "http:///v1", "http://a b", "http://user@a/", "http://ä/", "http://a/\n"]
        {
            assert!(!is_address(bad), "{bad}");
        }
    }

    #[test]
    fn a_redirect_is_followed_to_the_same_server_alone() {
        let check = |base: &str, location: &str, expected: Option<&str>| {
            let target = resolve(base, location).filter(|target| has_same_origin(base, target));
            assert_eq!(target.as_deref(), expected, "{base} -> {location}");
        };
        check("http://a:80/x?y", "/v2", Some("http://a:80/v2"));
        check("http://a/x", "http://A:80/v2", Some("http://A:80/v2"));
        check("https://a/x", " https://a:443/v2 ", Some("https://a:443/v2"));
        check("http://[::1]/x", "http://[::1]:80/", Some("http://[::1]:80/"));
        check("https://a/x", "http://a/x", None);
        check("http://a/x", "http://a:81/x", None);
        check("http://a/x", "http://a.b/x", None);
        check("http://a/x", "http://b@a/x", None);
        check("http://a/x", "//b/x", None);
        check("http://a/x", "v2", None);
        check("http://a/x", "/v2 ö", None);
        check("http://a/x", "", None);
    }
}
