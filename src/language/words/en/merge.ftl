## What comes back in a Word document

docx-empty = the file is empty
    .hint = Ask for the document once more.
docx-old-or-locked = the file is in Word's old format or locked with a password
    .hint = Open it in Word, take the password off, choose File > Save As, and the type "Word Document (.docx)".
docx-not-word = the file is no Word document
    .hint = Open it in Word, choose File > Save As, and the type "Word Document (.docx)".
docx-damaged = the file is damaged: { $part } cannot be read
    .hint = Open it in Word, let Word repair it, and save it again.
docx-declares = { $part } in the file has a DOCTYPE, as no document from Word has
    .hint = The file was made to do harm. Ask whoever sent it.
docx-too-large = { $part } is larger than any text
    .hint = Ask whoever sent the file whether it is the right one.

merge-other-record = { $made_of ->
        [none] the document has none of the fields of { $id }
       *[other] the document was made of { $made_of }, and not of { $id }
    }
    .hint = { $made_of ->
        [none] `opsamling render { $id } --format docx` makes the document that can come back.
       *[other] See whether it is the right file, and the right record.
    }
merge-other-document = the document was made with `--as { $document }`, and from such a one nothing can be brought back
    .hint = Write the changes into the document that `opsamling render { $id } --format docx` makes.
merge-own-unreadable = the program cannot read the document that it made itself
    .hint = If you have Word templates of your own, try without them. Else it is a fault of the program.
merge-macros = { $file } has macros in it. They are not run.
merge-take-unreadable = "{ $value }" does not say which changes to take
    .hint = Write --take all, or the numbers with commas between them, as in --take 1,3.
merge-no-such-change = there is no change no. { $number }
    .hint = { $count ->
        [0] There are no changes in the document.
        [one] There is no. 1 alone.
       *[other] The numbers go from 1 to { $count }.
    }
merge-unwritable = change no. { $number } cannot be written in the field { $field }
    .hint = Nothing has changed. Type it into the file yourself, and take the other changes by `--take` and their numbers.
merge-breaks-record = with those changes { $file } has { $errors ->
        [one] 1 error
       *[other] { $errors } errors
    }, so nothing has changed
    .hint = Take the other changes by `--take` and their numbers.
merge-file-changed = { $file } was changed meanwhile, so nothing is written
    .hint = Run the command again.

### The list

merge-top = At the top
merge-comments = Comments
merge-left-out = Cannot be brought back
merge-nobody = no name
merge-untracked = typed without tracking
merge-comment-about = on "{ $words }"
merge-conflict = The field was changed here, too, since the document was sent. What stands in { "[-…-]" } is today's text.

merge-outside-program = the program writes these words itself, from what it knows
merge-outside-paragraph = the paragraph stands in no field
merge-outside-fixed = this part of the field can only be mended in the file
merge-outside-picture = a picture that has come or gone
merge-outside-note = a footnote
merge-outside-table = text in a table
merge-outside-heading = a heading in the middle of a field
merge-outside-object = a formula, a text box or another object
merge-outside-link = a link that can lead nowhere

### What happens

merge-found = { $changes ->
        [0] No changes
        [one] 1 change
       *[other] { $changes } changes
    }, { $comments ->
        [0] no comments
        [one] 1 comment
       *[other] { $comments } comments
    }{ $left ->
        [0] .
        [one] , and 1 thing that cannot be brought back.
       *[other] , and { $left } things that cannot be brought back.
    }
merge-moved-on = { $count ->
        [one] 1 field was changed here since the document was sent, and nobody touched it in the document. It stays as it is.
       *[other] { $count } fields were changed here since the document was sent, and nobody touched them in the document. They stay as they are.
    }
merge-ask = Take, leave or quit? (t/l/q)
merge-key-take = take
merge-key-leave = leave
merge-key-quit = quit
merge-how = Nothing has changed. `opsamling merge { $id } { $file } --take all` takes every change, and `--take 1,3` those with these numbers. In a terminal you are asked about each.
merge-conflicts-left = { $count ->
        [one] 1 change is in a field that was changed here, too. It is taken only where you name its number.
       *[other] { $count } changes are in fields that were changed here, too. They are taken only where you name their numbers.
    }
merge-numbers-anew = { $count ->
        [one] 1 change is not taken. It has a new number when you read the document next.
       *[other] { $count } changes are not taken. They have new numbers when you read the document next.
    }
merge-nothing-taken = No changes are taken. { $file } is as it was.
merge-would-take = { $count ->
        [one] 1 change
       *[other] { $count } changes
    } would go into { $file }. Nothing has changed.
merge-taken = { $count ->
        [one] 1 change is
       *[other] { $count } changes are
    } now in { $file }.
