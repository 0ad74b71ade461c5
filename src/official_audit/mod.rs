//! SOMEBODY'S OFFICIAL AUDIT, checked from the files that the office published: the P-values again, the draw again where it
//! can be repeated, and where hand and machine differ.

mod arlo;
mod arlo_statements;
mod colorado;
mod colorado_audit;
mod published_contests;
mod section;

pub use arlo::{ArloFiles, AuditedContestOfReport, BatchChange, DrawReplay, KindOfPaper, OfficialAudit, check_arlo};
pub use arlo_statements::DifferingStatement;
pub use colorado::{ColoradoFiles, ROUND_CONTESTS, check_colorado, round_contests};
pub use colorado_audit::{ColoradoAudit, ColoradoContest, ColoradoProblem};
pub use published_contests::{PublishedContest, published_contests};
pub use section::OfficialFlaw;
