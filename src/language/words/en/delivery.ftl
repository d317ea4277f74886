## delivery

## store

### The data folder and the file in it

store-newer = { $path } was made by a newer version of the program (schema { $found }, this version knows { $known })
    .hint = Get the newest version of opsamling. The file was not touched.
store-in-synchronised-folder = the data folder { $path } is in a folder that { $service } synchronises
    .hint = The subscribers' data must not be copied to other machines, and the file can break from it. Choose another folder with OPSAMLING_DATA_DIR.
store-not-a-store = { $path } is not a file that this program made
    .hint = Move the file elsewhere, or choose another folder with OPSAMLING_DATA_DIR. The file was not touched.
store-damaged = { $path } is damaged ({ $reason })
    .hint = Take the file from the latest backup. Keep the damaged one: most of it can usually be saved.
store-disk-full = there is no room on the disk for { $path }
    .hint = Make room and try again. All that was stored is still there.
store-read-only = { $path } cannot be written
    .hint = See whether the folder and the file are yours, and whether they are write-protected.
store-busy = { $path } is in use by another run of the program
    .hint = Wait a little and try again.
store-unreachable = { $path } cannot be opened ({ $reason })
    .hint = `opsamling where` shows where the data folder is. See whether it exists, and whether you may write in it.
store-failed = { $path } answered with an error that the program does not know ({ $reason })
    .hint = Try again. If it goes on, write to those who maintain the program.
store-no-randomness = the system gave no random numbers for the unsubscribe link
    .hint = Restart the machine and try again.

### Mailings

mailing-recipients-changed = there { $found ->
        [one] is now 1 recipient
       *[other] are now { $found } recipients
    }, and you said yes to { $expected }
    .hint = The list changed meanwhile. Run the command again and look at the number. Nothing was sent.
mailing-unknown = there is no mailing whose name begins with "{ $name }"
    .hint = `opsamling status` shows those that there are.
mailing-ambiguous = several mailings begin with "{ $name }": { $candidates }
    .hint = Write more of the name.
mailing-already-sending = another run of the program is sending: { $who }
    .hint = Wait until it is done, or end it with Ctrl-C in its own window.

### Subscribers

subscriber-unknown = there is no subscriber with the address { $address }
    .hint = `opsamling subscribers list` shows those that there are.
subscriber-not-on-list = { $address } is not on the list "{ $list }"
    .hint = `opsamling subscribers list` shows who is on which lists.
row-without-list = it is not said which list { $address } goes on
    .hint = Write --list LIST, or give the file a column called list.
row-unknown-list = there is no list "{ $list }" for { $address }
    .hint = The lists are in opsamling.yaml under `lists:`.
row-without-consent = the consent of { $address } is missing: the list "{ $list }" requires that its source and day are known
    .hint = Write --source SOURCE and --consented DATE, or give the file the columns source and consented.
row-consent-in-the-future = the consent of { $address } to "{ $list }" has a date that has not come yet
    .hint = Correct the date.
passed-over-left = { $address } has left "{ $list }" and is not brought back by an import
    .hint = Only the person can subscribe again.
passed-over-bounced = letters to { $address } come back, so the address was not put on "{ $list }"
    .hint = Find out whether the person has a new address.
passed-over-paused = { $address } has paused "{ $list }" and is not woken by an import
    .hint = The person can end the pause.
passed-over-pending = { $address } has not confirmed the subscription to "{ $list }" yet
    .hint = The person must confirm it.
passed-over-unchanged = { $address } is on "{ $list }" already
    .hint = There is nothing to do.
