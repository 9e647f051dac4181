-- Which papers a person has opened, for the page on which she signs.
CREATE INDEX events_paper_reads ON events (actor, at) WHERE kind = 'paper_read';
