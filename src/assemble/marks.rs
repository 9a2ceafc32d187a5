//! Which marks a slot carries on this paper.
//!
//! For objective questions the section wins, field by field. Written slots and the parts of a case keep their own, and a
//! section that says another number is in error.

use crate::model::ids::SlotId;
use crate::model::marking::{Marks, Scheme, SchemeFields};
use crate::model::question::{Body, Item, Question};

/// What is wrong with the marks of a question in a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MarksFault {
    /// The section says one number, the question another.
    Differ {
        /// The section's.
        section: Marks,
        /// The question's own.
        own: Marks,
    },
    /// The marks typed for a case are not the sum of its parts.
    Sum {
        /// Typed.
        typed: Marks,
        /// The sum.
        parts: Marks,
    },
    /// The alternatives of a part carry different marks.
    Alternatives(Marks, Marks),
}

/// The scheme of every slot of a question in a section.
pub(super) fn schemes(section: &SchemeFields, question: &Question) -> Result<Vec<(SlotId, Scheme)>, Box<MarksFault>> {
    let slots = question.slots();
    if let Body::Case { parts } = &question.item.body {
        for group in parts {
            let mut rights = group.iter().map(|part| own(&part.item).complete().right);
            if let (Some(first), Some(other)) = (rights.next(), rights.next())
                && first != other
            {
                return Err(Box::new(MarksFault::Alternatives(first, other)));
            }
        }
        let parts = total(question, &SchemeFields::default());
        if let Some(typed) = question.item.marks.right.clone().filter(|typed| *typed != parts) {
            return Err(Box::new(MarksFault::Sum { typed, parts }));
        }
        if let Some(section) = section.right.clone().filter(|right| *right != parts) {
            return Err(Box::new(MarksFault::Differ { section, own: parts }));
        }
        return Ok(slots.into_iter().map(|(slot, item)| (slot, own(item).complete())).collect());
    }
    let fields = if question.kind().is_objective() {
        section.over(&question.item.marks)
    } else {
        let own = own(&question.item);
        if let (Some(section), Some(own)) = (&section.right, &own.right)
            && section != own
        {
            return Err(Box::new(MarksFault::Differ { section: section.clone(), own: own.clone() }));
        }
        own.over(section)
    };
    Ok(slots.into_iter().map(|(slot, _)| (slot, fields.complete())).collect())
}

/// The most marks a question can bring in a section; of alternatives inside a case one counts.
pub(super) fn total(question: &Question, section: &SchemeFields) -> Marks {
    match &question.item.body {
        Body::Case { parts } => {
            parts.iter().filter_map(|group| group.first()).map(|part| own(&part.item).complete().right).sum()
        }
        _ if question.kind().is_objective() => section.over(&question.item.marks).complete().right,
        _ => own(&question.item).over(section).complete().right,
    }
}

/// The marks of an item itself: as typed, else the sum of its value points where all of them carry some.
fn own(item: &Item) -> SchemeFields {
    let mut fields = item.marks.clone();
    if let (None, Body::Written { points, .. }) = (&fields.right, &item.body) {
        let marks: Option<Vec<Marks>> = points.iter().map(|point| point.marks.clone()).collect();
        fields.right = marks.filter(|marks| !marks.is_empty()).map(|marks| marks.into_iter().sum());
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::marking::{Exact, Penalty};
    use crate::model::samples;

    fn right(value: i64) -> SchemeFields {
        SchemeFields::of(Exact::whole(value))
    }

    #[test]
    fn a_section_wins_field_by_field_for_objective_questions() {
        let mut question = samples::question("q", samples::choice(4, 1));
        question.item.marks = SchemeFields { wrong: Some(Penalty::OfRight(Exact::ratio(-1, 4).unwrap())), ..right(3) };
        let scheme = &schemes(&right(4), &question).unwrap()[0].1;
        assert_eq!((&scheme.right, &scheme.wrong), (&Exact::whole(4), &Exact::whole(-1)));
        assert_eq!(total(&question, &right(4)), Exact::whole(4));
    }

    #[test]
    fn written_questions_keep_their_own() {
        let mut question = samples::question("q", samples::written(true));
        assert_eq!(schemes(&right(5), &question).unwrap()[0].1.right, Exact::whole(5));
        question.item.marks = right(5);
        assert!(schemes(&right(5), &question).is_ok());
        let fault = schemes(&right(3), &question).unwrap_err();
        assert_eq!(*fault, MarksFault::Differ { section: Exact::whole(3), own: Exact::whole(5) });
    }

    #[test]
    fn a_case_is_the_sum_of_its_parts_and_an_or_counts_once() {
        let mut question = samples::question(
            "q",
            samples::case(vec![vec![samples::choice(4, 1)], vec![samples::written(false), samples::written(false)]]),
        );
        if let Body::Case { parts } = &mut question.item.body {
            parts[1].iter_mut().for_each(|part| part.item.marks = right(2));
        }
        assert_eq!(total(&question, &SchemeFields::default()), Exact::whole(3));
        let rights: Vec<_> =
            schemes(&right(3), &question).unwrap().into_iter().map(|(_, scheme)| scheme.right.to_string()).collect();
        assert_eq!(rights, ["1", "2", "2"]);
        assert!(matches!(*schemes(&right(4), &question).unwrap_err(), MarksFault::Differ { .. }));
        question.item.marks = right(4);
        assert!(matches!(*schemes(&SchemeFields::default(), &question).unwrap_err(), MarksFault::Sum { .. }));
        if let Body::Case { parts } = &mut question.item.body {
            parts[1][1].item.marks = right(1);
        }
        assert!(matches!(*schemes(&SchemeFields::default(), &question).unwrap_err(), MarksFault::Alternatives(..)));
    }
}
