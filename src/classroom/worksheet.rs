//! The risk by hand: multipliers that a class multiplies, draw by draw, until the product is at most the risk limit.
//!
//! # Comparison
//! A drawn ballot's paper is held beside its record. Let N be the ballots, V the smallest reported lead in votes, and o how
//! many votes the record adds to the winner's lead over the others, at its worst: 2, 1, 0, −1 or −2. The risk is multiplied by
//! (1 − V/(2γN)) / (1 − o/(2γ)). If the reported winner did not win, some lead is at most 0 on paper, so o is at least V/N on
//! average; the inverse of the multiplier then has a mean of at most 1, and by Ville's inequality its product reaches 1/α with
//! a chance of at most α, however long the class goes on. Ballots are drawn with replacement.
//!
//! # Polling
//! Only the paper is read. A vote for the reported winner multiplies the risk by 1/(2s) and one for the loser by
//! 1/(2(1 − s)), where s is the winner's reported share of the votes for the two: BRAVO.
//!
//! Multipliers and products are rounded up in their last place, which can only make the risk larger.
//!
//! # Reference
//! Stark 2010, "Super-simple simultaneous single-ballot risk-limiting audits", EVT/WOTE '10, equations (5) to (12), with
//! γ = 1.1; Lindeman, Stark and Yates 2012, "BRAVO: Ballot-polling risk-limiting audits to verify outcomes", EVT/WOTE '12.

/// Twice the inflation γ of the error bound, as a fraction: 2γ = 22/10.
const TWICE_GAMMA: (u128, u128) = (22, 10);

/// Units in 1: multipliers and risks have four decimal places.
pub const WHOLE: u64 = 10_000;

/// A multiplier or a risk in units of 1/10,000, rounded up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Multiplier(pub u64);

impl Multiplier {
    /// No evidence: 1.
    pub const ONE: Self = Self(WHOLE);

    /// A fraction, rounded up.
    fn of(numerator: u128, denominator: u128) -> Self {
        Self(u64::try_from((numerator * u128::from(WHOLE)).div_ceil(denominator)).unwrap_or(u64::MAX))
    }

    /// The product, rounded up as a class rounds it.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        let product = (u128::from(self.0) * u128::from(other.0)).div_ceil(u128::from(WHOLE));
        Self(u64::try_from(product).unwrap_or(u64::MAX))
    }

    /// Its decimals: `0.9091`.
    pub fn decimals(self) -> String {
        format!("{}.{:04}", self.0 / WHOLE, self.0 % WHOLE)
    }
}

/// What a record says of a ballot, as the worksheet tells records apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordSays {
    /// The reported winner.
    Winner,
    /// Another name.
    Other,
    /// No vote: blank, too many marks, or no record.
    Nobody,
}

/// What the paper says beside the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperSays {
    /// The reported winner.
    Winner,
    /// The name that the record has, which is not the winner.
    SameOther,
    /// Another name than the winner and than the record's.
    Other,
    /// No vote.
    Nobody,
}

/// The multipliers of one contest with one seat and one vote a ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskWorksheet {
    /// Ballots in all.
    pub ballots: u64,
    /// The reported winner, an index of the contest's candidates.
    pub winner: usize,
    /// The smallest reported lead of the winner, in votes.
    pub lead: u64,
    /// Whether there are only two names.
    pub is_of_two: bool,
    /// The risk limit, rounded down.
    pub limit: Multiplier,
    /// For each loser, the multipliers of a poll.
    pub polls: Vec<PollMultipliers>,
}

/// The multipliers of a poll for the winner and one loser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PollMultipliers {
    /// The loser, an index of the contest's candidates.
    pub loser: usize,
    /// For a vote for the winner.
    pub winner_vote: Multiplier,
    /// For a vote for the loser.
    pub loser_vote: Multiplier,
}

impl RiskWorksheet {
    /// The multipliers for these reported votes; `None` where nobody leads, or there is nobody to lead.
    pub fn new(ballots: u64, votes: &[i64], risk_limit: f64) -> Option<Self> {
        let best = votes.iter().copied().max()?;
        let winner = votes.iter().position(|&n| n == best)?;
        let losers = || votes.iter().enumerate().filter(|(place, _)| *place != winner);
        let lead = losers().map(|(_, &n)| best - n).min()?;
        if lead <= 0 || best <= 0 || lead as u64 > ballots {
            return None;
        }
        let polls = losers().map(|(loser, &n)| {
            // A name without a vote is taken for one with one: any share above one half is valid.
            let (w, l) = (best.unsigned_abs().max(2), n.max(1).unsigned_abs());
            let (w, l) = (u128::from(w), u128::from(l.min(w - 1)));
            PollMultipliers {
                loser,
                winner_vote: Multiplier::of(w + l, 2 * w),
                loser_vote: Multiplier::of(w + l, 2 * l),
            }
        });
        Some(Self {
            ballots,
            winner,
            lead: lead as u64,
            is_of_two: votes.len() == 2,
            limit: Multiplier((risk_limit * WHOLE as f64 + 1e-6) as u64),
            polls: polls.collect(),
        })
    }

    /// How many votes a record adds to the winner's lead at its worst, −2 to 2.
    pub fn overstatement(&self, record: RecordSays, paper: PaperSays) -> i32 {
        use {PaperSays as P, RecordSays as R};
        match (record, paper) {
            (R::Winner, P::Winner) | (R::Other, P::SameOther) | (R::Nobody, P::Nobody) => 0,
            (R::Winner, P::Nobody) | (R::Other | R::Nobody, P::Other | P::SameOther) => 1,
            (R::Winner, P::Other | P::SameOther) => 2,
            // With three names or more the lead over a third name is what the record gets least wrong.
            (R::Other, P::Winner) if self.is_of_two => -2,
            (R::Other | R::Nobody, P::Winner) => -1,
            (R::Other, P::Nobody) if self.is_of_two => -1,
            (R::Other, P::Nobody) => 0,
        }
    }

    /// The multiplier of a ballot whose record adds that many votes to the lead, −2 to 2.
    ///
    /// # Panics
    /// If it is none of these.
    pub fn multiplier(&self, overstatement: i32) -> Multiplier {
        assert!((-2..=2).contains(&overstatement), "one ballot has one vote");
        let (n, v) = (u128::from(self.ballots), u128::from(self.lead));
        let (g, unit) = TWICE_GAMMA;
        // 1 − V/(2γN) = (gN − unit·V)/(gN), and 1 − o/2γ = (g − unit·o)/g.
        let share = if overstatement < 0 {
            g + unit * u128::from(overstatement.unsigned_abs())
        } else {
            g - unit * u128::from(overstatement.unsigned_abs())
        };
        Multiplier::of((g * n - unit * v) * g, g * n * share)
    }

    /// The risk after this many ballots in a row that all agree.
    pub fn all_agree(&self, draws: usize) -> Multiplier {
        (0..draws).fold(Multiplier::ONE, |risk, _| risk.times(self.multiplier(0)))
    }

    /// The least number of ballots, all of which agree, that confirms the outcome; `None` if the lead is so small that the
    /// risk, rounded up at each draw, never falls to the limit.
    pub fn least_draws(&self) -> Option<usize> {
        let mut risk = Multiplier::ONE;
        let mut draws = 0;
        while risk > self.limit {
            let next = risk.times(self.multiplier(0));
            if next == risk {
                return None;
            }
            risk = next;
            draws += 1;
        }
        Some(draws)
    }
}
