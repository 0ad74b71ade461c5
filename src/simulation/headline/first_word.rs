//! The most important fact about a contest, which the first line states first.

/// The most important fact about a contest, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FirstWord {
    /// The final outcome is wrong, and an audit that was held confirmed it.
    WrongAndConfirmed,
    /// The final outcome is wrong.
    NotCorrected,
    /// The final outcome is wrong, and the hypothetical audits only measure.
    MeasuredWrong,
    /// The final outcome is that of the paper, and the paper differs from what eligible voters wanted.
    PaperIsWrong,
    /// The final outcome is right, and the full hand count of a hypothetical audit would have changed it.
    WouldBeOverturned,
    /// The final outcome is right, and a fault was not seen.
    Undetected,
    /// The final outcome is right, and its totals differ from those of the paper.
    TotalsOff,
    /// A sample that was drawn does not confirm an outcome that is right.
    NotConfirmed,
    /// The final outcome is right, and people examined a part of the paper.
    PartLooked,
    /// The final outcome is right, and the paper was not examined.
    NobodyLooked,
    /// The final outcome is right, the paper was not examined, and the hypothetical audits only measure.
    MeasuredRight,
    /// The final outcome is right, and only machines read the paper.
    MachinesAlone,
    /// A reported outcome was wrong and was corrected.
    Corrected,
    /// Every count is right to the vote, and people examined the paper.
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

    /// Its name in JSON.
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

    /// Whether a wrong outcome is or may be final: such facts are shown in red.
    pub fn is_alarm(self) -> bool {
        self <= Self::WouldBeOverturned
    }
}
