## letter

letter-greeting = Dear { $name }
letter-greeting-nameless = Hello

letter-html-too-large = The mail is too long: its html is { $size } kB, and { $limit } kB is the most.
    .hint = Gmail cuts longer mails, and the footer with the unsubscribe link is lost. Show some items as a teaser with a link (show: teaser), or make two mails.
letter-too-large = The mail is too large: it is { $size } kB, and { $limit } kB is the most.
    .hint = Use smaller pictures, or link to the files instead of sending them along.
letter-header-too-long = The field { $header } of the mail has a word that is too long to be sent.
    .hint = Shorten the subject, the sender's name, the list's title or the address in opsamling.yaml.
letter-service-url = service_url is { $url }, but one-click unsubscribing needs an address that begins with https://.
    .hint = Correct service_url in opsamling.yaml, or delete the line: people then unsubscribe by mail.
letter-return-address-too-long = { $address } is too long for a return address of its own for each letter.
    .hint = Give relay.bounce_email an address with at most 31 characters before the @.
letter-image-missing = The picture { $file } belongs in the mail, but the file could not be read.
    .hint = Put the file back, or take the picture out of the text.
letter-unsigned = The letter could not be signed.
    .hint = The key could be read, but does not sign. Make a new one with `opsamling dkim new`.
letter-newer-version = The mailing was made by a newer version of opsamling (letter format { $version }).
    .hint = Use the newest version of opsamling to send the rest.
letter-unreadable = The mailing's saved letter cannot be read: { $reason }
    .hint = The store may be damaged. Restore it from the latest backup.
