//! `recount plan`: how many cards, hours and dollars a clean audit takes.

use super::door::{answer_documents, open, set_threads};
use super::{Done, print, print_json};
use crate::audit::sample_size::{Spec, sizes};
use crate::measurement::question_as;
use crate::error::Error;
use crate::report;
use crate::simulation::{Ask, plan};

/// Sample sizes by closed formulas, for a scenario's count or for a few figures.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  recount plan close-states-2020\n  recount plan my-county.toml --method polling --risk-limit 0.1 --json\n  echo '{\"method\":\"bravo\",\"votes\":{\"Ada\":600,\"Ben\":400}}' | recount plan --spec -"
)]
pub(super) struct PlanAudit {
    /// A scenario file, the name of a shipped scenario (see `recount list`), or - for standard input
    #[arg(required_unless_present = "spec", conflicts_with = "spec")]
    scenario: Option<String>,
    /// Figures instead of a scenario: one JSON document or one per line; a file or - for standard input
    #[arg(long, value_name = "FILE")]
    spec: Option<String>,
    /// A method; may be given several times. Without it, every method that fits
    #[arg(long = "method", value_name = "METHOD", conflicts_with = "spec")]
    methods: Vec<String>,
    /// The stage whose count is audited; without it, the scenario's, else the first machine count
    #[arg(long, value_name = "STAGE", conflicts_with = "spec")]
    of: Option<String>,
    /// The largest chance of confirming a wrong outcome; without it, the scenario's, else 0.05
    #[arg(long, value_name = "SHARE", conflicts_with = "spec", allow_negative_numbers = true)]
    risk_limit: Option<f64>,
    /// The seed of all chance: any text
    #[arg(long, value_name = "TEXT")]
    seed: Option<String>,
    /// One JSON document instead of a table
    #[arg(long)]
    json: bool,
    /// Threads that count; the result is the same for any number
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    threads: Option<usize>,
}

impl PlanAudit {
    pub(super) fn execute(&self) -> Result<Done, Error> {
        set_threads(self.threads)?;
        if let Some(file) = &self.spec {
            return answer_documents(file, answer_spec);
        }
        let file = open(self.scenario.as_deref().unwrap_or_default())?;
        let ask = Ask {
            trials: 0,
            methods: self.methods.clone(),
            of: self.of.clone(),
            risk_limit: self.risk_limit,
            seed: self.seed.clone(),
        };
        let plan = plan(&file, &ask)?;
        if self.json {
            print_json(&report::planned(&plan))?;
        } else {
            print(&report::planned_in_words(&plan))?;
        }
        Ok(Done::Well)
    }
}

/// The sizes for one document.
fn answer_spec(document: &str) -> Result<serde_json::Value, String> {
    sizes(&question_as::<Spec>(document)?).map(|sizes| serde_json::json!(sizes))
}
