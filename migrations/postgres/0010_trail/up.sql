-- What each event is about, for the log and for the page that says who looked at a file: which case (0
-- where none) and whose unit. Made from the events.
CREATE TABLE trail (
    at BIGINT NOT NULL,
    event_id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    actor TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (at, event_id)
);
CREATE INDEX trail_case ON trail (case_id, at, event_id);
CREATE INDEX trail_actor ON trail (actor, at, event_id);
CREATE INDEX trail_unit ON trail (unit, at, event_id);
CREATE INDEX trail_province ON trail (substr(unit, 1, 5), at, event_id);
CREATE INDEX trail_kind ON trail (kind, at, event_id);

-- Cases that stood in a list which was handed out: one event, many cases.
CREATE TABLE trail_listed (
    case_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    event_id BIGINT NOT NULL,
    PRIMARY KEY (case_id, at, event_id)
);

-- Witnesses by what tells them apart: who stands as a witness in many households is looked at. A
-- projection; filled by `sejel rebuild`, or when the case is next written to.
CREATE TABLE witnesses (
    case_id BIGINT NOT NULL REFERENCES cases (id),
    witness INTEGER NOT NULL,
    identity TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    opened_on TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (case_id, witness)
);
CREATE INDEX witnesses_identity ON witnesses (identity, unit, case_id);
CREATE INDEX witnesses_opened ON witnesses (opened_on, unit, identity);

-- What is there already. A case's own event stands in its stream, a look at it names its number.
INSERT INTO trail (at, event_id, case_id, kind, actor, unit)
SELECT e.at, e.id,
    CASE WHEN e.stream LIKE 'case:%' THEN substr(e.stream, 6)::bigint ELSE coalesce(c.id, 0) END,
    e.kind, e.actor,
    coalesce(c.unit,
        CASE WHEN e.stream LIKE 'account:%' THEN
            (SELECT g.unit FROM grants g WHERE g.user_id = substr(e.stream, 9)::bigint
             ORDER BY g.id LIMIT 1) END,
        CASE WHEN e.stream LIKE 'session:%' OR e.stream LIKE 'terminal:%' THEN
            (SELECT g.unit FROM grants g WHERE e.actor = 'u' || g.user_id
             ORDER BY g.id LIMIT 1) END,
        convert_from(e.body, 'UTF8')::jsonb #>> '{actor,unit}', 'ir')
FROM events e
LEFT JOIN cases c ON c.id = CASE
    WHEN e.stream LIKE 'case:%' THEN substr(e.stream, 6)::bigint
    WHEN e.stream LIKE 'session:%' OR e.stream LIKE 'terminal:%' THEN
        (SELECT k.id FROM cases k
         WHERE k.reference = convert_from(e.body, 'UTF8')::jsonb #>> '{data,case}')
    END;
