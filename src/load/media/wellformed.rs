//! Whether a drawing is XML that holds together, and has a size.

use super::Tag;
use std::collections::BTreeSet;

/// The name by which readers know that XML is a drawing.
const SVG: &str = "http://www.w3.org/2000/svg";

/// Attributes of one element.
const MOST_ATTRIBUTES: usize = 200;

/// What has been seen of a drawing while its tags go by.
#[derive(Default)]
pub(super) struct Shape {
    open: Vec<String>,
    begun: bool,
    declared: BTreeSet<String>,
    used: BTreeSet<String>,
}

impl Shape {
    /// Looks at the next tag.
    pub(super) fn add(&mut self, tag: &Tag<'_>) -> Result<(), String> {
        if tag.closing {
            return match self.open.pop() {
                Some(open) if open == tag.full => Ok(()),
                Some(open) => Err(format!("is damaged: `<{open}>` ends as `</{}>`", super::shown(tag.full))),
                None => Err(format!("is damaged: `</{}>` ends nothing", super::shown(tag.full))),
            };
        }
        if self.open.is_empty() && self.begun {
            return Err("is damaged: something stands behind the drawing".to_owned());
        }
        self.prefix(tag.full);
        self.attributes(tag)?;
        if !self.begun {
            self.begun = true;
            root(tag)?;
        }
        if !tag.empty {
            self.open.push(super::shown(tag.full));
        }
        Ok(())
    }

    /// Notes that a name has a prefix, which must be declared somewhere.
    fn prefix(&mut self, name: &str) {
        if let Some((prefix, _)) = name.split_once(':')
            && !matches!(prefix, "xml" | "xmlns")
        {
            self.used.insert(prefix.to_owned());
        }
    }

    fn attributes(&mut self, tag: &Tag<'_>) -> Result<(), String> {
        let mut names = BTreeSet::new();
        let mut attributes = tag.attributes();
        for (name, value) in attributes.by_ref().take(MOST_ATTRIBUTES) {
            let blank = name.is_empty() || name.contains(char::is_whitespace) || name.contains(['"', '\'']);
            if blank || !names.insert(name) || value.contains('<') || has_unknown_entity(value) {
                return Err(format!("is damaged: `<{}>` cannot be read", super::shown(tag.full)));
            }
            match name.strip_prefix("xmlns:") {
                Some(prefix) => {
                    self.declared.insert(prefix.to_owned());
                }
                None => self.prefix(name),
            }
        }
        match attributes.rest.trim().is_empty() {
            true => Ok(()),
            false => Err(format!("is damaged: `<{}>` cannot be read", super::shown(tag.full))),
        }
    }

    /// Looks at what must hold once all tags have gone by.
    pub(super) fn finish(&self) -> Result<(), String> {
        if !self.begun {
            return Err("is damaged: it holds no drawing".to_owned());
        }
        if let Some(open) = self.open.last() {
            return Err(format!("is damaged: `<{open}>` is never closed; is the end of the file missing?"));
        }
        if let Some(prefix) = self.used.iter().find(|prefix| !self.declared.contains(*prefix)) {
            return Err(format!("is damaged: `xmlns:{}` is missing from `<svg …>`", super::shown(prefix)));
        }
        Ok(())
    }
}

/// The outermost element: a drawing, with a size.
fn root(tag: &Tag<'_>) -> Result<(), String> {
    if tag.name != "svg" {
        return Err(format!("is no drawing: it begins with `<{}>`", super::shown(tag.full)));
    }
    if !tag.attributes().any(|(name, value)| name.starts_with("xmlns") && value == SVG) {
        return Err(format!("is no drawing that can be read: write `<svg xmlns=\"{SVG}\" …>`"));
    }
    let view = tag.attribute("viewBox").map(|view| {
        let numbers: Vec<Option<f64>> =
            view.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty()).map(positive_or_any).collect();
        matches!(numbers.as_slice(), [Some(_), Some(_), Some(width), Some(height)] if *width > 0.0 && *height > 0.0)
    });
    if view == Some(false) {
        return Err("has no size: its `viewBox` needs four numbers, the last two above 0".to_owned());
    }
    for side in ["width", "height"] {
        match tag.attribute(side).map(length) {
            Some(Some(size)) if size > 0.0 => {}
            None if view == Some(true) => {}
            Some(_) => return Err(format!("has no size: its `{side}` is not above 0")),
            None => return Err("has no size: give `<svg …>` a `width` and a `height`, or a `viewBox`".to_owned()),
        }
    }
    Ok(())
}

fn positive_or_any(part: &str) -> Option<f64> {
    part.parse::<f64>().ok().filter(|number| number.is_finite())
}

/// A length without its unit.
fn length(typed: &str) -> Option<f64> {
    positive_or_any(typed.trim().trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%'))
}

/// Whether `&` stands for something that XML does not know by itself.
pub(super) fn has_unknown_entity(text: &str) -> bool {
    text.split('&').skip(1).any(|rest| {
        let name = rest.split_once(';').map_or("", |(name, _)| name);
        !matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") && !(name.starts_with('#') && name.len() > 1)
    })
}
