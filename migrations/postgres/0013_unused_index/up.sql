-- Nothing asks for the cases of a person by this order: lists go by holder and claim.
DROP INDEX case_rows_assignee;
