DROP INDEX events_paper_reads;
