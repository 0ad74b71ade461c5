//! Rule sets for reading a ranking: overvotes, skipped ranks, repeated candidates.

use std::collections::BTreeSet;

use crate::election::{CandidateIndex, Ranking};

/// The effect of an overvoted rank: two or more candidates marked at one rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OvervotedRank {
    /// The ballot is inactive from that rank on.
    Exhaust,
    /// The rank counts for no candidate and the next rank is read.
    Skip,
    /// The ballot is inactive if two or more of the marked candidates continue when the rank is read. If one continues,
    /// it counts for that one; if none, the next rank is read.
    ExhaustIfSeveralContinue,
}

/// The effect of a mark for a candidate who is marked at a better rank already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DuplicateRule {
    /// It counts for nothing. Its rank is not a skipped rank, and marks beside it are an overvote.
    PassOver,
    /// It is removed before anything else is decided: its rank may be a skipped rank, and marks beside it are no
    /// overvote.
    Remove,
    /// The ballot is inactive from that rank on.
    Exhaust,
}

/// The effect of a mark for an undeclared write-in, whom nobody can elect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndeclaredMark {
    /// It is a mark, as that for an eliminated candidate is: its rank is passed over, and marks beside it are an overvote.
    PassedOver,
    /// It is no mark: its rank may be a skipped rank, and a mark beside it counts.
    NoMark,
}

/// Which rule is applied first at a rank that is overvoted and comes after too many skipped ranks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstAsked {
    /// Skipped ranks: such a ballot is inactive because ranks were skipped.
    SkippedRanks,
    /// The overvote: such a ballot is inactive by overvote, or passes over the rank where overvotes are passed over.
    Overvote,
}

/// Why a ballot counts for no candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InactiveReason {
    /// No candidate is marked at any rank that counts.
    Blank,
    /// Every candidate for whom it could count is eliminated.
    Exhausted,
    /// An overvoted rank was reached.
    Overvote,
    /// More ranks were skipped in a row than the rules allow.
    SkippedRanks,
    /// A candidate was marked again.
    RepeatedCandidate,
}

impl InactiveReason {
    /// Every reason, in the order of the type.
    pub const ALL: [Self; 5] =
        [Self::Blank, Self::Exhausted, Self::Overvote, Self::SkippedRanks, Self::RepeatedCandidate];
}

/// Where a ballot counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Destination {
    /// It counts for this candidate.
    Candidate(CandidateIndex),
    /// It counts for no candidate, and stays inactive.
    Inactive(InactiveReason),
}

/// A rule set for reading rankings. An overvoted rank that is passed over is not a skipped rank.
///
/// Named rule sets are the rows of [`RANKED_RULES`]; others are values of this type with other fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankedRules {
    /// Its name in scenario files.
    pub name: &'static str,
    /// The law or rule book.
    pub source: &'static str,
    /// The effect of an overvoted rank.
    pub overvote: OvervotedRank,
    /// How many ranks in a row may be skipped before a ranked one; `None` for any number.
    pub skips_allowed: Option<u16>,
    /// Which rule is applied first at a rank.
    pub first_asked: FirstAsked,
    /// The effect of a repeated candidate.
    pub duplicate: DuplicateRule,
    /// The effect of a mark for an undeclared write-in.
    pub undeclared: UndeclaredMark,
    /// How many ranks count; marks at later ranks are not read. `None` for all.
    pub ranks_counted: Option<u16>,
}

/// Rule sets by name.
pub const RANKED_RULES: [RankedRules; 10] = [
    RankedRules {
        name: "colorado",
        source: "8 CCR 1505-1, Rule 26.7, as Colorado's audit software reads it; C.R.S. 1-7-1003(2) for undeclared write-ins",
        overvote: OvervotedRank::Exhaust,
        skips_allowed: Some(0),
        duplicate: DuplicateRule::Remove,
        undeclared: UndeclaredMark::NoMark,
        ..CLEAN
    },
    RankedRules {
        name: "san-francisco",
        source: "San Francisco Charter, section 13.102(a) and (b), text of 2015; duplicates as the Department of Elections tells voters",
        overvote: OvervotedRank::Exhaust,
        ..CLEAN
    },
    RankedRules {
        name: "maine",
        source: "21-A M.R.S. section 723-A; 29-250 C.M.R. ch. 535, section 4; checked against records of 2018",
        overvote: OvervotedRank::Exhaust,
        skips_allowed: Some(1),
        ..CLEAN
    },
    RankedRules {
        name: "new-york",
        source: "New York City Charter, section 1057-g(a) and (d); the charter is silent on skipped ranks and duplicates",
        overvote: OvervotedRank::Exhaust,
        ranks_counted: Some(5),
        ..CLEAN
    },
    RankedRules {
        name: "minneapolis",
        source: "Minneapolis Code of Ordinances, sections 167.20 and 167.60(c)(2), text of 2013; three ranks as on its ballots",
        ranks_counted: Some(3),
        ..CLEAN
    },
    RankedRules {
        name: "alaska",
        source: "AS 15.15.350; overvotes and skipped ranks as others report them, since its subsections on them were not read",
        overvote: OvervotedRank::Exhaust,
        skips_allowed: Some(1),
        ..CLEAN
    },
    RankedRules {
        name: "portland",
        source: "Portland City Code 2.08.010; checked against the official rounds of November 2024",
        ranks_counted: Some(6),
        ..CLEAN
    },
    RankedRules {
        name: "inactive-at-skipped-rank",
        source: "RCTab 2, no skipped rank allowed",
        skips_allowed: Some(0),
        ..CLEAN
    },
    RankedRules {
        name: "inactive-while-several-continue",
        source: "RCTab 2, \"Exhaust if multiple continuing\"",
        overvote: OvervotedRank::ExhaustIfSeveralContinue,
        ..CLEAN
    },
    CLEAN,
];

/// Passes over every rank that does not have exactly one new candidate.
const CLEAN: RankedRules = RankedRules {
    name: "pass-over",
    source: "RCTab 2, \"Always skip to next rank\", any number of skipped ranks",
    overvote: OvervotedRank::Skip,
    skips_allowed: None,
    first_asked: FirstAsked::SkippedRanks,
    duplicate: DuplicateRule::PassOver,
    undeclared: UndeclaredMark::PassedOver,
    ranks_counted: None,
};

impl RankedRules {
    /// The rule set of that name.
    pub fn named(name: &str) -> Option<Self> {
        RANKED_RULES.into_iter().find(|rules| rules.name == name)
    }

    /// Where a ballot counts that was not inactive before, if `continues` says who continues.
    ///
    /// A ballot that was inactive once stays inactive. Under [`OvervotedRank::ExhaustIfSeveralContinue`] the same
    /// question could be answered otherwise once more candidates are out, so a count must not ask it again.
    pub fn interpret(&self, ranking: &Ranking, continues: impl Fn(CandidateIndex) -> bool) -> Destination {
        self.walk(ranking, |marked| for_whom(marked, &continues)).unwrap_or_else(Destination::Inactive)
    }

    /// The candidates for whom a ballot can count, in order, each at most once.
    ///
    /// `None` where the order depends on who continues: under [`OvervotedRank::ExhaustIfSeveralContinue`], where an
    /// overvoted rank can be reached.
    pub fn order(&self, ranking: &Ranking) -> Option<Vec<CandidateIndex>> {
        let mut seen = BTreeSet::new();
        let mut order = Vec::new();
        let walked = self.walk(ranking, |marked| {
            let [candidate] = *marked else { return Some(()) };
            if seen.insert(candidate) {
                order.push(candidate);
            }
            None
        });
        walked.is_err().then_some(order)
    }

    /// Calls `ask` with the marks of each rank in turn, until it returns an answer; else returns why the ballot is then
    /// inactive.
    ///
    /// A rank has one mark, or several under [`OvervotedRank::ExhaustIfSeveralContinue`].
    pub(super) fn walk<T>(
        &self,
        ranking: &Ranking,
        mut ask: impl FnMut(&[CandidateIndex]) -> Option<T>,
    ) -> Result<T, InactiveReason> {
        let counted = self.ranks_counted.map_or(usize::MAX, usize::from);
        let mut seen = BTreeSet::new();
        let mut kept = Vec::new();
        let mut skipped = 0;
        let mut is_blank = true;
        for rank in ranking.ranks().iter().take(counted) {
            let mut marked = &rank[..];
            let mut is_repeated = false;
            if self.duplicate != DuplicateRule::PassOver {
                kept.clear();
                kept.extend(rank.iter().copied().filter(|&candidate| seen.insert(candidate)));
                is_repeated = self.duplicate == DuplicateRule::Exhaust && kept.len() < rank.len();
                if self.duplicate == DuplicateRule::Remove {
                    marked = &kept;
                }
            }
            if marked.is_empty() {
                skipped += 1;
                continue;
            }
            is_blank = false;
            let is_past_skips = self.skips_allowed.is_some_and(|allowed| skipped > usize::from(allowed));
            skipped = 0;
            match self.question(marked.len() > 1, is_past_skips, is_repeated) {
                Question::Ask => {
                    if let Some(answer) = ask(marked) {
                        return Ok(answer);
                    }
                }
                Question::PassOver => {}
                Question::Stop(reason) => return Err(reason),
            }
        }
        Err(if is_blank { InactiveReason::Blank } else { InactiveReason::Exhausted })
    }

    fn question(&self, is_overvoted: bool, is_past_skips: bool, is_repeated: bool) -> Question {
        let overvote = match self.overvote {
            OvervotedRank::Exhaust if is_overvoted => Some(Question::Stop(InactiveReason::Overvote)),
            OvervotedRank::Skip if is_overvoted => Some(Question::PassOver),
            _ => None,
        };
        let skips = is_past_skips.then_some(Question::Stop(InactiveReason::SkippedRanks));
        let repeated = is_repeated.then_some(Question::Stop(InactiveReason::RepeatedCandidate));
        match self.first_asked {
            FirstAsked::SkippedRanks => skips.or(repeated).or(overvote),
            FirstAsked::Overvote => overvote.or(skips).or(repeated),
        }
        .unwrap_or(Question::Ask)
    }
}

/// How to treat a rank that has a mark.
enum Question {
    Ask,
    PassOver,
    Stop(InactiveReason),
}

/// Where the marks of one rank count; `None` if for no candidate, so that the next rank is read.
pub(super) fn for_whom(marked: &[CandidateIndex], continues: impl Fn(CandidateIndex) -> bool) -> Option<Destination> {
    let mut continuing = marked.iter().copied().filter(|&candidate| continues(candidate));
    let first = continuing.next()?;
    let is_alone = continuing.next().is_none();
    Some(if is_alone { Destination::Candidate(first) } else { Destination::Inactive(InactiveReason::Overvote) })
}
