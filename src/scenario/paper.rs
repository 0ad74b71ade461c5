//! The keys for paper: groups of ballots, special marks, totals spread over many units.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::election::{MarkedBy, VoteMode};

/// Votes by candidate, with `blank` and `overvoted` ballots if they are known.
pub type PaperVotes = BTreeMap<String, u64>;

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
    /// What marked these ballots, `hand` or `machine`; `hand` if not given.
    #[serde(default)]
    pub marked_by: MarkedBy,
    /// Ballot design; the first if not given.
    #[serde(default)]
    pub style: Option<String>,
    /// Ballots; from the votes and the rates if not given.
    #[serde(default)]
    pub ballots: Option<u64>,
    /// Voters in the poll book; as many as ballots if not given.
    #[serde(default)]
    pub voters: Option<u64>,
    /// The stage from which these ballots count, if they were accepted later.
    #[serde(default)]
    pub accepted: Option<String>,
    /// Scanners that took its batches in turn; one for all if not given.
    #[serde(default)]
    pub tabulators: Vec<String>,
    /// For each contest, what the voters meant: votes by candidate, `blank` and `overvoted` ballots.
    #[serde(default)]
    pub votes: BTreeMap<String, PaperVotes>,
    /// For each ranked contest, ballots by ranking: `"Ada > Ben" = 120`, `"Ada = Ben > Cem"` for two names at one rank,
    /// `"Ada > _ > Cem"` for a skipped rank, and `blank`.
    #[serde(default)]
    pub rankings: BTreeMap<String, BTreeMap<String, u64>>,
    /// For each contest of scores, ballots by their scores: `"Ada 5, Ben 3" = 120`, and `blank`; a name that is left
    /// out has the score 0.
    #[serde(default)]
    pub scores: BTreeMap<String, BTreeMap<String, u64>>,
    /// For each contest, ballots that carry exactly these names, joined by ` + `; part of the votes.
    #[serde(default)]
    pub slates: BTreeMap<String, BTreeMap<String, u64>>,
    /// Ballots with marks of a special kind; part of the votes as the voters meant them.
    #[serde(default)]
    pub marks: Vec<MarksText>,
    /// What is assumed about these ballots, and why.
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
    /// Darkness of those marks in percent, if they are faint, 1 to 99; filled if not given.
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
    pub votes: BTreeMap<String, PaperVotes>,
    /// For each unit, its weight for each candidate in the contest's order, or one weight for all.
    #[serde(default)]
    pub units: BTreeMap<String, Vec<u64>>,
    /// Units without names: a number of them, numbered, all of the same weight.
    #[serde(default)]
    pub numbered: Option<NumberedText>,
    /// Shares of the ways of voting in each unit, as weights; all `election day` if not given.
    #[serde(default)]
    pub modes: ModeWeights,
    /// Ballot design; the first if not given.
    #[serde(default)]
    pub style: Option<String>,
    /// What is assumed about these ballots, and why.
    #[serde(default)]
    pub assumed: Option<String>,
}

/// Weights of the ways of voting.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModeWeights {
    /// By mail or absentee.
    #[serde(default)]
    pub mail: u32,
    /// In person before election day.
    #[serde(default)]
    pub early: u32,
    /// At the polling place on the day.
    #[serde(default, rename = "election day")]
    pub election_day: u32,
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
