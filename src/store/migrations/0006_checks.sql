-- SQLite looks a value up in a list of more than two by a table that it makes for each row: a quarter of what an import took.
-- The same rules as one comparison after the other. Nothing about the rows changes, so only their description does
-- (https://sqlite.org/lang_altertable.html, section 7).

PRAGMA writable_schema = ON;

UPDATE sqlite_schema SET sql = replace(sql,
    'CHECK (state IN (''pending'', ''active'', ''paused'', ''left'', ''bounced''))',
    'CHECK (state = ''active'' OR state = ''left'' OR state = ''bounced'' OR state = ''paused'' OR state = ''pending'')')
WHERE type = 'table' AND name = 'subscriptions';

UPDATE sqlite_schema SET sql = replace(replace(sql, char(13), ''),
    'CHECK (state IN
        (''planned'', ''claimed'', ''accepted'', ''refused'', ''deferred'', ''unknown'', ''suppressed'', ''stopped''))',
    'CHECK (state = ''claimed'' OR state = ''accepted'' OR state = ''planned'' OR state = ''refused''
        OR state = ''deferred'' OR state = ''unknown'' OR state = ''suppressed'' OR state = ''stopped'')')
WHERE type = 'table' AND name = 'deliveries';

PRAGMA writable_schema = RESET;

-- Tells whoever has the file open that its description is another.
CREATE TABLE told (it INTEGER) STRICT;
DROP TABLE told;
