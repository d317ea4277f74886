## render: what stands on the documents themselves

# The frame of a page
page-skip = Spring til indholdet
page-contents = På denne side
page-published-by = Udgivet af { $secretariat }
page-contact = Kontakt
page-accessibility = Tilgængelighedserklæring
draft-mark = UDKAST
draft-notice = Teksten er ikke godkendt endnu og må ikke deles.

# A sheet of paper
paper-contents = Indhold
paper-of = af

# A summary
summary-title-of = { $date ->
    [none] Opsamling fra { $meeting }
   *[other] Opsamling fra { $meeting } { $date }
}
summary-title = { $date ->
    [none] Opsamling: { $meeting }
   *[other] Opsamling: { $meeting }, { $date }
}
summary-from = fra
summary-day = Fra hele dagen
summary-next = Næste møde
summary-network-only = Kun for netværket
fact-date = Dato
fact-time = Tid
fact-host = Vært
fact-place = Sted
fact-chair = Mødeleder
fact-attended = Deltagere
fact-moved-from = Først planlagt
fact-postponed-because = Udsat
fact-moved-because = Flyttet

question-workshop = Workshop
question-plenary = I plenum
question-round-table = Bordet rundt

output-suggestions = Forslag
output-questions = Spørgsmål
output-wishes = Ønsker
output-decisions = Beslutninger
output-actions = Opgaver
output-table = bord { $table }
output-votes = { $count ->
    [one] { $count } stemme
   *[other] { $count } stemmer
}
output-owner = Ansvarlig
output-due = Frist
output-state = Status
output-came-from = Bygger på
state-open = Åben
state-taken-up = Taget op
state-in-progress = I gang
state-done = Gjort
state-declined = Bliver ikke til noget

thread-title = Hvad der er kommet ud af det
thread-earlier = Fra netværket
thread-led-to = Ført videre i
thread-at-meeting = på mødet { $date }

more-title = Læs mere
material-leaflet = pjece
material-film = film
material-guide = vejledning
material-slides = slides
material-made-by = lavet af { $makers }
material-get-leaflet = Hent pjecen { $title }
material-get-film = Se filmen { $title }
material-get-guide = Hent vejledningen { $title }
material-get-slides = Hent præsentationen { $title }
material-get = Find { $title }
material-made-with = { $maker } i samarbejde med { $partners }
slides-file = Præsentationen fra mødet
file-on-request = (skriv til { $address } for at få filen)
slides-by-mail = Få præsentationen tilsendt: skriv til { $address }
slides-on-request = Præsentationen fås hos sekretariatet
picture = Billede

# An agenda
agenda-title-of = { $date ->
    [none] Dagsorden for { $meeting }
   *[other] Dagsorden for { $meeting } { $date }
}
agenda-title = { $date ->
    [none] Dagsorden: { $meeting }
   *[other] Dagsorden: { $meeting }, { $date }
}
agenda-items = Program
agenda-item = Punkt
agenda-cancelled = Mødet er aflyst.
agenda-postponed = Mødet er udsat, og der er ikke fundet en ny dato endnu.
agenda-moved = Mødet er flyttet til { $date }.
agenda-moved-within-day = Tid eller sted er ændret. Mødet er stadig { $date }.
agenda-was = Det var planlagt til { $date }.
agenda-reason = Årsag: { $reason }
agenda-follows-up = Følger op på
agenda-calendar = Hent mødet til din kalender
agenda-take-part = Deltag i mødet på nettet
online-on-request = { $address ->
    [none] Man kan være med på nettet.
   *[other] Man kan være med på nettet. Skriv til { $address }, så får du linket.
}
fact-online = På nettet
fact-seats = Pladser
fact-reply-by = Svar senest
fact-reply-to = Svar til
kind-orientation = Orientering
kind-talk = Oplæg
kind-discussion = Drøftelse
kind-decision = Beslutning
agenda-attached = Vedhæftet er en aftale, som du kan lægge i din kalender.
agenda-drop-entry = Har du mødet i din kalender, så slet det dér.
meeting-on = { $meeting } { $date }
meeting-cancelled = Aflyst: { $meeting }
meeting-postponed = Udsat: { $meeting }
meeting-moved = Flyttet: { $meeting }
calendar-of = Møder i { $network }

# A sheet for a notice board
poster-coming = Kommende møde
poster-was = Mødet er holdt
poster-cancelled = Aflyst møde
poster-postponed = Udsat møde
poster-moved = Flyttet møde
poster-held = Det skete på mødet
poster-news-from = Nyt fra { $meeting }
poster-news = Nyt fra netværket
poster-issue = Nyhedsbrev
poster-when = Hvornår
poster-where = Hvor
poster-whom = For hvem
poster-talked-about = Det talte vi om
poster-brings = Det kan du læse om
poster-call = Vil du vide mere? Ring til os.
poster-call-rest = Vil du høre resten? Ring til os.
poster-also-at = Du finder det også på { $address }.

# A text to be read aloud
spoken-item = Punkt { $number }: { $title }
spoken-by = Ved { $speaker }
spoken-hours = Klokken { $hours }
spoken-picture = Billedet viser { $shown }
spoken-quote = Citat:
spoken-quote-of = Citat fra { $speaker }:
spoken-quote-end = Citat slut.
spoken-material = Materiale: { $title }
spoken-other-language = Nyhedsbrevet har også et indlæg på { $language ->
        [en] engelsk
       *[da] dansk
    }. Det læses ikke op her.
spoken-call = Vil du vide mere, så ring til os på telefon { $phone }.
spoken-write = Vil du vide mere, så skriv til { $address }.

# An article
article-audience = Målgruppe
article-partnership = Partnerskabet
article-partners = Parter
round-planned = planlagt
round-held = afholdt
round-trained = { $count } undervist
round-reached = { $count } nået

# An issue of the newsletter
issue-read-summary = Læs hele opsamlingen fra mødet { $date }
issue-read-agenda = Se dagsordenen for mødet { $date }
issue-read-on = Læs mere om mødet
issue-read-article = Læs hele nyheden: { $title }
issue-was-on-the-agenda = På dagsordenen var { $items }.
issue-is-on-the-agenda = På dagsordenen: { $items }.
issue-reply = Svar senest { $date } til { $address }.

# A Word document
word-page = Side
word-of-pages = af
word-facts = Om mødet
word-style-kicker = Serie
word-style-stamp = Dato og kategori
word-style-lead = Indledning
word-style-speaker = Oplægsholder
word-style-speaker-name = Oplægsholders navn
word-style-details = Oplysninger
word-style-question-label = Etiket over spørgsmål
word-style-question = Spørgsmål
word-style-box-heading = Overskrift i boks
word-style-thread-heading = Overskrift til opfølgning
word-style-thread = Opfølgning
word-style-box = Boks
word-style-box-list = Liste i boks
word-style-quote-by = Citeret person
word-style-figure = Billede
word-style-rule = Streg
word-style-colophon = Kolofon
word-style-draft = Udkast
word-style-draft-mark = Mærke på udkast
word-style-facts = Tabel med mødefakta
word-style-fact-label = Etiket over mødefakta
word-style-fact = Mødefakta
word-style-space = Luft
word-style-notice = Besked
word-style-hours = Klokkeslæt
word-style-pause = Pause
word-style-programme = Tabel med program

# The frame of a mail
letter-browser = Se mailen i din browser
letter-why-consent = Du får denne mail, fordi du har tilmeldt dig { $list }.
letter-why-task = Du får denne mail, fordi du står på listen { $list }. { $secretariat } sender den som led i sin opgave som myndighed (databeskyttelsesforordningens artikel 6, stk. 1, litra e).
letter-why-interest = Du får denne mail, fordi du står på listen { $list } (databeskyttelsesforordningens artikel 6, stk. 1, litra f).
letter-unsubscribe = Afmeld { $list }
letter-object = Frameld dig listen ”{ $list }”
letter-policy = Sådan passer vi på dine oplysninger
letter-phone = Telefon { $phone }

## render: what keeps a document from being made

template-unknown = Skabelonen { $template } findes ikke i programmet, så den kan ikke erstatte noget.
    .hint = { $nearest ->
        [none] Slet filen, eller giv den navn efter en af programmets skabeloner.
       *[other] Mente du templates/{ $nearest }?
    }
    .why = En fil i templates/ erstatter programmets egen skabelon af samme navn. Et navn, som programmet ikke har, bliver aldrig brugt, og dokumenterne ser ud som før. For eksempel: templates/sumary.html i stedet for templates/summary.html.
template-syntax = Skabelonen { $template }:{ $line } kan ikke læses: { $reason }
    .hint = Ret linjen. Se efter et {"{% if %}"} eller {"{% for %}"} uden slutning og krøllede parenteser, der ikke passer sammen.
    .why = En skabelon, der ikke kan læses, standser alle dokumenter, der er lavet af den. For eksempel: et {"{% for item in summary.items %}"} uden et {"{% endfor %}"}.
template-undefined = Skabelonen { $template }:{ $line } bruger navnet ”{ $name }”, som ikke findes.
    .hint = { $nearest ->
        [none] Disse navne findes her: { $known }.
       *[other] Mente du ”{ $nearest }”? Disse navne findes her: { $known }.
    }
    .why = Et forkert navn ville give et tomt sted i dokumentet, og det ville ingen opdage, før det var sendt. For eksempel: {"{{ item.titel }}"} i stedet for {"{{ item.title }}"}.
template-phrase = Skabelonen { $template }:{ $line } beder om vendingen ”{ $name }”, som programmet ikke har.
    .hint = Skriv teksten direkte i skabelonen i stedet for say("{ $name }").
    .why = say() henter en af programmets egne vendinger på mødets sprog. For eksempel: {"{{ say(\"summary-next\") }}"} giver Næste møde.
template-function = Skabelonen { $template }:{ $line } bruger noget, som skabeloner ikke kan: { $reason }
    .hint = Se i programmets egen skabelon, hvad der kan bruges.
    .why = Skabeloner kan det, som minijinja kan, og nogle filtre mere, som programmets egne skabeloner bruger. For eksempel: {"{{ item.said | prose }}"}.
template-missing = Skabelonen { $template }:{ $line } henter en skabelon, der ikke findes: { $reason }
    .hint = Kun programmets egne skabeloner kan hentes; de står i mappen templates i programmets kildekode.
    .why = En skabelon kan hente en anden af programmets, så det samme kun står ét sted. For eksempel: {"{% include \"parts/item.html\" %}"}.
template-runaway = Skabelonen { $template }:{ $line } bliver aldrig færdig.
    .hint = Se efter en løkke, der løber alt for mange gange.
    .why = En skabelon, der aldrig bliver færdig, ville standse programmet midt i en udsendelse. For eksempel: en løkke i en løkke over range(9999).
template-too-deep = Skabelonen { $template }:{ $line } henter sig selv igen og igen.
    .hint = Fjern den linje, der henter skabelonen i sig selv.
    .why = En skabelon, der henter sig selv, bliver aldrig færdig. For eksempel: summary.html, hvor der står {"{% include \"summary.html\" %}"}.
template-failed = Skabelonen { $template }:{ $line } kan ikke bruges: { $reason }
    .hint = Ret linjen, eller slet filen, så bruges programmets egen skabelon.
    .why = Skabelonen kan læses, men gør noget, som ikke går. For eksempel: at lægge en tekst og et tal sammen.
template-unsound = Word kan ikke åbne dokumentet, som arbejdsmappens egen skabelon { $template } er med til at lave: efter ”{ $before }” er der noget galt ({ $reason }).
    .hint = Ret skabelonen, eller slet den, så bruges programmets egen.
    .why = Et Word-dokument er XML, og Word åbner kun et, hvor alt, der begynder, også slutter. For eksempel: et <w:p> uden </w:p>, eller &nbsp;, som kun findes i html.
template-style = Stilarket { $template } kan ikke bruges i mails: { $reason }
    .hint = Ret filen, eller slet den, så bruges programmets eget stilark.
    .why = I en mail skrives stilarket ind i hvert element, for mange mailprogrammer læser ikke andet. For eksempel: en mail.css, der slet ikke er et stilark.
document-wrong = { $record } kan ikke laves som { $document }.
    .hint = Et møde har summary og agenda, en nyhed har news, et nyhedsbrev har newsletter, og alle har large-print, poster og spoken.
format-wrong = { $document } kan ikke laves som { $format }.
    .hint = Vælg en anden form med --format. En summary, agenda, news eller newsletter laves som html, fragment, txt, md, docx eller pdf, en agenda også som ics, large-print som html, pdf eller docx, poster som html eller pdf, og spoken kun som txt.
document-packing = Dokumentet kan ikke pakkes i én fil: { $reason }
    .hint = Se efter meget store billeder, og brug mindre udgaver af dem.
pdf-not-built = Programmet her er bygget uden PDF.
    .hint = Byg det med PDF i mappen med programmets kildekode: cargo install --path . --features pdf. Eller vælg en anden form med --format: html, fragment, txt eller md.
pdf-not-set = { $template ->
        [none] Dokumentet kan ikke sættes som PDF: { $reason }
       *[other] Dokumentet kan ikke sættes som PDF med arbejdsmappens egen skabelon { $template }: { $reason }
    }
    .hint = { $template ->
        [none] Se efter i posten, om noget er usædvanlig langt eller stort, eller vælg en anden form med --format, for eksempel docx.
       *[other] Ret arbejdsmappens egne skabeloner, der ender på .typ, eller slet dem, så bruges programmets egne.
    }
    .why = En PDF bliver kun til, hvis den kan læses af en skærmlæser og holde i et arkiv. Det, der ville bryde med det, er en fejl og ikke en fil. For eksempel: et billede uden alternativ tekst i en skabelon, der ender på .typ.
poster-without-phone = Et opslag skal vise et telefonnummer, og der er ikke noget i opsamling.yaml, der kan ringes op.
    .hint = Skriv sekretariatets nummer under sender: i opsamling.yaml, for eksempel phone: 12 34 56 78
poster-two-sheets = Skabelonen { $template } fylder mere end ét ark, også når der næsten intet står på det.
    .hint = Gør arbejdsmappens egen skabelon kortere, eller slet den, så bruges programmets egen.
    .why = Et opslag er ét ark, for det hænger på en tavle. For eksempel: en poster.typ med så store bogstaver, at selv titlen fylder to sider.
mail-list-unknown = Der er ingen liste, der hedder ”{ $list }”, i opsamling.yaml.
    .hint = { $nearest ->
        [none] Skriv listen ind under lists: i opsamling.yaml.
       *[other] Mente du ”{ $nearest }”?
    }
mail-too-long = Mailen fylder { $size } kB, og Gmail skærer en mail over, når den fylder mere end { $limit } kB.
    .hint = I et nyhedsbrev: vis kortere omtaler (show: teaser). Ellers gør teksten kortere, eller send et nyhedsbrev, der fører til siden.

### Tal

statistics-title = { $network } i tal
statistics-attendance = Møder og deltagere
statistics-meetings-held = { $count ->
    [one] 1 møde
   *[other] { $count } møder
}
statistics-outputs = Hvad der kom ud af møderne
statistics-list = Modtagere af ”{ $list }”
statistics-year = År
statistics-meetings = Møder
statistics-attended = Deltagere
statistics-mean = Pr. møde
statistics-period = Periode
statistics-joined = Kommet til
statistics-lost = Faldet fra
statistics-total = I alt
