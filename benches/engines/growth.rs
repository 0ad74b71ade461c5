//! What a trial of one contest costs from ten thousand cards to a hundred million: a table, and a chart with both scales
//! logarithmic.

use std::fmt::Write as _;
use std::io::Write;

use super::{least, scenario, trial};
use recount::scenario::ScenarioFile;

/// Turns of which the fastest counts.
const TURNS: usize = 3;

/// A line of the chart.
struct Line {
    says: &'static str,
    method: &'static str,
    engine: &'static str,
    colour: &'static str,
    dash: &'static str,
    paper: fn(u64) -> ScenarioFile,
}

/// Lead 5 %, overstatements of one card in a thousand.
fn compared(cards: u64) -> ScenarioFile {
    scenario(cards, 0.05, true, "")
}

fn polled(cards: u64) -> ScenarioFile {
    scenario(cards, 0.1, false, "")
}

fn by_rounds(cards: u64) -> ScenarioFile {
    scenario(cards, 0.1, false, "first_round = 200\nmost_rounds = 3\ngrowth = 2.0")
}

const LINES: [Line; 5] = [
    Line {
        says: "poll by ALPHA, card by card",
        method: "polling",
        engine: "cells",
        colour: "#0d47a1",
        dash: "2 3",
        paper: polled,
    },
    Line {
        says: "poll by ALPHA, in strides",
        method: "polling",
        engine: "strides",
        colour: "#4a148c",
        dash: "1 5",
        paper: polled,
    },
    Line {
        says: "comparison, card by card",
        method: "ballot_comparison",
        engine: "cells",
        colour: "#757575",
        dash: "8 4",
        paper: compared,
    },
    Line {
        says: "poll of three rounds by Minerva, by rounds",
        method: "minerva",
        engine: "rounds",
        colour: "#b71c1c",
        dash: "10 3 2 3",
        paper: by_rounds,
    },
    Line {
        says: "comparison, by jumps",
        method: "ballot_comparison",
        engine: "jumps",
        colour: "#1b5e20",
        dash: "none",
        paper: compared,
    },
];

/// Measures, prints the table and writes the chart.
pub(super) fn measure(out: &mut impl Write, most: u64) -> std::io::Result<()> {
    writeln!(out, "\nµs a trial")?;
    write!(out, "{:>12}", "cards")?;
    for line in &LINES {
        write!(out, " {:>44}", line.says)?;
    }
    writeln!(out)?;
    let mut rows = Vec::new();
    let mut cards = 10_000;
    while cards <= most {
        let each = LINES.map(|line| {
            let paper = (line.paper)(cards);
            1e6 * least((0..TURNS).map(|_| trial(&paper, line.method, line.engine).0))
        });
        write!(out, "{cards:12}")?;
        for micros in each {
            write!(out, " {micros:>44.2}")?;
        }
        writeln!(out)?;
        rows.push((cards, each));
        cards *= 10;
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/target/growth.svg");
    std::fs::write(path, chart(&rows))?;
    writeln!(out, "chart: target/growth.svg")
}

const LEFT: f64 = 70.0;
const RIGHT: f64 = 560.0;
const TOP: f64 = 70.0;
const BOTTOM: f64 = 370.0;
/// The scale of time, in powers of ten of a microsecond.
const DECADES: (f64, f64) = (-1.0, 3.0);

fn down(micros: f64) -> f64 {
    BOTTOM - (BOTTOM - TOP) * ((micros.log10() - DECADES.0) / (DECADES.1 - DECADES.0)).clamp(0.0, 1.0)
}

fn chart(rows: &[(u64, [f64; LINES.len()])]) -> String {
    let powers = (rows.len().max(2) - 1) as f64;
    let across = |row: usize| LEFT + (RIGHT - LEFT) * row as f64 / powers;
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 840 430\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <title>What a trial costs, by the number of cards</title>\n\
         <rect width=\"840\" height=\"430\" fill=\"white\"/>\n\
         <text x=\"12\" y=\"26\" font-size=\"16\" font-weight=\"bold\">What a trial costs, by the number of cards</text>\n\
         <text x=\"12\" y=\"46\">Microseconds of one thread for one audit of one contest; both scales logarithmic.</text>\n",
    );
    for power in DECADES.0 as i32..=DECADES.1 as i32 {
        let (y, micros) = (down(10_f64.powi(power)), 10_f64.powi(power));
        let _ = writeln!(
            svg,
            "<line x1=\"{LEFT}\" y1=\"{y:.1}\" x2=\"{RIGHT}\" y2=\"{y:.1}\" stroke=\"#ddd\"/><text x=\"{:.0}\" y=\"{:.1}\" text-anchor=\"end\">{micros} µs</text>",
            LEFT - 8.0,
            y + 4.0
        );
    }
    for (row, (cards, _)) in rows.iter().enumerate() {
        let x = across(row);
        let _ = writeln!(
            svg,
            "<line x1=\"{x:.1}\" y1=\"{TOP}\" x2=\"{x:.1}\" y2=\"{BOTTOM}\" stroke=\"#eee\"/><text x=\"{x:.1}\" y=\"{:.0}\" text-anchor=\"middle\">10<tspan dy=\"-5\" font-size=\"9\">{}</tspan></text>",
            BOTTOM + 20.0,
            cards.ilog10()
        );
    }
    let middle = f64::midpoint(LEFT, RIGHT);
    let _ = writeln!(svg, "<text x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">cards</text>", BOTTOM + 42.0);
    let mut taken: Vec<f64> = Vec::new();
    for (at, line) in LINES.iter().enumerate() {
        let Some(last) = rows.last() else { break };
        let points: Vec<String> =
            rows.iter().enumerate().map(|(row, each)| format!("{:.1},{:.1}", across(row), down(each.1[at]))).collect();
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2.5\" stroke-dasharray=\"{}\"/>",
            points.join(" "),
            line.colour,
            line.dash
        );
        for point in &points {
            if let Some((x, y)) = point.split_once(',') {
                let _ = writeln!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"3.5\" fill=\"{}\"/>", line.colour);
            }
        }
        // Names of lines that end close together are set one below the other.
        let mut y = down(last.1[at]) + 4.0;
        while taken.iter().any(|other| (other - y).abs() < 15.0) {
            y += 1.0;
        }
        taken.push(y);
        let _ =
            writeln!(svg, "<text x=\"{:.0}\" y=\"{y:.1}\" fill=\"{}\">{}</text>", RIGHT + 10.0, line.colour, line.says);
    }
    svg.push_str("</svg>\n");
    svg
}
