//! `recount`: an election-audit ballot recount simulator.
pub mod beyond;
pub mod canvass;
#[cfg(feature = "cli")]
pub mod cli;
pub mod election;
pub mod error;
pub mod hand_count;
pub mod random;
pub mod report;
pub mod scenario;
pub mod simulation;
pub mod social_choice;
pub mod tabulation;
