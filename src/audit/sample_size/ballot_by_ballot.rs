//! BRAVO ballot by ballot: the whole distribution, with replacement or without.
//!
//! # Derivation
//! `docs/derivations/stopping-distributions.md`.
//!
//! # Reference
//! Lindeman, Stark and Yates 2012, "BRAVO", EVT/WOTE '12; without replacement as in Huang, Rivest, Stark, Teague and
//! Vukcevic 2020, E-Vote-ID '20. Wald's average: Lindeman and Stark 2012, "A Gentle Introduction to Risk-limiting Audits".

use super::known_rounds::too_long;
use super::question::CheckedQuestion;
use super::{PairFigures, Planned, Probed, SampleSizeDistribution, Sizes};
use crate::reason::{Reason, complaints, rules};
use crate::risk::average_sample_number;
use crate::risk::polling::{
    PairShare, PairVotes, RoundRule, RoundSample, SelectionOrdered, StoppingDistribution, Until, hypergeometric_kmin,
    with_replacement_until, without_replacement_until,
};

/// Largest number of draws of a distribution.
const FARTHEST: u64 = 20_000_000;
/// Most multiplications of a distribution: about two seconds.
const BUDGET: u64 = 8_000_000_000;
/// The same without replacement, where each costs more.
const BUDGET_WITHOUT: u64 = 1_200_000_000;
/// A distribution ends when the probability of continuing is less than this.
const LEFT: f64 = 1e-10;
/// Most ballots of the pair for a distribution without replacement.
const MOST_OF_PAIR: u64 = 50_000_000;
/// Most ballots of the pair for answers about rounds.
const LONGEST_ROUND: u64 = 3_000_000;

/// Wald's average, the distribution, and rounds if the question has them.
pub(super) fn answer(asked: &CheckedQuestion<'_>) -> Result<Sizes, Reason> {
    let figures = asked.figures()?;
    let asn = asn(&figures);
    let distribution = distribution(&figures)?;
    let mut sizes = Sizes::of_distribution(&distribution, asked);
    sizes.asn = asn;
    sizes.least = distribution.of_counting().stops.iter().position(|stop| *stop > 0.0).map(|place| place as u64 + 1);
    sizes.full_hand_count |= asked.cards.is_some_and(|cards| asn.is_none_or(|asn| asn >= cards));
    if asked.spec.rounds.is_none() && asked.spec.probe.is_none() {
        return Ok(sizes);
    }
    if !figures.replacement {
        return Err(complaints::error_allowed(
            "rounds",
            complaints::found_beside("replacement false"),
            rules::rule_with_replacement(),
        ));
    }
    let design = figures.design()?;
    let schedule = |key: &str, ends: &[u64]| {
        if let Some(far) = ends.iter().find(|&&n| n > LONGEST_ROUND) {
            return Err(complaints::error_allowed(key, *far, rules::rule_every_ballot(LONGEST_ROUND)));
        }
        SelectionOrdered.schedule(&design, ends).map_err(|why| too_long(key, why))
    };
    if let Some(ends) = &asked.spec.rounds {
        let planned =
            |c: crate::risk::polling::PlannedRound| Planned { n: c.n, kmin: c.kmin, stop: c.stop, risk: c.risk };
        sizes.rounds = Some(schedule("rounds", ends)?.into_iter().map(planned).collect());
    }
    if let Some(ends) = &asked.spec.probe {
        let probed = |c: crate::risk::polling::PlannedRound| Probed { n: c.n, kmin: c.kmin, stop: c.stop };
        sizes.probe = Some(schedule("probe", ends)?.into_iter().map(probed).collect());
    }
    Ok(sizes)
}

/// Wald's average sample number, in ballots of the contest; `None` if it is too large for a whole number.
pub(super) fn asn(figures: &PairFigures) -> Option<u64> {
    let PairFigures { cards, pair, winner, loser, risk_limit, .. } = *figures;
    // With a margin alone, all ballots are of the pair.
    let all = if pair == cards { winner + loser } else { cards };
    average_sample_number(risk_limit, winner, loser, all).filter(|&asn| asn < u64::MAX)
}

/// The distribution of BRAVO, if the votes are as reported.
pub(super) fn distribution(figures: &PairFigures) -> Result<SampleSizeDistribution, Reason> {
    let PairFigures { cards, pair, winner, loser, .. } = *figures;
    let paper = PairVotes { winner, loser, neither: cards - pair };
    if figures.replacement { with_replacement(figures, paper, cards) } else { without_replacement(figures) }
}

/// The distribution of BRAVO with replacement, for a number of draws of cards, on paper with these votes: those of the
/// pair in any proportion, the others in cards.
pub(super) fn with_replacement(
    figures: &PairFigures,
    paper: PairVotes,
    draws: u64,
) -> Result<SampleSizeDistribution, Reason> {
    let design = figures.design()?;
    let cards = figures.cards;
    let pair = cards - paper.neither;
    if pair == 0 {
        let never = StoppingDistribution { from: 0, stops: Vec::new(), left: 1.0, dropped: 0.0 };
        return Ok(SampleSizeDistribution::of_cards(never, cards, false, true));
    }
    let truth = PairShare::of(paper.winner as f64 / (paper.winner + paper.loser) as f64);
    // This many draws of cards hold no more ballots of the pair, except with a probability of 10⁻²⁰.
    let share = pair as f64 / cards as f64;
    let expected = draws as f64 * share;
    let all = draws >= cards;
    let deviations = if all { 10.0 } else { 20.0 };
    let spread = if pair == cards { 0.0 } else { deviations * libm::sqrt(expected * (1.0 - share)) + 20.0 };
    let most = (libm::ceil(expected + spread) as u64).min(cards);
    let first = design.first_stop();
    let stopping = if first > most || first > FARTHEST {
        StoppingDistribution { from: 0, stops: Vec::new(), left: 1.0, dropped: 0.0 }
    } else {
        let until = Until { horizon: most.min(FARTHEST), left: LEFT, budget: BUDGET };
        with_replacement_until(&design, truth, RoundSample::default(), until).map_err(|why| why.reason())?
    };
    let goes_on = first <= most && stopping.left >= LEFT && (!all || stopping.horizon() < most);
    Ok(SampleSizeDistribution::of_pair(stopping, cards, pair, true, goes_on))
}

fn without_replacement(figures: &PairFigures) -> Result<SampleSizeDistribution, Reason> {
    let PairFigures { cards, pair, .. } = *figures;
    let winner =
        if figures.winner + figures.loser == pair { figures.winner } else { (pair + figures.lead()).div_ceil(2) };
    let whole = PairFigures { winner, loser: pair - winner, ..*figures };
    let design = whole.design()?;
    let far = |_| rules::error_too_many_pair("ballots", MOST_OF_PAIR);
    let kmin = hypergeometric_kmin(&design).map_err(far)?;
    let truth = RoundSample { n: pair, k: winner };
    let until = Until { horizon: pair, left: LEFT, budget: BUDGET_WITHOUT };
    let stopping = without_replacement_until(truth, until, |n| kmin[n as usize]).map_err(far)?;
    let goes_on = stopping.horizon() < pair && stopping.left >= LEFT;
    Ok(SampleSizeDistribution::of_pair(stopping, cards, pair, false, goes_on))
}
