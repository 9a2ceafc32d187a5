//! Borders from GeoJSON (RFC 7946): lines and edges of areas, whatever else the file says of them.

use serde_json::Value;

/// Points that all lines of a file may have together.
const MOST_POINTS: usize = 200_000;

/// The lines of a file: longitude and latitude in hundredths of a degree, points that then coincide left out.
///
/// # Errors
///
/// What is wrong with it, as the rest of a sentence that begins with the file.
pub(crate) fn lines(text: &str) -> Result<Vec<Vec<(i32, i32)>>, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| format!("is no JSON: {error}"))?;
    let mut lines = Vec::new();
    collect(&value, &mut lines)?;
    if lines.is_empty() {
        return Err("has no lines or areas".to_owned());
    }
    if lines.iter().map(Vec::len).sum::<usize>() > MOST_POINTS {
        return Err(format!("has more than {MOST_POINTS} points"));
    }
    Ok(lines)
}

fn collect(value: &Value, lines: &mut Vec<Vec<(i32, i32)>>) -> Result<(), String> {
    let list = |key: &str| value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    match value.get("type").and_then(Value::as_str) {
        Some("FeatureCollection") => list("features").iter().try_for_each(|feature| collect(feature, lines)),
        Some("Feature") => value.get("geometry").map_or(Ok(()), |geometry| collect(geometry, lines)),
        Some("GeometryCollection") => list("geometries").iter().try_for_each(|geometry| collect(geometry, lines)),
        Some("LineString" | "MultiLineString" | "Polygon" | "MultiPolygon") => nested(list("coordinates"), lines),
        Some("Point" | "MultiPoint") => Ok(()),
        Some("Topology") => Err("is TopoJSON; save it as GeoJSON".to_owned()),
        _ if value.is_null() => Ok(()),
        _ => Err("is no GeoJSON: a `type` is missing".to_owned()),
    }
}

/// A list of points is a line; anything else is a list of such lists.
fn nested(list: &[Value], lines: &mut Vec<Vec<(i32, i32)>>) -> Result<(), String> {
    let is_point = |value: &Value| value.get(0).is_some_and(Value::is_number);
    if !list.first().is_some_and(is_point) {
        return list
            .iter()
            .try_for_each(|inner| nested(inner.as_array().map(Vec::as_slice).unwrap_or_default(), lines));
    }
    let mut line: Vec<(i32, i32)> = list.iter().map(point).collect::<Option<_>>().ok_or("has a point off the globe")?;
    line.dedup();
    if line.len() > 1 {
        lines.push(line);
    }
    Ok(())
}

fn point(value: &Value) -> Option<(i32, i32)> {
    let degrees = |at: usize, most: f64| value.get(at).and_then(Value::as_f64).filter(|degree| degree.abs() <= most);
    let hundredths = |degrees: f64| (degrees * 100.0).round() as i32;
    Some((hundredths(degrees(0, 540.0)?), hundredths(degrees(1, 90.0)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_edges_of_areas_are_taken() {
        let text = r#"{ "type": "FeatureCollection", "features": [
            { "type": "Feature", "properties": {}, "geometry": { "type": "LineString", "coordinates": [[77.123, 28.5], [77.124, 28.5], [78, 29]] } },
            { "type": "Feature", "properties": {}, "geometry": { "type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]] } },
            { "type": "Feature", "properties": {}, "geometry": { "type": "Point", "coordinates": [5, 5] } },
            { "type": "Feature", "properties": {}, "geometry": null }
        ] }"#;
        let found = lines(text).unwrap();
        assert_eq!(found, [vec![(7712, 2850), (7800, 2900)], vec![(0, 0), (100, 0), (100, 100), (0, 0)]]);
    }

    #[test]
    fn what_is_no_geojson_is_told() {
        let told = |text: &str| lines(text).unwrap_err();
        assert!(told("{").starts_with("is no JSON: "));
        assert_eq!(told("{}"), "is no GeoJSON: a `type` is missing");
        assert_eq!(told(r#"{"type": "Topology"}"#), "is TopoJSON; save it as GeoJSON");
        assert_eq!(told(r#"{"type": "Point", "coordinates": [1, 2]}"#), "has no lines or areas");
        assert_eq!(told(r#"{"type": "LineString", "coordinates": [[1, 2], [3, 99]]}"#), "has a point off the globe");
        let deep = format!("{{\"type\": \"Polygon\", \"coordinates\": {}1{}}}", "[".repeat(5000), "]".repeat(5000));
        assert!(told(&deep).starts_with("is no JSON: "));
    }
}
