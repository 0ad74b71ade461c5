//! Boards: a hand count errs at its documented rate, two boards agree on the truth, and no board sees the machine's
//! count.

use std::collections::BTreeMap;

use recount::audit::Clock;
use recount::election::{
    Contest, Design, Election, FillRates, GroupDesign, GroupVotes, MarkedBy, RuleName, RuleOptions, Style, VoteMode,
    generate,
};
use recount::hand_count::{
    Care, Disputed, HandCount, LEVELS, Method, Organisation, Reader, Tables, Workload, count_by_hand,
};
use recount::random::Streams;
use recount::scenario::ScenarioFile;
use recount::simulation::{SimulationOptions, simulate};

use crate::oracles::oracle_bytes;

const CANDIDATES: [u64; 3] = [60_000, 30_000, 10_000];

fn election() -> Election {
    election_with(1, None, Vec::new())
}

/// The same with `votes_allowed` votes a ballot; some ballots have several.
fn election_with(votes_allowed: u16, ballots: Option<u64>, slates: Vec<(Vec<u16>, u64)>) -> Election {
    let contest = Contest {
        id: "mayor".into(),
        title: "Mayor".into(),
        rule: RuleName("plurality"),
        candidates: vec!["Ada".into(), "Ben".into(), "Cem".into()],
        seats: 1,
        votes_allowed,
        write_in_line: None,
        options: RuleOptions::default(),
    };
    let (totals, none) = (CANDIDATES.to_vec(), Some(0));
    let votes = GroupVotes { totals, blank: none, overvoted: none, slates, ..GroupVotes::default() };
    let group = GroupDesign {
        id: "all".into(),
        county: None,
        precinct: None,
        mode: VoteMode::ElectionDay,
        marked_by: MarkedBy::Hand,
        style: 0,
        ballots,
        voters: None,
        accepted: None,
        tabulators: vec![0],
        votes: vec![Some(votes)],
    };
    let design = Design {
        contests: vec![contest],
        styles: vec![Style { id: "all".into(), sheets: vec![vec![0]], order: vec![None] }],
        tabulators: vec!["one".into()],
        groups: vec![group],
        rates: FillRates::default(),
        batches: None,
    };
    generate(design, &Streams::new("boards", 0)).expect("it fits")
}

fn organisation(care: &str, method: Method, boards: u32) -> Organisation {
    Organisation { method, care: Care::named(care).expect("a level"), boards, disputed: Disputed::Read }
}

/// The votes on all sheets of the one contest, each sheet taken once, however often it was entered.
fn on_sheets(hand: &HandCount) -> Vec<i64> {
    let mut sum = vec![0; CANDIDATES.len()];
    for tallies in hand.tallies.iter().flatten() {
        sum.iter_mut().zip(&tallies[0].votes).for_each(|(sum, votes)| *sum += votes);
    }
    sum
}

/// Variance that miscounted piles add to the votes of one count: a thousand batches of three piles, off by
/// (11 + 6·4 + 2·25 + 100) / 20 = 9.25 votes squared on average.
fn of_piles(level: &Care) -> f64 {
    3_000.0 * level.pile * 9.25
}

#[test]
fn an_exact_count_is_the_paper() {
    let election = election();
    let all = vec![true; election.batches.len()];
    for method in [Method::ReadAndMark, Method::SortAndStack] {
        let hand = count_by_hand(
            &election,
            &all,
            &[true],
            &Tables::all_there(election.batches.len()),
            &organisation("exact", method, 1),
            &Streams::new("a", 0),
        );
        assert_eq!(hand.total(0, 3).votes, CANDIDATES.map(|n| n as i64));
        assert_eq!(hand.handled[0], 100_000);
    }
}

#[test]
fn slips_come_at_the_documented_rate() {
    let election = election();
    let all = vec![true; election.batches.len()];
    for level in LEVELS.iter().filter(|level| level.slip > 0.0) {
        let mut wrong = 0_i64;
        let mut runs = 0.0;
        for trial in 0..8 {
            let streams = Streams::new("rate", trial);
            let hand = count_by_hand(
                &election,
                &all,
                &[true],
                &Tables::all_there(election.batches.len()),
                &organisation(level.name, Method::ReadAndMark, 1),
                &streams,
            );
            // Missed votes lower the sum: half of all slips.
            wrong += 100_000 - on_sheets(&hand).iter().sum::<i64>();
            runs += 1.0;
        }
        let expected = 100_000.0 * runs * level.slip / 2.0;
        let deviation = (wrong as f64 - expected).abs() / (expected + runs * of_piles(level)).sqrt();
        assert!(deviation < 5.0, "{}: {wrong} votes missed, {expected} expected", level.name);
    }
}

#[test]
fn a_card_that_is_known_to_be_struck_reads_as_struck_cards_do() {
    const READS: u32 = 60_000;
    let slates = vec![(vec![0, 1], 30_000), (vec![0, 2], 10_000), (vec![0], 20_000)];
    for (allowed, ballots, slates) in [(1, None, Vec::new()), (3, Some(60_000), slates)] {
        let election = election_with(allowed, ballots, slates);
        let tables = Tables::all_there(election.batches.len());
        for slip in [0.02, 0.4] {
            let care = Care { slip, ..*Care::named("exact").expect("a level") };
            let reader = Reader::new(&election, 0, &care);
            let struck = reader.struck(&tables);
            assert!((struck - (1.0 - (1.0 - slip).powi(i32::from(allowed)))).abs() < 1e-12);
            for code in 0..reader.votes().len() as u32 {
                let stream = |purpose: &str| Streams::new("struck", 0).purpose(purpose).stream(u64::from(code));
                let (mut any, mut known) =
                    (reader.board(&tables, stream("any")), reader.board(&tables, stream("known")));
                // Misreadings, and how often each came of all reads and of struck ones.
                let mut counts: BTreeMap<String, [u32; 2]> = BTreeMap::new();
                for _ in 0..READS {
                    let both = [any.read_vote(code).err(), known.read_struck(code).err()];
                    for (at, marks) in both.into_iter().enumerate().filter_map(|(at, marks)| Some((at, marks?))) {
                        counts.entry(format!("{marks:?}")).or_default()[at] += 1;
                    }
                }
                for (marks, [all, of_struck]) in counts {
                    let (all, of_struck) = (f64::from(all), f64::from(of_struck) * struck);
                    let error = (all + of_struck * struck + 1.0).sqrt();
                    assert!(
                        (all - of_struck).abs() < 5.0 * error,
                        "{allowed} {slip} {code} {marks}: {all} {of_struck}"
                    );
                }
            }
        }
    }
}

/// Slips of every level over many runs, by either way of counting; the long version runs more runs.
fn errors_by_level(runs: u64) {
    let election = election();
    let all = vec![true; election.batches.len()];
    for level in LEVELS.iter().filter(|level| level.slip > 0.0) {
        for method in [Method::ReadAndMark, Method::SortAndStack] {
            let mut lost = 0_i64;
            for trial in 0..runs {
                let streams = Streams::new("levels", trial);
                let hand = count_by_hand(
                    &election,
                    &all,
                    &[true],
                    &Tables::all_there(election.batches.len()),
                    &organisation(level.name, method, 1),
                    &streams,
                );
                lost += 100_000 - on_sheets(&hand).iter().sum::<i64>();
            }
            // Reading misses half of the slipped votes; sorting moves them to another pile and loses none.
            let slips = 100_000.0 * runs as f64 * level.slip;
            let piles = runs as f64 * of_piles(level);
            let (expected, variance) = match method {
                Method::ReadAndMark => (slips / 2.0, slips / 2.0 + piles),
                // As many piles as slips are off, beside those of the level.
                Method::SortAndStack => (0.0, 9.25 * slips + piles),
            };
            let off = (lost as f64 - expected).abs() / variance.sqrt();
            assert!(off < 5.0, "{} {method:?}: {lost} lost, {expected} expected, {off} deviations", level.name);
        }
    }
}

#[test]
fn levels_err_at_their_rate_by_either_method() {
    errors_by_level(3);
}

#[test]
#[ignore = "long: run by tests/run.sh --long"]
fn levels_err_at_their_rate_by_either_method_long() {
    errors_by_level(200);
}

#[test]
fn no_level_is_better_anywhere_than_the_level_above_it() {
    for pair in LEVELS.windows(2) {
        let rates = |it: &Care| [it.slip, it.sort, it.pile, it.sheet_twice, it.sheet_lost];
        for (step, (above, below)) in rates(&pair[0]).into_iter().zip(rates(&pair[1])).enumerate() {
            assert!(below >= above, "{} is better than {} in step {step}", pair[1].name, pair[0].name);
        }
    }
    for level in &LEVELS {
        assert!(!(level.assumed)().to_string().is_empty(), "{} says what it assumes", level.name);
        assert!(level.name == "exact" || level.source.is_some(), "{} says where its rates come from", level.name);
    }
}

#[test]
fn batches_of_georgia_2026_are_exact_as_often_as_careful_boards_leave_them() {
    let Some(text) = oracle_bytes("data/real/georgia2026/final_audit_report.csv") else { return };
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&text[..]);
    let rows: Vec<csv::StringRecord> = rows.records().map(|row| row.expect("a row")).collect();
    let at = rows.iter().position(|row| row[0].starts_with("######## SAMPLED BATCHES")).expect("the section");
    let place = |name: &str| rows[at + 1].iter().position(|head| head == name).expect("the column");
    let counts = |text: &str| -> BTreeMap<String, i64> {
        let count = |part: &str| {
            let (name, votes) = part.rsplit_once(": ")?;
            Some((name.trim().to_owned(), votes.trim().parse().ok()?))
        };
        text.split(';').filter_map(count).collect()
    };
    let care = Care::named("careful_batches").expect("a level");
    // By kind of paper: batches that differ, how many are expected to, and the variance of that.
    let mut kinds: BTreeMap<&str, (f64, f64, f64)> = BTreeMap::new();
    for row in rows[at + 2..].iter().take_while(|row| !row[0].is_empty()) {
        let name = row[place("Batch Name")].to_lowercase();
        let is_mail = ["icc", "mail", "absentee", "absicp"].iter().any(|word| name.contains(word));
        // Early and election-day voting is marked by machine, mail by hand; combined batches hold both.
        let kind = match (is_mail, name.starts_with("av"), name.starts_with("ed")) {
            (true, ..) => "mail",
            (_, true, _) => "advance",
            (_, _, true) => "election day",
            _ => continue,
        };
        for contest in ["US Senate - Rep", "Governor - Dem"] {
            let reported = counts(&row[place(&format!("Reported Results: {contest}"))]);
            let audited = counts(&row[place(&format!("Audit Results: {contest}"))]);
            if audited.is_empty() {
                continue;
            }
            let votes = reported.values().sum::<i64>() as f64;
            let piles = reported.values().filter(|&&votes| votes > 0).count() as f64;
            let exact = (votes * (-care.slip).ln_1p() + piles * (-care.pile).ln_1p()).exp();
            let sums = kinds.entry(kind).or_default();
            sums.0 += f64::from(u8::from(reported != audited));
            sums.1 += 1.0 - exact;
            sums.2 += exact * (1.0 - exact);
        }
    }
    assert_eq!(kinds.len(), 3);
    for (kind, (differ, expected, variance)) in kinds {
        let off = (differ - expected) / variance.sqrt();
        assert!(off.abs() < 3.0, "{kind}: {differ} differ, {expected} expected, {off} deviations");
    }
}

#[test]
fn a_hurried_operation_is_off_by_no_more_than_georgia_2020() {
    let election = election();
    let all = vec![true; election.batches.len()];
    let mut net = 0;
    for trial in 0..60 {
        let streams = Streams::new("hurried", trial);
        let hand = count_by_hand(
            &election,
            &all,
            &[true],
            &Tables::all_there(election.batches.len()),
            &organisation("hurried", Method::SortAndStack, 1),
            &streams,
        );
        net += hand.total(0, 3).total() - 100_000;
    }
    let share = f64::from(i32::try_from(net).expect("a small number")) / 6_000_000.0;
    assert!(share > 0.0 && share < 0.001_053, "net {share}");
}

#[test]
fn two_boards_find_their_slips_and_pay_for_it() {
    let election = election();
    let all = vec![true; election.batches.len()];
    let off = |boards: u32| {
        let organisation = organisation("single_pass", Method::ReadAndMark, boards);
        let hand = count_by_hand(
            &election,
            &all,
            &[true],
            &Tables::all_there(election.batches.len()),
            &organisation,
            &Streams::new("two", 0),
        );
        let wrong: i64 = on_sheets(&hand).iter().zip(CANDIDATES).map(|(v, n)| (v - n as i64).abs()).sum();
        (wrong, hand.handled[0])
    };
    let ((one, handled_once), (two, handled_twice)) = (off(1), off(2));
    // Two boards may agree on the same slip, so some remain.
    assert!(two * 4 < one, "one board {one} off, two boards {two}");
    assert!(handled_once == 100_000 && handled_twice > 200_000, "{handled_twice}");
}

#[test]
fn hours_follow_the_stated_paces() {
    // 14 minutes for 120 ballots by three people.
    assert!((Workload::of(1).hours(120) - 0.7).abs() < 1e-12);
    // A group's own pace is taken as it is.
    assert!((Workload::of(4).at_pace(416.9, 2.0).hours(10_006) - 48.0).abs() < 0.01);
    for marks in 1..40 {
        let (easier, harder) = (Workload::of(marks), Workload::of(marks + 1));
        assert!(harder.hours(1_000) > easier.hours(1_000), "{marks} marks");
        // Each documented pace of a mark is between a quarter of the model's and one and a half times as much.
        let a_mark = easier.minutes() / f64::from(marks);
        assert!(0.072 > 0.2 * a_mark && 0.42 < 1.6 * a_mark, "{marks} marks: {a_mark}");
    }
    // A ballot that is handled once for several contests takes less than one count for each, and more than the longest.
    let contests = [1, 3, 1].map(Workload::of);
    let together = Workload::together(contests).expect("some contests").minutes();
    let apart: f64 = contests.iter().map(Workload::minutes).sum();
    assert!(contests[1].minutes() < together && together < apart);
    assert!((apart - together - 2.0 * contests[0].handling).abs() < 1e-12);
}

#[test]
fn cards_take_what_audit_boards_were_measured_to_take() {
    // Person-minutes of boards of two. Colorado, gaps between entries, without fetching the card: 61 seconds on average
    // with 7 contests, 133 with 31; polls of one contest with fetching: 20 to 25 ballots an hour.
    let (short, long, poll) = ([61.0 / 30.0, 4.0], [133.0 / 30.0, 6.0], [3.0, 6.0]);
    for (contests, [least, most]) in [(7, short), (31, long), (1, poll)] {
        let clocks = vec![Clock::of(1); contests];
        let minutes = Clock::together(&clocks).expect("some contests").card_minutes();
        assert!(minutes > least * 0.95 && minutes < most, "{contests} contests: {minutes}");
    }
}

#[test]
fn every_hour_costs_the_same_whatever_is_done_in_it() {
    let wages = Clock::of(3);
    let all_in = wages.all_in(None, Workload::of(1));
    for clock in [wages, all_in] {
        for (cards, tallied) in [(500, 0), (0, 2_000), (0, 10_000), (500, 10_000)] {
            let [drawn, counted] = [Some(10_000), None].map(|from| clock.work(cards, tallied, from));
            assert!((drawn.cost - drawn.hours * clock.dollars_per_hour).abs() < 1e-9);
            // The seed (0.93 hours) and the manifest (0.000048 a ballot) belong to the draw, not to the count.
            assert!((drawn.hours - counted.hours - 0.93 - 0.48).abs() < 1e-9);
        }
    }
    // All costs of Wisconsin's recount of 2016: $0.67 a ballot of one contest.
    let one = Clock::of(1).all_in(None, Workload::of(1));
    assert!((one.work(0, 1_000, None).cost - 670.0).abs() < 1e-9);
    assert_eq!(one.work(0, 1_000, None).hours.to_bits(), Clock::of(1).work(0, 1_000, None).hours.to_bits());
}

/// A city of 20,000 cards, a lead of four in a hundred and a count that is right.
const CITY: &str = r#"# Do worse boards ever make an audit cheaper?
title = "A city"
lesson = "The errors of a board cost work."
rates = { undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 200 }
[[contest]]
id = "mayor"
rule = "plurality"
candidates = ["Ada", "Ben"]
[[paper]]
precinct = "North"
votes.mayor = { Ada = 10400, Ben = 9600 }
[[stage]]
id = "count"
by = "machine"
[audit]
methods = ["ballot_comparison", "super_simple"]
care = "LEVEL"
"#;

#[test]
fn no_level_makes_an_audit_cheaper_than_the_level_above_it() {
    let mut above = vec![0.0; 2];
    for level in &LEVELS {
        let file = ScenarioFile::read("city", CITY.replace("LEVEL", level.name)).expect("a scenario");
        let asked = SimulationOptions { trials: 400, ..SimulationOptions::default() };
        let trials = simulate(&file, &asked, &|_| ()).expect("trials");
        for (row, least) in trials.rows.iter().zip(&mut above) {
            // Levels that read alike draw alike; others differ by far more than chance.
            assert!(row.cards.mean >= *least, "{} {}: {} after {least}", level.name, row.method, row.cards.mean);
            *least = row.cards.mean;
        }
    }
}

/// The same city where mail is marked by hand and election day by machine.
fn two_kinds_of_paper(marked_by: [&str; 2]) -> ScenarioFile {
    let half = |mode: &str, by: &str| {
        format!(
            "[[paper]]\nprecinct = \"North\"\nmode = \"{mode}\"\nmarked_by = \"{by}\"\nvotes.mayor = {{ Ada = 520000, Ben = 480000 }}\n"
        )
    };
    let paper = half("mail", marked_by[0]) + &half("election day", marked_by[1]);
    let one = "[[paper]]\nprecinct = \"North\"\nvotes.mayor = { Ada = 10400, Ben = 9600 }\n";
    ScenarioFile::read("city", CITY.replace(one, &paper).replace("LEVEL", "untrained")).expect("a scenario")
}

#[test]
fn boards_err_more_rarely_on_machine_marked_paper() {
    let streams = Streams::new("kinds", 0);
    for marked_by in [["hand", "machine"], ["machine", "machine"], ["hand", "hand"]] {
        let file = two_kinds_of_paper(marked_by);
        let election = file.build(&Streams::new("kinds", 1)).expect("an election");
        let care = Care { slip: 0.01, ..*Care::named("exact").expect("a level") };
        let tables = Tables::all_there(election.batches.len());
        let reader = Reader::new(&election, 0, &care);
        assert_eq!(reader.reads_alike(), marked_by[0] == marked_by[1]);
        let mut board = reader.board(&tables, streams.purpose("read").stream(0));
        let mut errors = [0_u32; 2];
        for (batch, it) in election.batches.iter().enumerate() {
            let half = usize::from(election.groups[it.group].id.contains("election day"));
            errors[half] += it.cards.clone().filter(|&card| board.read(batch, card).is_err()).count() as u32;
        }
        for (half, by) in marked_by.into_iter().enumerate() {
            // 1.6 of 10,000 votes beside one of 4,800.
            let expected = if by == "machine" { 10_000.0 * 0.000_16 * 4_800.0 } else { 10_000.0 };
            let off = (f64::from(errors[half]) - expected) / f64::sqrt(expected);
            assert!(off.abs() < 5.0, "{marked_by:?} {by}: {} errors, {expected} expected", errors[half]);
        }
    }
}

#[test]
fn kinds_of_paper_that_are_read_unlike_are_looked_at_card_by_card() {
    let file = ScenarioFile::read(
        "city",
        CITY.replace("LEVEL", "careful").replace(
            "[[stage]]",
            "[[paper]]\nprecinct = \"South\"\nmarked_by = \"machine\"\nvotes.mayor = { Ada = 600, Ben = 400 }\n[[stage]]",
        ),
    )
    .expect("a scenario");
    let asked =
        |engine: &str| SimulationOptions { trials: 20, engine: Some(engine.into()), ..SimulationOptions::default() };
    for engine in ["cells", "jumps"] {
        let said = simulate(&file, &asked(engine), &|_| ()).expect_err("unlike").to_string();
        assert!(said.contains("unlike"), "{said}");
    }
    assert!(simulate(&file, &asked("auto"), &|_| ()).is_ok());
    assert!(simulate(&file, &asked("exact"), &|_| ()).is_err());
}
