//! Small elections for tests, put together part by part, and what tests ask of them again and again.

use std::fmt::Write as _;

use recount::scenario::ScenarioFile;
use recount::simulation::{AuditRun, ElectionRun, Simulated, SimulationOptions, run, simulate};

/// An election as the text of a scenario. Where nothing else is said nothing is left to chance: no ballot is blank or
/// overvoted, no mark is faint, and a batch has 100 ballots.
#[derive(Clone, Debug)]
pub(crate) struct SmallElection {
    head: String,
    /// Shares of undervotes, overvotes and faint marks.
    rates: [f64; 3],
    batch_size: u32,
    body: String,
    audit: String,
}

impl SmallElection {
    pub(crate) fn new() -> Self {
        let (head, body, audit) = <(String, String, String)>::default();
        Self { head, rates: [0.0; 3], batch_size: 100, body, audit }
    }

    pub(crate) fn seed(self, seed: &str) -> Self {
        self.first(&format!("seed = \"{seed}\""))
    }

    /// The state whose law of recounts applies.
    pub(crate) fn law(self, state: &str) -> Self {
        self.first(&format!("law = \"{state}\""))
    }

    fn first(mut self, line: &str) -> Self {
        let _ = writeln!(self.head, "{line}");
        self
    }

    /// Shares of undervotes, overvotes and faint marks.
    pub(crate) fn rates(self, undervote: f64, overvote: f64, light: f64) -> Self {
        Self { rates: [undervote, overvote, light], ..self }
    }

    pub(crate) fn batches_of(self, ballots: u32) -> Self {
        Self { batch_size: ballots, ..self }
    }

    fn then(mut self, text: &str) -> Self {
        let _ = writeln!(self.body, "\n{}", text.trim_end());
        self
    }

    /// A contest for one seat, under its id with a capital letter.
    pub(crate) fn contest(self, id: &str, candidates: &[&str]) -> Self {
        self.seats(id, candidates, 1)
    }

    /// A contest for several seats, with as many votes.
    pub(crate) fn seats(self, id: &str, candidates: &[&str], seats: u32) -> Self {
        let title = id[..1].to_uppercase() + &id[1..];
        self.then(&format!(
            "[[contest]]\nid = \"{id}\"\ntitle = \"{title}\"\nrule = \"plurality\"\ncandidates = {candidates:?}\nseats = {seats}"
        ))
    }

    /// A ballot design: the contests of each sheet.
    pub(crate) fn style(self, id: &str, sheets: &[&[&str]]) -> Self {
        self.then(&format!("[[style]]\nid = \"{id}\"\nsheets = {sheets:?}"))
    }

    /// The paper of a precinct, in the keys of a scenario.
    pub(crate) fn paper(self, precinct: &str, keys: &str) -> Self {
        self.then(&format!("[[paper]]\nprecinct = \"{precinct}\"\n{keys}"))
    }

    /// A count by machine with these faults.
    pub(crate) fn machine(self, id: &str, faults: &str) -> Self {
        self.then(&format!("[[stage]]\nid = \"{id}\"\nby = \"machine\"\nfaults = [{faults}]"))
    }

    /// The audits, in the keys of a scenario; in place of those before.
    pub(crate) fn audit(self, keys: &str) -> Self {
        Self { audit: format!("\n[audit]\n{keys}\n"), ..self }
    }

    /// The same with a piece of its contests, paper or counts put otherwise.
    pub(crate) fn with(&self, piece: &str, other: &str) -> Self {
        assert!(self.body.contains(piece), "{piece:?} does not stand in {}", self.body);
        Self { body: self.body.replace(piece, other), ..self.clone() }
    }

    pub(crate) fn text(&self) -> String {
        let Self { head, rates: [undervote, overvote, light], batch_size, body, audit } = self;
        format!(
            "# What do a few ballots show?\ntitle = \"Village\"\nlesson = \"Small numbers can be checked by hand.\"\n{head}\
             rates = {{ undervote = {undervote:?}, overvote = {overvote:?}, light_marks = {light:?}, batch_size = {batch_size} }}\n\
             {body}{audit}"
        )
    }

    pub(crate) fn file(&self) -> ScenarioFile {
        file_of(&self.text())
    }

    /// One election, with this seed or the scenario's own.
    pub(crate) fn election(&self, seed: Option<&str>) -> ElectionRun {
        run(&self.file(), seed).expect("a life")
    }
}

pub(crate) fn file_of(text: &str) -> ScenarioFile {
    ScenarioFile::read("village", text.to_owned()).unwrap_or_else(|why| panic!("{why}\n{text}"))
}

/// Three contests on ballots of one or two cards; the north votes for the mayor by 300 ballots, `for_ada` of them for
/// Ada.
pub(crate) fn three_on_two_styles(seed: &str, for_ada: u64) -> SmallElection {
    let of_north = format!(
        "style = \"north\"\nballots = 300\nvotes.mayor = {{ Ada = {for_ada}, Ben = {} }}\n\
         votes.council = {{ Dot = 150, Eli = 100, Fay = 40 }}\nvotes.measure = {{ Yes = 165, No = 130 }}",
        300 - for_ada
    );
    let of_south = "style = \"south\"\ntabulators = [\"south\"]\nballots = 300\nvotes.mayor = { Ada = 170, Ben = 125 }";
    SmallElection::new()
        .seed(seed)
        .batches_of(25)
        .contest("mayor", &["Ada", "Ben"])
        .contest("council", &["Dot", "Eli", "Fay"])
        .contest("measure", &["Yes", "No"])
        .style("north", &[&["mayor", "council"], &["measure"]])
        .style("south", &[&["mayor"]])
        .paper("North", &of_north)
        .paper("South", of_south)
}

/// The scanner of the south loses its first three ballots.
pub(crate) const RESET: &str = r#"{ kind = "scanner_reset", tabulator = "south", before = 3 }"#;

/// The audit of a contest by a method.
pub(crate) fn audit<'a>(election: &'a ElectionRun, contest: usize, method: &str) -> &'a AuditRun {
    election.audits.iter().find(|it| it.contest == contest && it.method == method).expect("the audit")
}

/// Trials by these methods, or by the scenario's own where none is named.
pub(crate) fn tried(file: &ScenarioFile, trials: u64, methods: &[&str]) -> Simulated {
    let methods = methods.iter().map(|name| (*name).to_owned()).collect();
    simulate(file, &SimulationOptions { trials, methods, ..SimulationOptions::default() }, &|_| {}).expect("trials")
}
