## Forhåndsvisningen

preview-title = Forhåndsvisning
preview-about = Siderne her viser filerne, som de sidst blev gemt, og skifter, når du gemmer. Kun denne computer kan se dem.
preview-gone = Forhåndsvisningen er lukket. Start den igen med `opsamling preview`, så fortsætter siden af sig selv.
preview-meetings = Møder
preview-news = Nyheder
preview-newsletters = Nyhedsbreve
preview-elsewhere = Fund i andre filer
preview-errors = fejl
preview-others = andre fund
preview-documents = Dokumenter
preview-screen = Skærm
preview-full = Hele bredden
preview-phone = Telefon
preview-system = Som systemet
preview-light = Lys
preview-dark = Mørk
preview-findings = Fund
preview-sound = Ingen fund.
preview-skip = Spring til dokumentet
preview-shown = Dokumentet
preview-back = Til oversigten
preview-missing = Der er intet på denne adresse
preview-unread = Filen kan ikke læses, som den står
preview-unreadable = opsamling.yaml kan ikke læses
preview-fault = Der er en fejl i programmet. Skriv til dem, der vedligeholder det.
preview-mail = { $document ->
        [agenda] Dagsorden som mail til ”{ $list }”
        [summary] Opsamling som mail til ”{ $list }”
       *[other] Mail til ”{ $list }”
    }
preview-document-summary = Opsamling
preview-document-agenda = Dagsorden
preview-document-news = Nyhed
preview-document-newsletter = Nyhedsbrev
preview-document-large-print = Stor skrift
preview-document-poster = Opslag
preview-document-spoken = Oplæsning
preview-form-html = web
preview-form-fragment = fragment
preview-form-txt = tekst
preview-form-md = Markdown
preview-form-pdf = PDF
preview-form-docx = Word
preview-form-mail = html
preview-form-ics = kalender
preview-here = Se siderne på { $url } (Ctrl-C lukker dem).
preview-unwatched = Systemet fortæller ikke, når filer bliver gemt. Hent siden igen i browseren for at se, hvad der er nyt.
preview-port-taken = der kan ikke lyttes på port { $port }
    .hint = Et andet program bruger den, måske en anden forhåndsvisning. Vælg en anden med --port, eller lad --port være, så vælges en ledig.
preview-ended = der kan ikke svares på forespørgsler
preview-not-opened = Browseren kunne ikke åbnes. Åbn selv adressen.
