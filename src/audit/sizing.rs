//! Sample sizes with which a poll by pairs confirms with a chosen probability, from the exact distribution of one pair.
//!
//! A size counts ballots of the pair; cards are drawn in proportion, so that they hold that many ballots of the pair on
//! average. The probability is each pair's own, for exactly the average number of ballots of the pair, if the reported
//! votes are right: with several close losers the probability that all pairs confirm at once is smaller.
//!
//! # Reference
//! Zagórski et al. 2021, USENIX Security '21, sections 5 and 6 (pairs, and sizes in proportion); the distribution: see
//! the rule.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::claim::{AssertionPair, ReportedContest, reading_value};
use super::sample_size::PairFigures;
use super::{Chances, DrawnUnit, FirstSizes, SupposedPaper};
use crate::reason::{Reason, why};
use crate::risk::polling::{Before, PairVotes, PollDesign, RoundRule, RoundSample, scaled};

/// The reported votes of every pair, and the rule whose distribution gives the sizes.
pub(super) struct Sizing {
    pub(super) rule: &'static dyn RoundRule,
    pub(super) designs: Vec<PollDesign>,
    cards: u64,
    /// Sizes of next rounds that were computed for audits of this claim.
    known: Mutex<BTreeMap<SizingKey, Option<u64>>>,
}

/// A pair, its sample, and the bits of a probability.
type SizingKey = (usize, u64, u64, u64);

/// Most sizes that are stored.
const MOST_KNOWN: usize = 100_000;

impl Sizing {
    /// The default probability of confirming in the first round.
    pub(super) const USUAL_CHANCE: f64 = 0.9;

    /// The sizing of all pairs of a claim.
    ///
    /// # Errors
    /// The reason, if the reported votes of a pair leave nothing to confirm.
    pub(super) fn of(
        claim: &ReportedContest<'_>,
        pairs: &[AssertionPair],
        risk_limit: f64,
        rule: &'static dyn RoundRule,
    ) -> Result<Self, Reason> {
        let designs = pairs.iter().map(|pair| design(claim, pair, risk_limit)).collect::<Result<_, _>>()?;
        Ok(Self { rule, designs, cards: claim.frame.cards(), known: Mutex::default() })
    }

    /// The risk limit of the audit; 1 if there is no pair.
    pub(super) fn risk_limit(&self) -> f64 {
        self.designs.first().map_or(1.0, PollDesign::risk_limit)
    }

    /// Cards of a first round that confirms with this probability; all cards if no smaller sample does. Every larger
    /// sample confirms with that probability too, since the number of ballots of the pair in it is random.
    pub(super) fn first(&self, chance: f64) -> u64 {
        let of_pair = |design: &PollDesign| {
            let sizes = self.rule.first_round(design, chance, design.ballots()).ok()?;
            Some(Self::in_cards(sizes.all_beyond.or(sizes.least)?, self.cards, design))
        };
        self.designs.iter().map(|design| of_pair(design).unwrap_or(self.cards)).max().unwrap_or(1)
    }

    /// Both sizes of a first round that confirms with this probability; the pair that needs most decides.
    pub(super) fn sizes(&self, chance: f64) -> FirstSizes {
        let of_pair = |design: &PollDesign| {
            let sizes = self.rule.first_round(design, chance, design.ballots()).ok();
            let cards = |size: Option<u64>| size.map(|size| Self::in_cards(size, self.cards, design));
            [cards(sizes.and_then(|sizes| sizes.least)), cards(sizes.and_then(|sizes| sizes.all_beyond))]
        };
        let sizes: Vec<[Option<u64>; 2]> = self.designs.iter().map(of_pair).collect();
        let most = |at: usize| sizes.iter().map(|of| of[at]).try_fold(1, |most: u64, of| of.map(|of| most.max(of)));
        FirstSizes { least: most(0), all_beyond: most(1) }
    }

    /// Cards in all after which a next round confirms the open pairs with this probability, each given its own sample
    /// after `draws` draws; all cards if no smaller number does.
    pub(super) fn next(&self, open: impl Iterator<Item = (usize, Before)>, draws: u64, chance: f64) -> u64 {
        let more = |(pair, before): (usize, Before)| {
            let seen = before.sample.n;
            let size = self.next_size(pair, before, chance)?;
            Some(Self::in_cards(size - seen, self.cards, &self.designs[pair]))
        };
        open.map(|pair| more(pair).map_or(self.cards, |more| draws.saturating_add(more))).max().unwrap_or(draws + 1)
    }

    /// Ballots of a pair in all after a next round that confirms it with this probability, if there is such a size. If
    /// it depends on the sample alone, it is computed once for all audits of the claim.
    fn next_size(&self, pair: usize, mut before: Before, chance: f64) -> Option<u64> {
        let (design, RoundSample { n, k }) = (&self.designs[pair], before.sample);
        let asked = (pair, n, k, chance.to_bits());
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(size) = known().get(&asked) {
            return *size;
        }
        let most = n.saturating_add(design.ballots());
        let size = self.rule.next_size(design, &mut before, chance, most).ok().flatten();
        let mut known = known();
        if self.rule.forgets_rounds() && known.len() < MOST_KNOWN {
            known.insert(asked, size);
        }
        size
    }

    /// Converts ballots of a pair to cards. No card holds two, so a report with more votes than cards does not make a
    /// sample smaller.
    pub(super) fn in_cards(ballots: u64, cards: u64, design: &PollDesign) -> u64 {
        scaled(ballots, cards, design.ballots()).max(ballots)
    }
}

/// The reported votes of one pair.
pub(super) fn design(claim: &ReportedContest<'_>, pair: &AssertionPair, risk_limit: f64) -> Result<PollDesign, Reason> {
    let [winner, loser] = claim.votes_of(&pair.assertion).map(u64::try_from);
    let (Ok(winner), Ok(loser)) = (winner, loser) else {
        return Err(why::below_zero());
    };
    let who = || why::totals(claim.in_words(&pair.assertion));
    PollDesign::new(winner, loser, risk_limit).ok_or_else(who)
}

/// The pair with the smallest lead, whose distribution is used for the contest's.
pub(super) struct Closest {
    /// Its reported figures; `None` if nobody loses.
    figures: Result<Option<PairFigures>, Reason>,
    /// Why the report does not give its number of cards, if so.
    not_sized: Option<Reason>,
    /// Its names, if there are several pairs.
    name: Option<Reason>,
}

impl Closest {
    pub(super) fn of(claim: &ReportedContest<'_>, pairs: &[AssertionPair], risk_limit: f64) -> Self {
        let closest = pairs.iter().min_by_key(|pair| claim.margin(&pair.assertion));
        let name = closest.filter(|_| pairs.len() > 1).map(|pair| claim.in_words(&pair.assertion));
        let figures = |pair: &AssertionPair| {
            let [winner, loser] = claim.votes_of(&pair.assertion).map(|votes| u64::try_from(votes).unwrap_or(0));
            PairFigures::of_votes(claim.frame.cards(), winner, loser, risk_limit)
        };
        let figures = closest.map(figures).transpose();
        let too_many = |of: &PairFigures| of.winner.saturating_add(of.loser) > of.cards;
        let not_sized = if claim.contest.votes_allowed > 1 {
            Some(why::both_of_pair())
        } else {
            let crowded = figures.as_ref().is_ok_and(|of| of.as_ref().is_some_and(too_many));
            crowded.then_some(why::more_votes())
        };
        Self { figures, not_sized, name }
    }

    /// The probabilities of a distribution, from its reported figures and the votes on the paper; certainty if there is
    /// nothing to confirm.
    pub(super) fn foresees(
        &self,
        pairs: &[AssertionPair],
        ends: &[u64],
        paper: SupposedPaper<'_>,
        distribution: impl Fn(&PairFigures, PairVotes) -> Result<Chances, Reason>,
    ) -> Result<Chances, Reason> {
        let figures = match &self.figures {
            Err(why) => return Err(why.clone()),
            Ok(None) => return Ok(Chances::certain(ends)),
            Ok(Some(figures)) => figures,
        };
        let votes = match (paper, pairs) {
            (SupposedPaper::Cells(cells), [pair]) => votes_on(pair, cells),
            (SupposedPaper::Cells(_), _) => return Err(why::several_pairs()),
            (SupposedPaper::AsReported, _) => {
                if let Some(why) = &self.not_sized {
                    return Err(why.clone());
                }
                PairVotes { winner: figures.winner, loser: figures.loser, neither: figures.cards - figures.pair }
            }
        };
        Ok(Chances { closest: self.name.clone(), ..distribution(figures, votes)? })
    }
}

/// The votes for a pair in cells of equal cards; a card that is not found counts for the loser.
fn votes_on(pair: &AssertionPair, cells: &[(DrawnUnit<'_>, u64)]) -> PairVotes {
    let mut votes = PairVotes { winner: 0, loser: 0, neither: 0 };
    for &(drawn, cards) in cells {
        let DrawnUnit::Card { reading, .. } = drawn else { continue };
        match reading_value(pair, reading) {
            0 => votes.loser += cards,
            1 => votes.neither += cards,
            _ => votes.winner += cards,
        }
    }
    votes
}
