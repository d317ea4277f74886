//! Where a row of an import belongs, or why it belongs nowhere: what can be said without a look at the store.

use super::ImportRequest;
use crate::intake::subscribers::{RowRemark, SubscriberRow};
use crate::model::{Basis, Consent, Id, SubscriptionState};
use chrono::Days;

/// A row with what holds where it said nothing.
pub(super) struct Place<'a> {
    pub(super) row: &'a SubscriberRow,
    pub(super) list: &'a Id,
    basis: Basis,
    pub(super) state: SubscriptionState,
    pub(super) consent: Option<Consent>,
}

impl Place<'_> {
    /// Something to be said of it.
    pub(super) fn remark(&self, code: &'static str) -> RowRemark {
        RowRemark::new(self.row.line, code).with("address", self.row.address.as_str()).with("list", self.list.as_str())
    }

    /// Whether letters could go there, so that the list's ground must be there.
    pub(super) fn needs_evidence(&self) -> bool {
        let gets_letters = matches!(self.state, SubscriptionState::Active | SubscriptionState::Paused);
        self.basis == Basis::Consent && gets_letters && self.consent.is_none()
    }
}

/// Where a row belongs; or why it belongs nowhere.
pub(super) fn accept<'a>(row: &'a SubscriberRow, request: &'a ImportRequest) -> Result<Place<'a>, RowRemark> {
    let defaults = &request.defaults;
    let remark = |code| RowRemark::new(row.line, code).with("address", row.address.as_str());
    let list = row.list.as_ref().or(defaults.list.as_ref()).ok_or_else(|| remark("row-without-list"))?;
    let basis = request.lists.get(list).ok_or_else(|| remark("row-unknown-list").with("list", list.as_str()))?;
    let source = row.source.as_ref().or(defaults.source.as_ref());
    let consented = row.consented.or(defaults.consented);
    // A day ahead is allowed: today begins earlier in Denmark than in UTC.
    let tomorrow = request.now.date_naive().checked_add_days(Days::new(1));
    if consented.is_some_and(|day| Some(day) > tomorrow) {
        return Err(remark("row-consent-in-the-future").with("list", list.as_str()));
    }
    let consent = source.zip(consented).map(|(source, consented)| Consent {
        source: source.clone(),
        consented,
        version: defaults.version.clone(),
        wording: defaults.wording.clone(),
    });
    let state = row.state.unwrap_or(SubscriptionState::Active);
    Ok(Place { row, list, basis: *basis, state, consent })
}
