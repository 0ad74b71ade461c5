//! `recount draw`: which cards or batches to pull.

use clap::ValueEnum;

use super::input::read_bytes;
use super::output::{Outputs, is_standard, write_whole};
use super::{Done, print_json, print_page, say};
use crate::error::{Complaint, Error};
use crate::random::DEFAULT_SEED;
use crate::reason::{complaints, manifest};
use crate::report::{self, DrawnList, Language, ListedDraw, fill};
use crate::sampling::{
    Decimal, Doubt, DrawCounts, DrawRequest, DrawnBy, EarlierRound, Flaw, GENERATORS, Generator, LARGEST_FILE,
    ManifestFile, ManifestOptions, NameList, Pick, Size, Terms, draw_names, draw_numbers, draw_places, pull_order,
};

/// Most bytes of a list of names.
const LARGEST_LIST: u64 = 256_000_000;

/// Where the generators are, what a draw is, and examples.
const AFTER_HELP: &str = "Generators: recount list generators\n\n\
A longer draw continues a shorter one: -n 60 begins with the cards of -n 40, and -n 20 --skip 40 gives the rest.\n\
Whoever knows a seed knows its whole draw. Polls by Minerva fix the sizes of all rounds before the seed is known; \
where the size of a round is chosen later, as Providence allows, roll a fresh seed for it and name the rounds before \
with --after.\n\
A ticket is made of seed and name: county, container, tabulator and batch, those the manifest has, and the card's \
position, with commas. A stratum is drawn with the seed \"SEED,STRATUM\" (consistent: with the seed itself, since \
names differ). Batches without cards are not drawn, except by weight.\n\n\
Examples:\n  \
recount draw --seed '4 2 6 1 5' --manifest manifest.csv -n 40\n  \
recount draw --seed '4 2 6 1 5' --manifest manifest.csv -n 40 --order pull --csv pull.csv\n  \
recount draw --seed '3 1 5 5 2' --after '4 2 6 1 5=40' --manifest manifest.csv -n 60\n  \
recount draw --seed '4 2 6 1 5' --manifest state.xlsx --stratum County -n 10 -n Lake=25\n  \
recount draw --seed '4 2 6 1 5' --manifest manifest.csv --percent 3\n  \
recount draw --seed '4 2 6 1 5' --manifest bounds.csv --generator ppeb --weight Bound -n 12\n  \
recount draw --seed '4 2 6 1 5' --from 1 --to 991 -n 40\n  \
recount draw --seed '4 2 6 1 5' --generator consistent --ids names.txt -n 40";

/// Draws cards or batches from a ballot manifest, a list of names or a range of numbers, by public chance.
///
/// The same seed and the same file give the same draw on any machine, and anybody can repeat it.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP, group = clap::ArgGroup::new("source").required(true).args(["manifest", "ids", "to"]))]
pub(super) struct DrawCards {
    /// A ballot manifest, CSV or XLSX, with a row for every batch; a file or - for standard input
    #[arg(long, value_name = "FILE")]
    manifest: Option<String>,
    /// A list of names, one a line; a file or - for standard input
    #[arg(long, value_name = "FILE")]
    ids: Option<String>,
    /// The first number of a range; without it, 1
    #[arg(long, value_name = "A", allow_negative_numbers = true)]
    from: Option<i64>,
    /// The last number of a range
    #[arg(long, value_name = "B", allow_negative_numbers = true)]
    to: Option<i64>,
    /// The public seed: any text, for instance rolled dice; without it, one that everybody knows
    #[arg(long, value_name = "TEXT", value_parser = super::seed)]
    seed: Option<String>,
    /// The public way to draw; without it, consistent for names, else rivest
    #[arg(long, value_name = "NAME")]
    generator: Option<String>,
    /// How many to draw; with --stratum, of each, or STRATUM=N for one; may be given several times
    #[arg(short, value_name = "N", required_unless_present = "percent")]
    n: Vec<String>,
    /// This percentage of the batches instead, rounded up, at least one
    #[arg(long, value_name = "P", conflicts_with_all = ["n", "ids", "to"])]
    percent: Option<String>,
    /// Leaves out the first K of the draw, those that were drawn before; STRATUM=K for one stratum
    #[arg(long, value_name = "K")]
    skip: Vec<String>,
    /// An earlier round with a seed of its own, and how many it drew: they are passed over; may be given several times
    #[arg(long, value_name = "SEED=N")]
    after: Vec<String>,
    /// A card may be drawn again
    #[arg(long)]
    replacement: bool,
    /// Cards or whole batches; without it, cards, but batches for --percent and --weight
    #[arg(long, value_name = "WHAT")]
    by: Option<What>,
    /// A draw from each stratum: the column of the manifest that names them
    #[arg(long, value_name = "COLUMN")]
    stratum: Option<String>,
    /// The column of error bounds for generator ppeb
    #[arg(long, value_name = "COLUMN")]
    weight: Option<String>,
    /// The column of batch names, if its name is not a usual one
    #[arg(long, value_name = "COLUMN")]
    batch: Option<String>,
    /// The column of card counts, if its name is not a usual one
    #[arg(long, value_name = "COLUMN")]
    count: Option<String>,
    /// The sheet of a workbook that has several manifests
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Refuses a manifest of more or fewer cards
    #[arg(long, value_name = "N")]
    expect_cards: Option<u64>,
    /// Refuses a manifest of more or fewer batches
    #[arg(long, value_name = "N")]
    expect_batches: Option<u64>,
    /// The last row is a batch, although it is called a total or is the sum of the others
    #[arg(long)]
    no_total_row: bool,
    /// Digits of consistent's tickets that are shown, after leading nines; without it, 9
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    digits: Option<u8>,
    /// As drawn, or as people fetch the cards, each once: by container, batch and position
    #[arg(long, value_name = "ORDER")]
    order: Option<Order>,
    /// Writes comma-separated text to a file, whole or not at all; - for standard output
    #[arg(long, value_name = "FILE")]
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

/// What is drawn from.
#[derive(Clone, Copy, Debug)]
enum Source<'a> {
    Manifest(&'a str),
    Names(&'a str),
    Numbers(i64, i64),
}

/// Digits of tickets that are shown where none are asked for.
const DIGITS: u8 = 9;

impl DrawCards {
    pub(super) fn execute(&self, language: &'static Language) -> Result<Done, Error> {
        let source = self.source()?;
        if self.seed() == DEFAULT_SEED {
            say(&fill(language.desk().default_seed, &[("seed", DEFAULT_SEED)]));
        }
        let usual = if self.ids.is_some() { "consistent" } else { "rivest" };
        let asked = self.generator.as_deref().unwrap_or(usual);
        let generator = GENERATORS.into_iter().find(|generator| generator.name() == asked).ok_or_else(|| {
            wrong("--generator", &Complaint::unknown("", asked, GENERATORS.iter().map(|generator| generator.name())))
        })?;
        if self.digits.is_some() && !generator.shows_digits() {
            let (found, rule) = (manifest::found_generator(asked), manifest::rule_generator_digits());
            return Err(Error::Usage(complaints::error_allowed("--digits", found, rule)));
        }
        Outputs::default().with("--csv", self.csv.as_ref()).printing("--json", self.json).take_standard()?;
        let after = self.after.iter().map(|text| EarlierRound::read(text).map_err(|it| wrong("--after", &it)));
        let after = after.collect::<Result<Vec<_>, _>>()?;
        match source {
            Source::Manifest(file) => self.draw_from_manifest(generator, after, file, language),
            Source::Names(file) => {
                let list = NameList::read(&read_bytes(file, LARGEST_LIST)?)
                    .map_err(|flaw| Error::Read { file: file.to_owned(), message: flaw.reason().into() })?;
                warn(file, &list.doubts, language);
                let (terms, skip) = self.terms(generator)?;
                let picks = draw_names(generator, &terms, &list.names, skip, &after).map_err(|it| wrong(file, &it))?;
                let names = Some(&list.names[..]);
                let listed =
                    ListedDraw { names, from: 1, after: &after, skipped: skip, terms: &terms, doubts: &list.doubts };
                self.show(generator, listed, &picks, language)
            }
            Source::Numbers(from, to) => {
                let (terms, skip) = self.terms(generator)?;
                let picks = draw_numbers(generator, &terms, (from, to), skip, &after);
                let picks = picks.map_err(|complaint| wrong("--from, --to", &complaint))?;
                let listed = ListedDraw { names: None, from, after: &after, skipped: skip, terms: &terms, doubts: &[] };
                self.show(generator, listed, &picks, language)
            }
        }?;
        Ok(Done::Well)
    }

    /// The source of the draw; the other options have to fit it.
    fn source(&self) -> Result<Source<'_>, Error> {
        if self.from.is_some() && self.to.is_none() {
            let (found, rule) = (manifest::found_no_to(), manifest::rule_a_range());
            return Err(Error::Usage(complaints::error_allowed("--from", found, rule)));
        }
        if let Some(file) = &self.manifest {
            return Ok(Source::Manifest(file));
        }
        let of_manifests = [
            ("--by", self.by.is_some()),
            ("--stratum", self.stratum.is_some()),
            ("--weight", self.weight.is_some()),
            ("--batch", self.batch.is_some()),
            ("--count", self.count.is_some()),
            ("--sheet", self.sheet.is_some()),
            ("--expect-cards", self.expect_cards.is_some()),
            ("--expect-batches", self.expect_batches.is_some()),
            ("--no-total-row", self.no_total_row),
            ("--order", self.order.is_some()),
        ];
        if let Some((flag, _)) = of_manifests.iter().find(|(_, given)| *given) {
            let rule = manifest::rule_together_manifest();
            return Err(Error::Usage(complaints::error_allowed(*flag, complaints::found_no_manifest(), rule)));
        }
        Ok(match &self.ids {
            Some(file) => Source::Names(file),
            None => Source::Numbers(self.from.unwrap_or(1), self.to.unwrap_or(1)),
        })
    }

    fn seed(&self) -> String {
        self.seed.clone().unwrap_or_else(|| DEFAULT_SEED.to_owned())
    }

    fn prints_csv(&self) -> bool {
        self.csv.as_ref().is_some_and(|file| is_standard(file.as_ref()))
    }

    fn digits(&self) -> usize {
        self.digits.unwrap_or(DIGITS).into()
    }

    fn draw_from_manifest(
        &self,
        generator: &dyn Generator,
        after: Vec<EarlierRound>,
        file: &str,
        language: &Language,
    ) -> Result<(), Error> {
        let weighted = self.weight.is_some();
        if weighted != (generator.name() == "ppeb") {
            return Err(Error::Usage(complaints::error_weights()));
        }
        let by = match self.by {
            Some(What::Batch) => DrawnBy::Batch,
            None if self.percent.is_some() || weighted => DrawnBy::Batch,
            _ => DrawnBy::Card,
        };
        let counts = |flag: &str, texts: &[String]| {
            let counts = DrawCounts::read(texts).map_err(|complaint| wrong(flag, &complaint))?;
            match counts.named.keys().next() {
                Some(name) if self.stratum.is_none() => {
                    let found = complaints::found_number_for(format_args!("{name:?}"));
                    Err(wrong(flag, &Complaint::allowed("", found, complaints::rule_strata_column())))
                }
                _ => Ok(counts),
            }
        };
        let size = match &self.percent {
            None => Size::Count(counts("-n", &self.n)?),
            Some(text) => Size::Percent(percentage(text).map_err(|complaint| wrong("--percent", &complaint))?),
        };
        let manifest = self.read(file)?;
        warn(file, manifest.doubts(), language);
        let ask = DrawRequest {
            seed: self.seed(),
            generator,
            by,
            size,
            skip: counts("--skip", &self.skip)?,
            stratum: self.stratum.clone(),
            weight: self.weight.clone(),
            replacement: self.replacement,
            digits: self.digits(),
            after,
        };
        let drawing = draw_places(&manifest, &ask).map_err(|complaint| wrong(file, &complaint))?;
        let pulled = (self.order == Some(Order::Pull)).then(|| pull_order(&manifest, &drawing));
        let list = pulled.as_deref().unwrap_or(&drawing.drawn);
        let is_pull = pulled.is_some();
        let it = DrawnList { manifest: &manifest, ask: &ask, drawing: &drawing, list, is_pull };
        if let Some(file) = &self.csv {
            write_whole(file, &report::drawn_csv(it))?;
        }
        match self.order {
            _ if self.json => print_json(&report::drawn(it)),
            _ if self.prints_csv() => Ok(()),
            Some(Order::Pull) => print_page(&report::pulled_in_words(it, language)),
            Some(Order::Draw) | None => print_page(&report::drawn_in_words(it, language)),
        }
    }

    fn read(&self, file: &str) -> Result<ManifestFile, Error> {
        let wrong = |flaw: Flaw| Error::Read { file: file.to_owned(), message: flaw.reason().into() };
        let options = ManifestOptions {
            batch: self.batch.clone(),
            count: self.count.clone(),
            sheet: self.sheet.clone(),
            no_total_row: self.no_total_row,
        };
        let manifest = ManifestFile::read(&read_bytes(file, LARGEST_FILE)?, &options).map_err(wrong)?;
        manifest.expect(self.expect_cards, self.expect_batches).map_err(wrong)?;
        Ok(manifest)
    }

    /// The terms of a draw without a manifest, and how many of its first draws are skipped.
    fn terms(&self, generator: &dyn Generator) -> Result<(Terms, usize), Error> {
        if generator.name() == "ppeb" {
            let (found, rule) = (complaints::found_no_manifest(), complaints::rule_with_manifest());
            return Err(Error::Usage(complaints::error_allowed("--generator ppeb", found, rule)));
        }
        let read = |flag: &str, texts: &[String]| {
            let counts = DrawCounts::read(texts).map_err(|complaint| wrong(flag, &complaint))?;
            if !counts.named.is_empty() {
                let (found, rule) = (complaints::found_stratum(), complaints::rule_whole());
                return Err(Error::Usage(complaints::error_allowed(flag, found, rule)));
            }
            Ok(counts.each.unwrap_or(0) as usize)
        };
        let (n, skip) = (read("-n", &self.n)?, read("--skip", &self.skip)?);
        let (seed, digits) = (self.seed(), self.digits());
        let terms = Terms { seed, most: n + skip, replacement: self.replacement, digits };
        Ok((terms, skip))
    }

    /// Shows a draw from names or numbers.
    fn show(
        &self,
        generator: &dyn Generator,
        it: ListedDraw<'_>,
        picks: &[Pick],
        language: &Language,
    ) -> Result<(), Error> {
        if let Some(file) = &self.csv {
            write_whole(file, &report::listed_csv(it, picks))?;
        }
        match it.names {
            _ if self.prints_csv() => Ok(()),
            Some(_) if self.json => print_json(&report::drawn_names(generator.name(), it, picks)),
            None if self.json => print_json(&report::drawn_numbers(generator.name(), it, picks)),
            _ => print_page(&report::listed_in_words(generator.name(), it, picks, language)),
        }
    }
}

/// Says what may be wrong with a file, before anything is drawn from it.
fn warn(file: &str, doubts: &[Doubt], language: &Language) {
    for doubt in doubts {
        let what = language.reason(&doubt.reason());
        say(&fill(language.desk().doubt, &[("file", file), ("what", &what)]));
    }
}

fn percentage(text: &str) -> Result<Decimal, Complaint> {
    let number = Decimal::parse(text.trim_end_matches('%'));
    number
        .filter(|number| number.percent_of(1).is_some())
        .ok_or_else(|| Complaint::allowed("", format_args!("{text:?}"), complaints::rule_percent_places()))
}

fn wrong(place: &str, complaint: &Complaint) -> Error {
    let path = complaint.path();
    let place = if path.is_empty() { place.to_owned() } else { format!("{place}: {path}") };
    Error::Usage(complaints::at_place(place, complaint.reason()))
}
