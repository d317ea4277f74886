//! Where a link in a record may lead.

use std::borrow::Cow;

/// Whether a link may lead there: http, https, mailto or tel, or an address relative to the page. No control character,
/// no space and no invisible character anywhere; no `//host`, which leads off the page without saying so; no `\`, which
/// browsers read as `/`.
pub fn is_allowed_url(url: &str) -> bool {
    if url.is_empty() || url.chars().any(|it| it.is_control() || it.is_whitespace() || is_invisible(it) || it == '\\') {
        return false;
    }
    let first = &url[..url.find(['/', '?', '#']).unwrap_or(url.len())];
    match first.split_once(':') {
        Some((scheme, _)) => {
            let rest = &url[scheme.len() + 1..];
            match scheme.to_ascii_lowercase().as_str() {
                "http" | "https" => rest.strip_prefix("//").is_some_and(has_host),
                "mailto" | "tel" => !rest.is_empty() && !rest.starts_with('/'),
                _ => false,
            }
        }
        // A reference to a character here (`javascript&#58;…`) would be a scheme wherever somebody forgets to escape it.
        None => !url.starts_with("//") && !first.contains('&'),
    }
}

/// Whether it is a whole address of the web that a link may lead to.
pub fn is_web_address(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://")) && is_allowed_url(url)
}

fn has_host(rest: &str) -> bool {
    rest.split(['/', '?', '#']).next().is_some_and(|host| !host.is_empty())
}

/// Characters that are not seen, or that turn the direction of what is seen: Unicode's format characters.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// The scheme of an address, where it has one that is written in lower or upper case letters.
pub fn scheme(url: &str) -> Option<&'static str> {
    let (scheme, _) = url.split_once(':')?;
    let known = ["http", "https", "mailto", "tel"].into_iter().find(|known| scheme.eq_ignore_ascii_case(known));
    let is_a_word = !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    known.or(is_a_word.then_some("other"))
}

/// The file of the workspace that a relative link leads to, from the root; nothing for a link that leads elsewhere, or
/// within its own page.
pub fn linked_file(url: &str) -> Option<String> {
    if !is_allowed_url(url) || scheme(url).is_some() {
        return None;
    }
    let path = url.split(['?', '#']).next().unwrap_or_default();
    Some(plain_path(&decoded(path)).into_owned()).filter(|file| !file.is_empty())
}

/// A path without the steps that lead nowhere, `a//./b`, so that a file has one name. One that begins at the root of the disk still
/// does, and `..` stays, for whoever refuses them.
pub fn plain_path(path: &str) -> Cow<'_, str> {
    let leads_nowhere = |step: &str| step.is_empty() || step == ".";
    let (root, steps) = path.strip_prefix('/').map_or(("", path), |steps| ("/", steps));
    if !steps.split('/').any(leads_nowhere) {
        return Cow::Borrowed(path);
    }
    let steps: Vec<&str> = steps.split('/').filter(|step| !leads_nowhere(step)).collect();
    Cow::Owned(format!("{root}{}", steps.join("/")))
}

/// `%20` and its like, read.
pub fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut read = Vec::with_capacity(bytes.len());
    let mut position = 0;
    while position < bytes.len() {
        let hex = text.get(position + 1..position + 3).filter(|hex| hex.bytes().all(|it| it.is_ascii_hexdigit()));
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if bytes[position] == b'%' => {
                read.push(byte);
                position += 3;
            }
            _ => {
                read.push(bytes[position]);
                position += 1;
            }
        }
    }
    String::from_utf8(read).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::{decoded, is_allowed_url, linked_file, plain_path};

    #[test]
    fn a_link_leads_to_the_web_to_a_mail_to_a_telephone_or_along() {
        for url in [
            "https://digst.dk/",
            "http://example.org",
            "HTTPS://Example.org:8080/sti?a=b&c=d#e",
            "https://example.org/a:b",
            "https://æblegrød.example/ø",
            "mailto:netvaerk@example.org",
            "mailto:netvaerk@example.org?subject=Hej%20I",
            "TEL:+4500000000",
            "files/tips.pdf",
            "/files/tips.pdf",
            "./a",
            "../a:b",
            "#ned",
            "?side=2&a=b",
            "a/b:c",
            "2023-01-12-aeldre-sagen",
        ] {
            assert!(is_allowed_url(url), "{url}");
        }
    }

    #[test]
    fn a_link_leads_nowhere_else() {
        for url in [
            "",
            " ",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " javascript:alert(1)",
            "\u{1}javascript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "java\r\nscript:alert(1)",
            "java\0script:alert(1)",
            "java\u{200b}script:alert(1)",
            "javascript\u{a0}:alert(1)",
            "javascript&#58;alert(1)",
            "javascript&colon;alert(1)",
            "&#106;avascript:alert(1)",
            "jav&Tab;ascript:alert(1)",
            "data:text/html,<script>",
            "DATA:image/svg+xml;base64,AAAA",
            "vbscript:msgbox",
            "file:///etc/passwd",
            "ftp://example.org/",
            "blob:https://example.org/1",
            "view-source:https://example.org/",
            "//example.org/",
            "/\\example.org/",
            "\\\\example.org",
            "https:",
            "https://",
            "https:/example.org",
            "https:example.org",
            "https:///example.org",
            "https://?a",
            "https:\\\\example.org",
            "mailto:",
            "tel:",
            "mailto://example.org",
            ":alert(1)",
            "://example.org",
            "1javascript:alert(1)",
            "https://example.org/ a",
            "https://example.org/\u{202e}gpj.exe",
            "https://example.org/a\n",
            "example.org:8080/sti",
        ] {
            assert!(!is_allowed_url(url), "{url:?}");
        }
    }

    #[test]
    fn percent_signs_are_read_where_they_are_codes() {
        assert_eq!(decoded("a%20b%C3%A6"), "a bæ");
        assert_eq!(decoded("95%"), "95%");
        assert_eq!(decoded("%zz%f"), "%zz%f");
        assert_eq!(decoded("%ff"), "%ff");
    }

    #[test]
    fn a_file_has_one_name_however_its_path_is_written() {
        for path in ["files/a.txt", "./files/a.txt", "files//a.txt", "././files/./a.txt", "files/a.txt/"] {
            assert_eq!(plain_path(path), "files/a.txt", "{path}");
        }
        assert_eq!(plain_path("/etc/passwd"), "/etc/passwd");
        assert_eq!(plain_path("//etc//passwd"), "/etc/passwd");
        assert_eq!(plain_path("./../a"), "../a");
        assert_eq!(linked_file("././registry/people%2eyaml?a#b").as_deref(), Some("registry/people.yaml"));
        assert_eq!(linked_file("%2e/registry/a").as_deref(), Some("registry/a"));
    }
}
