//! `recount`: an election-audit ballot recount simulator.
#![cfg_attr(docsrs, feature(doc_cfg))]
pub mod election;
pub mod error;
pub mod random;
pub mod social_choice;
pub mod tabulation;
