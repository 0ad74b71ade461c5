//! Bayesian ballot polling: the posterior probability, given the sample and a prior, that the outcome is wrong.
//!
//! Each pair has a prior of half a ballot for either candidate. Every unread card is taken for a ballot of the pair, so
//! that the upset probability follows from the sample alone. The audit's figure is the sum over pairs: at least the
//! probability that any loser has as many votes as a winner. A tie is an upset.
//!
//! **It has no risk limit.** A wrong outcome may be confirmed more often than the limit says.
//!
//! # Reference
//! Rivest and Shen 2012, "A Bayesian Method for Auditing Elections", EVT/WOTE '12.

use super::claim::reading_value;
use super::claim::{AssertionPair, ReportedContest};
use super::sample_size::PairFigures;
use super::sizing::{Closest, Sizing, design};
use super::{
    AuditMethod, AuditSettings, AuditState, Chances, DrawnUnit, Guarantee, Needs, PreparedAudit, RoundEvidence,
    SupposedPaper, Unit,
};
use crate::hand_count::Reading;
use crate::reason::{Reason, procedures, why};
use crate::risk::bayes::{BayesStratum, Ties, size_for, upset};
use crate::risk::polling::{PollDesign, RoundSample, by_votes};

/// Bayesian ballot polling.
#[derive(Clone, Copy, Debug)]
pub struct BayesPolling;

/// Weight of the prior in ballots, for each candidate of a pair.
const PRIOR: f64 = 0.5;

impl AuditMethod for BayesPolling {
    fn name(&self) -> &'static str {
        "bayes_polling"
    }

    fn says(&self) -> Reason {
        procedures::method_bayes_polling()
    }

    fn needs(&self) -> Needs {
        Needs::Nothing
    }

    fn promise(&self) -> Guarantee {
        Guarantee::Posterior
    }

    fn prepare<'c>(
        &self,
        claim: &'c ReportedContest<'c>,
        terms: &AuditSettings,
    ) -> Result<Box<dyn PreparedAudit + 'c>, Reason> {
        let pairs = claim.pairs_of_two()?;
        // The sum over pairs must reach the limit, so each pair's share of it gives the size.
        let share = terms.risk_limit / pairs.len().max(1) as f64;
        let designs = pairs.iter().map(|pair| design(claim, pair, share)).collect::<Result<_, _>>()?;
        let closest = Closest::of(claim, &pairs, terms.risk_limit);
        let cards = claim.frame.cards();
        if !pairs.is_empty() && pairs.len() as f64 * upset_after(cards, 0, 0, 0) <= terms.risk_limit {
            return Err(why::by_prior());
        }
        Ok(Box::new(PreparedBayesPolling { pairs, designs, closest, cards }))
    }
}

struct PreparedBayesPolling {
    pairs: Vec<AssertionPair>,
    designs: Vec<PollDesign>,
    closest: Closest,
    cards: u64,
}

/// The upset probability given the sample of a pair, with each unread card taken for a ballot of it.
fn upset_after(cards: u64, draws: u64, winner: u64, loser: u64) -> f64 {
    let known = BayesStratum { unseen: cards.saturating_sub(draws), seen: vec![winner, loser], prior: vec![PRIOR; 2] };
    upset(&known, 0, Ties::Lose).unwrap_or(1.0)
}

impl PreparedBayesPolling {
    /// Number of cards with which every pair stops with this probability, given its sample after this number of draws.
    fn size(&self, samples: &[RoundSample], draws: u64, chance: f64) -> u64 {
        let of_pair = |(design, seen): (&PollDesign, &RoundSample)| {
            let size = size_for(design, *seen, chance, seen.n.saturating_add(design.ballots()))?;
            Some(draws.saturating_add(Sizing::in_cards(size - seen.n, self.cards, design)))
        };
        let sizes = self.designs.iter().zip(samples).map(of_pair);
        sizes.map(|size| size.unwrap_or(self.cards)).max().unwrap_or(draws + 1)
    }
}

impl PreparedAudit for PreparedBayesPolling {
    fn unit(&self) -> Unit {
        Unit::Card { replacement: false }
    }

    fn judges_rounds(&self) -> bool {
        true
    }

    fn first_round(&self) -> u64 {
        self.first_round_for(Sizing::USUAL_CHANCE).unwrap_or(self.cards)
    }

    fn formula(&self) -> Reason {
        why::about90()
    }

    fn first_round_for(&self, chance: f64) -> Option<u64> {
        Some(self.size(&vec![RoundSample::default(); self.pairs.len()], 0, chance))
    }

    fn confirms_by(&self, ends: &[u64], paper: SupposedPaper<'_>) -> Result<Chances, Reason> {
        if self.pairs.len() > 1 {
            return Err(why::figure_sums());
        }
        self.closest.foresees(&self.pairs, ends, paper, |figures, votes| {
            let PairFigures { cards, risk_limit, .. } = *figures;
            let by = by_votes(votes, false, ends, |draws, winner, loser| {
                upset_after(cards, draws, winner, loser) <= risk_limit
            });
            Ok(Chances { exact: by.len(), by, ..Chances::default() })
        })
    }

    fn chooses_rounds(&self) -> bool {
        true
    }

    fn begin(&self) -> Box<dyn AuditState + '_> {
        let samples = vec![RoundSample::default(); self.pairs.len()];
        Box::new(VotesSeen { ready: self, draws: 0, samples, upset: if self.pairs.is_empty() { 0.0 } else { 1.0 } })
    }
}

struct VotesSeen<'r> {
    ready: &'r PreparedBayesPolling,
    draws: u64,
    samples: Vec<RoundSample>,
    /// The upset probability at the end of the last round.
    upset: f64,
}

impl AuditState for VotesSeen<'_> {
    fn observe(&mut self, drawn: DrawnUnit<'_>) -> bool {
        let DrawnUnit::Card { reading, .. } = drawn else { return false };
        self.draws += 1;
        for (pair, of) in self.ready.pairs.iter().zip(&mut self.samples) {
            of.add(reading_value(pair, reading) as u8, 1);
        }
        matches!(reading, Reading::NotFound)
    }

    fn close_round(&mut self) {
        let of_pair = |&RoundSample { n, k }: &RoundSample| upset_after(self.ready.cards, self.draws, k, n - k);
        let sum: f64 = self.samples.iter().map(of_pair).sum();
        self.upset = sum.min(1.0);
    }

    fn evidence(&self) -> RoundEvidence {
        RoundEvidence::PValue(self.upset)
    }

    fn next_round(&self, chance: f64) -> Option<u64> {
        Some(self.ready.size(&self.samples, self.draws, chance))
    }
}
