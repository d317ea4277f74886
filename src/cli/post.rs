//! What `inbox` does with one mail: somebody leaves by it, it is returned mail and handed on, or it is for a person to read.

use super::bounce_row::{self, BounceRow};
use super::context;
use super::exit::Failure;
use super::terminal::Terminal;
use crate::inbox::Mail;
use crate::language::date;
use crate::letter::Leaving;
use crate::letter::returned::{Returned, ReturnedKind};
use crate::model::Id;
use crate::store::{LeaveRequest, Leaver, OpenStore, ReceiveRequest, ReceivedMail, Run, Store};

/// One mail; `--json` gives it.
#[derive(Debug, serde::Serialize)]
pub struct Row {
    pub file: String,
    pub kind: &'static str,
    pub from: String,
    pub subject: String,
    pub date: Option<String>,
    pub address: Option<String>,
    pub code: Option<u16>,
    pub status: Option<String>,
    pub lists: Vec<String>,
    #[serde(skip)]
    pub day: String,
    #[serde(skip)]
    pub what: String,
}

/// What the run is about.
pub struct Post<'a> {
    pub store: OpenStore,
    pub run: Run,
    pub zone: chrono_tz::Tz,
    pub terminal: &'a Terminal,
}

impl Post<'_> {
    /// Does what a mail asks for.
    pub async fn take(&self, mail: Mail) -> Result<Vec<Row>, Failure> {
        let returned = Returned::read(&mail.bytes);
        let is_wish = |leaving: &Leaving| match leaving {
            Leaving::Token(_) => !returned.kind.is_bounce(),
            // Without a token it must be a person that asks.
            Leaving::Sender(_) => returned.kind == ReturnedKind::Other,
        };
        if let Some(leaving) = Leaving::read(&mail.bytes).filter(is_wish) {
            return Ok(vec![self.leave(mail.source, returned, leaving).await?]);
        }
        if !returned.kind.is_bounce() && returned.kind != ReturnedKind::Complaint {
            let row = self.row(&mail.source, returned.kind.name(), &returned);
            let is_hinted_at = returned.kind == ReturnedKind::Other && Leaving::is_hinted_at(&mail.bytes);
            let what = if is_hinted_at { self.terminal.sentence("inbox-may-leave", &[]) } else { String::new() };
            return Ok(vec![Row { what, ..row }]);
        }
        let received = ReceivedMail { source: mail.source, returned };
        let request = ReceiveRequest { mails: vec![received.clone()], run: self.run, now: context::now() };
        let effects = self.store.receive(request).await?.pop().unwrap_or_default();
        let rows = bounce_row::of(&received, &effects, self.terminal).into_iter().map(|bounce| {
            let BounceRow { kind, address, code, status, what, .. } = bounce;
            Row { address, code, status, what, ..self.row(&received.source, kind.name(), &received.returned) }
        });
        Ok(rows.collect())
    }

    async fn leave(&self, source: String, returned: Returned, leaving: Leaving) -> Result<Row, Failure> {
        let leaver = match leaving {
            Leaving::Token(token) => Leaver::Token(token),
            Leaving::Sender(address) => Leaver::Address(address),
        };
        let is_by_token = matches!(leaver, Leaver::Token(_));
        let request = LeaveRequest { leaver, written_at: returned.date, run: self.run, now: context::now() };
        let row = self.row(&source, "unsubscribe", &returned);
        let Some(outcome) = self.store.leave(request).await? else {
            // Nobody's wish that we could carry out: a person must look at it.
            let name = if is_by_token { "inbox-token-unknown" } else { "inbox-leaver-unknown" };
            let what = self.terminal.sentence(name, &[("from", row.from.as_str().into())]);
            return Ok(Row { kind: "other", what, ..row });
        };
        let named = |lists: &[Id]| lists.iter().map(ToString::to_string).collect::<Vec<_>>();
        let (lists, joined_since) = (named(&outcome.lists), named(&outcome.joined_since));
        let mut words = Vec::new();
        if joined_since.is_empty() || !lists.is_empty() {
            let said = [
                ("address", outcome.address.to_string().into()),
                ("lists", lists.join(", ").into()),
                ("count", lists.len().into()),
            ];
            words.push(self.terminal.sentence("inbox-left", &said));
        }
        if !joined_since.is_empty() {
            words.push(self.terminal.sentence("inbox-joined-since", &[("lists", joined_since.join(", ").into())]));
        }
        // What it asked for is done, or a person must see that it is not.
        let kind = if lists.is_empty() && !joined_since.is_empty() { "other" } else { row.kind };
        Ok(Row { kind, address: Some(outcome.address.to_string()), lists, what: words.join("; "), ..row })
    }

    fn row(&self, source: &str, kind: &'static str, returned: &Returned) -> Row {
        let day = returned.date.map(|date| date.with_timezone(&self.zone).date_naive());
        Row {
            file: source.to_owned(),
            kind,
            from: returned.from.clone(),
            subject: returned.subject.clone(),
            date: returned.date.map(|date| date.to_rfc3339()),
            address: None,
            code: None,
            status: None,
            lists: Vec::new(),
            day: day.map(|day| date::short(day, self.terminal.language())).unwrap_or_default(),
            what: String::new(),
        }
    }
}
