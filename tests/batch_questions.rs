//! Questions about batches as an office asks them: an official audit to the last digit, and wrong inputs of every kind.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use recount::verify::answer;
use serde_json::{Value, json};

use super::oracles::oracle_bytes;

fn ask(question: &Value) -> Result<Value, String> {
    answer(&question.to_string()).map_err(|why| why.to_string())
}

fn p(question: &Value) -> f64 {
    ask(question).expect("an answer")["p_value"].as_f64().expect("a number")
}

fn refused(question: &Value) -> String {
    ask(question).expect_err("a refusal")
}

/// Two batches of 100 ballots, 60 to 40 each, and one hand count that agrees.
fn plain(changes: &Value) -> Value {
    let votes = json!({"A": 60, "B": 40});
    let mut question = json!({
        "test": "macro", "ballots": {"a": 100, "b": 100}, "reported": {"a": votes, "b": votes},
        "sample": [{"batch": "a", "audited": votes, "times": 50}], "risk_limit": 0.1,
    });
    for (key, value) in changes.as_object().expect("changes") {
        question[key] = value.clone();
    }
    question
}

// ---- runoffs ----

#[test]
fn that_nobody_has_a_majority_is_claimed_of_both_who_go_on() {
    let votes = json!({"A": 200, "B": 190, "C": 100});
    // All paper was counted, and B has 777 of 980 votes.
    let counted = json!({
        "test": "macro", "ballots": {"a": 1_000, "b": 1_000}, "reported": {"a": votes, "b": votes}, "runoff": true,
        "sample": [
            {"batch": "a", "audited": {"A": 1, "B": 488, "C": 1}}, {"batch": "b", "audited": {"A": 101, "B": 289, "C": 100}},
        ],
    });
    assert!(p(&counted) >= 1.0);
    // Claims: A over C by 540, B over C by 460, no majority of A by 220, of B by 380. A batch is at most 1,110 / 220 off,
    // both together 111 / 11; the hand count takes 10 votes off the last claim.
    let votes = json!({"A": 420, "B": 380, "C": 150});
    let sampled = |audited: Value| {
        json!({
            "test": "macro", "ballots": {"a": 1_000, "b": 1_000}, "reported": {"a": votes, "b": votes}, "runoff": true,
            "sample": [{"batch": "a", "audited": audited}],
        })
    };
    let taint = (10.0 / 380.0) / (111.0 / 22.0);
    let of_the_second = p(&sampled(json!({"A": 420, "B": 385, "C": 145})));
    assert!((of_the_second - (100.0 / 111.0) / (1.0 - taint)).abs() < 1e-14, "{of_the_second}");
    let of_the_first = p(&sampled(json!({"A": 425, "B": 380, "C": 145})));
    assert!((of_the_first - (100.0 / 111.0) / (1.0 - (10.0 / 220.0) / (111.0 / 22.0))).abs() < 1e-14, "{of_the_first}");
    let answer = ask(&sampled(votes.clone())).expect("an answer");
    assert_eq!((&answer["winners"], &answer["losers"]), (&json!(["A", "B"]), &json!(["C"])));
    assert_eq!((&answer["majority"], &answer["votes"]), (&json!(false), &json!({"A": 840, "B": 760, "C": 300})));
}

/// The only file of each county in a zip, by county.
fn counties(file: &str) -> Option<BTreeMap<String, Vec<csv::StringRecord>>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(oracle_bytes(file)?)).expect("a zip");
    let mut counties = BTreeMap::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).expect("an entry");
        let county = entry.name().expect("a name").split('/').next().expect("a county").replace('-', " ");
        let mut text = String::new();
        entry.read_to_string(&mut text).expect("text");
        let text = text.trim_start_matches('\u{feff}');
        let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let all = rows.records().collect::<Result<Vec<_>, _>>().expect("rows");
        assert!(counties.insert(county, all).is_none());
    }
    Some(counties)
}

/// "Name: votes; Name: votes" as votes by name.
fn votes_in(cell: &str) -> Value {
    let pair = |part: &str| {
        let (name, votes) = part.rsplit_once(": ").expect("a name and votes");
        (name.to_owned(), json!(votes.parse::<u64>().expect("votes")))
    };
    cell.split("; ").map(pair).collect::<serde_json::Map<_, _>>().into()
}

/// Georgia's audit of a contest of 19 May 2026, from the office's own files, as a question.
fn georgia(contest: &str, runoff: bool) -> Option<Value> {
    let manifests = counties("data/real/georgia2026/manifests.zip")?;
    let totals = counties("data/real/georgia2026/candidate_totals.zip")?;
    let report = oracle_bytes("data/real/georgia2026/final_audit_report.csv")?;
    let (mut ballots, mut reported) = (serde_json::Map::new(), serde_json::Map::new());
    for (county, rows) in &manifests {
        let place = |name: &str| rows[0].iter().position(|cell| cell == name).expect("a column");
        let (batch, count) = (place("Batch Name"), place("Number of Ballots"));
        for row in rows[1..].iter().filter(|row| !row[batch].is_empty()) {
            let id = format!("{county}/{}", row[batch].trim());
            assert!(ballots.insert(id, json!(row[count].parse::<u64>().expect("ballots"))).is_none());
        }
    }
    for (county, rows) in &totals {
        for row in rows[1..].iter().filter(|row| !row[0].is_empty()) {
            let named = rows[0].iter().zip(row).filter_map(|(head, cell)| Some((head.strip_prefix(contest)?, cell)));
            let votes: serde_json::Map<String, Value> =
                named.map(|(head, cell)| (head[3..].to_owned(), json!(cell.parse::<u64>().expect("votes")))).collect();
            assert!(reported.insert(format!("{county}/{}", row[0].trim()), votes.into()).is_none());
        }
    }
    let text = String::from_utf8(report).expect("text");
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().collect::<Result<_, _>>().expect("rows");
    let head = rows.iter().position(|row| &row[0] == "Jurisdiction Name").expect("sampled batches");
    let place = |name: &str| rows[head].iter().position(|cell| cell == name).expect("a column");
    let (tickets, hand) = (place(&format!("Ticket Numbers: {contest}")), place(&format!("Audit Results: {contest}")));
    let mixed = place("Combined Batch");
    let (mut sample, mut combined) = (Vec::new(), Vec::new());
    for row in rows[head + 1..].iter().filter(|row| &row[0] != "Totals") {
        let id = format!("{}/{}", &row[0], row[1].trim());
        // What the office tallied beyond the draw of this contest is marked so, and is no draw.
        let drawn = row[tickets].strip_prefix("Round 1: ").unwrap_or_default();
        let times = drawn.split(", ").filter(|ticket| !["", "EXTRA"].contains(ticket)).count();
        if let Some(batches) = row[mixed].strip_prefix("Combines ") {
            let batches: Vec<String> =
                batches.split(", ").map(|batch| format!("{}/{}", &row[0], batch.trim())).collect();
            combined.push(json!({"id": id, "batches": batches}));
        }
        sample.push(json!({"batch": id, "audited": votes_in(&row[hand]), "times": times}));
    }
    Some(json!({
        "test": "macro", "ballots": ballots, "reported": reported, "runoff": runoff, "combined": combined,
        "sample": sample, "risk_limit": 0.05,
    }))
}

#[test]
fn georgia_2026_to_the_last_published_digit() {
    let Some(senate) = georgia("US Senate - Rep", true) else { return };
    let governor = georgia("Governor - Dem", false).expect("the same files");
    for (question, published, draws) in [(&senate, 0.049_083_729, 138), (&governor, 0.041_726_014, 18)] {
        let times: u64 = question["sample"]
            .as_array()
            .expect("a sample")
            .iter()
            .map(|it| it["times"].as_u64().expect("times"))
            .sum();
        assert_eq!((question["ballots"].as_object().expect("ballots").len(), times), (5_640, draws));
        assert_eq!(question["combined"].as_array().expect("combined").len(), 12);
        let p = p(question);
        assert!((p - published).abs() < 0.5e-9, "{p}");
    }
    let answer = ask(&senate).expect("an answer");
    assert_eq!((&answer["winners"], &answer["majority"]), (&json!(["Mike Collins", "Derek Dooley"]), &json!(false)));
    assert_eq!(answer["votes"]["Mike Collins"], json!(369_638));
    assert_eq!(ask(&governor).expect("an answer")["winners"], json!(["Keisha Lance Bottoms"]));
}

// ---- batches tallied as one ----

#[test]
fn batches_that_were_mixed_are_tallied_as_one() {
    let votes = json!({"A": 60, "B": 40});
    let three = |changes: Value| {
        let mut question = plain(&changes);
        question["ballots"] = json!({"a": 100, "b": 100, "c": 100});
        question["reported"] = json!({"a": votes, "b": votes, "c": votes});
        question
    };
    let ab = json!([{"id": "a+b", "batches": ["a", "b"]}]);
    let mixed = three(json!({"combined": ab, "sample": [{"batch": "a+b", "audited": {"A": 119, "B": 81}}]}));
    let answer = ask(&mixed).expect("an answer");
    // One draw: margin 60, U 6, two votes of the margin off, at most 240 / 60.
    let expected = (1.0 - 1.0 / 6.0) / (1.0 - (2.0 / 60.0) / 4.0);
    assert!((answer["p_value"].as_f64().expect("p") - expected).abs() < 1e-14, "{answer}");
    assert_eq!(answer["combined_bounds"], json!({"a+b": 4.0}));
    assert_eq!(answer["bounds"], json!({"a": 2.0, "b": 2.0, "c": 2.0}));
    let by_hand = json!({
        "test": "macro", "ballots": {"a+b": 200, "c": 100}, "reported": {"a+b": {"A": 120, "B": 80}, "c": votes},
        "sample": [{"batch": "a+b", "audited": {"A": 119, "B": 81}}],
    });
    assert!((p(&by_hand) - expected).abs() < 1e-14);
    // Drawn five times in all, and named by two entries that agree.
    let often = |times: [u64; 2]| {
        let hand = |times: u64| json!({"batch": " a+b", "audited": {"A": 119, "B": 81}, "times": times});
        p(&three(json!({"combined": ab, "sample": [hand(times[0]), hand(times[1])]})))
    };
    assert!((often([2, 3]) - expected.powi(5)).abs() < 1e-14 && (often([5, 0]) - often([2, 3])).abs() < 1e-15);
    // Everything was tallied: the count itself, drawn or not.
    let all = |a: u64, b: u64| {
        let sample = json!([
            {"batch": "a+b", "audited": {"A": a, "B": b}, "times": 0}, {"batch": "c", "audited": votes, "times": 0},
        ]);
        p(&three(json!({"combined": ab, "sample": sample})))
    };
    assert!(all(120, 80) <= 0.0 && all(91, 109) <= 0.0 && all(90, 110) >= 1.0);
    for (changes, words) in [
        (json!({"combined": [{"id": "a+b", "batches": ["a", "z"]}]}), "combined[0].batches: found z"),
        (json!({"combined": [{"id": "a+b", "batches": ["a"]}]}), "at least 2 batches"),
        (json!({"combined": [{"id": "a+b", "batches": ["a", "a "]}]}), "found a, which is in a+b"),
        (json!({"combined": [ab[0], {"id": "b+c", "batches": ["b", "c"]}]}), "found b, which is in a+b"),
        (json!({"combined": [{"id": "c", "batches": ["a", "b"]}]}), "combined[0].id: found c"),
        (json!({"combined": [{"id": "A", "batches": ["b", "c"]}]}), "\"a\" and \"A\", which look alike"),
        (json!({"combined": [ab[0], {"id": "a+b", "batches": ["c", "b"]}]}), "combined[1].id: found a+b"),
        (json!({"combined": ab}), "combined.id: found a+b; allowed: one that the sample names"),
        (json!({"combined": ab, "unauditable": ["b"]}), "sample.batch: found b; allowed: a batch that is not in"),
        (json!({"sample": [{"batch": "a+b", "audited": votes}]}), "sample.batch: found a+b"),
        (
            json!({"combined": ab, "sample": [{"batch": "a", "audited": votes}]}),
            "sample.batch: found a; allowed: a+b, as which it was tallied",
        ),
    ] {
        let mut question = three(changes.clone());
        if changes.get("sample").is_none() && changes.get("unauditable").is_none() && words.contains("the sample names")
        {
            question["sample"] = json!([]);
        } else if changes.get("sample").is_none() {
            question["sample"] = json!([{"batch": "a+b", "audited": {"A": 119, "B": 81}}]);
        }
        let message = refused(&question);
        assert!(message.contains(words), "{message} for {changes}");
    }
    // Pending ballots of mixed batches still take a vote each off the margin: 60 − 10.
    let pending = p(&three(json!({"combined": ab, "pending": {"b": 10},
        "sample": [{"batch": "a+b", "audited": {"A": 120, "B": 80}}]})));
    assert!((pending - (1.0 - 50.0 / 360.0)).abs() < 1e-14, "{pending}");
}

// ---- names and tallies ----

#[test]
fn a_name_is_one_name_and_look_alikes_are_refused() {
    let agreed = ask(&plain(&json!({}))).expect("an answer");
    assert!((agreed["p_value"].as_f64().expect("p") - (5.0_f64 / 6.0).powi(50)).abs() < 1e-15, "{agreed}");
    assert_eq!((&agreed["winners"], &agreed["losers"]), (&json!(["A"]), &json!(["B"])));
    for same in ["A ", "\u{a0}A", "A\u{200b}", "\t A"] {
        let mut odd = plain(&json!({}));
        odd["reported"]["a"] = json!({same: 60, "B": 40});
        assert_eq!(ask(&odd).expect("an answer"), agreed, "{same:?}");
        odd["sample"][0]["audited"] = json!({same: 60, "B": 40});
        assert_eq!(ask(&odd).expect("an answer"), agreed, "{same:?}");
    }
    for (one, other) in [("Ana", "ana"), ("A.B", "A. B"), ("Ada", "\u{410}da"), ("A\u{200d}B", "AB")] {
        let mut odd = plain(&json!({"sample": []}));
        odd["reported"] = json!({"a": {one: 60, "B": 40}, "b": {other: 60, "B": 40}});
        let message = refused(&odd);
        assert!(message.starts_with("reported: found ") && message.contains("which look alike"), "{message}");
    }
    let composed = |name: &str| plain(&json!({"reported": {"a": {name: 60, "B": 40}}, "sample": []}));
    assert_eq!(ask(&composed("Jos\u{e9}")), ask(&composed("Jose\u{301}")));
    let twice = plain(&json!({"reported": {"a": {"A": 60, "A ": 1, "B": 40}}}));
    assert!(refused(&twice).contains("found \"A\" twice"), "{}", refused(&twice));
    let batches = plain(&json!({"ballots": {"a": 100, "A": 100, "b": 1}}));
    assert!(refused(&batches).starts_with("ballots: found \"A\" and \"a\", which look alike"), "{}", refused(&batches));
    let batches = plain(&json!({"ballots": {"a": 100, "a ": 100, "b": 100}}));
    assert!(refused(&batches).contains("found \"a\" twice"));
    assert!(refused(&plain(&json!({"ballots": {"a": 100, "b": 100, "": 1}}))).contains("empty name"));
    assert!(
        (p(&plain(&json!({"sample": [{"batch": "a ", "audited": {"A": 60, "B": 40}, "times": 50}]})))
            - (5.0_f64 / 6.0).powi(50))
        .abs()
            < 1e-15
    );
}

#[test]
fn a_reported_tie_names_who_is_level_and_is_never_confirmed() {
    let votes = json!({"A": 5, "B": 3, "C": 3});
    let tie = |winners: u64| {
        json!({"test": "macro", "ballots": {"a": 11}, "reported": {"a": votes}, "winners": winners, "votes_allowed": 1,
               "sample": [{"batch": "a", "audited": votes}]})
    };
    let answer = ask(&tie(2)).expect("an answer");
    assert_eq!(answer["p_value"], json!(1.0));
    assert_eq!(
        [&answer["winners"], &answer["tied"], &answer["losers"]],
        [&json!(["A"]), &json!(["B", "C"]), &json!([])]
    );
    assert_eq!(ask(&tie(1)).expect("an answer")["p_value"], json!(0.0));
}

#[test]
fn a_tally_names_every_choice_and_fits_its_paper() {
    for (changes, words) in [
        (
            json!({"sample": [{"batch": "a", "audited": {"A": 60}}]}),
            "sample[0].audited: found no count for B in batch a",
        ),
        (json!({"sample": [{"batch": "a", "audited": {}}]}), "sample[0].audited: found no count for A in batch a"),
        (json!({"sample": [{"batch": "a", "audited": {"A": 60, "B": 40, "C": 0}}]}), "sample.audited: found \"C\""),
        (
            json!({"reported": {"a": {"A": 71, "B": 30}}}),
            "reported.a: found 101 votes; allowed: at most 1 on each of the 100 ballots of batch a",
        ),
        (
            json!({"sample": [{"batch": "a", "audited": {"A": 70, "B": 32}}]}),
            "sample[0].audited: found 102 votes; allowed: at most 1 on each of the 100 ballots of batch a",
        ),
        (json!({"sample": [{"batch": "a", "audited": {"A": 101, "B": 0}}]}), "sample[0].audited.A: found 101"),
        (json!({"votes_allowed": 0}), "votes_allowed: found 0"),
        (json!({"votes_allowed": 3}), "votes_allowed: found 3; allowed: from 1 to the 2 candidates"),
        (json!({"votes_allowed": 2, "runoff": true}), "votes_allowed: found 2; allowed: 1 where runoff is true"),
        (json!({"unauditable": ["b", "b"]}), "unauditable: found b twice"),
        (json!({"unauditable": ["z"]}), "unauditable: found z"),
    ] {
        let message = refused(&plain(&changes));
        assert!(message.contains(words), "{message} for {changes}");
    }
    // Two votes a ballot: 71 + 32 fit, 101 for one candidate never do.
    let two = |audited: Value| plain(&json!({"votes_allowed": 2, "sample": [{"batch": "a", "audited": audited}]}));
    assert!(ask(&two(json!({"A": 71, "B": 32}))).is_ok());
    assert!(refused(&two(json!({"A": 101, "B": 32}))).contains("at most the 100 ballots of batch a"));
    let seats = |allowed: Option<u64>| {
        let votes = json!({"A": 9, "B": 8, "C": 2});
        let mut question = json!({"test": "macro", "winners": 2, "ballots": {"a": 10}, "reported": {"a": votes}});
        if let Some(allowed) = allowed {
            question["votes_allowed"] = json!(allowed);
        }
        question
    };
    assert!(ask(&seats(None)).is_ok() && refused(&seats(Some(1))).contains("found 19 votes"));
}

#[test]
fn a_whole_number_is_one_however_it_is_written() {
    let floats = plain(&json!({
        "ballots": {"a": 100.0, "b": 100.0}, "winners": 1.0, "votes_allowed": 1.0,
        "sample": [{"batch": "a", "audited": {"A": 60.0, "B": 4e1}, "times": 50.0}],
    }));
    assert_eq!(ask(&floats), ask(&plain(&json!({"votes_allowed": 1}))));
    assert!(
        refused(&plain(&json!({"ballots": {"a": 100.5, "b": 100}})))
            .contains("ballots.a: found floating point `100.5`")
    );
    let counts =
        |n: &str| answer(&format!(r#"{{"test":"super_simple","margin":0.05,"n":{n},"o1":1,"risk_limit":0.1}}"#));
    assert_eq!(counts("123.0"), counts("123"));
    let p = counts("1.23e2").expect("an answer")["p_value"].as_f64().expect("p");
    // Kaplan-Markov by hand: (1 − 0.05/2γ)^123 / (1 − 1/2γ).
    let twin = (1.0 - 0.05 / (2.0 * 1.03905_f64)).powi(123) / (1.0 - 1.0 / (2.0 * 1.03905));
    assert!((p - twin).abs() < 1e-12, "{p}");
    assert!(counts("123.5").is_err() && counts("1e300").is_err());
}

#[test]
fn a_report_names_every_candidate_as_a_tally_does() {
    let votes = json!({"A": 60, "B": 40});
    let without = plain(&json!({"reported": {"a": votes, "b": {"A": 60}}}));
    let rule = "found no count for B in batch b; allowed: a count for every candidate, 0 where there is none";
    assert_eq!(refused(&without), format!("reported.b: {rule}"));
    assert!(
        refused(&plain(&json!({"reported": {"a": votes, "b": {}}}))).starts_with("reported.b: found no count for A")
    );
    // A batch without any report is named in the answer.
    let silent = ask(&plain(&json!({"reported": {"a": votes}}))).expect("an answer");
    assert_eq!((&silent["not_reported"], &silent["votes"]), (&json!(["b"]), &json!({"A": 60, "B": 40})), "{silent}");
    assert!(ask(&plain(&json!({}))).expect("an answer").get("not_reported").is_none());
}

#[test]
fn who_has_several_batches_tallied_as_one_is_told_how_to_ask() {
    let votes = json!({"A": 120, "B": 80});
    for draw in [
        json!({"batch": ["a", "b"], "audited": votes}),
        json!({"batches": ["a", "b"], "audited": votes}),
        json!({"batch": "a", "batches": ["a", "b"], "audited": votes}),
    ] {
        let message = refused(&plain(&json!({"sample": [draw]})));
        assert!(message.starts_with("sample[0].batch") && message.contains("are named in combined"), "{message}");
    }
    assert!(!refused(&plain(&json!({"sample": [{"batch": 7, "audited": votes}]}))).contains("combined"));
}

#[test]
fn a_plan_of_batches_knows_names_and_paper_too() {
    let sized = |batches: Value| {
        let question = json!({"method": "batch_comparison", "batches": batches});
        let spec = recount::verify::question_as::<recount::audit::sample_size::Spec>(&question.to_string());
        let sized = spec.and_then(|spec| recount::audit::sample_size::sizes(&spec));
        sized.map(|sizes| sizes.no_error).map_err(|why| why.to_string())
    };
    let plain = sized(json!({"a": {"ballots": 100, "A": 60, "B": 40}, "b": {"ballots": 100, "A": 60, "B": 40}}));
    assert!(plain.is_ok());
    let floats = sized(json!({"a": {"ballots": 100.0, "A": 6e1, "B": 40}, "b": {"ballots": 100, "A": 60.0, "B": 40}}));
    assert_eq!(floats, plain);
    for (batches, words) in [
        (
            json!({"a": {"ballots": 100, "A ": 60, "B": 40}, "b": {"ballots": 100, "A": 60, "B": 40}}),
            "which look alike",
        ),
        (
            json!({"a": {"ballots": 100, "A": 60, "B": 40}, "a ": {"ballots": 100, "A": 60, "B": 40}}),
            "which look alike",
        ),
        (
            json!({"a": {"ballots": 100, "A": 60, "B": 40}, "b": {"ballots": 100, "A": 60}}),
            "batches.b: found no count for B; allowed: a count for every candidate",
        ),
        (json!({"a": {"ballots": 100, "A": 61, "B": 40}}), "batches.a: found 101 votes; allowed: at most 1 on each"),
    ] {
        let message = sized(batches).expect_err("a refusal");
        assert!(message.contains(words), "{message}");
    }
}
