-- A mailing into the outbox is one of its own kind: it stays there when a relay is found, and has reached nobody.

ALTER TABLE mailings ADD COLUMN leaves TEXT NOT NULL DEFAULT 'relay' CHECK (leaves IN ('relay', 'outbox', 'drafts'));
UPDATE mailings SET leaves = carriage;
ALTER TABLE mailings DROP COLUMN carriage;
ALTER TABLE mailings RENAME COLUMN leaves TO carriage;
