//! REPORTS for people and for programs. They compute nothing that they do not print.

mod attack_json;
#[cfg(feature = "cli")]
mod attack_page;
#[cfg(feature = "html")]
mod audit_findings;
#[cfg(feature = "cli")]
mod audit_folder_done;
#[cfg(feature = "cli")]
mod audit_folder_page;
mod audit_json;
#[cfg(feature = "cli")]
mod audit_page;
#[cfg(feature = "cli")]
mod card_table;
#[cfg(feature = "cli")]
mod care_list;
#[cfg(feature = "cli")]
mod caught_page;
#[cfg(feature = "cli")]
mod colorado_page;
#[cfg(feature = "cli")]
mod contest_answer_page;
#[cfg(feature = "cli")]
mod contest_sizes_page;
#[cfg(feature = "cli")]
mod counts_page;
mod draw_json;
#[cfg(feature = "cli")]
mod draw_page;
#[cfg(feature = "cli")]
mod figures_page;
mod first_line;
#[cfg(feature = "cli")]
mod first_scenario;
#[cfg(feature = "cli")]
mod grid;
mod head;
mod headline_json;
#[cfg(feature = "html")]
pub mod html;
#[cfg(feature = "cli")]
mod import_json;
#[cfg(feature = "cli")]
mod import_page;
#[cfg(feature = "cli")]
mod import_results_words;
#[cfg(feature = "cli")]
mod import_summary_json;
#[cfg(feature = "cli")]
mod import_tables;
#[cfg(feature = "cli")]
mod import_words;
mod irv_claims_json;
mod json;
mod json_numbers;
#[cfg_attr(not(feature = "html"), expect(dead_code, reason = "only pages say it"))]
mod law;
#[cfg(feature = "cli")]
mod law_asked;
#[cfg(feature = "cli")]
mod law_list;
#[cfg(feature = "cli")]
mod layout;
#[cfg(feature = "cli")]
mod lead;
#[cfg(feature = "cli")]
mod lists;
mod merge_json;
#[cfg(feature = "cli")]
mod official_audit_page;
mod other_rule;
#[cfg(feature = "cli")]
mod page;
#[cfg(feature = "parquet")]
mod parquet_rows;
mod phrases;
#[cfg(feature = "html")]
mod plan_advice;
mod plan_json;
#[cfg(feature = "html")]
mod plan_notes;
#[cfg(feature = "cli")]
mod plan_page;
#[cfg(feature = "cli")]
mod plan_pull;
#[cfg(feature = "html")]
mod plan_words;
mod ranked_json;
#[cfg(feature = "cli")]
mod ranked_page;
#[cfg(any(feature = "cli", feature = "html"))]
mod ranked_words;
mod rows;
mod sweep_json;
#[cfg(feature = "html")]
mod sweep_line;
#[cfg(feature = "cli")]
mod terminal;
#[cfg(feature = "html")]
mod trials_line;
#[cfg(feature = "cli")]
mod trials_page;
mod words;

pub use attack_json::attacked;
#[cfg(feature = "cli")]
pub use attack_page::attacked_in_words;
#[cfg(feature = "cli")]
pub use audit_folder_done::{
    SheetFinding, VerifiedSheets, audit_begun_in_words, entered_in_words, report_written_in_words, sheets_in_words,
    verified_in_words,
};
#[cfg(feature = "cli")]
pub use audit_folder_page::{
    AuditFolderView, DifferingUnit, FolderContest, Judging, OpenRound, audit_folder_in_words, audit_folder_json,
};
pub use audit_json::{caught, simulated};
#[cfg(feature = "cli")]
pub use card_table::card_csv;
#[cfg(all(feature = "cli", feature = "parquet"))]
pub use card_table::card_parquet;
#[cfg(feature = "cli")]
pub use caught_page::caught_in_words;
#[cfg(feature = "cli")]
pub use colorado_page::{colorado_audit_in_words, colorado_audit_json};
#[cfg(feature = "cli")]
pub use contest_answer_page::contest_in_words;
#[cfg(feature = "cli")]
pub use contest_sizes_page::{ContestSizes, contest_sizes_in_words, contest_sizes_json};
pub use draw_json::{DrawnList, ListedDraw, drawn, drawn_csv, drawn_names, drawn_numbers, listed_csv};
#[cfg(feature = "cli")]
pub use draw_page::{drawn_in_words, listed_in_words, pulled_in_words};
pub use first_line::first_lines_in_words;
#[cfg(feature = "cli")]
pub use first_line::{confirmed_wrong_in, confirmed_wrong_in_all, confirmed_wrong_in_words, wrong_ends_in_words};
#[cfg(feature = "cli")]
pub use first_scenario::{first_scenario, first_scenario_in_words};
pub use head::SCHEMA;
#[cfg(feature = "cli")]
pub use import_json::imported;
#[cfg(feature = "cli")]
pub use import_page::imported_in_words;
#[cfg(feature = "cli")]
pub use import_tables::{
    TakeRow, batch_rows, choice_rows, contest_rows, note_rows, office_rows, order_rows, pattern_rows, style_rows,
    summed_rows, tally_rows,
};
pub use irv_claims_json::{AnsweredContest, raire_solution, shangrla_audits};
pub use json::{checked, listed, run};
pub use law::{LawRow, audit_laws, recount_laws};
#[cfg(feature = "cli")]
pub use law_asked::{law_asked, law_in_words};
#[cfg(feature = "cli")]
pub use layout::{SHORT_PAGE, laid_out, laid_out_short};
#[cfg(feature = "cli")]
pub use lists::{LISTS, NamedList};
pub use merge_json::{refused, shard_written};
#[cfg(feature = "cli")]
pub use official_audit_page::{official_audit_in_words, official_audit_json};
#[cfg(feature = "cli")]
pub use page::Page;
#[cfg(feature = "parquet")]
pub use parquet_rows::ParquetRows;
pub use phrases::{option, quoted};
pub use plan_json::planned;
#[cfg(feature = "cli")]
pub use plan_page::planned_in_words;
pub use rows::{ColumnKind, CsvRows, TableColumn, TableRow, simulated_rows};
pub use sweep_json::{CellText, CellWrong, SweepHead, SweepJson, hear_row, read_cell, read_head};
#[cfg(feature = "cli")]
pub use sweep_line::swept_in_words;
#[cfg(feature = "cli")]
pub use terminal::terminal;
#[cfg(feature = "cli")]
pub use trials_page::simulated_in_words;
#[cfg(feature = "cli")]
pub(crate) use words::fill;
pub use words::{LANGUAGES, Language, language_named, language_of_locale};
