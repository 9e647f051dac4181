-- Which cases an event lists: verify compares them with what the event tells.
CREATE INDEX trail_listed_event ON trail_listed (event_id);
-- One kind of event in one office or one province, however many of that kind there are elsewhere.
CREATE INDEX trail_unit_kind ON trail (unit, kind, at, event_id);
CREATE INDEX trail_province_kind ON trail (substr(unit, 1, 5), kind, at, event_id);
