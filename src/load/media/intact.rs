//! Whether the file of a picture is whole: its structure is walked from the first byte to the last, nothing is unpacked.

/// Looks through a picture of one kind.
///
/// # Errors
///
/// What is wrong with it, as a phrase that follows its name.
pub(super) fn check(extension: &str, bytes: &[u8]) -> Result<(), String> {
    let fault = match extension {
        "png" => png(bytes),
        "jpg" => jpeg(bytes),
        "gif" => gif(bytes),
        "webp" => webp(bytes),
        _ => None,
    };
    match fault {
        Some(what) => Err(format!("is damaged: {what}; save or copy it again")),
        None => Ok(()),
    }
}

const CUT_OFF: &str = "the end of the file is missing";

fn at(bytes: &[u8], from: usize, length: usize) -> Option<&[u8]> {
    bytes.get(from..from.checked_add(length)?)
}

fn big(bytes: &[u8], from: usize) -> Option<usize> {
    let four: [u8; 4] = at(bytes, from, 4)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(four)).ok()
}

fn little(bytes: &[u8], from: usize) -> Option<usize> {
    let four: [u8; 4] = at(bytes, from, 4)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(four)).ok()
}

/// Chunks of length, name, content and checksum, from `IHDR` to `IEND`.
fn png(bytes: &[u8]) -> Option<&'static str> {
    let table = checksums();
    let mut from = 8;
    let mut pixels = false;
    loop {
        let Some(length) = big(bytes, from) else { return Some(CUT_OFF) };
        let name_from = from.saturating_add(4);
        let Some(named) = length.checked_add(4).and_then(|length| at(bytes, name_from, length)) else {
            return Some(CUT_OFF);
        };
        let Some(sum) = big(bytes, name_from + named.len()) else { return Some(CUT_OFF) };
        if usize::try_from(checksum(&table, named)).ok() != Some(sum) {
            return Some("a checksum is wrong");
        }
        let (name, content) = named.split_at_checked(4).unwrap_or_default();
        if (from == 8) != (name == b"IHDR") || from == 8 && !is_header(content) {
            return Some("its first part is wrong");
        }
        match name {
            b"IDAT" => pixels = pixels || length > 0,
            b"IEND" if pixels => return None,
            b"IEND" => return Some("it holds no pixels"),
            _ => {}
        }
        from = name_from + named.len() + 4;
    }
}

/// Whether depth, colours and methods of a PNG are ones that exist.
fn is_header(content: &[u8]) -> bool {
    match at(content, 8, 5) {
        Some([depth, colours, 0, 0, 0 | 1]) => match colours {
            0 => matches!(depth, 1 | 2 | 4 | 8 | 16),
            3 => matches!(depth, 1 | 2 | 4 | 8),
            2 | 4 | 6 => matches!(depth, 8 | 16),
            _ => false,
        },
        _ => false,
    }
}

/// The table of the checksum that PNG uses.
fn checksums() -> Vec<u32> {
    (0..256u32)
        .map(|start| (0..8).fold(start, |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 }))
        .collect()
}

fn checksum(table: &[u32], bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        let entry = usize::from(sum.to_le_bytes()[0] ^ byte);
        table.get(entry).copied().unwrap_or_default() ^ (sum >> 8)
    };
    !bytes.iter().fold(u32::MAX, step)
}

/// Marked segments up to the pixels, which run to the mark of the end.
fn jpeg(bytes: &[u8]) -> Option<&'static str> {
    let mut from = 2;
    loop {
        let Some([0xff, mark]) = at(bytes, from, 2) else { return Some("its parts do not follow each other") };
        match mark {
            // A mark may be filled up in front.
            0xff => from += 1,
            0xd9 => return Some("it holds no pixels"),
            0x01 | 0xd0..=0xd8 => from += 2,
            _ => {
                let Some([high, low]) = at(bytes, from + 2, 2) else { return Some(CUT_OFF) };
                let length = usize::from(*high) * 256 + usize::from(*low);
                if length < 2 {
                    return Some("its parts do not follow each other");
                }
                from += 2 + length;
                if *mark == 0xda {
                    break;
                }
            }
        }
    }
    // Inside the pixels this pair cannot stand.
    let ended = bytes.get(from..).is_some_and(|rest| rest.windows(2).any(|pair| pair == [0xff, 0xd9]));
    if ended { None } else { Some(CUT_OFF) }
}

/// Head, colours, then blocks up to the trailer.
fn gif(bytes: &[u8]) -> Option<&'static str> {
    let colours = |flags: u8| if flags & 0x80 != 0 { 3usize << ((flags & 7) + 1) } else { 0 };
    let Some(flags) = bytes.get(10) else { return Some(CUT_OFF) };
    let mut from = 13 + colours(*flags);
    let mut pixels = false;
    loop {
        match bytes.get(from) {
            Some(0x3b) if pixels => return None,
            Some(0x3b) => return Some("it holds no pixels"),
            Some(0x21) => from += 2,
            Some(0x2c) => {
                let Some(flags) = bytes.get(from + 9) else { return Some(CUT_OFF) };
                from += 11 + colours(*flags);
                pixels = true;
            }
            Some(_) => return Some("its parts do not follow each other"),
            None => return Some(CUT_OFF),
        }
        // Pieces with their length in front; an empty one ends the block.
        loop {
            let Some(length) = bytes.get(from) else { return Some(CUT_OFF) };
            from += 1 + usize::from(*length);
            if *length == 0 {
                break;
            }
        }
    }
}

/// Chunks inside one that says how long all of them are.
fn webp(bytes: &[u8]) -> Option<&'static str> {
    let Some(whole) = little(bytes, 4).and_then(|length| length.checked_add(8)) else { return Some(CUT_OFF) };
    if whole > bytes.len() {
        return Some(CUT_OFF);
    }
    let mut from = 12;
    let mut pixels = false;
    while from + 8 <= whole {
        let (Some(name), Some(length)) = (at(bytes, from, 4), little(bytes, from + 4)) else { return Some(CUT_OFF) };
        let end = (from + 8).saturating_add(length);
        if end > whole {
            return Some("a part is longer than the file");
        }
        pixels = pixels || matches!(name, b"VP8 " | b"VP8L" | b"ANMF") && length > 0;
        from = end + length % 2;
    }
    if pixels { None } else { Some("it holds no pixels") }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A PNG of the wanted size, of which only the structure is right.
    pub(crate) fn png_of(width: u32, height: u32) -> Vec<u8> {
        let mut head = b"IHDR".to_vec();
        head.extend(width.to_be_bytes());
        head.extend(height.to_be_bytes());
        head.extend([8, 2, 0, 0, 0]);
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        for chunk in [head.as_slice(), b"IDATxyz", b"IEND"] {
            bytes.extend(u32::try_from(chunk.len() - 4).unwrap().to_be_bytes());
            bytes.extend(chunk);
            bytes.extend(checksum(&checksums(), chunk).to_be_bytes());
        }
        bytes
    }

    const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x04ab\xff\xda\0\x03x\x12\xff\0\x34\xff\xd9";
    const GIF: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0abcdef\x21\xf9\x01a\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02ab\0\x3b";
    const WEBP: &[u8] = b"RIFF\x10\0\0\0WEBPVP8L\x03\0\0\0abc\0";

    #[test]
    fn whole_pictures_pass_and_every_shorter_one_fails() {
        assert_eq!(checksum(&checksums(), b"123456789"), 0xcbf4_3926);
        for (kind, whole) in [("png", png_of(3, 3).as_slice()), ("jpg", JPEG), ("gif", GIF), ("webp", WEBP)] {
            assert_eq!(check(kind, whole), Ok(()), "{kind}");
            for end in 0..whole.len() {
                assert!(check(kind, &whole[..end]).is_err(), "{kind} cut at {end}");
            }
        }
    }

    #[test]
    fn a_changed_byte_of_a_png_is_found() {
        let whole = png_of(3, 3);
        for at in 8..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            assert!(check("png", &damaged).is_err(), "byte {at}");
        }
    }
}
