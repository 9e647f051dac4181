-- The lists of a province: `ir/11` is what all its county offices begin with.
CREATE INDEX case_rows_province ON case_rows (substr(unit, 1, 5), state, due, case_id);
