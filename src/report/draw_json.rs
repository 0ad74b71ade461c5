//! Draws for other programs: JSON and CSV with every column of the manifest.

use serde_json::{Map, Number, Value, json};

use super::head::seeded;
use crate::random::DEFAULT_SEED;
use crate::sampling::{
    Doubt, DrawRequest, Drawing, DrawnItem, EarlierRound, ManifestFile, Pick, PublicProof, Terms, guarded,
};

/// A draw, and the order in which it is shown.
#[derive(Clone, Copy)]
pub struct DrawnList<'a> {
    /// The manifest.
    pub manifest: &'a ManifestFile,
    /// The settings of the draw.
    pub ask: &'a DrawRequest<'a>,
    /// The strata.
    pub drawing: &'a Drawing,
    /// The draws, in the order of the draw or of storage.
    pub list: &'a [DrawnItem],
    /// Whether that is the order of storage: then a card that was drawn again is pulled once.
    pub is_pull: bool,
}

/// A draw from names or numbers.
#[derive(Clone, Copy)]
pub struct ListedDraw<'a> {
    /// The names; `None` if numbers were drawn.
    pub names: Option<&'a [String]>,
    /// The first of the numbers.
    pub from: i64,
    /// The settings of the draw.
    pub terms: &'a Terms,
    /// Draws that are skipped.
    pub skipped: usize,
    /// Rounds before this one.
    pub after: &'a [EarlierRound],
    /// Doubts about the names.
    pub doubts: &'a [Doubt],
}

impl ListedDraw<'_> {
    /// The drawn item, as people write it.
    pub(super) fn name(&self, pick: &Pick) -> String {
        match self.names {
            Some(names) => names[pick.unit as usize].clone(),
            None => self.from.wrapping_add_unsigned(pick.unit).to_string(),
        }
    }
}

/// One value in a row of a draw.
enum DrawValue<'a> {
    Text(&'a str),
    Whole(u128),
    Nothing,
}

impl DrawnList<'_> {
    /// The names of our columns, those of the draw first; then those of the manifest with their indices.
    pub(super) fn columns(&self) -> (Vec<&'static str>, Vec<(usize, String)>) {
        let tickets = self.list.first().is_some_and(|drawn| matches!(drawn.mark, PublicProof::Ticket { .. }));
        let mut ours = vec!["order"];
        ours.extend(if tickets { ["ticket", "generation"] } else { ["counter", "number"] });
        ours.extend(self.ask.stratum.as_ref().map(|_| "stratum"));
        ours.extend(["batch", "position"]);
        let stratum = self.ask.stratum.as_ref().and_then(|name| self.manifest.column(name).ok());
        let theirs = self.manifest.columns().iter().enumerate().filter_map(|(at, name)| {
            let same =
                name == "batch" && at == self.manifest.batch_column() || name == "stratum" && Some(at) == stratum;
            let name = if ours.contains(&name.as_str()) { format!("manifest {name}") } else { name.clone() };
            (!same).then_some((at, name))
        });
        let theirs = theirs.collect();
        (ours, theirs)
    }

    /// The draws of each card, or of each batch if batches were drawn: each group is pulled once.
    pub(super) fn pulls(&self) -> Vec<&[DrawnItem]> {
        self.list.chunk_by(|a, b| (a.row, a.position) == (b.row, b.position)).collect()
    }

    /// The values of our columns.
    fn values<'a>(&'a self, drawn: &'a DrawnItem) -> Vec<DrawValue<'a>> {
        let mut cells = vec![DrawValue::Whole(drawn.order.into())];
        match &drawn.mark {
            PublicProof::Number { counter, number } => {
                cells.extend([DrawValue::Whole((*counter).into()), DrawValue::Whole(*number)]);
            }
            PublicProof::Ticket { ticket, generation } => {
                cells.extend([DrawValue::Text(ticket), DrawValue::Whole((*generation).into())]);
            }
        }
        cells.extend(self.drawing.strata[drawn.stratum].name.as_deref().map(DrawValue::Text));
        cells.push(DrawValue::Text(self.manifest.batch(drawn.row)));
        cells.push(drawn.position.map_or(DrawValue::Nothing, |position| DrawValue::Whole(position.into())));
        cells
    }
}

impl DrawValue<'_> {
    fn in_json(&self) -> Value {
        match self {
            DrawValue::Text(text) => json!(text),
            // Numbers of large weights do not fit the integers of most JSON readers.
            DrawValue::Whole(n) => {
                u64::try_from(*n).map_or_else(|_| json!(n.to_string()), |n| Value::Number(Number::from(n)))
            }
            DrawValue::Nothing => Value::Null,
        }
    }

    fn in_text(&self) -> String {
        match self {
            DrawValue::Text(text) => (*text).to_owned(),
            DrawValue::Whole(n) => n.to_string(),
            DrawValue::Nothing => String::new(),
        }
    }
}

/// Number of columns of a draw itself, before those of the card: a card that was drawn again has a value for each draw.
const OF_THE_DRAW: usize = 3;

fn provenance(seed: &str, generator: &str, replacement: bool, after: &[EarlierRound]) -> Map<String, Value> {
    let mut map = seeded(Some(seed));
    if seed == DEFAULT_SEED {
        map.insert("seed_is".into(), json!("the default, which everybody knows beforehand: no public draw"));
    }
    if !after.is_empty() {
        let rounds = after.iter().map(|round| json!({"seed": round.seed, "drawn": round.draws}));
        map.insert("after".into(), rounds.collect());
    }
    map.insert("generator".into(), json!(generator));
    map.insert("replacement".into(), json!(replacement));
    map
}

/// A draw from a manifest.
pub fn drawn(it: DrawnList<'_>) -> Value {
    let replacement = it.ask.replacement || it.ask.generator.always_replaces();
    let mut map = provenance(&it.ask.seed, it.ask.generator.name(), replacement, &it.ask.after);
    let mut manifest =
        json!({"sha256": it.manifest.sha256(), "batches": it.manifest.rows(), "cards": it.manifest.cards()});
    if let Some(sheet) = it.manifest.sheet() {
        manifest["sheet"] = json!(sheet);
    }
    if !it.manifest.doubts().is_empty() {
        manifest["warnings"] = it.manifest.doubts().iter().map(|doubt| json!(doubt.to_string())).collect();
    }
    map.insert("manifest".into(), manifest);
    map.insert("by".into(), json!(it.ask.by.noun()));
    let strata = it.drawing.strata.iter().map(|stratum| {
        json!({"name": stratum.name, "seed": stratum.seed, "units": stratum.units, "skipped": stratum.skipped, "drawn": stratum.drawn})
    });
    map.insert("strata".into(), strata.collect());
    let (ours, theirs) = it.columns();
    let row = |drawn: &DrawnItem| {
        let values = it.values(drawn);
        let ours = ours.iter().map(|name| (*name).to_owned()).zip(values.iter().map(DrawValue::in_json));
        let theirs = theirs.iter().map(|(at, name)| (name.clone(), json!(it.manifest.cell(drawn.row, *at))));
        ours.chain(theirs).collect::<Map<_, _>>()
    };
    map.insert("draws".into(), it.list.iter().map(|drawn| Value::Object(row(drawn))).collect());
    if it.is_pull {
        let pull = |draws: &[DrawnItem]| {
            let mut pull = row(&draws[0]);
            for (at, name) in ours.iter().enumerate().take(OF_THE_DRAW) {
                pull.insert((*name).to_owned(), draws.iter().map(|drawn| it.values(drawn)[at].in_json()).collect());
            }
            Value::Object(pull)
        };
        map.insert("pulls".into(), it.pulls().into_iter().map(pull).collect());
    }
    Value::Object(map)
}

/// The same as comma-separated text: a row for each draw; in the order of storage a row for each card, with all its
/// draws in one field, separated by blanks.
pub fn drawn_csv(it: DrawnList<'_>) -> String {
    let (ours, theirs) = it.columns();
    let mut text = String::new();
    line(&mut text, ours.iter().map(|name| (*name).to_owned()).chain(theirs.iter().map(|(_, name)| name.clone())));
    let rows: Vec<&[DrawnItem]> = if it.is_pull { it.pulls() } else { it.list.chunks(1).collect() };
    for draws in rows {
        let mut cells: Vec<String> = it.values(&draws[0]).iter().map(DrawValue::in_text).collect();
        for again in &draws[1..] {
            let values = it.values(again);
            cells
                .iter_mut()
                .zip(&values)
                .take(OF_THE_DRAW)
                .for_each(|(all, cell)| *all += &format!(" {}", cell.in_text()));
        }
        let of_manifest = theirs.iter().map(|(at, _)| it.manifest.cell(draws[0].row, *at).to_owned());
        line(&mut text, cells.into_iter().chain(of_manifest));
    }
    text
}

/// A line of comma-separated text: with quotes where needed, and guarded against spreadsheet formulas.
fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        let cell = guarded(&cell);
        if at > 0 {
            text.push(',');
        }
        if cell.contains([',', '"', '\n', '\r', ';', '\t']) {
            text.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
        } else {
            text.push_str(&cell);
        }
    }
    text.push('\n');
}

/// A draw from names or numbers as comma-separated text.
pub fn listed_csv(it: ListedDraw<'_>, picks: &[Pick]) -> String {
    let tickets = picks.first().is_some_and(|pick| matches!(pick.mark, PublicProof::Ticket { .. }));
    let marks = if tickets { ["ticket", "generation"] } else { ["counter", "number"] };
    let mut text = String::new();
    line(&mut text, ["order", marks[0], marks[1], "drawn"].map(str::to_owned).into_iter());
    for (pick, order) in picks.iter().zip(it.skipped + 1..) {
        let [first, second] = match &pick.mark {
            PublicProof::Number { counter, number } => [counter.to_string(), number.to_string()],
            PublicProof::Ticket { ticket, generation } => [ticket.clone(), generation.to_string()],
        };
        line(&mut text, [order.to_string(), first, second, it.name(pick)].into_iter());
    }
    text
}

/// A draw from the numbers from a first one on.
pub fn drawn_numbers(generator: &str, it: ListedDraw<'_>, picks: &[Pick]) -> Value {
    let mut map = provenance(&it.terms.seed, generator, it.terms.replacement, it.after);
    let number = |pick: &Pick| json!(it.from.wrapping_add_unsigned(pick.unit));
    map.insert("draws".into(), picks.iter().map(number).collect());
    let ticket = |pick: &Pick| match &pick.mark {
        PublicProof::Ticket { ticket, generation } => Some(json!([ticket, number(pick), generation])),
        PublicProof::Number { .. } => None,
    };
    if let Some(tickets) = picks.iter().map(ticket).collect::<Option<Vec<_>>>().filter(|tickets| !tickets.is_empty()) {
        map.insert("tickets".into(), Value::Array(tickets));
    }
    Value::Object(map)
}

/// A draw from a list of names: ticket, name, and how many times it has come up.
pub fn drawn_names(generator: &str, it: ListedDraw<'_>, picks: &[Pick]) -> Value {
    let mut map = provenance(&it.terms.seed, generator, it.terms.replacement, it.after);
    let tickets = picks.iter().map(|pick| match &pick.mark {
        PublicProof::Ticket { ticket, generation } => json!([ticket, it.name(pick), generation]),
        PublicProof::Number { counter, .. } => json!([counter, it.name(pick), 1]),
    });
    map.insert("tickets".into(), tickets.collect());
    if !it.doubts.is_empty() {
        map.insert("warnings".into(), it.doubts.iter().map(|doubt| json!(doubt.to_string())).collect());
    }
    Value::Object(map)
}
