-- The log over all streams: each event becomes one leaf of a Merkle tree, in the order in which it was
-- found, and signed checkpoints say what the tree was.

-- Events that are not in the log yet. `marked` is one round's share: whole transactions.
CREATE TABLE log_outbox (
    event_id INTEGER NOT NULL PRIMARY KEY,
    marked BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX log_outbox_marked ON log_outbox (marked, event_id);

CREATE TABLE log_leaves (
    idx INTEGER NOT NULL PRIMARY KEY CHECK (idx >= 0),
    event_id BIGINT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
);
CREATE UNIQUE INDEX log_leaves_event ON log_leaves (event_id);

-- Complete subtrees above the leaves.
CREATE TABLE log_nodes (
    level INTEGER NOT NULL CHECK (level > 0),
    idx BIGINT NOT NULL CHECK (idx >= 0),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, idx)
) WITHOUT ROWID;

CREATE TABLE log_checkpoints (
    size BIGINT NOT NULL,
    epoch INTEGER NOT NULL CHECK (epoch > 0),
    root BLOB NOT NULL CHECK (length(root) = 32),
    note TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (size, epoch)
);

-- What witnesses said of a checkpoint: a line of a signed note each.
CREATE TABLE log_cosignatures (
    size BIGINT NOT NULL,
    epoch INTEGER NOT NULL,
    witness TEXT NOT NULL,
    line TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (size, epoch, witness)
);

CREATE TRIGGER events_into_the_log AFTER INSERT ON events
BEGIN
    INSERT INTO log_outbox (event_id) VALUES (NEW.id);
END;
INSERT INTO log_outbox (event_id) SELECT id FROM events;

CREATE TRIGGER log_leaves_no_change BEFORE UPDATE ON log_leaves
BEGIN
    SELECT RAISE(ABORT, 'append-only');
END;
CREATE TRIGGER log_leaves_no_delete BEFORE DELETE ON log_leaves
BEGIN
    SELECT RAISE(ABORT, 'append-only');
END;
CREATE TRIGGER log_nodes_no_change BEFORE UPDATE ON log_nodes
BEGIN
    SELECT RAISE(ABORT, 'append-only');
END;
CREATE TRIGGER log_nodes_no_delete BEFORE DELETE ON log_nodes
BEGIN
    SELECT RAISE(ABORT, 'append-only');
END;
CREATE TRIGGER log_checkpoints_no_change BEFORE UPDATE ON log_checkpoints
BEGIN
    SELECT RAISE(ABORT, 'append-only');
END;
CREATE TRIGGER log_checkpoints_no_delete BEFORE DELETE ON log_checkpoints
BEGIN
    SELECT RAISE(ABORT, 'append-only');
END;
CREATE TRIGGER log_cosignatures_no_change BEFORE UPDATE ON log_cosignatures
BEGIN
    SELECT RAISE(ABORT, 'append-only');
END;
CREATE TRIGGER log_cosignatures_no_delete BEFORE DELETE ON log_cosignatures
BEGIN
    SELECT RAISE(ABORT, 'append-only');
END;
