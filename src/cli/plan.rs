//! `recount plan`: which audit to choose, and what each takes without and with errors.

use std::path::PathBuf;

use super::input::set_threads;
use super::open_scenario::open;
use super::output::Outputs;
use super::page::PageOut;
use super::plan_contests::ContestQuestion;
use super::progress::watched;
use super::questions::answer_documents;
use super::{Done, print_json};
use crate::audit::Date;
use crate::audit::sample_size::{ExpectedRates, Sizes, Spec, sizes};
use crate::error::Error;
use crate::reason::{Reason, complaints};
use crate::report::{self, Language};
use crate::simulation::{SimulationOptions, plan};
use crate::verify::question_as;

/// Which audit to choose for a scenario's count, and what each takes; or sample sizes for a few figures.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  recount plan close-states-2020 --method minerva --method ballot_comparison
  recount plan wellington-2012 --method polling --risk-limit 0.1 --json
  recount plan seven-polls --method super_simple --discrepancies o1=0.001,u1=0.001
  recount plan seven-polls --html plan.html --lang es
  recount plan seven-polls --method minerva --starts 2026-11-09 --deadline 2026-11-20
  recount plan --contests contest.csv tabulate.csv --risk-limit 0.03
  echo '{\"method\":\"bravo\",\"votes\":{\"Ada\":6000,\"Ben\":4000},\"quantiles\":[0.5,0.9]}' | recount plan --spec -
  echo '{\"method\":\"ballot_comparison\",\"votes\":{\"Ada\":5200,\"Ben\":4800},\"discrepancies\":{\"o1\":0.001}}' | recount plan --spec -
  echo '{\"method\":\"batch_comparison\",\"batches\":{\"1\":{\"ballots\":90,\"Ada\":60,\"Ben\":30},\"2\":{\"ballots\":50,\"Ada\":20,\"Ben\":25}}}' | recount plan --spec -

Of a scenario, the cheapest audit that limits the risk and is done by the deadline comes first, for all contests together \
 and for each alone. A table for each has cards, ballots, hours, cost and the chance of a full hand count, if nothing is \
 wrong and with the errors of the scenario's machines and boards: calculated exactly where possible, else by rehearsals. \
 Rates of work, boards, dates and expected discrepancies are keys under [audit] and [audit.work] (see `recount schema`).

A question names a method and votes (or a margin) and may name ballots, winners, risk_limit, quantiles, rounds, probe, \
 replacement, gamma, discrepancies (o1, o2, u1, u2), batches, sample (the rounds so far: what is to go, and the next \
 round), share, trials and seed. Sizes are exact where \"exact\" is true; \"horizon\" says how far, and where audits were drawn by lot, their error stands beside them.")]
pub(super) struct PlanAudit {
    /// A file, the name of a shipped scenario (see `recount list`), or -
    #[arg(required_unless_present_any = ["spec", "contests"], conflicts_with_all = ["spec", "contests"])]
    scenario: Option<String>,
    /// Published files instead of a scenario, for all their contests: results that count ballots, or contests of a round
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with = "spec")]
    contests: Vec<PathBuf>,
    /// Figures instead of a scenario: one JSON document or one per line; a file or - for standard input
    #[arg(long, value_name = "FILE")]
    spec: Option<String>,
    /// A method, or all that fit; may be given several times. Without it, the usual ones and the scenario's own
    #[arg(long = "method", value_name = "METHOD", conflicts_with = "spec")]
    methods: Vec<String>,
    /// The stage whose count is audited; else the scenario's
    #[arg(long, value_name = "STAGE", conflicts_with_all = ["spec", "contests"])]
    of: Option<String>,
    /// The largest chance of confirming a wrong outcome; else the scenario's, or 0.05
    #[arg(long, value_name = "SHARE", conflicts_with = "spec", allow_negative_numbers = true)]
    risk_limit: Option<f64>,
    /// Number of rehearsals where what an audit takes cannot be calculated; without it, as many as take about a second
    #[arg(long, value_name = "N", default_value_t = 0, conflicts_with_all = ["spec", "contests"], allow_negative_numbers = true)]
    trials: u64,
    /// Discrepancies that comparisons are planned for, as shares of cards: o1, o2 (one, two votes overstated), u1, u2
    #[arg(long, value_name = "KIND=SHARE,…", conflicts_with = "spec")]
    discrepancies: Option<String>,
    /// The first day of work, such as 2026-11-09: days of work are then dated, Monday to Friday
    #[arg(long, value_name = "DATE", conflicts_with_all = ["spec", "contests"])]
    starts: Option<String>,
    /// The last day of the audit, such as 2026-11-20
    #[arg(long, value_name = "DATE", conflicts_with_all = ["spec", "contests"])]
    deadline: Option<String>,
    /// The seed of all chance: any text
    #[arg(long, value_name = "TEXT", value_parser = super::seed, conflicts_with = "contests")]
    seed: Option<String>,
    /// One JSON document instead of a table
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    page: PageOut,
    /// Threads that count; any number gives the same result
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    threads: Option<usize>,
}

impl PlanAudit {
    pub(super) fn execute(&self, language: &'static Language) -> Result<Done, Error> {
        Outputs::default().with("--html", self.page.html.as_ref()).printing("--json", self.json).take_standard()?;
        set_threads(self.threads)?;
        if let Some(file) = &self.spec {
            self.page.refuse("--spec")?;
            return answer_documents(file, answer_spec);
        }
        let discrepancies = self.discrepancies.as_deref().map(rates).transpose()?;
        if !self.contests.is_empty() {
            self.page.refuse("--contests")?;
            let question = ContestQuestion { methods: &self.methods, risk_limit: self.risk_limit, discrepancies };
            let (planned, left_out) = question.answer(&self.contests)?;
            if self.json {
                print_json(&report::contest_sizes_json(&planned, &left_out))?;
            } else {
                self.page.show(
                    &report::contest_sizes_in_words(&planned, &left_out, discrepancies.is_some(), language),
                    language,
                )?;
            }
            return Ok(Done::Well);
        }
        let file = open(self.scenario.as_deref().unwrap_or_default())?;
        let ask = SimulationOptions {
            trials: self.trials,
            methods: self.methods.clone(),
            of: self.of.clone(),
            risk_limit: self.risk_limit,
            seed: self.seed.clone(),
            discrepancies,
            starts: self.starts.as_deref().map(|text| date("--starts", text)).transpose()?,
            deadline: self.deadline.as_deref().map(|text| date("--deadline", text)).transpose()?,
            ..SimulationOptions::default()
        };
        let plan = watched(&file.name, self.trials, language, |progress| plan(&file, &ask, progress))?;
        let translated = plan.in_language(&file.scenario, language.code);
        let written = self.page.write(|| report::html::planned(&translated, language))?;
        if self.json {
            print_json(&report::planned(&plan))?;
        } else if !written {
            self.page.show(&report::planned_in_words(&translated, language), language)?;
        }
        Ok(Done::Well)
    }
}

/// Rates such as o1=0.001,u1=0.001.
fn rates(text: &str) -> Result<ExpectedRates, Error> {
    let wrong = |part: &str| {
        let part: String = part.chars().take(60).collect();
        let rule = complaints::rule_rates();
        Error::Usage(complaints::error_allowed("--discrepancies", format_args!("{part:?}"), rule))
    };
    let mut rates = ExpectedRates::default();
    let mut translated = Vec::new();
    for part in text.split(',') {
        let (kind, share) = part.split_once('=').ok_or_else(|| wrong(part))?;
        let rate = match kind.trim() {
            "o1" => &mut rates.o1,
            "o2" => &mut rates.o2,
            "u1" => &mut rates.u1,
            "u2" => &mut rates.u2,
            _ => return Err(wrong(part)),
        };
        *rate = share.trim().parse().map_err(|_| wrong(part))?;
        if translated.contains(&kind.trim()) {
            let (found, rule) = (complaints::found_again(kind.trim()), complaints::rule_kind_once());
            return Err(Error::Usage(complaints::error_allowed("--discrepancies", found, rule)));
        }
        translated.push(kind.trim());
    }
    Ok(rates)
}

fn date(key: &str, text: &str) -> Result<Date, Error> {
    let found: String = text.chars().take(60).collect();
    let wrong = || complaints::error_allowed(key, format_args!("{found:?}"), complaints::rule_date());
    Date::parse(text).ok_or_else(|| Error::Usage(wrong()))
}

/// The sizes for one document.
fn answer_spec(document: &str) -> Result<Sizes, Reason> {
    sizes(&question_as::<Spec>(document)?)
}
