//! Cast vote records of another program's test elections, in each vendor's format, as marks by rank.

use std::collections::{BTreeMap, HashMap};
use std::io::{Cursor, Read};

use quick_xml::events::Event;
use serde_json::Value;

/// A ballot's marks: rank from 1, and the name or code marked there.
pub(crate) type Marks = Vec<(usize, String)>;

/// What an overvote is called where the record says no more.
pub(crate) const OVERVOTE: &str = "overvote";

/// Undeclared write-ins, counted as one candidate.
pub(crate) const WRITE_INS: &str = "Undeclared Write-ins";

/// The files of the suite, by path.
pub(crate) type Suite = BTreeMap<String, Vec<u8>>;

/// Unpacks the suite.
pub(crate) fn unpack(archive: &[u8]) -> Suite {
    let plain = lzma_rust2::XzReader::new(archive, true);
    let mut suite = Suite::new();
    for entry in tar::Archive::new(plain).entries().expect("an archive") {
        let mut entry = entry.expect("an entry");
        let path = entry.path().expect("a path").to_string_lossy().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("the file");
        suite.insert(path.trim_start_matches("./").trim_start_matches("x/").to_owned(), bytes);
    }
    suite
}

fn text<'a>(source: &'a Value, key: &str) -> &'a str {
    source[key].as_str().unwrap_or("")
}

/// A number, in quotes or not.
pub(crate) fn number(of: &Value, key: &str) -> Option<u64> {
    of[key].as_u64().or_else(|| of[key].as_str()?.parse().ok())
}

/// The ballots of one source of a configuration that lies in `folder`; `None` if its file is not in the suite.
pub(crate) fn ballots(suite: &Suite, folder: &str, source: &Value, most_ranks: Option<usize>) -> Option<Vec<Marks>> {
    let typed = text(source, "filePath");
    let path = match typed.strip_prefix("../") {
        Some(shared) => shared.to_owned(),
        None => format!("{folder}/{}", typed.trim_start_matches("./")),
    };
    let path = path.trim_end_matches('/');
    let provider = text(source, "provider");
    let ballots = match provider {
        "dominion" => of_dominion(suite, path, source),
        "hart" => of_hart(suite, path, source),
        _ => {
            let bytes = suite.get(path)?;
            match provider {
                "ess" => of_sheet(bytes, source, most_ranks),
                "cdf" if ends(path, "xml") => of_common_format(&common_xml(bytes), source),
                "cdf" => of_common_format(&serde_json::from_slice(bytes).expect("JSON"), source),
                "clearBallot" => of_clear_ballot(bytes, source, most_ranks),
                "genericCsv" => of_table(bytes, source),
                other => panic!("a vendor not known: {other}"),
            }
        }
    };
    (!ballots.is_empty()).then_some(ballots)
}

fn ends(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| end == extension)
}

fn is_label(name: &str, source: &Value, key: &str) -> bool {
    !name.is_empty() && name == text(source, key)
}

fn named(name: &str, source: &Value) -> String {
    if is_label(name, source, "overvoteLabel") {
        OVERVOTE.to_owned()
    } else if is_label(name, source, "undeclaredWriteInLabel") {
        WRITE_INS.to_owned()
    } else {
        name.to_owned()
    }
}

/// An element of an XML file.
#[derive(Default)]
struct Element {
    name: String,
    attributes: HashMap<String, String>,
    text: String,
    inside: Vec<Element>,
}

impl Element {
    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.inside.iter().filter(move |element| element.name == name)
    }

    fn first(&self, name: &str) -> Option<&Element> {
        self.inside.iter().find(|element| element.name == name)
    }

    fn of(&self, name: &str) -> &str {
        self.first(name).map_or("", |element| element.text.as_str())
    }
}

fn xml(bytes: &[u8]) -> Element {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let mut open = vec![Element::default()];
    let element = |tag: &quick_xml::events::BytesStart<'_>| {
        let attributes = tag.attributes().map(|attribute| {
            let attribute = attribute.expect("an attribute");
            let key = attribute.key.local_name().as_ref().to_owned();
            (key, attribute.value.into_owned())
        });
        let name = tag.local_name().as_ref().to_owned();
        Element { name, attributes: attributes.collect(), ..Element::default() }
    };
    loop {
        let event = reader.read_event().expect("XML");
        let last = open.len() - 1;
        match event {
            Event::Start(tag) => open.push(element(&tag)),
            Event::Empty(tag) => open[last].inside.push(element(&tag)),
            Event::Text(text) => open[last].text.push_str(&text),
            Event::GeneralRef(name) => open[last].text.push_str(match &*name {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "apos" => "'",
                other => panic!("an entity: {other:?}"),
            }),
            Event::End(_) => {
                let done = open.pop().expect("open");
                open[last - 1].inside.push(done);
            }
            Event::Eof => return open.swap_remove(0).inside.swap_remove(0),
            _ => {}
        }
    }
}

/// The text of a cell, whatever its parts look like.
fn shown(element: &Element) -> String {
    if element.name == "t" { element.text.clone() } else { element.inside.iter().map(shown).collect() }
}

/// Rows of the first sheet of a workbook: column from 1, and what the cell shows.
fn sheet(bytes: &[u8]) -> Vec<Vec<(usize, String)>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut part = |name: &str| {
        let mut bytes = Vec::new();
        archive.by_name(name).expect("a part").read_to_end(&mut bytes).expect("the part");
        xml(&bytes)
    };
    let strings: Vec<String> = part("xl/sharedStrings.xml").all("si").map(shown).collect();
    let page = part("xl/worksheets/sheet1.xml");
    let cell = |cell: &Element| {
        let letters = cell.attributes["r"].bytes().take_while(u8::is_ascii_uppercase);
        let column = letters.fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
        let value = cell.of("v");
        let is_shared = cell.attributes.get("t").is_some_and(|kind| kind == "s");
        let shown =
            if is_shared { strings[value.parse::<usize>().expect("a number")].clone() } else { value.to_owned() };
        (column, shown)
    };
    let rows = page.first("sheetData").expect("rows").all("row");
    rows.map(|row| row.all("c").map(cell).filter(|(_, shown)| !shown.is_empty()).collect()).collect()
}

/// The ballots of a workbook, one a row.
pub(crate) fn of_sheet(bytes: &[u8], source: &Value, most_ranks: Option<usize>) -> Vec<Marks> {
    let place = |key: &str| number(source, key).map(|number| number as usize);
    let (first, row) = (place("firstVoteColumnIndex").expect("a column"), place("firstVoteRowIndex").expect("a row"));
    let others: Vec<usize> =
        ["idColumnIndex", "batchColumnIndex", "precinctColumnIndex"].into_iter().filter_map(place).collect();
    let delimiter = text(source, "overvoteDelimiter");
    let blank_is_write_in = source["treatBlankAsUndeclaredWriteIn"] == true;
    let ballot = |cells: &Vec<(usize, String)>| {
        let mut marks = Marks::new();
        let mut reached = 0;
        for (column, shown) in cells.iter().filter(|(column, _)| *column >= first && !others.contains(column)) {
            let rank = column - first + 1;
            if most_ranks.is_some_and(|most| rank > most) {
                continue;
            }
            if blank_is_write_in {
                marks.extend((reached + 1..rank).map(|rank| (rank, WRITE_INS.to_owned())));
            }
            reached = rank;
            let shown = shown.trim();
            let names = if delimiter.is_empty() { vec![shown] } else { shown.split(delimiter).collect() };
            let names = names.into_iter().map(str::trim).filter(|name| *name != text(source, "skippedRankLabel"));
            marks.extend(names.map(|name| (rank, named(name, source))));
        }
        if let Some(most) = most_ranks.filter(|_| blank_is_write_in) {
            marks.extend((reached + 1..=most).map(|rank| (rank, WRITE_INS.to_owned())));
        }
        marks
    };
    sheet(bytes).iter().skip(row - 1).map(ballot).collect()
}

/// The part of an XML report in the common data format that is asked for, in the shape of the JSON one.
fn common_xml(bytes: &[u8]) -> Value {
    fn value(element: &Element) -> Value {
        let lists = ["CVR", "CVRSnapshot", "CVRContest", "CVRContestSelection", "SelectionPosition", "Election"];
        let lists = [&lists[..], &["Contest", "ContestSelection", "Candidate", "CandidateIds"]].concat();
        if element.inside.is_empty() && element.attributes.is_empty() {
            let text = element.text.trim();
            return if element.name == "Rank" {
                text.parse::<u64>().map_or(Value::Null, Value::from)
            } else {
                text.into()
            };
        }
        let mut map = serde_json::Map::new();
        for (key, shown) in &element.attributes {
            map.insert(if key == "ObjectId" { "@id".to_owned() } else { key.clone() }, shown.as_str().into());
        }
        for inside in &element.inside {
            let one = value(inside);
            if !lists.contains(&inside.name.as_str()) {
                map.insert(inside.name.clone(), one);
            } else if let Some(list) =
                map.entry(inside.name.clone()).or_insert_with(|| Value::Array(Vec::new())).as_array_mut()
            {
                if inside.name == "CandidateIds" {
                    list.extend(inside.text.split_whitespace().map(Value::from));
                } else {
                    list.push(one);
                }
            }
        }
        Value::Object(map)
    }
    value(&xml(bytes))
}

fn list<'a>(of: &'a Value, key: &str) -> &'a [Value] {
    of[key].as_array().map_or(&[], Vec::as_slice)
}

fn with_id<'a>(of: &'a [Value], id: &Value) -> &'a Value {
    of.iter().find(|one| one["@id"] == *id).expect("an object of that id")
}

fn of_common_format(report: &Value, source: &Value) -> Vec<Marks> {
    let elections = list(report, "Election");
    let candidates: Vec<Value> = elections.iter().flat_map(|election| list(election, "Candidate").to_vec()).collect();
    let mut contests = elections.iter().flat_map(|election| list(election, "Contest"));
    let contest = contests.find(|contest| contest["Name"] == source["contestId"]).expect("the contest");
    let selections = list(contest, "ContestSelection");
    let is_yes = |value: &Value| value == true || value == "true";
    let mut ballots = Vec::new();
    for record in list(report, "CVR") {
        let snapshot = with_id(list(record, "CVRSnapshot"), &record["CurrentSnapshotId"]);
        let mut here = list(snapshot, "CVRContest").iter();
        let Some(on_card) = here.find(|on_card| on_card["ContestId"] == contest["@id"]) else { continue };
        let mut marks = Marks::new();
        for chosen in list(on_card, "CVRContestSelection") {
            if chosen["Status"] == "needs-adjudication" {
                continue;
            }
            let selection = with_id(selections, &chosen["ContestSelectionId"]);
            let mut name = if is_yes(&selection["IsWriteIn"]) {
                WRITE_INS.to_owned()
            } else {
                let name = text(with_id(&candidates, &selection["CandidateIds"][0]), "Name");
                if is_label(name, source, "overvoteLabel") { OVERVOTE.to_owned() } else { name.to_owned() }
            };
            let rank = |of: &Value| usize::try_from(of["Rank"].as_u64().expect("a rank")).expect("small");
            if !chosen["Rank"].is_null() {
                marks.push((rank(chosen), name));
                continue;
            }
            for position in list(chosen, "SelectionPosition") {
                if !position["CVRWriteIn"].is_null() {
                    WRITE_INS.clone_into(&mut name);
                }
                if position["HasIndication"] != "no" && position["IsAllocable"] != "no" {
                    marks.push((rank(position), name.clone()));
                }
            }
        }
        ballots.push(marks);
    }
    ballots
}

fn of_dominion(suite: &Suite, folder: &str, source: &Value) -> Vec<Marks> {
    let is_export = |path: &str| path.starts_with(&format!("{folder}/CvrExport")) && ends(path, "json");
    let mut ballots = Vec::new();
    for (_, bytes) in suite.iter().filter(|(path, _)| is_export(path)) {
        let export: Value = serde_json::from_slice(bytes).expect("JSON");
        for session in list(&export, "Sessions") {
            let current =
                if session["Original"]["IsCurrent"] == true { &session["Original"] } else { &session["Modified"] };
            let cards = match list(current, "Cards") {
                [] => std::slice::from_ref(current),
                cards => cards,
            };
            for contest in cards.iter().flat_map(|card| list(card, "Contests")) {
                let is_left_out = list(contest, "OutstackConditionIds").iter().any(|id| *id == 7);
                if contest["Id"].as_u64() != number(source, "contestId") || is_left_out {
                    continue;
                }
                let marks = list(contest, "Marks").iter().filter(|mark| mark["IsAmbiguous"] == false);
                let rank = |mark: &Value| usize::try_from(mark["Rank"].as_u64().expect("a rank")).expect("small");
                ballots.push(marks.map(|mark| (rank(mark), named(&mark["CandidateId"].to_string(), source))).collect());
            }
        }
    }
    ballots
}

fn of_clear_ballot(bytes: &[u8], source: &Value, most_ranks: Option<usize>) -> Vec<Marks> {
    let mut table = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut rows = table.records().map(|row| row.expect("a row"));
    let mut choices = Vec::new();
    for (column, name) in rows.next().expect("a header").iter().enumerate().skip(10) {
        let parts: Vec<&str> = name.split(':').collect();
        let rank = parts[2].parse::<usize>().expect("a rank");
        if parts[1] == text(source, "contestId") && most_ranks.is_none_or(|most| rank <= most) {
            choices.push((column, rank, named(parts[4], source)));
        }
    }
    let marked = |row: csv::StringRecord| {
        let marked = choices.iter().filter(|(column, ..)| row[*column] == *"1");
        marked.map(|(_, rank, name)| (*rank, name.clone())).collect()
    };
    rows.map(marked).collect()
}

fn of_table(bytes: &[u8], source: &Value) -> Vec<Marks> {
    let mut table = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut rows = table.records().map(|row| row.expect("a row"));
    let first = number(source, "firstVoteColumnIndex").expect("a column") as usize - 1;
    let names = rows.next().expect("a header");
    let marks = |row: csv::StringRecord| {
        let cells = row.iter().enumerate().skip(first).filter(|(_, cell)| !cell.trim().is_empty());
        cells.map(|(at, cell)| (cell.trim().parse().expect("a rank"), named(&names[at], source))).collect()
    };
    let before = number(source, "firstVoteRowIndex").expect("a row") as usize - 2;
    rows.skip(before).map(marks).collect()
}

fn of_hart(suite: &Suite, folder: &str, source: &Value) -> Vec<Marks> {
    let is_record = |path: &str| path.starts_with(folder) && ends(path, "xml") && !path.ends_with(".sig.xml");
    let mut ballots = Vec::new();
    for (_, bytes) in suite.iter().filter(|(path, _)| is_record(path)) {
        let record = xml(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes));
        let contests = record.all("Contests").flat_map(|contests| contests.all("Contest"));
        for contest in contests.filter(|contest| contest.of("Id") == text(source, "contestId")) {
            let mut marks = Marks::new();
            for option in contest.all("Options").flat_map(|options| options.all("Option")) {
                let ranks = option.of("Value").bytes().enumerate().filter(|&(_, digit)| digit == b'1');
                marks.extend(ranks.map(|(at, _)| (at + 1, named(option.of("Id"), source))));
            }
            ballots.push(marks);
        }
    }
    ballots
}
