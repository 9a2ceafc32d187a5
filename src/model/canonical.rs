//! JSON in one form only, for hashes and for files that are compared byte by byte; and hashes as names are made of them.

use serde_json::Value;
use sha2::{Digest, Sha256};

/// SHA-256 in small hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The value with sorted keys and no blanks: one text for one value, whatever order the writer of maps prefers.
pub fn json(mut value: Value) -> String {
    value.sort_all_objects();
    value.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_at_every_depth_and_nothing_else_moves() {
        let value: Value =
            serde_json::from_str(r#"{"b": [{"z": 1, "a": "é\n\"\u0007"}, null], "a": {"10": 0, "9": -1.50}}"#).unwrap();
        assert_eq!(json(value), "{\"a\":{\"10\":0,\"9\":-1.5},\"b\":[{\"a\":\"é\\n\\\"\\u0007\",\"z\":1},null]}");
    }
}
