DROP TRIGGER events_into_the_log;
DROP TABLE log_cosignatures;
DROP TABLE log_checkpoints;
DROP TABLE log_nodes;
DROP TABLE log_leaves;
DROP TABLE log_outbox;
