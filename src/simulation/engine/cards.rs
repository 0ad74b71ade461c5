//! The engine of whole cards: one draw for all contests and methods of a trial, as in a single run.
//!
//! It is the only engine whose trial 0 is the audit of `recount run`, the only one for batches, strata, machines that
//! count again, and samples that several contests share, and the only one that shows several contests in one trial.

use super::{Engine, Task, Trials};
use crate::reason::{Reason, procedures};

/// The engine of whole cards.
pub(super) struct CardEngine;

impl Engine for CardEngine {
    fn name(&self) -> &'static str {
        super::WHOLE_CARDS
    }

    fn says(&self) -> Reason {
        procedures::engine_cards()
    }

    fn serve<'b>(&self, _: Task<'b>) -> Result<Option<Box<dyn Trials + 'b>>, Reason> {
        Ok(None)
    }
}
