//! `recount verify`: somebody else's audit again, from its files.

use std::path::PathBuf;

use super::audit_folder::SETTINGS;
use super::file_source::opened;
use super::rehearse::RehearseAudit;
use super::{Done, print_json, print_page};
use crate::error::Error;
use crate::import::{ByteSource, Imported, OfficeTable, VoteTallies, import};
use crate::official_audit::{ArloFiles, ColoradoFiles, OfficialAudit, ROUND_CONTESTS, check_arlo, check_colorado};
use crate::reason::{complaints, official};
use crate::report::{self, Language};

/// An official audit checked from the files that the office published: its P-values, its draw, where hand and machine differ.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Files: an audit report of Arlo, with the ballot manifests and the candidate totals by batch (zip files or CSV); or files of \
Colorado's audit centre: contest.csv of a round, and if you have them contestSelection.csv, tabulateCounty.csv, \
batchCountComparison.csv, contestsByCounty.csv and seed.csv; or the folder of an audit by recount rehearse.
Exit status 1 where something published does not hold.

Examples:
  recount verify final_audit_report.csv manifests.zip candidate_totals.zip
  recount verify contest.csv contestSelection.csv tabulateCounty.csv
  recount verify county")]
pub(super) struct VerifyAudit {
    /// The published files, or the folder of an audit
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Of the folder of an audit: the seal that was written down, or its first digits, 16 at least
    #[arg(long, value_name = "HASH")]
    seal: Option<String>,
    /// The findings as JSON
    #[arg(long)]
    json: bool,
}

impl VerifyAudit {
    pub(super) fn execute(&self, language: &'static Language) -> Result<Done, Error> {
        if let [dir] = &self.files[..]
            && dir.join(SETTINGS).exists()
        {
            return RehearseAudit::verify(dir, self.seal.clone(), self.json).execute(language);
        }
        if let Some(seal) = &self.seal {
            let found: String = seal.chars().take(80).collect();
            let rule = official::rule_seal_of_folder();
            return Err(Error::Usage(complaints::error_allowed("--seal", format!("{found:?}"), rule)));
        }
        let names: Vec<String> = self.files.iter().map(|file| file.display().to_string()).collect();
        let (files, _) = opened(&names)?;
        let sources: Vec<&dyn ByteSource> = files.iter().map(|file| file as &dyn ByteSource).collect();
        let (mut tables, mut totals) = (Vec::new(), Vec::new());
        let mut unused = None;
        for it in import(&sources)? {
            match it.content {
                Imported::Tables(of_file) => tables.extend(of_file),
                Imported::Tallies(tallies) => totals.push(*tallies),
                Imported::Cards(_) | Imported::Orders(_) => unused = Some(it.format),
            }
        }
        let is_colorado = tables.iter().any(|table| table.kind == ROUND_CONTESTS);
        if !is_colorado && totals.len() > 1 {
            unused = Some("batch tallies");
        }
        if let Some(format) = unused {
            let (found, rule) = (official::found_unused(format), official::rule_three_files());
            return Err(Error::Usage(complaints::error_allowed("FILE", found, rule)));
        }
        if is_colorado {
            let audit = check_colorado(ColoradoFiles { tables: &tables, totals: &totals })
                .map_err(|flaw| Error::Usage(flaw.reason()))?;
            if self.json {
                print_json(&report::colorado_audit_json(&audit))?;
            } else {
                print_page(&report::colorado_audit_in_words(&audit, language))?;
            }
            return Ok(if audit.problems.is_empty() { Done::Well } else { Done::Failed });
        }
        let audit = arlo(tables, totals.pop())?;
        if self.json {
            print_json(&report::official_audit_json(&audit))?;
        } else {
            print_page(&report::official_audit_in_words(&audit, language))?;
        }
        let holds =
            audit.contests.iter().all(|it| it.agrees && it.replay.same == it.replay.of && it.differing.is_empty());
        Ok(if holds { Done::Well } else { Done::Failed })
    }
}

/// The check of an audit by Arlo.
fn arlo(tables: Vec<OfficeTable>, totals: Option<VoteTallies>) -> Result<OfficialAudit, Error> {
    let (manifests, report): (Vec<_>, Vec<_>) = tables.into_iter().partition(|table| table.kind == "ballot manifest");
    let needed = |found| Error::Usage(complaints::error_needed("FILE", found, official::rule_three_files()));
    let totals = totals.ok_or_else(|| needed(official::found_no_totals()))?;
    if manifests.is_empty() {
        return Err(needed(official::found_no_manifest()));
    }
    check_arlo(ArloFiles { report: &report, manifests: &manifests, totals: &totals })
        .map_err(|flaw| Error::Usage(flaw.reason()))
}
