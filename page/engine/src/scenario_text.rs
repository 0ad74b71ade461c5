//! Elections of a class: a few numbers become the text of a scenario, which the page runs and the command line runs alike.

use serde::Deserialize;
use serde_json::json;

/// Where the class votes; names that are the same in both languages.
const PRECINCTS: [(&str, u64); 4] = [("Mesa", 30), ("Lago", 27), ("Sierra", 23), ("Vega", 20)];

/// Fewest and most cards.
const CARDS: std::ops::RangeInclusive<u64> = 40..=100_000;

/// Most rankings that are different, and most candidates.
const MOST_RANKINGS: usize = 500;
const MOST_NAMES: usize = 20;

/// What goes wrong with the count.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Wrong {
    /// Nothing.
    Nothing,
    /// The two names are exchanged in one precinct.
    Swap,
    /// Records are altered: as many as asked, or as few as change the winner.
    Flip,
    /// Some voters marked too faintly for the scanner.
    Faint,
    /// Ballots were folded through an oval, and the scanner reads the fold as a mark.
    Fold,
    /// One precinct's memory card was not uploaded.
    Lost,
    /// One precinct's results were uploaded twice.
    Twice,
}

/// An election with two candidates in four precincts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MadeElection {
    /// Cards in all.
    cards: u64,
    /// The lead on the paper, in percent of the cards.
    margin: u64,
    /// What goes wrong.
    wrong: Wrong,
    /// How many cards it touches, for altered records, faint marks and folds.
    #[serde(default)]
    affected: Option<u64>,
    /// Altered records by batch: name and number, in place of all other faults.
    #[serde(default)]
    placed: Vec<(String, u64)>,
    /// How carefully boards read.
    care: String,
    /// The risk limit in percent.
    risk_limit: u64,
    /// The audit methods.
    methods: Vec<String>,
}

/// The votes of one precinct.
struct Precinct {
    name: &'static str,
    cards: u64,
    ada: u64,
    ben: u64,
}

impl MadeElection {
    /// The text of the scenario.
    pub(crate) fn text(&self) -> Result<String, String> {
        if !CARDS.contains(&self.cards) || !(1..=60).contains(&self.margin) || !(1..=50).contains(&self.risk_limit) {
            return Err(format!("cards {CARDS:?}, margin 1 to 60, risk_limit 1 to 50"));
        }
        let takes_number = matches!(self.wrong, Wrong::Flip | Wrong::Faint | Wrong::Fold);
        if self.affected.is_some() && !takes_number {
            return Err("affected: this fault takes no number of cards".to_owned());
        }
        if !self.placed.is_empty() && self.wrong != Wrong::Flip {
            return Err("placed: only altered records have a place".to_owned());
        }
        let precincts = self.precincts();
        let ada: u64 = precincts.iter().map(|it| it.ada).sum();
        if self.affected.is_some_and(|n| n > ada / 2) {
            return Err(format!("affected: at most {} cards", ada / 2));
        }
        let mut text = HEAD.to_owned();
        let size = (self.cards / 20).clamp(10, 100);
        text += &format!("rates = {{ undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = {size} }}\n");
        text += CONTEST;
        let mut before = 0;
        for it in &precincts {
            let mode = if it.name == "Lago" { "mail" } else { "election day" };
            text += &format!(
                "\n[[paper]]\nid = \"{0}\"\nprecinct = \"{0}\"\nmode = \"{mode}\"\nballots = {1}\n",
                it.name, it.cards
            );
            let blank = it.cards - it.ada - it.ben;
            text +=
                &format!("votes.mayor = {{ Ada = {}, Ben = {}, blank = {blank}, overvoted = 0 }}\n", it.ada, it.ben);
            let share = |upto: u64| self.affected.unwrap_or(0) * upto / ada.max(1);
            text += &self.marks(it, share(before + it.ada) - share(before));
            before += it.ada;
        }
        text += &format!(
            "\n[[stage]]\nid = \"election night\"\nby = \"machine\"\nfaults = [{}]\nchecks = [\"completeness\", \"reconciliation\"]\n",
            self.faults()
        );
        text += &format!(
            "\n[audit]\nmethods = {}\nrisk_limit = {}.{:02}\ncard_by_card = true\nfull_count_at = 0.6\nshare = 0.1\ncare = {}\n",
            json!(self.methods),
            self.risk_limit / 100,
            self.risk_limit % 100,
            json!(self.care),
        );
        text += SPANISH;
        Ok(text)
    }

    /// The votes by precinct: the same lead in all, a little tilted, so that precincts differ.
    fn precincts(&self) -> Vec<Precinct> {
        let blank = self.cards / 50;
        let valid = self.cards - blank;
        let lead = (self.cards * self.margin / 100).max(2);
        let ada = (valid + lead + (valid + lead) % 2) / 2;
        let mut list: Vec<Precinct> = Vec::new();
        let (mut before, mut share) = (0, 0);
        for (name, percent) in PRECINCTS {
            share += percent;
            let upto = self.cards * share / 100;
            let part = |all: u64| all * upto / self.cards - all * before / self.cards;
            let (cards, votes, blank) = (upto - before, part(ada), part(blank));
            list.push(Precinct { name, cards, ada: votes, ben: cards - votes - blank });
            before = upto;
        }
        let tilt = (list[3].cards / 10).min(list[0].ben / 2).min(list[3].ada / 2);
        list[0].ada += tilt;
        list[0].ben -= tilt;
        list[3].ada -= tilt;
        list[3].ben += tilt;
        list
    }

    /// Marks that are not clean: a few that a scanner reads like a person, and those of the fault.
    fn marks(&self, it: &Precinct, touched: u64) -> String {
        let few = |votes: u64| (votes / 25).min((votes / 4).saturating_sub(1));
        let (ada, ben) = (few(it.ada), few(it.ben));
        let mut lines = Vec::new();
        let mut add = |n: u64, what: &str| {
            if n > 0 {
                lines.push(format!("    {{ contest = \"mayor\", ballots = {n}, {what} }},\n"));
            }
        };
        add(ada, "votes = [\"Ada\"], light = 45");
        add(ben, "votes = [\"Ben\"], light = 45");
        add(ada, "votes = [\"Ada\"], stray = \"Ben\", darkness = 12");
        match self.wrong {
            Wrong::Faint => add(touched, "votes = [\"Ada\"], light = 15"),
            Wrong::Fold => add(touched, "votes = [\"Ada\"], crease = \"Ben\", darkness = 60"),
            _ if it.name == "Lago" => add(ada, "votes = [\"Ada\"], crease = \"Ben\", darkness = 20"),
            _ => {}
        }
        if lines.is_empty() { String::new() } else { format!("marks = [\n{}]\n", lines.concat()) }
    }

    fn faults(&self) -> String {
        let flip = |more: &str| {
            format!("{{ kind = \"adversarial_flip\", contest = \"mayor\", from = \"Ada\", to = \"Ben\"{more} }}")
        };
        match self.wrong {
            Wrong::Nothing | Wrong::Faint => String::new(),
            Wrong::Swap => "{ kind = \"candidate_swap\", contest = \"mayor\", candidates = [\"Ada\", \"Ben\"], where = { precincts = [\"Mesa\"] } }".to_owned(),
            Wrong::Flip if !self.placed.is_empty() => {
                let of = |(batch, n): &(String, u64)| flip(&format!(", cards = {n}, where = {{ batches = [{}] }}", json!(batch)));
                self.placed.iter().map(of).collect::<Vec<_>>().join(", ")
            }
            Wrong::Flip => flip(&self.affected.map_or(String::new(), |n| format!(", cards = {n}"))),
            Wrong::Fold => "{ kind = \"fold_line\", reads_from = 50 }".to_owned(),
            Wrong::Lost => "{ kind = \"memory_card_not_uploaded\", where = { precincts = [\"Mesa\"] } }".to_owned(),
            Wrong::Twice => "{ kind = \"duplicate_upload\", where = { precincts = [\"Vega\"] } }".to_owned(),
        }
    }
}

const HEAD: &str = "\
# Does the count of this class say what its paper says?

title = \"An election of your own\"
lesson = \"A count is a claim about paper, and paper can be asked again.\"
assumed = [\"Everything here is invented: the town, the names and every number.\"]
";

const CONTEST: &str = "
[[contest]]
id = \"mayor\"
title = \"Mayor\"
rule = \"plurality\"
candidates = [\"Ada\", \"Ben\"]
";

const SPANISH: &str = "
[language.es]
title = \"Una elección propia\"
question = \"¿Dice el conteo de esta clase lo que dice su papel?\"
lesson = \"Un conteo es una afirmación sobre el papel, y al papel se le puede volver a preguntar.\"
assumed = [\"Todo aquí es inventado: el pueblo, los nombres y todas las cifras.\"]
contest.mayor.title = \"Alcaldía\"
stage.\"election night\".name = \"noche electoral\"
";

/// A ranked contest.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RankedElection {
    /// The candidates.
    candidates: Vec<String>,
    /// Rankings such as `Ada > Ben`, and how many ballots have each.
    ballots: Vec<(String, u64)>,
    /// Winners; one by instant runoff, more by transferable vote.
    seats: u64,
}

impl RankedElection {
    /// The text of the scenario.
    pub(crate) fn text(&self) -> Result<String, String> {
        if self.ballots.len() > MOST_RANKINGS || self.candidates.len() > MOST_NAMES {
            return Err(format!("at most {MOST_NAMES} candidates and {MOST_RANKINGS} rankings"));
        }
        let mut text = String::from(
            "# Who wins when voters rank?\n\ntitle = \"A ranked contest of your own\"\n\
             lesson = \"A ballot whose first name is out counts for its next.\"\n\
             rates = { undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 25 }\n\n[[contest]]\nid = \"winner\"\ntitle = \"The class's choice\"\n",
        );
        if self.seats > 1 {
            text += &format!(
                "rule = \"single_transferable_vote\"\ntransfers = \"portland\"\nrankings = \"portland\"\nseats = {}\n",
                self.seats
            );
        } else {
            text += "rule = \"instant_runoff\"\nrankings = \"maine\"\n";
        }
        text += &format!(
            "candidates = {}\n\n[[paper]]\nprecinct = \"Mesa\"\nballots = {}\n\n[paper.rankings.winner]\n",
            json!(self.candidates),
            self.ballots.iter().map(|it| it.1).sum::<u64>()
        );
        for (ranking, n) in &self.ballots {
            text += &format!("{} = {n}\n", json!(ranking));
        }
        text += "\n[[stage]]\nid = \"count\"\nby = \"machine\"\n\n[language.es]\ntitle = \"Una contienda por orden de preferencia propia\"\n\
             question = \"¿Quién gana cuando se ordenan preferencias?\"\n\
             lesson = \"Una boleta cuyo primer nombre queda fuera cuenta para el siguiente.\"\n\
             contest.winner.title = \"La elección de la clase\"\nstage.count.name = \"conteo\"\n";
        Ok(text)
    }
}
