//! What commands say of files, shards and progress, in English.

use crate::report::words::DeskWords;

pub(super) const WORDS: DeskWords = DeskWords {
    skipped: "{name} is a grid for `recount sweep`, not a scenario: skipped",
    no_figure: "{scenario}: no published figure to compare with",
    one_published: "{scenario}: its one published figure holds",
    one_expected: "{scenario}: its one expected figure holds",
    all_published: "{scenario}: all {n} published figures hold",
    all_expected: "{scenario}: all {n} expected figures hold",
    differ: "{scenario}: {n} of {all} figures differ",
    differs_published: "{stage}, {contest}, {what}: published {published}, model {model}{band}",
    differs_expected: "{stage}, {contest}, {what}: expected {published}, model {model}{band}",
    band: "\u{20}(allowed: {n} off)",
    run_one: "Run one: recount run NAME",
    pages: "{n} pages and index.html in {folder}",
    interrupted_shard: "interrupted after {n} trials of shard {shard}: {file} is not written",
    no_trials: "shard {shard}: no trials, written to {file}",
    shard_written: "shard {shard}: trials {first} to {last} of {all}, written to {file}",
    joined: "{n} shards joined.",
    cells_joined: "{n} cells joined: {csv} and {json}",
    cells_made: "{n} cells: {csv} and {json}",
    shard_done: "shard {shard}: its {n} of {all} cells are done; {command}",
    interrupted_cells: "interrupted: {n} of {all} cells are done and kept; the same command goes on",
    made_anew: "{file}: {why}; it is made anew",
    made_by: "What is missing is made by:",
    submitted: "submitted: array {job} of {n} shards, and merge {merge} that waits for it",
    not_submitted: "not submitted: {why}; the scripts are there: {array} and {merge}",
    trials_left: "{bar:30} {human_pos}/{human_len} trials {msg} {per_sec}, {eta} left",
    the_paper: "the paper",
    doubt: "warning: {file}: {what}",
};
