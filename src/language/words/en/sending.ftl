## What is said of mailings and subscribers

### Settings

no-sender = opsamling.yaml does not say who sends
    .hint = Add `sender:` with name and email.
unknown-list = there is no list "{ $list }"
    .hint = opsamling.yaml has these lists: { $known }.
settings-address = { $field } in opsamling.yaml is no mail address: { $address }
    .hint = Write the address as name@example.org.
letter-image-unreadable = the picture { $file } cannot be read
    .hint = See whether the file is there and you may read it. `opsamling check` shows where it is named.
ca-file-unreadable = the certificate { $file } cannot be read
    .hint = Mend `ca_file:` below `relay:` in opsamling.yaml.
relay-drafts = the outbox, as drafts for Outlook
relay-outbox = the outbox (.eml files)
relay-smtp = { $url }, { $tls ->
        [TLS] TLS
       *[other] not encrypted
    }
relay-rate = , at most { $letters } { $unit ->
        [second] a second
        [minute] a minute
       *[hour] an hour
    }{ $minutes ->
        [0] {""}
        [one] : about 1 minute
       *[other] : about { $minutes } minutes
    }

### send

send-to = { "  " }to     { $count ->
        [one] 1 subscriber
       *[other] { $count } subscribers
    } of "{ $list }" ({ $paused } paused, { $left } left, { $bounced } bounced and { $pending } unconfirmed are not among them)
send-from = { "  " }from   { $sender }
send-text = { "  " }text   sha256 { $digest }…, { $size }, html + text, frozen when you say yes
send-relay = { "  " }relay  { $relay }
send-confirm = Send it? Type the number of subscribers to confirm:
send-confirm-approved = The text is approved, but not published. Send it all the same? (yes/no)
answer-yes = yes
mailing-done = { $id } has been sent: { $accepted ->
        [one] 1 subscriber has it
       *[other] { $accepted } subscribers have it
    }
    .hint = `opsamling status { $id }` shows what became of each letter. --again sends all of it once more.
mailing-in-outbox = { $id } is in the outbox: { $accepted ->
        [one] 1 letter
       *[other] { $accepted } letters
    } that opsamling has sent to nobody
    .hint = { $carriage ->
        [relay] If you have not sent them from there yourself either, send them now with --again.
       *[outbox] If they are to be sent, write your mail server into `url:` under `relay:` in opsamling.yaml, and run the command again with --again.
    }
no-relay = the mailing was begun over a mail server, and opsamling.yaml names none now
    .hint = Write the mail server into `url:` under `relay:` again. What is missing is not sent before.
send-in-outbox = The letters lie as files in the outbox and have been sent to nobody: { $folder }
send-test-has-left = { $address } has left the list, and those who have get no trials either
    .hint = Send the trial to another address.
send-nothing-sent = the answer does not match, so nothing is sent
    .hint = Run the command again when you are ready. --dry-run shows what would happen.
send-needs-yes = there is nobody to ask here
    .hint = Run `opsamling send` on a terminal, or add --yes to send without being asked.
send-dry-run = Every letter was written as a trial. Nothing was sent, nothing kept.
send-has-errors = { $id } cannot be sent before { $errors ->
        [one] the error above is mended
       *[other] the { $errors } errors above are mended
    }
    .hint = `opsamling check` shows them again.
send-draft = { $id } is a draft
    .hint = { $kind ->
        [coming] The meeting has not been held yet. To call people to it, add --as agenda.
       *[other] Set its state to approved or published in { $file }. --test ADDRESS sends a trial, and --as draft sends it marked as a draft.
    }
send-internal = { $about } is still for you alone
    .hint = Take the line visibility: internal out of { $file } when others may know of the meeting.
send-network-only = { $about } is for the network alone, and the list "{ $list }" rests on consent
    .hint = Send to a list that rests on something else than consent, or write visibility: public in { $file }.
send-brings-draft = { $id } brings { $about }, the text of which is a draft
    .hint = Set its state to approved or published in { $file }, or take it out of the issue.
send-before-its-day = { $about } does not come out before { $date }, and until then the link in the letter leads nowhere
    .hint = Send it on that day with --at, or write another date in { $file }.
send-calls-to-past = { $state ->
    [held] the meeting { $about } has been held, as its log says, so there is nothing to call to
    [begun] the meeting { $about } will have begun when the letter goes
   *[other] the meeting { $about } is on { $date }, and the letter would go after it
}
    .hint = { $state ->
        [held] Send its summary when that is written.
        [begun] If it was moved, correct date: or time: in { $file }.
       *[other] If it was moved, write the new date in { $file }. If it was held, send its summary when that is written.
    }
send-undated = { $id } calls to “{ $called }”, but has no date
    .hint = Write date: { $date } in { $file }, or the day on which it goes. Then its page in the archive goes on saying that the meeting was to come.
send-which-list = it is not said which list is meant
    .hint = Choose one with { "--to or --list" }: { $known }.
nobody-to-write-to = nobody on the list "{ $list }" is to have the letter
    .hint = `opsamling subscribers import` takes subscribers in, and `opsamling subscribers stats` counts them.
mailing-exists = { $id } was sent or begun already
    .hint = `opsamling resume { $id }` sends what is missing. --again sends all of it once more.
send-found-unknown = { $count ->
        [one] 1 letter of an earlier run may have arrived. It is
       *[other] { $count } letters of an earlier run may have arrived. They are
    } not sent again by themselves.
send-unwritten = { $count ->
        [one] 1 letter was dealt with, but that could not be written down
       *[other] { $count } letters were dealt with, but that could not be written down
    }
    .hint = They show as unknown when `opsamling resume` or `opsamling status` runs next, and are not sent again by themselves. Make room on the disk, then try again.
send-claim-lost = { $count } letters were no longer this process's when they were written down
    .hint = Run `opsamling status`. Letters that stand as unknown are not sent again by themselves.
send-lines-gone = the mailing came to a halt
    .hint = This is a fault of the program. `opsamling status` shows what was sent. Write to those who maintain it.
send-cut-off = Cut off. The letters that were under way are unknown. `opsamling resume { $mailing }` sends the rest, and so does a worker if one is running. `opsamling stop { $mailing }` holds it back.
send-so-far = { $done } of { $total } are done …
send-next-try = Waiting until { $day } { $time } before the rest is tried again. Ctrl-C ends it.
send-progress = Sending
send-ending = Stopping after the letters that are under way …
send-stopped = Stopped. `opsamling resume { $mailing }` sends the rest.
send-stopped-attended = Stopped here. A worker goes on with the rest. `opsamling stop { $mailing }` holds it back.
send-waiting = The rest is tried again on { $day } at { $time } at the earliest. Run `opsamling resume { $mailing }` then.
send-unreachable = There was no connection, so the rest was not sent. `opsamling resume { $mailing }` tries again.
send-sender-refused = The rest was not sent. `opsamling resume { $mailing }` sends it once that is mended.
send-letters-refused = The mailing is stopped before more letters are refused. `opsamling resume { $mailing }` sends the rest once that is mended, those ten with it.
bad-address = "{ $address }" is no mail address
    .hint = Write it as name@example.org.
bad-date = "{ $text }" is no date
    .hint = Write it as 12 March 2026 or 2026-03-12.
bad-language = the language "{ $language }" is not known
    .hint = Write da or en.
send-test-accepted = Sent as a trial to { $address } ({ $size })
send-test-in-outbox = Put into the outbox as a trial to { $address } ({ $size })
send-test-refused = The letter to { $address } was not delivered: { $code ->
        [0] { $text }
       *[other] { $code } { $text }
    }
send-refusal = The send itself would be refused as things are: { $why }
send-test-dry-run = The letter to { $address } takes { $size }. Nothing was sent.

### stop and status

stop-done = { $mailing } is stopped, and { $count ->
        [one] 1 letter is held back
       *[other] { $count } letters are held back
    }. `opsamling resume { $mailing }` sends the rest.
stop-would = { $mailing }: { $count ->
        [one] 1 letter would be held back.
       *[other] { $count } letters would be held back.
    }
status-none = There are no mailings yet.
status-mailing = Mailing
status-frozen-at = Frozen
status-frozen = In all
status-accepted = Accepted
status-open = Missing
status-in-outbox = { $count } in the outbox
status-more-unknown = … and { $count } more. --json shows them all.
status-next-try = Next try: { $day } { $time }
status-early = It is sent { $day } at { $time }, where `opsamling worker` runs or the window that waits is open. `opsamling resume { $mailing } --now` sends it now.
status-too-late = It was to be sent { $day } at { $time }, and waits for your word: `opsamling resume { $mailing } --now` sends it, `opsamling stop { $mailing }` stops it.
status-resume = `opsamling resume { $mailing }` sends what is missing.
delivery-frozen = in all
delivery-planned = planned
delivery-claimed = under way
delivery-accepted = accepted
delivery-in-outbox = in the outbox
delivery-refused = refused
delivery-deferred = deferred
delivery-unknown = unknown
delivery-suppressed = suppressed
delivery-stopped = stopped
delivery-cut-off = The run was cut off while the letter was under way.
lock-who = process { $process }, since { $day } { $time }
status-unknown = The unknown letters may have arrived, and are not sent again by themselves. With the mail server's log, `opsamling resolve { $mailing } --from-log FILE` settles what became of them; without one you do, with --unknown resend or --unknown treat-as-sent.
delivery-no-line = there was no connection
delivery-no-login = there was no way to log in
delivery-not-secure = the connection could not be made secure
delivery-no-outbox = the letter could not be put into the outbox
delivery-letter-too-large = the letter was too large for this reader
delivery-letter-header-too-long = the letter was too large for this reader
delivery-letter-unsigned = the letter could not be signed
delivery-line-broke = the program went wrong while it was being sent
relay-sender-refused = the relay takes no letters from the sender in opsamling.yaml: { $code } { $text }
    .hint = See whether `sender.email` and `relay.bounce_email` are addresses that the relay may send from, and whether the user in `relay.url` is the right one.
relay-letters-refused = the relay has refused ten letters in a row, and not because of whom they were to: { $code } { $text }
    .hint = The reply is about you or the letter: a quota that is used up, a permission that is missing, or something in the text. Ask whoever runs the relay if the reply does not say.
no-relay-secret = there is no password for { $user }
    .hint = Set { $variable }, or { $variable }_FILE to a file that has it. See "Sending through a real relay" in the README.
balance-unsound = the account of { $mailing } does not add up: { $sum } deliveries were counted, and { $frozen } are frozen
    .hint = Send no more before it is looked into. Keep the data folder (`opsamling where`) and write to those who maintain the program.

### dkim

dkim-bad-domain = "{ $domain }" is not a domain that a key can vouch for
    .hint = Write the domain as it stands after the @ of the sender's address, such as example.org.
dkim-bad-selector = "{ $selector }" cannot be the name of a key in DNS
    .hint = Use letters, digits and hyphens, such as s2026.
dkim-name-twice = two keys are called { $selector } for { $domain } in opsamling.yaml
    .hint = Give one of them another name (`selector:`) below `relay.dkim`, and put it into DNS.
dkim-key-missing = there is no key { $file }
    .hint = Mend `key_file:` below `relay.dkim` in opsamling.yaml, or copy the key from the machine that has it. A new key of `opsamling dkim new` needs a new selector, and has to be in DNS first.
dkim-key-unreadable = the key { $file } cannot be read
    .hint = See whether you may read the file. `opsamling where` shows the data folder.
dkim-key-open = others on this machine can read the key { $file }
    .hint = Run `chmod 600 "{ $file }"`. If others may have read it, make a new one with `opsamling dkim new`: whoever has it can write in your name.
dkim-no-key = the file holds no private key
    .hint = It must be a PEM file: text that begins with -----BEGIN PRIVATE KEY-----. `opsamling dkim new` makes one.
dkim-key-encrypted = the key is locked with a passphrase
    .hint = Save it without one with `openssl pkey -in locked.pem -out s2026.pem`, and run `chmod 600 s2026.pem`.
dkim-key-kind = the key is neither RSA nor Ed25519, or it is damaged
    .hint = Make a key with `opsamling dkim new`.
dkim-key-too-small = the RSA key has less than 2048 bits, and receivers refuse keys so short
    .hint = Make a new one with `opsamling dkim new`, and put it into DNS.
dkim-key-too-large = the RSA key has more than 4096 bits, and receivers need not verify keys so long
    .hint = Make one of 2048 bits with `opsamling dkim new`.
dkim-key-exists = there is a key { $file } already
    .hint = Give the new one another name with --selector. `opsamling dkim show` shows what DNS is to say of those in use.
dkim-not-made = the system could not make a key
    .hint = Try again. If it happens again, write to those who maintain the program.
dkim-would = The key would be put into { $file }. Nothing is saved.
dkim-made = The key is in { $file }, and you alone can read it. Keep a copy in a safe place.
dkim-next = Ask whoever looks after your DNS to make the record. Put the lines into opsamling.yaml once it is there: before that receivers cannot verify the letters.
dkim-next-rsa = Ask whoever looks after your DNS to make the record. Many receivers know only RSA: make a key with `opsamling dkim new` too, and let it stand first in opsamling.yaml.
dkim-none = opsamling.yaml names no keys, so letters are sent unsigned. `opsamling dkim new` makes a key.
dkim-record-name = Name: { "" }
dkim-record-type = Type: { "" }
dkim-record-value = Value:
dkim-record-zone = The same as a line of a zone file:
dkim-settings = For opsamling.yaml:
dkim-settings-below-relay = For opsamling.yaml, below relay:
dkim-settings-below-dkim = For opsamling.yaml, below dkim: in relay:

### subscribers

csv-too-large = { $file } is too large
    .hint = Split the file, each part below 512 MB.
import-ignored-column = The column "{ $column }" is not used.
import-done = { $new } new, { $updated } changed, { $passed } passed over, { $refused } refused
import-would = Trial: { $new } new, { $updated } changed, { $passed } passed over, { $refused } refused. Nothing was kept.
export-written = { $count ->
        [one] 1 row written to { $file }
       *[other] { $count } rows written to { $file }
    }. The file holds personal data: delete it when it has served.
add-done = { $address } is on the list { $list }.
add-would = { $address } would go onto the list { $list }. Nothing was kept.
remove-done = { $count ->
        [0] { $address } had left already.
       *[other] { $address } has left: { $lists }. No import brings the address back.
    }
remove-would = { $count ->
        [0] { $address } has left already.
       *[other] { $address } would leave: { $lists }. Nothing was kept.
    }
subscription-pending = unconfirmed
subscription-active = active
subscription-paused = paused
subscription-left = left
subscription-bounced = bounced
resolve-would =
    Trial: { $accepted ->
        [0] no letter would count as delivered
        [one] one letter would count as delivered
       *[other] { $accepted } letters would count as delivered
    }, { $planned ->
        [0] none would be sent again
        [one] one would be sent again
       *[other] { $planned } would be sent again
    }, and { $unknown ->
        [0] none would be unknown still.
        [one] one would be unknown still.
       *[other] { $unknown } would be unknown still.
    } Nothing is saved.
resolve-done =
    { $accepted ->
        [0] No letter turned out to be delivered
        [one] One letter turned out to be delivered
       *[other] { $accepted } letters turned out to be delivered
    }, { $planned ->
        [0] none will be sent again
        [one] one will be sent again
       *[other] { $planned } will be sent again
    }, and { $unknown ->
        [0] none is unknown now.
        [one] one is still unknown.
       *[other] { $unknown } are still unknown.
    }
resolve-log-foreign = The log names none of the mailing's letters. Ask for the log of the mail server that opsamling.yaml points to, of the day on which the letters were sent.
resolve-log-incomplete = The log lacks letters that the mail server has taken for certain, or begins too late. Give all the day's files at once: --from-log mail.log.1 mail.log
resolve-log-too-early = The log ends before the last attempt was over. Fetch it again, and try once more.
resolve-log-silent = The log names the last letters without saying what became of them. Fetch it again when the mail server has sent all that is in its queue.
log-unreadable = the log { $file } cannot be read
    .hint = Check the path, and that you may read the file.
log-compressed = { $file } is compressed
    .hint = Unpack it first: gunzip -k { $file }
delivery-by-word = delivered, by what somebody said
status-domain = Domain
status-domain-refused = Refused
status-domain-all = In all
status-letters = Letters
status-state = State
status-code = Code
status-reply = The mail server said

### bounces and inbox

returned-hard = refused
returned-soft = not delivered
returned-auto-reply = auto-reply
returned-complaint = complaint
returned-other = other
returned-unsubscribe = leaving
bounces-kind = Kind
bounces-code = Code
bounces-what = What happened
bounces-file = Mail
bounces-at-sending = when the letter was sent
bounces-given-up = gets no more letters from { $lists }
bounces-counted = { $count ->
        [one] once so far
       *[other] { $count } times so far
    }; at { $limit } in 30 days the address gets no more letters
bounces-counted-in-doubt = { $count ->
        [one] once so far
       *[other] { $count } times so far
    }; the mail does not show that it is about a letter from here, so only at { $limit } in 30 days the address gets no more letters
bounces-before = the mail is from before the address joined { $lists }, and it stays there
bounces-kept = noted
bounces-nobody = none of the subscribers
bounces-known = read before
bounces-none = Nothing has come back.
bounces-done = { $hard } refused, { $soft } not delivered, { $replies ->
        [one] 1 auto-reply
       *[other] { $replies } auto-replies
    }, { $complaints ->
        [one] 1 complaint
       *[other] { $complaints } complaints
    }, { $other } other. All of it is noted, and the mails lie where they lay.
bounces-would = Trial: { $hard } refused, { $soft } not delivered, { $replies ->
        [one] 1 auto-reply
       *[other] { $replies } auto-replies
    }, { $complaints ->
        [one] 1 complaint
       *[other] { $complaints } complaints
    }, { $other } other. Nothing was changed.
inbox-from = From
inbox-subject = Subject
inbox-none = There is no new mail.
inbox-left = { $count ->
        [0] had left already
       *[other] has left { $lists }
    }
inbox-joined-since = wrote before joining { $lists }, and stays there
inbox-leaver-unknown = wants to leave, but is on no list
inbox-token-unknown = wants to leave, but the code in the mail is not known: see whether { $from } is on a list, and use `opsamling subscribers remove`
inbox-may-leave = may want to leave: read it
inbox-done = { $left } leaving, { $returned } returned, { $rest ->
        [one] 1 other mail
       *[other] { $rest } other mails
    }. No mail was moved or deleted.
inbox-would = Trial: { $left } leaving, { $returned } returned, { $rest ->
        [one] 1 other mail
       *[other] { $rest } other mails
    }. Nothing was changed.
inbox-unreadable = { $path } cannot be read ({ $reason })
    .hint = See whether the path is spelt right, and whether you may read what is there.
inbox-not-a-mail = { $path } is not a mail that can be read
    .hint = Save the mail as .eml or as text. Outlook's .msg files and archives cannot be read.
inbox-bad-url = { $url } is not the address of a mailbox
    .hint = Write imaps://user@server/Folder. An @ in the user's name is written %40. Without a folder the inbox is read.
inbox-password-in-url = there is a password in the address of the mailbox
    .hint = Others on the machine can see it. Take it out, set OPSAMLING_IMAP_PASSWORD instead, and change it.
inbox-no-secret = there is no password for { $user }
    .hint = Set { $variable }, or { $variable }_FILE to a file that has it. For Microsoft 365 and Gmail: OPSAMLING_IMAP_TOKEN or OPSAMLING_IMAP_TOKEN_COMMAND.
inbox-no-trust = there are no certificates on this machine to know the mail server by
    .hint = Install the system's root certificates (the package ca-certificates), or name a PEM file at `relay.ca_file`.
inbox-unreachable = the mail server { $host } cannot be reached ({ $reason })
    .hint = See whether the name is spelt right, and whether there is a network. Nothing is lost: what was not read is read next time.
inbox-timed-out = the mail server { $host } does not answer
    .hint = Try again in a while. Nothing is lost: what was not read is read next time.
inbox-not-encrypted = the mail server { $host } does not answer with encryption on port { $port }
    .hint = See whether the port is right. IMAP with encryption from the first byte is usually on port 993, which is used where the address has none.
inbox-certificate-unknown-issuer = nobody whom this machine trusts vouches for the certificate
inbox-certificate-wrong-name = the certificate is not for that name
inbox-certificate-expired = the certificate has run out, or is not valid yet
inbox-certificate-unsound = the certificate is not as it must be
inbox-certificate = the mail server { $host } cannot prove that it is the one it says it is ({ $reason })
    .hint = See whether the name is the one that the certificate was made for. If you have an authority of your own, put its PEM file in `relay.ca_file`.
inbox-login-refused = { $host } does not let the user in: { $said }
    .hint = See whether the user's name and the password are right, and whether the mailbox may be read with IMAP.
inbox-folder-refused = { $host } does not open the folder: { $said }
    .hint = See what the folder is called at the mail server. Folders in folders are often written Inbox/Returned or INBOX.Returned.
inbox-refused = { $host } says no: { $said }
    .hint = Try again. If it goes on, ask whoever runs the mail server.
inbox-not-imap = { $host } does not speak IMAP: { $said }
    .hint = See whether port and name are right. IMAP with encryption is usually on port 993.

### send --at and worker

send-at-no-time = { $time } is not a time
    .hint = Write day and time: --at "2026-11-23 09:00", or the time alone: --at 09:00
send-at-passed = the time { $time } has passed
    .hint = Write a time that is to come, or send now without --at.
send-at-nobody-waits = nobody waits to send the mailing when the time comes
    .hint = Start `opsamling worker` on a machine that stays on, or wait here: --at … --wait. Nothing is frozen yet.
send-at-waits = Frozen. Waiting here until { $day } { $time }; the machine must stay on.
send-at-left = The wait was broken off; nothing is sent. `opsamling resume { $mailing }` sends when the time has come, and --now at once.
send-at-left-attended = The wait was broken off; nothing is sent yet. A worker sends it { $day } { $time }. `opsamling stop { $mailing }` holds it back.
send-at-frozen = Frozen. A worker sends it { $day } { $time }.
mailing-too-early = { $mailing } is not to be sent before { $day } { $time }
    .hint = `opsamling resume { $mailing } --now` sends now.
mailing-too-late = { $mailing } was to be sent { $day } { $time } and is more than two hours late
    .hint = If the text still holds, `opsamling resume { $mailing } --now` sends it. Otherwise `opsamling stop { $mailing }` stops it.
resume-later = { $mailing } is stopped no longer. A worker sends it { $day } { $time }, and `opsamling resume { $mailing } --now` at once.
resume-later-nobody-waits = { $mailing } is stopped no longer and is to be sent { $day } { $time }, but nobody waits to do it. Start `opsamling worker` on a machine that stays on, or run `opsamling resume { $mailing }` at that time.
worker-waits = Waiting for mailings. Ctrl-C ends it.
worker-sends = Sending { $mailing }.
