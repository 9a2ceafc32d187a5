//! Texts that the sets of a paper share, and the lists they stand in.
//!
//! The engine's cache serves a text again only where it stands at the same place of a document that is alike, so
//! shuffled sets would be laid out anew, each text twice or more inside the engine's lists and grids. Templates therefore
//! call functions of ours, known to every source: `shared-text(body, name: …)` and `labelled-list(items, …)`. A text
//! with a name is laid out apart from the place where it stands and from what differs between sets, so the
//! cache finds it for every set that prints it.
//!
//! A name is used once in a document. All functions make blocks that are not broken.

use std::sync::LazyLock;
use typst::Library;
use typst::diag::{SourceResult, bail};
use typst::engine::Engine;
use typst::foundations::{
    Args, Array, Content, Dict, FromValue, IntoValue, NativeElement, NativeFuncData, NativeFuncPtr, Packed, Reflect,
    Resolve, Scope, Smart, Style, StyleChain, Styles, Value,
};
use typst::introspection::{Location, Locator, MetadataElem, SplitLocator, Tag, TagFlags};
use typst::layout::{
    Abs, Axes, BlockElem, Dir, Fragment, Frame, FrameItem, Length, PageElem, Point, Region, Regions, Size, Spacing,
};
use typst::model::{DocumentElem, EnumElem};
use typst::pdf::PdfMarkerTag;
use typst::syntax::Span;
use typst::text::TextElem;
use typst::utils::hash128;
use typst_layout::layout_frame;

/// Adds the functions to the names that every source knows.
///
/// `shared-text(body, name: none, above: 0pt, below: 0pt)`: a text across the column.
///
/// `labelled-list(items, room: 0pt, gap: 0pt, columns: (), gutter: 0pt, above: 0pt, below: 0pt)`: a list with
/// - `items`: array of `(label, body, name)`; `name` may be `none`;
/// - `room`: width of the labels, the blank after them included;
/// - `gap`: space between two rows;
/// - `columns`: numbers of columns, tried in turn; the first in which every body keeps to one line is taken, else one;
/// - `gutter`: space between columns;
/// - `second`: items of a second list, whose rows keep in step with those of the first, in a half of its own;
/// - `middle`: space between the halves, and `outer`: more of it, for what stands before the second half;
/// - `second-dir`: the direction of the second list.
///
/// `beside(first, second, middle: 0pt, label: none, room: 0pt, second-dir: …, above: 0pt, below: 0pt)`: two things in two
/// halves, `middle` apart, with a label in a `room` of its own before the second.
///
/// All run in the direction of the text where they are called: labels and the first half stand where lines begin. A
/// second half in the other direction has its label at its other side, at the edge.
pub(super) fn define(library: &mut Library) {
    let scope = library.global.scope_mut();
    scope.define_func_with_data(&SHARED_TEXT);
    scope.define_func_with_data(&LABELLED_LIST);
    scope.define_func_with_data(&BESIDE);
}

/// What the engine must know of a function of ours.
macro_rules! function {
    ($name:literal, $title:literal, $docs:literal, $call:expr) => {
        NativeFuncData {
            function: NativeFuncPtr(&|_, _, args| $call(args).map(IntoValue::into_value)),
            name: $name,
            title: $title,
            docs: $docs,
            def_site: None,
            keywords: &[],
            contextual: false,
            scope: LazyLock::new(&|| Scope::new()),
            params: LazyLock::new(&|| Vec::new()),
            returns: LazyLock::new(&|| Content::output()),
        }
    };
}

pub(super) use function;

static SHARED_TEXT: NativeFuncData =
    function!("shared-text", "Shared text", "A text that is laid out once for all sets.", shared_text);
static LABELLED_LIST: NativeFuncData =
    function!("labelled-list", "Labelled list", "A list with labels of its own, in columns.", labelled_list);
static BESIDE: NativeFuncData = function!("beside", "Beside", "Two things in two halves.", beside);

/// What a layouter of ours is called with.
type Layouter = fn(&Packed<MetadataElem>, &mut Engine, Locator, StyleChain, Region) -> SourceResult<Frame>;

/// What a layouter of ours is called with that goes on in the next column.
type ColumnsLayouter = fn(&Packed<MetadataElem>, &mut Engine, Locator, StyleChain, Regions) -> SourceResult<Fragment>;

/// A block over as many columns as `layout` needs for `captured`.
pub(super) fn block_over_columns(args: &mut Args, captured: Dict, layout: ColumnsLayouter) -> SourceResult<Content> {
    let span = args.span;
    let captured = Packed::new(MetadataElem::new(captured.into_value())).spanned(span);
    let none = || Smart::Custom(Spacing::Rel(Length::zero().into()));
    Ok(BlockElem::multi_layouter(captured, layout).with_above(none()).with_below(none()).pack().spanned(span))
}

/// An unbreakable block that `layout` fills from `captured`.
fn block(args: &mut Args, captured: Dict, layout: Layouter) -> SourceResult<Content> {
    let span = args.span;
    let above: Length = args.named("above")?.unwrap_or_default();
    let below: Length = args.named("below")?.unwrap_or_default();
    let captured = Packed::new(MetadataElem::new(captured.into_value())).spanned(span);
    let spacing = |length: Length| Smart::Custom(Spacing::Rel(length.into()));
    let block = BlockElem::single_layouter(captured, layout).with_above(spacing(above)).with_below(spacing(below));
    Ok(block.pack().spanned(span))
}

fn shared_text(args: &mut Args) -> SourceResult<Content> {
    let body: Value = args.expect("body")?;
    let name: Value = args.named("name")?.unwrap_or_default();
    let captured = Dict::from_iter([("body".into(), body), ("name".into(), name)]);
    block(args, captured, |elem, engine, locator, styles, region| {
        let captured = Captured::of(elem)?;
        let shared = without_page(styles);
        let mut texts = Texts { engine, locator: locator.split(), styles: StyleChain::new(&shared) };
        texts.lay_out(captured.content("body")?, captured.name(), region.size.x, true)
    })
}

fn labelled_list(args: &mut Args) -> SourceResult<Content> {
    let items: Array = args.expect("items")?;
    let mut captured = Dict::from_iter([("items".into(), items.into_value())]);
    for name in ["room", "gap", "gutter", "middle", "outer"] {
        captured.insert(name.into(), args.named::<Length>(name)?.unwrap_or_default().into_value());
    }
    for name in ["columns", "second"] {
        captured.insert(name.into(), args.named::<Array>(name)?.unwrap_or_default().into_value());
    }
    captured.insert("second-dir".into(), args.named::<Dir>("second-dir")?.into_value());
    block(args, captured, lay_out_list)
}

fn lay_out_list(
    elem: &Packed<MetadataElem>,
    engine: &mut Engine,
    locator: Locator,
    styles: StyleChain,
    region: Region,
) -> SourceResult<Frame> {
    let captured = Captured::of(elem)?;
    let length = |name| captured.get::<Length>(name).map(|length| length.resolve(styles));
    let (room, gap, gutter) = (length("room")?, length("gap")?, length("gutter")?);
    let shared = without_page(styles);
    let mut texts = Texts { engine, locator: locator.split(), styles: StyleChain::new(&shared) };
    let (items, second) = (captured.get::<Array>("items")?, captured.get::<Array>("second")?);
    let lists = [&items, &second].map(|list| list.iter().map(|item| Captured::new(item, elem.span())).collect());
    let [items, second]: [SourceResult<Vec<Captured<'_>>>; 2] = lists;
    let (items, second) = (items?, second?);
    let halves = Halves::of(&captured, styles, region.size.x, length("outer")?)?;
    let total = if second.is_empty() { region.size.x } else { halves.width };

    let cell = |columns: usize| (total - gutter * (columns as f64 - 1.0)) / columns as f64 - room;
    let tried = captured.get::<Array>("columns")?;
    let tried = tried.into_iter().filter_map(|value| value.cast::<usize>().ok()).filter(|columns| *columns > 1);
    let tried: Vec<usize> = tried.collect();
    // How wide each body is on one line, where columns are wanted at all.
    let mut bodies: Vec<Option<Frame>> = vec![None; items.len() + second.len()];
    let mut columns = 1;
    if !tried.is_empty() {
        for (body, item) in bodies.iter_mut().zip(items.iter().chain(&second)) {
            *body = Some(texts.body(item, None)?);
        }
        let widest = bodies.iter().flatten().map(Frame::width).max().unwrap_or_default();
        columns = tried.into_iter().find(|columns| widest <= cell(*columns)).unwrap_or(1);
    }
    let width = cell(columns);
    let mut placed = Vec::new();
    for (body, item) in bodies.into_iter().zip(items.iter().chain(&second)) {
        let body = match body.filter(|body| body.width() <= width) {
            Some(body) => body,
            None => texts.body(item, Some(width))?,
        };
        placed.push((texts.label(item, room)?, body));
    }
    let second = placed.split_off(items.len());
    let measures = Measures { total, cell: width + room, room, gap, gutter };
    let heights = heights(&placed, &second, columns, &measures);
    let mut list = |name: &str, placed: &[(Frame, Frame)], dir: Dir| {
        let mut list = EnumElem::new(Vec::new()).pack().spanned(elem.span());
        list.set_location(texts.location(name));
        rows(list, placed, columns, &heights, &measures, dir)
    };
    let first = list("list", &placed, halves.dir);
    if second.is_empty() {
        return Ok(first);
    }
    let second = list("second", &second, halves.second_dir);
    Ok(halves.join(first, None, second))
}

/// Where something stands in so much width that begins `start` from where lines begin.
fn place(dir: Dir, whole: Abs, start: Abs, width: Abs) -> Abs {
    if dir == Dir::RTL { whole - start - width } else { start }
}

/// Two halves of a column.
struct Halves {
    whole: Abs,
    /// Of each half.
    width: Abs,
    /// For what stands before the second half.
    room: Abs,
    dir: Dir,
    second_dir: Dir,
}

impl Halves {
    fn of(captured: &Captured<'_>, styles: StyleChain, whole: Abs, room: Abs) -> SourceResult<Self> {
        let middle = captured.get::<Length>("middle")?.resolve(styles) + room;
        let dir = styles.resolve(TextElem::dir);
        let second_dir = captured.get::<Option<Dir>>("second-dir")?.unwrap_or(dir);
        Ok(Halves { whole, width: (whole - middle) / 2.0, room, dir, second_dir })
    }

    /// Both halves and the label before the second one, on the baseline that their first lines share.
    fn join(&self, first: Frame, label: Option<Frame>, second: Frame) -> Frame {
        let baseline = Baseline::of([&first, &second].into_iter().chain(&label));
        let end = self.whole - self.width;
        let (label_start, second_start) = if self.dir == self.second_dir {
            (end - self.room, end)
        } else {
            // The second half begins at the edge.
            (self.whole - label.as_ref().map_or(Abs::zero(), Frame::width), end - self.room)
        };
        let mut frame = Frame::soft(Size::with_x(self.whole));
        let parts = [(Abs::zero(), Some(first)), (label_start, label), (second_start, Some(second))];
        for (start, part) in parts.into_iter().filter_map(|(start, part)| Some((start, part?))) {
            let top = baseline.drop(&part);
            frame.size_mut().y.set_max(top + part.height());
            frame.push_frame(Point::new(place(self.dir, self.whole, start, part.width()), top), part);
        }
        baseline.set(&mut frame);
        frame
    }
}

/// Lengths of a list.
struct Measures {
    total: Abs,
    cell: Abs,
    room: Abs,
    gap: Abs,
    gutter: Abs,
}

/// The baseline that the first lines of several frames share: the lowest of them. A tall formula, such as a fraction,
/// pushes the line that it stands in down.
#[derive(Clone, Copy)]
struct Baseline(Option<Abs>);

impl Baseline {
    fn of<'f>(frames: impl IntoIterator<Item = &'f Frame>) -> Self {
        let first_lines = frames.into_iter().filter(|frame| frame.has_baseline());
        Baseline(first_lines.map(Frame::baseline).max())
    }

    /// How far down a frame stands; one that begins with a picture or table stands at the top.
    fn drop(self, frame: &Frame) -> Abs {
        self.0.filter(|_| frame.has_baseline()).map_or(Abs::zero(), |shared| shared - frame.baseline())
    }

    /// Hands it on to a frame in which this is the first row.
    fn set(self, frame: &mut Frame) {
        if let Some(shared) = self.0 {
            frame.set_baseline(shared);
        }
    }
}

/// A row of a list: the room before it, its own height, and the baseline of its first lines.
struct Row {
    before: Abs,
    height: Abs,
    baseline: Baseline,
}

/// The rows of a list, and of a second one that keeps in step with it.
fn heights(first: &[(Frame, Frame)], second: &[(Frame, Frame)], columns: usize, measures: &Measures) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut hanging = Abs::zero();
    let (mut first, mut second) = (first.chunks(columns), second.chunks(columns));
    loop {
        let items: Vec<&(Frame, Frame)> = first.next().into_iter().chain(second.next()).flatten().collect();
        if items.is_empty() {
            return rows;
        }
        let frames = || items.iter().flat_map(|(label, body)| [label, body]);
        let baseline = Baseline::of(frames());
        let height = frames().map(|frame| baseline.drop(frame) + frame.height()).max().unwrap_or_default();
        let outside: Vec<(Abs, Abs)> = items.iter().map(|(_, body)| overhang(body)).collect();
        let above = items.iter().zip(&outside).map(|((_, body), (above, _))| *above - baseline.drop(body));
        let rising = above.max().unwrap_or_default().max(Abs::zero());
        let gap = measures.gap.max(hanging + rising + measures.gap * 0.5);
        hanging = outside.iter().map(|(_, below)| *below).max().unwrap_or_default();
        rows.push(Row { before: if rows.is_empty() { Abs::zero() } else { gap }, height, baseline });
    }
}

/// Labels and bodies in these rows from the top, tagged as the element `list`.
fn rows(
    list: Content,
    placed: &[(Frame, Frame)],
    columns: usize,
    rows: &[Row],
    measures: &Measures,
    dir: Dir,
) -> Frame {
    let flags = TagFlags { introspectable: false, tagged: true };
    let mut frame = Frame::soft(Size::new(measures.total, Abs::zero()));
    let tag = Tag::Start(list, flags);
    let end = Tag::End(tag.location(), 0, flags);
    frame.push(Point::zero(), FrameItem::Tag(tag));
    let mut top = Abs::zero();
    for (items, row) in placed.chunks(columns).zip(rows) {
        top += row.before;
        for (column, (label, body)) in items.iter().enumerate() {
            let start = (measures.cell + measures.gutter) * column as f64;
            for (start, part) in [(start, label), (start + measures.room, body)] {
                let x = place(dir, measures.total, start, part.width());
                frame.push_frame(Point::new(x, top + row.baseline.drop(part)), part.clone());
            }
        }
        top += row.height;
    }
    if let Some(first) = rows.first() {
        first.baseline.set(&mut frame);
    }
    frame.push(Point::with_y(top), FrameItem::Tag(end));
    frame.size_mut().y = rows.iter().map(|row| row.before + row.height).sum();
    frame
}

/// Two things in two halves that begin at the same height, and a label before the second.
fn beside(args: &mut Args) -> SourceResult<Content> {
    let first: Content = args.expect("first")?;
    let second: Content = args.expect("second")?;
    let mut captured = Dict::from_iter([("first".into(), first.into_value()), ("second".into(), second.into_value())]);
    captured.insert("label".into(), args.named::<Value>("label")?.unwrap_or_default());
    for name in ["middle", "room"] {
        captured.insert(name.into(), args.named::<Length>(name)?.unwrap_or_default().into_value());
    }
    captured.insert("second-dir".into(), args.named::<Dir>("second-dir")?.into_value());
    block(args, captured, |elem, engine, locator, styles, region| {
        let captured = Captured::of(elem)?;
        let room = captured.get::<Length>("room")?.resolve(styles);
        let halves = Halves::of(&captured, styles, region.size.x, room)?;
        let mut texts = Texts { engine, locator: locator.split(), styles };
        let first = texts.lay_out(captured.content("first")?, None, halves.width, true)?;
        let label = match captured.value("label") {
            Value::None => None,
            _ => Some(texts.lay_out(captured.content("label")?, None, room, false)?),
        };
        let second = texts.lay_out(captured.content("second")?, None, halves.width, true)?;
        Ok(halves.join(first, label, second))
    })
}

/// How far fractions and the like are drawn above and below their frame: the engine counts on the leading of a paragraph
/// to take them.
fn overhang(frame: &Frame) -> (Abs, Abs) {
    fn extremes(frame: &Frame, at: Abs, top: &mut Abs, bottom: &mut Abs) {
        for (point, item) in frame.items() {
            let y = at + point.y;
            match item {
                FrameItem::Group(group) => extremes(&group.frame, y + group.transform.ty, top, bottom),
                FrameItem::Text(text) => {
                    // About the height of a digit, and the depth of a bracket.
                    *top = (*top).min(y - text.size * 0.65);
                    *bottom = (*bottom).max(y + text.size * 0.15);
                }
                _ => {}
            }
        }
    }
    let (mut top, mut bottom) = (Abs::zero(), frame.height());
    extremes(frame, Abs::zero(), &mut top, &mut bottom);
    (-top, bottom - frame.height())
}

/// A dictionary that came from a template.
pub(super) struct Captured<'a> {
    dict: &'a Dict,
    span: Span,
}

impl<'a> Captured<'a> {
    fn new(value: &'a Value, span: Span) -> SourceResult<Self> {
        match value {
            Value::Dict(dict) => Ok(Captured { dict, span }),
            _ => bail!(span, "expected a dictionary"),
        }
    }

    pub(super) fn of(elem: &'a Packed<MetadataElem>) -> SourceResult<Self> {
        Captured::new(&elem.value, elem.span())
    }

    pub(super) fn value(&self, name: &str) -> Value {
        self.dict.get(name).cloned().unwrap_or_default()
    }

    pub(super) fn get<T: FromValue>(&self, name: &str) -> SourceResult<T> {
        match self.value(name).cast() {
            Ok(value) => Ok(value),
            Err(_) => bail!(self.span, "`{name}` is missing or not what it should be"),
        }
    }

    pub(super) fn content(&self, name: &str) -> SourceResult<Content> {
        self.get(name)
    }

    fn name(&self) -> Option<Value> {
        Some(self.value("name")).filter(|name| !matches!(name, Value::None))
    }
}

/// Lays out texts.
pub(super) struct Texts<'a, 'e, 'w> {
    engine: &'a mut Engine<'e>,
    locator: SplitLocator<'w>,
    styles: StyleChain<'a>,
}

impl<'a, 'e, 'w> Texts<'a, 'e, 'w> {
    pub(super) fn new(engine: &'a mut Engine<'e>, locator: Locator<'w>, styles: StyleChain<'a>) -> Self {
        Texts { engine, locator: locator.split(), styles }
    }

    /// A text across this width.
    pub(super) fn line(&mut self, content: Content, width: Abs) -> SourceResult<Frame> {
        self.lay_out(content, None, width, true)
    }

    /// A body in so much width; without one, on one line as long as it is.
    fn body(&mut self, item: &Captured<'_>, width: Option<Abs>) -> SourceResult<Frame> {
        let content = PdfMarkerTag::ListItemBody(item.content("body")?);
        self.lay_out(content, item.name(), width.unwrap_or(Abs::inf()), width.is_some())
    }

    fn label(&mut self, item: &Captured<'_>, room: Abs) -> SourceResult<Frame> {
        let content = PdfMarkerTag::ListItemLabel(item.content("label")?);
        let name = item.name().map(|name| Value::Array(Array::from_iter([name, Value::Str("label".into())])));
        self.lay_out(content, name, room, false)
    }

    fn lay_out(&mut self, content: Content, name: Option<Value>, width: Abs, expand: bool) -> SourceResult<Frame> {
        let locator = match name {
            Some(name) => Locator::synthesize(Location::new(hash128(&("shared", name)))),
            None => self.locator.next(&content.span()),
        };
        let region = Region::new(Size::new(width, Abs::inf()), Axes::new(expand, false));
        layout_frame(self.engine, &content, locator, self.styles, region)
    }

    fn location(&mut self, key: &str) -> Location {
        self.locator.next_location(self.engine, hash128(key), Span::detached())
    }
}

/// The styles without what concerns whole pages: heads and titles name the set.
#[comemo::memoize]
fn without_page(styles: StyleChain) -> Styles {
    let page = [PageElem::ELEM, DocumentElem::ELEM];
    let whole = |style: &Style| style.property().is_some_and(|property| page.iter().any(|elem| property.is_of(*elem)));
    styles.to_map().into_iter().filter(|style| !whole(style)).collect()
}

#[cfg(test)]
mod tests;
