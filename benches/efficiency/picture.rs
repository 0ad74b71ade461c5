//! The table as a picture: one row a cell, one dot a rule, its place the ratio to the limit.

use std::fmt::Write as _;

use super::{Measured, RULES};

const COLOURS: [&str; RULES.len()] = ["#1b5e20", "#b71c1c", "#0d47a1", "#757575"];
const LEFT: f64 = 330.0;
const WIDE: f64 = 560.0;
const ROW: f64 = 13.0;
const TOP: f64 = 92.0;
/// The largest ratio drawn; what lies beyond is drawn there.
const MOST: f64 = 3.0;

fn across(ratio: f64) -> f64 {
    LEFT + WIDE * (ratio.clamp(0.95, MOST) / 0.95).ln() / (MOST / 0.95).ln()
}

/// Writes the picture to a file.
pub(crate) fn write(cells: &[Measured], path: &str) -> std::io::Result<()> {
    let scored: Vec<&Measured> = cells.iter().filter(|cell| cell.scored).collect();
    let high = TOP + ROW * scored.len() as f64 + 20.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 920 {high}\" font-family=\"sans-serif\" font-size=\"9\">\n\
         <title>Cards until confirmed, as a ratio to the log-optimal limit</title>\n\
         <rect width=\"920\" height=\"{high}\" fill=\"white\"/>\n\
         <text x=\"12\" y=\"24\" font-size=\"15\" font-weight=\"bold\">Mean cards until confirmed, over the log-optimal limit</text>\n\
         <text x=\"12\" y=\"42\" font-size=\"10\">A rule that knew the true rates of error would come to 1. Beyond {MOST}: drawn at the edge.</text>\n"
    );
    for (rule, colour) in COLOURS.iter().enumerate() {
        let x = 16.0 + 130.0 * rule as f64;
        let (r, name) = (if rule == 0 { 4.0 } else { 3.0 }, RULES[rule]);
        let _ = writeln!(
            svg,
            "<circle cx=\"{x}\" cy=\"58\" r=\"{r}\" fill=\"{colour}\"/><text x=\"{}\" y=\"61\" font-size=\"11\">{name}</text>",
            x + 8.0
        );
    }
    for ratio in [1.0, 1.05, 1.15, 1.25, 1.5, 2.0, 3.0] {
        let x = across(ratio);
        let _ = writeln!(
            svg,
            "<line x1=\"{x:.1}\" y1=\"{}\" x2=\"{x:.1}\" y2=\"{:.0}\" stroke=\"#ccc\"/><text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{ratio}</text>",
            TOP - 8.0,
            high - 14.0,
            TOP - 12.0
        );
    }
    for (row, cell) in scored.iter().enumerate() {
        let y = TOP + ROW * (row as f64 + 0.5);
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{} · {}</text>",
            LEFT - 16.0,
            y + 3.0,
            cell.grid,
            cell.name
        );
        for rule in (0..RULES.len()).rev() {
            let x = across(cell.means[rule].0 / cell.limit);
            let r = if rule == 0 { 4.0 } else { 3.0 };
            let _ = writeln!(
                svg,
                "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r}\" fill=\"{}\" fill-opacity=\"0.8\"/>",
                COLOURS[rule]
            );
        }
    }
    svg.push_str("</svg>\n");
    std::fs::write(path, svg)
}
