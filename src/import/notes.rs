//! What a reader dropped, skipped, inferred or found odd: counted, with rows, never in silence.

use std::collections::BTreeMap;

use crate::import::problem::{FilePlace, quoted};
use crate::number_format::grouped;
use crate::reason::{Reason, import};

/// Examples that a note keeps.
pub(crate) const MOST_EXAMPLES: usize = 20;
/// Kinds of notes that one import keeps; more are counted together.
pub(crate) const MOST_NOTES: usize = 10_000;

/// One kind of finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    // What was left out.
    /// Empty rows.
    EmptyRow,
    /// Rows that are totals or titles.
    TotalRow,
    /// A column that no meaning is known for.
    IgnoredColumn(String),
    /// A part of the archive that was not read.
    IgnoredPart(String),
    /// A sheet of a workbook that people do not see.
    HiddenSheet(String),
    /// A key of a JSON object or an element of an XML file whose meaning is not known.
    IgnoredKey(String),
    /// Signatures beside the records, which are not checked.
    SignatureNotChecked,
    /// An element that is not the current one: replaced by adjudication.
    SupersededRecord,
    /// A session or snapshot of which no element is current.
    NoCurrentRecord,
    /// A mark that the machine did not count as a vote, for this contest.
    UncountedMark(String),
    /// A mark that the machine found ambiguous.
    AmbiguousMark(String),
    /// A candidate twice in one ranking, of which the better rank counts.
    RepeatedInRanking(String),
    /// A candidate twice on a card where each is marked once, of which one vote counts.
    RepeatedVote(String),
    /// A row with fewer cells than the header.
    ShortRow,
    // What is aggregated or hidden.
    /// A row that sums the votes of several cards.
    AggregatedRow,
    /// Cards or contests whose votes are not shown.
    RedactedCard,
    /// A card whose identity is not shown.
    NoIdentity,
    /// Record numbers that are hidden and were taken from the names of the images.
    RecordFromImage,
    // What was inferred.
    /// Styles that the file does not state, taken from the contests of each card.
    StyleInferred,
    /// A contest without marks that the style has, and that is therefore on the card, blank.
    BlankFromStyle(String),
    /// A number of votes allowed that the file does not state.
    VoteForAssumed(String),
    /// A number of votes allowed that no file states, of which none was assumed.
    VoteForOpen(String),
    /// A number of votes allowed that the file does not state, taken from the cards.
    VoteForFromCards {
        /// The contest.
        contest: String,
        /// The number that was taken.
        taken: u32,
    },
    /// A contest's choices that are known only from cards.
    ChoicesFromCards,
    /// The tabulator taken from the name of the archive.
    TabulatorFromName,
    /// The file was not UTF-8; cells were read as Windows-1252.
    NotUtf8,
    /// A text that was UTF-8 read as Latin-1 and saved again.
    TwiceEncoded(String),
    /// A version that was not seen before.
    UnknownVersion(String),
    // What does not add up.
    /// A batch whose record numbers do not run from 1 to the number of its cards.
    RecordNumbersApart,
    /// Two cards with one identity.
    DuplicateCard(String),
    /// A card of one file that the other lacks.
    UnmatchedRecord(String),
    /// Stated numbers of undervotes or overvotes that the marks do not give.
    OddCount(String),
    /// Votes of a place for one choice that stand twice and are added up, in this contest.
    RepeatedCount(String),
    /// A contest that no manifest names, by its number.
    UndeclaredContest(String),
    /// A candidate that no manifest names, by its number.
    UndeclaredCandidate(String),
    /// Two contests of one name.
    SameContestName(String),
    /// Contests of one name in several files, with other choices in each, that are counted as one.
    JoinedContests(String),
    /// Files that allow other numbers of votes in a contest, of which the largest says how many votes were not given.
    OtherVoteFor(String),
    /// Choices of a contest whose names look alike.
    AlikeChoices {
        /// The contest.
        contest: String,
        /// The names.
        names: String,
    },
    /// A contest of which half the cards or more are overvoted.
    MostlyOvervoted(String),
    /// Cards with several choices on the first rank of this contest.
    OvervotedFirstRank(String),
    /// Cards on which the vote in this contest is void.
    VoidVotes(String),
    /// Two choices of one name in one contest.
    SameChoiceName(String),
    /// Files of records without a card.
    NoCards,
    /// A card that no contest is on.
    CardWithoutContests,
    /// A card on which some cells of a contest are empty and others are not.
    HalfEmptyContest(String),
    /// Cards without this contest, which other cards of their stated style have beside all of theirs.
    LackingContest(String),
    /// A contest in which no vote is allowed.
    NoVoteAllowed(String),
    /// A row that runs over several lines, within quotation marks.
    RowOfLines,
    /// A stated total that the rows do not give: what was stated and what was counted.
    TotalDiffers {
        /// What is counted.
        what: TotalOf,
        /// The file's own number.
        stated: u64,
        /// The number of its rows.
        counted: u64,
    },
    /// Weights of ballots that are not whole numbers.
    FractionalWeight,
    /// The export was filtered: a setting of it.
    FilteredExport(String),
    /// Write-ins that nobody has resolved yet.
    UnresolvedWriteIn(String),
    /// Write-ins that were rejected.
    RejectedWriteIn(String),
    /// A number that the file leaves open.
    NotStated(String),
    /// What is known to be wrong with files of this kind.
    KnownFlaw(Reason),
    /// Notes of kinds beyond the most that are kept.
    FurtherNotes,
}

/// What a total counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TotalOf {
    /// Ballots of the file.
    Ballots,
    /// Different orders of preference.
    Orders,
    /// Votes of a contest.
    Contest(String),
}

/// What a finding means for who reads the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteClass {
    /// Something of the file is not in the numbers.
    LeftOut,
    /// The file itself hides something.
    Hidden,
    /// Something is in the numbers that the file does not state.
    Inferred,
    /// Something does not agree, or looks wrong.
    Odd,
}

impl NoteKind {
    /// What it means for who reads the numbers.
    pub fn class(&self) -> NoteClass {
        match self {
            Self::EmptyRow
            | Self::TotalRow
            | Self::IgnoredColumn(_)
            | Self::IgnoredPart(_)
            | Self::HiddenSheet(_)
            | Self::IgnoredKey(_)
            | Self::SignatureNotChecked
            | Self::SupersededRecord
            | Self::UncountedMark(_)
            | Self::AmbiguousMark(_)
            | Self::RepeatedInRanking(_)
            | Self::RepeatedVote(_)
            | Self::OvervotedFirstRank(_)
            | Self::VoidVotes(_)
            | Self::FilteredExport(_)
            | Self::RejectedWriteIn(_)
            | Self::NotStated(_) => NoteClass::LeftOut,
            Self::AggregatedRow | Self::RedactedCard | Self::NoIdentity => NoteClass::Hidden,
            Self::RecordFromImage
            | Self::StyleInferred
            | Self::BlankFromStyle(_)
            | Self::VoteForAssumed(_)
            | Self::VoteForOpen(_)
            | Self::VoteForFromCards { .. }
            | Self::ChoicesFromCards
            | Self::TabulatorFromName
            | Self::RecordNumbersApart
            | Self::NotUtf8 => NoteClass::Inferred,
            _ => NoteClass::Odd,
        }
    }

    /// The finding in words, for so many times.
    pub fn reason(&self, times: u64) -> Reason {
        let n = grouped(times as i64);
        match self {
            Self::EmptyRow => import::note_empty_row(n),
            Self::TotalRow => import::note_total_row(n),
            Self::IgnoredColumn(name) => import::note_ignored_column(n, quoted(name)),
            Self::IgnoredPart(name) => import::note_ignored_part(n, quoted(name)),
            Self::HiddenSheet(name) => import::note_hidden_sheet(n, quoted(name)),
            Self::IgnoredKey(name) => import::note_ignored_key(n, quoted(name)),
            Self::SignatureNotChecked => import::note_signature_not_checked(n),
            Self::SupersededRecord => import::note_superseded_record(n),
            Self::NoCurrentRecord => import::note_no_current_record(n),
            Self::UncountedMark(name) => import::note_uncounted_mark(n, quoted(name)),
            Self::AmbiguousMark(name) => import::note_ambiguous_mark(n, quoted(name)),
            Self::RepeatedInRanking(name) => import::note_repeated_in_ranking(n, quoted(name)),
            Self::RecordNumbersApart => import::note_record_numbers_apart(n),
            Self::AggregatedRow => import::note_aggregated_row(n),
            Self::RedactedCard => import::note_redacted_card(n),
            Self::NoIdentity => import::note_no_identity(n),
            Self::RecordFromImage => import::note_record_from_image(n),
            Self::StyleInferred => import::note_style_inferred(n),
            Self::BlankFromStyle(name) => import::note_blank_from_style(n, quoted(name)),
            Self::VoteForAssumed(name) => import::note_vote_for_assumed(n, quoted(name)),
            Self::VoteForOpen(name) => import::note_vote_for_open(quoted(name)),
            Self::VoteForFromCards { contest, taken } => import::note_vote_for_from_cards(quoted(contest), *taken),
            Self::ChoicesFromCards => import::note_choices_from_cards(n),
            Self::TabulatorFromName => import::note_tabulator_from_name(n),
            Self::NotUtf8 => import::note_not_utf_8(n),
            Self::TwiceEncoded(name) => import::note_twice_encoded(n, quoted(name)),
            Self::UnknownVersion(name) => import::note_unknown_version(n, quoted(name)),
            Self::DuplicateCard(name) => import::note_duplicate_card(n, quoted(name)),
            Self::UnmatchedRecord(name) => import::note_unmatched_record(n, quoted(name)),
            Self::OddCount(name) => import::note_odd_count(n, quoted(name)),
            Self::RepeatedCount(name) => import::note_repeated_count(n, quoted(name)),
            Self::UndeclaredContest(name) => import::note_undeclared_contest(n, quoted(name)),
            Self::UndeclaredCandidate(name) => import::note_undeclared_candidate(n, quoted(name)),
            Self::SameContestName(name) => import::note_same_contest_name(n, quoted(name)),
            Self::JoinedContests(name) => import::note_joined_contests(n, quoted(name)),
            Self::OtherVoteFor(name) => import::note_other_vote_for(n, quoted(name)),
            Self::RepeatedVote(name) => import::note_repeated_vote(n, quoted(name)),
            Self::ShortRow => import::note_short_row(n),
            Self::AlikeChoices { contest, names } => import::note_alike_choices(quoted(contest), names),
            Self::MostlyOvervoted(name) => import::note_mostly_overvoted(n, quoted(name)),
            Self::OvervotedFirstRank(name) => import::note_overvoted_first_rank(n, quoted(name)),
            Self::VoidVotes(name) => import::note_void_votes(n, quoted(name)),
            Self::SameChoiceName(name) => import::note_same_choice_name(n, quoted(name)),
            Self::NoCards => import::note_no_cards(n),
            Self::CardWithoutContests => import::note_card_without_contests(n),
            Self::HalfEmptyContest(name) => import::note_half_empty_contest(n, quoted(name)),
            Self::LackingContest(name) => import::note_lacking_contest(n, quoted(name)),
            Self::NoVoteAllowed(name) => import::note_no_vote_allowed(n, quoted(name)),
            Self::RowOfLines => import::note_row_of_lines(n),
            Self::FractionalWeight => import::note_fractional_weight(n),
            Self::FilteredExport(name) => import::note_filtered_export(n, quoted(name)),
            Self::UnresolvedWriteIn(name) => import::note_unresolved_write_in(n, quoted(name)),
            Self::RejectedWriteIn(name) => import::note_rejected_write_in(n, quoted(name)),
            Self::NotStated(name) => import::note_not_stated(n, quoted(name)),
            Self::FurtherNotes => import::note_further_notes(n),
            Self::TotalDiffers { what, stated, counted } => {
                let (stated, counted) = (grouped(*stated as i64), grouped(*counted as i64));
                match what {
                    TotalOf::Ballots => import::note_total_ballots(stated, counted),
                    TotalOf::Orders => import::note_total_orders(stated, counted),
                    TotalOf::Contest(name) => import::note_total_contest(stated, counted, quoted(name)),
                }
            }
            Self::KnownFlaw(reason) => reason.clone(),
        }
    }
}

/// How often, and where first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteEvidence {
    /// How often.
    pub count: u64,
    /// The first places.
    pub examples: Vec<FilePlace>,
}

/// All findings of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportNotes {
    notes: BTreeMap<NoteKind, NoteEvidence>,
}

impl ImportNotes {
    /// Notes one finding at a place.
    pub fn add(&mut self, kind: NoteKind, place: impl FnOnce() -> FilePlace) {
        self.add_many(kind, 1, place);
    }

    /// Notes a finding that stands for several; for none, nothing.
    pub fn add_many(&mut self, kind: NoteKind, count: u64, place: impl FnOnce() -> FilePlace) {
        if count == 0 {
            return;
        }
        let is_full = self.notes.len() >= MOST_NOTES && !self.notes.contains_key(&kind);
        let kind = if is_full { NoteKind::FurtherNotes } else { kind };
        let evidence = self.notes.entry(kind).or_default();
        evidence.count = evidence.count.saturating_add(count);
        if evidence.examples.len() < MOST_EXAMPLES {
            evidence.examples.push(place());
        }
    }

    /// Adds what was noted of a later part.
    pub fn append(&mut self, later: Self) {
        for (kind, evidence) in later.notes {
            let mut examples = evidence.examples.into_iter();
            let is_full = self.notes.len() >= MOST_NOTES && !self.notes.contains_key(&kind);
            let held = self.notes.entry(if is_full { NoteKind::FurtherNotes } else { kind }).or_default();
            held.count = held.count.saturating_add(evidence.count);
            let room = MOST_EXAMPLES - held.examples.len().min(MOST_EXAMPLES);
            held.examples.extend(examples.by_ref().take(room));
        }
    }

    /// How often a finding was made.
    pub fn count(&self, kind: &NoteKind) -> u64 {
        self.notes.get(kind).map_or(0, |evidence| evidence.count)
    }

    /// All findings, in the order of their kinds.
    pub fn iter(&self) -> impl Iterator<Item = (&NoteKind, &NoteEvidence)> {
        self.notes.iter()
    }
}
