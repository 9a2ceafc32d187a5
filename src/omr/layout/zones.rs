//! Where on the paper things may stand: marks, codes, head, answers, foot.
//!
//! The sheet asks for the same zones when it draws, so nothing is measured twice.

pub(crate) use super::mm::Area;
use super::{Code, Layout, Mark, Mm};

/// Outer diameter of every circle.
pub(crate) const DIAMETER: Mm = mm(360);
/// Half of it.
pub(crate) const RADIUS: Mm = mm(180);
/// White round circles, marks and codes that only light grey frames may enter, and these only round circles.
pub(crate) const BELT: Mm = mm(300);
/// From option to option where space is short, and between the places of a number.
pub(crate) const OPTION: Mm = mm(540);
/// From row to row where space is short, and between the figures of a number.
pub(crate) const ROW: Mm = mm(460);
/// From frame to circle.
pub(crate) const PAD: Mm = mm(240);
/// The extra gap in a roll number comes after so many places.
pub(crate) const ROLL_EVERY: u16 = 4;
/// Its width.
pub(crate) const ROLL_GAP: Mm = mm(120);
/// Height of the boxes in which a number is written above its circles.
pub(crate) const WRITE_IN: Mm = mm(560);

/// Modules of a code along one side.
const CODE_MODULES: u8 = 25;
const EDGE: Mm = mm(1200);
const LEFT: Mm = mm(1800);
/// Kept for the line of the roll number's frame.
const FRAME: Mm = mm(30);

const fn mm(hundredths: i32) -> Mm {
    Mm::hundredths(hundredths)
}

/// The parts of a page, free of marks, codes and their belts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Zones {
    /// Frame of the roll number.
    pub(crate) roll: Area,
    /// Centre of the first figure of the first place.
    pub(crate) roll_origin: [Mm; 2],
    /// Names of institute, exam and paper.
    pub(crate) title: Area,
    /// The candidate's name.
    pub(crate) name: Area,
    /// The set: caption, box, circles.
    pub(crate) set: Area,
    /// Centre of the first set's circle, where sets are marked.
    pub(crate) set_origin: Option<[Mm; 2]>,
    /// What to do and not to do.
    pub(crate) instructions: Area,
    /// How to fill a circle.
    pub(crate) example: Area,
    /// The identity in plain figures.
    pub(crate) figures: Area,
    /// The questions, frames included.
    pub(crate) answers: Area,
    /// Signatures.
    pub(crate) signatures: Area,
    /// The last line.
    pub(crate) foot: Area,
}

impl Zones {
    /// The zones of a page with a roll number of `digits` places and `sets` circles for the set (0: none).
    ///
    /// # Errors
    ///
    /// A phrase saying what does not fit.
    pub(crate) fn new(page: [Mm; 2], digits: u16, sets: u16) -> Result<Self, String> {
        let [width, height] = page;
        let places = i32::from(digits.saturating_sub(1));
        let gaps = places / i32::from(ROLL_EVERY);
        let inner = OPTION * places + ROLL_GAP * gaps + (RADIUS + BELT + FRAME) * 2;
        let roll = Area::new(mm(1860), mm(800), mm(1860) + inner, mm(6840));
        let left = roll.x1 + mm(400);
        let code_left = width - mm(4800);
        // Beside the roll number there is room for the head, or (on small paper) only for the titles.
        let wide = code_left - left >= mm(6000);
        let (middle, code) = (Side { left, right: code_left }, Side { left: code_left, right: width - LEFT });
        if !wide && middle.right - middle.left < mm(2000) {
            return Err(format!("a roll number of {digits} digits does not fit beside the code on this paper"));
        }
        let zones =
            if wide { Self::wide(page, roll, middle, code, sets) } else { Self::narrow(page, roll, left, sets) };
        let zones = Zones {
            signatures: Area::new(mm(3900), height - mm(2350), width - mm(2000), height - mm(1370)),
            foot: Area::new(mm(3900), height - mm(1250), width - mm(2000), height - mm(800)),
            ..zones
        };
        match zones.set_origin {
            Some([x, _]) if x + OPTION * i32::from(sets - 1) + RADIUS + BELT > zones.set.x1 => {
                Err(format!("{sets} sets to choose from do not fit on this paper"))
            }
            _ => Ok(zones),
        }
    }

    /// The zones that a layout was made with.
    pub(crate) fn of(layout: &Layout) -> Result<Self, String> {
        let digits = layout.group("roll").map_or(0, super::Group::item_count);
        let sets = layout.group("set").map_or(0, |group| u16::try_from(group.options.len()).unwrap_or(u16::MAX));
        Self::new(layout.page_mm, digits, sets)
    }

    fn wide(page: [Mm; 2], roll: Area, middle: Side, code: Side, sets: u16) -> Self {
        let [width, height] = page;
        let set = middle.area(mm(3960), mm(4940));
        Zones {
            roll,
            roll_origin: roll_origin(roll),
            title: middle.area(mm(800), mm(2720)),
            name: middle.area(mm(2840), mm(3840)),
            set,
            set_origin: (sets > 0).then(|| set_origin(set, sets)),
            instructions: middle.area(mm(5080), roll.y1),
            example: Area::new(code.left, mm(4640), code.right, roll.y1),
            figures: figures(code),
            answers: Area::new(LEFT, mm(7060), width - LEFT, height - mm(2480)),
            signatures: roll,
            foot: roll,
        }
    }

    fn narrow(page: [Mm; 2], roll: Area, left: Mm, sets: u16) -> Self {
        let [width, height] = page;
        let code = Side { left: width - mm(4800), right: width - LEFT };
        let right = Side { left, right: width - LEFT };
        let set = right.area(mm(5840), roll.y1);
        let whole = Side { left: roll.x0, right: width - LEFT };
        let split = width - mm(5600);
        Zones {
            roll,
            roll_origin: roll_origin(roll),
            title: Side { left, right: code.left }.area(mm(800), mm(4440)),
            name: whole.area(mm(7040), mm(7980)),
            set,
            set_origin: (sets > 0).then(|| set_origin(set, sets)),
            instructions: Side { left: roll.x0, right: split - mm(200) }.area(mm(8140), mm(9400)),
            example: Side { left: split, right: width - LEFT }.area(mm(8140), mm(9400)),
            figures: figures(code),
            answers: Area::new(LEFT, mm(9560), width - LEFT, height - mm(2480)),
            signatures: roll,
            foot: roll,
        }
    }
}

#[derive(Clone, Copy)]
struct Side {
    left: Mm,
    right: Mm,
}

impl Side {
    fn area(self, top: Mm, bottom: Mm) -> Area {
        Area::new(self.left, top, self.right, bottom)
    }
}

fn figures(code: Side) -> Area {
    code.area(mm(3930), mm(4460))
}

fn roll_origin(roll: Area) -> [Mm; 2] {
    [roll.x0 + FRAME + BELT + RADIUS, roll.y1 - FRAME - BELT - RADIUS - ROW * 9]
}

/// As far right as up to 30 mm for caption and box allow.
fn set_origin(set: Area, sets: u16) -> [Mm; 2] {
    let circles = OPTION * i32::from(sets - 1) + RADIUS * 2 + BELT;
    let room = set.width() - circles;
    [set.x0 + room.min(mm(3000)).max(BELT + mm(760)) + RADIUS, mm((set.y0 + set.y1).to_hundredths() / 2)]
}

/// Corners 12 mm from both edges; sides at uneven heights, so that only one of four turns fits.
pub(super) fn marks(page: [Mm; 2]) -> Vec<Mark> {
    let [width, height] = page;
    let (right, bottom) = (width - EDGE, height - EDGE);
    let share = |percent: i32| mm((height * percent).to_hundredths() / 100);
    let mark = |module: i32| move |(x, y): (Mm, Mm)| Mark { x, y, module: mm(module) };
    let corners = [(EDGE, EDGE), (right, EDGE), (EDGE, bottom), (right, bottom)].map(mark(100));
    let sides = [(EDGE, share(24)), (EDGE, share(54)), (right, share(42)), (right, share(71))].map(mark(80));
    [corners, sides].concat()
}

/// The main code top right, its smaller copy bottom left.
pub(super) fn codes(page: [Mm; 2]) -> Vec<Code> {
    let [width, height] = page;
    let code = |name: &str, x, y, module| Code { name: name.to_owned(), x, y, module: mm(module), n: CODE_MODULES };
    vec![code("main", width - mm(4400), mm(1600), 80), code("copy", mm(2200), height - mm(2150), 50)]
}

impl Mark {
    /// The black square.
    pub(crate) fn area(&self) -> Area {
        let half = mm(self.module.to_hundredths() * 7 / 2);
        Area::new(self.x - half, self.y - half, self.x + half, self.y + half)
    }
}

impl Code {
    /// The square of its modules.
    pub(crate) fn area(&self) -> Area {
        let side = self.module * i32::from(self.n);
        Area::new(self.x, self.y, self.x + side, self.y + side)
    }
}
