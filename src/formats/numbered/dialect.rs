//! How numbered text is written in one language: words and lines as data. Engines take several dialects at once, since
//! pages mix them.

mod english;
mod hindi;

pub(in crate::formats) use english::ENGLISH;
pub(in crate::formats) use hindi::HINDI;

/// The words of one language.
#[derive(Debug)]
pub(in crate::formats) struct Dialect {
    /// Words before the number of a question.
    pub(in crate::formats) question: &'static [&'static str],
    /// Beginnings of what is asked, each with the blank behind it.
    pub(in crate::formats) asking: &'static [&'static str],
    /// Beginnings of a line that tells the key, longest first.
    pub(in crate::formats) key: &'static [&'static str],
    /// Words between such a beginning and the label.
    pub(in crate::formats) key_filler: &'static [&'static str],
    /// What stands behind the word where the key is on the next line.
    pub(in crate::formats) key_aside: &'static [&'static str],
    /// Lines that open a list of keys.
    pub(in crate::formats) key_list: &'static [&'static str],
    /// Beginnings of an explanation, longest first.
    pub(in crate::formats) explanation: &'static [&'static str],
    /// Beginnings of a conclusion.
    pub(in crate::formats) hence: &'static [&'static str],
    /// Words before the label of an option.
    pub(in crate::formats) option: &'static [&'static str],
    /// What a conclusion says of the right option.
    pub(in crate::formats) is_right: &'static [&'static str],
    /// What a conclusion says of the right option and of nothing else.
    pub(in crate::formats) is_answer: &'static [&'static str],
    /// What ends a conclusion and adds nothing.
    pub(in crate::formats) says_so: &'static [&'static str],
    /// Words that join a key with another.
    pub(in crate::formats) joins: &'static [&'static str],
    /// Words before the option that a reader chose.
    pub(in crate::formats) chosen: &'static [&'static str],
    /// Words before the label of a statement.
    pub(in crate::formats) statement: &'static [&'static str],
    /// Beginnings of the question that follows a list of statements.
    pub(in crate::formats) closing: &'static [&'static str],
    /// Words of such a question that leave it as it is.
    pub(in crate::formats) closing_words: &'static [&'static str],
    /// Pieces of a question that points to statements printed before it.
    pub(in crate::formats) points_back: &'static [&'static str],
    /// Words that ask for an order: the numbers in the options are no set then.
    pub(in crate::formats) order: &'static [&'static str],
    /// Words of a closing question that ask for a number.
    pub(in crate::formats) how_many: &'static [&'static str],
    /// Words that say that something holds.
    pub(in crate::formats) holds: &'static [&'static str],
    /// Words that say that it does not.
    pub(in crate::formats) fails: &'static [&'static str],
    /// Words that may turn a question round, or not.
    pub(in crate::formats) doubtful: &'static [&'static str],
    /// Beginnings of a closing question that speaks of the answer, not of the statements.
    pub(in crate::formats) selects: &'static [&'static str],
    /// Pieces of a text before a list that does no more than show it.
    pub(in crate::formats) considers: &'static [&'static str],
    /// Words that turn such a word round.
    pub(in crate::formats) not: &'static [&'static str],
    /// Words between labels of one list.
    pub(in crate::formats) and: &'static [&'static str],
    /// Words between labels of which one would do.
    pub(in crate::formats) or: &'static [&'static str],
    /// Words that begin a further thought.
    pub(in crate::formats) but: &'static [&'static str],
    /// Words that call something the answer.
    pub(in crate::formats) answer: &'static [&'static str],
    /// Words of a text that introduces a list of statements or of things to be ordered.
    pub(in crate::formats) list: &'static [&'static str],
    /// Words that say that a list follows.
    pub(in crate::formats) follows: &'static [&'static str],
    /// Words that limit a code: "only".
    pub(in crate::formats) only: &'static [&'static str],
    /// "both"
    pub(in crate::formats) both: &'static [&'static str],
    /// "neither", "nor"
    pub(in crate::formats) neither: &'static [&'static str],
    /// "all"
    pub(in crate::formats) all: &'static [&'static str],
    /// "none"
    pub(in crate::formats) none: &'static [&'static str],
    /// Words of a code that mean nothing by themselves.
    pub(in crate::formats) filler: &'static [&'static str],
    /// Numbers from one on.
    pub(in crate::formats) numbers: &'static [&'static str],
    /// Lines that are no part of a question, in the notation of [`super::noise`].
    pub(in crate::formats) noise: &'static [&'static str],
    /// Pieces of sentences that call to something of the site.
    pub(in crate::formats) calls: &'static [&'static str],
    /// Lines behind the last question after which nothing belongs to it, in the same notation.
    pub(in crate::formats) end: &'static [&'static str],
}

/// A list of words of a dialect.
pub(in crate::formats) type Table = fn(&Dialect) -> &'static [&'static str];

/// Both languages: pages mix them.
pub(in crate::formats) const PAGE: &[&Dialect] = &[&ENGLISH, &HINDI];
