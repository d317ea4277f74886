## check

weekday-written = { $written ->
    [mon] mandag
    [tue] tirsdag
    [wed] onsdag
    [thu] torsdag
    [fri] fredag
    [sat] lørdag
   *[sun] søndag
}
month-name = { $month ->
    [1] januar
    [2] februar
    [3] marts
    [4] april
    [5] maj
    [6] juni
    [7] juli
    [8] august
    [9] september
    [10] oktober
    [11] november
   *[12] december
}
weekday-actual = { $actual ->
    [mon] mandag
    [tue] tirsdag
    [wed] onsdag
    [thu] torsdag
    [fri] fredag
    [sat] lørdag
   *[sun] søndag
}
did-you-mean = { $nearest ->
    [none] kendes ikke
   *[other] mente du { $nearest }?
}

unknown-person = Der er ingen i people.yaml, der hedder ”{ $name }”.
    .label = { did-you-mean }
    .hint = { $nearest ->
        [none] Skriv personen ind i registry/people.yaml, eller ret navnet her. En organisation, der selv taler, står i registry/organisations.yaml.
       *[other] Ret navnet til { $nearest }, eller skriv den nye person ind i registry/people.yaml.
    }
    .why = Personer står ét sted, registry/people.yaml, så titel og organisation er de samme overalt. Et navn, som ingen har, er næsten altid en slåfejl. Eksempel: speakers: [Birte Holm], når personen hedder Birthe Holm.
unknown-organisation = Der er ingen organisation i registry/organisations.yaml, der hedder ”{ $name }”.
    .label = { did-you-mean }
    .hint = { $nearest ->
        [none] Skriv organisationen ind i registry/organisations.yaml, eller ret navnet her.
       *[other] Ret navnet til { $nearest }, eller skriv det under also: hos den organisation, det er et andet navn for.
    }
    .why = Organisationer står ét sted, registry/organisations.yaml, så de skrives ens overalt. Både id, navn, short: og also: kan bruges. Eksempel: host: Roskilde Biblioteker, når organisationen hedder Roskilde Bibliotekerne.
unknown-reference = { $kind ->
    [topic] Der er intet emne i registry/topics.yaml, der hedder ”{ $name }”.
    [material] Der er intet materiale i registry/materials.yaml, der hedder ”{ $name }”.
    [meeting] Der er intet møde i meetings/, der hedder ”{ $name }”.
    [news] Der er ingen nyhed i news/, der hedder ”{ $name }”.
    [output] Der er intet input, der hedder ”{ $name }”.
    [list] Der er ingen liste i opsamling.yaml, der hedder ”{ $name }”.
   *[image] Punktet har intet billede med id ”{ $name }”.
}
    .label = { did-you-mean }
    .hint = { $kind ->
        [output] Skriv mødets id, en skråstreg og inputtets id, for eksempel 2026-03-12-roskilde/paaroerende, eller earlier/ og et id fra registry/earlier.yaml.
        [image] Giv billedet et id: under images: ved samme punkt, eller ret navnet i ![](…).
        [list] Brug navnet på en af listerne under lists: i opsamling.yaml.
       *[other] Ret navnet, eller opret det, der mangler.
    }
    .why = Det, en post nævner, skal findes, ellers peger dokumentet ud i det blå. Eksempel: topics: [Lov om fritagelsen], når emnet hedder Lov om fritagelse.
ambiguous-reference = ”{ $name }” kan være flere: { $ids }.
    .label = hvem af dem?
    .hint = Skriv id'et i stedet for navnet, for eksempel { $first }.
    .why = Når to i registeret har samme navn, kan programmet ikke vide, hvem der menes, og det gætter ikke. Eksempel: speakers: [Anne Jensen], når der er både anne-jensen og anne-jensen-kl.
id-taken = Navnet ”{ $id }” er allerede { $other }.
    .label = bruges af { $other }
    .hint = Giv filen et andet navn, eller tag navnet ud af formerly:.
    .why = Møder, nyheder og nyhedsbreve deler én række af navne, så et navn altid fører til én tekst. Eksempel: både meetings/2026-maj.yaml og news/2026-maj.yaml.
id-reserved = ”{ $id }” er en af arkivets egne sider, så en post kan ikke hedde det.
    .label = arkivets egen side
    .hint = { $formerly ->
        [yes] Tag navnet ud af formerly:.
       *[no] Giv filen et andet navn, fx med året i.
    }
    .why = Hver post har sin egen side i arkivet under sit navn, og arkivets egne sider har deres: et møde ved navn emner ville lægge sig oven i siden med emnerne. Eksempel: meetings/emner.yaml.
weekday-mismatch = Den { $day }. { month-name } { $year } er en { weekday-actual }, ikke en { weekday-written }.
    .label = en { weekday-actual }
    .hint = Se efter i kalenderen, om det er ugedagen eller datoen, der er forkert, og ret den.
    .why = En forkert ugedag får folk til at møde op den forkerte dag, og den er let at overse. Eksempel: fredag den 12. januar 2023, som var en torsdag.
date-in-the-past = { $what ->
    [meeting] Mødet står, som om det skal holdes, men dagen, den { $day }. { month-name } { $year }, er gået.
    [newsletter] Nyhedsbrevet er ikke udgivet, men dagen, den { $day }. { month-name } { $year }, er gået.
   *[round] Runden står som planlagt, men den { $day }. { month-name } { $year } er gået.
}
    .label = er gået
    .hint = { $what ->
        [meeting] Skriv i log:, hvad der skete: state: held, moved, postponed eller cancelled. Eller ret datoen.
        [newsletter] Ret datoen, eller sæt state: published, hvis brevet er sendt.
       *[round] Sæt state: held, eller ret datoen.
    }
    .why = Et møde, der er holdt, skal have det at vide i sin log, ellers omtales det stadig, som om det kommer. Eksempel: date: 12. januar 2023 uden nogen log:.
date-to-come = { $what ->
    [held] Mødet står som holdt, men det er først den { $day }. { month-name } { $year }.
    [log] Loggen siger, hvad der skete den { $day }. { month-name } { $year }, men den dag er ikke kommet.
    [follow_up] Opfølgningen er dateret den { $day }. { month-name } { $year }, men den dag er ikke kommet.
   *[summary] Opsamlingen står som udgivet, men mødet er først den { $day }. { month-name } { $year }.
}
    .label = er ikke sket endnu
    .hint = { $what ->
        [held] Ret date:, eller tag held ud af log:, til mødet er holdt.
        [log] Ret at:. Den dag, mødet skal holdes, står i date:.
        [follow_up] Ret at:, eller skriv opfølgningen, når den er sket.
       *[summary] Ret date:, eller tag linjen summary: ud, til mødet er holdt. Dagsordenen er fremme uden den.
    }
    .why = Et møde, der står som holdt eller fortalt, før det er, vises i arkivet både som noget, der kommer, og som noget, der var. Som regel er det året, der er skrevet forkert. Eksempel: date: 12. januar 2032 og state: held.
reply-after-meeting = Svarfristen ligger efter mødet, som er den { $day }. { month-name } { $year }.
    .label = efter mødet
    .hint = Ret reply_by: eller date:.
    .why = Et svar, der kommer efter mødet, kan ingen bruge. Som regel er mødet flyttet frem, eller måneden er skrevet forkert. Eksempel: date: 10. september 2026 og reply_by: 4. oktober 2026.
agenda-missing = Mødet er holdt, men har ingen dagsorden.
    .label = der mangler en agenda:
    .hint = Skriv punkterne under agenda:, hvert med mindst en title:.
    .why = En opsamling er lavet af dagsordenens punkter. Uden dem er der intet at fortælle. Eksempel: state: held i loggen, men ingen agenda:.
time-backwards = Tiden slutter kl. { $end }, men begynder først kl. { $start }.
    .label = slutter før den begynder
    .hint = Byt de to tider om, eller ret den forkerte.
    .why = Et tidsrum skal slutte senere, end det begynder, ellers står der en umulig tid i dagsorden og kalender. Eksempel: time: 15.30-13.00.
agenda-overlap = ”{ $title }” begynder kl. { $start }, men ”{ $other }” varer til kl. { $end }.
    .label = før ”{ $other }” er slut
    .hint = Flyt det ene punkt, eller ret tiden. Er det meningen, at de ligger samtidig, så skriv det under allow:.
    .why = To punkter på samme tid er som regel en slåfejl i et klokkeslæt. Eksempel: et punkt 13.00-13.40 og det næste 13.30-14.00.
agenda-exceeds-meeting = ”{ $title }” ligger kl. { $start }-{ $end }, men mødet { $meeting_end ->
        [none] begynder først kl. { $meeting_start }.
       *[other] er kl. { $meeting_start }-{ $meeting_end }.
    }
    .label = uden for mødet
    .hint = Ret punktets tid eller mødets time:.
    .why = Deltagerne planlægger efter mødets tid, så alle punkter skal ligge inden for den. Eksempel: time: 13.00-15.30 og et punkt 15.20-15.50.
speaker-twice-at-once = { $where ->
    [item] ”{ $name }” står to gange ved ”{ $title }”.
    [meeting] ”{ $name }” taler ved ”{ $title }” og ”{ $other }” på samme tid.
   *[day] ”{ $name }” taler ved ”{ $title }”, mens mødet { $other } også er i gang med samme oplægsholder.
}
    .label = { $where ->
        [item] står her i forvejen
       *[other] to steder på én gang
    }
    .hint = Ret navnet eller tiden ved det ene punkt.
    .why = Ingen kan være to steder på én gang, så enten navnet eller tiden er forkert. Eksempel: Birthe Holm ved to punkter, begge kl. 13.00-13.30.
action-without-owner = Opgaven ”{ $text }” har ingen ansvarlig.
    .label = hvem gør det?
    .hint = Skriv opgaven over flere linjer med action:, owner: og due:.
    .why = En opgave uden en ansvarlig bliver sjældent løst, og ved næste møde ved ingen, hvem der skal spørges. Eksempel: action: Undersøge adgang, owner: Digitaliseringsstyrelsen, due: 1. maj 2026.
action-without-date = Opgaven ”{ $text }” har ingen frist.
    .label = hvornår?
    .hint = Skriv opgaven over flere linjer med action:, owner: og due:. Fristen må gerne være en måned, due: maj 2026.
    .why = En frist gør, at netværket kan se, om opgaven er på vej. Eksempel: action: Undersøge adgang, owner: Digitaliseringsstyrelsen, due: 1. maj 2026.
output-id-twice = To input på mødet har samme id, ”{ $id }”.
    .label = bruges i forvejen
    .hint = Giv det ene et andet id:.
    .why = Id'et er det, andre poster peger på, så det skal være ét input på mødet. Eksempel: to input med id: hjaelp på samme møde.
alt-missing = Billedet { $file } har ingen alternativ tekst.
    .label = alt: mangler
    .hint = Skriv alt: med det, billedet viser, eller decorative: true, hvis det kun er pynt.
    .why = Den, der ikke kan se billedet, får alternativteksten læst op; uden den er billedet tavst (WCAG 1.1.1). Eksempel: alt: Birthe Holm viser kurven over brugen af appen.
alt-is-caption = Den alternative tekst er den samme som billedteksten.
    .label = står også i caption:
    .hint = Skriv i alt:, hvad man ser på billedet, ikke hvad det handler om.
    .why = Billedteksten bliver også læst op, så den, der lytter, hører det samme to gange og får ikke at vide, hvad der ses. Eksempel: caption: Status på appen og alt: Birthe Holm peger på en kurve.
alt-says-picture = Den alternative tekst begynder med ”{ $words }”.
    .label = det siger skærmlæseren selv
    .hint = Begynd med det, man ser: Birthe Holm ved tavlen.
    .why = En skærmlæser siger selv, at det er et billede, så ordet bliver sagt to gange. Eksempel: Foto af Birthe Holm ved tavlen bliver til Birthe Holm ved tavlen.
alt-too-long = Den alternative tekst er på { $count } tegn; den bør højst være på { $most }.
    .label = { $count } tegn
    .hint = Skriv det vigtigste i alt:, og fortæl resten i teksten.
    .why = Den alternative tekst læses op i ét stræk, uden pause og uden at man kan springe i den. En lang forklaring er bedre i teksten, hvor alle kan læse den.
image-missing = { $problem ->
    [absent] Billedet { $file } findes ikke i mappen.
    [folder] { $file } er en mappe og ikke en fil.
    [elsewhere] { $file } er en genvej, der fører ud af netværkets mappe.
    [cut-off] Billedet { $file } er kun kopieret i dele: slutningen mangler.
    [too-large] Billedet { $file } fylder over 50 MB.
    [too-many-pixels] Billedet { $file } er på over 100 millioner billedpunkter.
   *[no-picture] Filen { $file } er ikke et billede.
}
    .label = { $problem ->
        [absent] findes ikke
        [folder] er en mappe
        [elsewhere] fører ud af mappen
        [cut-off] slutningen mangler
        [too-large] for stort
        [too-many-pixels] for mange billedpunkter
       *[no-picture] er ikke et billede
    }
    .hint = { $problem ->
        [absent] Læg filen i mappen, eller ret stien. Den skrives fra netværkets mappe, og store og små bogstaver tæller.
        [folder] Skriv, hvilken fil i mappen det er.
        [elsewhere] Læg selve filen i netværkets mappe i stedet for en genvej til den.
        [cut-off] Hent eller kopiér billedet igen.
        [too-large] Gem billedet mindre: 2.000 billedpunkter på den lange led er rigeligt.
        [too-many-pixels] Gør billedet mindre i et billedprogram: 2.000 billedpunkter på den lange led er rigeligt.
       *[no-picture] Gem billedet som JPEG, PNG, GIF eller WebP, og prøv igen. Det er ikke nok at give filen et andet navn.
    }
    .why = Et billede, der ikke er der, bliver til et hul på siden og i mailen. Filen skal også være et billede indeni: et Word-dokument, der hedder foto.jpg, kan ingen browser vise. Eksempel: file: files/2026-03-12/birthe.jpg.
image-without-basis = Det står ikke, på hvilket grundlag { $file } vises.
    .label = people: mangler
    .hint = Skriv people: consent (de har sagt ja), assessed (afvejet, og de kan sige fra) eller nobody (ingen kan genkendes).
    .why = Et foto af nogen, der kan genkendes, er en personoplysning, så grundlaget skal være overvejet, før det vises. Eksempel: people: consent.
image-id-twice = To billeder samme sted har id'et ”{ $id }”.
    .label = bruges i forvejen
    .hint = Giv det ene et andet id:.
    .why = Teksten placerer et billede ved sit id, så det skal være ét billede. Eksempel: to billeder med id: birthe ved samme punkt.
attachment-missing = { $problem ->
    [absent] Filen { $file } findes ikke i mappen.
    [folder] { $file } er en mappe og ikke en fil.
    [elsewhere] { $file } er en genvej, der fører ud af netværkets mappe.
   *[other-kind] Filen { $file } er ikke det, dens navn siger.
}
    .label = { $problem ->
        [absent] findes ikke
        [folder] er en mappe
        [elsewhere] fører ud af mappen
       *[other-kind] er noget andet
    }
    .hint = { $problem ->
        [absent] Læg filen i mappen, eller ret stien. Den skrives fra netværkets mappe, og store og små bogstaver tæller.
        [folder] Skriv, hvilken fil i mappen det er.
        [elsewhere] Læg selve filen i netværkets mappe i stedet for en genvej til den.
       *[other-kind] Åbn filen, og gem den igen i det format, navnet ender på.
    }
    .why = Et link til en fil, der ikke er der, skuffer læseren, og en fil, der er noget andet end navnet siger, kan ikke åbnes. Eksempel: file: files/tips.pdf, hvor filen i virkeligheden er et Word-dokument.
file-may-run = { $file } er en webside eller en tegning, der kan køre programmer hos den, der åbner den.
    .label = kan køre programmer
    .hint = Gem den som pdf eller som billede (png), og link til det i stedet.
    .why = Websider og svg-tegninger kan have programmer i sig. I arkivet ville de køre på netværkets egen adresse hos alle, der åbner dem, og kunne vise hvad som helst i netværkets navn. Det kan en pdf eller et billede ikke. Eksempel: et link til files/logo.svg eller files/plan.html.
file-outside = Stien { $file } kan ikke bruges: den fører ud af netværkets mappe, eller der er et usynligt tegn i den.
    .label = kan ikke bruges
    .hint = Læg filen i mappen, og skriv stien fra mappens rod med almindelige skråstreger: files/tips.pdf.
    .why = Kun det, der ligger i netværkets mappe, kan komme med ud, så ingen ved en fejl sender en fil fra resten af computeren. Eksempel: ../private/noter.pdf eller C:\billeder\foto.jpg.
link-text-vague = { $problem ->
    [empty] Linket har ingen ord.
    [bare] Der står en bar webadresse, { $text }.
   *[vague] Linkets ord, ”{ $text }”, siger ikke, hvor det fører hen.
}
    .label = hvor fører det hen?
    .hint = Lad linkets ord sige, hvad man finder: [Om appen hos styrelsen](https://…).
    .why = Mange hører kun siden som en liste af links, og ”her, her, læs mere” siger dem intet (WCAG 2.4.4). Eksempel: Læs mere [her](…) bliver til Læs [vejledningen om appen](…).
link-broken = { $problem ->
    [malformed] Adressen ”{ $url }” er ikke rigtigt skrevet.
    [scheme] Adressen ”{ $url }” er af en slags, der ikke må linkes til.
    [no-web-address] ”{ $url }” er ikke en webadresse.
   *[absent] Linket fører til { $url }, som ikke findes i mappen.
}
    .label = { $problem ->
        [absent] findes ikke
       *[other] kan ikke åbnes
    }
    .hint = { $problem ->
        [absent] Læg filen i mappen, eller begynd adressen med https://, hvis den ligger på nettet.
        [scheme] Brug en adresse, der begynder med https://, http://, mailto: eller tel:.
       *[other] Kopiér adressen fra browseren, så den begynder med https://.
    }
    .why = Et link, der ikke virker, er en blindgyde for læseren. Kun https, http, mailto, tel og filer i mappen kan bruges, for andet kan misbruges i en mail. Eksempel: www.digst.dk mangler https:// foran.
heading-in-body = Teksten har sin egen overskrift, ”{ $text }”.
    .label = en overskrift
    .hint = Lav et punkt mere med sin egen title:, eller skriv det som almindelig tekst.
    .why = Overskrifter kommer fra posten, så siden får de rigtige niveauer, som skærmlæsere springer efter. Eksempel: en linje, der begynder med ##.
title-blank = Her står ingenting.
    .label = tomt
    .hint = Skriv, hvad det hedder.
    .why = Det, der står her, bliver en overskrift, et emne i en mail eller et punkt på en liste, og tomt kan det hverken ses, høres eller klikkes på. Eksempel: title: "  ".
bold-as-heading = Linjen ”{ $text }” er fed og står alene, som en overskrift.
    .label = ligner en overskrift
    .hint = Lav et punkt mere med sin egen title:, eller skriv det som almindelig tekst.
    .why = Fed skrift ser ud som en overskrift, men skærmlæsere og indholdsfortegnelser kender den ikke. Eksempel: **Status** på en linje for sig.
html-in-body = Teksten har HTML i sig: { $text }
    .label = vises som det står
    .hint = Skriv det uden HTML: *kursiv*, **fed**, [ord](https://…), - punkt. Et mindre end-tegn skrives \<.
    .why = Teksten bliver til både side, mail og ren tekst, og HTML kan kun den ene vise. Derfor står tegnene, som de er skrevet. Eksempel: <b>vigtigt</b> bliver til **vigtigt**.
table-in-body = Teksten har en tabel i sig.
    .label = en tabel
    .hint = Skriv det som en liste, eller læg tabellen i en fil, og link til den.
    .why = Tabeller i teksten bliver ikke til tabeller på siden, og i en mail på en telefon kan de ikke læses. Eksempel: | Kommune | Antal |.
item-id-twice = To punkter har samme id, ”{ $id }”.
    .label = bruges i forvejen
    .hint = Giv det ene et andet id:.
    .why = Id'et er det, links peger på, så det skal være ét punkt på mødet. Eksempel: to punkter med id: appen.
item-unclear = { $count ->
    [0] Punktet i nyhedsbrevet siger ikke, hvad det handler om.
   *[other] Punktet i nyhedsbrevet nævner flere ting på én gang: { $keys }.
}
    .label = hvad handler det om?
    .hint = Skriv én af meeting:, news:, material: eller title: (med said:). Er der flere, så lav et punkt for hver.
    .why = Hvert punkt i nyhedsbrevet er ét møde, én nyhed, ét materiale eller en egen lille tekst. Eksempel: meeting: 2023-01-12-aeldre-sagen.
issue-empty = Nyhedsbrevet er klar til at gå ud, men bringer intet.
    .label = ingen punkter
    .hint = Skriv punkter under items:, eller sæt state: draft, til de er skrevet.
    .why = Et tomt nyhedsbrev er kun en overskrift i læsernes indbakke, og forsiden viser det som det seneste. Eksempel: items: [] og state: approved.
item-not-out = { $standing ->
    [draft] Nyhedsbrevet bringer { $id }, som endnu er et udkast.
    [network] Nyhedsbrevet bringer { $id }, som kun er for netværket.
    [later] Nyhedsbrevet bringer { $id }, som først kommer ud senere, så brevets link fører ingen steder hen.
    [undated] Nyhedsbrevet indkalder til { $id }, men har ingen date:.
    [past] Nyhedsbrevet indkalder til { $id }, som er gået, og har ingen date:.
   *[other] Nyhedsbrevet bringer { $id }, som endnu kun er for jer selv.
}
    .label = kan ikke sendes
    .hint = { $standing ->
        [draft] Skriv approved eller published i { $file } (summary: i et møde, ellers state:), eller tag punktet ud. Kommer et møde først, så giv nyhedsbrevet en date: før mødets.
        [network] Send til en liste, der ikke bygger på samtykke, eller tag punktet ud.
        [later] Giv nyhedsbrevet en date: på eller efter den dag, eller ret dagen i { $file }.
        [undated] Skriv den dag, brevet går, som date:. Så bliver siden i arkivet ved med at fortælle, at mødet skulle komme.
        [past] Skriv den dag, brevet gik, som date:. Er mødet holdt, så skriv det i log: i { $file }.
       *[other] Tag punktet ud, eller tag linjen visibility: ud af { $file }, når andre må læse det.
    }
    .why = Et nyhedsbrev, der bringer et udkast, bliver ikke sendt, og på arkivets side mangler punktet, til det er klar. Et møde kan være med som dagsorden, når nyhedsbrevet kommer ud før mødet. Eksempel: date: 2026-02-20 og et møde den 12. marts 2026.
timezone-unknown = Der er ingen tidszone, der hedder ”{ $name }”.
    .label = ukendt tidszone
    .hint = Skriv timezone: Europe/Copenhagen, eller lad linjen være væk.
    .why = Tidszonen afgør, hvad klokken er i kalenderen og i mailene. Navnene er de internationale. Eksempel: Europe/Copenhagen, ikke Europa/København.
relay-in-the-clear = Mails til { $host } ville blive sendt uden kryptering.
    .label = kun for denne maskine
    .hint = Slet linjen tls: none. Har mailserveren sit eget certifikat, så peg på det med ca_file:.
    .why = Uden kryptering kan andre på vejen læse både adresser og adgangskode. tls: none er kun for en mailserver på samme maskine. Eksempel: url: smtp://127.0.0.1:2525.
address-malformed = { $problem ->
    [empty] Der mangler en mailadresse.
    [too-long] Mailadressen ”{ $address }” er for lang.
   *[other] ”{ $address }” er ikke en mailadresse.
}
    .label = ikke en mailadresse
    .hint = Skriv adressen alene, for eksempel netvaerk@example.org.
    .why = Med en forkert adresse kan brevene ikke sendes, og svarene ikke komme tilbage. Eksempel: netvaerk.example.org mangler et @.
phone-malformed = ”{ $phone }” er ikke et telefonnummer.
    .label = ikke et telefonnummer
    .hint = Skriv nummeret alene, for eksempel 12 34 56 78 eller +45 12 34 56 78.
    .why = Nummeret står på opslag og i mails, så folk uden internet kan få fat i nogen. Uden et nummer, der kan ringes op, bliver der ikke lavet et opslag. Eksempel: hverdage 10-14 står i stedet for nummeret.
service-in-the-clear = Adressen { $url } er ikke krypteret.
    .label = skal være https
    .hint = Skriv https:// i stedet for http://.
    .why = Afmelding med ét klik virker kun over https (RFC 8058), og bekræftelser må ikke kunne læses undervejs. Eksempel: service_url: https://tilmelding.example.org/.
archive-url-unfit = Arkivets adresse, { $url }, har et spørgsmålstegn eller et nummertegn i sig.
    .label = er ingen mappe
    .hint = Skriv adressen på den mappe, som arkivet ligger i, uden det, der følger efter ? eller #.
    .why = Siderne i arkivet får deres adresser ved at føje noget til arkivets egen, og efter et spørgsmålstegn eller et nummertegn fører det ingen steder hen. Eksempel: archive_url: https://netvaerk.example.org/arkiv/.
key-name-malformed = { $kind ->
    [domain] ”{ $text }” er ikke et domæne.
   *[other] ”{ $text }” kan ikke være navnet på en nøgle.
}
    .label = kan ikke stå i DNS
    .hint = Skriv domænet som example.org, og nøglens navn med små bogstaver, tal og bindestreg.
    .why = Modtagerne slår nøglen op i DNS under selector og domain, og dér kan kun rigtige navne stå. Med et forkert navn kan ingen efterprøve underskriften. Eksempel: domain: example.org, selector: s2026.
signature-not-the-sender-s = { $domain } står inde for brevene, men de er fra { $sender }.
    .label = ikke afsenderens domæne
    .hint = Skriv domain: { $sender }, eller lav en ny nøgle med: opsamling dkim new
    .why = Modtagerne (DMARC) regner kun en underskrift med, når domænet er afsenderens eget eller ligger over eller under det. Ellers tæller brevet som uden underskrift og kan ende som spam. Eksempel: sender.email: netvaerk@example.org og domain: example.org.
unknown-code = Der er ingen regel, der hedder ”{ $code }”, så allow: tillader intet her.
    .label = { did-you-mean }
    .hint = Skriv koden, som den står i fundet, for eksempel link-text-vague.
    .why = Under allow: står de fund, som sekretariatet har besluttet at leve med, og hvorfor. En slåfejl i koden gør linjen uden virkning. Eksempel: code: alt-mising.

## workspace

no-workspace = der er ingen opsamling.yaml i { $folder } eller i mapperne over den
    .hint = Stil dig i netværkets mappe, eller lav en ny med: opsamling init
folder-missing = mappen { $folder } findes ikke
    .hint = Se efter, om stien er skrevet rigtigt.
record-unknown = der er ingen post, der hedder ”{ $name }”
    .hint = { $nearest ->
        [none] Se, hvad der er, med: opsamling list
       *[other] Mente du { $nearest }? Se, hvad der er, med: opsamling list
    }
record-ambiguous = { $count } poster begynder med ”{ $name }”: { $ids }
    .hint = Skriv lidt mere af navnet.
record-unread = { $file } har fejl og kan ikke læses
    .hint = Se fejlene med: opsamling check { $file }
path-outside = { $path } fører ud af netværkets mappe
    .hint = Læg filen i mappen, og skriv stien fra mappens rod, for eksempel files/tips.pdf.
file-exists = { $path } findes i forvejen og bliver ikke overskrevet
    .hint = Vælg et andet navn, eller flyt den gamle fil først.
file-read-only = { $path } er skrivebeskyttet
    .hint = Fjern skrivebeskyttelsen på filen, og prøv igen.
attachment-too-large = { $path } er større end { $megabytes } MB
    .hint = Gør filen mindre, eller vælg en anden.
file-not-text = { $path } er ikke tekst i UTF-8
    .hint = Åbn filen i et skriveprogram, og gem den igen som UTF-8.
file-in-use = { $path } er åben i et andet program ({ $cause })
    .hint = Luk filen i det andet program, og prøv igen.
disk-full = der er ikke plads på disken til { $path } ({ $cause }); intet er ændret
    .hint = Gør plads på disken, og prøv igen.
disk-read-only = { $path } ligger på et drev, der ikke kan skrives på ({ $cause })
    .hint = Læg mappen på et drev, som du må skrive på.
write-denied = du har ikke lov til at skrive { $path } ({ $cause })
    .hint = Bed om skriveadgang til mappen, eller læg den et andet sted.
read-denied = du har ikke lov til at læse { $path } ({ $cause })
    .hint = Bed om læseadgang til filen.
write-failed = { $path } kunne ikke skrives ({ $cause }); intet er ændret
    .hint = Se efter, om mappen findes, og om drevet er forbundet.
read-failed = { $path } kunne ikke læses ({ $cause })
    .hint = Se efter, om filen findes, og om drevet er forbundet.

symlink-outside = { $file } er en genvej, der fører ud af netværkets mappe, så den bliver ikke læst.
    .label = fører ud af mappen
    .hint = Læg selve filen i mappen i stedet for en genvej til den.
    .why = Kun det, der ligger i netværkets mappe, bliver læst, så ingen ved en fejl sender noget fra resten af computeren. Eksempel: meetings/2026-maj.yaml, der er en genvej til et andet drev.
record-too-large = Filen er større end de 5 MB, en post højst må fylde, så den er ikke læst.
    .label = for stor
    .hint = Se efter, om det er den rigtige fil. Billeder og bilag hører til i files/.
    .why = En post er tekst, og fem megabyte er flere bøger. En større fil er havnet det forkerte sted. Eksempel: en film, der er gemt som meetings/film.yaml.
file-unread = Filen kunne ikke læses ({ $cause }).
    .label = kunne ikke læses
    .hint = Se efter, om du må læse filen, og om et andet program har den åben.
    .why = Systemet ville ikke lade programmet læse filen, så det, den siger, er ikke kommet med. Eksempel: en fil, som en anden har låst.
file-ending = Filen bliver ikke læst, for navnet skal ende på .yaml.
    .label = ender ikke på .yaml
    .hint = Omdøb filen til { $expected }.
    .why = Kun filer, hvis navn ender på .yaml, bliver læst, og en fil, der er sprunget over i stilhed, er den værste slags fejl. Eksempel: 2026-maj.yml skal hedde 2026-maj.yaml.
file-name = Filen bliver ikke læst, for navnet må kun have små bogstaver a-z, tal og bindestreger.
    .label = kan ikke være et id
    .hint = Omdøb filen til { $expected }.
    .why = Filens navn er postens id og bliver til en webadresse. Eksempel: Møde i maj.yaml skal hedde moede-i-maj.yaml.
registry-unknown = Der er ingen { $file } i et netværk, så filen bliver ikke læst.
    .label = { did-you-mean }
    .hint = { $nearest ->
        [none] Filerne i registry/ hedder people.yaml, organisations.yaml, topics.yaml, materials.yaml og earlier.yaml.
       *[other] Omdøb filen til { $nearest }.yaml.
    }
    .why = Mappen registry/ har fem filer: people.yaml, organisations.yaml, topics.yaml, materials.yaml og earlier.yaml. Andre bliver ikke læst. Eksempel: person.yaml skal hedde people.yaml.
folder-unread = Mappen { $file } bliver ikke læst.
    .label = en mappe
    .hint = Læg filerne direkte i { $folder }/.
    .why = Posterne ligger side om side i deres mappe, så hvert id kun findes én gang. Filer i undermapper bliver ikke læst. Eksempel: meetings/2026/maj.yaml skal ligge som meetings/2026-maj.yaml.
