//! Attacks on a terminal, in English.

use crate::report::words::AttackWords;

pub(super) const WORDS: AttackWords = AttackWords {
    heading: "{scenario}: attacks on {stage}, audited {n} times each, seed {seed}",
    one_vote: "1 vote",
    several_votes: "{n} votes",
    what_each_does: "Each attack makes a loser of the paper the reported winner, by at least {lead}. How often is that confirmed?",
    attack: "attack",
    of_all_cells: "(99 % of all cells)",
    promise: "promise",
    no_limit: "no limit",
    at_most: "at most {limit}",
    at_most_broken: "at most {limit} BROKEN",
    not_tried: "{method} was not tried: {why}.",
    not_tried_on: "{attack} on {contest} was not tried: {why}.",
    counted_under: "under {attack} on {contest}, since {why}",
    counted: "{methods}: every ballot is counted {under}.",
    never: "never confirmed a wrong outcome (at most {high} %)",
    worst: "was worst under {attack} on {contest}: {share} % ({low} to {high} %)",
    promises: "{method} {confirmed}. It promises: {promise}{limit}.",
    broken: "A promise is broken: {method} confirmed the wrong outcome of {contest} under {attack} in {share} % of the trials ({low} to {high} %), and its limit is {limit}. It says: {promise}. This is a mistake of the method or of this program.",
    none_broken: "No promise is broken: no method with a risk limit is above it beyond what chance explains.",
    none_promises: "No method that was tried promises a limit.",
    title: "{scenario}: attacks, each audited {n} times",
    worst_heading: "Where each method was worst",
    worst_caption: "Hatched bar: the share of audits in which the method confirmed the wrong outcome, under the attack that it stood worst. Thick line: the interval that holds for all cells together with 99 %. Upright line: the promise, where there is one.",
    attacks_heading: "Attack by attack",
    all_cells: "99 % of all cells",
    attack_head: "Attack",
    table_caption: "Wrong outcomes of “{stage}” confirmed, and cards looked at",
};
