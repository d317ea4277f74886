## Hvad kommandolinjen siger

level-error = fejl
level-warning = advarsel
level-advice = råd
level-hint = råd
level-cause = årsag

### Mapper, hemmeligheder og strømme

usage-unknown-verb = der er ingen kommando ”{ $verb }”
    .hint = { $nearest ->
        [none] `opsamling --help` viser kommandoerne.
       *[other] Mente du { $nearest }? `opsamling --help` viser kommandoerne.
    }
usage-verb-missing = der mangler en kommando
    .hint = `opsamling --help` viser kommandoerne.
usage-unknown-argument = { $argument } kendes ikke her
    .hint = { $nearest ->
        [none] Tilføj --help for at se, hvad der kan stå.
       *[other] Mente du { $nearest }? Tilføj --help for at se, hvad der kan stå.
    }
usage-missing = der mangler: { $arguments }
    .hint = Tilføj --help for at se, hvad der skal stå.
usage-value-missing = { $argument } mangler en værdi
    .hint = Tilføj --help for at se, hvad der skal stå.
usage-bad-value = ”{ $value }” kan ikke bruges til { $argument }
    .hint = { $known ->
        [none] Tilføj --help for at se, hvad der kan stå.
       *[other] Der kan stå: { $known }
    }
usage-conflict = { $argument } og { $other } kan ikke bruges sammen
    .hint = Tag den ene ud.
render-agenda-there-is = Mødet { $id } er ikke holdt endnu, så opsamlingen er et udkast. Dagsordenen laves med --as agenda.
render-lost-words = Skriften i PDF har ikke alle tegnene i: { $words }. De er vist som �; i html og docx står de, som de er skrevet.
render-has-errors = { $id } har { $errors ->
        [one] 1 fejl
       *[other] { $errors } fejl
    }. `opsamling check` viser dem.
no-such-folder = der er ingen mappe { $folder }
    .hint = Se efter, om stien efter -C er stavet rigtigt.
no-data-folder = systemet oplyser ingen mappe til dine data
    .hint = Angiv en mappe med miljøvariablen OPSAMLING_DATA_DIR.
no-temporary-folder = der kan ikke laves en midlertidig mappe
    .hint = Se efter, om disken er fuld.
secret-unreadable = { $file } kan ikke læses
    .hint = { $variable } skal pege på en fil, som du må læse, og som kun indeholder hemmeligheden.
secret-command-failed = kommandoen i { $variable } gav ingen nøgle
    .hint = Kør kommandoen for sig selv, og se, hvad den siger. Den skal skrive nøglen og intet andet.
output-failed = resultatet kan ikke skrives
    .hint = Se efter, om disken er fuld, eller om programmet i den anden ende er stoppet.
output-to-terminal = et dokument i formen { $format } kan ikke vises i et terminalvindue
    .hint = Skriv det i en fil eller en mappe: tilføj -o FIL.
input-failed = svaret kan ikke læses
json-failed = resultatet kan ikke skrives som JSON
    .hint = Det er en fejl i programmet. Skriv til dem, der vedligeholder det.
man-failed = manualsiden kan ikke laves
    .hint = Det er en fejl i programmet. Skriv til dem, der vedligeholder det.
no-runtime = systemet giver ikke programmet tråde at arbejde med
    .hint = Luk andre programmer, og prøv igen.
file-unreadable = { $file } kan ikke læses
    .hint = Se efter, om filen findes, og om du må læse den.
file-unwritable = { $file } kan ikke skrives
    .hint = Se efter, om disken er fuld, og om du må skrive i mappen.
folder-not-empty = mappen { $folder } er ikke tom
    .hint = Vælg en mappe, der er tom eller ikke findes endnu.

### Poster

settings-unreadable = opsamling.yaml kan ikke læses ({ $errors ->
        [one] 1 fejl
       *[other] { $errors } fejl
    })
    .hint = Ret fejlene ovenfor, og prøv igen.
record-has-errors = { $file } har { $errors ->
        [one] 1 fejl
       *[other] { $errors } fejl
    } og kan ikke bruges endnu
    .hint = Ret fejlene ovenfor. `opsamling check` viser dem igen.
no-such-document = { $id } har ikke dokumentet { $document }
    .hint = Brug --as { $own }, eller udelad --as.
no-such-schema = der er intet skema med navnet { $kind }
no-such-code = ingen anmærkning hedder { $code }
    .hint = { $nearest ->
        [none] `opsamling explain` viser alle navnene.
       *[other] Mente du { $nearest }? `opsamling explain` viser alle navnene.
    }
where-detail = abonnenter og udsendelser: { $store }
    breve som filer: { $outbox }
    arbejdsmappe: { $workspace }
finding-in-item = dagsordenspunktet ”{ $title }”
check-sound = { $records ->
        [one] 1 post er læst. Alt er i orden.
       *[other] { $records } poster er læst. Alt er i orden.
    }
check-summary = { $errors ->
        [one] 1 fejl
       *[other] { $errors } fejl
    }, { $warnings ->
        [one] 1 advarsel
       *[other] { $warnings } advarsler
    } og { $advice } råd
check-fixable = `opsamling check --fix` retter nogle af dem for dig.
check-mended = { $file }: { $count ->
        [one] 1 sted er rettet
       *[other] { $count } steder er rettet
    }
check-would-mend = { $file }: { $count ->
        [one] 1 sted ville blive rettet
       *[other] { $count } steder ville blive rettet
    }
render-written = Skrevet: { $file }
list-id = Navn
list-date = Dato
list-title = Titel
list-state = Tilstand
list-email = Adresse
list-name = Navn
list-list = Liste
list-unread = { $file } er ikke med, for den kan ikke læses. `opsamling check` viser hvorfor.
state-draft = udkast
state-approved = godkendt
state-published = udgivet
state-planned = planlagt
state-postponed = udsat
state-moved = flyttet
state-cancelled = aflyst
state-held = afholdt
state-internal = kun for jer
state-network = kun for netværket

### Nye poster

already-a-workspace = { $folder } er allerede en arbejdsmappe
    .hint = Dens indstillinger står i opsamling.yaml. Vælg en anden mappe, hvis du vil begynde forfra.
init-file-exists = { $file } findes allerede
    .hint = Intet er lavet. Flyt filen, eller vælg en anden mappe.
init-done = Arbejdsmappen { $folder } er klar. Gå derhen, og prøv `opsamling check`.
init-would = Disse filer ville blive lavet i { $folder }.
new-done = Skrevet: { $file }
new-would = { $file } ville få denne tekst:
new-without-id = der kan ikke dannes et navn til filen ud fra svarene
    .hint = Angiv det selv med --id: små bogstaver, tal og bindestreger.
output-in-the-way = { $file } er en af netværkets egne filer, og den skrives der ikke oven i
    .hint = Vælg en anden fil eller mappe.
new-missing = der mangler { $field }
    .hint = Angiv { $flag }, eller kør kommandoen i en terminal, så bliver du spurgt.
new-bad-answer = ”{ $answer }” kan ikke bruges som { $field }
    .hint = { $expected }
new-exists = { $file } har allerede { $id }
    .hint = Vælg et andet navn med --id.
new-id-reserved = ”{ $id }” er en af arkivets egne sider, så en post kan ikke hedde det
    .hint = Vælg et andet navn med --id, fx med året i.
new-entry-refused = { $file } kan ikke få en ny indgang, uden at noget andet i den ændres
    .hint = Skriv indgangen ind i filen selv. `opsamling check` viser, om den er rigtig.
new-field-title = titel
new-field-date = dato
new-field-time = tid
new-field-lead = manchet
new-field-subject = emne
new-field-name = navn
new-field-id = navn
new-expected-date = Skriv datoen som 12. marts 2026 eller 2026-03-12.
new-expected-id = Brug små bogstaver a-z, tal og bindestreger.
new-expected-time = Skriv tiden som 13.00-15.30.
new-ask-title = Hvad hedder det?
new-ask-date = Hvilken dag? (12. marts 2026)
new-ask-time = Hvornår? (13.00-15.30, eller tomt)
new-ask-host = Hvem lægger hus til? (eller tomt)
new-ask-lead = Manchet, den første sætning:
new-ask-subject = Mailens emne:
new-ask-name = Navn:
new-ask-job = Titel med lille begyndelsesbogstav (eller tomt):
new-ask-organisation = Organisation (eller tomt):
new-ask-short = Kort navn (eller tomt):
new-ask-url = Hjemmeside (eller tomt):

### Demo

demo-check = 1. Posterne tjekkes
demo-render = 2. Opsamlingen laves
demo-import = 3. Abonnenter hentes ind (alle navne er opdigtede)
demo-send = 4. Opsamlingen sendes til udbakken
demo-places = Færdig. Se efter her:
      siden             { $page }
      teksten           { $text }
      brevene           { $outbox }
      abonnenterne      { $store }
      arbejdsmappen     { $workspace }

### Hvad systemet siger, når det siger nej

system-not-found = den findes ikke
system-denied = adgang nægtet
system-exists = den findes i forvejen
system-is-folder = det er en mappe
system-no-file = det er ikke en almindelig fil
system-not-a-folder = noget på vejen dertil er ikke en mappe
system-disk-full = disken er fuld
system-file-too-large = filen bliver større, end den må være
system-read-only = der kan kun læses fra det drev
system-busy = et andet program bruger den
system-file-name = navnet kan ikke bruges som filnavn
system-refused = forbindelsen blev afvist
system-cut-off = forbindelsen blev afbrudt
system-ended = der kom ikke mere
system-timed-out = der kom intet svar i tide
system-no-way = der er ingen vej dertil på netværket

build-done = Arkivet ligger i { $folder }: { $pages } sider, { $written } filer skrevet, { $unchanged } uændrede, { $removed } fjernet
build-planned = Arkivet i { $folder } ville få { $pages } sider: { $written } filer skrevet, { $unchanged } uændrede, { $removed } fjernet. Der er ikke skrevet noget.
build-kept = Advarsel: { $file } skulle være fjernet, men er ændret, siden programmet skrev den, og står der derfor endnu. Slet den selv, hvis andre ikke længere må læse den.
build-has-errors = arkivet er ikke bygget, for der er { $errors ->
    [one] en fejl
   *[other] { $errors } fejl
} i posterne
    .hint = Ret dem, og byg igen. I arkivets mappe er intet ændret.
build-in-the-way = { $folder } kan ikke være arkivets mappe, for dér ligger netværkets egne filer
    .hint = Vælg en mappe for sig selv med -o, fx -o public.
site-in-the-way = { $file } er ikke skrevet af programmet og bliver ikke overskrevet
    .hint = Flyt det, der ligger der, eller vælg en anden mappe med -o.
site-path-taken = { $file } skal ligge på { $path } i arkivet, men dér ligger en anden af arkivets sider
    .hint = Giv posten et andet filnavn, og skriv det gamle under formerly:.
site-halfway = { $file } kunne ikke skrives ({ $cause }), og en del af det nye arkiv står allerede på sin plads
    .hint = Ret fejlen, og byg igen, så bliver resten skrevet.
site-own-file = en post linker til { $file }, som ikke er for andre
    .hint = Læg det, andre må læse, i mappen files, og link til det. Skjulte filer og genveje ud af mappen kommer ikke med.
site-busy = et andet program er i gang med at bygge i { $file }
    .hint = Vent, til det er færdigt, og byg igen.
picture-unknown = billedet { $file } er hverken jpeg, png, gif eller webp
    .hint = Gem det i et af de formater.
picture-too-many-pixels = billedet { $file } er på { $width } gange { $height } punkter, og det er for mange
    .hint = Gør det mindre i et billedprogram. 2.000 punkter på den lange led er rigeligt.
picture-damaged = billedet { $file } er beskadiget: { $reason }
    .hint = Hent det fra kameraet eller kilden igen.
picture-unwritten = billedet { $file } kan ikke gemmes i en anden størrelse: { $reason }
    .hint = Gem det som jpeg eller png i et billedprogram, og prøv igen.
stats-written = Billedet ligger i { $file }, og siden med dets tabeller i { $page }
stats-nothing = Der er ingen møder og ingen abonnenter at tælle endnu.
