//! `recount plan --contests`: sample sizes for all contests that an office published.

use std::path::PathBuf;

use serde_json::json;

use super::file_source::opened;
use crate::audit::sample_size::{ExpectedRates, SIZED, Sizes, Spec, sizes};
use crate::error::Error;
use crate::import::{ByteSource, Imported, import};
use crate::official_audit::{PublishedContest, published_contests};
use crate::reason::{Reason, complaints, rules, sizing};
use crate::report::ContestSizes;
use crate::verify::question_as;

/// The methods that are planned where none is named: both are calculated at once.
const USUAL: [&str; 2] = ["ballot_comparison", "super_simple"];

/// What is planned for.
pub(super) struct ContestQuestion<'q> {
    /// Methods; the usual ones where none is named.
    pub(super) methods: &'q [String],
    /// The risk limit, where it is given; else that of the files.
    pub(super) risk_limit: Option<f64>,
    /// Expected discrepancies.
    pub(super) discrepancies: Option<ExpectedRates>,
}

/// What was planned, and the contests that could not be, with the reason.
pub(super) type PlannedContests = (Vec<ContestSizes>, Vec<(PublishedContest, Reason)>);

impl ContestQuestion<'_> {
    /// The sizes for all contests of these files.
    pub(super) fn answer(&self, files: &[PathBuf]) -> Result<PlannedContests, Error> {
        let methods: Vec<&str> = match self.methods {
            [] => USUAL.to_vec(),
            named => named.iter().map(String::as_str).collect(),
        };
        if let Some(method) = methods.iter().find(|method| !SIZED.contains(method)) {
            let known = rules::rule_one_of(SIZED.join(", "));
            return Err(Error::Usage(complaints::error_allowed("--method", format_args!("{method:?}"), known)));
        }
        let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        let (files, _) = opened(&names)?;
        let sources: Vec<&dyn ByteSource> = files.iter().map(|file| file as &dyn ByteSource).collect();
        let (mut tables, mut totals) = (Vec::new(), Vec::new());
        for it in import(&sources)? {
            match it.content {
                Imported::Tables(of_file) => tables.extend(of_file),
                Imported::Tallies(tallies) => totals.push(*tallies),
                Imported::Cards(_) | Imported::Orders(_) => {
                    let (found, rule) = (sizing::found_records(it.format), sizing::rule_results());
                    return Err(Error::Usage(complaints::error_allowed("--contests", found, rule)));
                }
            }
        }
        let contests = published_contests(&tables, &totals).map_err(|flaw| Error::Usage(flaw.reason()))?;
        if contests.is_empty() {
            let rule = sizing::rule_results();
            return Err(Error::Usage(complaints::error_needed("--contests", sizing::found_none(), rule)));
        }
        let (mut planned, mut left_out): PlannedContests = (Vec::new(), Vec::new());
        for contest in contests {
            match self.asked(&contest) {
                Ok(risk_limit) => {
                    let sizes =
                        methods.iter().map(|&method| (method.to_owned(), self.sizes(&contest, method, risk_limit)));
                    let sizes = sizes.collect();
                    planned.push(ContestSizes { contest, risk_limit, sizes });
                }
                Err(why) => left_out.push((contest, why)),
            }
        }
        // What no contest can be planned with is wrong in the question.
        for at in 0..methods.len() {
            let mut answers = planned.iter().map(|it| it.sizes[at].1.as_ref());
            if let Some(Err(why)) = answers.next()
                && answers.all(|answer| answer.is_err())
            {
                return Err(Error::Usage(why.clone()));
            }
        }
        Ok((planned, left_out))
    }

    /// The risk limit for a contest, or why it cannot be planned.
    fn asked(&self, contest: &PublishedContest) -> Result<f64, Reason> {
        if contest.cards.is_none_or(|cards| cards == 0) {
            return Err(sizing::why_no_cards());
        }
        if contest.is_ranked {
            return Err(sizing::why_ranked());
        }
        match contest.margin {
            None => return Err(sizing::why_no_winners()),
            Some(0) => return Err(sizing::why_no_margin()),
            Some(_) => {}
        }
        self.risk_limit.or(contest.risk_limit).ok_or_else(sizing::why_no_limit)
    }

    fn sizes(&self, contest: &PublishedContest, method: &str, risk_limit: f64) -> Result<Sizes, Reason> {
        let mut question = json!({ "method": method, "risk_limit": risk_limit, "ballots": contest.cards });
        if contest.votes.is_empty() {
            // Every card is taken to be for one of a pair, in whole votes, so that the margin is exact.
            let (cards, margin) = (contest.cards.unwrap_or(0), contest.margin.unwrap_or(0));
            let pair = cards - cards.saturating_sub(margin) % 2;
            let first = pair.midpoint(margin);
            question["votes"] = json!({ "1": first, "2": pair - first });
        } else {
            question["winners"] = json!(contest.winners);
            question["votes"] = contest.votes.iter().map(|(name, votes)| (name.clone(), json!(votes))).collect();
        }
        if let Some(rates) = self.discrepancies {
            question["discrepancies"] = json!(rates);
        }
        sizes(&question_as::<Spec>(&question.to_string())?)
    }
}
