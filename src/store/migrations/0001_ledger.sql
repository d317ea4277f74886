-- Subscribers, the evidence of their consent, mailings, and one row a delivery. Times are milliseconds since 1970, UTC.

PRAGMA application_id = 1332769639; -- "Opsg": tells our file from another program's

CREATE TABLE subscribers (
    id           INTEGER PRIMARY KEY,
    normal       TEXT NOT NULL UNIQUE, -- the form that two ways of writing an address share
    address      TEXT NOT NULL,        -- as it goes on a letter
    name         TEXT,
    language     TEXT,
    organisation TEXT,
    added_at     INTEGER NOT NULL
) STRICT;

CREATE TABLE subscriptions (
    id         INTEGER PRIMARY KEY,
    subscriber INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
    list       TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('pending', 'active', 'paused', 'left', 'bounced')),
    token      TEXT NOT NULL UNIQUE,
    since      INTEGER NOT NULL,       -- when the state was set
    UNIQUE (subscriber, list)
) STRICT;

-- Who gets a mailing, and how many are in each state.
CREATE INDEX subscriptions_by_list ON subscriptions (list, state);

-- Evidence is added to, never written over: the newest row is the one that holds.
CREATE TABLE consents (
    id           INTEGER PRIMARY KEY,
    subscription INTEGER NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    source       TEXT NOT NULL,
    consented    TEXT NOT NULL,        -- the day, 2026-01-31
    version      TEXT,
    wording      TEXT,
    asked_at     INTEGER,
    confirmed_at INTEGER,
    withdrawn_at INTEGER,
    recorded_at  INTEGER NOT NULL
) STRICT;

CREATE INDEX consents_by_subscription ON consents (subscription);

CREATE TABLE mailings (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    subject    TEXT NOT NULL,
    digest     TEXT NOT NULL,
    recipients INTEGER NOT NULL,
    frozen_at  INTEGER NOT NULL,
    stopped_at INTEGER,
    frozen     BLOB NOT NULL           -- last, so that the others are read without it
) STRICT;

CREATE TABLE deliveries (
    number           INTEGER PRIMARY KEY,
    mailing          INTEGER NOT NULL REFERENCES mailings (number),
    subscription     INTEGER,          -- looked up again at every claim; whose is gone is suppressed
    normal           TEXT NOT NULL,
    address          TEXT NOT NULL,
    name             TEXT,
    language         TEXT,
    token            TEXT NOT NULL,
    state            TEXT NOT NULL DEFAULT 'planned' CHECK (state IN
        ('planned', 'claimed', 'accepted', 'refused', 'deferred', 'unknown', 'suppressed', 'stopped')),
    attempts         INTEGER NOT NULL DEFAULT 0,
    worker           TEXT,
    lease_until      INTEGER,
    first_attempt_at INTEGER,
    next_try_at      INTEGER,          -- of deferred ones only
    code             INTEGER,
    enhanced         TEXT,
    reply            TEXT,
    changed_at       INTEGER NOT NULL,
    UNIQUE (mailing, normal)
) STRICT;

-- One index for all that is asked: the next planned ones by number, the deferred ones by time, and the counts.
CREATE INDEX deliveries_by_state ON deliveries (mailing, state, next_try_at);
