//! Search for words in the texts of a question, without regard to case.

use crate::model::question::Item;
use crate::model::text::RichText;
use crate::model::visit::TextField;

/// What is searched for: lower-case, blanks folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Needle {
    text: String,
    blanks: bool,
}

impl Needle {
    /// Prepares a search; `None` where there is nothing but blanks.
    pub(super) fn new(text: &str) -> Option<Self> {
        let text = folded(text);
        (!text.is_empty()).then(|| Needle { blanks: text.contains(' '), text })
    }

    /// Whether a plain text holds it.
    pub(super) fn is_in(&self, text: &str) -> bool {
        if self.text.is_ascii() && text.is_ascii() && !(self.blanks && text.contains(['\n', '\t'])) {
            // No copy for the common case: a hundred thousand stems are searched at a time.
            let (needle, hay) = (self.text.as_bytes(), text.as_bytes());
            let Some(first) = needle.first() else { return true };
            let other = first.to_ascii_uppercase();
            return hay.len() >= needle.len()
                && hay.windows(needle.len()).any(|window| {
                    window.first().is_some_and(|byte| byte == first || *byte == other)
                        && window.eq_ignore_ascii_case(needle)
                });
        }
        folded(text).contains(&self.text)
    }

    /// Whether the stem, an option or another text that asks holds it, in any language; explanations are left out.
    pub(super) fn is_asked_in(&self, item: &Item) -> bool {
        let mut found = false;
        item.each_text(None, &mut |role, _, text| {
            found = found || (!role.field.tells_key() && role.field != TextField::Alt && self.is_in_rich(text));
        });
        found
    }

    fn is_in_rich(&self, text: &RichText) -> bool {
        // Without marks the source is the plain text; making the latter costs ten times as much.
        if text.source.contains(['*', '_', '~', '^', '$', '\\', '{', '`', '[', '|', '#', '&']) {
            self.is_in(&text.plain())
        } else {
            self.is_in(&text.source)
        }
    }
}

fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut out = String::with_capacity(lower.len());
    for word in lower.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
