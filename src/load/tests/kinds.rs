//! Every kind of question as the format page shows it.

use super::{bank, question, read};
use crate::model::ids::Lang;
use crate::model::marking::Exact;
use crate::model::question::{Answer, Body, Extent, Kind, Space, Spot, Style};

fn names(question: &crate::model::question::Question) -> Vec<String> {
    question.item.right_options().iter().map(|name| name.to_string()).collect()
}

#[test]
fn a_choice_names_its_answer_by_letter_or_own_id() {
    let one = question(
        "stem = \"?\"\noptions = [\"x\", { id = \"both\", text = \"y\", place = \"last\", why = \"w\" }]\nanswer = \"b\"",
    );
    assert_eq!(names(&one), ["both"]);
    let Body::Choice { options, answer } = &one.item.body else { panic!() };
    assert!(matches!(answer, Answer::One(_)));
    assert_eq!((options[1].place, options[1].why.is_some()), (Some(Spot::Last), true));
    let list = question("stem = \"?\"\noptions = [\"x\", \"y\"]\nanswer = [\"b\"]\nkind = \"choice\"");
    assert!(list.item.asks_for_several());
    assert_eq!(list.kind(), Kind::Choice);
}

#[test]
fn coded_kinds_give_derived_names() {
    let statements = "stem = \"?\"\nkind = \"statements\"\nstatements = [{ text = \"a\", holds = true }, { id = \"two\", text = \"b\", holds = false }, { text = \"c\", holds = true }]\n";
    let one = question(&format!("{statements}codes = [\"1\", \"3 1\", \"1, two\", \"none\"]"));
    assert_eq!(names(&one), ["1+3"]);
    let Body::Statements { coding, .. } = &one.item.body else { panic!() };
    assert_eq!(coding.codes.iter().map(|name| name.as_str()).collect::<Vec<_>>(), ["1", "1+3", "1+two", "none"]);
    let one = question(&format!("{statements}ask = \"how-many-not\"\ncodes = [\"0\", 1, \"2\"]"));
    assert_eq!(names(&one), ["1"]);

    let matching = question(
        "kind = \"match\"\nstem = \"?\"\nleft = [\"w\", \"x\"]\nright = [\"1\", { id = \"last-one\", text = \"2\" }, \"3\"]\nanswer = \"a-3, blast-one\"\ncodes = [\"a3 b2\", \"a1 b2\"]",
    );
    assert_eq!(names(&matching), ["a3+b:last-one"]);

    let order =
        question("kind = \"order\"\nstem = \"?\"\nitems = [\"p\", \"q\", \"r\"]\ncodes = [\"1 2 3\", \"3 2 1\"]");
    assert_eq!(names(&order), ["1+2+3"]);

    let pairs = question(
        "kind = \"pairs\"\nstem = \"?\"\nheading = [\"A\", \"B\"]\nrows = [{ cells = [\"1\", \"2\"], holds = false }, { cells = [\"3\", \"4\"], holds = true }]\nask = \"which-not\"",
    );
    assert_eq!(names(&pairs), ["1"]);
}

#[test]
fn fixed_styles_follow_from_the_facts() {
    let one = question(
        "kind = \"assertion-reason\"\nassertion = \"A\"\nreason = \"R\"\nassertion-holds = true\nreason-holds = true\nexplains = false",
    );
    assert_eq!(names(&one), ["both"]);
    let one = question(
        "kind = \"statement-pair\"\nstatements = [{ text = \"a\", holds = true }, { text = \"b\", holds = true, explains = true }, { text = \"c\", holds = false }]",
    );
    assert_eq!(names(&one), ["one-only"]);
    let Body::StatementPair { style, .. } = one.item.body else { panic!() };
    assert_eq!(style, Style::Upsc2025);
    assert_eq!(names(&question("kind = \"true-false\"\nstem = \"x\"\nanswer = false")), ["false"]);
}

#[test]
fn numbers_are_exact_and_keep_their_text() {
    let interval = |body: &str| {
        let question = question(&format!("kind = \"numeric\"\nstem = \"?\"\n{body}"));
        let Body::Numeric { answer, accepted, .. } = question.item.body else { panic!() };
        format!("{:?} {}..{}", answer.map(|answer| answer.text().to_owned()), accepted.low, accepted.high)
    };
    assert_eq!(interval("answer = 6.30"), "Some(\"6.30\") 63/10..63/10");
    assert_eq!(interval("answer = \"-200\"\ntolerance = \"1%\""), "Some(\"-200\") -202..-198");
    assert_eq!(interval("answer = \"4.47\"\ntolerance = \"0.01\""), "Some(\"4.47\") 223/50..112/25");
    assert_eq!(interval("range = [\"4.4\", 4.5]"), "None 22/5..9/2");
    assert_eq!(interval("answer = 1_000"), "Some(\"1000\") 1000..1000");
}

#[test]
fn written_kinds_take_their_marks_from_points() {
    let one = question(
        "kind = \"long\"\nstem = \"?\"\nwords = 150\nspace = \"2 pages\"\npoints = [{ text = \"p\", marks = 2 }, { text = \"q\", marks = \"1/2\" }]\nmodel-answer = \"m\"",
    );
    assert_eq!(one.item.marks.right, Exact::ratio(5, 2));
    let Body::Written { long: true, words: Some(150), space: Some(Space::Pages(2)), points, .. } = one.item.body else {
        panic!()
    };
    assert_eq!(points.len(), 2);
    let one = question("kind = \"blank\"\nstem = \"___ and ____\"\nanswer = [[\"one\", \"1\"], \"two\"]");
    let Body::Blank { answers } = one.item.body else { panic!() };
    assert_eq!(answers, [vec!["one", "1"], vec!["two"]]);
}

#[test]
fn room_is_lines_squares_or_a_box() {
    let space = |typed: &str| {
        let one = question(&format!("kind = \"short\"\nstem = \"?\"\nmarks = 1\nspace = \"{typed}\""));
        let Body::Written { space, .. } = one.item.body else { panic!() };
        space.unwrap()
    };
    assert_eq!(space("1 line"), Space::Lines(1));
    assert_eq!(space("auto"), Space::Auto);
    assert_eq!(space("1 page squared"), Space::Squared(Extent::Pages(1)));
    assert_eq!(space("2 pages  blank"), Space::Blank(Extent::Pages(2)));
    assert_eq!(space("8 cm squared"), Space::Squared(Extent::Millimetres(80)));
    assert_eq!(space("7.5 cm squared"), Space::Squared(Extent::Millimetres(75)));
    assert_eq!(space("1.1 cm blank"), Space::Blank(Extent::Millimetres(11)));
}

#[test]
fn a_case_has_parts_and_alternatives() {
    let one = question(
        "kind = \"case\"\nstem = \"?\"\nmarks = 4\n[[question.parts]]\nkind = \"short\"\nstem = \"s\"\nmarks = 1\n[[question.parts]]\noptions = [\"x\", \"y\"]\nstem = \"t\"\nanswer = \"a\"\n[[question.parts]]\nor = [{ kind = \"short\", stem = \"u\", marks = 2 }, { kind = \"short\", stem = \"v\", marks = 2 }]\n",
    );
    let slots: Vec<String> = one.slots().into_iter().map(|(slot, _)| slot.to_string()).collect();
    assert_eq!(slots, ["q/i", "q/ii", "q/iii.a", "q/iii.b"]);
    let place = one.place.as_ref().unwrap();
    assert!(place.fields.iter().any(|(name, _)| &**name == "parts.iii.b.marks"));
}

#[test]
fn languages_stand_beside_each_other() {
    let one = question(
        "stem = \"one\"\noptions = [\"x\", { text = \"y\", why = \"w\" }]\nanswer = \"a\"\nlang.hi.stem = \"एक\"\nlang.hi.options = [\"=\", { text = \"य\", why = \"क\" }]\n[question.lang.ta]\noptions = { b = \"b-ta\", a = \"a-ta\" }\n",
    );
    let Body::Choice { options, .. } = &one.item.body else { panic!() };
    let hindi = |text: &crate::model::text::Text| text.get(Lang::HINDI).map(|rich| rich.source.clone());
    assert_eq!(hindi(&options[0].text).as_deref(), Some("x"));
    assert_eq!(hindi(&options[1].text).as_deref(), Some("य"));
    assert_eq!(options[1].why.as_ref().and_then(hindi).as_deref(), Some("क"));
    let tamil = Lang::new("ta").unwrap();
    assert_eq!(options[0].text.get(tamil).map(|rich| rich.source.as_str()), Some("a-ta"));
    let case = question(
        "kind = \"case\"\nstem = \"?\"\nparts = [{ kind = \"short\", stem = \"s\" }, { or = [{ kind = \"short\", stem = \"u\" }, { kind = \"short\", stem = \"v\" }] }]\nlang.hi.parts.i.stem = \"स\"\nlang.hi.parts.ii.b.stem = \"व\"",
    );
    let stems: Vec<bool> =
        case.slots().iter().map(|(_, item)| item.stem.as_ref().unwrap().get(Lang::HINDI).is_some()).collect();
    assert_eq!(stems, [true, false, true]);
}

#[test]
fn defaults_are_replaced_and_not_merged() {
    let (questions, told) = bank(
        "[defaults]\nmarks = { right = 2, wrong = -1 }\nstyle = \"neet\"\ntags = [\"t\"]\n[[question]]\nid = \"a\"\nstem = \"?\"\noptions = [\"x\", \"y\"]\nanswer = \"a\"\n[[question]]\nid = \"b\"\nmarks = 3\nkind = \"assertion-reason\"\nassertion = \"a\"\nreason = \"b\"\nassertion-holds = false\nreason-holds = false\n",
    );
    assert_eq!(told, "");
    assert_eq!(questions[0].item.marks.right, Some(Exact::whole(2)));
    assert!(questions[1].item.marks.wrong.is_none());
    assert_eq!(questions[1].about.tags, ["t"]);
    assert_eq!(questions[1].item.right_options().len(), 1);
}

#[test]
fn passages_and_their_pictures_are_read() {
    let (bank, told) = read(
        "format = \"bank/1\"\n[[passage]]\nid = \"p\"\ntext = \"A ![lens](../media/l.svg) b\"\ntake = 2\n[[question]]\nid = \"q\"\npassage = \"p\"\nstem = \"?\"\noptions = [\"x\", \"y\"]\nanswer = \"a\"\nfigures = [{ id = \"ray\", file = \"m/ray.png\", alt = \"rays\", width = \"60%\" }]\n",
    );
    assert_eq!(told, "");
    let bank = bank.unwrap();
    assert_eq!(bank.passages[0].figures[0].file(), Some("media/l.svg"));
    assert_eq!(bank.passages[0].take, Some(2));
    assert_eq!(bank.questions[0].item.figures[0].file(), Some("banks/m/ray.png"));
    assert_eq!(bank.questions[0].item.figures[0].width, Some(60));
}

#[test]
fn a_question_without_id_gets_one_from_its_text() {
    let body = "[[question]]\nstem = \"What is a hotline?\"\noptions = [\"x\", \"y\"]\nanswer = \"a\"\n";
    let (first, told) = bank(body);
    let (second, _) = bank(&format!("[[question]]\nid = \"z\"\nstem=\"?\"\noptions=['a','b']\nanswer='a'\n{body}"));
    assert_eq!(first[0].id, second[1].id);
    assert!(first[0].id.as_str().starts_with("what-is-a-hotline-"), "{}", first[0].id);
    assert!(told.contains("missing-id"));
}

#[test]
fn questions_come_back_from_json_with_their_trees() {
    let bank = read(include_str!("seed.toml")).0.unwrap();
    let mut texts = 0;
    for question in &bank.questions {
        let json = serde_json::to_string(question).unwrap();
        let mut back: crate::model::question::Question = serde_json::from_str(&json).unwrap();
        back.each_text_mut(&mut |role, _, rich| crate::markup::reparse(rich, role.form()));
        let mut before = Vec::new();
        question.each_text(&mut |role, lang, rich| {
            before.push((role.field, role.name, role.part, lang, &rich.source, &rich.blocks));
        });
        let mut after = Vec::new();
        back.each_text(&mut |role, lang, rich| {
            after.push((role.field, role.name, role.part, lang, &rich.source, &rich.blocks));
        });
        assert_eq!(before, after, "{}", question.id);
        assert_eq!(
            (&question.item.marks, question.item.right_options()),
            (&back.item.marks, back.item.right_options())
        );
        texts += before.len();
    }
    assert!(texts > 40, "{texts}");
    let passage = &bank.passages[0];
    let mut fields = Vec::new();
    passage.each_text(&mut |role, _, _| fields.push(role.field.name()));
    assert_eq!(fields, ["title", "text", "alt"]);
}

#[test]
fn pictures_named_by_path_become_figures_with_that_path() {
    let text = "format = \"bank/1\"\n[[passage]]\nid = \"p\"\ntext = \"![a](../m/p.png)\"\n[[question]]\nid = \"q\"\nstem = \"![b](media/s.png)\"\noptions = [\"x\", \"y\"]\nanswer = \"a\"\nexplanation = \"![c](./media/e.png)\"\n";
    let (found, told) = read(text);
    assert_eq!(told, "");
    let found = found.unwrap();
    let figures = found.passages[0].figures.iter().chain(&found.questions[0].item.figures);
    let named: Vec<(&str, &str)> = figures.map(|figure| (figure.id.as_str(), figure.file().unwrap())).collect();
    assert_eq!(
        named,
        [("../m/p.png", "m/p.png"), ("media/s.png", "banks/media/s.png"), ("./media/e.png", "banks/media/e.png")]
    );
    let (_, told) = read(&text.replace("s.png", &"s".repeat(500)));
    assert!(told.contains("error[bad-path]"), "{told}");
}
