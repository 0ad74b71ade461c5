//! The chance of an upset, against others, enumeration and drawing, and how often an audit by it goes wrong.

use recount::random::Streams;
use recount::risk::bayes::{
    BayesStratum, Finals, Lead, Nodes, Ties, chance_of_lead_at_most, drawn_upset, upset, upset_of_finals,
    upset_of_strata,
};
use recount::verify::answer;
use serde_json::{Value, json};

use super::hybrids::{close, count, groups, list, number, published, say, whole};

#[test]
fn exact_upsets_of_two_candidates_agree_with_the_beta_binomial_law() {
    let Some(groups) = groups("vectors/public_polling_bayes.json") else { return };
    let mut compared = 0;
    for case in &groups["beta_binomial_exact"] {
        let seen = vec![count(&case["sample_w"]), count(&case["sample_l"])];
        let unseen = count(&case["N"]) - seen[0] - seen[1];
        let stratum = BayesStratum { unseen, seen, prior: vec![number(&case["prior"]); 2] };
        for (ties, key, word) in [(Ties::Lose, "upset_ties_lose", "lose"), (Ties::Win, "upset_ties_win", "win")] {
            let ours = upset(&stratum, 0, ties).expect("exact");
            assert!(close(ours, number(&case[key])) || ours <= 0.0 && number(&case[key]) <= 0.0, "{ours}: {case}");
            let question = json!({
                "test": "bayes", "ballots": case["N"], "sample": {"w": case["sample_w"], "l": case["sample_l"]},
                "prior": {"w": case["prior"], "l": case["prior"]}, "winner": "w", "ties": word,
            });
            let answered = answer(&question.to_string()).expect("an answer");
            assert!(close(number(&answered["upset_probability"]), ours) || ours <= 0.0);
            assert_eq!(answered["exact"], true);
            compared += 1;
        }
    }
    assert_eq!(compared, 72);
}

#[test]
fn upsets_of_several_candidates_lie_where_others_draw_them() {
    let Some(groups) = groups("vectors/public_polling_bayes.json") else { return };
    let mut compared = 0;
    for case in &groups["dirichlet_multinomial_mc"] {
        let seen: Vec<u64> = case["sample"].as_array().expect("a sample").iter().map(count).collect();
        let unseen = count(&case["N"]) - seen.iter().sum::<u64>();
        let prior = vec![number(&case["prior"]); seen.len()];
        let exact = upset(&BayesStratum { unseen, seen, prior }, 0, Ties::Lose).expect("exact");
        let (theirs, error) = (number(&case["upset_ties_lose"]), number(&case["std_err"]));
        say(&format!("upset: ours {exact}, theirs {theirs} ± {error}"));
        assert!((exact - theirs).abs() <= 4.0 * error, "{exact}: {case}");
        compared += 1;
    }
    assert_eq!(compared, 4);
}

#[test]
fn exact_upsets_of_compared_ballots_agree_with_the_convolution() {
    let Some(groups) = groups("vectors/public_polling_bayes.json") else { return };
    let mut compared = 0;
    for case in &groups["bayes_comparison_exact"] {
        let sample = |pair: &str| count(&case["sample"][pair]);
        let question = json!({
            "test": "bayes_comparison", "winner": "A",
            "reported": {"A": case["reported_A"], "B": case["reported_B"]},
            "sample": {"A": {"A": sample("AA"), "B": sample("AB")}, "B": {"A": sample("BA"), "B": sample("BB")}},
            "prior": {"match": case["pseudocount_match"], "base": case["pseudocount_base"]},
        });
        let answered = answer(&question.to_string()).expect("an answer");
        let ours = number(&answered["upset_probability"]);
        assert!(close(ours, number(&case["upset_ties_lose"])) && answered["exact"] == true, "{ours}: {case}");
        compared += 1;
    }
    assert_eq!(compared, 3);
}

#[test]
fn the_readers_of_bptool_get_its_figures() {
    for case in list(&published("bptool-2018"), "example") {
        let ballots = whole(case, "ballots");
        let sample = &case["sample"];
        let names = case["wins"].as_object().expect("chances");
        let prior: Value = names.keys().map(|name| (name.clone(), json!(number(&case["prior"])))).collect();
        let mut wins = 0.0;
        for (winner, chance) in names {
            let question =
                json!({"test": "bayes", "ballots": ballots, "sample": sample, "prior": prior, "winner": winner});
            let answered = answer(&question.to_string()).expect("an answer");
            let win = 1.0 - number(&answered["upset_probability"]);
            assert!((100.0 * win - number(chance)).abs() <= number(&case["within"]), "{winner}: {win} {chance}");
            assert_eq!(answered["exact"], true);
            wins += win;
        }
        // Ties of the first are nobody's win.
        assert!(wins <= 1.0 + 1e-9 && wins > 0.9998, "{wins}");
    }
}

/// The upset by Pólya's urn, ballot by ballot: the exact chances of all tallies of the unseen.
fn urn(stratum: &BayesStratum, winner: usize, ties: Ties) -> f64 {
    let weights: Vec<f64> = stratum.seen.iter().zip(&stratum.prior).map(|(&s, &p)| s as f64 + p).collect();
    let all: f64 = weights.iter().sum();
    let mut tallies = std::collections::BTreeMap::from([(vec![0_u64; weights.len()], 1.0)]);
    for drawn in 0..stratum.unseen {
        let mut next = std::collections::BTreeMap::new();
        for (tally, chance) in &tallies {
            for i in 0..weights.len() {
                let mut grown = tally.clone();
                grown[i] += 1;
                *next.entry(grown).or_insert(0.0) += chance * (weights[i] + tally[i] as f64) / (all + drawn as f64);
            }
        }
        tallies = next;
    }
    let last = |tally: &[u64], i: usize| tally[i] + stratum.seen[i];
    let lost = |tally: &[u64]| {
        let won = last(tally, winner);
        let beats = |votes: u64| votes > won || votes == won && ties == Ties::Lose;
        (0..tally.len()).any(|i| i != winner && beats(last(tally, i)))
    };
    tallies.iter().filter(|(tally, _)| lost(tally)).map(|(_, chance)| chance).sum()
}

#[test]
fn exact_sums_are_what_an_urn_gives_ballot_by_ballot() {
    let cases: [(&[u64], &[f64], u64); 9] = [
        (&[3, 2], &[0.5, 0.5], 12),
        (&[0, 4], &[1.0, 0.25], 9),
        (&[3, 2, 1], &[0.5, 0.5, 0.5], 11),
        (&[1, 4, 0], &[2.0, 0.1, 0.7], 10),
        (&[2, 0, 0], &[0.5, 3.0, 0.5], 0),
        (&[4, 3, 2, 1], &[0.5, 0.5, 1.0, 2.0], 9),
        (&[0, 5, 2, 0], &[0.3, 0.2, 1.0, 0.5], 8),
        (&[2, 2, 1, 0, 0], &[0.5, 0.5, 0.5, 1.5, 0.5], 7),
        (&[9, 2, 1, 0, 3], &[0.5, 0.5, 0.5, 1.5, 0.5], 5),
    ];
    let mut compared = 0;
    for (seen, prior, unseen) in cases {
        let stratum = BayesStratum { unseen, seen: seen.to_vec(), prior: prior.to_vec() };
        for winner in 0..seen.len() {
            for ties in [Ties::Lose, Ties::Win] {
                let (ours, twin) = (upset(&stratum, winner, ties).expect("exact"), urn(&stratum, winner, ties));
                assert!((ours - twin).abs() <= 1e-10 * twin.max(1e-3), "{stratum:?} {winner} {ties:?}: {ours} {twin}");
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 2 * (2 + 2 + 3 + 3 + 3 + 4 + 4 + 5 + 5));
}

#[test]
fn strata_are_convolved_as_urns_are_added() {
    let stratum =
        |unseen, seen: [u64; 2], prior: [f64; 2]| BayesStratum { unseen, seen: seen.to_vec(), prior: prior.to_vec() };
    let strata = [
        stratum(6, [3, 1], [5.0, 0.5]),
        stratum(5, [0, 2], [0.5, 4.0]),
        stratum(4, [1, 0], [1.0, 1.0]),
        stratum(0, [1, 1], [1.0, 1.0]),
    ];
    for used in 1..=4 {
        for ties in [Ties::Lose, Ties::Win] {
            let ours = upset_of_strata(&strata[..used], ties).expect("exact");
            // All tallies of all strata, each from its own urn.
            let mut chances = vec![(0_u64, 0_u64, 1.0)];
            for s in &strata[..used] {
                let of = |x: u64| {
                    let (a, b) = (s.seen[0] as f64 + s.prior[0], s.seen[1] as f64 + s.prior[1]);
                    let pick = |m: u64, w: f64| (0..m).map(|i| w + i as f64).product::<f64>();
                    let ways = (0..x).map(|i| (s.unseen - i) as f64 / (i + 1) as f64).product::<f64>();
                    ways * pick(x, a) * pick(s.unseen - x, b) / pick(s.unseen, a + b)
                };
                chances = chances
                    .iter()
                    .flat_map(|&(w, l, p)| {
                        (0..=s.unseen).map(move |x| (w + s.seen[0] + x, l + s.seen[1] + s.unseen - x, p * of(x)))
                    })
                    .collect();
            }
            let lost = |&&(w, l, _): &&(u64, u64, f64)| l > w || l == w && ties == Ties::Lose;
            let twin: f64 = chances.iter().filter(lost).map(|c| c.2).sum();
            assert!((ours - twin).abs() <= 1e-12, "{used} {ties:?}: {ours} {twin}");
        }
    }
}

#[test]
fn drawn_upsets_cover_the_exact_ones() {
    let cases: [(&[u64], u64); 4] =
        [(&[60, 45], 1_000), (&[60, 45, 10], 9_885), (&[4, 3, 2, 1], 90), (&[3, 3, 2, 2, 0], 300)];
    for (i, (seen, unseen)) in cases.into_iter().enumerate() {
        let stratum = BayesStratum { unseen, seen: seen.to_vec(), prior: vec![0.5; seen.len()] };
        for (ties, place) in [(Ties::Lose, 0), (Ties::Win, 1)] {
            let exact = upset(&stratum, 0, ties).expect("exact");
            let mut random = Streams::new("upset", 0).purpose("drawn").stream(2 * i as u64 + place);
            let drawn = drawn_upset(std::slice::from_ref(&stratum), 0, ties, 10_000, 0.9999, &mut || random.unit());
            assert!(drawn.low <= exact && exact <= drawn.high, "{seen:?}: {exact} {drawn:?}");
            assert!(drawn.high - drawn.low < 0.05);
        }
    }
}

#[test]
fn hostile_questions_are_answered_or_refused_in_a_sentence() {
    let ask = |question: Value| answer(&question.to_string());
    let many: serde_json::Map<String, Value> = (0..900).map(|i| (format!("c{i}"), json!(i))).collect();
    for (question, exact) in [
        (json!({"test":"bayes","ballots":0,"sample":{"a":0,"b":0},"winner":"a"}), true),
        (json!({"test":"bayes","ballots":5,"sample":{"a":5,"b":0},"winner":"a"}), true),
        (json!({"test":"bayes","ballots":150_000_000,"sample":{"a":510,"b":490},"winner":"a"}), true),
        (json!({"test":"bayes","ballots":1_000_000_000_000_u64,"sample":{"a":510,"b":490},"winner":"a"}), false),
        (json!({"test":"bayes","ballots":1_000_000,"sample":many,"winner":"c899"}), false),
        (json!({"test":"bayes","ballots":1_000_000,"sample":{"a":500_000,"b":400_000},"winner":"a"}), true),
        (json!({"test":"bayes","ballots":100,"sample":{"a":1,"b":0},"prior":{"a":1e9,"b":1e-6},"winner":"b"}), true),
        (
            json!({"test":"bayes","ballots":50_000_000,"sample":{"a":1,"b":0,"c":0},"prior":{"a":1e-6,"b":1e-6,"c":1e-6},"winner":"b"}),
            false,
        ),
    ] {
        let answered = ask(question).expect("an answer");
        let chance = number(&answered["upset_probability"]);
        assert!((0.0..=1.0).contains(&chance) && answered["exact"] == exact, "{answered}");
    }
    for (question, words) in [
        (json!({"test":"bayes","ballots":5,"sample":{"a":6},"winner":"a"}), "ballots: found 5"),
        (json!({"test":"bayes","ballots":5,"sample":{"a":u64::MAX,"b":3},"winner":"a"}), "ballots"),
        (json!({"test":"bayes","ballots":5,"sample":{"a":1},"winner":"z"}), "winner: found z"),
        (json!({"test":"bayes","ballots":5,"sample":{"a":1},"prior":{"b":1},"winner":"a"}), "prior.a: found 0"),
        (json!({"test":"bayes","ballots":5,"sample":{"a":1},"prior":{"a":1e300},"winner":"a"}), "prior.a"),
        (json!({"test":"bayes","ballots":5,"sample":{"a":-1},"winner":"a"}), "-1"),
        (json!({"test":"bayes","ballots":5,"sample":{"a":5},"winner":"a"}), "sample: found 1 candidate"),
        (json!({"test":"bayes","ballots":5,"sample":{"a":1},"prior":{"a":1,"b":1},"winner":"a"}), "no count for b"),
        (json!({"test":"bayes","ballots":5,"sample":{"a":1,"A":2},"winner":"a"}), "which look alike"),
        (json!({"test":"bayes","ballots":5,"sample":{"a":1,"a ":2},"winner":"a"}), "found \"a\" twice"),
        (json!({"test":"bayes_comparison","reported":{"a":5,"b":1},"sample":{"a":{"B":1}},"winner":"a"}), "look alike"),
        (json!({"test":"bayes","ballots":u64::MAX,"sample":{"a":1},"winner":"a"}), "ballots"),
    ] {
        let refused = ask(question).expect_err("a refusal").to_string();
        assert!(refused.contains(words), "{refused}");
    }
}

/// Every lead of the first over the second of three outcomes, with its chance, from Pólya's urn ballot by ballot.
fn leads_of_urn(unseen: u64, weights: [f64; 3]) -> std::collections::BTreeMap<i64, f64> {
    let all: f64 = weights.iter().sum();
    let mut tallies = std::collections::BTreeMap::from([([0_u64; 3], 1.0)]);
    for drawn in 0..unseen {
        let mut next = std::collections::BTreeMap::new();
        for (tally, chance) in &tallies {
            for i in 0..3 {
                let mut grown = *tally;
                grown[i] += 1;
                *next.entry(grown).or_insert(0.0) += chance * (weights[i] + tally[i] as f64) / (all + drawn as f64);
            }
        }
        tallies = next;
    }
    let mut leads = std::collections::BTreeMap::new();
    for (tally, chance) in tallies {
        *leads.entry(tally[0] as i64 - tally[1] as i64).or_insert(0.0) += chance;
    }
    leads
}

#[test]
fn leads_of_strata_are_those_of_urns_added_up() {
    let cases: [&[(u64, [f64; 3])]; 6] = [
        &[(9, [0.5, 0.5, 0.5])],
        &[(12, [50.5, 2.5, 1.0])],
        &[(11, [0.5, 30.5, 1.0]), (14, [61.5, 0.5, 3.0])],
        &[(8, [0.5, 0.5, 50.0]), (0, [1.5, 0.5, 1.0]), (10, [0.7, 20.0, 0.2])],
        &[(10, [8.5, 0.5, 1.5]), (9, [0.5, 7.5, 1.0]), (6, [0.5, 0.5, 9.0]), (5, [0.5, 0.5, 1.5])],
        &[(0, [1.0, 1.0, 1.0])],
    ];
    for strata in cases {
        let mut twin = std::collections::BTreeMap::from([(0_i64, 1.0)]);
        for &(unseen, weights) in strata {
            let mut next = std::collections::BTreeMap::new();
            for (lead, chance) in leads_of_urn(unseen, weights) {
                for (so_far, before) in &twin {
                    *next.entry(so_far + lead).or_insert(0.0) += before * chance;
                }
            }
            twin = next;
        }
        let leads: Vec<Lead> = strata.iter().map(|&(unseen, w)| Lead::of(unseen, w).expect("few ballots")).collect();
        let leads: Vec<&Lead> = leads.iter().collect();
        for level in -50..=50 {
            let ours = chance_of_lead_at_most(level, &leads).expect("few ballots");
            let sum: f64 = twin.range(..=level).map(|(_, chance)| chance).sum();
            assert!((ours - sum).abs() < 1e-9, "{strata:?} {level}: {ours} {sum}");
        }
    }
    assert_eq!(Lead::of(u64::MAX, [50.0, 1.0, 1.0]), None, "a list that would be too long is not begun");
}

#[test]
fn what_is_summed_over_pairs_is_what_was_drawn_until_now() {
    // A city of 600 cards by record (Ada, Ben, Cem, none, no record), some of them read.
    let cards = [264_u64, 266, 40, 30, 9];
    let cases: [[[u64; 4]; 5]; 4] = [
        [[26, 0, 0, 0], [0, 27, 0, 0], [0, 0, 4, 0], [0, 0, 0, 3], [0; 4]],
        [[50, 0, 0, 1], [2, 51, 0, 0], [0, 0, 8, 0], [1, 0, 0, 6], [1, 0, 0, 0]],
        [[120, 0, 0, 0], [0, 119, 0, 0], [0, 0, 19, 0], [0, 0, 0, 14], [0, 4, 0, 0]],
        [[200, 0, 0, 0], [0, 210, 0, 1], [0, 1, 30, 0], [0, 0, 0, 25], [0, 6, 0, 1]],
    ];
    let mut spread = Vec::new();
    for seen in cases {
        let strata: Vec<BayesStratum> = (0..5)
            .map(|class| BayesStratum {
                unseen: cards[class] - seen[class].iter().sum::<u64>(),
                seen: seen[class].to_vec(),
                prior: (0..4).map(|vote| if vote == class { 50.0 } else { 0.5 }).collect(),
            })
            .collect();
        let of_pair = |winner: usize, loser: usize| {
            let mut leads = Vec::new();
            let mut level = 0;
            for it in &strata {
                let weights: Vec<f64> = it.seen.iter().zip(&it.prior).map(|(&s, p)| s as f64 + p).collect();
                let rest = weights.iter().sum::<f64>() - weights[winner] - weights[loser];
                leads.push(Lead::of(it.unseen, [weights[winner], weights[loser], rest]).expect("few ballots"));
                level += it.seen[loser] as i64 - it.seen[winner] as i64;
            }
            chance_of_lead_at_most(level, &leads.iter().collect::<Vec<_>>()).expect("few ballots")
        };
        let ours = of_pair(1, 0) + of_pair(1, 2);
        let finals: Vec<Finals> = (0..)
            .zip(&strata)
            .map(|(class, it)| {
                let mut nodes = Nodes::of(class);
                Finals::drawn(it, 40_000, &mut || nodes.next())
            })
            .collect();
        let drawn = upset_of_finals(&finals.iter().collect::<Vec<_>>(), &[1], &[0, 2], 0.999);
        say(&format!("upset of a city: {ours} summed, {drawn:?}"));
        assert!(drawn.low - 1e-9 <= ours && ours <= drawn.high + 1e-9, "{ours} {drawn:?}");
        spread.push(ours);
        // One stratum alone is the same question as `recount risk` has drawn.
        let mut random = Streams::new("bayes", 0).purpose("upset").stream(0);
        let together = drawn_upset(&strata[..1], 0, Ties::Lose, 2_000, 0.99, &mut || random.unit());
        let mut random = Streams::new("bayes", 0).purpose("upset").stream(0);
        let alone = Finals::drawn(&strata[0], 2_000, &mut || random.unit());
        assert_eq!(together, upset_of_finals(&[&alone], &[0], &[1, 2, 3], 0.99), "the same numbers, the same tallies");
    }
    assert!(spread.iter().any(|p| *p < 0.05) && spread.iter().any(|p| *p > 0.3), "{spread:?}");
}

#[test]
fn an_upset_probability_of_five_percent_is_no_risk_limit() {
    // A tie of 1 000 ballots, sampled without replacement and looked at after every 50: how often does the audit stop?
    let (ballots, step, limit) = (1_000_u64, 50_u64, 0.05);
    let tied = ballots / 2;
    let choose = |n: u64, k: u64| -> f64 {
        libm::lgamma(n as f64 + 1.0) - libm::lgamma(k as f64 + 1.0) - libm::lgamma((n - k) as f64 + 1.0)
    };
    let mut going = vec![1.0];
    let (mut stopped, mut seen) = (0.0, 0);
    while seen + step < ballots {
        let mut next = vec![0.0; (seen + step + 1) as usize];
        for (w, chance) in going.iter().enumerate().filter(|(_, chance)| **chance > 0.0) {
            let (left_w, left_l) = (tied.saturating_sub(w as u64), tied.saturating_sub(seen - w as u64));
            for more in 0..=step.min(left_w) {
                if step - more <= left_l {
                    let ln = choose(left_w, more) + choose(left_l, step - more) - choose(ballots - seen, step);
                    next[w + more as usize] += chance * libm::exp(ln);
                }
            }
        }
        seen += step;
        for (w, chance) in next.iter_mut().enumerate() {
            let stratum =
                BayesStratum { unseen: ballots - seen, seen: vec![w as u64, seen - w as u64], prior: vec![0.5; 2] };
            if upset(&stratum, 0, Ties::Lose).expect("exact") <= limit {
                stopped += *chance;
                *chance = 0.0;
            }
        }
        going = next;
    }
    let sum: f64 = going.iter().sum::<f64>() + stopped;
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
    say(&format!("an upset probability of at most {limit} confirms a tie in {stopped:.4} of all audits"));
    assert!(stopped > limit, "{stopped}");
}

/// The chance of an upset after a sample of records that all agree, ballot by ballot: each card not yet seen is voted as a card of
/// the same record chosen at random among those seen, those imagined and those drawn before it (Pólya's urn).
fn upset_by_urns(cards: &[u64], draws: u64, trials: u64) -> f64 {
    let all: u64 = cards.iter().sum();
    let purpose = Streams::new("urns", draws).purpose("test");
    let upset = |trial: u64| {
        let mut random = purpose.stream(trial);
        let mut votes = vec![0_u64; cards.len()];
        for (class, &n) in cards.iter().enumerate() {
            let mut urn = vec![1_u32; cards.len()];
            let seen = n * draws / all;
            urn[class] += seen as u32;
            votes[class] += seen;
            for _ in seen..n {
                let mut at = random.below(urn.iter().sum());
                let vote = urn.iter().position(|&balls| at.checked_sub(balls).map(|rest| at = rest).is_none());
                let vote = vote.expect("a ball");
                urn[vote] += 1;
                votes[vote] += 1;
            }
        }
        // The last class is no vote.
        votes[1..cards.len() - 1].iter().any(|&other| other >= votes[0])
    };
    (0..trials).filter(|&trial| upset(trial)).count() as f64 / trials as f64
}

/// Of four candidates and more, the first round is sized by the normal law of each pair's lead.
#[test]
fn a_first_round_sized_by_the_normal_law_is_one_that_suffices() {
    let cards = [670_u64, 640, 300, 200, 90];
    let text = format!(
        "# How many?\ntitle = \"t\"\nlesson = \"l\"\nrates = {{ undervote = 0.0, overvote = 0.0, light_marks = 0.0 }}\n\
         [[contest]]\nid = \"c\"\nrule = \"plurality\"\ncandidates = [\"Ada\", \"Ben\", \"Cem\", \"Dot\"]\n\
         [[paper]]\nballots = 1900\nvotes.c = {{ Ada = {}, Ben = {}, Cem = {}, Dot = {}, blank = {} }}\n\
         [[stage]]\nid = \"count\"\nby = \"machine\"\n\
         [audit]\nmethods = [\"bayes_comparison\"]\nrisk_limit = 0.1\nfull_count_at = 1.0\ncare = \"exact\"\n",
        cards[0], cards[1], cards[2], cards[3], cards[4]
    );
    let file = recount::scenario::ScenarioFile::read("sized", text).expect("a scenario");
    let election = recount::simulation::run(&file, Some("1")).expect("a life");
    let first = election.audits[0].rounds[0].draws;
    let trials = 1_500;
    let chances: Vec<f64> = [first * 6 / 10, first, first * 14 / 10].map(|n| upset_by_urns(&cards, n, trials)).to_vec();
    say(&format!("a first round of {first} cards: an upset has the chances {chances:?}"));
    // Three errors of what is drawn here; below it lies the room for the interval of what the audit draws.
    let error = 3.0 * (0.1 * 0.9 / trials as f64).sqrt();
    assert!(chances[1] <= 0.1 + error && chances[1] >= 0.1 - 2.0 * error, "{first}: {chances:?}");
    assert!(chances[0] > 0.1 + error && chances[2] < 0.1, "{first}: {chances:?}");
}
