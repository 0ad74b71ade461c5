//! The scenario language: what a file may contain, key by key.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::audit::AuditText;
use super::paper::{PaperText, SpreadText};
use super::stage::StageText;
use super::translation::TranslationText;
use crate::hand_count::recount_law::Office;
use crate::outside_the_paper::Beyond;

/// A recount scenario: what the voters left on paper, and how it was counted, stage by stage.
///
/// The file begins with a comment (lines that begin with #): the question that the scenario answers. `recount list --full`
/// shows it, and a file without it is refused.
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
    /// The seed of all random numbers; any text.
    #[serde(default)]
    pub seed: Option<String>,
    /// Postal code of the state whose recount law applies, `DC` for the capital; the law is that of each count's date.
    #[serde(default)]
    pub law: Option<String>,
    /// What is assumed and not documented, one sentence each.
    #[serde(default)]
    pub assumed: Vec<String>,
    /// Rates for what the paper entries do not document.
    #[serde(default)]
    pub rates: RatesText,
    /// How the paper is kept.
    #[serde(default)]
    pub manifest: ManifestText,
    /// Files of an election office that hold the paper, in place of `paper`, `spread` and `style`.
    #[serde(default)]
    pub election: Option<ElectionText>,
    /// The questions put to the voters; with `[election]` all contests of the files, if none is given: by plurality, with as
    /// many seats as names may be marked.
    #[serde(default)]
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
    /// The audits of one of the counts.
    #[serde(default)]
    pub audit: Option<AuditText>,
    /// What was wrong before there was paper.
    #[serde(default)]
    pub beyond: Vec<Beyond>,
    /// Where the published figures come from.
    #[serde(default)]
    pub source: Vec<SourceText>,
    /// The texts in further languages, by the code of the language, such as `[language.es]`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub language: BTreeMap<String, TranslationText>,
}

/// Where the paper of a scenario comes from, if the scenario does not describe it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ElectionText {
    /// Files of cast vote records, beside the scenario: what the machine read on each card is taken for the paper. Or ranked
    /// ballots of one contest as orders with counts; or the votes of batches with their manifest.
    #[serde(default)]
    pub from: Vec<String>,
    /// Counties with files of their own, in place of `from`: equal batch names stay apart, and contests of equal names are one.
    #[serde(default)]
    pub county: Vec<CountyText>,
    /// Names of contests that are another contest in each county.
    #[serde(default)]
    pub apart: Vec<String>,
    /// Choices of a contest whose names look alike, such as `Ben Lee` and `BEN LEE`: `one`, or `apart`. Files with such choices are
    /// refused without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alike_choices: Option<AlikeChoices>,
    /// What the files do not show and the scenario goes on without; files with such a thing are refused if it is not named
    /// here.
    #[serde(default)]
    pub pass_over: Vec<PassedOver>,
}

/// A county and its files.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountyText {
    /// Its name, which is also that of the folder of its sheets.
    pub name: String,
    /// Its files, as `from` of `[election]`.
    pub from: Vec<String>,
}

impl ElectionText {
    /// All files, in order.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let of_counties = self.county.iter().flat_map(|county| &county.from);
        self.from.iter().chain(of_counties).map(String::as_str)
    }
}

/// What choices of a contest are whose names look alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AlikeChoices {
    /// One choice, by the name of the first.
    One,
    /// Several choices.
    Apart,
}

/// What records of cards do not show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PassedOver {
    /// Rows that sum several cards: these cards are not on the paper, and no audit draws them.
    SummedRows,
    /// Votes that are not shown, or that the files call void: the contest is blank on these cards.
    HiddenVotes,
    /// Single cards, where the files have the votes of batches only: which card has which vote is made up.
    SingleCards,
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
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContestText {
    /// Short name, for instance `president`.
    pub id: String,
    /// Name a voter would recognise; the id if not given.
    #[serde(default)]
    pub title: Option<String>,
    /// How votes make winners, such as `plurality` or `supermajority`; `recount list rules` has them all.
    pub rule: String,
    /// The contest's name in the files of `[election]`; the title or the id if not given.
    #[serde(default)]
    pub from: Option<String>,
    /// The names in the order of the ballot (at most 200); with `[election]` those of the files, if none is given.
    #[serde(default)]
    pub candidates: Vec<String>,
    /// Seats to be filled; 1 if not given.
    #[serde(default)]
    pub seats: Option<u16>,
    /// Most votes of a ballot; as many as seats if not given.
    #[serde(default)]
    pub votes_allowed: Option<u16>,
    /// The share of the valid votes that `supermajority` needs, such as 0.6 or "2/3"; for lists the threshold below
    /// which a list wins no seat.
    #[serde(default)]
    pub share: Option<ShareText>,
    /// The name of a `supermajority` of two names that needs the share: without it the other name wins. If it is not given, each
    /// name with the share wins, and nobody where none has it.
    #[serde(default)]
    pub proposal: Option<String>,
    /// Ranks that the paper of a ranked contest has, 1 to 20; as many as names if not given.
    #[serde(default)]
    pub ranks: Option<u16>,
    /// The highest score of a voter if the rule uses scores, 1 to 20; 5 if not given.
    #[serde(default)]
    pub highest_score: Option<u16>,
    /// The rule set for reading ranked marks, such as `san-francisco`; `recount list rankings` has them all.
    #[serde(default)]
    pub rankings: Option<String>,
    /// The method for transferring votes of a single transferable vote, such as `scottish`; `recount list transfers`
    /// has them all.
    #[serde(default)]
    pub transfers: Option<String>,
    /// What decides a `condorcet` contest in which nobody is preferred to each other candidate, such as `schulze`; `recount
    /// list completions` has them all.
    #[serde(default)]
    pub completion: Option<String>,
    /// What ranks are worth in a `borda` contest where a ballot does not rank everybody, such as `shared`; `recount list points`
    /// has them all. `unranked_none` if not given.
    #[serde(default)]
    pub points: Option<String>,
    /// Who is eliminated at the end of a round of an `instant_runoff`, such as `batch`; `recount list eliminations` has them
    /// all. `one_by_one` if not given.
    #[serde(default)]
    pub elimination: Option<String>,
    /// Names in an `instant_runoff` whom nobody can elect: undeclared write-ins. The rule set says whether their marks are
    /// passed over or are no marks.
    #[serde(default)]
    pub undeclared: Vec<String>,
    /// The order of a lot that was drawn for ties, the name to be kept longest first. A tie that it does not settle stays open.
    #[serde(default)]
    pub lot: Vec<String>,
    /// The kind of office, which recount laws distinguish. If not given, each rule that may apply is shown.
    #[serde(default)]
    pub office: Option<Office>,
    /// Whether the whole state votes in it, which recount laws distinguish too. If not given, each rule that may apply
    /// is shown.
    #[serde(default)]
    pub statewide: Option<bool>,
    /// The candidate of the write-in line.
    #[serde(default)]
    pub write_in_line: Option<String>,
}

impl ContestText {
    /// A contest without names that plurality decides.
    pub(super) fn by_plurality() -> Self {
        Self { rule: "plurality".to_owned(), ..Self::default() }
    }
}

impl RatesText {
    /// Whether a rate is given.
    pub(super) fn is_given(&self) -> bool {
        self.undervote.is_some() || self.overvote.is_some() || self.light_marks.is_some() || self.batch_size.is_some()
    }
}

/// A share, as a decimal or as a fraction.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ShareText {
    /// A decimal, such as 0.6, taken exactly as written.
    Decimal(f64),
    /// A fraction, such as "2/3".
    Fraction(String),
}

/// One ballot design.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StyleText {
    /// Short name.
    pub id: String,
    /// The contests on each sheet; a ballot is one card per sheet.
    pub sheets: Vec<Vec<String>>,
    /// For a contest, the names from the top of the printed list down, if they differ from the contest's order.
    #[serde(default)]
    pub order: BTreeMap<String, Vec<String>>,
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
