//! Accounts of staff, what they were granted, and the proof of their secret.

use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, Queryable, RunQueryDsl};
use jiff::civil::Date;

use super::conn::Conn;
use super::error::Error;
use super::schema::{credentials, grants, users};
use super::types::{day, unit};
use crate::domain::access::{Grant, Role, UnitPath, UserId};
use crate::domain::time::Moment;

/// An account: one person, for ever. Never removed, only disabled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    pub id: UserId,
    /// As typed at sign-in, already folded to its one spelling.
    pub username: String,
    pub name_fa: String,
    pub name_en: String,
    /// Personnel number: two accounts never share one.
    pub person_ref: String,
    pub disabled: bool,
    /// The next sign-in must set a new password.
    pub must_change: bool,
    pub created_at: Moment,
}

/// An account to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    pub username: String,
    pub name_fa: String,
    pub name_en: String,
    pub person_ref: String,
    pub must_change: bool,
    pub created_at: Moment,
}

/// A grant with its row, so that it can be ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptGrant {
    pub id: i64,
    pub user: UserId,
    pub grant: Grant,
}

/// The hash of a password, in PHC form.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    pub phc: String,
    pub changed_at: Moment,
}

impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Credential(..)")
    }
}

pub(super) type UserRow = (i64, String, String, String, String, bool, bool, i64);

pub(super) fn read_user(row: UserRow) -> User {
    let (id, username, name_fa, name_en, person_ref, disabled, must_change, at) = row;
    let created_at = Moment::from_micros(at);
    User {
        id: UserId(id),
        username,
        name_fa,
        name_en,
        person_ref,
        disabled,
        must_change,
        created_at,
    }
}

/// Makes an account. [`Error::Duplicate`] of `users.username` or `users.person_ref`.
pub fn insert(c: &mut Conn, new: &NewUser) -> Result<UserId, Error> {
    let id = diesel::insert_into(users::table)
        .values((
            users::username.eq(&new.username),
            users::name_fa.eq(&new.name_fa),
            users::name_en.eq(&new.name_en),
            users::person_ref.eq(&new.person_ref),
            users::disabled.eq(false),
            users::must_change.eq(new.must_change),
            users::created_at.eq(new.created_at.micros()),
        ))
        .returning(users::id)
        .get_result(c)?;
    Ok(UserId(id))
}

/// The account with this id.
pub fn user(c: &mut Conn, id: UserId) -> Result<Option<User>, Error> {
    Ok(users::table.find(id.0).first(c).optional()?.map(read_user))
}

/// The account with this name.
pub fn user_by_name(c: &mut Conn, username: &str) -> Result<Option<User>, Error> {
    let row = users::table
        .filter(users::username.eq(username))
        .first(c)
        .optional()?;
    Ok(row.map(read_user))
}

/// Every account, by name of account.
pub fn users(c: &mut Conn) -> Result<Vec<User>, Error> {
    let rows: Vec<UserRow> = users::table.order(users::username).load(c)?;
    Ok(rows.into_iter().map(read_user).collect())
}

/// How many accounts there are: none means that the first is yet to be made.
pub fn count(c: &mut Conn) -> Result<i64, Error> {
    Ok(users::table.count().get_result(c)?)
}

/// Writes names and flags anew; account name, personnel number and time of making stand.
pub fn update(c: &mut Conn, user: &User) -> Result<(), Error> {
    diesel::update(users::table.find(user.id.0))
        .set((
            users::name_fa.eq(&user.name_fa),
            users::name_en.eq(&user.name_en),
            users::disabled.eq(user.disabled),
            users::must_change.eq(user.must_change),
        ))
        .execute(c)?;
    Ok(())
}

#[derive(Queryable)]
struct GrantRow {
    id: i64,
    user_id: i64,
    role: String,
    unit: String,
    from_day: String,
    to_day: Option<String>,
}

impl GrantRow {
    fn read(self) -> Result<KeptGrant, Error> {
        let to = self.to_day.as_deref().map(|to| day(to).ok_or(()));
        let parts = (
            Role::from_code(&self.role),
            unit(&self.unit),
            day(&self.from_day),
        );
        match (parts, to.transpose()) {
            ((Some(role), Some(unit), Some(from)), Ok(to)) => Ok(KeptGrant {
                id: self.id,
                user: UserId(self.user_id),
                grant: Grant {
                    role,
                    unit,
                    from,
                    to,
                },
            }),
            _ => Err(Error::corrupt("grants", self.id)),
        }
    }
}

fn read_grants(rows: Vec<GrantRow>) -> Result<Vec<KeptGrant>, Error> {
    rows.into_iter().map(GrantRow::read).collect()
}

/// Grants a role.
pub fn grant(c: &mut Conn, user: UserId, grant: &Grant) -> Result<i64, Error> {
    Ok(diesel::insert_into(grants::table)
        .values((
            grants::user_id.eq(user.0),
            grants::role.eq(grant.role.code()),
            grants::unit.eq(grant.unit.as_str()),
            grants::from_day.eq(grant.from.to_string()),
            grants::to_day.eq(grant.to.map(|d| d.to_string())),
        ))
        .returning(grants::id)
        .get_result(c)?)
}

/// Sets the last day of a grant; whether there was one.
pub fn end_grant(c: &mut Conn, id: i64, last: Date) -> Result<bool, Error> {
    let ended = diesel::update(grants::table.find(id))
        .set(grants::to_day.eq(Some(last.to_string())))
        .execute(c)?;
    Ok(ended == 1)
}

/// Takes a grant back on the day on which it began: nobody held it on any day to come. The events
/// keep when it was given.
pub fn withdraw_grant(c: &mut Conn, id: i64, before: Date) -> Result<bool, Error> {
    let day = before.to_string();
    let withdrawn = diesel::update(grants::table.find(id))
        .set((grants::from_day.eq(&day), grants::to_day.eq(Some(&day))))
        .execute(c)?;
    Ok(withdrawn == 1)
}

/// All grants a person ever had, oldest first; whether one holds on a day says the grant.
pub fn grants_of(c: &mut Conn, user: UserId) -> Result<Vec<KeptGrant>, Error> {
    read_grants(
        grants::table
            .filter(grants::user_id.eq(user.0))
            .order(grants::id)
            .load(c)?,
    )
}

/// All grants of all people, oldest first.
pub fn all_grants(c: &mut Conn) -> Result<Vec<KeptGrant>, Error> {
    read_grants(grants::table.order(grants::id).load(c)?)
}

/// Grants of `role` in exactly this unit, oldest first.
pub fn holders(c: &mut Conn, role: Role, unit: &UnitPath) -> Result<Vec<KeptGrant>, Error> {
    let rows = grants::table
        .filter(grants::unit.eq(unit.as_str()))
        .filter(grants::role.eq(role.code()))
        .order(grants::id)
        .load(c)?;
    read_grants(rows)
}

/// The proof of a person's secret.
pub fn credential(c: &mut Conn, user: UserId) -> Result<Option<Credential>, Error> {
    let row: Option<(String, i64)> = credentials::table
        .find(user.0)
        .select((credentials::phc, credentials::changed_at))
        .first(c)
        .optional()?;
    Ok(row.map(|(phc, at)| Credential {
        phc,
        changed_at: Moment::from_micros(at),
    }))
}

/// Sets the proof of a person's secret.
pub fn set_credential(c: &mut Conn, user: UserId, new: &Credential) -> Result<(), Error> {
    let values = (
        credentials::phc.eq(&new.phc),
        credentials::changed_at.eq(new.changed_at.micros()),
    );
    let changed = diesel::update(credentials::table.find(user.0))
        .set(values)
        .execute(c)?;
    if changed == 0 {
        diesel::insert_into(credentials::table)
            .values((
                credentials::user_id.eq(user.0),
                credentials::phc.eq(&new.phc),
                credentials::changed_at.eq(new.changed_at.micros()),
            ))
            .execute(c)?;
    }
    Ok(())
}
