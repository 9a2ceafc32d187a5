//! Figures of data: events along a line, all else as tables of what they hold.

use super::Writer;
use crate::model::date::Date;
use crate::model::figure::{Chart, FigureSpec};
use crate::model::text::Text;

/// A cell of a table: a text of the author's, or one of ours.
enum Cell<'a> {
    Text(&'a Text),
    Plain(String),
}

impl<'a> Writer<'a> {
    /// The data of a figure, set in type.
    pub(super) fn data(&mut self, spec: &'a FigureSpec) {
        match spec {
            FigureSpec::File(_) => self.out.push_str("none"),
            FigureSpec::Map(map) => {
                let rows = map.places.iter().enumerate();
                let rows = rows.map(|(at, place)| vec![Cell::Plain((at + 1).to_string()), Cell::Text(&place.name)]);
                self.table(&["end + top", "start + top"], Vec::new(), rows.collect());
            }
            FigureSpec::Timeline(events) => {
                self.out.push_str("timeline(");
                for event in events {
                    let when = self.day(&event.when).map_or(Cell::Text(&event.when), Cell::Plain);
                    for cell in [when, Cell::Text(&event.text)] {
                        self.cell(cell);
                        self.out.push_str(", ");
                    }
                }
                self.out.push(')');
            }
            FigureSpec::Chart(chart) => self.chart(chart),
            FigureSpec::Table(table) => {
                let align = vec!["start + top"; table.head.len()];
                let rows = table.rows.iter().map(|row| row.iter().map(Cell::Text).collect());
                self.table(&align, table.head.iter().map(Cell::Text).collect(), rows.collect());
            }
        }
    }

    /// A day or month typed in numbers, written out.
    fn day(&self, when: &Text) -> Option<String> {
        let (words, rich) = (self.words?, when.get_or(self.lang, self.first)?);
        let typed = rich.source.trim();
        let month = || Date::parse(&format!("{typed}-01")).map(|first| words.month_of(first));
        Date::parse(typed).map(|day| words.day(day)).or_else(month)
    }

    /// A row for each label, a column for each series; the unit stands in the corner.
    fn chart(&mut self, chart: &'a Chart) {
        let corner = || chart.unit.as_ref().map_or(Cell::Plain(String::new()), Cell::Text);
        let named = chart.series.iter().any(|series| series.name.is_some());
        let head = match (named, &chart.unit) {
            (true, _) => {
                let names = chart.series.iter().map(|series| series.name.as_ref());
                let names = names.map(|name| name.map_or(Cell::Plain(String::new()), Cell::Text));
                std::iter::once(corner()).chain(names).collect()
            }
            (false, Some(unit)) => vec![Cell::Plain(String::new()), Cell::Text(unit)],
            (false, None) => Vec::new(),
        };
        let rows = chart.labels.iter().enumerate().map(|(at, label)| {
            let values = chart.series.iter().filter_map(|series| series.values.get(at));
            let values = values.map(|value| Cell::Plain(value.text().to_owned()));
            std::iter::once(Cell::Text(label)).chain(values).collect()
        });
        let mut align = vec!["start + top"];
        align.extend(std::iter::repeat_n("end + top", chart.series.len()));
        self.table(&align, head, rows.collect());
    }

    fn table(&mut self, align: &[&str], head: Vec<Cell<'a>>, rows: Vec<Vec<Cell<'a>>>) {
        let columns = align.len();
        self.out.push_str(&format!("data-table({columns}, ({},), (", align.join(", ")));
        for cell in head {
            self.cell(cell);
            self.out.push_str(", ");
        }
        self.out.push(')');
        for cell in rows.into_iter().flatten() {
            self.out.push_str(", ");
            self.cell(cell);
        }
        self.out.push(')');
    }

    fn cell(&mut self, cell: Cell<'a>) {
        match cell {
            Cell::Text(text) => self.bare(text),
            Cell::Plain(text) => {
                self.out.push('[');
                self.escaped(&text);
                self.out.push(']');
            }
        }
    }
}
