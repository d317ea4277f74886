## source: what is wrong with a file, so that it cannot be read as it was meant

not-utf8 = the file is not saved as UTF-8: line { $line } has characters that cannot be read
    .hint = Save the file again with the encoding UTF-8. In Notepad it is chosen under Save as.
    .why = UTF-8 is the way of saving text that all programs understand. A file saved in another way turns æ, ø and å into something else. Example: a file from an old program, where Møde stands as M?de.
file-too-large = the file is over { $megabytes } MB and is not read
    .hint = Only text belongs here. Pictures and documents go into the folder files.
    .why = A record is text, and five megabytes are several books. A larger file is in the wrong place. Example: a film saved as meetings/film.yaml.
control-character = there is an invisible character in the file ({ $sign })
    .label = invisible character
    .hint = Delete it, or type the line again. It often comes along when text is copied from another program.
    .why = Invisible characters cannot be seen in the text, but can make havoc of a mail or a page. Example: a vertical tab that came along from a spreadsheet.
control-escape = the text gets a sign that cannot be seen, written with a backslash ({ $sign })
    .label = a sign that cannot be seen
    .hint = Delete the backslash and what belongs to it. If it is to stand in the text, write the text in single quotation marks: 'C:\xampp'.
    .why = Within double quotation marks YAML reads \x07 and \u202e as signs that cannot be seen, and that make havoc in a mail or on a page. Example: "C:\x07", which becomes a bell.
empty-file = the file is empty
    .hint = Write the fields that must be there, or delete the file. opsamling new makes one to begin with.
    .why = An empty file is nearly always one that was not saved, or one made by mistake. Example: a new file in meetings without title and date.
not-a-record = The file does not begin with a field, but with { $found ->
        [list] a list
        [nothing] nothing
       *[other] loose text
    }
    .hint = Write each field on a line of its own, with a colon and a space after its name: title: Meeting of the network
    .why = A record is fields with a name and a value. Loose text, and lists outside a field, have no place in it. Example: Meeting of the network, where title: Meeting of the network was meant.
several-documents = a new document begins here in the same file, and it is not read
    .hint = Delete the line with --- or ..., or move the rest to a file of its own.
    .why = One file is one record. What stands after --- or ... would never be read. Example: two meetings in one file with --- between them.
alias-refused = the file uses & and * to repeat something, which cannot be used here
    .hint = Write it out where it is to stand. If the sign is a part of the text, put quotation marks round it.
    .why = Repetition with & and * makes a file hard to read, and can make a small file swell. Example: links: &shared at one item and links: *shared at another.
tag-refused = an exclamation mark in front of a value means something special and cannot be used here
    .hint = Put quotation marks round the text.
    .why = Words with an exclamation mark in front can make a value vanish or turn into something else. Example: !!null in front of a text makes the text nothing.
too-deep = the fields lie inside each other in far too many layers
    .hint = Look for brackets that are never closed, or lines that are indented far too much.
    .why = No record needs more than a handful of layers. A deep file is a mistake, or an attempt at making the program fall over. Example: a thousand square brackets in a row.
too-many-values = there are more values in the file than a file can have
    .hint = Split it into several files.
    .why = A file with millions of values is in the wrong place. Example: a whole spreadsheet saved as people.yaml.

yaml-syntax = { $what ->
        [unclosed-quote] this quotation mark is never closed
        [bracket] this bracket does not fit: it is never closed, or something stands after it
        [indentation] the line does not stand right below the lines that it belongs with
        [colon-missing] a colon is missing here after the field's name
        [escape] not everything may follow a backslash within quotation marks
        [dash] a space is missing here after the dash
        [tab] there is a tab here where there should be spaces
       *[other] the line cannot be read as it stands
    }
    .hint = { $what ->
        [unclosed-quote] Put a quotation mark at the end. If it is meant as a quotation within a text, put quotation marks of the other kind round the whole.
        [bracket] Close the bracket as it was opened. If it is a part of the text, put quotation marks round it.
        [indentation] Fields that belong together must begin right below each other. Move the line in or out with spaces.
        [colon-missing] Write a colon and a space after the name: title: Meeting of the network
        [escape] Use single quotation marks round the text, or write two backslashes.
        [dash] Write a space after the dash.
        [tab] Delete the tab and indent with spaces, two for each step.
       *[other] Put quotation marks round the value, or type the line again.
    }
    .why = The file follows a few rules: fields right below each other, a colon and a space after the name, and all that is opened is closed. Where one of them is broken, the rest of the file cannot be read. Example: date: indented two spaces further than title:
tab-indent = { $lines ->
        [one] a line is indented with a tab
       *[other] { $lines } lines are indented with tabs; this is the first
    }
    .label = tab
    .hint = Indent with spaces instead, two for each step. Most programs can be set to write spaces when the tab key is pressed.
    .why = A tab looks different from program to program, so that nobody can see what belongs where. That is why one indents with spaces. Example: an item of the agenda indented with the tab key.
space-after-colon = a space is missing here after the colon
    .hint = Write a space between the colon and the value. opsamling check --fix does it for you.
    .why = Without a space after the colon it is all one word, and no field. Example: title:News, where title: News was meant.

duplicate-key = the field { $key } stands twice; the first time on line { $line }
    .label = also on line { $line }
    .hint = Keep the right one, and delete the other.
    .why = A field can stand only once. Otherwise one of the values would be lost without anybody seeing it. Example: the same person twice in people.yaml.
unknown-key = there is no field called { $key }
    .label = { $nearest ->
        [none] unknown field
       *[other] did you mean { $nearest }?
    }
    .hint = What may stand here: { $known }.
    .why = A field that the program does not know would never be shown. It is nearly always a slip. Example: titel: instead of title:
missing-key = the field { $key } is missing
    .label = { $key } is missing here
    .hint = Write a line with { $key }: and what is to stand there.
    .why = Some fields must be there for the rest to make sense. Example: a meeting without a date, or a link without a url.
value-missing = nothing stands at { $key }
    .hint = Write what is to stand there, or delete the line.
    .why = The field was begun, but not finished. Example: title: with nothing after it.
wrong-type = { $expected ->
        [list] there must be a list at { $key }
        [map] there must be fields on lines of their own at { $key }
        [number] there must be a whole number at { $key }
        [positive-number] there must be a whole number of at least 1 at { $key }
        [boolean] there must be true or false at { $key }
        [choice] there must be a single word at { $key }
        [line-or-map] there must be a line at { $key }, or fields on lines of their own
       *[text] there must be a text at { $key }
    }
    .label = here is { $found ->
        [list] a list
        [map] fields
        [number] a number
        [nothing] nothing
       *[text] a text
    }
    .hint = { $expected ->
        [list] Write each point on a line of its own with a dash and a space before it, or all of them in square brackets: { $key }: [one, two]
        [map] Write the fields below { $key }, indented by two spaces, each with a colon and a space after its name.
        [number] Write digits only: 58
        [positive-number] Write digits only: 4
        [boolean] Write true for yes and false for no.
        [choice] Write the word only, without brackets or a dash.
        [line-or-map] Write the point on one line after the dash.
       *[text] Write the text after the colon. If it has a colon or brackets in it, put quotation marks round it.
    }
    .why = Every field has its own kind of content: a text, a number, a list or fields. Example: topics: MitID, where topics: [MitID] was meant.
unknown-choice = { $value } cannot stand at { $key }
    .label = { $nearest ->
        [none] unknown word
       *[other] did you mean { $nearest }?
    }
    .hint = Choose one of these: { $choices }.
    .why = Only certain words can be chosen from here. Example: summary: ready, where summary: published was meant.

id-unreadable = { $value } cannot be used as an id
    .hint = An id has only small letters a-z, digits and hyphens; æ, ø and å become ae, oe and aa: aeldre-sagen
    .why = An id becomes a file's name and a part of a web address, so it may have only characters that are safe in both. Example: ../x, or Ældre Sagen where aeldre-sagen was meant.
date-unreadable = { $value } is not a date that can be read
    .hint = Write it as 12 January 2023, 12.1.2023 or 2023-01-12.
    .why = A date can be written in several ways, but must be readable in only one. Example: 1/2-23 can be both January and February.
date-without-day = { $value } is not a whole date: the day is missing
    .hint = Write it with its day, as 12. januar 2023.
    .why = A meeting and a deadline fall on one day, which can stand in the calendar. Example: March 2026 where 12 March 2026 was meant.
date-does-not-exist = the date { $value } does not exist
    .hint = Look it up in the calendar, and mend the day or the month.
    .why = A date that no calendar has is a slip, and the invitation would go out with it. Example: 30 February 2023.
time-unreadable = { $value } is not a time that can be read
    .hint = Write it as 13.00 or 13.00-15.30.
    .why = A time is written in hours and minutes, so that it can stand in the calendar. Example: after lunch, where 13.00 was meant.
relay-unreadable = { $value } is not a place that mail can be sent through
    .hint = Write outbox, or an address such as smtp://user@relay.example.org:587. The password does not belong here.
    .why = Letters are sent through a mail server that is named by its address, or are put into a folder. Example: mail.example.org, where smtp://mail.example.org:587 was meant.
rate-unreadable = { $value } is not a rate that can be read
    .hint = Write a number and s, min or hour: 600/min
    .why = A mail server takes only so much at a time. The rate is written as a number of letters and a time. Example: 600 a minute, where 600/min was meant.
retention-unreadable = { $value } is not a number of days that can be read
    .hint = Write it as 90 days.
    .why = Personal data is kept no longer than was promised. The time is written in days. Example: three months, where 90 days was meant.
store-unreadable = { $value } is not a place where subscribers can be kept
    .hint = Write sqlite, or an address that begins with postgres://.
    .why = Subscribers are kept in a file on the machine or on a database server. Example: mysql://server, which cannot be used.
output-unreadable = it cannot be seen what came out of the item here
    .hint = Write it on one line, or begin with exactly one of these fields: suggestion, question, wish, decision, action.
    .why = What came out of an item is one of five: a suggestion, a question, a wish, a decision or an action. Example: both action: and wish: in one point.

quote-this = { $why ->
        [quotation] the text begins with a quotation mark, but goes on after the next one
        [colon] there is a colon within the text, which makes it read as a field
        [brackets] the text begins with a bracket, which makes it read as a list or as fields
        [comma] the comma splits the text in two, because it stands in braces
        [number] text belongs here, and numbers and words such as true are read as something else
       *[sign] the text begins with { $sign }, which means something special
    }
    .label = put quotation marks round this
    .hint = Put quotation marks round the whole text. opsamling check --fix does it for you.
    .why = Some signs mean something special when they stand first in a text or within it. In quotation marks the text is read as it stands. Example: title: MitID: status must be title: "MitID: status".
text-after-hash = the text { $lost } is lost: a # after a space turns the rest of the line into a comment
    .label = reads as a comment
    .hint = Put quotation marks round the whole text; opsamling check --fix does it where there is no doubt. If it is meant as a comment, put two spaces before it.
    .why = The sign # after a space begins a comment, and what follows is never shown. Example: title: News of MitID #2 becomes News of MitID.

entry-taken = the registry has one called { $id } already
    .hint = Choose another id, or change the one that stands there.
registry-unreadable = the file cannot be read, so nothing was written into it
    .hint = opsamling check shows what is wrong. Try again when it is mended.
entry-unsound = nothing can be written at the end of the file without changing the rest
    .hint = Write the new one into the file yourself.
