-- A form that outlived its session is known by its token: the text in it belongs to whoever had it.
CREATE INDEX sessions_csrf ON sessions (csrf);

-- The number that an unfinished opening has taken for its case, once a scan was kept for it.
ALTER TABLE drafts ADD COLUMN case_id BIGINT;
