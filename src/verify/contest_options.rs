//! The options of a question about a contest: those of its rule, and how statements are weighed.

use super::QuestionByRule;
use super::contest_question::each_once;
use crate::election::{CandidateIndex, Contest, RuleOptions, share_of};
use crate::reason::{Filling, complaints, questions, rules};
use crate::risk::bet::spec::RefusedField;
use crate::risk::bet::spec::names::Name;
use crate::risk::bet::spec::question::{broken, gamma, risk_limit, text, unknown};
use crate::social_choice::irv_claims::Difficulty;
use crate::social_choice::ranked::TransferMethod;
use crate::social_choice::ranked::completion::CONDORCET_COMPLETIONS;
use crate::social_choice::ranked::irv::ELIMINATIONS;
use crate::social_choice::ranked::rank_points::BORDA_POINTS;
use crate::social_choice::{BallotForm, InstantRunoff, RULES, SETTLED_BY_LOTS, SocialChoice, Supermajority};

/// The measures of difficulty.
const MEASURES: [&str; 4] = ["OneOnMargin", "OneOnMarginSq", "BRAVO", "MACRO"];

impl QuestionByRule {
    /// The options of the rule; a key that it does not use is refused.
    pub(super) fn options(&self, rule: &dyn SocialChoice, names: usize) -> Result<RuleOptions, RefusedField> {
        let is_ranked = rule.form() == BallotForm::Ranks;
        if rule.form() == BallotForm::Scores {
            let all = RULES.iter().filter(|it| it.form() != BallotForm::Scores).map(|it| it.name());
            return Err(broken("rule", rule.name(), questions::one_of(Filling::joined(", ", all))));
        }
        let share = match (&self.threshold, rule.needs_share()) {
            (None, false) => None,
            (None, true) => {
                return Err(RefusedField::otherwise(
                    "threshold",
                    questions::missing_needed(rules::rule_share_of_votes()),
                ));
            }
            (Some(_), false) if !rule.is_of_lists() => {
                return Err(broken(
                    "threshold",
                    rules::found_a_share(),
                    rules::rule_share_beside("supermajority, dhondt, sainte_lague, hamilton"),
                ));
            }
            (Some(given), _) => {
                let typed = given.as_str().map_or_else(|| given.to_string(), str::to_owned);
                let share =
                    share_of(&typed).ok_or_else(|| broken("threshold", text(given), rules::rule_share_of_votes()))?;
                Some(share)
            }
        };
        let one_of =
            |key: &str, given: &Option<String>, is_used: bool, is_needed: bool, known: Vec<&str>, of: &str| match given
            {
                None if is_needed => Err(RefusedField::otherwise(
                    key,
                    questions::missing_needed(questions::one_of(Filling::joined(", ", known))),
                )),
                None => Ok(None),
                Some(_) if !is_used => Err(broken(key, rules::found_a_key(), rules::rule_share_beside(of))),
                Some(name) if known.contains(&&name[..]) => Ok(Some(name.clone())),
                Some(name) => Err(unknown(key, name, &known)),
            };
        let transfers: Vec<&str> = TransferMethod::all().map(TransferMethod::name).collect();
        let completions: Vec<&str> = CONDORCET_COMPLETIONS.iter().map(|it| it.0).collect();
        let points: Vec<&str> = BORDA_POINTS.iter().map(|it| it.name).collect();
        let (moves, completes) = (rule.needs_transfers(), rule.needs_completion());
        Ok(RuleOptions {
            columns: if is_ranked { names as u16 } else { 0 },
            share,
            rankings: is_ranked.then(|| "pass-over".to_owned()),
            transfers: one_of("transfers", &self.transfers, moves, moves, transfers, "single_transferable_vote")?,
            completion: one_of("completion", &self.completion, completes, completes, completions, "condorcet")?,
            elimination: one_of(
                "elimination",
                &self.elimination,
                rule.name() == InstantRunoff.name(),
                false,
                ELIMINATIONS.iter().map(|it| it.0).collect(),
                InstantRunoff.name(),
            )?,
            points: one_of("points", &self.points, rule.name() == "borda", false, points, "borda")?,
            ..RuleOptions::default()
        })
    }

    /// Names whom nobody can elect.
    pub(super) fn undeclared(&self, contest: &Contest) -> Result<Vec<CandidateIndex>, RefusedField> {
        let undeclared = some_of(contest, "undeclared", self.undeclared.as_deref(), &[InstantRunoff.name()])?;
        let most = RuleOptions::most_undeclared(contest.candidates.len());
        if undeclared.len() > most {
            return Err(broken("undeclared", rules::found_names(undeclared.len()), complaints::rule_at_most(most)));
        }
        Ok(undeclared)
    }

    /// The name of a measure that needs the share, which is one of two.
    pub(super) fn proposal(&self, contest: &Contest) -> Result<Option<CandidateIndex>, RefusedField> {
        let named = self.proposal.as_ref().map(std::slice::from_ref);
        let proposal = some_of(contest, "proposal", named, &[Supermajority.name()])?;
        if !proposal.is_empty() && contest.candidates.len() != 2 {
            return Err(broken("proposal", rules::found_names(contest.candidates.len()), rules::rule_contest_of_two()));
        }
        Ok(proposal.first().copied())
    }

    /// Whom the office's lot put out.
    pub(super) fn lots(&self, contest: &Contest) -> Result<Vec<CandidateIndex>, RefusedField> {
        some_of(contest, "lots", self.lots.as_deref(), &SETTLED_BY_LOTS)
    }

    /// The measure of difficulty; an option that it does not use is refused.
    pub(super) fn difficulty(&self) -> Result<Difficulty, RefusedField> {
        let Some(asked) = &self.audit else { return Ok(Difficulty::OneOnMargin) };
        let limit = || {
            let limit = asked.risk_limit.ok_or_else(|| RefusedField::otherwise("risk_limit", questions::missing()));
            limit.and_then(risk_limit).map_err(|refused| refused.under("audit"))
        };
        let (difficulty, uses) = match &asked.kind[..] {
            "OneOnMargin" => (Difficulty::OneOnMargin, (false, false)),
            "OneOnMarginSq" => (Difficulty::OneOnMarginSquared, (false, false)),
            "BRAVO" => (Difficulty::Bravo { risk_limit: limit()? }, (true, false)),
            "MACRO" => {
                let error_inflation = gamma(asked.gamma).map_err(|refused| refused.under("audit"))?;
                (Difficulty::Macro { risk_limit: limit()?, error_inflation }, (true, true))
            }
            other => return Err(unknown("type", other, &MEASURES).under("audit")),
        };
        let deaf = [
            ("risk_limit", asked.risk_limit.is_some() && !uses.0, "BRAVO, MACRO"),
            ("gamma", asked.gamma.is_some() && !uses.1, "MACRO"),
        ];
        match deaf.iter().find(|it| it.1) {
            Some((key, _, of)) => Err(broken(key, rules::found_a_key(), rules::rule_share_beside(*of)).under("audit")),
            None => Ok(difficulty),
        }
    }
}

/// Candidates that a key of some rules names, each once.
fn some_of(
    contest: &Contest,
    key: &str,
    names: Option<&[Name]>,
    beside: &[&str],
) -> Result<Vec<CandidateIndex>, RefusedField> {
    let Some(names) = names else { return Ok(Vec::new()) };
    if !beside.contains(&contest.rule.0) {
        return Err(broken(key, rules::found_a_key(), rules::rule_share_beside(beside.join(", "))));
    }
    each_once(key, names.iter())?;
    let known: Vec<&str> = contest.candidates.iter().map(String::as_str).collect();
    let place = |name: &Name| contest.candidate(name.as_str()).ok_or_else(|| unknown(key, name.as_str(), &known));
    names.iter().map(place).collect()
}
