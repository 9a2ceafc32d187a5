//! Foreign formats: values in, their text out.

pub mod anki;
mod html;
