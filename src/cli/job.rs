//! A paper ready to be printed, from banks or from a record.

use super::desk::Desk;
use super::exit::Error;
use super::input::{self, Input};
use super::output;
use super::ui::Ui;
use crate::assemble::{Assembled, Report};
use crate::diag::Diagnostics;
use crate::load;
use crate::load::files::Workspace;
use crate::load::words::{OwnWords, WordBook};
use crate::model::blueprint::CsvFor;
use crate::model::canonical::sha256_hex;
use crate::model::fonts::{FontFile, RecordFont};
use crate::model::paper::Paper;
use crate::model::question::{Body, Figure, FigureSpec, Item, Question};
use crate::model::record::Record;
use crate::model::words::Words;
use crate::render::FontSet;
use crate::source::SourceMap;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A paper with everything that printing it needs.
pub struct Job {
    /// The paper; its pictures are named `media/<SHA-256>.<extension>`.
    pub paper: Paper,
    /// Its record.
    pub record: Record,
    /// The fixed words in the paper's first language.
    pub words: Words,
    /// The fixed words in its further languages.
    pub further: Vec<Words>,
    /// The fonts.
    pub fonts: FontSet,
    /// The report; `None` when printed from a record.
    pub report: Option<Report>,
    /// The pictures by the names that the paper uses.
    pub media: BTreeMap<String, Vec<u8>>,
    /// A template of the user's own: its name and text.
    pub template: Option<(String, String)>,
    /// Who opens `key.csv`.
    pub csv: CsvFor,
    /// Where its record lies; the working folder for a paper of banks.
    pub home: PathBuf,
    /// Where it is printed unless told otherwise.
    pub folder: PathBuf,
    /// The files that findings point into.
    pub files: SourceMap,
}

impl Job {
    /// The fixed words of every language of the paper, first one first.
    pub fn languages(&self) -> impl Iterator<Item = &Words> {
        std::iter::once(&self.words).chain(&self.further)
    }

    /// The paper of a record, printed where the record lies; the banks are not needed.
    ///
    /// # Errors
    ///
    /// [`Error::Disk`] where record or pictures cannot be read, [`Error::Input`] where the record is none.
    pub fn from_record(path: &Path, current: &Path, ui: Ui) -> Result<Job, Error> {
        let (record, home, path) = read_record(path, current)?;
        let folder = paper_folder(&home).to_owned();
        let paper = record
            .clone()
            .into_paper()
            .map_err(|fault| Error::Input(format!("{}: the record is damaged: {fault}", path.display())))?;
        let mut media = BTreeMap::new();
        let others = record.template.iter().chain(&record.words).cloned();
        for file in pictures(&paper).into_iter().chain(others) {
            // Nothing else is looked at, whatever a foreign record names.
            if !is_hash_name(&file) {
                return Err(Error::Input(format!(
                    "{}: the record names the file `{file}`, which it cannot hold",
                    path.display()
                )));
            }
            let bytes = [&home, &folder].iter().find_map(|place| fs::read(place.join(&file)).ok());
            let bytes = bytes.ok_or_else(|| {
                Error::Input(format!("the file `{file}` of the record is not beside it in `{}`", folder.display()))
            })?;
            if hash_name(&file, &bytes).is_none_or(|name| name != file) {
                return Err(Error::Input(format!("the file `{file}` was changed since the paper was made")));
            }
            media.insert(file, bytes);
        }
        let mut languages = recorded_words(&record, &paper, &media)?.into_iter();
        let words = languages.next().ok_or_else(|| Error::Internal("a paper without a language".to_owned()))?;
        let further = languages.collect();
        if let Some(fault) = record.contradiction(&paper, &words) {
            return Err(Error::Input(format!("{}: the record contradicts itself: {fault}", path.display())));
        }
        let template = match &record.template {
            Some(file) => Some((file.clone(), template_text(file, media.get(file).cloned().unwrap_or_default())?)),
            None => None,
        };
        let fonts = recorded_fonts(&record, &home, current, ui);
        let csv = csv_of_desk(&home, current);
        // What comes from standard input lies nowhere.
        let folder = if input::is_standard(&path) { current.join("out").join("stdin") } else { folder };
        let files = SourceMap::default();
        Ok(Job { paper, record, words, further, fonts, report: None, media, template, csv, home, folder, files })
    }

    /// An assembled paper, with its pictures read and named by their content; `words` and `further` are those of its
    /// languages.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] for a picture that cannot be used.
    pub fn new(
        assembled: Assembled,
        (words, further): (Words, Vec<Words>),
        fonts: FontSet,
        template: Option<(String, String)>,
        folder: PathBuf,
        desk: Desk,
    ) -> Result<Job, Error> {
        let Assembled { mut paper, mut report } = assembled;
        let mut names = BTreeMap::new();
        let mut media = BTreeMap::new();
        for file in pictures(&paper) {
            let picture = desk.workspace.media(&file).map_err(Error::Input)?;
            let name = format!("media/{}.{}", picture.sha256, picture.extension);
            names.insert(file, name.clone());
            media.insert(name, picture.bytes);
        }
        each_picture(&mut paper, &mut |file| {
            if let Some(name) = names.get(file) {
                file.clone_from(name);
            }
        });
        let template_file = template.as_ref().and_then(|(_, text)| {
            let file = hash_name("own.typ", text.as_bytes())?;
            media.insert(file.clone(), text.clone().into_bytes());
            Some(file)
        });
        let mut word_files = Vec::new();
        for lang in &paper.blueprint.layout.languages {
            let Some(own) = desk.workspace.words.own(lang.value) else { continue };
            let Some(file) = hash_name("words.toml", own.text.as_bytes()) else { continue };
            media.insert(file.clone(), own.text.clone().into_bytes());
            word_files.push(file);
        }
        let record = Record::of(&paper, &words, env!("CARGO_PKG_VERSION"));
        let mut record = record.with_template(template_file).with_words(word_files);
        if fonts.has_user_fonts() {
            // Whatever is printed is in the record or in the fixed words.
            let phrases = std::iter::once(&words).chain(&further).flat_map(|words| words.phrases.values());
            let said = phrases.flat_map(|phrase| phrase.forms()).collect::<String>();
            let used = fonts.used_for(&(record.to_json() + &said));
            record = record.with_fonts(used);
        }
        report.paper_id = Some(record.paper_id.clone());
        let (csv, home, files) =
            (desk.workspace.desk.csv.unwrap_or_default(), desk.workspace.root, desk.workspace.sources);
        Ok(Job {
            paper,
            record,
            words,
            further,
            fonts,
            report: Some(report),
            media,
            template,
            csv,
            home,
            folder,
            files,
        })
    }
}

/// What the desk file above the record says of tables, or that of the present folder.
fn csv_of_desk(home: &Path, current: &Path) -> CsvFor {
    let mut said = [home, current]
        .into_iter()
        .filter_map(|place| Workspace::open(Some(place), current, &mut Diagnostics::default()).ok()?.desk.csv);
    said.next().unwrap_or_default()
}

/// The fonts of a record: those in the program, and of the user's exactly the files that the paper was printed with,
/// looked for in the folder of fonts of the record's working folder or of the present one. Missing ones are told.
fn recorded_fonts(record: &Record, home: &Path, current: &Path, ui: Ui) -> FontSet {
    let mut files: Vec<FontFile> = Vec::new();
    let missing = |files: &[FontFile]| -> Vec<&RecordFont> {
        record.fonts.iter().filter(|font| !files.iter().any(|file| file.sha256 == font.sha256)).collect()
    };
    for place in [home, current] {
        if missing(&files).is_empty() {
            break;
        }
        // Faults of other files in the folder do not matter here.
        if let Ok(workspace) = Workspace::open(Some(place), current, &mut Diagnostics::default()) {
            let wanted = missing(&files).into_iter().map(|font| font.sha256.clone()).collect::<Vec<_>>();
            let found = workspace.fonts(&mut Diagnostics::default());
            files.extend(found.into_iter().filter(|file| wanted.contains(&file.sha256)));
        }
    }
    for font in missing(&files) {
        ui.tell(&format!(
            "warning: the paper was printed with the font `{}` ({}), which is not in the folder of fonts any more; its text prints in another font, and lines and pages may end elsewhere",
            font.family, font.file
        ));
    }
    FontSet::with_user(&files, None, &mut Diagnostics::default())
}

/// The record of a file of the command line, the folder it lies in, and its path.
///
/// # Errors
///
/// [`Error::Disk`] where it cannot be read, [`Error::Input`] where it is none.
pub fn read_record(path: &Path, current: &Path) -> Result<(Record, PathBuf, PathBuf), Error> {
    if !input::is_standard(path) {
        let full = current.join(path);
        let home = full.parent().unwrap_or(current);
        output::recover(paper_folder(home))?;
    }
    let file = Input::read(path, current)?;
    let record = load::record::read(file.text()?);
    let record = record.map_err(|fault| Error::Input(format!("{}: {fault}", file.path.display())))?;
    let path = if input::is_standard(path) { path.to_owned() } else { file.path };
    Ok((record, file.home, path))
}

/// The folder of a paper whose record lies in `home`: a record set aside lies two folders below the pictures.
fn paper_folder(home: &Path) -> &Path {
    let aside = home.parent().filter(|parent| parent.file_name().is_some_and(|name| name == "records"));
    aside.and_then(Path::parent).unwrap_or(home)
}

/// The text of a template.
///
/// # Errors
///
/// [`Error::Input`] where it is not UTF-8.
pub fn template_text(name: &str, bytes: Vec<u8>) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|_| Error::Input(format!("the template `{name}` is not UTF-8")))
}

/// Whether a name is `media/<SHA-256>.<extension>`, as records write it.
fn is_hash_name(file: &str) -> bool {
    let parts = file.strip_prefix("media/").and_then(|name| name.split_once('.'));
    parts.is_some_and(|(hash, extension)| {
        let hex = hash.bytes().all(|sign| matches!(sign, b'0'..=b'9' | b'a'..=b'f'));
        hash.len() == 64 && hex && !extension.is_empty() && extension.bytes().all(|sign| sign.is_ascii_alphanumeric())
    })
}

/// The fixed words that a record was printed with: from the files that it holds, else built in.
fn recorded_words(record: &Record, paper: &Paper, media: &BTreeMap<String, Vec<u8>>) -> Result<Vec<Words>, Error> {
    let mut own = Vec::new();
    for path in &record.words {
        let text = media.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
        let words = load::words::recorded(text)
            .ok_or_else(|| Error::Input(format!("the file `{path}` of the record is no words file")))?;
        own.push(OwnWords { path: path.clone(), text: text.to_owned(), words, file: None });
    }
    let mut found = Diagnostics::default();
    let words = WordBook::of_record(own).of_paper(&paper.blueprint.layout.languages, &mut found);
    match found.iter().next() {
        Some(fault) => Err(Error::Input(format!("the record cannot be printed: {}", fault.message))),
        None => Ok(words),
    }
}

/// `media/<SHA-256>.<extension>` for a picture; `None` without an extension.
fn hash_name(file: &str, bytes: &[u8]) -> Option<String> {
    let (_, extension) = file.rsplit_once('.')?;
    Some(format!("media/{}.{}", sha256_hex(bytes), extension.to_ascii_lowercase()))
}

/// Every picture that a paper names, the logo included.
fn pictures(paper: &Paper) -> BTreeSet<String> {
    let logo = paper.blueprint.heading.logo.iter().map(|logo| &logo.value);
    let of_passages = paper.passages.values().flat_map(|passage| &passage.figures);
    let figures = paper.questions.values().flat_map(Question::figures).chain(of_passages);
    logo.map(String::as_str).chain(figures.filter_map(Figure::file)).map(str::to_owned).collect()
}

/// Visits the file names of the same pictures, to change them.
fn each_picture(paper: &mut Paper, visit: &mut dyn FnMut(&mut String)) {
    if let Some(logo) = &mut paper.blueprint.heading.logo {
        visit(&mut logo.value);
    }
    for passage in paper.passages.values_mut() {
        in_figures(&mut passage.figures, visit);
    }
    for question in paper.questions.values_mut() {
        in_item(&mut question.item, visit);
    }
}

fn in_item(item: &mut Item, visit: &mut dyn FnMut(&mut String)) {
    in_figures(&mut item.figures, visit);
    if let Body::Case { parts } = &mut item.body {
        parts.iter_mut().flatten().for_each(|part| in_figures(&mut part.item.figures, visit));
    }
}

fn in_figures(figures: &mut [Figure], visit: &mut dyn FnMut(&mut String)) {
    for figure in figures {
        if let FigureSpec::File(file) = &mut figure.spec {
            visit(file);
        }
    }
}
