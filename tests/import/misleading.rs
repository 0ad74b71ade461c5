//! Files that would mislead whoever reads the import: choices that look alike, sums that stand beside what they sum, counts among choices,
//! cards that stand twice. Each expected number is what was written into the file.

use recount::import::{Import, Imported, NoteKind, compare_results};

use crate::import::shared::{cards, read};

fn one(name: &str, text: &str) -> Import {
    read(vec![(name.to_owned(), text.as_bytes().to_vec())]).unwrap_or_else(|why| panic!("{name}: {why}")).remove(0)
}

/// A Dominion export of one batch: the contest's heading and choices, and the votes of each card.
fn dominion(contests: &str, choices: &str, rows: &[&str]) -> String {
    let blank = ",".repeat(choices.matches(',').count());
    let mut csv = format!("E,5.10.50.85\n,,,,,,{contests}\n,,,,,,{choices}\n");
    csv += &format!("CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,BallotType,{blank}\n");
    for (at, row) in rows.iter().enumerate() {
        let at = at + 1;
        csv += &format!("{at},1,1,{at},1-1-{at},A,{row}\n");
    }
    csv
}

#[test]
fn contests_and_choices_that_look_alike_are_told() {
    let heads = "Mayor (Vote For=1),Mayor (Vote For=1),Mayor  (Vote For=1),Mayor  (Vote For=1)";
    let import = one("cvr.csv", &dominion(heads, "Ada,Ben,Cem,Dee", &["1,0,1,0", "0,1,1,0", "1,0,0,1", "1,0,0,1"]));
    let records = cards(&import);
    assert_eq!(records.contests.len(), 2, "a blank more is another contest");
    assert_eq!((records.count(0).votes, records.count(1).votes), (vec![3, 1], vec![2, 2]));
    assert_eq!(import.notes.count(&NoteKind::SameContestName("Mayor".into())), 1);
    // Two contests that nothing tells apart are one, whose cards are overvoted.
    let heads = "Mayor (Vote For=1),Mayor (Vote For=1),Mayor (Vote For=1),Mayor (Vote For=1)";
    let import = one("cvr.csv", &dominion(heads, "Ada,Ben,Cem,Dee", &["1,0,1,0", "0,1,1,0", "1,0,0,1", "0,0,0,1"]));
    assert_eq!(import.notes.count(&NoteKind::MostlyOvervoted("Mayor".into())), 3);
    let heads = "Mayor (Vote For=1),Mayor (Vote For=1),Mayor (Vote For=1)";
    for (choices, is_alike) in [("Ben Lee,BEN LEE,Ada", true), ("Write-in,Write in,Ada", true), ("Ben,Benn,Ada", false)]
    {
        let import = one("cvr.csv", &dominion(heads, choices, &["1,0,0", "0,1,0"]));
        let is_told = import.notes.iter().any(|(kind, _)| matches!(kind, NoteKind::AlikeChoices { .. }));
        assert_eq!(is_told, is_alike, "{choices}");
    }
}

#[test]
fn a_row_of_column_sums_is_no_card_and_sums_of_hidden_cards_stay() {
    let heads = "Mayor (Vote For=1),Mayor (Vote For=1)";
    // Two votes for Ada, one for Ben, and an overvoted card: a spreadsheet adds up 3 and 2.
    let votes = ["1,0", "1,0", "0,1", "1,1"];
    for (last, sums) in
        [(",,,,,,3,2", 0), (",,,,,Total,3,2", 0), (",,,,,Totals,9,9", 0), (",,,,,,4,2", 1), (",,,,,B,3,2", 1)]
    {
        let import = one("cvr.csv", &(dominion(heads, "Ada,Ben", &votes) + last + "\n"));
        let records = cards(&import);
        assert_eq!((records.aggregated.len(), records.count(0).votes), (sums, vec![2, 1]), "{last}");
        assert_eq!(import.notes.count(&NoteKind::AggregatedRow), sums as u64, "{last}");
        assert_eq!(import.notes.count(&NoteKind::TotalRow), 1 - sums as u64, "{last}");
    }
}

#[test]
fn record_numbers_with_gaps_are_told_and_those_of_a_whole_batch_not() {
    let heads = "Mayor (Vote For=1),Mayor (Vote For=1)";
    let whole = dominion(heads, "Ada,Ben", &["1,0", "1,0", "0,1"]);
    assert_eq!(one("cvr.csv", &whole).notes.count(&NoteKind::RecordNumbersApart), 0);
    let gap = whole.replace("3,1,1,3,1-1-3", "3,1,1,5,1-1-5");
    assert_eq!(one("cvr.csv", &gap).notes.count(&NoteKind::RecordNumbersApart), 1);
    // One card without a number puts the batch in the order of its rows; where no card has one, there is nothing to tell.
    let some = whole.replace("3,1,1,3,1-1-3", "3,1,1,X,1-1-X");
    assert_eq!(one("cvr.csv", &some).notes.count(&NoteKind::RecordNumbersApart), 1);
    let none = some.replace("1,1,1,1,1-1-1", "1,1,1,X,1-1-1").replace("2,1,1,2,1-1-2", "2,1,1,X,1-1-2");
    assert_eq!(one("cvr.csv", &none).notes.count(&NoteKind::RecordNumbersApart), 0);
}

#[test]
fn ess_records_that_stand_twice_hidden_votes_and_short_rows_are_told() {
    let header = "Cast Vote Record,Precinct,Ballot Style,Mayor,Council\n";
    let rows = "1,P1,S1,Ada,Dee\n2,P1,S1,Ben,Dee\n3,P1,S1,Ada,Eve\n";
    let import = one("cvr.csv", &format!("{header}{rows}{rows}"));
    let twice = import.notes.iter().filter(|(kind, _)| matches!(kind, NoteKind::DuplicateCard(_)));
    assert_eq!(twice.map(|(_, evidence)| evidence.count).sum::<u64>(), 3);
    let import = one("cvr.csv", &format!("{header}{rows}4,P1,S1,*,xxx\n"));
    let records = cards(&import);
    assert_eq!((records.count(0).redacted, records.count(1).redacted), (1, 1));
    assert_eq!((records.count(0).votes, records.contests[0].contest.choices.len()), (vec![2, 1], 2));
    let import = one("cvr.csv", &format!("{header}{rows}4,P1,S1,Ada\n"));
    assert_eq!(import.notes.count(&NoteKind::ShortRow), 1);
    let import = one("cvr.csv", "Cast Vote Record,Ballot Style,Council,Council\n1,A,Dee,Dee\n2,A,Dee,Eve\n");
    assert_eq!(cards(&import).count(0).votes, [2, 1]);
    assert_eq!(import.notes.count(&NoteKind::RepeatedVote("Council".into())), 1);
}

#[test]
fn counts_among_the_choices_of_results_are_counts() {
    let heads = "Mayor (Vote For=1),Mayor (Vote For=1),Mayor (Vote For=1)";
    let cvr = one("cvr.csv", &dominion(heads, "Ada,Ben,Write-in", &["1,0,0", "1,0,0", "0,1,0", "0,0,1", "0,0,0"]));
    let records = cards(&cvr);
    let summary = recount::import::CardSummary::of(records);
    let results = |rows: &str| {
        let import = one("results.csv", &format!("contest_name,choice,votes\n{rows}"));
        let Imported::Tallies(tallies) = import.content else { panic!("results") };
        compare_results(records, &summary, &tallies)
    };
    let all = "Mayor,Ada,2\nMayor,Ben,1\nMayor\u{a0},Write-ins,1\n";
    assert!(results(all).agrees());
    assert!(
        results(&format!("{all}Mayor,Under Votes,1\nMayor,Overvotes,0\nMayor,Total Votes,4\nMayor,Ballots Cast,5\n"))
            .agrees()
    );
    assert!(!results(&format!("{all}Mayor,Undervotes,2\n")).agrees());
    // A choice that one side does not have is not one with no votes.
    let lacking = results("Mayor,Ada,2\nMayor,Write-in,1\nMayor,Cem,4\n");
    let of = |name: &str| lacking.contests[0].counts.iter().find(|it| it.name == name).expect("a count").clone();
    assert_eq!((of("Ben").records, of("Ben").results), (Some(1), None));
    assert_eq!((of("Cem").records, of("Cem").results), (None, Some(4)));
    let batches = one(
        "t.csv",
        "Batch Name,Mayor - Ada,Mayor - Ben,Mayor - Undervotes,Mayor - Total\n1,90,70,100,160\n2,90,70,100,160\n",
    );
    let Imported::Tallies(batches) = batches.content else { panic!("votes by batch") };
    assert_eq!((batches.contests[0].choices.len(), batches.votes()[0].clone()), (2, vec![180, 140]));
}

#[test]
fn a_county_beside_its_precincts_is_not_counted_again() {
    let counts = |unit: &str, kind: &str, votes: u64| {
        format!(r#"{{"@type":"ElectionResults.VoteCounts","GpUnitId":"{unit}","Type":"{kind}","Count":{votes}}}"#)
    };
    let report = |of_ada: &[String], composed: &str| {
        format!(
            r#"{{"@type":"ElectionResults.ElectionReport","GpUnit":[
            {{"@type":"ElectionResults.ReportingUnit","@id":"p1","Name":"P1","Type":"precinct"}},
            {{"@type":"ElectionResults.ReportingUnit","@id":"p2","Name":"P2","Type":"precinct"}},
            {{"@type":"ElectionResults.ReportingUnit","@id":"x","Name":"X","Type":"county"{composed}}}],
            "Election":[{{"@type":"ElectionResults.Election","Contest":[{{"@type":"ElectionResults.CandidateContest","@id":"c","Name":"Mayor",
            "ContestSelection":[{{"@type":"ElectionResults.BallotMeasureSelection","@id":"s","Selection":"Ada","VoteCounts":[{}]}}]}}]}}]}}"#,
            of_ada.join(",")
        )
    };
    let stated = r#","ComposingGpUnitIds":["p1","p2"]"#;
    for (composed, of_ada, expected) in [
        (stated, vec![counts("p1", "total", 10), counts("p2", "total", 6), counts("x", "total", 16)], 16),
        ("", vec![counts("p1", "total", 10), counts("p2", "total", 6), counts("x", "total", 16)], 16),
        ("", vec![counts("p1", "total", 10), counts("p1", "absentee", 4), counts("x", "total", 10)], 10),
        // Votes by mail, which the county counts, are in no precinct.
        (
            stated,
            vec![counts("p1", "election-day", 10), counts("p2", "election-day", 6), counts("x", "absentee", 16)],
            32,
        ),
        ("", vec![counts("p1", "election-day", 10), counts("p2", "election-day", 6), counts("x", "absentee", 5)], 21),
        (stated, vec![counts("x", "total", 16)], 16),
        (stated, vec![counts("p1", "total", 10), counts("p1", "election-day", 7), counts("p1", "absentee", 3)], 10),
        (stated, vec![counts("p1", "election-day", 7), counts("p1", "absentee", 3)], 10),
    ] {
        let import = one("results.json", &report(&of_ada, composed));
        let Imported::Tallies(tallies) = import.content else { panic!("results") };
        assert_eq!(tallies.votes()[0], [expected], "{of_ada:?}");
    }
}

#[test]
fn several_choices_on_a_first_rank_are_told_and_are_no_first_choice_of_results() {
    let heads = ["Mayor (Number of positions=1, Number of ranks=2)"; 4].join("\",\"");
    let csv = dominion(&format!("\"{heads}\""), "Ada(1),Ben(1),Ada(2),Ben(2)", &["1,0,0,1", "1,1,0,0", "0,1,0,0"]);
    let import = one("cvr.csv", &csv);
    assert_eq!(import.notes.count(&NoteKind::OvervotedFirstRank("Mayor".into())), 1);
    let records = cards(&import);
    let summary = recount::import::CardSummary::of(records);
    let results = one("results.csv", "contest_name,choice,votes\nMayor,Ada,1\nMayor,Ben,1\n");
    let Imported::Tallies(tallies) = results.content else { panic!("results") };
    assert!(compare_results(records, &summary, &tallies).agrees());
}
