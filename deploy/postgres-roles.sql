-- Rights of the two roles on PostgreSQL. Run once by the database's owner, after the migrations of
-- each release (the statements may be repeated):
--
--   psql -v migrator=sejel_migrator -v app=sejel_app -f deploy/postgres-roles.sql sejel
--
-- The migrator owns the tables and is used by `sejel migrate` only. The application cannot drop a
-- trigger, cannot delete an event, and of an event can change only the column of openings, where
-- the trigger lets it take values away and nothing else.

\set ON_ERROR_STOP on
BEGIN;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO :"migrator";
GRANT USAGE ON SCHEMA public TO :"app";

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM :"app";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO :"app";

-- The history: added to and read.
GRANT SELECT, INSERT ON events, trail, trail_listed TO :"app";
GRANT UPDATE (openings) ON events TO :"app";
GRANT SELECT, INSERT, UPDATE ON streams TO :"app";

-- The log over the history: added to and read. What waits to be sealed passes through.
GRANT SELECT, INSERT ON log_leaves, log_nodes, log_checkpoints, log_cosignatures TO :"app";
GRANT SELECT, INSERT, UPDATE, DELETE ON log_outbox TO :"app";

-- Accounts are disabled, grants ended: never removed.
GRANT SELECT, INSERT, UPDATE ON users, grants, credentials, units, counters TO :"app";

-- Projections and passing things.
GRANT SELECT, INSERT, UPDATE ON cases TO :"app";
GRANT SELECT, INSERT, UPDATE, DELETE ON
    case_rows, people, positions, decisions, papers, numbers, commands, drafts, throttle, jobs,
    sessions, trials, witnesses
TO :"app";

-- So that the application can say which migrations are missing.
GRANT SELECT ON __diesel_schema_migrations TO :"app";

COMMIT;
