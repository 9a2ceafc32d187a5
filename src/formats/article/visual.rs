//! Figures of an article: a title, a caption, and the pins of a map or the dates of a timeline.

use super::super::draft::{Content, Figure};
use super::super::lines::Line;
use super::super::numbered;
use super::super::plain;

/// What stands before each place of a map.
const PIN: char = '📍';

/// What is glued to the last pin, or to a caption.
const BUTTONS: [&str; 3] = ["More Information", "Loading interactive map...", "Loading map..."];

/// Reads the lines of a section; with the figures come the lines that were passed over.
pub(super) fn read(lines: &[Line<'_>]) -> (Vec<Figure>, Vec<(u32, String)>) {
    let mut figures = Vec::new();
    let mut skipped = Vec::new();
    let mut texts: Vec<(u32, String)> = Vec::new();
    let mut dates: Vec<(String, String)> = Vec::new();
    let mut pins: Vec<(u32, String)> = Vec::new();
    let mut waiting: Option<String> = None;
    // First line of the figure that is being read.
    let mut start = None;
    for line in lines.iter().filter(|line| !line.is_blank()) {
        let text = line.text.as_ref();
        if let Some((before, after)) = text.split_once(PIN) {
            start.get_or_insert(line.number);
            if !before.trim().is_empty() {
                texts.push((line.number, before.trim().to_owned()));
            }
            for name in after.split(PIN) {
                let name =
                    BUTTONS.iter().fold(name.trim(), |name, button| name.strip_suffix(button).unwrap_or(name).trim());
                if !name.is_empty() && !pins.iter().any(|(_, known)| known == name) {
                    pins.push((line.number, name.to_owned()));
                }
            }
            continue;
        }
        if line.too_long || numbered::is_noise(text) && year(text).is_none() {
            skipped.push((line.number, text.chars().take(80).collect()));
            continue;
        }
        if !pins.is_empty() {
            // A text behind the pins begins the next figure.
            figures.push(figure(start.take(), &mut texts, places(&mut pins)));
        }
        // A title behind the end of a sentence begins the next figure, too.
        let ended = dates.len() >= 2 || texts.last().is_some_and(|(_, text)| text.ends_with(['.', '।']));
        if ended && waiting.is_none() && dated(text).is_none() && is_title(text) {
            let content =
                if dates.len() >= 2 { Content::Timeline(std::mem::take(&mut dates)) } else { Content::Nothing };
            figures.push(figure(start.take(), &mut texts, content));
        }
        start.get_or_insert(line.number);
        match (waiting.take(), dated(text)) {
            (Some(when), None) => dates.push((when, text.to_owned())),
            (_, Some((when, ""))) => waiting = Some(when.to_owned()),
            (_, Some((when, what))) => dates.push((when.to_owned(), what.to_owned())),
            (None, None) => texts.push((line.number, text.to_owned())),
        }
    }
    if !pins.is_empty() {
        figures.push(figure(start, &mut texts, places(&mut pins)));
    } else if dates.len() >= 2 {
        figures.push(figure(start, &mut texts, Content::Timeline(dates)));
    } else if !texts.is_empty() {
        figures.push(figure(start, &mut texts, Content::Nothing));
    }
    (figures, skipped)
}

/// The pins of a map; which places are known is not looked up here.
fn places(pins: &mut Vec<(u32, String)>) -> Content {
    let line = pins.first().map_or(0, |(line, _)| *line);
    Content::Places { known: pins.drain(..).map(|(_, name)| name).collect(), unknown: Vec::new(), line }
}

/// Whether a text is short and ends without a stop.
fn is_title(text: &str) -> bool {
    text.len() <= 120 && text.split(' ').count() <= 12 && !text.ends_with(['.', '।', ':', ';', ','])
}

/// The first text is the title, the others are the caption.
fn figure(start: Option<u32>, texts: &mut Vec<(u32, String)>, content: Content) -> Figure {
    let texts = std::mem::take(texts);
    let mut own = texts.iter().map(|(_, text)| plain::inline(text));
    let line = start.unwrap_or_default();
    // A long text is no title.
    let title = texts
        .first()
        .is_some_and(|(_, text)| text.chars().count() <= 120 || texts.len() > 1)
        .then(|| own.next())
        .flatten();
    let caption = own.collect::<Vec<_>>().join(" ");
    Figure { title, caption: (!caption.is_empty()).then_some(caption), content, line, flags: Vec::new() }
}

/// A year, a span of years or a decade that a text begins with, and what happened.
fn dated(text: &str) -> Option<(&str, &str)> {
    let end = year(text)?;
    let rest = text.get(end..)?;
    let bare = rest.trim_start();
    let what = bare.strip_prefix([':', '-', '–', '—', '|']).map(str::trim);
    match what {
        Some(what) => Some((text.get(..end)?, what)),
        None if bare.is_empty() => Some((text.get(..end)?, "")),
        None => None,
    }
}

/// Where the year that a text begins with ends: `1963`, `1963-65`, `1960s`.
fn year(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let value: u32 = text.get(..digits).filter(|_| digits == 4)?.parse().ok()?;
    let rest = text.get(4..)?;
    let span = rest.strip_prefix(['-', '–']).map_or(0, |after| after.bytes().take_while(u8::is_ascii_digit).count());
    let end = match span {
        2 | 4 => 4 + rest.chars().next().map_or(0, char::len_utf8) + span,
        _ if rest.starts_with('s') => 5,
        _ => 4,
    };
    (1000..=2100).contains(&value).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::super::super::lines;
    use super::*;

    fn told(text: &str) -> String {
        let (figures, _) = read(&lines::read(text));
        let content = |figure: &Figure| match &figure.content {
            Content::Places { known, .. } => known.join("+"),
            Content::Timeline(dates) => {
                dates.iter().map(|(when, what)| format!("{when}={what}")).collect::<Vec<_>>().join("+")
            }
            Content::Nothing => "nothing".to_owned(),
        };
        let told = |figure: &Figure| {
            format!(
                "{} | {} | {}",
                figure.title.clone().unwrap_or_default(),
                figure.caption.clone().unwrap_or_default(),
                content(figure)
            )
        };
        figures.iter().map(told).collect::<Vec<_>>().join(" // ")
    }

    #[test]
    fn pins_and_dates_are_read() {
        for (text, figures) in [
            (
                "Rivers of the Plain\n\nWhere they rise.\n\nLoading interactive map...\n\n📍Upper Lake📍Delta, East📍Ford 7\nMore Information\n",
                "Rivers of the Plain | Where they rise. | Upper Lake+Delta, East+Ford 7",
            ),
            ("Title\n📍Delta", "Title |  | Delta"),
            ("Title\n📍\u{fe0f}Delta📍DeltaMore Information", "Title |  | Delta"),
            ("Dams\n\n1963: The first.\n\n1971-72 – The second.\n", "Dams |  | 1963=The first.+1971-72=The second."),
            ("Dams\n\n1963\n\nThe first.\n\n1990s\n\nMany.\n", "Dams |  | 1963=The first.+1990s=Many."),
            ("A chart\n\nIt shows rain.", "A chart | It shows rain. | nothing"),
            ("One\n📍A1📍B\nTwo\n📍C", "One |  | A1+B // Two |  | C"),
            (
                "A chart\n\nIt shows rain.\n\nFloods\n\n1911: One.\n1963: Two.",
                "A chart | It shows rain. | nothing // Floods |  | 1911=One.+1963=Two.",
            ),
            ("", ""),
        ] {
            assert_eq!(told(text), figures, "{text}");
        }
    }
}
