//! People as the register names them: numbers, dates with precision, places, kinship.

pub mod national_number;
