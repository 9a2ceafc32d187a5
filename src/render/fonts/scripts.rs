//! The scripts that have faces of their own, and the languages that are written in them.

use unicode_script::Script;

/// A script with a family in the binary.
pub(super) struct Known {
    /// The script.
    pub(super) script: Script,
    /// Its code in ISO 15924, in small letters.
    pub(super) code: &'static str,
    /// What people call it.
    pub(super) name: &'static str,
    /// The family made for it.
    pub(super) family: &'static str,
    /// Regular and bold.
    pub(super) files: [&'static [u8]; 2],
    /// Its tags in OpenType: a font without rules for one of them cannot join its letters.
    pub(super) tags: &'static [&'static [u8; 4]],
    /// The languages usually written in it: the first part of their tag, and their name.
    pub(super) languages: &'static [(&'static str, &'static str)],
    /// How far below the baseline a line ends, in hundredths of the type size, so that the next one keeps its distance:
    /// more where letters stand above each other.
    pub(super) below: u32,
    /// Some words of question papers.
    pub(super) sample: &'static str,
}

/// Regular and bold of a family.
macro_rules! family {
    ($folder:literal, $name:literal) => {
        [
            include_bytes!(concat!("../../../fonts/", $folder, "/", $name, "-Regular.ttf")),
            include_bytes!(concat!("../../../fonts/", $folder, "/", $name, "-Bold.ttf")),
        ]
    };
}

/// The table. Text is drawn by the first family that has a character, so the order decides who draws the signs that
/// scripts share where a text does not say its language.
pub(super) const KNOWN: [Known; 10] = [
    Known {
        script: Script::Devanagari,
        code: "deva",
        name: "Devanagari",
        family: "Noto Serif Devanagari",
        files: family!("noto-serif-devanagari", "NotoSerifDevanagari"),
        tags: &[b"dev3", b"dev2", b"deva"],
        languages: &[
            ("hi", "Hindi"),
            ("mr", "Marathi"),
            ("ne", "Nepali"),
            ("sa", "Sanskrit"),
            ("kok", "Konkani"),
            ("mai", "Maithili"),
            ("bho", "Bhojpuri"),
            ("doi", "Dogri"),
            ("brx", "Bodo"),
        ],
        below: 0,
        sample: "संविधान त्रिभुज क्षेत्रफल विज्ञान श्रेणी राष्ट्रपति किरण कर्म उद्देश्य पर्यावरण",
    },
    Known {
        script: Script::Bengali,
        code: "beng",
        name: "Bengali",
        family: "Noto Serif Bengali",
        files: family!("noto-serif-bengali", "NotoSerifBengali"),
        tags: &[b"bng3", b"bng2", b"beng"],
        languages: &[("bn", "Bengali"), ("as", "Assamese")],
        below: 2,
        sample: "সংবিধান ত্রিভুজ ক্ষেত্রফল বিজ্ঞান শ্রেণি রাষ্ট্রপতি কিরণ কর্ম উদ্দেশ্য পরিবেশ",
    },
    Known {
        script: Script::Tamil,
        code: "taml",
        name: "Tamil",
        family: "Noto Serif Tamil",
        files: family!("noto-serif-tamil", "NotoSerifTamil"),
        tags: &[b"tml2", b"taml"],
        languages: &[("ta", "Tamil")],
        below: 6,
        sample: "அரசியலமைப்பு முக்கோணம் பரப்பளவு அறிவியல் குடியரசுத் தலைவர் ஒளிக்கதிர் வேலை நோக்கம் சுற்றுச்சூழல்",
    },
    Known {
        script: Script::Telugu,
        code: "telu",
        name: "Telugu",
        family: "Noto Serif Telugu",
        files: family!("noto-serif-telugu", "NotoSerifTelugu"),
        tags: &[b"tel3", b"tel2", b"telu"],
        languages: &[("te", "Telugu")],
        below: 6,
        sample: "రాజ్యాంగం త్రిభుజం వైశాల్యం విజ్ఞానం శ్రేణి రాష్ట్రపతి కిరణం కర్మ ఉద్దేశ్యం పర్యావరణం",
    },
    Known {
        script: Script::Gujarati,
        code: "gujr",
        name: "Gujarati",
        family: "Noto Serif Gujarati",
        files: family!("noto-serif-gujarati", "NotoSerifGujarati"),
        tags: &[b"gjr3", b"gjr2", b"gujr"],
        languages: &[("gu", "Gujarati")],
        below: 0,
        sample: "બંધારણ ત્રિકોણ ક્ષેત્રફળ વિજ્ઞાન શ્રેણી રાષ્ટ્રપતિ કિરણ કર્મ ઉદ્દેશ્ય પર્યાવરણ",
    },
    Known {
        script: Script::Kannada,
        code: "knda",
        name: "Kannada",
        family: "Noto Serif Kannada",
        files: family!("noto-serif-kannada", "NotoSerifKannada"),
        tags: &[b"knd3", b"knd2", b"knda"],
        languages: &[("kn", "Kannada"), ("tcy", "Tulu")],
        below: 22,
        sample: "ಸಂವಿಧಾನ ತ್ರಿಭುಜ ವಿಸ್ತೀರ್ಣ ವಿಜ್ಞಾನ ಶ್ರೇಣಿ ರಾಷ್ಟ್ರಪತಿ ಕಿರಣ ಕರ್ಮ ಉದ್ದೇಶ ಪರಿಸರ",
    },
    Known {
        script: Script::Malayalam,
        code: "mlym",
        name: "Malayalam",
        family: "Noto Serif Malayalam",
        files: family!("noto-serif-malayalam", "NotoSerifMalayalam"),
        tags: &[b"mlm3", b"mlm2", b"mlym"],
        languages: &[("ml", "Malayalam")],
        below: 0,
        sample: "ഭരണഘടന ത്രികോണം വിസ്തീർണ്ണം ശാസ്ത്രം ശ്രേണി രാഷ്ട്രപതി കിരണം കർമ്മം ഉദ്ദേശ്യം പരിസ്ഥിതി",
    },
    Known {
        script: Script::Gurmukhi,
        code: "guru",
        name: "Gurmukhi",
        family: "Noto Serif Gurmukhi",
        files: family!("noto-serif-gurmukhi", "NotoSerifGurmukhi"),
        tags: &[b"gur3", b"gur2", b"guru"],
        languages: &[("pa", "Punjabi")],
        below: 10,
        sample: "ਸੰਵਿਧਾਨ ਤ੍ਰਿਭੁਜ ਖੇਤਰਫਲ ਵਿਗਿਆਨ ਸ਼੍ਰੇਣੀ ਰਾਸ਼ਟਰਪਤੀ ਕਿਰਨ ਕਰਮ ਉਦੇਸ਼ ਸਿੱਖਿਆ ਪੜ੍ਹਾਈ",
    },
    Known {
        script: Script::Oriya,
        code: "orya",
        name: "Odia",
        family: "Noto Sans Oriya",
        files: family!("noto-sans-oriya", "NotoSansOriya"),
        tags: &[b"ory3", b"ory2", b"orya"],
        languages: &[("or", "Odia")],
        below: 4,
        sample: "ସମ୍ବିଧାନ ତ୍ରିଭୁଜ କ୍ଷେତ୍ରଫଳ ବିଜ୍ଞାନ ଶ୍ରେଣୀ ରାଷ୍ଟ୍ରପତି କିରଣ କର୍ମ ଉଦ୍ଦେଶ୍ୟ ପରିବେଶ",
    },
    Known {
        script: Script::Arabic,
        code: "arab",
        name: "Arabic (Urdu)",
        family: "Noto Nastaliq Urdu",
        files: family!("noto-nastaliq-urdu", "NotoNastaliqUrdu"),
        tags: &[b"arab"],
        languages: &[
            ("ur", "Urdu"),
            ("ks", "Kashmiri"),
            ("sd", "Sindhi"),
            ("fa", "Persian"),
            ("ar", "Arabic"),
            ("ps", "Pashto"),
            ("ug", "Uyghur"),
        ],
        below: 65,
        sample: "آئین مثلث رقبہ سائنس صدر جمہوریہ شعاع کام مقصد ماحول ٹھیک ڑ گھر",
    },
];

/// Scripts of the built-in text face, with some words.
pub(super) const EUROPEAN: [(Script, &str, &str); 3] = [
    (Script::Latin, "Latin", "Constitution triangle area science series President ray action aim environment"),
    (Script::Greek, "Greek", "τρίγωνο επιστήμη Δίκη"),
    (Script::Cyrillic, "Cyrillic", "треугольник наука право"),
];

/// Scripts without a family in the binary for which there is a Noto Serif; others have a Noto Sans.
pub(super) const WITH_NOTO_SERIF: [Script; 10] = [
    Script::Sinhala,
    Script::Thai,
    Script::Lao,
    Script::Khmer,
    Script::Myanmar,
    Script::Tibetan,
    Script::Hebrew,
    Script::Armenian,
    Script::Georgian,
    Script::Ethiopic,
];

/// Languages in scripts without a family in the binary, and those whose usual script is not the first that comes to
/// mind.
pub(super) const OTHER_LANGUAGES: [(&str, &str); 14] = [
    ("el", "grek"),
    ("ru", "cyrl"),
    ("uk", "cyrl"),
    ("bg", "cyrl"),
    ("mni", "mtei"),
    ("sat", "olck"),
    ("si", "sinh"),
    ("th", "thai"),
    ("my", "mymr"),
    ("bo", "tibt"),
    ("dz", "tibt"),
    ("he", "hebr"),
    ("dv", "thaa"),
    ("zh", "hani"),
];

/// Scripts written from right to left, by their codes in small letters.
pub(super) const RIGHT_TO_LEFT: [&str; 5] = ["arab", "hebr", "syrc", "thaa", "nkoo"];

/// The code of the script that a language is written in, in small letters: `hi` and `sd-Deva` give `deva`, whatever
/// is not known `latn`.
pub(super) fn script_of(tag: &str) -> &'static str {
    let (language, rest) = tag.split_once('-').unwrap_or((tag, ""));
    let codes = KNOWN.iter().map(|known| (known.code, known.languages));
    let said = rest.to_ascii_lowercase();
    let others = || OTHER_LANGUAGES.iter();
    let named = codes.clone().map(|(code, _)| code).chain(others().map(|(_, code)| *code)).chain(["latn"]);
    if let Some(code) = named.into_iter().find(|code| *code == said) {
        return code;
    }
    let known = codes
        .into_iter()
        .find(|(_, languages)| languages.iter().any(|(tag, _)| *tag == language))
        .map(|(code, _)| code);
    let other = || others().find(|(other, _)| *other == language).map(|(_, code)| *code);
    known.or_else(other).unwrap_or("latn")
}
