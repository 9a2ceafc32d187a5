//! The forms in which notes are printed, each as files by their path below the output folder.

use super::{Manner, Study};
use crate::cli::args::Form;
use crate::cli::exit::Error;
use crate::cli::ui::{Ui, counted};
use crate::formats::anki::{self, AnkiCard};
use crate::model::blueprint::PageSize;
use crate::model::date::Date;
use crate::model::note::{Note, NotePart};
use crate::model::text::{Text, TokenKind};
use crate::render::pdf::PdfFacts;
use crate::render::source::Code;
use crate::render::view::revision::{self, Card, CardEntry, Fit, Revision, RevisionFacts};
use crate::render::{Document, Failure};
use rayon::prelude::*;

/// What the one-page form may have.
pub const COMPACT: [NotePart; 5] =
    [NotePart::Facts, NotePart::Angles, NotePart::Terms, NotePart::Test, NotePart::Answers];

/// Type sizes of the one-page form, in tenths of a point.
const SIZES: [u32; 13] = [110, 108, 105, 102, 100, 98, 95, 92, 90, 88, 85, 82, 80];

/// Type of a sheet that would otherwise run over, in percent.
const CLOSER: u32 = 96;

/// A document, and what is to be said of it.
type Made = (Document, Option<String>);

/// A path with its bytes.
type File = (String, Vec<u8>);

/// Files with their bytes.
pub type Files = Vec<File>;

/// All files of the form that was asked for.
///
/// # Errors
///
/// [`Error::Told`] where a text cannot be printed; the findings have been shown.
pub fn files(study: &Study, manner: &Manner, ui: Ui) -> Result<Files, Error> {
    let _progress = ui.progress("laying out pages");
    let desk = study.desk();
    let page = manner.page.or(desk.page).unwrap_or(PageSize::A4);
    let wide = page.tenths_mm().0 >= 1700;
    let press = Press {
        study,
        manner,
        ui,
        facts: RevisionFacts {
            words: &study.words,
            library: &study.library,
            institute: desk.institute.as_deref(),
            page,
            columns: manner.columns.unwrap_or(if wide { 2 } else { 1 }),
            parts: &manner.parts,
        },
    };
    let notes: Vec<&Note> = study.notes().collect();
    match manner.form {
        Form::Sheet => press.each(&notes, "revision-sheet", &|note| press.sheet(note)),
        Form::Compact => press.each(&notes, "revision-page", &|note| press.compact(note)),
        Form::Compilation => press.compilation(&notes),
        Form::Fold => press.fold(&notes),
        Form::Cards => press.cards(&notes),
        Form::Anki => press.anki(&notes),
    }
}

struct Press<'s> {
    study: &'s Study,
    manner: &'s Manner,
    ui: Ui,
    facts: RevisionFacts<'s>,
}

impl<'s> Press<'s> {
    /// A file for each note.
    fn each(
        &self,
        notes: &[&'s Note],
        name: &str,
        make: &(dyn Fn(&'s Note) -> Result<Made, Error> + Sync),
    ) -> Result<Files, Error> {
        let one = |note: &&'s Note| -> Result<(File, Option<String>), Error> {
            let path = format!("{}/{}", note.id, self.file(name, "pdf"));
            let (document, remark) = make(note)?;
            let bytes = self.pdf(&document, &path, note.date)?;
            Ok(((path, bytes), remark))
        };
        let made: Vec<Result<(File, Option<String>), Error>> = notes.par_iter().map(one).collect();
        let mut files = Files::new();
        for made in made {
            let (file, remark) = made?;
            remark.iter().for_each(|remark| self.ui.say(remark));
            files.push(file);
        }
        Ok(files)
    }

    /// A file's name, with the language that was asked for.
    fn file(&self, name: &str, ending: &str) -> String {
        match self.manner.language {
            Some(lang) => format!("{name}.{lang}.{ending}"),
            None => format!("{name}.{ending}"),
        }
    }

    fn revision(&self, note: &'s Note) -> Revision<'s> {
        Revision { note, paper: self.study.papers.get(&note.id) }
    }

    /// Type that is hardly smaller is taken where it saves a page: a last page of a few lines looks forgotten.
    fn sheet(&self, note: &'s Note) -> Result<Made, Error> {
        let tried = |percent| self.compile(revision::sheet(self.revision(note), &self.facts, percent));
        let document = tried(100)?;
        if document.pages() > 1 {
            let closer = tried(CLOSER)?;
            if closer.pages() < document.pages() {
                return Ok((closer, None));
            }
        }
        Ok((document, None))
    }

    /// The largest type in which everything fits one page, else the smallest with as many pieces as fit.
    fn compact(&self, note: &'s Note) -> Result<Made, Error> {
        let revision = self.revision(note);
        let counts = revision::pieces_of(revision, &self.manner.parts);
        let all = counts.iter().map(|(_, count)| count).sum();
        let tried = |fit: Fit| self.compile(revision::compact(revision, &self.facts, fit));
        let smallest = SIZES.len() - 1;
        let size = |at: usize| SIZES.get(at).copied().unwrap_or(80);
        let fits = |document: &Document| document.pages() <= 1;
        let least = tried(Fit { size: size(smallest), pieces: all })?;
        if fits(&least) {
            // Between a size that is too large and one that fits.
            let (mut too_large, mut good, mut best) = (-1_i32, smallest, least);
            while good as i32 - too_large > 1 {
                let middle = (good as i32 + too_large) / 2;
                let document = tried(Fit { size: size(middle as usize), pieces: all })?;
                match fits(&document) {
                    true => (good, best) = (middle as usize, document),
                    false => too_large = middle,
                }
            }
            return Ok((best, None));
        }
        let (mut good, mut too_many, mut best) = (0, all, least);
        while too_many - good > 1 {
            let pieces = (good + too_many) / 2;
            let document = tried(Fit { size: size(smallest), pieces })?;
            match fits(&document) {
                true => (good, best) = (pieces, document),
                false => too_many = pieces,
            }
        }
        Ok((best, Some(format!("{}: one page has no room for {}", note.id, left_out(&counts, good)))))
    }

    fn compilation(&self, notes: &[&'s Note]) -> Result<Files, Error> {
        let revisions: Vec<Revision<'_>> = notes.iter().map(|note| self.revision(note)).collect();
        let (name, title) = self.names(notes);
        let document = self.compile(revision::compilation(&revisions, &title, &self.facts))?;
        self.one(&document, &name, "compilation", notes)
    }

    fn fold(&self, notes: &[&'s Note]) -> Result<Files, Error> {
        if notes.iter().all(|note| note.faqs.is_empty()) {
            return Err(Error::Input("none of the notes has a `[[faq]]`, of which the self-test is made".to_owned()));
        }
        let (name, title) = self.names(notes);
        let document = self.compile(revision::fold(notes, &title, &self.facts))?;
        self.one(&document, &name, "fold-over", notes)
    }

    fn cards(&self, notes: &[&'s Note]) -> Result<Files, Error> {
        let mut cards = self.all_cards(notes)?;
        let (name, title) = self.names(notes);
        let mut document = self.compile(revision::cards(notes, &cards, &title, &self.facts))?;
        let long = document.marks("too-long");
        if !long.is_empty() {
            for card in cards.iter().filter(|card| long.contains(&card.name)) {
                let message = format!("{}: the text is too long for a card, which is left out", card.name);
                self.ui.say(&format!("{message}; the fold-over test has room for it"));
            }
            cards.retain(|card| !long.contains(&card.name));
            if cards.is_empty() {
                return Err(Error::Input("every text is too long for a card".to_owned()));
            }
            document = self.compile(revision::cards(notes, &cards, &title, &self.facts))?;
        }
        self.ui.say(&format!("{}: print on both sides, turned over the long edge", counted(cards.len(), "card")));
        self.one(&document, &name, "flash-cards", notes)
    }

    fn all_cards(&self, notes: &[&'s Note]) -> Result<Vec<Card<'s>>, Error> {
        let cards = revision::cards_of(notes);
        if cards.is_empty() {
            let message = "none of the notes has a `[[faq]]` or a `[[term]]`, of which cards are made";
            return Err(Error::Input(message.to_owned()));
        }
        Ok(cards)
    }

    fn anki(&self, notes: &[&'s Note]) -> Result<Files, Error> {
        let cards = self.all_cards(notes)?;
        let lang = self.study.words.language;
        let tags: Vec<Vec<String>> = notes.iter().map(|note| tags(note)).collect();
        let cards: Vec<AnkiCard<'_>> = cards
            .iter()
            .filter_map(|card| {
                let said = |text: &'s Text| text.get_or(lang, card.of.language);
                let (front, back) = match card.entry {
                    CardEntry::Faq(at) => card.of.faqs.get(at).map(|faq| (&faq.question, &faq.answer)),
                    CardEntry::Term(at) => card.of.terms.get(at).map(|term| (&term.name, &term.text)),
                }?;
                let tags = tags.get(card.note).map(Vec::as_slice).unwrap_or_default();
                Some(AnkiCard { name: &card.name, front: said(front)?, back: said(back)?, areas: &card.of.area, tags })
            })
            .collect();
        let words = &self.study.words;
        let text = anki::write(&cards, &|token| match token.kind {
            // A card has no figures to number.
            TokenKind::Figure => words.fill("list.figure", &[("n", "")]).trim().to_owned(),
            _ => token.typed(),
        });
        self.ui.say(&counted(cards.len(), "card"));
        let (name, _) = self.names(notes);
        Ok(vec![(format!("{name}/{}", self.file("anki", "tsv")), text.into_bytes())])
    }

    /// The folder and the title of what is made of several notes, or of one.
    fn names(&self, notes: &[&Note]) -> (String, String) {
        let words = &self.study.words;
        if let ([note], false) = (notes, self.manner.form == Form::Compilation) {
            let title = note.title.get_or(words.language, note.language);
            return (note.id.to_string(), title.map(|title| title.plain()).unwrap_or_default());
        }
        let dates = || notes.iter().filter_map(|note| note.date);
        let Some((first, last)) = dates().min().zip(dates().max()) else {
            return ("notes".to_owned(), words.get("revision.product-compilation").to_owned());
        };
        let month = |date: Date| date.to_string().get(..7).unwrap_or_default().to_owned();
        if month(first) == month(last) {
            return (month(first), words.month_of(first));
        }
        let gaps = [("from", &*words.month_of(first)), ("to", &*words.month_of(last))];
        (format!("{}-to-{}", month(first), month(last)), words.fill("revision.period", &gaps))
    }

    fn one(&self, document: &Document, folder: &str, name: &str, notes: &[&Note]) -> Result<Files, Error> {
        let path = format!("{folder}/{}", self.file(name, "pdf"));
        let bytes = self.pdf(document, &path, notes.iter().filter_map(|note| note.date).max())?;
        Ok(vec![(path, bytes)])
    }

    fn compile(&self, main: Code) -> Result<Document, Error> {
        self.study.sources.compile(main).map_err(|failure| self.failed(failure))
    }

    fn pdf(&self, document: &Document, path: &str, date: Option<Date>) -> Result<Vec<u8>, Error> {
        let facts = PdfFacts { ident: format!("papersetter/revise/{path}"), date };
        document.pdf(&facts).map_err(|failure| self.failed(failure))
    }

    fn failed(&self, failure: Failure) -> Error {
        match failure {
            Failure::Input(mut found) => {
                found.sort();
                self.ui.findings(&found, self.study.files());
                Error::Told
            }
            Failure::Engine(message) => Error::Internal(format!("the notes could not be printed: {message}")),
        }
    }
}

/// What of the pieces is not printed where the first so many are.
fn left_out(counts: &[(NotePart, usize); 4], printed: usize) -> String {
    let mut left = printed;
    let mut out = Vec::new();
    for (part, count) in counts {
        let taken = (*count).min(left);
        left -= taken;
        let one = match part {
            NotePart::Facts => "fact",
            NotePart::Angles => "angle",
            NotePart::Terms => "term",
            _ => "question",
        };
        if taken < *count {
            out.push(counted(count - taken, one));
        }
    }
    let last = out.pop().unwrap_or_default();
    if out.is_empty() { last } else { format!("{} and {last}", out.join(", ")) }
}

/// The tags of a note's cards, beside its areas.
fn tags(note: &Note) -> Vec<String> {
    note.tags.iter().cloned().chain([format!("note::{}", note.id)]).collect()
}
