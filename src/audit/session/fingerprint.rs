//! Fingerprints of the reported result: hashes that show that a resumed audit starts from the same data.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::audit::{HeldAgainst, PoolKind, Records, ReportedContest};
use crate::election::{Code, Vote};
use crate::sampling::Frame;
use crate::social_choice::Tally;

/// SHA-256 of each part of a contest's report, hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fingerprint {
    /// Id, candidates, seats, votes allowed, rule.
    pub contest: String,
    /// The totals and the outcome.
    pub totals: String,
    /// The cards that may be drawn.
    pub frame: String,
    /// The cast vote records of these cards.
    pub records: String,
    /// The tallies of the batches.
    pub batches: String,
    /// Pools and strata.
    pub division: String,
}

/// A part of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportedPart {
    /// The contest itself.
    Contest,
    /// The totals or the outcome.
    Totals,
    /// The cards that may be drawn.
    Frame,
    /// The cast vote records.
    Records,
    /// The tallies of the batches.
    BatchTallies,
    /// Pools and strata.
    Division,
}

impl Fingerprint {
    /// The fingerprint of a contest's report.
    pub fn of(claim: &ReportedContest<'_>) -> Self {
        Self {
            contest: contest(claim),
            totals: totals(claim),
            frame: of_frame(&claim.frame),
            records: claim.records.as_ref().map_or(String::new(), |it| records(it, &claim.frame)),
            batches: batches(claim),
            division: division(claim),
        }
    }

    /// The first part in which two fingerprints differ.
    pub fn differs(&self, other: &Self) -> Option<ReportedPart> {
        [
            (ReportedPart::Contest, self.contest == other.contest),
            (ReportedPart::Frame, self.frame == other.frame),
            (ReportedPart::Totals, self.totals == other.totals),
            (ReportedPart::Records, self.records == other.records),
            (ReportedPart::BatchTallies, self.batches == other.batches),
            (ReportedPart::Division, self.division == other.division),
        ]
        .into_iter()
        .find_map(|(part, same)| (!same).then_some(part))
    }
}

/// A hash over numbers and texts, each with its length, so that their boundaries count.
struct Hash(Sha256);

impl Hash {
    fn of(part: &str) -> Self {
        let mut hash = Self(Sha256::new());
        hash.text(part);
        hash
    }

    fn number(&mut self, number: u64) {
        self.0.update(number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.update(text);
    }

    fn tally(&mut self, tally: &Tally) {
        self.number(tally.votes.len() as u64);
        let rest = [tally.ballots, tally.blank, tally.overvoted];
        tally.votes.iter().copied().chain(rest).for_each(|n| self.number(n as u64));
        for (marks, n) in &tally.kinds {
            marks.targets().for_each(|target| self.number(target.into()));
            self.number(*n as u64);
        }
    }

    fn hexadecimal(self) -> String {
        let digit = |nibble: u8| char::from(b"0123456789abcdef"[usize::from(nibble)]);
        self.0.finalize().iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }
}

fn contest(claim: &ReportedContest<'_>) -> String {
    let it = claim.contest;
    let mut hash = Hash::of("contest");
    hash.text(&it.id);
    hash.text(it.rule.0);
    hash.number(it.candidates.len() as u64);
    it.candidates.iter().for_each(|name| hash.text(name));
    hash.number(it.seats.into());
    hash.number(it.votes_allowed.into());
    hash.number(u64::from(claim.absent == crate::audit::AbsentCards::IsWorst));
    if !it.options.is_default() {
        hash.text(&format!("{:?}", it.options));
    }
    hash.hexadecimal()
}

fn totals(claim: &ReportedContest<'_>) -> String {
    let mut hash = Hash::of("totals");
    hash.tally(&claim.tally);
    for list in [&claim.outcome.winners, &claim.outcome.tied] {
        hash.number(list.len() as u64);
        for &candidate in list {
            hash.number(candidate.into());
        }
    }
    hash.hexadecimal()
}

/// The hash of a frame's batches and cards.
pub(super) fn of_frame(frame: &Frame<'_>) -> String {
    let mut hash = Hash::of("frame");
    hash.number(frame.batches().len() as u64);
    for at in 0..frame.batches().len() {
        let cards = frame.cards_of(at);
        hash.text(frame.batch_id(at));
        hash.number(frame.ballots_of(at));
        hash.number(cards.len() as u64);
        if !frame.is_by_batch() {
            frame.listed(at).for_each(|card| hash.number((card - cards.start) as u64));
            hash.number(u64::MAX);
        }
    }
    hash.number(frame.phantoms());
    hash.hexadecimal()
}

/// The hash of the records of a frame's cards. Votes are numbered as they first appear, so that the order of a table
/// does not matter.
fn records(records: &Records, frame: &Frame<'_>) -> String {
    let mut hash = Hash::of("records");
    let mut numbers: Vec<Option<u32>> = vec![None; records.votes.len() + 1];
    let mut known = 0_u32;
    for card in (0..frame.batches().len()).flat_map(|at| frame.listed(at)) {
        let code = records.of(card).unwrap_or(records.votes.len() as Code);
        let number = numbers[code as usize].unwrap_or_else(|| {
            known += 1;
            hash.0.update(known.to_le_bytes());
            let vote = ((code as usize) < records.votes.len()).then(|| records.votes.vote(code));
            hash.text(match vote {
                None => "none",
                Some(Vote::NotOnCard) => "not_on_card",
                Some(Vote::Marked(_)) => "marked",
            });
            let marks = vote.and_then(Vote::marks);
            marks.iter().flat_map(|marks| marks.targets()).for_each(|candidate| hash.number(candidate.into()));
            hash.number(u64::MAX);
            known
        });
        numbers[code as usize] = Some(number);
        hash.0.update(number.to_le_bytes());
    }
    hash.hexadecimal()
}

fn batches(claim: &ReportedContest<'_>) -> String {
    let mut hash = Hash::of("batches");
    for tally in &claim.batches {
        hash.number(tally.is_some().into());
        if let Some(tally) = tally {
            hash.tally(tally);
        }
    }
    hash.hexadecimal()
}

fn division(claim: &ReportedContest<'_>) -> String {
    let mut hash = Hash::of("division");
    for pool in &claim.pools {
        hash.text(match pool.kind {
            PoolKind::NoRecords => "no_records",
            PoolKind::Unmatched => "unmatched",
            PoolKind::Redacted => "redacted",
        });
        hash.number(pool.cards);
        hash.tally(&pool.tally);
    }
    claim.pool_of.iter().for_each(|pool| hash.number(pool.map_or(u64::MAX, |pool| pool as u64)));
    for stratum in &claim.strata {
        hash.text(&stratum.id);
        hash.text(match stratum.against {
            HeldAgainst::Records => "records",
            HeldAgainst::Nothing => "nothing",
            HeldAgainst::Sums => "sums",
        });
        hash.number(stratum.cards);
        hash.tally(&stratum.tally);
    }
    claim.stratum_of.iter().for_each(|&stratum| hash.number(stratum as u64));
    hash.hexadecimal()
}
