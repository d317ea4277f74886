## What the command line says

level-error = error
level-warning = warning
level-advice = advice
level-hint = hint
level-cause = cause

### Folders, secrets and streams

usage-unknown-verb = there is no command "{ $verb }"
    .hint = { $nearest ->
        [none] `opsamling --help` lists the commands.
       *[other] Did you mean { $nearest }? `opsamling --help` lists the commands.
    }
usage-verb-missing = a command is missing
    .hint = `opsamling --help` lists the commands.
usage-unknown-argument = { $argument } is not known here
    .hint = { $nearest ->
        [none] Add --help to see what can stand.
       *[other] Did you mean { $nearest }? Add --help to see what can stand.
    }
usage-missing = missing: { $arguments }
    .hint = Add --help to see what must stand.
usage-value-missing = { $argument } lacks a value
    .hint = Add --help to see what must stand.
usage-bad-value = "{ $value }" cannot be used for { $argument }
    .hint = { $known ->
        [none] Add --help to see what can stand.
       *[other] What can stand: { $known }
    }
usage-conflict = { $argument } and { $other } cannot be used together
    .hint = Take one of them out.
render-agenda-there-is = The meeting { $id } has not been held, so its summary is a draft. --as agenda makes its agenda.
render-lost-words = The typeface of PDF lacks characters of: { $words }. They are shown as �; html and docx show them as they are written.
render-has-errors = { $id } has { $errors ->
        [one] 1 error
       *[other] { $errors } errors
    }. `opsamling check` shows them.
no-such-folder = there is no folder { $folder }
    .hint = See whether the path after -C is spelt right.
no-data-folder = the system names no folder for your data
    .hint = Name one in the environment variable OPSAMLING_DATA_DIR.
no-temporary-folder = no temporary folder can be made
    .hint = See whether the disk is full.
secret-unreadable = { $file } cannot be read
    .hint = { $variable } must name a file that you may read and that holds the secret alone.
secret-command-failed = the command in { $variable } gave no token
    .hint = Run the command by itself and see what it says. It must print the token and nothing else.
output-failed = the result cannot be written
    .hint = See whether the disk is full, or the program at the other end has stopped.
output-to-terminal = a document in the form { $format } cannot be shown in a terminal
    .hint = Write it into a file or a folder: add -o FILE.
input-failed = the answer cannot be read
json-failed = the result cannot be written as JSON
    .hint = This is a fault of the program. Write to those who maintain it.
man-failed = the manual page cannot be made
    .hint = This is a fault of the program. Write to those who maintain it.
no-runtime = the system gives the program no threads to work with
    .hint = Close other programs and try again.
file-unreadable = { $file } cannot be read
    .hint = See whether the file is there and you may read it.
file-unwritable = { $file } cannot be written
    .hint = See whether the disk is full and you may write in the folder.
folder-not-empty = the folder { $folder } is not empty
    .hint = Choose a folder that is empty or not there yet.

### Records

settings-unreadable = opsamling.yaml cannot be read ({ $errors ->
        [one] 1 error
       *[other] { $errors } errors
    })
    .hint = Mend the errors above and try again.
record-has-errors = { $file } has { $errors ->
        [one] 1 error
       *[other] { $errors } errors
    } and cannot be used yet
    .hint = Mend the errors above. `opsamling check` shows them again.
no-such-document = { $id } has no document { $document }
    .hint = Use --as { $own }, or leave --as out.
no-such-schema = there is no schema called { $kind }
no-such-code = no finding is called { $code }
    .hint = { $nearest ->
        [none] `opsamling explain` lists all names.
       *[other] Did you mean { $nearest }? `opsamling explain` lists all names.
    }
where-detail = subscribers and mailings: { $store }
    letters as files: { $outbox }
    workspace: { $workspace }
finding-in-item = agenda item "{ $title }"
check-sound = { $records ->
        [one] 1 record read. All is sound.
       *[other] { $records } records read. All is sound.
    }
check-summary = { $errors ->
        [one] 1 error
       *[other] { $errors } errors
    }, { $warnings ->
        [one] 1 warning
       *[other] { $warnings } warnings
    } and { $advice } of advice
check-fixable = `opsamling check --fix` mends some of them for you.
check-mended = { $file }: { $count ->
        [one] 1 place mended
       *[other] { $count } places mended
    }
check-would-mend = { $file }: { $count ->
        [one] 1 place would be mended
       *[other] { $count } places would be mended
    }
render-written = Written: { $file }
list-id = Name
list-date = Date
list-title = Title
list-state = State
list-email = Address
list-name = Name
list-list = List
list-unread = { $file } is not among them, since it cannot be read. `opsamling check` shows why.
state-draft = draft
state-approved = approved
state-published = published
state-planned = planned
state-postponed = postponed
state-moved = moved
state-cancelled = cancelled
state-held = held
state-internal = for you alone
state-network = for the network alone

### New records

already-a-workspace = { $folder } is a workspace already
    .hint = Its settings stand in opsamling.yaml. Choose another folder to start afresh.
init-file-exists = { $file } is there already
    .hint = Nothing was made. Move the file, or choose another folder.
init-done = The workspace { $folder } is ready. Go there and try `opsamling check`.
init-would = These files would be made in { $folder }.
new-done = Written: { $file }
new-would = { $file } would get this text:
new-without-id = no name for the file can be made from the answers
    .hint = Give it yourself with --id: lower case letters, digits and hyphens.
output-in-the-way = { $file } is one of the network's own files, which are not written over
    .hint = Choose another file or folder.
new-missing = { $field } is missing
    .hint = Give { $flag }, or run the command on a terminal to be asked.
new-bad-answer = "{ $answer }" cannot be used as { $field }
    .hint = { $expected }
new-exists = { $file } has { $id } already
    .hint = Choose another name with --id.
new-id-reserved = "{ $id }" is one of the archive's own pages, so no record can be called that
    .hint = Choose another name with --id, such as one with the year in it.
new-entry-refused = { $file } cannot get a new entry without changing something else in it
    .hint = Write the entry into the file yourself. `opsamling check` shows whether it is right.
new-field-title = the title
new-field-date = the date
new-field-time = the time
new-field-lead = the lead
new-field-subject = the subject
new-field-name = the name
new-field-id = the id
new-expected-date = Write the date as 12 March 2026 or 2026-03-12.
new-expected-id = Use lower-case letters a-z, digits and hyphens.
new-expected-time = Write the time as 13.00-15.30.
new-ask-title = What is it called?
new-ask-date = Which day? (12 March 2026)
new-ask-time = At what time? (13.00-15.30, or nothing)
new-ask-host = Who lends the room? (or nothing)
new-ask-lead = The lead, its first sentence:
new-ask-subject = The mail's subject:
new-ask-name = Name:
new-ask-job = Title in lower case (or nothing):
new-ask-organisation = Organisation (or nothing):
new-ask-short = Short name (or nothing):
new-ask-url = Home page (or nothing):

### Demo

demo-check = 1. The records are checked
demo-render = 2. The summary is made
demo-import = 3. Subscribers are imported (all names are made up)
demo-send = 4. The summary is sent to the outbox
demo-places = Done. Look here:
      the page          { $page }
      the text          { $text }
      the letters       { $outbox }
      the subscribers   { $store }
      the workspace     { $workspace }

### What the system says when it says no

system-not-found = it does not exist
system-denied = access denied
system-exists = it exists already
system-is-folder = it is a folder
system-no-file = it is not an ordinary file
system-not-a-folder = something on the way there is not a folder
system-disk-full = the disk is full
system-file-too-large = the file would be larger than it may be
system-read-only = that drive can only be read
system-busy = another program is using it
system-file-name = the name cannot be used for a file
system-refused = the connection was refused
system-cut-off = the connection was cut off
system-ended = nothing more came
system-timed-out = no answer came in time
system-no-way = there is no way there on the network

build-done = The archive is in { $folder }: { $pages } pages, { $written } files written, { $unchanged } unchanged, { $removed } removed
build-planned = The archive in { $folder } would have { $pages } pages: { $written } files written, { $unchanged } unchanged, { $removed } removed. Nothing was written.
build-kept = Warning: { $file } was to be removed, but has changed since the program wrote it, so it still stands. Delete it yourself if others are no longer to read it.
build-has-errors = the archive was not built, since the records have { $errors ->
    [one] an error
   *[other] { $errors } errors
}
    .hint = Mend them and build again. Nothing has changed in the archive's folder.
build-in-the-way = { $folder } cannot be the archive's folder, since the network's own files are there
    .hint = Choose a folder of its own with -o, as in -o public.
site-in-the-way = { $file } was not written by the program and is not written over
    .hint = Move what is there, or choose another folder with -o.
site-path-taken = { $file } is to stand at { $path } in the archive, where another page of it stands
    .hint = Give the record another file name, and write the old one under formerly:.
site-halfway = { $file } could not be written ({ $cause }), and part of the new archive is already in its place
    .hint = Mend what is wrong and build again: the rest is written then.
site-own-file = a record links to { $file }, which is not for others
    .hint = Put what others may read into the folder files, and link to that. Hidden files, and links out of the folder, do not go along.
site-busy = another program is building in { $file }
    .hint = Wait until it is done, and build again.
picture-unknown = the picture { $file } is neither jpeg, png, gif nor webp
    .hint = Save it in one of those formats.
picture-too-many-pixels = the picture { $file } has { $width } times { $height } pixels, which is too many
    .hint = Make it smaller in a picture program. 2,000 pixels on the long side are plenty.
picture-damaged = the picture { $file } is damaged: { $reason }
    .hint = Fetch it from the camera or its source again.
picture-unwritten = the picture { $file } cannot be saved in another size: { $reason }
    .hint = Save it as jpeg or png in a picture program, and try again.
stats-written = The picture is in { $file }, and the page with its tables in { $page }
stats-nothing = There are no meetings and no subscribers to count yet.
