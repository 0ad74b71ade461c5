//! Records of cards.

use recount::import::{CardFlags, ContestState, NoteKind};

use crate::import::shared::{absent, assert_counts, cards, expected, read, read_one, unpacked};

#[test]
fn dominion_csv_is_what_python_counts() {
    if absent() {
        return;
    }
    let expected = expected("dominion_csv");
    let mut nsw = unpacked("data/real/nsw/NSW2021_mayoral_dominion_csv_irv_selected.tar.gz");
    for (file, expected) in expected.as_object().expect("a known file") {
        let import = match file.strip_prefix("nsw:") {
            Some(name) => {
                let at = nsw.iter().position(|file| file.0 == name).expect("a known file");
                read(vec![nsw.swap_remove(at)]).expect("a known file").remove(0)
            }
            None => read_one(&[file]),
        };
        assert_counts(file, cards(&import), expected);
        assert_eq!(
            import.notes.count(&NoteKind::AggregatedRow),
            expected["sums"].as_u64().expect("a known file"),
            "{file}"
        );
        assert_eq!(cards(&import).aggregated.len() as u64, expected["sums"].as_u64().expect("a known file"), "{file}");
    }
}

#[test]
fn dominion_csv_keeps_identities_and_finds_duplicates() {
    if absent() {
        return;
    }
    let guarded = read_one(&["data/formats/dominion_csv/arlo_leading_equal_signs.csv"]);
    let guarded = cards(&guarded);
    assert_eq!((guarded.tabulator.get(13), guarded.batch.get(13)), (&b"TABULATOR2"[..], &b"BATCH2"[..]));
    assert_eq!((guarded.record.get(13), guarded.imprinted.get(13)), (&b"6"[..], &b"2-2-6"[..]));
    assert_eq!(guarded.place(13), Some(("data/formats/dominion_csv/arlo_leading_equal_signs.csv", 18)));
    // Counted by hand in the file: three cards in each batch but the last, which has five.
    let batches: Vec<u64> = guarded.batches().iter().map(|batch| batch.2).collect();
    assert_eq!((batches, guarded.batches()[3].1), (vec![3, 3, 3, 5], &b"BATCH2"[..]));
    let unique = read_one(&["data/formats/dominion_csv/arlo_unique_voting_identifier.csv"]);
    assert_eq!(cards(&unique).imprinted.get(7), b"56_083-212");
    let twice = read_one(&["data/formats/dominion_csv/corla_invalid_dup_line_head15.csv"]);
    assert_eq!(twice.notes.count(&NoteKind::DuplicateCard("3-800-1".to_owned())), 1);
    let newline = read_one(&["data/formats/dominion_csv/arlo_newline_in_contest_header.csv"]);
    assert_eq!(cards(&newline).place(0).expect("a known file").1, 7);
    assert_eq!(cards(&newline).group.get(7), b"Mail");
}

/// Colorado's ways to hide votes. Rows made by hand after the styles that the offices use.
#[test]
fn dominion_csv_reads_every_way_to_hide_votes() {
    let head = "Election,5.17.17.1,,,,,,,,,,\n,,,,,,A (Vote For=1),A (Vote For=1),\"B (Number of positions=1, Number of ranks=2)\",\
                \"B (Number of positions=1, Number of ranks=2)\",\"B (Number of positions=1, Number of ranks=2)\",\
                \"B (Number of positions=1, Number of ranks=2)\"\n\
                ,,,,,,Ada,Write-in,X(1),Y(1),X(2),Y(2)\n\
                CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,BallotType,DEM,,,,,,,\n";
    let rows = "1,1,1,1,1-1-1,S,1,0,,,,\r\n2,1,1,2,1-1-2,S,X,X,,,,\n3,1,1,3,1-1-3,S,*,*,0,0,0,0\n4,1,1,4,1-1-4,S,REDACTED,REDACTED,,,,\n\
                RCV Redacted & Randomly Sorted,,,,,S,,,1,0,0,1\nRedacted and Aggregated - A cards,,,,,S & T,9,3,,,,\n,,,,,S,2,0,,,,\n\n,,,,,,,,,,,\n";
    let import =
        read(vec![("file.csv".to_owned(), format!("{head}{rows}").into_bytes())]).expect("a known file").remove(0);
    let cards = cards(&import);
    assert_eq!((cards.cards(), cards.aggregated.len()), (5, 2));
    let states: Vec<ContestState> = (0..5).map(|card| cards.marks(0, card).0).collect();
    let redacted = ContestState::Redacted;
    assert_eq!(states, [ContestState::Voted, redacted, redacted, redacted, ContestState::NotOnBallot]);
    let ranks: Vec<(u8, u16)> = cards.marks(1, 4).1.iter().map(|mark| (mark.rank, mark.choice)).collect();
    assert_eq!(ranks, [(1, 0), (2, 1)]);
    assert!(cards.flags(4).has(CardFlags::REDACTED.with(CardFlags::NO_IDENTITY)));
    assert_eq!((cards.aggregated[0].style.as_str(), cards.aggregated[0].row), ("S & T", 10));
    assert_eq!(cards.aggregated[0].votes.iter().map(|sum| sum.2).sum::<u64>(), 12);
    assert_eq!(import.notes.count(&NoteKind::EmptyRow), 2);
    for (row, says) in [
        ("1,1,1,1,1-1-1,S,2,0,,,,", "file.csv, row 5, column 7: found \"2\"; allowed: 1, 0, or empty"),
        ("1,1,1,1,1-1-1,S,1,yes,,,,", "file.csv, row 5, column 8: found \"yes\""),
        ("1,1,1,1,1-1-1,S,1", "file.csv, row 5: found 7 cells; allowed: 12 cells"),
        ("1,1,1,1,1-1-1,S,1,0,,,,,5", "file.csv, row 5: found \"5\" in a cell beyond the last; allowed: 12"),
    ] {
        let said = read(vec![("file.csv".to_owned(), format!("{head}{row}\n").into_bytes())]).expect_err("a refusal");
        assert!(said.starts_with(says), "{said}");
    }
}

/// The exports of Dominion's JSON, each with its manifests where there are any.
#[allow(clippy::type_complexity)]
fn dominion_json_exports() -> Vec<(String, Vec<(String, Vec<u8>)>)> {
    let mut sf = unpacked("data/real/sf2024/manifests.tar.gz");
    for number in [15, 0] {
        let name = format!("CvrExport_{number}.json");
        sf.push((name.clone(), crate::import::shared::bytes(&format!("data/real/sf2024/{name}.gz"))));
    }
    let alone = |path: &str| vec![("CvrExport.json".to_owned(), crate::import::shared::bytes(path))];
    let mut all = vec![
        ("alaska".to_owned(), unpacked("data/real/alaska2024/alaska2024_partial_dominion_json.tar.gz")),
        ("sf".to_owned(), sf),
        ("az".to_owned(), alone("data/real/dominion_json_misc/CvrExport_AZ-999.json.gz")),
    ];
    for name in ["CvrExport_0.json", "CvrExport_1.json", "test_5.10.50.85.Dominion.json", "test_5.2.18.2.Dominion.json"]
    {
        all.push((name.to_owned(), alone(&format!("data/formats/dominion_json/versions/{name}"))));
    }
    all
}

#[test]
fn dominion_json_is_what_python_counts() {
    if absent() {
        return;
    }
    let expected = expected("dominion_json");
    for (name, files) in dominion_json_exports() {
        let imports = read(files.clone()).unwrap_or_else(|problem| panic!("{name}: {problem}"));
        assert_eq!(imports.len(), 1, "{name}");
        let records = cards(&imports[0]);
        assert_counts(&name, records, &expected[&name]);
        let adjudicated = (0..records.cards()).filter(|&card| records.flags(card).has(CardFlags::ADJUDICATED)).count();
        assert_eq!(adjudicated as u64, expected[&name]["adjudicated"].as_u64().expect("a known file"), "{name}");
        // The same in a zip.
        let zipped = crate::import::shared::zipped(&files);
        let zipped = read(vec![("export.zip".to_owned(), zipped)]).expect("a known file");
        assert_counts(&name, cards(&zipped[0]), &expected[&name]);
    }
}

#[test]
fn dominion_json_keeps_hidden_records_and_order() {
    if absent() {
        return;
    }
    let (_, sf) = dominion_json_exports().swap_remove(1);
    let imports = read(sf).expect("a known file");
    let records = cards(&imports[0]);
    // Python: so many pairs of ballot type and place of the sheet in the two files, of 153 prints of sheets.
    assert_eq!(records.style.names().len(), 56);
    // Export 0 is read before export 15, though it was given after it. Its first session's image is 00001_00001_000001.
    assert!(records.place(0).expect("a known file").0.ends_with("CvrExport_0.json"));
    assert_eq!(imports[0].notes.count(&NoteKind::RecordFromImage), 169);
    let text =
        String::from_utf8(crate::import::shared::bytes("data/real/sf2024/CvrExport_0.json.gz")).expect("a known file");
    let mask = text.split("Images\\\\").nth(1).expect("a known file").split('*').next().expect("a known file");
    let numbers: Vec<String> = mask.split('_').map(|n| n.trim_start_matches('0').to_owned()).collect();
    assert_eq!(String::from_utf8_lossy(records.imprinted.get(0)), numbers.join("-"));
}

#[test]
fn ess_is_what_python_counts() {
    if absent() {
        return;
    }
    for (file, expected) in expected("ess").as_object().expect("a known file") {
        let import = read_one(&[file]);
        assert_counts(file, cards(&import), expected);
    }
}

#[test]
fn ess_joins_records_with_lists_of_ballots() {
    if absent() {
        return;
    }
    let folder = "data/formats/ess/";
    let paths = ["arlo_ess_cvr.csv", "arlo_ess_ballots_1_unordered.csv", "arlo_ess_ballots_2.csv"];
    let files: Vec<_> = paths
        .iter()
        .map(|name| ((*name).to_owned(), crate::import::shared::bytes(&format!("{folder}{name}"))))
        .collect();
    let imports = read(vec![("export.zip".to_owned(), crate::import::shared::zipped(&files))]).expect("a known file");
    assert_eq!(imports.len(), 1);
    let records = cards(&imports[0]);
    // Record 4 of the table is ballot 4 of the first list: batch 1, machine 0002, record 003171.
    assert_eq!((records.tabulator.get(3), records.batch.get(3)), (&b"0002"[..], &b"BATCH1"[..]));
    assert_eq!((records.record.get(3), records.imprinted.get(3)), (&b"003171"[..], &b"0002003171"[..]));
    assert_eq!((records.group.get(3), records.style.get(3)), (&b"Election Day"[..], &b"bs"[..]));
    assert_eq!(records.marks(0, 3).0, ContestState::Overvoted);
    assert_eq!(records.marks(0, 2).0, ContestState::Blank);
    assert_eq!(imports[0].notes.count(&NoteKind::TotalRow), 2);
    assert!(!imports[0].notes.iter().any(|(kind, _)| matches!(kind, NoteKind::TotalDiffers { .. })));
    assert!(!imports[0].notes.iter().any(|(kind, _)| matches!(kind, NoteKind::UnmatchedRecord(_))));
    // Ballots that have no record, and records that have no ballot.
    let half = read(files[..2].to_vec()).expect("a known file");
    let unmatched = half[0].notes.iter().filter(|(kind, _)| matches!(kind, NoteKind::UnmatchedRecord(_))).count();
    assert_eq!(unmatched, 7);
    let hex =
        read_one(&[&format!("{folder}arlo_ess_cvr.csv"), &format!("{folder}arlo_ess_ballots_machine_col_hex_ids.csv")]);
    assert_eq!((cards(&hex).tabulator.get(0), cards(&hex).imprinted.get(0)), (&b"0001"[..], &b"02bc1dc7bc1e7774"[..]));
}

#[test]
fn a_workbook_is_read_like_its_table() {
    if absent() {
        return;
    }
    let import = read_one(&["data/formats/dominion_csv/shangrla_CVR_Export-Sample.xlsx"]);
    assert_eq!((import.format, cards(&import).cards()), ("Dominion CVR CSV", 19));
    // The first card's row in openpyxl's words: 51865, 99808, 81, 1, 99808-81-1.
    assert_eq!((cards(&import).number.get(0), cards(&import).imprinted.get(0)), (&b"51865"[..], &b"99808-81-1"[..]));
    assert_eq!(cards(&import).place(0).expect("a known file").1, 5);
}

#[test]
fn hart_and_clear_ballot_are_what_python_counts() {
    if absent() {
        return;
    }
    let expected = expected("hart_clear");
    let names = [
        "04917dca-3f9e-440e-a41a-98dc5e57376e",
        "1_0e4cb797-392c-4e64-9034-94694bf97419",
        "1_1a0e576b-0b2d-474d-8d65-89c968b42262",
    ];
    for (file, expected) in expected.as_object().expect("a known file") {
        let import = match file.split_once(' ').expect("a known file") {
            ("hart", "all") => {
                let of = |name: &&str| {
                    let path = format!("data/formats/hart/rctab_{name}.xml");
                    (format!("{name}.xml"), crate::import::shared::bytes(&path))
                };
                let mut files: Vec<_> = names.iter().map(of).collect();
                files.push(("x.sig.xml".to_owned(), b"<Signature xmlns='x'><SignedInfo/></Signature>".to_vec()));
                read(vec![("Tabulator 7.zip".to_owned(), crate::import::shared::zipped(&files))])
                    .expect("a known file")
                    .remove(0)
            }
            ("hart", name) => read_one(&[&format!("data/formats/hart/{name}")]),
            (_, name) => read_one(&[&format!("data/formats/clearballot/{name}")]),
        };
        assert_counts(file, cards(&import), expected);
        if file == "hart all" {
            // The same records in archives within an archive, one for each tabulator.
            let of = |name: &str| {
                (format!("{name}.xml"), crate::import::shared::bytes(&format!("data/formats/hart/rctab_{name}.xml")))
            };
            let inner =
                |names: &[&str]| crate::import::shared::zipped(&names.iter().map(|name| of(name)).collect::<Vec<_>>());
            let outer = crate::import::shared::zipped(&[
                ("T 1.zip".to_owned(), inner(&names[..1])),
                ("T2.ZIP".to_owned(), inner(&names[1..])),
            ]);
            let nested = read(vec![("all.zip".to_owned(), outer.clone())]).expect("a known file").remove(0);
            assert_counts(file, cards(&nested), expected);
            assert_eq!(cards(&nested).tabulator.get(2), b"T2");
            assert!(cards(&nested).place(2).expect("a known file").0.starts_with("all.zip: T2.ZIP: 1_1a0e"));
            // Archives three deep are not opened.
            let deep = crate::import::shared::zipped(&[("outer.zip".to_owned(), outer)]);
            assert!(read(vec![("deep.zip".to_owned(), deep)]).expect_err("a refusal").contains("a packed file"));

            assert_eq!(cards(&import).tabulator.get(0), b"Tabulator 7");
            assert_eq!(import.notes.count(&NoteKind::SignatureNotChecked), 1);
        }
    }
    let said = read(vec![(
        "x.csv".to_owned(),
        crate::import::shared::bytes("data/formats/clearballot/arlo_invalid_not_a_cvr.csv"),
    )]);
    assert!(said.expect_err("a refusal").contains("found \"ChoiceID,ContestID,ChoiceName"));
}

/// Marks of a sheet of a test deck: ten ranks, of which one candidate has the first and the second.
#[test]
fn hart_keeps_flags_ranks_and_identities() {
    if absent() {
        return;
    }
    let import = read_one(&[
        "data/formats/hart/rctab_1_1a0e576b-0b2d-474d-8d65-89c968b42262.xml",
        "data/formats/hart/arlo_scanned_ballot_information.csv",
    ]);
    let records = cards(&import);
    let at = records
        .contests
        .iter()
        .position(|own| own.contest.name == "PFLUGERVILLE COUNTY OFFICERS")
        .expect("a known file");
    let justin =
        records.contests[at].contest.choices.iter().position(|own| own.name == "Justin Sanders").expect("a known file");
    let ranks: Vec<u8> =
        records.marks(at, 0).1.iter().filter(|mark| usize::from(mark.choice) == justin).map(|mark| mark.rank).collect();
    assert_eq!(ranks, [1, 2]);
    assert_eq!(
        (records.batch.get(0), records.record.get(0), records.portion.get(0)),
        (&b"1"[..], &b"2"[..], &b"102"[..])
    );
    let at =
        records.contests.iter().position(|own| own.contest.name == "CEDAR PARK SCHOOL BOARD").expect("a known file");
    let order: Vec<&str> = records
        .marks(at, 0)
        .1
        .iter()
        .map(|mark| records.contests[at].contest.choices[usize::from(mark.choice)].name.as_str())
        .collect();
    // The one with 100000 is first.
    assert_eq!(order[0], "Barb Yarusso");
    assert_eq!(order[5], "Tony Hernandez");
    // Joined: the record 1-1-1 is scanned on TABULATOR1 as unique-identifier-01.
    let own = "<Cvr><Contests><Contest><Name>A</Name><Id>a</Id><Options/><Undervotes>2</Undervotes></Contest></Contests>\
               <BatchNumber>1</BatchNumber><CvrGuid>1-1-1</CvrGuid></Cvr>";
    let list = crate::import::shared::bytes("data/formats/hart/arlo_scanned_ballot_information.csv");
    let joined =
        read(vec![("1.xml".to_owned(), own.as_bytes().to_vec()), ("list.csv".to_owned(), list)]).expect("a known file");
    let joined = cards(&joined[0]);
    assert_eq!((joined.tabulator.get(0), joined.imprinted.get(0)), (&b"TABULATOR1"[..], &b"unique-identifier-01"[..]));
    assert_eq!((joined.contests[0].contest.vote_for, joined.count(0).blank), (Some(2), 1));
}

#[test]
fn the_common_data_format_is_what_python_counts() {
    if absent() {
        return;
    }
    for (file, expected) in expected("cdf").as_object().expect("a known file") {
        let import = read_one(&[file]);
        assert_counts(file, cards(&import), expected);
    }
}

/// An indication that is unknown is no vote, and only the current snapshot counts.
#[test]
fn the_common_data_format_counts_what_is_current_and_certain() {
    let position = |id: &str, has: &str| {
        format!(
            "<CVRContestSelection><ContestSelectionId>{id}</ContestSelectionId><SelectionPosition><HasIndication>{has}\
                 </HasIndication></SelectionPosition></CVRContestSelection>"
        )
    };
    let snapshot = |id: &str, selections: &str| {
        format!(
            "<CVRSnapshot ObjectId='{id}'><CVRContest><ContestId>c</ContestId>{selections}</CVRContest><Type>original</Type></CVRSnapshot>"
        )
    };
    let text = format!(
        "<CastVoteRecordReport xmlns='http://itl.nist.gov/ns/voting/1500-103/v9'><CVR>{}{}<CurrentSnapshotId>s2</CurrentSnapshotId>\
         <UniqueId>7</UniqueId></CVR></CastVoteRecordReport>",
        snapshot("s1", &position("a", "yes")),
        snapshot("s2", &position("b", "unknown"))
    );
    let import = read(vec![("x.xml".to_owned(), text.into_bytes())]).expect("a known file").remove(0);
    assert_eq!(cards(&import).marks(0, 0), (ContestState::Blank, vec![]));
    assert_eq!(import.notes.count(&NoteKind::AmbiguousMark("c".to_owned())), 1);
    assert_eq!(import.notes.count(&NoteKind::SupersededRecord), 1);
    let version = "http://itl.nist.gov/ns/voting/1500-103/v9".to_owned();
    assert_eq!(import.notes.count(&NoteKind::UnknownVersion(version)), 1);
}

/// A part that is too large to be read whole gives what the same sessions give in small parts.
#[test]
fn a_large_dominion_part_is_its_sessions() {
    if absent() {
        return;
    }
    let part = String::from_utf8(crate::import::shared::bytes("data/real/dominion_json_misc/CvrExport_AZ-999.json.gz"))
        .expect("a known file");
    let start = part.find("\"Sessions\"").expect("a known file");
    let start = start + part[start..].find('[').expect("a known file") + 1;
    let end = part.rfind(']').expect("a known file");
    let times = (9 << 20) / (end - start) + 1;
    let large = format!("{}{}{}", &part[..start], vec![&part[start..end]; times].join(","), &part[end..]);
    let one = read(vec![("one.json".to_owned(), part.into_bytes())]).expect("a known file").remove(0);
    let many = read(vec![("many.json".to_owned(), large.into_bytes())]).expect("a known file").remove(0);
    let (one, many) = (cards(&one), cards(&many));
    assert_eq!(many.cards(), one.cards() * times);
    for at in 0..one.contests.len() {
        let (one, many) = (one.count(at), many.count(at));
        let expected: Vec<u64> = one.votes.iter().map(|votes| votes * times as u64).collect();
        assert_eq!((many.votes, many.blank), (expected, one.blank * times as u64));
    }
    assert_eq!(many.place(one.cards()).expect("a known file"), ("many.json", 199));
}

/// Two counties have a contest of one name, with other choices in each; a contest that is the same in both is no finding.
#[test]
fn contests_of_several_files_that_are_joined_are_named() {
    let file = |choices: [&str; 2]| {
        format!(
            "County,5.17,,,,,,,\n,,,,,,Board (Vote For=1),Board (Vote For=1),Governor (Vote For=1)\n,,,,,,{},{},Gus\n\
             CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,BallotType,,,\n1,1,1,1,1-1-1,S,1,0,1\n",
            choices[0], choices[1]
        )
        .into_bytes()
    };
    let both = |other| vec![("a.csv".to_owned(), file(["Ada", "Ben"])), ("b.csv".to_owned(), file(other))];
    let import = read(both(["Cem", "Dee"])).expect("two exports").remove(0);
    assert_eq!(import.notes.count(&NoteKind::JoinedContests("Board".to_owned())), 1);
    assert_eq!(import.notes.count(&NoteKind::JoinedContests("Governor".to_owned())), 0);
    let import = read(both(["Ada", "Ben"])).expect("two exports").remove(0);
    assert_eq!(import.notes.count(&NoteKind::JoinedContests("Board".to_owned())), 0);
}

/// Numbers of contests mean something else in another election; the same manifest twice is no harm.
#[test]
fn manifests_of_two_elections_are_refused() {
    let manifest = |name: &str| {
        format!(r#"{{"Version":"5.17","List":[{{"Description":"{name}","Id":1,"VoteFor":1,"NumOfRanks":0}}]}}"#)
            .into_bytes()
    };
    let session = br#"{"Version":"5.17.17.1","ElectionId":"E","Sessions":[]}"#.to_vec();
    let files = |second: &str| {
        vec![
            ("a/ContestManifest.json".to_owned(), manifest("Mayor")),
            ("b/ContestManifest.json".to_owned(), manifest(second)),
            ("CvrExport.json".to_owned(), session.clone()),
        ]
    };
    assert!(read(files("Mayor")).is_ok());
    let said = read(files("Sheriff")).expect_err("a refusal");
    assert!(
        said.starts_with(
            "b/ContestManifest.json: found \"ContestManifest.json\" twice; allowed: the files of one election"
        ),
        "{said}"
    );
}

/// A row of a table with a column of counts stands for many cards, each of which still knows its row.
#[test]
fn a_count_column_stands_for_cards_of_one_row() {
    let rows = "Cast Vote Record,Precinct,Ballot Style,Count,Mayor\n\
                1,P,S,1,Ada\n2,P,S,1,Ben\n3,P,S,4,Ada\n4,P,S,2,undervote\n5,Q,S,12000000,Ben\n6,Q,S,1,Ada\n";
    let import = read(vec![("cvr.csv".to_owned(), rows.as_bytes().to_vec())]).expect("a table").remove(0);
    let cards = crate::import::shared::cards(&import);
    assert_eq!((cards.cards(), cards.count(0).votes, cards.count(0).blank), (12_000_009, vec![6, 12_000_001], 2));
    let last = cards.cards() - 1;
    let row = |card: usize| cards.place(card).expect("a place").1;
    assert_eq!([0, 1, 2, 3, 5, 6, 7, 8, 9, last - 1, last].map(row), [2, 3, 4, 4, 4, 5, 5, 6, 6, 6, 7]);
    assert_eq!((cards.number.get(0), cards.number.get(4), cards.number.get(last)), (&b"1"[..], &b""[..], &b"6"[..]));
    assert_eq!(cards.portion.counts(), [8, 12_000_001]);
    let many = rows.replace("12000000", "20000001");
    let said = read(vec![("cvr.csv".to_owned(), many.into_bytes())]).expect_err("too many");
    assert!(said.contains("row 6, column 4: found \"20000001\"; allowed: a whole number from 0 to 19999992"), "{said}");
}
