-- How a mailing's letters leave, so that a resumed one goes on as it began.

ALTER TABLE mailings ADD COLUMN carriage TEXT NOT NULL DEFAULT 'relay' CHECK (carriage IN ('relay', 'drafts'));
