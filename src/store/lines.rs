//! A line of a list as its row has it.

use diesel::Queryable;

use super::error::Error;
use super::projections::{CaseLine, CaseState, Line};
use super::types::{counted, day, due_day, unit, whole};
use crate::domain::access::UserId;
use crate::domain::time::Moment;

#[derive(Queryable)]
pub(super) struct LineRow {
    pub(super) case_id: i64,
    reference: String,
    unit: String,
    principal: String,
    people: i32,
    step: String,
    step_kind: String,
    holder: String,
    holder_user: Option<i64>,
    since: String,
    due: String,
    assignee: Option<i64>,
    claimed_until: Option<i64>,
    returned: bool,
    flags: String,
    state: String,
    opened_on: String,
    updated_at: i64,
    seq: i64,
}

impl LineRow {
    pub(super) fn read(self) -> Result<CaseLine, Error> {
        let corrupt = || Error::corrupt("case_rows", self.case_id);
        let line = Line {
            people: counted(self.people).ok_or_else(corrupt)?,
            since: day(&self.since).ok_or_else(corrupt)?,
            due: due_day(&self.due).ok_or_else(corrupt)?,
            principal: self.principal,
            step: self.step,
            step_kind: self.step_kind,
            holder: self.holder,
            holder_user: self.holder_user.map(UserId),
            assignee: self.assignee.map(UserId),
            claimed_until: self.claimed_until.map(Moment::from_micros),
            returned: self.returned,
            flags: self.flags,
            updated_at: Moment::from_micros(self.updated_at),
        };
        Ok(CaseLine {
            case_id: self.case_id,
            reference: self.reference,
            unit: unit(&self.unit).ok_or_else(corrupt)?,
            state: CaseState::from_code(&self.state).ok_or_else(corrupt)?,
            opened_on: day(&self.opened_on).ok_or_else(corrupt)?,
            seq: whole(self.seq).ok_or_else(corrupt)?,
            line,
        })
    }
}
