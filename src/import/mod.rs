//! Readers of the files that tabulators and election offices export: cast vote records, ranked ballots, batch tallies,
//! manifests, results. Every file is recognised by its content, and nothing of it is dropped in silence.

mod card_flags;
mod cards;
mod columns;
mod contest;
mod csv_text;
mod dictionary;
mod duplicates;
mod format;
mod json_items;
mod marks;
mod notes;
mod office_table;
mod orders;
mod packed;
mod parts;
mod problem;
mod sheet;
mod side_by_side;
mod source;
mod text_bytes;
mod tree;
mod vote_tallies;
mod xml;

pub use card_flags::CardFlags;
pub use cards::{AggregatedVotes, CardHead, CardRecords, StyleBasis};
pub use columns::{IdColumn, NameColumn};
pub use contest::{ChoiceKind, ContestColumn, ContestCount, ImportedChoice, ImportedContest, MOST_CONTESTS};
pub use dictionary::Dictionary;
pub use format::{FORMATS, Import, ImportFormat, Imported, arlo_votes, import};
pub use marks::{ContestMark, ContestState, MOST_CHOICES, MOST_RANKS, MarkPatterns, OVERVOTED_RANK};
pub use notes::{ImportNotes, NoteClass, NoteEvidence, NoteKind, TotalOf};
pub use office_table::OfficeTable;
pub use orders::RankedOrders;
pub use packed::PackedCodes;
pub use parts::{Part, PartSet};
pub use problem::{AllowedInFile, FilePlace, Found, ImportProblem};
pub use source::{ByteSource, NamedBytes};
pub use text_bytes::cell_text;
pub use vote_tallies::{CountOf, TallyRow, VoteTallies, WITHIN};
