//! What a send would do: the frozen letter, its digest, and what stands in the way.

use super::MailingError;
use crate::letter::{
    self, Attachment, FrozenLetter, Letter, LetterError, LetterPart, Letterhead, MAX_LETTER, ReturnAddress, Signer,
};
use crate::model::{
    Document, EmailAddress, Files, Id, MailList, MailingId, PICTURE_IN_MAIL, Recipient, Record, Records, Settings,
    Token,
};
use crate::picture;
use crate::render::{MailRequest, Renderer};
use crate::workspace::Workspace;
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is to be sent to whom.
#[derive(Clone, Copy)]
pub struct PlanRequest<'a> {
    /// The folder, for pictures that travel inside.
    pub workspace: &'a Workspace,
    /// The records.
    pub records: &'a Records,
    /// What is known of the files they name.
    pub files: &'a Files,
    /// The templates.
    pub renderer: &'a Renderer,
    /// The record.
    pub record: Record<'a>,
    /// The document.
    pub document: Document,
    /// The list.
    pub list: &'a Id,
    /// Whether it is marked UDKAST.
    pub draft: bool,
    /// 1, or more for each `--again`.
    pub round: u32,
    /// What signs the letters, if anything.
    pub signer: Option<&'a Arc<Signer>>,
}

impl PlanRequest<'_> {
    /// The mailing's name.
    pub fn mailing(&self) -> MailingId {
        MailingId {
            record: self.record.id().clone(),
            document: self.document,
            draft: self.draft,
            list: self.list.clone(),
            round: self.round,
        }
    }
}

/// A letter ready to be frozen.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The mailing's name.
    pub id: MailingId,
    /// The subject.
    pub subject: String,
    /// The letter as `letter` packed it: the very bytes that a freeze keeps.
    pub frozen: Vec<u8>,
    /// SHA-256 of them, in hex.
    pub digest: String,
    /// How large one letter is, in bytes.
    pub letter_size: usize,
    /// What signs the letters, if anything.
    pub signer: Option<Arc<Signer>>,
    letter: FrozenLetter,
    /// How many bytes of a letter are its signatures; the same for all of a mailing.
    signature_size: usize,
}

impl Plan {
    /// The letter to one recipient, as a send would write it.
    ///
    /// # Errors
    /// `MailingError` where it cannot be written.
    pub fn letter(&self, recipient: &Recipient, date: DateTime<Utc>) -> Result<Letter, MailingError> {
        let mut letter = self.letter.letter(&self.id, recipient, date)?;
        if let Some(signer) = &self.signer {
            signer.sign(&mut letter, date)?;
        }
        Ok(letter)
    }

    /// Writes the letter to one recipient but for its signatures, which have been tried and take the same room in each: for a
    /// long list they would take as long as sending it.
    ///
    /// # Errors
    /// `MailingError` where a send could not write it.
    pub fn try_letter(&self, recipient: &Recipient, date: DateTime<Utc>) -> Result<(), MailingError> {
        let size = self.letter.letter(&self.id, recipient, date)?.bytes.len() + self.signature_size;
        if size > MAX_LETTER {
            return Err(LetterError::TooLarge { part: LetterPart::Whole, size, limit: MAX_LETTER }.into());
        }
        Ok(())
    }
}

/// Makes the letter of a mailing: the very bytes that a send would freeze, so that what fails there fails here.
///
/// # Errors
/// `MailingError` where the settings name no sender or list, a template fails, a picture is gone, or the letter is too large.
pub fn plan(request: &PlanRequest<'_>, now: DateTime<Utc>) -> Result<Plan, MailingError> {
    let settings = &request.records.settings;
    let list = settings.lists.get(request.list).ok_or_else(|| MailingError::UnknownList {
        list: request.list.to_string(),
        known: settings.lists.keys().map(ToString::to_string).collect(),
    })?;
    let letterhead = letterhead(settings, request.list, list)?;
    let mut text = request.renderer.mail(&MailRequest {
        records: request.records,
        files: request.files,
        record: request.record,
        document: request.document,
        list: request.list,
        draft: request.draft,
        round: request.round,
    })?;
    let mut images = BTreeMap::new();
    for image in &mut text.images {
        let unreadable = || MailingError::ImageUnreadable { file: image.file.clone() };
        let bytes = request.workspace.bytes(&image.file).map_err(|_| unreadable())?;
        let (kind, bytes) = picture::carried(&bytes, PICTURE_IN_MAIL).map_err(|_| unreadable())?;
        image.kind = kind;
        images.insert(image.file.clone(), bytes);
    }
    let entry = text.entry.take().map(|entry| Attachment {
        name: format!("{}.ics", request.record.id()),
        media_type: "text/calendar; charset=utf-8",
        bytes: entry.into_bytes(),
    });
    let frozen = letter::pack(&text, &letterhead, &images, entry.as_slice())?;
    let letter = FrozenLetter::unpack(&frozen)?;
    let id = request.mailing();
    let mut example = letter.letter(&id, &example_recipient(), now)?;
    let unsigned_size = example.bytes.len();
    let signer = request.signer.cloned();
    if let Some(signer) = &signer {
        signer.sign(&mut example, now)?;
    }
    let letter_size = example.bytes.len();
    let signature_size = letter_size - unsigned_size;
    let digest = Sha256::digest(&frozen).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Plan { id, subject: text.subject, frozen, digest, letter_size, signer, letter, signature_size })
}

/// Somebody with a long name, to measure a letter by.
fn example_recipient() -> Recipient {
    Recipient {
        address: EmailAddress::parse("navn@example.org").expect("an address"),
        name: Some("Navn Navnesen Navnesen".to_owned()),
        language: None,
        token: Token::from_bytes([0; 16]),
    }
}

/// What stands on every letter to a list.
///
/// # Errors
/// `MailingError` where the settings name no sender, or an address that is none.
pub fn letterhead(settings: &Settings, id: &Id, list: &MailList) -> Result<Letterhead, MailingError> {
    let sender = settings.sender.as_ref().ok_or(MailingError::NoSender)?;
    let address = |field, text: &str| {
        EmailAddress::parse(text).map_err(|source| MailingError::BadAddress { field, address: text.to_owned(), source })
    };
    let unsubscribe = settings.unsubscribe_email().unwrap_or(&sender.email);
    let bounces = match settings.relay.bounce_email.as_deref() {
        Some(mailbox) => ReturnAddress::own(address("relay.bounce_email", mailbox)?)?,
        None => ReturnAddress::Plain(address("sender.email", &sender.email)?),
    };
    Ok(Letterhead {
        sender_name: sender.name.clone(),
        sender: address("sender.email", &sender.email)?,
        reply_to: sender.reply_to.as_deref().map(|text| address("sender.reply_to", text)).transpose()?,
        bounces,
        workspace: settings.id.clone(),
        list: id.clone(),
        list_title: list.title.clone(),
        unsubscribe: address("relay.unsubscribe_email", unsubscribe)?,
        service_url: settings.service_url.clone(),
    })
}
