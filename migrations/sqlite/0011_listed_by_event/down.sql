DROP INDEX trail_listed_event;
