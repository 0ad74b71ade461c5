//! `recount verify`: somebody else's audit again, from its files.

use std::path::PathBuf;

use super::file_source::opened;
use super::rehearse::RehearseAudit;
use super::{Done, print_json, print_page};
use crate::error::Error;
use crate::import::{ByteSource, Imported, OfficeTable, VoteTallies, import};
use crate::official_audit::{ArloFiles, check_arlo};
use crate::reason::{complaints, official};
use crate::report::{self, Language};

/// An official audit checked from the files that the office published: its P-values, its draw, where hand and machine differ.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Files: an audit report of Arlo, with the ballot manifests and the candidate totals by batch (zip files or CSV); or the \
folder of an audit by recount rehearse.
Exit status 1 where a P-value or a draw is not that of the report.

Examples:
  recount verify final_audit_report.csv manifests.zip candidate_totals.zip
  recount verify county")]
pub(super) struct VerifyAudit {
    /// The published files, or the folder of an audit
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The findings as JSON
    #[arg(long)]
    json: bool,
}

impl VerifyAudit {
    pub(super) fn execute(&self, language: &'static Language) -> Result<Done, Error> {
        if let [dir] = &self.files[..]
            && dir.is_dir()
        {
            return RehearseAudit::verify(dir, self.json).execute(language);
        }
        let names: Vec<String> = self.files.iter().map(|file| file.display().to_string()).collect();
        let (files, _) = opened(&names)?;
        let sources: Vec<&dyn ByteSource> = files.iter().map(|file| file as &dyn ByteSource).collect();
        let (mut report, mut manifests, mut totals) = (Vec::new(), Vec::new(), None);
        for it in import(&sources)? {
            match it.content {
                Imported::Tables(tables) => {
                    let (of_manifests, others): (Vec<OfficeTable>, Vec<_>) =
                        tables.into_iter().partition(|table| table.kind == "ballot manifest");
                    manifests.extend(of_manifests);
                    report.extend(others);
                }
                Imported::Tallies(tallies) if totals.is_none() => totals = Some(tallies),
                Imported::Tallies(_) | Imported::Cards(_) | Imported::Orders(_) => {
                    let (found, rule) = (official::found_unused(it.format), official::rule_three_files());
                    return Err(Error::Usage(complaints::error_allowed("FILE", found, rule)));
                }
            }
        }
        let needed = |found| Error::Usage(complaints::error_needed("FILE", found, official::rule_three_files()));
        let totals: Box<VoteTallies> = totals.ok_or_else(|| needed(official::found_no_totals()))?;
        if manifests.is_empty() {
            return Err(needed(official::found_no_manifest()));
        }
        let files = ArloFiles { report: &report, manifests: &manifests, totals: &totals };
        let audit = check_arlo(files).map_err(|flaw| Error::Usage(flaw.reason()))?;
        if self.json {
            print_json(&report::official_audit_json(&audit))?;
        } else {
            print_page(&report::official_audit_in_words(&audit, language))?;
        }
        let holds = audit.contests.iter().all(|it| it.agrees && it.replay.same == it.replay.of);
        Ok(if holds { Done::Well } else { Done::Failed })
    }
}
