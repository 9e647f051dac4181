DROP INDEX case_rows_province;
