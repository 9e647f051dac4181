//! Carrying out what is asked for with a version, and founding an empty register.

use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Grant};
use crate::domain::directive::life::event::{Founded, Text};
use crate::domain::directive::life::{Family, Hand, Order, Refused, Turn, decide};
use crate::services::accounts::recording::{By, again};
use crate::services::recording::record_turn;
use crate::services::register::Register;
use crate::store::{self, streams};

/// Why an order was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("refused: {0:?}")]
    Refused(Refused),
    /// The person has no post that looks after directives.
    #[error("not this person's to do")]
    Forbidden,
}

impl From<Refused> for NotDone {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

/// The post by which somebody looks after the directive: it holds for the whole country, and so does
/// the post.
#[must_use]
pub fn keeper(actor: &Actor) -> Option<&Grant> {
    let roles = policy::roles(Action::ManageDirectives);
    let mut all = actor.grants.iter();
    all.find(|g| roles.contains(&g.role) && g.unit.depth() == 0)
}

/// Does what is asked, or says why not. Whether anything was recorded.
///
/// # Errors
/// See [`NotDone`].
pub fn carry_out(register: &Register, actor: &Actor, order: &Order) -> Result<bool, NotDone> {
    let grant = keeper(actor).ok_or(NotDone::Forbidden)?;
    let by = By::Colleague(actor.user, Some(grant.clone()));
    again(|| {
        let (register, by, order) = (register.clone(), by.clone(), order.clone());
        let hand = Hand {
            user: actor.user,
            today: register.today(),
        };
        register.store.clone().write(move |c| {
            let family = register.directives.family(c)?;
            let turn = match decide(&family, order, hand) {
                Ok(turn) => turn,
                Err(refused) => return Ok(Err(refused)),
            };
            match turn {
                Some(turn) => {
                    let stream = Family::stream_of(&family.id);
                    record_turn(c, &register, (&stream, family.seq), &by, (None, &turn))
                        .map(|()| Ok(true))
                }
                None => Ok(Ok(false)),
            }
        })
    })?
    .map_err(NotDone::from)
}

/// Puts the shipped versions in force, each from its own day, where the register knows none. How
/// many were put in force.
///
/// # Errors
/// The database does not answer.
pub fn found(register: &Register) -> Result<usize, store::Error> {
    again(|| {
        let register = register.clone();
        register.store.clone().write(move |c| {
            let family = register.directives.family(c)?;
            let stream = Family::stream_of(&family.id);
            if streams::head(c, &stream)?.seq > 0 {
                return Ok(0);
            }
            for (seen, (text, directive)) in (0..).zip(register.directives.shipped()) {
                let founded = Turn::DirectiveFounded(Founded {
                    text: Text {
                        version: directive.version.clone(),
                        digest: directive.digest.clone(),
                        text: (*text).to_owned(),
                    },
                    from: directive.in_force_from,
                });
                record_turn(
                    c,
                    &register,
                    (&stream, seen),
                    &By::Bootstrap,
                    (None, &founded),
                )?;
            }
            Ok(register.directives.shipped().len())
        })
    })
}
