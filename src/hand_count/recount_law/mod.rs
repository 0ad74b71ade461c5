//! RECOUNT LAW: at which margins a recount is held, for which contests, since when, and who pays.
//!
//! The rules are data: one line of `rules.txt` is one rule, with its statute and the page where it was read. A state is
//! added or corrected there; `table` reads the lines, and this file compares a margin with them. A rule that has not
//! been looked up has a line of its own (`unknown`), so that the reader is told to ask.
//!
//! None of this is legal advice. Rules for primaries, for canvasses of single precincts and for recounts after a court's
//! order are left out.

mod limit;
mod table;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::reason::Reason;

pub use limit::{Base, Clause, Limit};
pub use table::RULES;

/// The jurisdictions of the United States that count votes for president: postal codes and names.
pub const JURISDICTIONS: [(&str, &str); 51] = [
    ("AK", "Alaska"),
    ("AL", "Alabama"),
    ("AR", "Arkansas"),
    ("AZ", "Arizona"),
    ("CA", "California"),
    ("CO", "Colorado"),
    ("CT", "Connecticut"),
    ("DC", "District of Columbia"),
    ("DE", "Delaware"),
    ("FL", "Florida"),
    ("GA", "Georgia"),
    ("HI", "Hawaii"),
    ("IA", "Iowa"),
    ("ID", "Idaho"),
    ("IL", "Illinois"),
    ("IN", "Indiana"),
    ("KS", "Kansas"),
    ("KY", "Kentucky"),
    ("LA", "Louisiana"),
    ("MA", "Massachusetts"),
    ("MD", "Maryland"),
    ("ME", "Maine"),
    ("MI", "Michigan"),
    ("MN", "Minnesota"),
    ("MO", "Missouri"),
    ("MS", "Mississippi"),
    ("MT", "Montana"),
    ("NC", "North Carolina"),
    ("ND", "North Dakota"),
    ("NE", "Nebraska"),
    ("NH", "New Hampshire"),
    ("NJ", "New Jersey"),
    ("NM", "New Mexico"),
    ("NV", "Nevada"),
    ("NY", "New York"),
    ("OH", "Ohio"),
    ("OK", "Oklahoma"),
    ("OR", "Oregon"),
    ("PA", "Pennsylvania"),
    ("RI", "Rhode Island"),
    ("SC", "South Carolina"),
    ("SD", "South Dakota"),
    ("TN", "Tennessee"),
    ("TX", "Texas"),
    ("UT", "Utah"),
    ("VA", "Virginia"),
    ("VT", "Vermont"),
    ("WA", "Washington"),
    ("WI", "Wisconsin"),
    ("WV", "West Virginia"),
    ("WY", "Wyoming"),
];

/// What a contest is about, as scenarios write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Office {
    /// An office that the whole state elects.
    Statewide,
    /// President, senator or representative of the United States.
    Federal,
    /// A seat in the legislature of the state.
    Legislature,
    /// An office of a county, a city or a district.
    Local,
    /// A question put to the voters.
    Question,
}

/// The kinds of contest that recount laws distinguish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContestKind {
    /// President, or senator of the United States.
    FederalStatewide,
    /// An office of the state that the whole state elects.
    StateOffice,
    /// A question put to the whole state.
    StateQuestion,
    /// Representative in Congress.
    Congress,
    /// A seat in the legislature of the state.
    Legislature,
    /// An office of a county, a city or a district.
    Local,
    /// A question put to a part of the state.
    LocalQuestion,
}

/// Every kind.
pub const KINDS: [ContestKind; 7] = [
    ContestKind::FederalStatewide,
    ContestKind::StateOffice,
    ContestKind::StateQuestion,
    ContestKind::Congress,
    ContestKind::Legislature,
    ContestKind::Local,
    ContestKind::LocalQuestion,
];

impl ContestKind {
    /// Its name in documents.
    pub fn name(self) -> &'static str {
        match self {
            Self::FederalStatewide => "federal_statewide",
            Self::StateOffice => "state_office",
            Self::StateQuestion => "state_question",
            Self::Congress => "congress",
            Self::Legislature => "legislature",
            Self::Local => "local",
            Self::LocalQuestion => "local_question",
        }
    }

    /// Whether voters of the whole state vote in it.
    pub fn is_statewide(self) -> bool {
        matches!(self, Self::FederalStatewide | Self::StateOffice | Self::StateQuestion)
    }

    /// Whether a scenario may call a contest of this kind by that office.
    fn is_called(self, office: Office) -> bool {
        match office {
            // A senator is also elected by the whole state, so both words are right.
            Office::Statewide => matches!(self, Self::FederalStatewide | Self::StateOffice),
            Office::Federal => matches!(self, Self::FederalStatewide | Self::Congress),
            Office::Legislature => self == Self::Legislature,
            Office::Local => self == Self::Local,
            Office::Question => matches!(self, Self::StateQuestion | Self::LocalQuestion),
        }
    }
}

/// The kinds that fit what a scenario says of a contest; all kinds where it says nothing.
pub fn kinds(office: Option<Office>, statewide: Option<bool>) -> Vec<ContestKind> {
    let may_be = |kind: &ContestKind| {
        office.is_none_or(|office| kind.is_called(office)) && statewide.is_none_or(|it| it == kind.is_statewide())
    };
    KINDS.into_iter().filter(may_be).collect()
}

/// Who may ask for a recount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// A candidate who lost.
    Loser,
    /// Any candidate.
    Candidate,
    /// A number of voters that the law states.
    Voters,
    /// A candidate who lost, or voters.
    LoserOrVoters,
    /// Any candidate, or voters.
    CandidateOrVoters,
    /// Not recorded in this program.
    Unknown,
}

/// How a recount comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecountWay {
    /// The law orders it.
    Automatic,
    /// Somebody may request it.
    OnRequest(Asker),
}

impl RecountWay {
    /// Whether the law orders it.
    pub fn is_automatic(self) -> bool {
        self == Self::Automatic
    }
}

/// The margins at which there is a recount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// No margin: the law has no such recount.
    Never,
    /// Not looked up yet.
    Unknown,
    /// Every margin.
    Always,
    /// A margin within a limit.
    Within(Limit),
}

/// How the paper is counted again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecountMeans {
    /// By machine.
    Machine,
    /// By hand.
    Hand,
    /// In the same way as at first.
    AsAtFirst,
    /// A sample by hand and the rest by machine; by hand where the two differ.
    HandSample,
    /// As the person who asks chooses.
    Chosen,
    /// Not recorded in this program.
    Unknown,
}

/// Who pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payer {
    /// The state or the county.
    Public,
    /// The person who asks.
    Asker,
    /// The person who asks, with a refund if the recount changes the outcome.
    AskerUnlessChanged,
    /// Not recorded in this program.
    Unknown,
}

/// One rule of one state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Postal code of the state.
    pub state: &'static str,
    /// First year or day on which it is in force, if known.
    pub from: Option<&'static str>,
    /// First year or day on which it is no longer in force.
    pub until: Option<&'static str>,
    /// The kinds of contest it applies to.
    pub kinds: Vec<ContestKind>,
    /// How the recount comes about.
    pub way: RecountWay,
    /// At which margins.
    pub when: When,
    /// The votes that percentages refer to.
    pub base: Base,
    /// How the paper is counted again.
    pub count: RecountMeans,
    /// Who pays.
    pub payer: Payer,
    /// Margins at which the public pays although somebody else asked.
    pub free: Option<Limit>,
    /// Further conditions of the law, in a few words.
    pub note: Option<Reason>,
    /// The statute.
    pub statute: &'static str,
    /// Year of the text that was read; `None` for general knowledge that was not checked against a text.
    pub seen: Option<&'static str>,
    /// The page where it was read; empty if it was not read.
    pub page: &'static str,
}

/// What a rule says about one margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegalAnswer {
    /// The law orders a recount.
    Ordered,
    /// A recount may be asked for.
    MayBeAsked {
        /// Whether the public pays; `None` where that is not known.
        free: Option<bool>,
    },
    /// The margin is too wide for it.
    NotMet,
    /// The rule gives no answer: there is no such recount, or it is not recorded in this program.
    None,
}

/// The votes that a law refers to.
#[derive(Clone, Copy, Debug)]
pub struct LegalVotes {
    /// The margin: votes of the winner with the fewest minus votes of the loser with the most.
    pub margin: i64,
    /// Votes of the winner with the fewest.
    pub winner: i64,
    /// Votes for all candidates.
    pub all: i64,
}

impl Rule {
    /// Whether the rule is in force on a day, written `2026-11-04`; true for every rule if no day is given.
    pub fn holds_on(&self, day: Option<&str>) -> bool {
        // Year-month-day compares as text, and so does a bare year with the days in it.
        day.is_none_or(|day| self.from.is_none_or(|from| day >= from) && self.until.is_none_or(|until| day < until))
    }

    /// What the rule says about a margin.
    pub fn answer(&self, votes: LegalVotes) -> LegalAnswer {
        let is_met = match &self.when {
            When::Never | When::Unknown => return LegalAnswer::None,
            When::Always => true,
            When::Within(limit) => limit.is_met(votes, self.base),
        };
        match (is_met, self.way) {
            (false, _) => LegalAnswer::NotMet,
            (true, RecountWay::Automatic) => LegalAnswer::Ordered,
            (true, RecountWay::OnRequest(_)) => {
                let is_free = self.free.as_ref().is_some_and(|limit| limit.is_met(votes, self.base));
                let free = match self.payer {
                    Payer::Unknown if !is_free => None,
                    payer => Some(is_free || payer == Payer::Public),
                };
                LegalAnswer::MayBeAsked { free }
            }
        }
    }
}

/// Whether this is the postal code of one of the [`JURISDICTIONS`].
pub fn is_known(state: &str) -> bool {
    JURISDICTIONS.iter().any(|(code, _)| *code == state)
}

/// The rules of a state for one kind of contest on a day.
pub fn rules_of(state: &str, kind: ContestKind, day: Option<&str>) -> Vec<&'static Rule> {
    let fits = |rule: &&Rule| rule.state == state && rule.kinds.contains(&kind) && rule.holds_on(day);
    RULES.iter().filter(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_kept_to_the_vote() {
        let met = |limit: &str, base, margin, winner, all| {
            Limit::parse(limit).expect("a limit").is_met(LegalVotes { margin, winner, all }, base)
        };
        let of_all = |limit: &str, margin| met(limit, Base::AllVotes, margin, 600, 1_000);
        assert!(of_all("<= 0.5 %", 5) && !of_all("<= 0.5 %", 6), "0.5 % of 1,000 is in");
        assert!(of_all("< 0.5 %", 4) && !of_all("< 0.5 %", 5), "below 0.5 %, so 0.5 % is out");
        assert!(of_all("<= 2000 votes", 2_000) && !of_all("<= 2000 votes", 2_001));
        assert!(of_all("tie", 0) && !of_all("tie", 1));
        // 0.5 % of the leader's 600 votes are 3; of the 600 + 596 votes of both, 5.98.
        assert!(met("<= 0.5 %", Base::Leader, 3, 600, 1_000) && !met("<= 0.5 %", Base::Leader, 4, 600, 1_000));
        assert!(
            met("<= 0.5 %", Base::TwoCandidates, 5, 600, 2_000) && !met("<= 0.5 %", Base::TwoCandidates, 6, 600, 2_000)
        );
        // "The lesser of two" means both must hold, "the greater" means either.
        assert!(!of_all("<= 0.5 % and <= 4 votes", 5) && of_all("<= 0.5 % or <= 4 votes", 5));
        // A limit for contests of a certain size.
        let sized =
            |margin, all| met("< 0.5 % if > 400 cast or <= 10 votes if <= 400 cast", Base::AllVotes, margin, all, all);
        assert!(sized(10, 400) && !sized(11, 400) && !sized(10, 401) && sized(2, 401));
        let between = |margin, all| met("<= 7 votes if 5-9 cast", Base::AllVotes, margin, all, all);
        assert!(between(7, 5) && between(7, 9) && !between(7, 4) && !between(7, 10) && !between(8, 9));
    }

    #[test]
    fn what_is_no_limit_is_none() {
        for text in ["", "0.5 %", "< 0.5", "< 0.1234 %", "< x votes", "<= 5 votes if many cast", "> 3 votes"] {
            assert_eq!(Limit::parse(text), None, "{text}");
        }
    }
}
