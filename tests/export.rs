//! Exports: files that are read back by readers of their own, card by card and vote by vote; what each format refuses; and
//! folders, which are whole or not there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Output;

use proptest::prelude::*;
use recount::election::{Marks, read_ranked};
use recount::export::{ExportedElection, FORMATS, files};
use recount::import::{ByteSource, ContestState, Imported, NamedBytes, import};
use recount::scenario::{ScenarioFile, shipped};
use recount::simulation::{RecordSource, RecordedCount};
use serde_json::Value;

use crate::elections::SmallElection;
use crate::program::program;

/// The votes of a card in a contest: rank (from 1) and name of each mark, and whether there are too many.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct CardVotes {
    marks: BTreeSet<(u16, String)>,
    overvoted: bool,
}

/// Tabulator, batch and number of a record.
type Place = (u64, u64, u64);

/// For each record the contests on the card, by title.
type Cards = BTreeMap<Place, BTreeMap<String, CardVotes>>;

/// Each file of an export by its name.
type Files = BTreeMap<String, Vec<u8>>;

fn counted(file: &ScenarioFile, source: RecordSource<'_>) -> RecordedCount {
    RecordedCount::of(file, None, source, &|_| {}).expect("an election with records")
}

fn exported(count: &RecordedCount, format: &str) -> Result<Files, String> {
    let election = ExportedElection::new(count);
    let format = FORMATS.iter().find(|it| it.name() == format).expect("a format");
    let all = files(*format, &election).map_err(|why| why.to_string())?;
    let written = all.iter().map(|file| {
        let mut bytes = Vec::new();
        file.write(&mut bytes).expect("memory takes all");
        (file.name.clone(), bytes)
    });
    Ok(written.collect())
}

/// What the records are, from the value that is exported. Sheets of a ballot are numbered one after the other, as cards are.
fn recorded(count: &RecordedCount) -> Cards {
    let election = &count.election;
    let mut cards = Cards::new();
    for (batch, it) in election.batches.iter().enumerate() {
        for scan in 0..count.scans[batch] as usize {
            for card in count.recorded[batch].clone() {
                let record = card - it.cards.start + 1 + scan * it.cards.len();
                let place = (it.tabulator as u64 + 1, batch as u64 + 1, record as u64);
                let votes = (0..election.contests.len()).filter_map(|contest| {
                    let marks = count.marks(contest, card)?;
                    Some((election.contests[contest].title.clone(), votes(count, contest, marks)))
                });
                assert!(cards.insert(place, votes.collect()).is_none(), "a place once");
            }
        }
    }
    cards
}

fn votes(count: &RecordedCount, contest: usize, marks: &Marks) -> CardVotes {
    let it = &count.election.contests[contest];
    let names = marks.targets().map(|target| {
        let name = &it.candidates[usize::from(target) % it.candidates.len()];
        (target / it.candidates.len() as u16 + 1, name.clone())
    });
    let marks: BTreeSet<(u16, String)> = names.collect();
    let overvoted = it.options.columns == 0 && marks.len() > usize::from(it.votes_allowed);
    CardVotes { marks, overvoted }
}

fn number(cell: &str) -> u64 {
    cell.parse().expect("a whole number")
}

fn text(files: &Files, name: &str) -> String {
    String::from_utf8(files[name].clone()).expect("text")
}

fn rows(files: &Files, name: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&files[name][..]);
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// Reads Dominion's CSV by its four header rows.
fn read_dominion_csv(files: &Files) -> Cards {
    let rows = rows(files, "CVR_Export.csv");
    assert!(rows[0][0].ends_with("(synthetic)"));
    let at = |name: &str| rows[3].iter().position(|cell| cell == name).expect("a column");
    let ids = ["TabulatorNum", "BatchId", "RecordId", "ImprintedId"].map(at);
    let mut cards = Cards::new();
    for (row, count) in rows[4..].iter().zip(1..) {
        assert_eq!(number(&row[0]), count);
        let [tabulator, batch, record] = [0, 1, 2].map(|id| number(&row[ids[id]]));
        assert_eq!(row[ids[3]], format!("{tabulator}-{batch}-{record}"));
        let mut votes: BTreeMap<String, CardVotes> = BTreeMap::new();
        for column in 8..row.len() {
            let (title, rest) = rows[1][column].rsplit_once(" (").expect("a heading");
            let (choice, rank) = if rest.starts_with("Vote For=") {
                (rows[2][column].clone(), 1)
            } else {
                let (name, rank) = rows[2][column].trim_end_matches(')').rsplit_once('(').expect("a rank");
                (name.to_owned(), number(rank) as u16)
            };
            let vote_for = rest.strip_prefix("Vote For=").map(|rest| number(rest.trim_end_matches(')')));
            match row[column].as_str() {
                "" => assert!(!votes.contains_key(title), "a contest is on a card or not"),
                cell => {
                    let own = votes.entry(title.to_owned()).or_default();
                    if cell == "1" {
                        own.marks.insert((rank, choice));
                    }
                    own.overvoted = vote_for.is_some_and(|most| own.marks.len() as u64 > most);
                }
            }
        }
        assert!(cards.insert((tabulator, batch, record), votes).is_none(), "a place once");
    }
    cards
}

fn json(files: &Files, name: &str) -> Value {
    serde_json::from_slice(&files[name]).expect("JSON")
}

/// Names by number, of a manifest.
fn manifest(files: &Files, name: &str) -> BTreeMap<u64, String> {
    let list = json(files, name)["List"].as_array().expect("a list").clone();
    let named =
        |it: &Value| (it["Id"].as_u64().expect("an Id"), it["Description"].as_str().expect("a name").to_owned());
    list.iter().map(named).collect()
}

/// Reads Dominion's JSON: a mark counts where it is a vote.
fn read_dominion_json(files: &Files) -> Cards {
    let (contests, candidates) = (manifest(files, "ContestManifest.json"), manifest(files, "CandidateManifest.json"));
    let export = json(files, "CvrExport.json");
    assert!(export["ElectionId"].as_str().expect("a name").ends_with("(synthetic)"));
    let mut cards = Cards::new();
    for session in export["Sessions"].as_array().expect("sessions") {
        let place = ["TabulatorId", "BatchId", "RecordId"].map(|key| session[key].as_u64().expect("a number"));
        let mut votes = BTreeMap::new();
        for contest in session["Original"]["Cards"][0]["Contests"].as_array().expect("contests") {
            let marks = contest["Marks"].as_array().expect("marks").iter().map(|mark| {
                let candidate = candidates[&mark["CandidateId"].as_u64().expect("a number")].clone();
                (mark["Rank"].as_u64().expect("a rank") as u16, candidate)
            });
            let overvoted = contest["Overvotes"] != 0;
            let are_votes = contest["Marks"].as_array().expect("marks").iter().all(|mark| mark["IsVote"] == !overvoted);
            assert!(are_votes, "marks count, or the contest is overvoted");
            let own = CardVotes { marks: marks.collect(), overvoted };
            votes.insert(contests[&contest["Id"].as_u64().expect("a number")].clone(), own);
        }
        assert!(cards.insert(place.into(), votes).is_none(), "a place once");
    }
    cards
}

/// Reads ES&S's two tables. Marks of an overvoted contest are not in them.
fn read_ess(files: &Files) -> Cards {
    let (records, ballots) = (rows(files, "cvr.csv"), rows(files, "ballots.csv"));
    let of_ballot: BTreeMap<&str, Place> = ballots[6..ballots.len() - 1]
        .iter()
        .map(|row| {
            let hexadecimal = |from, to| u64::from_str_radix(&row[8][from..to], 16).expect("digits");
            let place = (hexadecimal(0, 4), hexadecimal(4, 10), hexadecimal(10, 16));
            assert_eq!((number(&row[9]), number(&row[1])), (place.0, place.1));
            (row[0].as_str(), place)
        })
        .collect();
    assert_eq!(ballots[ballots.len() - 1][0], format!("Total : {}", of_ballot.len()));
    let mut cards = Cards::new();
    for row in &records[1..] {
        let mut votes: BTreeMap<String, CardVotes> = BTreeMap::new();
        for (title, cell) in records[0].iter().zip(row).skip(3).filter(|(_, cell)| !cell.is_empty()) {
            let own = votes.entry(title.clone()).or_default();
            match cell.as_str() {
                "undervote" => {}
                "overvote" => own.overvoted = true,
                name => {
                    own.marks.insert((1, name.to_owned()));
                }
            }
        }
        assert!(cards.insert(of_ballot[row[0].as_str()], votes).is_none(), "a place once");
    }
    cards
}

/// The texts of all elements of a name, by searching.
fn elements<'t>(xml: &'t str, name: &str) -> Vec<&'t str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    xml.split(&open).skip(1).map(|rest| rest.split(&close).next().unwrap_or_default()).collect()
}

/// Reads Hart's archives by searching for elements; of all signs, names have only quotes that XML writes otherwise.
fn read_hart(files: &Files) -> Cards {
    let mut cards = Cards::new();
    let archives = files.iter().filter_map(|(name, bytes)| Some((name.strip_suffix(".zip")?, bytes)));
    for (tabulator, bytes) in archives {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        for at in 0..archive.len() {
            let mut xml = String::new();
            archive.by_index(at).expect("a part").read_to_string(&mut xml).expect("text");
            let mut votes = BTreeMap::new();
            for contest in elements(&xml, "Contest") {
                let title = elements(contest, "Name")[0].to_owned();
                let mut own = CardVotes { overvoted: contest.contains("<Overvoted/>"), ..CardVotes::default() };
                for option in elements(contest, "Option") {
                    let name = elements(option, "Name").first().map_or("Write-in", |name| name).replace("&quot;", "\"");
                    for (digit, rank) in elements(option, "Value")[0].chars().zip(1..) {
                        if digit == '1' {
                            own.marks.insert((rank, name.clone()));
                        }
                    }
                }
                votes.insert(title, own);
            }
            let guid = elements(&xml, "CvrGuid")[0];
            let record = u64::from_str_radix(guid.rsplit('-').next().expect("digits"), 16).expect("digits");
            let place = (number(tabulator), number(elements(&xml, "BatchNumber")[0]), record);
            assert!(cards.insert(place, votes).is_none(), "a place once");
        }
    }
    cards
}

/// The number in a text of the readers; the last one where there are several.
fn last_number(bytes: &[u8], radix: u32) -> u64 {
    let text = std::str::from_utf8(bytes).expect("text");
    u64::from_str_radix(text.rsplit('-').next().expect("digits"), radix).expect("digits")
}

/// Reads an export by the readers of the room `import`, which know nothing of exports.
fn read_by_import(files: &Files, format: &str) -> Cards {
    let records = files.iter().filter(|(name, _)| !name.starts_with("arlo-") && *name != "truth.json");
    let sources: Vec<NamedBytes> = records.map(|(name, bytes)| NamedBytes::new(name.clone(), bytes.clone())).collect();
    let sources: Vec<&dyn ByteSource> = sources.iter().map(|source| source as &dyn ByteSource).collect();
    let read = import(&sources).unwrap_or_else(|problem| panic!("{format}: {problem}"));
    assert_eq!(read.len(), 1, "{format}: one format recognises all files");
    let Imported::Cards(records) = &read[0].content else { panic!("{format} is read as cards") };
    // RAIRE's text has numbers alone; the truth has the names.
    let truth = json(files, "truth.json");
    let named = |list: &Value, key: &str, number: &str| {
        let all = list.as_array().expect("a list").iter();
        let mut found =
            all.filter(|it| it["number"].as_u64() == number.parse().ok()).map(|it| it[key].as_str().expect("a name"));
        found.next().unwrap_or(number).to_owned()
    };
    let mut cards = Cards::new();
    for card in 0..records.cards() {
        let record = match format {
            "hart" => last_number(records.number.get(card), 16),
            "ess" => last_number(&records.imprinted.get(card)[10..], 16),
            _ => last_number(records.record.get(card), 10),
        };
        let place = (last_number(records.tabulator.get(card), 10), last_number(records.batch.get(card), 10), record);
        let mut all = BTreeMap::new();
        for (contest, column) in records.contests.iter().enumerate() {
            let (state, marks) = records.marks(contest, card);
            let own = &column.contest;
            let (title, choices) = match format {
                "raire" => {
                    let title = named(&truth["contests"], "title", &own.key);
                    let at = truth["contests"].as_array().expect("a list").iter().position(|it| it["title"] == *title);
                    (title, truth["contests"][at.expect("a contest")]["candidates"].clone())
                }
                _ => (own.name.clone(), Value::Array(Vec::new())),
            };
            let name = |choice: u16| named(&choices, "name", &own.choices[usize::from(choice)].name);
            let marks: BTreeSet<(u16, String)> =
                marks.iter().map(|mark| (u16::from(mark.rank), name(mark.choice))).collect();
            match state {
                ContestState::NotOnBallot => continue,
                ContestState::Blank => assert!(marks.is_empty()),
                ContestState::Voted | ContestState::Overvoted => {}
                ContestState::Invalid | ContestState::Redacted => panic!("{format}: {state:?}"),
            }
            all.insert(title, CardVotes { marks, overvoted: state == ContestState::Overvoted });
        }
        assert!(cards.insert(place, all).is_none(), "a place once");
    }
    cards
}

/// The orders that clean rankings are: names by their ranks, without the cards that carry no contest.
fn orders(mut cards: Cards) -> Cards {
    cards.retain(|_, all| !all.is_empty());
    for votes in cards.values_mut().flat_map(BTreeMap::values_mut) {
        let marks = std::mem::take(&mut votes.marks);
        votes.marks = marks.into_iter().zip(1..).map(|((_, name), rank)| (rank, name)).collect();
    }
    cards
}

/// Without the marks of overvoted contests.
fn without_overvoted_marks(mut cards: Cards) -> Cards {
    for votes in cards.values_mut().flat_map(BTreeMap::values_mut).filter(|votes| votes.overvoted) {
        votes.marks.clear();
    }
    cards
}

fn reads_back(count: &RecordedCount) {
    let truth = recorded(count);
    assert_eq!(read_dominion_csv(&exported(count, "dominion-csv").expect("files")), truth);
    assert_eq!(read_dominion_json(&exported(count, "dominion-json").expect("files")), truth);
    assert_eq!(read_hart(&exported(count, "hart").expect("files")), truth);
    for format in ["dominion-csv", "dominion-json", "hart"] {
        assert_eq!(read_by_import(&exported(count, format).expect("files"), format), truth, "{format}");
    }
    match exported(count, "ess") {
        Ok(files) => {
            let told = without_overvoted_marks(truth);
            assert_eq!(read_ess(&files), told);
            assert_eq!(read_by_import(&files, "ess"), told);
        }
        Err(why) => {
            assert!(count.election.contests.iter().any(|contest| contest.options.columns > 0), "{why}");
        }
    }
}

/// An election of two styles, one with two sheets; two contests, of which one allows two votes; a fault of every kind that
/// changes what is recorded.
const TWO_SHEETS: &str = r#"# What do files say?
title = "An invented county"
lesson = "Files say what they say."
assumed = ["Everything here is invented."]
rates = { undervote = 0.1, overvote = 0.08, light_marks = 0.02, batch_size = 20 }

[[contest]]
id = "mayor"
title = "Mayor, of all"
rule = "plurality"
candidates = ["Ada", "Ben \"B\" Low", "Write-in"]
write_in_line = "Write-in"

[[contest]]
id = "council"
title = "Council"
rule = "plurality"
seats = 2
candidates = ["Cy", "Dee", "Eve"]

[[style]]
id = "long"
sheets = [["mayor"], ["council"]]

[[style]]
id = "short"
sheets = [["mayor"]]

[[paper]]
id = "north"
precinct = "North"
style = "long"
mode = "mail"
ballots = 90
votes.mayor = { Ada = 40, "Ben \"B\" Low" = 26, Write-in = 6 }
votes.council = { Cy = 60, Dee = 50, Eve = 20 }

[[paper]]
id = "south"
precinct = "South"
style = "short"
mode = "election day"
ballots = 50
votes.mayor = { Ada = 20, "Ben \"B\" Low" = 20 }

[[stage]]
id = "election night"
by = "machine"
faults = [
  { kind = "batch_scanned_twice", where = { precincts = ["South"] } },
  { kind = "misread", rate = 0.05 },
]
"#;

fn two_sheets() -> ScenarioFile {
    ScenarioFile::read("two-sheets", TWO_SHEETS.to_owned()).expect("a scenario")
}

#[test]
fn what_is_written_reads_back_card_by_card() {
    for source in [RecordSource::Stage(None), RecordSource::Paper] {
        reads_back(&counted(&two_sheets(), source));
        for name in ["rank_lost", "rankings_cut", "contest_invented", "contest_hidden", "overvote_rule", "misread"] {
            reads_back(&counted(&shipped(name).expect("a scenario"), source));
        }
    }
}

/// A town that ranks: two names at a rank, a rank passed over, a name twice, and nothing at all.
const RANKS: &str = r#"# What do ranks say?
title = "An invented town that ranks"
lesson = "Marks stand as they are; orders are what the rule makes of them."
assumed = ["Everything here is invented."]
rates = { undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 7 }

[[contest]]
id = "mayor"
title = "Mayor (ranked)"
rule = "instant_runoff"
rankings = "pass-over"
candidates = ["Eli", "Fay", "Ida"]

[[contest]]
id = "clerk"
title = "Clerk"
rule = "instant_runoff"
rankings = "pass-over"
candidates = ["Joe", "Kim"]

[[style]]
id = "both"
sheets = [["mayor", "clerk"]]

[[style]]
id = "mayor"
sheets = [["mayor"]]

[[paper]]
precinct = "North"
style = "both"
ballots = 20
rankings.mayor = { "Eli = Fay > Ida" = 4, "_ > Ida" = 3, "Eli > Eli > Fay" = 5, "Fay > Eli > Ida" = 6, blank = 2 }
rankings.clerk = { "Joe > Kim" = 15, "Kim" = 5 }

[[paper]]
precinct = "South"
style = "mayor"
ballots = 10
rankings.mayor = { "Ida" = 10 }

[[stage]]
id = "count"
by = "machine"
"#;

/// By hand: a rank that does not have exactly one new name is passed over, as the rule set says.
#[test]
fn ranks_stand_as_they_are_marked_and_orders_as_the_rule_reads_them() {
    let count = counted(&ScenarioFile::read("ranks", RANKS.to_owned()).expect("a scenario"), RecordSource::Stage(None));
    reads_back(&count);
    let mut orders: BTreeMap<(String, Vec<String>), u32> = BTreeMap::new();
    for (title, votes) in read_by_import(&exported(&count, "raire").expect("files"), "raire").into_values().flatten() {
        let names = votes.marks.into_iter().map(|(_, name)| name).collect();
        *orders.entry((title, names)).or_default() += 1;
    }
    let by_hand = [
        ("Clerk", &["Joe", "Kim"][..], 15),
        ("Clerk", &["Kim"], 5),
        ("Mayor (ranked)", &[], 2),
        ("Mayor (ranked)", &["Eli", "Fay"], 5),
        ("Mayor (ranked)", &["Fay", "Eli", "Ida"], 6),
        ("Mayor (ranked)", &["Ida"], 4 + 3 + 10),
    ];
    let by_hand =
        by_hand.map(|(title, names, n)| ((title.to_owned(), names.iter().map(|it| (*it).to_owned()).collect()), n));
    assert_eq!(orders, by_hand.into());
    // `recount assertions` reads the same file: 30 ballots, of which 2 are blank.
    let files = exported(&count, "raire").expect("files");
    let contests = read_ranked(&text(&files, "ballots.raire")).expect("ranked ballots");
    assert_eq!(contests.iter().map(|contest| contest.ballots).collect::<Vec<_>>(), [30, 20]);
}

#[test]
fn rankings_read_back_as_the_orders_they_are() {
    for name in ["ranks_swapped", "rank_lost", "rankings_cut", "ranked_rules_misset"] {
        for source in [RecordSource::Stage(None), RecordSource::Paper] {
            let count = counted(&shipped(name).expect("a scenario"), source);
            let read = read_by_import(&exported(&count, "raire").expect("files"), "raire");
            assert_eq!(read, orders(recorded(&count)), "{name}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_small_election_reads_back(
        seed in "[a-z]{1,6}",
        ada in 5_u32..60,
        ben in 5_u32..60,
        rates in (0.0..0.1, 0.0..0.1, 0.0..0.2_f64),
        batch in 3_u32..30,
    ) {
        let paper = format!(
            "ballots = 150\nvotes.mayor = {{ Ada = {ada}, Ben = {ben} }}\n\
             votes.council = {{ Cy = {ada}, Dee = {ben}, Eve = 3 }}"
        );
        let file = SmallElection::new()
            .seed(&seed)
            .rates(rates.0, rates.1, rates.2)
            .batches_of(batch)
            .contest("mayor", &["Ada", "Ben"])
            .seats("council", &["Cy", "Dee", "Eve"], 2)
            .paper("North", &paper)
            .machine("night", "{ kind = \"misread\", rate = 0.1 }")
            .file();
        reads_back(&counted(&file, RecordSource::Stage(None)));
        reads_back(&counted(&file, RecordSource::Paper));
    }
}

/// The sums of valid votes by title and name, and the number of records, of some batch or of all.
fn sums(cards: &Cards, of_batch: Option<u64>) -> (BTreeMap<(String, String), i64>, usize) {
    let mut sums = BTreeMap::new();
    let picked = || cards.iter().filter(|(place, _)| of_batch.is_none_or(|batch| place.1 == batch));
    for (title, votes) in picked().flat_map(|(_, votes)| votes).filter(|(_, votes)| !votes.overvoted) {
        for (_, name) in &votes.marks {
            *sums.entry((title.clone(), name.clone())).or_default() += 1;
        }
    }
    (sums, picked().count())
}

/// By hand, as the scenario says: Hill's 50 mail ballots count twice, 133 to 117 on 250 records; there are 200 cards.
#[test]
fn a_batch_that_was_scanned_twice_stands_twice_in_the_records_and_once_in_the_manifest() {
    let count = counted(&shipped("batch_scanned_twice").expect("a scenario"), RecordSource::Stage(None));
    for format in ["dominion-csv", "dominion-json", "ess", "hart"] {
        let files = exported(&count, format).expect("files");
        let cards = match format {
            "dominion-csv" => read_dominion_csv(&files),
            "dominion-json" => read_dominion_json(&files),
            "ess" => read_ess(&files),
            _ => read_hart(&files),
        };
        let (votes, records) = sums(&cards, None);
        let of = |name: &str| votes[&("Mayor".to_owned(), name.to_owned())];
        assert_eq!((of("Ada"), of("Ben"), records), (133, 117, 250), "{format}");
        let manifest = rows(&files, "arlo-manifest.csv");
        assert_eq!(manifest[0], ["Container", "Tabulator", "Batch Name", "Number of Ballots"]);
        assert_eq!(manifest[1..].iter().map(|row| number(&row[3])).sum::<u64>(), 200);
        let truth = json(&files, "truth.json");
        assert_eq!(truth["synthetic"], true);
        assert_eq!((&truth["cards"], &truth["records"]), (&Value::from(200), &Value::from(250)));
        assert_eq!(truth["contests"][0]["paper"]["votes"], serde_json::json!([98, 102]));
        assert_eq!(truth["contests"][0]["reported"]["votes"], serde_json::json!([133, 117]));
        assert_eq!(truth["contests"][0]["paper"]["winners"], serde_json::json!(["Ben"]));
        assert_eq!(truth["contests"][0]["reported"]["winners"], serde_json::json!(["Ada"]));
    }
}

/// Antrim County as published: 7,769 to 4,509 on election night, 9,759 for Trump and 5,959 for Biden on the paper.
#[test]
fn the_truth_has_the_published_votes() {
    let file = shipped("antrim-2020").expect("a scenario");
    let count = counted(&file, RecordSource::Stage(Some("election night")));
    let truth = json(&exported(&count, "dominion-csv").expect("files"), "truth.json");
    assert_eq!(truth["stage"], "election night");
    let president = &truth["contests"][0];
    let first_two = |key: &str| president[key]["votes"].as_array().expect("votes")[..2].to_vec();
    assert_eq!(first_two("reported"), [Value::from(7_769), Value::from(4_509)]);
    assert_eq!(first_two("paper"), [Value::from(5_959), Value::from(9_759)]);
}

#[test]
fn batch_tallies_are_the_sums_of_the_records_where_no_file_was_lost() {
    let count = counted(&two_sheets(), RecordSource::Stage(None));
    let files = exported(&count, "dominion-csv").expect("files");
    let (cards, tallies) = (read_dominion_csv(&files), rows(&files, "arlo-batch-tallies.csv"));
    let manifest = rows(&files, "arlo-manifest.csv");
    assert!(tallies.len() > 4);
    assert_eq!(tallies.len(), manifest.len());
    for (row, listed) in tallies[1..].iter().zip(&manifest[1..]) {
        assert_eq!(row[0], listed[2], "every batch of the manifest, in its order");
        let (votes, _) = sums(&cards, Some(number(&row[0])));
        for (heading, cell) in tallies[0].iter().zip(row).skip(1) {
            let (title, name) = heading.split_once(" - ").expect("a contest and a choice");
            let sum = votes.get(&(title.to_owned(), name.to_owned())).unwrap_or(&0);
            assert_eq!(cell, &sum.to_string(), "{heading} in batch {}", row[0]);
        }
    }
    // One contest: its choices alone.
    let one = counted(&shipped("batch_scanned_twice").expect("a scenario"), RecordSource::Stage(None));
    assert_eq!(rows(&exported(&one, "ess").expect("files"), "arlo-batch-tallies.csv")[0], ["Batch Name", "Ada", "Ben"]);
}

/// By hand, from the scenario: 40 ballots rank Eli and then Ida, 36 Eli and Fay, 45 Fay and Ida, 59 Ida and Fay; the machine
/// loses the second rank, and Eli is reported in place of Ida.
#[test]
fn raire_has_the_orders_and_the_reported_winner() {
    let file = shipped("rank_lost").expect("a scenario");
    let orders = |source: RecordSource<'_>| {
        let files = exported(&counted(&file, source), "raire").expect("files");
        assert!(!files.contains_key("arlo-batch-tallies.csv"), "ranks have no sums by name");
        let text = text(&files, "ballots.raire");
        let mut lines = text.lines();
        let head: Vec<String> = lines.by_ref().take(2).map(str::to_owned).collect();
        let mut orders: BTreeMap<String, u32> = BTreeMap::new();
        let mut ids = BTreeSet::new();
        for line in lines {
            let mut cells = line.splitn(3, ',');
            assert_eq!(cells.next(), Some("1"));
            assert!(ids.insert(cells.next().expect("an id").to_owned()), "{line}");
            *orders.entry(cells.next().expect("an order").to_owned()).or_default() += 1;
        }
        (head, orders)
    };
    let named = |all: &[(&str, u32)]| all.iter().map(|(order, n)| ((*order).to_owned(), *n)).collect();
    let (head, by_machine) = orders(RecordSource::Stage(None));
    assert_eq!(head, ["1", "Contest,1,3,1,2,3,winner,1"]);
    assert_eq!(by_machine, named(&[("1", 76), ("2", 45), ("3", 59)]));
    let (head, on_paper) = orders(RecordSource::Paper);
    assert_eq!(head, ["1", "Contest,1,3,1,2,3,winner,3"]);
    assert_eq!(on_paper, named(&[("1,3", 40), ("1,2", 36), ("2,3", 45), ("3,2", 59)]));
}

#[test]
fn the_same_election_gives_the_same_bytes() {
    let count = counted(&two_sheets(), RecordSource::Stage(None));
    for format in ["dominion-csv", "dominion-json", "ess", "hart"] {
        let again = counted(&two_sheets(), RecordSource::Stage(None));
        assert!(exported(&count, format) == exported(&again, format), "{format}");
    }
}

const SCORES: &str = r#"# Can scores be written?
title = "An invented club"
lesson = "Not in every format."
assumed = ["Everything here is invented."]

[[contest]]
id = "chair"
title = "Chair"
rule = "score"
highest_score = 5
candidates = ["Ada", "Ben"]

[[paper]]
precinct = "Club"
ballots = 2
scores.chair = { "Ada 5, Ben 1" = 1, "Ben 4" = 1 }

[[stage]]
id = "count"
by = "machine"
"#;

#[test]
fn a_contest_that_a_format_cannot_carry_is_refused_with_a_sentence() {
    let refused = |file: &ScenarioFile, format: &str| exported(&counted(file, RecordSource::Paper), format).err();
    let scores = ScenarioFile::read("scores", SCORES.to_owned()).expect("a scenario");
    for format in ["dominion-csv", "dominion-json", "hart", "ess", "raire"] {
        let why = refused(&scores, format).expect("refused");
        assert!(why.starts_with(&format!("{format} cannot carry the contest “Chair”: ")), "{why}");
    }
    let ranked = shipped("rank_lost").expect("a scenario");
    assert!(refused(&ranked, "ess").expect("refused").contains("ranks or scores"));
    assert!(refused(&two_sheets(), "raire").expect("refused").contains("not ranked"));
    let named = |from: &str, to: &str| ScenarioFile::read("named", TWO_SHEETS.replace(from, to)).expect("a scenario");
    assert!(refused(&named("Eve", "Overvote"), "ess").is_some_and(|why| why.contains("Overvote")));
    assert!(refused(&named("\"Council\"", "\"precinct\""), "ess").is_some_and(|why| why.contains("precinct")));
}

/// Contests of one title keep apart: each is told with its short name.
#[test]
fn contests_of_equal_titles_are_told_apart() {
    let file = ScenarioFile::read("alike", TWO_SHEETS.replace("\"Council\"", "\"Mayor, of all\"")).expect("a scenario");
    let files = exported(&counted(&file, RecordSource::Paper), "dominion-json").expect("files");
    let titles: Vec<String> = manifest(&files, "ContestManifest.json").into_values().collect();
    assert_eq!(titles, ["Mayor, of all [mayor]", "Mayor, of all [council]"]);
}

fn export(folder: &Path, arguments: &[&str]) -> Output {
    let command = [&["export"], arguments].concat();
    crate::program::program().current_dir(folder).args(command).output().expect("the program runs")
}

fn names(folder: &Path) -> Vec<String> {
    let each = fs::read_dir(folder).expect("a folder").map(|it| it.expect("an entry").file_name());
    let mut names: Vec<String> = each.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_examples_of_the_docs_write_what_they_say() {
    let page = include_str!("../docs/commands.md");
    let folder = tempfile::tempdir().expect("a folder");
    let lines: Vec<&str> = page.lines().skip_while(|line| !line.starts_with("recount export ")).collect();
    let block = || lines.iter().take_while(|line| !line.starts_with("```"));
    let examples: Vec<&str> = block().filter_map(|line| line.strip_prefix("recount export ")).collect();
    assert!(examples.len() >= 2);
    for example in examples {
        // Only a stage's name has a blank within.
        let spoken = example.split(" #").next().unwrap_or_default().replace("'election night'", "election\u{a0}night");
        let words: Vec<String> =
            spoken.split(' ').filter(|it| !it.is_empty()).map(|it| it.replace('\u{a0}', " ")).collect();
        let output = export(folder.path(), &words.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(output.status.success(), "{example}: {}", String::from_utf8_lossy(&output.stderr));
        let to = words.iter().position(|word| word == "--to").expect("a folder");
        let written = names(&folder.path().join(&words[to + 1]));
        let said = String::from_utf8(output.stdout).expect("text");
        assert!(written.iter().all(|name| said.contains(name.as_str())), "{said}");
        assert!(written.contains(&"truth.json".to_owned()), "{written:?}");
    }
    for example in block().filter_map(|line| line.strip_prefix("recount import ")) {
        let words = example.split(" #").next().unwrap_or_default().split_whitespace();
        let import = ["import"].into_iter().chain(words);
        let output = crate::program::program().current_dir(folder.path()).args(import).output().expect("it runs");
        assert!(output.status.success(), "{example}: {}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn a_folder_is_whole_or_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let refused = |arguments: &[&str], says: &str| {
        let before = names(path);
        let output = export(path, arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{said}");
        assert!(said.contains(says) && said.lines().count() == 1, "{said}");
        assert_eq!(names(path), before, "nothing is left");
    };
    fs::write(path.join("file"), "mine").expect("a file");
    fs::create_dir(path.join("full")).expect("a folder");
    fs::write(path.join("full/mine"), "mine").expect("a file");
    fs::create_dir(path.join("empty")).expect("a folder");
    refused(&["antrim-2020", "--format", "ess", "--to", "file"], "not a folder");
    refused(&["antrim-2020", "--format", "ess", "--to", "-"], "not a folder");
    refused(&["antrim-2020", "--format", "ess", "--to", "full"], "the folder is not empty");
    refused(&["antrim-2020", "--format", "dominion", "--to", "new"], "\"dominion-csv\"");
    refused(
        &["antrim-2020", "--format", "ess", "--to", "new", "--stage", "electoin night"],
        "did you mean \"election night\"",
    );
    refused(&["rank_lost", "--format", "ess", "--to", "new"], "ess cannot carry the contest “Mayor”");
    refused(
        &["rank_lost", "--format", "hart", "--to", "new", "--stage", "hand recount"],
        "known here: \"election night\"",
    );
    let both = export(path, &["antrim-2020", "--format", "ess", "--to", "new", "--stage", "canvass", "--paper"]);
    assert_eq!(both.status.code(), Some(2), "one or the other");
    assert_eq!(
        (fs::read_to_string(path.join("file")).expect("text"), names(&path.join("full")).len()),
        ("mine".into(), 1)
    );
    for to in ["empty", "new/in/new"] {
        let output = export(path, &["rank_lost", "--format", "hart", "--to", to]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(names(&path.join(to)), ["1.zip", "arlo-manifest.csv", "truth.json"]);
    }
    assert_eq!(names(path), ["empty", "file", "full", "new"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        fs::create_dir(path.join("target")).expect("a folder");
        symlink("target", path.join("link")).expect("a link");
        assert!(export(path, &["rank_lost", "--format", "hart", "--to", "link"]).status.success());
        assert_eq!(names(&path.join("target")).len(), 3);
        assert!(fs::symlink_metadata(path.join("link")).expect("a link").is_symlink());
        let mode = |it: &str| fs::metadata(path.join(it)).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode("new/in/new"), mode("empty"), "as any new folder");
        assert_eq!(mode("new/in/new"), mode("full"), "as any new folder");
    }
}

/// A ranked contest beside one with plain votes: RAIRE carries the ranked one alone, under the number that it has in all files.
#[test]
fn one_contest_of_several_is_written_as_raire() {
    let folder = tempfile::tempdir().expect("a folder");
    let scenario = folder.path().join("town.toml");
    let text = "# Who?\ntitle = \"A town\"\nlesson = \"None.\"\nrates = { undervote = 0.0, overvote = 0.0, light_marks = 0.0 }\n\
        [[contest]]\nid = \"clerk\"\nrule = \"plurality\"\ncandidates = [\"Cat\", \"Dan\"]\n\
        [[contest]]\nid = \"mayor\"\nrule = \"instant_runoff\"\nrankings = \"pass-over\"\ncandidates = [\"Eli\", \"Fay\", \"Ida\"]\n\
        [[paper]]\nprecinct = \"North\"\nballots = 100\nvotes.clerk = { Cat = 60, Dan = 40 }\n\
        rankings.mayor = { \"Eli > Ida\" = 40, \"Fay > Ida\" = 25, \"Ida > Fay\" = 35 }\n\
        [[stage]]\nid = \"count\"\nby = \"machine\"\n";
    fs::write(&scenario, text).expect("written");
    let export = |to: &str, more: &[&str]| {
        let place = folder.path().join(to);
        let output =
            program().arg("export").arg(&scenario).args(["--format"]).args(more).arg("--to").arg(&place).output();
        let output = output.expect("the program runs");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned(), place)
    };
    let (status, says, _) = export("all", &["raire"]);
    assert!(status == Some(2) && says.contains("clerk"), "{says}");
    let (status, says, _) = export("csv", &["dominion-csv", "--contest", "mayor"]);
    assert!(status == Some(2) && says.contains("raire"), "{says}");
    let (status, says, _) = export("none", &["raire", "--contest", "major"]);
    assert!(status == Some(2) && says.contains("\"mayor\""), "{says}");
    let (status, says, place) = export("mayor", &["raire", "--contest", "mayor"]);
    assert_eq!(status, Some(0), "{says}");
    let raire = fs::read_to_string(place.join("ballots.raire")).expect("ballots");
    let lines: Vec<&str> = raire.lines().collect();
    // The clerk's candidates are 1 and 2, so the mayor's are 3 to 5. Fay is out with 25, whose ballots make Ida's 35 to 60.
    assert_eq!(lines[..2], ["1", "Contest,2,3,3,4,5,winner,5"]);
    let ending = |order: &str| lines[2..].iter().filter(|line| line.ends_with(order) && line.starts_with("2,")).count();
    assert_eq!((lines.len(), ending(",3,5"), ending(",4,5"), ending(",5,4")), (102, 40, 25, 35));
}
