//! Pictures: bytes in, a checked [`Media`] out. Nothing is decoded; what could hurt the engine is refused, and what is
//! damaged as far as its structure shows it.

mod intact;
mod wellformed;

use super::table::shown;
use crate::model::canonical::sha256_hex;
use std::collections::BTreeMap;

/// The largest picture, in bytes.
pub(crate) const MOST_BYTES: u64 = 20 * 1024 * 1024;

/// The largest drawing, in bytes.
const MOST_SVG_BYTES: usize = 5 * 1024 * 1024;

/// The most pixels: a full A4 page at 600 dots per inch has 35 million.
const MOST_PIXELS: usize = 40_000_000;

/// Elements of a drawing after all its `<use>` are followed.
const MOST_ELEMENTS: u64 = 200_000;

/// A picture that may be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Its path from the root.
    pub path: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// `svg`, `png`, `jpg`, `gif` or `webp`, from the content.
    pub extension: &'static str,
    /// SHA-256 of the bytes in hexadecimal.
    pub sha256: String,
}

impl Media {
    /// Takes the bytes of a picture.
    ///
    /// # Errors
    ///
    /// What is wrong with it, as a phrase that follows its name.
    pub fn new(path: &str, bytes: Vec<u8>) -> Result<Media, String> {
        let extension = kind(&bytes)?;
        if extension == "svg" {
            drawing(&bytes)?;
        } else {
            pixels(&bytes)?;
            intact::check(extension, &bytes)?;
        }
        let sha256 = sha256_hex(&bytes);
        Ok(Media { path: path.to_owned(), bytes, extension, sha256 })
    }
}

fn kind(bytes: &[u8]) -> Result<&'static str, String> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if starts(b"\x89PNG\r\n\x1a\n") {
        Ok("png")
    } else if starts(b"\xff\xd8\xff") {
        Ok("jpg")
    } else if starts(b"GIF87a") || starts(b"GIF89a") {
        Ok("gif")
    } else if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP".as_slice()) {
        Ok("webp")
    } else if starts(b"%PDF") {
        Err("is a PDF, which is not taken as a picture: save the figure as SVG or PNG".to_owned())
    } else if bytes.is_empty() {
        Err("is empty".to_owned())
    } else {
        let start = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).into_owned();
        match start.contains("<svg") {
            true => Ok("svg"),
            false => Err("is no picture: SVG, PNG, JPEG, GIF and WebP can be printed".to_owned()),
        }
    }
}

/// Looks at the size in the head of the file, before anything unpacks it.
fn pixels(bytes: &[u8]) -> Result<(), String> {
    let size = imagesize::blob_size(bytes).map_err(|_| "is damaged: its size cannot be read".to_owned())?;
    if size.width == 0 || size.height == 0 {
        return Err("has no pixels".to_owned());
    }
    if size.width.saturating_mul(size.height) > MOST_PIXELS {
        let (width, height) = (size.width, size.height);
        return Err(format!("has {width} × {height} pixels, the most is 40 million: save it smaller"));
    }
    Ok(())
}

/// Looks through a drawing for what reaches outside it or multiplies inside it.
fn drawing(bytes: &[u8]) -> Result<(), String> {
    if bytes.len() > MOST_SVG_BYTES {
        return Err(format!("has {} bytes, the most for a drawing is 5 MiB", bytes.len()));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned())?;
    let lower = text.to_ascii_lowercase();
    if lower.contains("<!entity") || lower.contains("<!doctype") && lower.contains('[') && lower.contains("<!element") {
        return Err("declares entities, which can grow without end: save it again as plain SVG".to_owned());
    }
    for (element, what) in
        [("<script", "a script"), ("<foreignobject", "a foreign object"), ("<filter", "a filter effect")]
    {
        if lower.contains(element) {
            return Err(format!("holds {what}: save it again as plain SVG"));
        }
    }
    if lower.contains("@import") || lower.contains("<?xml-stylesheet") {
        return Err("takes its style from elsewhere: save it again as plain SVG".to_owned());
    }
    let mut uses = Uses::default();
    let mut shape = wellformed::Shape::default();
    let mut tags = Tags { rest: text, between: "" };
    while let Some(tag) = tags.next() {
        if wellformed::has_unknown_entity(tags.between) {
            return Err("is damaged: `&` stands for itself only as `&amp;`".to_owned());
        }
        look_at(&tag, &mut uses)?;
        shape.add(&tag)?;
    }
    if !tags.rest.trim().is_empty() {
        return Err("is damaged: its last part cannot be read; is the end of the file missing?".to_owned());
    }
    shape.finish()?;
    uses.check()
}

fn look_at(tag: &Tag<'_>, uses: &mut Uses) -> Result<(), String> {
    for (name, value) in tag.attributes() {
        let href = name.eq_ignore_ascii_case("href") || name.eq_ignore_ascii_case("xlink:href");
        // A link goes nowhere on paper.
        if href && tag.name != "a" && !value.starts_with('#') {
            let message = match value.starts_with("data:") {
                true => "has a picture packed inside it: save the figure as PNG, or as SVG without pictures".to_owned(),
                false => format!("takes something from elsewhere, `{}`", shown(value)),
            };
            return Err(message);
        }
        let mut rest = value;
        while let Some(at) = rest.find("url(") {
            rest = rest.get(at + 4..).unwrap_or_default();
            let target = rest.trim_start_matches([' ', '"', '\'']);
            if !target.starts_with('#') && !target.starts_with("&quot;#") {
                return Err(format!("takes something from elsewhere, `{}`", shown(target)));
            }
        }
    }
    uses.add(tag)
}

/// A tag of a drawing.
struct Tag<'t> {
    /// The name with its prefix.
    full: &'t str,
    /// The name without it.
    name: &'t str,
    /// What stands behind the name.
    rest: &'t str,
    closing: bool,
    /// `<x/>`
    empty: bool,
}

impl<'t> Tag<'t> {
    fn attributes(&self) -> Attributes<'t> {
        Attributes { rest: self.rest }
    }

    fn attribute(&self, wanted: &str) -> Option<&'t str> {
        self.attributes().find(|(name, _)| *name == wanted).map(|(_, value)| value)
    }
}

/// The attributes of a tag, up to the first that cannot be read.
struct Attributes<'t> {
    /// What stands behind the last one.
    rest: &'t str,
}

impl<'t> Iterator for Attributes<'t> {
    type Item = (&'t str, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, after) = self.rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, behind) = after.get(1..)?.split_once(quote)?;
        self.rest = behind;
        Some((name.trim(), value.trim()))
    }
}

/// The tags of a drawing, comments and the like left out.
struct Tags<'t> {
    rest: &'t str,
    /// What stands before the tag that came last.
    between: &'t str,
}

impl<'t> Iterator for Tags<'t> {
    type Item = Tag<'t>;

    fn next(&mut self) -> Option<Tag<'t>> {
        loop {
            let at = self.rest.find('<')?;
            let after = self.rest.get(at + 1..)?;
            let skip = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>"), ("!", ">")];
            if let Some((start, end)) = skip.iter().find(|(start, _)| after.starts_with(start)) {
                let behind = after.get(start.len()..)?;
                let end = behind.find(end)? + end.len();
                self.rest = behind.get(end..)?;
                continue;
            }
            let end = tag_end(after)?;
            let inside = after.get(..end)?;
            self.between = self.rest.get(..at)?;
            self.rest = after.get(end + 1..)?;
            let closing = inside.starts_with('/');
            let inside = inside.trim_start_matches('/');
            let empty = inside.ends_with('/');
            let name_end = inside.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inside.len());
            let full = inside.get(..name_end)?;
            let name = full.rsplit(':').next().unwrap_or(full);
            return Some(Tag { full, name, rest: inside.get(name_end..)?.trim_end_matches('/'), closing, empty });
        }
    }
}

/// The `>` that ends a tag; one inside quotation marks does not.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Which named pieces of a drawing repeat which others.
#[derive(Default)]
struct Uses {
    /// Ids of the elements around the present one; `None` for those without.
    open: Vec<Option<String>>,
    /// For each id the elements directly inside it, and the ids inside it or repeated by it.
    inside: BTreeMap<String, (u64, Vec<String>)>,
    elements: u64,
    top: Vec<String>,
}

impl Uses {
    fn add(&mut self, tag: &Tag<'_>) -> Result<(), String> {
        if tag.closing {
            self.open.pop();
            return Ok(());
        }
        if self.open.len() > 256 {
            return Err("is nested deeper than 256 levels".to_owned());
        }
        self.elements += 1;
        if self.elements > MOST_ELEMENTS {
            return Err(format!("has more than {MOST_ELEMENTS} elements"));
        }
        let id = tag.attribute("id").map(str::to_owned);
        let target = matches!(tag.name, "use" | "pattern" | "mask" | "marker" | "clipPath" | "filter")
            .then(|| tag.attribute("href").or_else(|| tag.attribute("xlink:href")))
            .flatten()
            .and_then(|href| href.strip_prefix('#'))
            .map(str::to_owned);
        // Only the nearest name around an element is told of it; further ones learn of it through that name.
        if let Some(outer) = self.open.iter().rev().flatten().next()
            && let Some((count, inner)) = self.inside.get_mut(outer)
        {
            *count += 1;
            match &id {
                Some(id) => inner.push(id.clone()),
                None => inner.extend(target.clone()),
            }
        }
        if let Some(id) = &id {
            let (_, inner) = self.inside.entry(id.clone()).or_default();
            inner.extend(target.clone());
        }
        self.top.extend(target);
        if !tag.empty {
            self.open.push(id);
        }
        Ok(())
    }

    /// Counts elements with every repetition followed; a piece that repeats itself has no end.
    fn check(&self) -> Result<(), String> {
        let mut known: BTreeMap<&str, Option<u64>> = BTreeMap::new();
        let mut total = self.elements;
        for target in &self.top {
            total = total.saturating_add(self.size(target, &mut known, 0)?);
            if total > MOST_ELEMENTS {
                return Err(format!("repeats its pieces too often: more than {MOST_ELEMENTS} elements"));
            }
        }
        Ok(())
    }

    fn size<'u>(
        &'u self,
        id: &'u str,
        known: &mut BTreeMap<&'u str, Option<u64>>,
        depth: usize,
    ) -> Result<u64, String> {
        match known.get(id) {
            Some(Some(size)) => return Ok(*size),
            Some(None) => return Err("repeats a piece inside itself".to_owned()),
            None => {}
        }
        if depth > 512 {
            return Err("repeats pieces inside pieces deeper than 512 levels".to_owned());
        }
        known.insert(id, None);
        let mut size = 0u64;
        if let Some((count, targets)) = self.inside.get(id) {
            size = *count;
            for target in targets {
                size = size.saturating_add(self.size(target, known, depth + 1)?).min(MOST_ELEMENTS + 1);
            }
        }
        known.insert(id, Some(size));
        Ok(size)
    }
}

#[cfg(test)]
mod tests {
    use super::intact::tests::png_of;
    use super::*;

    const HEAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"x\" width=\"9\" height=\"9\">";

    fn svg(inside: &str) -> Result<Media, String> {
        Media::new("a.svg", format!("{HEAD}{inside}</svg>").into_bytes())
    }

    #[test]
    fn pictures_are_known_by_content_and_named_by_hash() {
        let media = Media::new("x.jpg", png_of(10, 10)).unwrap();
        assert_eq!((media.extension, media.sha256.len()), ("png", 64));
        assert_eq!(
            svg("<a href=\"http://x\"><path id=\"p\" d=\"M0 0\"/></a><use href=\"#p\"/>").unwrap().extension,
            "svg"
        );
    }

    #[test]
    fn bombs_and_reaches_outside_are_refused() {
        assert!(Media::new("x.png", png_of(100_000, 100_000)).unwrap_err().contains("pixels"));
        assert!(Media::new("x.png", b"\x89PNG\r\n\x1a\n".to_vec()).is_err());
        assert!(Media::new("x.png", b"hello".to_vec()).unwrap_err().contains("no picture"));
        assert!(Media::new("x.pdf", b"%PDF-1.7".to_vec()).unwrap_err().contains("PDF"));
        for bad in [
            "<image href=\"http://example.org/x.png\"/>",
            "<image xlink:href='../../etc/passwd'/>",
            "<image href=\"data:image/png;base64,AAAA\"/>",
            "<!DOCTYPE svg [<!ENTITY a \"b\">]>",
            "<script>1</script>",
            "<rect fill=\"url(http://x/y)\"/>",
            "<g id=\"a\"><use href=\"#a\"/></g>",
        ] {
            assert!(svg(bad).is_err(), "{bad}");
        }
        let layers: String = (1..12)
            .map(|at| format!("<g id=\"l{at}\">{}</g>", format!("<use href=\"#l{}\"/>", at - 1).repeat(10)))
            .collect();
        assert!(svg(&format!("<g id=\"l0\"><path/></g>{layers}")).unwrap_err().contains("too often"));
    }

    #[test]
    fn damaged_drawings_are_refused() {
        let ns = "xmlns=\"http://www.w3.org/2000/svg\"";
        let whole = |text: &str| Media::new("a.svg", text.as_bytes().to_vec());
        for fine in [
            format!(
                "<?xml version=\"1.0\"?>\n<!-- a < b -->\n<svg {ns} viewBox=\"0 0 9 9\"><g><path d=\"M0 0\"/></g></svg>\n"
            ),
            format!(
                "<svg {ns} width=\"9mm\" height = '50%'><text>a &amp; b</text><style><![CDATA[a<b]]></style></svg>"
            ),
        ] {
            assert!(whole(&fine).is_ok(), "{:?} {fine}", whole(&fine));
        }
        for bad in [
            format!("<svg {ns} width=\"0\" height=\"9\"/>"),
            format!("<svg {ns} width=\"9\" height=\"-1\"/>"),
            format!("<svg {ns}/>"),
            format!("<svg {ns} viewBox=\"0 0 0 9\"/>"),
            format!("<svg {ns} viewBox=\"0 0 9\"/>"),
            "<svg width=\"9\" height=\"9\"/>".to_owned(),
            format!("<x><svg {ns} width=\"9\" height=\"9\"/></x>"),
        ] {
            assert!(whole(&bad).is_err(), "{bad}");
        }
        for bad in [
            "<g>",
            "</g>",
            "<g></h>",
            "<path d=\"M0 0",
            "<path d=M0/>",
            "<path d=\"1\" d=\"2\"/>",
            "<text>a & b</text>",
            "<ink:g/>",
            "<filter id=\"f\"/>",
            "<!-- open",
        ] {
            assert!(svg(bad).is_err(), "{bad}");
        }
        let text = format!("{HEAD}<g><path d=\"M0 0\"/></g></svg>");
        for end in 0..text.len() {
            assert!(whole(&text[..end]).is_err(), "{end}");
        }
    }
}
