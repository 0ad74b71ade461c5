//! `recount assertions`: what must be true of ranked ballots so that nobody else can have won.

use super::contest_of_files::CountByRule;
use super::input::read_text;
use super::questions::answer_text;
use super::{Done, print_json, say};
use crate::election::{AskedAudit, CandidateIndex, LARGEST_RANKED_FILE, RankedContest, read_ranked};
use crate::error::{Complaint, Error};
use crate::reason::{Reason, complaints, ranked};
use crate::report::{self, AnsweredContest, Language};
use crate::social_choice::irv_claims::{ClaimsAnswer, ClaimsAsked, Difficulty, NoClaims};
use crate::social_choice::margin::preference_tree::PreferenceTree;
use crate::verify::answer_about_contest;

/// What must be true of ranked ballots so that nobody else can have won: ballots in, claims out.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The file is a RAIRE problem in JSON, RAIRE's text, or lists of orders with their counts. The document has the claims \
with the least possible greatest difficulty, the fewest of them, the three margins, and which claim rules out which \
order of elimination.

With --rule it is any file of ballots that `recount import` reads, counted by that rule: winners, rounds, what an \
audit has to prove. A document with a \"rule\", or one a line, is a question of its own.

Difficulties:
  OneOnMargin    cards per vote of margin, as comparisons need
  OneOnMarginSq  its square, as polls need
  BRAVO          expected cards of a poll; with --risk-limit
  MACRO          cards of a comparison without errors; with --risk-limit and --error-inflation

What the options say goes before what the file says.
Without a rule, exit status 1 where there are no claims, because of a tie or another winner; the document says \
which. With a rule, exit status 0 and an \"error\" that says why.

Examples:
  recount assertions tests/data/ranked/guide.json
  recount assertions mayor.raire --contest 339 --cards 146662 --difficulty BRAVO --risk-limit 0.05
  recount assertions mayor.raire --shangrla > assertions.json
  recount assertions tests/data/ranked/guide.json --rule irv
  echo '{\"rule\":\"dhondt\",\"seats\":3,\"tally\":{\"A\":600,\"B\":400}}' | recount assertions")]
pub(super) struct FindAssertions {
    /// Ballots, or questions; a file or - for standard input
    #[arg(default_value = "-")]
    file: String,
    #[command(flatten)]
    counted: CountByRule,
    /// The contest, by its name or number; needed where the file has several, unless --shangrla
    #[arg(long, value_name = "ID")]
    contest: Option<String>,
    /// Who is reported to have won; without it, whom the file names, else whom the ballots elect
    #[arg(long, value_name = "NAME")]
    winner: Option<String>,
    /// The cards that can be drawn; without it, what the file says, else the ballots of the contest
    #[arg(long, value_name = "N")]
    cards: Option<u64>,
    /// How hard a claim is to check; without it, what the file says, else by the margin
    #[arg(long, value_name = "NAME")]
    difficulty: Option<String>,
    /// The risk limit, for BRAVO and MACRO
    #[arg(long, value_name = "LIMIT")]
    risk_limit: Option<f64>,
    /// The error inflation factor, for MACRO
    #[arg(long, value_name = "FACTOR")]
    error_inflation: Option<f64>,
    /// The shape that SHANGRLA reads: candidates by name, all contests
    #[arg(long)]
    shangrla: bool,
}

/// Names of the difficulties, as ballot files write them; two have another name besides.
const NAMES: [&str; 6] = ["OneOnMargin", "OneOnMarginSq", "BRAVO", "MACRO", "Margin", "MarginSq"];

impl FindAssertions {
    pub(super) fn execute(&self, language: &'static Language) -> Result<Done, Error> {
        if self.counted.is_asked() {
            self.refuse_beside("--rule")?;
            return self.counted.execute(&self.file, self.contest.as_deref(), language);
        }
        let text = read_text(&self.file, LARGEST_RANKED_FILE)?;
        if is_question(&text) {
            self.refuse_beside("rule")?;
            return answer_text(text, &self.file, answer_about_contest);
        }
        let contests = read_ranked(&text).map_err(|flaw| self.at(flaw.line, flaw.complaint))?;
        let chosen: Vec<&RankedContest> = self.chosen(&contests)?;
        let mut answers: Vec<(&RankedContest, ClaimsAsked, ClaimsAnswer)> = Vec::new();
        for contest in chosen {
            let asked = self.asked(contest)?;
            if !contest.unused.is_empty() {
                say(&language.reason(&ranked::not_used(contest.unused.join(", "))));
            }
            // The reader has checked that the orders fit the candidates.
            let ballots = PreferenceTree::new(contest.candidates.len(), &contest.orders).expect("fit orders");
            let answer = asked.answer(&ballots);
            if let Err(refused) = &answer.claims {
                say(&language.reason(&why(contest, answer.winner, refused)));
            }
            answers.push((contest, asked, answer));
        }
        let all: Vec<AnsweredContest<'_>> =
            answers.iter().map(|(contest, asked, answer)| AnsweredContest { contest, asked, answer }).collect();
        if self.shangrla {
            print_json(&report::shangrla_audits(&all))?;
        } else {
            for &one in &all {
                print_json(&report::raire_solution(one))?;
            }
        }
        let has_all = answers.iter().all(|(_, _, answer)| answer.claims.is_ok());
        Ok(if has_all { Done::Well } else { Done::Failed })
    }

    /// Refuses options that a question by rule does not use.
    fn refuse_beside(&self, what: &str) -> Result<(), Error> {
        let deaf = [
            ("--winner", self.winner.is_some()),
            ("--cards", self.cards.is_some()),
            ("--difficulty", self.difficulty.is_some()),
            ("--risk-limit", self.risk_limit.is_some()),
            ("--error-inflation", self.error_inflation.is_some()),
            ("--shangrla", self.shangrla),
            ("--contest", self.contest.is_some() && what == "rule"),
        ];
        match deaf.iter().find(|(_, is_given)| *is_given) {
            None => Ok(()),
            Some((option, _)) => {
                let beside = Complaint::allowed("", complaints::found_beside(what), ranked::rule_without(what));
                Err(wrong(option, &beside))
            }
        }
    }

    fn at(&self, line: usize, complaint: Complaint) -> Error {
        let path = if complaint.keys.is_empty() { complaints::path_the_file().into() } else { complaint.path().into() };
        Error::Scenario { file: self.file.clone(), line, path, complaint: Box::new(complaint) }
    }

    /// The contests that are asked for.
    fn chosen<'c>(&self, contests: &'c [RankedContest]) -> Result<Vec<&'c RankedContest>, Error> {
        let known = || contests.iter().map(|contest| contest.id.clone());
        match &self.contest {
            Some(id) => {
                let found = contests.iter().find(|contest| contest.id == *id);
                let unknown = || wrong("--contest", &Complaint::unknown("", id, known()));
                found.map(|contest| vec![contest]).ok_or_else(unknown)
            }
            None if self.shangrla || contests.len() == 1 => Ok(contests.iter().collect()),
            None => {
                let found = complaints::found_nothing();
                Err(wrong(
                    "--contest",
                    &Complaint {
                        allowed: crate::error::Allowed::OneOf(known().collect()),
                        ..Complaint::allowed("", found, "")
                    },
                ))
            }
        }
    }

    /// The options for this contest: those given, else those of the file.
    fn asked(&self, contest: &RankedContest) -> Result<ClaimsAsked, Error> {
        let winner = match &self.winner {
            Some(name) => {
                let place = contest.candidates.iter().position(|candidate| candidate == name);
                let unknown = || wrong("--winner", &Complaint::unknown("", name, contest.candidates.clone()));
                Some(place.ok_or_else(unknown)? as CandidateIndex)
            }
            None => contest.winner,
        };
        let (option, key) = ("--cards", "audit.total_auditable_ballots");
        let cards = self.cards.or(contest.audit.total_auditable_ballots).unwrap_or(contest.ballots);
        if cards < contest.ballots || cards > MOST_CARDS {
            let rule = complaints::rule_range(contest.ballots as i64, MOST_CARDS as i64);
            return Err(self.wrong(self.cards.is_some(), option, key, &cards.to_string(), &rule));
        }
        Ok(ClaimsAsked { winner, difficulty: self.weighed(&contest.audit)?, cards })
    }

    fn weighed(&self, audit: &AskedAudit) -> Result<Difficulty, Error> {
        let name = self.difficulty.as_deref().or(audit.kind.as_deref()).unwrap_or(NAMES[0]);
        let risk_limit = || {
            let limit = self.risk_limit.or(audit.confidence);
            let found = limit.map_or_else(|| complaints::found_nothing().to_string(), |limit| limit.to_string());
            limit.filter(|limit| *limit > 0.0 && *limit < 1.0).ok_or_else(|| {
                self.wrong(
                    self.risk_limit.is_some() || audit.confidence.is_none(),
                    "--risk-limit",
                    "audit.confidence",
                    &found,
                    &complaints::rule_limit(),
                )
            })
        };
        let error_inflation = || {
            let factor = self.error_inflation.or(audit.error_inflation_factor);
            let found = factor.map_or_else(|| complaints::found_nothing().to_string(), |factor| factor.to_string());
            factor.filter(|factor| (1.0..=100.0).contains(factor)).ok_or_else(|| {
                self.wrong(
                    self.error_inflation.is_some() || audit.error_inflation_factor.is_none(),
                    "--error-inflation",
                    "audit.error_inflation_factor",
                    &found,
                    &complaints::rule_range(1, 100),
                )
            })
        };
        let difficulty = match name {
            "OneOnMargin" | "Margin" => Difficulty::OneOnMargin,
            "OneOnMarginSq" | "MarginSq" => Difficulty::OneOnMarginSquared,
            "BRAVO" => Difficulty::Bravo { risk_limit: risk_limit()? },
            "MACRO" => Difficulty::Macro { risk_limit: risk_limit()?, error_inflation: error_inflation()? },
            unknown => {
                let complaint = Complaint::unknown("", unknown, NAMES);
                return Err(match self.difficulty {
                    Some(_) => wrong("--difficulty", &complaint),
                    None => self.at(1, complaint.under("type").under("audit")),
                });
            }
        };
        // An option that this difficulty does not use is refused.
        let deaf = match difficulty {
            Difficulty::Macro { .. } => None,
            Difficulty::Bravo { .. } => self.error_inflation.map(|_| ("--error-inflation", "MACRO")),
            _ => self
                .error_inflation
                .map(|_| ("--error-inflation", "MACRO"))
                .or(self.risk_limit.map(|_| ("--risk-limit", "BRAVO, MACRO"))),
        };
        match deaf {
            None => Ok(difficulty),
            Some((option, allowed)) => {
                let found = format!("--difficulty {name}");
                Err(wrong(option, &Complaint::allowed("", found, ranked::rule_with_difficulty(allowed))))
            }
        }
    }

    /// The error for an option, or for the key of the file in its place.
    fn wrong(&self, is_option: bool, option: &str, key: &str, found: &str, rule: &Reason) -> Error {
        let complaint = Complaint::allowed("", found, rule.clone());
        if is_option {
            return wrong(option, &complaint);
        }
        let keys = key.split('.').rev();
        self.at(1, keys.fold(complaint, Complaint::under))
    }
}

/// Whether a text is a question about a contest, or one a line: its first document has a rule.
fn is_question(text: &str) -> bool {
    #[derive(serde::Deserialize)]
    struct Ruled {
        rule: Option<serde::de::IgnoredAny>,
    }
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('{') {
        return false;
    }
    match serde_json::Deserializer::from_str(text).into_iter::<Ruled>().next() {
        Some(Ok(first)) => first.rule.is_some(),
        // A first line that is broken may still be meant as a question.
        _ => text.lines().next().is_some_and(|line| line.contains("\"rule\"")),
    }
}

/// Most cards that can be drawn from.
const MOST_CARDS: u64 = 1 << 53;

fn wrong(option: &str, complaint: &Complaint) -> Error {
    Error::Usage(complaints::at_place(option, complaint.reason()))
}

/// Why there are no claims, as text.
fn why(contest: &RankedContest, winner: CandidateIndex, refused: &NoClaims) -> Reason {
    let name = |candidate: CandidateIndex| contest.candidates[usize::from(candidate)].clone();
    let all = |list: &[CandidateIndex]| list.iter().map(|&c| name(c)).collect::<Vec<_>>().join(", ");
    match refused {
        NoClaims::UnknownWinner => ranked::no_claims_order(all(&[])),
        NoClaims::WrongWinner(winners) => ranked::no_claims_winner(all(winners), name(winner)),
        NoClaims::Tied(winners) => ranked::no_claims_tie(all(winners)),
        NoClaims::CannotRuleOut(order) => ranked::no_claims_order(all(order)),
    }
}
