//! What one answer earns: a scheme, what is right and what was marked come in, exact marks go out.

use super::exact::{Exact, Marks};
use super::scheme::{Marked, Partial, Scheme, Several};
use crate::model::ids::Name;
use crate::model::question::Interval;
use std::collections::BTreeSet;

/// What is right in a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// One option is asked for, and each of these is accepted: one, or more after a correction of the key.
    One(BTreeSet<Name>),
    /// All right options are asked for: these.
    Several(BTreeSet<Name>),
    /// A number in this interval, ends included.
    Number(Interval),
    /// A text that a person judges.
    Text,
}

/// What a candidate did with a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Response {
    /// Nothing.
    Blank,
    /// Filled the circle that says "not attempted", and no other.
    NotAttempted,
    /// Marked these options; none at all is the same as [`Response::Blank`].
    Options(BTreeSet<Name>),
    /// Marked what cannot be meant together: "not attempted" beside an option, two figures in one place of a number.
    Clash,
    /// Filled in this number.
    Number(Exact),
    /// Wrote a text that was judged right, or wrong.
    Text(bool),
}

impl Response {
    /// The response of a row of circles: the options marked, and whether the circle "not attempted" is filled.
    pub fn of_circles(options: BTreeSet<Name>, not_attempted: bool) -> Self {
        match (options.is_empty(), not_attempted) {
            (true, true) => Response::NotAttempted,
            (true, false) => Response::Blank,
            (false, true) => Response::Clash,
            (false, false) => Response::Options(options),
        }
    }
}

/// What an answer counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Full marks.
    Right,
    /// Some of several right options: part of the marks.
    Partial,
    /// Wrong.
    Wrong,
    /// No answer, although none was declared.
    Blank,
    /// No answer, as the circle "not attempted" says.
    NotAttempted,
}

/// What an answer counts as, and what it earns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What it counts as.
    pub outcome: Outcome,
    /// What it earns; below 0 where it costs something.
    pub marks: Marks,
}

/// The marks of one answer; see [`judge`].
pub fn score(scheme: &Scheme, expected: &Expected, response: &Response) -> Marks {
    judge(scheme, expected, response).marks
}

/// Judges one answer.
///
/// A circle "not attempted" alone earns and costs nothing. Several marks where one is asked for, or marks that clash,
/// count as the scheme says. A response in another form than the slot asks for, such as a number for options, is wrong.
pub fn judge(scheme: &Scheme, expected: &Expected, response: &Response) -> Verdict {
    let simple = |outcome| {
        let marks = match outcome {
            Outcome::Right => scheme.right.clone(),
            Outcome::Blank => scheme.blank.clone(),
            Outcome::NotAttempted => Exact::zero(),
            Outcome::Partial | Outcome::Wrong => scheme.wrong.clone(),
        };
        Verdict { outcome, marks }
    };
    let truth = |right| simple(if right { Outcome::Right } else { Outcome::Wrong });
    let too_many = || match scheme.several {
        Several::Wrong => simple(Outcome::Wrong),
        Several::Blank => simple(Outcome::Blank),
    };
    match (expected, response) {
        (_, Response::Blank) => simple(Outcome::Blank),
        (_, Response::Options(marked)) if marked.is_empty() => simple(Outcome::Blank),
        (_, Response::NotAttempted) => simple(Outcome::NotAttempted),
        (_, Response::Clash) => too_many(),
        (Expected::One(_), Response::Options(marked)) if marked.len() > 1 => too_many(),
        (Expected::One(right), Response::Options(marked)) => truth(marked.is_subset(right)),
        (Expected::Several(right), Response::Options(marked)) => several(scheme, right, marked),
        (Expected::Number(accepted), Response::Number(number)) => truth(accepted.contains(number)),
        (Expected::Text, Response::Text(right)) => truth(*right),
        _ => simple(Outcome::Wrong),
    }
}

/// Judges marks of which several may be right.
fn several(scheme: &Scheme, right: &BTreeSet<Name>, marked: &BTreeSet<Name>) -> Verdict {
    let hit = marked.intersection(right).count();
    let counts = Marked { right: hit, wrong: marked.len() - hit, all: right.len() };
    let wrong = || Verdict { outcome: Outcome::Wrong, marks: scheme.wrong.clone() };
    let Some(share) = scheme.partial.share(counts) else { return wrong() };
    let marks = scheme.right.clone() * share.clone();
    if scheme.partial == Partial::RightMinusWrong && (share.is_negative() || share.is_zero()) {
        return Verdict { marks: marks.max(scheme.wrong.clone()), ..wrong() };
    }
    let outcome = if share == Exact::whole(1) { Outcome::Right } else { Outcome::Partial };
    Verdict { outcome, marks }
}
