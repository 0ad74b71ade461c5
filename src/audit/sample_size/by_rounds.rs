//! Polling by rounds: first rounds for a chance of stopping, and schedules of rounds.
//!
//! # Reference
//! Zagórski et al. 2021, USENIX Security '21; Broadrick, Vora and Zagórski 2023, USENIX Security '23.

use std::collections::BTreeMap;

use super::known_rounds::too_long;
use super::question::CheckedQuestion;
use super::{FirstRoundSizes, Planned, Probed, ScaledSizes, Sizes, ballot_by_ballot};
use crate::reason::Reason;
use crate::risk::polling::{Athena, Minerva, PlannedRound, Providence, RoundBravo, RoundRule, scaled};

/// The rule of that name.
pub(super) fn rule(method: &str) -> Box<dyn RoundRule> {
    match method {
        "minerva" => Box::new(Minerva),
        "athena" => Box::new(Athena::default()),
        "providence" => Box::new(Providence),
        _ => Box::new(RoundBravo),
    }
}

/// First rounds for every requested probability, and the requested rounds and probes.
pub(super) fn answer(asked: &CheckedQuestion<'_>) -> Result<Sizes, Reason> {
    let figures = asked.figures()?;
    let design = figures.design()?;
    let rule = rule(&asked.spec.method);
    let pair = figures.pair;
    let in_contest = |size: Option<u64>| size.map(|n| scaled(n, figures.cards, pair));
    let mut first_round = BTreeMap::new();
    for &chance in &asked.quantiles {
        let sizes = rule.first_round(&design, chance, pair).map_err(|why| too_long("quantiles", why))?;
        let scaled = ScaledSizes { least: in_contest(sizes.least), all_beyond: in_contest(sizes.all_beyond) };
        let sizes = FirstRoundSizes { least: sizes.least, all_beyond: sizes.all_beyond, scaled };
        first_round.insert(chance.to_string(), sizes);
    }
    let all = first_round.values().any(|sizes| sizes.least.is_none());
    let mut sizes = Sizes {
        asn: ballot_by_ballot::asn(&figures),
        first_round: Some(first_round),
        full_hand_count: all,
        exact: true,
        ..Sizes::default()
    };
    if let Some(ends) = &asked.spec.rounds {
        let planned = |c: PlannedRound| Planned { n: c.n, kmin: c.kmin, stop: c.stop, risk: c.risk };
        let chances = rule.schedule(&design, ends).map_err(|why| too_long("rounds", why))?;
        sizes.rounds = Some(chances.into_iter().map(planned).collect());
    }
    if let Some(ends) = &asked.spec.probe {
        let probed = |&n: &u64| {
            let chances = rule.schedule(&design, &[n]).map_err(|why| too_long("probe", why))?;
            let (kmin, stop) = chances.first().map_or((None, 0.0), |c| (c.kmin, c.stop));
            Ok(Probed { n, kmin, stop })
        };
        sizes.probe = Some(ends.iter().map(probed).collect::<Result<_, Reason>>()?);
    }
    Ok(sizes)
}
