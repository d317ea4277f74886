## delivery

## store

### The data folder and the file in it

store-newer = { $path } was made by a newer version of the program (schema { $found }, this version knows { $known })
    .hint = Get the newest version of opsamling. Nothing was touched.
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

### The database server

store-server-url = the address of the store cannot be used: { $reason }
    .hint = Write postgres://USER@SERVER/DATABASE; a password goes into OPSAMLING_STORE, which takes the whole address.
store-server-in-the-open = { $server } would be used without encryption
    .hint = Take sslmode=disable out of the address. Only a server on this machine is used without encryption.
store-server-without-tls = { $server } offers no encryption, and nothing is sent there without it
    .hint = Ask those who run the server to switch TLS on.
store-server-certificate = the encrypted connection to { $server } failed ({ $reason })
    .hint = If the server has a certificate of your own authority, add sslrootcert=FILE to the address. The certificate must bear the server's name.
store-server-ca-file = the certificates in { $path } cannot be used ({ $reason })
    .hint = sslrootcert must name a PEM file: text that begins with -----BEGIN CERTIFICATE-----.
store-server-login = { $server } does not let the user in ({ $reason })
    .hint = Check the user in the address and the password in OPSAMLING_STORE.
store-server-database = { $server } has no such database
    .hint = Check the name at the end of the address, or ask those who run the server to make it.
store-server-permission = the user may not do that on { $server } ({ $reason })
    .hint = The first time, the user must be allowed to make a schema in the database: GRANT CREATE ON DATABASE.
store-server-away = { $server } does not answer ({ $reason })
    .hint = Try again a little later. If it goes on, check the address and whether this machine can reach the server.
store-server-unanswered = { $server } was asked to keep something and did not say whether it did
    .hint = Look with `opsamling status` once the server answers again. No letter is sent twice because of it.
store-server-not-empty = { $server } already holds this network's subscribers or mailings
    .hint = A store can only be moved to where there is none. Nothing was changed.
store-server-differs = what arrived at { $server } is not what was sent ({ $table })
    .hint = Nothing was kept there, and the store here is as it was. Write to those who maintain the program.
store-migrate-where = it is not said where the store is to be moved
    .hint = Write --to postgres://USER@SERVER/DATABASE, or put the address into OPSAMLING_STORE where it has a password.
store-nothing-to-move = there is no store to move: { $file } is not there
    .hint = `opsamling where` shows where the data folder is.
store-migrating = The store is being moved to { $server } and compared …
store-migrated = Moved to { $server } and compared: { $subscribers } subscribers, { $subscriptions } subscriptions, { $consents } consents, { $mailings } mailings, { $deliveries } deliveries, { $returned } returns. Both sides are the same. { $file } stays where it is, but takes no changes any more.
store-migrate-would = Nothing was kept. { $subscribers } subscribers, { $subscriptions } subscriptions, { $consents } consents, { $mailings } mailings, { $deliveries } deliveries and { $returned } returns would be moved from { $file } to { $server }; both sides are the same.
store-switch = To switch, write this line in opsamling.yaml: store: { $url }
store-switch-secret = To switch, put the whole address into OPSAMLING_STORE, or into a file that OPSAMLING_STORE_FILE names, on every machine that is to use it.
store-file-in-use = { $server } is to be used, but subscribers and mailings are still in { $path }
    .hint = Move them with `opsamling store migrate`, so that nobody who left gets letters again. If they are needed no more, give the file another name.
store-moved = the store in { $path } has been moved to { $server }
    .hint = Write the server's address at store: in opsamling.yaml, or in OPSAMLING_STORE where it has a password. If the move was broken off, run `opsamling store migrate` again.
store-password-in-settings = the address at `store:` in opsamling.yaml has a password in it
    .hint = opsamling.yaml is seen by many. Take the password out, and put the whole address with it into OPSAMLING_STORE, or its file into OPSAMLING_STORE_FILE.

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

## smtp

smtp-host-unknown = The mail server { $host } does not exist, or its name could not be looked up
    .hint = Check the spelling of the name in relay.url, and that this machine is online.
smtp-unreachable = There is no connection to the mail server { $host } on port { $port }: { $reason }
    .hint = Check the port in relay.url (587 or 465 as a rule), and that your network lets it through.
smtp-timed-out = The mail server { $host } on port { $port } did not answer in time (step: { $step }).
    .hint = Try again a little later. If it happens every time, try smtps:// instead of smtp:// (or the other way round) in relay.url.
smtp-closed = The mail server { $host } on port { $port } closed the connection (step: { $step }): { $reason }
    .hint = Try again a little later. If it happens every time, ask those who run the mail server whether this machine may send.
smtp-not-smtp = What answers at { $host } port { $port } is no mail server that we understand (step: { $step }). It said: { $line }
    .hint = Check that the name and the port in relay.url are the mail server's.
smtp-rejected = The mail server { $host } says no (step: { $step }): { $reply }
    .hint = Ask those who run the mail server whether this machine may send through it.
smtp-starttls-not-offered = The mail server { $host } offers no encrypted connection (STARTTLS), and nothing is sent without one.
    .hint = Write smtps:// in relay.url if the server encrypts from the start, or use another mail server.
tls-none-needs-loopback = tls: none is only for a mail server on this machine, and { $host } is not.
    .hint = Delete the line tls: none in opsamling.yaml, so that the connection is encrypted.
smtp-certificate-unknown-issuer = Nobody whom this machine trusts vouches for the certificate of the mail server { $host }.
    .hint = If you have an authority of your own, write its file at ca_file in opsamling.yaml. If not, this may be the wrong server.
smtp-certificate-wrong-name = The mail server's certificate is not for the name { $host }.
    .hint = Write the name that the certificate was issued for in relay.url.
smtp-certificate-expired = The certificate of the mail server { $host } has run out, or is not valid yet.
    .hint = Ask those who run the mail server to renew it, and check this machine's clock.
smtp-certificate-refused = The certificate of the mail server { $host } cannot be used: { $reason }
    .hint = Show this message to those who run the mail server.
smtp-tls-failed = The encrypted connection to { $host } on port { $port } failed: { $reason }
    .hint = Port 465 wants smtps:// in relay.url, ports 587 and 25 smtp://.
smtp-no-trust = This machine knows no issuers of certificates, so the mail server's cannot be verified. { $reason }
    .hint = Install the package ca-certificates, or name a file at ca_file in opsamling.yaml.
smtp-ca-file = The file at ca_file in opsamling.yaml holds no certificate.
    .hint = It must be a PEM file: text that begins with -----BEGIN CERTIFICATE-----.
smtp-auth-not-offered = { $wanted ->
        [password] The mail server { $host } offers no login with a password. It offers: { $offered }
       *[other] The mail server { $host } offers no login by { $wanted }. It offers: { $offered }
    }
    .hint = If XOAUTH2 is on the list, write auth: xoauth2 in opsamling.yaml and use a token. If nothing is, the server may want no login: take the user out of relay.url.
smtp-auth-refused = The mail server { $host } refuses the login of { $user }: { $reply }
    .hint = Check that OPSAMLING_RELAY_PASSWORD (or _TOKEN) is right and has not run out. Microsoft 365 and Gmail want a token: auth: xoauth2.

outbox-folder = The outbox { $path } cannot be opened: { $reason }
    .hint = Check that the folder can be written to, and that no file has its name.
outbox-full = The disk is full, so the letter { $path } was not written.
    .hint = Make room, and go on with opsamling resume.
outbox-write = The letter { $path } could not be written: { $reason }
    .hint = Check that the folder can be written to, and go on with opsamling resume.

delivery-line-closed = The connection was lost before the mail server answered.
delivery-line-silent = The mail server did not answer in time.
delivery-line-rubbish = The mail server answered something that cannot be understood.
delivery-too-large-for-relay = The letter is larger than the mail server takes.
delivery-needs-smtputf8 = The address has letters that the mail server cannot handle.
