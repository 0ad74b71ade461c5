//! Audits of many contests with one sample: each contest that needs cards says how many, all are pulled together, and
//! every contest takes the pulled cards that come without a gap in its own order.
//!
//! # Reference
//! Glazer, Spertus and Stark 2021, "More Style, Less Work", section 4 (consistent sampling); Stark 2010,
//! "Super-simple simultaneous single-ballot risk-limiting audits", for contests that drop out one by one.

use super::rounds::{Conduct, EvidenceShown};
use super::{AuditSettings, Audited, PreparedAudit, SampleSource};

/// A contest in a shared sample.
pub struct SharedSeat<'c> {
    /// The method prepared for it.
    pub procedure: &'c dyn PreparedAudit,
    /// The source of its cards.
    pub sequence: &'c mut dyn SampleSource,
    /// Whether it draws no card itself and is measured with cards drawn for others.
    pub opportunistic: bool,
}

/// The result of audits of many contests with one sample.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedSampleAudit {
    /// For each contest its own audit.
    pub audits: Vec<Audited>,
    /// Distinct cards pulled.
    pub cards: u64,
    /// Rounds until no contest needed more cards.
    pub rounds: u64,
}

/// Conducts audits of single cards without replacement with one sample. At most `list` discrepancies of each are
/// listed.
pub fn conduct_together(
    seats: Vec<SharedSeat<'_>>,
    terms: &AuditSettings,
    list: usize,
    shown: EvidenceShown,
) -> SharedSampleAudit {
    let mut rounds = SharedRounds::begin(seats.iter().map(|seat| seat.opportunistic).collect());
    let mut audits = Vec::with_capacity(seats.len());
    let mut sources = Vec::with_capacity(seats.len());
    for SharedSeat { procedure, sequence, .. } in seats {
        audits.push(Conduct::begin_showing(shown, procedure, sequence.all(procedure.unit()), terms, list));
        sources.push(sequence);
    }
    while rounds.opens_round(&mut audits, &mut sources, |_| {}) {
        rounds.hears_round(&mut audits, &mut sources);
    }
    rounds.measures_only(&mut audits);
    SharedSampleAudit {
        audits: audits.into_iter().map(|audit| audit.course.audited).collect(),
        cards: rounds.cards(),
        rounds: rounds.rounds,
    }
}

/// A set of tickets: places in one order, as a bit for each up to the last.
#[derive(Default)]
struct TicketSet {
    words: Vec<u64>,
    many: u64,
}

impl TicketSet {
    /// Adds a ticket; returns whether it is new.
    fn insert(&mut self, ticket: u64) -> bool {
        let (word, bit) = ((ticket / 64) as usize, 1 << (ticket % 64));
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        let is_new = self.words[word] & bit == 0;
        self.words[word] |= bit;
        self.many += u64::from(is_new);
        is_new
    }

    fn has(&self, ticket: u64) -> bool {
        self.words.get((ticket / 64) as usize).is_some_and(|word| word >> (ticket % 64) & 1 == 1)
    }
}

/// The rounds of audits that share one sample: the tickets pulled so far, and which contests draw.
pub(super) struct SharedRounds {
    /// For each contest, whether it draws no card itself.
    opportunistic: Vec<bool>,
    /// For each contest, the number of its first draws whose tickets are known to be pulled, so that none is examined
    /// twice.
    asked: Vec<u64>,
    /// Whether each contest draws in the open round.
    open: Vec<bool>,
    pulled: TicketSet,
    /// Rounds in which some contest drew.
    pub(super) rounds: u64,
}

impl SharedRounds {
    /// The state before the first round.
    pub(super) fn begin(opportunistic: Vec<bool>) -> Self {
        let (asked, open) = (vec![0; opportunistic.len()], vec![false; opportunistic.len()]);
        Self { opportunistic, asked, open, pulled: TicketSet::default(), rounds: 0 }
    }

    /// Distinct cards pulled so far.
    pub(super) fn cards(&self) -> u64 {
        self.pulled.many
    }

    /// Opens a round: every contest that needs cards draws them. `pulls` gets the ticket of each card that is pulled;
    /// returns whether any contest drew.
    pub(super) fn opens_round(
        &mut self,
        audits: &mut [Conduct<'_>],
        sources: &mut [&mut dyn SampleSource],
        mut pulls: impl FnMut(u64),
    ) -> bool {
        for (at, (audit, source)) in audits.iter_mut().zip(sources).enumerate() {
            let goal = if self.opportunistic[at] { None } else { audit.opens_round(*source) };
            self.open[at] = goal.is_some();
            while self.asked[at] < goal.unwrap_or(0) {
                let Some(ticket) = source.ticket(self.asked[at]) else { break };
                if self.pulled.insert(ticket) {
                    pulls(ticket);
                }
                self.asked[at] += 1;
            }
        }
        let any = self.open.contains(&true);
        self.rounds += u64::from(any);
        any
    }

    /// Every contest takes the cards that were pulled without a gap in its own order, and is judged by them.
    pub(super) fn hears_round(&mut self, audits: &mut [Conduct<'_>], sources: &mut [&mut dyn SampleSource]) {
        for (at, (audit, source)) in audits.iter_mut().zip(sources).enumerate() {
            if !self.open[at] && !self.opportunistic[at] {
                continue;
            }
            let before = audit.draws;
            while !audit.course.ended && source.ticket(audit.draws).is_some_and(|ticket| self.pulled.has(ticket)) {
                if !audit.observe(*source) {
                    break;
                }
            }
            if self.opportunistic[at] {
                audit.course.goal = audit.draws;
            }
            if self.open[at] || (!audit.course.ended && audit.draws > before) {
                audit.close_round(*source);
            }
        }
    }

    /// After the last round: contests that drew nothing and are not confirmed were only measured.
    pub(super) fn measures_only(&self, audits: &mut [Conduct<'_>]) {
        for (audit, only) in audits.iter_mut().zip(&self.opportunistic) {
            if *only {
                audit.course.only_measures();
            }
        }
    }
}
