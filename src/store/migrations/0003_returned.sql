-- What came back: one row for each address that a mail tells of, and one for each refusal at the time of sending. A mail is
-- known again by its digest, so that one that is read twice counts once.

CREATE TABLE returned (
    id          INTEGER PRIMARY KEY,
    digest      TEXT NOT NULL,
    place       INTEGER NOT NULL,      -- which of the addresses that the mail tells of
    source      TEXT,                  -- the file; nothing for a refusal at the time of sending
    kind        TEXT NOT NULL CHECK (kind IN ('hard', 'soft', 'auto_reply', 'complaint', 'other')),
    counts      INTEGER NOT NULL CHECK (counts IN (0, 1)), -- whether it speaks against the address
    subscriber  INTEGER REFERENCES subscribers (id) ON DELETE CASCADE, -- nobody of ours where empty
    address     TEXT,
    code        INTEGER,
    status      TEXT,
    said        TEXT NOT NULL,         -- the server's words
    sender      TEXT,
    subject     TEXT,
    letter      TEXT,                  -- the letter that came back, so that three warnings of one count once
    returned_at INTEGER NOT NULL,      -- when the mail was written, as it says
    read_at     INTEGER NOT NULL,
    UNIQUE (digest, place)
) STRICT;

CREATE INDEX returned_by_subscriber ON returned (subscriber, returned_at);
