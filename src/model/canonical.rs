//! JSON in one form only, for hashes and for files that are compared byte by byte.

use serde_json::Value;

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
