//! SOMEBODY'S OFFICIAL AUDIT, checked from the files that the office published: the P-values again, the draw again, and
//! where hand and machine differ.

mod arlo;

pub use arlo::{
    ArloFiles, AuditedContestOfReport, BatchChange, DrawReplay, KindOfPaper, OfficialAudit, OfficialFlaw, check_arlo,
};
