//! Where places are: a gazetteer, by which maps find their pins.

use super::ids::Lang;
use super::marking::Decimal;
use super::named::named_enum;
use super::text::PerLang;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

named_enum!(
    /// What a place is.
    PlaceKind {
        /// A state or territory; its point stands where its name would.
        Country = "country",
        /// The seat of a government.
        Capital = "capital",
        /// Another town.
        City = "city",
        /// A part of a country or continent.
        Region = "region",
        /// An ocean.
        Ocean = "ocean",
        /// A sea.
        Sea = "sea",
        /// A gulf or bay.
        Gulf = "gulf",
        /// A strait or channel.
        Strait = "strait",
        /// A canal for ships.
        Canal = "canal",
        /// A lake.
        Lake = "lake",
        /// A river; its point stands on its course.
        River = "river",
        /// An island or a group of them.
        Island = "island",
        /// A cape or peninsula.
        Cape = "cape",
        /// A range of mountains.
        Range = "range",
        /// A mountain or volcano.
        Peak = "peak",
        /// A pass.
        Pass = "pass",
        /// A desert.
        Desert = "desert",
        /// A plain, plateau or basin.
        Plain = "plain",
        /// Anything else: a monument, a dam, a park.
        Site = "site",
    }
);

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPlace {
    /// Its name.
    pub name: PerLang<String>,
    /// Other names by which it is found.
    pub aka: Vec<String>,
    /// What it is.
    pub kind: PlaceKind,
    /// Degrees of latitude (north is positive) and longitude (east is positive).
    pub at: (Decimal, Decimal),
}

/// Places by their names in any language and spelling.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    places: Vec<KnownPlace>,
    by_name: BTreeMap<String, usize>,
}

impl Gazetteer {
    /// Adds a place; one that is known by one of its names gives way under that name.
    pub fn add(&mut self, place: KnownPlace) {
        let at = self.places.len();
        for (_, name) in place.name.iter() {
            self.by_name.insert(folded(name), at);
        }
        for name in &place.aka {
            self.by_name.insert(folded(name), at);
        }
        self.places.push(place);
    }

    /// The place with this name, however it is capitalised.
    pub fn find(&self, name: &str) -> Option<&KnownPlace> {
        self.by_name.get(&folded(name)).and_then(|at| self.places.get(*at))
    }

    /// All names, as they are spelled.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.places
            .iter()
            .flat_map(|place| place.name.iter().map(|(_, name)| name).chain(&place.aka).map(String::as_str))
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The places, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = &KnownPlace> {
        self.places.iter()
    }
}

impl KnownPlace {
    /// Its name in a language, if it has one.
    pub fn named(&self, lang: Lang) -> Option<&str> {
        self.name.get(lang).map(String::as_str)
    }
}

/// A name as names are compared: small letters, single blanks, straight apostrophes, "st." in full.
fn folded(name: &str) -> String {
    let small = name.to_lowercase().replace('’', "'");
    let words = small.split_whitespace().map(|word| if word == "st." { "saint" } else { word });
    words.collect::<Vec<_>>().join(" ")
}
