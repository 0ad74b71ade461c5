//! Writes rows to a Parquet file, in groups.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use serde_json::Value;

use super::rows::{ColumnKind, TableColumn, take_columns};

/// Rows that are collected before they are written.
const GROUP: usize = 4_096;

/// Rows of a Parquet file; the first row determines the columns.
pub struct ParquetRows<W: Write + Send> {
    to: Option<W>,
    writer: Option<SerializedFileWriter<W>>,
    columns: Vec<TableColumn>,
    rows: Vec<Vec<Value>>,
}

impl<W: Write + Send> ParquetRows<W> {
    /// A writer before the first row.
    pub fn begin(to: W) -> Self {
        Self { to: Some(to), writer: None, columns: Vec::new(), rows: Vec::new() }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// The error of the writer.
    pub fn row(&mut self, row: &[(TableColumn, Value)]) -> std::io::Result<()> {
        if take_columns(&mut self.columns, row)?
            && let Some(to) = self.to.take()
        {
            let writer = SerializedFileWriter::new(to, schema(&self.columns).map_err(|e| io_error(&e))?, properties());
            self.writer = Some(writer.map_err(|e| io_error(&e))?);
        }
        self.rows.push(row.iter().map(|(_, value)| value.clone()).collect());
        if self.rows.len() >= GROUP { self.write_group().map_err(|e| io_error(&e)) } else { Ok(()) }
    }

    /// Ends the file and returns its target.
    ///
    /// # Errors
    /// The error of the writer.
    pub fn end(mut self) -> std::io::Result<W> {
        if !self.rows.is_empty() {
            self.write_group().map_err(|e| io_error(&e))?;
        }
        let writer = self.writer.ok_or_else(|| std::io::Error::other("a table without rows has no columns"))?;
        writer.into_inner().map_err(|e| io_error(&e))
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let Some(writer) = &mut self.writer else { return Ok(()) };
        let mut group = writer.next_row_group()?;
        for (at, column) in self.columns.iter().enumerate() {
            let values = self.rows.iter().map(|row| &row[at]);
            match column.kind {
                ColumnKind::Text => write::<ByteArrayType, _>(
                    &mut group,
                    values.map(|it| text(it).map(|it| ByteArray::from(it.as_str()))),
                )?,
                ColumnKind::Whole => write::<Int64Type, _>(&mut group, values.map(Value::as_i64))?,
                ColumnKind::Number => write::<DoubleType, _>(&mut group, values.map(Value::as_f64))?,
                ColumnKind::Truth => write::<BoolType, _>(&mut group, values.map(Value::as_bool))?,
            }
        }
        group.close()?;
        self.rows.clear();
        Ok(())
    }
}

/// Writes the next column of a group; `None` is written as null.
pub(super) fn write<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: impl Iterator<Item = Option<T::T>>,
) -> Result<(), ParquetError> {
    let mut there = Vec::new();
    let mut levels = Vec::new();
    for value in values {
        levels.push(i16::from(value.is_some()));
        there.extend(value);
    }
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    column.typed::<T>().write_batch(&there, Some(&levels), None)?;
    column.close()
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

pub(super) fn schema(columns: &[TableColumn]) -> Result<Arc<Type>, ParquetError> {
    let field = |column: &TableColumn| {
        let (physical, logical) = match column.kind {
            ColumnKind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            ColumnKind::Whole => (Physical::INT64, None),
            ColumnKind::Number => (Physical::DOUBLE, None),
            ColumnKind::Truth => (Physical::BOOLEAN, None),
        };
        let field = Type::primitive_type_builder(&column.name, physical).with_logical_type(logical);
        field.with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
    };
    let fields = columns.iter().map(field).collect::<Result<_, _>>()?;
    Ok(Arc::new(Type::group_type_builder("table").with_fields(fields).build()?))
}

pub(super) fn properties() -> Arc<WriterProperties> {
    let by = format!("recount {}", env!("CARGO_PKG_VERSION"));
    Arc::new(WriterProperties::builder().set_created_by(by).build())
}

/// The error of the underlying writer.
pub(super) fn io_error(error: &ParquetError) -> std::io::Error {
    match error {
        ParquetError::External(below) => std::io::Error::other(below.to_string()),
        other => std::io::Error::other(other.to_string()),
    }
}
