DROP TABLE witnesses;
DROP TABLE trail_listed;
DROP TABLE trail;
