//! Plans before a card is drawn: exact distributions against simulated audits, slow twins, calendars, places to pull.

use std::process::Output;

use recount::audit::sample_size::{
    ExpectedRates, PairFigures, SampleSizeDistribution, among, central, distribution, drawn,
};
use recount::audit::{Calendar, Date};
use recount::random::Streams;
use recount::report::{LANGUAGES, planned, planned_in_words};
use recount::risk::comparison_distribution::{at_round_ends, first_sizes};
use recount::risk::polling::{Athena, Minerva, PollDesign, Providence, RoundBravo, RoundRule};
use recount::risk::{Discrepancies, DiscrepancyRates, GAMMA, SuperSimple, average_sample_number};
use recount::scenario::{SHIPPED, ScenarioFile};
use recount::simulation::{Plan, PlanRow, SimulationOptions, plan};

#[expect(clippy::print_stderr, reason = "the counts are asked for with --nocapture")]
fn say(text: &str) {
    eprintln!("{text}");
}

/// A shipped scenario whose text is changed; boards read without error.
fn scenario(name: &str, changes: &[(&str, &str)]) -> ScenarioFile {
    let mut text = SHIPPED.iter().find(|(shipped, _)| *shipped == name).expect("shipped").1.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{name}: {from}");
        text = text.replacen(from, to, 1);
    }
    ScenarioFile::read(name, text).expect("a scenario")
}

fn planned_by(file: &ScenarioFile, methods: &[&str], ask: SimulationOptions) -> Plan {
    let methods = methods.iter().map(|name| (*name).to_owned()).collect();
    plan(file, &SimulationOptions { methods, ..ask }, &|_| {}).expect("a plan")
}

fn row<'p>(plan: &'p Plan, method: &str, contest: &str) -> &'p PlanRow {
    let fits = |row: &&PlanRow| row.method == method && plan.contests[row.contest].id == contest;
    plan.rows.iter().find(fits).expect("a row")
}

/// Compares every row that has an exact distribution with its own rehearsal; returns the largest deviation in standard errors.
fn against_rehearsals(plan: &Plan, cells: &mut usize) -> f64 {
    let rehearsed = plan.rehearsed.as_ref().expect("trials");
    let trials = rehearsed.trials as f64;
    let mut worst = 0.0_f64;
    for (row, drawn) in plan.rows.iter().zip(&rehearsed.rows) {
        let Ok(foreseen) = &row.foreseen else { continue };
        let distribution = &foreseen.distribution;
        let mut share = |what: &str, exact: f64, theirs: f64| {
            // Where nearly all audits agree, the error of the count is that of one audit.
            let error = (exact * (1.0 - exact) / trials).sqrt().max(0.5 / trials);
            let off = (exact - theirs).abs() / error;
            assert!(off < 4.0, "{} {}: {what} {exact} against {theirs}", plan.name, row.method);
            worst = worst.max(off);
            *cells += 1;
        };
        let first = distribution.confirms_in(0).expect("the first round");
        let gone_on = if distribution.stops.is_empty() { 0.0 } else { 1.0 - first };
        let more = distribution.stops.len() > 1;
        if more {
            share("second round", gone_on, drawn.second_round.fraction());
            let second = distribution.confirms_in(1).expect("the second round");
            share("third round", gone_on - second, drawn.third_round.fraction());
        }
        let Some(full) = distribution.full_hand_count() else {
            // The distribution gives nothing after the first round, but it gives the first round.
            share("second round", gone_on, drawn.second_round.fraction());
            continue;
        };
        share("full count", full, drawn.full_hand_count.fraction());
        let work = foreseen.work.expect("every ending is known");
        for (what, exact, theirs) in [
            ("cards", foreseen.cards.expect("every ending is known"), &drawn.cards),
            ("hours", work.hours, &drawn.hours),
            ("cost", work.cost, &drawn.cost),
        ] {
            // Of distinct cards the distribution gives the mean: half a card is no deviation.
            let error = theirs.sd / trials.sqrt() + 1e-4 * exact + if what == "cards" { 0.5 } else { 0.0 };
            let off = (exact - theirs.mean).abs() / error;
            assert!(off < 4.0, "{} {}: {what} {exact} against {}", plan.name, row.method, theirs.mean);
            worst = worst.max(off);
            *cells += 1;
        }
    }
    worst
}

const POLLS: [&str; 5] = ["bravo", "eor_bravo", "minerva", "athena", "providence"];

#[test]
#[ignore = "statistics: a step of its own in tests/run.sh"]
fn statistics_exact_laws_are_what_audits_by_lot_come_to() {
    laws_meet_rehearsals(1);
}

#[test]
#[ignore = "ten times the rehearsals, some minutes"]
fn long_exact_laws_are_what_audits_by_lot_come_to() {
    laws_meet_rehearsals(10);
}

fn laws_meet_rehearsals(times: u64) {
    let by_growth = [("round_chance = 0.9", "contests = [\"mayor\"]\ncare = \"exact\"")];
    let by_chance = [("round_chance = 0.9", "round_chance = 0.9\ncontests = [\"mayor\"]\ncare = \"exact\"")];
    let small_first = [(
        "round_chance = 0.9",
        "contests = [\"mayor\"]\ncare = \"exact\"\nfirst_round = 600\ngrowth = 1.4\nmost_rounds = 4",
    )];
    let by_card =
        [("round_chance = 0.9", "contests = [\"mayor\"]\ncare = \"exact\"\ncard_by_card = true\nfull_count_at = 0.05")];
    let bonds = [("law = \"WV\"", "contests = [\"bond\"]\nfirst_round = 40\nmost_rounds = 3")];
    let pools = [("most_rounds = 12", "most_rounds = 12\ncare = \"exact\"\nfirst_round = 500")];
    let compare =
        ["bravo", "eor_bravo", "minerva", "bayes_polling", "ballot_comparison", "super_simple", "full_hand_count"];
    let mut cells = 0;
    let mut worst = 0.0_f64;
    for (name, changes, methods, trials) in [
        ("seven-polls", &by_growth[..], &POLLS[..], 60),
        ("seven-polls", &by_chance, &POLLS, 60),
        ("seven-polls", &small_first, &POLLS, 60),
        ("seven-polls", &by_card, &["bravo", "ballot_comparison", "super_simple"], 60),
        ("county-batches", &bonds, &compare, 250),
        ("mail-in-pools", &pools, &["bravo", "minerva"], 200),
    ] {
        let ask = SimulationOptions { trials: trials * times, ..SimulationOptions::default() };
        let plan = planned_by(&scenario(name, changes), methods, ask);
        worst = worst.max(against_rehearsals(&plan, &mut cells));
    }
    say(&format!(
        "exact distributions against rehearsals: {cells} cells, largest deviation {worst:.2} standard errors"
    ));
    assert!(cells >= 100, "{cells}");
}

#[test]
#[ignore = "statistics: a step of its own in tests/run.sh"]
fn statistics_comparisons_at_stated_rates_are_what_lots_come_to() {
    comparisons_meet_lots(1_000);
}

#[test]
#[ignore = "ten times the audits, a minute"]
fn long_comparisons_at_stated_rates_are_what_lots_come_to() {
    comparisons_meet_lots(10_000);
}

fn comparisons_meet_lots(trials: u32) {
    let rates = ExpectedRates { o1: 0.002, u1: 0.001, o2: 0.0002, u2: 0.0001 };
    let ask = SimulationOptions { discrepancies: Some(rates), ..SimulationOptions::default() };
    let file = scenario("seven-polls", &[("round_chance = 0.9", "growth = 1.2\nmost_rounds = 6")]);
    let plan = planned_by(&file, &["ballot_comparison", "super_simple"], ask);
    let near = |by: f64, hits: f64, within: f64, n: u64| {
        let error = (by * (1.0 - by) / f64::from(trials)).sqrt();
        assert!(by - hits < 4.0 * error + 1e-9, "{n}: {by} against {hits}");
        assert!(hits - by < 4.0 * error + within + 1e-9, "{n}: {by} (within {within}) against {hits}");
    };
    // Card by card, and the smallest P-value counts: rounds only look at it now and then.
    let compared = row(&plan, "ballot_comparison", "mayor").foreseen.as_ref().expect("a law");
    let rates = rates.checked().expect("rates");
    let figures = PairFigures { rates, ..PairFigures::of_votes(60_000, 29_600, 25_000, 0.05).expect("figures") };
    let lots = drawn("ballot_comparison", &figures, trials, "by lot").expect("audits");
    assert!(
        compared.distribution.stops.len() > 3
            && compared.distribution.closest.as_ref().is_some_and(|pair| pair.to_string() == "Ada over Ben")
    );
    for stop in &compared.distribution.stops {
        near(stop.by, lots.by(stop.draws), compared.distribution.within, stop.draws);
    }
    // Judged where rounds end, by the readable loop.
    let simple = row(&plan, "super_simple", "mayor").foreseen.as_ref().expect("a law");
    let bound = SuperSimple { gamma: GAMMA, margin: 4_600.0 / 60_000.0 };
    let mut confirmed = vec![0_u32; simple.distribution.stops.len()];
    let mut random = Streams::new("by lot", 0).purpose("super-simple").stream(0);
    for _ in 0..trials {
        let (mut found, mut n) = (Discrepancies::default(), 0);
        for (at, stop) in simple.distribution.stops.iter().enumerate() {
            while n < stop.draws {
                n += 1;
                let x = random.unit();
                let ends = [rates.o1, rates.o1 + rates.o2, rates.o1 + rates.o2 + rates.u1];
                match ends.iter().position(|&end| x < end) {
                    Some(0) => found.o1 += 1,
                    Some(1) => found.o2 += 1,
                    Some(_) => found.u1 += 1,
                    None if x < ends[2] + rates.u2 => found.u2 += 1,
                    None => {}
                }
            }
            if bound.p_value(n, &found) <= 0.05 {
                confirmed[at..].iter_mut().for_each(|hits| *hits += 1);
                break;
            }
        }
    }
    for (stop, hits) in simple.distribution.stops.iter().zip(&confirmed) {
        near(stop.by, f64::from(*hits) / f64::from(trials), 0.0, stop.draws);
    }
}

#[test]
fn every_order_of_discrepancies_is_gone_through() {
    let bound = SuperSimple { gamma: GAMMA, margin: 1.6 };
    let rates = DiscrepancyRates { o1: 0.11, o2: 0.07, u1: 0.05, u2: 0.03 };
    let chances = [1.0 - 0.26, 0.11, 0.07, 0.05, 0.03];
    let ends = [3, 5, 8];
    let by = at_round_ends(&bound, &rates, 0.05, &ends).expect("a law");
    let mut slow = [0.0; 3];
    let mut going = vec![(Discrepancies::default(), 1.0)];
    for n in 1..=8_u64 {
        let mut next = Vec::new();
        for (found, chance) in &going {
            for (kind, of) in [0, 1, 2, -1, -2].into_iter().zip(chances) {
                let mut found = *found;
                found.add(kind);
                next.push((found, chance * of));
            }
        }
        if let Some(at) = ends.iter().position(|&end| end == n) {
            let confirms = |found: &Discrepancies| bound.p_value(n, found) <= 0.05;
            slow[at] = next.iter().filter(|(found, _)| confirms(found)).map(|(_, chance)| chance).sum();
            next.retain(|(found, _)| !confirms(found));
        }
        going = next;
    }
    let mut sum = 0.0;
    for (by, slow) in by.iter().zip(slow) {
        sum += slow;
        assert!((by - sum).abs() < 1e-12, "{by} against {sum}");
    }
    assert!(slow[0] > 0.01 && slow[2] > 0.01, "{slow:?}");
}

#[test]
fn first_rounds_at_rates_are_the_least_and_the_last_tooth() {
    let bound = SuperSimple { gamma: GAMMA, margin: 0.08 };
    let rates = DiscrepancyRates { o1: 0.004, u1: 0.002, ..DiscrepancyRates::default() };
    let chance = |n: u64| at_round_ends(&bound, &rates, 0.05, &[n]).expect("a law")[0];
    for asked in [0.5, 0.8, 0.9, 0.97] {
        let (least, beyond) = first_sizes(&bound, &rates, 0.05, asked, 60_000).expect("sizes");
        let (least, beyond) = (least.expect("a size"), beyond.expect("a size"));
        assert!((1..least).all(|n| chance(n) < asked) && chance(least) >= asked, "{asked}: {least}");
        assert!((beyond..2 * least).all(|n| chance(n) >= asked), "{asked}: {beyond}");
        assert!(beyond == least || chance(beyond - 1) < asked, "{asked}: {beyond}");
    }
    let clean = bound.least(0.05, &Discrepancies::default());
    assert_eq!(first_sizes(&bound, &DiscrepancyRates::default(), 0.05, 0.9, 60_000), Ok((Some(clean), Some(clean))));
    assert_eq!(first_sizes(&bound, &rates, 0.05, 0.9, clean - 1), Ok((None, None)));
}

#[test]
fn comparisons_answer_for_the_chance_that_is_asked() {
    let file = scenario("seven-polls", &[]);
    let rates = ExpectedRates { o1: 0.003, u1: 0.001, ..ExpectedRates::default() };
    let methods = ["ballot_comparison", "super_simple"];
    let clean = planned_by(&file, &methods, SimulationOptions::default());
    let plan =
        planned_by(&file, &methods, SimulationOptions { discrepancies: Some(rates), ..SimulationOptions::default() });
    for method in methods {
        let (clean, row) = (row(&clean, method, "mayor"), row(&plan, method, "mayor"));
        let (chance, sizes) = row.first.expect("sizes");
        assert!((chance - 0.9).abs() < 1e-12, "the scenario's own chance");
        let (least, beyond) = (sizes.least.expect("a size"), sizes.all_beyond.expect("a size"));
        assert!(clean.draws < least && least <= beyond, "{method}: {} {least} {beyond}", clean.draws);
        assert_eq!(row.draws, beyond, "{method}: the first round is the size that the law gives");
        let (clean, foreseen) = (clean.foreseen.as_ref().expect("a law"), row.foreseen.as_ref().expect("a law"));
        let first = foreseen.distribution.stops[0];
        assert!(first.by >= 0.9 && first.by < 0.97, "{method}: {first:?}");
        assert!((clean.distribution.stops[0].by - 1.0).abs() < 1e-12, "{method}: nothing goes wrong in a clean audit");
    }
    // The distribution itself: one card less has less than the chance.
    let figures = PairFigures {
        rates: rates.checked().expect("rates"),
        ..PairFigures::of_votes(60_000, 29_600, 25_000, 0.05).expect("figures")
    };
    let of: SampleSizeDistribution = distribution("ballot_comparison", &figures).expect("a law");
    let size = row(&plan, "ballot_comparison", "mayor").draws;
    assert!(of.by(size) >= 0.9 && of.by(size - 1) < 0.9, "{size}");
}

#[test]
fn a_poll_by_rounds_against_a_walk_over_all_votes() {
    // 300 cards: 130 for Ada, 90 for Ben, 80 for neither; rounds of 40, 60, 90 draws with replacement.
    let text = "# Do rounds end when they should?\ntitle = \"t\"\nlesson = \"l\"\nassumed = [\"all\"]\nrates = { undervote = 0.0, overvote = 0.0 }\n\
        [[contest]]\nid = \"c\"\ntitle = \"C\"\nrule = \"plurality\"\ncandidates = [\"Ada\", \"Ben\", \"Cem\"]\n\
        [[paper]]\nprecinct = \"P\"\nballots = 300\nvotes.c = { Ada = 130, Ben = 90, Cem = 80 }\n\
        [[stage]]\nid = \"count\"\nby = \"machine\"\n\
        [audit]\nmethods = [\"eor_bravo\"]\ncare = \"exact\"\nfirst_round = 40\nmost_rounds = 3\nfull_count_at = 0.9\nrisk_limit = 0.1\n";
    let file = ScenarioFile::read("walk", text.to_owned()).expect("a scenario");
    let plan = planned_by(&file, &POLLS, SimulationOptions::default());
    let design = PollDesign::new(130, 90, 0.1).expect("a lead");
    let (win, lose) = (130.0 / 300.0, 90.0 / 300.0);
    let distribution = |method| &row(&plan, method, "c").foreseen.as_ref().expect("a law").distribution;
    assert_eq!(distribution("eor_bravo").stops.iter().map(|stop| stop.draws).collect::<Vec<_>>(), [40, 60, 90]);
    // BRAVO forgets all but the counts: chances over (winner, loser) card by card, judged at each round's end or each card.
    for (method, every_card) in [("eor_bravo", false), ("bravo", true)] {
        let mut going = vec![vec![0.0; 91]; 91];
        going[0][0] = 1.0;
        let (mut stopped, mut at) = (0.0, 0);
        for draw in 1..=90 {
            let mut next = vec![vec![0.0; 91]; 91];
            for w in 0..draw {
                for l in 0..draw - w {
                    let chance: f64 = going[w][l];
                    next[w + 1][l] += win * chance;
                    next[w][l + 1] += lose * chance;
                    next[w][l] += (1.0 - win - lose) * chance;
                }
            }
            going = next;
            let ends = distribution(method).stops[at].draws == draw as u64;
            if ends || every_card {
                for (w, row) in going.iter_mut().enumerate() {
                    for (l, chance) in row.iter_mut().enumerate() {
                        let n = (w + l) as u64;
                        if n > 0 && design.bravo_kmin(n).is_some_and(|kmin| w as u64 >= kmin) {
                            stopped += std::mem::take(chance);
                        }
                    }
                }
            }
            if ends {
                let shown = distribution(method).stops[at].by;
                assert!((shown - stopped).abs() < 1e-9, "{method} {draw}: {shown} against {stopped}");
                at = (at + 1).min(2);
            }
        }
        assert!(distribution(method).is_exact() && distribution(method).whole, "{method}");
    }
    // The first round of every rule, summed over what it may hold of the pair.
    let rules: [(&str, &dyn RoundRule); 4] = [
        ("eor_bravo", &RoundBravo),
        ("minerva", &Minerva),
        ("athena", &Athena { delta: 1.0 }),
        ("providence", &Providence),
    ];
    for (name, rule) in &rules {
        let mut sum = 0.0;
        for n in 1..=40_u64 {
            let binomial = (0..n).fold(1.0, |c, i| c * (40 - i) as f64 / (i + 1) as f64);
            let held = binomial * (win + lose).powi(n as i32) * (1.0 - win - lose).powi(40 - n as i32);
            sum += held * rule.schedule(&design, &[n]).expect("a law")[0].stop;
        }
        assert!((sum - distribution(name).stops[0].by).abs() < 1e-9, "{name}: {sum}");
    }
    // Three rounds, summed over all numbers of ballots that they may hold; the later ones are given for the mean
    // number.
    let binomial = |draws: u64| {
        let chance = |n: u64| {
            let ways = (0..n).fold(1.0, |c, i| c * (draws - i) as f64 / (i + 1) as f64);
            ways * (win + lose).powi(n as i32) * (1.0 - win - lose).powi((draws - n) as i32)
        };
        (0..=draws).map(|n| (n, chance(n))).filter(|(_, chance)| *chance > 1e-7).collect::<Vec<_>>()
    };
    let held = [binomial(40), binomial(20), binomial(30)];
    let mut worst = 0.0_f64;
    for (name, rule) in [rules[1], rules[3]] {
        let mut sums = [0.0; 3];
        for &(first, a) in &held[0] {
            for &(second, b) in &held[1] {
                for &(third, c) in held[2].iter().filter(|(_, c)| a * b * c > 1e-6) {
                    let path = [first, first + second, first + second + third];
                    for (sum, chance) in sums.iter_mut().zip(rule.schedule(&design, &path).expect("a law")) {
                        *sum += a * b * c * chance.stop;
                    }
                }
            }
        }
        let shown = distribution(name).stops.iter().map(|stop| stop.by);
        worst = sums.iter().zip(shown).map(|(sum, shown)| (sum - shown).abs()).fold(worst, f64::max);
        assert!(worst < 6e-3, "{name}: {sums:?} against {:?}", distribution(name).stops);
    }
    say(&format!("later rounds told for the mean number of ballots: off by {worst:.1e} at most"));
}

#[test]
fn days_of_the_calendar_by_hand() {
    let day = |text: &str| Date::parse(text).unwrap_or_else(|| panic!("{text}"));
    // 9 November 2026 is a Monday; 29 February 2024 was a Thursday; 1 January 1900 a Monday.
    for (text, weekday) in
        [("2026-11-09", 0), ("2024-02-29", 3), ("1900-01-01", 0), ("2000-02-29", 1), ("0001-01-01", 0)]
    {
        assert_eq!((day(text).weekday(), day(text).to_string().as_str()), (weekday, text));
    }
    for wrong in [
        "2026-02-29",
        "1900-02-29",
        "2026-13-01",
        "2026-11-31",
        "2026-11-9",
        "26-11-09",
        "2026-11-09T10:00",
        "+026-11-09",
        "",
        "0000-01-01",
    ] {
        assert_eq!(Date::parse(wrong), None, "{wrong}");
    }
    let calendar =
        |starts: &str, weekends| Calendar { starts: day(starts), deadline: Some(day("2026-11-20")), weekends };
    for (starts, weekends, days, ends) in [
        ("2026-11-09", false, 0, "2026-11-09"),
        ("2026-11-09", false, 1, "2026-11-09"),
        ("2026-11-09", false, 5, "2026-11-13"),
        ("2026-11-09", false, 6, "2026-11-16"),
        ("2026-11-11", false, 4, "2026-11-16"),
        ("2026-11-14", false, 1, "2026-11-16"),
        ("2026-11-15", false, 6, "2026-11-23"),
        ("2026-11-14", true, 1, "2026-11-14"),
        ("2026-11-09", true, 60, "2027-01-07"),
    ] {
        assert_eq!(calendar(starts, weekends).finishes(days), Some(day(ends)), "{starts} {days}");
    }
    assert!(!calendar("2026-11-09", false).is_late(10) && calendar("2026-11-09", false).is_late(11));
    assert_eq!(calendar("9999-12-30", true).finishes(3), None);
    assert!(calendar("2026-11-09", false).is_late(u64::MAX));
    // Every day of four centuries follows the one before, and work goes on day by day.
    let all = Calendar { starts: day("1999-12-31"), deadline: None, weekends: true };
    let mut before = day("1999-12-31");
    for days in 2..150_000 {
        let date = all.finishes(days).expect("a date");
        let text = date.to_string();
        assert!(Date::parse(&text) == Some(date) && before < date, "{text}");
        assert_eq!(date.weekday(), (before.weekday() + 1) % 7);
        before = date;
    }
    assert_eq!(before.to_string(), "2410-09-05");
}

#[test]
fn places_to_pull_from() {
    // By hand: of 10 cards, 4 of a kind, 3 drawn: C(4,k)C(6,3-k)/C(10,3) = 20, 60, 36, 4 of 120.
    let (low, chances) = among(10, 4, false, 3);
    assert_eq!(low, 0);
    for (chance, by_hand) in chances.iter().zip([20.0, 60.0, 36.0, 4.0]) {
        assert!((chance - by_hand / 120.0).abs() < 1e-15);
    }
    assert_eq!([among(10, 0, false, 3), among(10, 10, true, 3)], [(0, vec![1.0]), (3, vec![1.0])]);
    assert_eq!(
        [central(10, 4, false, 3, 0.95), central(10, 4, false, 3, 0.5), central(10, 4, false, 3, 0.3)],
        [(0, 3), (1, 2), (1, 1)]
    );
    for (cards, kind, n) in [(1_000, 37, 200), (60_000, 30_000, 77), (50, 49, 25)] {
        let (least, most) = central(cards, kind, false, n, 0.95);
        let (low, chances) = among(cards, kind, false, n);
        let inside: f64 = chances.iter().zip(low..).filter(|(_, m)| (least..=most).contains(m)).map(|(c, _)| c).sum();
        let narrower: f64 =
            chances.iter().zip(low..).filter(|(_, m)| (least + 1..=most).contains(m)).map(|(c, _)| c).sum();
        assert!(inside >= 0.95 && narrower < 0.975, "{cards} {kind} {n}: {inside} {narrower}");
    }
    let plan = planned_by(
        &scenario("mail-in-pools", &[]),
        &["polling", "bravo", "fixed_percentage", "batch_comparison", "full_hand_count"],
        SimulationOptions::default(),
    );
    for row in &plan.rows {
        let sum: f64 = row.pull.iter().map(|pull| pull.expected).sum();
        let cards: u64 = row.pull.iter().map(|pull| pull.cards).sum();
        match row.method {
            "polling" => assert!((sum - row.cards as f64).abs() < 1e-6, "{sum} of {}", row.cards),
            "bravo" => {
                assert!((sum - row.cards as f64).abs() < 1e-6, "{sum} of {}", row.cards);
                assert!(row.cards < row.draws, "who is drawn twice is pulled once: {} {}", row.cards, row.draws);
            }
            "fixed_percentage" => assert!((sum - row.batches.expect("batches") as f64).abs() < 1e-9, "{sum}"),
            "batch_comparison" => assert!((sum - row.batches.expect("batches") as f64).abs() <= 0.5, "{sum}"),
            _ => assert!(row.pull.is_empty(), "{}: all is counted", row.method),
        }
        if !row.pull.is_empty() {
            assert_eq!((row.pull.len(), cards), (5, row.population), "{}", row.method);
            assert!(row.pull.is_sorted_by(|a, b| a.expected >= b.expected));
            assert!(row.pull.iter().all(|p| p.least95 as f64 <= p.expected && p.expected <= p.most95 as f64));
        }
    }
}

#[test]
fn small_margins_have_an_average() {
    for (winner, loser, ballots) in [
        (1_000_000_000_001_u64, 999_999_999_999_u64, 2_000_000_000_000_u64),
        (500_000_001, 499_999_999, 1_000_000_000),
        (50_001, 49_999, 200_000),
        (6, 4, 10),
    ] {
        let v = (winner - loser) as f64 / (winner + loser) as f64;
        // z_w (1+v)/2 + z_l (1−v)/2 = v²/2 + v⁴/12 + v⁶/30 + …
        let drift: f64 = (1..40).map(|i| v.powi(2 * i) / (f64::from(2 * i) * f64::from(2 * i - 1))).sum();
        let share = (winner + loser) as f64 / ballots as f64;
        let exact = (20_f64.ln() + v.ln_1p() / 2.0) / (drift * share);
        let ours = average_sample_number(0.05, winner, loser, ballots).expect("a lead");
        let capped = exact.min(u64::MAX as f64);
        assert!((ours as f64 - capped).abs() <= 1.0 + 1e-12 * capped, "{winner} {loser}: {ours} against {exact}");
    }
    assert_eq!(average_sample_number(0.05, 10, 10, 20), None);
    for margin in ["1e-12", "3e-10", "1e-6"] {
        let spec = format!("{{\"method\":\"minerva\",\"margin\":{margin},\"quantiles\":[0.9]}}");
        let output = recount(&["plan", "--spec", "-"], &spec);
        let answer = String::from_utf8(output.stdout).expect("text");
        assert!(answer.contains("\"full_hand_count\"") || answer.contains("quantiles:"), "{answer}");
        assert!(!answer.contains("too small to tell from a tie"), "{answer}");
    }
}

fn recount(words: &[&str], given: &str) -> Output {
    use std::io::Write;
    use std::process::Stdio;
    let mut running = crate::program::program()
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let _ = running.stdin.take().expect("piped").write_all(given.as_bytes());
    running.wait_with_output().expect("it ends")
}

#[test]
fn dates_and_rates_from_the_scenario_and_the_command_line() {
    let with = |audit: &str| {
        let text = SHIPPED.iter().find(|(name, _)| *name == "seven-polls").expect("shipped").1;
        // The audit's keys end where the Spanish begins.
        let english = text.split("\n[language.").next().expect("a beginning");
        format!("{english}\n{audit}\n")
    };
    let text = with(
        "expected_discrepancies = { o1 = 0.001, u1 = 0.001 }\n[audit.work]\nboards = 2\nstarts = 2026-11-09\ndeadline = \"2026-11-20\"",
    );
    let file = ScenarioFile::read("dated", text).expect("a scenario");
    let plan = planned_by(&file, &["ballot_comparison", "minerva", "full_hand_count"], SimulationOptions::default());
    assert!((plan.expected.o1 - 0.001).abs() < 1e-15);
    let json = planned(&plan);
    assert_eq!(
        json["staff"]["calendar"],
        serde_json::json!({"starts": "2026-11-09", "deadline": "2026-11-20", "weekends": false})
    );
    // Two boards of two people work 28 person-hours a day, Monday to Friday from 9 November.
    let date = |hours: f64| {
        let day = (hours / 28.0).ceil() as u32 - 1;
        format!("2026-11-{:02}", 9 + day + 2 * (day / 5))
    };
    let minerva = json["plans"].as_array().expect("rows").iter().find(|row| row["method"] == "minerva").expect("a row");
    let most = minerva["if_nothing_wrong"]["hours"]["0.9"].as_f64().expect("hours");
    assert_eq!(minerva["finishes"]["if_nothing_wrong"], serde_json::json!({"date": date(most), "late": false}));
    // 350 person-hours: thirteen days.
    assert_eq!(minerva["finishes"]["full_hand_count"], serde_json::json!({"date": "2026-11-25", "late": true}));
    for key in ["law", "first_round", "full_count", "pull", "why_no_law"] {
        assert!(minerva.get(key).is_some(), "{key}");
    }
    assert_eq!(minerva["first_round"]["all_beyond"], minerva["draws"]);
    let page = planned_in_words(&plan, &LANGUAGES[0]);
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "o1 0.1 %, u1 0.1 %",
        "deadline: 2026-11-20",
        "nine audits of ten end by 2026-11-",
        "; deadline: 2026-11-20, met ",
        "Where the cards lie",
        "If nothing is wrong: the paper says what was reported of it",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    for (audit, words) in [
        ("[audit.work]\ndeadline = 2026-11-20", "needed: starts"),
        ("[audit.work]\nstarts = 2026-11-21\ndeadline = 2026-11-20", "allowed: 2026-11-21 (starts) or later"),
        ("[audit.work]\nstarts = \"next week\"", "allowed: a date such as 2026-11-09"),
        ("[audit.work]\nstarts = 2026-11-09T08:00:00", "allowed: a date without a time"),
        ("[audit.work]\nstarts = 5", "allowed: a date such as 2026-11-09"),
        ("expected_discrepancies = { o1 = 1.5 }", "allowed: a share from 0 to 1"),
        ("expected_discrepancies = { o1 = 0.6, u2 = 0.6 }", "allowed: shares that sum to at most 1"),
        ("expected_discrepancies = { o3 = 0.6 }", "expected_discrepancies.o3"),
    ] {
        let output = recount(&["plan", "-"], &with(audit));
        let shown = String::from_utf8(output.stderr).expect("text");
        assert!(output.status.code() == Some(2) && shown.contains(words), "{audit}: {shown}");
    }
    for (words, shown) in [
        (["--discrepancies", "o1=0.1,o1=0.2"], "each kind once"),
        (["--discrepancies", "o5=0.1"], "allowed: o1, o2, u1 and u2"),
        (["--discrepancies", "o1"], "allowed: o1, o2, u1 and u2"),
        (["--discrepancies", "o1=2"], "allowed: a share from 0 to 1"),
        (["--starts", "2026-02-30"], "allowed: a date such as 2026-11-09"),
        (["--deadline", "2026-11-20"], "needed: starts"),
    ] {
        let output = recount(&[&["plan", "seven-polls", "--method", "ballot_comparison"][..], &words].concat(), "");
        let error = String::from_utf8(output.stderr).expect("text");
        assert!(output.status.code() == Some(2) && error.contains(shown), "{words:?}: {error}");
    }
}

#[test]
fn a_posterior_is_not_called_a_p_value() {
    let output = recount(&["run", "seven-polls", "--full"], "");
    let page = String::from_utf8(output.stdout).expect("text");
    let line = page.lines().find(|line| line.contains("bayes_polling") && line.contains(" upset ")).expect("a row");
    assert!(page.contains("An upset is no P-value"), "{line}");
    let other = page.lines().find(|line| line.contains(" minerva ")).expect("a row");
    assert!(!other.contains("upset"), "{other}");
}
