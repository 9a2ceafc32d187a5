//! JSON in one form only, for hashes and for files that are compared byte by byte.

use serde_json::Value;
use std::collections::BTreeMap;

/// The value with sorted keys and no blanks: one text for one value, whatever order the writer of maps prefers.
pub fn json(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(fields) => {
            let sorted: BTreeMap<&String, &Value> = fields.iter().collect();
            out.push('{');
            for (at, (key, value)) in sorted.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(&Value::String(key.clone()), out);
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
        Value::Array(values) => {
            out.push('[');
            for (at, value) in values.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(value, out);
            }
            out.push(']');
        }
        // Numbers, texts, true, false and null have one form only.
        single => out.push_str(&single.to_string()),
    }
}
