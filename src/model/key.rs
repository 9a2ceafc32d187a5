//! `key.csv`: the keys of all sets as a table for other programs, from the record alone.

use super::record::Record;

/// The text of `key.csv`: `set,number,id,key,marks`, one row per set and slot in printed order; UTF-8, LF.
pub fn csv(record: &Record) -> String {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    let mut rows = vec![["set", "number", "id", "key", "marks"].map(str::to_owned)];
    for set in &record.sets {
        for slot in &set.slots {
            let marks = slot.marks.right.shown();
            rows.push([set.name.to_string(), slot.number.clone(), slot.slot.to_string(), slot.key.clone(), marks]);
        }
    }
    for row in &rows {
        // Writing to memory cannot fail, and all rows have five fields.
        if table.write_record(row).is_err() {
            break;
        }
    }
    table.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
