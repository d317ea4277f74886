-- When a mailing is to leave, if not at once; and who was last seen waiting for such.

ALTER TABLE mailings ADD COLUMN due_at bigint;

CREATE TABLE attendance (
    worker  text COLLATE "C" PRIMARY KEY,
    seen_at bigint NOT NULL
);
