-- The next free moment of a rate that all workers share; microseconds since 1970.

CREATE TABLE paces (
    name    TEXT PRIMARY KEY,
    free_at INTEGER NOT NULL
) STRICT;
