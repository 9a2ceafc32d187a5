//! `places/1`: text in, places out; and the places of maps found by their names.

use super::bank::format;
use super::figures::degrees;
use super::table::syntax;
use super::table::{Reader, Value, shown};
use crate::diag::{Diagnostic, Diagnostics, nearest};
use crate::markup;
use crate::model::figure::{Borders, Figure, FigureSpec};
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
    for (key, hint) in
        [("name", "write `name = \"Nagpur\"`"), ("at", "write `at = [21.15, 79.09]`: latitude, longitude")]
    {
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
    if map.borders == Some(Borders::NaturalEarthDefacto) && map.attribution.is_none() {
        let text = |said: &str| markup::parse(said, Form::Inline, None, false, &mut Diagnostics::default());
        let mut said =
            PerLang::new(Lang::ENGLISH, text("Outline map, not to scale; boundaries shown are not authoritative."));
        let hindi = "रेखा-मानचित्र, पैमाने पर नहीं; दिखाई गई सीमाएँ प्रामाणिक नहीं हैं।";
        Lang::new("hi").into_iter().for_each(|lang| said.insert(lang, text(hindi)));
        map.attribution = Some(said);
    }
    for place in &mut map.places {
        let Some(name) = place.name.get(first).map(RichText::plain) else { continue };
        let known = own.find(&name).or_else(|| built_in().find(&name));
        if let Some(known) = known {
            for lang in languages.iter().filter(|lang| **lang != first) {
                if let (None, Some(other)) = (place.name.get(*lang), known.named(*lang)) {
                    place
                        .name
                        .insert(*lang, markup::parse(other, Form::Inline, None, false, &mut Diagnostics::default()));
                }
            }
        }
        if place.at.is_some() {
            continue;
        }
        place.at = known.map(|known| known.at.clone());
        if place.at.is_none() {
            let message = format!("no list of places has `{}`", shown(&name));
            let near = nearest(&name, own.names().chain(built_in().names()));
            let say = "say where it is: `{ name = \"…\", at = [latitude, longitude] }`";
            let hint = near.map_or_else(|| say.to_owned(), |near| format!("did you mean `{near}`? Else {say}"));
            found.push(Diagnostic::error("unknown-place", message).at(place.span).hint(hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::render;

    #[test]
    fn the_built_in_list_is_read_without_a_finding() {
        let mut sources = SourceMap::default();
        let file = sources.add("maps/places.toml", include_str!("../../maps/places.toml"));
        let mut found = Diagnostics::default();
        read(&sources, file, &mut Gazetteer::default(), &mut found);
        assert_eq!(render::text(&found, &sources, false), "");
        let (france, delhi) = (built_in().find("france").unwrap(), built_in().find("Bay  of Bengal").unwrap());
        assert_eq!((france.kind, delhi.kind), (PlaceKind::Country, PlaceKind::Gulf));
        assert_eq!(built_in().find("Straits of Florida").map(|place| place.kind), Some(PlaceKind::Strait));
        for kind in PlaceKind::NAMES {
            assert!(kind.1 == PlaceKind::Site || built_in().iter().any(|place| place.kind == kind.1), "{}", kind.0);
        }
    }

    #[test]
    fn faults_of_a_list_are_told() {
        let mut sources = SourceMap::default();
        let text = "format = \"places/1\"\nplaces = [{ name = \"x\" }, { at = [1, 2] }, { name = \"y\", at = [100, 2], kind = \"town\" }, 3]\n";
        let file = sources.add("places.toml", text);
        let (mut gazetteer, mut found) = (Gazetteer::default(), Diagnostics::default());
        read(&sources, file, &mut gazetteer, &mut found);
        assert!(gazetteer.is_empty());
        insta::assert_snapshot!(render::text(&found, &sources, false), @r#"
        error[missing-key]: a place has no `at`
          ┌─ places.toml:2:11
          │
        2 │ places = [{ name = "x" }, { at = [1, 2] }, { name = "y", at = [100, 2], kind = "town" }, 3]
          │           ^^^^^^^^^^^^^^
          │
          = hint: write `at = [21.15, 79.09]`: latitude, longitude

        error[missing-key]: a place has no `name`
          ┌─ places.toml:2:27
          │
        2 │ places = [{ name = "x" }, { at = [1, 2] }, { name = "y", at = [100, 2], kind = "town" }, 3]
          │                           ^^^^^^^^^^^^^^^
          │
          = hint: write `name = "Nagpur"`

        error[unknown-word]: `kind` does not know `town`
          ┌─ places.toml:2:80
          │
        2 │ places = [{ name = "x" }, { at = [1, 2] }, { name = "y", at = [100, 2], kind = "town" }, 3]
          │                                                                                ^^^^^^
          │
          = hint: it is one of `country`, `capital`, `city`, `region`, `ocean`, `sea`, `gulf`, `strait`, `canal`, `lake`, `river`, `island`, `cape`, `range`, `peak`, `pass`, `desert`, `plain`, `site`

        error[out-of-range]: the latitude must be between -90 and 90, found 100
          ┌─ places.toml:2:64
          │
        2 │ places = [{ name = "x" }, { at = [1, 2] }, { name = "y", at = [100, 2], kind = "town" }, 3]
          │                                                                ^^^
          │
          = hint: `at` is latitude, then longitude, in degrees

        error[wrong-type]: each of `places` must be a table `{ … }`, found a whole number
          ┌─ places.toml:2:90
          │
        2 │ places = [{ name = "x" }, { at = [1, 2] }, { name = "y", at = [100, 2], kind = "town" }, 3]
          │                                                                                          ^
        "#);
    }
}
