//! The rights of the application's role on PostgreSQL, as `deploy/postgres-roles.sql` sets them.

use crate::database::Database;
use crate::events::next;
use diesel::connection::SimpleConnection;
use diesel::{RunQueryDsl, sql_query};
use sejel::store::streams::{append, erase, head};
use sejel::store::{Error, counters};

#[test]
fn the_applications_role_can_do_its_work_and_cannot_touch_the_history() {
    let Some(database) = Database::postgres() else {
        return;
    };
    let store = database.migrated();
    let roles = include_str!("../../deploy/postgres-roles.sql")
        .lines()
        .filter(|line| !line.starts_with('\\') && !matches!(*line, "BEGIN;" | "COMMIT;"))
        .collect::<Vec<_>>()
        .join("\n");
    let name = format!("sejel_app_{}", std::process::id());
    let set = roles
        .replace(":\"app\"", &name)
        .replace(":\"migrator\"", "CURRENT_USER");
    let (create, become_app) = (
        format!("CREATE ROLE {name}"),
        format!("SET LOCAL ROLE {name}"),
    );
    store
        .write(move |c| {
            c.batch_execute(&create)?;
            c.batch_execute(&set)?;
            Ok::<_, Error>(())
        })
        .unwrap();
    let role = become_app.clone();
    store
        .write(move |c| {
            sql_query(role).execute(c)?;
            let before = head(c, "case:1")?;
            append(
                c,
                "case:1",
                &before,
                vec![next("case:1", &before, "opened", "x")],
            )?;
            erase(c, "case:1", 1, &["/data/note"])?;
            counters::next(c, "case")
        })
        .unwrap();
    for statement in [
        "DELETE FROM events",
        "TRUNCATE events",
        "UPDATE events SET body = hash",
        "UPDATE events SET kind = 'x'",
        "DROP TRIGGER events_no_delete ON events",
        "ALTER TABLE events DISABLE TRIGGER ALL",
        "DELETE FROM streams",
        "DELETE FROM users",
        "DROP TABLE drafts",
    ] {
        let role = become_app.clone();
        let told = store.write(move |c| {
            sql_query(role).execute(c)?;
            Ok::<_, Error>(sql_query(statement).execute(c)?)
        });
        let told = told.unwrap_err().to_string();
        assert!(
            told.contains("permission denied") || told.contains("must be owner"),
            "{told}"
        );
    }
    let drop = format!("DROP OWNED BY {name}; DROP ROLE {name}");
    store
        .write(move |c| Ok::<_, Error>(c.batch_execute(&drop)?))
        .unwrap();
}
