-- Which cases an event lists: verify compares them with what the event tells.
CREATE INDEX trail_listed_event ON trail_listed (event_id);
