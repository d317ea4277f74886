//! Who may ask: programs on this machine that mean this very server. A page of the web whose name leads here (DNS rebinding) bears
//! another name, and gets nothing.

use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{Method, StatusCode, uri::Authority};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// What every answer says, where it says nothing else: nobody keeps it, frames it or fetches it from another site, and it fetches
/// nothing from anywhere else.
const HEADERS: [(HeaderName, &str); 5] = [
    (CACHE_CONTROL, "no-store"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (CONTENT_SECURITY_POLICY, OWN_PAGE),
];

/// Of the preview's own pages.
const OWN_PAGE: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Of a document that is shown within one: it has its style in itself, and runs no script.
pub(super) const FRAMED_PAGE: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src data:; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// Of a document that the browser shows by means of its own, such as PDF.
pub(super) const FRAMED_FILE: &str = "frame-ancestors 'self'";

/// Lets in who asks for this server by its own name, to read.
pub(super) async fn guard(request: Request, next: Next) -> Response {
    let mut answer = if !is_own_name(&request) {
        StatusCode::MISDIRECTED_REQUEST.into_response()
    } else if ![Method::GET, Method::HEAD].contains(request.method()) {
        StatusCode::METHOD_NOT_ALLOWED.into_response()
    } else {
        next.run(request).await
    };
    for (name, value) in HEADERS {
        answer.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    answer
}

/// Whether the request names this machine, by one name (RFC 9112 §3.2).
fn is_own_name(request: &Request) -> bool {
    let mut hosts = request.headers().get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let own = |name: &str| ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own));
    let named = host.to_str().ok().and_then(|host| host.parse::<Authority>().ok());
    named.is_some_and(|named| !named.as_str().contains('@') && own(named.host()))
        && request.uri().host().is_none_or(own)
}

#[cfg(test)]
mod tests {
    use super::is_own_name;
    use axum::body::Body;
    use axum::extract::Request;

    fn asks(uri: &str, hosts: &[&str]) -> bool {
        let request = hosts.iter().fold(Request::builder().uri(uri), |request, host| request.header("host", *host));
        is_own_name(&request.body(Body::empty()).unwrap())
    }

    #[test]
    fn only_this_machine_s_own_names_are_answered() {
        for host in ["127.0.0.1:4747", "localhost:4747", "LOCALHOST", "[::1]:80", "localhost:"] {
            assert!(asks("/", &[host]), "{host}");
        }
        for host in ["evil.example.org", "localhost.example.org:4747", "127.0.0.1.example.org", "a@127.0.0.1", "", "0"]
        {
            assert!(!asks("/", &[host]), "{host}");
        }
        assert!(!asks("/", &[]) && !asks("/", &["localhost", "localhost"]));
        assert!(!asks("http://evil.example.org/", &["localhost"]));
    }
}
