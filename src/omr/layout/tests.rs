use super::zones::{BELT, DIAMETER, RADIUS};
use super::*;
use crate::model::blueprint::PageSize;
use proptest::prelude::*;

fn letters(count: usize) -> Vec<String> {
    ('A'..='Z').take(count).map(String::from).collect()
}

fn single(number: usize, options: usize) -> RowAsk {
    RowAsk { number: number.to_string(), form: RowForm::Single { options: letters(options) }, not_attempted: false }
}

fn numeric(number: usize, columns: u8) -> RowAsk {
    RowAsk { number: number.to_string(), form: RowForm::Digits { columns, signed_decimal: true }, not_attempted: false }
}

/// A sheet of equal questions on A4 for four sets.
pub(crate) fn plain(questions: usize, options: usize) -> SheetRequest {
    SheetRequest {
        sets: letters(4),
        set_in_code: false,
        rows: (1..=questions).map(|number| single(number, options)).collect(),
        page: PageSize::A4,
        roll_digits: 8,
    }
}

/// Questions with options, then some with a number for answer.
pub(crate) fn mixed(choice: usize, numbers: usize) -> SheetRequest {
    let mut request = plain(choice, 4);
    request.rows.extend((choice + 1..=choice + numbers).map(|number| numeric(number, 5)));
    request
}

fn row() -> impl Strategy<Value = RowForm> {
    prop_oneof![
        6 => (2usize..=6).prop_map(|count| RowForm::Single { options: letters(count) }),
        1 => (2usize..=6).prop_map(|count| RowForm::Multiple { options: letters(count) }),
        1 => (1u8..=8, any::<bool>()).prop_map(|(columns, signed_decimal)| RowForm::Digits { columns, signed_decimal }),
    ]
}

/// A row that ends, where it has options enough, with the circle "not attempted" for every other size.
fn row_ask(number: String, form: RowForm) -> RowAsk {
    let not_attempted = form.options().len() > 3 && form.options().len() % 2 == 1;
    RowAsk { number, form, not_attempted }
}

/// Runs of equal rows, as in real papers, and wild mixtures.
fn rows() -> impl Strategy<Value = Vec<RowAsk>> {
    let runs = proptest::collection::vec((row(), 1usize..90), 1..6);
    let wild = proptest::collection::vec((row(), Just(1usize)), 1..40);
    prop_oneof![3 => runs, 1 => wild].prop_map(|runs| {
        let forms = runs.into_iter().flat_map(|(form, times)| std::iter::repeat_n(form, times));
        let number = |at: usize| if at % 17 == 16 { format!("{at}(iii)(a)") } else { at.to_string() };
        forms.take(450).zip(1..).map(|(form, at)| row_ask(number(at), form)).collect()
    })
}

pub(crate) fn request() -> impl Strategy<Value = SheetRequest> {
    let page = prop_oneof![Just(PageSize::A4), Just(PageSize::A5), Just(PageSize::Letter), Just(PageSize::Legal)];
    (rows(), page, 1usize..=8, any::<bool>(), 1u8..=12).prop_map(|(rows, page, sets, set_in_code, digits)| {
        let roll_digits = if page == PageSize::A5 { digits.min(8) } else { digits };
        SheetRequest { sets: letters(sets), set_in_code, rows, page, roll_digits }
    })
}

/// Square of the distance between two centres, in hundredths of a millimetre.
fn apart(left: [Mm; 2], right: [Mm; 2]) -> i64 {
    [0, 1].iter().map(|axis| i64::from((left[*axis] - right[*axis]).to_hundredths()).pow(2)).sum()
}

fn assert_circles_keep_apart(layout: &Layout) {
    let owners: Vec<(usize, [Mm; 2])> = layout
        .groups
        .iter()
        .enumerate()
        .flat_map(|(owner, group)| {
            let count = u16::try_from(group.options.len()).unwrap();
            (0..group.item_count())
                .flat_map(move |item| (0..count).map(move |option| (owner, group.centre(item, option))))
        })
        .collect();
    for (at, (owner, centre)) in owners.iter().enumerate() {
        for (other, second) in &owners[at + 1..] {
            let gap = if owner == other { Mm::hundredths(100) } else { BELT };
            let least = i64::from((DIAMETER + gap).to_hundredths()).pow(2);
            assert!(apart(*centre, *second) >= least, "{centre:?} and {second:?} on page {}", layout.page);
        }
    }
}

fn assert_circles_keep_inside(layout: &Layout) {
    let (corner, opposite) = (layout.marks[0], layout.marks[3]);
    for circle in layout.expand() {
        assert!(circle.x - RADIUS >= corner.x && circle.x + RADIUS <= opposite.x, "{circle:?}");
        assert!(circle.y - RADIUS >= corner.y && circle.y + RADIUS <= opposite.y, "{circle:?}");
        let squares = layout.marks.iter().map(Mark::area).chain(layout.codes.iter().map(Code::area));
        for square in squares {
            let reach = RADIUS + BELT;
            let beside = circle.x + reach <= square.x0 || circle.x - reach >= square.x1;
            let above = circle.y + reach <= square.y0 || circle.y - reach >= square.y1;
            assert!(beside || above, "{circle:?} is near {square:?}");
        }
    }
}

/// The ring one step beyond either end of a group would lie beside every real one: a grid shifted by one row or one
/// option is found out.
fn assert_shifted_groups_meet_white(layout: &Layout) {
    let circles: Vec<[Mm; 2]> = layout.expand().into_iter().map(|circle| [circle.x, circle.y]).collect();
    // Rings overlap by less than a third of their width where centres are 3.2 mm apart.
    let least = 319i64.pow(2);
    for group in layout.questions() {
        let last = [group.item_count() - 1, u16::try_from(group.options.len()).unwrap() - 1];
        for (item, option) in (0..=last[0]).flat_map(|item| (0..=last[1]).map(move |option| (item, option))) {
            let ghost = |step: [Mm; 2], by: i32| [0, 1].map(|axis| group.centre(item, option)[axis] + step[axis] * by);
            let ghosts = [
                (item == 0).then(|| ghost(group.item_step, -1)),
                (item == last[0]).then(|| ghost(group.item_step, 1)),
                (option == 0).then(|| ghost(group.option_step, -1)),
                (option == last[1]).then(|| ghost(group.option_step, 1)),
            ];
            for ghost in ghosts.into_iter().flatten() {
                let near = circles.iter().find(|circle| apart(**circle, ghost) < least);
                assert_eq!(near, None, "{} shifted meets a ring", group.name);
            }
        }
    }
}

fn assert_rows_stand_once_in_order(request: &SheetRequest, layouts: &[Layout]) {
    let printed: Vec<&String> = layouts.iter().flat_map(Layout::questions).flat_map(|group| &group.numbers).collect();
    let asked: Vec<&String> = request.rows.iter().map(|row| &row.number).collect();
    assert_eq!(printed, asked);
    for (group, number) in
        layouts.iter().flat_map(Layout::questions).flat_map(|g| g.numbers.iter().map(move |n| (g, n)))
    {
        let row = request.rows.iter().find(|row| row.number == *number).unwrap();
        match &row.form {
            RowForm::Digits { columns, signed_decimal } => {
                assert_eq!(group.item_count(), u16::from(*columns));
                assert_eq!(group.options.len(), if *signed_decimal { 12 } else { 10 });
            }
            RowForm::Single { options } => {
                assert_eq!((group.kind, &group.options[..options.len()]), (Kind::Single, &options[..]));
            }
            RowForm::Multiple { options } => {
                assert_eq!((group.kind, &group.options[..options.len()]), (Kind::Multiple, &options[..]));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn every_layout_keeps_its_distances(request in request()) {
        let layouts = make(&request).unwrap();
        assert_rows_stand_once_in_order(&request, &layouts);
        for layout in &layouts {
            assert_circles_keep_apart(layout);
            assert_circles_keep_inside(layout);
            assert_shifted_groups_meet_white(layout);
            prop_assert_eq!(layout.group("roll").unwrap().item_count(), u16::from(request.roll_digits));
            prop_assert_eq!(layout.group("set").is_some(), request.sets.len() > 1 && !request.set_in_code);
        }
        let file = SheetFile::new("4K7Q2M9XRT", layouts);
        let text = file.to_json();
        prop_assert_eq!(SheetFile::from_json(&text).unwrap(), file);
    }
}

fn pages(request: &SheetRequest) -> Vec<usize> {
    let rows = |layout: &Layout| layout.questions().map(|group| group.numbers.len()).sum();
    make(request).unwrap().iter().map(rows).collect()
}

#[test]
fn a_page_holds_two_hundred_questions_of_five_and_three_hundred_make_two_even_pages() {
    assert_eq!(pages(&plain(200, 5)), [200]);
    assert_eq!(pages(&plain(300, 4)), [150, 150]);
    assert_eq!(pages(&plain(201, 4)), [110, 91]);
    assert_eq!(pages(&plain(10, 2)), [10]);
}

#[test]
fn the_densest_page_stands_as_designed() {
    let layout = &make(&plain(200, 5)).unwrap()[0];
    let groups: Vec<&Group> = layout.questions().collect();
    assert_eq!(groups.len(), 20);
    assert!(groups.iter().all(|group| group.option_step[0] == Mm::hundredths(540)));
    assert!(groups.iter().all(|group| group.item_step[1] == Mm::hundredths(460)));
    assert_eq!(layout.expand().len(), 80 + 4 + 1000);
}

#[test]
fn fewer_questions_stand_wider_apart() {
    let layout = &make(&plain(40, 4)).unwrap()[0];
    assert!(layout.questions().all(|group| group.item_step[1] >= Mm::hundredths(480)));
}

#[test]
fn an_entry_is_written_as_in_the_format() {
    let mut request = plain(7, 4);
    request.rows.push(numeric(8, 2));
    let file = SheetFile::new("4K7Q2M9XRT", make(&request).unwrap());
    insta::assert_snapshot!(file.to_json(), @r#"{"format":"omr-layout/1","layouts":[{"circle":{"d":3.6,"ink":0.3,"letter":2,"line":0.25},"codes":[{"module":0.8,"n":25,"name":"main","x":166,"y":16},{"module":0.5,"n":25,"name":"copy","x":22,"y":275.5}],"groups":[{"first":1,"gap":{"every":4,"mm":1.2},"item-step":[5.4,0],"items":8,"kind":"digits","name":"roll","option-step":[0,4.6],"options":["0","1","2","3","4","5","6","7","8","9"],"origin":[23.7,21.9]},{"first":1,"item-step":[0,4.6],"items":1,"kind":"single","name":"set","option-step":[5.4,0],"options":["A","B","C","D"],"origin":[103.6,44.5]},{"gap":{"every":5,"mm":0.8},"item-step":[0,7.4],"kind":"single","name":"q1-7","numbers":["1","2","3","4","5","6","7"],"option-step":[7.2,0],"options":["A","B","C","D"],"origin":[96.9,74.8]},{"first":1,"item-step":[5.4,0],"items":2,"kind":"signed-decimal","letters":["−",".","0","1","2","3","4","5","6","7","8","9"],"name":"q8","numbers":["8"],"option-step":[0,5],"options":["-",".","0","1","2","3","4","5","6","7","8","9"],"origin":[104.25,138]}],"marks":[{"module":1,"x":12,"y":12},{"module":1,"x":198,"y":12},{"module":1,"x":12,"y":285},{"module":1,"x":198,"y":285},{"module":0.8,"x":12,"y":71.28},{"module":0.8,"x":12,"y":160.38},{"module":0.8,"x":198,"y":124.74},{"module":0.8,"x":198,"y":210.87}],"page":1,"page-mm":[210,297],"pages":1,"sets":["A","B","C","D"]}],"paper-id":"4K7Q2M9XRT"}"#);
}

#[test]
fn fields_are_named_by_printed_numbers() {
    let mut request = plain(1, 2);
    request.roll_digits = 2;
    request.rows.push(RowAsk {
        number: "36(ii)".into(),
        form: RowForm::Digits { columns: 2, signed_decimal: true },
        not_attempted: false,
    });
    let layout = &make(&request).unwrap()[0];
    let mut fields: Vec<String> = layout.expand().into_iter().map(|circle| circle.field).collect();
    fields.dedup();
    assert_eq!(fields, ["roll/1", "roll/2", "set", "q1", "q36(ii)/1", "q36(ii)/2"]);
}

#[test]
fn the_circle_not_attempted_is_named_in_its_groups() {
    let circled = |number, options| RowAsk { not_attempted: true, ..single(number, options) };
    let mut request = plain(2, 4);
    // The last circle of a shorter row is no third option: it stands in a block of its own.
    request.rows.extend([circled(3, 5), circled(4, 5), circled(5, 3)]);
    let layout = &make(&request).unwrap()[0];
    let groups: Vec<_> =
        layout.questions().map(|group| (group.name.as_str(), group.not_attempted.as_deref())).collect();
    assert_eq!(groups, [("q1-2", None), ("q3-4", Some("E")), ("q5", Some("C"))]);
    let json = SheetFile::new("X", vec![layout.clone()]).to_json();
    assert!(json.contains(r#""not-attempted":"E""#), "{json}");
    assert_eq!(SheetFile::from_json(&json).unwrap().layouts, vec![layout.clone()]);
}

#[test]
fn long_set_names_get_figures_in_their_circles() {
    let mut request = plain(1, 2);
    request.sets = vec!["31-1-1".into(), "31-1-2".into()];
    let layout = &make(&request).unwrap()[0];
    let set: Vec<_> = layout.expand().into_iter().filter(|circle| circle.field == "set").collect();
    assert_eq!((set[1].option.as_str(), set[1].letter.as_str()), ("31-1-2", "2"));
}

#[test]
fn what_does_not_fit_is_said() {
    let said = |change: fn(&mut SheetRequest)| {
        let mut request = plain(12, 4);
        change(&mut request);
        make(&request).unwrap_err().message
    };
    insta::assert_snapshot!(said(|r| r.rows[11] = single(12, 9)), @"question 12 has 9 options, 2 to 8 circles fit");
    insta::assert_snapshot!(
        said(|r| r.rows[11] = RowAsk { not_attempted: true, ..single(12, 9) }),
        @r#"question 12 has 8 options and the circle "not attempted", 2 to 8 circles fit"#
    );
    insta::assert_snapshot!(said(|r| r.rows[11] = numeric(12, 13)), @"question 12 asks for a number of 13 places, 1 to 12 fit");
    insta::assert_snapshot!(said(|r| r.rows[11] = single(3, 4)), @"number `3` stands twice on the answer sheet");
    insta::assert_snapshot!(said(|r| r.rows.clear()), @"no question of this paper is answered on an answer sheet");
    insta::assert_snapshot!(said(|r| r.roll_digits = 13), @"a roll number of 13 digits is asked, 1 to 12 fit");
    insta::assert_snapshot!(said(|r| r.sets = letters(24)), @"24 sets to choose from do not fit on this paper");
    insta::assert_snapshot!(
        said(|r| (r.page, r.roll_digits) = (PageSize::A5, 12)), @"a roll number of 12 digits does not fit beside the code on this paper"
    );
}

#[test]
fn a_damaged_file_is_refused_in_a_sentence() {
    let said = |text: &str| SheetFile::from_json(text).unwrap_err().message;
    insta::assert_snapshot!(said("{"), @"not a sheet file: EOF while parsing an object at line 1 column 1");
    insta::assert_snapshot!(said(r#"{"format": "omr-layout/2"}"#), @"format is `omr-layout/2`, this version reads `omr-layout/1`");
    let good = SheetFile::new("X", make(&plain(2, 2)).unwrap()).to_json();
    insta::assert_snapshot!(said(&good.replace("\"items\":8", "\"items\":60000")), @"page 1 has 600008 circles, at most 20000 fit");
    insta::assert_snapshot!(said(&good.replace("\"d\":3.6", "\"d\":3.601")), @"not a sheet file: lengths have at most two decimals at line 1 column 56");
}

#[test]
fn an_equal_layout_has_an_equal_hash_and_another_has_not() {
    let one = make(&plain(40, 4)).unwrap();
    assert_eq!(one[0].hash(), make(&plain(40, 4)).unwrap()[0].hash());
    assert_ne!(one[0].hash(), make(&plain(41, 4)).unwrap()[0].hash());
}
