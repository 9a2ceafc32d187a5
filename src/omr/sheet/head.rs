//! What stands round the questions: roll number, titles, name, set, instructions, example, signatures, last line.

use super::answers::write_in;
use super::canvas::{Align, Canvas};
use super::shape::{BLACK, Bounds, Role, Shape};
use super::text::Weight;
use super::{Place, SheetError, SheetPaper, SheetText};
use crate::omr::layout::zones::{BELT, RADIUS, Zones};
use crate::omr::layout::{Group, Layout};

/// Line of the frames.
const LINE: f64 = 0.3;
/// Font size of captions, in millimetres.
const CAPTION: f64 = 2.5;
/// Font size of the instructions, where they are short.
const INSTRUCTION: f64 = 2.75;
/// Side of the box in which the set is written.
const SET_BOX: f64 = 7.2;
/// Font size of a set's name printed in it.
const SET_NAME: f64 = 5.6;

/// Draws all of it.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    layout: &Layout,
    zones: &Zones,
    text: &SheetText,
    paper: &SheetPaper,
    identity: &str,
) -> Result<(), SheetError> {
    roll(canvas, layout, zones, text)?;
    titles(canvas, zones, text)?;
    name(canvas, zones, text)?;
    set(canvas, layout, zones, text, paper)?;
    instructions(canvas, layout, zones, text, paper)?;
    example(canvas, zones, text)?;
    figures(canvas, zones, identity)?;
    foot(canvas, layout, zones, text, paper)
}

fn roll(canvas: &mut Canvas<'_>, layout: &Layout, zones: &Zones, text: &SheetText) -> Result<(), SheetError> {
    let frame = Bounds::from(zones.roll);
    canvas.frame(frame, LINE);
    let Some(group) = layout.group("roll") else { return Ok(()) };
    let boxes = write_in(canvas, group);
    let place = Bounds { x0: frame.x0 + 1.0, y0: frame.y0 + LINE, x1: frame.x1 - 1.0, y1: boxes.y0 };
    let words = caption(canvas, text, |text| &text.roll, Weight::Bold, place)?;
    canvas.caption(&words, Weight::Bold, 2.9, place, Align::Middle)
}

/// A caption in all languages of the sheet where it is legible so, else in the first.
fn caption(
    canvas: &mut Canvas<'_>,
    text: &SheetText,
    place: Place,
    weight: Weight,
    area: Bounds,
) -> Result<String, SheetError> {
    let all = text.in_all(place);
    Ok(if text.also.is_empty() || !canvas.is_legible(&all, weight, area)? { place(text).to_owned() } else { all })
}

/// The names, in all languages where that is legible.
fn titles(canvas: &mut Canvas<'_>, zones: &Zones, text: &SheetText) -> Result<(), SheetError> {
    let places: [(Place, Weight, f64); 4] = [
        (|text| &text.institute, Weight::Bold, 4.9),
        (|text| &text.exam, Weight::Regular, 3.9),
        (|text| &text.paper, Weight::Regular, 3.6),
        (|text| &text.title, Weight::Bold, 3.9),
    ];
    let area = zones.title.into();
    let all = places.map(|(place, weight, size)| (text.in_all(place), weight, size));
    let all = all.each_ref().map(|(words, weight, size)| (words.as_str(), *weight, *size));
    let first = places.map(|(place, weight, size)| (place(text), weight, size));
    let lines = if text.also.is_empty() || !canvas.are_legible(&all, area)? { first } else { all };
    canvas.paragraphs(&lines, area, Align::Middle)
}

/// A box with its caption in the upper left corner.
fn boxed(canvas: &mut Canvas<'_>, area: Bounds, text: &SheetText, place: Place) -> Result<(), SheetError> {
    canvas.frame(area, LINE);
    let corner = Bounds { x0: area.x0 + 1.0, y0: area.y0 + 0.5, x1: area.x1 - 1.0, y1: area.y0 + 3.6 };
    let words = caption(canvas, text, place, Weight::Regular, corner)?;
    canvas.caption(&words, Weight::Regular, CAPTION, corner, Align::Left)
}

fn name(canvas: &mut Canvas<'_>, zones: &Zones, text: &SheetText) -> Result<(), SheetError> {
    boxed(canvas, zones.name.into(), text, |text| &text.name)
}

fn set(
    canvas: &mut Canvas<'_>,
    layout: &Layout,
    zones: &Zones,
    text: &SheetText,
    paper: &SheetPaper,
) -> Result<(), SheetError> {
    let zone = Bounds::from(zones.set);
    let middle = (zone.y0 + zone.y1) / 2.0;
    let letter = paper.set_name.as_deref().unwrap_or_default();
    let marked = layout.group("set");
    let name = canvas.line(letter, Weight::Bold)?;
    let square = match marked {
        Some(group) => {
            let right = group.centre(0, 0)[0].to_f64() - (RADIUS + BELT).to_f64();
            Bounds { x0: right - SET_BOX, x1: right, ..zone }
        }
        None if letter.is_empty() => return Ok(()),
        None => {
            let left = zone.x0 + zone.width() * 0.26;
            let width = (name.width * SET_NAME + 2.4).clamp(SET_BOX, (zone.x1 - left).max(SET_BOX));
            Bounds { x0: left, x1: left + width, ..zone }
        }
    };
    let square = Bounds { y0: middle - SET_BOX / 2.0, y1: middle + SET_BOX / 2.0, ..square };
    canvas.frame(square, 0.35);
    if marked.is_none() {
        canvas.caption(letter, Weight::Bold, SET_NAME, square.grown(-0.9), Align::Middle)?;
    }
    // Beside the box where there is room, else above it.
    let beside = Bounds { x0: zone.x0, y0: square.y0, x1: square.x0 - 2.0, y1: square.y1 };
    if beside.width() >= 12.0 {
        let all = text.in_all(|text| &text.set);
        let first = [(text.set.as_str(), Weight::Bold, 2.9)];
        let all = [(all.as_str(), Weight::Bold, 2.9)];
        let both = !text.also.is_empty() && canvas.are_legible(&all, beside)?;
        return canvas.paragraphs(if both { &all } else { &first }, beside, Align::Middle);
    }
    let above = Bounds { x0: square.x0, y0: zone.y0 - 5.0, x1: zone.x1, y1: zone.y0 - 0.5 };
    let words = caption(canvas, text, |text| &text.set, Weight::Bold, above)?;
    canvas.caption(&words, Weight::Bold, 2.9, above, Align::Left)
}

/// The instructions, numbered; before them what the figures in the set's circles mean.
fn instructions(
    canvas: &mut Canvas<'_>,
    layout: &Layout,
    zones: &Zones,
    text: &SheetText,
    paper: &SheetPaper,
) -> Result<(), SheetError> {
    let set = layout.group("set");
    let numbered = text.instructions.iter().zip(1..).map(|(line, number)| format!("{number}. {line}"));
    let lines: Vec<String> = set.and_then(legend).into_iter().chain(numbered).collect();
    let lines: Vec<_> = lines.iter().map(|line| (line.as_str(), Weight::Regular, INSTRUCTION)).collect();
    let (mut area, row) = (Bounds::from(zones.instructions), Bounds::from(zones.set));
    // Where no set is marked or named, its row is free.
    let free = set.is_none() && paper.set_name.as_deref().is_none_or(str::is_empty);
    if free && row.x0 <= area.x0 && row.x1 >= area.x1 {
        area.y0 = row.y0 + 1.0;
    }
    canvas.paragraphs(&lines, area, Align::Left)
}

fn legend(set: &Group) -> Option<String> {
    let pairs = set.letters.iter().zip(&set.options).map(|(letter, option)| format!("{letter} = {option}"));
    (!set.letters.is_empty()).then(|| pairs.collect::<Vec<_>>().join(", "))
}

/// One circle filled well, and four that are not.
fn example(canvas: &mut Canvas<'_>, zones: &Zones, text: &SheetText) -> Result<(), SheetError> {
    let zone = Bounds::from(zones.example);
    canvas.tint(zone, None, Some((LINE, 34)));
    let inner = zone.grown(-0.8);
    let line = inner.height() / 3.0;
    let row = |place: f64| Bounds { y0: inner.y0 + line * place, y1: inner.y0 + line * (place + 1.0), ..inner };
    canvas.caption(&text.example, Weight::Bold, CAPTION, row(0.0), Align::Middle)?;
    let caption = (inner.width() * 0.32).min(14.0);
    let step = ((inner.width() - caption) / 4.0).min(5.4);
    let first = inner.x0 + caption + step / 2.0;
    for (place, words) in [(1.0, &text.right), (2.0, &text.wrong)] {
        let area = row(place);
        canvas.caption(
            words,
            Weight::Regular,
            CAPTION,
            Bounds { x1: inner.x0 + caption - 0.5, ..area },
            Align::Left,
        )?;
        let y = (area.y0 + area.y1) / 2.0;
        if place < 1.5 {
            ring(canvas, first, y, Some(BLACK));
        } else {
            for (at, how) in [tick, cross, dot, half].into_iter().zip(0u8..).map(|(how, at)| (f64::from(at), how)) {
                ring(canvas, first + step * at, y, None);
                canvas.push(Role::Furniture, how(first + step * at, y));
            }
        }
    }
    Ok(())
}

fn ring(canvas: &mut Canvas<'_>, x: f64, y: f64, fill: Option<u8>) {
    canvas.push(Role::Furniture, Shape::Ring { x, y, radius: 1.55, line: 0.2, fill, ink: BLACK });
}

fn tick(x: f64, y: f64) -> Shape {
    Shape::Stroke { points: vec![[x - 0.8, y], [x - 0.2, y + 0.8], [x + 1.1, y - 1.0]], width: 0.35, ink: BLACK }
}

fn cross(x: f64, y: f64) -> Shape {
    let points = vec![[x - 0.9, y - 0.9], [x + 0.9, y + 0.9], [x, y], [x - 0.9, y + 0.9], [x + 0.9, y - 0.9]];
    Shape::Stroke { points, width: 0.35, ink: BLACK }
}

fn dot(x: f64, y: f64) -> Shape {
    Shape::Ring { x, y, radius: 0.35, line: 0.1, fill: Some(BLACK), ink: BLACK }
}

/// The lower half filled: a half circle in steps of 15°.
fn half(x: f64, y: f64) -> Shape {
    const ARC: [[f64; 2]; 13] = [
        [1.0, 0.0],
        [0.966, 0.259],
        [0.866, 0.5],
        [0.707, 0.707],
        [0.5, 0.866],
        [0.259, 0.966],
        [0.0, 1.0],
        [-0.259, 0.966],
        [-0.5, 0.866],
        [-0.707, 0.707],
        [-0.866, 0.5],
        [-0.966, 0.259],
        [-1.0, 0.0],
    ];
    let points = ARC.iter().map(|[dx, dy]| [x + dx * 1.5, y + dy * 1.5]).collect();
    Shape::Solid { outlines: vec![points], ink: BLACK }
}

/// The identity for people, in groups of five.
fn figures(canvas: &mut Canvas<'_>, zones: &Zones, identity: &str) -> Result<(), SheetError> {
    let zone = Bounds::from(zones.figures);
    let signs: Vec<char> = identity.chars().collect();
    let groups: Vec<String> = signs.chunks(5).map(|group| group.iter().collect()).collect();
    let line = zone.height() / 2.0;
    for (groups, place) in groups.chunks(3).zip([0.0, 1.0]) {
        let area = Bounds { y0: zone.y0 + line * place, y1: zone.y0 + line * (place + 1.0), ..zone };
        canvas.caption(&groups.join(" "), Weight::Regular, 2.2, area, Align::Middle)?;
    }
    Ok(())
}

fn foot(
    canvas: &mut Canvas<'_>,
    layout: &Layout,
    zones: &Zones,
    text: &SheetText,
    paper: &SheetPaper,
) -> Result<(), SheetError> {
    let both = Bounds::from(zones.signatures);
    let middle = (both.x0 + both.x1) / 2.0;
    boxed(canvas, Bounds { x1: middle - 1.0, ..both }, text, |text| &text.candidate_signature)?;
    boxed(canvas, Bounds { x0: middle + 1.0, ..both }, text, |text| &text.invigilator_signature)?;
    let line = Bounds::from(zones.foot);
    let page = text.page.replace("{page}", &layout.page.to_string()).replace("{pages}", &layout.pages.to_string());
    let id = text.paper_id.replace("{paper}", &paper.paper_id);
    let told: Vec<&str> = [id.as_str(), &page].into_iter().filter(|part| !part.is_empty()).collect();
    let split = line.x0 + line.width() * 0.62;
    canvas.caption(&text.foot, Weight::Bold, 2.5, Bounds { x1: split - 1.0, ..line }, Align::Left)?;
    canvas.caption(&told.join(" \u{b7} "), Weight::Regular, 2.5, Bounds { x0: split, ..line }, Align::Right)
}
