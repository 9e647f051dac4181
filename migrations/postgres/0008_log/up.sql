-- The log over all streams: each event becomes one leaf of a Merkle tree, in the order in which it was
-- found, and signed checkpoints say what the tree was.

-- Events that are not in the log yet. `marked` is one round's share: whole transactions.
CREATE TABLE log_outbox (
    event_id BIGINT NOT NULL PRIMARY KEY,
    marked BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX log_outbox_marked ON log_outbox (marked, event_id);

CREATE TABLE log_leaves (
    idx BIGINT NOT NULL PRIMARY KEY CHECK (idx >= 0),
    event_id BIGINT NOT NULL,
    hash BYTEA NOT NULL CHECK (length(hash) = 32)
);
CREATE UNIQUE INDEX log_leaves_event ON log_leaves (event_id);

-- Complete subtrees above the leaves.
CREATE TABLE log_nodes (
    level INTEGER NOT NULL CHECK (level > 0),
    idx BIGINT NOT NULL CHECK (idx >= 0),
    hash BYTEA NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, idx)
);

CREATE TABLE log_checkpoints (
    size BIGINT NOT NULL,
    epoch INTEGER NOT NULL CHECK (epoch > 0),
    root BYTEA NOT NULL CHECK (length(root) = 32),
    note TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (size, epoch)
);

-- What witnesses said of a checkpoint: a line of a signed note each.
CREATE TABLE log_cosignatures (
    size BIGINT NOT NULL,
    epoch INTEGER NOT NULL,
    witness TEXT COLLATE "C" NOT NULL,
    line TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (size, epoch, witness)
);

CREATE FUNCTION into_the_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO log_outbox (event_id) VALUES (NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER events_into_the_log AFTER INSERT ON events
    FOR EACH ROW EXECUTE FUNCTION into_the_log();
INSERT INTO log_outbox (event_id) SELECT id FROM events;

CREATE TRIGGER log_leaves_append_only BEFORE UPDATE OR DELETE ON log_leaves
    FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER log_leaves_no_truncate BEFORE TRUNCATE ON log_leaves
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER log_nodes_append_only BEFORE UPDATE OR DELETE ON log_nodes
    FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER log_nodes_no_truncate BEFORE TRUNCATE ON log_nodes
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER log_checkpoints_append_only BEFORE UPDATE OR DELETE ON log_checkpoints
    FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER log_checkpoints_no_truncate BEFORE TRUNCATE ON log_checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER log_cosignatures_append_only BEFORE UPDATE OR DELETE ON log_cosignatures
    FOR EACH ROW EXECUTE FUNCTION append_only();
