CREATE INDEX case_rows_assignee ON case_rows (assignee, state, due, case_id);
