//! Records of cards as one table: a row for each card, and for each contest the code of how it is marked there.

use std::borrow::Cow;
use std::io::Write;

#[cfg(feature = "parquet")]
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
#[cfg(feature = "parquet")]
use parquet::file::writer::SerializedFileWriter;

#[cfg(feature = "parquet")]
use super::parquet_rows::{io_error, properties, schema, write};
use super::rows::{ColumnKind, TableColumn};
use crate::import::{CardFlags, CardRecords, cell_text};
use crate::sampling::guarded;

/// Cards that are written at a time.
#[cfg(feature = "parquet")]
const GROUP: usize = 100_000;

/// Columns of text: name, and the bytes of a card.
type TextColumn = (&'static str, for<'r> fn(&'r CardRecords, usize) -> &'r [u8]);

const TEXTS: [TextColumn; 9] = [
    ("file", |records, card| records.place(card).map_or("", |place| place.0).as_bytes()),
    ("tabulator", |records, card| records.tabulator.get(card)),
    ("batch", |records, card| records.batch.get(card)),
    ("record", |records, card| records.record.get(card)),
    ("number", |records, card| records.number.get(card)),
    ("imprinted", |records, card| records.imprinted.get(card)),
    ("style", |records, card| records.style.get(card)),
    ("portion", |records, card| records.portion.get(card)),
    ("group", |records, card| records.group.get(card)),
];

const FLAGS: [(&str, CardFlags); 7] = [
    ("adjudicated", CardFlags::ADJUDICATED),
    ("redacted", CardFlags::REDACTED),
    ("no_identity", CardFlags::NO_IDENTITY),
    ("remade", CardFlags::REMADE),
    ("void", CardFlags::INVALID),
    ("blank", CardFlags::BLANK),
    ("not_current", CardFlags::NOT_CURRENT),
];

/// The code of a card in a contest; none where the contest is not on the card.
fn code(records: &CardRecords, contest: usize, card: usize) -> Option<u32> {
    Some(records.contests[contest].codes.get(card)).filter(|code| *code > 0)
}

fn row_of(records: &CardRecords, card: usize) -> Option<u64> {
    records.place(card).map(|place| place.1)
}

/// Names and kinds of the columns, in order: the row, texts, flags, and `contest_0` and so on.
fn columns(records: &CardRecords) -> Vec<TableColumn> {
    let column = |name: String, kind| TableColumn { name, kind };
    let mut columns = vec![column("row".to_owned(), ColumnKind::Whole)];
    columns.extend(TEXTS.iter().map(|(name, _)| column((*name).to_owned(), ColumnKind::Text)));
    columns.extend(FLAGS.iter().map(|(name, _)| column((*name).to_owned(), ColumnKind::Whole)));
    columns.extend((0..records.contests.len()).map(|at| column(format!("contest_{at}"), ColumnKind::Whole)));
    columns
}

/// Writes the cards as comma-separated values. Texts are guarded against spreadsheet formulas.
///
/// # Errors
/// The error of the writer.
pub fn card_csv<W: Write>(records: &CardRecords, to: W) -> std::io::Result<W> {
    let mut writer = csv::Writer::from_writer(to);
    let broken = |error: csv::Error| std::io::Error::other(error.to_string());
    writer.write_record(columns(records).iter().map(|column| &column.name)).map_err(broken)?;
    for card in 0..records.cards() {
        writer.write_field(row_of(records, card).map(|row| row.to_string()).unwrap_or_default()).map_err(broken)?;
        for (_, text) in TEXTS {
            let text: Cow<'_, str> = cell_text(text(records, card));
            writer.write_field(&*guarded(&text)).map_err(broken)?;
        }
        let flags = records.flags(card);
        for (_, flag) in FLAGS {
            writer.write_field(if flags.has(flag) { "1" } else { "0" }).map_err(broken)?;
        }
        for contest in 0..records.contests.len() {
            let code = code(records, contest, card).map(|code| code.to_string());
            writer.write_field(code.unwrap_or_default()).map_err(broken)?;
        }
        writer.write_record(None::<&[u8]>).map_err(broken)?;
    }
    writer.into_inner().map_err(|error| std::io::Error::other(error.to_string()))
}

/// Writes the cards as Parquet, column by column.
///
/// # Errors
/// The error of the writer.
#[cfg(feature = "parquet")]
pub fn card_parquet<W: Write + Send>(records: &CardRecords, to: W) -> std::io::Result<W> {
    let broken = |error| io_error(&error);
    let schema = schema(&columns(records)).map_err(broken)?;
    let mut writer = SerializedFileWriter::new(to, schema, properties()).map_err(broken)?;
    for first in (0..records.cards()).step_by(GROUP) {
        let cards = first..(first + GROUP).min(records.cards());
        let mut group = writer.next_row_group().map_err(broken)?;
        let rows = cards.clone().map(|card| row_of(records, card).map(|row| row as i64));
        write::<Int64Type, _>(&mut group, rows).map_err(broken)?;
        for (_, text) in TEXTS {
            let texts = cards.clone().map(|card| {
                let bytes = text(records, card);
                (!bytes.is_empty()).then(|| ByteArray::from(&*cell_text(bytes)))
            });
            write::<ByteArrayType, _>(&mut group, texts).map_err(broken)?;
        }
        for (_, flag) in FLAGS {
            let flags = cards.clone().map(|card| Some(i64::from(records.flags(card).has(flag))));
            write::<Int64Type, _>(&mut group, flags).map_err(broken)?;
        }
        for contest in 0..records.contests.len() {
            let codes = cards.clone().map(|card| code(records, contest, card).map(i64::from));
            write::<Int64Type, _>(&mut group, codes).map_err(broken)?;
        }
        group.close().map_err(broken)?;
    }
    writer.into_inner().map_err(broken)
}
