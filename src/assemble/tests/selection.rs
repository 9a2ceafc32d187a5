//! Which questions are drawn.

use super::*;
use crate::model::blueprint::Arrangement;
use crate::model::marking::{Expected, Response, score, total};
use crate::model::question::Body;
use crate::model::question::Item;

fn with_difficulty(count: usize) -> Vec<Question> {
    let mut questions = choices(count);
    for (at, question) in questions.iter_mut().enumerate() {
        question.about.difficulty = Some([Difficulty::Easy, Difficulty::Medium, Difficulty::Hard][at % 3]);
        if at % 5 == 0 {
            question.item.body = samples::statements(Ask::Which, &[true, false, true]);
        }
    }
    questions
}

fn matching(paper: &Paper, fits: impl Fn(&Question) -> bool) -> usize {
    paper.questions.values().filter(|question| fits(question)).count()
}

#[test]
fn a_section_without_count_takes_all_that_match() {
    let library = library(with_difficulty(12));
    let all = Section { count: None, ..filtered("hard", 0, "difficulty:hard") };
    let made = paper(&library, &blueprint(vec![all.clone(), section("rest", 8)], &["A"]), 1);
    assert_eq!(made.sections.iter().map(|section| section.entries).collect::<Vec<_>>(), [4, 8]);
    assert_eq!(
        errors(&library, &blueprint(vec![all, section("rest", 9)], &["A"])),
        "section `rest` asks for 9, bank has 8"
    );
}

#[test]
fn a_hundred_sections_with_quotas_are_drawn_without_delay() {
    let library = library(with_difficulty(600));
    let sections = (0..100).map(|at| {
        let mut one = filtered(&format!("s{at}"), 3, &format!("id:q-{:02}*", at % 60));
        one.quota = vec![quota("difficulty:hard", Some(1), None), quota("kind:statements", None, Some(1))];
        one
    });
    let made = paper(&library, &blueprint(sections.collect(), &["A"]), 1);
    assert_eq!(made.questions.len(), 300);
    let sections = (0..101).map(|at| section(&format!("s{at}"), 1)).collect();
    assert_eq!(errors(&library, &blueprint(sections, &["A"])), "101 sections are asked for, 100 can be made");
}

#[test]
fn quotas_are_exact_for_many_seeds() {
    let library = library(with_difficulty(60));
    let mut one = section("one", 25);
    one.quota = vec![
        Quota { share: Exact::ratio(3, 10), ..quota("difficulty:hard", None, None) },
        quota("kind:statements", Some(8), Some(9)),
        quota("difficulty:easy", None, Some(6)),
    ];
    let blueprint = blueprint(vec![one], &["A"]);
    let mut shares = BTreeSet::new();
    for seed in 0..200 {
        let paper = paper(&library, &blueprint, seed);
        assert_eq!(paper.questions.len(), 25);
        let hard = matching(&paper, |q| q.about.difficulty == Some(Difficulty::Hard));
        // 30 % of 25 is 7.5.
        assert!(hard == 7 || hard == 8);
        shares.insert(hard);
        assert!((8..=9).contains(&matching(&paper, |q| q.kind() == Kind::Statements)));
        assert!(matching(&paper, |q| q.about.difficulty == Some(Difficulty::Easy)) <= 6);
    }
    assert_eq!(shares.len(), 2);
}

#[test]
fn every_question_is_drawn_equally_often() {
    let library = library(choices(10));
    let blueprint = blueprint(vec![section("one", 3)], &["A"]);
    let mut counts = [0_u32; 10];
    for seed in 0..2_000 {
        for id in chosen(&paper(&library, &blueprint, seed)) {
            counts[id[2..].parse::<usize>().unwrap()] += 1;
        }
    }
    // 2,000 draws of 3 in 10: variance 420 for each; chi-square with 9 degrees of freedom, once in a thousand.
    let chi: f64 = counts.iter().map(|count| (f64::from(*count) - 600.0).powi(2) / 420.0).sum::<f64>() * 0.9;
    assert!(chi < 27.9, "{counts:?}");
}

#[test]
fn one_new_question_changes_at_most_one_choice() {
    let blueprint = blueprint(vec![section("one", 8)], &["A"]);
    for seed in 0..60 {
        let before = chosen(&paper(&library(choices(20)), &blueprint, seed));
        let mut more = choices(20);
        more.insert(7, question("new", samples::choice(4, 0)));
        let after = chosen(&paper(&library(more), &blueprint, seed));
        assert!(before.difference(&after).count() <= 1);
    }
}

#[test]
fn files_and_their_order_do_not_matter() {
    let all = with_difficulty(30);
    let mut one = section("one", 12);
    one.quota = vec![quota("kind:statements", Some(3), Some(4))];
    let blueprint = blueprint(vec![one], &["A", "B"]);
    let together = paper(&library(all.clone()), &blueprint, 4);
    let (front, back) = all.split_at(11);
    let apart = vec![bank("z.toml", front.to_vec(), Vec::new()), bank("b.toml", back.to_vec(), Vec::new())];
    let apart = paper(&Library::new(apart, BTreeMap::new()), &blueprint, 4);
    assert_eq!(together.sets, apart.sets);
}

#[test]
fn sections_share_what_only_one_of_them_could_do_without() {
    // The first section could take any ten, but the second needs all five hard ones.
    let mut questions = choices(15);
    questions.iter_mut().take(5).for_each(|question| question.about.difficulty = Some(Difficulty::Hard));
    let library = library(questions);
    let blueprint = blueprint(vec![section("any", 10), filtered("hard", 5, "difficulty:hard")], &["A"]);
    for seed in 0..20 {
        let paper = paper(&library, &blueprint, seed);
        assert_eq!(paper.questions.len(), 15);
        assert_eq!(paper.sections.iter().map(|section| section.entries).collect::<Vec<_>>(), [10, 5]);
    }
}

#[test]
fn impossible_demands_are_told_with_numbers() {
    let nine = library(with_difficulty(9));
    let told = |section: Section| errors(&nine, &blueprint(vec![section], &["A"]));
    assert_eq!(told(section("one", 12)), "section `one` asks for 12, bank has 9");
    assert_eq!(told(section("one", u32::MAX)), "section `one` asks for 4294967295, bank has 9");
    let with = |quotas: Vec<Quota>| told(Section { quota: quotas, ..section("one", 6) });
    assert_eq!(
        with(vec![quota("difficulty:hard", Some(5), None)]),
        "`difficulty:hard` asks for 5 in section `one`, bank has 3"
    );
    assert_eq!(
        with(vec![quota("difficulty:hard", Some(7), None)]),
        "`difficulty:hard` asks for 7, section `one` for 6 in all"
    );
    assert_eq!(
        with(vec![quota("difficulty:hard difficulty:easy OR difficulty:easy OR difficulty:hard", None, Some(2))]),
        "`difficulty:hard difficulty:easy OR difficulty:easy OR difficulty:hard` allows 2 in section `one`, but of the 6 \
         asked for only 3 can be others"
    );
    assert_eq!(
        with(vec![
            quota("difficulty:hard", Some(3), None),
            quota("kind:statements", Some(1), None),
            quota("-difficulty:hard", Some(4), None)
        ]),
        "section `one` cannot have at least 3 of `difficulty:hard` (3 available) and at least 4 of `-difficulty:hard` (6 \
         available) among 6 questions"
    );
    assert_eq!(
        errors(&nine, &blueprint(vec![section("one", 5), section("two", 6)], &["A"])),
        "sections `one` and `two` ask for 11 questions together, with their quotas; 9 different ones match"
    );
    assert_eq!(
        errors(&library(Vec::new()), &blueprint(Vec::new(), &[])),
        "the banks hold no question that can be printed"
    );
}

#[test]
fn all_faulty_sections_are_told_in_one_run() {
    let nine = library(choices(9));
    let sections = vec![section("one", 12), filtered("two", 3, "kindd:long"), section("three", 20)];
    let told = errors(&nine, &blueprint(sections, &["A"]));
    assert!(told.contains("kindd"), "{told}");
    let told = errors(&nine, &blueprint(vec![section("one", 12), section("three", 20)], &["A"]));
    assert_eq!(told, "section `one` asks for 12, bank has 9\nsection `three` asks for 20, bank has 9");
}

#[test]
fn drafts_retired_expired_and_excluded_ones_are_left_out() {
    let mut questions = choices(6);
    questions[0].about.status = Status::Draft;
    questions[1].about.status = Status::Retired;
    questions[2].about.expires = Date::parse("2026-02-07");
    questions[3].about.expires = Date::parse("2026-02-08");
    let library = library(questions);
    let mut all = section("one", 0);
    all.count = None;
    all.exclude = vec![Located::new(id("q-005"), None)];
    let mut blueprint = blueprint(vec![all], &["A"]);
    blueprint.date = Date::parse("2026-02-07");
    assert_eq!(chosen(&paper(&library, &blueprint, 1)), BTreeSet::from(["q-003", "q-004"].map(str::to_owned)));
    blueprint.date = None;
    assert_eq!(paper(&library, &blueprint, 1).questions.len(), 3);
    blueprint.sections[0].filter = Some(Located::new("status:draft".to_owned(), None));
    assert_eq!(chosen(&paper(&library, &blueprint, 1)), BTreeSet::from(["q-000"].map(str::to_owned)));
    // A bank in place of a blueprint prints drafts, too.
    let made = run(&library, &Blueprint::default(), 1, None).unwrap();
    assert_eq!(made.paper.questions.len(), 5);
    assert_eq!(made.paper.sets.len(), 1);
    assert!(!made.paper.prints_set());
    assert!(made.report.remarks.contains(&"notice: 1 of the 5 questions printed are drafts".to_owned()));
}

#[test]
fn listed_questions_come_first_in_their_order_and_are_never_repeated() {
    let library = library(choices(10));
    let mut one = section("one", 5);
    one.questions = ["q-007", "q-002"].map(|text| Located::new(id(text), None)).to_vec();
    let mut blueprint = blueprint(vec![one, section("two", 5)], &["A"]);
    blueprint.shuffle.questions = false;
    let made = paper(&library, &blueprint, 1);
    assert_eq!(ids(&made.sets[0])[..2], ["q-007", "q-002"]);
    assert_eq!(made.questions.len(), 10);
    blueprint.sections[1].questions = vec![Located::new(id("q-007"), None)];
    assert_eq!(errors(&library, &blueprint), "`q-007` is asked for twice, in section `one` and in section `two`");
    blueprint.sections[1].questions = vec![Located::new(id("q-0070"), None)];
    assert_eq!(errors(&library, &blueprint), "no bank has a question `q-0070`");
}

#[test]
fn of_a_family_one_is_drawn() {
    let mut questions = choices(12);
    for (at, question) in questions.iter_mut().enumerate() {
        question.about.family = (at < 9).then(|| format!("family-{}", at % 3));
        question.about.difficulty = Some(if at % 2 == 0 { Difficulty::Easy } else { Difficulty::Hard });
    }
    let library = library(questions);
    let mut one = section("one", 6);
    one.quota = vec![quota("difficulty:hard", Some(4), None)];
    let asked = blueprint(vec![one], &["A"]);
    for seed in 0..50 {
        let paper = paper(&library, &asked, seed);
        let families: Vec<&str> =
            paper.questions.values().filter_map(|question| question.about.family.as_deref()).collect();
        assert_eq!(families.len(), 3);
        assert_eq!(families.iter().collect::<BTreeSet<_>>().len(), 3);
        assert!(matching(&paper, |q| q.about.difficulty == Some(Difficulty::Hard)) >= 4);
    }
    assert_eq!(
        errors(&library, &blueprint(vec![section("one", 7)], &["A"])),
        "section `one` asks for 7, but of 12 that match only 6 can stand in one paper"
    );
}

fn passage(id: &str, take: Option<u16>) -> Passage {
    Passage {
        id: PassageId::new(id).unwrap(),
        language: Lang::ENGLISH,
        title: None,
        text: samples::text("Read this."),
        take,
        figures: Vec::new(),
        place: None,
    }
}

fn with_passages() -> Library {
    let mut questions = choices(12);
    for (at, question) in questions.iter_mut().enumerate().take(6) {
        question.passage = PassageId::new(if at % 2 == 0 { "even" } else { "odd" });
    }
    let passages = vec![passage("even", None), passage("odd", Some(2))];
    Library::new(vec![bank("a.toml", questions, passages)], BTreeMap::new())
}

#[test]
fn passages_move_together_and_are_taken_whole() {
    let library = with_passages();
    let blueprint = blueprint(vec![section("one", 8)], &["A", "B"]);
    let mut with = BTreeSet::new();
    for seed in 0..60 {
        let paper = paper(&library, &blueprint, seed);
        assert_eq!(paper.questions.len(), 8);
        for set in &paper.sets {
            let order = ids(set);
            for (passage, size) in [("even", 3), ("odd", 2)] {
                let places: Vec<usize> = order
                    .iter()
                    .enumerate()
                    .filter(|(_, id)| {
                        paper.questions[id.as_str()].passage.as_ref().is_some_and(|p| p.as_str() == passage)
                    })
                    .map(|(at, _)| at)
                    .collect();
                assert!(places.is_empty() || places.len() == size, "{order:?}");
                assert!(places.windows(2).all(|pair| pair[0] + 1 == pair[1]));
                assert!(places.windows(2).all(|pair| order[pair[0]] < order[pair[1]]));
            }
        }
        with.insert(paper.passages.len());
    }
    assert_eq!(with, BTreeSet::from([1, 2]));
    let told = errors(&library, &blueprint_of(section("one", 12)));
    assert_eq!(told, "section `one` asks for 12, bank has 11");
    let told = errors(&library, &blueprint_of(filtered("one", 1, "has:passage")));
    assert_eq!(told, "section `one` asks for 1, which cannot be had without cutting a passage; 0 or 2 can");
}

#[test]
fn an_odd_number_of_questions_is_not_had_from_pairs() {
    // Thirty pairs are counted by the quota and thirty are not: bounds of both are narrowed for thirty rounds.
    let mut questions = choices(120);
    for (at, question) in questions.iter_mut().enumerate() {
        question.passage = PassageId::new(&format!("p-{}", at / 2));
        question.about.tags.extend((at < 60).then(|| "first".to_owned()));
    }
    let passages = (0..60).map(|at| passage(&format!("p-{at}"), None)).collect();
    let library = Library::new(vec![bank("a.toml", questions, passages)], BTreeMap::new());
    let pairs =
        |count| blueprint_of(Section { quota: vec![quota("tag:first", None, Some(60))], ..section("one", count) });
    for count in [59, 61, 63] {
        let told = errors(&library, &pairs(count));
        let near = format!("{} or {}", count - 1, count + 1);
        let message =
            format!("section `one` asks for {count}, which cannot be had without cutting a passage; {near} can");
        assert_eq!(told, message);
    }
    assert_eq!(paper(&library, &pairs(60), 1).questions.len(), 60);
}

fn blueprint_of(section: Section) -> Blueprint {
    blueprint(vec![section], &["A"])
}

fn long_questions() -> Library {
    let mut questions = Vec::new();
    for (at, area) in ["x", "x", "y", "y", "y", "z"].iter().enumerate() {
        let mut long = question(&format!("long-{at}"), samples::written(true));
        long.about.area = vec![AreaPath::new(area).unwrap()];
        long.item.marks = SchemeFields::of(Exact::whole(5));
        questions.push(long);
    }
    library(questions)
}

#[test]
fn alternatives_carry_equal_marks_and_areas() {
    let library = long_questions();
    let mut one = section("one", 2);
    one.alternatives = Some(2);
    let blueprint = blueprint_of(one);
    for seed in 0..60 {
        let made = run(&library, &blueprint, seed, None).unwrap();
        let paper = made.paper;
        assert_eq!(paper.sections[0].entries, 2);
        assert_eq!(paper.maximum(), Exact::whole(10));
        for entry in &paper.sets[0].entries {
            let areas: Vec<_> =
                entry.alternatives.iter().map(|placed| &paper.questions[&placed.question].about.area).collect();
            assert_eq!(areas.len(), 2);
            assert_eq!(areas[0], areas[1]);
        }
    }
    let mut three = section("one", 3);
    three.alternatives = Some(3);
    assert_eq!(
        errors(&library, &blueprint_of(three)),
        "section `one` asks for 3 alternatives, bank has 2 of equal marks and area to spare"
    );
}

#[test]
fn maximum_marks_count_what_can_be_attempted() {
    let library = long_questions();
    let mut one = section("one", 6);
    one.attempt = Some(Attempt { any: 4, of: 6 });
    let mut two = blueprint_of(one);
    assert_eq!(paper(&library, &two, 1).maximum(), Exact::whole(20));
    two.sections[0].attempt = Some(Attempt { any: 4, of: 5 });
    assert_eq!(errors(&library, &two), "section `one` has 6 questions, but `attempt` says of 5");
    let mut choice = blueprint(vec![filtered("b", 2, "area:y"), filtered("c", 1, "area:z")], &["A"]);
    choice.choose_one = vec![["b", "c"].map(|text| Located::new(SectionId::new(text).unwrap(), None)).to_vec()];
    assert_eq!(paper(&library, &choice, 1).maximum(), Exact::whole(10));
    choice.choose_one[0][0].value = SectionId::new("bb").unwrap();
    assert_eq!(errors(&library, &choice), "no section is named `bb`");
}

#[test]
fn marks_that_contradict_a_section_are_told_whatever_is_drawn() {
    let library = long_questions();
    let mut one = section("one", 1);
    one.marks = SchemeFields::of(Exact::whole(3));
    let told = errors(&library, &blueprint_of(one));
    assert_eq!(told.lines().next().unwrap(), "section `one` gives 3 marks, but `long-0` carries 5 of its own");
}

#[test]
fn a_section_that_lists_all_its_questions_cares_for_no_other() {
    let library = long_questions();
    let listed = Located::new(library.questions().next().unwrap().id.clone(), None);
    let mut other = question("short", samples::choice(4, 0));
    other.item.marks = SchemeFields::of(Exact::whole(2));
    let mut questions = vec![other];
    questions.extend(library.questions().cloned());
    let library = self::library(questions);
    let mut one = Section { count: None, questions: vec![Located::new(id("short"), None)], ..section("one", 1) };
    one.marks = SchemeFields::of(Exact::whole(2));
    assert_eq!(chosen(&paper(&library, &blueprint_of(one.clone()), 1)), BTreeSet::from(["short".to_owned()]));
    let two = Section { count: Some(2), ..one.clone() };
    assert!(errors(&library, &blueprint_of(two)).contains("carries 5 of its own"));
    one.questions.push(listed);
    assert_eq!(errors(&library, &blueprint_of(one)), "section `one` gives 2 marks, but `long-0` carries 5 of its own");
}

#[test]
fn an_unreadable_query_hides_nothing() {
    let library = long_questions();
    let mut one = filtered("one", 1, "kindd:long");
    one.quota = vec![quota("areaa:x", Some(1), None), quota("tagg:x", Some(1), None)];
    one.questions = vec![Located::new(id("long-0"), None)];
    one.marks = SchemeFields::of(Exact::whole(3));
    let mut asked = blueprint_of(one);
    asked.choose_one = vec![vec![Located::new(SectionId::new("nowhere").unwrap(), None)]];
    let told = errors(&library, &asked);
    for part in ["kindd", "areaa", "tagg", "`long-0` carries 5", "nowhere"] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

fn remarks(library: &Library, blueprint: &Blueprint) -> Vec<String> {
    run(library, blueprint, 1, None).unwrap().report.remarks
}

#[test]
fn a_whole_bank_is_printed_with_a_notice_of_what_is_not_applied() {
    let mut questions = choices(5);
    for question in &mut questions[..2] {
        question.about.family = Some("twins".to_owned());
    }
    for question in &mut questions[2..] {
        question.passage = PassageId::new("text");
    }
    let passages = vec![passage("text", Some(2))];
    let library = Library::new(vec![bank("a.toml", questions, passages)], BTreeMap::new());
    assert_eq!(
        remarks(&library, &Blueprint::default()),
        [
            "notice: 2 questions of the family `twins` are printed",
            "notice: passage `text` is printed with 3 questions, its `take` is 2"
        ]
    );
    assert_eq!(remarks(&library, &blueprint(vec![section("one", 1)], &["A"])), [""; 0]);
}

#[test]
fn a_choice_between_sections_of_unequal_marks_is_a_warning() {
    let library = library(choices(9));
    let choice = |count: u32| {
        let mut asked = blueprint(vec![section("a", 2), section("b", 3), section("c", count)], &["A"]);
        asked.choose_one = vec![["b", "c"].map(|id| Located::new(SectionId::new(id).unwrap(), None)).to_vec()];
        remarks(&library, &asked)
    };
    assert_eq!(choice(3), [""; 0]);
    assert_eq!(choice(2), ["warning: candidates choose between sections of unequal marks: `b` brings 3, `c` brings 2"]);
}

#[test]
fn what_this_version_cannot_do_is_an_error() {
    let library = library(choices(3));
    let pattern = Some(Located::new("upsc-prelims-gs1-2025".to_owned(), None));
    let mut asked = Blueprint { pattern, ..Blueprint::default() };
    asked.sets = (0..1000).map(|at| SetAsk { name: SetName::new(&format!("S{at}")).unwrap(), label: None }).collect();
    asked.sets.push(SetAsk { name: SetName::new("s7").unwrap(), label: None });
    assert_eq!(
        errors(&library, &asked),
        "the pattern `upsc-prelims-gs1-2025` was not read\n1001 sets are asked for, 200 can be made\ntwo sets are named `s7`"
    );
}

#[test]
fn every_question_exists_in_every_language_of_the_paper() {
    let library = library(choices(2));
    let mut asked = Blueprint::default();
    asked.layout.languages = [Lang::ENGLISH, Lang::HINDI].map(|lang| Located::new(lang, None)).to_vec();
    let told = errors(&library, &asked);
    assert!(
        told.starts_with("question `") && told.contains("` is not written in `hi`, and the paper is printed in it"),
        "{told}"
    );
    assert_eq!(told.lines().count(), 2);
}

#[test]
fn two_languages_side_by_side_take_the_whole_page() {
    let mut asked = Blueprint::default();
    asked.layout.languages = [Lang::ENGLISH, Lang::HINDI].map(|lang| Located::new(lang, None)).to_vec();
    asked.layout.arrangement = Some(Arrangement::SideBySide);
    asked.layout.columns = Some(2);
    let told = errors(&library(choices(1)), &asked);
    assert!(told.contains("two languages side by side take the whole width of a page"), "{told}");
}

#[test]
fn a_style_without_option_for_the_truth_is_an_error() {
    let wrong = question("q", samples::assertion(Style::Cbse, false, false, false));
    assert_eq!(errors(&library(vec![wrong]), &Blueprint::default()), "`q` has no option for its right answer");
    let mut codes = question("q", samples::statements(Ask::Which, &[true, false]));
    if let Body::Statements { coding, .. } = &mut codes.item.body {
        coding.codes = vec![name("2"), name("none")];
    }
    assert_eq!(
        errors(&library(vec![codes]), &Blueprint::default()),
        "`codes` of `q` hold the right one 0 times, not once"
    );
}

#[test]
fn names_of_areas_are_recorded_as_the_syllabus_had_them() {
    let mut questions = choices(1);
    questions[0].about.area = vec![AreaPath::new("s.a").unwrap()];
    let area = crate::model::bank::Area {
        id: "a".into(),
        name: PerLang::new(Lang::ENGLISH, "Polity".to_owned()),
        weight: None,
        aka: Vec::new(),
        span: None,
    };
    let syllabus = Syllabus { id: "s".into(), areas: vec![area], ..Syllabus::default() };
    let library = Library::new(vec![bank("a.toml", questions, Vec::new())], [("s".to_owned(), syllabus)].into());
    let paper = paper(&library, &Blueprint::default(), 1);
    assert_eq!(paper.area_names.values().next().and_then(|name| name.get(Lang::ENGLISH)).unwrap(), "Polity");
}

#[test]
fn a_mention_of_a_question_that_is_not_printed_is_a_warning() {
    let mut questions = choices(1);
    let text: Text = samples::tokens("Compare", &[(TokenKind::Question, &["gone"])]);
    questions[0].item.explanation = Some(text);
    let made = run(&library(questions), &Blueprint::default(), 1, None).unwrap();
    assert!(made.report.remarks[0].starts_with("warning: `q-000` mentions `gone`, which is not in this paper"));
}

#[test]
fn the_circle_not_attempted_is_that_of_paper_or_section() {
    let mut questions = choices(6);
    questions.push(question("number", samples::numeric("4", "4", "4")));
    questions.push(question("some", samples::several(4, &[0, 2])));
    let library = library(questions);
    let circles = |blueprint: &Blueprint| {
        let paper = paper(&library, blueprint, 1);
        let slots = paper.sets[0].entries.iter().flat_map(|entry| &entry.alternatives).flat_map(|placed| &placed.slots);
        slots.filter(|slot| slot.not_attempted).count()
    };
    let listed = |ids: &[&str]| ids.iter().map(|text| Located::new(id(text), None)).collect::<Vec<_>>();
    let one = Section { questions: listed(&["q-000", "number", "some"]), count: None, ..section("one", 3) };
    let two = Section { questions: listed(&["q-001", "q-002"]), count: None, ..section("two", 2) };
    let mut asked = blueprint(vec![one, two], &["A"]);
    assert_eq!(circles(&asked), 0);
    // Numbers have no options and no such circle.
    asked.rules.not_attempted = true;
    assert_eq!(circles(&asked), 4);
    asked.sections[1].not_attempted = Some(false);
    assert_eq!(circles(&asked), 2);
    asked.rules.not_attempted = false;
    asked.sections[1].not_attempted = Some(true);
    assert_eq!(circles(&asked), 2);
    let mut whole = blueprint(Vec::new(), &[]);
    whole.rules.not_attempted = true;
    assert_eq!(circles(&whole), 7);
}

#[test]
fn a_paper_answered_right_earns_its_maximum() {
    let mut questions = choices(6);
    questions.push(question("number", samples::numeric("4", "4", "4")));
    questions.push(question("some", samples::several(4, &[0, 2])));
    let library = library(questions);
    let mut one = section("one", 8);
    one.marks = SchemeFields {
        right: Some(Exact::ratio(4, 3).unwrap()),
        wrong: Some(crate::model::marking::Penalty::OfRight(Exact::ratio(-1, 3).unwrap())),
        ..SchemeFields::default()
    };
    let paper = paper(&library, &blueprint_of(one), 1);
    let marks = |answer: &dyn Fn(&Item) -> Response| {
        let slots = paper.sets[0].entries.iter().flat_map(|entry| &entry.alternatives).flat_map(|placed| &placed.slots);
        let each = slots.map(|slot| {
            let item = &paper.questions[slot.slot.question()].item;
            score(&slot.scheme, &item.expected().unwrap(), &answer(item))
        });
        total(each, Some(&Exact::zero()))
    };
    let right = |item: &Item| match item.expected() {
        Some(Expected::One(names) | Expected::Several(names)) => Response::Options(names),
        Some(Expected::Number(accepted)) => Response::Number(accepted.low),
        _ => Response::Text(true),
    };
    assert_eq!(marks(&right), paper.maximum());
    assert_eq!(paper.maximum(), Exact::ratio(32, 3).unwrap());
    assert_eq!(marks(&|_| Response::Blank), Exact::zero());
    assert_eq!(marks(&|_| Response::Clash), Exact::zero());
    assert_eq!(paper.on_sheet(), 8);
}
