## delivery

## store

### Datamappen og filen i den

store-newer = { $path } er lavet af en nyere udgave af programmet (skema { $found }, denne udgave kender { $known })
    .hint = Hent den nyeste udgave af opsamling. Intet er rørt.
store-in-synchronised-folder = datamappen { $path } ligger i en mappe, som { $service } synkroniserer
    .hint = Abonnenternes data må ikke kopieres til andre maskiner, og filen kan gå i stykker af det. Vælg en anden mappe med OPSAMLING_DATA_DIR.
store-not-a-store = { $path } er ikke en fil, som dette program har lavet
    .hint = Flyt filen et andet sted hen, eller vælg en anden mappe med OPSAMLING_DATA_DIR. Filen er ikke rørt.
store-damaged = { $path } er beskadiget ({ $reason })
    .hint = Hent filen fra den seneste sikkerhedskopi. Gem den beskadigede: det meste kan som regel reddes.
store-disk-full = der er ikke plads på disken til { $path }
    .hint = Gør plads, og prøv igen. Alt, hvad der var gemt, er der endnu.
store-read-only = { $path } kan ikke skrives
    .hint = Se efter, om mappen og filen tilhører dig, og om de er skrivebeskyttede.
store-busy = { $path } er i brug af en anden kørsel af programmet
    .hint = Vent lidt, og prøv igen.
store-unreachable = { $path } kan ikke åbnes ({ $reason })
    .hint = `opsamling where` viser, hvor datamappen er. Se efter, om den findes, og om du må skrive i den.
store-failed = { $path } svarede med en fejl, som programmet ikke kender ({ $reason })
    .hint = Prøv igen. Bliver det ved, så skriv til dem, der vedligeholder programmet.
store-no-randomness = systemet gav ingen tilfældige tal til afmeldingslinket
    .hint = Genstart maskinen, og prøv igen.

### Databaseserveren

store-server-url = adressen på databasen kan ikke bruges: { $reason }
    .hint = Skriv postgres://BRUGER@SERVER/DATABASE. En adgangskode hører til i OPSAMLING_STORE, der tager hele adressen.
store-server-in-the-open = { $server } ville blive brugt uden kryptering
    .hint = Slet sslmode=disable i adressen. Kun en server på denne maskine bruges uden kryptering.
store-server-without-tls = { $server } tilbyder ingen kryptering, og uden den sendes der intet dertil
    .hint = Bed dem, der driver serveren, om at slå TLS til.
store-server-certificate = den krypterede forbindelse til { $server } mislykkedes ({ $reason })
    .hint = Har serveren et certifikat fra jeres egen udsteder, så føj sslrootcert=FIL til adressen. Certifikatet skal lyde på serverens navn.
store-server-ca-file = certifikaterne i { $path } kan ikke bruges ({ $reason })
    .hint = sslrootcert skal pege på en PEM-fil: tekst, der begynder med -----BEGIN CERTIFICATE-----.
store-server-login = { $server } lukker ikke brugeren ind ({ $reason })
    .hint = Se efter, om brugeren i adressen og adgangskoden i OPSAMLING_STORE er rigtige.
store-server-database = { $server } har ikke den database
    .hint = Se efter, om navnet sidst i adressen er rigtigt, eller bed dem, der driver serveren, om at oprette den.
store-server-permission = brugeren må ikke gøre det på { $server } ({ $reason })
    .hint = Første gang skal brugeren have lov til at oprette et skema i databasen: GRANT CREATE ON DATABASE.
store-server-away = { $server } svarer ikke ({ $reason })
    .hint = Prøv igen om lidt. Bliver det ved, så se efter, om adressen er rigtig, og om denne maskine kan nå serveren.
store-server-unanswered = { $server } blev bedt om at gemme noget og sagde ikke, om det skete
    .hint = Se efter med `opsamling status`, når serveren svarer igen. Ingen får et brev to gange af den grund.
store-server-not-empty = { $server } har allerede abonnenter eller udsendelser for dette netværk
    .hint = Man kan kun flytte hen, hvor der ikke er noget i forvejen. Intet er ændret.
store-server-differs = det, der kom frem til { $server }, er ikke det, der blev sendt ({ $table })
    .hint = Intet er gemt dér, og alt her er, som det var. Skriv til dem, der vedligeholder programmet.
store-migrate-where = det er ikke sagt, hvor databasen skal flyttes hen
    .hint = Skriv --to postgres://BRUGER@SERVER/DATABASE, eller skriv adressen i OPSAMLING_STORE, hvis den har en adgangskode.
store-nothing-to-move = der er ingen database at flytte: { $file } findes ikke
    .hint = `opsamling where` viser, hvor datamappen er.
store-migrating = Databasen flyttes til { $server } og sammenlignes …
store-migrated = Flyttet til { $server } og sammenlignet: { $subscribers } abonnenter, { $subscriptions } tilmeldinger, { $consents } samtykker, { $mailings } udsendelser, { $deliveries } leveringer, { $returned } returneringer. De to sider er ens. { $file } bliver liggende, men kan ikke ændres mere.
store-migrate-would = Intet er beholdt. { $subscribers } abonnenter, { $subscriptions } tilmeldinger, { $consents } samtykker, { $mailings } udsendelser, { $deliveries } leveringer og { $returned } returneringer ville blive flyttet fra { $file } til { $server }; de to sider er ens.
store-switch = Skriv denne linje i opsamling.yaml for at skifte: store: { $url }
store-switch-secret = Skriv hele adressen i OPSAMLING_STORE for at skifte, eller i en fil, som OPSAMLING_STORE_FILE peger på; gør det på alle maskiner, der skal bruge den.
store-file-in-use = { $server } skal bruges, men abonnenter og udsendelser ligger stadig i { $path }
    .hint = Flyt dem med `opsamling store migrate`, så ingen, der har meldt sig fra, får brev igen. Skal de ikke bruges mere, så giv filen et andet navn.
store-moved = databasen i { $path } er flyttet til { $server }
    .hint = Skriv serverens adresse ved store: i opsamling.yaml, eller i OPSAMLING_STORE, hvis den har en adgangskode. Blev flytningen afbrudt, så kør `opsamling store migrate` igen.
store-password-in-settings = adressen ved `store:` i opsamling.yaml indeholder en adgangskode
    .hint = opsamling.yaml ses af mange. Slet adgangskoden dér, og skriv hele adressen med adgangskoden i OPSAMLING_STORE, eller i en fil, som OPSAMLING_STORE_FILE peger på.

### Udsendelser

mailing-recipients-changed = der er nu { $found ->
        [one] 1 modtager
       *[other] { $found } modtagere
    }, og du sagde ja til { $expected }
    .hint = Listen er ændret imens. Kør kommandoen igen, og se antallet efter. Intet er sendt.
mailing-unknown = der er ingen udsendelse, hvis navn begynder med ”{ $name }”
    .hint = `opsamling status` viser dem, der er.
mailing-ambiguous = flere udsendelser begynder med ”{ $name }”: { $candidates }
    .hint = Skriv mere af navnet.
mailing-already-sending = en anden kørsel af programmet er ved at sende: { $who }
    .hint = Vent, til den er færdig, eller afslut den med Ctrl-C i dens eget vindue.

### Abonnenter

subscriber-unknown = der er ingen abonnent med adressen { $address }
    .hint = `opsamling subscribers list` viser dem, der er.
subscriber-not-on-list = { $address } er ikke på listen ”{ $list }”
    .hint = `opsamling subscribers list` viser, hvem der er på hvilke lister.
row-without-list = det er ikke sagt, hvilken liste { $address } skal på
    .hint = Skriv --list LISTE, eller giv filen en kolonne, der hedder list.
row-unknown-list = der er ingen liste ”{ $list }” til { $address }
    .hint = Listerne står i opsamling.yaml under `lists:`.
row-without-consent = samtykket mangler for { $address }: listen ”{ $list }” kræver, at kilde og dag er kendt
    .hint = Skriv --source KILDE og --consented DATO, eller giv filen kolonnerne source og consented.
row-consent-in-the-future = samtykket fra { $address } til ”{ $list }” har en dato, der ikke er kommet endnu
    .hint = Ret datoen.
passed-over-left = { $address } har meldt sig fra ”{ $list }” og bliver ikke tilmeldt igen af en import
    .hint = Kun personen selv kan melde sig til igen.
passed-over-bounced = breve til { $address } kommer retur, så adressen er ikke sat på ”{ $list }”
    .hint = Find ud af, om personen har fået en ny adresse.
passed-over-paused = { $address } har sat ”{ $list }” på pause og bliver ikke vækket af en import
    .hint = Personen kan selv ophæve pausen.
passed-over-pending = { $address } har ikke bekræftet sin tilmelding til ”{ $list }” endnu
    .hint = Personen skal selv bekræfte den.
passed-over-unchanged = { $address } er på ”{ $list }” i forvejen
    .hint = Der er intet at gøre.

## smtp

smtp-host-unknown = Mailserveren { $host } findes ikke, eller navnet kunne ikke slås op
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
