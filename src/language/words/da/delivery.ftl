## delivery

## smtp

smtp-host-unknown = Mailserveren { $host } findes ikke, eller navnet kunne ikke slås op: { $reason }
    .hint = Se efter, om navnet i relay.url er stavet rigtigt, og om maskinen er på nettet.
smtp-unreachable = Der er ingen forbindelse til mailserveren { $host } på port { $port }: { $reason }
    .hint = Se efter, om porten i relay.url er den rigtige (oftest 587 eller 465), og om netværket tillader den.
smtp-timed-out = Mailserveren { $host } på port { $port } svarede ikke i tide (trin: { $step }).
    .hint = Prøv igen lidt senere. Sker det hver gang, så prøv smtps:// i stedet for smtp:// (eller omvendt) i relay.url.
smtp-closed = Mailserveren { $host } på port { $port } afbrød forbindelsen (trin: { $step }): { $reason }
    .hint = Prøv igen lidt senere. Sker det hver gang, så spørg dem, der driver mailserveren, om denne maskine må sende.
smtp-not-smtp = Det, der svarer på { $host } port { $port }, er ikke en mailserver, som vi forstår (trin: { $step }). Den sagde: { $line }
    .hint = Se efter, om navn og port i relay.url er mailserverens.
smtp-rejected = Mailserveren { $host } siger nej (trin: { $step }): { $reply }
    .hint = Spørg dem, der driver mailserveren, om denne maskine må sende gennem den.
smtp-starttls-not-offered = Mailserveren { $host } tilbyder ikke en krypteret forbindelse (STARTTLS), og uden den sendes der ikke.
    .hint = Skriv smtps:// i relay.url, hvis serveren er krypteret fra starten, eller brug en anden mailserver.
tls-none-needs-loopback = tls: none gælder kun for en mailserver på denne maskine, og det er { $host } ikke.
    .hint = Slet linjen tls: none i opsamling.yaml, så forbindelsen krypteres.
smtp-certificate-unknown-issuer = Mailserveren { $host } har et certifikat, som ingen, maskinen stoler på, står inde for.
    .hint = Har I jeres eget certifikatcenter, så skriv dets fil ved ca_file i opsamling.yaml. Ellers er det måske ikke den rigtige server.
smtp-certificate-wrong-name = Mailserverens certifikat gælder ikke for navnet { $host }.
    .hint = Skriv det navn i relay.url, som certifikatet er udstedt til.
smtp-certificate-expired = Mailserveren { $host } har et certifikat, der er udløbet eller endnu ikke gælder.
    .hint = Bed dem, der driver mailserveren, om at forny det, og se efter, om denne maskines ur går rigtigt.
smtp-certificate-refused = Mailserveren { $host } har et certifikat, der ikke kan bruges: { $reason }
    .hint = Vis beskeden til dem, der driver mailserveren.
smtp-tls-failed = Den krypterede forbindelse til { $host } på port { $port } mislykkedes: { $reason }
    .hint = Port 465 skal have smtps:// i relay.url, port 587 og 25 smtp://.
smtp-no-trust = Maskinen kender ingen udstedere af certifikater, så mailserverens kan ikke kontrolleres. { $reason }
    .hint = Installér pakken ca-certificates, eller skriv en fil ved ca_file i opsamling.yaml.
smtp-ca-file = Filen ved ca_file i opsamling.yaml indeholder ikke noget certifikat.
    .hint = Det skal være en PEM-fil: tekst, der begynder med -----BEGIN CERTIFICATE-----.
smtp-auth-not-offered = { $wanted ->
        [password] Mailserveren { $host } tilbyder ikke login med adgangskode. Den tilbyder: { $offered }
       *[other] Mailserveren { $host } tilbyder ikke login med { $wanted }. Den tilbyder: { $offered }
    }
    .hint = Står XOAUTH2 på listen, så skriv auth: xoauth2 i opsamling.yaml og brug et token. Står der intet, kræver serveren måske ikke login: tag brugeren ud af relay.url.
smtp-auth-refused = Mailserveren { $host } afviser login for { $user }: { $reply }
    .hint = Se efter, om OPSAMLING_RELAY_PASSWORD (eller _TOKEN) er den rigtige og ikke er udløbet. Microsoft 365 og Gmail vil have et token: auth: xoauth2.

outbox-folder = Udbakken { $path } kan ikke åbnes: { $reason }
    .hint = Se efter, om mappen må skrives i, og om der ligger en fil af samme navn.
outbox-full = Disken er fuld, så brevet { $path } blev ikke skrevet.
    .hint = Skaf plads, og fortsæt med opsamling resume.
outbox-write = Brevet { $path } kunne ikke skrives: { $reason }
    .hint = Se efter, om mappen må skrives i, og fortsæt med opsamling resume.

delivery-line-closed = Forbindelsen blev afbrudt, før mailserveren svarede.
delivery-line-silent = Mailserveren svarede ikke i tide.
delivery-line-rubbish = Mailserveren svarede noget, der ikke er til at forstå.
delivery-too-large-for-relay = Brevet er større, end mailserveren vil tage imod.
delivery-needs-smtputf8 = Adressen har bogstaver, som mailserveren ikke kan håndtere.
