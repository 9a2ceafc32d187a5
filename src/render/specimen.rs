//! Sample words of scripts on one page, as papers print them.

use super::source::{Code, string};
use super::{Document, Failure, FontSet, ScriptFonts, Sources};

/// Lays out the sample words of these scripts, regular and bold, each with the family that draws them.
///
/// # Errors
///
/// [`Failure::Input`] where a font lacks a character of its script's words.
pub fn page(fonts: &FontSet, scripts: &[ScriptFonts]) -> Result<Document, Failure> {
    let mut main = String::from(HEAD);
    for script in scripts.iter().filter(|script| !script.sample.is_empty()) {
        let family = script.families.first().map(|family| family.name.as_str()).unwrap_or_default();
        // The code says what no language need be known for.
        let tag = format!("{}-{}", script.languages.first().map_or("en", |(tag, _)| tag), script.code);
        main.push_str(&format!(
            "#sample({}, {}, {})\n",
            string(&tag),
            string(&format!("{} – {family}", script.name)),
            string(script.sample)
        ));
    }
    Sources::with_fonts(fonts.clone()).compile(Code { text: main, places: Vec::new() })
}

const HEAD: &str = r#"#import "/templates/fonts.typ": *
#show: with-fonts
#set document(title: [Fonts])
#set page(width: 150mm, height: auto, margin: 8mm)
#set text(size: 13pt)
#let sample(tag, name, words) = block(breakable: false, below: 1.8em, {
  text(size: 8pt, fill: luma(35%), name)
  v(0.8em, weak: true)
  block(width: 100%, in-language(tag, words))
  v(0.8em, weak: true)
  block(width: 100%, in-language(tag, strong(words)))
})
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_prints_its_words() {
        let fonts = FontSet::bundled();
        match page(&fonts, &fonts.scripts()) {
            Ok(document) => assert_eq!(document.pages(), 1),
            Err(Failure::Input(found)) => panic!("{found:?}"),
            Err(Failure::Engine(message)) => panic!("{message}"),
        }
    }
}
