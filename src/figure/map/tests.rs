use super::*;
use crate::figure::{Anchor, Says};

const WASHINGTON: Place = (38.9, -77.0);
const MOSCOW: Place = (55.8, 37.6);
const KYIV: Place = (50.4, 30.5);
const DELHI: Place = (28.6, 77.2);

#[test]
fn pins_have_numbers_and_stand_on_their_places() {
    let places = [WASHINGTON, MOSCOW, KYIV];
    let view = View::of(&places, 160.0, false);
    let drawing = draw(&view, &places, Borders::None);
    let says: Vec<Says> = drawing.labels.iter().map(|label| label.says.clone()).collect();
    assert_eq!(says, ["1", "2", "3"].map(|number| Says::Plain(number.to_owned())));
    assert!(drawing.labels.iter().all(|label| label.anchor == Anchor::Middle));
    let at = drawing.labels[0].at;
    let place = view.place(WASHINGTON);
    assert!((at.x - place.x).abs() < 0.01 && (at.y - place.y).abs() < 0.01);
    assert!(drawing.svg.starts_with("<svg xmlns=") && drawing.svg.ends_with("</svg>\n"));
    assert!(drawing.svg.len() < 125_000, "{}", drawing.svg.len());
}

#[test]
fn no_border_is_drawn_unless_it_is_asked_for() {
    let places = [KYIV, MOSCOW];
    let view = View::of(&places, 120.0, false);
    let dashed = |borders| draw(&view, &places, borders).svg.contains("stroke-dasharray");
    assert!(!dashed(Borders::None));
    assert!(dashed(Borders::DeFacto));
    assert!(dashed(Borders::Lines(&[vec![(30.0, 48.0), (40.0, 52.0)]])));
}

#[test]
fn what_states_do_not_agree_on_is_known() {
    assert_eq!(View::of(&[KYIV, MOSCOW], 120.0, false).contested(), ["Crimea and the east of Ukraine"]);
    assert!(View::of(&[(51.5, -0.1)], 120.0, false).contested().is_empty());
    assert!(View::of(&[DELHI], 120.0, false).zooms_into_india());
    assert!(View::of(&[DELHI, (30.2, 120.2)], 120.0, false).zooms_into_india());
    assert!(!View::of(&[DELHI, WASHINGTON], 120.0, false).zooms_into_india());
    assert!(!View::of(&[(35.7, 139.7)], 120.0, false).zooms_into_india());
}

#[test]
fn every_view_draws() {
    for latitude in (-90..=90).step_by(15) {
        for longitude in (-180..=180).step_by(20) {
            let places = [(f64::from(latitude), f64::from(longitude))];
            let view = View::of(&places, 100.0, false);
            let drawing = draw(&view, &places, Borders::DeFacto);
            assert!(!drawing.svg.contains("NaN") && !drawing.svg.contains("inf"), "{places:?}");
        }
    }
}
