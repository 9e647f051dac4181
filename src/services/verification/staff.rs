//! Accounts and their posts, against what the events of each account tell.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::domain::access::Grant;
use crate::store::accounts::{self, User};
use crate::store::streams::StoredEvent;
use crate::store::{self, Conn};

const ACCOUNTS: &str = "account:";

/// The account of whose stream this is the name.
pub(super) fn id_of_stream(stream: &str) -> Option<i64> {
    stream.strip_prefix(ACCOUNTS)?.parse().ok()
}

/// What is kept of all accounts.
#[derive(Debug, Default)]
pub(super) struct Staff {
    users: BTreeMap<i64, User>,
    grants: BTreeMap<i64, Vec<Grant>>,
    /// A row that cannot be read.
    pub(super) unreadable: Option<String>,
}

impl Staff {
    pub(super) fn of(c: &mut Conn) -> Result<Self, store::Error> {
        let users = accounts::users(c)?;
        let mut staff = Self {
            users: users.into_iter().map(|user| (user.id.0, user)).collect(),
            ..Self::default()
        };
        match accounts::all_grants(c) {
            Err(wrong @ store::Error::Corrupt { .. }) => staff.unreadable = Some(wrong.to_string()),
            grants => {
                for kept in grants? {
                    let of = staff.grants.entry(kept.user.0).or_default();
                    of.push(kept.grant);
                }
            }
        }
        Ok(staff)
    }

    /// Accounts that no event tells of.
    pub(super) fn strays(&self, told: &BTreeSet<i64>) -> Vec<String> {
        let untold = self.users.keys().filter(|id| !told.contains(id));
        untold
            .map(|id| format!("account {id}: rows without events"))
            .collect()
    }
}

/// An account as its events tell of it.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Name of the account, names of the person, personnel number; nothing where it was erased.
    names: [Option<String>; 4],
    disabled: bool,
    grants: Vec<Grant>,
}

impl Told {
    pub(super) fn take(&mut self, event: &StoredEvent, opened: &Value) {
        let data = opened.get("data").unwrap_or(&Value::Null);
        match event.kind.as_str() {
            "account_created" => {
                let name = |name: &str| {
                    let said = data.get(name)?.get("$personal")?;
                    said.as_str().map(str::to_owned)
                };
                self.names = ["username", "name_fa", "name_en", "person"].map(name);
            }
            "account_disabled" => self.disabled = true,
            "account_enabled" => self.disabled = false,
            "role_granted" => self.grants.extend(grant(data)),
            "grant_ended" => self.ended(data),
            _ => {}
        }
    }

    /// A post that ends before it began was taken back.
    fn ended(&mut self, data: &Value) {
        let Some((ended, last)) = grant(data).and_then(|it| Some((it.clone(), it.to?))) else {
            return;
        };
        let same =
            |it: &&mut Grant| (it.role, &it.unit, it.from) == (ended.role, &ended.unit, ended.from);
        if let Some(grant) = self.grants.iter_mut().rev().find(same) {
            grant.from = grant.from.min(last);
            grant.to = Some(last);
        }
    }

    /// What is kept of it otherwise.
    pub(super) fn compare(mut self, id: i64, staff: &Staff) -> Vec<String> {
        let wrong =
            |table: &str| format!("account {id}: table {table} is not what the events tell");
        let mut all = Vec::new();
        if !staff.users.get(&id).is_some_and(|user| self.is(user)) {
            all.push(wrong("users"));
        }
        let mut kept = staff.grants.get(&id).cloned().unwrap_or_default();
        kept.sort();
        self.grants.sort();
        if staff.unreadable.is_none() && kept != self.grants {
            all.push(wrong("grants"));
        }
        all
    }

    fn is(&self, user: &User) -> bool {
        let kept = [
            &user.username,
            &user.name_fa,
            &user.name_en,
            &user.person_ref,
        ];
        let mut names = self.names.iter().zip(kept);
        let same = names.all(|(told, kept)| told.as_ref().is_none_or(|told| told == kept));
        same && user.disabled == self.disabled
    }
}

fn grant(data: &Value) -> Option<Grant> {
    serde_json::from_value(data.clone()).ok()
}
