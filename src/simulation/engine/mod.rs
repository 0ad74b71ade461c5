//! How trials are made: one engine per file, each the same audits by another way of drawing cards.

mod cells;
mod ending;
mod gaps;
mod jumps;
mod sample;

use std::ops::Range;

use super::audits::ReadyMethod;
use super::bench::{Bench, Place};
use super::gathered::Trial;
use crate::audit::Procedure;

/// One contest and method, as an engine gets it.
#[derive(Clone, Copy)]
pub(super) struct Task<'b> {
    pub(super) bench: &'b Bench<'b>,
    pub(super) place: &'b Place<'b>,
    pub(super) ready: &'b ReadyMethod<'b>,
    pub(super) seed: &'b str,
}

impl<'b> Task<'b> {
    /// The method made ready.
    fn procedure(&self) -> Result<&'b dyn Procedure, String> {
        match &self.ready.1 {
            Ok(procedure) => Ok(procedure.as_ref()),
            Err(why) => Err(format!("nothing is drawn: {why}")),
        }
    }
}

/// Audits of one contest by one method, as many as are asked for.
pub(super) trait Trials: Sync {
    /// What these trials come to, one after the other.
    fn run(&self, trials: Range<u64>, each: &mut dyn FnMut(Trial));
}

/// A way to make trials of one contest and method.
pub(super) trait Engine: Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;

    /// What it does, in a clause.
    fn says(&self) -> &'static str;

    /// Makes it ready.
    ///
    /// # Errors
    /// Why it cannot serve this contest and method.
    fn serve<'b>(&self, task: Task<'b>) -> Result<Box<dyn Trials + 'b>, String>;
}
