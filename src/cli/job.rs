//! A paper ready to be printed, from banks or from a record.

use super::desk::Desk;
use super::exit::Error;
use crate::assemble::{Assembled, Report};
use crate::load;
use crate::model::blueprint::Located;
use crate::model::ids::Lang;
use crate::model::paper::Paper;
use crate::model::question::{Body, Figure, Item};
use crate::model::record::Record;
use crate::model::words::Words;
use crate::source::SourceMap;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A paper with everything that printing it needs.
pub struct Job {
    /// The paper; its pictures are named `media/<SHA-256>.<extension>`.
    pub paper: Paper,
    /// Its record.
    pub record: Record,
    /// The fixed words.
    pub words: Words,
    /// The report; `None` when printed from a record.
    pub report: Option<Report>,
    /// The pictures by the names that the paper uses.
    pub media: BTreeMap<String, Vec<u8>>,
    /// A template of the user's own: its name and text.
    pub template: Option<(String, String)>,
    /// Where it is printed unless told otherwise.
    pub folder: PathBuf,
    /// The files that findings point into.
    pub files: SourceMap,
}

impl Job {
    /// The paper of a record, printed where the record lies; the banks are not needed.
    ///
    /// # Errors
    ///
    /// [`Error::Disk`] where record or pictures cannot be read, [`Error::Input`] where the record is none.
    pub fn from_record(path: &Path) -> Result<Job, Error> {
        let text = fs::read_to_string(path).map_err(Error::disk("read", path))?;
        let record = load::record::read(&text).map_err(|fault| Error::Input(format!("{}: {fault}", path.display())))?;
        let home = path.parent().unwrap_or(Path::new("."));
        // A record set aside lies two folders below the pictures.
        let aside = home.parent().filter(|parent| parent.file_name().is_some_and(|name| name == "records"));
        let folder = aside.and_then(Path::parent).unwrap_or(home).to_owned();
        let paper = record
            .clone()
            .into_paper()
            .map_err(|fault| Error::Input(format!("{}: the record is damaged: {fault}", path.display())))?;
        let mut media = BTreeMap::new();
        for file in pictures(&paper) {
            let bytes = [home, &folder].iter().find_map(|place| fs::read(place.join(&file)).ok());
            let bytes = bytes.ok_or_else(|| {
                Error::Input(format!("the picture `{file}` of the record is not beside it in `{}`", folder.display()))
            })?;
            if !hash_name(&file, &bytes).is_some_and(|name| name == file) {
                return Err(Error::Input(format!("the picture `{file}` was changed since the paper was made")));
            }
            media.insert(file, bytes);
        }
        let words = words(&paper.blueprint.layout.languages, None)?;
        Ok(Job { paper, record, words, report: None, media, template: None, folder, files: SourceMap::default() })
    }

    /// An assembled paper, with its pictures read and named by their content.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] for a picture that cannot be used.
    pub fn new(
        assembled: Assembled,
        words: Words,
        template: Option<(String, String)>,
        folder: PathBuf,
        desk: Desk,
    ) -> Result<Job, Error> {
        let Assembled { mut paper, report } = assembled;
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
        let record = Record::of(&paper, &words, env!("CARGO_PKG_VERSION"));
        let files = desk.workspace.sources;
        Ok(Job { paper, record, words, report: Some(report), media, template, folder, files })
    }
}

/// The fixed words of a paper in these languages: the first one's, else the desk's, else English.
///
/// # Errors
///
/// [`Error::Input`] for a language without words.
pub fn words(languages: &[Located<Lang>], desk: Option<Lang>) -> Result<Words, Error> {
    let lang = languages.first().map(|lang| lang.value).or(desk).unwrap_or(Lang::ENGLISH);
    load::words::bundled(lang).ok_or_else(|| {
        let known = load::words::languages().collect::<Vec<_>>().join("`, `");
        Error::Input(format!("there are no fixed words for the language `{lang}`; there are for `{known}`"))
    })
}

/// `media/<SHA-256>.<extension>` for a picture; `None` without an extension.
pub fn hash_name(file: &str, bytes: &[u8]) -> Option<String> {
    let (_, extension) = file.rsplit_once('.')?;
    let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Some(format!("media/{hash}.{}", extension.to_ascii_lowercase()))
}

/// Every picture that a paper names, once, in order of names.
pub fn pictures(paper: &Paper) -> Vec<String> {
    let mut paper = paper.clone();
    let mut found = Vec::new();
    each_picture(&mut paper, &mut |file| found.push(file.clone()));
    found.sort();
    found.dedup();
    found
}

/// Visits the file name of every picture of a paper, the logo included.
pub fn each_picture(paper: &mut Paper, visit: &mut dyn FnMut(&mut String)) {
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
    figures.iter_mut().for_each(|figure| visit(&mut figure.file));
}
