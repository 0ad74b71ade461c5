//! Everything that was read of some files, with what a board needs to judge it: counts, findings, comparisons.

use crate::import::card_summary::CardSummary;
use crate::import::cards::CardRecords;
use crate::import::format::{Import, Imported};
use crate::import::manifest_rows::{ManifestComparison, compare_manifest, manifest_rows};
use crate::import::notes::{ImportNotes, NoteClass, NoteEvidence, NoteKind};
use crate::import::problem::{AllowedInFile, FilePlace, Found, ImportProblem};
use crate::import::redaction::Redaction;
use crate::import::results_comparison::{ResultsComparison, compare_results};
use crate::reason::{Filling, import};

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFile {
    /// Its name.
    pub name: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// What was read of some files, counted and compared.
#[derive(Debug)]
pub struct ImportReview {
    /// The files, and those of results and manifest.
    pub files: Vec<ReadFile>,
    /// What was read, one for each format.
    pub imports: Vec<Import>,
    /// For each of them what its cards hold; none where it has no cards.
    pub summaries: Vec<Option<CardSummary>>,
    /// What was hidden to keep votes secret, where that was asked for.
    pub redaction: Option<Redaction>,
    /// Cards beside published results: the file, and the comparison.
    pub results: Option<(String, ResultsComparison)>,
    /// Findings on the files of results and manifest.
    pub beside: Vec<ImportNotes>,
    /// Cards beside a manifest: the file, and the comparison.
    pub manifest: Option<(String, ManifestComparison)>,
}

impl ImportReview {
    /// Counts what was read.
    pub fn new(files: Vec<ReadFile>, imports: Vec<Import>) -> Self {
        let summaries = imports.iter().map(|import| cards_of(import).map(CardSummary::of)).collect();
        Self { files, imports, summaries, redaction: None, results: None, beside: Vec::new(), manifest: None }
    }

    /// Hides the votes of cards of small styles and batches, and tells them as one sum. Findings, and sizes and hashes of the files,
    /// are left out, since they would tell of the hidden cards.
    ///
    /// # Errors
    /// No cards, or those of several exports.
    pub fn redact_few(&mut self, file: &str) -> Result<(), ImportProblem> {
        self.one_export(file)?;
        // With the hash of the file somebody could try all votes of the hidden cards.
        for file in &mut self.files {
            (file.bytes, file.sha256) = (0, String::new());
        }
        for (import, summary) in self.imports.iter_mut().zip(&mut self.summaries) {
            if let Imported::Cards(records) = &mut import.content {
                let from_cards = import.notes.iter().any(|(kind, _)| *kind == NoteKind::ChoicesFromCards);
                self.redaction = Some(records.redact_few(from_cards));
                *summary = Some(CardSummary::of(records));
                // Findings may name the hidden cards.
                import.notes = ImportNotes::default();
            }
        }
        Ok(())
    }

    /// The records of cards, of which there is one export.
    fn cards(&self) -> Option<(&CardRecords, &CardSummary)> {
        let mut all = self.imports.iter().zip(&self.summaries);
        let both = all.by_ref().find_map(|(import, summary)| Some((cards_of(import)?, summary.as_ref()?)))?;
        all.all(|(_, summary)| summary.is_none()).then_some(both)
    }

    fn one_export(&self, file: &str) -> Result<(&CardRecords, &CardSummary), ImportProblem> {
        let number = self.summaries.iter().flatten().count() as u64;
        let allowed = AllowedInFile::Said(import::rule_one_export());
        let several = ImportProblem::new(FilePlace::file(file), Found::Said(import::found_exports(number)), allowed);
        self.cards().ok_or(several)
    }

    /// Compares the cards with published results.
    ///
    /// # Errors
    /// Files that are no results; no cards, or those of several exports.
    pub fn compare_results(&mut self, file: &str, read: &[Import]) -> Result<(), ImportProblem> {
        let (records, summary) = self.one_export(file)?;
        let tallies = read.iter().find_map(|import| match &import.content {
            Imported::Tallies(tallies) => Some(tallies),
            _ => None,
        });
        let Some(tallies) = tallies else { return Err(looks_like(file, read, import::rule_results().into())) };
        self.results = Some((file.to_owned(), compare_results(records, summary, tallies)));
        self.beside.extend(read.iter().map(|import| import.notes.clone()));
        Ok(())
    }

    /// Compares the cards with a ballot manifest.
    ///
    /// # Errors
    /// Files that are no manifest; batches that stand twice; no cards, or those of several exports.
    pub fn compare_manifest(&mut self, file: &str, read: &[Import]) -> Result<(), ImportProblem> {
        let (_, summary) = self.one_export(file)?;
        let (mut rows, mut is_one) = (Vec::new(), false);
        for import in read {
            let Imported::Tables(tables) = &import.content else { continue };
            for table in tables {
                if let Some(own) = manifest_rows(table)? {
                    rows.extend(own);
                    is_one = true;
                }
            }
        }
        if !is_one {
            return Err(looks_like(file, read, import::rule_manifest().into()));
        }
        self.manifest = Some((file.to_owned(), compare_manifest(file, &rows, summary)?));
        self.beside.extend(read.iter().map(|import| import.notes.clone()));
        Ok(())
    }

    /// The findings of a class, with how often and where; those on files of results and manifest too.
    pub fn notes(&self, class: NoteClass) -> Vec<(&NoteKind, &NoteEvidence)> {
        let all = self.imports.iter().map(|import| &import.notes).chain(&self.beside).flat_map(ImportNotes::iter);
        all.filter(|(kind, _)| kind.class() == class).collect()
    }

    /// How many numbers, contests and batches differ from results and manifest, and how many groups of contests look alike.
    pub fn differences(&self) -> u64 {
        let results = self.results.as_ref().map_or(0, |(_, comparison)| {
            let counts = comparison.contests.iter().flat_map(|contest| &contest.counts);
            let differing = counts.filter(|count| !count.agrees()).count();
            let places = comparison
                .places
                .as_ref()
                .map_or(0, |places| places.differences.len() + places.only_records.len() + places.only_results.len());
            differing + comparison.only_records.len() + comparison.only_results.len() + places
        });
        let manifest = self.manifest.as_ref().map_or(0, |(_, comparison)| comparison.differences.len());
        let alike = self.summaries.iter().flatten().map(|summary| summary.alike.len()).sum::<usize>();
        (results + manifest + alike) as u64
    }

    /// Whether every number agrees with the results and the manifest that it was compared with.
    pub fn agrees(&self) -> bool {
        let results = self.results.as_ref().is_none_or(|(_, comparison)| comparison.agrees());
        results && self.manifest.as_ref().is_none_or(|(_, comparison)| comparison.differences.is_empty())
    }
}

fn cards_of(import: &Import) -> Option<&CardRecords> {
    match &import.content {
        Imported::Cards(records) => Some(records),
        _ => None,
    }
}

/// The problem of a file that is another one than was asked for.
fn looks_like(file: &str, read: &[Import], allowed: Filling) -> ImportProblem {
    let titles = read.iter().map(|import| match &import.content {
        Imported::Tables(tables) => tables.first().map_or(&import.title, |table| &table.title).clone(),
        _ => import.title.clone(),
    });
    let found = Filling::joined(", ", titles.map(Filling::from));
    let allowed = AllowedInFile::Said(import::rule_this(allowed));
    ImportProblem::new(FilePlace::file(file), Found::Broken(found), allowed)
}
