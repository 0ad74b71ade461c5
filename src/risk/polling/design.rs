//! The design of a polling audit of two candidates: their reported votes and the risk limit.
//!
//! # Reference
//! Wald's ratio of a sample: Lindeman, Stark and Yates 2012, "BRAVO", EVT/WOTE '12.

/// Relative tolerance within which a P-value counts as equal to the risk limit.
///
/// A P-value has a rounding error of about 1e-14, and a risk limit is a decimal without an exact binary form.
pub(super) const EQUAL: f64 = 1e-12;

/// The probability that a ballot of the pair is for the winner, and that it is for the loser; they sum to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairShare {
    /// Probability of a vote for the winner, 0 to 1.
    pub winner: f64,
    /// Probability of a vote for the loser, 0 to 1.
    pub loser: f64,
}

impl PairShare {
    /// A tie: the wrong outcome that is hardest to distinguish from a right one.
    pub const TIE: Self = Self { winner: 0.5, loser: 0.5 };

    /// A share of the winner, 0 to 1.
    pub fn of(winner: f64) -> Self {
        Self { winner, loser: 1.0 - winner }
    }

    /// ln(winner/loser).
    pub(super) fn logit(&self) -> f64 {
        libm::log(self.winner) - libm::log(self.loser)
    }
}

/// Reported votes of one winner and one loser, and the risk limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PollDesign {
    winner: u64,
    loser: u64,
    risk_limit: f64,
    ln_risk_limit: f64,
    ln_winner: f64,
    ln_loser: f64,
}

impl PollDesign {
    /// `None` unless the winner has more votes than the loser, both together at most 2^53, and the risk limit is above
    /// 0 and below 1.
    pub fn new(winner: u64, loser: u64, risk_limit: f64) -> Option<Self> {
        let both = winner.checked_add(loser)?;
        let fits = winner > loser && both <= 1 << 53 && risk_limit > 0.0 && risk_limit < 1.0;
        // 2W/(W + L) = 1 + (W − L)/(W + L): this form keeps its digits down to a margin of one vote.
        let margin = (winner.saturating_sub(loser)) as f64 / both as f64;
        let (ln_winner, ln_loser) = (libm::log1p(margin), libm::log1p(-margin));
        let ln_risk_limit = libm::log(risk_limit);
        fits.then_some(Self { winner, loser, risk_limit, ln_risk_limit, ln_winner, ln_loser })
    }

    /// The largest probability of confirming a wrong outcome.
    pub fn risk_limit(&self) -> f64 {
        self.risk_limit
    }

    /// Ballots of the pair as reported.
    pub fn ballots(&self) -> u64 {
        self.winner + self.loser
    }

    /// Reported votes of the winner.
    pub fn winner(&self) -> u64 {
        self.winner
    }

    /// The shares as reported.
    pub fn reported(&self) -> PairShare {
        let both = self.ballots() as f64;
        PairShare { winner: self.winner as f64 / both, loser: self.loser as f64 / both }
    }

    /// ln of Wald's ratio (2s)^k (2(1−s))^(n−k) for `k` votes of the winner in `n` ballots of the pair; minus infinity
    /// if the sample contradicts a report of no vote for the loser.
    pub fn ln_ratio(&self, n: u64, k: u64) -> f64 {
        let against = n.saturating_sub(k);
        let loser = if against == 0 { 0.0 } else { against as f64 * self.ln_loser };
        k as f64 * self.ln_winner + loser
    }

    /// Whether a P-value, given by its logarithm, is no more than the risk limit.
    pub fn suffices(&self, ln_p_value: f64) -> bool {
        ln_p_value <= self.ln_risk_limit + EQUAL
    }

    /// The smallest `k <= n` whose Wald ratio is at least exp(`ln_level`); `None` if even `k = n` has less.
    pub fn least_with_ratio(&self, n: u64, ln_level: f64) -> Option<u64> {
        let enough = |k: u64| self.ln_ratio(n, k) >= ln_level - EQUAL;
        if !enough(n) {
            return None;
        }
        if self.loser == 0 {
            return if ln_level <= EQUAL && n == 0 { Some(0) } else { Some(n) };
        }
        let exact = (ln_level - n as f64 * self.ln_loser) / (self.ln_winner - self.ln_loser);
        let mut k = libm::ceil(exact).clamp(0.0, n as f64) as u64;
        while k > 0 && enough(k - 1) {
            k -= 1;
        }
        while !enough(k) {
            k += 1;
        }
        Some(k)
    }

    /// The smallest `k <= n` at which BRAVO stops.
    pub fn bravo_kmin(&self, n: u64) -> Option<u64> {
        self.least_with_ratio(n, -self.ln_risk_limit)
    }

    /// Whether `k` votes of the winner among `n` ballots stop BRAVO.
    pub(super) fn bravo_stops(&self, n: u64, k: u64) -> bool {
        self.ln_ratio(n, k) >= -self.ln_risk_limit - EQUAL
    }

    /// Whether BRAVO's ratio is beyond one over the risk limit by more than any rounding error of log probabilities for
    /// `n` ballots.
    pub(super) fn is_clear(&self, n: u64, k: u64) -> bool {
        self.ln_ratio(n, k) >= -self.ln_risk_limit + 1e-6 + 1e-9 * n as f64
    }

    /// The real number of votes of the winner, among `n` ballots, at which BRAVO's ratio is one over the risk limit
    /// (within rounding below it), and its slope per ballot.
    pub(super) fn bravo_line(&self, n: u64) -> (f64, f64) {
        let each = self.ln_winner - self.ln_loser;
        let level = -self.ln_risk_limit - EQUAL;
        ((level - n as f64 * self.ln_loser) / each - 1e-6, -self.ln_loser / each)
    }

    /// The smallest `n` at which a sample of votes for the winner only stops BRAVO.
    pub fn first_stop(&self) -> u64 {
        libm::ceil((-self.ln_risk_limit - EQUAL) / self.ln_winner).max(1.0) as u64
    }
}
