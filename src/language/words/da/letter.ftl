## letter

letter-greeting = Kære { $name }
letter-greeting-nameless = Hej

letter-html-too-large = Mailen er for lang: dens html fylder { $size } kB, og der er plads til { $limit } kB.
    .hint = Gmail klipper længere mails over, så bunden med afmelding forsvinder. Vis nogle af punkterne som omtale med link (show: teaser), eller del mailen i to.
letter-too-large = Mailen er for stor: den fylder { $size } kB, og der er plads til { $limit } kB.
    .hint = Brug mindre billeder, eller link til filerne i stedet for at sende dem med.
letter-header-too-long = Feltet { $header } i mailen har et ord, der er for langt til at kunne sendes.
    .hint = Kort emnet, afsenderens navn, listens titel eller adressen i opsamling.yaml af.
letter-service-url = service_url er { $url }, men afmelding med ét klik kræver en adresse, der begynder med https://.
    .hint = Ret service_url i opsamling.yaml, eller slet linjen: så meldes der fra med en mail.
letter-return-address-too-long = { $address } er for lang til, at hvert brev kan få sin egen returadresse.
    .hint = Giv relay.bounce_email en adresse med højst 31 tegn før @.
letter-image-missing = Billedet { $file } skal med i mailen, men filen kunne ikke læses.
    .hint = Læg filen tilbage, eller fjern billedet fra teksten.
letter-unsigned = Brevet kunne ikke underskrives.
    .hint = Nøglen kunne læses, men underskriver ikke. Lav en ny med `opsamling dkim new`.
letter-newer-version = Udsendelsen er lavet med en nyere udgave af opsamling (brevformat { $version }).
    .hint = Brug den nyeste udgave af opsamling til at sende resten.
letter-unreadable = Udsendelsens gemte brev kan ikke læses: { $reason }
    .hint = Lageret kan være beskadiget. Hent det fra den seneste sikkerhedskopi.
