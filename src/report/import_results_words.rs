//! Sentences about cards beside published results: numbers that differ, and what was compared.

use super::words::{Text, Words, fill};
use crate::import::{
    CardRecords, ComparedContest, ComparedCount, CountOf, ImportReview, PlaceKind, PlacesComparison, ResultsComparison,
};
use crate::number_format::grouped;

/// Most contests or places of one side only that are listed for people.
const ONE_SIDED: usize = 5;

fn n(number: usize) -> String {
    grouped(number as i64)
}

fn place_kind(w: &Words, kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Batch => w.import.place_batch,
        PlaceKind::Precinct => w.import.place_precinct,
    }
}

/// What does not agree with the results, a line each.
pub(super) fn differences_of_results(
    w: &Words,
    records: &CardRecords,
    (file, comparison): &(String, ResultsComparison),
) -> Vec<String> {
    let own = &w.import;
    let mut lines: Vec<String> = comparison.contests.iter().flat_map(|contest| of_contest(w, file, contest)).collect();
    let first = |lines: &mut Vec<String>, names: &[&str], says: &dyn Fn(&str) -> String| {
        lines.extend(names.iter().take(ONE_SIDED).map(|name| says(name)));
        let more = names.len().saturating_sub(ONE_SIDED);
        lines.extend((more > 0).then(|| fill(own.more_kinds, &[("n", &n(more))])));
    };
    let contest = |says: Text| move |name: &str| fill(says, &[("contest", name), ("file", file)]);
    let ours: Vec<&str> = comparison.only_records.iter().map(|at| &records.contests[*at].contest.name[..]).collect();
    first(&mut lines, &ours, &contest(own.only_records));
    let theirs: Vec<&str> = comparison.only_results.iter().map(String::as_str).collect();
    first(&mut lines, &theirs, &contest(own.only_results));
    if let Some(places) = &comparison.places {
        lines.extend(of_places(w, file, places));
        let kind = place_kind(w, places.kind);
        let place = |says: Text| move |name: &str| fill(says, &[("place", name), ("kind", kind), ("file", file)]);
        let theirs: Vec<&str> = places.only_results.iter().map(String::as_str).collect();
        first(&mut lines, &theirs, &place(own.place_only_results));
        let ours: Vec<&str> = places.only_records.iter().map(String::as_str).collect();
        first(&mut lines, &ours, &place(own.place_only_cards));
    }
    lines
}

/// The numbers of places that differ.
fn of_places(w: &Words, file: &str, places: &PlacesComparison) -> Vec<String> {
    let line = |it: &crate::import::PlaceDifference| {
        let (records, results) = (grouped(it.records as i64), grouped(it.results as i64));
        let gaps = [
            ("kind", place_kind(w, places.kind)),
            ("place", &it.place),
            ("contest", &it.contest),
            ("choice", &it.choice),
            ("records", &records),
            ("file", file),
            ("results", &results),
        ];
        fill(w.import.place_differs, &gaps)
    };
    places.differences.iter().map(line).collect()
}

/// The numbers of a contest that differ from the results.
fn of_contest(w: &Words, file: &str, contest: &ComparedContest) -> Vec<String> {
    let own = &w.import;
    let line = |count: &ComparedCount| {
        let number = |of: Option<u64>| grouped(of.unwrap_or(0) as i64);
        let (records, results) = (number(count.records), number(count.results));
        // That a side does not have a choice is not that it has no votes there.
        let says = match (count.records, count.results) {
            (None, _) => own.results_not_on_cards,
            (_, None) => own.results_not_in_results,
            _ => own.results_differ,
        };
        let what = match count.of {
            _ if !count.name.is_empty() => &count.name[..],
            CountOf::Ballots => own.what_ballots,
            _ => own.what_undervotes,
        };
        let gaps = [
            ("contest", &contest.name[..]),
            ("what", what),
            ("records", &records),
            ("file", file),
            ("results", &results),
        ];
        fill(says, &gaps)
    };
    contest.counts.iter().filter(|count| !count.agrees()).map(line).collect()
}

/// What was compared with the results, in a line each.
pub(super) fn lines_of_results(w: &Words, review: &ImportReview) -> Vec<String> {
    let own = &w.import;
    let Some((file, comparison)) = &review.results else { return Vec::new() };
    let counts = || comparison.contests.iter().flat_map(|contest| &contest.counts);
    let (all, agreeing) = (n(counts().count()), n(counts().filter(|count| count.agrees()).count()));
    let contests = n(comparison.contests.len());
    let mut lines =
        vec![fill(own.results_compared, &[("file", file), ("n", &contests), ("agreeing", &agreeing), ("all", &all)])];
    match &comparison.places {
        Some(places) => {
            let (met, all, differ) =
                (grouped(places.met as i64), grouped(places.places as i64), n(places.differences.len()));
            let kind = place_kind(w, places.kind);
            let gaps = [("met", &met[..]), ("places", &all), ("file", file), ("kind", kind), ("differ", &differ)];
            lines.push(fill(if places.is_made() { own.places_compared } else { own.places_unmet }, &gaps));
        }
        None if review.summaries.iter().flatten().any(|summary| summary.summed_rows > 0) => {
            lines.push(own.places_summed.to_owned());
        }
        None => {}
    }
    if !comparison.with_rounds.is_empty() {
        let first: Vec<String> = comparison.with_rounds.iter().take(ONE_SIDED).cloned().collect();
        lines.push(fill(own.results_rounds, &[("file", file), ("names", &first.join(", "))]));
    }
    lines
}
