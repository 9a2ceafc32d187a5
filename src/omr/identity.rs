//! What the codes of an answer sheet say: which exam, candidate, set, page and geometry.
//!
//! An [`Identity`] goes in, 29 characters for a QR code of version 2-Q come out, and back. 18 bytes: `A1` (format),
//! exam 4, serial 4, set 1, page 1, layout hash 3, CRC-32 of the rest 4. Base 32 with Crockford's signs, so that the
//! same characters can be printed for people and typed by them.

use thiserror::Error;

/// Bytes of an identity.
pub const BYTES: usize = 18;

/// Characters of an identity in base 32; exactly what QR version 2-Q holds in alphanumeric mode.
pub const CHARACTERS: usize = 29;

const FORMAT: u8 = 0xA1;
const MARKED_BY_CANDIDATE: u8 = 255;
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What both codes of one printed page say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    /// The first 32 bits of the hash that also gives the paper id.
    pub exam: [u8; 4],
    /// Which candidate the sheet was printed for; 0 for a generic sheet.
    pub serial: u32,
    /// The set's place in the record, from 0 to 254; `None` where the candidate marks it.
    pub set: Option<u8>,
    /// Page of the sheet, from 1.
    pub page: u8,
    /// The hash of the layout entry that the page was drawn from.
    pub layout: [u8; 3],
}

/// Why a text is not an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum IdentityError {
    /// Too few or too many characters.
    #[error("a sheet code has {CHARACTERS} characters, this one {0}")]
    Length(usize),
    /// A character outside the base-32 signs.
    #[error("`{0}` is not a character of a sheet code")]
    Sign(char),
    /// The code of something else, or of a later format.
    #[error("the code does not begin like a sheet code")]
    Format,
    /// A misread or mistyped code.
    #[error("the check figure of the sheet code is wrong")]
    Check,
}

impl Identity {
    /// The 18 bytes.
    pub fn to_bytes(self) -> [u8; BYTES] {
        let mut bytes = [0; BYTES];
        bytes[0] = FORMAT;
        bytes[1..5].copy_from_slice(&self.exam);
        bytes[5..9].copy_from_slice(&self.serial.to_be_bytes());
        bytes[9] = self.set.unwrap_or(MARKED_BY_CANDIDATE);
        bytes[10] = self.page;
        bytes[11..14].copy_from_slice(&self.layout);
        let check = crc32(&bytes[..14]);
        bytes[14..].copy_from_slice(&check.to_be_bytes());
        bytes
    }

    /// Reads 18 bytes.
    ///
    /// # Errors
    ///
    /// When the format byte or the CRC does not agree.
    pub fn from_bytes(bytes: &[u8; BYTES]) -> Result<Self, IdentityError> {
        let [format, e0, e1, e2, e3, s0, s1, s2, s3, set, page, l0, l1, l2, check @ ..] = *bytes;
        if format != FORMAT {
            return Err(IdentityError::Format);
        }
        if crc32(&bytes[..14]) != u32::from_be_bytes(check) {
            return Err(IdentityError::Check);
        }
        Ok(Identity {
            exam: [e0, e1, e2, e3],
            serial: u32::from_be_bytes([s0, s1, s2, s3]),
            set: (set != MARKED_BY_CANDIDATE).then_some(set),
            page,
            layout: [l0, l1, l2],
        })
    }

    /// The 29 characters of the code.
    pub fn encode(self) -> String {
        let mut text = String::with_capacity(CHARACTERS);
        let (mut held, mut bits) = (0u32, 0);
        for byte in self.to_bytes() {
            held = (held << 8) | u32::from(byte);
            bits += 8;
            while bits >= 5 {
                bits -= 5;
                text.push(sign(held >> bits));
            }
        }
        // 144 bits leave four: one zero bit fills the last character.
        text.push(sign(held << (5 - bits)));
        text
    }

    /// Reads the characters of a code, also as typed by a person: small letters, blanks and hyphens are accepted, and
    /// the look-alikes O, I and L are taken for 0 and 1.
    ///
    /// # Errors
    ///
    /// When the text has another length, a foreign character, another format, or fails its check.
    pub fn decode(text: &str) -> Result<Self, IdentityError> {
        let (mut bytes, mut count, mut length) = ([0u8; BYTES], 0, 0);
        let (mut held, mut bits) = (0u32, 0);
        for typed in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let value = value(typed).ok_or(IdentityError::Sign(typed))?;
            length += 1;
            held = (held << 5) | value;
            bits += 5;
            if bits >= 8 {
                bits -= 8;
                if let Some(byte) = bytes.get_mut(count) {
                    *byte = (held >> bits).to_le_bytes()[0];
                }
                count += 1;
            }
            held &= (1 << bits) - 1;
        }
        if length != CHARACTERS {
            return Err(IdentityError::Length(length));
        }
        if held != 0 {
            return Err(IdentityError::Check);
        }
        Identity::from_bytes(&bytes)
    }
}

fn sign(bits: u32) -> char {
    char::from(SIGNS.get((bits & 31) as usize).copied().unwrap_or(b'0'))
}

fn value(typed: char) -> Option<u32> {
    let upper = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = SIGNS.iter().position(|sign| char::from(*sign) == upper)?;
    u32::try_from(at).ok()
}

/// CRC-32 as in PNG and zip.
fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_check_figure_is_the_common_crc_32() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn a_code_keeps_its_characters_across_releases() {
        let identity = Identity { exam: [0xDE, 0xAD, 0xBE, 0xEF], serial: 0, set: None, page: 1, layout: [1, 2, 3] };
        insta::assert_snapshot!(identity.encode(), @"M7FAVFQF0000007Z040G40X4SNF38");
    }

    #[test]
    fn a_person_may_type_it_in_groups_and_small_letters() {
        let identity = Identity { exam: [1, 2, 3, 4], serial: 77, set: Some(2), page: 3, layout: [9, 8, 7] };
        let code = identity.encode();
        let typed = format!("{}-{} {}", &code[..5], &code[5..10], &code[10..]).to_lowercase().replace('0', "o");
        assert_eq!(Identity::decode(&typed), Ok(identity));
    }

    #[test]
    fn foreign_codes_are_named_as_such() {
        assert_eq!(Identity::decode("HELLO"), Err(IdentityError::Length(5)));
        assert_eq!(Identity::decode("https://x.example"), Err(IdentityError::Sign(':')));
        assert_eq!(Identity::decode(&"0".repeat(29)), Err(IdentityError::Format));
    }

    proptest! {
        #[test]
        fn every_identity_returns(exam: [u8; 4], serial: u32, set in proptest::option::of(0u8..255), page: u8, layout: [u8; 3]) {
            let identity = Identity { exam, serial, set, page, layout };
            prop_assert_eq!(identity.encode().len(), CHARACTERS);
            prop_assert_eq!(Identity::decode(&identity.encode()), Ok(identity));
        }

        #[test]
        fn one_wrong_character_is_noticed(serial: u32, at in 0usize..29, by in 1u32..32) {
            let code = Identity { exam: [7; 4], serial, set: None, page: 1, layout: [1, 2, 3] }.encode();
            let mut wrong: Vec<char> = code.chars().collect();
            wrong[at] = sign((value(wrong[at]).unwrap() + by) % 32);
            prop_assert!(Identity::decode(&wrong.iter().collect::<String>()).is_err());
        }

        #[test]
        fn any_text_is_read_without_a_panic(text: String) {
            let _ = Identity::decode(&text);
        }
    }
}
