//! The blueprints that come with the program, over the banks that come with it.

use super::*;
use crate::load::files::Workspace;
use crate::model::spread::Spread;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_bundled_blueprint_can_be_met_with_many_seeds() {
    let mut files: Vec<PathBuf> = std::fs::read_dir(root().join("question-banks/blueprints"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(files.len() >= 3);
    let words = bundled(Lang::ENGLISH).unwrap();
    for path in &files {
        let mut read = Diagnostics::default();
        let mut space = Workspace::open(Some(path), root(), &mut read).unwrap();
        let blueprint = space.blueprint(path, &mut read).unwrap().unwrap();
        let library = space.banks(&blueprint.banks, &mut read).unwrap();
        let facts = Facts::of(&library);
        for seed in 0..10 {
            let request = Request {
                library: &library,
                blueprint: &blueprint,
                desk: &space.desk,
                words: &words,
                facts: &facts,
                seed: Seed::new(seed).unwrap(),
                sets: None,
                keep: None,
            };
            let mut found = read.clone();
            let made = assemble(&request, &mut found);
            assert!(!found.has_errors(), "{} {found:?}", path.display());
            let made = made.unwrap();
            assert!(made.report.sets_equal);
            assert_eq!(Spread::of(&made.paper).total.marks, made.paper.maximum());
            for section in &made.report.sections {
                let drawn = section.listed.len() + section.drawn.len();
                assert_eq!(section.asked, Some(u32::try_from(drawn).unwrap()));
                for quota in &section.quotas {
                    assert!(quota.has >= quota.least && quota.most.is_none_or(|most| quota.has <= most));
                }
            }
            let record = Record::of(&made.paper, &words, "0");
            let read: Record = serde_json::from_str(&record.to_json()).unwrap();
            assert_eq!(read.to_json(), record.to_json());
            assert_eq!(read.into_paper().unwrap().sets, made.paper.sets);
            for slot in record.sets.iter().flat_map(|set| &set.slots).filter(|slot| !slot.options.is_empty()) {
                assert!(!slot.key.is_empty(), "{}", slot.slot);
                assert!(slot.codes.iter().all(|text| !text.is_empty()), "{}", slot.slot);
            }
        }
    }
}
