-- The history. Nothing is ever removed; of an event only openings may be taken away.
CREATE TABLE events (
    id INTEGER NOT NULL PRIMARY KEY,
    stream TEXT NOT NULL,
    seq BIGINT NOT NULL CHECK (seq > 0),
    kind TEXT NOT NULL,
    v INTEGER NOT NULL CHECK (v > 0),
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    body BLOB NOT NULL,
    openings TEXT NOT NULL,
    prev BLOB NOT NULL CHECK (length(prev) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32)
);
CREATE UNIQUE INDEX events_stream_seq ON events (stream, seq);
CREATE UNIQUE INDEX events_hash ON events (hash);
CREATE INDEX events_kind_at ON events (kind, at);

-- The last event of each stream. Moves only from one event to the next.
CREATE TABLE streams (
    stream TEXT NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    hash BLOB NOT NULL
);

-- Answers already given, so that a request sent twice is done once.
CREATE TABLE commands (
    key TEXT NOT NULL,
    user_id BIGINT NOT NULL,
    route TEXT NOT NULL,
    digest TEXT NOT NULL,
    result TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (key, user_id)
);
CREATE INDEX commands_at ON commands (at);

CREATE TABLE units (
    path TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('country', 'province', 'county')),
    name_fa TEXT NOT NULL,
    name_en TEXT NOT NULL,
    place_code TEXT NOT NULL,
    active BOOLEAN NOT NULL
);

-- One person, one account, for ever.
CREATE TABLE users (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    username TEXT NOT NULL,
    name_fa TEXT NOT NULL,
    name_en TEXT NOT NULL,
    person_ref TEXT NOT NULL,
    disabled BOOLEAN NOT NULL,
    must_change BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX users_username ON users (username);
CREATE UNIQUE INDEX users_person_ref ON users (person_ref);

CREATE TABLE grants (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    user_id BIGINT NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    unit TEXT NOT NULL REFERENCES units (path),
    from_day TEXT NOT NULL,
    to_day TEXT,
    CHECK (to_day IS NULL OR to_day >= from_day)
);
CREATE INDEX grants_user ON grants (user_id);
CREATE INDEX grants_unit_role ON grants (unit, role);

CREATE TABLE credentials (
    user_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id),
    phc TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);

CREATE TABLE sessions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    token_hash BLOB NOT NULL,
    user_id BIGINT NOT NULL REFERENCES users (id),
    csrf TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ended_at BIGINT,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    locale TEXT NOT NULL
);
CREATE UNIQUE INDEX sessions_token_hash ON sessions (token_hash);
CREATE INDEX sessions_user ON sessions (user_id, ended_at);

CREATE TABLE throttle (
    key TEXT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    blocked_until BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX throttle_updated_at ON throttle (updated_at);

CREATE TABLE drafts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    user_id BIGINT NOT NULL REFERENCES users (id),
    unit TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX drafts_user ON drafts (user_id, updated_at);
CREATE INDEX drafts_updated_at ON drafts (updated_at);

-- Numbers given out in order: case ids, serials per office and year.
CREATE TABLE counters (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);

-- Projections: made from events, rebuilt at will.
CREATE TABLE cases (
    id INTEGER NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL,
    tracking TEXT NOT NULL,
    unit TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    seq BIGINT NOT NULL,
    projector INTEGER NOT NULL,
    fold TEXT NOT NULL
);
CREATE UNIQUE INDEX cases_reference ON cases (reference);
CREATE UNIQUE INDEX cases_tracking ON cases (tracking);
CREATE INDEX cases_projector ON cases (projector);

-- One line of a list. `due` is 9999-12-31 where nothing is due, so that the order is total.
CREATE TABLE case_rows (
    case_id INTEGER NOT NULL PRIMARY KEY REFERENCES cases (id),
    reference TEXT NOT NULL,
    unit TEXT NOT NULL,
    principal TEXT NOT NULL,
    people INTEGER NOT NULL,
    step TEXT NOT NULL,
    step_kind TEXT NOT NULL,
    holder TEXT NOT NULL,
    holder_user BIGINT,
    since TEXT NOT NULL,
    due TEXT NOT NULL,
    assignee BIGINT,
    claimed_until BIGINT,
    returned BOOLEAN NOT NULL,
    flags TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    opened_on TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    seq BIGINT NOT NULL
);
CREATE INDEX case_rows_unit ON case_rows (unit, state, due, case_id);
CREATE INDEX case_rows_all ON case_rows (state, due, case_id, unit);
CREATE INDEX case_rows_assignee ON case_rows (assignee, state, due, case_id);
CREATE INDEX case_rows_holder ON case_rows (unit, holder, due, case_id);
CREATE INDEX case_rows_step ON case_rows (unit, step_kind, due, case_id);
CREATE INDEX case_rows_oldest ON case_rows (unit, state, opened_on, case_id);

-- Search keys (folded), never shown.
CREATE TABLE people (
    case_id BIGINT NOT NULL REFERENCES cases (id),
    person INTEGER NOT NULL,
    unit TEXT NOT NULL,
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    father TEXT NOT NULL,
    grandfather TEXT NOT NULL,
    birth_from INTEGER,
    birth_to INTEGER,
    birth_county TEXT NOT NULL,
    national_number TEXT,
    PRIMARY KEY (case_id, person)
) WITHOUT ROWID;
CREATE INDEX people_family ON people (family, given, unit);
CREATE INDEX people_given ON people (given, father, unit);
CREATE INDEX people_national_number ON people (national_number);

CREATE TABLE positions (
    case_id BIGINT NOT NULL REFERENCES cases (id),
    person INTEGER NOT NULL,
    step TEXT NOT NULL,
    kind TEXT NOT NULL,
    holder TEXT NOT NULL,
    since TEXT NOT NULL,
    due TEXT,
    PRIMARY KEY (case_id, person, step)
) WITHOUT ROWID;
CREATE INDEX positions_kind ON positions (kind, case_id);
CREATE INDEX positions_due ON positions (due, case_id);

-- The database itself refuses that a preparer signs.
CREATE TABLE decisions (
    case_id BIGINT NOT NULL REFERENCES cases (id),
    person INTEGER NOT NULL,
    round INTEGER NOT NULL,
    prepared_by BIGINT NOT NULL,
    signed_by BIGINT,
    outcome TEXT NOT NULL,
    signed_at BIGINT,
    PRIMARY KEY (case_id, person, round),
    CONSTRAINT decisions_two_people CHECK (signed_by IS NULL OR signed_by <> prepared_by)
) WITHOUT ROWID;
CREATE INDEX decisions_signed_at ON decisions (signed_at);

CREATE TABLE papers (
    case_id BIGINT NOT NULL REFERENCES cases (id),
    paper INTEGER NOT NULL,
    version INTEGER NOT NULL,
    digest TEXT,
    size BIGINT NOT NULL,
    media TEXT NOT NULL,
    PRIMARY KEY (case_id, paper, version)
) WITHOUT ROWID;
CREATE INDEX papers_digest ON papers (digest);

CREATE TABLE jobs (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    attempts INTEGER NOT NULL,
    unique_key TEXT
);
CREATE UNIQUE INDEX jobs_unique_key ON jobs (unique_key);
CREATE INDEX jobs_due ON jobs (state, due_at);

CREATE TRIGGER events_no_delete BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'append-only');
END;

CREATE TRIGGER events_no_change BEFORE UPDATE ON events
WHEN NEW.id IS NOT OLD.id OR NEW.stream IS NOT OLD.stream OR NEW.seq IS NOT OLD.seq
    OR NEW.kind IS NOT OLD.kind OR NEW.v IS NOT OLD.v OR NEW.at IS NOT OLD.at
    OR NEW.actor IS NOT OLD.actor OR NEW.body IS NOT OLD.body
    OR NEW.prev IS NOT OLD.prev OR NEW.hash IS NOT OLD.hash
    OR json_type(NEW.openings) IS NOT 'object'
    OR EXISTS (
        SELECT 1 FROM json_each(NEW.openings) AS kept
        WHERE NOT EXISTS (
            SELECT 1 FROM json_each(OLD.openings) AS was
            WHERE was.key = kept.key AND was.value IS kept.value
        )
    )
BEGIN
    SELECT RAISE(ABORT, 'append-only');
END;

CREATE TRIGGER streams_no_delete BEFORE DELETE ON streams
BEGIN
    SELECT RAISE(ABORT, 'append-only');
END;
