//! What stands on which page: columns, ends of questions, room to write, page numbers.

use super::*;
use typst::visualize::{Color, Luma};

/// How far down on its page each question ends, as a share of the page's height.
fn ends(document: &Document) -> Vec<f64> {
    fn walk(frame: &Frame, at: Abs, height: Abs, out: &mut Vec<f64>) {
        for (point, item) in frame.items() {
            match item {
                FrameItem::Group(group) => walk(&group.frame, at + point.y, height, out),
                FrameItem::Tag(Tag::Start(elem, _)) => {
                    let label = elem.label().map(|label| label.resolve());
                    if label.is_some_and(|label| label.as_str() == "entry-end") {
                        out.push((at + point.y) / height);
                    }
                }
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    for page in document.document.pages() {
        walk(&page.frame, Abs::zero(), page.frame.height(), &mut out);
    }
    out
}

#[test]
fn a_question_that_is_not_broken_ends_above_the_foot() {
    // A table with a long text in a narrow column is the worst case for the estimate.
    let narrow = "format = \"bank/1\"\nlanguage = \"en\"\n[[question]]\nid = \"narrow\"\nkind = \"pairs\"\nstem = \"Consider:\"\n\
        heading = [\"One\", \"Two\", \"Three\", \"Four\"]\nrows = [\n";
    let cell =
        "a long and winding description of the thing that goes on for quite a while in a narrow column of the table "
            .repeat(2);
    let row = format!("  {{ cells = [\"x\", \"y\", \"z\", \"{cell}\"], holds = true }},\n");
    for page in ["A4", "A5"] {
        let blueprint = format!("format = \"blueprint/1\"\npage = \"{page}\"\ncolumns = 2\nsets = 2\n");
        let tables = (2..=6).map(|rows| press_of(&format!("{narrow}{}]\n", row.repeat(rows)), &blueprint));
        let mut printed: Vec<Press> = tables.collect();
        printed.extend(["upsc", "cbse10-science", "jee"].map(|folder| press(&blueprint, &[folder])));
        for press in printed {
            for (at, end) in ends(&press.print("ends", "paper", 0)).into_iter().enumerate() {
                assert!(end < 0.945, "{page}, question {}: {end}", at + 1);
            }
        }
    }
}

#[test]
fn pages_in_two_languages_are_filled_to_their_foot() {
    // Each is a tenth of a page high, so that much would be left empty.
    let question = |at: usize| {
        let lines = "A long sentence on the course of a river through the plains to the sea. ".repeat(4);
        format!(
            "[[question]]\nid = \"q-{at:02}\"\nstem = \"{lines}\"\noptions = [\"Yes\", \"No\"]\nanswer = \"a\"\n\
             lang.hi.stem = \"एक नदी।\"\nlang.hi.options = [\"हाँ\", \"नहीं\"]\n"
        )
    };
    let bank = format!("format = \"bank/1\"\nlanguage = \"en\"\n{}", (0..40).map(question).collect::<String>());
    for layout in ["side-by-side", "facing-pages"] {
        let blueprint =
            format!("format = \"blueprint/1\"\nlanguages = [\"en\", \"hi\"]\nlayout = \"{layout}\"\nsets = 2\n");
        let ends = ends(&press_of(&bank, &blueprint).print("filled", "paper", 0));
        let feet: Vec<f64> = ends.windows(2).filter(|pair| pair[1] < pair[0]).map(|pair| pair[0]).collect();
        // Side by side all pages but the last, on facing pages the columns of the first one: the other has shorter texts.
        let filled = if layout == "side-by-side" { feet.len() } else { 2 };
        assert!(filled > 1 && feet[..filled].iter().all(|foot| *foot > 0.92), "{layout}: {feet:?}");
    }
}

#[test]
fn a_question_in_two_languages_ends_above_the_foot() {
    for layout in ["stacked", "side-by-side", "facing-pages"] {
        let blueprint = format!(
            "format = \"blueprint/1\"\nlanguages = [\"en\", \"hi\"]\nlayout = \"{layout}\"\nsets = 2\n[[section]]\nid = \"all\"\n"
        );
        let press = press(&blueprint, &["upsc"]);
        let ends = ends(&press.print(layout, "paper", 0));
        assert!(ends.len() >= press.paper.questions.len(), "{layout}");
        for (at, end) in ends.into_iter().enumerate() {
            assert!(end < 0.945, "{layout}, question {}: {end}", at + 1);
        }
    }
}

/// Three questions in English and Hindi, in two sections.
const TWO_LANGUAGES: &str = "format = \"bank/1\"\nlanguage = \"en\"\n\
    [[question]]\nid = \"a-tree\"\nstem = \"Which tree?\"\noptions = [\"Oak\", \"Fir\"]\nanswer = \"a\"\n\
    lang.hi.stem = \"कौन-सा वृक्ष?\"\nlang.hi.options = [\"ओक\", \"फर\"]\n\
    [[question]]\nid = \"b-bird\"\nstem = \"Which bird?\"\noptions = [\"Crane\", \"Stork\"]\nanswer = \"a\"\n\
    lang.hi.stem = \"कौन-सा पक्षी?\"\nlang.hi.options = [\"सारस\", \"लगलग\"]\n";

fn in_two_languages(blueprint: &str) -> Vec<String> {
    let blueprint = format!(
        "format = \"blueprint/1\"\nshuffle = []\nlanguages = [\"en\", \"hi\"]\nsets = 2\nrough-pages = 1\n{blueprint}\
         [[section]]\nid = \"s\"\ntitle = \"Living things\"\nlang.hi.title = \"सजीव\"\n\
         instructions = [\"Answer all.\"]\nlang.hi.instructions = [\"सभी हल कीजिए।\"]\n"
    );
    // Devanagari is compared without blanks: its pieces are parted by them here.
    page_texts(&press_of(TWO_LANGUAGES, &blueprint).print("heads", "paper", 0))
}

#[test]
fn heads_are_in_both_languages_where_there_is_room() {
    let names = "paper = \"Biology\"\nlang.hi.paper = \"जीवविज्ञान\"\n";
    let questions = in_two_languages(names).swap_remove(2).replace(' ', "");
    for said in
        ["QUESTIONPAPER/प्रश्न-पत्र", "Biology/जीवविज्ञान", "Set/सेट", "Livingthings/सजीव", "Answerall.", "सभीहलकीजिए।"]
    {
        assert!(questions.contains(said), "{said}: {questions}");
    }
    let long = "paper = \"Biology of plants and animals of the dry forests of the Deccan\"\n\
                lang.hi.paper = \"दक्कन के शुष्क वनों के पौधों और जंतुओं का जीवविज्ञान\"\npage = \"A5\"\n";
    let questions = in_two_languages(long).swap_remove(2).replace(' ', "");
    assert!(questions.contains("QUESTIONPAPERBiologyof") && !questions.contains("जीवविज्ञान"), "{questions}");
    let rough = in_two_languages(names).pop().unwrap().replace(' ', "");
    assert!(rough.contains("SPACEFORROUGHWORK/कच्चे"), "{rough}");
}

#[test]
fn facing_pages_have_heads_of_their_own_language() {
    let pages = in_two_languages("layout = \"facing-pages\"\npaper = \"Biology\"\nlang.hi.paper = \"जीवविज्ञान\"\n");
    let plain = |page: usize| pages[page].replace(' ', "");
    let (english, hindi) = (plain(3), plain(4));
    for (said, other) in [
        ("QUESTIONPAPERBiologySetA", "प्रश्न-पत्रजीवविज्ञानसेटA"),
        ("Livingthings", "सजीव"),
        ("2marks", "2अंक"),
        ("Answerall.", "सभीहलकीजिए।"),
        ("Markanswersontheanswersheetonly", "उत्तरकेवलउत्तर-पत्रकपरअंकितकरें"),
    ] {
        assert!(english.contains(said) && !english.contains(other), "{said}: {english}");
        assert!(hindi.contains(other) && !hindi.contains(said), "{other}: {hindi}");
    }
}

#[test]
fn pictures_and_room_to_write_stand_once_in_two_languages() {
    let bank = "format = \"bank/1\"\nlanguage = \"en\"\n\
        [[question]]\nid = \"a-speed\"\nkind = \"numeric\"\nstem = \"Find the speed.\"\nanswer = \"8\"\nlang.hi.stem = \"चाल ज्ञात कीजिए।\"\n\
        [[question]]\nid = \"b-case\"\nkind = \"case\"\nstem = \"A river.\"\nlang.hi.stem = \"एक नदी।\"\n\
        parts = [{ kind = \"short\", marks = 2, space = \"3 lines\", stem = \"Where?\", model-answer = \"Here.\" }]\n\
        lang.hi.parts = [{ stem = \"कहाँ?\" }]\n\
        [[question]]\nid = \"c-lens\"\nstem = \"Which lens?\"\noptions = [\"thin\", \"thick\"]\nanswer = \"a\"\n\
        lang.hi.stem = \"कौन-सा लेंस?\"\nlang.hi.options = [\"पतला\", \"मोटा\"]\n\
        figures = [{ id = \"lens\", file = \"jee/media/bridge-with-capacitor.svg\", alt = \"A lens\" }]\n";
    /// Pictures, and rules to write on, which are grey.
    fn drawn(frame: &Frame, pictures: &mut usize, rules: &mut usize) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => drawn(&group.frame, pictures, rules),
                FrameItem::Image(..) => *pictures += 1,
                FrameItem::Shape(shape, _) => {
                    let paint = shape.stroke.as_ref().map(|stroke| stroke.paint.clone());
                    *rules += usize::from(paint == Some(Color::from(Luma::new(0.5, 1.0)).into()));
                }
                _ => {}
            }
        }
    }
    for layout in ["stacked", "side-by-side"] {
        let blueprint = format!(
            "format = \"blueprint/1\"\nlanguages = [\"en\", \"hi\"]\nlayout = \"{layout}\"\nshuffle = []\ncover = \"heading\"\n"
        );
        let document = press_of(bank, &blueprint).print("once", "paper", 0);
        let (mut pictures, mut rules) = (0, 0);
        document.document.pages().iter().for_each(|page| drawn(&page.frame, &mut pictures, &mut rules));
        assert_eq!((pictures, rules), (1, 3), "{layout}");
        // Beside each other, each language has its boxes for a number.
        let answers = page_texts(&document).join(" ").matches("Answer:").count();
        assert_eq!(answers, usize::from(layout == "side-by-side"), "{layout}");
    }
}

#[test]
fn a_question_taller_than_a_column_goes_on_in_the_next() {
    let long = "Rain fell on the upper basin for three days. ".repeat(260);
    let bank = format!(
        "format = \"bank/1\"\nlanguage = \"en\"\n[[question]]\nid = \"short-one\"\nstem = \"Which?\"\noptions = [\"x\", \"y\"]\nanswer = \"a\"\n\
         [[question]]\nid = \"tall-one\"\nstem = '''{long}Which word ends this stem: lastword?'''\n\
         options = [\"first\", \"second\", \"third\", \"zenith\"]\nanswer = \"a\"\n"
    );
    let press = press_of(&bank, "format = \"blueprint/1\"\ncolumns = 2\n");
    let document = press.print("tall", "paper", 0);
    assert_eq!(outside(&document), Vec::<String>::new());
    let text = page_texts(&document).join(" ");
    assert!(document.pages() >= 2 && text.contains("lastword") && text.contains("zenith"), "{text}");
}

#[test]
fn an_option_of_a_tall_question_is_not_parted() {
    let long = "Rain fell on the upper basin for three days. ".repeat(100);
    for lines in 0..12 {
        let stem = format!("{long}{}", "It fell again on the lower basin that night. ".repeat(lines));
        let option = |word: &str| format!("\"{word}-first {}{word}-last\"", "and so on with the flood ".repeat(12));
        let bank = format!(
            "format = \"bank/1\"\nlanguage = \"en\"\n[[question]]\nid = \"tall-one\"\nstem = '{stem}'\n\
             options = [{}, {}, {}]\nanswer = \"a\"\n",
            option("alpha"),
            option("beta"),
            option("gamma")
        );
        let document =
            press_of(&bank, "format = \"blueprint/1\"\npage = \"A5\"\ncolumns = 2\n").print("options", "paper", 0);
        assert_eq!(outside(&document), Vec::<String>::new());
        let place = |word: &str| {
            (0..document.pages()).find_map(|page| {
                drawn(&document, page).into_iter().find_map(|(at, item)| match item {
                    FrameItem::Text(text) if text.text.contains(word) => Some((page, at.x > Abs::mm(74.0), at.y)),
                    _ => None,
                })
            })
        };
        for word in ["alpha", "beta", "gamma"] {
            let (first, last) = (place(&format!("{word}-first")).unwrap(), place(&format!("{word}-last")).unwrap());
            assert!((first.0, first.1) == (last.0, last.1), "{lines} {word}: {first:?} {last:?}");
        }
    }
}

#[test]
fn pages_to_write_on_are_ruled_and_counted() {
    let bank = "format = \"bank/1\"\nlanguage = \"en\"\n\
        [[question]]\nid = \"essay\"\nkind = \"long\"\nmarks = 10\nwords = 250\nspace = \"2 pages\"\nstem = \"Discuss the monsoon.\"\nmodel-answer = \"It rains.\"\n\
        [[question]]\nid = \"note\"\nkind = \"short\"\nmarks = 2\nspace = \"4 lines\"\nstem = \"Define a delta.\"\nmodel-answer = \"Land at a mouth.\"\n";
    let press = press_of(bank, "format = \"blueprint/1\"\n");
    let document = press.print("ruled", "paper", 0);
    let texts = page_texts(&document);
    assert_eq!(texts.len(), 3, "{texts:?}");
    let first = texts.iter().position(|text| text.contains("Discuss")).unwrap();
    assert!(!texts[first + 1..].iter().take(1).any(|text| text.contains("Define")), "{texts:?}");
}

#[test]
fn a_page_to_write_on_is_not_the_foot_of_a_page() {
    let bank = "format = \"bank/1\"\nlanguage = \"en\"\n\
        [[question]]\nid = \"a-note\"\nkind = \"short\"\nmarks = 2\nspace = \"24 lines\"\nstem = \"Define a delta.\"\nmodel-answer = \"Land at a mouth.\"\n\
        [[question]]\nid = \"essay\"\nkind = \"long\"\nmarks = 10\nspace = \"1 page\"\nstem = \"Discuss the monsoon.\"\nmodel-answer = \"It rains.\"\n";
    let press = press_of(bank, "format = \"blueprint/1\"\ncolumns = 1\ncover = \"booklet\"\nshuffle = []\n");
    let texts = page_texts(&press.print("foot", "paper", 0));
    let page = |word: &str| texts.iter().position(|text| text.contains(word));
    assert_eq!(page("monsoon"), page("delta").map(|page| page + 1), "{texts:?}");
    // Nothing comes after it, not even a page that says so.
    assert_eq!(page("monsoon"), Some(texts.len() - 1), "{texts:?}");
}

/// What the foot of each page says of it: its number and how many there are; pages without a foot are left out.
fn feet(document: &Document) -> Vec<(usize, usize)> {
    let foot = |text: &String| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let number = |word: &str| word.parse::<usize>().ok();
        // As English and Hindi have it.
        let between = |word: &str| ["of", "/"].contains(&word);
        words
            .windows(3)
            .rev()
            .find_map(|three| Some((number(three[0])?, between(three[1]).then_some(number(three[2])?)?)))
    };
    page_texts(document).iter().filter_map(foot).collect()
}

#[test]
fn every_foot_counts_the_pages_that_there_are() {
    let sections = "[[section]]\nid = \"one\"\ntitle = \"First\"\ncount = 12\nwhere = \"-area:upsc.prelims.csat language:hi\"\n\
        [[section]]\nid = \"two\"\ntitle = \"Second\"\ncount = 3\nwhere = \"area:upsc.prelims.csat language:hi\"\n";
    let two = "languages = [\"en\", \"hi\"]\n";
    let layouts = ["", "cover = \"heading\"\ncolumns = 2\n", two]
        .map(str::to_owned)
        .into_iter()
        .chain(["side-by-side", "facing-pages"].map(|layout| format!("{two}layout = \"{layout}\"\n")))
        .chain([format!("{two}layout = \"facing-pages\"\ncover = \"heading\"\ncolumns = 2\n")]);
    for layout in layouts {
        for seed in [3, 5, 9, 13] {
            let press = press(&format!("format = \"blueprint/1\"\nseed = {seed}\n{layout}{sections}"), &["upsc"]);
            let document = press.print("feet", "paper", 0);
            let pages: Vec<(usize, usize)> = (1..=document.pages()).map(|page| (page, document.pages())).collect();
            assert_eq!(feet(&document), pages, "{layout}{seed}");
        }
    }
}

#[test]
fn nothing_of_a_case_is_lost_where_its_parts_leave_room_to_write() {
    for (space, parts) in [("14 lines", 4), ("40 lines", 4), ("2 pages", 3)] {
        let part = |at: usize| {
            format!(
                "  {{ kind = \"short\", marks = 2, space = \"{space}\", stem = \"Begin-{at} and say more.\", model-answer = \"So.\" }},\n"
            )
        };
        let bank = format!(
            "format = \"bank/1\"\nlanguage = \"en\"\n[[question]]\nid = \"case-one\"\nkind = \"case\"\nstem = \"A river.\"\nparts = [\n{}]\n",
            (0..parts).map(part).collect::<String>()
        );
        for columns in [1, 2] {
            let press = press_of(&bank, &format!("format = \"blueprint/1\"\ncolumns = {columns}\n"));
            let document = press.print("case", "paper", 0);
            let text = page_texts(&document).concat();
            for at in 0..parts {
                assert!(text.contains(&format!("Begin-{at}")), "{space}, {columns} columns: {text}");
            }
            assert_eq!(outside(&document), Vec::<String>::new(), "{space}, {columns} columns");
        }
    }
}
