DROP INDEX trail_province_kind;
DROP INDEX trail_unit_kind;
DROP INDEX trail_listed_event;
