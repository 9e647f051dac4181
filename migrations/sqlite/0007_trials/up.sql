-- How far a long trial of a draft on the open cases is. Not history: what it found is an event.
CREATE TABLE trials (
    digest TEXT NOT NULL PRIMARY KEY,
    begun_at BIGINT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    failed BOOLEAN NOT NULL
) WITHOUT ROWID;
