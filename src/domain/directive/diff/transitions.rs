//! What a transitional provision says.

use super::super::model::{Citation, Transition};
use super::{Compared, Field, Fields, Part, Value};

impl Compared for Transition {
    fn part(&self) -> Part {
        Part::Transition(self.id())
    }

    fn rests_on(&self) -> &[Citation] {
        &self.basis
    }

    fn says(&self) -> Fields {
        let came_by = self.came_by.clone();
        vec![
            (Field::From, self.from.clone().into()),
            (Field::AtStep, vec![self.step.clone()].into()),
            (
                Field::CameBy,
                came_by.map_or(Value::None, |(step, way)| Value::Way(step, way)),
            ),
            (Field::To, vec![self.to.clone()].into()),
            (Field::Anew, self.anew.into()),
            (Field::Basis, self.basis.clone().into()),
            (Field::Assumed, self.assumed.into()),
            (Field::Note, self.note.clone().into()),
        ]
    }
}
