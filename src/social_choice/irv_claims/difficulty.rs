//! The difficulty of a claim: the expected work to audit it, by four measures.

/// A measure of the work to audit one claim; infinite if the claim's winner does not have more votes.
///
/// The names are those of RAIRE's ballot files (`audit`).
///
/// # Reference
/// Blom, Stuckey, Teague 2019, arXiv:1903.08804, section 5; for MACRO, Stark 2009, "Efficient post-election audits of multiple
/// contests", and Lindeman and Stark 2012, "A gentle introduction to risk-limiting audits".
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Difficulty {
    /// Cards per vote of margin, to which the work of a comparison is proportional.
    OneOnMargin,
    /// The square of that, to which the work of a poll is proportional.
    OneOnMarginSquared,
    /// The expected cards of a BRAVO poll.
    Bravo {
        /// The risk limit, above 0 and below 1.
        risk_limit: f64,
    },
    /// The cards of a super-simple comparison that finds no error.
    Macro {
        /// The risk limit, above 0 and below 1.
        risk_limit: f64,
        /// The error inflation factor, at least 1.
        error_inflation: f64,
    },
}

impl Difficulty {
    /// The difficulty of a claim whose winner has `winner` votes and whose loser has `loser`, in a contest on `cards` cards.
    ///
    /// For no votes for the loser, the formula of BRAVO is replaced by its limit.
    pub fn of(self, winner: u64, loser: u64, cards: u64) -> f64 {
        if winner <= loser {
            return f64::INFINITY;
        }
        let on_margin = cards as f64 / (winner - loser) as f64;
        match self {
            Self::OneOnMargin => on_margin,
            Self::OneOnMarginSquared => on_margin * on_margin,
            Self::Bravo { risk_limit } => {
                let (w, l) = (winner as f64, loser as f64);
                let share = w / (w + l);
                let up = libm::log(2.0 * share);
                let down = if loser == 0 { 0.0 } else { l * libm::log(2.0 - 2.0 * share) };
                cards as f64 * (0.5 * up - libm::log(risk_limit)) / (w * up + down)
            }
            Self::Macro { risk_limit, error_inflation } => -libm::log(risk_limit) * 2.0 * error_inflation * on_margin,
        }
    }
}
