//! The words of the scenario language: what a file may say, key by key.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::beyond::Beyond;
use crate::canvass::Check;
use crate::election::{Selection, VoteMode};
use crate::hand_count::{Disputed, Method};
use crate::tabulation::Fault;

/// Votes by candidate, with `blank` and `overvoted` ballots where they are known.
pub type Votes = BTreeMap<String, u64>;

/// A recount scenario: what the voters left on paper, and how it was counted, stage by stage.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What happened, where and when, in a line.
    pub title: String,
    /// What the scenario teaches, in a sentence.
    pub lesson: String,
    /// What happened, in a few sentences.
    #[serde(default)]
    pub story: Option<String>,
    /// The seed of all chance; any text.
    #[serde(default)]
    pub seed: Option<String>,
    /// Postal code of the state whose recount law applies.
    #[serde(default)]
    pub law: Option<String>,
    /// What is assumed and not documented, one sentence each.
    #[serde(default)]
    pub assumed: Vec<String>,
    /// Rates for what the paper entries leave open.
    #[serde(default)]
    pub rates: RatesText,
    /// How the paper is kept.
    #[serde(default)]
    pub manifest: ManifestText,
    /// The questions put to the voters.
    pub contest: Vec<ContestText>,
    /// The ballot designs; one sheet with all contests if not given.
    #[serde(default)]
    pub style: Vec<StyleText>,
    /// What the voters left, by precinct (or county) and way of voting.
    #[serde(default)]
    pub paper: Vec<PaperText>,
    /// Totals spread over many precincts or counties.
    #[serde(default)]
    pub spread: Vec<SpreadText>,
    /// The counts of this paper, in order of time.
    pub stage: Vec<StageText>,
    /// What was wrong before there was paper.
    #[serde(default)]
    pub beyond: Vec<Beyond>,
    /// Where the published figures come from.
    #[serde(default)]
    pub source: Vec<SourceText>,
}

/// Rates for what is not documented, as shares of the ballots, 0 to 0.5.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RatesText {
    /// Ballots without a vote in a contest; 0.0040 if not given (Maricopa County 2020, president).
    #[serde(default)]
    pub undervote: Option<f64>,
    /// Ballots with too many votes in a contest; 0.0023 if not given (Maricopa County 2020, president).
    #[serde(default)]
    pub overvote: Option<f64>,
    /// Ballots with one faint mark that a well set scanner still reads; 0.002 if not given.
    #[serde(default)]
    pub light_marks: Option<f64>,
    /// Ballots in a batch, mean, 1 to 100,000; 100 if not given (Colorado 2024, median).
    #[serde(default)]
    pub batch_size: Option<u64>,
}

/// How the paper is kept.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ManifestText {
    /// Number of batches in all, where it is known.
    #[serde(default)]
    pub batches: Option<u64>,
}

/// One question put to the voters.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContestText {
    /// Short name, for instance `president`.
    pub id: String,
    /// Name a voter would recognise; the id if not given.
    #[serde(default)]
    pub title: Option<String>,
    /// How votes make winners: `plurality`.
    pub rule: String,
    /// The names in the order of the ballot (at most 200).
    pub candidates: Vec<String>,
    /// Seats to be filled; 1 if not given.
    #[serde(default)]
    pub seats: Option<u16>,
    /// Most votes a ballot may give; as many as seats if not given.
    #[serde(default)]
    pub votes_allowed: Option<u16>,
    /// The candidate that stands for the write-in line.
    #[serde(default)]
    pub write_in_line: Option<String>,
}

/// One ballot design.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StyleText {
    /// Short name.
    pub id: String,
    /// The contests on each sheet; a ballot is one card per sheet.
    pub sheets: Vec<Vec<String>>,
    /// For a contest, the names from the top of the printed list down, where they do not stand in the contest's order.
    #[serde(default)]
    pub order: BTreeMap<String, Vec<String>>,
}

/// Ballots whose totals are known together.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperText {
    /// Name for `where`; made of county, precinct and mode if not given.
    #[serde(default)]
    pub id: Option<String>,
    /// County.
    #[serde(default)]
    pub county: Option<String>,
    /// Precinct.
    #[serde(default)]
    pub precinct: Option<String>,
    /// How these ballots were cast; `election day` if not given.
    #[serde(default)]
    pub mode: Option<VoteMode>,
    /// Ballot design; the first if not given.
    #[serde(default)]
    pub style: Option<String>,
    /// Ballots; from the votes and the rates if not given.
    #[serde(default)]
    pub ballots: Option<u64>,
    /// Voters in the poll book; as many as ballots if not given.
    #[serde(default)]
    pub voters: Option<u64>,
    /// The stage from which on these ballots count, where they were accepted later.
    #[serde(default)]
    pub accepted: Option<String>,
    /// Scanners that took its batches in turn; one for all if not given.
    #[serde(default)]
    pub tabulators: Vec<String>,
    /// For each contest, what the voters meant: votes by candidate, `blank` and `overvoted` ballots.
    #[serde(default)]
    pub votes: BTreeMap<String, Votes>,
    /// For each contest, ballots that carry exactly these names, joined by ` + `; part of the votes.
    #[serde(default)]
    pub slates: BTreeMap<String, BTreeMap<String, u64>>,
    /// Ballots with marks of a special kind; part of the votes as the voters meant them.
    #[serde(default)]
    pub marks: Vec<MarksText>,
    /// What of this is assumed, and why.
    #[serde(default)]
    pub assumed: Option<String>,
}

/// Ballots with marks on which a scanner and a person may differ.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarksText {
    /// The contest.
    pub contest: String,
    /// How many ballots.
    pub ballots: u64,
    /// The names the voter marked and meant.
    #[serde(default)]
    pub votes: Vec<String>,
    /// Darkness of those marks in percent, where they are faint, 1 to 99; filled if not given.
    #[serde(default)]
    pub light: Option<u8>,
    /// A name with a mark that was not meant (a rested pen).
    #[serde(default)]
    pub stray: Option<String>,
    /// A name that was filled and then struck out.
    #[serde(default)]
    pub struck: Option<String>,
    /// A name whose target a fold crosses.
    #[serde(default)]
    pub crease: Option<String>,
    /// Darkness of the stray mark or the crease in percent, 1 to 100; 50 if not given.
    #[serde(default)]
    pub darkness: Option<u8>,
    /// The listed name that the voter wrote on the write-in line.
    #[serde(default)]
    pub written: Option<String>,
    /// Whether the oval beside the written name is filled; yes if not given.
    #[serde(default)]
    pub written_oval: Option<bool>,
    /// Whether people may dispute what the voter meant.
    #[serde(default)]
    pub disputed: bool,
}

/// Totals spread over many reporting units, exactly.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpreadText {
    /// What the units are.
    pub level: Level,
    /// For each contest, the totals: votes by candidate, `blank` and `overvoted` ballots.
    pub votes: BTreeMap<String, Votes>,
    /// For each unit, its weight for each candidate in the contest's order, or one weight for all.
    #[serde(default)]
    pub units: BTreeMap<String, Vec<u64>>,
    /// Units without names: so many, numbered, all of the same weight.
    #[serde(default)]
    pub numbered: Option<NumberedText>,
    /// Shares of the ways of voting in each unit, as weights; all `election day` if not given.
    #[serde(default)]
    pub modes: BTreeMap<VoteMode, u64>,
    /// Ballot design; the first if not given.
    #[serde(default)]
    pub style: Option<String>,
    /// What of this is assumed, and why.
    #[serde(default)]
    pub assumed: Option<String>,
}

/// What the units of a spread are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Counties.
    County,
    /// Precincts.
    Precinct,
}

/// Units without names of their own.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberedText {
    /// Word before the number.
    pub prefix: String,
    /// How many, 1 to 200,000.
    pub count: u32,
}

/// Who counts in a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum By {
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
    pub by: By,
    /// What goes wrong in a machine count; struck in the ballot's own order.
    #[serde(default)]
    pub faults: Vec<Fault>,
    /// The part of the paper that is counted; all if not given.
    #[serde(default)]
    pub scope: Option<Selection>,
    /// The part of the scope that is not counted.
    #[serde(default)]
    pub except: Option<Selection>,
    /// The earlier stage whose result stands for what this one does not count; the one before if not given.
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
    pub published: Vec<PublishedText>,
    /// What of this stage is assumed, and why.
    #[serde(default)]
    pub assumed: Option<String>,
}

/// Rates of work; each overrides its default.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkText {
    /// Ballots that one group counts in an hour, one contest; more than 0.
    #[serde(default)]
    pub ballots_per_hour: Option<f64>,
    /// People in a group; more than 0.
    #[serde(default)]
    pub people: Option<f64>,
    /// Dollars for each ballot and contest; 0 or more.
    #[serde(default)]
    pub cost_per_ballot: Option<f64>,
}

/// Published figures of one contest in one stage; `recount check` compares them with the model's.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishedText {
    /// The contest.
    pub contest: String,
    /// The source's id.
    pub source: String,
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
    /// Votes between the last who wins and the first who does not.
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
    /// How far the model may be off, in votes, where the event itself was noisy; 0 if not given.
    #[serde(default)]
    pub within: Option<i64>,
    /// Why a band is needed.
    #[serde(default)]
    pub because: Option<String>,
}

/// A published source.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceText {
    /// Short name used beside the figures.
    pub id: String,
    /// Title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Day, month or year of publication.
    #[serde(default)]
    pub date: Option<String>,
    /// Where to find it.
    #[serde(default)]
    pub address: Option<String>,
}
