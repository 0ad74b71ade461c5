//! Ballot-level comparison with stated rates of discrepancies: closed forms, and the distribution by counts of their
//! kinds.
//!
//! # Derivation
//! `docs/derivations/comparison-distribution.md`.
//!
//! # Reference
//! Stark 2010, "Super-simple simultaneous single-ballot risk-limiting audits" (closed form); the distributions are
//! ours.

use super::figures::UNITS;
use super::question::CheckedQuestion;
use super::{PairFigures, SampleSizeDistribution, Sizes, drawn};
use crate::audit::clean_size::{clean_size, stake};
use crate::reason::Reason;
use crate::risk::comparison_distribution::{Bets, ByCounts, ComparisonDistribution, FixedFactors, WalkLimits};
use crate::risk::polling::StoppingDistribution;
use crate::risk::{Discrepancies, DiscrepancyRates, SuperSimple, comparison_distribution};

/// Most operations of one distribution: about a second.
const BUDGET: u64 = 1_500_000_000;
/// A distribution ends when the probability of continuing is less than this.
const LEFT: f64 = 1e-8;
/// Largest number of draws of a distribution.
const FARTHEST: u64 = 3_000_000;
/// Grid steps of log wealth per agreeing card, and the operations that the distribution may cost: a fine grid if that
/// is cheap, else a coarse one.
const STEPS_PER_CARD: [(f64, u64); 2] = [(64.0, BUDGET / 4), (4.0, BUDGET)];

/// Closed forms and the distribution.
pub(super) fn super_simple_sizes(asked: &CheckedQuestion<'_>) -> Result<Sizes, Reason> {
    let figures = asked.figures()?;
    let (bound, limit, rates) = (bound_of(&figures), asked.risk_limit, figures.rates);
    let none = Discrepancies::default();
    let given = asked.spec.discrepancies.map(|_| bound.size_at_rates(limit, rates.o1, rates.o2, rates.u1, rates.u2));
    let least = bound.least(limit, &none);
    let too_many = |size: u64| asked.cards.is_some_and(|cards| size >= cards);
    let sizes = by_distribution_or_lot("super_simple", asked, &figures, &super_simple(&figures))?;
    Ok(Sizes {
        no_error: Some(bound.size_with(limit, &none)),
        at_rates: given.flatten(),
        least: Some(least),
        full_hand_count: sizes.full_hand_count
            || too_many(least)
            || given.is_some_and(|size| size.is_none_or(too_many)),
        ..sizes
    })
}

/// The smallest sample and the distribution.
pub(super) fn ballot_comparison_sizes(asked: &CheckedQuestion<'_>) -> Result<Sizes, Reason> {
    asked.needed_cards()?;
    let figures = asked.figures()?;
    let (least, exact) = clean_size(figures.overstatement(), asked.risk_limit);
    let sizes = by_distribution_or_lot("ballot_comparison", asked, &figures, &ballot_comparison(&figures))?;
    let full_hand_count = sizes.full_hand_count || least >= figures.cards;
    Ok(Sizes { least: Some(least), full_hand_count, exact: sizes.exact && exact, ..sizes })
}

/// Sizes from the distribution or, if it does not reach all that the question asks, from simulated audits.
fn by_distribution_or_lot(
    method: &str,
    asked: &CheckedQuestion<'_>,
    figures: &PairFigures,
    distribution: &SampleSizeDistribution,
) -> Result<Sizes, Reason> {
    let sizes = Sizes::of_distribution(distribution, asked);
    let clean = figures.rates == DiscrepancyRates::default();
    let is_exact = distribution.exact() && (distribution.complete() || sizes.exact);
    if (clean || is_exact) && asked.spec.trials.is_none() {
        return Ok(sizes);
    }
    let drawn = drawn::by_lot(method, asked, figures)?;
    // The part that the distribution does give is kept beside it.
    Ok(Sizes { horizon: sizes.horizon, left: sizes.left, ..drawn })
}

fn bound_of(figures: &PairFigures) -> SuperSimple {
    SuperSimple { gamma: figures.gamma, margin: figures.diluted() }
}

/// The distribution of a super-simple audit that is judged card by card, with replacement.
pub(super) fn super_simple(figures: &PairFigures) -> SampleSizeDistribution {
    let bound = bound_of(figures);
    if figures.rates == DiscrepancyRates::default() {
        return certain(bound.least(figures.risk_limit, &Discrepancies::default()), figures.cards, true);
    }
    // With fixed factors the order does not matter: every count vector has one wealth.
    let bounds = WalkLimits { horizon: figures.cards.min(FARTHEST), left: LEFT, budget: BUDGET, step: 1e-3, up: false };
    let distribution =
        comparison_distribution::distribution(&FixedFactors::new(&bound, &figures.rates), figures.risk_limit, bounds);
    of_cards(distribution, figures.cards, true)
}

/// The distribution of our comparison that is judged card by card, without replacement.
pub(super) fn ballot_comparison(figures: &PairFigures) -> SampleSizeDistribution {
    let over = figures.overstatement();
    let cards = figures.kinds_of_cards();
    if cards[1..].iter().all(|&n| n == 0) {
        let (least, exact) = clean_size(over, figures.risk_limit);
        return certain(least, figures.cards, exact);
    }
    let bets = Bets::new(over.null(false), stake(over, figures.risk_limit), UNITS, cards);
    in_bounds(&bets, figures)
}

/// The narrowest steps of log wealth.
const FINEST: f64 = 1e-4;

/// The distribution with wealth rounded down, and the one with wealth rounded up beside it.
fn in_bounds(bets: &impl ByCounts, figures: &PairFigures) -> SampleSizeDistribution {
    let horizon = figures.cards.min(FARTHEST);
    let at = |(steps, budget): (f64, u64), up: bool| {
        let bounds =
            WalkLimits { horizon, left: LEFT, budget, step: (0.5 * figures.diluted() / steps).max(FINEST), up };
        comparison_distribution::distribution(bets, figures.risk_limit, bounds)
    };
    for fineness in STEPS_PER_CARD {
        let down = at(fineness, false);
        if down.going >= LEFT {
            continue;
        }
        let up = at(fineness, true);
        if up.going < LEFT {
            return of_cards(down, figures.cards, true).between(up.stopping);
        }
    }
    of_cards(at((STEPS_PER_CARD[1].0, BUDGET / 8), false), figures.cards, false)
}

fn of_cards(distribution: ComparisonDistribution, cards: u64, exact: bool) -> SampleSizeDistribution {
    let goes_on = distribution.going >= LEFT && distribution.stopping.horizon() < cards;
    SampleSizeDistribution::of_cards(distribution.stopping, cards, goes_on, exact)
}

/// The distribution of an audit that stops with card number `size`, if there are that many.
fn certain(size: u64, cards: u64, exact: bool) -> SampleSizeDistribution {
    let stopping = if size <= cards {
        StoppingDistribution { from: size.saturating_sub(1), stops: vec![1.0], left: 0.0, dropped: 0.0 }
    } else {
        StoppingDistribution { from: 0, stops: Vec::new(), left: 1.0, dropped: 0.0 }
    };
    SampleSizeDistribution::of_cards(stopping, cards, false, exact)
}
