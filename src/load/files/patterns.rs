//! Patterns of a working folder: those that blueprints name, and those that lie in it.

use super::super::{blueprint, pattern};
use super::{Error, FileKind, Head, Workspace, head, names_in};
use crate::diag::Diagnostics;
use crate::model::blueprint::{Blueprint, Located};
use crate::model::ids::Lang;
use crate::model::pattern::Pattern;
use std::path::Path;

/// The folder beside the desk file that is looked through for patterns.
const FOLDER: &str = "patterns";

impl Workspace {
    /// Puts a blueprint over the pattern that it names, if it names one.
    pub(super) fn over_pattern(&mut self, blueprint: Blueprint, found: &mut Diagnostics) -> Result<Blueprint, Error> {
        let Some(named) = blueprint.pattern.clone() else { return Ok(blueprint) };
        let Some(pattern) = self.pattern_named(&named, found)? else { return Ok(blueprint) };
        let first = pattern.languages.first().map(|lang| lang.value);
        let again = match (first, blueprint.file) {
            // Its plain texts are in the first language of the paper, which only the pattern knows. What is wrong with
            // it was told when it was read the first time.
            (Some(first), Some(file)) if blueprint.layout.languages.is_empty() && first != Lang::ENGLISH => {
                blueprint::read_in(&self.sources, file, first, &mut Diagnostics::default())
            }
            _ => None,
        };
        Ok(pattern::merge(again.unwrap_or(blueprint), &pattern, found))
    }

    /// The pattern that a blueprint names: a path from the root, or the id of a built-in one. `None` where there is none
    /// or it cannot be read; that is told.
    fn pattern_named(&mut self, named: &Located<String>, found: &mut Diagnostics) -> Result<Option<Pattern>, Error> {
        if !pattern::is_path(&named.value) {
            let pattern = pattern::bundled(&named.value, &mut self.sources, found);
            if pattern.is_none() {
                found.push(pattern::unknown(&named.value).at(named.span));
            }
            return Ok(pattern);
        }
        let hint = "paths start from the file that writes them; `papersetter patterns` lists the built-in ones";
        if self.located(named, "file", hint, found).is_none() {
            return Ok(None);
        }
        let Some(file) = self.take_in(&named.value, named.span, found)? else { return Ok(None) };
        Ok(pattern::read(&self.sources, file, &named.value, found))
    }

    /// Reads a pattern named on the command line. `None` where it cannot be read as one; that is told.
    ///
    /// # Errors
    ///
    /// As [`Workspace::inside`].
    pub fn pattern(&mut self, path: &Path, found: &mut Diagnostics) -> Result<Option<Pattern>, Error> {
        let inside = self.inside(path)?;
        let Some(file) = self.take_in(&inside, None, found)? else { return Ok(None) };
        Ok(pattern::read(&self.sources, file, &inside, found))
    }

    /// The patterns that lie in the root and in its folder `patterns`, in the order of their paths; files that cannot be
    /// read as one are left out, and what is wrong with them goes to `found`.
    ///
    /// # Errors
    ///
    /// [`Error::Disk`] where a file or folder cannot be read.
    pub fn own_patterns(&mut self, found: &mut Diagnostics) -> Result<Vec<Pattern>, Error> {
        let mut paths = Vec::new();
        for folder in ["", FOLDER] {
            let full = self.root.join(folder);
            if !full.is_dir() {
                continue;
            }
            let files = names_in(&full)?.into_iter().filter(|name| name.ends_with(".toml") && !name.starts_with('.'));
            paths.extend(files.map(|name| if folder.is_empty() { name } else { format!("{folder}/{name}") }));
        }
        paths.sort();
        let mut patterns = Vec::new();
        for path in paths {
            // A link that leads elsewhere is no file of this folder.
            let real = self.root.join(&path).canonicalize();
            if !real.is_ok_and(|real| real.starts_with(&self.root) && real.is_file()) {
                continue;
            }
            let Some(text) = self.text(&path, None, &mut Diagnostics::default())? else { continue };
            if matches!(head(&text), Head::Kind(FileKind::Pattern)) {
                let file = self.sources.add(path.as_str(), &text);
                patterns.extend(pattern::read(&self.sources, file, &path, found));
            }
        }
        Ok(patterns)
    }
}
