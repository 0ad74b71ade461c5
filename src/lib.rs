//! `recount` is an election-audit ballot recount simulator.
//!
//! It models the paper: every ballot card a voter left. It models what machines said about that paper, with the
//! faults that machines really had; what people say who read it by hand, with the errors that people really make;
//! and the public procedures that hold the one against the other. A run shows what was reported, what the paper
//! says, who noticed, what was corrected and at what cost, and it says plainly what no recount can see.
//!
//! ```
//! use recount::scenario::shipped;
//! use recount::simulation::{Verdict, run};
//!
//! let election = run(&shipped("antrim-2020")?, None)?;
//! let president = &election.contests[0];
//! assert_eq!(president.stages[0].tally.votes[..2], [7_769, 4_509]);
//! assert_eq!(president.paper.votes[..2], [5_959, 9_759]);
//! assert_eq!(president.verdict, Verdict::Corrected);
//! # Ok::<(), recount::error::Error>(())
//! ```
//!
//! # Floor plan
//! The rooms stand in the order in which a ballot meets them. Every arrow is a plain value, and nothing downstream
//! changes what is upstream:
//!
//! ```text
//! scenario ─Scenario─> election ─Election─┬─> tabulation ─Tabulation─> canvass ─[Finding]─┐
//!                                         ├─> hand_count ─HandCount───────────────────────┤
//!        assertion ─> audit { sampling draws ─> hand_count reads ─> risk measures } ──────┤
//!        verify (somebody else's audit: observations ─> risk ─> P-value)                  │
//!              outside_the_paper (what no count sees) ────────────────────────────────────┴─> simulation ─ElectionRun─> report ─> cli
//! ```
//!
//! # Invariants
//! - `tabulation` and `hand_count` never import each other: machines and boards read the paper blind to each other.
//! - `audit` asks for places in the manifest and is given readings; what is on the paper it never sees.
//! - `risk` hears numbers only: no contest, no card, no file. `sampling` never sees votes. `verify` knows questions and
//!   answers only: no scenario, no paper. `risk::bet::spec` reads the names and options of bets, for `verify` and for
//!   scenarios alike. `names` says which names look alike, wherever names are read.
//! - `social_choice` never knows who counted; `election` never knows that anybody will.
//! - `report` computes no statistics; only `cli` opens files; only the tabulator and the Monte Carlo engine start threads.
//! - Nothing reads the clock or the machine's own randomness: a result is a function of scenario, seed and version.
//! - One alternative is one file and one line in its room's `mod.rs`: a fault, a mishap, a way to elect, an audit
//!   method, an attack, a bet, a test, a way to draw, a thing beyond the paper.
//!
//! `tests/house.rs` keeps these walls.

// The rooms, in the order of the ballot's path.

pub mod error;
pub mod names;
pub mod number_format;
pub mod random;
pub mod reason;

pub mod election;
pub mod social_choice;
pub mod tabulation;

pub mod hand_count;

pub mod assertion;
pub mod risk;
pub mod sampling;

pub mod audit;
pub mod verify;

pub mod canvass;
pub mod outside_the_paper;

pub mod scenario;
pub mod simulation;

pub mod report;

#[cfg(feature = "cli")]
pub mod cli;

pub use audit::AuditMethod;
pub use election::{Election, Manifest, Marks};
pub use error::Error;
pub use hand_count::HandCount;
pub use scenario::{Scenario, ScenarioFile};
pub use simulation::{ElectionRun, Simulated, Verdict, run, simulate};
pub use social_choice::{Outcome, Tally};
pub use tabulation::{Fault, Tabulation};
