//! Audits whose size is fixed by law, whatever the margin: a share of all, or all.

use super::Sizes;
use super::question::CheckedQuestion;
use crate::audit::terms::share_of;
use crate::reason::{Reason, complaints};

/// A share of the ballots or batches, rounded up.
pub(super) fn percentage(asked: &CheckedQuestion<'_>) -> Result<Sizes, Reason> {
    let share = asked.spec.share.unwrap_or(0.01);
    if !(share > 0.0 && share <= 1.0) {
        return Err(complaints::error_allowed("share", share, complaints::rule_to_1()));
    }
    let cards = asked.needed_cards()?;
    let least = share_of(share, cards).max(1);
    Ok(Sizes { least: Some(least), full_hand_count: least >= cards, ..Sizes::default() })
}

/// Every ballot.
pub(super) fn full_hand_count(asked: &CheckedQuestion<'_>) -> Result<Sizes, Reason> {
    let least = Some(asked.needed_cards()?);
    Ok(Sizes { least, full_hand_count: true, exact: true, ..Sizes::default() })
}
