//! Room to write: lines, squares and boxes in every layout, and what is said where it goes on.

use super::written::{bank_of, written};
use super::*;

/// A shape that is drawn: its left upper corner and its size in millimetres, and the page it is on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) page: usize,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

pub(super) fn shapes(document: &Document) -> Vec<Shape> {
    let mut out = Vec::new();
    for page in 0..document.pages() {
        for (at, item) in drawn(document, page) {
            let FrameItem::Shape(shape, _) = item else { continue };
            let bounds = shape.geometry.bbox(None);
            let size = bounds.max - bounds.min;
            out.push(Shape {
                page,
                x: (at.x + bounds.min.x).to_mm(),
                y: (at.y + bounds.min.y).to_mm(),
                width: size.x.to_mm(),
                height: size.y.to_mm(),
            });
        }
    }
    out
}

/// Lines across that repeat at this distance in millimetres, runs of so many.
fn runs(shapes: &[Shape], distance: f64) -> Vec<usize> {
    let level: Vec<&Shape> = shapes.iter().filter(|shape| shape.height < 0.01 && shape.width > 20.0).collect();
    let follows = |a: &Shape, b: &Shape| {
        a.page == b.page && (b.y - a.y - distance).abs() < 0.01 && (a.x - b.x).abs() < 0.01 && a.width == b.width
    };
    let first = |shape: &&&Shape| !level.iter().any(|above| follows(above, shape));
    let run = |start: &&Shape| {
        let mut count = 1;
        let mut last = *start;
        while let Some(next) = level.iter().find(|next| follows(last, next)) {
            (count, last) = (count + 1, next);
        }
        count
    };
    level.iter().filter(first).map(run).filter(|count| *count > 1).collect()
}

/// Layouts in which room is printed.
const LAYOUTS: [&str; 7] = [
    "columns = 1\n",
    "columns = 2\ncover = \"booklet\"\n",
    "columns = 1\npage = \"A5\"\n",
    "columns = 2\npage = \"A5\"\n",
    "columns = 1\nlanguages = [\"en\", \"hi\"]\n",
    "languages = [\"en\", \"hi\"]\nlayout = \"side-by-side\"\n",
    "languages = [\"en\", \"hi\"]\nlayout = \"facing-pages\"\ncolumns = 1\n",
];

/// A question of its own and parts of a case with this room, in two languages.
fn with_rooms(rooms: &[&str]) -> String {
    let hindi = "lang.hi.stem = \"बनाइए।\"\nlang.hi.model-answer = \"=\"\n";
    let question = |(at, room): (usize, &&str)| written(&format!("q-{at}"), 3, &format!("space = \"{room}\"\n{hindi}"));
    let part = |room: &&str| {
        format!(
            "{{ kind = \"short\", marks = 2, space = \"{room}\", stem = \"Draw.\", model-answer = \"So.\", \
             lang.hi.stem = \"बनाइए।\", lang.hi.model-answer = \"=\" }},\n"
        )
    };
    let case = format!(
        "[[question]]\nid = \"case\"\nkind = \"case\"\nstem = \"A slope.\"\nlang.hi.stem = \"ढाल।\"\nparts = [\n{}]\n",
        rooms.iter().map(part).collect::<String>()
    );
    bank_of(&[rooms.iter().enumerate().map(question).collect::<String>(), case])
}

#[test]
fn squares_and_lines_are_exact_in_every_layout() {
    let bank = with_rooms(&["8 cm squared", "4.5 cm squared"]);
    for layout in LAYOUTS {
        let press = press_of(&bank, &format!("format = \"blueprint/1\"\nshuffle = []\n{layout}"));
        let document = press.print("squares", "paper", 0);
        // Sixteen squares have seventeen lines; each room is printed once, in whatever languages.
        assert_eq!(runs(&shapes(&document), 5.0), [17, 10, 17, 10], "{layout}");
        assert_eq!(outside(&document), Vec::<String>::new(), "{layout}");
    }
    let bank = with_rooms(&["5 lines", "11 lines"]);
    for layout in LAYOUTS {
        let press = press_of(&bank, &format!("format = \"blueprint/1\"\nshuffle = []\n{layout}"));
        let runs = runs(&shapes(&press.print("lines", "paper", 0)), 8.0);
        assert_eq!(runs.iter().sum::<usize>(), 32, "{layout}: {runs:?}");
        assert!(runs.iter().all(|lines| *lines >= 3), "{layout}: {runs:?}");
    }
}

#[test]
fn an_empty_box_has_the_height_asked_for() {
    let bank = with_rooms(&["8 cm blank", "5.3 cm blank"]);
    for layout in LAYOUTS {
        let press = press_of(&bank, &format!("format = \"blueprint/1\"\nshuffle = []\n{layout}"));
        let document = press.print("boxes", "paper", 0);
        let shapes = shapes(&document);
        let upright = shapes.iter().filter(|shape| shape.width < 0.01 && shape.height > 20.0 && shape.height < 100.0);
        let heights: Vec<i64> = upright.map(|shape| (shape.height * 10.0).round() as i64).collect();
        assert_eq!(heights, [800, 800, 530, 530, 800, 800, 530, 530], "{layout}");
    }
}

#[test]
fn a_page_of_squares_is_the_rest_of_its_page() {
    let bank = bank_of(&[
        written("map", 5, "space = \"1 page squared\"\n"),
        written("heart", 5, "space = \"2 pages blank\"\n"),
        written("last", 5, "space = \"3 lines\"\n"),
    ]);
    for page in ["A4", "A5"] {
        let blueprint =
            format!("format = \"blueprint/1\"\nshuffle = []\ncover = \"booklet\"\ncolumns = 1\npage = \"{page}\"\n");
        let press = press_of(&bank, &blueprint);
        let document = press.print("page-of-squares", "paper", 0);
        let texts = page_texts(&document);
        let page = |word: &str| texts.iter().position(|text| text.contains(&format!("Discuss {word}")));
        assert_eq!([page("map"), page("heart"), page("last")], [Some(1), Some(2), Some(4)], "{texts:?}");
    }
}

#[test]
fn alternatives_share_the_room_that_serves_both() {
    let part = |space: &str| {
        format!("{{ kind = \"short\", marks = 2, stem = \"Say.\", model-answer = \"So.\", space = \"{space}\" }}")
    };
    let rooms = |one: &str, other: &str| {
        let case = format!(
            "[[question]]\nid = \"case\"\nkind = \"case\"\nstem = \"A slope.\"\nparts = [{{ or = [{}, {}] }}]\n",
            part(one),
            part(other)
        );
        let press = press_of(&bank_of(&[case]), "format = \"blueprint/1\"\n");
        let main = press.main("paper", 0).text;
        let start = main.find("\"ruling\": ").unwrap();
        main[start..].lines().take(2).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(rooms("5 lines", "7 lines"), "\"ruling\": \"lines\", \"steps\": 7,");
    assert_eq!(rooms("18 lines", "14 cm blank"), "\"ruling\": \"blank\", \"steps\": 144,");
    assert_eq!(rooms("8 cm squared", "1 page"), "\"ruling\": \"blank\", \"columns\": 1,");
}

#[test]
fn room_ends_where_the_text_of_its_question_ends() {
    let bank = with_rooms(&["5 lines"]);
    for page in ["A4", "A5"] {
        let press =
            press_of(&bank, &format!("format = \"blueprint/1\"\nshuffle = []\ncolumns = 1\npage = \"{page}\"\n"));
        let shapes = shapes(&press.print("edges", "paper", 0));
        let lines = shapes.iter().filter(|line| line.height < 0.01 && line.width > 20.0);
        let at = |y: f64| shapes.iter().any(|line| (line.y - y).abs() < 0.01 && line.height < 0.01);
        let ruled = lines.filter(|line| at(line.y + 8.0) || at(line.y - 8.0));
        let mut ends: Vec<i64> = ruled.map(|line| ((line.x + line.width) * 10.0).round() as i64).collect();
        assert_eq!(ends.len(), 10);
        ends.dedup();
        assert_eq!(ends.len(), 1, "{page}: {ends:?}");
    }
}

#[test]
fn a_part_stands_clear_of_the_options_above_it() {
    let bank = "format = \"bank/1\"\nlanguage = \"en\"\n[[question]]\nid = \"case\"\nkind = \"case\"\nstem = \"A slope.\"\nparts = [\n\
        { marks = 1, stem = \"Which?\", options = [\"Wren\", \"Heron\"], answer = \"a\", shuffle = false },\n\
        { kind = \"short\", marks = 2, stem = \"Why?\", model-answer = \"So.\" }]\n";
    let press = press_of(bank, "format = \"blueprint/1\"\npage = \"A5\"\ncolumns = 2\n");
    let drawn = drawn(&press.print("parts", "paper", 0), 0);
    let ((options, size), (next, _)) = (line(&drawn, "Heron"), line(&drawn, "Why?"));
    assert!(next - options > size * 1.7, "{options:?} {next:?}");
}

/// For each "Continue on page N" the page it stands on, and N.
fn feet(texts: &[String]) -> Vec<(usize, usize)> {
    let on_page = |(at, text): (usize, &String)| {
        let named = text.split("Continue on page ").skip(1);
        let number = |rest: &str| rest.split_whitespace().next().unwrap().parse().unwrap();
        named.map(|rest| (at + 1, number(rest))).collect::<Vec<_>>()
    };
    texts.iter().enumerate().flat_map(on_page).collect()
}

/// For each "Question X, continued" the page it stands on, and X.
fn heads(texts: &[String]) -> Vec<(usize, String)> {
    let on_page = |(at, text): (usize, &String)| {
        let named = text.split("Question ").filter_map(|rest| rest.split_once(", continued"));
        let short = named.filter(|(number, _)| number.len() < 12);
        short.map(|(number, _)| (at + 1, number.to_owned())).collect::<Vec<_>>()
    };
    texts.iter().enumerate().flat_map(on_page).collect()
}

#[test]
fn room_that_goes_on_names_the_page_where_it_does() {
    let mut rng = 7_u32;
    let mut next = |most: u32| {
        rng = rng.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (rng >> 16) % most
    };
    for layout in LAYOUTS {
        for extra in ["", "answers = \"booklet\"\n"] {
            let questions: Vec<String> = (0..14)
                .map(|at| {
                    let space = match next(4) {
                        0 => format!("{} pages", 1 + next(3)),
                        1 => "1 page squared".to_owned(),
                        _ => format!("{} lines", 4 + next(40)),
                    };
                    let hindi = "lang.hi.stem = \"चर्चा कीजिए।\"\nlang.hi.model-answer = \"=\"\n";
                    written(&format!("q-{at:02}"), 5, &format!("space = \"{space}\"\n{hindi}"))
                })
                .collect();
            let blueprint = format!("format = \"blueprint/1\"\nshuffle = []\n{extra}{layout}");
            let document = press_of(&bank_of(&questions), &blueprint).print("go-on", "paper", 0);
            let texts = page_texts(&document);
            let (feet, heads) = (feet(&texts), heads(&texts));
            let columns = texts.concat().matches("Continue in the next column").count();
            assert_eq!(feet.len() + columns, heads.len(), "{layout}{extra}{texts:#?}");
            assert!(!heads.is_empty(), "{layout}{extra}");
            assert_eq!(columns > 0, layout.contains("columns = 2"), "{layout}{extra}");
            for (page, named) in feet {
                assert_eq!(named, page + 1, "{layout}{extra}");
                assert!(heads.iter().any(|(at, _)| *at == named), "{layout}{extra}{page}: {heads:?}");
            }
            assert_eq!(outside(&document), Vec::<String>::new(), "{layout}{extra}");
        }
    }
}

#[test]
fn a_part_that_goes_on_is_named_and_room_that_does_not_says_nothing() {
    let part = |at: usize| {
        format!(
            "{{ kind = \"short\", marks = 2, space = \"25 lines\", stem = \"Begin-{at}.\", model-answer = \"So.\" }},\n"
        )
    };
    let case = format!(
        "[[question]]\nid = \"case\"\nkind = \"case\"\nstem = \"A river.\"\nparts = [\n{}]\n",
        (0..3).map(part).collect::<String>()
    );
    let texts = page_texts(&press_of(&bank_of(&[case]), "format = \"blueprint/1\"\n").print("part", "paper", 0));
    let (feet, heads) = (feet(&texts), heads(&texts));
    assert_eq!(feet, [(2, 3)], "{texts:?}");
    assert_eq!(heads, [(3, "1(iii)".to_owned())]);
    let short = bank_of(&[written("one", 2, "space = \"5 lines\"\n"), written("two", 5, "space = \"1 page\"\n")]);
    let texts = page_texts(&press_of(&short, "format = \"blueprint/1\"\n").print("short", "paper", 0)).concat();
    assert!(!texts.contains("Continue") && !texts.contains("continued"), "{texts}");
}

#[test]
fn what_ends_a_question_stands_within_the_room_that_fills_its_page() {
    let part = |space: &str| {
        format!("{{ kind = \"short\", marks = 2, space = \"{space}\", stem = \"Say.\", model-answer = \"So.\" }},\n")
    };
    for (room, layout) in [("1 page", ""), ("2 pages squared", ""), ("1 page blank", "columns = 2\n")] {
        let case = |id: &str, last: &str| {
            format!(
                "[[question]]\nid = \"{id}\"\nkind = \"case\"\nstem = \"A river.\"\nparts = [\n{}{}]\n",
                part("3 lines"),
                part(last)
            )
        };
        let bank = bank_of(&[case("one", room), case("two", room)]);
        let blueprint = format!("format = \"blueprint/1\"\nanswers = \"booklet\"\nshuffle = []\n{layout}");
        let document = press_of(&bank, &blueprint).print("totals", "paper", 0);
        let texts = page_texts(&document);
        let totals: Vec<usize> = (0..texts.len()).filter(|at| texts[*at].contains("Total for Question")).collect();
        assert_eq!(totals.len(), 2, "{room}: {texts:?}");
        // Each on the last page of its room; nothing stands on a page after the last room.
        assert_eq!(totals[1], texts.len() - 1, "{room}: {texts:?}");
        assert!(!texts.concat().contains("END OF THE QUESTIONS"), "{room}: {texts:?}");
        assert_eq!(outside(&document), Vec::<String>::new(), "{room}");
        for at in totals {
            let ruled = shapes(&document).into_iter().filter(|shape| shape.page == at && shape.height < 0.01);
            let drawn = drawn(&document, at);
            let (total, _) = line(&drawn, "Total for Question");
            // A line of the room, not the one at the foot of the page.
            let lowest = ruled.map(|line| line.y).filter(|y| *y < 275.0).fold(0.0, f64::max);
            assert!(lowest > 150.0 && lowest < total.to_mm(), "{room}: {lowest} {total:?}");
        }
    }
}

#[test]
fn the_box_for_marks_is_not_painted_over_by_the_room_below() {
    let hindi = "lang.hi.stem = \"चर्चा कीजिए।\"\nlang.hi.model-answer = \"=\"\n";
    let bank = bank_of(&[written("one", 10, &format!("space = \"8 lines\"\n{hindi}"))]);
    let blueprint =
        "format = \"blueprint/1\"\nanswers = \"booklet\"\nlanguages = [\"en\", \"hi\"]\nlayout = \"side-by-side\"\n";
    let document = press_of(&bank, blueprint).print("painted", "paper", 0);
    let on_page = |page: usize| shapes(&document).into_iter().filter(move |shape| shape.page == page);
    let page = (0..document.pages()).find(|at| page_texts(&document)[*at].contains("Discuss one")).unwrap();
    let marks = on_page(page).find(|shape| (shape.height - 8.0).abs() < 0.1 && shape.width > 8.0).expect("the box");
    let over = |shape: &Shape| {
        shape.height > 20.0 && shape.y < marks.y + marks.height && shape.x + shape.width > marks.x + 0.2
    };
    assert!(!on_page(page).any(|shape| over(&shape) && shape.y >= marks.y), "{marks:?}");
}

#[test]
fn of_two_cases_on_facing_pages_the_rooms_stand_once() {
    let part = "{ kind = \"short\", marks = 2, space = \"4 lines\", stem = \"Say.\", model-answer = \"So.\", \
                lang.hi.stem = \"कहिए।\", lang.hi.model-answer = \"=\" },\n";
    let case = |id: &str| {
        let stem = "stem = \"A river.\"\nlang.hi.stem = \"नदी।\"\n";
        format!("[[question]]\nid = \"{id}\"\nkind = \"case\"\n{stem}parts = [\n{part}{part}]\n")
    };
    let blueprint = "format = \"blueprint/1\"\nanswers = \"booklet\"\nlanguages = [\"en\", \"hi\"]\n\
        layout = \"facing-pages\"\n[[section]]\nid = \"one\"\ncount = 1\nor = 1\n";
    let press = press_of(&bank_of(&[case("one"), case("two")]), blueprint);
    let texts = page_texts(&press.print("or-rooms", "paper", 0));
    let rooms = |number: &str| texts.concat().matches(&format!("Question {number}")).count();
    assert_eq!([rooms("1(i)"), rooms("1(ii)")], [1, 1], "{texts:?}");
    // Each page says "or" in its own language.
    let says = |word: &str| texts.iter().position(|text| text.contains(word));
    assert_eq!(says("अथवा"), says(" OR ").map(|at| at + 1), "{texts:?}");
}

#[test]
fn what_goes_on_is_said_in_every_language_of_the_paper() {
    let hindi = "lang.hi.stem = \"चर्चा कीजिए।\"\nlang.hi.model-answer = \"=\"\n";
    let bank = bank_of(&[written("one", 10, &format!("space = \"2 pages\"\n{hindi}"))]);
    let press =
        press_of(&bank, "format = \"blueprint/1\"\nlanguages = [\"en\", \"hi\"]\nlabels = { questions = \"१.\" }\n");
    let texts = page_texts(&press.print("said", "paper", 0));
    let at = texts.iter().position(|text| text.contains("Continue on page")).unwrap();
    assert!(texts[at].contains("पृ") && texts[at + 1].contains("Question १"), "{texts:?}");
    assert!(texts[at + 1].contains("प्र"), "{texts:?}");
}

#[test]
fn room_of_facing_pages_follows_them_once_and_is_named_on_both() {
    let long = "The river rises in the hills and falls to the plain below. ".repeat(20);
    let hindi = "lang.hi.stem = \"चर्चा कीजिए।\"\nlang.hi.model-answer = \"=\"\n";
    let rooms = ["40 lines", "3 pages", "25 cm blank", "6 lines", "1 page squared", "12 lines", "2 pages"];
    let question = |(at, room): (usize, &&str)| {
        let text = written(&format!("q-{at}"), 5, &format!("space = \"{room}\"\n{hindi}"));
        text.replace("Discuss", &format!("{long}Discuss"))
    };
    let part = "{ kind = \"short\", marks = 2, space = \"1 page\", stem = \"Draw.\", model-answer = \"So.\", \
                lang.hi.stem = \"बनाइए।\", lang.hi.model-answer = \"=\" }";
    let case = format!(
        "[[question]]\nid = \"r-case\"\nkind = \"case\"\nstem = \"A slope.\"\nlang.hi.stem = \"ढाल।\"\nparts = [{part}, {part}]\n"
    );
    let mut questions: Vec<String> = rooms.iter().enumerate().map(question).collect();
    questions.push(case);
    let facing = "format = \"blueprint/1\"\nshuffle = []\nlanguages = [\"en\", \"hi\"]\nlayout = \"facing-pages\"\ncover = \"booklet\"\n";
    for extra in
        ["columns = 1\n", "columns = 2\n", "columns = 1\npage = \"A5\"\n", "columns = 1\nanswers = \"booklet\"\n"]
    {
        let document = press_of(&bank_of(&questions), &format!("{facing}{extra}")).print("facing", "paper", 0);
        let texts = page_texts(&document);
        assert_eq!(outside(&document), Vec::<String>::new(), "{extra}");
        let numbers = |text: &String, before: &str| -> Vec<String> {
            let rest = text.split(before).skip(1);
            rest.filter_map(|rest| rest.split_whitespace().next()).map(str::to_owned).collect()
        };
        let headed = |number: &str| {
            let head = |text: &String| numbers(text, "Question ").iter().any(|found| found == number);
            texts.iter().position(head).map(|page| page + 1)
        };
        let named: Vec<String> = texts.iter().flat_map(|text| numbers(text, "Answer on page ")).collect();
        let wanted = ["1", "2", "3", "4", "5", "6", "7", "8(i)", "8(ii)"];
        let pages: Vec<String> = wanted.iter().map(|number| headed(number).unwrap().to_string()).collect();
        assert_eq!(named, pages, "{extra}{texts:#?}");
        // Each language names as many pages as the other, face to face: the first on the left.
        let hindi = |text: &String| text.replace(' ', "").matches("उत्तरपृष्ठ").count();
        for (at, text) in texts.iter().enumerate().skip(2) {
            let count = numbers(text, "Answer on page ").len();
            assert!(count == 0 || at % 2 == 1 && hindi(&texts[at + 1]) == count, "{extra}{at}: {texts:#?}");
        }
        assert_eq!(texts.iter().map(hindi).sum::<usize>(), named.len(), "{extra}");
        let boxes = shapes(&document).into_iter().filter(|shape| (shape.height - 8.0).abs() < 0.01 && shape.page > 2);
        let boxes = boxes.filter(|shape| (10.0..16.0).contains(&shape.width)).count();
        assert_eq!(boxes, if extra.contains("booklet") { 8 } else { 0 }, "{extra}");
        // Nothing comes after a page to write on, and no page is left out without a word.
        assert!(!texts.concat().contains("END OF"), "{extra}");
        let spreads = texts.iter().filter(|text| text.contains("Answer on")).count();
        assert!(spreads > 1, "{extra}");
        let empty = texts.iter().filter(|text| text.contains("This page is blank")).count();
        assert!(empty >= 1 && texts.len() < 40, "{extra}{empty} {}", texts.len());
    }
}

#[test]
fn marks_of_a_question_without_room_are_on_the_right_page() {
    let options = "[[question]]\nid = \"one\"\nstem = \"Which?\"\noptions = [\"x\", \"y\"]\nanswer = \"a\"\n\
                   lang.hi.stem = \"कौन?\"\nlang.hi.options = [\"क\", \"ख\"]\n";
    let blueprint =
        "format = \"blueprint/1\"\nlanguages = [\"en\", \"hi\"]\nlayout = \"facing-pages\"\nanswers = \"booklet\"\n";
    let shapes = shapes(&press_of(&bank_of(&[options.to_owned()]), blueprint).print("ringed", "paper", 0));
    let boxes = shapes.iter().filter(|shape| (shape.height - 8.0).abs() < 0.01 && (10.0..16.0).contains(&shape.width));
    let pages: Vec<usize> = boxes.map(|shape| shape.page + 1).filter(|page| *page > 2).collect();
    assert_eq!(pages.len(), 1, "{pages:?}");
    assert!(pages[0] % 2 == 1, "{pages:?}");
}

/// What overlaps boxes for marks in a booklet: texts but those that stand in them, and areas that are filled later.
fn over_boxes(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for page in 0..document.pages() {
        let drawn = drawn(document, page);
        let bounds = |(at, item): &(Point, FrameItem)| match item {
            FrameItem::Shape(shape, _) => {
                let bounds = shape.geometry.bbox(None);
                Some((*at + bounds.min, *at + bounds.max, shape.fill.is_some()))
            }
            _ => None,
        };
        for (place, item) in drawn.iter().enumerate() {
            let Some((min, max, _)) = bounds(item) else { continue };
            let size = max - min;
            if (size.y.to_mm() - 8.0).abs() > 0.01 || !(10.0..16.0).contains(&size.x.to_mm()) {
                continue;
            }
            for later in &drawn[place..] {
                let within = |x: Abs, y: Abs| x > min.x && x < max.x && y > min.y && y < max.y;
                let covers = bounds(later).is_some_and(|(from, to, filled)| {
                    filled && from.x < max.x && to.x > min.x && from.y < max.y && to.y > min.y
                });
                let text = match &later.1 {
                    FrameItem::Text(text) => {
                        Some(&text.text).filter(|_| within(later.0.x, later.0.y - text.size * 0.7))
                    }
                    _ => None,
                };
                if covers || text.is_some_and(|text| !text.starts_with('/')) {
                    found.push(format!("page {page}: {text:?}"));
                }
            }
        }
    }
    found
}

#[test]
fn nothing_stands_in_a_box_for_marks_or_covers_it() {
    for room in ["5 lines", "8 cm squared", "5 cm blank", "1 page"] {
        let bank = with_rooms(&[room, room]);
        for layout in LAYOUTS {
            let blueprint = format!("format = \"blueprint/1\"\nshuffle = []\nanswers = \"booklet\"\n{layout}");
            let document = press_of(&bank, &blueprint).print("clear", "paper", 0);
            assert!(page_texts(&document).concat().contains("/3"), "{layout}");
            assert_eq!(over_boxes(&document), Vec::<String>::new(), "{room} {layout}");
        }
    }
}

#[test]
fn marks_in_a_box_have_no_brackets() {
    let bank = with_rooms(&["5 lines"]).replace("lang.hi", "lang.ur");
    for languages in ["[\"en\", \"ur\"]", "[\"ur\", \"en\"]"] {
        let blueprint = format!(
            "format = \"blueprint/1\"\nanswers = \"booklet\"\nlayout = \"side-by-side\"\nlanguages = {languages}\n"
        );
        let text = page_texts(&press_of(&bank, &blueprint).print("boxed", "paper", 0)).concat();
        assert!(text.contains("/3") && !text.contains('['), "{languages}: {text}");
    }
}

#[test]
fn a_part_that_ends_its_column_leaves_room_for_the_total_and_needs_no_page_after_it() {
    let bank = with_rooms(&["1 page"]).replace("\"q-0\"", "\"a-0\"").replace("space = \"1 page\"\nlang", "lang");
    for layout in LAYOUTS.iter().filter(|layout| !layout.contains("facing")) {
        let blueprint =
            format!("format = \"blueprint/1\"\nshuffle = []\nanswers = \"booklet\"\nrough-pages = 0\n{layout}");
        let document = press_of(&bank, &blueprint).print("total-at-foot", "paper", 0);
        let texts = page_texts(&document);
        let last = texts.last().unwrap();
        assert!(last.contains("Total for Question 2"), "{layout}: {texts:#?}");
        assert!(!texts.concat().contains("END OF"), "{layout}");
        let line = drawn(&document, document.pages() - 1).into_iter().find_map(|(at, item)| match item {
            FrameItem::Text(text) if text.text.starts_with("Total for") => Some(at.y),
            _ => None,
        });
        let foot = document.document.pages().last().unwrap().frame.height();
        let least = if layout.contains("A5") { 25.0 } else { 30.0 };
        assert!((foot - line.unwrap()).to_mm() < least, "{layout}: {line:?} of {foot:?}");
    }
}
