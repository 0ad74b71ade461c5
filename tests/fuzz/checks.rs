//! What must hold of whatever a reader accepts, and of whatever it says.

use recount::import::{
    CardRecords, CardSummary, ContestState, CountOf, Import, Imported, MOST_CHOICES, MOST_CONTESTS, MOST_RANKS,
    NamedBytes, OVERVOTED_RANK, OfficeTable, RankedOrders, VoteTallies, import, manifest_rows,
};

use crate::targets::Case;

/// Cards that are looked at one by one.
const LOOKED_AT: usize = 200;
/// Cards that one row of a table with counts may stand for, with some room.
const MOST_COUNTED: u64 = 20_000_000;

/// What is said is one line that people can read.
pub(crate) fn is_sentence(said: &str) {
    assert!(!said.trim().is_empty() && said.lines().count() == 1, "{said:?}");
    assert!(said.chars().count() < 1_500 && !said.chars().any(char::is_control), "{said:?}");
}

/// What was read agrees with itself and with the size of its file.
pub(crate) fn agrees(case: &Case, own: &Import) {
    for (kind, evidence) in own.notes.iter() {
        is_sentence(&kind.reason(evidence.count).to_string());
        assert!(evidence.count > 0 || evidence.examples.is_empty());
    }
    match &own.content {
        Imported::Cards(records) => {
            let bytes: u64 = case.files.iter().map(|file| file.1.len() as u64).sum();
            let is_packed = case.files.iter().any(|file| file.1.starts_with(b"PK"));
            let most = match own.format {
                // A row may count many ballots.
                "ES&S cast vote records" => MOST_COUNTED,
                _ if is_packed => bytes * 1_100,
                _ => bytes,
            };
            assert!(records.cards() as u64 <= most, "{} cards in {bytes} bytes", records.cards());
            cards(records);
            if own.format.starts_with("Dominion") {
                reads_back(records);
            }
        }
        Imported::Orders(all) => all.iter().for_each(orders),
        Imported::Tallies(all) => tallies(all),
        Imported::Tables(all) => all.iter().for_each(table),
    }
}

fn cards(records: &CardRecords) {
    assert!(records.contests.len() <= MOST_CONTESTS);
    for (at, column) in records.contests.iter().enumerate() {
        let (own, choices) = (&column.contest, column.contest.choices.len());
        assert!(choices <= MOST_CHOICES && usize::from(own.ranks) <= MOST_RANKS);
        assert!(column.codes.len() <= records.cards(), "{}: codes beyond the cards", own.name);
        let mut most = 0;
        for code in 0..column.patterns.len() as u32 {
            let marks: Vec<_> = column.patterns.marks(code).collect();
            assert!(marks.iter().all(|mark| {
                (1..=MOST_RANKS).contains(&usize::from(mark.rank))
                    && (usize::from(mark.choice) < choices || mark.choice == OVERVOTED_RANK)
            }));
            let state = column.patterns.state(code);
            assert!(!marks.is_empty() || !matches!(state, ContestState::Voted), "{}: votes without marks", own.name);
            most = most.max(marks.len() as u64);
        }
        column.codes.each_run(|code, _| assert!((code as usize) < column.patterns.len()));
        let count = records.count(at);
        assert!(count.cards <= records.cards() as u64);
        assert!(count.blank + count.overvoted + count.invalid + count.redacted <= count.cards);
        assert!(count.votes.iter().sum::<u64>() <= count.cards * most);
    }
    let step = (records.cards() / LOOKED_AT).max(1);
    for card in (0..records.cards()).step_by(step) {
        for column in [&records.tabulator, &records.batch, &records.style, &records.portion, &records.group] {
            assert_eq!(column.names().get(column.code(card)), column.get(card));
        }
        let _ = (records.number.get(card), records.record.get(card), records.imprinted.get(card), records.flags(card));
        assert!(records.place(card).is_some());
    }
    for sum in &records.aggregated {
        assert!((sum.file as usize) < records.files.len());
        for (contest, mark, _) in &sum.votes {
            assert!(usize::from(mark.choice) < records.contests[*contest as usize].contest.choices.len());
        }
    }
    if records.cards() < 100_000 {
        let summary = CardSummary::of(records);
        let of_batches: u64 = summary.batches.iter().map(|batch| batch.cards).sum();
        assert!(summary.batches.is_empty() || of_batches == summary.cards, "{of_batches} of {}", summary.cards);
    }
}

/// Records written as Dominion's CSV read back as the same marks on the same cards.
fn reads_back(records: &CardRecords) {
    let is_plain = |at: &usize| {
        let column = &records.contests[*at];
        let (own, patterns) = (&column.contest, &column.patterns);
        let allowed = own.vote_for.unwrap_or(1) as usize;
        !own.choices.is_empty()
            && own.choices.len() * usize::from(own.ranks.max(1)) < 300
            && (0..patterns.len() as u32).all(|code| {
                let marks: Vec<_> = patterns.marks(code).collect();
                let fits = marks.iter().all(|mark| mark.rank <= own.ranks.max(1) && mark.choice != OVERVOTED_RANK)
                    && marks.windows(2).all(|pair| pair[0] != pair[1]);
                fits && match patterns.state(code) {
                    ContestState::Voted => own.ranks > 0 || marks.len() <= allowed,
                    ContestState::Overvoted => own.ranks == 0 && marks.len() > allowed,
                    ContestState::Invalid => false,
                    _ => marks.is_empty(),
                }
            })
    };
    let contests: Vec<usize> = (0..records.contests.len()).filter(is_plain).take(50).collect();
    let cards = records.cards().min(LOOKED_AT);
    if contests.is_empty() || cards == 0 {
        return;
    }
    let mut rows = vec![vec!["Town".to_owned(), "5.17".to_owned()], vec![String::new(); 4], vec![String::new(); 4]];
    rows.push(["CvrNumber", "TabulatorNum", "BatchId", "RecordId"].map(str::to_owned).to_vec());
    for &at in &contests {
        let own = &records.contests[at].contest;
        for rank in 1..=own.ranks.max(1) {
            for choice in 0..own.choices.len() {
                let (says, name) = if own.ranks > 0 {
                    (format!("Number of positions=1, Number of ranks={}", own.ranks), format!("K{choice}({rank})"))
                } else {
                    (format!("Vote For={}", own.vote_for.unwrap_or(1)), format!("K{choice}"))
                };
                rows[1].push(format!("C{at} ({says})"));
                rows[2].push(name);
            }
        }
    }
    for card in 0..cards {
        let mut row = vec![format!("{}", card + 1), "1".to_owned(), "1".to_owned(), format!("{}", card + 1)];
        for &at in &contests {
            let own = &records.contests[at].contest;
            let (state, marks) = records.marks(at, card);
            for rank in 1..=own.ranks.max(1) {
                for choice in 0..own.choices.len() {
                    let is_marked = marks.iter().any(|mark| mark.rank == rank && usize::from(mark.choice) == choice);
                    row.push(match state {
                        ContestState::NotOnBallot => String::new(),
                        ContestState::Redacted => "X".to_owned(),
                        _ => u8::from(is_marked).to_string(),
                    });
                }
            }
        }
        rows.push(row);
    }
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in &rows {
        writer.write_record(row).expect("memory takes all");
    }
    let text = NamedBytes::new("again.csv", writer.into_inner().expect("memory takes all"));
    let imports = import(&[&text]).unwrap_or_else(|problem| panic!("written records are refused: {problem}"));
    let [Import { content: Imported::Cards(again), .. }] = &imports[..] else { panic!("written records are cards") };
    assert_eq!((again.cards(), again.contests.len()), (cards, contests.len()));
    for card in 0..cards {
        for (here, &at) in contests.iter().enumerate() {
            assert_eq!(again.marks(here, card), records.marks(at, card), "card {card}, contest {at}");
        }
    }
}

fn orders(own: &RankedOrders) {
    let choices = own.contest.choices.len();
    assert!((1..=MOST_CHOICES).contains(&choices) && own.counts.len() <= own.patterns.len());
    let by_party: u64 = own.by_party.iter().map(|party| party.1).sum();
    assert_eq!(own.counts.iter().sum::<u64>() + by_party, own.ballots, "{}", own.contest.name);
    assert!(own.by_party.iter().flat_map(|party| &party.0).all(|&at| usize::from(at) < own.parties.len()));
    let named = own.withdrawn.iter().chain(&own.tie_order).chain(&own.winner);
    assert!(named.into_iter().all(|&at| usize::from(at) < choices), "{}", own.contest.name);
    for code in 0..own.patterns.len() as u32 {
        for mark in own.patterns.marks(code) {
            assert!(usize::from(mark.choice) < choices && mark.rank > 0 && mark.rank <= own.contest.ranks);
        }
    }
    assert!(own.first_preferences().iter().sum::<u64>() <= own.ballots);
}

fn tallies(own: &VoteTallies) {
    assert!(own.contests.len() <= MOST_CONTESTS);
    for row in &own.rows {
        let contest = &own.contests[row.contest as usize];
        assert!((row.place as usize) < own.places.len() && (row.kind as usize) < own.kinds.len());
        if let CountOf::Choice(choice) | CountOf::RoundChange(choice) = row.of {
            assert!(usize::from(choice) < contest.choices.len());
        }
    }
    for (votes, contest) in own.votes().iter().zip(&own.contests) {
        assert_eq!(votes.len(), contest.choices.len());
    }
}

fn table(own: &OfficeTable) {
    for row in (0..own.rows()).step_by((own.rows() / LOOKED_AT).max(1)) {
        for column in 0..own.columns.len().min(LOOKED_AT) {
            let _ = own.cell(row, column);
        }
    }
    if let Err(problem) = manifest_rows(own) {
        is_sentence(&problem.to_string());
    }
}
