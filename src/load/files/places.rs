//! The places of maps, by the lists that lie beside the banks.

use super::Workspace;
use crate::diag::Diagnostics;
use crate::load::{Error, places};
use crate::model::bank::Bank;
use crate::model::figure::{Figure, FigureSpec};
use crate::model::ids::Lang;
use crate::model::note::Note;
use crate::model::places::Gazetteer;
use std::collections::{BTreeMap, BTreeSet};

/// The name of a list of places in a bank's folder or in one above it.
const FILE: &str = "places.toml";

impl Workspace {
    /// Gives all maps the places of their pins: those of the nearest `places.toml`, else those that come with the program.
    ///
    /// # Errors
    ///
    /// [`Error::Disk`] where such a list cannot be read.
    pub(super) fn settle_places(
        &mut self,
        banks: &mut [Bank],
        notes: &mut [Note],
        found: &mut Diagnostics,
    ) -> Result<(), Error> {
        let mut lists: BTreeMap<String, Gazetteer> = BTreeMap::new();
        let none = Gazetteer::default();
        let mut settle = |workspace: &mut Workspace, path: &str, lang, languages: BTreeSet<Lang>, figures: Vec<&mut Figure>| {
            let list = workspace.nearest_places(path);
            if let Some(list) = &list
                && !lists.contains_key(list)
            {
                let mut own = Gazetteer::default();
                if let Some(file) = workspace.take_in(list, None, found)? {
                    places::read(&workspace.sources, file, &mut own, found);
                }
                lists.insert(list.clone(), own);
            }
            let own = list.and_then(|list| lists.get(&list)).unwrap_or(&none);
            for figure in figures {
                places::settle(figure, lang, &languages, own, found);
            }
            Ok::<(), Error>(())
        };
        for bank in banks {
            let path = bank.path.clone();
            for question in bank.questions.iter_mut().filter(|question| question.figures().any(is_map)) {
                let languages = question.languages().into_iter().collect();
                settle(self, &path, question.language, languages, question.figures_mut().collect())?;
            }
            for passage in bank.passages.iter_mut().filter(|passage| passage.figures.iter().any(is_map)) {
                let languages = passage.text.iter().map(|(lang, _)| lang).collect();
                settle(self, &path, passage.language, languages, passage.figures.iter_mut().collect())?;
            }
        }
        for note in notes.iter_mut().filter(|note| note.figures.iter().any(is_map)) {
            let (path, languages) = (note.path.clone(), note.title.iter().map(|(lang, _)| lang).collect());
            settle(self, &path, note.language, languages, note.figures.iter_mut().collect())?;
        }
        Ok(())
    }

    /// The list of places in the folder of a file, or in the nearest one above it.
    fn nearest_places(&self, path: &str) -> Option<String> {
        let mut folder = path;
        while let Some((above, _)) = folder.rsplit_once('/') {
            folder = above;
            let list = format!("{folder}/{FILE}");
            if self.root.join(&list).is_file() {
                return Some(list);
            }
        }
        self.root.join(FILE).is_file().then(|| FILE.to_owned())
    }
}

fn is_map(figure: &Figure) -> bool {
    matches!(figure.spec, FigureSpec::Map(_))
}
