//! The cards themselves, one after the other: one draw for all contests and methods of a trial, as in a single run.
//!
//! The only engine whose trial 0 is the audit that `recount run` tells, and the only one for batches, strata, machines that
//! count again, and samples that several contests share, and the only one that tells what happens to several contests in one
//! trial.

use super::{Engine, Task, Trials};
use crate::reason::{Reason, procedures};

/// Trials by whole cards.
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
