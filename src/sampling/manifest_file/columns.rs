//! Which column is which: the names that offices and audit tools give them.

use super::flaw::Flaw;

/// Columns named on the command line, where their names are not among the usual ones.
#[derive(Clone, Debug, Default)]
pub struct NamedColumns {
    /// The column of batch names.
    pub batch: Option<String>,
    /// The column of card counts.
    pub count: Option<String>,
}

/// The places of the columns that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Roles {
    pub(super) county: Option<usize>,
    pub(super) container: Option<usize>,
    pub(super) tabulator: Option<usize>,
    pub(super) batch: usize,
    pub(super) count: usize,
}

// Names in small letters without spaces and signs, "#" read as "number"; the first that a header has is taken.
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
const BATCH: &[&str] = &["batchname", "batchid", "batchnumber", "batchnum", "batch", "precinct", "precinctname"];
const COUNT: &[&str] = &[
    "numberofballots",
    "numballots",
    "numberballots",
    "noofballots",
    "totalballots",
    "ballotcount",
    "ballotscount",
    "ballots",
    "numberofcards",
    "numcards",
    "numbercards",
    "totalcards",
    "cardcount",
    "cards",
    "ballotcards",
    "numberofballotcards",
    "numberofsheets",
    "sheets",
];

impl Roles {
    pub(super) fn of(header: &[String], named: &NamedColumns) -> Result<Self, Flaw> {
        let plain: Vec<String> = header.iter().map(|name| plain(name)).collect();
        let first = |names: &[&str]| names.iter().find_map(|name| plain.iter().position(|column| column == name));
        let batch = match &named.batch {
            Some(name) => place(header, name)?,
            None => first(BATCH).ok_or_else(|| missing(header, "batch names", "Batch Name", "--batch"))?,
        };
        let count = if let Some(name) = &named.count {
            place(header, name)?
        } else {
            let all: Vec<usize> = (0..plain.len()).filter(|&at| COUNT.contains(&plain[at].as_str())).collect();
            if let [one, another, ..] = all[..] {
                let found = format!("the columns {:?} and {:?}", header[one], header[another]);
                return Err(Flaw::new(found, "one that counts cards; name it with --count"));
            }
            *all.first().ok_or_else(|| missing(header, "card counts", "Number of Ballots", "--count"))?
        };
        if batch == count {
            return Err(Flaw::new("one column", "two, of batch names and of card counts").in_column(&header[batch]));
        }
        let other = |names| first(names).filter(|&at| at != batch && at != count);
        Ok(Self { county: other(COUNTY), container: other(CONTAINER), tabulator: other(TABULATOR), batch, count })
    }
}

/// The place of the column of that name, whatever its capitals.
pub(super) fn place(header: &[String], name: &str) -> Result<usize, Flaw> {
    let exact = header.iter().position(|column| column == name);
    let near = || header.iter().position(|column| plain(column) == plain(name));
    exact.or_else(near).ok_or_else(|| Flaw::new(format_args!("no column {name:?}"), listed(header)))
}

fn missing(header: &[String], of: &str, usual: &str, flag: &str) -> Flaw {
    let allowed = format!("one with a usual name such as {usual:?}, or {flag} with one of {}", listed(header));
    Flaw::new(format_args!("no column of {of}"), allowed)
}

fn listed(header: &[String]) -> String {
    let names: Vec<String> = header.iter().take(12).map(|name| super::flaw::quoted(name)).collect();
    let more = if header.len() > 12 { format!(" and {} more", header.len() - 12) } else { String::new() };
    names.join(", ") + &more
}

fn plain(name: &str) -> String {
    let name = name.replace('#', "number");
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
