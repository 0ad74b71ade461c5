//! Ranked ballots as orders with counts.

use std::collections::HashMap;

use recount::import::{Imported, NoteKind, RankedOrders, TotalOf};

use crate::import::shared::{absent, assert_counts, bytes, cards, expected, read, read_one, unpacked};

fn orders(name: &str, bytes: Vec<u8>) -> (RankedOrders, recount::import::ImportNotes) {
    let mut imports = read(vec![(name.to_owned(), bytes)]).unwrap_or_else(|problem| panic!("{name}: {problem}"));
    let import = imports.remove(0);
    match import.content {
        Imported::Orders(mut orders) => (orders.remove(0), import.notes),
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn orders_are_what_python_counts() {
    if absent() {
        return;
    }
    let mut archives: HashMap<String, HashMap<String, Vec<u8>>> = HashMap::new();
    for (key, expected) in expected("orders").as_object().expect("a known file") {
        let (path, member) = key.split_once('|').expect("a known file");
        let path = format!("data/{path}");
        let bytes = if member.is_empty() {
            bytes(&path)
        } else {
            let files = archives.entry(path.clone()).or_insert_with(|| unpacked(&path).into_iter().collect());
            files.remove(member).expect("a known file")
        };
        let (orders, notes) = orders(key, bytes);
        assert_eq!(
            orders.contest.choices.len() as u64,
            expected["candidates"].as_u64().expect("a known file"),
            "{key}"
        );
        assert_eq!(orders.ballots, expected["ballots"].as_u64().expect("a known file"), "{key}");
        let first: Vec<u64> = expected["first"]
            .as_array()
            .expect("a known file")
            .iter()
            .map(|votes| votes.as_u64().expect("a known file"))
            .collect();
        assert_eq!(orders.first_preferences(), first, "{key}");
        // What PrefLib's headers state is what stands below them.
        assert!(!notes.iter().any(|(kind, _)| matches!(kind, NoteKind::TotalDiffers { .. })), "{key}");
    }
}

/// The city's own first round of both districts.
#[test]
fn portland_is_what_the_city_counted() {
    if absent() {
        return;
    }
    for (file, name, votes) in crate::import::shared::portland_first_round() {
        let (orders, _) = orders(&file, bytes(&format!("data/real/portland2024/{file}.blt.gz")));
        let at =
            orders.contest.choices.iter().position(|choice| choice.name == name).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(orders.first_preferences()[at], votes, "{file}: {name}");
        assert_eq!(orders.contest.vote_for, Some(3));
    }
}

#[test]
fn raire_lines_are_cards() {
    if absent() {
        return;
    }
    for (file, expected) in expected("raire").as_object().expect("a known file") {
        let import = read_one(&[file]);
        assert_counts(file, cards(&import), expected);
    }
    let head = read_one(&["data/formats/raire/sfda2019_head40.raire"]);
    assert_eq!((cards(&head).tabulator.get(0), cards(&head).imprinted.get(0)), (&b"99813"[..], &b"99813_1_1"[..]));
    // One card in two contests.
    let two = "2\nContest,1,2,5,6\nContest,2,1,5\n1,a,6,5\n1,b,5,5\n2,b,5\n2,c,\n1,a,5\n";
    let two = read(vec![("two.raire".to_owned(), two.as_bytes().to_vec())]).expect("a known file").remove(0);
    let records = cards(&two);
    assert_eq!((records.cards(), records.count(0).cards, records.count(1).cards), (4, 3, 2));
    assert_eq!(records.count(0).votes, [2, 1]);
    assert_eq!(two.notes.count(&NoteKind::DuplicateCard("a".to_owned())), 1);
    assert_eq!(two.notes.count(&NoteKind::RepeatedInRanking("1".to_owned())), 1);
}

#[test]
fn dialects_keep_what_they_say() {
    if absent() {
        return;
    }
    let (common, _) = orders(
        "x.blt",
        b"4 2 # comment\n-2 -3\n3 1=4 - 2 0\n(b7) 2 0\n0\n\"A, # 1\"\n\"B\"\n\"C\" \"Party C\"\n\"D\"\n\"Title\"\n"
            .to_vec(),
    );
    assert_eq!((common.withdrawn.clone(), common.ballots, common.contest.name.as_str()), (vec![1, 2], 5, "Title"));
    assert_eq!(
        (common.contest.choices[0].name.as_str(), common.contest.choices[2].party.as_str()),
        ("A, # 1", "Party C")
    );
    let code = (0..common.patterns.len() as u32).find(|&code| common.counts[code as usize] == 3).expect("a known file");
    let marks: Vec<(u8, u16)> = common.patterns.marks(code).map(|mark| (mark.rank, mark.choice)).collect();
    assert_eq!(marks, [(1, 0), (1, 3), (3, 1)]);
    let (stv_rs, _) = orders("x.blt", bytes("data/formats/blt/stv-rs_tie_break_explicit.blt"));
    assert_eq!((stv_rs.tie_order, stv_rs.contest.vote_for), (vec![2, 1, 0], Some(2)));
    let (old, _) = orders("x.toi", b"3\n1,A\n2,B\n3,C\n7,7,2\n4,2,{1,3}\n3,1\n".to_vec());
    assert_eq!((old.ballots, old.first_preferences()), (7, vec![3, 4, 0]));
    let (_, notes) = orders("x.soi", b"# FILE NAME: x\n# NUMBER ALTERNATIVES: 2\n# NUMBER VOTERS: 9\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n5: 1,2,1\n".to_vec());
    let differs = NoteKind::TotalDiffers { what: TotalOf::Ballots, stated: 9, counted: 5 };
    assert_eq!((notes.count(&differs), notes.count(&NoteKind::RepeatedInRanking("x.soi".to_owned()))), (1, 5));
    for (text, says) in [
        ("2 1\n1 3 0\n0\n\"A\"\n\"B\"\n", "x, row 2: found \"3\"; allowed: a whole number from 1 to 2"),
        ("2 1\n1.5 1 0\n0\n\"A\"\n\"B\"\n", "x, row 2: found \"1.5\"; allowed: a whole number of ballots"),
        (
            "2 1\n1 1 0\n1 2\n0\n\"A\"\n\"B\"\n",
            "x, row 3: found \"1 2\"; allowed: a number of ballots, candidates, and 0",
        ),
        ("2 1\n1 1 0\n0\n\"A\"\n", "x, names: found 1; allowed: 2"),
        ("1, 2\nA,B\n-+-\n(1, 3) : 4\n", "x, row 4: found \"3\"; allowed: a candidate that the file declares"),
        ("1\nContest,1,2,5,6\n1,a,7\n", "x, row 3: found \"7\"; allowed: a candidate that the file declares"),
    ] {
        let said = read(vec![("x".to_owned(), text.as_bytes().to_vec())]).expect_err("a refusal");
        assert!(said.starts_with(says), "{said}");
    }
}
