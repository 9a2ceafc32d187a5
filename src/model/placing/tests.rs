use super::*;
use crate::model::ids::{Lang, Name, letter};
use crate::model::question::Answer;
use crate::model::text::{Block, BlockKind, Formula, Inline, InlineKind, PerLang, RichText, Text, Token};

/// Text, `$…$` and `{opt:…}`, which is all that options here need.
fn rich(source: &str) -> RichText {
    let mut inlines = Vec::new();
    let mut rest = source;
    let push = |kind, inlines: &mut Vec<Inline>| inlines.push(Inline { kind, range: 0..0 });
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('$')
            && let Some((tex, after)) = inner.split_once('$')
        {
            let formula = Formula { tex: tex.into(), typst: String::new(), alt: String::new(), display: false };
            push(InlineKind::Math(Box::new(formula)), &mut inlines);
            rest = after;
        } else if let Some(inner) = rest.strip_prefix("{opt:") {
            let (names, after) = inner.split_once('}').unwrap();
            let names = names.split(',').map(str::to_owned).collect();
            push(InlineKind::Token(Token { kind: TokenKind::Option, names }), &mut inlines);
            rest = after;
        } else {
            let end = rest.get(1..).and_then(|rest| rest.find(['$', '{'])).map_or(rest.len(), |at| at + 1);
            push(InlineKind::Text(rest[..end].to_owned()), &mut inlines);
            rest = &rest[end..];
        }
    }
    let blocks = vec![Block { kind: BlockKind::Paragraph(inlines), range: 0..source.len() }];
    RichText { source: source.to_owned(), blocks, ..RichText::default() }
}

fn text(source: &str) -> Text {
    PerLang::new(Lang::ENGLISH, rich(source))
}

fn item(stem: &str, options: &[&str]) -> Item {
    let options: Vec<AnswerOption> = options
        .iter()
        .enumerate()
        .map(|(index, source)| AnswerOption {
            name: Name::new(&letter(index)).unwrap(),
            text: text(source),
            place: None,
            why: None,
        })
        .collect();
    Item {
        stem: Some(text(stem)),
        body: Body::Choice { answer: Answer::One(Name::new("a").unwrap()), options },
        explanation: None,
        figures: Vec::new(),
        marks: Default::default(),
        shuffle: None,
    }
}

fn placed(options: &[&str]) -> Placing {
    of(&item("Which?", options))
}

fn order(options: &[&str]) -> Order {
    placed(options).order
}

const NUMBERS: Order = Order::Kept { reason: Reason::Numbers };

/// The places of the options that stay, with an order that is free otherwise.
fn staying(options: &[&str]) -> Vec<usize> {
    let placing = placed(options);
    assert_eq!(placing.order, Order::Free, "{options:?}");
    (0..options.len()).filter(|index| placing.spots[*index] == Spot::Here).collect()
}

#[test]
fn plain_options_move() {
    for options in [
        ["Delhi", "Mumbai", "Chennai", "Kolkata"],
        ["Both countries agreed to share the water of the river for another twenty years", "War", "Peace", "Truce"],
        ["All", "Some men are mortal", "None of the President's powers is absolute", "Men"],
        ["Article 19(1)(a)", "Article 21", "Article 19(1)(g)", "Article 14"],
        ["Clause (b) of the treaty", "Section 2 (a)", "The preamble", "The schedule"],
        ["Vitamin A", "Vitamin B", "Vitamin C", "Vitamin D"],
        ["A", "B", "AB", "O"],
        ["f(a)", "f(b)", "f(c)", "f(d)"],
        ["4", "2", "8", "6"],
        ["$x+1$", "$x+2$", "$x+3$", "$x+4$"],
        ["3 : 4", "4 : 5", "5 : 6", "6 : 7"],
        ["Option 1", "Option 2", "Option 3", "Option 4"],
        ["दिल्ली", "मुंबई", "चेन्नई", "सभी नागरिकों को मतदान का अधिकार है"],
    ] {
        let placing = placed(&options);
        assert_eq!(placing.order, Order::Free, "{options:?}");
        let moving = placing.spots.iter().filter(|spot| **spot == Spot::Free).count();
        assert!(moving >= 3, "{options:?}");
    }
}

#[test]
fn phrases_about_the_other_options_keep_their_place() {
    for phrase in [
        "All of the above",
        "all of the above.",
        "All the above",
        "All of these",
        "**All**",
        "None of the above",
        "None of these",
        "None of the above options is correct",
        "Any of the above",
        "More than one of the above",
        "Both of the above",
        "Neither of them",
        "Both",
        "Neither",
        "Both Lok Sabha and Rajya Sabha",
        "Both 1 and 2",
        "1 and 2 both",
        "Neither 1 nor 2",
        "No error",
        "Can't be determined",
        "उपर्युक्त सभी",
        "उपरोक्त में से कोई नहीं",
        "उपर्युक्‍त में से कोई भी नहीं",
        "इनमें से कोई नहीं",
        "कोई नहीं",
        "ये सभी",
        "दोनों",
        "1 और 2 दोनों",
        "लोक सभा और राज्य सभा दोनों",
        "न तो 1 और न ही 2",
        "उपर्युक्त में से एक से अधिक",
    ] {
        assert_eq!(staying(&["x", "y", "z", phrase.trim_matches('*')]), [3], "{phrase}");
    }
}

#[test]
fn a_phrase_in_any_language_is_enough() {
    let mut item = item("Which?", &["x", "y", "All of the above"]);
    let Body::Choice { options, .. } = &mut item.body else { panic!() };
    options[2].text = text("Every one");
    options[2].text.insert(Lang::HINDI, rich("उपर्युक्त सभी"));
    assert_eq!(of(&item).spots[2], Spot::Here);
}

#[test]
fn above_freezes_when_something_below_could_rise() {
    let reason = Reason::Above { option: 1 };
    assert_eq!(order(&["x", "All of the above", "y"]), Order::Kept { reason });
    assert_eq!(order(&["x", "Both", "y"]), Order::Kept { reason });
    assert_eq!(staying(&["x", "All of these", "y"]), [1]);
    assert_eq!(staying(&["x", "y", "Both", "Neither"]), [2, 3]);
}

#[test]
fn a_literal_reference_freezes() {
    for phrase in [
        "Both (a) and (b)",
        "(a) and (b) only",
        "Only (b)",
        "Both a and b",
        "A and B only",
        "Both A & B",
        "(A) or (B)",
        "Either (a) or (b)",
        "Neither (a) nor (b)",
        "Option (b) if the rate is fixed",
        "options a and b",
        "Same as (a) but slower",
        "Both a) and b) are right",
        "केवल (a)",
        "(क) और (ख) दोनों",
        "(a) तथा (b)",
        "विकल्प ख",
        "Options 1 and 2",
    ] {
        let reason = Reason::Literal { option: 3 };
        assert_eq!(order(&["x", "y", "z", phrase]), Order::Kept { reason }, "{phrase}");
    }
}

#[test]
fn letters_that_label_the_stem_or_name_only_each_other_are_free() {
    let stem = "Consider:\n\nA. Iron\n\nB. Tin\n\nWhich conduct?";
    let placing = of(&item(stem, &["A only", "B only", "Both A and B", "Copper"]));
    assert_eq!(placing.order, Order::Free);
    assert_eq!(placing.spots[2], Spot::Here);
    assert_eq!(order(&["A and B only", "B and C only", "A and C only", "C and D only"]), Order::Free);
    let stem = "(1) Iron floats. (2) Tin floats.";
    assert_eq!(of(&item(stem, &["Only (1)", "Only (2)", "Iron", "Tin"])).order, Order::Free);
}

#[test]
fn tokens_are_rewritten_and_only_keep_their_place() {
    assert_eq!(staying(&["x", "y", "z", "Both {opt:a} and {opt:b}"]), [3]);
    let placing = placed(&["x", "y", "Both {opt:a} and {opt:b}", "z"]);
    assert_eq!(placing.stays[2], Some(Stay::Token));
    assert_eq!(placing.order, Order::Free);
}

#[test]
fn numbers_and_dates_in_order_keep_it() {
    for options in [
        ["1", "2", "3", "4"],
        ["40", "30", "20", "10"],
        ["-2", "−1", "0", "1.5"],
        ["1,00,000", "2,00,000", "10,00,000", "1 crore"],
        ["5%", "10 per cent", "15%", "20 %"],
        ["5 cm", "10 cm", "1 m", "1 km"],
        ["30 minutes", "1 hour", "2 hours", "1 day"],
        ["₹ 500", "Rs. 600", "₹700", "Rs 800"],
        ["$2$", "$3$", "$5$", "$7$"],
        [
            r"$2 \times 10^{-3}\,\mathrm{m\,s^{-1}}$",
            r"$2\times10^{-2}\ \mathrm{m\,s^{-1}}$",
            r"$0.2\ \mathrm{m\,s^{-1}}$",
            r"$2~\mathrm{m\,s^{-1}}$",
        ],
        [r"$\frac{1}{4}$", r"$\dfrac{1}{3}$", "$1/2$", "$1$"],
        [r"$30^\circ$", r"$45^{\circ}$", "60°", "90°"],
        ["1942", "1945", "1947", "1950"],
        ["300 BC", "100 BCE", "AD 50", "AD 100"],
        ["5th century", "7th century", "9th century", "11th century"],
        ["26 January 1950", "15 August 1951", "March 2, 1952", "2 March 1953"],
        ["1947-08-15", "1950-01-26", "1952-02-01", "1956-11-01"],
        ["15/08/1947", "26.01.1950", "1-2-1952", "1 Nov 1956"],
        ["I", "II", "III", "IV"],
        ["Part III", "Part IV", "Part V", "Part VI"],
        ["Article 14", "Article 19", "Article 21", "Article 32"],
        ["Less than 5 km", "5–10 km", "10 to 20 km", "More than 20 km"],
        ["Only one", "Only two", "All three", "None"],
        ["One", "Two", "Three", "Four"],
        ["केवल एक", "केवल दो", "सभी तीन", "कोई नहीं"],
        ["१९४२", "१९४५", "१९४७", "१९५०"],
        ["जनवरी", "मार्च", "मई", "दिसंबर"],
        ["2 वर्ष", "3 वर्ष", "5 वर्ष", "6 वर्ष"],
        ["10", "20", "30", "None of these"],
        ["1947", "26 January 1950", "1 August 1950", "1951"],
        ["1951", "August 1950", "26 January 1950", "1947 AD"],
    ] {
        assert_eq!(order(&options), NUMBERS, "{options:?}");
    }
}

#[test]
fn shuffle_and_place_are_the_authors_word() {
    let mut numbers = item("Which?", &["1", "2", "3"]);
    numbers.shuffle = Some(true);
    let placing = of(&numbers);
    assert_eq!((placing.order, placing.overruled), (Order::Free, Some(Reason::Numbers)));
    let mut plain = item("Which?", &["x", "y", "None of these"]);
    plain.shuffle = Some(false);
    assert_eq!(of(&plain).order, Order::Kept { reason: Reason::Author });
    plain.shuffle = Some(true);
    assert_eq!(of(&plain).spots, [Spot::Free, Spot::Free, Spot::Here]);
    let Body::Choice { options, .. } = &mut plain.body else { panic!() };
    options[2].place = Some(Spot::Free);
    options[0].place = Some(Spot::Last);
    assert_eq!(of(&plain).spots, [Spot::Last, Spot::Free, Spot::Free]);
}

#[test]
fn fixed_options_stand_as_their_style_says() {
    let item = Item { body: Body::TrueFalse { answer: true }, shuffle: Some(true), ..item("x", &[]) };
    let placing = of(&item);
    assert_eq!(placing.order, Order::Kept { reason: Reason::Fixed });
    assert_eq!(placing.spots, [Spot::Here, Spot::Here]);
}

proptest::proptest! {
    #[test]
    fn any_options_are_placed(options in proptest::collection::vec("\\PC{0,60}|[0-9a-d()., ^{}/x×-]{0,20}", 0..6)) {
        let options: Vec<&str> = options.iter().map(String::as_str).filter(|text| !text.contains(['$', '{'])).collect();
        proptest::prop_assert_eq!(placed(&options).spots.len(), options.len());
    }
}
