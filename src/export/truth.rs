//! The truth beside an export: what the paper says of each contest, what was reported, and the names behind the numbers.

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::{ExportFile, ExportedElection};
use crate::social_choice::{BallotForm, Tally, decide};

/// The file of the truth.
pub const TRUTH: &str = "truth.json";

/// What the document says of itself.
const SAYS: &str = "This election is synthetic. paper is what the voters meant, reported what the count reported.";

/// The file.
pub(super) fn file<'e>(format: &'static str, election: &'e ExportedElection<'e>) -> ExportFile<'e> {
    ExportFile::new(TRUTH, move |to| write(format, election, to))
}

#[derive(Serialize)]
struct TruthText<'e> {
    recount: &'static str,
    synthetic: bool,
    says: &'static str,
    election: &'e str,
    scenario: Value,
    seed: &'e str,
    format: &'static str,
    /// The stage whose machine count is written; none for the paper.
    stage: Option<&'e str>,
    cards: u64,
    records: u64,
    contests: Vec<Value>,
    tabulators: Vec<Value>,
    batches: EachBatch<'e>,
}

/// The batches of the manifest, each made when it is written.
struct EachBatch<'e>(&'e ExportedElection<'e>);

impl Serialize for EachBatch<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let count = self.0.count();
        to.collect_seq(self.0.batches().map(|batch| {
            let it = &count.election.batches[batch];
            let records = count.recorded[batch].len() as u64 * u64::from(count.scans[batch]);
            json!({
                "number": batch + 1,
                "name": it.id,
                "tabulator": self.0.tabulator(batch),
                "cards": it.cards.len(),
                "records": records,
            })
        }))
    }
}

fn write(format: &'static str, election: &ExportedElection<'_>, to: &mut dyn Write) -> io::Result<()> {
    let count = election.count();
    let cards = election.batches().map(|batch| count.election.batches[batch].cards.len() as u64).sum();
    let names = count.election.tabulators.iter().zip(1..);
    let text = TruthText {
        recount: env!("CARGO_PKG_VERSION"),
        synthetic: true,
        says: SAYS,
        election: election.name(),
        scenario: json!({"name": count.name, "sha256": count.sha256}),
        seed: &count.seed,
        format,
        stage: count.stage.as_deref(),
        cards,
        records: election.records(),
        contests: (0..election.contests().len()).map(|contest| of_contest(election, contest)).collect(),
        tabulators: names.map(|(name, number)| json!({"number": number, "name": name})).collect(),
        batches: EachBatch(election),
    };
    serde_json::to_writer_pretty(&mut *to, &text)?;
    to.write_all(b"\n")
}

fn of_contest(election: &ExportedElection<'_>, at: usize) -> Value {
    let contest = &election.contests()[at];
    let form = match election.form(at) {
        BallotForm::Marks => "marks",
        BallotForm::Ranks => "ranks",
        BallotForm::Scores => "scores",
    };
    let numbered = election.candidates(at).iter().enumerate();
    let candidate =
        |(candidate, name): (usize, &String)| json!({"number": election.candidate_number(at, candidate), "name": name});
    let undeclared = contest.options.undeclared.iter().map(|&it| &election.candidates(at)[usize::from(it)]);
    json!({
        "number": at + 1,
        "id": contest.id,
        "title": election.title(at),
        "rule": contest.rule.0,
        "form": form,
        "seats": contest.seats,
        "votes_allowed": contest.votes_allowed,
        "columns": contest.options.columns,
        "share": contest.options.share,
        "proposal": contest.options.proposal.map(|it| &election.candidates(at)[usize::from(it)]),
        "rankings": contest.options.rankings,
        "elimination": contest.options.elimination,
        "undeclared": undeclared.collect::<Vec<_>>(),
        "candidates": numbered.map(candidate).collect::<Vec<_>>(),
        "paper": of_tally(election, at, &election.count().paper[at]),
        "reported": of_tally(election, at, &election.count().reported[at]),
    })
}

/// A count: `votes` are the number that the rule counts (votes, points or first preferences), in the order of the candidates.
fn of_tally(election: &ExportedElection<'_>, at: usize, tally: &Tally) -> Value {
    let outcome = decide(&election.contests()[at], tally);
    let names = |list: &[u16]| -> Vec<&str> {
        list.iter().map(|&candidate| election.candidates(at)[usize::from(candidate)].as_str()).collect()
    };
    json!({
        "ballots": tally.ballots,
        "blank": tally.blank,
        "overvoted": tally.overvoted,
        "votes": tally.votes,
        "winners": names(&outcome.winners),
        "tied": names(&outcome.tied),
    })
}
