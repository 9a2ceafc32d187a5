//! Room to write an answer in: ruled lines, squared paper or an empty box, in as many columns as it takes.
//!
//! The engine would break it wherever a column is full: a single line stays behind, squares are cut, a box loses its
//! lower edge. So templates call a function of ours that knows how much is left of a column.

use super::shared::{Captured, Texts, block_over_columns, function};
use std::sync::LazyLock;
use typst::Library;
use typst::diag::{SourceResult, bail};
use typst::engine::Engine;
use typst::foundations::{
    Args, Content, Dict, IntoValue, NativeFuncData, NativeFuncPtr, Packed, Reflect, Resolve, Scope, StyleChain, Value,
};
use typst::introspection::{Locator, MetadataElem};
use typst::layout::{Abs, Fragment, Frame, FrameItem, Length, Point, Regions, Size};
use typst::syntax::Span;
use typst::utils::Numeric;
use typst::visualize::{Color, FixedStroke, Geometry, Luma, Paint};

/// Adds `answer-room(ruling, steps: 0, columns: 0, column: 0pt, foot: none, head: none, tail: none)` to the names that every source knows:
/// - `ruling`: `"lines"`, `"squared"` or `"blank"`;
/// - `steps`: its height in lines of 8 mm, in squares of 5 mm, or in millimetres;
/// - `columns`: in place of `steps` the rest of this column, if that is enough to begin in, and whole columns, so many in all;
/// - `column`: height of a column;
/// - `foot`, `head`: a line below the room where it goes on in the next column, and above it there;
/// - `tail`: a line below room that ends at the foot of a column.
pub(super) fn define(library: &mut Library) {
    library.global.scope_mut().define_func_with_data(&ANSWER_ROOM);
}

static ANSWER_ROOM: NativeFuncData =
    function!("answer-room", "Answer room", "Room to write in, broken between columns where it must be.", answer_room);

fn answer_room(args: &mut Args) -> SourceResult<Content> {
    let span = args.span;
    let ruling: String = args.expect("ruling")?;
    if Ruling::named(&ruling).is_none() {
        bail!(span, "there is no ruling `{ruling}`");
    }
    let mut captured = Dict::from_iter([("ruling".into(), ruling.into_value())]);
    for name in ["steps", "columns"] {
        captured.insert(name.into(), args.named::<usize>(name)?.unwrap_or_default().into_value());
    }
    for name in ["foot", "head", "tail"] {
        captured.insert(name.into(), args.named::<Value>(name)?.unwrap_or_default());
    }
    captured.insert("column".into(), args.named::<Length>("column")?.unwrap_or_default().into_value());
    block_over_columns(args, captured, lay_out)
}

fn lay_out(
    elem: &Packed<MetadataElem>,
    engine: &mut Engine,
    locator: Locator,
    styles: StyleChain,
    regions: Regions,
) -> SourceResult<Fragment> {
    let captured = Captured::of(elem)?;
    let ruling = Ruling::named(&captured.get::<String>("ruling")?).unwrap_or(Ruling::Lines);
    let extent = match captured.get("columns")? {
        0 => Extent::Steps(captured.get("steps")?),
        columns => Extent::Columns(columns),
    };
    let line = |name: &str, height: f64| match captured.value(name) {
        Value::None => Abs::zero(),
        _ => Abs::mm(height),
    };
    let column = captured.get::<Length>("column")?.resolve(styles);
    let width = regions.size.x;
    let mut texts = Texts::new(engine, locator, styles);
    let tail = match captured.value("tail") {
        Value::None => None,
        _ => Some(texts.line(captured.content("tail")?, width)?),
    };
    let room = Room {
        ruling,
        extent,
        column,
        foot: line("foot", Room::FOOT),
        head: line("head", Room::HEAD),
        tail: tail.as_ref().map_or(Abs::zero(), |tail| tail.height() + Abs::mm(Room::ABOVE_TAIL)),
    };
    let mut frames = Vec::new();
    let pieces = room.pieces(regions);
    for (at, piece) in pieces.iter().enumerate() {
        let mut frame = Frame::soft(Size::new(width, piece.height));
        if piece.head > Abs::zero() {
            frame.push_frame(Point::zero(), texts.line(captured.content("head")?, width)?);
        }
        let mut drawn = Frame::soft(Size::new(width, piece.height - piece.head));
        ruling.draw(piece.steps, width, elem.span(), &mut drawn);
        frame.push_frame(Point::with_y(piece.head), drawn);
        if piece.foot > Abs::zero() {
            let foot = match &tail {
                Some(tail) if at + 1 == pieces.len() => tail.clone(),
                _ => texts.line(captured.content("foot")?, width)?,
            };
            frame.push_frame(Point::with_y(piece.height - foot.height()), foot);
        }
        frames.push(if piece.steps == 0 { Frame::soft(Size::new(width, Abs::zero())) } else { frame });
    }
    Ok(Fragment::frames(frames))
}

/// A width in points and a grey from 0, black, to 1: printers that know no colours print it as it is meant.
#[derive(Debug, Clone, Copy)]
struct Pen {
    width: f64,
    grey: f32,
}

impl Pen {
    const LINE: Pen = Pen { width: 0.35, grey: 0.5 };
    const SQUARE: Pen = Pen { width: 0.3, grey: 0.72 };
    const CENTIMETRE: Pen = Pen { width: 0.5, grey: 0.58 };
    const EDGE: Pen = Pen { width: 0.7, grey: 0.43 };
    const BOX: Pen = Pen { width: 0.6, grey: 0.3 };
}

/// What a candidate writes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ruling {
    Lines,
    Squared,
    Blank,
}

impl Ruling {
    fn named(name: &str) -> Option<Self> {
        match name {
            "lines" => Some(Ruling::Lines),
            "squared" => Some(Ruling::Squared),
            "blank" => Some(Ruling::Blank),
            _ => None,
        }
    }

    /// The height of what is never cut: a line, a square, a millimetre.
    fn step(self) -> Abs {
        Abs::mm(match self {
            Ruling::Lines => 8.0,
            Ruling::Squared => 5.0,
            Ruling::Blank => 1.0,
        })
    }

    /// So many steps at least stand before a break, and after it: about 3 cm.
    fn least(self) -> usize {
        match self {
            Ruling::Lines => 3,
            Ruling::Squared => 6,
            Ruling::Blank => 30,
        }
    }

    /// How many steps a height has room for.
    fn steps_in(self, height: Abs) -> usize {
        // Heights come back from the engine with rounding errors. What is no number of steps becomes the largest one.
        (height / self.step() + 1e-4).floor().max(0.0) as usize
    }

    /// Draws so many steps from the top of the frame.
    fn draw(self, steps: usize, width: Abs, span: Span, frame: &mut Frame) {
        let height = self.step() * steps as f64;
        let mut line = |from: Point, to: Point, pen: Pen| {
            let stroke = FixedStroke::from_pair(Paint::from(Color::from(Luma::new(pen.grey, 1.0))), Abs::pt(pen.width));
            frame.push(from, FrameItem::Shape(Geometry::Line(to - from).stroked(stroke), span));
        };
        match self {
            _ if steps == 0 => {}
            Ruling::Lines => {
                for at in 1..=steps {
                    let y = self.step() * at as f64;
                    line(Point::with_y(y), Point::new(width, y), Pen::LINE);
                }
            }
            Ruling::Squared => {
                // Whole centimetres across, in the middle of the column.
                let across = (width / Abs::mm(10.0) + 1e-4).floor().max(1.0) as usize * 2;
                let grid = self.step() * across as f64;
                let left = (width - grid) / 2.0;
                // A stronger line every second one; edges are drawn last and stronger still.
                let pen = |at: usize| if at.is_multiple_of(2) { Pen::CENTIMETRE } else { Pen::SQUARE };
                for at in 1..across {
                    let x = left + self.step() * at as f64;
                    line(Point::with_x(x), Point::new(x, height), pen(at));
                }
                for at in 1..steps {
                    let y = self.step() * at as f64;
                    line(Point::new(left, y), Point::new(left + grid, y), pen(at));
                }
                edges(left, grid, height, Pen::EDGE, &mut line);
            }
            Ruling::Blank => edges(Abs::zero(), width, height, Pen::BOX, &mut line),
        }
    }
}

/// The four sides of a box whose top is that of the frame.
fn edges(left: Abs, width: Abs, height: Abs, pen: Pen, line: &mut dyn FnMut(Point, Point, Pen)) {
    let corners = [
        Point::with_x(left),
        Point::with_x(left + width),
        Point::new(left + width, height),
        Point::new(left, height),
        Point::with_x(left),
    ];
    for pair in corners.windows(2) {
        line(pair[0], pair[1], pen);
    }
}

/// How much room is wanted.
#[derive(Debug, Clone, Copy)]
enum Extent {
    Steps(usize),
    Columns(usize),
}

/// Room that is wanted, in columns of this height.
#[derive(Debug, Clone, Copy)]
struct Room {
    ruling: Ruling,
    extent: Extent,
    column: Abs,
    /// Heights of the lines that say where it goes on, what goes on, and what was asked; nothing where none are said.
    foot: Abs,
    head: Abs,
    tail: Abs,
}

/// What of a room stands in one column.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Piece {
    steps: usize,
    /// With its lines above and below, and what is left over at the foot of a column.
    height: Abs,
    /// The height of the line above, nothing where it begins here.
    head: Abs,
    /// The height of the line below, nothing where none is said.
    foot: Abs,
}

impl Room {
    /// The share of a column that is a page to write on: with less, the room begins in the next one.
    const PAGE: f64 = 0.45;

    /// Heights in millimetres of the line that says where a room goes on, and of the one that says what does.
    const FOOT: f64 = 6.0;
    const HEAD: f64 = 5.0;

    /// Millimetres between a room and the line below its end.
    const ABOVE_TAIL: f64 = 4.0;

    /// How the room is shared out between columns; no steps where it begins further on.
    fn pieces(&self, regions: Regions) -> Vec<Piece> {
        match self.extent {
            Extent::Steps(steps) => self.of_steps(steps, regions),
            Extent::Columns(columns) => self.of_columns(columns, regions),
        }
    }

    /// A piece as high as its steps and its lines.
    fn piece(&self, steps: usize, head: Abs, foot: Abs) -> Piece {
        Piece { steps, height: head + self.ruling.step() * steps as f64 + foot, head, foot }
    }

    /// Nothing in this column.
    fn later(&self) -> Piece {
        self.piece(0, Abs::zero(), Abs::zero())
    }

    fn of_steps(&self, mut left: usize, mut regions: Regions) -> Vec<Piece> {
        let (ruling, least) = (self.ruling, self.ruling.least());
        let (mut pieces, mut head) = (Vec::new(), Abs::zero());
        loop {
            let room = regions.size.y - head;
            if left <= ruling.steps_in(room) || !regions.may_break() {
                pieces.push(self.piece(left, head, Abs::zero()));
                return pieces;
            }
            // Boxes are broken only where no column is high enough for them.
            let whole = ruling != Ruling::Lines && left <= ruling.steps_in(self.column);
            let fit = ruling.steps_in(room - self.foot);
            let mut here = fit.min(left.saturating_sub(least));
            if whole || here < least {
                here = 0;
            }
            // Nothing better comes after a column that is still empty.
            if here == 0 && !regions.may_progress() {
                here = fit.clamp(1, left);
            }
            if here == 0 {
                pieces.push(self.later());
            } else {
                let foot = if here < left { self.foot } else { Abs::zero() };
                pieces.push(self.piece(here, head, foot));
                head = self.head;
            }
            left -= here;
            if left == 0 {
                return pieces;
            }
            regions.next();
        }
    }

    fn of_columns(&self, columns: usize, mut regions: Regions) -> Vec<Piece> {
        let least = self.column * Self::PAGE;
        // Where a question is only measured, there is no foot.
        if !regions.size.y.is_finite() {
            return vec![self.piece(self.ruling.steps_in(least), Abs::zero(), Abs::zero())];
        }
        let (mut pieces, mut head) = (Vec::new(), Abs::zero());
        if !regions.size.y.fits(least) && regions.may_progress() {
            pieces.push(self.later());
            regions.next();
        }
        for left in (0..columns).rev() {
            let last = left == 0 || !regions.may_break();
            let (height, foot) = (regions.size.y, if last { self.tail } else { self.foot });
            pieces.push(Piece { steps: self.ruling.steps_in(height - head - foot), height, head, foot });
            if last {
                break;
            }
            head = self.head;
            regions.next();
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use typst::layout::Axes;

    /// Heights in millimetres of what is left of a column and of the columns that follow.
    fn columns(first: f64, column: f64) -> Regions<'static> {
        let size = Size::new(Abs::mm(100.0), Abs::mm(first));
        let full = Abs::mm(column);
        Regions { size, full, backlog: &[], last: Some(full), expand: Axes::splat(false) }
    }

    fn steps(ruling: Ruling, extent: Extent, first: f64, column: f64) -> Vec<usize> {
        let room =
            Room { ruling, extent, column: Abs::mm(column), foot: Abs::zero(), head: Abs::zero(), tail: Abs::zero() };
        room.pieces(columns(first, column)).into_iter().map(|piece| piece.steps).collect()
    }

    #[test]
    fn lines_part_with_three_at_each_side() {
        let lines = |count, first| steps(Ruling::Lines, Extent::Steps(count), first, 240.0);
        assert_eq!(lines(10, 80.0), [10]);
        assert_eq!(lines(10, 79.0), [7, 3]);
        assert_eq!(lines(10, 40.0), [5, 5]);
        assert_eq!(lines(10, 24.0), [3, 7]);
        assert_eq!(lines(10, 23.0), [0, 10]);
        assert_eq!(lines(10, 0.0), [0, 10]);
        assert_eq!(lines(5, 39.0), [0, 5]);
        assert_eq!(lines(31, 240.0), [28, 3]);
        assert_eq!(lines(70, 40.0), [5, 30, 30, 5]);
    }

    #[test]
    fn no_line_and_no_square_is_lost_whatever_is_left_of_a_column() {
        for ruling in [Ruling::Lines, Ruling::Squared, Ruling::Blank] {
            for count in 1..=130 {
                for first in 0..=60 {
                    let pieces = steps(ruling, Extent::Steps(count), f64::from(first) * 3.0, 181.0);
                    assert_eq!(pieces.iter().sum::<usize>(), count, "{ruling:?} {first}");
                    let fits = ruling.step() * count as f64 <= Abs::mm(181.0);
                    let least = ruling.least().min(count);
                    assert!(pieces.iter().all(|steps| *steps == 0 || *steps >= least), "{pieces:?}");
                    let parts = pieces.iter().filter(|steps| **steps > 0).count();
                    assert!(ruling == Ruling::Lines || !fits || parts == 1, "{pieces:?}");
                }
            }
        }
    }

    #[test]
    fn lines_stand_as_before_where_the_engine_comes_back_with_the_heights_that_they_took() {
        for first in [239.9, 100.0, 55.3, 24.0, 12.0] {
            let room = Room {
                ruling: Ruling::Lines,
                extent: Extent::Steps(40),
                column: Abs::mm(240.0),
                foot: Abs::mm(Room::FOOT),
                head: Abs::mm(Room::HEAD),
                tail: Abs::zero(),
            };
            let pieces = room.pieces(columns(first, 240.0));
            let heights: Vec<Abs> = pieces.iter().map(|piece| piece.height).collect();
            let again = Regions {
                size: Size::new(Abs::mm(100.0), heights[0]),
                full: Abs::mm(240.0),
                backlog: &heights[1..],
                last: None,
                expand: Axes::splat(false),
            };
            assert_eq!(room.pieces(again), pieces, "{first}");
        }
    }

    #[test]
    fn a_room_that_goes_on_says_so_and_loses_no_line() {
        let room = |extent| Room {
            ruling: Ruling::Lines,
            extent,
            column: Abs::mm(240.0),
            foot: Abs::mm(Room::FOOT),
            head: Abs::mm(Room::HEAD),
            tail: Abs::zero(),
        };
        let lines = |extent, first| {
            let pieces = room(extent).pieces(columns(first, 240.0));
            let said = |height: Abs| height > Abs::zero();
            pieces.iter().map(|piece| (piece.steps, said(piece.head), said(piece.foot))).collect::<Vec<_>>()
        };
        assert_eq!(lines(Extent::Steps(10), 80.0), [(10, false, false)]);
        assert_eq!(lines(Extent::Steps(10), 60.0), [(6, false, true), (4, true, false)]);
        assert_eq!(lines(Extent::Steps(10), 29.0), [(0, false, false), (10, false, false)]);
        assert_eq!(lines(Extent::Steps(40), 80.0), [(9, false, true), (28, true, true), (3, true, false)]);
        assert_eq!(lines(Extent::Columns(2), 200.0), [(24, false, true), (29, true, false)]);
        assert_eq!(lines(Extent::Columns(2), 20.0), [(0, false, false), (29, false, true), (29, true, false)]);
    }

    #[test]
    fn pages_begin_where_about_half_of_one_is_left() {
        let pages = |count, first| steps(Ruling::Squared, Extent::Columns(count), first, 240.0);
        assert_eq!(pages(1, 110.0), [22]);
        assert_eq!(pages(1, 100.0), [0, 48]);
        assert_eq!(pages(3, 200.0), [40, 48, 48]);
    }

    #[test]
    fn squares_are_whole_and_in_the_middle() {
        let drawn = |ruling: Ruling, steps: usize, width: f64| {
            let mut frame = Frame::soft(Size::new(Abs::mm(width), ruling.step() * steps as f64));
            ruling.draw(steps, Abs::mm(width), Span::detached(), &mut frame);
            let mut lines = (0, 0, f64::INFINITY, f64::NEG_INFINITY);
            for (at, item) in frame.items() {
                let FrameItem::Shape(shape, _) = item else { panic!() };
                let size = shape.geometry.bbox(None);
                let (wide, high) = ((size.max.x - size.min.x).to_mm(), (size.max.y - size.min.y).to_mm());
                if wide > high {
                    lines.0 += 1
                } else {
                    lines.1 += 1
                }
                lines.2 = lines.2.min((at.x + size.min.x).to_mm());
                lines.3 = lines.3.max((at.x + size.max.x).to_mm());
            }
            (lines.0, lines.1, lines.2.round() as i64, lines.3.round() as i64)
        };
        // 16 squares high, and whole centimetres wide: 17 lines across, 33 down.
        assert_eq!(drawn(Ruling::Squared, 16, 168.0), (17, 33, 4, 164));
        assert_eq!(drawn(Ruling::Squared, 2, 14.0), (3, 3, 2, 12));
        assert_eq!(drawn(Ruling::Blank, 80, 168.0), (2, 2, 0, 168));
        assert_eq!(drawn(Ruling::Lines, 5, 168.0), (5, 0, 0, 168));
    }
}
