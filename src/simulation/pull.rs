//! The places of the units of a first round: the expected number at each place, and its range.
//!
//! # Reference
//! Distinct cards, and random batches, have hypergeometric numbers. Of batches drawn in proportion to weights, with
//! replacement, each is drawn with probability 1 − (1 − w)ⁿ; the range of their number follows from Hoeffding's 1956
//! comparison of unequal probabilities with the normal distribution, which is a little wide.

use super::audit_setup::AuditSetup;
use super::audited_contest::AuditedContest;
use crate::audit::sample_size::central;
use crate::audit::{PreparedAudit, Unit};

/// The units to pull from one place: one precinct or county and one way of voting.
#[derive(Clone, Debug, PartialEq)]
pub struct PullLine {
    /// The place's name in the scenario.
    pub place: String,
    /// The first and the last number of its containers.
    pub containers: (u32, u32),
    /// Its batches.
    pub batches: u64,
    /// Its cards.
    pub cards: u64,
    /// Expected units (cards, or batches if whole batches are drawn).
    pub expected: f64,
    /// There are fewer in at most 2.5 % of draws.
    pub least95: u64,
    /// There are more in at most 2.5 % of draws.
    pub most95: u64,
}

/// The places of a first round with this number of distinct cards, or of draws of batches, the largest first. Empty if
/// strata are sampled separately, or nothing is drawn.
pub(super) fn pulls(
    setup: &AuditSetup<'_>,
    place: &AuditedContest<'_>,
    procedure: &dyn PreparedAudit,
    units: u64,
) -> Vec<PullLine> {
    let frame = &place.claim.frame;
    let weights = match procedure.unit() {
        Unit::Card { .. } | Unit::Batch => None,
        Unit::BatchByWeight => Some(procedure.weights()),
        _ => return Vec::new(),
    };
    let all: f64 = weights.unwrap_or_default().iter().map(|&weight| weight as f64).sum();
    let met = |at: usize| {
        let weights = weights.unwrap_or_default();
        -libm::expm1(units as f64 * libm::log1p(-(weights[at] as f64 / all).min(1.0)))
    };
    let last = frame.batches().len().saturating_sub(1);
    let mut pulls: Vec<(PullLine, usize, f64)> = Vec::new();
    for (at, &batch) in frame.batches().iter().enumerate() {
        let it = &setup.election.batches[batch];
        let cards = frame.cards_in(at) - if at == last { frame.phantoms() } else { 0 };
        if pulls.last().is_none_or(|(_, group, _)| *group != it.group) {
            let name = setup.election.groups[it.group].id.clone();
            let containers = (it.container, it.container);
            let fresh =
                PullLine { place: name, containers, batches: 0, cards: 0, expected: 0.0, least95: 0, most95: 0 };
            pulls.push((fresh, it.group, 0.0));
        }
        let Some((pull, _, variance)) = pulls.last_mut() else { continue };
        pull.containers = (pull.containers.0.min(it.container), pull.containers.1.max(it.container));
        pull.batches += 1;
        pull.cards += cards;
        if weights.is_some() {
            let chance = met(at);
            pull.expected += chance;
            *variance += chance * (1.0 - chance);
        }
    }
    let (all_cards, all_batches) = (frame.cards(), frame.batches().len() as u64);
    for (pull, _, variance) in &mut pulls {
        if weights.is_some() {
            let off = 1.96 * libm::sqrt(*variance);
            pull.least95 = libm::floor((pull.expected - off).max(0.0)) as u64;
            pull.most95 = (libm::ceil(pull.expected + off) as u64).min(pull.batches);
            continue;
        }
        let (all, kind) =
            if procedure.unit() == Unit::Batch { (all_batches, pull.batches) } else { (all_cards, pull.cards) };
        let drawn = units.min(all);
        pull.expected = drawn as f64 * (kind as f64 / all.max(1) as f64);
        (pull.least95, pull.most95) = central(all, kind, false, drawn, 0.95);
    }
    let mut pulls: Vec<PullLine> = pulls.into_iter().map(|(pull, ..)| pull).filter(|pull| pull.cards > 0).collect();
    pulls.sort_by(|a, b| b.expected.total_cmp(&a.expected).then_with(|| b.cards.cmp(&a.cards)));
    pulls
}
