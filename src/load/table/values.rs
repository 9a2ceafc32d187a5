//! Values as numbers, names, words, texts and lists; what does not fit is reported and given as `None`.

use super::strings::origin;
use super::{Data, Reader, Table, Value, listed, shown};
use crate::diag::{Diagnostic, nearest};
use crate::markup::legacy;
use crate::model::blueprint::Located;
use crate::model::date::Date;
use crate::model::ids::Lang;
use crate::model::marking::{Decimal, Exact};
use crate::model::text::{Form, PerLang, RichText, Text};
use crate::source::Span;
use std::borrow::Cow;

impl<'s> Table<'s> {
    /// Takes a text that is a name, a title, a path: not Markdown, not empty.
    pub(crate) fn string(&mut self, key: &'static str, reader: &mut Reader<'s>) -> Option<Located<String>> {
        let value = self.take(key)?;
        reader.string(value, &format!("`{key}`"))
    }

    /// Takes a text, or a number as it was typed.
    pub(crate) fn label(&mut self, key: &'static str, reader: &mut Reader<'s>) -> Option<Located<String>> {
        let value = self.take(key)?;
        if let Data::Whole = value.data {
            return Some(Located::new(reader.typed(value.span).to_owned(), value.span));
        }
        reader.string(value, &format!("`{key}`"))
    }

    /// Takes one text or a list of them.
    pub(crate) fn strings(&mut self, key: &'static str, reader: &mut Reader<'s>) -> Vec<Located<String>> {
        self.take(key).map(|value| reader.strings(value, &format!("`{key}`"))).unwrap_or_default()
    }

    /// Takes a Markdown text in the file's language.
    pub(crate) fn text(&mut self, key: &'static str, form: Form, reader: &mut Reader<'s>) -> Option<Text> {
        let value = self.take(key)?;
        reader.text(value, &format!("`{key}`"), form)
    }

    /// Takes true or false.
    pub(crate) fn truth(&mut self, key: &'static str, reader: &mut Reader<'s>) -> Option<bool> {
        let value = self.take(key)?;
        match value.data {
            Data::Truth(truth) => Some(truth),
            _ => {
                reader.wrong_type(&value, &format!("`{key}`"), "`true` or `false`");
                None
            }
        }
    }

    /// Takes a whole number between two bounds.
    pub(crate) fn count(&mut self, key: &'static str, least: u32, most: u32, reader: &mut Reader<'s>) -> Option<u32> {
        let value = self.take(key)?;
        reader.count(&value, &format!("`{key}`"), least, most)
    }

    /// Takes a number with decimals, typed as a number or as text.
    pub(crate) fn decimal(&mut self, key: &'static str, reader: &mut Reader<'s>) -> Option<Located<Decimal>> {
        let value = self.take(key)?;
        reader.decimal(&value, &format!("`{key}`"))
    }

    /// Takes a day.
    pub(crate) fn date(&mut self, key: &'static str, reader: &mut Reader<'s>) -> Option<Date> {
        let value = self.take(key)?;
        reader.date(&value, &format!("`{key}`"))
    }

    /// Takes one of the words that a field knows.
    pub(crate) fn word<T: Copy>(
        &mut self,
        key: &'static str,
        names: &[(&'static str, T)],
        reader: &mut Reader<'s>,
    ) -> Option<T> {
        let value = self.take(key)?;
        reader.word(value, &format!("`{key}`"), names)
    }

    /// Takes a table.
    pub(crate) fn table(&mut self, key: &'static str, reader: &mut Reader<'s>) -> Option<Table<'s>> {
        let value = self.take(key)?;
        reader.table(value, &format!("`{key}`"))
    }

    /// Takes a list.
    pub(crate) fn list(&mut self, key: &'static str, reader: &mut Reader<'s>) -> Option<Vec<Value<'s>>> {
        let value = self.take(key)?;
        reader.list(value, &format!("`{key}`"))
    }
}

/// Bytes of a text that is not Markdown: a title, a fixed word, a query.
const LONGEST_NAME: usize = 16 * 1024;

impl<'s> Reader<'s> {
    /// A text that is not Markdown and not empty.
    pub(crate) fn string(&mut self, value: Value<'s>, what: &str) -> Option<Located<String>> {
        let span = value.span;
        let text = self.raw(value, what)?;
        if text.len() > LONGEST_NAME {
            let message = format!("{what} has {} bytes, the most is {LONGEST_NAME}", text.len());
            self.push(Diagnostic::error("text-too-long", message).at(span).hint("say it shorter"));
            return None;
        }
        self.unprintable(&text, span);
        Some(Located::new(text.into_owned(), span))
    }

    /// Reports the first character that no name or title may hold.
    fn unprintable(&mut self, text: &str, span: Span) {
        let Some((at, diagnostic)) = crate::markup::unprintable(text) else { return };
        let place = origin(self.typed(span), text, span).locate(at);
        self.push(diagnostic.at(place));
    }

    /// A text as decoded, not empty.
    pub(crate) fn raw(&mut self, value: Value<'s>, what: &str) -> Option<Cow<'s, str>> {
        let Data::Text(text) = value.data else {
            self.wrong_type(&value, what, "text");
            return None;
        };
        if text.trim().is_empty() {
            let diagnostic = Diagnostic::error("empty-text", format!("{what} is empty")).at(value.span);
            self.push(diagnostic.hint("write something, or take the line out"));
            return None;
        }
        Some(text)
    }

    /// One text or a list of them.
    pub(crate) fn strings(&mut self, value: Value<'s>, what: &str) -> Vec<Located<String>> {
        match value.data {
            Data::List(list) => {
                let each = format!("each value of {what}");
                list.into_iter().filter_map(|value| self.string(value, &each)).collect()
            }
            Data::Text(_) => self.string(value, what).into_iter().collect(),
            _ => {
                self.wrong_type(&value, what, "text or a list of texts");
                Vec::new()
            }
        }
    }

    /// A Markdown text in the file's language.
    pub(crate) fn text(&mut self, value: Value<'s>, what: &str, form: Form) -> Option<Text> {
        let language = self.language;
        self.rich(value, what, form, language).map(|rich| PerLang::new(language, rich))
    }

    /// A Markdown text in some language.
    pub(crate) fn rich(&mut self, value: Value<'s>, what: &str, form: Form, lang: Lang) -> Option<RichText> {
        let span = value.span;
        let text = self.raw(value, what)?;
        let legacy = if lang == Lang::HINDI { legacy::hindi(&text) } else { legacy::disguised(&text) };
        if let Some(diagnostic) = legacy {
            self.push(diagnostic.at(span));
            return None;
        }
        let origin = origin(self.typed(span), &text, span);
        let mut found = crate::diag::Diagnostics::default();
        let rich = crate::markup::parse(&text, form, Some(origin), self.trusted, &mut found);
        for diagnostic in found {
            self.push(diagnostic);
        }
        Some(rich)
    }

    /// A whole number between two bounds.
    pub(crate) fn count(&mut self, value: &Value<'s>, what: &str, least: u32, most: u32) -> Option<u32> {
        if !matches!(value.data, Data::Whole) {
            self.wrong_type(value, what, "a whole number");
            return None;
        }
        let typed = self.typed(value.span);
        let number = plain_digits(typed).and_then(|digits| digits.parse::<u32>().ok());
        let number = number.filter(|number| (least..=most).contains(number));
        if number.is_none() {
            let message = format!("{what} must be between {least} and {most}, found `{}`", shown(typed));
            self.push(Diagnostic::error("out-of-range", message).at(value.span));
        }
        number
    }

    /// A number, typed as number or text; its text is kept.
    pub(crate) fn decimal(&mut self, value: &Value<'s>, what: &str) -> Option<Located<Decimal>> {
        let typed: &str = match &value.data {
            Data::Text(text) => text,
            Data::Whole | Data::Fraction => self.typed(value.span),
            _ => {
                self.wrong_type(value, what, "a number");
                return None;
            }
        };
        match Decimal::parse(&typed.replace('_', "")) {
            Some(number) => Some(Located::new(number, value.span)),
            None => {
                let message = format!("{what} must be a number, found `{}`", shown(typed));
                let diagnostic = Diagnostic::error("bad-number", message).at(value.span);
                self.push(diagnostic.hint("write it like `42`, `-6.30` or `6.02e23`; a unit goes into `unit`"));
                None
            }
        }
    }

    /// A number that may be a fraction: `2`, `0.5`, `"4/3"`.
    pub(crate) fn exact(&mut self, value: &Value<'s>, what: &str) -> Option<Exact> {
        let typed: &str = match &value.data {
            Data::Text(text) => text,
            Data::Whole | Data::Fraction => self.typed(value.span),
            _ => {
                self.wrong_type(value, what, "a number");
                return None;
            }
        };
        let number = Exact::parse(&typed.replace('_', ""));
        if number.is_none() {
            let zero = typed.split_once('/').is_some_and(|(_, below)| Decimal::parse(below).is_some());
            let message = match zero {
                true => format!("{what} has 0 below the line: `{}`", shown(typed)),
                false => format!("{what} must be a number, found `{}`", shown(typed)),
            };
            let diagnostic = Diagnostic::error("bad-number", message).at(value.span);
            self.push(diagnostic.hint("write it like `2`, `0.5` or `\"1/3\"`"));
        }
        number
    }

    /// A day.
    pub(crate) fn date(&mut self, value: &Value<'s>, what: &str) -> Option<Date> {
        let typed: &str = match &value.data {
            Data::Text(text) => text,
            Data::Moment => self.typed(value.span),
            _ => {
                self.wrong_type(value, what, "a date");
                return None;
            }
        };
        let date = Date::parse(typed);
        // A day that TOML has not was told by its parser; a day with an hour is fine there, and not here.
        let told = matches!(value.data, Data::Moment) && typed.parse::<toml::value::Datetime>().is_err();
        if date.is_none() && !told {
            let message = format!("{what} is not a day of the calendar: `{}`", shown(typed));
            let diagnostic = Diagnostic::error("bad-date", message).at(value.span);
            self.push(diagnostic.hint("write the day as year-month-day, `2026-02-07`"));
        }
        date
    }

    /// One of the words that a field knows.
    pub(crate) fn word<T: Copy>(&mut self, value: Value<'s>, what: &str, names: &[(&'static str, T)]) -> Option<T> {
        let span = value.span;
        let typed = self.raw(value, what)?;
        let known = names.iter().find(|(name, _)| *name == typed).map(|(_, value)| *value);
        if known.is_none() {
            let all = || names.iter().map(|(name, _)| *name);
            let message = format!("{what} does not know `{}`", shown(&typed));
            let hint = match nearest(&typed.to_lowercase(), all()) {
                Some(name) => format!("did you mean `{name}`?"),
                None => format!("it is one of {}", listed(all())),
            };
            self.push(Diagnostic::error("unknown-word", message).at(span).hint(hint));
        }
        known
    }

    /// A table.
    pub(crate) fn table(&mut self, value: Value<'s>, what: &str) -> Option<Table<'s>> {
        match value.data {
            Data::Table(table) => Some(table),
            _ => {
                self.wrong_type(&value, what, "a table `{ … }`");
                None
            }
        }
    }

    /// A list.
    pub(crate) fn list(&mut self, value: Value<'s>, what: &str) -> Option<Vec<Value<'s>>> {
        match value.data {
            Data::List(list) => Some(list),
            _ => {
                self.wrong_type(&value, what, "a list `[ … ]`");
                None
            }
        }
    }

    /// A language tag.
    pub(crate) fn lang(&mut self, typed: &str, span: Span) -> Option<Lang> {
        let lang = Lang::new(typed);
        if lang.is_none() {
            let message = format!("`{}` is not the short name of a language", shown(typed));
            let diagnostic = Diagnostic::error("bad-language", message).at(span);
            self.push(diagnostic.hint("`en` is English, `hi` Hindi, `ta` Tamil"));
        }
        lang
    }
}

/// Decimal digits of a whole number, underscores taken out; `None` for signs and other bases.
fn plain_digits(typed: &str) -> Option<String> {
    let digits = typed.strip_prefix('+').unwrap_or(typed).replace('_', "");
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(digits)
}
