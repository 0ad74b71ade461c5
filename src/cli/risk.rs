//! `recount risk`: the measured risk of observed samples.

use super::questions::answer_documents;
use super::{Done, print};
use crate::error::Error;
use crate::verify::{EXAMPLES, answer_at_length};

/// Checks somebody else's audit: observations in, P-value out.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Tests (the word after \"test\" in a question):
  alpha, betting, sprt, kaplan_markov, kaplan_wald, kaplan_kolmogorov
                       values of cards in their order against a null mean
  ballot_comparison    pairs of cast vote record and hand reading, of votes or of ranks (irv)
  super_simple         counts of discrepancies; also the sample size and what is still to go
  bravo, minerva, athena, providence
                       ballots and votes of the winner, round by round;
                       n counts ballots of the pair: every other is one for the loser
  macro                batches, reported and audited; several may be tallied as one
  suite, stratified    strata: comparison and polling; samples of a mean
  bayes, bayes_comparison
                       the chance of an upset, given a prior

Before evidence:
  nothing read answers 1, whatever the test; a posterior answers its prior
  the prior favours nobody unless you give one
  a null of one point is tested as that point; a null of no point is refused
  0 is answered only where what was read refutes the null for certain
  a P-value below 1e-300 is given as that, with log10_p_value beside it; never as 0

Examples:
  recount risk --examples                  # a question for every test, to copy from
  recount risk --examples | recount risk   # and their answers
  echo '{\"test\":\"super_simple\",\"margin\":0.05,\"n\":96}' | recount risk
  recount risk questions.jsonl > answers.jsonl")]
pub(super) struct Risk {
    /// One JSON document, or one per line; a file, or - for standard input
    #[arg(default_value = "-")]
    file: String,
    /// Prints a question for every test instead
    #[arg(long, conflicts_with = "file")]
    examples: bool,
}

impl Risk {
    pub(super) fn execute(&self) -> Result<Done, Error> {
        if self.examples {
            print(EXAMPLES)?;
            return Ok(Done::Well);
        }
        answer_documents(&self.file, answer_at_length)
    }
}
