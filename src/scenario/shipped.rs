//! The scenarios inside the binary, which can be used by name anywhere.

use super::read::ScenarioFile;
use crate::error::{Complaint, Error};

// Statics, not constants: a constant would copy the texts into every crate that names it.
macro_rules! shipped {
    (events: $($name:literal,)*; faults: $($fault:literal,)*) => {
        /// Name and text of every shipped scenario, in the order of `recount list`.
        pub static SHIPPED: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../scenarios/", $name, ".toml")))),*];

        /// Name and text of the small scenarios that show one fault or mishap each, under its own name.
        pub static ONE_FAULT_EACH: &[(&str, &str)] =
            &[$(($fault, include_str!(concat!("../../scenarios/faults/", $fault, ".toml")))),*];
    };
}

shipped! {
    events:
    "antrim-2020",
    "rochester-hills-2020",
    "wellington-2012",
    "windham-2020",
    "minnesota-2008",
    "georgia-2020",
    "virginia-2020-rla",
    "close-states-2020",
    "nation-2020",
    "many-contests",
    "beyond-the-paper",
    "county-batches",
    "sample-then-hand",
    "adversaries",
    "seven-polls",
    "mail-in-pools",
    "three-ways-of-voting",
    "san-francisco-2019-da",
    "maine-2018-cd2",
    "three-fifths",
    "lists-of-six",
    "minneapolis-2013-mayor",
    "minneapolis-2009-taxation",
    "portland-2024-d1",
    "alameda-2022",
    ;
    faults:
    "stale_mapping_shift",
    "candidate_swap",
    "contest_mapping_rotation",
    "choice_unmapped",
    "batch_not_scanned",
    "memory_card_not_uploaded",
    "unit_left_out",
    "batch_scanned_twice",
    "duplicate_upload",
    "transcription",
    "fold_line",
    "marginal_marks",
    "overvote_rule",
    "misread",
    "adversarial_flip",
    "rotation_ignored",
    "layout_shift",
    "ink",
    "write_in_double",
    "adjudication_error",
    "sticky_flag",
    "scanner_reset",
    "counter_overflow",
    "bit_flip",
    "negative_upload",
    "test_data_left_in",
    "vote_erased",
    "undervote_stuffing",
    "contest_hidden",
    "contest_invented",
    "records_withheld",
    "batch_total_altered",
    "ranks_swapped",
    "rank_lost",
    "rankings_cut",
    "ranked_rules_misset",
    "batch_lost",
    "ballot_not_found",
    "recount_noise",
    "recount_incomplete",
}

/// The shipped scenario of that name.
///
/// # Errors
/// [`Error::NoScenario`] if there is none.
pub fn shipped(name: &str) -> Result<ScenarioFile, Error> {
    let all = || SHIPPED.iter().chain(ONE_FAULT_EACH);
    let Some((_, text)) = all().find(|(known, _)| *known == name) else {
        let known = all().map(|(name, _)| *name);
        return Err(Error::NoScenario(Box::new(Complaint::unknown("", name, known))));
    };
    ScenarioFile::read(name, (*text).to_owned())
}
