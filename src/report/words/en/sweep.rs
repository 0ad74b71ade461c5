//! The page of a sweep, in English.

use crate::report::words::SweepWords;

pub(super) const WORDS: SweepWords = SweepWords {
    title: "{grid}: a sweep of {n} cells",
    question: "What do audits of {scenario} do when its settings vary?",
    cells: "Cells",
    trials_each: "Trials a cell",
    scenario: "Scenario",
    axis_heading: "What “{axis}” does",
    axis_note: "Each line below is one value of “{axis}” and one method; everything else stays at its first value: {rest}.",
    axis_title: "{contest}: cards looked at, by “{axis}”",
    axis_caption: "One strip is one value and one method over all trials of its cell. Thin line: from 5 % to 95 % of the audits; box: the middle half; thick bar: the median; circle: the mean; end tick: 99 %. A full hand count looks at every card.",
    axis_more: "{n} more lines are in the table below or in table.csv.",
    cells_heading: "Cell by cell",
    cells_note: "Every setting with every method. Bars are shares of trials. Where the report is right, nothing wrong can be confirmed: a dash.",
    cells_caption: "{contest}: cards, full hand counts, and wrong outcomes confirmed",
    cells_more: "{n} more cells are in table.csv and table.json.",
    cell: "Cell",
    cards_median: "Cards: median",
    wrong_cells: "In {n} of {all} rows the reported outcome is wrong.",
    wrong_nowhere: "No method that limits the risk confirmed a wrong outcome anywhere.",
    wrong_worst: "Of the methods that limit the risk the most often was {worst}; its limit there is {limit}.",
    kept_promise: "No 95 % interval of theirs lies wholly above the risk limit.",
    broken_promise: "In {n} rows the whole 95 % interval lies above the risk limit; right at the limit that is luck in one row of forty, and boards that slip make promises looser.",
    never_wrong: "In none of the {all} rows is the reported outcome wrong.",
    nobody_confirmed_anywhere: "No method confirmed it anywhere.",
    confirmed_in: "It was CONFIRMED in {n} of them, the most often by {worst}.",
    none_limits_there: "No method that was tried on them limits the risk.",
    worst_row: "{method} with a share of {share} for {contest} in cell {cell} ({settings}){as_often}",
    as_often_rows: "\u{20}and as often in {n} more rows",
};
