//! Questions about a contest: who won by its rule, and what an audit of it has to prove.
//!
//! ```json
//! {"rule":"irv","candidates":["Ada","Ben","Cem"],"votes":[{"n":5,"prefs":[0,1]},{"n":4,"prefs":[1,2]},{"n":3,"prefs":[2,1]}],
//!  "audit":{"type":"OneOnMargin"}}
//! {"rule":"supermajority","threshold":"3/5","tally":{"Yes":650,"No":350},"total_auditable_ballots":1010}
//! ```
//!
//! `rule` is a rule's name, or `irv` or `stv`. Rules of ranks need `votes`, the others a `tally`. Candidates are those that
//! `candidates` names, else as many as `num_candidates` says, by their numbers from 0, else those of the `tally`. Without `audit` a
//! statement is as difficult as one over its margin, in cards per vote; without `total_auditable_ballots` the cards are the ballots of
//! the contest. Orders are read as they stand: every name once, the most preferred first.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;
use serde_json::Value;

use super::object;
use crate::election::{CandidateIndex, Contest, Ranking, RuleName};
use crate::number_format::grouped;
use crate::reason::{Reason, complaints, questions, rules};
use crate::risk::bet::spec::RefusedField;
use crate::risk::bet::spec::document::EntriesInOrder;
use crate::risk::bet::spec::names::{Name, distinct};
use crate::risk::bet::spec::question::{broken, unknown};
use crate::social_choice::{BallotForm, ContestAnswer, ContestAsked, RULES, SocialChoice, Tally, named, rule_named};

/// A question about a contest, as a document or a file of ballots puts it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionByRule {
    /// The rule.
    pub rule: String,
    /// The names of the candidates.
    #[serde(default)]
    pub(crate) candidates: Option<Vec<Name>>,
    /// How many candidates there are, where they have no names.
    #[serde(default)]
    pub num_candidates: Option<usize>,
    /// Orders of preference with their ballots.
    #[serde(default)]
    pub votes: Option<Vec<OrderWithCount>>,
    /// Votes for each name.
    #[serde(default)]
    pub(crate) tally: Option<EntriesInOrder<Name, u64>>,
    /// Seats; 1 if not given.
    #[serde(default)]
    pub seats: Option<u64>,
    /// Names that a ballot may mark under `plurality`; as many as seats if not given.
    #[serde(default)]
    pub votes_allowed: Option<u64>,
    /// The share of the valid votes that a winner needs, as a decimal or "3/5".
    #[serde(default)]
    pub threshold: Option<Value>,
    /// The cards that can be drawn.
    #[serde(default)]
    pub total_auditable_ballots: Option<u64>,
    /// How statements are weighed.
    #[serde(default)]
    pub audit: Option<WeighingAsked>,
    /// Whether as few statements as possible are searched for; they are if it is not said.
    #[serde(default)]
    pub fewest: Option<bool>,
    /// Whom the office's lot put out, in that order.
    #[serde(default)]
    pub(crate) lots: Option<Vec<Name>>,
    /// The method of transferring votes.
    #[serde(default)]
    pub transfers: Option<String>,
    /// What decides where nobody is preferred to each other candidate.
    #[serde(default)]
    pub completion: Option<String>,
    /// What ranks are worth.
    #[serde(default)]
    pub points: Option<String>,
    /// Who goes out together in a round of an instant runoff.
    #[serde(default)]
    pub elimination: Option<String>,
    /// The name of a supermajority of two names that needs the share: without it the other name wins.
    #[serde(default)]
    pub(crate) proposal: Option<Name>,
    /// Names in an instant runoff whom nobody can elect.
    #[serde(default)]
    pub(crate) undeclared: Option<Vec<Name>>,
}

/// An order of preference with its ballots.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderWithCount {
    /// Ballots.
    pub n: u64,
    /// Candidates by their numbers, the most preferred first.
    pub prefs: Vec<u64>,
}

/// How statements are weighed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeighingAsked {
    /// The measure of difficulty, by a name used in the literature.
    #[serde(rename = "type")]
    pub kind: String,
    /// The risk limit, for BRAVO and MACRO.
    #[serde(default)]
    pub risk_limit: Option<f64>,
    /// The error inflation factor, for MACRO.
    #[serde(default)]
    pub gamma: Option<f64>,
}

/// A question with its answer.
#[derive(Clone, Debug)]
pub struct AnsweredQuestion {
    /// The contest.
    pub contest: Contest,
    /// The count.
    pub tally: Tally,
    /// What is known of it.
    pub answer: ContestAnswer,
}

/// Most candidates of a question.
const MOST_NAMES: usize = 1_000;
/// Most lists of a question: each is held against each other.
const MOST_LISTS: usize = 150;
/// Most candidates of a question with orders.
const MOST_RANKED_NAMES: usize = 64;
/// Most ballots of a question: with the parts of a share their products are exact.
const MOST_VOTES: u64 = 1_000_000_000_000;
/// Short names of rules, and the rules.
const SHORT: [(&str, &str); 2] = [("irv", "instant_runoff"), ("stv", "single_transferable_vote")];

/// The answer to one question about a contest.
///
/// # Errors
/// The key, what was found and what is allowed.
pub fn answer_about_contest(document: &str) -> Result<Value, Reason> {
    let asked: QuestionByRule = object(document, "{\"rule\": …}")?.read()?;
    Ok(asked.answered()?.document())
}

impl QuestionByRule {
    /// The rule of that name, or of that short name.
    pub fn rule_called(name: &str) -> Option<RuleName> {
        named(SHORT.iter().find(|it| it.0 == name).map_or(name, |it| it.1))
    }

    /// A question about orders of named candidates.
    ///
    /// # Errors
    /// Names that are empty or look alike.
    pub fn about_orders(rule: &str, candidates: &[String], votes: Vec<OrderWithCount>) -> Result<Self, Reason> {
        let names = candidates.iter().map(|name| Name::of(name).ok_or_else(|| empty("candidates")));
        let candidates = Some(names.collect::<Result<_, RefusedField>>()?);
        Ok(Self { rule: rule.to_owned(), candidates, votes: Some(votes), ..Self::default() })
    }

    /// A question about votes for named candidates on so many cards.
    ///
    /// # Errors
    /// Names that are empty, or given twice.
    pub fn about_totals<'n>(
        rule: &str,
        votes: impl IntoIterator<Item = (&'n str, u64)>,
        cards: u64,
    ) -> Result<Self, Reason> {
        let named = |(name, votes): (&str, u64)| Ok((Name::of(name).ok_or_else(|| empty("tally"))?, votes));
        let tally: Vec<(Name, u64)> = votes.into_iter().map(named).collect::<Result<_, RefusedField>>()?;
        let total_auditable_ballots = Some(cards);
        let tally = Some(EntriesInOrder(tally));
        Ok(Self { rule: rule.to_owned(), tally, total_auditable_ballots, ..Self::default() })
    }

    /// The same, where the office's lot put these out.
    ///
    /// # Errors
    /// An empty name.
    pub fn with_lots(mut self, lots: &[String]) -> Result<Self, Reason> {
        self.lots = some_names("lots", lots)?;
        Ok(self)
    }

    /// The same, where nobody can elect these.
    ///
    /// # Errors
    /// An empty name.
    pub fn with_undeclared(mut self, undeclared: &[String]) -> Result<Self, Reason> {
        self.undeclared = some_names("undeclared", undeclared)?;
        Ok(self)
    }

    /// The same, where this name of two needs the share.
    ///
    /// # Errors
    /// An empty name.
    pub fn with_proposal(mut self, proposal: Option<&str>) -> Result<Self, Reason> {
        self.proposal = proposal.map(|name| Name::of(name).ok_or_else(|| empty("proposal"))).transpose()?;
        Ok(self)
    }

    /// Checks the question and answers it.
    ///
    /// # Errors
    /// The key, what was found and what is allowed.
    pub fn answered(self) -> Result<AnsweredQuestion, Reason> {
        let asked = self.asked()?;
        let (contest, tally) = (asked.contest.clone(), asked.tally.clone());
        let answer = asked.answer();
        if let Some(&unused) = answer.unused_lots.first() {
            return Err(broken("lots", contest.name(unused), questions::rule_lots()).into());
        }
        Ok(AnsweredQuestion { contest, tally, answer })
    }

    fn asked(self) -> Result<ContestAsked, RefusedField> {
        let known: Vec<&str> = RULES.iter().map(|rule| rule.name()).chain(SHORT.map(|it| it.0)).collect();
        let name = Self::rule_called(&self.rule).ok_or_else(|| unknown("rule", &self.rule, &known))?;
        let rule = rule_named(name);
        let names = self.names(rule)?;
        let mut contest = Contest {
            id: String::new(),
            title: String::new(),
            rule: name,
            seats: self.seats(rule, names.len())?,
            votes_allowed: self.votes_allowed(rule, names.len())?,
            write_in_line: None,
            options: self.options(rule, names.len())?,
            candidates: names,
        };
        contest.options.undeclared = self.undeclared(&contest)?;
        contest.options.proposal = self.proposal(&contest)?;
        let tally =
            if rule.form() == BallotForm::Ranks { self.orders(&contest)? } else { self.totals(rule, &contest)? };
        let cards = self.total_auditable_ballots.unwrap_or(tally.ballots as u64);
        if cards < tally.ballots as u64 || cards > MOST_VOTES {
            let rule = complaints::rule_range(tally.ballots, MOST_VOTES as i64);
            return Err(broken("total_auditable_ballots", cards, rule));
        }
        let lots = self.lots(&contest)?;
        contest.title.clone_from(&self.rule);
        let difficulty = self.difficulty()?;
        Ok(ContestAsked { contest, tally, cards, difficulty, fewest: self.fewest.unwrap_or(true), lots })
    }

    fn names(&self, rule: &dyn SocialChoice) -> Result<Vec<String>, RefusedField> {
        let most = match (rule.form(), rule.is_of_lists()) {
            (BallotForm::Ranks, _) => MOST_RANKED_NAMES,
            (_, true) => MOST_LISTS,
            _ => MOST_NAMES,
        };
        let names: Vec<String> = match (&self.candidates, self.num_candidates, &self.tally) {
            (Some(names), Some(number), _) if names.len() != number => {
                return Err(broken("num_candidates", number, questions::rule_one_of_two("candidates")));
            }
            (Some(names), _, _) => {
                each_once("candidates", names.iter())?;
                names.iter().map(|name| name.as_str().to_owned()).collect()
            }
            (None, Some(number), _) => (0..number.min(most + 1)).map(|at| at.to_string()).collect(),
            (None, None, Some(tally)) => {
                let names = || tally.0.iter().map(|it| &it.0);
                each_once("tally", names())?;
                names().map(|name| name.as_str().to_owned()).collect()
            }
            (None, None, None) => return Err(RefusedField::otherwise("candidates", questions::missing())),
        };
        if !(1..=most).contains(&names.len()) {
            let key = if self.num_candidates.is_some() { "num_candidates" } else { "candidates" };
            return Err(broken(key, names.len(), complaints::rule_range(1, most as i64)));
        }
        Ok(names)
    }

    fn votes_allowed(&self, rule: &dyn SocialChoice, names: usize) -> Result<u16, RefusedField> {
        match (self.votes_allowed, rule.name()) {
            (None, "plurality") => Ok(self.seats.unwrap_or(1).min(names as u64).max(1) as u16),
            (Some(allowed), "plurality") if (1..=names as u64).contains(&allowed) => Ok(allowed as u16),
            (Some(allowed), "plurality") => {
                Err(broken("votes_allowed", allowed, complaints::rule_range(1, names as i64)))
            }
            (Some(_), _) => Err(broken("votes_allowed", rules::found_a_key(), rules::rule_share_beside("plurality"))),
            (None, _) => Ok(if rule.marks_all() { names as u16 } else { 1 }),
        }
    }

    fn seats(&self, rule: &dyn SocialChoice, names: usize) -> Result<u16, RefusedField> {
        let seats = self.seats.unwrap_or(1);
        let most: u64 = match (rule.fills_seats(), rule.is_of_lists()) {
            (false, _) => 1,
            (true, true) => 1_000,
            (true, false) => names.min(1_000) as u64,
        };
        if (1..=most).contains(&seats) {
            Ok(seats as u16)
        } else {
            Err(broken("seats", seats, complaints::rule_range(1, most as i64)))
        }
    }

    /// The count of orders.
    fn orders(&self, contest: &Contest) -> Result<Tally, RefusedField> {
        if self.tally.is_some() {
            return Err(broken("tally", rules::found_a_key(), questions::rule_one_of_two("votes")));
        }
        let Some(votes) = &self.votes else { return Err(RefusedField::otherwise("votes", questions::missing())) };
        let names = contest.candidates.len();
        let mut kinds: BTreeMap<Vec<CandidateIndex>, u64> = BTreeMap::new();
        let mut sum = 0_u64;
        for (at, vote) in votes.iter().enumerate() {
            let mut order: Vec<CandidateIndex> = Vec::with_capacity(vote.prefs.len().min(names));
            for (place, &name) in vote.prefs.iter().enumerate() {
                let key = || format!("votes[{at}].prefs[{place}]");
                if name >= names as u64 {
                    return Err(broken(&key(), name, complaints::rule_range(0, names as i64 - 1)));
                }
                if order.contains(&(name as CandidateIndex)) {
                    return Err(broken(&key(), name, questions::rule_candidate_once()));
                }
                order.push(name as CandidateIndex);
            }
            sum = sum.saturating_add(vote.n);
            *kinds.entry(order).or_default() += if sum <= MOST_VOTES { vote.n } else { 0 };
        }
        if sum > MOST_VOTES {
            return Err(broken(
                "votes",
                grouped(sum.min(i64::MAX as u64) as i64),
                complaints::rule_range(0, MOST_VOTES as i64),
            ));
        }
        let mut tally = Tally::empty(names);
        for (order, n) in kinds {
            tally.count(contest, &contest.marks_of(&Ranking::of(order)), n as i64);
        }
        Ok(tally)
    }

    /// The count of votes for names.
    fn totals(&self, rule: &dyn SocialChoice, contest: &Contest) -> Result<Tally, RefusedField> {
        if self.votes.is_some() {
            return Err(broken("votes", rules::found_a_key(), questions::rule_one_of_two("tally")));
        }
        let Some(given) = &self.tally else { return Err(RefusedField::otherwise("tally", questions::missing())) };
        let mut tally = Tally::empty(contest.candidates.len());
        each_once("tally", given.0.iter().map(|it| &it.0))?;
        for &(ref name, votes) in &given.0 {
            let place = contest.candidate(name.as_str()).ok_or_else(|| {
                let known: Vec<&str> = contest.candidates.iter().map(String::as_str).collect();
                unknown("tally", name.as_str(), &known)
            })?;
            if votes > MOST_VOTES {
                return Err(broken(
                    &format!("tally.{}", name.as_str()),
                    votes,
                    complaints::rule_range(0, MOST_VOTES as i64),
                ));
            }
            tally.votes[usize::from(place)] = votes as i64;
        }
        if let Some(missing) = contest.candidates.iter().find(|name| !given.0.iter().any(|it| it.0.as_str() == **name))
        {
            return Err(broken("tally", rules::found_no_count_for(missing), rules::rule_count_for_each()));
        }
        // Of ballots with several marks a tally does not say how many there are: at least as many as the highest number.
        let sum = tally.votes.iter().copied().fold(0, i64::saturating_add);
        let allowed = i64::from(contest.votes_allowed.max(1));
        let most = tally.votes.iter().copied().max().unwrap_or(0);
        let least = most.max(if rule.marks_all() { most } else { sum.div_euclid(allowed) + (sum % allowed).signum() });
        tally.ballots = self.total_auditable_ballots.map_or(least, |cards| least.max(cards.min(MOST_VOTES) as i64));
        tally.blank = if allowed > 1 { 0 } else { tally.ballots - least };
        if least as u64 > MOST_VOTES {
            return Err(broken("tally", grouped(least), complaints::rule_range(0, MOST_VOTES as i64)));
        }
        if self.total_auditable_ballots.is_some_and(|cards| cards < least as u64) {
            tally.ballots = least;
        }
        Ok(tally)
    }
}

/// Refuses names that are given twice or look alike.
pub(super) fn each_once<'n>(key: &str, names: impl Iterator<Item = &'n Name> + Clone) -> Result<(), RefusedField> {
    let mut seen = HashSet::new();
    match names.clone().find(|name| !seen.insert(name.as_str())) {
        Some(again) => Err(broken(key, again.as_str(), questions::rule_candidate_once())),
        None => distinct(key, names),
    }
}

/// The names of a key; `None` where there are none.
fn some_names(key: &str, names: &[String]) -> Result<Option<Vec<Name>>, RefusedField> {
    let each = names.iter().map(|name| Name::of(name).ok_or_else(|| empty(key)));
    (!names.is_empty()).then(|| each.collect()).transpose()
}

fn empty(key: &str) -> RefusedField {
    broken(key, questions::found_empty_name(), questions::rule_candidate_names())
}
