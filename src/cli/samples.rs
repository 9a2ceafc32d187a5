//! The files that `new` writes: a small folder to begin with, and the bundled banks.

/// A folder to begin with: path and text.
pub const SMALL: [(&str, &str); 3] = [
    ("papersetter.toml", include_str!("sample/papersetter.toml")),
    ("first-paper.toml", include_str!("sample/first-paper.toml")),
    ("question-banks/science.toml", include_str!("sample/science.toml")),
];

/// One bundled file by its path below `question-banks/`.
macro_rules! bundled {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_str!(concat!("../../question-banks/", $path)))),+]
    };
}

/// The bundled banks: name and files below `question-banks/`, blueprints among them.
pub const BUNDLED: [(&str, &[(&str, &str)]); 4] = [
    (
        "upsc",
        bundled![
            "syllabus/upsc.toml",
            "upsc/comprehension.toml",
            "upsc/current.toml",
            "upsc/economy.toml",
            "upsc/environment.toml",
            "upsc/geography.toml",
            "upsc/history.toml",
            "upsc/mains.toml",
            "upsc/polity.toml",
            "upsc/science.toml",
            "upsc/notes/2023-09-09-india-europe-corridor.toml",
            "upsc/notes/2023-09-28-womens-reservation.toml",
            "upsc/notes/2024-02-15-electoral-bonds.toml",
            "upsc/notes/2024-03-07-nato-sweden.toml",
            "upsc/notes/2024-10-14-nobel-prizes.toml",
            "upsc/notes/2025-01-16-docking-in-orbit.toml",
            "upsc/notes/2025-02-27-biodiversity-framework.toml",
            "upsc/notes/2025-03-12-salt-march.toml",
            "upsc/notes/2025-06-05-ramsar-sites.toml",
            "upsc/notes/2025-06-06-repo-rate.toml",
            "upsc/notes/2025-07-11-maratha-forts.toml",
            "upsc/notes/2025-09-22-gst-rates.toml",
            "upsc/media/climate-graph.svg",
            "upsc/media/meander-plan.svg",
            "blueprints/upsc-mock.toml",
            "blueprints/upsc-mock-100.toml",
            "blueprints/upsc-mock-bilingual.toml",
            "blueprints/upsc-polity-25.toml",
            "blueprints/upsc-mains-gs2.toml",
        ],
    ),
    (
        "cbse10-science",
        bundled![
            "syllabus/cbse10.toml",
            "cbse10-science/biology.toml",
            "cbse10-science/chemistry.toml",
            "cbse10-science/physics.toml",
            "cbse10-science/media/branched-circuit.svg",
            "cbse10-science/media/convex-lens.svg",
            "cbse10-science/media/double-circulation.svg",
            "cbse10-science/media/flask-and-test-tube.svg",
            "cbse10-science/media/pistil-with-pollen-tube.svg",
            "cbse10-science/media/plates-in-solution.svg",
            "cbse10-science/media/ray-through-layers.svg",
            "blueprints/class-test.toml",
            "blueprints/cbse-science.toml",
            "blueprints/cbse-science-80.toml",
        ],
    ),
    (
        "jee",
        bundled![
            "syllabus/jee.toml",
            "syllabus/neet.toml",
            "jee/mathematics.toml",
            "jee/physics.toml",
            "jee/media/bridge-with-capacitor.svg",
            "jee/media/coil-beside-resistor.svg",
            "jee/media/force-position-graph.svg",
            "jee/media/math-derivative-graph.svg",
            "jee/media/math-trapezium-in-parabola.svg",
            "jee/media/pressure-volume-rectangle.svg",
            "jee/media/stepped-drum.svg",
            "blueprints/jee-paper.toml",
            "blueprints/jee-30.toml",
        ],
    ),
    (
        "gcse-biology",
        bundled![
            "syllabus/gcse-biology.toml",
            "gcse-biology/biology.toml",
            "gcse-biology/media/enzyme-rate-temperature.svg",
            "blueprints/gcse-biology.toml",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_file_of_the_bundled_banks_is_offered() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("question-banks");
        let mut open = vec![root.clone()];
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
                    let offered = BUNDLED.iter().any(|(_, files)| files.iter().any(|(path, _)| *path == name));
                    assert!(offered, "{name}");
                }
            }
        }
    }
}
