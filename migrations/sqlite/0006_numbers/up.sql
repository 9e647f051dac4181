-- Numbers that the register gives once: national numbers, certificates. A projection of the history.
CREATE TABLE numbers (
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    person INTEGER NOT NULL,
    PRIMARY KEY (kind, number)
) WITHOUT ROWID;
CREATE INDEX numbers_case ON numbers (case_id);
