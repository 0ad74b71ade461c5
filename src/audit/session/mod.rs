//! AN AUDIT AS A VALUE: what was reported, by what rules it is audited, what was read so far, and what is asked for next.
//!
//! A [`SessionSetup`] is what the public knows before a card is drawn: the contests as reported, made ready by a method of a
//! [`Registry`](super::Registry), the settings, the seed and the sampler. A [`Session`] begins from it. It asks
//! ([`Session::next_pulls`]), is told ([`Session::record`], in any order), and says where it stands ([`Session::status`]). As soon
//! as every unit of a round is read, it hears them in the order of the draw and closes the round. Nothing else moves it:
//! its state is a function of the setup and of the set of readings.
//!
//! Therefore a session is saved as its readings with their places, beside the names, numbers and fingerprints of its setup
//! ([`SavedSession`]), and is resumed by recording them again ([`Session::resume`]). The steps are those of
//! [`conduct`](super::conduct) and [`conduct_together`](super::conduct_together), which know all readings beforehand: one
//! state machine serves them all.
//!
//! One contest draws any unit of its method. Several contests share one sample of cards without replacement; contests that
//! draw apart are sessions of their own.

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
