//! Work that waits for its time. Not history: what a job does is.

use diesel::{ExpressionMethods, QueryDsl, Queryable, RunQueryDsl};

use super::conn::Conn;
use super::error::Error;
use super::schema::jobs;
use crate::domain::time::Moment;

/// A piece of work taken up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    pub id: i64,
    pub kind: String,
    pub due_at: Moment,
    pub payload: String,
    /// How often it was taken up, this time included.
    pub attempts: u32,
}

#[derive(Queryable)]
struct JobRow {
    id: i64,
    kind: String,
    due_at: i64,
    payload: String,
    attempts: i32,
}

impl JobRow {
    fn read(self) -> Job {
        Job {
            id: self.id,
            kind: self.kind,
            due_at: Moment::from_micros(self.due_at),
            payload: self.payload,
            attempts: self.attempts.unsigned_abs(),
        }
    }
}

/// Puts work in the queue. Under a key that already waits or was done, nothing happens: `false`.
pub fn enqueue(
    c: &mut Conn,
    kind: &str,
    due_at: Moment,
    payload: &str,
    unique_key: Option<&str>,
) -> Result<bool, Error> {
    let put = super::savepoint(c, |c| {
        let put = diesel::insert_into(jobs::table)
            .values((
                jobs::kind.eq(kind),
                jobs::due_at.eq(due_at.micros()),
                jobs::payload.eq(payload),
                jobs::state.eq("waiting"),
                jobs::attempts.eq(0),
                jobs::unique_key.eq(unique_key),
            ))
            .execute(c);
        put.map_err(Error::from)
    });
    match put {
        Ok(_) => Ok(true),
        Err(Error::Duplicate(_)) => Ok(false),
        Err(e) => Err(e),
    }
}

/// Takes up to `limit` pieces of due work; no other process gets them until `again_at`, when work
/// that was never finished (its process died) is due again.
pub fn claim(c: &mut Conn, now: Moment, again_at: Moment, limit: u32) -> Result<Vec<Job>, Error> {
    let due: Vec<JobRow> = jobs::table
        .filter(jobs::state.eq_any(["waiting", "running"]))
        .filter(jobs::due_at.le(now.micros()))
        .order((jobs::due_at, jobs::id))
        .limit(i64::from(limit))
        .select((
            jobs::id,
            jobs::kind,
            jobs::due_at,
            jobs::payload,
            jobs::attempts,
        ))
        .load(c)?;
    let mut taken = Vec::new();
    for row in due {
        let attempts = row.attempts.saturating_add(1);
        let mine = diesel::update(jobs::table.find(row.id))
            .filter(jobs::attempts.eq(row.attempts))
            .set((
                jobs::state.eq("running"),
                jobs::attempts.eq(attempts),
                jobs::due_at.eq(again_at.micros()),
            ))
            .execute(c)?;
        if mine == 1 {
            taken.push(JobRow { attempts, ..row }.read());
        }
    }
    Ok(taken)
}

/// Whether any work is due.
pub fn is_due(c: &mut Conn, now: Moment) -> Result<bool, Error> {
    let due = jobs::table
        .filter(jobs::state.eq_any(["waiting", "running"]))
        .filter(jobs::due_at.le(now.micros()));
    Ok(diesel::select(diesel::dsl::exists(due)).get_result(c)?)
}

/// The work is done. Its row stays, so that its key is not used again. `false` when it was taken
/// up by another meanwhile, whose answer counts.
pub fn finish(c: &mut Conn, job: &Job) -> Result<bool, Error> {
    let done = diesel::update(jobs::table.find(job.id))
        .filter(jobs::state.eq("running"))
        .filter(jobs::attempts.eq(super::types::count(job.attempts)?))
        .set(jobs::state.eq("done"))
        .execute(c)?;
    Ok(done == 1)
}

/// The work failed: tried again at `retry`, or given up. `false` as for [`finish`].
pub fn fail(c: &mut Conn, job: &Job, retry: Option<Moment>) -> Result<bool, Error> {
    let (state, due_at) = match retry {
        Some(at) => ("waiting", at),
        None => ("failed", job.due_at),
    };
    let failed = diesel::update(jobs::table.find(job.id))
        .filter(jobs::state.eq("running"))
        .filter(jobs::attempts.eq(super::types::count(job.attempts)?))
        .set((jobs::state.eq(state), jobs::due_at.eq(due_at.micros())))
        .execute(c)?;
    Ok(failed == 1)
}

/// Work that was given up and not yet forgotten, the oldest first, up to `limit`.
pub fn given_up(c: &mut Conn, limit: u32) -> Result<Vec<Job>, Error> {
    let rows: Vec<JobRow> = jobs::table
        .filter(jobs::state.eq("failed"))
        .order((jobs::due_at, jobs::id))
        .limit(i64::from(limit))
        .select((
            jobs::id,
            jobs::kind,
            jobs::due_at,
            jobs::payload,
            jobs::attempts,
        ))
        .load(c)?;
    Ok(rows.into_iter().map(JobRow::read).collect())
}

/// Forgets work, done or given up, that was due before `before`.
pub fn purge(c: &mut Conn, before: Moment) -> Result<usize, Error> {
    let old = jobs::table
        .filter(jobs::state.eq_any(["done", "failed"]))
        .filter(jobs::due_at.lt(before.micros()));
    Ok(diesel::delete(old).execute(c)?)
}
