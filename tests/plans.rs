//! Plans of a scenario's audits: what is advised is the best of the table, numbers are the simulation's own, days follow by
//! hand.

use std::collections::BTreeSet;

use recount::audit::Staff;
use recount::report;
use recount::scenario::{ScenarioFile, shipped};
use recount::simulation::{Basis, Plan, PlanRow, SimulationOptions, plan, simulate};
use serde_json::Value;

fn planned(file: &ScenarioFile, methods: &[&str], trials: u64) -> Plan {
    let methods = methods.iter().map(|name| (*name).to_owned()).collect();
    plan(file, &SimulationOptions { trials, methods, ..SimulationOptions::default() }, &|_| {}).expect("a plan")
}

/// A scenario of the tests.
fn of_tests(name: &str) -> ScenarioFile {
    let path = format!("{}/tests/data/plans/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("a scenario");
    ScenarioFile::read(name, text).expect("a scenario")
}

/// The page on a terminal, its lines put together.
fn page(plan: &Plan) -> String {
    page_in(plan, &report::LANGUAGES[0])
}

fn page_in(plan: &Plan, language: &report::Language) -> String {
    let page = report::laid_out(&report::planned_in_words(plan, language), 100);
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The page of a browser as text, its tags left out.
fn html_in(plan: &Plan, language: &report::Language) -> String {
    let page = report::html::planned(plan, language);
    let text: String = page.split('<').map(|part| part.split_once('>').map_or(part, |it| it.1)).collect();
    let text = text.replace("&quot;", "\"").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of a language, filled.
fn says(language: &report::Language, key: &str, gaps: &[(&str, &str)]) -> String {
    let (_, text) = *language.texts().iter().find(|(known, _)| *known == key).expect("a text");
    gaps.iter().fold(text.to_owned(), |text, (gap, with)| text.replace(&format!("{{{gap}}}"), with))
}

fn whole(number: f64) -> String {
    recount::number_format::grouped(number.round() as i64)
}

fn row<'p>(plan: &'p Plan, method: &str, contest: &str) -> &'p PlanRow {
    let fits = |row: &&PlanRow| row.method == method && plan.contests[row.contest].id == contest;
    plan.rows.iter().find(fits).expect("a row")
}

#[test]
fn what_is_rehearsed_is_the_simulation() {
    let file = shipped("mail-in-pools").expect("shipped");
    let methods = ["polling", "one_audit", "batch_comparison", "fixed_percentage", "full_hand_count"];
    let plan = planned(&file, &methods, 60);
    let ask =
        SimulationOptions { trials: 60, methods: methods.map(str::to_owned).to_vec(), ..SimulationOptions::default() };
    let simulated = simulate(&file, &ask, &|_| {}).expect("a simulation");
    let mut drawn = 0;
    for theirs in &simulated.rows {
        let row = plan.rows.iter().find(|row| (row.contest, row.method) == (theirs.contest, theirs.method));
        let ours = row.expect("a row").with_errors.as_ref().expect("an outlook");
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs().max(1.0);
        assert!(near(ours.hours.mean, theirs.hours.mean), "{}: {ours:?}", theirs.method);
        assert!(near(ours.cost.mean, theirs.cost.mean) && near(ours.cost.most, theirs.cost.quantiles[4]));
        assert!(near(ours.full_count, theirs.full_hand_count.fraction()), "{}", theirs.method);
        assert!(
            near(ours.cost.error, theirs.cost.sd / 60_f64.sqrt()) || ours.basis == Basis::Distribution { within: 0.0 }
        );
        drawn += u32::from(ours.basis == Basis::Rehearsals { trials: 60 });
    }
    assert!(drawn >= 4, "{drawn}");
}

#[test]
fn days_of_work_by_hand() {
    let staff = Staff { boards: 3, people_per_board: 2, hours_per_day: 7.0, deadline_days: Some(4), calendar: None };
    // Three boards of two people work 42 person-hours a day.
    for (hours, days) in [(0.0, 0), (0.1, 1), (42.0, 1), (42.1, 2), (168.0, 4), (168.5, 5)] {
        assert_eq!(staff.days(hours), days, "{hours}");
    }
    assert!(!staff.is_late(4) && staff.is_late(5));
    assert!(!Staff { deadline_days: None, ..staff }.is_late(1_000_000));
}

/// Holds a recommendation against the audits it was chosen from: name, what is expected of it.
fn is_best_of(advice: &Value, audits: &[(&str, &Value)], staff: &Value, days: Option<f64>) {
    let number = |value: &Value, of: &str, key: &str| value[of][key].as_f64().unwrap_or(0.0);
    let cost = |it: &Value| number(it, "cost", "mean");
    let in_time = |it: &&(&str, &Value)| it.1["in_time"].as_f64().is_none_or(|chance| chance >= 0.9);
    let timely: Vec<&(&str, &Value)> = audits.iter().filter(in_time).collect();
    assert_eq!(advice["meets_deadline"], !timely.is_empty(), "{advice}");
    let among: Vec<&(&str, &Value)> = if timely.is_empty() { audits.iter().collect() } else { timely };
    let least = among.iter().map(|it| cost(it.1)).fold(f64::INFINITY, f64::min);
    let best = among.iter().find(|it| advice["method"] == it.0).expect("what is advised may be chosen");
    assert!(cost(best.1) <= least, "{advice}: {least}");
    assert_eq!(advice["cost"], best.1["cost"]["mean"]);
    assert_eq!(advice["chance_in_time"], best.1["in_time"]);
    assert_eq!(advice["basis"], best.1["basis"]);
    let error = |it: &Value| number(it, "cost", "standard_error");
    let near = |it: &Value| cost(it) - least < (2.0 * error(it).hypot(error(best.1))).max(0.5);
    let ties: BTreeSet<&str> = among.iter().filter(|it| it.0 != best.0 && near(it.1)).map(|it| it.0).collect();
    let shown: BTreeSet<&str> = advice["ties"].as_array().expect("ties").iter().filter_map(Value::as_str).collect();
    assert_eq!(shown, ties, "{advice}");
    let Some(days) = days else { return };
    // Boards by trying one after the other.
    let a_board =
        days * staff["people_per_board"].as_f64().expect("people") * staff["hours_per_day"].as_f64().expect("hours");
    let needs = |it: &Value| {
        (1..100_000).find(|&n| f64::from(n) * a_board >= number(it, "hours", "0.9") - 1e-6).expect("boards")
    };
    assert_eq!(advice["boards_needed"].as_i64(), Some(i64::from(needs(best.1))), "{advice}");
    if advice["meets_deadline"] == false {
        let fewest: i32 = audits.iter().map(|it| needs(it.1)).min().expect("audits");
        assert_eq!(advice["fewest_boards"]["boards"].as_i64(), Some(i64::from(fewest)), "{advice}");
    }
}

/// The day after `days` days of work from Monday, 23 November 2026, counted one by one.
fn day_of_work(days: u64, weekends: bool) -> String {
    let (mut year, mut month, mut day, mut weekday, mut left) = (2026, 11, 23, 0, days.max(1) - 1);
    while left > 0 {
        let leap = year % 4 == 0;
        let last = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
        day += 1;
        if day > last {
            (day, month) = (1, month + 1);
        }
        if month > 12 {
            (month, year) = (1, year + 1);
        }
        weekday = (weekday + 1) % 7;
        left -= u64::from(weekends || weekday < 5);
    }
    format!("{year}-{month:02}-{day:02}")
}

/// What the first sentences must say beside the method, from the document: the cost and what it rests on, the day that the
/// boards reach, the deadline and how often it is met, the boards that would be enough.
fn sentences(json: &Value, advice: &Value, audit: &Value, language: &report::Language) -> Vec<String> {
    let text = |key: &str, gaps: &[(&str, &str)]| says(language, key, gaps);
    let several = |n: u64, one: &str, many: &str| {
        if n == 1 { text(one, &[]) } else { text(many, &[("n", &whole(n as f64))]) }
    };
    let boards_of = |n: u64| several(n, "one_board", "boards");
    let days_of = |n: u64| several(n, "one_day", "within_days");
    let mut all = Vec::new();
    let trials = audit["trials"].as_u64();
    let basis = audit["basis"].as_str().expect("a basis");
    let error = whole(audit["cost"]["standard_error"].as_f64().unwrap_or(0.0));
    let by = match (basis, trials) {
        ("law", _) => text("by_distribution", &[]),
        (_, None) => text("by_distributions", &[]),
        (_, Some(n)) => {
            let n = several(n, "one_rehearsal", "rehearsals");
            text(if basis == "rehearsals" { "by_lot" } else { "by_sums" }, &[("error", &error), ("rehearsals", &n)])
        }
    };
    let cost = whole(advice["cost"].as_f64().expect("dollars"));
    let key = if advice["certain"] == true { "costs_surely" } else { "costs_on_average" };
    all.push(text(key, &[("cost", &cost), ("by", &by)]));
    let staff = &json["staff"];
    let number = |key: &str| staff[key].as_u64();
    let a_day = number("boards").unwrap_or(0) as f64
        * number("people_per_board").unwrap_or(0) as f64
        * staff["hours_per_day"].as_f64().unwrap_or(0.0);
    let hours = audit["hours"]["0.9"].as_f64().expect("hours");
    let days = (0..1_000_000).find(|&n| n as f64 * a_day >= hours - 1e-6).expect("days");
    assert_eq!(advice["ends"]["days"].as_u64(), Some(days), "{advice}");
    let calendar = &staff["calendar"];
    let date = (!calendar.is_null()).then(|| day_of_work(days, calendar["weekends"] == true));
    assert_eq!(advice["ends"]["date"].as_str(), date.as_deref(), "{advice}");
    let deadline: Vec<String> =
        [calendar["deadline"].as_str().map(str::to_owned), number("deadline_days").map(days_of)]
            .into_iter()
            .flatten()
            .collect();
    let deadline = deadline.join(", ");
    if date.is_none() && deadline.is_empty() {
        return all;
    }
    let boards = boards_of(number("boards").unwrap_or(0));
    let certain = advice["certain"] == true;
    let key = match (&date, certain) {
        (Some(_), true) => "ends_on",
        (Some(_), false) => "ends_by",
        (None, true) => "takes",
        (None, false) => "takes_most",
    };
    let days = days_of(days);
    let mut when = text(key, &[("boards", &boards), ("date", date.as_deref().unwrap_or_default()), ("days", &days)]);
    if let Some(chance) = advice["chance_in_time"].as_f64() {
        let met = match (certain, basis, trials) {
            (true, ..) => String::new(),
            (_, "rehearsals", Some(n)) => {
                let k = whole(chance * n as f64);
                text("met_in", &[("k", &k), ("rehearsals", &several(n, "one_rehearsal", "rehearsals"))])
            }
            (_, "put_together", _) if chance <= 0.0 => text("never_met", &[]),
            _ => text(if basis == "law" { "met_by_law" } else { "met_about" }, &[])
                .split('{')
                .next()
                .unwrap_or("")
                .to_owned(),
        };
        when += &text("against", &[("deadline", &deadline), ("met", &met)]);
    }
    all.push(when);
    if advice["meets_deadline"] == false {
        all.push(match advice["boards_needed"].as_u64() {
            Some(1) => text("one_is_enough", &[]),
            Some(n) => text("enough", &[("boards", &boards_of(n))]),
            None => text("no_boards", &[]),
        });
    }
    all
}

/// What is printed of a plan in every language, on a terminal and as a page.
struct Printed(Vec<(&'static report::Language, [String; 2])>);

impl Printed {
    fn of(plan: &Plan) -> Self {
        let of = |language| (language, [page_in(plan, language), html_in(plan, language)]);
        Self(report::LANGUAGES.iter().map(of).collect())
    }

    /// Everywhere it says so.
    fn says(&self, what: &dyn Fn(&report::Language) -> String) {
        for (language, pages) in &self.0 {
            let what = what(language);
            assert!(pages.iter().all(|page| page.contains(&what)), "{}: {what}", language.code);
        }
    }

    /// Everywhere a recommendation opens so, and then says what its document says.
    fn advises(&self, json: &Value, advice: &Value, audit: &Value, opens: &dyn Fn(&report::Language) -> String) {
        for (language, pages) in &self.0 {
            let opens = opens(language);
            for page in pages {
                let begins = page.find(&opens).unwrap_or_else(|| panic!("{opens} in {page}"));
                let line: String = page[begins..].chars().take(1_500).collect();
                for says in sentences(json, advice, audit, language) {
                    assert!(line.contains(&says), "{}: {says:?} in {line}", language.code);
                }
            }
        }
    }
}

/// How the recommendation of one contest must open.
fn opens(language: &report::Language, staff: &Value, title: &str, advice: &Value) -> String {
    let several = |n: u64, one: &str, many: &str| {
        if n == 1 { says(language, one, &[]) } else { says(language, many, &[("n", &n.to_string())]) }
    };
    let method = advice["method"].as_str().expect("a method");
    let name = if method == "full_hand_count" { says(language, "full_by_hand", &[]) } else { method.to_owned() };
    let deadline = staff["calendar"]["deadline"].as_str().map(str::to_owned);
    let days = staff["deadline_days"].as_u64().map(|n| several(n, "one_day", "within_days"));
    let deadline = [deadline, days].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let boards = several(staff["boards"].as_u64().unwrap_or(0), "one_board", "boards");
    let gaps = [("contest", title), ("method", &name), ("deadline", &deadline), ("boards", &boards)];
    let line = says(language, if advice["meets_deadline"] == true { "advised" } else { "none_in_time" }, &gaps);
    line.split("{cost}").next().unwrap_or_default().to_owned()
}

/// Holds all that a plan advises against its own tables, in every language; how many recommendations there were.
fn all_is_best(plan: &Plan, days: Option<f64>) -> u32 {
    let json = report::planned(plan);
    let (staff, printed, empty) = (&json["staff"], Printed::of(plan), Vec::new());
    let mut shown = 0;
    let contests = json["contests"].as_array().expect("contests");
    for contest in contests {
        let advice = &contest["recommendation"];
        let title = contest["title"].as_str().expect("a title");
        let rows = json["plans"].as_array().unwrap_or(&empty).iter().filter(|row| row["contest"] == contest["contest"]);
        if contest["contested"] == false || contest["opportunistic"] == true {
            let key = if contest["contested"] == false { "nothing_to_audit" } else { "contest_measured" };
            assert!(advice.is_null() && rows.count() == 0, "{contest}");
            printed.says(&|language| says(language, key, &[("contest", title)]));
            continue;
        }
        let key = if contest["reported_outcome_correct"] == true { "with_errors" } else { "if_nothing_wrong" };
        assert_eq!(advice["outlook"], key);
        let rows: Vec<&Value> = rows.filter(|row| row["fits"] == true).collect();
        let lawful = rows.iter().filter(|row| row["limits_risk"] == true);
        let audits: Vec<(&str, &Value)> = lawful
            .map(|row| (row["method"].as_str().unwrap_or_default(), &row[key]))
            .filter(|it| !it.1.is_null())
            .collect();
        is_best_of(advice, &audits, staff, days);
        let best = audits.iter().find(|it| advice["method"] == it.0).expect("a row").1;
        printed.advises(&json, advice, best, &|language| opens(language, staff, title, advice));
        holds_rows(&rows, contest["ballots"].as_f64().expect("ballots"), &printed);
        shown += 1;
    }
    if plan.together.is_some() {
        let ways = json["together"].as_array().unwrap_or(&empty).iter();
        let name =
            |way: &'_ Value| way["method"].as_str().or(way["way"].as_str()).map(str::to_owned).unwrap_or_default();
        let ways: Vec<(String, &Value)> = ways.map(|way| (name(way), way)).collect();
        let advice = &json["recommendation"];
        let key = advice["outlook"].as_str().expect("an outlook");
        let audits: Vec<(&str, &Value)> =
            ways.iter().map(|(name, way)| (name.as_str(), &way[key])).filter(|it| !it.1.is_null()).collect();
        is_best_of(advice, &audits, staff, days);
        let best = audits.iter().find(|it| advice["method"] == it.0).expect("a way").1;
        let bound = |it: &&Value| it["contested"] == true && it["opportunistic"] == false;
        let n = contests.iter().filter(bound).count().to_string();
        let measured = contests.iter().any(|it| it["contested"] == true && it["opportunistic"] == true);
        let of = if measured { "all_bound_contests" } else { "all_together" };
        printed.advises(&json, advice, best, &|language| says(language, of, &[("n", &n)]) + ":");
        shown += 1;
    }
    shown
}

/// Holds the rows of one contest that fit: no more first-round cards than there are, ballots that are counted twice said in
/// words, and shares of rehearsals told as how many of how many: a percentage of a few would say more than was seen.
fn holds_rows(rows: &[&Value], ballots: f64, printed: &Printed) {
    let outlooks = || rows.iter().flat_map(|row| [&row["if_nothing_wrong"], &row["with_errors"]]);
    if outlooks().any(|it| it["ballots"]["mean"].as_f64().unwrap_or(0.0) > ballots) {
        printed.says(&|language| {
            let opens = says(language, "counted_twice", &[("all", &whole(ballots))]);
            opens.split("{list}").next().unwrap_or_default().trim_end().to_owned()
        });
    }
    for it in rows.iter().map(|row| &row["with_errors"]).filter(|it| it["basis"] == "rehearsals") {
        let n = it["trials"].as_f64().expect("a number");
        let k = it["full_hand_count"].as_f64().expect("a share") * n;
        printed.says(&|_| format!("{}/{}", whole(k), whole(n)));
    }
    for row in rows {
        assert!(row["cards"].as_u64() <= row["population"].as_u64().max(Some(ballots as u64)), "{row}");
    }
}

/// A county made up from a number: contests, margins, care, pools, boards and a deadline.
fn made_up(number: u64) -> (ScenarioFile, Option<f64>) {
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(0xD1B5_4A32_D192_ED03);
    let mut pick = |of: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % of
    };
    let contests = 1 + pick(3);
    let ballots = 600 + 400 * pick(5);
    let mut text = "# Which audit?\ntitle = \"t\"\nlesson = \"l\"\nrates = { batch_size = 100 }\n".to_owned();
    let mut votes = String::new();
    for contest in 0..contests {
        let names = if pick(9) == 0 { "\"Ada\"" } else { "\"Ada\", \"Ben\"" };
        text += &format!(
            "[[contest]]\nid = \"c{contest}\"\ntitle = \"Contest {contest}\"\nrule = \"plurality\"\ncandidates = [{names}]\n"
        );
        let lead = ballots * [1, 4, 12, 30][pick(4) as usize] / 100;
        let voted = ballots * 9 / 10;
        let ben = (voted - lead) / 2;
        let ada = voted - ben;
        votes += &if names.len() > 5 {
            format!("votes.c{contest} = {{ Ada = {ada}, Ben = {ben} }}\n")
        } else {
            format!("votes.c{contest} = {{ Ada = {ada} }}\n")
        };
    }
    text += &format!("[[paper]]\nprecinct = \"P\"\nballots = {ballots}\n{votes}");
    let faults = ["", "faults = [{ kind = \"misread\", rate = 0.01 }]\n"][pick(2) as usize];
    text += &format!("[[stage]]\nid = \"count\"\nby = \"machine\"\n{faults}[audit]\nmethods = [\"polling\"]\n");
    text += ["care = \"exact\"\n", "care = \"careful\"\n", "care = \"single_pass\"\n"][pick(3) as usize];
    let one_sample = pick(2) == 1;
    text += ["", "one_sample = true\n"][usize::from(one_sample)];
    if one_sample && contests > 1 && pick(2) == 1 {
        text += "opportunistic = [\"c0\"]\n";
    }
    text += &format!("[audit.work]\nboards = {}\n", 1 + pick(3));
    // Monday to some days later: weekends are days of work only where the scenario says so.
    let days = [None, Some(1), Some(2), Some(4), Some(7)][pick(5) as usize];
    match (days, pick(3)) {
        (Some(days), 0) => text += &format!("deadline_days = {days}\n"),
        (Some(days), 1) => {
            text += &format!("starts = \"2026-11-23\"\ndeadline = \"{}\"\nweekends = true\n", day_of_work(days, true));
        }
        (Some(days), _) => text += &format!("starts = \"2026-11-23\"\ndeadline = \"{}\"\n", day_of_work(days, false)),
        (None, 0) => text += "starts = \"2026-11-23\"\n",
        (None, _) => {}
    }
    (ScenarioFile::read("made up", text).expect("a scenario"), days.map(|days| days as f64))
}

#[test]
fn what_is_advised_is_the_best_of_what_may_be_chosen() {
    let mut shown = 0;
    for number in 0..10 {
        let (file, days) = made_up(number);
        let methods =
            ["minerva", "polling", "ballot_comparison", "super_simple", "batch_comparison", "fixed_percentage"];
        shown += all_is_best(&planned(&file, &methods, 24), days);
    }
    assert!(shown >= 15, "{shown}");
}

#[test]
#[ignore = "minutes"]
fn long_what_is_advised_is_the_best_of_what_may_be_chosen() {
    let shown: u32 = (10..400)
        .map(|number| {
            let (file, days) = made_up(number);
            all_is_best(&planned(&file, &[], 0), days)
        })
        .sum();
    assert!(shown >= 500, "{shown}");
}

#[test]
fn a_county_by_friday_is_told_what_it_can_do() {
    let file = of_tests("county_by_friday");
    let plan = planned(&file, &["suite", "stratified", "one_audit", "batch_comparison", "minerva"], 20);
    // Monday to Friday of one week.
    assert_eq!(all_is_best(&plan, Some(5.0)), 6);
    let text = page(&plan);
    let together = text
        .find("All 5 contests together: with 3 boards, no risk-limiting audit, not even a full")
        .expect("told first");
    let dated = text.find("nine audits of ten end by 202").expect("dated");
    assert!(together < dated && dated < together + 600, "{text}");
    // What the program does not know comes before what it advises.
    let rules = text.find("Mayor (ranked choice), Measure A (60 %): the title speaks of another rule").expect("warned");
    assert!(rules < together && together < 400 && text.contains("the office or the law must decide"), "{text}");
    // Two pages of rehearsals: most of these audits end in a full hand count.
    let stratified = row(&plan, "stratified", "coroner").with_errors.as_ref().expect("rehearsed");
    assert!(
        stratified.full_count > 0.3 && stratified.cards.mean + stratified.ballots.mean > 20_000.0,
        "{stratified:?}"
    );
    let json = report::planned(&plan);
    for contest in json["contests"].as_array().expect("contests") {
        assert_ne!(contest["recommendation"]["method"], "stratified", "{contest}");
    }
    let suite = row(&plan, "suite", "mayor").with_errors.as_ref().expect("rehearsed");
    let full = row(&plan, "full_hand_count", "mayor").with_errors.as_ref().expect("a law");
    assert!(suite.cost.mean > full.cost.mean, "wages for all work: {} {}", suite.cost.mean, full.cost.mean);
    // All contests in one pass take less than one after the other: each ballot is handled once.
    let one_pass =
        json["together"].as_array().expect("ways").iter().find(|it| it["way"] == "full_hand_count").expect("one pass");
    let one_pass = one_pass["with_errors"]["cost"]["mean"].as_f64().expect("dollars");
    let each: f64 = plan.rows.iter().filter(|row| row.method == "full_hand_count").map(|row| row.full_count.cost).sum();
    // 41,230 ballots handled four times more at 0.08 person-minutes and $25 an hour.
    let handled = 4.0 * 41_230.0 * (0.35 - 0.27) / 60.0 * 25.0;
    assert!((each - one_pass - handled).abs() < 1.0, "{each} {one_pass} {handled}");
}

#[test]
fn an_average_of_wald_is_not_what_an_audit_costs() {
    let file = of_tests("cheapest");
    let plan = planned(&file, &["polling", "ballot_comparison", "minerva"], 100);
    all_is_best(&plan, None);
    let polling = row(&plan, "polling", "mayor");
    let rehearsed = polling.with_errors.as_ref().expect("rehearsed");
    assert!(rehearsed.cost.mean > 1.5 * polling.work.cost, "{} {}", rehearsed.cost.mean, polling.work.cost);
    let ask = SimulationOptions {
        trials: 100,
        methods: vec!["polling".to_owned()],
        seed: Some("another".to_owned()),
        ..SimulationOptions::default()
    };
    let simulated = simulate(&file, &ask, &|_| {}).expect("a simulation");
    let theirs = &simulated.rows[0].cost;
    let off = (rehearsed.cost.mean - theirs.mean).abs() / rehearsed.cost.error.hypot(theirs.sd / 10.0);
    assert!(off < 4.0, "{off}");
}

#[test]
fn cards_without_a_record_are_known_before_the_draw() {
    let plan = planned(&of_tests("cards_without_record"), &["ballot_comparison", "super_simple"], 400);
    for method in ["ballot_comparison", "super_simple"] {
        // A draw-by-draw simulation of the super-simple rule has a mean of 74 and 4.5 % of samples of 32 without such a card.
        let clean = row(&plan, method, "mayor").if_nothing_wrong.as_ref().expect("an outlook");
        assert!(clean.cards.mean > 60.0 && clean.cards.most > 100.0, "{method}: {clean:?}");
    }
}

#[test]
fn a_full_hand_count_has_one_figure() {
    let file = of_tests("tie_on_a_third");
    let plan = planned(&file, &["super_simple"], 10);
    let ask = SimulationOptions { trials: 3, methods: vec!["super_simple".to_owned()], ..SimulationOptions::default() };
    let simulated = simulate(&file, &ask, &|_| {}).expect("a simulation");
    let theirs = simulated.rows.iter().find(|row| plan.contests[row.contest].id == "ward").expect("a row");
    let election = recount::simulation::run(&file, None).expect("a life");
    let run = election.audits.iter().find(|it| plan.contests[it.contest].id == "ward").expect("an audit");
    let ours = row(&plan, "full_hand_count", "ward");
    assert!(
        (ours.full_count.cost - theirs.cost.mean).abs() < 1e-6 && (ours.full_count.cost - run.work.cost).abs() < 1e-6
    );
    assert!((ours.full_count.hours - theirs.hours.mean).abs() < 1e-6);
    let misfit = row(&plan, "super_simple", "ward").misfit.as_ref().map(ToString::to_string);
    assert_eq!(misfit.as_deref(), Some("a reported tie can only be counted by hand"));
    all_is_best(&plan, None);
}

#[test]
fn no_batch_is_tallied_twice_and_none_that_is_not_there() {
    let plan = planned(&of_tests("one_batch"), &["batch_comparison", "batch_assertions"], 10);
    all_is_best(&plan, None);
    let batches = row(&plan, "batch_comparison", "mayor");
    assert_eq!((batches.cards, batches.batches, batches.draws > 100), (50, Some(1), true));
    assert!(batches.misfit.is_some() && page(&plan).contains("every batch would be tallied: count them all"));
    assert!((batches.work.cost - batches.full_count.cost).abs() < 1e-9);
}

#[test]
fn where_nobody_can_lose_there_is_nothing_to_audit() {
    let plan = planned(&of_tests("uncontested"), &[], 0);
    assert_eq!(all_is_best(&plan, None), 0);
    assert!(plan.rows.is_empty() && page(&plan).contains("nobody can lose: nothing to audit"));
}

#[test]
fn a_wrong_report_is_planned_as_if_it_were_right_and_said_to_be_wrong() {
    let plan =
        planned(&shipped("antrim-2020").expect("shipped"), &["minerva", "ballot_comparison", "batch_comparison"], 5);
    let wrong = plan.audited.iter().find(|it| !it.reported_right).expect("a wrong report");
    assert!(page(&plan).contains("In this scenario the reported outcome is wrong"));
    let advised = wrong.advice.as_ref().expect("advice").choice;
    let outlook = plan.outlook(advised).expect("an outlook");
    assert_eq!(plan.rows[advised].if_nothing_wrong.as_ref(), Some(outlook));
    all_is_best(&plan, None);
}

#[test]
fn a_deadline_is_seen_on_the_page() {
    let text = recount::scenario::SHIPPED.iter().find(|(name, _)| *name == "seven-polls").expect("shipped").1;
    let text =
        format!("{text}\n[audit.work]\nboards = 2\npeople_per_board = 3\nhours_per_day = 6.5\ndeadline_days = 3\n");
    let file = ScenarioFile::read("seven-polls", text).expect("a scenario");
    let plan = planned(&file, &["ballot_comparison", "full_hand_count"], 10);
    let text = page(&plan);
    assert!(text.contains("Boards of 3 people, 2 at a time, 6.5 hours a day; deadline: 3 days of work."), "{text}");
    // 60,000 ballots at 14 minutes for 120 by three people: 350 person-hours, nine days of 39.
    let full = row(&plan, "full_hand_count", "mayor").with_errors.as_ref().expect("a law");
    assert!((full.hours.mean - 350.0).abs() < 1e-9 && full.in_time == Some(0.0) && full.boards == Some(6), "{full:?}");
    assert!(text.contains("deadline: 3 days of work, met in 10 of 10 rehearsals."), "{text}");
}

#[test]
fn lines_of_a_plan_fit_a_terminal_and_rows_keep_their_cells() {
    for file in [of_tests("county_by_friday"), shipped("mail-in-pools").expect("shipped")] {
        let plan = planned(&file, &["minerva", "batch_comparison", "ballot_comparison", "one_audit"], 5);
        for language in report::LANGUAGES {
            let page = report::planned_in_words(&plan, language);
            for width in [60, 80, 100] {
                let laid = report::laid_out(&page, width);
                for line in laid.lines() {
                    assert!(line.chars().count() <= width, "{width}: {line}");
                }
                // A row is one line: the method stands beside its cards.
                let of_row = |line: &&str| line.trim_start().starts_with("full_hand_count ");
                assert!(laid.lines().filter(of_row).all(|line| line.chars().any(|c| c.is_ascii_digit())), "{laid}");
            }
        }
    }
}

/// Which cards are drawn for others, with a close contest of which none are asked: the others alone draw just as many.
#[test]
fn a_contest_that_is_only_measured_drives_nothing() {
    let text = |audit: &str| {
        let votes = "votes.far = { Ada = 1400, Ben = 600 }\nvotes.wide = { Eve = 1300, Fay = 700 }\n";
        let contests = [("far", "\"Ada\", \"Ben\""), ("wide", "\"Eve\", \"Fay\""), ("close", "\"Cal\", \"Dot\"")];
        let contest = |(id, names): &(&str, &str)| {
            format!("[[contest]]\nid = \"{id}\"\nrule = \"plurality\"\ncandidates = [{names}]\n")
        };
        let contests: Vec<String> = contests.iter().map(contest).collect();
        let contests = contests.concat();
        format!(
            "# What is measured?\ntitle = \"t\"\nlesson = \"l\"\n{contests}[[paper]]\nprecinct = \"P\"\nballots = 2000\n{votes}\
             votes.close = {{ Cal = 1040, Dot = 960 }}\n[[stage]]\nid = \"count\"\nby = \"machine\"\n[audit]\n\
             methods = [\"ballot_comparison\"]\none_sample = true\ncare = \"exact\"\n{audit}"
        )
    };
    let of = |audit: &str| {
        planned(&ScenarioFile::read("measured", text(audit)).expect("a scenario"), &["ballot_comparison"], 40)
    };
    let way = |plan: &Plan, name: &str| {
        let json = report::planned(plan);
        let ways = json["together"].as_array().expect("ways").clone();
        ways.into_iter().find(|way| way["way"] == name).expect("a way")
    };
    let plan = of("opportunistic = [\"close\"]\n");
    let [measured, alone, all] =
        [&plan, &of("contests = [\"far\", \"wide\"]\n"), &of("")].map(|plan| way(plan, "one_sample"));
    let key = if measured["with_errors"].is_null() { "if_nothing_wrong" } else { "with_errors" };
    assert_eq!(measured[key]["cards"], alone[key]["cards"]);
    assert!(all[key]["cards"]["mean"].as_f64() > alone[key]["cards"]["mean"].as_f64(), "{all}");
    // A lead of 80 in 2,000 is not confirmed by the few cards of the others.
    assert_eq!(measured["measured"], serde_json::json!([{"contest": "close", "confirmed": 0, "trials": 40}]));
    assert_eq!(way(&plan, "full_hand_count")["with_errors"]["ballots"]["mean"], 2000.0);
    assert!(plan.rows.iter().all(|row| plan.contests[row.contest].id != "close"));
    assert_eq!(all_is_best(&plan, None), 3);
    let text = page(&plan);
    assert!(text.contains("All 2 contests that must be confirmed, together: "), "{text}");
    assert!(text.contains("On one sample by ballot_comparison it was confirmed in 0 of 40 rehearsals."), "{text}");
}

#[test]
fn titles_that_speak_of_another_rule_are_warned_of_where_the_contest_is() {
    let plan = planned(&of_tests("county_by_friday"), &["minerva"], 2);
    let json = report::planned(&plan);
    let suggests: Vec<&str> = json["contests"]
        .as_array()
        .expect("contests")
        .iter()
        .map(|it| it["title_suggests"].as_str().unwrap_or(""))
        .collect();
    assert_eq!(suggests, ["", "", "ranked choice", "60 %", ""]);
    for page in [page(&plan), html_in(&plan, &report::LANGUAGES[0])] {
        let warned = page.find("Its title says “ranked choice”").expect("warned");
        let advised = page.find("Mayor (ranked choice): ").expect("a line");
        assert!(warned < advised && advised < warned + 400, "{page}");
    }
}

#[test]
fn a_run_warns_of_such_titles_too() {
    let text = "# Who won?\ntitle = \"t\"\nlesson = \"l\"\n[[contest]]\nid = \"m\"\ntitle = \"Mayor (ranked choice)\"\n\
                rule = \"plurality\"\ncandidates = [\"Ada\", \"Ben\"]\n[[paper]]\nprecinct = \"P\"\nballots = 100\n\
                votes.m = { Ada = 60, Ben = 40 }\n[[stage]]\nid = \"count\"\nby = \"machine\"\n";
    let file = ScenarioFile::read("titles", text.to_owned()).expect("a scenario");
    let election = recount::simulation::run(&file, None).expect("a life");
    for language in report::LANGUAGES {
        let warned = says(language, "other_rule", &[("word", "ranked choice")]);
        let terminal = report::terminal(&election, report::Page { width: 100, colour: false, language });
        assert!(terminal.contains(&warned), "{terminal}");
        assert!(report::html::run(&election, language).contains(&warned));
    }
}

#[test]
fn more_ballots_than_there_are_and_more_cards_are_said_in_words() {
    let plan = planned(&of_tests("county_by_friday"), &["batch_comparison", "polling"], 20);
    let text = page(&plan);
    let closest = row(&plan, "batch_comparison", "mayor");
    let ballots = closest.with_errors.as_ref().expect("rehearsed").ballots.mean;
    if ballots > 41_230.0 {
        assert!(text.contains("all 41,230 are counted after it"), "{text}");
    }
    assert!(!text.contains("of 82,460 cards, at least") || text.contains("of 82,460 cards, at least 25 %"));
    for asks in text.match_indices("a sample would take ").map(|(at, _)| &text[at + 20..]) {
        let first: String = asks.split(' ').next().unwrap_or_default().replace(',', "");
        assert!(first == "more" || first.parse::<u64>().is_ok_and(|n| n <= 82_460), "{asks}");
    }
}

#[test]
fn counting_a_part_by_hand_needs_no_seed() {
    // 1,000 of 3,000 ballots carry the contest; each takes 0.35 person-minutes, and nothing is drawn.
    let plan = planned(&of_tests("tie_on_a_third"), &["super_simple"], 10);
    let full = row(&plan, "full_hand_count", "ward").full_count;
    assert!((full.hours - 1_000.0 * 0.35 / 60.0).abs() < 1e-9, "{full:?}");
}

#[test]
fn a_plan_of_wrong_reports_says_what_it_rests_on() {
    let plan = planned(&shipped("wellington-2012").expect("a scenario"), &["ballot_comparison", "polling"], 2);
    let page = page(&plan);
    let first = page.split("Each contest as if").next().expect("a first part").replace('\n', " ");
    assert!(first.contains("not every reported outcome is right"), "{first}");
    assert!(first.contains("As things are in this scenario, it would cost $"), "{first}");
}
