//! Accounts, passwords and sessions. Every change of an account is an event of its own stream
//! (`account:<id>`), in the same transaction as the rows that it changes.

mod busy;
mod granting;
pub mod password;
pub(in crate::services) mod recording;
mod secrets;
mod sessions;
mod signing_in;
mod staff;

pub use granting::{Granting, end_grant, grant};
pub use password::{LEAST_PASSWORD, MOST_PASSWORD, Unfit, fit, hash_password, one_time_password};
pub(super) use recording::again;
pub use secrets::{NotChanged, change_password, set_one_time_password};
pub use sessions::{
    ABSOLUTE, CONFIRMED, IDLE, Recognised, SignedIn, author_of, end_others, open_sessions,
    recognise, session, sign_out,
};
pub use signing_in::{From, SignIn, sign_in};
pub use staff::{NewAccount, Staff, actor_named, add, people, person, set_disabled};
