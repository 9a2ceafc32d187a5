//! Anki: notes of two fields as a text file that Anki imports.
//!
//! The lines at its head tell Anki what the columns are. A card's first column names it for good: whoever imports the
//! file again, corrected, gets the same cards with new texts and keeps what is learnt.

use super::html::html;
use crate::model::ids::AreaPath;
use crate::model::text::{RichText, Token};

/// A card.
#[derive(Debug, Clone, Copy)]
pub struct AnkiCard<'a> {
    /// Names it for good.
    pub name: &'a str,
    /// The question.
    pub front: &'a RichText,
    /// The answer.
    pub back: &'a RichText,
    /// Areas, which become tags.
    pub areas: &'a [AreaPath],
    /// Further tags.
    pub tags: &'a [String],
}

/// The file; `token` says what a token prints.
pub fn write(cards: &[AnkiCard<'_>], token: &dyn Fn(&Token) -> String) -> String {
    let mut out =
        "#separator:tab\n#html:true\n#guid column:1\n#tags column:4\n#columns:Name\tFront\tBack\tTags\n".to_owned();
    for card in cards {
        let areas = card.areas.iter().map(|area| area.as_str().replace('.', "::"));
        let tags: Vec<String> =
            areas.chain(card.tags.iter().map(|tag| tag.replace(char::is_whitespace, "-"))).collect();
        let fields = [card.name.to_owned(), html(card.front, token), html(card.back, token), bare(&tags.join(" "))];
        out.push_str(&fields.join("\t"));
        out.push('\n');
    }
    out
}

/// A field that is no HTML: Anki takes quotation marks at its beginning for its own.
fn bare(text: &str) -> String {
    text.replace(['\t', '\n', '\r', '"'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::markup;
    use crate::model::text::Form;

    #[test]
    fn what_authors_type_stays_text() {
        let text = |source: &str, form| markup::parse(source, form, None, false, &mut Diagnostics::default());
        let front = text("Is \"a < b & c\" *so*, with $x < 1$ and `<br>`?", Form::Inline);
        let back = text(
            "Yes:\n\n- one\n- two **of** H~2~O\n\n3. three\n\n| a | b |\n|---|---|\n| 1 | <script>alert(1)</script> |\n\n```\nx\ty\n```\n\n![a lens](x.svg), {fig:map}",
            Form::Block,
        );
        let areas = [AreaPath::new("upsc.mains.gs2").unwrap()];
        let card = AnkiCard {
            name: "note/faq/1",
            front: &front,
            back: &back,
            areas: &areas,
            tags: &["party funding".to_owned(), "\"x".to_owned()],
        };
        insta::assert_snapshot!(write(&[card], &|_| "Figure 1".to_owned()), @r##"
#separator:tab
#html:true
#guid column:1
#tags column:4
#columns:Name	Front	Back	Tags
note/faq/1	Is &quot;a &lt; b &amp; c&quot; <i>so</i>, with \(x &lt; 1\) and <code>&lt;br&gt;</code>?	<p>Yes:</p><ul><li>one</li><li>two <b>of</b> H<sub>2</sub>O</li></ul><ol start=3><li>three</li></ol><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>&lt;script&gt;alert(1)&lt;/script&gt;</td></tr></table><pre>x y</pre><p>[a lens], Figure 1</p>	upsc::mains::gs2 party-funding  x
"##);
    }
}
