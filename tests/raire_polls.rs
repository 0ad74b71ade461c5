//! Polls of instant runoffs by RAIRE's claims and ALPHA, beside the published means of 110 public contests.
//!
//! `data/raire_polls.csv` has the mean cards and the standard error of 500 audits each at a risk limit of 5 percent with
//! d = 200: Ek, Blom, Stark, Stuckey and Vukcevic 2024, arXiv:2407.16465, the raw results beside their program.

use recount::election::read_ranked;
use recount::simulation::{SimulationOptions, simulate};

use crate::awaire::runoff;
use crate::{archive, oracles};

const AUDIT: &str = "risk_limit = 0.05\ncard_by_card = true\nmethods = [\"polling\"]\n\
                     [audit.bets.polling]\nname = \"shrink_trunc\"\nd = 200\n";
const TRIALS: u64 = 500;

struct Published<'t> {
    contest: &'t str,
    candidates: usize,
    mean: f64,
    error: f64,
}

fn published() -> Vec<Published<'static>> {
    let rows = include_str!("data/raire_polls.csv").lines().skip(1);
    let read = rows.map(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        let number = |at: usize| cells[at].parse().expect("a number");
        Published { contest: cells[0], candidates: number(1) as usize, mean: number(2), error: number(3) }
    });
    read.collect()
}

/// Name and text of every contest in the shared archives.
fn contests() -> Option<Vec<(String, String)>> {
    let mut all = Vec::new();
    for name in ["NSW2015_blom_txt", "USIRV_blom_txt", "Minneapolis_awaire_txt"] {
        let files = archive::files(&oracles::oracle_bytes(&format!("data/real/irv/{name}.tar.gz"))?);
        all.extend(files.into_iter().map(|(path, text)| {
            let place = path.rsplit('/').next().unwrap_or_default().trim_start_matches("Data_NA_");
            (place.split(".txt").next().unwrap_or_default().to_owned(), text)
        }));
    }
    Some(all)
}

#[test]
#[ignore = "minutes without optimisation"]
fn long_polls_take_as_many_cards_as_published() {
    let Some(contests) = contests() else { return };
    let (mut squares, mut compared, mut ratios) = (0.0, 0, Vec::new());
    for known in published() {
        let text = contests.iter().find(|(name, _)| name == known.contest).map(|(_, text)| text).expect("a contest");
        let contest = read_ranked(text).expect("ranked ballots").remove(0);
        assert_eq!(contest.candidates.len(), known.candidates, "{}", known.contest);
        let file = runoff(known.candidates, &contest.orders, "", AUDIT);
        let options = SimulationOptions { trials: TRIALS, ..SimulationOptions::default() };
        let rows = simulate(&file, &options, &|_| {}).expect("trials").rows;
        let mean = rows[0].cards.mean;
        // Both means are of 500 audits and have the same error.
        let away = (mean - known.mean) / (known.error * 2.0_f64.sqrt());
        if known.candidates <= 7 {
            // The claims are the same, or as hard.
            assert!(away.abs() < 4.0, "{}: {mean:.1} beside {}", known.contest, known.mean);
            squares += away * away;
            compared += 1;
        } else {
            // Published claims are those that a search found first; ours are proved to have the least greatest difficulty.
            assert!(away < 4.0 && mean > 0.7 * known.mean, "{}: {mean:.1} beside {}", known.contest, known.mean);
            ratios.push((mean / known.mean).ln());
        }
    }
    assert_eq!((compared, ratios.len()), (97, 13));
    // A mean of so many squares has a standard deviation of about 0.15; samples that go on to the last cards are skewed.
    assert!((0.5..2.0).contains(&(squares / f64::from(compared))), "{}", squares / f64::from(compared));
    let usual = (ratios.iter().sum::<f64>() / ratios.len() as f64).exp();
    assert!((0.8..1.0).contains(&usual), "{usual}");
}
