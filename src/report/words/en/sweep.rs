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
    wrong_nowhere: "No method that limits the risk confirmed a wrong outcome in any trial.",
    wrong_worst: "Of the methods that limit the risk, {method} confirmed a wrong outcome most often: in {share} of the trials of cell {cell} ({settings}); its limit there is {limit}.",
    kept_promise: "No 95 % interval of them lies wholly above its risk limit.",
    broken_promise: "In {n} rows the whole 95 % interval lies above the risk limit; right at the limit that is luck in one row of forty, and boards that slip make promises looser.",
    never_wrong: "In no cell is the reported outcome wrong.",
};
