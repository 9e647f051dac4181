//! Sex, as the birth record states it (Civil Registration Act, Art. 13).

titled_codes! {
    /// The two entries of the register.
    Sex {
        Female = "female" => SEX_FEMALE,
        Male = "male" => SEX_MALE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_comes_back_from_storage() {
        for sex in Sex::ALL {
            assert_eq!(Sex::from_code(sex.code()), Some(*sex));
            assert_eq!(serde_json::to_value(sex).unwrap(), sex.code());
        }
    }
}
