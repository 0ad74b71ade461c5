//! The columns of a manifest, found by the names that offices and audit tools give them.

use super::flaw::{Flaw, quoted};
use crate::reason::{Filling, Reason, complaints, manifest};

/// Options for reading a manifest whose columns or sheet cannot be found by name.
#[derive(Clone, Debug, Default)]
pub struct ManifestOptions {
    /// The column of batch names, if its name is not among the usual ones.
    pub batch: Option<String>,
    /// The column of card counts, if its name is not among the usual ones.
    pub count: Option<String>,
    /// The sheet of a workbook that has several.
    pub sheet: Option<String>,
    /// Whether every row is a batch, even one that is labelled as a total or is the sum of the others.
    pub no_total_row: bool,
}

/// The indices of the columns that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Roles {
    pub(super) county: Option<usize>,
    pub(super) container: Option<usize>,
    pub(super) tabulator: Option<usize>,
    pub(super) batch: usize,
    pub(super) count: usize,
}

// Names in small letters without spaces and signs, "#" read as "number"; the first of them that a header has is used.
const COUNTY: &[&str] = &["county", "countyname", "countyid", "jurisdiction", "jurisdictionname"];
const CONTAINER: &[&str] = &[
    "container",
    "containername",
    "containerid",
    "containernumber",
    "box",
    "boxname",
    "boxid",
    "boxnumber",
    "tray",
    "traynumber",
    "storagelocation",
    "location",
];
const TABULATOR: &[&str] = &[
    "tabulator",
    "tabulatornumber",
    "tabulatornum",
    "tabulatorid",
    "tabulatorname",
    "scanner",
    "scannerid",
    "scannernumber",
];
const BATCH: &[&str] = &[
    "batchname",
    "batchid",
    "batchnumber",
    "batchnum",
    "batchno",
    "batchlabel",
    "batchcode",
    "batchidentifier",
    "batch",
    "precinct",
    "precinctname",
    "precinctid",
    "precinctnumber",
    "precinctcode",
    "ward",
    "wardname",
    "pollingplace",
    "votingdistrict",
];

// Names of counts: the thing counted, with any of the words that may come before and after it.
const COUNTED: &[&str] = &["ballots", "cards", "ballotcards", "ballotscards", "sheets", "ballotsheets"];
const COUNTED_ONE: &[&str] = &["ballot", "card", "ballotcard", "sheet"];
const BEFORE: &[&str] = &[
    "number",
    "num",
    "no",
    "nr",
    "count",
    "quantity",
    "qty",
    "sum",
    "total",
    "all",
    "of",
    "the",
    "paper",
    "cast",
    "counted",
    "scanned",
    "tabulated",
];
const BEHIND: &[&str] =
    &["cast", "counted", "scanned", "tabulated", "voted", "inbatch", "perbatch", "inbox", "total", "totals"];
const AMOUNT: &[&str] = &["count", "counts", "total", "totals", "quantity", "qty", "tally"];

/// Whether a name, in small letters without spaces and signs, says that its column counts cards.
fn counts_cards(name: &str) -> bool {
    let begins = BEFORE.iter().filter_map(|word| name.strip_prefix(word));
    let ends = BEHIND.iter().filter_map(|word| name.strip_suffix(word));
    let amount = |one: &&str| name.strip_prefix(*one).is_some_and(|rest| AMOUNT.contains(&rest));
    COUNTED.contains(&name)
        || name == "batchsize"
        || COUNTED_ONE.iter().any(amount)
        || COUNTED.iter().any(|many| name.strip_prefix(many).is_some_and(|rest| AMOUNT.contains(&rest)))
        || begins.chain(ends).any(counts_cards)
}

impl Roles {
    /// Whether a row may be the header: its names include a column of batches and one of counts.
    pub(super) fn may_be(names: &[String], options: &ManifestOptions) -> bool {
        let plain: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let batch = match &options.batch {
            Some(name) => place(names, name).ok(),
            None => BATCH.iter().find_map(|name| plain.iter().position(|column| column == name)),
        };
        let count = match &options.count {
            Some(name) => place(names, name).ok(),
            None => plain.iter().position(|name| counts_cards(name)),
        };
        batch.is_some() && count.is_some() && batch != count
    }

    pub(super) fn of(header: &[String], named: &ManifestOptions) -> Result<Self, Flaw> {
        let plain: Vec<String> = header.iter().map(|name| plain(name)).collect();
        let first = |names: &[&str]| names.iter().find_map(|name| plain.iter().position(|column| column == name));
        let batch = match &named.batch {
            Some(name) => place(header, name)?,
            None => first(BATCH)
                .ok_or_else(|| missing(header, manifest::found_no_batch_names(), "Batch Name", "--batch"))?,
        };
        let count = if let Some(name) = &named.count {
            place(header, name)?
        } else {
            let all: Vec<usize> = (0..plain.len()).filter(|&at| counts_cards(&plain[at])).collect();
            if let [one, another, ..] = all[..] {
                let (one, another) = (format!("{:?}", header[one]), format!("{:?}", header[another]));
                return Err(Flaw::new(manifest::found_two_columns(one, another), manifest::rule_counts_cards()));
            }
            *all.first().ok_or_else(|| without_counts(header, &plain))?
        };
        if batch == count {
            return Err(Flaw::new(manifest::found_one_column(), manifest::rule_two_columns()).in_column(&header[batch]));
        }
        let other = |names| first(names).filter(|&at| at != batch && at != count);
        Ok(Self { county: other(COUNTY), container: other(CONTAINER), tabulator: other(TABULATOR), batch, count })
    }
}

/// The index of the column of that name, ignoring capitals.
pub(super) fn place(header: &[String], name: &str) -> Result<usize, Flaw> {
    let exact = header.iter().position(|column| column == name);
    let near = || header.iter().position(|column| plain(column) == plain(name));
    exact.or_else(near).ok_or_else(|| Flaw::new(manifest::found_no_column(format_args!("{name:?}")), listed(header)))
}

fn missing(header: &[String], found: Reason, usual: &str, flag: &str) -> Flaw {
    Flaw::new(found, manifest::rule_usual_name(format_args!("{usual:?}"), flag, listed(header)))
}

/// The flaw where no column is known to count cards; it names columns that may.
fn without_counts(header: &[String], plain: &[String]) -> Flaw {
    let flaw = missing(header, manifest::found_no_card_counts(), "Number of Ballots", "--count");
    let Some(at) = plain.iter().position(|name| AMOUNT.contains(&name.as_str()) || name == "number") else {
        return flaw;
    };
    Flaw { allowed: manifest::rule_column_count(flaw.allowed, quoted(&header[at])).into(), ..flaw }
}

fn listed(header: &[String]) -> Filling {
    let names = Filling::joined(", ", header.iter().take(12).map(|name| quoted(name)));
    if header.len() > 12 { complaints::known_more(names, header.len() - 12).into() } else { names }
}

fn plain(name: &str) -> String {
    let name = name.replace('#', "number");
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_the_names_that_offices_give_them() {
        for name in [
            "Number of Ballots",
            "# of Ballots Cast",
            "Ballots Cast",
            "NumBallots",
            "No. of Ballots",
            "Total Ballots",
            "Ballot Count",
            "Total # of Ballot Cards",
            "Ballots Counted",
            "Sheets",
            "Total number of ballots cast",
            "Ballots in Batch",
            "Batch Size",
            "Ballots/Cards",
            "Cards Scanned",
            "Ballots (total)",
            "Qty of Ballots",
        ] {
            assert!(counts_cards(&plain(name)), "{name}");
        }
        for name in [
            "Ballot Number",
            "Ballot ID",
            "Registered Ballots",
            "Ballots Spoiled",
            "Ballot Style",
            "Number",
            "Total",
            "Votes",
            "Ballots Issued",
            "Card Number",
            "Not Ballots",
            "",
        ] {
            assert!(!counts_cards(&plain(name)), "{name}");
        }
    }
}
