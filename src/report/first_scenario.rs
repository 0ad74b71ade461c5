//! A first scenario of an election office's files: what they settle is written, what they leave open is a `"?"`.

use std::collections::HashSet;

use super::words::{Language, Words, fill};
use crate::import::{CardRecords, CardSummary, ContestCount, ImportedContest, alike_choices};
use crate::number_format::grouped;
use crate::scenario::OPEN;

/// Most choices of a contest that a comment names.
const NAMED: usize = 8;

/// The text of a first scenario for these records; `from` are the files, by their names beside the scenario. The second is the
/// number of choices that are open.
pub fn first_scenario(
    from: &[String],
    records: &CardRecords,
    summary: &CardSummary,
    language: &Language,
) -> (String, usize) {
    let w = language.words;
    let own = &w.draft;
    let mut text = FirstScenario { text: String::new(), open: 0 };
    text.comment(own.question);
    text.key("title", &quoted(&fill(own.title, &[("file", &from.join(", "))])));
    text.key("lesson", &quoted(own.lesson));
    text.gap();
    text.comment(own.how);
    text.gap();
    text.comment(own.seed);
    text.choice("seed");
    text.gap();
    text.line("[election]");
    text.key("from", &format!("[{}]", from.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")));
    gaps(&mut text, w, records, summary);
    text.gap();
    text.comment(own.rules);
    let mut ids = HashSet::new();
    for (at, it) in summary.contests.iter().enumerate() {
        contest(&mut text, w, records, (at, &it.count), &mut ids);
    }
    text.gap();
    text.line("[[stage]]\nid = \"count\"\nby = \"machine\"\n\n[audit]\nof = \"count\"");
    text.comment(own.methods);
    text.open += 1;
    text.key("methods", &format!("[{}]", quoted(OPEN)));
    text.comment(own.limit);
    text.choice("risk_limit");
    if summary.contests.len() > 1 {
        text.comment(own.one_sample);
        text.key("one_sample", "true");
    }
    (text.text, text.open)
}

/// What is said when the scenario was written.
pub fn first_scenario_in_words(file: &str, open: usize, language: &Language) -> String {
    fill(language.words.draft.written, &[("file", file), ("n", &open.to_string())])
}

/// The text so far, and the open choices in it.
struct FirstScenario {
    text: String,
    open: usize,
}

impl FirstScenario {
    fn line(&mut self, line: &str) {
        self.text += line;
        self.text.push('\n');
    }

    fn gap(&mut self) {
        self.text.push('\n');
    }

    /// A comment in one line, whatever the names in it contain.
    fn comment(&mut self, says: &str) {
        let plain = says.chars().map(|sign| if sign.is_control() { ' ' } else { sign });
        self.text.extend("# ".chars().chain(plain).chain(['\n']));
    }

    fn key(&mut self, key: &str, value: &str) {
        self.line(&format!("{key} = {value}"));
    }

    fn choice(&mut self, key: &str) {
        self.open += 1;
        self.key(key, &quoted(OPEN));
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Cards and votes that the files do not show, which a scenario must name if it goes on without them.
fn gaps(text: &mut FirstScenario, w: &Words, records: &CardRecords, summary: &CardSummary) {
    let hidden: u64 = summary.contests.iter().map(|it| it.count.invalid + it.count.redacted).sum();
    let of = [(w.draft.summed_rows, summary.summed_rows), (w.draft.hidden_votes, hidden)];
    for (says, n) in of.into_iter().filter(|(_, n)| *n > 0) {
        text.comment(&fill(says, &[("n", &n.to_string())]));
    }
    if summary.summed_rows + hidden > 0 {
        text.open += 1;
        text.key("pass_over", &format!("[{}]", quoted(OPEN)));
    }
    let mut asks = false;
    for contest in records.contests.iter().map(|column| &column.contest) {
        for group in alike_choices(contest) {
            let names: Vec<String> = group.iter().map(|&at| quoted(&contest.choices[at].name)).collect();
            text.comment(&fill(w.draft.alike, &[("contest", &contest.name), ("names", &names.join(", "))]));
            asks = true;
        }
    }
    if asks {
        text.choice("alike_choices");
    }
}

fn contest(
    text: &mut FirstScenario,
    w: &Words,
    records: &CardRecords,
    (at, count): (usize, &ContestCount),
    ids: &mut HashSet<String>,
) {
    let (own, it) = (&w.draft, &records.contests[at].contest);
    text.gap();
    let votes = |choice: usize| format!("{} {}", it.choices[choice].name, grouped(count.votes[choice] as i64));
    let mut order: Vec<usize> = (0..it.choices.len()).collect();
    order.sort_by_key(|&choice| std::cmp::Reverse(count.votes[choice]));
    let mut named: Vec<String> = order.iter().take(NAMED).map(|&choice| votes(choice)).collect();
    if let Some(more) = order.len().checked_sub(NAMED).filter(|more| *more > 0) {
        named.push(fill(own.further, &[("n", &more.to_string())]));
    }
    let n = |number: u64| grouped(number as i64);
    let (name, votes) = (it.name.as_str(), named.join(", "));
    let (cards, blank, over) = (n(count.cards), n(count.blank), n(count.overvoted));
    text.comment(&fill(
        own.contest,
        &[("contest", name), ("cards", &cards), ("votes", &votes), ("blank", &blank), ("overvoted", &over)],
    ));
    text.comment(&standing(w, it, count, &order));
    text.line("[[contest]]");
    text.key("id", &quoted(&id(name, at, ids)));
    text.key("title", &quoted(name));
    if records.contests.iter().filter(|other| other.contest.name == it.name).count() > 1 {
        text.key("from", &quoted(&it.key));
    }
    text.choice("rule");
    match it.vote_for {
        _ if it.ranks > 0 => {
            text.comment(own.rankings);
            text.choice("rankings");
        }
        None => {
            text.comment(own.allowed);
            text.choice("votes_allowed");
            text.choice("seats");
        }
        Some(most) if it.is_vote_for_assumed => {
            text.comment(&fill(own.assumed, &[("n", &most.to_string())]));
            text.choice("votes_allowed");
            text.choice("seats");
        }
        Some(most) if most > 1 => {
            text.comment(&fill(own.several, &[("n", &most.to_string())]));
            text.choice("seats");
        }
        Some(_) => {}
    }
}

/// Who has the most votes of a contest in which as many are elected as may be marked.
fn standing(w: &Words, it: &ImportedContest, count: &ContestCount, order: &[usize]) -> String {
    let own = &w.draft;
    if it.ranks > 0 {
        return own.first_ranks.to_owned();
    }
    let seats = it.vote_for.unwrap_or(1).max(1) as usize;
    let Some(&next) = order.get(seats) else { return own.nobody_else.to_owned() };
    let margin = count.votes[order[seats - 1]] - count.votes[next];
    if margin == 0 {
        return own.tied.to_owned();
    }
    let names: Vec<&str> = order[..seats].iter().map(|&choice| it.choices[choice].name.as_str()).collect();
    fill(own.ahead, &[("names", &names.join(", ")), ("margin", &grouped(margin as i64))])
}

/// A short name that no earlier contest has.
fn id(name: &str, at: usize, ids: &mut HashSet<String>) -> String {
    let plain = name.chars().map(|sign| if sign.is_ascii_alphanumeric() { sign.to_ascii_lowercase() } else { ' ' });
    let words = plain.collect::<String>().split_whitespace().collect::<Vec<_>>().join("-");
    let words: String = words.chars().take(40).collect();
    let bare = words.trim_matches('-');
    let bare = if bare.is_empty() { format!("contest-{}", at + 1) } else { bare.to_owned() };
    let mut tried = std::iter::once(bare.clone()).chain((2..).map(|number| format!("{bare}-{number}")));
    let id = tried.find(|id| !ids.contains(id)).unwrap_or_default();
    ids.insert(id.clone());
    id
}
