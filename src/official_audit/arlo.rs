//! A batch comparison by Arlo: its audit report, the ballot manifests and the totals by batch of the jurisdictions.
//!
//! # Reference
//! Georgia's audit of the primary of 19 May 2026, whose P-values this gives to the last digit and whose draws it repeats.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::arlo_statements::{DifferingStatement, differing_totals, differing_votes, votes_in};
use super::section::{OfficialFlaw, Section};
use crate::import::{CountOf, OfficeTable, VoteTallies, WITHIN};
use crate::sampling::arlo_draws;
use crate::verify;

/// The tables that an audit is checked from.
#[derive(Clone, Copy)]
pub struct ArloFiles<'f> {
    /// The sections of the audit report.
    pub report: &'f [OfficeTable],
    /// The ballot manifests, one a jurisdiction.
    pub manifests: &'f [OfficeTable],
    /// The votes by batch.
    pub totals: &'f VoteTallies,
}

/// What was found out about an audit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OfficialAudit {
    /// The election's name, as the report has it.
    pub election: String,
    /// The public seed.
    pub seed: String,
    /// Batches of the manifests, and ballots in them.
    pub batches: (usize, u64),
    /// The contests.
    pub contests: Vec<AuditedContestOfReport>,
}

/// A contest of an audit report.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditedContestOfReport {
    /// Its name.
    pub name: String,
    /// Whether the winner needs a majority.
    pub runoff: bool,
    /// The P-value that the report states, as it writes it.
    pub stated: String,
    /// The P-value of the same batches here.
    pub p_value: f64,
    /// Whether the stated digits are those of the value here.
    pub agrees: bool,
    /// Draws of the contest's sample, repeats counted.
    pub draws: u64,
    /// The draw, made again.
    pub replay: DrawReplay,
    /// Batches that were tallied by hand, and ballots in them.
    pub tallied: (usize, u64),
    /// Batches in which hand and machine differ, those with most votes first.
    pub changes: Vec<BatchChange>,
    /// The same by kind of paper.
    pub kinds: Vec<KindOfPaper>,
    /// What the report states otherwise than its files give it.
    pub differing: Vec<DifferingStatement>,
}

/// A draw that was made again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DrawReplay {
    /// Draws of the report that are draws here.
    pub same: u64,
    /// Draws of the report.
    pub of: u64,
}

/// A batch in which hand and machine differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchChange {
    /// Jurisdiction and batch.
    pub batch: String,
    /// By name, the votes that the hand count has more, or fewer.
    pub votes: Vec<(String, i64)>,
}

/// The batches of one kind of paper, by the containers of the manifests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KindOfPaper {
    /// The kind.
    pub name: String,
    /// Batches that were tallied.
    pub batches: usize,
    /// Ballots in them.
    pub ballots: u64,
    /// Votes by hand that differ, added without their signs.
    pub votes_off: u64,
}

/// The batches of the manifests.
#[derive(Default)]
struct Manifests {
    ballots: Map<String, Value>,
    kinds: BTreeMap<String, String>,
    all: u64,
}

/// Jurisdiction and batch as one name.
fn batch_id(jurisdiction: &str, batch: &str) -> String {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}/{}", plain(&jurisdiction.replace('-', " ")), plain(batch))
}

/// The folder of a part of an archive, which names the jurisdiction.
fn folder_of(file: &str) -> &str {
    let inside = file.rsplit_once(": ").map_or("", |(_, inside)| inside);
    inside.rsplit_once('/').map_or("", |(folder, _)| folder)
}

impl Manifests {
    fn of(tables: &[OfficeTable]) -> Result<Self, OfficialFlaw> {
        let mut manifests = Self::default();
        for table in tables {
            let section = Section { table };
            let container = table.column("Container");
            for row in 0..table.rows() {
                let batch = section.text(row, "Batch Name")?;
                if batch.is_empty() {
                    continue;
                }
                let (id, ballots) =
                    (batch_id(folder_of(&table.file), batch), section.number(row, "Number of Ballots")?);
                if let Some(container) = container {
                    manifests.kinds.insert(id.clone(), table.cell(row, container).trim().to_owned());
                }
                manifests.all += ballots;
                if manifests.ballots.insert(id, json!(ballots)).is_some() {
                    return Err(section.wrong(row, "Batch Name"));
                }
            }
        }
        Ok(manifests)
    }
}

impl Manifests {
    /// Ballots of the jurisdictions that have votes in a contest: it need not be on the ballot in all of them.
    fn ballots_beside(&self, votes: &Map<String, Value>) -> u64 {
        let jurisdiction = |id: &str| id.split_once('/').map_or("", |(jurisdiction, _)| jurisdiction).to_owned();
        let own: BTreeSet<String> = votes.keys().map(|id| jurisdiction(id)).collect();
        let ballots = self.ballots.iter().filter(|(id, _)| own.contains(&jurisdiction(id)));
        ballots.filter_map(|(_, ballots)| ballots.as_u64()).sum()
    }
}

/// The votes by batch of one contest, in the order of the files.
fn reported(totals: &VoteTallies, contest: usize) -> (Vec<String>, Map<String, Value>) {
    let names = &totals.contests[contest].choices;
    let (mut order, mut votes): (Vec<String>, Map<String, Value>) = (Vec::new(), Map::new());
    for row in totals.rows.iter().filter(|row| row.contest as usize == contest) {
        let CountOf::Choice(choice) = row.of else { continue };
        let place = totals.places.text(row.place);
        let (jurisdiction, batch) = place.split_once(WITHIN).unwrap_or(("", place));
        let id = batch_id(jurisdiction, batch);
        if !votes.contains_key(&id) {
            order.push(id.clone());
            votes.insert(id.clone(), json!({}));
        }
        votes[&id][&names[usize::from(choice)].name] = json!(row.number);
    }
    (order, votes)
}

/// The tickets of a cell such as `Round 1: 0.12, 0.34`; `EXTRA` marks a batch that was tallied beyond the sample.
fn tickets(cell: &str) -> u64 {
    let is_ticket = |word: &&str| word.starts_with("0.") && word[2..].bytes().all(|byte| byte.is_ascii_digit());
    cell.split([',', ' ', ';']).filter(is_ticket).count() as u64
}

/// Checks a batch comparison by Arlo from its files.
///
/// # Errors
/// What is missing, or does not go together.
pub fn check_arlo(files: ArloFiles<'_>) -> Result<OfficialAudit, OfficialFlaw> {
    let manifests = Manifests::of(files.manifests)?;
    let election = Section::named(files.report, "election")?;
    let settings = Section::named(files.report, "settings")?;
    // Other kinds of audits by Arlo have other formulas.
    if settings.text(0, "Audit Math Type")? != "MACRO" {
        return Err(settings.wrong(0, "Audit Math Type"));
    }
    let seed = settings.text(0, "Random Seed")?.to_owned();
    let mut audit = OfficialAudit {
        election: election.text(0, "Election Name")?.to_owned(),
        batches: (manifests.ballots.len(), manifests.all),
        seed,
        contests: Vec::new(),
    };
    let contests = Section::named(files.report, "contests")?;
    for row in 0..contests.table.rows() {
        let name = contests.text(row, "Contest Name")?;
        let checked = check_contest(&files, &manifests, &audit.seed, (&contests, row, name))?;
        audit.contests.push(checked);
    }
    Ok(audit)
}

fn check_contest(
    files: &ArloFiles<'_>,
    manifests: &Manifests,
    seed: &str,
    (contests, row, name): (&Section<'_>, usize, &str),
) -> Result<AuditedContestOfReport, OfficialFlaw> {
    let missing = || OfficialFlaw::Missing { what: name.to_owned() };
    let contest = files.totals.contests.iter().position(|contest| contest.name == name).ok_or_else(missing)?;
    // Ballots that were not yet counted take votes off the margins, and the report does not say of which batches they are.
    if contests.table.column("Pending Ballots").is_some() && contests.number(row, "Pending Ballots")? > 0 {
        return Err(contests.wrong(row, "Pending Ballots"));
    }
    let (order, votes) = reported(files.totals, contest);
    let runoff = contests.table.column("Runoff Law").is_some_and(|at| !contests.table.cell(row, at).trim().is_empty());
    let samples = Section::named(files.report, "sampled batches")?;
    let columns = ["Ticket Numbers", "Audit Results", "Reported Results"].map(|column| format!("{column}: {name}"));
    let [ticket_column, audit_column, reported_column] = columns;
    let (mut sample, mut combined, mut drawn) = (Vec::new(), Vec::new(), BTreeMap::new());
    let (mut tallied, mut changes, mut differing) = ((0, 0), Vec::new(), Vec::new());
    let mut combined_as: BTreeMap<String, String> = BTreeMap::new();
    let mut kinds: BTreeMap<&str, KindOfPaper> = BTreeMap::new();
    for row in 0..samples.table.rows() {
        let jurisdiction = samples.text(row, "Jurisdiction Name")?;
        if jurisdiction == "Totals" {
            continue;
        }
        let id = batch_id(jurisdiction, samples.text(row, "Batch Name")?);
        let times = tickets(samples.text(row, &ticket_column)?);
        let hand = samples.votes(row, &audit_column)?;
        let machine: BTreeMap<String, u64> = samples.votes(row, &reported_column)?.into_iter().collect();
        let ballots = samples.number(row, "Ballots in Batch")?;
        let mut members = vec![id.clone()];
        let mixed = samples.table.column("Combined Batch").map(|at| samples.table.cell(row, at).trim());
        if let Some(list) = mixed.and_then(|list| list.strip_prefix("Combines ")) {
            members = list.split(", ").map(|batch| batch_id(jurisdiction, batch)).collect();
            combined_as.extend(members.iter().map(|member| (member.clone(), id.clone())));
            combined.push(json!({ "id": id, "batches": members }));
        }
        differing.extend(differing_votes(&format!("Reported Results, {id}"), &machine, &votes_in(&votes, &members)));
        let off = |(candidate, n): &(String, u64)| {
            let before = machine.get(candidate).copied().unwrap_or(0);
            (candidate.clone(), *n as i64 - before as i64)
        };
        let off: Vec<(String, i64)> = hand.iter().map(off).filter(|(_, votes)| *votes != 0).collect();
        let kind = manifests.kinds.get(&members[0]).map_or("", String::as_str);
        let of_kind =
            kinds.entry(kind).or_insert_with(|| KindOfPaper { name: kind.to_owned(), ..KindOfPaper::default() });
        of_kind.batches += 1;
        of_kind.ballots += ballots;
        of_kind.votes_off += off.iter().map(|(_, votes)| votes.unsigned_abs()).sum::<u64>();
        tallied = (tallied.0 + 1, tallied.1 + ballots);
        if !off.is_empty() {
            changes.push(BatchChange { batch: id.clone(), votes: off });
        }
        if times > 0 {
            *drawn.entry(id.clone()).or_insert(0) += times;
        }
        let hand: Map<String, Value> = hand.into_iter().map(|(name, n)| (name, json!(n))).collect();
        sample.push(json!({ "batch": id, "audited": hand, "times": times }));
    }
    changes.sort_by_key(|change| {
        std::cmp::Reverse(change.votes.iter().map(|(_, votes)| votes.unsigned_abs()).sum::<u64>())
    });
    let draws = drawn.values().sum();
    let question = json!({
        "test": "macro", "ballots": manifests.ballots, "reported": &votes, "runoff": runoff, "combined": combined,
        "winners": contests.number(row, "Number of Winners")?,
        "votes_allowed": contests.number(row, "Votes Allowed")?, "sample": sample,
    });
    let flaw = |why: String| OfficialFlaw::Figures { contest: name.to_owned(), why };
    let answer = verify::answer(&question.to_string()).map_err(|why| flaw(why.to_string()))?;
    let p_value = answer["p_value"].as_f64().unwrap_or(1.0);
    let stated = stated(files.report, name)?;
    let of_contest = (&votes, manifests.ballots_beside(&votes));
    differing.extend(differing_totals(files.report, (contests, row, name), of_contest, p_value)?);
    Ok(AuditedContestOfReport {
        name: name.to_owned(),
        runoff,
        agrees: agrees(&stated, p_value),
        stated,
        p_value,
        draws,
        replay: replay(seed, &order, &answer["bounds"], (&drawn, &combined_as)),
        tallied,
        changes,
        kinds: kinds.into_values().collect(),
        differing,
    })
}

/// The P-value of a contest's last round, as the report writes it.
fn stated(report: &[OfficeTable], name: &str) -> Result<String, OfficialFlaw> {
    let rounds = Section::named(report, "rounds")?;
    let mut stated = None;
    for row in 0..rounds.table.rows() {
        if rounds.text(row, "Contest Name")? == name {
            stated = Some(rounds.text(row, "P-Value")?.to_owned());
        }
    }
    stated.filter(|stated| !stated.is_empty()).ok_or_else(|| OfficialFlaw::Missing { what: format!("P-Value: {name}") })
}

/// Whether a decimal has the digits of a number.
fn agrees(stated: &str, value: f64) -> bool {
    let decimals = stated.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    stated
        .parse::<f64>()
        .is_ok_and(|stated| (stated - value).abs() <= 0.5 / libm::pow(10.0, decimals as f64) + f64::EPSILON)
}

/// Makes the draw again and compares it with the draws of the report.
fn replay(
    seed: &str,
    order: &[String],
    bounds: &Value,
    (drawn, combined_as): (&BTreeMap<String, u64>, &BTreeMap<String, String>),
) -> DrawReplay {
    let of = drawn.values().sum::<u64>();
    let weights: Vec<f64> = order.iter().map(|id| bounds[id].as_f64().unwrap_or(0.0)).collect();
    let mut again: BTreeMap<&str, u64> = BTreeMap::new();
    if weights.iter().sum::<f64>() > 0.0 {
        for place in arlo_draws(seed, &weights, of as usize) {
            let drawn = &order[place];
            *again.entry(combined_as.get(drawn).unwrap_or(drawn).as_str()).or_insert(0) += 1;
        }
    }
    let same = drawn.iter().map(|(id, times)| again.get(id.as_str()).copied().unwrap_or(0).min(*times)).sum();
    DrawReplay { same, of }
}
