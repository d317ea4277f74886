//! The workspace's own settings.

use super::around::Around;
use super::page::{Page, Subject};
use super::rule::Spot;
use crate::model::{
    AddressError, DkimName, DkimNameError, DocumentPath, EmailAddress, RelayTls, RelayUrl, Settings, is_phone,
};

fn settings<'a>(page: &Page<'a>) -> Option<&'a Settings> {
    match page.subject {
        Subject::Settings(settings) => Some(settings),
        _ => None,
    }
}

pub(super) fn a_time_zone_is_known(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let zone = settings(page).and_then(|settings| settings.timezone.as_deref());
    let unknown = zone.filter(|zone| zone.trim().parse::<chrono_tz::Tz>().is_err());
    unknown.map(|zone| Spot::at(DocumentPath::root().key("timezone")).with("name", zone)).into_iter().collect()
}

pub(super) fn letters_travel_encrypted(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let Some(relay) = settings(page).map(|settings| &settings.relay) else { return Vec::new() };
    match (&relay.url, relay.tls) {
        (Some(RelayUrl::Smtp { host, .. }), Some(RelayTls::None)) if !is_loopback(host) => {
            vec![Spot::at(DocumentPath::root().key("relay").key("tls")).with("host", host.as_str())]
        }
        _ => Vec::new(),
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

pub(super) fn an_address_can_be_written_to(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let Some(settings) = settings(page) else { return Vec::new() };
    let (sender, relay) = (settings.sender.as_ref(), &settings.relay);
    let addresses = [
        ("sender", "email", sender.map(|sender| &sender.email)),
        ("sender", "reply_to", sender.and_then(|sender| sender.reply_to.as_ref())),
        ("relay", "unsubscribe_email", relay.unsubscribe_email.as_ref()),
        ("relay", "bounce_email", relay.bounce_email.as_ref()),
    ];
    let mut spots = Vec::new();
    for (part, key, address) in addresses {
        if let Some(address) = address
            && let Err(error) = EmailAddress::parse(address)
        {
            let problem = match error {
                AddressError::Empty => "empty",
                AddressError::Incomplete => "incomplete",
                AddressError::Character(_) => "character",
                AddressError::Domain => "domain",
                AddressError::TooLong => "too-long",
            };
            let spot = Spot::at(DocumentPath::root().key(part).key(key));
            spots.push(spot.with("address", address.as_str()).with("problem", problem));
        }
    }
    spots
}

pub(super) fn a_phone_can_be_dialled(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let sender = settings(page).and_then(|settings| settings.sender.as_ref());
    let phone = sender.and_then(|sender| sender.phone.as_deref()).filter(|phone| !is_phone(phone.trim()));
    let place = || DocumentPath::root().key("sender").key("phone");
    phone.map(|phone| Spot::at(place()).with("phone", phone)).into_iter().collect()
}

/// The pages' addresses are made by adding to the archive's.
pub(super) fn an_archive_stands_in_a_folder(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let url =
        settings(page).and_then(|settings| settings.archive_url.as_deref()).filter(|url| url.contains(['?', '#']));
    url.map(|url| Spot::at(DocumentPath::root().key("archive_url")).with("url", url)).into_iter().collect()
}

/// Each key of the settings: where its domain and its selector stand, and the name that they make.
fn dkim_names(settings: &Settings) -> impl Iterator<Item = (DocumentPath, Result<DkimName, DkimNameError>)> {
    settings.relay.dkim.iter().enumerate().map(|(position, key)| {
        let path = DocumentPath::root().key("relay").key("dkim").index(position);
        (path, DkimName::parse(&key.domain, &key.selector))
    })
}

pub(super) fn a_key_s_name_can_stand_in_dns(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let Some(settings) = settings(page) else { return Vec::new() };
    let names = dkim_names(settings).filter_map(|(path, name)| match name {
        Ok(_) => None,
        Err(DkimNameError::Domain(text)) => {
            Some(Spot::at(path.key("domain")).with("text", text).with("kind", "domain"))
        }
        Err(DkimNameError::Selector(text)) => {
            Some(Spot::at(path.key("selector")).with("text", text).with("kind", "selector"))
        }
    });
    names.collect()
}

/// RFC 7489 §3.1.1: receivers count a signature only where it is the sender's own.
pub(super) fn a_signature_vouches_for_the_sender(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let Some(settings) = settings(page) else { return Vec::new() };
    let sender = settings.sender.as_ref().and_then(|sender| EmailAddress::parse(&sender.email).ok());
    let Some(sender) = sender else { return Vec::new() };
    let spots = dkim_names(settings).filter_map(|(path, name)| {
        let name = name.ok().filter(|name| !name.vouches_for(sender.domain()))?;
        Some(Spot::at(path.key("domain")).with("domain", name.domain()).with("sender", sender.domain()))
    });
    spots.collect()
}

/// RFC 8058 §3.1: the address of a one-click unsubscription is https.
pub(super) fn leaving_by_one_click_is_encrypted(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let url = settings(page).and_then(|settings| settings.service_url.as_deref());
    let parsed = url.and_then(|url| url::Url::parse(url).ok());
    match parsed {
        Some(parsed) if parsed.scheme() == "http" && !parsed.host_str().is_some_and(is_loopback) => {
            vec![Spot::at(DocumentPath::root().key("service_url")).with("url", parsed.as_str())]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::samples::{Sample, argument};
    use serde_json::json;

    fn places(settings: serde_json::Value) -> Vec<String> {
        Sample::sound().settings(settings).places()
    }

    #[test]
    fn sound_settings_have_no_findings() {
        let settings = json!({
            "timezone": "Europe/Copenhagen", "archive_url": "https://netvaerk.example.org/",
            "service_url": "https://tilmelding.example.org/",
            "sender": { "name": "Sekretariatet", "email": "netvaerk@example.org", "reply_to": "sekretariat@example.org" },
            "relay": { "url": "smtp://user@relay.example.org:587", "tls": "required", "bounce_email": "retur@example.org" },
        });
        assert_eq!(places(settings), [] as [&str; 0]);
        assert_eq!(places(json!({ "service_url": "http://localhost:8080/" })), [] as [&str; 0]);
        assert_eq!(places(json!({ "relay": { "url": "smtp://127.0.0.1:2525", "tls": "none" } })), [] as [&str; 0]);
        assert_eq!(places(json!({ "relay": { "tls": "none" } })), [] as [&str; 0]);
    }

    #[test]
    fn a_key_vouches_for_the_sender_and_has_a_name() {
        let key = |domain: &str, selector: &str| json!({ "domain": domain, "selector": selector, "key_file": "a.pem" });
        let settings = |dkim: serde_json::Value| json!({ "sender": { "name": "Sekretariatet", "email": "net@example.org" }, "relay": { "dkim": dkim } });
        assert_eq!(
            places(settings(json!([key("example.org", "s2026"), key("mail.example.org", "s1")]))),
            [] as [&str; 0]
        );
        assert_eq!(
            places(settings(json!([key("example.com", "s1"), key("example", "s2"), key("example.org", "s 3")]))),
            [
                "opsamling.yaml signature-not-the-sender-s relay.dkim[0].domain",
                "opsamling.yaml key-name-malformed relay.dkim[1].domain",
                "opsamling.yaml key-name-malformed relay.dkim[2].selector",
            ]
        );
    }

    #[test]
    fn an_archive_s_address_can_be_added_to() {
        for url in ["https://example.org/?side=", "https://example.org/#arkiv"] {
            assert_eq!(
                places(json!({ "archive_url": url })),
                ["opsamling.yaml archive-url-unfit archive_url"],
                "{url}"
            );
        }
    }

    #[test]
    fn what_opens_the_front_page_is_held_to_the_rules_of_prose() {
        let about = "## Om os\n\n[her](files/nej.pdf) og ![](foto)";
        let expected = [
            "opsamling.yaml heading-in-body about",
            "opsamling.yaml link-broken about",
            "opsamling.yaml link-text-vague about",
            "opsamling.yaml unknown-reference about",
        ];
        let mut found = places(json!({ "about": about }));
        found.sort();
        assert_eq!(found, expected);
    }

    #[test]
    fn settings_that_cannot_work_are_found() {
        let settings = json!({
            "timezone": "Europa/København", "service_url": "http://tilmelding.example.org/",
            "sender": { "name": "Sekretariatet", "email": "netvaerk", "reply_to": "a b@example.org", "phone": "ring til Bo" },
            "relay": { "url": "smtp://relay.example.org", "tls": "none", "unsubscribe_email": "a@b" },
        });
        let expected = [
            "opsamling.yaml relay-in-the-clear relay.tls",
            "opsamling.yaml address-malformed relay.unsubscribe_email",
            "opsamling.yaml address-malformed sender.email",
            "opsamling.yaml phone-malformed sender.phone",
            "opsamling.yaml address-malformed sender.reply_to",
            "opsamling.yaml service-in-the-clear service_url",
            "opsamling.yaml timezone-unknown timezone",
        ];
        let sample = Sample::sound().settings(settings);
        assert_eq!(sample.places(), expected);
        assert_eq!(argument(&sample.findings()[2], "problem"), "incomplete");
    }
}
