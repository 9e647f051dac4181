//! Kinship within a household file.

titled_codes! {
    /// What a person of the file is to its principal. On approval of the principal, a certificate
    /// is issued for the family as well.
    Relation {
        /// The one through whom the others claim.
        Principal = "principal" => RELATION_PRINCIPAL,
        Spouse = "spouse" => RELATION_SPOUSE,
        Child = "child" => RELATION_CHILD,
        Parent = "parent" => RELATION_PARENT,
        Sibling = "sibling" => RELATION_SIBLING,
        Grandchild = "grandchild" => RELATION_GRANDCHILD,
        /// Kin outside this list; the form asks for words.
        Other = "other" => RELATION_OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Key;

    #[test]
    fn a_code_comes_back_from_storage_with_its_title() {
        for relation in Relation::ALL {
            assert_eq!(Relation::from_code(relation.code()), Some(*relation));
            let json = serde_json::to_string(relation).unwrap();
            assert_eq!(serde_json::from_str::<Relation>(&json).unwrap(), *relation);
            assert_eq!(
                Key::titled("relation", relation.code()),
                Some(relation.title())
            );
        }
        assert_eq!(Relation::from_code("neighbour"), None);
    }
}
