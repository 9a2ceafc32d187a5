//! Written papers: where answers go, marks boxes, booklets that are answered in, value points.

use super::rooms::{Shape, shapes};
use super::*;

/// A written question; `more` are lines of its own.
pub(super) fn written(id: &str, marks: u32, more: &str) -> String {
    format!(
        "[[question]]\nid = \"{id}\"\nkind = \"long\"\nmarks = {marks}\n{more}stem = \"Discuss {id}.\"\n\
         model-answer = \"It is so.\"\n"
    )
}

pub(super) fn bank_of(questions: &[String]) -> String {
    format!("format = \"bank/1\"\nlanguage = \"en\"\n{}", questions.concat())
}

/// The numbered instructions of the cover, without the first, and the line at the foot of the questions' pages.
fn cover_of(bank: &str, blueprint: &str) -> String {
    let press = press_of(bank, &format!("format = \"blueprint/1\"\ncover = \"booklet\"\n{blueprint}"));
    let desk_words = &press.words;
    let set = &press.paper.sets[0];
    let numbering = Numbering::new(&press.paper, set, desk_words);
    let desk = Desk { paper: &press.paper, set, numbering: &numbering, words: desk_words, facts: &FACTS };
    let (lines, _) = front::instructions(&desk);
    let lines = lines.into_iter().skip(1).map(|line| match line {
        Value::Text(text) => text,
        other => format!("{other:?}"),
    });
    let foot = desk_words.get(answering::Answering::of(&desk).warning());
    lines.chain([format!("[{foot}]")]).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_cover_says_where_answers_go() {
    let objective =
        "[[question]]\nid = \"one\"\nstem = \"Which?\"\noptions = [\"x\", \"y\", \"z\", \"w\"]\nanswer = \"a\"\n";
    let room = written("with-room", 10, "space = \"2 pages\"\n");
    let none = written("without", 10, "");
    let cover = |questions: &[&str]| {
        let questions: Vec<String> = questions.iter().map(|&question| question.to_owned()).collect();
        cover_of(&bank_of(&questions), "")
    };
    insta::assert_snapshot!(cover(&[objective]), @r"
    Write your roll number in the boxes on this page. Write nothing else on the booklet except on pages meant for rough work.
    On the answer sheet, write your roll number and fill its circles. An answer sheet without a roll number cannot be marked.
    Each question with options has four of them. Choose the one that you consider right or, if several seem right, the best.
    Mark your answers on the answer sheet only, by filling the circle completely with a black or blue ball pen. Marks in this booklet are not looked at.
    All questions carry equal marks: 1 mark for each right answer. Nothing is deducted for a wrong answer.
    If more than one option is marked where one answer is asked for, the answer counts as wrong, even if one of them is right.
    At the end, hand in the answer sheet. The booklet is yours to keep.
    [Mark answers on the answer sheet only]
    ");
    insta::assert_snapshot!(cover(&[&room]), @r"
    Write your roll number in the boxes on this page and nowhere else in the booklet.
    Write each answer in the space below its question, with a black or blue pen. What is written elsewhere is not marked.
    At the end, hand in this booklet.
    [Write answers only in the space given]
    ");
    insta::assert_snapshot!(cover(&[&none]), @r"
    Write your roll number in the boxes on this page. Write nothing else on the booklet except on pages meant for rough work.
    Write your answers in the answer book, with a black or blue pen, each with the number of its question.
    At the end, hand in the answer book. The booklet is yours to keep.
    [Write answers in the answer book only]
    ");
    insta::assert_snapshot!(cover(&[&room, &none]), @r"
    Write your roll number in the boxes on this page and nowhere else in the booklet.
    Write each answer in the space below its question; where there is none, write it in the answer book, with the number of the question. Use a black or blue pen.
    At the end, hand in this booklet and the answer book.
    [Check that you have all pages]
    ");
    insta::assert_snapshot!(cover(&[objective, &room]), @r"
    Write your roll number in the boxes on this page and nowhere else in the booklet.
    On the answer sheet, write your roll number and fill its circles. An answer sheet without a roll number cannot be marked.
    Each question with options has four of them. Choose the one that you consider right or, if several seem right, the best.
    Where a question has options, mark your answer on the answer sheet only, by filling the circle completely with a black or blue ball pen.
    Write the other answers in the space below their questions, with a black or blue pen.
    Each question that is answered by an option or a number carries 1 mark. Nothing is deducted for a wrong answer.
    If more than one option is marked where one answer is asked for, the answer counts as wrong, even if one of them is right.
    At the end, hand in the answer sheet and this booklet.
    [Circles on the answer sheet, other answers here]
    ");
    insta::assert_snapshot!(cover(&[objective, &none]), @r"
    Write your roll number in the boxes on this page. Write nothing else on the booklet except on pages meant for rough work.
    On the answer sheet, write your roll number and fill its circles. An answer sheet without a roll number cannot be marked.
    Each question with options has four of them. Choose the one that you consider right or, if several seem right, the best.
    Where a question has options, mark your answer on the answer sheet only, by filling the circle completely with a black or blue ball pen.
    Write the other answers in the answer book, with a black or blue pen, each with the number of its question.
    Each question that is answered by an option or a number carries 1 mark. Nothing is deducted for a wrong answer.
    If more than one option is marked where one answer is asked for, the answer counts as wrong, even if one of them is right.
    At the end, hand in the answer sheet and the answer book. The booklet is yours to keep.
    [Circles on the answer sheet, the rest in the answer book]
    ");
    insta::assert_snapshot!(cover(&[objective, &room, &none]), @r"
    Write your roll number in the boxes on this page and nowhere else in the booklet.
    On the answer sheet, write your roll number and fill its circles. An answer sheet without a roll number cannot be marked.
    Each question with options has four of them. Choose the one that you consider right or, if several seem right, the best.
    Where a question has options, mark your answer on the answer sheet only, by filling the circle completely with a black or blue ball pen.
    Write the other answers in the space below their questions; where there is none, in the answer book, with the number of the question.
    Each question that is answered by an option or a number carries 1 mark. Nothing is deducted for a wrong answer.
    If more than one option is marked where one answer is asked for, the answer counts as wrong, even if one of them is right.
    At the end, hand in the answer sheet, this booklet and the answer book.
    [Check that you have all pages]
    ");
}

#[test]
fn the_cover_says_where_the_room_of_facing_pages_is() {
    let objective = "[[question]]\nid = \"one\"\nstem = \"Which?\"\noptions = [\"x\", \"y\"]\nanswer = \"a\"\n\
                     lang.hi.stem = \"कौन?\"\nlang.hi.options = [\"क\", \"ख\"]\n";
    let hindi = "lang.hi.stem = \"चर्चा कीजिए।\"\nlang.hi.model-answer = \"=\"\n";
    let room = written("with-room", 10, &format!("space = \"2 pages\"\n{hindi}"));
    let none = written("without", 10, hindi);
    let said = |questions: &[&str]| {
        let questions: Vec<String> = questions.iter().map(|&question| question.to_owned()).collect();
        let cover = cover_of(&bank_of(&questions), "languages = [\"en\", \"hi\"]\nlayout = \"facing-pages\"\n");
        cover.lines().filter(|line| line.starts_with("Write") && !line.contains("roll")).collect::<String>()
    };
    insta::assert_snapshot!(said(&[&room]), @"Write each answer in the space for it, on the page that is named below its question, with a black or blue pen. What is written elsewhere is not marked.");
    insta::assert_snapshot!(said(&[&room, &none]), @"Write each answer in the space for it, on the page that is named below its question; where none is named, write it in the answer book, with the number of the question. Use a black or blue pen.");
    insta::assert_snapshot!(said(&[objective, &room]), @"Write the other answers in the space for them, on the pages that are named below their questions, with a black or blue pen.");
    insta::assert_snapshot!(said(&[objective, &room, &none]), @"Write the other answers in the space for them, on the pages that are named below their questions; where none is named, in the answer book, with the number of the question.");
    insta::assert_snapshot!(said(&[&none]), @"Write your answers in the answer book, with a black or blue pen, each with the number of its question.");
}

#[test]
fn a_written_booklet_speaks_of_no_circles_and_no_sheet() {
    let bank = bank_of(&[written("first", 10, "space = \"1 page\"\n"), written("second", 15, "")]);
    let bank = bank.replace("stem =", "lang.hi.stem = \"चर्चा कीजिए।\"\nlang.hi.model-answer = \"=\"\nstem =");
    let press = press_of(&bank, "format = \"blueprint/1\"\ncover = \"booklet\"\nlanguages = [\"en\", \"hi\"]\n");
    let text = page_texts(&press.print("written", "paper", 0)).concat().to_lowercase();
    assert!(text.contains("hand in this booklet") && text.contains("अनुक्रमांक"), "{text}");
    for word in ["answer sheet", "circle", "उत्तर - पत्रक", "गोल"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
}

#[test]
fn a_value_point_is_not_parted_and_the_head_is_not_alone() {
    let point = |at: usize| {
        // A row of several lines: shorter paragraphs are not broken anyway.
        let text =
            "it says what the answer must hold in so many words that the row takes more lines than one. ".repeat(5);
        format!("{{ text = \"Begin{at} {text} End{at}\", marks = 1 }}, ")
    };
    let points: String = (1..=5).map(point).collect();
    for columns in [1, 2] {
        for lines in (0..50).step_by(2) {
            let filler = "A line of the explanation.\\n\\n".repeat(lines);
            let question = format!(
                "[[question]]\nid = \"one\"\nkind = \"long\"\nmarks = 5\nstem = \"Discuss.\"\npoints = [{points}]\n\
                 explanation = \"So. {filler}\"\n"
            );
            let press = press_of(&bank_of(&[question]), &format!("format = \"blueprint/1\"\ncolumns = {columns}\n"));
            let document = press.print("points", "solutions", 0);
            // Heights of words that begin a line, by page and column.
            let place = |word: &str| {
                (0..document.pages()).find_map(|page| {
                    let drawn = drawn(&document, page);
                    let found = drawn.iter().find_map(|(at, item)| match item {
                        FrameItem::Text(text) if text.text.contains(word) => Some(*at),
                        _ => None,
                    });
                    found.map(|at| (page, columns == 2 && at.x > document.document.pages()[page].frame.width() / 2.0))
                })
            };
            for at in 1..=5 {
                assert_eq!(place(&format!("Begin{at}")), place(&format!("End{at}")), "{columns} {lines}");
            }
            assert_eq!(place("Value points"), place("Begin1"), "{columns} {lines}");
        }
    }
}

/// Forty written questions of 2 to 5 marks, and one with parts; 140 marks and 3.
fn forty() -> String {
    let mut questions: Vec<String> = (0..40).map(|at| written(&format!("q-{at:02}"), 2 + at % 4, "")).collect();
    questions.push(
        "[[question]]\nid = \"case\"\nkind = \"case\"\nstem = \"A slope.\"\nparts = [\n\
         { kind = \"short\", marks = 2, stem = \"Why?\", model-answer = \"So.\" },\n\
         { marks = 1, stem = \"Which?\", options = [\"Wren\", \"Heron\"], answer = \"a\" }]\n"
            .to_owned(),
    );
    bank_of(&questions)
}

#[test]
fn the_examiners_table_adds_up_to_the_maximum() {
    let press = press_of(&forty(), "format = \"blueprint/1\"\nanswers = \"booklet\"\n");
    let words = &press.words;
    let set = &press.paper.sets[0];
    let numbering = Numbering::new(&press.paper, set, words);
    let desk = Desk { paper: &press.paper, set, numbering: &numbering, words, facts: &FACTS };
    let Value::Map(table) = examiner::table(&desk) else { panic!() };
    let get = |map: &[(&str, Value)], key: &str| map.iter().find(|(name, _)| *name == key).unwrap().1.clone();
    let text = |value: Value| if let Value::Text(text) = value { text } else { panic!() };
    let Value::List(rows) = get(&table, "rows") else { panic!() };
    let row = |row: &Value| if let Value::Map(row) = row { text(get(row, "marks")) } else { panic!() };
    let sum: u32 = rows.iter().map(|one| row(one).parse::<u32>().unwrap()).sum();
    assert_eq!((rows.len(), sum, text(get(&table, "maximum"))), (41, 143, "143".to_owned()));
    assert_eq!(sum.to_string(), press.paper.maximum().shown());
}

#[test]
fn a_booklet_has_boxes_for_marks_and_a_margin_that_is_kept_free() {
    let hindi = "lang.hi.stem = \"चर्चा कीजिए।\"\nlang.hi.model-answer = \"=\"\n";
    let bank = bank_of(&[written("one", 10, hindi), written("two", 15, hindi)]);
    for page in ["A4", "A5", "Letter", "Legal"] {
        for columns in [1, 2] {
            let blueprint = format!(
                "format = \"blueprint/1\"\nanswers = \"booklet\"\npage = \"{page}\"\ncolumns = {columns}\nlanguages = [\"en\", \"hi\"]\n"
            );
            let document = press_of(&bank, &blueprint).print("booklet", "paper", 0);
            let texts = page_texts(&document);
            let all = texts.concat();
            assert_eq!(outside(&document), Vec::<String>::new(), "{page} {columns}");
            for said in ["QUESTION-CUM-ANSWER BOOKLET", "FOR THE USE OF EXAMINERS ONLY", "/10", "/15"] {
                assert!(all.contains(said), "{page} {columns} {said}: {all}");
            }
            assert!(texts[0].contains("Signature of the examiner") && texts[0].contains("Total 25"), "{}", texts[0]);
            let inner: Vec<&String> =
                texts.iter().filter(|text| text.contains("Discuss") || text.contains("margin")).collect();
            assert!(
                !inner.is_empty() && inner.iter().all(|text| text.contains("Do not write in this margin")),
                "{texts:?}"
            );
            // Every box stands inside its page, clear of the lines.
            let shapes = shapes(&document);
            let boxes: Vec<&Shape> = shapes
                .iter()
                .filter(|shape| (shape.height - 8.0).abs() < 0.1 && (10.0..15.0).contains(&shape.width))
                .collect();
            assert_eq!(boxes.len(), 2, "{page} {columns}");
            for one in boxes {
                let beside =
                    |line: &&Shape| line.page == one.page && line.x < one.x && line.height < 0.01 && line.width > 30.0;
                let lines = shapes.iter().filter(beside).filter(|line| line.y > one.y && line.y < one.y + 8.0);
                assert!(lines.into_iter().all(|line| line.x + line.width < one.x), "{page} {columns}");
            }
        }
    }
}

#[test]
fn a_table_that_has_no_room_on_the_cover_has_a_page_of_its_own() {
    for (page, own) in [("A4", false), ("A5", true)] {
        let press =
            press_of(&forty(), &format!("format = \"blueprint/1\"\nanswers = \"booklet\"\npage = \"{page}\"\n"));
        let texts = page_texts(&press.print("table", "paper", 0));
        let place = texts.iter().position(|text| text.contains("FOR THE USE OF EXAMINERS")).unwrap();
        assert_eq!(place, usize::from(own), "{page}");
        assert!(texts[place].contains("41") && texts[place].contains("143"), "{}", texts[place]);
        assert_eq!(texts[place].contains("DO NOT OPEN"), !own);
    }
    let heading = "format = \"blueprint/1\"\nanswers = \"booklet\"\ncover = \"heading\"\n";
    let texts = page_texts(&press_of(&forty(), heading).print("table", "paper", 0));
    assert!(texts[0].contains("FOR THE USE OF EXAMINERS") && texts[0].contains("Discuss"), "{}", texts[0]);
}

#[test]
fn a_question_with_parts_has_its_total_below_them() {
    let press = press_of(&forty(), "format = \"blueprint/1\"\nanswers = \"booklet\"\nshuffle = []\n");
    let texts = page_texts(&press.print("total", "paper", 0));
    let page = texts.iter().find(|text| text.contains("Total for Question")).unwrap();
    assert!(page.contains("/3") && page.contains("Total for Question 41: 3 marks"), "{page}");
    let apart = page_texts(&press_of(&forty(), "format = \"blueprint/1\"\n").print("total", "paper", 0)).concat();
    assert!(!apart.contains("Total for") && !apart.contains("EXAMINERS") && !apart.contains("margin"), "{apart}");
}

#[test]
fn the_cover_of_a_booklet_that_is_answered_in_sends_nobody_to_a_sheet() {
    let objective = "[[question]]\nid = \"one\"\nstem = \"Which?\"\noptions = [\"x\", \"y\"]\nanswer = \"a\"\n\
        [[question]]\nid = \"two\"\nkind = \"numeric\"\nstem = \"How many?\"\nanswer = 4\n";
    let cover = |questions: &[String]| cover_of(&bank_of(questions), "answers = \"booklet\"\n");
    insta::assert_snapshot!(cover(&[objective.to_owned()]), @r"
    Write your roll number in the boxes on this page and nowhere else in the booklet.
    Each question with options has two of them. Choose the one that you consider right or, if several seem right, the best.
    Where a question has options, draw a ring round the letter or number of your answer, with a black or blue pen.
    Where a number is asked for, write its digits in the boxes.
    All questions carry equal marks: 1 mark for each right answer. Nothing is deducted for a wrong answer.
    If more than one option is marked where one answer is asked for, the answer counts as wrong, even if one of them is right.
    At the end, hand in this booklet.
    [Write answers only in the space given]
    ");
    insta::assert_snapshot!(cover(&[objective.to_owned(), written("three", 10, "")]), @r"
    Write your roll number in the boxes on this page and nowhere else in the booklet.
    Each question with options has two of them. Choose the one that you consider right or, if several seem right, the best.
    Where a question has options, draw a ring round the letter or number of your answer, with a black or blue pen.
    Where a number is asked for, write its digits in the boxes.
    Write the other answers in the space below their questions, with a black or blue pen.
    Each question that is answered by an option or a number carries 1 mark. Nothing is deducted for a wrong answer.
    If more than one option is marked where one answer is asked for, the answer counts as wrong, even if one of them is right.
    At the end, hand in this booklet.
    [Write answers only in the space given]
    ");
    insta::assert_snapshot!(cover(&[written("three", 10, "")]), @r"
    Write your roll number in the boxes on this page and nowhere else in the booklet.
    Write each answer in the space below its question, with a black or blue pen. What is written elsewhere is not marked.
    At the end, hand in this booklet.
    [Write answers only in the space given]
    ");
}
