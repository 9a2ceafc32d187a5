//! Where answers are written, and what the cover says of it: on the answer sheet, in this booklet, in an answer book.

use super::Desk;
use super::item::space_of;
use crate::model::blueprint::Arrangement;
use crate::model::numbering::item_of;
use crate::model::question::Kind;
use crate::model::words::Words;
use std::collections::BTreeSet;

/// What the cover must know of the questions.
#[derive(Debug, Clone, Default)]
pub(super) struct Answering {
    /// Numbers of options of the objective slots with options.
    options: BTreeSet<usize>,
    /// Whether a further circle says that no answer is given.
    not_attempted: bool,
    /// Whether several options may be right.
    several: bool,
    /// Whether a number is asked for.
    numeric: bool,
    /// Whether some answers go to the answer sheet.
    sheet: bool,
    /// Whether options are marked in the booklet.
    ringed: bool,
    /// Whether numbers are written into boxes of the booklet.
    boxed: bool,
    /// Whether there is room for some answers in the booklet.
    here: bool,
    /// Whether that room stands on pages of its own.
    apart: bool,
    /// Whether some answers have no other place than an answer book.
    book: bool,
}

impl Answering {
    /// Goes through the questions of a set.
    pub(super) fn of(desk: &Desk<'_>) -> Self {
        let mut answering = Answering::default();
        let layout = &desk.paper.blueprint.layout;
        let answered_here = layout.answered_here();
        let faces = layout.arrangement == Some(Arrangement::FacingPages) && layout.languages.len() > 1;
        for placed in desk.set.entries.iter().flat_map(|entry| &entry.alternatives) {
            let Some(question) = desk.paper.questions.get(&placed.question) else { continue };
            for slot in &placed.slots {
                let Some(item) = item_of(question, &slot.slot) else { continue };
                let kind = item.kind();
                if kind.has_options() {
                    answering.options.insert(slot.options.len());
                }
                answering.not_attempted |= desk.numbering.not_attempted_label(&slot.slot).is_some();
                answering.several |= item.asks_for_several();
                answering.numeric |= kind == Kind::Numeric && !answered_here;
                answering.boxed |= kind == Kind::Numeric && answered_here;
                answering.ringed |= kind.has_options() && answered_here;
                answering.sheet |= kind.is_objective() && !answered_here;
                let ruled = space_of(item, slot, desk).is_some();
                answering.apart |= faces && ruled;
                // A blank is its own room.
                let room = kind == Kind::Blank || ruled;
                answering.here |= !kind.is_objective() && room;
                answering.book |= !kind.is_objective() && !room;
            }
        }
        answering
    }

    /// Whether some answers go to the answer sheet.
    pub(super) fn has_sheet(&self) -> bool {
        self.sheet
    }

    /// Whether some answers stand in the booklet.
    fn in_booklet(&self) -> bool {
        self.here || self.ringed || self.boxed
    }

    /// What is written on the booklet itself.
    pub(super) fn roll(&self, words: &Words) -> String {
        words.get(if self.in_booklet() { "cover.roll-box-here" } else { "cover.roll-box" }).to_owned()
    }

    /// How each kind of question is answered.
    pub(super) fn instructions(&self, words: &Words) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(self.choosing(words));
        if self.several {
            lines.push(words.get("cover.choose-several").to_owned());
        }
        let others = self.sheet || self.ringed || self.boxed;
        let written = match (others, self.here, self.book) {
            (false, true, false) => Some(["cover.write-here", "cover.write-apart"]),
            (false, false, true) => Some(["cover.write-book"; 2]),
            (false, true, true) => Some(["cover.write", "cover.write-apart-book"]),
            (true, true, false) => Some(["cover.write-others-here", "cover.write-others-apart"]),
            (true, false, true) => Some(["cover.write-others-book"; 2]),
            (true, true, true) => Some(["cover.write-others", "cover.write-others-apart-book"]),
            (_, false, false) => None,
        };
        let written = written.map(|[below, apart]| if self.apart { apart } else { below });
        let alone = if written.is_none() { "cover.mark-on-sheet" } else { "cover.mark-some-on-sheet" };
        let keys = [
            self.numeric.then_some("cover.write-number"),
            self.sheet.then_some(alone),
            self.ringed.then_some("cover.mark-here"),
            self.boxed.then_some("cover.write-number-here"),
            written,
        ];
        lines.extend(keys.into_iter().flatten().map(|key| words.get(key).to_owned()));
        lines
    }

    /// How many options there are to choose from.
    fn choosing(&self, words: &Words) -> Option<String> {
        let options: Vec<usize> = self.options.iter().copied().collect();
        match options.as_slice() {
            [] => None,
            // The circle for no answer is printed among the options, but is none to choose.
            [count] if !self.not_attempted => {
                let known = format!("code.number.{count}");
                let count = count.to_string();
                let word = match words.get(&known) {
                    missing if missing == known => &count,
                    word => word,
                };
                Some(words.fill("cover.choose", &[("n", word)]))
            }
            _ => Some(words.get("cover.choose-some").to_owned()),
        }
    }

    /// What is handed in at the end.
    pub(super) fn hand_in(&self, words: &Words) -> Option<String> {
        let papers =
            [(self.sheet, "cover.the-sheet"), (self.in_booklet(), "cover.the-booklet"), (self.book, "cover.the-book")];
        let papers = papers.iter().filter(|(asked, _)| *asked).map(|(_, key)| words.get(key).to_owned());
        let papers: Vec<String> = papers.collect();
        if papers.is_empty() {
            return None;
        }
        let said = words.fill("cover.hand-in", &[("papers", &words.list(&papers))]);
        Some(if self.in_booklet() { said } else { format!("{said} {}", words.get("cover.keep")) })
    }

    /// The key of the line at the foot of a booklet's pages.
    pub(super) fn warning(&self) -> &'static str {
        match (self.sheet, self.in_booklet(), self.book) {
            (true, false, false) => "page.warning-sheet",
            (false, true, false) => "page.warning-here",
            (false, false, true) => "page.warning-book",
            (true, true, false) => "page.warning-sheet-here",
            (true, false, true) => "page.warning-sheet-book",
            _ => "page.warning-heading",
        }
    }
}
