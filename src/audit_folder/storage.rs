//! Where the batches are kept: the containers that a ballot manifest names.

use std::collections::HashMap;

use super::sheet::SheetUnit;
use crate::import::{ManifestRow, OF_COUNTY};

/// The containers of batches. Without a manifest, or without containers in it, every batch has none.
#[derive(Clone, Debug, Default)]
pub struct BatchStorage {
    by_tabulator: HashMap<(String, String), String>,
    by_batch: HashMap<String, String>,
}

impl BatchStorage {
    /// The containers of a manifest.
    pub fn of(rows: &[ManifestRow]) -> Self {
        let mut storage = Self::default();
        for row in rows {
            let Some(container) = row.container.clone().filter(|name| !name.is_empty()) else { continue };
            if let Some(tabulator) = &row.tabulator {
                storage.by_tabulator.insert((tabulator.clone(), row.batch.clone()), container.clone());
            }
            storage.by_batch.insert(row.batch.clone(), container);
        }
        storage
    }

    /// The container of a batch; empty if it is not known. The batch is named as in an election: by its tabulator and its own
    /// name, if it has both.
    pub fn container(&self, tabulator: &str, batch: &str) -> &str {
        let own = batch.strip_prefix(tabulator).and_then(|rest| rest.strip_prefix('/')).unwrap_or(batch);
        let of = |tabulator: &str| self.by_tabulator.get(&(tabulator.to_owned(), own.to_owned()));
        // A county's manifest that names no tabulators has its rows under the county.
        let exact = of(tabulator).or_else(|| tabulator.split_once(OF_COUNTY).and_then(|(county, _)| of(county)));
        // Records and manifest are compared before: where one side names no tabulator, each batch name stands once.
        let found = exact.or_else(|| self.by_batch.get(own).filter(|_| self.by_tabulator.is_empty() || own == batch));
        found.map_or("", String::as_str)
    }
}

/// The order in which units are pulled: by container, then as they are stored. Numbers in names count by their size.
pub fn pull_order(units: &[SheetUnit]) -> Vec<&SheetUnit> {
    let mut order: Vec<&SheetUnit> = units.iter().collect();
    order.sort_by_cached_key(|unit| by_numbers(&unit.container));
    order
}

/// For each container, in the order of pulls: its name, the number of its batches on the list, and of the units.
pub fn containers(pulls: &[&SheetUnit]) -> Vec<(String, u64, u64)> {
    let mut list: Vec<(String, u64, u64)> = Vec::new();
    let mut before: Option<&SheetUnit> = None;
    for unit in pulls {
        if list.last().is_none_or(|(name, _, _)| *name != unit.container) {
            list.push((unit.container.clone(), 0, 0));
            before = None;
        }
        let same = before.is_some_and(|it| (&it.tabulator, &it.batch) == (&unit.tabulator, &unit.batch));
        if let Some((_, batches, units)) = list.last_mut() {
            *batches += u64::from(!same);
            *units += 1;
        }
        before = Some(unit);
    }
    list
}

/// A name in parts that sort as people count: `Box 2` before `Box 10`.
fn by_numbers(name: &str) -> Vec<(bool, u64, String)> {
    let mut parts = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let is_number = first.is_ascii_digit();
        let end = rest.find(|sign: char| sign.is_ascii_digit() != is_number).unwrap_or(rest.len());
        let (part, others) = rest.split_at(end);
        let number = if is_number { part.parse().unwrap_or(u64::MAX) } else { 0 };
        parts.push((!is_number, number, part.to_owned()));
        rest = others;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(container: &str, tabulator: Option<&str>, batch: &str) -> ManifestRow {
        let (container, tabulator) = (Some(container.to_owned()), tabulator.map(str::to_owned));
        ManifestRow { container, tabulator, batch: batch.to_owned(), cards: 1, row: 1 }
    }

    #[test]
    fn a_batch_has_the_container_of_its_tabulator() {
        let storage = BatchStorage::of(&[row("Box 1", Some("1"), "7"), row("Box 2", Some("2"), "7")]);
        assert_eq!((storage.container("1", "1/7"), storage.container("2", "2/7")), ("Box 1", "Box 2"));
        assert_eq!(storage.container("3", "3/7"), "");
        let bare = BatchStorage::of(&[row("A", None, "7"), row("B", None, "8")]);
        assert_eq!((bare.container("all", "7"), bare.container("9", "9/8")), ("A", "B"));
    }

    #[test]
    fn pulls_go_through_the_containers_as_people_count() {
        let unit = |container: &str, batch: &str, position: u64| SheetUnit {
            batch_cards: 20,
            container: container.to_owned(),
            tabulator: "1".to_owned(),
            batch: batch.to_owned(),
            position: Some(position),
            card: String::new(),
            contests: vec![0],
        };
        let units =
            [unit("Box 10", "1/1", 4), unit("Box 2", "1/2", 9), unit("Box 10", "1/3", 1), unit("Box 2", "1/2", 12)];
        let pulls = pull_order(&units);
        let places: Vec<u64> = pulls.iter().filter_map(|unit| unit.position).collect();
        assert_eq!(places, [9, 12, 4, 1]);
        assert_eq!(containers(&pulls), [("Box 2".to_owned(), 1, 2), ("Box 10".to_owned(), 2, 2)]);
    }
}
