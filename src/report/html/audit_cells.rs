//! Parts that charts and tables of audits share.

use super::cells::Pointer;
use super::words::Words;
use crate::audit::Decision;
use crate::simulation::{AuditRun, ElectionRun};

/// The JSON pointer of an audit.
pub(super) fn place(run: &ElectionRun, audit: &AuditRun) -> Pointer {
    let observed = run.observed.iter().filter(|it| it.contest == audit.contest).count();
    let before = run.audits.iter().filter(|it| it.contest == audit.contest).position(|it| std::ptr::eq(it, audit));
    Pointer::root().key("contests").key(audit.contest).key("audits").key(observed + before.unwrap_or(0))
}

/// How an audit ended, in the page's language.
pub(super) fn decision(w: &Words, decision: Decision) -> &'static str {
    match decision {
        Decision::Confirmed => w.outcome_confirmed,
        Decision::MeasuredOnly => w.outcome_measured,
        Decision::FullHandCount => w.outcome_full_count,
    }
}
