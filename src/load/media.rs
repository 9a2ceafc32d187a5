//! Pictures: bytes in, a checked [`Media`] out. Nothing is decoded; what could hurt the engine is refused.

use sha2::{Digest, Sha256};
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
        }
        let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
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
    for (element, what) in [("<script", "a script"), ("<foreignobject", "a foreign object")] {
        if lower.contains(element) {
            return Err(format!("holds {what}: save it again as plain SVG"));
        }
    }
    if lower.contains("@import") || lower.contains("<?xml-stylesheet") {
        return Err("takes its style from elsewhere: save it again as plain SVG".to_owned());
    }
    let mut uses = Uses::default();
    for tag in (Tags { rest: text }) {
        look_at(&tag, &mut uses)?;
    }
    uses.check()
}

fn look_at(tag: &Tag<'_>, uses: &mut Uses) -> Result<(), String> {
    for (name, value) in tag.attributes() {
        let href = name.eq_ignore_ascii_case("href") || name.eq_ignore_ascii_case("xlink:href");
        // A link goes nowhere on paper.
        if href && tag.name != "a" && !value.starts_with('#') {
            let message = match value.starts_with("data:") {
                true => "has a picture packed inside it: save the figure as PNG, or as SVG without pictures".to_owned(),
                false => format!("takes something from elsewhere, `{}`", super::table::shown(value)),
            };
            return Err(message);
        }
        let mut rest = value;
        while let Some(at) = rest.find("url(") {
            rest = rest.get(at + 4..).unwrap_or_default();
            let target = rest.trim_start_matches([' ', '"', '\'']);
            if !target.starts_with('#') && !target.starts_with("&quot;#") {
                return Err(format!("takes something from elsewhere, `{}`", super::table::shown(target)));
            }
        }
    }
    uses.add(tag)
}

/// A tag of a drawing.
struct Tag<'t> {
    name: &'t str,
    /// What stands behind the name.
    rest: &'t str,
    closing: bool,
    /// `<x/>`
    empty: bool,
}

impl<'t> Tag<'t> {
    fn attributes(&self) -> impl Iterator<Item = (&'t str, &'t str)> {
        let mut rest = self.rest;
        std::iter::from_fn(move || {
            let (name, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, behind) = after.get(1..)?.split_once(quote)?;
            rest = behind;
            Some((name.trim(), value.trim()))
        })
    }

    fn attribute(&self, wanted: &str) -> Option<&'t str> {
        self.attributes().find(|(name, _)| *name == wanted).map(|(_, value)| value)
    }
}

/// The tags of a drawing, comments and the like left out.
struct Tags<'t> {
    rest: &'t str,
}

impl<'t> Iterator for Tags<'t> {
    type Item = Tag<'t>;

    fn next(&mut self) -> Option<Tag<'t>> {
        loop {
            let at = self.rest.find('<')?;
            self.rest = self.rest.get(at + 1..)?;
            let skip = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>"), ("!", ">")];
            if let Some((_, end)) = skip.iter().find(|(start, _)| self.rest.starts_with(start)) {
                let at = self.rest.find(end)?;
                self.rest = self.rest.get(at..)?;
                continue;
            }
            let end = tag_end(self.rest)?;
            let inside = self.rest.get(..end)?;
            self.rest = self.rest.get(end..)?;
            let closing = inside.starts_with('/');
            let inside = inside.trim_start_matches('/');
            let empty = inside.ends_with('/');
            let name_end = inside.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inside.len());
            let name = inside.get(..name_end)?;
            let name = name.rsplit(':').next().unwrap_or(name);
            return Some(Tag { name, rest: inside.get(name_end..)?.trim_end_matches('/'), closing, empty });
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
    use super::*;

    fn svg(inside: &str) -> Result<Media, String> {
        Media::new("a.svg", format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>").into_bytes())
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
        bytes
    }

    #[test]
    fn pictures_are_known_by_content_and_named_by_hash() {
        let media = Media::new("x.jpg", png(10, 10)).unwrap();
        assert_eq!((media.extension, media.sha256.len()), ("png", 64));
        assert_eq!(
            svg("<a href=\"http://x\"><path id=\"p\" d=\"M0 0\"/></a><use href=\"#p\"/>").unwrap().extension,
            "svg"
        );
    }

    #[test]
    fn bombs_and_reaches_outside_are_refused() {
        assert!(Media::new("x.png", png(100_000, 100_000)).unwrap_err().contains("pixels"));
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
}
