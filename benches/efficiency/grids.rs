//! The three grids: margins by what goes wrong, each cell a population of known discrepancies.
//!
//! On the first two the constants of the adaptive stake were chosen; the third was written down before that and used
//! only afterwards. Cards are drawn at random one by one, so errors that are together in few batches are the same as
//! errors far apart; the cells "rate varies" are for elections that differ.

/// One kind of card: its value as a multiple of one that agrees, and its share of all cards.
pub(crate) type Kind = (f64, f64);

/// A cell: populations that differ in nothing but the rate of error, audited with equal weight.
pub(crate) struct Cell {
    pub(crate) grid: u8,
    pub(crate) name: String,
    pub(crate) cards: u64,
    pub(crate) limit: f64,
    /// Diluted margin v, and the assorter's upper bound u.
    pub(crate) margin: f64,
    pub(crate) upper: f64,
    /// Units of a card that agrees.
    pub(crate) agrees: u64,
    /// The known rate of phantoms, an input of the adaptive stake.
    pub(crate) phantoms: f64,
    /// Discrepancies of each population.
    pub(crate) populations: Vec<Vec<Kind>>,
}

/// Rates of two- and one-vote over- and one- and two-vote understatements, as kinds.
fn votes(o2: f64, o1: f64, u1: f64, u2: f64) -> Vec<Kind> {
    vec![(0.0, o2), (0.5, o1), (1.5, u1), (2.0, u2)]
}

/// Readings replaced by a random one of two candidates, at a share `f` of all cards.
fn fuzz(f: f64, margin: f64) -> Vec<Kind> {
    votes(f / 4.0 * (1.0 + margin), 0.0, 0.0, f / 4.0 * (1.0 - margin))
}

fn plurality(grid: u8, cards: u64, limit: f64, margin: f64, name: &str, kinds: Vec<Vec<Kind>>, phantoms: f64) -> Cell {
    let name = format!("v {margin} {name}");
    Cell { grid, name, cards, limit, margin, upper: 1.0, agrees: 2, phantoms, populations: kinds }
}

/// By how much the errors of a population lower the margin, as a share of all cards.
fn loss(kinds: &[Kind]) -> f64 {
    kinds.iter().map(|(value, rate)| 2.0 * (1.0 - value) * rate).sum()
}

/// All cells of the three grids.
pub(crate) fn all() -> Vec<Cell> {
    const MARGINS: [f64; 7] = [0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1];
    let mut cells = Vec::new();
    for margin in MARGINS {
        for f in [0.0, 0.001, 0.0025, 0.005, 0.0075, 0.01] {
            cells.push(plurality(1, 100_000, 0.05, margin, &format!("fuzz {f}"), vec![fuzz(f, margin)], 0.0));
        }
    }
    for margin in MARGINS {
        let mut kinds: Vec<(String, Vec<Kind>)> = Vec::new();
        for e in [0.002, 0.01] {
            kinds.push((format!("undervotes {e}"), votes(0.0, e / 2.0, e / 2.0, 0.0)));
        }
        for h in [0.0005, 0.002, 0.005] {
            kinds.push((format!("phantoms {h}"), votes(0.0, h, 0.0, 0.0)));
        }
        for p in [0.0002, 0.001] {
            kinds.push((format!("two-vote over {p}"), votes(p, 0.0, 0.0, 0.0)));
        }
        kinds.push(("usual rates".into(), votes(0.0001, 0.001, 0.001, 0.0001)));
        let f = 0.0025 / 4.0;
        kinds.push(("fuzz and undervotes".into(), votes(f * (1.0 + margin), 0.0035, 0.0025, f * (1.0 - margin))));
        for (name, kinds) in kinds.into_iter().filter(|(_, kinds)| loss(kinds) <= margin / 2.0 + 1e-12) {
            cells.push(plurality(2, 100_000, 0.05, margin, &name, vec![kinds], 0.0));
        }
    }
    third(&mut cells);
    cells
}

fn third(cells: &mut Vec<Cell>) {
    let blocks: [(u64, f64, [f64; 4]); 4] = [
        (20_000, 0.05, [0.01, 0.02, 0.05, 0.1]),
        (1_000_000, 0.05, [0.002, 0.005, 0.02, 0.05]),
        (100_000, 0.01, [0.003, 0.008, 0.025, 0.08]),
        (100_000, 0.1, [0.003, 0.008, 0.025, 0.08]),
    ];
    for (cards, limit, margins) in blocks {
        for margin in margins {
            let mut cell = |name: String, kinds: Vec<Vec<Kind>>, phantoms: f64| {
                let name = format!("{name}, N {cards}, limit {limit}");
                cells.push(plurality(3, cards, limit, margin, &name, kinds, phantoms));
            };
            cell("clean".into(), vec![vec![]], 0.0);
            for f in [0.0015, 0.004, 0.008] {
                cell(format!("fuzz {f}"), vec![fuzz(f, margin)], 0.0);
            }
            for g in [0.002, 0.006, 0.012] {
                cell(format!("many candidates {g}"), vec![votes(0.03 * g, 0.22 * g, 0.2 * g, 0.03 * g)], 0.0);
            }
            // The middles of eight equal parts of a log-normal distribution.
            let rates = [-1.5341, -0.8871, -0.4888, -0.1573, 0.1573, 0.4888, 0.8871, 1.5341_f64];
            let rates = rates.map(|z| 0.001 * (1.5 * z).exp() / 4.0);
            cell("rate varies".into(), rates.map(|f| votes(f, 0.0, 0.0, f)).to_vec(), 0.0);
            for h in [0.001, 0.003] {
                cell(format!("known phantoms {h}"), vec![votes(0.0, h, 0.0, 0.0)], h);
            }
            let [o2, _, _, u2] = fuzz(0.001, margin)[..] else { unreachable!("four kinds") };
            cell("known phantoms and fuzz 0.001".into(), vec![votes(o2.1, 0.001, 0.0, u2.1)], 0.001);
        }
    }
    // A share to be exceeded: 3/5 and 2/3, in units of a fifth and a third.
    for (share, agrees) in [(0.6, 5), (2.0 / 3.0, 3)] {
        for margin in [0.005, 0.015, 0.04, 0.1] {
            let sizes = [1.0, share, 1.0 - share, share - 1.0, -share, -1.0];
            let kinds = |rates: [f64; 6]| sizes.iter().zip(rates).map(|(size, rate)| (1.0 - size, rate)).collect();
            let mut cell = |name: String, rates: [f64; 6], phantoms: f64| {
                let name = format!("v {margin} {name}, share {share:.3}");
                let populations: Vec<Vec<Kind>> = vec![kinds(rates)];
                let upper = 0.5 / share;
                cells.push(Cell {
                    grid: 3,
                    name,
                    cards: 100_000,
                    limit: 0.05,
                    margin,
                    upper,
                    agrees,
                    phantoms,
                    populations,
                });
            };
            cell("clean".into(), [0.0; 6], 0.0);
            for f in [0.0015, 0.004, 0.008] {
                let (over, under) = (f / 4.0 * (1.0 + margin), f / 4.0 * (1.0 - margin));
                cell(format!("fuzz {f}"), [over, 0.0, 0.0, 0.0, 0.0, under], 0.0);
            }
            for e in [0.002, 0.006, 0.012_f64] {
                let each = e / 4.0;
                cell(format!("invalid {e}"), [0.0, each, each, each, each, 0.0], 0.0);
            }
            let mixed = [0.1, 0.2, 0.2, 0.2, 0.2, 0.1].map(|part| 0.004 * part);
            cell("mixed 0.004".into(), mixed, 0.0);
            for h in [0.001, 0.003] {
                cell(format!("known phantoms {h}"), [0.0, h, 0.0, 0.0, 0.0, 0.0], h);
            }
        }
    }
}
