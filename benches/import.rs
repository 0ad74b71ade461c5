//! Room `import`: Dominion's CSV and JSON into columns, beside a plain read of the same bytes and a bare parse of them.
//!
//! The exports are written by the room `export`. Machines differ and throttle, so read each line against the bare parse of the
//! same run: `cargo bench --bench import`; `RECOUNT_BENCH_MEGABYTES=500` makes exports of 500 MB (32 is what is made else).

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use recount::export::{ExportedElection, FORMATS, files};
use recount::import::{ByteSource, Imported, NamedBytes, import};
use recount::scenario::ScenarioFile;
use recount::simulation::{RecordSource, RecordedCount};
use serde::Deserialize;

/// Contests of the county, of which a card has half.
const CONTESTS: usize = 60;
/// Cards of the first export, which tells how many the export of the wanted size has.
const FEW_CARDS: usize = 6_000;

/// A county of two districts with the first contest in common.
fn scenario(cards: usize) -> ScenarioFile {
    let mut text = String::from("# How fast is an export read?\ntitle = \"A county\"\nlesson = \"Speed.\"\n");
    for at in 0..CONTESTS {
        let _ = write!(
            text,
            "[[contest]]\nid = \"c{at}\"\ntitle = \"Contest of district number {at}\"\nrule = \"plurality\"\n\
             candidates = [\"Ada Lovelace\", \"Ben Franklin\", \"Cem Karaca\", \"Dorothea Dix\"]\n"
        );
    }
    for district in 0..2 {
        let ballots = cards / 2;
        let own: Vec<usize> = (0..CONTESTS).filter(|at| *at == 0 || at % 2 == district).collect();
        let sheet: Vec<String> = own.iter().map(|at| format!("\"c{at}\"")).collect();
        let _ = write!(
            text,
            "[[style]]\nid = \"s{district}\"\nsheets = [[{}]]\n[[paper]]\nprecinct = \"District {district}\"\n\
             tabulators = [\"T{district}\"]\nstyle = \"s{district}\"\nballots = {ballots}\n",
            sheet.join(", ")
        );
        for at in own {
            let (ada, ben) = (ballots * (3 + at % 3) / 10, ballots * (2 + at % 2) / 10);
            let _ = writeln!(
                text,
                "votes.c{at} = {{ \"Ada Lovelace\" = {ada}, \"Ben Franklin\" = {ben}, \"Cem Karaca\" = {} }}",
                ballots / 20
            );
        }
    }
    text += "[[stage]]\nid = \"night\"\nby = \"machine\"\n";
    ScenarioFile::read("county.toml", text).expect("a scenario")
}

/// The files of an export of so many cards.
fn of_cards(format: &str, cards: usize) -> Vec<(String, Vec<u8>)> {
    let count = RecordedCount::of(&scenario(cards), None, RecordSource::Stage(None), &|_| {}).expect("a count");
    let election = ExportedElection::new(&count);
    let format = FORMATS.iter().find(|it| it.name() == format).expect("a format");
    let written = files(*format, &election).expect("an export").into_iter().map(|file| {
        let mut bytes = Vec::new();
        file.write(&mut bytes).expect("memory takes all");
        (file.name.clone(), bytes)
    });
    written.collect()
}

/// The files of an export whose largest has about the wanted size; every card has an identity of its own.
fn exported(format: &str) -> Vec<(String, Vec<u8>)> {
    let largest = |files: &[(String, Vec<u8>)]| files.iter().map(|file| file.1.len()).max().expect("a file");
    let few = largest(&of_cards(format, FEW_CARDS));
    of_cards(format, (megabytes() << 20) / few * FEW_CARDS)
}

fn megabytes() -> usize {
    std::env::var("RECOUNT_BENCH_MEGABYTES").ok().and_then(|text| text.parse().ok()).unwrap_or(32)
}

fn cards(sources: &[&dyn ByteSource]) -> usize {
    match &import(sources).expect("an export")[0].content {
        Imported::Cards(records) => records.cards(),
        other => panic!("no cards: {other:?}"),
    }
}

/// Our reader on one and on two threads.
fn ours(group: &mut BenchmarkGroup<'_, criterion::measurement::WallTime>, sources: &[&dyn ByteSource]) {
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        group.bench_function(format!("into columns, {threads} thread(s)"), |b| {
            b.iter(|| pool.install(|| cards(black_box(sources))));
        });
    }
}

fn plain_read(bytes: &[u8]) -> u64 {
    black_box(bytes).as_chunks::<8>().0.iter().fold(0, |sum, word| sum.wrapping_add(u64::from_le_bytes(*word)))
}

fn dominion_csv(c: &mut Criterion) {
    let (name, bytes) = exported("dominion-csv").swap_remove(0);
    let source = NamedBytes::new(name, bytes.clone());
    let mut group = c.benchmark_group("Dominion CSV");
    group.sample_size(10).throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("plain read (sum of the words)", |b| b.iter(|| plain_read(&bytes)));
    group.bench_function("bare csv, records of bytes (reference)", |b| {
        b.iter(|| {
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(black_box(&bytes[..]));
            let (mut record, mut rows) = (csv::ByteRecord::new(), 0);
            while reader.read_byte_record(&mut record).expect("a row") {
                rows += record.len();
            }
            rows
        });
    });
    ours(&mut group, &[&source]);
    group.finish();
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "what a typed parse has to keep")]
struct Export<'t> {
    version: &'t str,
    #[serde(borrow)]
    sessions: Vec<Session<'t>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "what a typed parse has to keep")]
struct Session<'t> {
    tabulator_id: u64,
    batch_id: u64,
    record_id: u64,
    counting_group_id: u64,
    #[serde(borrow)]
    image_mask: std::borrow::Cow<'t, str>,
    original: Element,
    modified: Option<Element>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "what a typed parse has to keep")]
struct Element {
    precinct_portion_id: u64,
    ballot_type_id: u64,
    is_current: bool,
    cards: Vec<Card>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "what a typed parse has to keep")]
struct Card {
    id: u64,
    paper_index: u64,
    contests: Vec<MarkedContest>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "what a typed parse has to keep")]
struct MarkedContest {
    id: u64,
    undervotes: u64,
    overvotes: u64,
    outstack_condition_ids: Vec<u64>,
    marks: Vec<Mark>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "what a typed parse has to keep")]
struct Mark {
    candidate_id: u64,
    rank: u64,
    #[serde(rename = "MarkDensity")]
    density: u64,
    is_ambiguous: bool,
    is_vote: bool,
    outstack_condition_ids: Vec<u64>,
}

fn dominion_json(c: &mut Criterion) {
    let mut written = exported("dominion-json");
    let at = written.iter().position(|file| file.0.contains("CvrExport")).expect("an export");
    let (name, bytes) = written.swap_remove(at);
    // Beside the export stand what the paper says, and tables for another program.
    written.retain(|file| file.0 != "truth.json" && !file.0.starts_with("arlo"));
    let mut sources: Vec<NamedBytes> = written.into_iter().map(|(name, bytes)| NamedBytes::new(name, bytes)).collect();
    sources.push(NamedBytes::new(name, bytes.clone()));
    let sources: Vec<&dyn ByteSource> = sources.iter().map(|source| source as &dyn ByteSource).collect();
    let mut group = c.benchmark_group("Dominion JSON");
    group.sample_size(10).throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("plain read (sum of the words)", |b| b.iter(|| plain_read(&bytes)));
    group.bench_function("typed serde_json, all sessions in memory (reference)", |b| {
        b.iter(|| serde_json::from_slice::<Export<'_>>(black_box(&bytes)).expect("an export").sessions.len());
    });
    ours(&mut group, &sources);
    group.finish();
}

criterion_group!(benches, dominion_csv, dominion_json);
criterion_main!(benches);
