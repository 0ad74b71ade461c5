//! THE CLASSROOM: a few dozen ballots on paper, drawn from a scenario so that its story stays; what a class reads on
//! them, draws by dice and works out by hand.

mod class_ballot;
mod dice;
mod handwriting;
mod kinds;
mod selection;
mod small_election;
mod walk;
mod worksheet;

pub use class_ballot::{ClassBallot, ClassReading, HandLook};
pub use dice::{DiceTable, MOST_BALLOTS};
pub use small_election::{ClassRequest, SmallElection, first_count_with_records};
pub use walk::{ClassDraw, throws_of};
pub use worksheet::{Multiplier, PaperSays, PollMultipliers, RecordSays, RiskWorksheet, WHOLE};
