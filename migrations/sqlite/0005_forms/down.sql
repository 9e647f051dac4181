ALTER TABLE drafts DROP COLUMN case_id;
DROP INDEX sessions_csrf;
