//! Tests of the whole module.

use super::*;

#[test]
fn dump() {
    for t in [
        r"\frac12 + x'^2 \text{ for } वेग 1.5 \mathrm{~kg} \left\{ \begin{array}{l|r} a & b \\ \hline c & \\ \end{array}\right. \sqrt[3]{x} \xrightarrow[b]{a}",
    ] {
        println!("{:?}", parse_formula(t, true));
    }
}
