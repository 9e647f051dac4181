CREATE INDEX positions_due ON positions (due, case_id);
DROP INDEX positions_wakes_on;
ALTER TABLE positions DROP COLUMN wakes_on;
