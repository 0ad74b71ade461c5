//! Draws on a terminal, in English.

use crate::report::words::DrawWords;

pub(super) const WORDS: DrawWords = DrawWords {
    order: "order",
    ticket: "ticket",
    counter: "counter",
    number: "number",
    card: "card",
    pull: "pull",
    of: "of",
    cards: "cards",
    whole_batch: "the whole batch",
    times: "{what} ({n} times)",
    with_replacement: "with replacement",
    without_replacement: "without replacement",
    cards_drawn: "{draws} of cards from {cards} cards in {batches} batches, {with}; seed {seed}",
    batches_drawn: "{draws} of batches from {cards} cards in {batches} batches, {with}; seed {seed}",
    by: "by {generator}: {says}",
    sha256: "SHA-256 of the manifest: {sha256}",
    stratum_cards: "{name}: {drawn} of {units} cards{after}; seed {seed}",
    stratum_batches: "{name}: {drawn} of {units} batches{after}; seed {seed}",
    stratum_after: ", after {n}",
    after: "after {draws}",
    one_draw: "1 draw",
    draws: "{n} draws",
    listed: "{draws} by {generator}, {with}; seed {seed}",
    counter_or_ticket: "counter or ticket",
    drawn: "drawn",
    more: "and {n} more; --json and --csv list all",
};
