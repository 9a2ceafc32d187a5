//! Names of options, statements, rows, items, parts: own ids and places in the file.

use crate::diag::{Diagnostic, nearest};
use crate::load::table::{Reader, Table, listed, shown};
use crate::model::answer::place_name;
use crate::model::ids::Name;
use crate::model::text::TokenKind;
use crate::source::Span;
use std::collections::BTreeMap;

/// The longest own id; kept short, since the names of coded options are made of several.
const LONGEST: usize = 32;

/// Takes the `id` of an element, or gives it the name of its place.
pub(crate) fn take<'s>(table: &mut Table<'s>, kind: TokenKind, index: usize, reader: &mut Reader<'s>) -> Option<Name> {
    let Some(id) = table.string("id", reader) else { return Name::new(&place_name(kind, index)) };
    let valid = (2..=LONGEST).contains(&id.value.len())
        && id.value.starts_with(|c: char| c.is_ascii_lowercase())
        && id.value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !matches!(id.value.as_str(), "none" | "all");
    // The place's own name may be typed out.
    if !valid && id.value != place_name(kind, index) {
        let message = format!("`{}` cannot be an own id", shown(&id.value));
        let hint = "take 2 to 32 of a-z, 0-9 and `-`, a letter first; `none` and `all` have a meaning already";
        reader.push(Diagnostic::error("bad-id", message).at(id.span).hint(hint));
        return Name::new(&place_name(kind, index));
    }
    Name::new(&id.value)
}

/// Reports names that two elements share, place names included, since those go on working beside an own id.
pub(crate) fn distinct(names: &[&Name], kind: TokenKind, span: Span, reader: &mut Reader<'_>) -> bool {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut fine = true;
    let own = names.iter().enumerate().map(|(index, name)| (index, name.as_str().to_owned()));
    let places = (0..names.len()).map(|index| (index, place_name(kind, index)));
    for (index, name) in own.chain(places) {
        let first = *seen.entry(name.clone()).or_insert(index);
        if first != index {
            let message = format!("the name `{name}` stands for number {} and number {}", first + 1, index + 1);
            let diagnostic = Diagnostic::error("duplicate-name", message).at(span);
            reader.push(diagnostic.hint("give one of them another id"));
            fine = false;
        }
    }
    fine
}

/// The names of a list, with the look-up that answers, codes and languages need.
pub(crate) struct Names<'n> {
    /// In the order typed.
    pub(crate) list: Vec<&'n Name>,
    /// What they name.
    pub(crate) kind: TokenKind,
}

impl<'n> Names<'n> {
    /// Finds an element by own id or place.
    pub(crate) fn find(&self, typed: &str) -> Option<usize> {
        let own = self.list.iter().position(|name| name.as_str() == typed);
        own.or_else(|| (0..self.list.len()).find(|index| place_name(self.kind, *index) == typed))
    }

    /// Finds an element, or reports that there is none of this name.
    pub(crate) fn find_or_tell(
        &self,
        typed: &str,
        code: &'static str,
        span: Span,
        reader: &mut Reader<'_>,
    ) -> Option<usize> {
        let found = self.find(typed);
        if found.is_none() {
            let things = match self.kind {
                TokenKind::Option => "option",
                TokenKind::Statement => "statement",
                TokenKind::Row => "row",
                TokenKind::Left => "entry of `left`",
                TokenKind::Right => "entry of `right`",
                TokenKind::Item => "item",
                TokenKind::Part => "part",
                TokenKind::Figure => "figure",
                TokenKind::Question | TokenKind::Key => "question",
            };
            let message = format!("there is no {things} `{}`", shown(typed));
            let near = nearest(&typed.to_lowercase(), self.list.iter().map(|name| name.as_str()));
            let hint = match near.filter(|near| near.len() > 1 || typed.len() == 1 && typed.to_lowercase() == *near) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are {}", self.all()),
            };
            reader.push(Diagnostic::error(code, message).at(span).hint(hint));
        }
        found
    }

    /// All names, with the letter or number of an own id beside it.
    pub(crate) fn all(&self) -> String {
        listed(self.list.iter().map(|name| name.as_str()))
    }
}
