//! What a words file must hold, learnt from the bundled English one: its keys, the gaps of each phrase, and which phrases
//! have number forms.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Names of gaps.
pub(super) type Gaps = BTreeSet<String>;

/// What one phrase must and may hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Want {
    /// Gaps of the form for one, without the number itself, which a language may leave out; `None` where the phrase has
    /// no number forms.
    pub(super) one: Option<Gaps>,
    /// Gaps of the phrase, or of its form for all other numbers.
    pub(super) other: Gaps,
    /// Gaps that can be filled in any form.
    pub(super) known: Gaps,
}

/// The phrases of the bundled English file by dotted key.
#[derive(Debug, Default)]
pub(super) struct Pattern {
    wants: BTreeMap<String, Want>,
}

/// The gap that holds the number itself.
const NUMBER: &str = "n";

impl Pattern {
    /// The pattern of the bundled English file.
    pub(super) fn english() -> &'static Pattern {
        static PATTERN: LazyLock<Pattern> = LazyLock::new(|| {
            let mut pattern = Pattern::default();
            let table: toml::Table = super::BUNDLED[0].1.parse().unwrap_or_default();
            for (key, value) in table.iter().filter(|(key, _)| !["format", "language"].contains(&key.as_str())) {
                pattern.learn(key.clone(), value);
            }
            pattern
        });
        &PATTERN
    }

    fn learn(&mut self, key: String, value: &toml::Value) {
        match value {
            toml::Value::String(text) => {
                let other = gaps(text);
                self.wants.insert(key, Want { one: None, known: other.clone(), other });
            }
            toml::Value::Table(table) => {
                let form = |name: &str| table.get(name).and_then(toml::Value::as_str);
                if let (2, Some(one), Some(other)) = (table.len(), form("one"), form("other")) {
                    let (mut one, other) = (gaps(one), gaps(other));
                    let known = one.iter().chain(&other).cloned().chain([NUMBER.to_owned()]).collect();
                    one.remove(NUMBER);
                    self.wants.insert(key, Want { one: Some(one), other, known });
                } else {
                    table.iter().for_each(|(inner, value)| self.learn(format!("{key}.{inner}"), value));
                }
            }
            _ => {}
        }
    }

    /// What a phrase must hold; `None` for a key that is no phrase.
    pub(super) fn want(&self, key: &str) -> Option<&Want> {
        self.wants.get(key)
    }

    /// Every phrase by dotted key.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.wants.keys().map(String::as_str)
    }

    /// The keys that stand in a table; the file itself is the table with the empty name.
    pub(super) fn inside(&self, table: &str) -> BTreeSet<&str> {
        let below = self.keys().filter_map(|key| match table {
            "" => Some(key),
            table => key.strip_prefix(table)?.strip_prefix('.'),
        });
        below.map(|rest| rest.split('.').next().unwrap_or(rest)).collect()
    }

    /// The tables in which a key of this name stands.
    pub(super) fn homes<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p str> {
        self.keys()
            .filter_map(move |key| key.rsplit_once('.'))
            .filter(move |(_, last)| *last == name)
            .map(|pair| pair.0)
    }
}

/// The names of the gaps of a phrase.
fn gaps(text: &str) -> Gaps {
    braces(text).filter_map(|range| text.get(range.start + 1..range.end - 1).map(str::to_owned)).collect()
}

/// Where something stands in braces, braces included.
pub(super) fn braces(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices('{').filter_map(|(open, _)| {
        let close = text.get(open..)?.find('}')?;
        let inner = text.get(open + 1..open + close)?;
        (!inner.contains('{')).then_some(open..open + close + 1)
    })
}
