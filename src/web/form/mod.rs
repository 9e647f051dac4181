//! Forms as data: what is asked, what was typed, what is wrong with it. One template renders all.

mod field;
mod reader;
mod values;
mod view;

pub use field::{Choice, Field, FieldError, Kind, Section};
pub use reader::{LONGEST, Reader};
pub use values::Values;
pub use view::Form;

#[cfg(test)]
mod tests;
