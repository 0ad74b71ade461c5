//! `recount draw`: which cards or batches to pull.

use clap::ValueEnum;

use super::door::{read_bytes, read_text};
use super::output::{Outputs, write_whole};
use super::{Done, print, print_json};
use crate::error::{Complaint, Error};
use crate::random::DEFAULT_SEED;
use crate::report::{self, DrawnList, Language};
use crate::sampling::{
    Ask, By, Counts, Decimal, GENERATORS, Generator, LARGEST_FILE, ManifestFile, NamedColumns, Size, Terms, draw_names,
    draw_numbers, draw_places, pull_order,
};

/// Most bytes of a list of names.
const LARGEST_LIST: u64 = 256_000_000;

/// The generators there are, and examples.
fn after_help() -> String {
    let line = |generator: &&dyn Generator| format!("  {:12}  {}\n", generator.name(), generator.says());
    let generators: String = GENERATORS.iter().map(line).collect();
    format!(
        "Generators:\n{generators}\n\
         A longer draw continues a shorter one: -n 60 begins with the cards of -n 40, and -n 20 --skip 40 gives the rest.\n\
         A ticket is made of seed and name: county, container, tabulator and batch, those the manifest has, and the card's \
         position, with commas. A stratum is drawn with the seed \"SEED,STRATUM\" (consistent: with the seed itself, since \
         names differ). Batches without cards are not drawn, except by weight.\n\n\
         Examples:\n  \
         recount draw --seed '4 2 6 1 5' --manifest manifest.csv -n 40\n  \
         recount draw --seed '4 2 6 1 5' --manifest manifest.csv -n 40 --order pull --csv pull.csv\n  \
         recount draw --seed '4 2 6 1 5' --manifest manifest.csv -n 20 --skip 40 --json\n  \
         recount draw --seed '4 2 6 1 5' --manifest state.xlsx --stratum County -n 10 -n Lake=25\n  \
         recount draw --seed '4 2 6 1 5' --manifest manifest.csv --percent 3\n  \
         recount draw --seed '4 2 6 1 5' --manifest bounds.csv --generator ppeb --weight Bound -n 12\n  \
         recount draw --seed '4 2 6 1 5' --from 1 --to 991 -n 40\n  \
         recount draw --seed '4 2 6 1 5' --generator consistent --ids names.txt -n 40"
    )
}

/// Draws cards or batches from a ballot manifest, a list of names or a range of numbers, by public chance.
///
/// The same seed and the same file give the same draw on any machine, and anybody can repeat it.
#[derive(Debug, clap::Args)]
#[command(after_help = after_help(), group = clap::ArgGroup::new("source").required(true).args(["manifest", "ids", "to"]))]
pub(super) struct DrawCards {
    /// A ballot manifest, CSV or XLSX, with a row for every batch; a file or - for standard input
    #[arg(long, value_name = "FILE")]
    manifest: Option<String>,
    /// A list of names, one a line; a file or - for standard input
    #[arg(long, value_name = "FILE")]
    ids: Option<String>,
    /// The first number of a range
    #[arg(long, value_name = "A", default_value_t = 1, requires = "to", allow_negative_numbers = true)]
    from: i64,
    /// The last number of a range
    #[arg(long, value_name = "B", allow_negative_numbers = true)]
    to: Option<i64>,
    /// The public seed: any text, for instance rolled dice
    #[arg(long, value_name = "TEXT")]
    seed: Option<String>,
    /// The public way to draw; without it, consistent for names, else rivest
    #[arg(long, value_name = "NAME")]
    generator: Option<String>,
    /// How many to draw; with --stratum, of each, or STRATUM=N for one; may be given several times
    #[arg(short, value_name = "N", required_unless_present = "percent")]
    n: Vec<String>,
    /// So many percent of the batches instead, rounded up, at least one
    #[arg(long, value_name = "P", conflicts_with_all = ["n", "ids", "to"])]
    percent: Option<String>,
    /// Leaves out the first K of the draw, those that were drawn before; STRATUM=K for one stratum
    #[arg(long, value_name = "K")]
    skip: Vec<String>,
    /// A card may be drawn again
    #[arg(long)]
    replacement: bool,
    /// Cards or whole batches; without it, cards, but batches for --percent and --weight
    #[arg(long, value_name = "WHAT", requires = "manifest")]
    by: Option<What>,
    /// A draw from each stratum: the column of the manifest that names them
    #[arg(long, value_name = "COLUMN", requires = "manifest")]
    stratum: Option<String>,
    /// The column of error bounds for generator ppeb
    #[arg(long, value_name = "COLUMN", requires = "manifest")]
    weight: Option<String>,
    /// The column of batch names, if its name is not a usual one
    #[arg(long, value_name = "COLUMN", requires = "manifest")]
    batch: Option<String>,
    /// The column of card counts, if its name is not a usual one
    #[arg(long, value_name = "COLUMN", requires = "manifest")]
    count: Option<String>,
    /// Digits of tickets that are shown, after leading nines
    #[arg(long, value_name = "N", default_value_t = 9, value_parser = clap::value_parser!(u8).range(1..=64))]
    digits: u8,
    /// As drawn, or as people fetch the cards: by container, batch and position
    #[arg(long, value_name = "ORDER", default_value = "draw", requires = "manifest")]
    order: Order,
    /// Writes comma-separated text to a file, whole or not at all; - for standard output
    #[arg(long, value_name = "FILE", requires = "manifest")]
    csv: Option<String>,
    /// One JSON document instead of a table
    #[arg(long)]
    json: bool,
}

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    Card,
    Batch,
}

/// In which order it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Order {
    Draw,
    Pull,
}

impl DrawCards {
    pub(super) fn execute(&self, language: &'static Language) -> Result<Done, Error> {
        let usual = if self.ids.is_some() { "consistent" } else { "rivest" };
        let asked = self.generator.as_deref().unwrap_or(usual);
        let generator = GENERATORS.into_iter().find(|generator| generator.name() == asked).ok_or_else(|| {
            wrong("--generator", &Complaint::unknown("", asked, GENERATORS.iter().map(|generator| generator.name())))
        })?;
        match (&self.manifest, &self.ids) {
            (Some(file), _) => self.draw_from_manifest(generator, file, language),
            (None, Some(file)) => self.draw_from_names(generator, file, language),
            (None, None) => self.draw_from_numbers(generator, language),
        }?;
        Ok(Done::Well)
    }

    fn seed(&self) -> String {
        self.seed.clone().unwrap_or_else(|| DEFAULT_SEED.to_owned())
    }

    fn draw_from_manifest(&self, generator: &dyn Generator, file: &str, language: &Language) -> Result<(), Error> {
        let on_standard =
            Outputs::default().with("--csv", self.csv.as_ref()).printing("--json", self.json).take_standard()?;
        let weighted = self.weight.is_some();
        if weighted != (generator.name() == "ppeb") {
            let rule = "--generator ppeb and --weight COLUMN together; found one without the other";
            return Err(Error::Usage(rule.to_owned()));
        }
        let by = match self.by {
            Some(What::Batch) => By::Batch,
            None if self.percent.is_some() || weighted => By::Batch,
            _ => By::Card,
        };
        let counts = |flag: &str, texts: &[String]| {
            let counts = Counts::read(texts).map_err(|complaint| wrong(flag, &complaint))?;
            match counts.named.keys().next() {
                Some(name) if self.stratum.is_none() => {
                    let rule = "allowed: numbers of strata together with --stratum COLUMN";
                    Err(wrong(flag, &Complaint::rule("", format_args!("a number for {name:?}"), rule)))
                }
                _ => Ok(counts),
            }
        };
        let size = match &self.percent {
            None => Size::Count(counts("-n", &self.n)?),
            Some(text) => Size::Percent(percentage(text).map_err(|complaint| wrong("--percent", &complaint))?),
        };
        let named = NamedColumns { batch: self.batch.clone(), count: self.count.clone() };
        let manifest = ManifestFile::read(&read_bytes(file, LARGEST_FILE)?, &named)
            .map_err(|flaw| Error::Read { file: file.to_owned(), message: flaw.to_string() })?;
        let ask = Ask {
            seed: self.seed(),
            generator,
            by,
            size,
            skip: counts("--skip", &self.skip)?,
            stratum: self.stratum.clone(),
            weight: self.weight.clone(),
            replacement: self.replacement,
            digits: self.digits.into(),
        };
        let drawing = draw_places(&manifest, &ask).map_err(|complaint| wrong(file, &complaint))?;
        let pulled = (self.order == Order::Pull).then(|| pull_order(&manifest, &drawing));
        let list = pulled.as_deref().unwrap_or(&drawing.drawn);
        let it = DrawnList { manifest: &manifest, ask: &ask, drawing: &drawing, list };
        if let Some(file) = &self.csv {
            write_whole(file, &report::drawn_csv(it))?;
        }
        match self.order {
            _ if self.json => print_json(&report::drawn(it)),
            _ if on_standard => Ok(()),
            Order::Draw => print(&report::drawn_in_words(it, language)),
            Order::Pull => print(&report::pulled_in_words(it, language)),
        }
    }

    /// The terms of a draw without a manifest, and how many of it are skipped.
    fn terms(&self, generator: &dyn Generator) -> Result<(Terms, usize), Error> {
        if generator.name() == "ppeb" {
            return Err(Error::Usage(
                "--generator ppeb: found no manifest; allowed: with --manifest and --weight".to_owned(),
            ));
        }
        let read = |flag: &str, texts: &[String]| {
            let counts = Counts::read(texts).map_err(|complaint| wrong(flag, &complaint))?;
            match (counts.each, counts.named.is_empty()) {
                (each, true) => Ok(each.unwrap_or(0) as usize),
                (_, false) => {
                    Err(Error::Usage(format!("{flag}: found a number for a stratum; allowed: a whole number")))
                }
            }
        };
        let (n, skip) = (read("-n", &self.n)?, read("--skip", &self.skip)?);
        let terms =
            Terms { seed: self.seed(), most: n + skip, replacement: self.replacement, digits: self.digits.into() };
        Ok((terms, skip))
    }

    fn draw_from_names(&self, generator: &dyn Generator, file: &str, language: &Language) -> Result<(), Error> {
        let (terms, skip) = self.terms(generator)?;
        let text = read_text(file, LARGEST_LIST)?;
        let lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty());
        let names: Vec<String> = lines.map(str::to_owned).collect();
        let picks = draw_names(generator, &terms, &names, skip).map_err(|complaint| wrong(file, &complaint))?;
        if self.json {
            return print_json(&report::drawn_names(generator.name(), &terms, &names, &picks));
        }
        let name = |unit: u64| names[unit as usize].clone();
        print(&report::listed_in_words(generator.name(), &terms, skip, &picks, &name, language))
    }

    fn draw_from_numbers(&self, generator: &dyn Generator, language: &Language) -> Result<(), Error> {
        let (terms, skip) = self.terms(generator)?;
        let range = (self.from, self.to.unwrap_or(self.from));
        let picks =
            draw_numbers(generator, &terms, range, skip).map_err(|complaint| wrong("--from, --to", &complaint))?;
        if self.json {
            return print_json(&report::drawn_numbers(generator.name(), &terms, self.from, &picks));
        }
        let name = |unit: u64| self.from.wrapping_add_unsigned(unit).to_string();
        print(&report::listed_in_words(generator.name(), &terms, skip, &picks, &name, language))
    }
}

fn percentage(text: &str) -> Result<Decimal, Complaint> {
    let number = Decimal::parse(text.trim_end_matches('%'));
    number.filter(|number| number.percent_of(1).is_some()).ok_or_else(|| {
        Complaint::rule("", format_args!("{text:?}"), "allowed: above 0 to 100, with at most 12 decimal places")
    })
}

fn wrong(place: &str, complaint: &Complaint) -> Error {
    let path = complaint.path();
    let path = if path.is_empty() { path } else { format!("{path}: ") };
    Error::Usage(format!("{place}: {path}{complaint}"))
}
