//! Enums whose values have names in files, and fields of one type that are read, merged and shown alike.

/// Makes an enum whose values have names in TOML, JSON and queries.
macro_rules! named_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $text)] $variant,)+
        }

        impl $name {
            /// Every value with its name in TOML, in the order in which they are documented.
            pub const NAMES: &'static [(&'static str, $name)] = &[$(($text, $name::$variant)),+];

            /// The name in TOML.
            pub fn name(self) -> &'static str {
                match self {
                    $($name::$variant => $text,)+
                }
            }
        }
    };
}

/// Gives a struct the fields of one type with their names in TOML, to look at and to change.
macro_rules! named_fields {
    ($struct:ident, $all:ident, $all_mut:ident: $type:ty { $($field:ident),+ $(,)? }) => {
        impl $struct {
            /// Each with its name in TOML, in the order in which they are documented.
            pub fn $all(&self) -> impl Iterator<Item = (&'static str, &$type)> {
                [$((stringify!($field), &self.$field)),+].into_iter()
            }

            /// The same, to change.
            pub fn $all_mut(&mut self) -> impl Iterator<Item = (&'static str, &mut $type)> {
                [$((stringify!($field), &mut self.$field)),+].into_iter()
            }
        }
    };
}

pub(super) use {named_enum, named_fields};
