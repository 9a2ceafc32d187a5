//! Where labels, texts and halves stand.

use crate::render::source::Code;
use crate::render::{Document, Failure, Sources};
use typst::layout::{Frame, FrameItem, Point};

fn compile(main: &str) -> Document {
    let head = "#import \"/templates/fonts.typ\": *\n#show: with-fonts\n#set document(title: [T])\n\
                #set page(width: 300pt, height: 400pt, margin: 20pt)\n#set text(size: 10pt)\n";
    let main = Code { text: format!("{head}{main}"), places: Vec::new() };
    match Sources::new().compile(main) {
        Ok(document) => document,
        Err(Failure::Input(found)) => panic!("{found:?}"),
        Err(Failure::Engine(message)) => panic!("{message}"),
    }
}

/// Every text of the first page with its place in whole points.
fn texts(document: &Document) -> Vec<(String, i64, i64)> {
    fn walk(frame: &Frame, at: Point, out: &mut Vec<(String, i64, i64)>) {
        for (point, item) in frame.items() {
            match item {
                FrameItem::Group(group) => walk(&group.frame, at + *point, out),
                FrameItem::Text(text) => {
                    let at = at + *point;
                    out.push((text.text.to_string(), at.x.to_pt().round() as i64, at.y.to_pt().round() as i64));
                }
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    walk(&document.document.pages()[0].frame, Point::zero(), &mut out);
    out
}

const ITEMS: &str = "((label: \"(a)\", body: [A heron], name: \"a\"), (label: \"(b)\", body: [A stork], name: \"b\"), \
     (label: \"(c)\", body: [A crane], name: \"c\"), (label: \"(d)\", body: [An egret], name: \"d\"))";

/// Places of the four bodies when the last one is `last`.
fn bodies(last: &str) -> Vec<(i64, i64)> {
    let items = ITEMS.replace("An egret", last);
    let main = format!("#labelled-list({items}, room: 20pt, gap: 6pt, columns: (4, 2), gutter: 8pt)");
    let placed = texts(&compile(&main));
    let starts = ["A heron", "A stork", "A crane", last.split(' ').next().unwrap()];
    starts
        .iter()
        .map(|start| placed.iter().find(|text| text.0.starts_with(start)).map(|text| (text.1, text.2)).unwrap())
        .collect()
}

#[test]
fn a_list_takes_as_many_columns_as_keep_every_text_on_one_line() {
    let row = |places: &[(i64, i64)]| places.windows(2).all(|pair| pair[0].1 == pair[1].1);
    let four = bodies("An egret");
    assert!(row(&four) && four.windows(2).all(|pair| pair[0].0 < pair[1].0), "{four:?}");
    let two = bodies("Egrets in the reeds");
    assert!(row(&two[..2]) && row(&two[2..]) && two[0].1 < two[2].1 && two[0].0 == two[2].0, "{two:?}");
    let one = bodies("Egrets that stand among the reeds of a shallow lake until evening comes");
    assert!(one.windows(2).all(|pair| pair[0].1 < pair[1].1 && pair[0].0 == pair[1].0), "{one:?}");
}

/// A formula that is taller than the room between two lines.
const TALL: &str = "math.equation(alt: \"sum\", $ display(sum_(n = 1)^8 a/b) $.body)";

#[test]
fn a_list_in_one_column_stands_as_the_engine_would_set_it() {
    let long = ITEMS
        .replace("A crane", "A crane on a mound of earth far out in the marsh, where it can see whoever comes near");
    // Rows with formulas stand a little farther apart here, so a list of these has one row.
    let one = format!("((label: \"(a)\", body: {TALL}, name: \"a\"),)");
    for items in [long, one] {
        let ours = format!("#labelled-list({items}, room: 20pt, gap: 6pt)");
        let engine = format!(
            "#let items = {items}\n#enum(numbering: n => box(width: 20pt, items.at(n - 1).label), number-align: start, \
             body-indent: 0pt, spacing: 6pt, tight: true, ..items.map(item => [#item.body]))"
        );
        assert_eq!(texts(&compile(&ours)), texts(&compile(&engine)));
    }
}

/// The height of the first text that is this one.
fn height(placed: &[(String, i64, i64)], wanted: &str) -> i64 {
    placed.iter().find(|text| text.0 == wanted).map(|text| text.2).unwrap_or_else(|| panic!("{wanted}: {placed:?}"))
}

#[test]
fn a_label_shares_the_baseline_of_a_first_line_that_a_formula_pushes_down() {
    // A number before a question, and in it options in one row.
    let main = |first: &str, option: &str| {
        let items = ITEMS.replace("[A stork]", option);
        let options = format!("labelled-list({items}, room: 20pt, gap: 6pt, columns: (2,), gutter: 8pt)");
        let body = format!("{{ shared-text({first}, name: \"stem\"); {options} }}");
        texts(&compile(&format!("#labelled-list(((label: \"1.\", body: {body}, name: none),), room: 20pt)")))
    };
    let plain = main("[Which is taller?]", "[B]");
    let fraction = "{ math.equation(alt: \"a over b\", $a/b$.body) + [ is]; }";
    let fraction = main(fraction, "[B]");
    let tall = main(&format!("{{ {TALL} + [ is]; }}"), &format!("{{ {TALL} + [ B]; }}"));
    for placed in [&plain, &fraction] {
        assert_eq!(height(placed, "1."), 27, "nothing moves: {placed:?}");
    }
    for (placed, stem) in [(&plain, "Which is taller?"), (&fraction, " is"), (&tall, " is")] {
        assert_eq!(height(placed, "1."), height(placed, stem), "{placed:?}");
        let row = ["(a)", "A heron", "(b)"].map(|text| height(placed, text));
        assert!(row.windows(2).all(|pair| pair[0] == pair[1]), "{placed:?}");
    }
    assert!(height(&tall, "1.") > 27 && height(&tall, " B") == height(&tall, "(b)"), "{tall:?}");
}

#[test]
fn two_halves_share_the_baseline_of_their_first_lines() {
    let halves = |left: &str| {
        let beside = format!("beside({left}, [das Rohr], middle: 30pt, room: 20pt, label: [1.])");
        texts(&compile(&format!("#labelled-list(((label: \"1.\", body: {beside}, name: none),), room: 20pt)")))
    };
    for (placed, left) in [(halves("[the reed]"), "the reed"), (halves(&format!("{{ {TALL} + [ is]; }}")), " is")] {
        let numbers: Vec<i64> = placed.iter().filter(|text| text.0 == "1.").map(|text| text.2).collect();
        assert_eq!(numbers, [height(&placed, left); 2], "{placed:?}");
        assert_eq!(height(&placed, "das Rohr"), height(&placed, left), "{placed:?}");
    }
}

#[test]
fn fractions_of_two_rows_keep_apart() {
    let main = |body: &str| {
        let items = ITEMS.replace("[A heron]", body).replace("[A crane]", body);
        format!("#labelled-list({items}, room: 20pt, gap: 6pt, columns: (2,), gutter: 8pt)")
    };
    let place = |body: &str| {
        let placed = texts(&compile(&main(body)));
        placed.iter().find(|text| text.0 == "An egret").map(|text| text.2).unwrap()
    };
    let fraction = "math.equation(alt: \"one half\", $1/2$.body)";
    assert!(place(fraction) > place("[x]"));
}

#[test]
fn a_text_with_a_name_is_set_again_in_another_set() {
    let set = |letter: &str, first: &str, second: &str| {
        let main = format!(
            "#set page(header: [Set {letter}])\n#shared-text([{first} bird], name: \"{first}\")\n#shared-text([{second} bird], name: \"{second}\")"
        );
        texts(&compile(&main)).into_iter().map(|text| text.0).collect::<Vec<_>>()
    };
    assert_eq!(set("A", "Grey", "White"), ["Set A", "Grey bird", "White bird"]);
    assert_eq!(set("B", "White", "Grey"), ["Set B", "White bird", "Grey bird"]);
}

#[test]
fn what_is_no_list_is_told() {
    let main = Code { text: "#labelled-list((1, 2))".to_owned(), places: Vec::new() };
    let Err(Failure::Engine(message)) = Sources::new().compile(main) else { panic!("it compiled") };
    assert!(message.contains("expected a dictionary"), "{message}");
}
