//! Where a site will be published.

/// An absolute `http(s)` address with a slash at its end, without query or fragment: the root of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Checks and takes an address; a missing slash at the end is added. `None` when it isn't one.
    pub fn new(url: &str) -> Option<Self> {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let is_host = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':');
        let is_path =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~');
        let sound = !host.is_empty()
            && host.bytes().all(is_host)
            && path.bytes().all(is_path)
            && path.split('/').all(|part| part != "." && part != "..")
            && !path.contains("//");
        let slash = if path.is_empty() || path.ends_with('/') { "" } else { "/" };
        let start = url.len() - rest.len();
        sound.then(|| Self(format!("{}{host}/{path}{slash}", &url[..start])))
    }

    /// The absolute address of the root, such as `https://voorbeeld.nl/gids/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its host, with the port where it names one.
    pub fn host(&self) -> &str {
        let (_, rest) = self.0.split_once("://").expect("an address has a scheme");
        rest.split_once('/').expect("an address ends with a slash").0
    }

    /// Its path, such as `/gids/`; `/` where the site has a host of its own.
    pub fn path(&self) -> &str {
        let after_scheme = self.0.find("://").expect("an address has a scheme") + 3;
        let slash = self.0[after_scheme..].find('/').expect("an address ends with a slash");
        &self.0[after_scheme + slash..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_addresses_with_and_without_a_path() {
        let check =
            |url: &str| BaseUrl::new(url).map(|base| (base.as_str().to_owned(), base.path().to_owned()));
        assert_eq!(
            BaseUrl::new("https://voorbeeld.nl:80/gids").expect("an address").host(),
            "voorbeeld.nl:80"
        );
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(check("https://voorbeeld.nl/gids"), pair("https://voorbeeld.nl/gids/", "/gids/"));
        assert_eq!(check("http://localhost:4000"), pair("http://localhost:4000/", "/"));
        for bad in [
            "voorbeeld.nl",
            "ftp://x.nl",
            "https://",
            "https://x.nl/?a",
            "https://x.nl/a/../b",
            "https://x y",
        ] {
            assert_eq!(check(bad), None, "{bad}");
        }
    }
}
