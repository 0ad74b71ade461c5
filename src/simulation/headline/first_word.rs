//! The first word on a contest: what a reader has to know before all else.

/// What a reader has to know before all else, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FirstWord {
    /// The last word is wrong, and an audit that was held confirmed it.
    WrongAndConfirmed,
    /// The last word is wrong.
    NotCorrected,
    /// The last word is wrong, and the audits that are asked about only measure.
    MeasuredWrong,
    /// The last word is that of the paper, and the paper is not what eligible voters wanted.
    PaperIsWrong,
    /// The last word is right, and the full hand count of an audit that is asked about would have named another.
    WouldBeOverturned,
    /// The last word is right, and a fault was seen by nobody.
    Undetected,
    /// The last word is right, and its totals are not those of the paper.
    TotalsOff,
    /// A sample that was drawn does not confirm what is right.
    NotConfirmed,
    /// The last word is right, and people looked at a part of the paper.
    PartLooked,
    /// The last word is right, and nobody looked at the paper.
    NobodyLooked,
    /// The last word is right, nobody looked at the paper, and the audits that are asked about only measure.
    MeasuredRight,
    /// The last word is right, and machines alone looked at the paper.
    MachinesAlone,
    /// A reported outcome was wrong and was put right.
    Corrected,
    /// Every count is right to the vote, and people looked.
    Confirmed,
}

impl FirstWord {
    /// All of them, the gravest first.
    pub const ALL: [Self; 14] = [
        Self::WrongAndConfirmed,
        Self::NotCorrected,
        Self::MeasuredWrong,
        Self::PaperIsWrong,
        Self::WouldBeOverturned,
        Self::Undetected,
        Self::TotalsOff,
        Self::NotConfirmed,
        Self::PartLooked,
        Self::NobodyLooked,
        Self::MeasuredRight,
        Self::MachinesAlone,
        Self::Corrected,
        Self::Confirmed,
    ];

    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::WrongAndConfirmed => "wrong_and_confirmed",
            Self::NotCorrected => "wrong_stands",
            Self::MeasuredWrong => "measured_only_wrong",
            Self::PaperIsWrong => "paper_is_wrong",
            Self::WouldBeOverturned => "would_be_overturned",
            Self::Undetected => "undetected",
            Self::TotalsOff => "totals_off",
            Self::NotConfirmed => "not_confirmed",
            Self::PartLooked => "part_looked",
            Self::NobodyLooked => "nobody_looked",
            Self::MeasuredRight => "measured_only",
            Self::MachinesAlone => "machines_alone",
            Self::Corrected => "corrected",
            Self::Confirmed => "confirmed",
        }
    }

    /// Whether a wrong outcome stands or may stand: what is said in red.
    pub fn is_alarm(self) -> bool {
        self <= Self::WouldBeOverturned
    }
}
