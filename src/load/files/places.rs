//! The places of maps, by the lists that lie beside the banks.

use super::Workspace;
use crate::diag::{Diagnostic, Diagnostics};
use crate::load::table::shown;
use crate::load::{Error, geojson, places};
use crate::model::bank::Bank;
use crate::model::blueprint::Located;
use crate::model::figure::{Borders, Figure, FigureSpec};
use crate::model::ids::Lang;
use crate::model::note::Note;
use crate::model::places::Gazetteer;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

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
        let mut settle =
            |workspace: &mut Workspace, path: &str, lang, languages: BTreeSet<Lang>, figures: Vec<&mut Figure>| {
                let list = workspace.nearest_places(path);
                if let Some(list) = &list
                    && !lists.contains_key(list)
                {
                    let map = figures.iter().find(|figure| is_map(figure)).and_then(|figure| figure.place);
                    let named = Located::new(list.clone(), map);
                    lists.insert(list.clone(), workspace.list_of_places(&named, found)?);
                }
                let own = list.and_then(|list| lists.get(&list)).unwrap_or(&none);
                for figure in figures {
                    places::settle(figure, lang, &languages, own, found);
                    workspace.read_borders(figure, found)?;
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

    /// Reads a list of places named on the command line.
    ///
    /// # Errors
    ///
    /// As [`Workspace::inside`].
    pub fn places(&mut self, path: &Path, found: &mut Diagnostics) -> Result<(), Error> {
        let inside = self.inside(path)?;
        if let Some(file) = self.take_in(&inside, None, found)? {
            places::read(&self.sources, file, &mut Gazetteer::default(), found);
        }
        Ok(())
    }

    /// Reads the file of borders that a map names.
    fn read_borders(&mut self, figure: &mut Figure, found: &mut Diagnostics) -> Result<(), Error> {
        let place = figure.place;
        let FigureSpec::Map(map) = &mut figure.spec else { return Ok(()) };
        let Some(Borders::File(file)) = &map.borders else { return Ok(()) };
        let named = Located::new(file.clone(), place);
        let hint = "paths start from the file that writes them; `borders = \"none\"` draws none";
        let Some((_, inside)) = self.located(&named, "file of borders", hint, found) else { return Ok(()) };
        let Some(text) = self.text(&inside, place, found)? else { return Ok(()) };
        match geojson::lines(&text) {
            Ok(lines) => map.borders = Some(Borders::Lines(lines)),
            Err(fault) => {
                let message = format!("the borders `{}` cannot be used: the file {fault}", shown(file));
                let hint = "a file of borders is GeoJSON with lines or areas in degrees";
                found.push(Diagnostic::error("bad-borders", message).at(place).hint(hint));
            }
        }
        Ok(())
    }

    /// Whether a path is that of a list of places in the folder of a file or in one above it.
    pub fn is_list_of_places(path: &str, file: &str) -> bool {
        path.strip_suffix(FILE)
            .is_some_and(|folder| (folder.is_empty() || folder.ends_with('/')) && file.starts_with(folder))
    }

    /// The places that maps of a file find in a list of the workspace before those that come with the program.
    ///
    /// # Errors
    ///
    /// [`Error::Disk`] where such a list cannot be read.
    pub fn places_for(&mut self, path: &Path) -> Result<Gazetteer, Error> {
        let Ok(below) = path.strip_prefix(&self.root) else { return Ok(Gazetteer::default()) };
        let path = below.to_string_lossy().replace('\\', "/");
        // What is wrong in a list is for `check` to tell.
        match self.nearest_places(&path) {
            Some(list) => self.list_of_places(&Located::new(list, None), &mut Diagnostics::default()),
            None => Ok(Gazetteer::default()),
        }
    }

    /// Reads a list of places, as far as it can be read.
    fn list_of_places(&mut self, list: &Located<String>, found: &mut Diagnostics) -> Result<Gazetteer, Error> {
        let mut own = Gazetteer::default();
        let hint = "the link leads nowhere: put the list in its place, or take the link away";
        if let Some((_, inside)) = self.located(list, "list of places", hint, found)
            && let Some(file) = self.take_in(&inside, None, found)?
        {
            places::read(&self.sources, file, &mut own, found);
        }
        Ok(own)
    }

    /// The list of places in the folder of a file, or in the nearest one above it.
    fn nearest_places(&self, path: &str) -> Option<String> {
        let mut folder = path;
        while let Some((above, _)) = folder.rsplit_once('/') {
            folder = above;
            let list = format!("{folder}/{FILE}");
            if self.has_list(&list) {
                return Some(list);
            }
        }
        self.has_list(FILE).then(|| FILE.to_owned())
    }

    /// Whether there is such a file, or a link by its name: one that leads nowhere is told.
    fn has_list(&self, path: &str) -> bool {
        let path = self.root.join(path);
        path.is_file() || (path.is_symlink() && !path.exists())
    }
}

fn is_map(figure: &Figure) -> bool {
    matches!(figure.spec, FigureSpec::Map(_))
}
