## Hvad der siges om udsendelser og abonnenter

### Indstillinger

no-sender = opsamling.yaml siger ikke, hvem der sender
    .hint = Tilføj `sender:` med name og email.
unknown-list = der er ingen liste ”{ $list }”
    .hint = opsamling.yaml har disse lister: { $known }.
settings-address = { $field } i opsamling.yaml er ikke en mailadresse: { $address }
    .hint = Skriv adressen som navn@example.org.
letter-image-unreadable = billedet { $file } kan ikke læses
    .hint = Se efter, om filen findes, og om du må læse den. `opsamling check` viser, hvor den er nævnt.
ca-file-unreadable = certifikatet { $file } kan ikke læses
    .hint = Ret `ca_file:` under `relay:` i opsamling.yaml.
relay-drafts = udbakken, som kladder til Outlook
relay-outbox = udbakken (.eml-filer)
relay-smtp = { $url }, { $tls ->
        [TLS] krypteret
       *[other] ukrypteret
    }
relay-rate = , højst { $letters } { $unit ->
        [second] i sekundet
        [minute] i minuttet
       *[hour] i timen
    }{ $minutes ->
        [0] {""}
        [one] : ca. 1 minut
       *[other] : ca. { $minutes } minutter
    }

### send

send-to = { "  " }til   { $count ->
        [one] 1 abonnent
       *[other] { $count } abonnenter
    } på ”{ $list }” ({ $paused } på pause, { $left } afmeldt, { $bounced } returneret og { $pending } ubekræftet er ikke med)
send-from = { "  " }fra   { $sender }
send-text = { "  " }brev  sha256 { $digest }…, { $size }, html og tekst; det fryses, når du siger ja
send-relay = { "  " }ad    { $relay }
send-confirm = Skal det sendes? Skriv antallet af abonnenter for at bekræfte:
send-confirm-approved = Teksten er godkendt, men ikke udgivet. Skal den sendes alligevel? (ja/nej)
answer-yes = ja
mailing-done = { $id } er sendt: { $accepted ->
        [one] 1 abonnent har fået den
       *[other] { $accepted } abonnenter har fået den
    }
    .hint = `opsamling status { $id }` viser, hvad der er blevet af hvert brev. --again sender det hele en gang til.
mailing-in-outbox = { $id } ligger i udbakken: { $accepted ->
        [one] 1 brev
       *[other] { $accepted } breve
    }, som opsamling ikke har sendt til nogen
    .hint = { $carriage ->
        [relay] Har du heller ikke selv sendt dem derfra, så send dem nu med --again.
       *[outbox] Skal de sendes, så skriv jeres mailserver i `url:` under `relay:` i opsamling.yaml, og kør kommandoen igen med --again.
    }
no-relay = udsendelsen er begyndt over en mailserver, og opsamling.yaml nævner ingen nu
    .hint = Skriv mailserveren i `url:` under `relay:` igen. Det, der mangler, sendes ikke før.
send-in-outbox = Brevene ligger som filer i udbakken og er ikke sendt til nogen: { $folder }
send-test-has-left = { $address } har meldt sig fra listen, og der sendes heller ikke på prøve til dem, der har det
    .hint = Send prøven til en anden adresse.
send-nothing-sent = svaret passer ikke, så intet er sendt
    .hint = Kør kommandoen igen, når du er klar. --dry-run viser, hvad der ville ske.
send-needs-yes = der er ingen at spørge her
    .hint = Kør `opsamling send` i en terminal, eller skriv --yes for at sende uden at blive spurgt.
send-dry-run = Hvert brev er skrevet på prøve. Intet er sendt, og intet er gemt.
send-has-errors = { $id } kan ikke sendes, før { $errors ->
        [one] fejlen ovenfor er rettet
       *[other] de { $errors } fejl ovenfor er rettet
    }
    .hint = `opsamling check` viser dem igen.
send-draft = { $id } er et udkast
    .hint = { $kind ->
        [coming] Mødet er ikke holdt endnu. Skal der indkaldes til det, så tilføj --as agenda.
       *[other] Sæt tilstanden til approved eller published i { $file }. --test ADRESSE sender en prøve, og --as draft sender det mærket UDKAST.
    }
send-internal = { $about } er endnu kun for jer selv
    .hint = Tag linjen visibility: internal ud af { $file }, når andre må vide af mødet.
send-network-only = { $about } er kun for netværket, og listen ”{ $list }” bygger på samtykke
    .hint = Send til en liste, der bygger på andet end samtykke, eller skriv visibility: public i { $file }.
send-brings-draft = { $id } bringer { $about }, og teksten til det er et udkast
    .hint = Sæt tilstanden til approved eller published i { $file }, eller tag det ud af brevet.
send-before-its-day = { $about } kommer først ud { $date }, og til den tid fører brevets link ingen steder hen
    .hint = Send den dag med --at, eller skriv en anden dato i { $file }.
send-calls-to-past = { $state ->
    [held] mødet { $about } er holdt, som der står i dets log, så der er intet at indkalde til
    [begun] mødet { $about } er begyndt, når brevet går
   *[other] mødet { $about } er { $date }, og brevet går først bagefter
}
    .hint = { $state ->
        [held] Send opsamlingen, når den er skrevet.
        [begun] Er mødet flyttet, så ret date: eller time: i { $file }.
       *[other] Er mødet flyttet, så skriv den nye dato i { $file }. Er det holdt, så send opsamlingen, når den er skrevet.
    }
send-undated = { $id } indkalder til ”{ $called }”, men har ingen dato
    .hint = Skriv date: { $date } i { $file }, eller den dag, brevet går. Så bliver siden i arkivet ved med at fortælle, at mødet skulle komme.
send-which-list = det er ikke sagt, hvilken liste det gælder
    .hint = Vælg en med { "--to eller --list" }: { $known }.
nobody-to-write-to = ingen på listen ”{ $list }” skal have brevet
    .hint = `opsamling subscribers import` henter abonnenter ind, og `opsamling subscribers stats` tæller dem.
mailing-exists = { $id } er allerede sendt eller begyndt
    .hint = `opsamling resume { $id }` sender det, der mangler. --again sender det hele en gang til.
send-found-unknown = { $count ->
        [one] 1 brev fra en tidligere kørsel kan være nået frem. Det sendes
       *[other] { $count } breve fra en tidligere kørsel kan være nået frem. De sendes
    } ikke igen af sig selv.
send-unwritten = { $count ->
        [one] 1 brev er behandlet, men det kunne ikke skrives ned
       *[other] { $count } breve er behandlet, men det kunne ikke skrives ned
    }
    .hint = De vises som uvisse, når `opsamling resume` eller `opsamling status` kører næste gang, og sendes ikke igen af sig selv. Gør plads på disken, og prøv så igen.
send-claim-lost = { $count } breve var ikke længere denne proces', da de blev skrevet ned
    .hint = Kør `opsamling status`. Breve, der står som ukendt, sendes ikke igen af sig selv.
send-lines-gone = udsendelsen gik i stå
    .hint = Det er en fejl i programmet. `opsamling status` viser, hvad der er sendt. Skriv til dem, der vedligeholder det.
send-cut-off = Afbrudt. De breve, der var på vej, er uvisse. `opsamling resume { $mailing }` sender resten, og det gør en worker også, hvis en er i gang. `opsamling stop { $mailing }` holder den tilbage.
send-so-far = { $done } af { $total } er færdige …
send-next-try = Venter til { $day } { $time }, før resten prøves igen. Ctrl-C afslutter.
send-progress = Sender
send-ending = Stopper efter de breve, der er på vej …
send-stopped = Stoppet. `opsamling resume { $mailing }` sender resten.
send-stopped-attended = Stoppet her. En worker går videre med resten. `opsamling stop { $mailing }` holder den tilbage.
send-waiting = Resten prøves igen tidligst { $day } { $time }. Kør da `opsamling resume { $mailing }`.
send-unreachable = Der var ingen forbindelse, så resten er ikke sendt. `opsamling resume { $mailing }` prøver igen.
send-sender-refused = Resten er ikke sendt. Når det er bragt i orden, sender `opsamling resume { $mailing }` den.
send-letters-refused = Udsendelsen er stoppet, før flere breve bliver afvist. Når det er bragt i orden, sender `opsamling resume { $mailing }` resten, også de ti.
bad-address = ”{ $address }” er ikke en mailadresse
    .hint = Skriv den som navn@example.org.
bad-date = ”{ $text }” er ikke en dato
    .hint = Skriv den som 12. marts 2026 eller 2026-03-12.
bad-language = sproget ”{ $language }” kendes ikke
    .hint = Skriv da eller en.
send-test-accepted = Sendt på prøve til { $address } ({ $size })
send-test-in-outbox = Lagt i udbakken som prøve til { $address } ({ $size })
send-test-refused = Brevet til { $address } blev ikke afleveret: { $code ->
        [0] { $text }
       *[other] { $code } { $text }
    }
send-refusal = Selve udsendelsen ville blive afvist, som det står nu: { $why }
send-test-dry-run = Brevet til { $address } fylder { $size }. Intet er sendt.

### stop og status

stop-done = { $mailing } er stoppet, og { $count ->
        [one] 1 brev er holdt tilbage
       *[other] { $count } breve er holdt tilbage
    }. `opsamling resume { $mailing }` sender resten.
stop-would = { $mailing }: { $count ->
        [one] 1 brev ville blive holdt tilbage.
       *[other] { $count } breve ville blive holdt tilbage.
    }
status-none = Der er ingen udsendelser endnu.
status-mailing = Udsendelse
status-frozen-at = Frosset
status-frozen = I alt
status-accepted = Afleveret
status-open = Mangler
status-in-outbox = { $count } i udbakken
status-more-unknown = … og { $count } til. --json viser dem alle.
status-next-try = Næste forsøg: { $day } { $time }
status-early = Den sendes { $day } { $time }, når `opsamling worker` kører, eller det vindue, der venter, er åbent. `opsamling resume { $mailing } --now` sender nu.
status-too-late = Den skulle være sendt { $day } { $time } og venter på dit ord: `opsamling resume { $mailing } --now` sender den, `opsamling stop { $mailing }` stopper den.
status-resume = `opsamling resume { $mailing }` sender det, der mangler.
delivery-frozen = i alt
delivery-planned = venter
delivery-claimed = på vej
delivery-accepted = afleveret
delivery-in-outbox = i udbakken
delivery-refused = afvist
delivery-deferred = udsat
delivery-unknown = uvis
delivery-suppressed = sprunget over
delivery-stopped = stoppet
delivery-cut-off = Kørslen blev afbrudt, mens brevet var på vej.
lock-who = proces { $process }, siden { $day } { $time }
status-unknown = De uvisse breve kan være nået frem og sendes ikke igen af sig selv. Med mailserverens log afgør `opsamling resolve { $mailing } --from-log FIL`, hvad der blev af dem; uden log afgør du det selv med --unknown resend eller --unknown treat-as-sent.
delivery-no-line = der var ingen forbindelse
delivery-no-login = vi kunne ikke logge ind på mailserveren
delivery-not-secure = forbindelsen kunne ikke gøres sikker
delivery-no-outbox = brevet kunne ikke lægges i udbakken
delivery-letter-too-large = brevet blev for stort til denne modtager
delivery-letter-header-too-long = brevet blev for stort til denne modtager
delivery-letter-unsigned = brevet kunne ikke underskrives
delivery-line-broke = noget gik galt i programmet, mens det blev sendt
relay-sender-refused = mailserveren tager ikke imod breve fra afsenderen i opsamling.yaml: { $code } { $text }
    .hint = Se efter, om `sender.email` og `relay.bounce_email` er adresser, som mailserveren må sende fra, og om brugeren i `relay.url` er den rigtige.
relay-letters-refused = mailserveren har afvist ti breve i træk, og ikke for modtagernes skyld: { $code } { $text }
    .hint = Svaret handler om jer eller brevet: en kvote, der er brugt, en tilladelse, der mangler, eller noget i teksten. Spørg dem, der driver mailserveren, hvis svaret ikke siger det.
no-relay-secret = der er ingen adgangskode til { $user }
    .hint = Sæt { $variable }, eller { $variable }_FILE til en fil, der har den. Se ”Sending through a real relay” i README.
balance-unsound = regnskabet for { $mailing } går ikke op: { $sum } leveringer er talt, og { $frozen } er frosset
    .hint = Send ikke mere, før det er undersøgt. Gem datamappen (`opsamling where`), og skriv til dem, der vedligeholder programmet.

### dkim

dkim-bad-domain = ”{ $domain }” er ikke et domæne, som en nøgle kan stå inde for
    .hint = Skriv domænet, som det står efter @ i afsenderens adresse, for eksempel example.org.
dkim-bad-selector = ”{ $selector }” kan ikke være navnet på en nøgle i DNS
    .hint = Brug bogstaver, tal og bindestreg, for eksempel s2026.
dkim-name-twice = to nøgler hedder { $selector } for { $domain } i opsamling.yaml
    .hint = Giv den ene et andet navn (`selector:`) under `relay.dkim`, og opret det i DNS.
dkim-key-missing = nøglen { $file } findes ikke
    .hint = Ret `key_file:` under `relay.dkim` i opsamling.yaml, eller kopiér nøglen fra den maskine, der har den. En ny nøgle fra `opsamling dkim new` skal have en ny selector og i DNS først.
dkim-key-unreadable = nøglen { $file } kan ikke læses
    .hint = Se efter, om du må læse filen. `opsamling where` viser datamappen.
dkim-key-open = andre på maskinen kan læse nøglen { $file }
    .hint = Kør `chmod 600 "{ $file }"`. Hvis andre kan have læst den, så lav en ny med `opsamling dkim new`, for med den kan man skrive i jeres navn.
dkim-no-key = filen indeholder ikke en privat nøgle
    .hint = Det skal være en PEM-fil: tekst, der begynder med -----BEGIN PRIVATE KEY-----. `opsamling dkim new` laver en.
dkim-key-encrypted = nøglen er låst med en adgangskode
    .hint = Gem den uden adgangskode med `openssl pkey -in laast.pem -out s2026.pem`, og kør `chmod 600 s2026.pem`.
dkim-key-kind = nøglen er hverken RSA eller Ed25519, eller den er beskadiget
    .hint = Lav en nøgle med `opsamling dkim new`.
dkim-key-too-small = RSA-nøglen er på under 2048 bit, og så korte nøgler afviser modtagerne
    .hint = Lav en ny med `opsamling dkim new`, og opret den i DNS.
dkim-key-too-large = RSA-nøglen er på over 4096 bit, og så lange nøgler behøver modtagerne ikke kunne efterprøve
    .hint = Lav en på 2048 bit med `opsamling dkim new`.
dkim-key-exists = der er allerede en nøgle { $file }
    .hint = Giv den nye et andet navn med --selector. `opsamling dkim show` viser, hvad DNS skal sige om dem, der er i brug.
dkim-not-made = systemet kunne ikke lave en nøgle
    .hint = Prøv igen. Sker det igen, så skriv til dem, der vedligeholder programmet.
dkim-would = Nøglen ville blive lagt i { $file }. Intet er gemt.
dkim-made = Nøglen ligger i { $file }, og kun du kan læse den. Tag en kopi, som I passer på.
dkim-next = Bed den, der passer jeres DNS, om at oprette posten. Sæt linjerne ind i opsamling.yaml, når den er der: før det kan modtagerne ikke efterprøve brevene.
dkim-next-rsa = Bed den, der passer jeres DNS, om at oprette posten. Mange modtagere kender kun RSA: lav også en nøgle med `opsamling dkim new`, og lad den stå først i opsamling.yaml.
dkim-none = opsamling.yaml nævner ingen nøgler, så brevene sendes uden underskrift. `opsamling dkim new` laver en nøgle.
dkim-record-name = Navn: { "" }
dkim-record-type = Type: { "" }
dkim-record-value = Værdi:
dkim-record-zone = Det samme som linje i en zonefil:
dkim-settings = Til opsamling.yaml:
dkim-settings-below-relay = Til opsamling.yaml, under relay:
dkim-settings-below-dkim = Til opsamling.yaml, under dkim: i relay:

### subscribers

csv-too-large = { $file } er for stor
    .hint = Del filen i flere, hver under 512 MB.
import-ignored-column = Kolonnen ”{ $column }” bruges ikke.
import-done = { $new ->
        [one] 1 ny
       *[other] { $new } nye
    }, { $updated ->
        [one] 1 ændret
       *[other] { $updated } ændrede
    }, { $passed } sprunget over, { $refused ->
        [one] 1 afvist
       *[other] { $refused } afviste
    }
import-would = Prøve: { $new ->
        [one] 1 ny
       *[other] { $new } nye
    }, { $updated ->
        [one] 1 ændret
       *[other] { $updated } ændrede
    }, { $passed } sprunget over, { $refused ->
        [one] 1 afvist
       *[other] { $refused } afviste
    }. Intet er gemt.
export-written = { $count ->
        [one] 1 række er skrevet til { $file }
       *[other] { $count } rækker er skrevet til { $file }
    }. Filen rummer personoplysninger: slet den, når den er brugt.
add-done = { $address } er på listen { $list }.
add-would = { $address } ville komme på listen { $list }. Intet er gemt.
remove-done = { $count ->
        [0] { $address } var allerede afmeldt.
       *[other] { $address } er afmeldt: { $lists }. Ingen import bringer adressen tilbage.
    }
remove-would = { $count ->
        [0] { $address } er allerede afmeldt.
       *[other] { $address } ville blive afmeldt: { $lists }. Intet er gemt.
    }
subscription-pending = ubekræftet
subscription-active = aktiv
subscription-paused = på pause
subscription-left = afmeldt
subscription-bounced = returneret
resolve-would =
    Prøve: { $accepted ->
        [0] intet brev ville gælde som afleveret
        [one] et brev ville gælde som afleveret
       *[other] { $accepted } breve ville gælde som afleveret
    }, { $planned ->
        [0] intet ville blive sendt igen
        [one] et ville blive sendt igen
       *[other] { $planned } ville blive sendt igen
    }, og { $unknown ->
        [0] intet ville stadig være uvist.
        [one] et ville stadig være uvist.
       *[other] { $unknown } ville stadig være uvisse.
    } Intet er gemt.
resolve-done =
    { $accepted ->
        [0] Intet brev viste sig at være afleveret
        [one] Et brev viste sig at være afleveret
       *[other] { $accepted } breve viste sig at være afleveret
    }, { $planned ->
        [0] intet bliver sendt igen
        [one] et bliver sendt igen
       *[other] { $planned } bliver sendt igen
    }, og { $unknown ->
        [0] intet er stadig uvist.
        [one] et er stadig uvist.
       *[other] { $unknown } er stadig uvisse.
    }
resolve-log-foreign = Loggen nævner ingen af udsendelsens breve. Bed om loggen fra den mailserver, som opsamling.yaml peger på, for den dag, brevene blev sendt.
resolve-log-incomplete = Loggen mangler breve, som mailserveren med sikkerhed har taget imod, eller begynder for sent. Giv alle dagens filer på én gang: --from-log mail.log.1 mail.log
resolve-log-too-early = Loggen slutter, før det sidste forsøg var afsluttet. Hent den igen, og prøv så en gang til.
resolve-log-silent = Loggen nævner de sidste breve uden at sige, hvad der blev af dem. Hent den igen, når mailserveren har sendt alt i sin kø.
log-unreadable = loggen { $file } kan ikke læses
    .hint = Kontrollér stien, og at du må læse filen.
log-compressed = { $file } er pakket sammen
    .hint = Pak den ud først: gunzip -k { $file }
delivery-by-word = afleveret efter hvad nogen har sagt
status-domain = Domæne
status-domain-refused = Afvist
status-domain-all = I alt
status-letters = Breve
status-state = Tilstand
status-code = Kode
status-reply = Mailserverens svar

### bounces og inbox

returned-hard = afvist
returned-soft = ikke nået frem
returned-auto-reply = autosvar
returned-complaint = klage
returned-other = andet
returned-unsubscribe = afmelding
bounces-kind = Slags
bounces-code = Kode
bounces-what = Hvad der skete
bounces-file = Mail
bounces-at-sending = da brevet blev sendt
bounces-given-up = får ikke flere breve fra { $lists }
bounces-counted = { $count }. gang; ved { $limit } gange på 30 dage får adressen ikke flere breve
bounces-counted-in-doubt = { $count }. gang; mailen viser ikke, at den gælder et brev herfra, så først ved { $limit } gange på 30 dage får adressen ikke flere breve
bounces-before = mailen er fra før tilmeldingen til { $lists }, som står ved magt
bounces-kept = noteret
bounces-nobody = ikke en af abonnenterne
bounces-known = læst før
bounces-none = Der er ikke kommet noget retur.
bounces-done = { $hard } afvist, { $soft } ikke nået frem, { $replies } autosvar, { $complaints ->
        [one] 1 klage
       *[other] { $complaints } klager
    }, { $other } andet. Det hele er noteret, og mailene ligger, hvor de lå.
bounces-would = Prøve: { $hard } afvist, { $soft } ikke nået frem, { $replies } autosvar, { $complaints ->
        [one] 1 klage
       *[other] { $complaints } klager
    }, { $other } andet. Intet er ændret.
inbox-from = Fra
inbox-subject = Emne
inbox-none = Der er ingen nye mails.
inbox-left = { $count ->
        [0] havde meldt sig fra i forvejen
       *[other] har meldt sig fra { $lists }
    }
inbox-joined-since = skrev før tilmeldingen til { $lists }, som står ved magt
inbox-leaver-unknown = vil meldes fra, men er ikke på nogen liste
inbox-token-unknown = vil meldes fra, men koden i mailen kendes ikke: se, om { $from } er på en liste, og meld fra med `opsamling subscribers remove`
inbox-may-leave = vil måske meldes fra: læs den
inbox-done = { $left ->
        [one] 1 afmelding
       *[other] { $left } afmeldinger
    }, { $returned } retur, { $rest ->
        [one] 1 anden mail
       *[other] { $rest } andre mails
    }. Ingen mail er flyttet eller slettet.
inbox-would = Prøve: { $left ->
        [one] 1 afmelding
       *[other] { $left } afmeldinger
    }, { $returned } retur, { $rest ->
        [one] 1 anden mail
       *[other] { $rest } andre mails
    }. Intet er ændret.
inbox-unreadable = { $path } kan ikke læses ({ $reason })
    .hint = Se efter, om stien er stavet rigtigt, og om du må læse det, der ligger der.
inbox-not-a-mail = { $path } er ikke en mail, der kan læses
    .hint = Gem mailen som .eml eller som tekst. Outlooks .msg-filer og pakkede filer kan ikke læses.
inbox-bad-url = { $url } er ikke adressen på en postkasse
    .hint = Skriv imaps://bruger@server/Mappe. Et @ i brugernavnet skrives %40. Uden mappe læses indbakken.
inbox-password-in-url = der står en adgangskode i adressen på postkassen
    .hint = Den kan ses af andre på maskinen. Tag den ud, sæt OPSAMLING_IMAP_PASSWORD i stedet, og skift den.
inbox-no-secret = der er ingen adgangskode til { $user }
    .hint = Sæt { $variable }, eller { $variable }_FILE til en fil, der har den. Til Microsoft 365 og Gmail: OPSAMLING_IMAP_TOKEN eller OPSAMLING_IMAP_TOKEN_COMMAND.
inbox-no-trust = der er ingen certifikater på maskinen at kende mailserveren på
    .hint = Installer systemets rodcertifikater (pakken ca-certificates), eller skriv en PEM-fil ved `relay.ca_file`.
inbox-unreachable = mailserveren { $host } kan ikke nås ({ $reason })
    .hint = Se efter, om navnet er stavet rigtigt, og om der er net. Intet er mistet: det, der ikke blev læst, læses næste gang.
inbox-timed-out = mailserveren { $host } svarer ikke
    .hint = Prøv igen om lidt. Intet er mistet: det, der ikke blev læst, læses næste gang.
inbox-not-encrypted = mailserveren { $host } svarer ikke krypteret på port { $port }
    .hint = Se efter, om porten er rigtig. IMAP med kryptering fra første færd plejer at være på port 993; den bruges, når der ingen port står i adressen.
inbox-certificate-unknown-issuer = ingen, som maskinen stoler på, står inde for certifikatet
inbox-certificate-wrong-name = certifikatet gælder ikke for det navn
inbox-certificate-expired = certifikatet er udløbet eller gælder ikke endnu
inbox-certificate-unsound = certifikatet er ikke, som det skal være
inbox-certificate = mailserveren { $host } kan ikke bevise, at den er den, den siger ({ $reason })
    .hint = Se efter, om navnet er det, som certifikatet er lavet til. Har I jeres egen udsteder, så skriv dens PEM-fil i `relay.ca_file`.
inbox-login-refused = { $host } lukker ikke brugeren ind: { $said }
    .hint = Se efter, om brugernavnet og adgangskoden er rigtige, og om postkassen må læses med IMAP.
inbox-folder-refused = { $host } åbner ikke mappen: { $said }
    .hint = Se efter, hvad mappen hedder hos mailserveren. Mapper i mapper skrives ofte Indbakke/Retur eller INBOX.Retur.
inbox-refused = { $host } siger nej: { $said }
    .hint = Prøv igen. Bliver det ved, så spørg den, der driver mailserveren.
inbox-not-imap = { $host } taler ikke IMAP: { $said }
    .hint = Se efter, om port og navn er rigtige. IMAP med kryptering plejer at være på port 993.

### send --at og worker

send-at-no-time = { $time } er ikke et tidspunkt
    .hint = Skriv dag og klokkeslæt: --at "2026-11-23 09:00", eller kun klokkeslættet: --at 09:00
send-at-passed = tidspunktet { $time } er passeret
    .hint = Skriv et tidspunkt, der kommer, eller send nu uden --at.
send-at-nobody-waits = ingen venter på at sende udsendelsen, når tiden kommer
    .hint = Start `opsamling worker` på en maskine, der er tændt, eller vent her: --at … --wait. Intet er frosset endnu.
send-at-waits = Frosset. Venter her til { $day } { $time }; maskinen skal blive ved med at være tændt.
send-at-left = Ventetiden blev afbrudt; intet er sendt. `opsamling resume { $mailing }` sender, når tiden er kommet, og --now med det samme.
send-at-left-attended = Ventetiden blev afbrudt; intet er sendt endnu. En worker sender det { $day } { $time }. `opsamling stop { $mailing }` holder det tilbage.
send-at-frozen = Frosset. En worker sender det { $day } { $time }.
mailing-too-early = { $mailing } skal først sendes { $day } { $time }
    .hint = `opsamling resume { $mailing } --now` sender nu.
mailing-too-late = { $mailing } skulle være sendt { $day } { $time } og er mere end to timer forsinket
    .hint = Passer teksten stadig, sender `opsamling resume { $mailing } --now` den. Ellers stopper `opsamling stop { $mailing }` den.
resume-later = { $mailing } er ikke længere stoppet. En worker sender den { $day } { $time }, og `opsamling resume { $mailing } --now` med det samme.
resume-later-nobody-waits = { $mailing } er ikke længere stoppet og skal sendes { $day } { $time }, men ingen venter på at gøre det. Start `opsamling worker` på en maskine, der er tændt, eller kør `opsamling resume { $mailing }` til den tid.
worker-waits = Venter på udsendelser. Ctrl-C slutter.
worker-sends = Sender { $mailing }.
