//! The sections of an article by their headings, as data.

use super::super::lines::Line;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a section holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Lead paragraphs.
    Summary,
    /// Key facts.
    Facts,
    /// Where it fits in an examination.
    Angles,
    /// Maps, timelines.
    Visual,
    /// What came before.
    Background,
    /// What happened lately.
    Developments,
    /// Questions with answers in words.
    Faq,
    /// Questions with options.
    Questions,
    /// Articles that it rests on.
    Sources,
    /// Anything else with a heading.
    Extra,
    /// What belongs to the site, not to the article.
    Site,
}

/// Headings in small letters, without signs around them and without what stands in brackets.
const HEADINGS: [(&str, Kind); 106] = [
    ("key facts", Kind::Facts),
    ("key fact", Kind::Facts),
    ("key points", Kind::Facts),
    ("key highlights", Kind::Facts),
    ("key takeaways", Kind::Facts),
    ("quick facts", Kind::Facts),
    ("important facts", Kind::Facts),
    ("important points", Kind::Facts),
    ("facts at a glance", Kind::Facts),
    ("prelims facts", Kind::Facts),
    ("facts for prelims", Kind::Facts),
    ("highlights", Kind::Facts),
    ("मुख्य तथ्य", Kind::Facts),
    ("प्रमुख तथ्य", Kind::Facts),
    ("महत्वपूर्ण तथ्य", Kind::Facts),
    ("महत्त्वपूर्ण तथ्य", Kind::Facts),
    ("मुख्य बिंदु", Kind::Facts),
    ("मुख्य बिन्दु", Kind::Facts),
    ("प्रमुख बिंदु", Kind::Facts),
    ("upsc exam angles", Kind::Angles),
    ("upsc exam angle", Kind::Angles),
    ("exam angles", Kind::Angles),
    ("exam angle", Kind::Angles),
    ("upsc angles", Kind::Angles),
    ("upsc angle", Kind::Angles),
    ("upsc relevance", Kind::Angles),
    ("exam relevance", Kind::Angles),
    ("syllabus relevance", Kind::Angles),
    ("relevance for upsc", Kind::Angles),
    ("syllabus mapping", Kind::Angles),
    ("परीक्षा दृष्टिकोण", Kind::Angles),
    ("परीक्षा की दृष्टि से", Kind::Angles),
    ("परीक्षा के लिए कोण", Kind::Angles),
    ("यूपीएससी परीक्षा के दृष्टिकोण", Kind::Angles),
    ("पाठ्यक्रम से संबंध", Kind::Angles),
    ("visual insights", Kind::Visual),
    ("visual insight", Kind::Visual),
    ("visuals", Kind::Visual),
    ("map", Kind::Visual),
    ("maps", Kind::Visual),
    ("timeline", Kind::Visual),
    ("infographic", Kind::Visual),
    ("infographics", Kind::Visual),
    ("मानचित्र", Kind::Visual),
    ("दृश्य", Kind::Visual),
    ("background", Kind::Background),
    ("historical background", Kind::Background),
    ("background and context", Kind::Background),
    ("background & context", Kind::Background),
    ("पृष्ठभूमि", Kind::Background),
    ("ऐतिहासिक पृष्ठभूमि", Kind::Background),
    ("latest developments", Kind::Developments),
    ("latest development", Kind::Developments),
    ("recent developments", Kind::Developments),
    ("latest updates", Kind::Developments),
    ("current developments", Kind::Developments),
    ("नवीनतम घटनाक्रम", Kind::Developments),
    ("हालिया घटनाक्रम", Kind::Developments),
    ("हाल के घटनाक्रम", Kind::Developments),
    ("ताज़ा घटनाक्रम", Kind::Developments),
    ("frequently asked questions", Kind::Faq),
    ("frequently asked question", Kind::Faq),
    ("faqs", Kind::Faq),
    ("faq", Kind::Faq),
    ("अक्सर पूछे जाने वाले प्रश्न", Kind::Faq),
    ("बार-बार पूछे जाने वाले प्रश्न", Kind::Faq),
    ("सामान्य प्रश्न", Kind::Faq),
    ("practice questions", Kind::Questions),
    ("practice question", Kind::Questions),
    ("practice mcqs", Kind::Questions),
    ("practice mcq", Kind::Questions),
    ("prelims practice questions", Kind::Questions),
    ("prelims questions", Kind::Questions),
    ("mcqs", Kind::Questions),
    ("mcq", Kind::Questions),
    ("multiple choice questions", Kind::Questions),
    ("multiple-choice questions", Kind::Questions),
    ("quiz", Kind::Questions),
    ("daily quiz", Kind::Questions),
    ("test yourself", Kind::Questions),
    ("test your knowledge", Kind::Questions),
    ("check your knowledge", Kind::Questions),
    ("self test", Kind::Questions),
    ("sample questions", Kind::Questions),
    ("अभ्यास प्रश्न", Kind::Questions),
    ("बहुविकल्पीय प्रश्न", Kind::Questions),
    ("वस्तुनिष्ठ प्रश्न", Kind::Questions),
    ("प्रश्नोत्तरी", Kind::Questions),
    ("source articles", Kind::Sources),
    ("source article", Kind::Sources),
    ("sources", Kind::Sources),
    ("references", Kind::Sources),
    ("स्रोत", Kind::Sources),
    ("स्रोत लेख", Kind::Sources),
    ("summary", Kind::Summary),
    ("in short", Kind::Summary),
    ("why in news", Kind::Summary),
    ("why in the news", Kind::Summary),
    ("सारांश", Kind::Summary),
    ("चर्चा में क्यों", Kind::Summary),
    ("related articles", Kind::Site),
    ("related news", Kind::Site),
    ("related topics", Kind::Site),
    ("recommended articles", Kind::Site),
    ("comments", Kind::Site),
    ("संबंधित लेख", Kind::Site),
];

/// The longest heading, in bytes; Devanagari takes three for a letter.
const LONGEST: usize = 120;

static BY_HEADING: LazyLock<HashMap<&'static str, Kind>> = LazyLock::new(|| HEADINGS.into_iter().collect());

/// What the section holds that a line is the heading of, for headings that are known.
pub(super) fn known(line: &Line<'_>) -> Option<Kind> {
    let text = line.text.as_ref();
    // A bullet before it would make it an item.
    if text.is_empty() || text.len() > LONGEST || line.bullet {
        return None;
    }
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !('\u{900}'..='\u{97f}').contains(&c));
    let bare = match bare.split_once(['(', '[']) {
        Some((before, rest)) if rest.ends_with([')', ']']) => before,
        _ => bare,
    };
    let bare = bare.trim_end_matches([' ', ':', '?', '-', '–', '—', '|']);
    BY_HEADING.get(bare.to_lowercase().as_str()).copied()
}

/// Whether a line may be the heading of a section that no table knows: short, alone, in title case, without a stop.
pub(super) fn looks_like_heading(lines: &[Line<'_>], at: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let blank = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(Line::is_blank);
    if line.heading {
        return !line.text.is_empty();
    }
    let text = line.text.as_ref();
    let alone = blank(at.checked_sub(1)) && blank(Some(at + 1));
    if !alone || line.bullet || text.len() > 60 || text.ends_with(['.', ',', ';', '!', '।', '"', '”', ')', ':']) {
        return false;
    }
    let words: Vec<&str> = text.split(' ').collect();
    let first = text.chars().next();
    if words.len() > 8 || !first.is_some_and(char::is_uppercase) {
        return false;
    }
    let small = ["of", "and", "the", "in", "on", "for", "to", "a", "an", "at", "by", "with", "&", "vs", "vs."];
    words.iter().all(|word| {
        small.contains(word)
            || word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "'‘(\"“".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::lines;
    use super::*;

    #[test]
    fn headings_are_whole_lines() {
        let kind = |text: &str| known(&lines::read(text)[0]);
        for (text, expected) in [
            ("Key Facts", Some(Kind::Facts)),
            ("📌 KEY FACTS:", Some(Kind::Facts)),
            ("## Practice Questions (MCQs)", Some(Kind::Questions)),
            ("Background", Some(Kind::Background)),
            ("Background of the river treaty is long", None),
            ("• Background", None),
            ("FAQs", Some(Kind::Faq)),
            ("पृष्ठभूमि", Some(Kind::Background)),
            ("Why in News?", Some(Kind::Summary)),
            ("Sources of water", None),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
        let alone = |text: &str| looks_like_heading(&lines::read(text), 1);
        assert!(alone("\nWay Forward\n\nMore wells."));
        assert!(!alone("\nWay Forward\nMore wells."));
        assert!(!alone("\nWells run dry\n\nMore wells."));
        assert!(!alone("\nWells Run Dry.\n\n"));
    }
}
