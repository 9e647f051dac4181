-- The day on which the clock of a position next reminds, tells or runs out: read by the jobs, in its
-- order. Filled by `sejel rebuild`, or when the case is next written to.
ALTER TABLE positions ADD COLUMN wakes_on TEXT;
CREATE INDEX positions_wakes_on ON positions (wakes_on, case_id);
DROP INDEX positions_due;
