//! Reads a question from a JSON document: one pass rejects what no question may contain, then each value is read into
//! its type. No values are stored in between, so a hostile line takes no more memory than its own bytes.
//!
//! A whole number may be written as a decimal: spreadsheets and data frames write 123 as 123.0 where a column has gaps.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};
use serde_json::value::RawValue;

use super::question::{RefusedField, carry, cut, in_words, unreadable};
use crate::reason::{complaints, questions};

/// Most values of one document: numbers, texts, lists and objects, nested ones included.
const MOST_VALUES: usize = 10_000_000;
/// Below this, every whole number is exact as a floating-point number.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The entries of a map in the order in which they were written.
#[derive(Clone, Debug, Default)]
pub(crate) struct EntriesInOrder<K, V>(pub(crate) Vec<(K, V)>);

/// The fields of an object, not yet read.
pub(crate) struct Fields<'d>(Vec<(String, &'d RawValue)>);

impl<'d> Fields<'d> {
    /// The fields of a document that is an object; `None` if it is something else.
    ///
    /// # Errors
    /// What is wrong, and where: invalid JSON, a key that is given twice, more values than any question has.
    pub(crate) fn of(document: &'d str) -> Result<Option<Self>, RefusedField> {
        let complain = |e: serde_json::Error| unreadable(&e);
        let left = Cell::new(MOST_VALUES);
        let mut reader = serde_json::Deserializer::from_str(document);
        CheckedValue(&left).deserialize(&mut reader).map_err(complain)?;
        reader.end().map_err(complain)?;
        if !document.trim_start().starts_with('{') {
            return Ok(None);
        }
        serde_json::from_str(document).map(|EntriesInOrder(fields)| Some(Self(fields))).map_err(complain)
    }

    /// Removes a field and returns its text.
    pub(crate) fn take(&mut self, key: &str) -> Option<&'d str> {
        let at = self.0.iter().position(|(name, _)| name == key)?;
        Some(self.0.remove(at).1.get())
    }

    /// Reads the fields into a type that denies unknown ones.
    ///
    /// # Errors
    /// The key, what was found and what is allowed.
    pub(crate) fn read<T: DeserializeOwned>(self) -> Result<T, RefusedField> {
        let fields = self.0.into_iter().map(|(name, value)| (name, WholeNumbers(value)));
        let reader = MapDeserializer::<_, serde_json::Error>::new(fields);
        serde_path_to_error::deserialize(reader).map_err(|e| {
            let path = e.path().to_string();
            in_words(if path == "." { "" } else { &path }, without_place(&e.inner().to_string()))
        })
    }
}

/// An error message without the line and column that `serde_json` appends: the path says where.
fn without_place(message: &str) -> &str {
    let is_place = |place: &str| place.chars().all(|c| c.is_ascii_digit() || " column".contains(c));
    message.rsplit_once(" at line ").filter(|(_, place)| is_place(place)).map_or(message, |(before, _)| before)
}

impl<'de, K: Deserialize<'de>, V: Deserialize<'de>> Deserialize<'de> for EntriesInOrder<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<K, V>(PhantomData<(K, V)>);
        impl<'de, K: Deserialize<'de>, V: Deserialize<'de>> Visitor<'de> for Entries<K, V> {
            type Value = Vec<(K, V)>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(entry) = entries.next_entry()? {
                    fields.push(entry);
                }
                Ok(fields)
            }
        }
        deserializer.deserialize_map(Entries(PhantomData)).map(Self)
    }
}

/// Checks a value without storing it; the cell holds the number of values still allowed.
struct CheckedValue<'c>(&'c Cell<usize>);

impl CheckedValue<'_> {
    fn count<E: de::Error>(&self) -> Result<(), E> {
        let left = self.0.get().checked_sub(1);
        self.0.set(left.ok_or_else(|| carry::<E>(&questions::more_values()))?);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for CheckedValue<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for CheckedValue<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.count()
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<(), E> {
        self.count()
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<(), E> {
        self.count()
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<(), E> {
        self.count()
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<(), E> {
        self.count()
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<(), E> {
        self.count()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        self.count()?;
        while values.next_element_seed(CheckedValue(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        self.count()?;
        let mut keys = BTreeSet::new();
        while let Some(key) = entries.next_key::<String>()? {
            if keys.contains(&key) {
                return Err(carry(&complaints::at_place(cut(&key), questions::twice())));
            }
            keys.insert(key);
            entries.next_value_seed(CheckedValue(self.0))?;
        }
        Ok(())
    }
}

/// A deserializer, a visitor or a part of either that accepts whole numbers written as decimals.
struct WholeNumbers<T>(T);

impl<'de> IntoDeserializer<'de, serde_json::Error> for WholeNumbers<&'de RawValue> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for WholeNumbers<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(WholeNumbers(visitor))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_option(WholeNumbers(visitor))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_newtype_struct(name, WholeNumbers(visitor))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_ignored_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for WholeNumbers<V> {
    type Value = V::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(formatter)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<V::Value, E> {
        self.0.visit_bool(value)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<V::Value, E> {
        self.0.visit_i64(value)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<V::Value, E> {
        self.0.visit_u64(value)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<V::Value, E> {
        if value.abs() >= EXACT || libm::trunc(value).to_bits() != value.to_bits() {
            self.0.visit_f64(value)
        } else if value < 0.0 {
            self.0.visit_i64(value as i64)
        } else {
            self.0.visit_u64(value as u64)
        }
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<V::Value, E> {
        self.0.visit_str(value)
    }

    fn visit_borrowed_str<E: de::Error>(self, value: &'de str) -> Result<V::Value, E> {
        self.0.visit_borrowed_str(value)
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<V::Value, E> {
        self.0.visit_string(value)
    }

    fn visit_unit<E: de::Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    fn visit_none<E: de::Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(WholeNumbers(deserializer))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(WholeNumbers(deserializer))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, values: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(WholeNumbers(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(WholeNumbers(entries))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for WholeNumbers<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(WholeNumbers(deserializer))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for WholeNumbers<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(WholeNumbers(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for WholeNumbers<A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(WholeNumbers(seed))
    }
}

/// A list with at most `MOST` items; a longer one is refused while it is read.
#[derive(Debug)]
pub(crate) struct AtMost<T, const MOST: usize>(pub(crate) Vec<T>);

impl<'de, T: Deserialize<'de>, const MOST: usize> Deserialize<'de> for AtMost<T, MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListVisitor<T, const MOST: usize>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>, const MOST: usize> Visitor<'de> for ListVisitor<T, MOST> {
            type Value = Vec<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a sequence")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Vec<T>, A::Error> {
                let mut list = Vec::new();
                while let Some(value) = values.next_element()? {
                    if list.len() == MOST {
                        let most = complaints::rule_at_most(MOST);
                        return Err(carry(&complaints::why_found(questions::found_more_than(MOST), most)));
                    }
                    list.push(value);
                }
                Ok(list)
            }
        }
        deserializer.deserialize_seq(ListVisitor::<T, MOST>(std::marker::PhantomData)).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value};

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Typed {
        n: u64,
        some: Option<u64>,
        list: Vec<f64>,
    }

    fn object(document: &str) -> Result<Value, RefusedField> {
        let fields = Fields::of(document)?.expect("an object");
        fields.read::<Map<String, Value>>().map(Value::Object)
    }

    fn refusal(document: &str) -> String {
        object(document).expect_err("refused").reason().to_string()
    }

    #[test]
    fn whole_numbers_are_whole_however_they_are_written() {
        let read = object(r#"{"a":[123.0,1e3,-2.0,0.5,1e300,-0.0],"b":{"c":7.0},"d":null,"e":"5.0","f":[[true]]}"#);
        let expected = r#"{"a":[123,1000,-2,0.5,1e+300,0],"b":{"c":7},"d":null,"e":"5.0","f":[[true]]}"#;
        assert_eq!(read.expect("JSON").to_string(), expected);
        let typed = Fields::of(r#"{"n":12.0,"some":3e0,"list":[1,2.0,0.5]}"#).expect("JSON").expect("an object");
        assert_eq!(typed.read(), Ok(Typed { n: 12, some: Some(3), list: vec![1.0, 2.0, 0.5] }));
    }

    #[test]
    fn hostile_documents_are_refused_while_they_are_read() {
        let many = format!("{{\"a\":[{}1]}}", "1,".repeat(MOST_VALUES));
        assert!(refusal(&many).starts_with("found more than 10,000,000 values"));
        let deep = format!("{{\"a\":{}", "[".repeat(1_000_000));
        assert!(refusal(&deep).starts_with("recursion limit exceeded"));
        assert!(refusal(r#"{"a":{"b":1,"b":2}}"#).starts_with("b: found twice; allowed: once"));
        assert!(refusal(r#"{"a":1} x"#).starts_with("trailing characters"));
        assert!(Fields::of("[1]").expect("JSON").is_none());
        let list: Result<AtMost<u64, 3>, _> = serde_json::from_str("[1,2,3,4]");
        assert!(
            unreadable(&list.expect_err("too long"))
                .reason()
                .to_string()
                .starts_with("found more than 3; allowed: at most 3")
        );
    }

    #[test]
    fn a_place_behind_a_complaint_is_dropped() {
        assert_eq!(without_place("expected u64 at line 1 column 12"), "expected u64");
        assert_eq!(without_place("unknown field `sits at line 3 b`"), "unknown field `sits at line 3 b`");
    }
}
