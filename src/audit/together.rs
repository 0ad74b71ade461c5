//! Audits of many contests with one sample: whoever still needs cards says how many, all are pulled at once, and every
//! contest hears each card that comes without a gap in its own order.
//!
//! # Reference
//! Glazer, Spertus and Stark 2021, "More Style, Less Work", section 4 (consistent sampling); Stark 2010,
//! "Super-simple simultaneous single-ballot risk-limiting audits", for contests that drop out one by one.

use std::collections::BTreeSet;

use super::rounds::Conduct;
use super::{Audited, Procedure, Sequence, Terms};

/// A contest at the table.
pub struct Seat<'c> {
    /// The method made ready for it.
    pub procedure: &'c dyn Procedure,
    /// Where its cards come from.
    pub sequence: &'c mut dyn Sequence,
    /// Whether it asks for no card of its own and is measured with what others ask for.
    pub opportunistic: bool,
}

/// What audits of many contests did together.
#[derive(Clone, Debug, PartialEq)]
pub struct Together {
    /// For each contest its own audit.
    pub audits: Vec<Audited>,
    /// Distinct cards pulled.
    pub cards: u64,
    /// Rounds until no contest asked for more.
    pub rounds: u64,
}

/// Conducts audits by single cards without replacement with one sample. At most `list` discrepancies of each are listed.
pub fn conduct_together(seats: Vec<Seat<'_>>, terms: &Terms, list: usize) -> Together {
    let opportunistic: Vec<bool> = seats.iter().map(|seat| seat.opportunistic).collect();
    let mut audits: Vec<Conduct<'_>> =
        seats.into_iter().map(|seat| Conduct::begin(seat.procedure, seat.sequence, terms, list)).collect();
    let mut pulled: BTreeSet<u64> = BTreeSet::new();
    // Tickets of a contest that are known to be pulled or asked for, so that no draw is looked at twice.
    let mut asked = vec![0; audits.len()];
    let mut rounds = 0;
    loop {
        let mut open = vec![false; audits.len()];
        for (at, audit) in audits.iter_mut().enumerate().filter(|(at, _)| !opportunistic[*at]) {
            let Some(goal) = audit.opens_round() else { continue };
            open[at] = true;
            while asked[at] < goal {
                let Some(ticket) = audit.sequence.ticket(asked[at]) else { break };
                pulled.insert(ticket);
                asked[at] += 1;
            }
        }
        if !open.contains(&true) {
            break;
        }
        rounds += 1;
        for (at, audit) in audits.iter_mut().enumerate().filter(|(at, _)| open[*at] || opportunistic[*at]) {
            let before = audit.draws;
            while !audit.course.ended
                && audit.sequence.ticket(audit.draws).is_some_and(|ticket| pulled.contains(&ticket))
            {
                if !audit.hear() {
                    break;
                }
            }
            if opportunistic[at] {
                audit.course.goal = audit.draws;
            }
            if open[at] || (!audit.course.ended && audit.draws > before) {
                audit.close_round();
            }
        }
    }
    for (audit, _) in audits.iter_mut().zip(&opportunistic).filter(|(_, only)| **only) {
        audit.course.only_measures();
    }
    Together {
        audits: audits.into_iter().map(|audit| audit.course.audited).collect(),
        cards: pulled.len() as u64,
        rounds,
    }
}
