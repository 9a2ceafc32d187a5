//! TeX lengths such as `1.5em`.

/// Reads a length; gives hundredths of an em, within what makes sense in a formula, and the bytes it took.
pub(super) fn read(text: &str) -> Option<(i32, usize)> {
    let trimmed = text.trim_start();
    let sign_length = trimmed.len() - trimmed.trim_start_matches(['-', '+']).len();
    let negative = trimmed.starts_with('-');
    let number = trimmed.get(sign_length..)?;
    let digits = number.bytes().take(12).take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let value: f64 = number.get(..digits)?.parse().ok()?;
    let after = number.get(digits..)?;
    let unit_text = after.trim_start();
    let unit = unit_text.get(..2)?;
    // Sizes in ems of ten-point type.
    let ems = match unit {
        "em" => 1.0,
        "ex" => 0.45,
        "mu" => 1.0 / 18.0,
        "pt" => 0.1,
        "px" | "bp" => 0.1004,
        "pc" => 1.2,
        "mm" => 0.28453,
        "cm" => 2.8453,
        "in" => 7.227,
        _ => return None,
    };
    let used = text.len() - unit_text.len() + 2;
    // Bounded before it becomes an integer, so the conversion keeps the value.
    let hundredths = (value * ems * 100.0).round().clamp(0.0, 1000.0) as i32;
    Some((if negative { -hundredths.min(300) } else { hundredths }, used))
}

/// The length as Typst writes it.
pub(super) fn typst(hundredths: i32) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("#h({sign}{}.{:02}em)", size / 100, size % 100)
}
