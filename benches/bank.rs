//! A bank of a hundred thousand questions: `check --no-engine` and `list`, and the probe's formulas per second.
//!
//!     cargo bench --bench bank
//!
//! Wants the optimised build: the aim is under 2 s and 1 GiB for each command. Each runs in a process of its own.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const QUESTIONS: usize = 100_000;
const FORMULAS: usize = 5_000;

/// Questions of five kinds, as they come in real banks: explanations with tokens, areas, some mathematics.
fn bank() -> String {
    let mut text = String::from("format = \"bank/1\"\ntitle = \"Generated\"\nlicense = \"CC0-1.0\"\n");
    for n in 0..QUESTIONS {
        let area = ["physics.light", "physics.heat", "polity.courts", "history.modern", "biology.cells"][n % 5];
        let level = ["easy", "medium", "hard"][n % 3];
        let _ = write!(text, "\n[[question]]\nid = \"q{n}\"\narea = \"{area}\"\ndifficulty = \"{level}\"\n");
        let _ = match n % 5 {
            0 => write!(
                text,
                "kind = \"statements\"\nstem = \"Consider these statements about case {n}:\"\nstatements = [\n  {{ text = \"The first of them holds for {n}.\", holds = true }},\n  {{ text = \"The second one does not.\", holds = false, why = \"It was made so.\" }},\n  {{ text = \"The third is true as well.\", holds = true }},\n]\nask = \"which\"\nexplanation = \"{{st:1,3}} hold, {{st:2}} does not, as the table of case {n} shows.\"\n"
            ),
            1 => write!(
                text,
                "kind = \"numeric\"\nstem = 'A body of ${n}~\\mathrm{{kg}}$ moves at $v = \\frac{{{n}}}{{3}}$. What is its momentum?'\nanswer = \"{n}.5\"\ntolerance = \"1%\"\nunit = \"kg m/s\"\nexplanation = 'From $p = mv$.'\n"
            ),
            _ => write!(
                text,
                "stem = \"Which of these names belongs to number {n}, when all others are left out?\"\noptions = [\"the name {n} of a\", \"the name {n} of b\", \"the name {n} of c\", \"the name {n} of d\"]\nanswer = \"{}\"\nexplanation = \"{{key}} is right; the others belong to numbers before and after {n}.\"\n",
                ["a", "b", "c", "d"][n % 4]
            ),
        };
    }
    text
}

fn formulas() -> String {
    let mut text = String::from("format = \"bank/1\"\n");
    for n in 0..FORMULAS {
        let _ = write!(
            text,
            "\n[[question]]\nid = \"f{n}\"\nstem = 'Find $\\int_0^{{{n}}} \\frac{{x^2 + {n}}}{{\\sqrt{{x + 1}}}} \\, dx$.'\noptions = [\"one\", \"two\"]\nanswer = \"a\"\nexplanation = \"It is.\"\n"
        );
    }
    text
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if let Some(at) = args.iter().position(|arg| arg == "--child") {
        let run = std::iter::once("papersetter".to_owned()).chain(args[at + 1..].iter().cloned());
        let exit = papersetter::cli::run(run.map(Into::into));
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
        eprintln!("exit {} peak{peak}", exit as u8);
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: String| fs::write(folder.path().join(name), text).expect("a bank");
    write("bank.toml", bank());
    write("formulas.toml", formulas());
    measure(folder.path(), &["check", "--no-engine", "bank.toml"]);
    measure(folder.path(), &["list", "--bank", "bank.toml", "difficulty:hard"]);
    measure(folder.path(), &["list", "--bank", "bank.toml", "--count-by", "area,difficulty"]);
    measure(folder.path(), &["check", "--no-engine", "formulas.toml"]);
    let with = measure(folder.path(), &["check", "formulas.toml"]);
    println!("probe: about {:.0} formulas a second, reading included", FORMULAS as f64 / with);
}

fn measure(folder: &Path, args: &[&str]) -> f64 {
    let start = Instant::now();
    let me = std::env::current_exe().expect("this program");
    let output = Command::new(me)
        .arg("--child")
        .args(["-C", &folder.to_string_lossy()])
        .args(args)
        .stdin(Stdio::null())
        .output()
        .expect("a process");
    let seconds = start.elapsed().as_secs_f64();
    let told = String::from_utf8_lossy(&output.stderr);
    println!("{seconds:.2} s  {}  ({})", args.join(" "), told.lines().last().unwrap_or_default());
    seconds
}
