//! Every equation of chemistry in the bundled banks, `\ce{… -> …}`, has the same atoms and the same charge on both sides.
//!
//! The reader here knows nothing of the program's own; it refuses what it does not know instead of passing over it.

use crate::bundled;
use num_rational::Ratio;
use std::collections::BTreeMap;

/// Equations that are not to balance: question, formula, reason.
const UNBALANCED: [(&str, &str, &str); 1] =
    [("iron-steam-coefficients", "Fe + H2O -> Fe3O4 + H2", "the stem asks for the coefficients")];

const ELEMENTS: &str = "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr \
    Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au \
    Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og";

/// The longer before the shorter.
const ARROWS: [&str; 11] = ["<=>>", "<<=>", "<=>", "<-->", "<->", "->", "<-", "⇌", "→", "⟶", "←"];

/// How many of each element, and the charge under the name `charge`; nothing stands with 0.
type Count = BTreeMap<String, Ratio<i64>>;

fn add(to: &mut Count, what: &Count, times: Ratio<i64>) {
    for (name, number) in what {
        let sum = to.remove(name).unwrap_or_default() + number * times;
        if sum != Ratio::default() {
            to.insert(name.clone(), sum);
        }
    }
}

/// What stands on one side of an arrow: substances joined by a `+` between blanks, with coefficients.
fn side(text: &str) -> Result<Count, String> {
    let mut all = Count::new();
    let (mut coefficient, mut substance) = (None, None);
    for word in text.split_whitespace().chain(["+"]) {
        match word {
            "+" => {
                let count = substance.take().ok_or_else(|| format!("nothing stands before a `+` in `{text}`"))?;
                add(&mut all, &count, coefficient.take().unwrap_or(Ratio::from(1)));
            }
            // A precipitate, a gas.
            "v" | "^" | "↓" | "↑" if substance.is_some() => {}
            _ if substance.is_some() => return Err(format!("there is no `+` before `{word}`")),
            _ => {
                let mut reader = Reader { text: word, at: 0 };
                coefficient = coefficient.or(reader.coefficient());
                if reader.at < word.len() {
                    substance = Some(reader.substance()?);
                }
            }
        }
    }
    Ok(all)
}

/// The sides of an equation in order; `None` where there is no arrow.
fn sides(equation: &str) -> Option<Result<Vec<Count>, String>> {
    let mut texts = vec![String::new()];
    let mut rest = equation;
    while let Some(next) = rest.chars().next() {
        let arrow = ARROWS.iter().find(|arrow| rest.starts_with(**arrow));
        rest = &rest[arrow.map_or(next.len_utf8(), |arrow| arrow.len())..];
        if arrow.is_none() {
            texts.last_mut().unwrap().push(next);
            continue;
        }
        // What stands above and below the arrow takes no part.
        for _ in 0..2 {
            rest = rest.strip_prefix('[').and_then(|inside| inside.split_once(']')).map_or(rest, |(_, after)| after);
        }
        texts.push(String::new());
    }
    (texts.len() > 1).then(|| texts.iter().map(|text| side(text)).collect())
}

/// Whether all sides agree.
///
/// # Errors
///
/// What differs, or what cannot be read.
fn balanced(equation: &str) -> Result<(), String> {
    let sides = sides(equation).ok_or("there is no arrow")??;
    for (left, right) in sides.iter().zip(&sides[1..]) {
        let mut rest = left.clone();
        add(&mut rest, right, Ratio::from(-1));
        if !rest.is_empty() {
            let differ: Vec<String> = rest
                .keys()
                .map(|name| {
                    let on = |side: &Count| side.get(name).copied().unwrap_or_default();
                    format!("{name} {} and {}", on(left), on(right))
                })
                .collect();
            return Err(differ.join(", "));
        }
    }
    Ok(())
}

/// Reads one substance.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self, what: &str) -> bool {
        let found = self.rest().starts_with(what);
        self.at += if found { what.len() } else { 0 };
        found
    }

    fn whole(&mut self) -> Option<i64> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let number = self.rest()[..digits].parse().ok();
        self.at += digits;
        number
    }

    /// `3`, `1/2` or `0.5`.
    fn coefficient(&mut self) -> Option<Ratio<i64>> {
        let whole = self.whole()?;
        let mark = self.at;
        if self.take("/")
            && let Some(below) = self.whole().filter(|below| *below != 0)
        {
            return Some(Ratio::new(whole, below));
        }
        self.at = mark;
        if self.take(".") {
            let from = self.at;
            // The dot of a hydrate has letters behind its digits, too: `2.5H2O` is read as two and a half.
            if let Some(part) = self.whole() {
                let tens = 10_i64.pow(u32::try_from(self.at - from).unwrap());
                return Some(Ratio::new(whole * tens + part, tens));
            }
            self.at = mark;
        }
        Some(Ratio::from(whole))
    }

    /// Parts joined by the dot of a hydrate, each with its coefficient.
    fn substance(&mut self) -> Result<Count, String> {
        let mut all = self.group(None)?;
        while [".", "*", "·", "•"].iter().any(|dot| self.take(dot)) {
            let times = self.coefficient().unwrap_or(Ratio::from(1));
            let part = self.group(None)?;
            add(&mut all, &part, times);
        }
        match self.peek() {
            Some(left) => Err(format!("`{left}` in `{}` cannot be read", self.text)),
            None => Ok(all),
        }
    }

    /// Atoms and groups up to the bracket that closes, or to the end of a part.
    fn group(&mut self, closing: Option<&str>) -> Result<Count, String> {
        let mut all = Count::new();
        let mut first = true;
        loop {
            let piece = if closing.is_some_and(|closing| self.take(closing)) {
                return Ok(all);
            } else if self.state() {
                Count::new()
            } else if self.take("(") {
                self.group(Some(")"))?
            } else if self.take("[") {
                self.group(Some("]"))?
            } else if let Some(charge) = self.charge(first)? {
                add(&mut all, &Count::from([("charge".to_owned(), charge)]), Ratio::from(1));
                continue;
            } else if !first && ["-", "=", "#"].iter().any(|bond| self.take(bond)) {
                continue;
            } else if self.take("e") {
                // An electron.
                Count::new()
            } else if self.peek().is_some_and(char::is_uppercase) {
                Count::from([(self.element()?, Ratio::from(1))])
            } else if closing.is_some() || first {
                return Err(format!("`{}` cannot be read", self.text));
            } else {
                return Ok(all);
            };
            first = false;
            self.take("_");
            let index = self.whole().unwrap_or(1);
            add(&mut all, &piece, Ratio::from(index));
        }
    }

    fn element(&mut self) -> Result<String, String> {
        let two = self.rest().as_bytes().get(1).is_some_and(u8::is_ascii_lowercase);
        for length in [1 + usize::from(two), 1] {
            let symbol = self.rest().get(..length).unwrap_or_default();
            if ELEMENTS.split_whitespace().any(|known| known == symbol) {
                self.at += length;
                return Ok(symbol.to_owned());
            }
        }
        Err(format!("`{}` begins with no element", self.rest()))
    }

    /// `(s)`, `(aq)` and the like.
    fn state(&mut self) -> bool {
        let inside = self.rest().strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(inside, _)| inside);
        let Some(state) = inside.filter(|inside| ["s", "l", "g", "aq", "c"].contains(inside)) else { return false };
        self.at += state.len() + 2;
        true
    }

    /// `^2-`, `^{3+}`, or a sign at the end of the substance or before its state.
    fn charge(&mut self, first: bool) -> Result<Option<Ratio<i64>>, String> {
        let mark = self.at;
        let raised = self.take("^");
        let braces = raised && self.take("{");
        let number = if raised { self.whole().unwrap_or(1) } else { 1 };
        let sign = match self.peek() {
            Some('+') => 1,
            Some('-' | '−') => -1,
            _ if raised => return Err(format!("`{}` has a superscript that is no charge", self.text)),
            _ => return Ok(None),
        };
        self.at += self.peek().map_or(0, char::len_utf8);
        if braces && !self.take("}") {
            return Err(format!("`{{` in `{}` is not closed", self.text));
        }
        let ends = self.rest().is_empty() || self.rest().starts_with(['(', ']', ')']);
        if !raised && (first || !ends) {
            self.at = mark;
            return Ok(None);
        }
        Ok(Some(Ratio::from(sign * number)))
    }
}

/// The insides of every `\ce{…}` of a text.
fn formulas(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices(r"\ce{") {
        let inside = &text[start + 4..];
        let mut depth = 0_i32;
        let end = inside.find(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            depth < 0
        });
        found.extend(end.map(|end| &inside[..end]));
    }
    found
}

#[test]
fn equations_of_the_banks_balance() {
    let mut wrong = Vec::new();
    let mut left: Vec<_> = UNBALANCED.to_vec();
    let mut count = 0;
    for question in bundled::questions() {
        for formula in question.texts().into_iter().flat_map(formulas).filter(|formula| sides(formula).is_some()) {
            count += 1;
            let meant = left.iter().position(|(id, text, _)| *id == question.id && *text == formula);
            match (balanced(formula), meant) {
                (Err(_), Some(at)) => drop(left.remove(at)),
                (Err(fault), None) => wrong.push(format!("{}: {}: {formula}: {fault}", question.file, question.id)),
                (Ok(()), _) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    assert!(left.is_empty(), "exceptions that are none: {left:?}");
    assert!(count >= 50, "only {count} equations were found");
}

#[test]
fn atoms_and_charges_are_counted() {
    let count = |text: &str| {
        let found = side(text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
        found.iter().map(|(name, number)| format!("{name}{number}")).collect::<Vec<_>>().join(" ")
    };
    for (text, expected) in [
        ("H2O", "H2 O1"),
        ("2H2O + O2", "H4 O4"),
        ("2 H2O", "H4 O2"),
        ("1/2O2 + 1.5H2", "H3 O1"),
        ("Ca(OH)2", "Ca1 H2 O2"),
        ("Ca(H2PO4)2", "Ca1 H4 O8 P2"),
        ("K4[Fe(CN)6]", "C6 Fe1 K4 N6"),
        ("[Fe(CN)6]^4-", "C6 Fe1 N6 charge-4"),
        ("CuSO4.5H2O", "Cu1 H10 O9 S1"),
        ("2CaSO4*1/2H2O", "Ca2 H2 O9 S2"),
        ("Na+ + Cl-", "Cl1 Na1"),
        ("H+(aq) + SO4^2-(aq)", "H1 O4 S1 charge-1"),
        ("Fe^{3+}", "Fe1 charge3"),
        ("NH4+", "H4 N1 charge1"),
        ("2e-", "charge-2"),
        ("2[O]", "O2"),
        ("CH2=CH2", "C2 H4"),
        ("CH3-CO-CH3", "C3 H6 O1"),
        ("HC#CH", "C2 H2"),
        ("AgCl v + CO2 ^", "Ag1 C1 Cl1 O2"),
        ("CO + Co", "C1 Co1 O1"),
        ("NaCl(aq)", "Cl1 Na1"),
        ("C6H_12O6", "C6 H12 O6"),
    ] {
        assert_eq!(count(text), expected, "{text}");
    }
}

#[test]
fn a_wrong_equation_is_found() {
    for (equation, fault) in [
        ("2H2 + O2 -> 2H2O", ""),
        ("N2 + 3H2 <=>[Fe][450 °C] 2NH3", ""),
        ("Zn + Cu^2+ -> Zn^2+ + Cu", ""),
        ("CuSO4.5H2O ->[heat] CuSO4 + 5H2O", ""),
        ("C2H4 + 3O2 -> 2CO2 + 2H2O -> C2H4 + 3O2", ""),
        ("H2 + O2 -> H2O", "O 2 and 1"),
        ("Fe + H2O -> Fe3O4 + H2", "Fe 1 and 3, O 1 and 4"),
        ("Cu -> Cu^2+ + e-", "charge 0 and 1"),
        ("Fe^3+ + Cu -> Fe^2+ + Cu^2+", "charge 3 and 4"),
        ("CuSO4.5H2O -> CuSO4 + 4H2O", "H 10 and 8, O 9 and 8"),
        ("CO + O2 -> 2CoO", "C 1 and 0, Co 0 and 2, O 3 and 2"),
        ("H2O", "there is no arrow"),
        ("2H2 + Xq -> 2H2O", "`Xq` begins with no element"),
        ("2H2 O2 -> 2H2O", "there is no `+` before `O2`"),
        ("2H2 + -> 2H2O", "nothing stands before a `+` in `2H2 + `"),
        ("Ca(OH2 -> CaO", "`Ca(OH2` cannot be read"),
        ("^14C -> ^14N", "`^14C` has a superscript that is no charge"),
        (r"\text{rust} -> Fe", r"`\text{rust}` cannot be read"),
    ] {
        assert_eq!(balanced(equation).err().unwrap_or_default(), fault, "{equation}");
    }
    assert_eq!(formulas(r"a \ce{H2O}, $\ce{Fe^{3+}}$ and \ce{open"), ["H2O", "Fe^{3+}"]);
}
