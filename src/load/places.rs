//! `places/1`: text in, places out; and the places of maps found by their names.

use super::bank::format;
use super::figures::degrees;
use super::table::syntax;
use super::table::{Reader, Value, shown};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::figure::{Figure, FigureSpec};
use crate::markup;
use crate::model::ids::Lang;
use crate::model::places::{Gazetteer, KnownPlace, PlaceKind};
use crate::model::text::{Form, PerLang, RichText};
use crate::source::{FileId, SourceMap};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The format this version reads.
pub(crate) const FORMAT: &str = "places/1";

/// The places that come with the program.
pub(crate) fn built_in() -> &'static Gazetteer {
    static PLACES: LazyLock<Gazetteer> = LazyLock::new(|| {
        let mut sources = SourceMap::default();
        let file = sources.add("maps/places.toml", include_str!("../../maps/places.toml"));
        let mut gazetteer = Gazetteer::default();
        // A test reads the same file and wants no findings.
        read(&sources, file, &mut gazetteer, &mut Diagnostics::default());
        gazetteer
    });
    &PLACES
}

/// Adds the places of a file to a gazetteer.
pub(crate) fn read(sources: &SourceMap, file: FileId, gazetteer: &mut Gazetteer, found: &mut Diagnostics) {
    let mut reader = Reader::new(sources, file);
    let mut table = syntax::parse_file(&mut reader).table;
    if format(&mut table, FORMAT, &mut reader) {
        let owner = table.span;
        if !table.has("places") {
            let hint = "write `places = [{ name = \"…\", kind = \"city\", at = [21.15, 79.09] }]`";
            reader.missing(owner, "the list has no `places`", hint);
        }
        for value in table.list("places", &mut reader).unwrap_or_default() {
            if let Some(place) = place(value, &mut reader) {
                gazetteer.add(place);
            }
        }
        table.finish(&mut reader);
    }
    found.append(reader.found);
}

fn place<'s>(value: Value<'s>, reader: &mut Reader<'s>) -> Option<KnownPlace> {
    let mut table = reader.table(value, "each of `places`")?;
    let owner = table.span;
    for (key, hint) in [("name", "write `name = \"Nagpur\"`"), ("at", "write `at = [21.15, 79.09]`: latitude, longitude")] {
        if !table.has(key) {
            reader.missing(owner, format!("a place has no `{key}`"), hint);
        }
    }
    let name = table.string("name", reader);
    let kind = table.word("kind", PlaceKind::NAMES, reader).unwrap_or(PlaceKind::Site);
    let at = table.take("at").and_then(|value| degrees(value, reader));
    let aka = table.strings("aka", reader).into_iter().map(|old| old.value).collect();
    let languages = table.take("lang");
    let mut name = PerLang::new(reader.language, name?.value);
    if let Some(value) = languages {
        super::question::lang::each(value, reader, &mut |lang, mut table, reader| {
            if let Some(typed) = table.string("name", reader) {
                name.insert(lang, typed.value);
            }
            table.finish(reader);
        });
    }
    table.finish(reader);
    Some(KnownPlace { name, aka, kind, at: at? })
}

/// Gives the pins of maps the places of their names, and names in those `languages` in which their author wrote none.
///
/// `own` is asked before the list that comes with the program. A name that neither knows is told.
pub(crate) fn settle(
    figure: &mut Figure,
    first: Lang,
    languages: &BTreeSet<Lang>,
    own: &Gazetteer,
    found: &mut Diagnostics,
) {
    let FigureSpec::Map(map) = &mut figure.spec else { return };
    for place in &mut map.places {
        let Some(name) = place.name.get(first).map(RichText::plain) else { continue };
        let known = own.find(&name).or_else(|| built_in().find(&name));
        if let Some(known) = known {
            for lang in languages.iter().filter(|lang| **lang != first) {
                if let (None, Some(other)) = (place.name.get(*lang), known.named(*lang)) {
                    place.name.insert(*lang, markup::parse(other, Form::Inline, None, false, &mut Diagnostics::default()));
                }
            }
        }
        if place.at.is_some() {
            continue;
        }
        place.at = known.map(|known| known.at.clone());
        if place.at.is_none() {
            let message = format!("no list of places has `{}`", shown(&name));
            let near = own.nearest(&name).or_else(|| built_in().nearest(&name));
            let say = "say where it is: `{ name = \"…\", at = [latitude, longitude] }`";
            let hint = near.map_or_else(|| say.to_owned(), |near| format!("did you mean `{near}`? Else {say}"));
            found.push(Diagnostic::error("unknown-place", message).at(place.span).hint(hint));
        }
    }
}
