-- A mailing into the outbox is one of its own kind: it stays there when a relay is found, and has reached nobody.

ALTER TABLE mailings DROP CONSTRAINT mailings_carriage_check;
ALTER TABLE mailings ADD CONSTRAINT mailings_carriage_check CHECK (carriage IN ('relay', 'outbox', 'drafts'));
