## delivery

## smtp

smtp-host-unknown = The mail server { $host } does not exist, or its name could not be looked up: { $reason }
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
