//! The first round of a planned audit: draws, and the distinct cards, batches and ballots among them.

use super::audit_setup::AuditSetup;
use super::audited_contest::AuditedContest;
use super::audits::ReadyMethod;
use super::outlook::samples;
use super::plan_row::PlanRow;
use crate::audit::{First, PreparedAudit, Unit};
use crate::number_format::grouped;
use crate::reason::{Reason, why};

/// The first round of a prepared method; `all` is the row of a full hand count.
pub(super) fn sized(
    setup: &AuditSetup<'_>,
    place: &AuditedContest<'_>,
    ready: &ReadyMethod<'_>,
    procedure: &dyn PreparedAudit,
    all: &dyn Fn(Reason) -> PlanRow,
) -> PlanRow {
    let frame = &place.claim.frame;
    let (cards, ballots) = (frame.cards(), frame.ballots());
    let first = First::of(procedure, &setup.terms);
    let size = first.size();
    let unit = procedure.unit();
    match unit {
        Unit::Everything => PlanRow { misfit: None, ..all(procedure.formula()) },
        Unit::Card { .. } | Unit::CardOfStratum if !samples(ready, setup, place) => {
            let share = libm::round(100.0 * setup.terms.full_count_at);
            let (asked, there) = (grouped(size.min(1 << 62) as i64), grouped(cards as i64));
            all(if size > cards { why::sample_all(there) } else { why::sample_large(asked, there, share) })
        }
        Unit::Card { .. } | Unit::CardOfStratum => {
            let draws = size.min(cards);
            let distinct =
                if unit.repeats() { libm::rint(met(draws, 1.0 / cards as f64) * cards as f64) as u64 } else { draws };
            PlanRow {
                misfit: None,
                draws,
                cards: distinct,
                full_hand_count: false,
                work: place.clock.work(distinct, 0, Some(ballots)),
                ..all(match first {
                    First::Set(_) => why::scenario_round(),
                    First::ByChance(_, chance) => why::chance(100.0 * chance),
                    First::ByFormula(_) => procedure.formula(),
                })
            }
        }
        Unit::Images | Unit::Rescan => PlanRow {
            misfit: None,
            cards: 0,
            full_hand_count: false,
            work: place.clock.work(0, 0, None),
            ..all(procedure.formula())
        },
        Unit::Batch | Unit::BatchByWeight => {
            let chances = met_batches(procedure, size, frame.batches().len());
            let each = |at: usize| frame.ballots_of(at) as f64;
            let tallied = chances.iter().enumerate().map(|(at, chance)| chance * each(at)).sum::<f64>();
            let tallied = libm::rint(tallied).min(ballots as f64) as u64;
            let every = tallied >= ballots;
            let why = procedure.states().unwrap_or_else(|| procedure.formula());
            PlanRow {
                misfit: every.then(why::all_batches),
                draws: size,
                cards: tallied,
                batches: Some(libm::rint(chances.iter().sum::<f64>()) as u64),
                full_hand_count: every,
                work: place.clock.work(0, tallied, (!every).then_some(ballots)),
                ..all(why)
            }
        }
    }
}

/// The probability that a unit is among this number of draws with repeats, each of which selects it with this
/// probability.
fn met(draws: u64, chance: f64) -> f64 {
    if chance >= 1.0 { f64::from(u8::from(draws > 0)) } else { -libm::expm1(draws as f64 * libm::log1p(-chance)) }
}

/// For each batch, the probability that it is among this number of draws.
fn met_batches(procedure: &dyn PreparedAudit, draws: u64, batches: usize) -> Vec<f64> {
    if procedure.unit() == Unit::Batch {
        return vec![(draws as f64 / batches.max(1) as f64).min(1.0); batches];
    }
    let weights = procedure.weights();
    let all: f64 = weights.iter().map(|&weight| weight as f64).sum();
    weights.iter().map(|&weight| met(draws, weight as f64 / all)).collect()
}
