//! Rounds with seeds of their own: units that earlier rounds drew are skipped.
//!
//! A known seed makes the whole draw known. If the size of a round is chosen after the round before, its cards have to
//! come from a seed that was not known when the size was chosen.
//!
//! # Reference
//! Zagórski and others 2021, "Minerva: An Efficient Risk-Limiting Ballot Polling Audit", USENIX
//! Security: sizes that do not depend on the sample. Broadrick, Vora and others 2023, "PROVIDENCE: a Flexible Round-by-Round
//! Risk-Limiting Audit", USENIX Security: sizes chosen with knowledge of the rounds before.

use std::collections::HashSet;

use super::generator::{DrawnFrom, Generator, MOST_DRAWN, Picks, Terms};
use crate::error::Complaint;
use crate::reason::manifest;

/// An earlier round: its seed and its number of draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierRound {
    /// The seed.
    pub seed: String,
    /// The number of draws.
    pub draws: u64,
}

impl EarlierRound {
    /// Reads `SEED=40`.
    ///
    /// # Errors
    /// If the text is something else.
    pub fn read(text: &str) -> Result<Self, Complaint> {
        let parts = text.rsplit_once('=').and_then(|(seed, draws)| Some((seed, draws.trim().parse::<u64>().ok()?)));
        match parts {
            Some((seed, draws)) if crate::random::is_seed(seed) && (1..=MOST_DRAWN).contains(&draws) => {
                Ok(Self { seed: seed.to_owned(), draws })
            }
            _ => Err(Complaint::allowed("", format_args!("{text:?}"), manifest::rule_round())),
        }
    }
}

/// Begins the draw of a round after earlier rounds.
///
/// # Errors
/// The generator's complaint; or that earlier rounds cannot be skipped in draws with replacement.
pub(super) fn begin<'a>(
    generator: &dyn Generator,
    units: DrawnFrom<'a>,
    terms: &Terms,
    earlier: &[EarlierRound],
) -> Result<Picks<'a>, Complaint> {
    if earlier.is_empty() {
        return generator.begin(units, terms);
    }
    if terms.replacement {
        return Err(Complaint::allowed("", manifest::found_rounds_replaced(), manifest::rule_rounds_replaced()));
    }
    let mut drawn: HashSet<u64> = HashSet::new();
    for round in earlier {
        let draws = round.draws as usize;
        let terms = Terms { seed: round.seed.clone(), most: drawn.len() + draws, ..terms.clone() };
        let fresh: Vec<u64> = generator.begin(units, &terms)?.map(|pick| pick.unit).collect();
        let fresh: Vec<u64> = fresh.into_iter().filter(|unit| !drawn.contains(unit)).take(draws).collect();
        drawn.extend(fresh);
    }
    let terms = Terms { most: terms.most + drawn.len(), ..terms.clone() };
    Ok(Box::new(generator.begin(units, &terms)?.filter(move |pick| !drawn.contains(&pick.unit))))
}

/// The number of draws of all earlier rounds.
pub(super) fn draws(earlier: &[EarlierRound]) -> u64 {
    earlier.iter().map(|round| round.draws).fold(0, u64::saturating_add)
}
