-- Exports of many cases that are being made or wait to be fetched. Not history: that they were asked for,
-- made and fetched are events. The files lie under the number of the set, made negative.
CREATE TABLE export_sets (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    user_id BIGINT NOT NULL REFERENCES users (id),
    session_id BIGINT,
    asked_at BIGINT NOT NULL,
    asked TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'interrupted', 'done', 'failed', 'expired', 'withdrawn')),
    digest TEXT,
    size BIGINT,
    expires_at BIGINT
);
CREATE INDEX export_sets_user ON export_sets (user_id, id);
CREATE INDEX export_sets_state ON export_sets (state, expires_at);

CREATE TABLE export_parts (
    set_id BIGINT NOT NULL REFERENCES export_sets (id),
    no BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    reference TEXT NOT NULL,
    listed TEXT,
    trouble TEXT,
    PRIMARY KEY (set_id, no)
) WITHOUT ROWID;
CREATE INDEX export_parts_case ON export_parts (case_id);
