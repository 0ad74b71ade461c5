//! Event × method on a terminal: the probability that an audit shows that the report is wrong, and where a wrong
//! outcome was confirmed.

use super::layout::table;
use super::trials_line::trials_say;
use super::words::{Language, fill};
use crate::audit::AuditMethod;
use crate::number_format::{grouped, percent};
use crate::scenario::ScenarioFile;
use crate::simulation::{Frequency, Simulated};

/// Event × method: the probability that an audit shows that the report is wrong.
pub fn caught_in_words(all: &[(&ScenarioFile, Simulated)], language: &Language) -> String {
    let a = &language.words.audits;
    let trials = all.first().map_or(0, |(_, it)| it.trials);
    let mut out = fill(a.caught_heading, &[("trials", &grouped(trials as i64))]) + "\n\n";
    let mut rows = vec![[a.scenario, a.winner, a.votes].map(str::to_owned).to_vec()];
    let asked_for = |method: &&&dyn AuditMethod| {
        all.iter().any(|(_, it)| it.noticed_somewhere.iter().any(|(name, _)| *name == method.name()))
    };
    let known = all.first().map_or(&[][..], |(file, _)| file.registry.methods());
    let methods: Vec<_> = known.iter().filter(asked_for).collect();
    rows[0].extend(methods.iter().map(|method| method.name().to_owned()));
    for (_, it) in all {
        let wrong = it.rows.iter().any(|row| !row.reported_right);
        let off = it.rows.iter().any(|row| row.is_off);
        let winner = if wrong { a.wrong } else { a.right };
        let mut row = vec![it.name.clone(), winner.to_owned(), if off { a.off } else { a.right }.to_owned()];
        row.extend(methods.iter().map(|method| {
            let share = it.noticed_somewhere.iter().find(|(name, _)| *name == method.name());
            let shown = |share: &Frequency| format!("{} %", percent(share.fraction(), 0));
            share.filter(|_| off).map_or("–".to_owned(), |(_, share)| shown(share))
        }));
        rows.push(row);
    }
    out.push_str(&table(rows, 3..3 + methods.len()));
    let mut wrong = String::new();
    for (file, it) in all {
        let it = &*it.in_language(&file.scenario, language.code);
        for line in it.headlines().iter().filter(|line| !line.confirmed_wrong.is_empty()) {
            let contest = &it.contests[line.contest].title;
            wrong += &format!("  {}, {contest}: {}\n", it.name, trials_say(language.words, it, line));
        }
    }
    if !wrong.is_empty() {
        out += &format!("\n{}\n{wrong}", language.words.headline.wrong_confirmed_in);
    }
    out
}
