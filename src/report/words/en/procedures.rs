//! What each audit method does, and how each engine makes its trials, in English.

use crate::report::words::ProcedureWords;

pub(super) const WORDS: ProcedureWords = ProcedureWords {
    method_polling: "ballot polling: reads cards by lot until the reported winners lead beyond chance (ALPHA)",
    method_bravo: "ballot polling: reads cards by lot until they speak for the reported shares and against a tie (BRAVO)",
    method_eor_bravo: "ballot polling: BRAVO's ratio of the whole sample, looked at only where a round ends",
    method_minerva: "ballot polling: how rare a sample this good or better is in a tie, looked at only where a round ends (Minerva)",
    method_athena: "ballot polling: Minerva, and the sample itself must speak more for the report than for a tie (Athena)",
    method_providence: "ballot polling: BRAVO's ratio of earlier rounds times Minerva's of the new one; rounds of any size (Providence)",
    method_bayes_polling: "ballot polling: how likely an upset still is, by the cards read and a prior",
    method_ballot_comparison: "ballot-level comparison: reads cards by lot and holds each against its own cast vote record",
    method_super_simple: "ballot-level comparison as in Colorado: four counts of discrepancies and one formula (Kaplan-Markov)",
    method_batch_comparison: "batch comparison: draws batches by how far off they may be, tallies each by hand, one formula (MACRO)",
    method_batch_assertions: "batch comparison, pair by pair: draws batches by how far off they may be, tallies each by hand, and bets",
    method_one_audit: "ONEAudit: reads cards by lot, holds each against its own cast vote record or, where it has none, against the average of its pool",
    method_stratified: "stratified: draws from each stratum apart, compares where there are records or sums, polls where there are none, and tests all together (union of intersections)",
    method_suite: "SUITE: compares cards of the stratum with cast vote records, polls the stratum without, and combines both by Fisher's rule",
    method_bayes_comparison: "Bayesian comparison: holds cards against their cast vote records until it is improbable, under its prior, that somebody else won",
    method_fixed_percentage: "a fixed share of the batches by lot, tallied by hand and held against their reported tallies",
    method_random_precincts: "batches by lot, as many as the margin asks for, tallied by hand and held against their reported tallies",
    method_retabulation: "the scanners' images counted again by other software; no paper is looked at",
    method_machine_recount: "all paper through the same machines again, by the same programme or a fresh one; no ballot is read by people",
    method_full_hand_count: "every ballot counted by hand; that count stands",
    engine_auto: "for each contest and method the first of those below that serves it",
    engine_jumps: "leaps from discrepancy to discrepancy in comparisons of single cards: the same audits, many times as fast",
    engine_rounds: "draws at once how many cards of each kind a round holds, for polls that are judged where rounds end",
    engine_strides: "hears 64 cards at once in polls by truncated shrinkage (ALPHA): the audits of cells, several times as fast",
    engine_words: "counts 64 cards and more at once in polls by BRAVO: the law of cells, from draws of its own",
    engine_cells: "draws from counts of cards that are alike: the cost of a trial does not grow with the number of cards",
    engine_cards: "draws the cards themselves, the same for every method: serves all, and its first trial is the audit of a single run",
    engine_exact: "no trials: the law of the audit itself, where one is known, and how exact it is",
};
