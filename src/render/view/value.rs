//! Values on their way into a template: plain data, and pieces of code that stand for an author's text.

use crate::render::source::{self, Code};

/// A value of the engine's language.
#[derive(Debug, Clone)]
pub(super) enum Value {
    /// `none`
    None,
    /// `true`, `false`
    Bool(bool),
    /// A whole number.
    Int(u64),
    /// A number, written with two decimals.
    Number(f64),
    /// A length in tenths of a millimetre.
    Tenths(u32),
    /// A text, printed as it stands.
    Text(String),
    /// An expression of ours.
    Expression(String),
    /// Code with places in the author's file.
    Code(Code),
    /// An array.
    List(Vec<Value>),
    /// Texts as one, with this between them.
    Joined(Vec<Value>, String),
    /// A dictionary; its keys are ours.
    Map(Vec<(&'static str, Value)>),
}

impl Value {
    /// A text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Value::Text(text.into())
    }

    /// A text or `none`.
    pub(super) fn optional(text: Option<String>) -> Self {
        text.map_or(Value::None, Value::Text)
    }

    /// An array of what `make` makes.
    pub(super) fn list<T>(items: impl IntoIterator<Item = T>, make: impl FnMut(T) -> Value) -> Self {
        Value::List(items.into_iter().map(make).collect())
    }
}

/// Writes `value` behind `code`.
///
/// Values are made by this crate and nest a few levels deep, whatever an author types.
pub(super) fn write(value: &Value, code: &mut Code) {
    match value {
        Value::None => code.text.push_str("none"),
        Value::Bool(yes) => code.text.push_str(if *yes { "true" } else { "false" }),
        Value::Int(number) => code.text.push_str(&number.to_string()),
        Value::Number(number) => code.text.push_str(&format!("{number:.2}")),
        Value::Tenths(tenths) => code.text.push_str(&format!("{}.{}mm", tenths / 10, tenths % 10)),
        Value::Text(text) => code.text.push_str(&source::string(text)),
        Value::Expression(expression) => code.text.push_str(expression),
        Value::Code(inner) => append(code, inner),
        Value::List(items) => {
            code.text.push('(');
            for item in items {
                write(item, code);
                code.text.push(',');
            }
            code.text.push(')');
        }
        Value::Joined(texts, between) => {
            write(&Value::List(texts.clone()), code);
            code.text.push_str(&format!(".join({})", source::string(between)));
        }
        Value::Map(entries) if entries.is_empty() => code.text.push_str("(:)"),
        Value::Map(entries) => {
            code.text.push('(');
            for (key, value) in entries {
                code.text.push_str(&source::string(key));
                code.text.push_str(": ");
                write(value, code);
                code.text.push_str(",\n");
            }
            code.text.push(')');
        }
    }
}

/// Appends code together with its places.
fn append(code: &mut Code, inner: &Code) {
    let start = code.text.len();
    code.text.push_str(&inner.text);
    code.places.extend(inner.places.iter().map(|(range, span)| (range.start + start..range.end + start, *span)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_inside_its_quotation_marks() {
        let mut code = Code::default();
        let value = Value::List(vec![Value::text("a\"); #eval(\"1\") \\"), Value::Map(Vec::new())]);
        write(&value, &mut code);
        assert_eq!(code.text, r##"("a\"); #eval(\"1\") \\",(:),)"##);
    }

    #[test]
    fn lengths_are_exact() {
        let mut code = Code::default();
        write(&Value::Tenths(2159), &mut code);
        assert_eq!(code.text, "215.9mm");
    }
}
