## delivery

## store

### Datamappen og filen i den

store-newer = { $path } er lavet af en nyere udgave af programmet (skema { $found }, denne udgave kender { $known })
    .hint = Hent den nyeste udgave af opsamling. Filen er ikke rørt.
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

### Udsendelser

mailing-recipients-changed = der er nu { $found ->
        [one] 1 modtager
       *[other] { $found } modtagere
    }, og du sagde ja til { $expected }
    .hint = Listen er ændret imens. Kør kommandoen igen, og se antallet efter. Intet er sendt.
mailing-unknown = der er ingen udsendelse, hvis navn begynder med »{ $name }«
    .hint = `opsamling status` viser dem, der er.
mailing-ambiguous = flere udsendelser begynder med »{ $name }«: { $candidates }
    .hint = Skriv mere af navnet.
mailing-already-sending = en anden kørsel af programmet er ved at sende: { $who }
    .hint = Vent, til den er færdig, eller afslut den med Ctrl-C i dens eget vindue.

### Abonnenter

subscriber-unknown = der er ingen abonnent med adressen { $address }
    .hint = `opsamling subscribers list` viser dem, der er.
subscriber-not-on-list = { $address } er ikke på listen »{ $list }«
    .hint = `opsamling subscribers list` viser, hvem der er på hvilke lister.
row-without-list = det er ikke sagt, hvilken liste { $address } skal på
    .hint = Skriv --list LISTE, eller giv filen en kolonne, der hedder list.
row-unknown-list = der er ingen liste »{ $list }« til { $address }
    .hint = Listerne står i opsamling.yaml under `lists:`.
row-without-consent = samtykket mangler for { $address }: listen »{ $list }« kræver, at kilde og dag er kendt
    .hint = Skriv --source KILDE og --consented DATO, eller giv filen kolonnerne source og consented.
row-consent-in-the-future = samtykket fra { $address } til »{ $list }« har en dato, der ikke er kommet endnu
    .hint = Ret datoen.
passed-over-left = { $address } har meldt sig fra »{ $list }« og bliver ikke tilmeldt igen af en import
    .hint = Kun personen selv kan melde sig til igen.
passed-over-bounced = breve til { $address } kommer retur, så adressen er ikke sat på »{ $list }«
    .hint = Find ud af, om personen har fået en ny adresse.
passed-over-paused = { $address } har sat »{ $list }« på pause og bliver ikke vækket af en import
    .hint = Personen kan selv ophæve pausen.
passed-over-pending = { $address } har ikke bekræftet sin tilmelding til »{ $list }« endnu
    .hint = Personen skal selv bekræfte den.
passed-over-unchanged = { $address } er på »{ $list }« i forvejen
    .hint = Der er intet at gøre.
