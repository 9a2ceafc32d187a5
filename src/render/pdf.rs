//! PDF bytes: what the engine writes, packed tighter.

use crate::model::date::Date;
use lopdf::SaveOptions;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// What a file says of itself beside title, author and language, which its template sets.
#[derive(Debug, Clone)]
pub struct PdfFacts {
    /// Identifies the document: paper id, product, set.
    pub ident: String,
    /// The day of the paper; `None` leaves the file without a date.
    pub date: Option<Date>,
}

/// Writes a tagged PDF. Equal documents and facts give equal bytes.
///
/// # Errors
///
/// The engine's own words where a document cannot be written; nothing an author types is known to cause that.
pub(super) fn write(document: &PagedDocument, facts: &PdfFacts) -> Result<Vec<u8>, String> {
    let timestamp = facts.date.and_then(|date| {
        let (year, month, day) = date.parts();
        Datetime::from_ymd_hms(i32::from(year), month, day, 0, 0, 0).map(Timestamp::new_utc)
    });
    // PDF/UA-1 makes the engine refuse pictures and formulas without spoken text.
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| error.message().to_string())?;
    let options = PdfOptions {
        ident: Smart::Custom(facts.ident.clone()),
        creator: Smart::Custom(Some("papersetter".to_owned())),
        timestamp,
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(document, &options)
        .map_err(|errors| errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; "))?;
    repack(&bytes)
}

/// Packs the many small objects of the tag tree into compressed streams: a third of the size.
fn repack(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let engine = |error: lopdf::Error| format!("the PDF could not be packed: {error}");
    let mut document = lopdf::Document::load_mem(bytes).map_err(engine)?;
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).compression_level(6).build();
    let mut out = Vec::with_capacity(bytes.len() / 2);
    document.save_with_options(&mut out, options).map_err(|error| error.to_string())?;
    Ok(out)
}
