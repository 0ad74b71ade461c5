//! The law of recounts: every line of its table, counts of history by their dates, and what is said where a kind is not given.

use recount::audit::statutes::STATUTES;
use recount::hand_count::recount_law::{
    ContestKind, JURISDICTIONS, KINDS, LegalAnswer, LegalVotes, Office, RULES, RecountWay, When, kinds, rules_of,
};
use recount::report::{LANGUAGES, audit_laws, recount_laws};
use recount::scenario::ScenarioFile;
use recount::simulation::{LegalCase, LegalQuestion, run as run_election};
use serde_json::Value;

use crate::program::program;

const TODAY: Option<&str> = Some("2026-11-04");

/// What the law says: of orders, and of requests.
fn said(state: &str, kind: ContestKind, day: &str, votes: LegalVotes) -> (Vec<LegalAnswer>, Vec<LegalAnswer>) {
    let of = |automatic: bool| {
        let rules = rules_of(state, kind, Some(day)).into_iter();
        rules.filter(|rule| rule.way.is_automatic() == automatic).map(|rule| rule.answer(votes)).collect()
    };
    (of(true), of(false))
}

/// Votes of a race of two in which nobody else has any.
fn two(winner: i64, loser: i64) -> LegalVotes {
    LegalVotes { margin: winner - loser, winner, all: winner + loser }
}

const ORDERED: LegalAnswer = LegalAnswer::Ordered;
const NOT_MET: LegalAnswer = LegalAnswer::NotMet;
const NOTHING: LegalAnswer = LegalAnswer::None;
const AT_OWN_COST: LegalAnswer = LegalAnswer::MayBeAsked { free: Some(false) };
const FREE: LegalAnswer = LegalAnswer::MayBeAsked { free: Some(true) };
const MAY: LegalAnswer = LegalAnswer::MayBeAsked { free: None };

#[test]
fn every_jurisdiction_is_told_today_for_every_kind_of_contest() {
    let mut missing = Vec::new();
    for (state, _) in JURISDICTIONS {
        for kind in KINDS {
            let rules = rules_of(state, kind, TODAY);
            for automatic in [true, false] {
                let shown: Vec<_> = rules.iter().filter(|rule| rule.way.is_automatic() == automatic).collect();
                // A line with `never` or `unknown` is the only one.
                let alone = shown.iter().any(|rule| matches!(rule.when, When::Never | When::Unknown));
                if shown.is_empty() || alone && shown.len() > 1 {
                    missing.push(format!("{state}, {}, automatic: {automatic}: {} lines", kind.name(), shown.len()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_line_says_where_it_stands() {
    let mut flaws = Vec::new();
    for rule in RULES.iter() {
        let is_date = |date: &str| {
            let parts: Vec<&str> = date.split('-').collect();
            let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
            (lengths == [4] || lengths == [4, 2, 2])
                && parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()))
        };
        let read = rule.seen.is_some_and(|seen| seen == "undated" || is_date(seen));
        let good = match rule.when {
            When::Unknown => {
                rule.seen.is_none() && rule.page.is_empty() && rule.statute.is_empty() && rule.note.is_none()
            }
            _ => read == rule.page.starts_with("http") && (!rule.statute.is_empty() || rule.state == "MS"),
        };
        let dated = [rule.from, rule.until].into_iter().flatten().all(is_date);
        let forwards = rule.from.zip(rule.until).is_none_or(|(from, until)| from < until);
        let orders = rule.way != RecountWay::Automatic || rule.free.is_none();
        if !(good && dated && forwards && orders && JURISDICTIONS.iter().any(|(state, _)| *state == rule.state)) {
            flaws.push(format!("{rule:?}"));
        }
    }
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
    // Most of what is said was read somewhere.
    let said = RULES.iter().filter(|rule| rule.when != When::Unknown);
    let (read, all) = said.fold((0, 0), |(read, all), rule| (read + usize::from(rule.seen.is_some()), all + 1));
    assert!(10 * read > 9 * all, "{read} of {all}");
}

#[test]
fn a_day_lies_in_one_period_only() {
    // Whatever the day, an order of a state for a contest comes from lines of one period.
    for day in ["2008-11-04", "2012-11-06", "2019-11-05", "2020-11-03", "2022-11-08", "2024-11-05", "2025-11-04"] {
        for (state, _) in JURISDICTIONS {
            for kind in KINDS {
                let rules = rules_of(state, kind, Some(day));
                let periods = |automatic: bool| {
                    let mut of: Vec<_> = rules
                        .iter()
                        .filter(|rule| rule.way.is_automatic() == automatic)
                        .map(|rule| (rule.from, rule.until))
                        .collect();
                    of.dedup();
                    of.len()
                };
                assert!(periods(true) <= 1 && periods(false) <= 1, "{state}, {}, {day}", kind.name());
            }
        }
    }
}

#[test]
fn a_lead_of_thirty_hundredths_of_a_percent_today() {
    use ContestKind::{FederalStatewide, Legislature, Local, StateOffice};
    // 0.30 % of 100,000 votes.
    let lead = two(50_150, 49_850);
    let today = |state, kind| said(state, kind, "2026-11-04", lead);
    assert_eq!(today("AZ", StateOffice), (vec![ORDERED], vec![NOTHING]));
    assert_eq!(today("AZ", Local), (vec![ORDERED], vec![NOTHING]));
    assert_eq!(today("MN", FederalStatewide), (vec![NOTHING], vec![AT_OWN_COST]), "free below 0.25 % only");
    assert_eq!(today("MN", Legislature), (vec![NOTHING], vec![FREE]), "free below 0.5 %");
    assert_eq!(today("PA", Local), (vec![NOTHING], vec![AT_OWN_COST]), "automatic for statewide contests only");
    assert_eq!(today("PA", StateOffice).0, [ORDERED]);
    // 300 votes: by machine, not by hand.
    assert_eq!(today("WA", Local), (vec![ORDERED, NOT_MET], vec![AT_OWN_COST]));
    assert_eq!(today("OH", Local), (vec![ORDERED], vec![AT_OWN_COST]), "below 0.5 %");
    assert_eq!(today("OH", StateOffice).0, [NOT_MET], "not below 0.25 %");
    // 0.70 % in North Carolina: within 1 % in a county, not within 0.5 % in the state.
    let lead = two(50_350, 49_650);
    assert_eq!(said("NC", Local, "2026-11-04", lead), (vec![NOTHING], vec![MAY]));
    assert_eq!(said("NC", StateOffice, "2026-11-04", lead), (vec![NOTHING], vec![NOT_MET]));
}

#[test]
fn counts_of_history_have_the_law_of_their_day() {
    use ContestKind::{Congress, FederalStatewide, Legislature, StateOffice};
    let president = FederalStatewide;
    // Arizona: 10,457 of 3.4 million in 2020, 511 of 2.5 million in 2022, when the limit had been widened in between.
    let arizona = LegalVotes { margin: 10_457, winner: 1_672_143, all: 3_387_326 };
    assert_eq!(said("AZ", president, "2020-11-30", arizona).0, [NOT_MET], "0.31 %");
    assert_eq!(said("AZ", president, "2022-11-30", arizona).0, [ORDERED]);
    let attorney_general = two(1_254_809, 1_254_298);
    assert_eq!(said("AZ", StateOffice, "2022-12-05", attorney_general).0, [ORDERED]);
    assert_eq!(said("AZ", StateOffice, "2020-12-05", attorney_general).0, [NOT_MET], "511 are over 200");
    // Georgia 2020: asked for and made.
    let georgia = LegalVotes { margin: 12_670, winner: 2_474_507, all: 4_998_482 };
    assert_eq!(said("GA", president, "2020-11-20", georgia), (vec![NOTHING], vec![MAY]));
    // Minnesota: ordered in 2008, on the loser's request since 2013.
    let minnesota = LegalVotes { margin: 215, winner: 1_211_590, all: 2_885_555 };
    assert_eq!(said("MN", president, "2008-11-18", minnesota).0, [ORDERED]);
    assert_eq!(said("MN", president, "2014-11-18", minnesota), (vec![NOTHING], vec![FREE]));
    // Washington 2024: 49 votes, a hand recount of the whole state.
    assert_eq!(said("WA", StateOffice, "2024-08-21", two(396_300, 396_249)).0, [ORDERED, ORDERED]);
    // Colorado 2022, third district: 550 votes are less than 0.5 % of the leader's.
    assert_eq!(said("CO", Congress, "2022-12-05", two(163_842, 163_292)).0, [ORDERED]);
    // Michigan: 2,000 votes until April 2025, then 0.1 %; state senate 75, house 25.
    let michigan = two(1_000_900, 999_100);
    assert_eq!(said("MI", StateOffice, "2024-11-25", michigan).0, [ORDERED], "1,800 votes");
    assert_eq!(said("MI", StateOffice, "2026-11-25", michigan).0, [ORDERED], "0.09 %");
    assert_eq!(said("MI", StateOffice, "2026-11-25", two(501_000, 499_100)).0, [NOT_MET], "1,900 votes are 0.19 %");
    assert_eq!(said("MI", Legislature, "2026-11-25", two(20_030, 19_980)).0, [NOT_MET, ORDERED], "50: the senate only");
    // Hawaii: 87 votes of some 1,300 were counted again in 2022, and are not since 2024.
    assert_eq!(said("HI", Legislature, "2022-08-15", two(693, 606)).0, [ORDERED]);
    assert_eq!(said("HI", Legislature, "2024-08-15", two(693, 606)).0, [NOT_MET]);
    assert_eq!(said("HI", Legislature, "2026-08-15", two(10_040, 9_960)).0, [ORDERED], "80 votes, 0.4 %");
}

#[test]
fn what_is_not_given_leaves_all_that_it_may_be() {
    use ContestKind::{Congress, FederalStatewide, Legislature, Local, LocalQuestion, StateOffice, StateQuestion};
    assert_eq!(kinds(None, None), KINDS);
    assert_eq!(kinds(None, Some(true)), [FederalStatewide, StateOffice, StateQuestion]);
    assert_eq!(kinds(None, Some(false)), [Congress, Legislature, Local, LocalQuestion]);
    assert_eq!(kinds(Some(Office::Federal), None), [FederalStatewide, Congress]);
    assert_eq!(kinds(Some(Office::Federal), Some(true)), [FederalStatewide]);
    assert_eq!(kinds(Some(Office::Statewide), Some(true)), [FederalStatewide, StateOffice]);
    assert_eq!(kinds(Some(Office::Question), Some(false)), [LocalQuestion]);
    assert_eq!(kinds(Some(Office::Legislature), None), [Legislature]);
    assert!(kinds(Some(Office::Statewide), Some(false)).is_empty());
    assert!(kinds(Some(Office::Local), Some(true)).is_empty());
}

/// A scenario of one machine count of one contest of two names.
fn scenario(law: &str, of_contest: &str, date: &str, (ada, ben): (u64, u64)) -> String {
    let ballots = ada + ben;
    format!(
        "# What does the law say?\ntitle = \"One count\"\nlesson = \"None.\"\nlaw = \"{law}\"\n\
         rates = {{ undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 500 }}\n\
         [[contest]]\nid = \"c\"\ntitle = \"The contest\"\nrule = \"plurality\"\ncandidates = [\"Ada\", \"Ben\"]\n{of_contest}\n\
         [[paper]]\nprecinct = \"P\"\nballots = {ballots}\nvotes.c = {{ Ada = {ada}, Ben = {ben} }}\n\
         [[stage]]\nid = \"count\"\nby = \"machine\"\n{date}\n"
    )
}

fn cases(text: &str) -> Vec<LegalCase> {
    let file = ScenarioFile::read("law", text.to_owned()).expect("it reads");
    run_election(&file, None).expect("a life").contests[0].stages[0].law.clone()
}

const DATE: &str = "date = \"2026-11-04\"";

#[test]
fn an_office_that_is_not_given_is_told_for_each_that_matters() {
    // In Arizona today every office has the same limit, but the sample by hand is for some only.
    let shown = cases(&scenario("PA", "", DATE, (2_006, 1_994)));
    assert_eq!(shown.len(), 2, "statewide, and all else");
    assert!(shown[0].kinds.iter().all(|kind| kind.is_statewide()) && shown[1].kinds.len() == 4);
    assert_eq!(shown[0].rules[0].answer, ORDERED);
    assert_eq!(shown[1].rules[0].answer, NOTHING);
    let shown = cases(&scenario("PA", "office = \"local\"", DATE, (2_006, 1_994)));
    assert!(shown.len() == 1 && shown[0].kinds.is_empty());
    // Where the law says the same of all, nothing is asked.
    let shown = cases(&scenario("SC", "", DATE, (2_006, 1_994)));
    assert!(shown.len() == 1 && shown[0].kinds.is_empty());
}

#[test]
fn a_count_by_hand_has_a_law_too_and_nobody_losing_is_said() {
    let text = scenario("SC", "", DATE, (2_006, 1_994)).replace("by = \"machine\"", "by = \"hand\"");
    assert_eq!(cases(&text)[0].rules[0].answer, ORDERED);
    let text = run(&scenario("SC", "seats = 2\nvotes_allowed = 1", DATE, (20, 10)), &[]);
    assert!(text.contains("nobody loses, so there is no margin to hold against the law"), "{text}");
}

#[test]
fn a_day_before_the_table_begins_is_told_to_be_unknown() {
    let shown = cases(&scenario("MN", "office = \"legislature\"", "date = \"1996-11-10\"", (2_006, 1_994)));
    assert!(shown[0].rules.iter().all(|rule| rule.rule.is_none() && rule.answer == NOTHING));
    assert_eq!(shown[0].rules.len(), 2, "of orders and of requests");
}

/// What `run` prints of a scenario.
fn run(text: &str, more: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.toml");
    std::fs::write(&path, text).expect("a file");
    let output = program().arg("run").arg(&path).args(more).output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_terminal_says_the_rule_its_source_and_what_follows() {
    let text = run(&scenario("AZ", "office = \"local\"", DATE, (50_150, 49_850)), &[]);
    for says in [
        "What the law of AZ says of each margin • The contest, count (Ada +300): a recount is ordered [1] The rules, by their numbers:",
        "[1] a recount is automatic at a margin of 0.5 % of the votes for both sides or less, by machine,",
        "(A.R.S. § 16-661; as of 2025)",
        "This is no legal advice.",
    ] {
        assert!(text.contains(says), "{says}\n{text}");
    }
    // Of an order nobody has to ask for; of two, by machine and by hand, only one is met.
    let text = run(&scenario("WA", "office = \"local\"", DATE, (50_150, 49_850)), &[]);
    assert!(text.contains("(Ada +300): a recount is ordered [1] The rules, by their numbers: • [1] "), "{text}");
    assert!(!text.contains("[2]"), "{text}");
    let text = run(&scenario("MN", "office = \"federal\"", DATE, (50_150, 49_850)), &[]);
    assert!(
        text.contains(
            "(Ada +300): no recount is automatic [1]; a recount may be asked for at the cost of who asks [2]"
        ),
        "{text}"
    );
    let text = run(&scenario("NC", "office = \"statewide\"", DATE, (50_350, 49_650)), &[]);
    assert!(text.contains("no recount is automatic [1]; no recount may be asked for at this margin [2]"), "{text}");
    let text = run(&scenario("OH", "office = \"statewide\"", DATE, (50_150, 49_850)), &[]);
    assert!(
        text.contains("no recount is ordered at this margin [1]; a recount may be asked for at the cost"),
        "{text}"
    );
    let text = run(&scenario("MN", "office = \"federal\"", DATE, (50_150, 49_850)), &["--lang", "es"]);
    for says in [
        "ningún recuento es automático [1]; se puede pedir un recuento a costa de quien lo pide [2]",
        "[2] una candidatura que perdió puede pedir un recuento con cualquier margen, a mano, con cargo público con un margen de menos de 0.25 % de todos los votos",
    ] {
        assert!(text.contains(says), "{says}\n{text}");
    }
    let text = run(&scenario("PA", "", "", (2_006, 1_994)), &[]);
    for says in [
        ", if it is a statewide contest: a recount is ordered [1]",
        ", if it is U.S. representative, a seat in the legislature, a local office or a local question: no recount is automatic",
        "The counts have no date: the rules of all years are listed.",
    ] {
        assert!(text.contains(says), "{says}\n{text}");
    }
    let text = run(&scenario("TX", "office = \"question\"", DATE, (2_006, 1_994)), &[]);
    assert!(
        text.contains("whether a recount is automatic is not in this program: ask the election office of TX"),
        "{text}"
    );
}

#[test]
fn the_document_says_the_same_for_programs() {
    let text = scenario("MN", "office = \"federal\"\nstatewide = true", DATE, (50_150, 49_850));
    let document: Value = serde_json::from_str(&run(&text, &["--json"])).expect("JSON");
    let law = &document["contests"][0]["stages"][0]["law"];
    assert_eq!(law[0]["way"], "automatic");
    assert_eq!((&law[0]["met"], &law[0]["known"]), (&Value::Null, &Value::Bool(true)));
    assert_eq!(law[1]["way"], "on_request");
    assert_eq!((&law[1]["met"], &law[1]["at_public_cost"]), (&Value::Bool(true), &Value::Bool(false)));
    assert_eq!(law[1]["if"], Value::Null);
    assert_eq!(law[1]["statute"], "Minn. Stat. § 204C.35");
    assert!(law[1]["page"].as_str().is_some_and(|page| page.starts_with("http")));
}

#[test]
fn an_office_that_cannot_be_is_refused() {
    let text = scenario("MN", "office = \"local\"\nstatewide = true", DATE, (20, 10));
    let error = ScenarioFile::read("law", text.clone())
        .and_then(|file| run_election(&file, None))
        .expect_err("no such contest");
    let error = error.to_string();
    assert!(error.contains("contest[0].statewide") || error.contains("statewide"), "{error}");
    assert!(error.contains("found true; allowed: false, or leave it out, for this office"), "{error}");
    let text = scenario("XX", "", DATE, (20, 10));
    let error =
        ScenarioFile::read("law", text.clone()).and_then(|file| run_election(&file, None)).expect_err("no such state");
    assert!(error.to_string().contains("\"XX\""), "{error}");
}

#[test]
fn the_list_has_a_row_for_every_law_and_says_what_the_table_says() {
    for language in LANGUAGES {
        let rows = recount_laws(language);
        assert_eq!(rows.len(), RULES.len());
        let audits = audit_laws(language);
        assert_eq!(audits.len(), STATUTES.len());
        for row in rows.iter().chain(&audits) {
            assert!(!row.jurisdiction.is_empty() && row.says.len() > 20 && !row.says.contains('{'), "{row:?}");
            // No number stands for "without an end".
            assert!(!row.says.contains(" -"), "{row:?}");
        }
    }
    let rows = recount_laws(&LANGUAGES[0]);
    let row = rows.iter().find(|row| row.code == "MI" && row.years.starts_with("since 2025")).expect("a row");
    assert_eq!(row.years, "since 2025-04-02");
    assert_eq!(row.contests, "a statewide contest");
    assert_eq!(
        row.says,
        "a recount is automatic at a margin of 0.1 % of all votes or less, who pays is not in this program"
    );
    assert_eq!(row.source, "MCL 168.880a (2024 PA 74); as of 2025");
    let row = rows.iter().find(|row| row.code == "UT" && row.says.contains("who lost")).expect("a row");
    assert_eq!(
        row.says,
        "a candidate who lost may ask for a recount at a margin of 0.25 % of all votes or less, or 1 vote where at most 400 votes were cast, by machine, at public cost"
    );
    let audits = audit_laws(&LANGUAGES[0]);
    let of = |code: &str| audits.iter().find(|row| row.code == code).expect("a law").says.as_str();
    assert_eq!(
        of("NC"),
        "3 % of the precincts are tallied by hand; where their change, extrapolated to all ballots, would reverse the outcome, all ballots are counted by hand"
    );
    assert!(of("HI").ends_with("differences are reported, and no further count follows from them"));
}

#[test]
fn a_sample_by_hand_is_held_against_the_lead_as_if_all_were_so() {
    let election_run =
        run_election(&recount::scenario::shipped("sample-then-hand").expect("shipped"), None).expect("a life");
    // The machines find the same again; ten and twenty votes are within one percent of 2,070 and 2,080.
    for contest in &election_run.contests {
        assert_eq!(contest.stages[0].tally.votes, contest.stages[1].tally.votes);
        assert_eq!(contest.stages[1].law[0].rules[1].answer, MAY);
    }
    // One precinct of ten is drawn, whichever. Sheriff: 3 votes stand for 30, more than 10. Clerk: 1 stands for 10, less than 20.
    let by_law: Vec<_> = election_run.audits.iter().filter(|audit| audit.method == "fixed_percentage").collect();
    assert_eq!(by_law.len(), 2);
    assert!(by_law[0].counted.is_some(), "the sheriff is counted in full");
    assert!(by_law[1].counted.is_none(), "the clerk is not");
}

/// What `recount law` says.
fn asked(arguments: &[&str]) -> (Option<i32>, String) {
    let output = program().arg("law").args(arguments).output().expect("the program");
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).expect("text"))
}

#[test]
fn the_law_answers_without_a_scenario() {
    let arizona = |date: &str| asked(&["arizona", "--office", "local", "--votes", "51,200", "51010", "--date", date]);
    // 190 of 102,210 votes are 0.19 %: within the half percent of 2022, and beyond the tenth of a percent before.
    for (date, says) in [("2022-11-08", "a recount is ordered"), ("2020-11-03", "no recount is ordered at this margin")]
    {
        let (status, said) = arizona(date);
        assert_eq!(status, Some(0), "{said}");
        assert!(said.starts_with(&format!("Arizona: the law of recounts, as it stood on {date}\n")), "{said}");
        assert!(
            said.contains("Ahead by 190 of 102,210 votes (0.186 %).") && said.contains(&format!("• {says}")),
            "{said}"
        );
        assert!(said.contains("The rules, by their numbers:") && said.contains("This is no legal advice."), "{said}");
    }
    // Minnesota pays where a statewide lead is small, and orders nothing.
    let (_, said) = asked(&["MN", "--office", "statewide", "--votes", "1500000", "1499000", "--date", "2026-11-03"]);
    assert!(said.contains("a recount may be asked for at public cost"), "{said}");
    // Without options every kind of contest is answered; without votes the rules are listed.
    let (_, said) = asked(&["OH"]);
    assert!(said.contains("if it is") && said.contains("--votes") && said.contains("--date"), "{said}");
    let (_, said) = asked(&["OH", "--votes", "500", "500", "--json"]);
    let document: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(document["votes"], serde_json::json!({"margin": 0, "winner": 500, "all": 1_000}));
    let kinds: usize = document["cases"]
        .as_array()
        .expect("cases")
        .iter()
        .map(|case| case["kinds"].as_array().map_or(0, Vec::len))
        .sum();
    assert_eq!(kinds, KINDS.len(), "{document}");
    for state in JURISDICTIONS {
        for votes in [&[][..], &["--votes", "1000", "999", "30"]] {
            let (status, said) = asked(&[&[state.0], votes].concat());
            assert_eq!(status, Some(0), "{said}");
            let own = LegalQuestion::of(state.1, None, false, None, &[]).expect("a question");
            assert!(said.starts_with(state.1) && said.matches("• ").count() == own.cases().len(), "{said}");
        }
    }
    for (arguments, says) in [
        (&["XX"][..], "XX"),
        (&["OH", "--votes", "10"], "votes: found \"10\"; allowed: the votes of at least two candidates"),
        (&["OH", "--votes", "1,0", "5"], "votes: found \"1,0\""),
        (&["OH", "--votes", "-1", "5"], "-1"),
        (&["OH", "--votes", "0", "0"], "votes: found \"0 0\""),
        (&["OH", "--date", "3 November"], "--date: found \"3 November\"; allowed: a date such as"),
        (&["OH", "--office", "local", "--statewide"], "statewide: found true; allowed: false, or leave it out"),
        (&["OH", "--office", "mayor"], "mayor"),
    ] {
        let (status, said) = asked(arguments);
        assert!(status == Some(2) && said.contains(says), "{arguments:?}: {said}");
    }
}
