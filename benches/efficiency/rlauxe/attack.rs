//! Wrong winners that rlauxe's audits confirmed, and ours: the loser of a count by two votes is reported as its winner.

use recount::scenario::ScenarioFile;
use recount::simulation::{SimulationOptions, simulate};

/// One reported margin: the share of audits that confirmed the wrong winner there, and of ours.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attack {
    pub(crate) margin: f64,
    pub(crate) theirs: f64,
    pub(crate) ours: f64,
    /// Audits here.
    pub(crate) audits: u64,
}

impl Attack {
    /// Simulates `audits` audits under the risk limit of 5 %, by the usual bet of `ballot_comparison`.
    pub(crate) fn of(margin: f64, theirs: f64, cards: u64, audits: u64) -> Self {
        let altered = (margin * cards as f64 / 2.0).round() as u64 + 1;
        let text = format!(
            "# Is a wrong winner confirmed?\n\
             title = \"A wrong winner\"\nlesson = \"At most as often as the limit says.\"\nseed = \"rlauxe\"\n\
             rates = {{ undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 1000 }}\n\n\
             [[contest]]\nid = \"mayor\"\nrule = \"plurality\"\ncandidates = [\"Ada\", \"Ben\"]\n\n\
             [[paper]]\nprecinct = \"All\"\nballots = {cards}\nvotes.mayor = {{ Ada = {}, Ben = {} }}\n\n\
             [[stage]]\nid = \"count\"\nby = \"machine\"\n\
             faults = [{{ kind = \"adversarial_flip\", contest = \"mayor\", from = \"Ben\", to = \"Ada\", cards = {altered} }}]\n\n\
             [audit]\ncare = \"exact\"\ncard_by_card = true\nfull_count_at = 1.0\nmethods = [\"ballot_comparison\"]\n",
            cards / 2 - 1,
            cards / 2 + 1,
        );
        let file = ScenarioFile::read("attack", text).expect("a scenario");
        let ask =
            SimulationOptions { trials: audits, engine: Some("jumps".to_owned()), ..SimulationOptions::default() };
        let row = &simulate(&file, &ask, &|_| {}).expect("trials").rows[0];
        assert!(!row.reported_right, "the reported winner is wrong");
        Self { margin, theirs, ours: row.confirmed_wrong.fraction(), audits }
    }

    /// The standard error of our share.
    pub(crate) fn error(&self) -> f64 {
        (self.ours * (1.0 - self.ours) / self.audits as f64).sqrt()
    }
}
