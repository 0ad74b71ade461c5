//! The keys for stages: the count, its faults, and its published figures.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::canvass::Check;
use crate::election::Selection;
use crate::hand_count::{Disputed, GROUP, Method, Mishap, Workload};
use crate::tabulation::Fault;

/// Who counts in a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CountedBy {
    /// Scanners and a results system.
    Machine,
    /// People.
    Hand,
    /// A board or a court rules on disputed ballots and accepts further ones.
    Ruling,
}

/// One count of the paper.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StageText {
    /// Short name, unique.
    pub id: String,
    /// Day of its result, as year-month-day.
    #[serde(default)]
    pub date: Option<String>,
    /// Who counts.
    pub by: CountedBy,
    /// Faults of a machine count; they are applied in the order of the ballot's path.
    #[serde(default)]
    pub faults: Vec<Fault>,
    /// Mishaps of the paper or the people before a hand count.
    #[serde(default)]
    pub mishaps: Vec<Mishap>,
    /// The part of the paper that is counted; all if not given.
    #[serde(default)]
    pub scope: Option<Selection>,
    /// The part of the scope that is not counted.
    #[serde(default)]
    pub except: Option<Selection>,
    /// The contests that are counted; all if not given.
    #[serde(default)]
    pub contests: Option<Vec<String>>,
    /// The earlier stage whose result is used for what this one does not count; the one before if not given.
    #[serde(default)]
    pub base: Option<String>,
    /// Earlier machine stages whose mean is the result, instead of a count of its own.
    #[serde(default)]
    pub mean_of: Vec<String>,
    /// Whether the system keeps cast vote records; yes if not given.
    #[serde(default)]
    pub cast_vote_records: Option<bool>,
    /// How people count; reading and marking if not given.
    #[serde(default)]
    pub method: Option<Method>,
    /// How carefully people count: `exact`, `careful`, `careful_batches`, `hurried`, `single_pass`, `ad_hoc`, `untrained`; `careful` if not given.
    #[serde(default)]
    pub care: Option<String>,
    /// Boards that count each batch, 1 or 2; 1 if not given.
    #[serde(default)]
    pub boards: Option<u32>,
    /// What happens with disputed ballots.
    #[serde(default)]
    pub disputed: Option<Disputed>,
    /// Rates of work for person-hours and cost.
    #[serde(default)]
    pub work: Option<WorkText>,
    /// Checks of the canvass that were made on this count.
    #[serde(default)]
    pub checks: Vec<Check>,
    /// Who noticed what, in a sentence.
    #[serde(default)]
    pub noticed: Option<String>,
    /// The figures that were published of this count.
    #[serde(default)]
    pub published: Vec<FigureText>,
    /// The figures that follow by hand from the scenario's own numbers, if the event is invented.
    #[serde(default)]
    pub expected: Vec<FigureText>,
    /// What is assumed about this stage, and why.
    #[serde(default)]
    pub assumed: Option<String>,
}

/// Rates of work; each overrides its default.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkText {
    /// Ballots that one group counts in an hour, one contest, whatever its marks; more than 0.
    #[serde(default)]
    pub ballots_per_hour: Option<f64>,
    /// People in a group; more than 0, 3 if not given.
    #[serde(default)]
    pub people: Option<f64>,
    /// Dollars for a person-hour; 0 or more, 20 if not given (an assumption); not with `cost_per_ballot`.
    #[serde(default)]
    pub wage: Option<f64>,
    /// Dollars for each ballot and contest, all costs; 0 or more; without it, hours times the wage.
    #[serde(default)]
    pub cost_per_ballot: Option<f64>,
}

impl WorkText {
    /// The pace of a count of one contest that allows this number of marks a ballot.
    pub fn pace(&self, votes_allowed: u16) -> Workload {
        group_pace(Workload::of(votes_allowed), self.ballots_per_hour, self.people)
    }
}

/// A pace with the scenario's ballots an hour, people of a group, or both.
pub(super) fn group_pace(default: Workload, ballots_per_hour: Option<f64>, people: Option<f64>) -> Workload {
    if ballots_per_hour.is_none() && people.is_none() {
        return default;
    }
    default.at_pace(ballots_per_hour.unwrap_or_else(|| default.ballots_per_hour()), people.unwrap_or(GROUP))
}

/// Figures of one contest in one stage, published or computed by hand; `recount check` compares them with the model's.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FigureText {
    /// The contest.
    pub contest: String,
    /// The source's id; every published figure has one.
    #[serde(default)]
    pub source: Option<String>,
    /// How the figures follow from the scenario's own numbers; required for every expected figure.
    #[serde(default)]
    pub by_hand: Option<String>,
    /// The part of the paper the figures are about; all if not given. Whole reporting units.
    #[serde(default, rename = "where")]
    pub place: Option<Selection>,
    /// Votes by candidate.
    #[serde(default)]
    pub tally: BTreeMap<String, i64>,
    /// Votes for all candidates together.
    #[serde(default)]
    pub votes: Option<i64>,
    /// Ballots counted.
    #[serde(default)]
    pub ballots: Option<i64>,
    /// Votes between the last winner and the first loser.
    #[serde(default)]
    pub margin: Option<i64>,
    /// Candidates who won.
    #[serde(default)]
    pub winners: Option<Vec<String>>,
    /// Votes by candidate, more (or, negative, fewer) than in the stage `since`.
    #[serde(default)]
    pub change: BTreeMap<String, i64>,
    /// The stage that `change` starts from; the one before if not given.
    #[serde(default)]
    pub since: Option<String>,
    /// Shares of all votes for candidates in percent, as printed, for instance `"58.07"`.
    #[serde(default)]
    pub percent: BTreeMap<String, String>,
    /// Ballots set aside.
    #[serde(default)]
    pub set_aside: Option<i64>,
    /// Batches in the manifest.
    #[serde(default)]
    pub batches: Option<i64>,
    /// The largest allowed difference of the model, in votes, if the event itself was noisy; 0 if not given.
    #[serde(default)]
    pub within: Option<i64>,
    /// Why a difference is allowed.
    #[serde(default)]
    pub because: Option<String>,
}

impl StageText {
    /// Whether this stage counts the contest of that id.
    pub fn counts_contest(&self, id: &str) -> bool {
        self.contests.as_ref().is_none_or(|contests| contests.iter().any(|c| c == id))
    }

    /// Whether this stage keeps a cast vote record of every card.
    pub fn keeps_records(&self) -> bool {
        self.by == CountedBy::Machine
            && self.mean_of.is_empty()
            && !self.counts_a_part()
            && self.cast_vote_records.unwrap_or(true)
    }

    /// Whether this stage counts only a part, and an earlier one is used for the rest.
    pub fn counts_a_part(&self) -> bool {
        self.leaves_paper() || self.contests.is_some()
    }

    /// Whether this stage counts only a part of the paper, whatever the contest.
    pub fn leaves_paper(&self) -> bool {
        self.scope.is_some() || self.except.is_some()
    }
}
