//! `recount` is an election-audit ballot recount simulator.
//!
//! It models the paper: every ballot card that a voter left. It models what machines report about that paper, with the
//! faults that machines really had; what people read by hand, with the errors that people really make; and the public
//! procedures that compare the two. A run shows what was reported, what the paper shows, who noticed, what was
//! corrected and at what cost, and it states plainly what no recount can see.
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
//! The rooms are in the order in which a ballot meets them. Every arrow is a plain value, and no room changes a value
//! that an earlier room made:
//!
//! ```text
//! scenario ─Scenario─> election ─Election─┬─> tabulation ─Tabulation─> canvass ─[Finding]─┐
//!                                         ├─> hand_count ─HandCount───────────────────────┤
//!        assertion ─> audit { sampling draws ─> hand_count reads ─> risk measures } ──────┤
//!        verify (somebody else's audit: observations ─> risk ─> P-value)                  │
//!              outside_the_paper (what no count sees) ────────────────────────────────────┴─> simulation ─ElectionRun─> report ─> cli
//!              simulation ─RecordedCount─> export ─> cli
//!              simulation ─RecordedCount─> classroom ─SmallElection─> report ─> cli
//! ```
//!
//! | room | what it does |
//! |---|---|
//! | `import` | reads the files that tabulators and election offices export, and notes all that it left out or inferred |
//! | `scenario` | reads and checks a scenario file |
//! | `election` | makes the paper: contests, styles, batches, and a column of marks for each contest |
//! | `social_choice` | turns a tally or ranked ballots into an outcome, and an outcome into statements to test |
//! | `tabulation` | makes the machines' count of the paper, with their faults |
//! | `canvass` | compares the reported sums |
//! | `hand_count` | makes what boards read by hand; `hand_count::recount_law` has the distributions that order recounts |
//! | `assertion` | turns a reported outcome into assorters: a value for each card |
//! | `sampling` | draws cards or batches from a manifest by public chance |
//! | `risk` | measures the risk of a sample; `risk::fast` computes the same numbers faster |
//! | `audit` | draws, records readings, measures, and decides: methods, sample sizes, sessions, statutes |
//! | `verify` | answers questions about somebody else's audit |
//! | `audit_folder` | keeps an audit of an office's files in a folder: its log, the sheets, the state |
//! | `official_audit` | checks an audit that an office published, from its files |
//! | `outside_the_paper` | has the wrongs that no count of the paper can see |
//! | `simulation` | runs one election, many audits, plans, sweeps and attacks; `simulation::engine` has the ways to do so |
//! | `classroom` | draws a few dozen ballots from a scenario for a class, with dice, lists and a risk worked out by hand |
//! | `export` | writes a synthetic election as the files that an election office would have, one file a format |
//! | `report` | writes terminal pages, web pages, JSON and table rows |
//! | `cli` | parses the command line, opens files, prints |
//!
//! `error`, `reason`, `names`, `number_format`, `text_encoding` and `random` serve all rooms.
//!
//! # File formats
//! A reader is in the room whose values it makes, and gets bytes or text: `scenario` (TOML, scenarios and grids),
//! `election::ranked_file` (ranked ballots), `sampling::manifest_file` (ballot manifests, CSV and workbooks),
//! `sampling::name_list`, `verify` (JSON questions), `audit::session` (saved sessions), `simulation::shard_result`
//! (shards). `report` makes the rows of tables; `cli::tables` writes them as CSV, JSON and Parquet.
//!
//! The exports of voting systems and the tables of election offices are read in `import`, one file a format, into columns of
//! its own. It opens no file: `cli` implements its `ByteSource`. `export` writes such files of a synthetic
//! election.
//!
//! # Languages
//! Every text that people read is a message in `report/messages/*.ftl`, one file a language. `build/` writes the tables
//! and types of messages from these files when the program is built.
//!
//! # Invariants
//! - `tabulation` and `hand_count` never import each other: machines and boards read the paper independently.
//! - `audit` asks for places in the manifest and gets readings; it never sees the marks on the paper.
//! - `risk` gets numbers only: no contest, no card, no file. `sampling` never sees votes. `verify` has questions and
//!   answers only: no scenario, no paper. `risk::bet::spec` reads the names and options of bets, for `verify` and for
//!   scenarios alike. `names` finds names that look alike, wherever names are read.
//! - `social_choice` does not depend on who counted; `election` does not depend on any count.
//! - `report` computes no statistics; only `cli` opens files; only the tabulator, the Monte Carlo engine and
//!   `import` start threads.
//! - Nothing reads the clock or the machine's own randomness: a result is a function of scenario, seed and version.
//! - One alternative is one file and one line in its room's `mod.rs`: a fault, a mishap, a way to elect, an audit
//!   method, an attack, a bet, a test, a way to draw, a thing beyond the paper.
//!
//! `tests/house.rs` checks these walls.

// The rooms, in the order of the ballot's path.

pub mod error;
pub mod names;
pub mod number_format;
pub mod random;
pub mod reason;
pub mod text_encoding;

pub mod import;

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

pub mod audit_folder;
pub mod classroom;
pub mod export;
pub mod official_audit;

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
