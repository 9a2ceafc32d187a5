//! Tests of the whole module.

mod engine;

use super::*;

#[test]
fn dump() {
    for t in [
        r"\frac12 + x'^2 \text{ for } वेग 1.5 \mathrm{~kg} \left\{ \begin{array}{l|r} a & b \\ \hline c & \\ \end{array}\right. \sqrt[3]{x} \xrightarrow[b]{a}",
    ] {
        let f = parse_formula(t, true).unwrap();
        println!("{:?}", f);
        println!("{:?}", engine::formula(&f.typst).map(|_| ()));
    }
}

#[test]
fn corpus() {
    let Ok(path) = std::env::var("CORPUS") else { return };
    let mut bad = 0;
    let mut all = 0;
    let mut conv = std::time::Duration::ZERO;
    let mut comp = std::time::Duration::ZERO;
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let t = v[1].as_str().unwrap();
        all += 1;
        let a = std::time::Instant::now();
        let f = parse_formula(t, true);
        conv += a.elapsed();
        match f {
            Err(e) => {
                bad += 1;
                println!("REFUSED {} {:?}\n   {t:?} ({})", e, e.hint, v[0]);
            }
            Ok(f) => {
                let a = std::time::Instant::now();
                if let Err(e) = engine::formula(&f.typst) {
                    bad += 1;
                    println!("ENGINE {e}\n   {t:?}\n   {}", f.typst);
                } else if std::env::var("SHOW").is_ok() {
                    println!("OK {t}\n   {}\n   {}", f.typst, f.alt);
                }
                comp += a.elapsed();
                typst::comemo::evict(0);
            }
        }
    }
    println!("{bad} bad of {all}; convert {conv:?} compile {comp:?}");
}

#[test]
fn spec() {
    let mut names: Vec<_> = mitex_spec_gen::DEFAULT_SPEC.items().collect();
    names.sort_by_key(|(n, _)| *n);
    for (name, item) in names {
        use mitex::CommandSpecItem;
        let tex = match item {
            CommandSpecItem::Env(_) => format!(
                "\\begin{{{name}}}{} a & b \\\\ c & d \\end{{{name}}}",
                if tex::commands::environment_takes_argument(name) { "{lc}" } else { "" }
            ),
            CommandSpecItem::Cmd(_) => match tex::commands::shape(name) {
                Some(tex::commands::Shape::Arguments(n)) if !tex::read::is_size(name) => {
                    format!("\\{name}{}", "{x}".repeat(n))
                }
                Some(tex::commands::Shape::Infix) => format!("a\\{name} b"),
                Some(tex::commands::Shape::Limits) => format!("\\sum\\{name}"),
                Some(tex::commands::Shape::Arguments(_)) => format!("\\{name}("),
                Some(tex::commands::Shape::Optional | tex::commands::Shape::Arrow) => {
                    format!("\\{name}[y]{{x}} \\{name} x")
                }
                Some(tex::commands::Shape::Dropped(n)) => format!("x\\{name}{}", "{x}".repeat(n)),
                Some(tex::commands::Shape::Skip { braces }) => {
                    format!("x\\{name}{}", if braces { "{1em}" } else { "1em" })
                }
                Some(tex::commands::Shape::LastOf(n)) => format!("x\\{name}{}", "{x}".repeat(n)),
                _ => format!("\\{name}{{x}}"),
            },
        };
        match parse_formula(&tex, true) {
            Err(e) => println!("REFUSED {tex}: {e}"),
            Ok(f) => {
                if let Err(e) = engine::formula(&f.typst) {
                    println!("ENGINE {tex}: {} -> {e}", f.typst);
                }
            }
        }
    }
}
#[test]
fn widths() {
    for t in std::fs::read_to_string("/tmp/mk/w.txt").unwrap().lines() {
        let d = engine::compile(&format!("#set page(width: auto, margin: 0pt)\n${t}$")).document;
        println!("{t:30} {:?}", d.map(|d| d.pages()[0].frame.width()));
    }
}
