//! What stands on every letter of a mailing beside its text.

use crate::model::{EmailAddress, Id};

/// What stands on every letter of a mailing beside its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// The name beside the sender's address.
    pub sender_name: String,
    /// The sender's address; its domain is also that of `Message-ID` and `List-Id`.
    pub sender: EmailAddress,
    /// Where answers go, if not to the sender.
    pub reply_to: Option<EmailAddress>,
    /// Where returned mail goes: the envelope's sender. The sender's own address where nothing else is said.
    pub bounces: EmailAddress,
    /// The workspace, as a part of `List-Id`.
    pub workspace: Id,
    /// The list.
    pub list: Id,
    /// What people know the list as.
    pub list_title: String,
    /// The address that leaving by mail is sent to.
    pub unsubscribe: EmailAddress,
    /// Where `serve` answers, if anywhere; https.
    pub service_url: Option<String>,
}
