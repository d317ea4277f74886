//! The frame of a mail as a template sees it: why one gets it, how one leaves, who sends it.

use super::{Desk, one_line};
use crate::model::{Basis, MailList};
use serde::Serialize;

/// What stands about the text of a mail.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct LetterFrame {
    /// Stands where each reader's greeting comes.
    greeting: String,
    /// Stands where each reader's own address for leaving comes.
    unsubscribe_url: String,
    /// The line that mail programs show after the subject.
    preheader: Option<String>,
    /// The list.
    list: String,
    /// Why one gets this mail.
    why: String,
    /// The words of the link by which one leaves.
    unsubscribe: String,
    /// Where the page stands, to view it in a browser.
    browser_url: Option<String>,
    /// Who sends.
    sender: String,
    /// The postal address.
    postal_address: Option<String>,
    /// The telephone.
    phone: Option<String>,
    /// What the people on the list were promised.
    policy_url: Option<String>,
    /// Whether the meeting's entry for a calendar is attached.
    entry: bool,
}

/// The words that stand in a template's output where each reader's own come.
pub(in crate::render) struct Personal {
    /// For the greeting.
    pub(in crate::render) greeting: String,
    /// For the address for leaving.
    pub(in crate::render) unsubscribe_url: String,
}

impl Desk<'_> {
    /// The frame of a mail to a list.
    pub(in crate::render) fn letter(
        &self,
        list: &MailList,
        preheader: Option<String>,
        browser_url: Option<String>,
        entry: bool,
        personal: &Personal,
    ) -> LetterFrame {
        let settings = &self.records.settings;
        let sender = settings.sender.as_ref();
        let secretariat = self.organisation(&settings.secretariat);
        let title = one_line(&list.title);
        let (why, unsubscribe) = match list.basis {
            Basis::Consent => ("letter-why-consent", "letter-unsubscribe"),
            Basis::Task => ("letter-why-task", "letter-object"),
            Basis::Interest => ("letter-why-interest", "letter-object"),
        };
        LetterFrame {
            greeting: personal.greeting.clone(),
            unsubscribe_url: personal.unsubscribe_url.clone(),
            preheader,
            why: self.say_with(why, &[("list", &title), ("secretariat", &secretariat)]),
            unsubscribe: self.say_with(unsubscribe, &[("list", &title)]),
            list: title,
            browser_url,
            sender: sender.map_or(secretariat, |sender| one_line(&sender.name)),
            postal_address: sender.and_then(|sender| sender.postal_address.as_deref()).map(one_line),
            phone: sender.and_then(|sender| sender.phone.as_deref()).map(one_line),
            policy_url: settings.privacy.policy_url.as_deref().and_then(|url| self.addresses.link(url)),
            entry,
        }
    }
}
