//! Sample sizes: exact distributions of the size at which an audit stops, from a few figures and without ballots.
//!
//! [`sizes`] answers a whole question as `recount plan --spec` asks it. [`distribution`] gives the distribution itself, for
//! planning; [`drawn`] simulates the same sizes, as its twin and if no exact distribution is within reach.
//!
//! # Reference
//! Each family of methods names its own.

mod among;
mod ballot_by_ballot;
mod batches;
mod bayes;
mod by_rounds;
mod checks;
mod comparison;
mod distribution;
mod drawn;
mod figures;
mod fixed;
mod known_rounds;
mod next_round;
mod question;
mod spec;

use super::Chances;
use crate::assertion::Overstatement;
use crate::reason::{Reason, complaints};
use crate::risk::DiscrepancyRates;
use crate::risk::polling::PairVotes;
pub use among::{among, central};
pub use distribution::SampleSizeDistribution;
pub use drawn::{SimulatedSizes, drawn};
pub use figures::PairFigures;
pub use known_rounds::{FirstRoundSizes, Planned, Probed, ScaledSizes};
pub use next_round::NextRound;
pub use question::Sizes;
pub use spec::{ExpectedRates, ReportedBatch, Spec};

use question::CheckedQuestion;
use spec::cut;

/// Most cards, votes or ballots of a question.
pub const MOST: u64 = 1_000_000_000_000;

/// The smallest margin: one vote in [`MOST`].
pub const LEAST_MARGIN: f64 = 1e-12;

/// The methods that have sizes.
pub const SIZED: &[&str] = &[
    "bravo",
    "so_bravo",
    "eor_bravo",
    "minerva",
    "athena",
    "providence",
    "polling",
    "bayes_polling",
    "super_simple",
    "ballot_comparison",
    "batch_comparison",
    "fixed_percentage",
    "full_hand_count",
];

/// The methods that have a [`distribution`].
const WITH_LAW: [&str; 5] = ["bravo", "so_bravo", "super_simple", "ballot_comparison", "bayes_polling"];

/// The sizes for one question.
///
/// ```
/// use recount::audit::sample_size::{Spec, sizes};
/// let spec = Spec { method: "so_bravo".into(), risk_limit: Some(0.1), margin: Some(0.2), ..Spec::default() };
/// assert_eq!(sizes(&spec)?.quantiles.expect("quantiles")["0.5"], Some(84));
/// # Ok::<(), recount::reason::Reason>(())
/// ```
///
/// # Errors
/// The key, what was found and what is allowed.
pub fn sizes(spec: &Spec) -> Result<Sizes, Reason> {
    let asked = CheckedQuestion::of(spec)?;
    if asked.nobody_loses() {
        return Ok(Sizes::of_nobody());
    }
    if let Some(sample) = &spec.sample {
        return next_round::answer(&asked, sample);
    }
    match spec.method.as_str() {
        "bravo" | "so_bravo" => ballot_by_ballot::answer(&asked),
        "eor_bravo" | "minerva" | "athena" | "providence" => by_rounds::answer(&asked),
        "polling" => drawn::answer(&asked),
        "bayes_polling" => bayes::answer(&asked),
        "super_simple" => comparison::super_simple_sizes(&asked),
        "ballot_comparison" => comparison::ballot_comparison_sizes(&asked),
        "batch_comparison" => batches::answer(&asked),
        "fixed_percentage" => fixed::percentage(&asked),
        "full_hand_count" => fixed::full_hand_count(&asked),
        other => Err(question::unknown_method(&cut(other))),
    }
}

/// The distribution of the number of cards at which an audit of one winner against one loser stops, if the votes are as
/// reported and, for comparisons, discrepancies occur at the stated rates. Methods: `bravo` (or `so_bravo`), ballot by
/// ballot; `super_simple`, `ballot_comparison`; `bayes_polling`.
///
/// It takes some seconds at most: if the whole distribution takes more, [`SampleSizeDistribution::horizon`] says how far it
/// goes.
///
/// # Errors
/// Why, if the method has no such distribution or the figures leave nothing to confirm.
pub fn distribution(method: &str, figures: &PairFigures) -> Result<SampleSizeDistribution, Reason> {
    match method {
        "bravo" | "so_bravo" => ballot_by_ballot::distribution(figures),
        "super_simple" => Ok(comparison::super_simple(figures)),
        "ballot_comparison" => Ok(comparison::ballot_comparison(figures)),
        "bayes_polling" => bayes::distribution(figures),
        other => Err(complaints::error_allowed("method", cut(other), WITH_LAW.join(", "))),
    }
}

/// The distribution of `bravo` with replacement for a number of draws of cards, on paper with these votes: enough for
/// an audit with no more draws.
///
/// # Errors
/// Those of [`distribution`].
pub(super) fn bravo_until(
    figures: &PairFigures,
    paper: PairVotes,
    draws: u64,
) -> Result<SampleSizeDistribution, Reason> {
    ballot_by_ballot::with_replacement(figures, paper, draws.min(figures.cards))
}

/// The distribution of `ballot_comparison` for one assertion at these rates.
pub(super) fn comparison_distribution(
    assertion: Overstatement,
    rates: DiscrepancyRates,
    risk_limit: f64,
) -> SampleSizeDistribution {
    comparison::ballot_comparison(&PairFigures::of_overstatement(assertion, rates, risk_limit))
}

/// The distribution of `super_simple` judged card by card, for the smallest margin at these rates.
pub(super) fn super_simple_distribution(
    assertion: Overstatement,
    rates: DiscrepancyRates,
    risk_limit: f64,
) -> SampleSizeDistribution {
    comparison::super_simple(&PairFigures::of_overstatement(assertion, rates, risk_limit))
}

/// The probabilities by the ends of rounds, for a method that judges every draw: as far as the distribution reaches.
pub(super) fn chances_by(distribution: &SampleSizeDistribution, ends: &[u64]) -> Chances {
    let known = || ends.iter().take_while(|&&end| end <= distribution.horizon());
    let by: Vec<f64> = known().map(|&end| distribution.by(end)).collect();
    let within = known().zip(&by).map(|(&end, by)| distribution.by_at_most(end) - by).fold(0.0, f64::max);
    Chances { exact: if distribution.exact() { by.len() } else { 0 }, by, within, ..Chances::default() }
}
