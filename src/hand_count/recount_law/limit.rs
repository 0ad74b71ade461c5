//! A limit on a margin: in percent, in votes, or both, and the sizes of contest that it applies to.

use super::LegalVotes;

/// The votes that a percentage refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// All votes for candidates.
    AllVotes,
    /// The votes for the winner with the fewest votes and the loser with the most.
    TwoCandidates,
    /// The votes for the winner with the fewest votes.
    Leader,
}

/// Conditions that must all hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clause {
    /// Largest margin in thousandths of a percent, and whether a margin of exactly that size is within the limit.
    pub percent: Option<(i64, bool)>,
    /// Largest margin in votes, and whether a margin of exactly that size is within the limit.
    pub votes: Option<(i64, bool)>,
    /// Fewest and most votes cast for all candidates in the contests that the clause applies to.
    pub cast: (Option<i64>, Option<i64>),
}

impl Clause {
    fn is_met(&self, votes: LegalVotes, base: Base) -> bool {
        let within =
            |(limit, inclusive): (i128, bool), value: i128| if inclusive { value <= limit } else { value < limit };
        let of = match base {
            Base::AllVotes => votes.all,
            // The votes of both: the margin is their difference.
            Base::TwoCandidates => 2 * votes.winner - votes.margin,
            Base::Leader => votes.winner,
        };
        let margin = i128::from(votes.margin);
        // Multiplied out in integers, so that a margin exactly at the limit is decided as the law says.
        let share = |(limit, inclusive)| within((i128::from(of) * i128::from(limit), inclusive), margin * 100_000);
        self.percent.is_none_or(share)
            && self.votes.is_none_or(|(limit, inclusive)| within((i128::from(limit), inclusive), margin))
            && self.cast.0.is_none_or(|least| votes.all >= least)
            && self.cast.1.is_none_or(|most| votes.all <= most)
    }
}

/// Clauses of which at least one must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit(pub Vec<Clause>);

impl Limit {
    /// Whether a margin is within it.
    pub fn is_met(&self, votes: LegalVotes, base: Base) -> bool {
        self.0.iter().any(|clause| clause.is_met(votes, base))
    }

    /// A limit as the table writes it: `< 0.5 % and < 2000 votes`, `<= 10 votes if <= 400 cast or < 0.5 %`, `tie`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        text.split(" or ").map(clause).collect::<Option<Vec<_>>>().map(Self)
    }
}

fn clause(text: &str) -> Option<Clause> {
    if text.trim() == "tie" {
        return Some(Clause { votes: Some((0, true)), ..Clause::default() });
    }
    let (limits, cast) = text.split_once(" if ").map_or((text, None), |(limits, cast)| (limits, Some(cast)));
    let mut clause = Clause::default();
    for limit in limits.split(" and ") {
        let (inclusive, number) = compared(limit)?;
        match number.trim_end().strip_suffix('%') {
            Some(percent) => clause.percent = Some((thousandths(percent.trim())?, inclusive)),
            None => clause.votes = Some((number.trim_end().strip_suffix("votes")?.trim().parse().ok()?, inclusive)),
        }
    }
    if let Some(cast) = cast {
        let size = cast.trim().strip_suffix("cast")?.trim();
        clause.cast = match (size.split_once('-'), size.strip_prefix('>')) {
            (Some((least, most)), _) => (Some(least.parse().ok()?), Some(most.parse().ok()?)),
            (None, Some(over)) => (Some(over.trim().parse::<i64>().ok()? + 1), None),
            (None, None) => (None, Some(size.strip_prefix("<=")?.trim().parse().ok()?)),
        };
    }
    Some(clause)
}

/// Splits off `<=` or `<`: whether equality is included, and the rest of the text.
fn compared(text: &str) -> Option<(bool, &str)> {
    let text = text.trim();
    let or_less = text.strip_prefix("<=").map(|rest| (true, rest.trim()));
    or_less.or_else(|| text.strip_prefix('<').map(|rest| (false, rest.trim())))
}

/// A decimal number with at most three decimal places, in thousandths.
fn thousandths(text: &str) -> Option<i64> {
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    let padded = (places.len() <= 3).then(|| format!("{places:0<3}"))?;
    Some(whole.parse::<i64>().ok()? * 1_000 + padded.parse::<i64>().ok()?)
}
