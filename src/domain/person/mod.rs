//! The people of a case: names, dates known in part, kinship, numbers, and the clause of the law
//! through which each claims.

/// An enum with stored codes and, for each, its title in the catalogue.
macro_rules! titled_codes {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $code:literal => $title:ident),* $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $code)] $variant),*
        }

        impl $name {
            /// Every value, in the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code as stored.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The value with this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }

            /// The title for people.
            #[must_use]
            pub const fn title(self) -> $crate::text::Key {
                match self { $(Self::$variant => $crate::text::k::$title),* }
            }
        }
    };
}

pub mod age;
pub mod clause;
pub mod imprecise_date;
pub mod name;
pub mod national_number;
pub mod place_code;
pub mod places;
pub mod relation;
pub mod sex;
pub mod telephone;

pub use age::Age;
pub use clause::{ClaimBasis, Clause};
pub use imprecise_date::{ImpreciseDate, Precision};
pub use name::PersonName;
pub use national_number::NationalNumber;
pub use place_code::PlaceCode;
pub use places::Places;
pub use relation::Relation;
pub use sex::Sex;
