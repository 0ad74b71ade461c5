//! AN AUDIT AS A VALUE: the report, the rules of the audit, the readings so far, and the units that are needed next.
//!
//! A [`SessionSetup`] is what the public knows before a card is drawn: the contests as reported, prepared by a method
//! of a [`Registry`](super::Registry), the settings, the seed and the sampler. A [`Session`] begins from it. It lists
//! the units to be read ([`Session::next_pulls`]), records readings ([`Session::record`], in any order), and reports
//! the state of each contest ([`Session::status`]). When every unit of a round is read, it takes them in the order of
//! the draw and closes the round. Nothing else changes it: its state is a function of the setup and of the set of
//! readings.
//!
//! So a session is saved as its readings with their places, beside the names, numbers and fingerprints of its setup
//! ([`SavedSession`]), and is resumed by recording them again ([`Session::resume`]). The steps are those of
//! [`conduct`](super::conduct) and [`conduct_together`](super::conduct_together), which know all readings beforehand:
//! all use one state machine.
//!
//! One contest draws the unit of its method. Several contests share one sample of cards without replacement; contests
//! that are sampled separately are sessions of their own.

mod fingerprint;
mod reading;
mod recorded_sample;
mod resume;
mod saved;
mod setup;
mod state;
mod status;

pub use fingerprint::{Fingerprint, ReportedPart};
pub use reading::{HandReading, Recorded, RefusedReading, UnitPlace, UnitToPull, Want};
pub use resume::RefusedResume;
pub use saved::{SavedContest, SavedReading, SavedSession, SavedSettings, SavedUnit, VERSION};
pub use setup::{RefusedSetup, SampleDraw, SessionContest, SessionSetup};
pub use state::Session;
pub use status::{ContestStatus, EvidenceSoFar, OverstatementCounts};
