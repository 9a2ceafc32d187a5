use super::*;

fn drawn(kind: ChartKind, series: &[Vec<f64>]) -> Drawing {
    draw(Numbers { kind, series, named: series.len() > 1, unit: true }, 120.0)
}

fn inside(drawing: &Drawing) -> bool {
    drawing.labels.iter().all(|label| {
        (0.0..=drawing.width).contains(&label.at.x) && (0.0..=drawing.height).contains(&label.at.y) && label.width > 0.0
    })
}

#[test]
fn every_value_and_series_has_its_name() {
    let series = [vec![6.3, 7.1, 5.5], vec![2.0, 4.0, 8.25]];
    for kind in [ChartKind::Bar, ChartKind::Line] {
        let drawing = drawn(kind, &series);
        let says = |wanted: &Says| drawing.labels.iter().filter(|label| label.says == *wanted).count();
        for at in 0..3 {
            assert_eq!(says(&Says::Label(at)), 1);
        }
        assert_eq!((says(&Says::Series(0)), says(&Says::Series(1)), says(&Says::Unit)), (1, 1, 1));
        assert!(inside(&drawing), "{drawing:?}");
    }
    let pie = drawn(ChartKind::Pie, &[vec![50.0, 25.0, 25.0]]);
    assert_eq!(pie.labels.len(), 3);
    assert!(inside(&pie), "{pie:?}");
}

#[test]
fn bars_stand_on_zero_and_are_as_tall_as_their_values() {
    let drawing = draw(Numbers { kind: ChartKind::Bar, series: &[vec![10.0, 20.0]], named: false, unit: false }, 100.0);
    // A bar is M x y, then steps to the right, up or down, and back.
    let bars =
        drawing.svg.lines().filter(|line| line.contains("fill=\"#")).map(|line| line.rsplit(" d=").next().unwrap());
    let heights: Vec<f64> = bars.map(|path| path.split([' ', 'l']).nth(5).unwrap().parse().unwrap()).collect();
    assert_eq!(heights.len(), 2, "{}", drawing.svg);
    assert!((heights[1] / heights[0] - 2.0).abs() < 0.01, "{heights:?}");
}

#[test]
fn names_that_would_touch_are_left_out() {
    let years = vec![1.0; 60];
    let drawing = drawn(ChartKind::Line, &[years]);
    let names = drawing.labels.iter().filter(|label| matches!(label.says, Says::Label(_))).count();
    assert!(names < 14, "{names}");
}

#[test]
fn odd_numbers_draw() {
    for values in [vec![], vec![0.0], vec![-5.0, 0.0], vec![1e300, -1e300], vec![f64::MAX], vec![1e-300]] {
        for kind in [ChartKind::Bar, ChartKind::Line, ChartKind::Pie] {
            let drawing = drawn(kind, std::slice::from_ref(&values));
            assert!(!drawing.svg.contains("NaN") && !drawing.svg.contains("inf"), "{values:?} {}", drawing.svg);
        }
    }
}
