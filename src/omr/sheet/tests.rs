use super::*;
use crate::omr::layout::tests::{mixed, plain};
use crate::omr::layout::{SheetRequest, make};

fn fonts() -> SheetFonts<'static> {
    let named = |wanted: &str| {
        typst_assets::fonts()
            .find(|bytes| {
                rustybuzz::Face::from_slice(bytes, 0).is_some_and(|face| {
                    face.names().into_iter().any(|name| name.name_id == 6 && name.to_string().as_deref() == Some(wanted))
                })
            })
            .unwrap()
    };
    SheetFonts { regular: vec![named("LibertinusSerif-Regular")], bold: vec![named("LibertinusSerif-Bold")] }
}

fn words() -> SheetText {
    let text = |text: &str| text.to_owned();
    SheetText {
        language: text("en"),
        title: text("OMR ANSWER SHEET"),
        institute: text("Sunrise Academy, Nagpur"),
        exam: text("Civil Services (Preliminary): Mock 7"),
        paper: text("General Studies I"),
        roll: text("ROLL NUMBER"),
        name: text("Name of the candidate (in capital letters)"),
        set: text("Test booklet set"),
        candidate_signature: text("Signature of the candidate"),
        invigilator_signature: text("Signature of the invigilator"),
        example: text("How to fill a circle"),
        right: text("Right"),
        wrong: text("Wrong"),
        instructions: vec![
            text("Use a black or blue ball-point pen and fill the circle completely."),
            text("Write your roll number in the boxes and fill the circle of each figure below it."),
            text("Fill the circle of the set printed on your question booklet."),
            text("Fill one circle only for each question. An answer once filled cannot be changed."),
            text("Make no other marks on this sheet."),
        ],
        foot: text("Do not fold, tear or staple this sheet."),
        page: text("Page {page} of {pages}"),
        paper_id: text("Paper {paper}"),
    }
}

fn paper() -> SheetPaper {
    SheetPaper { paper_id: "4K7Q2M9XRT".into(), exam: [0x27, 0x4F, 0x15, 0x4D], set: None, set_name: None }
}

fn pdf(request: &SheetRequest) -> Vec<u8> {
    draw(&make(request).unwrap(), &words(), &fonts(), &paper()).unwrap()
}

#[test]
#[ignore = "writes sample sheets for looking at"]
fn samples() {
    let folder = std::env::var("SHEETS").unwrap();
    let mut a5 = plain(40, 4);
    a5.page = crate::model::blueprint::PageSize::A5;
    let mut letter = plain(100, 4);
    letter.page = crate::model::blueprint::PageSize::Letter;
    for (name, request) in [
        ("10x4", plain(10, 4)),
        ("40x4", plain(40, 4)),
        ("100x4", plain(100, 4)),
        ("200x5", plain(200, 5)),
        ("50+25", mixed(50, 25)),
        ("20+5", mixed(20, 5)),
        ("300x4", plain(300, 4)),
        ("a5", a5),
        ("letter", letter),
    ] {
        std::fs::write(format!("{folder}/{name}.pdf"), pdf(&request)).unwrap();
    }
}
