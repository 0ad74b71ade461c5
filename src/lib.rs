//! `recount`: an election-audit ballot recount simulator.
pub mod beyond;
pub mod canvass;
pub mod election;
pub mod error;
pub mod hand_count;
pub mod random;
pub mod scenario;
pub mod simulation;
pub mod social_choice;
pub mod tabulation;
