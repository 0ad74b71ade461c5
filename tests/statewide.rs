//! A whole state's election as its audit's export shows it: 725 contests on 4.7 million cards, one sample for all.
//!
//! # Reference
//! Colorado Secretary of State, risk-limiting audit of the general election of 2024, public export: contests, votes
//! by county, cards by batch.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use recount::scenario::ScenarioFile;
use recount::simulation::run;

/// Rows of a packed table of the export.
fn rows(folder: &Path, name: &str) -> Vec<csv::StringRecord> {
    let file = std::fs::File::open(folder.join(format!("co2024_{name}.csv.gz"))).expect("the export");
    let mut reader = csv::Reader::from_reader(flate2::read::GzDecoder::new(file));
    reader.records().map(|row| row.expect("a row")).collect()
}

/// The export read: contests with their seats, and for each county its cards and votes.
struct Export {
    contests: Vec<(String, u64)>,
    /// For each contest, its choices as they come.
    choices: Vec<Vec<String>>,
    cards: BTreeMap<String, u64>,
    votes: BTreeMap<String, BTreeMap<usize, BTreeMap<String, u64>>>,
}

/// Nothing where the folder is not named, which the reader of the first file says.
fn export() -> Option<Export> {
    crate::oracles::oracle_bytes("data/real/corla/co2024_round1_contest.csv.gz")?;
    let folder = PathBuf::from(std::env::var_os("RECOUNT_SHARED")?).join("data/real/corla");
    let number = |text: &str| text.parse::<u64>().unwrap_or(0);
    let contests: Vec<_> =
        rows(&folder, "round1_contest").iter().map(|row| (row[0].to_owned(), number(&row[3]))).collect();
    let place: BTreeMap<String, usize> = contests.iter().enumerate().map(|(at, it)| (it.0.clone(), at)).collect();
    let mut cards = BTreeMap::new();
    for row in rows(&folder, "batchCountComparison") {
        *cards.entry(row[0].to_owned()).or_default() += number(&row[4]);
    }
    let mut choices = vec![Vec::new(); contests.len()];
    let mut votes: BTreeMap<String, BTreeMap<usize, BTreeMap<String, u64>>> = BTreeMap::new();
    for row in rows(&folder, "tabulateCounty") {
        let (contest, choice) = (place[&row[1]], row[2].to_owned());
        if !choices[contest].contains(&choice) {
            choices[contest].push(choice.clone());
        }
        let of_county = votes.entry(row[0].to_owned()).or_default().entry(contest).or_default();
        *of_county.entry(choice).or_default() += number(&row[3]);
    }
    Some(Export { contests, choices, cards, votes })
}

impl Export {
    /// Counties in an order that keeps those with the same contests side by side.
    fn neighbours(&self) -> Vec<&String> {
        let mut counties = vec![0_u32; self.contests.len()];
        self.votes.values().flat_map(BTreeMap::keys).for_each(|&contest| counties[contest] += 1);
        let shared = |a: &String, b: &String| -> f64 {
            let other = &self.votes[b];
            self.votes[a].keys().filter(|c| other.contains_key(c)).map(|&c| 1.0 / f64::from(counties[c])).sum()
        };
        let mut left: BTreeSet<&String> = self.cards.keys().collect();
        let mut order = Vec::new();
        let mut next = self.cards.keys().min_by_key(|county| self.cards[*county]);
        while let Some(county) = next {
            order.push(county);
            left.remove(county);
            next = left.iter().copied().max_by(|a, b| shared(county, a).total_cmp(&shared(county, b)));
        }
        order
    }

    /// The scenario: a style and a paper for each county, every contest of the county on each of its ballots.
    fn scenario(&self) -> String {
        let quoted = |text: &str| serde_json::to_string(text).expect("text");
        let mut text =
            "# Does one sample serve all contests of a state?\n\ntitle = \"Colorado 2024 from its export\"\n\
            lesson = \"One card serves every contest on it.\"\n\
            assumed = [\"Every ballot of a county carries all of the county's contests.\"]\n\n\
            [rates]\nlight_marks = 0.0\nbatch_size = 88\n\n"
                .to_owned();
        for (at, ((name, seats), choices)) in self.contests.iter().zip(&self.choices).enumerate() {
            let names: Vec<String> = choices.iter().map(|choice| quoted(choice)).collect();
            let _ = writeln!(
                text,
                "[[contest]]\nid = \"c{at}\"\ntitle = {}\nrule = \"plurality\"\nseats = {seats}\nvotes_allowed = {seats}\n\
                 candidates = [{}]\n",
                quoted(name),
                names.join(", ")
            );
        }
        let counties = self.neighbours();
        let sheets: Vec<Vec<Vec<usize>>> = counties.iter().map(|county| self.sheets(county)).collect();
        for (county, sheets) in counties.iter().zip(&sheets) {
            let sheet = |contests: &Vec<usize>| {
                let ids: Vec<String> = contests.iter().map(|contest| format!("\"c{contest}\"")).collect();
                format!("[{}]", ids.join(", "))
            };
            let sheets: Vec<String> = sheets.iter().map(sheet).collect();
            let _ = writeln!(text, "[[style]]\nid = {}\nsheets = [{}]\n", quoted(county), sheets.join(", "));
        }
        for (county, sheets) in counties.iter().zip(&sheets) {
            let (name, ballots) = (quoted(county), self.cards[*county] / sheets.len() as u64);
            let _ = writeln!(text, "[[paper]]\ncounty = {name}\nstyle = {name}\nballots = {ballots}");
            for (contest, votes) in &self.votes[*county] {
                let votes: Vec<String> = votes.iter().map(|(name, n)| format!("{} = {n}", quoted(name))).collect();
                let _ = writeln!(text, "votes.c{contest} = {{ {}, overvoted = 0 }}", votes.join(", "));
            }
            text.push('\n');
        }
        text.push_str(
            "[[stage]]\nid = \"machine count\"\nby = \"machine\"\nfaults = [{ kind = \"misread\", rate = 0.00002 }]\n\n\
             [audit]\nmethods = [\"ballot_comparison\"]\ndraw = \"consistent\"\none_sample = true\nrisk_limit = 0.03\n\
             care = \"exact\"\nfull_count_at = 0.05\n",
        );
        text
    }

    /// As many sheets as there are cards for a ballot with the county's votes, its contests spread over them.
    fn sheets(&self, county: &str) -> Vec<Vec<usize>> {
        let of_county = &self.votes[county];
        let needs = |(contest, votes): (&usize, &BTreeMap<String, u64>)| {
            let all: u64 = votes.values().sum();
            all.div_ceil(self.contests[*contest].1).max(votes.values().copied().max().unwrap_or(0))
        };
        let ballots = of_county.iter().map(needs).max().unwrap_or(1);
        let sheets = (self.cards[county] / ballots).clamp(1, 3) as usize;
        let contests: Vec<usize> = of_county.keys().copied().collect();
        contests.chunks(contests.len().div_ceil(sheets)).map(<[usize]>::to_vec).collect()
    }
}

#[test]
#[expect(clippy::print_stderr, reason = "time and room are asked for with --nocapture")]
#[ignore = "4.7 million cards of 725 contests: seconds when optimised"]
fn long_one_sample_serves_a_whole_state() {
    let Some(export) = export() else { return };
    let file = ScenarioFile::read("statewide", export.scenario()).expect("it reads");
    let started = std::time::Instant::now();
    let election = run(&file, None).expect("a life");
    let took = started.elapsed();
    assert_eq!((election.contests.len(), election.audits.len()), (725, 725));
    assert!((4_740_000..=4_746_866).contains(&election.cards), "{}", election.cards);
    // The paper holds every vote of the export.
    for (at, contest) in election.contests.iter().enumerate() {
        for (name, votes) in contest.contest.candidates.iter().zip(&contest.paper.votes) {
            let published: u64 = export.votes.values().filter_map(|of| of.get(&at)?.get(name)).sum();
            assert_eq!(*votes as u64, published, "{}: {name}", contest.contest.title);
        }
    }
    // One sample: fewer cards than the contests ask for apart, and no contest confirmed wrongly here.
    let apart: u64 = election.audits.iter().map(|audit| audit.looked_up).sum();
    assert_eq!(election.together.len(), 1);
    assert!(
        election.together[0].cards > 0 && election.together[0].cards < apart,
        "{} {apart}",
        election.together[0].cards
    );
    assert!(election.audits.iter().all(|audit| audit.right_in_the_end));
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse::<u64>().ok());
    eprintln!("{took:?} for paper, count and 725 audits; at most {} MB", peak.unwrap_or(0) / 1_000);
    assert!(peak.is_none_or(|kibibytes| kibibytes < 4_000_000_000 / 1_024), "{peak:?} KiB");
}
