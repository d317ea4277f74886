-- When a mailing is to leave, if not at once; and who was last seen waiting for such.

ALTER TABLE mailings ADD COLUMN due_at INTEGER;

CREATE TABLE attendance (
    worker  TEXT PRIMARY KEY,
    seen_at INTEGER NOT NULL
) STRICT;
