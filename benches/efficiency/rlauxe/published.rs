//! What rlauxe published, cell by cell, from the files of published figures.

use toml::{Table as Toml, Value};

/// By what an audit here is judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Rule {
    /// The method of that name with its usual bet.
    Usual(&'static str),
    /// Kaplan and Markov's bound with that inflator.
    SuperSimple { gamma: f64 },
    /// A constant share of the wealth is staked.
    Share(f64),
    /// A poll by ALPHA whose estimate weighs the report as `d` draws.
    Alpha { d: f64 },
}

/// One published figure, and the audits that it is about.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) table: String,
    pub(crate) name: String,
    pub(crate) rule: Rule,
    pub(crate) cards: u64,
    /// The reported winner's lead over all cards.
    pub(crate) margin: f64,
    /// Share of cards with records of their own, for `ONEAudit`.
    pub(crate) share: f64,
    pub(crate) phantoms: f64,
    /// Share of cards read as a vote by lot.
    pub(crate) fuzz: f64,
    pub(crate) limit: f64,
    /// Mean cards.
    pub(crate) theirs: f64,
    /// Standard deviation of one audit, where it was published.
    pub(crate) sd: Option<f64>,
    /// Cards that rounds had pulled, where there were rounds.
    pub(crate) pulled: Option<f64>,
    pub(crate) runs: f64,
}

const SIMULATED: &str = include_str!("../../../tests/published/rlauxe-2026-simulated.toml");
const POLLING: &str = include_str!("../../../tests/published/rlauxe-polling-2026.toml");
const ONE_AUDIT: &str = include_str!("../../../tests/published/rlauxe-2026-oneaudit.toml");
const EXACT: &str = include_str!("../../../tests/published/rlauxe-2026.toml");

fn number(value: &Value) -> f64 {
    value.as_float().or(value.as_integer().map(|n| n as f64)).expect("a number")
}

fn list<'v>(table: &'v Toml, key: &str) -> &'v [Value] {
    table.get(key).and_then(Value::as_array).unwrap_or_else(|| panic!("no list {key}"))
}

fn rule(name: &str) -> Rule {
    match name {
        "polling" => Rule::Usual("polling"),
        "ballot_comparison" => Rule::Usual("ballot_comparison"),
        "one_audit" => Rule::Usual("one_audit"),
        // The super-simple port of rlauxe has an inflator of its own.
        "super_simple" => Rule::SuperSimple { gamma: 1.03 },
        "alpha" => Rule::Alpha { d: 1_000.0 },
        _ => panic!("no rule {name}"),
    }
}

impl Cell {
    /// With what a key of a table says.
    fn shown(&mut self, key: &str, value: &Value) {
        match (key, value) {
            ("rule", Value::String(name)) => self.rule = rule(name),
            ("stake", Value::String(share)) => self.rule = Rule::Share(share.parse().expect("a share")),
            ("cards", _) => self.cards = number(value) as u64,
            ("margin", _) => self.margin = number(value),
            ("theta", _) => self.margin = 2.0 * number(value) - 1.0,
            ("share", _) => self.share = number(value),
            ("phantoms", _) => self.phantoms = number(value),
            ("fuzz", _) => self.fuzz = number(value),
            ("risk_limit", _) => self.limit = number(value),
            ("runs" | "reps", _) => self.runs = number(value),
            _ => {}
        }
    }
}

/// The cells of a table whose columns are values of one key, and rows of another.
fn cells(table: &Toml, title: &str, rows_are: &str, columns_are: &str, columns: &[Value]) -> Vec<Cell> {
    let mut usual = Cell {
        table: title.to_owned(),
        name: String::new(),
        rule: Rule::Usual("ballot_comparison"),
        cards: 0,
        margin: 0.0,
        share: 1.0,
        phantoms: 0.0,
        fuzz: 0.0,
        limit: 0.05,
        theirs: 0.0,
        sd: None,
        pulled: None,
        runs: 0.0,
    };
    for (key, value) in table {
        usual.shown(key, value);
    }
    let with_rounds = table.get("pulled").is_some();
    let mut all = Vec::new();
    for row in list(table, "rows") {
        let row = row.as_array().expect("a row");
        assert_eq!(row.len(), columns.len() + 1, "{title}");
        for (column, figures) in columns.iter().zip(&row[1..]) {
            let mut cell = usual.clone();
            cell.shown(rows_are, &row[0]);
            cell.shown(columns_are, column);
            let word = |value: &Value| value.as_str().map_or_else(|| number(value).to_string(), str::to_owned);
            cell.name = format!("{rows_are} {}, {columns_are} {}", word(&row[0]), word(column));
            let figures: Vec<f64> =
                figures.as_array().map_or_else(|| vec![number(figures)], |f| f.iter().map(number).collect());
            cell.theirs = figures[0];
            let second = figures.get(1).copied();
            (cell.sd, cell.pulled) = if with_rounds { (None, second) } else { (second, None) };
            all.push(cell);
        }
    }
    all
}

fn tables<'t>(file: &'t Toml, key: &str) -> Vec<&'t Toml> {
    list(file, key).iter().map(|table| table.as_table().expect("a table")).collect()
}

fn title(table: &Toml) -> &str {
    table.get("name").and_then(Value::as_str).expect("a name")
}

/// Every cell of the page, in the order of the page: the grid of comparison audits first.
pub(crate) fn all() -> Vec<Cell> {
    let read = |text: &str| text.parse::<Toml>().expect("a file of published figures");
    let [simulated, polling, one_audit, exact] = [SIMULATED, POLLING, ONE_AUDIT, EXACT].map(read);
    let mut found = Vec::new();
    for table in tables(&simulated, "table") {
        let word = |key: &str| table.get(key).and_then(Value::as_str).expect("a word");
        found.extend(cells(table, title(table), word("rows_are"), word("columns_are"), list(table, "columns")));
    }
    for (at, table) in tables(&polling, "table").into_iter().enumerate() {
        let of = |row: &Value| {
            let row = row.as_array().expect("a row");
            Value::Array(vec![row[0].clone(), Value::Array(row[1..].to_vec())])
        };
        let mut table = table.clone();
        let rows = list(&table, "rows").iter().map(of).collect();
        table.insert("rows".into(), Value::Array(rows));
        table.insert("cards".into(), Value::Integer(50_000));
        let (title, rows_are) = if at == 0 {
            ("Polling, 50,000 cards", "margin")
        } else {
            table.insert("margin".into(), Value::Float(0.045));
            table.insert("fuzz".into(), Value::Float(0.01));
            ("Phantoms, polling, margin 4.5 %", "phantoms")
        };
        found.extend(cells(&table, title, rows_are, "rule", &[Value::String("polling".into())]));
    }
    for table in tables(&one_audit, "table") {
        let mut table = table.clone();
        table.insert("rule".into(), Value::String("one_audit".into()));
        let name = format!("ONEAudit, {}", title(&table));
        found.extend(cells(&table, &name, "margin", "share", list(&table, "columns")));
    }
    for table in tables(&one_audit, "fuzz") {
        let mut table = table.clone();
        table.insert("rule".into(), Value::String("one_audit".into()));
        found.extend(cells(&table, "ONEAudit with fuzz, 90 % with records", "fuzz", "margin", list(&table, "margins")));
    }
    for table in tables(&exact, "table").into_iter().filter(|table| title(table) == "CLCA no errors") {
        let mut table = table.clone();
        table.insert("cards".into(), Value::Integer(50_000));
        found.extend(cells(&table, "CLCA no errors, constant share", "margin", "stake", list(&table, "columns")));
    }
    found
}

/// Cards, audits, and for each reported margin the percentage of audits that confirmed a wrong winner.
pub(crate) fn attacks() -> (u64, u64, Vec<(f64, f64)>) {
    let file = SIMULATED.parse::<Toml>().expect("a file of published figures");
    let attack = file["attack"].as_table().expect("a table");
    let [cards, runs] = ["cards", "runs"].map(|key| number(&attack[key]) as u64);
    let row = |row: &Value| (number(&row[0]), number(&row[1]));
    (cards, runs, list(attack, "rows").iter().map(row).collect())
}

/// The grid of comparison audits: its cells.
pub(crate) fn grid() -> Vec<Cell> {
    let all = all();
    let first = all[0].table.clone();
    all.into_iter().take_while(|cell| cell.table == first).collect()
}
