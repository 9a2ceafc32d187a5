//! Written papers: where answers go, room to write, marks boxes, booklets that are answered in.

use super::*;

/// A written question; `more` are lines of its own.
fn written(id: &str, marks: u32, more: &str) -> String {
    format!(
        "[[question]]\nid = \"{id}\"\nkind = \"long\"\nmarks = {marks}\n{more}stem = \"Discuss {id}.\"\n\
         model-answer = \"It is so.\"\n"
    )
}

fn bank_of(questions: &[String]) -> String {
    format!("format = \"bank/1\"\nlanguage = \"en\"\n{}", questions.concat())
}

/// The numbered instructions of the cover, without the first, and the line at the foot of the questions' pages.
fn cover_of(bank: &str) -> String {
    let press = press_of(bank, "format = \"blueprint/1\"\ncover = \"booklet\"\n");
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
        cover_of(&bank_of(&questions))
    };
    insta::assert_snapshot!(cover(&[objective]), @r"
    Write your roll number in the boxes on this page. Write nothing else on the booklet except on pages meant for rough work.
    On the answer sheet, write your roll number and fill its circles. An answer sheet without a roll number cannot be marked.
    Each question with options has four of them. Choose the one that you consider right or, if several seem right, the best.
    Mark your answers on the answer sheet only, by filling the circle completely with a black or blue ball pen. Marks in this booklet are not looked at.
    All questions carry equal marks: 1 mark for each right answer. Nothing is deducted for a wrong answer.
    If more than one circle is filled where one answer is asked for, the answer counts as wrong, even if one of them is right.
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
    If more than one circle is filled where one answer is asked for, the answer counts as wrong, even if one of them is right.
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
    If more than one circle is filled where one answer is asked for, the answer counts as wrong, even if one of them is right.
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
    If more than one circle is filled where one answer is asked for, the answer counts as wrong, even if one of them is right.
    At the end, hand in the answer sheet, this booklet and the answer book.
    [Check that you have all pages]
    ");
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
