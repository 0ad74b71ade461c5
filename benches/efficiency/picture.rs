//! The table as a picture: one row a cell, one dot a rule, its place the ratio to the limit.

use std::fmt::Write as _;

use super::{Measured, RULES};

const COLOURS: [&str; RULES.len()] = ["#1b5e20", "#b71c1c", "#0d47a1", "#757575"];
const GRIDS: [&str; 3] = [
    "Grid 1: readings replaced at random",
    "Grid 2: undervotes, phantoms, one-sided errors",
    "Grid 3: other sizes, limits, shares; nothing was chosen on it",
];
const LEFT: f64 = 270.0;
const WIDE: f64 = 620.0;
const ROW: f64 = 13.0;
const TOP: f64 = 92.0;
/// The smallest and the largest ratio drawn; ratios beyond are drawn there.
const LEAST: f64 = 0.95;
const MOST: f64 = 3.0;

fn across(ratio: f64) -> f64 {
    LEFT + WIDE * (ratio.clamp(LEAST, MOST) / LEAST).ln() / (MOST / LEAST).ln()
}

/// Writes the picture of one grid to a file.
pub(crate) fn write(grid: u8, cells: &[Measured], path: &str) -> std::io::Result<()> {
    let cells: Vec<&Measured> = cells.iter().filter(|cell| cell.scored && cell.grid == grid).collect();
    let high = TOP + ROW * cells.len() as f64 + 20.0;
    let title = GRIDS[usize::from(grid) - 1];
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 920 {high}\" font-family=\"sans-serif\" font-size=\"9\">\n\
         <title>{title}: cards until confirmed, as a ratio to the log-optimal limit</title>\n\
         <rect width=\"920\" height=\"{high}\" fill=\"white\"/>\n\
         <text x=\"12\" y=\"22\" font-size=\"15\" font-weight=\"bold\">{title}</text>\n\
         <text x=\"12\" y=\"40\" font-size=\"11\">Mean cards until confirmed, over those of a rule that knows the true rates of error (1). Beyond {MOST}: at the edge.</text>\n"
    );
    for (rule, colour) in COLOURS.iter().enumerate() {
        let x = 16.0 + 130.0 * rule as f64;
        let _ = writeln!(
            svg,
            "{}<text x=\"{}\" y=\"61\" font-size=\"11\">{}</text>",
            dot(x, 58.0, rule, colour),
            x + 8.0,
            RULES[rule]
        );
    }
    if grid == 1 {
        let _ =
            writeln!(svg, "{}<text x=\"544\" y=\"61\" font-size=\"11\">rlauxe, published</text>", ring(536.0, 58.0));
    }
    for ratio in [1.0, 1.05, 1.15, 1.25, 1.5, 2.0, 3.0] {
        let (x, colour) = (across(ratio), if ratio > 1.0 { "#ccc" } else { "#555" });
        let _ = writeln!(
            svg,
            "<line x1=\"{x:.1}\" y1=\"{}\" x2=\"{x:.1}\" y2=\"{:.0}\" stroke=\"{colour}\"/><text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{ratio}</text>",
            TOP - 8.0,
            high - 14.0,
            TOP - 12.0
        );
    }
    let margin = |cell: &Measured| cell.name.split_whitespace().nth(1).unwrap_or_default().to_owned();
    for (row, cell) in cells.iter().enumerate() {
        let y = TOP + ROW * (row as f64 + 0.5);
        if row > 0 && margin(cell) != margin(cells[row - 1]) {
            let at = y - 0.5 * ROW;
            let _ = writeln!(svg, "<line x1=\"12\" y1=\"{at:.1}\" x2=\"908\" y2=\"{at:.1}\" stroke=\"#eee\"/>");
        }
        let _ =
            writeln!(svg, "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>", LEFT - 8.0, y + 3.0, cell.name);
        if let Some(published) = cell.published {
            let _ = writeln!(svg, "{}", ring(across(f64::from(published) / cell.limit), y));
        }
        for rule in (0..RULES.len()).rev() {
            let _ = writeln!(svg, "{}", dot(across(cell.means[rule].0 / cell.limit), y, rule, COLOURS[rule]));
        }
    }
    svg.push_str("</svg>\n");
    std::fs::write(path, svg)
}

/// Ours is the largest.
fn dot(x: f64, y: f64, rule: usize, colour: &str) -> String {
    let r = if rule == 0 { 4 } else { 3 };
    format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r}\" fill=\"{colour}\" fill-opacity=\"0.8\"/>")
}

fn ring(x: f64, y: f64) -> String {
    format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"none\" stroke=\"#e65100\" stroke-width=\"1.5\"/>")
}
