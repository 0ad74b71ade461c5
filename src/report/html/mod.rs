//! Reports as web pages: one file, without network and script, made to be printed.
//!
//! Every number in a table carries the JSON pointer of the same number in the JSON document of the same command
//! (`data-json`, RFC 6901), so that a page can be checked against it. Charts are drawings of such tables.

#[cfg(feature = "cli")]
mod attack;
mod audit_cells;
#[cfg(feature = "cli")]
mod audit_report;
mod audit_sheets;
mod axis;
mod cells;
mod chart_lead;
mod chart_map;
mod chart_places;
mod chart_risk;
mod chart_rounds;
mod chart_strips;
mod count_row;
mod frame;
mod gallery;
#[cfg(feature = "cli")]
mod import;
#[cfg(feature = "cli")]
mod paper_ballot;
#[cfg(feature = "cli")]
mod paper_key;
#[cfg(feature = "cli")]
mod paper_page;
#[cfg(feature = "cli")]
mod paper_risk;
#[cfg(feature = "cli")]
mod paper_sheets;
#[cfg(feature = "cli")]
mod papers;
mod plan;
mod ranked;
mod run;
mod run_audits;
mod run_counts;
mod run_facts;
mod simulate;
mod sweep;
mod sweep_rows;

use super::words;

#[cfg(feature = "cli")]
pub use attack::attacked;
#[cfg(feature = "cli")]
pub use audit_report::{AuditRecord, audit_report};
pub use audit_sheets::audit_sheets;
pub use frame::GALLERY;
pub use gallery::{Exhibit, gallery};
#[cfg(feature = "cli")]
pub use import::imported;
#[cfg(feature = "cli")]
pub use paper_page::ClassPapers;
#[cfg(feature = "cli")]
pub use papers::class_papers;
pub use plan::planned;
pub use run::{run, run_in_gallery};
pub use simulate::simulated;
pub use sweep::swept;
