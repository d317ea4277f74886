## source: hvad der er galt med en fil, så den ikke kan læses, som den er ment

not-utf8 = Filen er ikke gemt som UTF-8: i linje { $line } står der tegn, som ikke kan læses.
    .hint = Gem filen igen med tegnkodningen UTF-8. I Notesblok vælger du den under Gem som.
    .why = UTF-8 er den måde at gemme tekst på, som alle programmer forstår. Gemmes filen på en anden måde, bliver æ, ø og å til noget andet. Eksempel: en fil fra et gammelt program, hvor Møde står som M?de.
file-too-large = Filen fylder over { $megabytes } MB og bliver ikke læst.
    .hint = Her skal kun stå tekst. Billeder og dokumenter hører til i mappen files.
    .why = En optegnelse er tekst, og fem megabyte er flere bøger. En større fil er havnet det forkerte sted. Eksempel: en film, der er gemt som meetings/film.yaml.
control-character = Der står et usynligt tegn i filen ({ $sign }).
    .label = usynligt tegn
    .hint = Slet tegnet, eller skriv linjen forfra. Det kommer tit med, når tekst er kopieret fra et andet program.
    .why = Usynlige tegn kan ikke ses i teksten, men kan lave ravage i en mail eller på en side. Eksempel: et lodret tabulatortegn, der fulgte med fra et regneark.
control-escape = Teksten får et usynligt tegn, som er skrevet med omvendt skråstreg ({ $sign }).
    .label = usynligt tegn
    .hint = Slet den omvendte skråstreg og det, der hører til den. Skal den stå i teksten, så skriv teksten i enkelte anførselstegn: 'C:\xampp'.
    .why = I dobbelte anførselstegn læser YAML \x07 og \u202e som tegn, der ikke kan ses, men som kan lave ravage i en mail eller på en side. Eksempel: "C:\x07", som bliver til en klokke.
empty-file = Filen er tom.
    .hint = Skriv de felter, der skal være der, eller slet filen. opsamling new laver en ny at begynde på.
    .why = En tom fil er næsten altid en, der ikke blev gemt, eller en, der er lavet ved en fejl. Eksempel: en ny fil i meetings uden title og date.
not-a-record = Filen begynder ikke med et felt, men med { $found ->
        [list] en liste
        [nothing] ingenting
       *[other] løs tekst
    }.
    .hint = Skriv felterne på hver sin linje, med kolon og mellemrum efter navnet: title: Møde i netværket
    .why = En optegnelse er felter med navn og værdi. Løs tekst og lister uden for et felt har ingen plads i den. Eksempel: Møde i netværket, hvor der skulle stå title: Møde i netværket.
several-documents = Her begynder et nyt dokument i den samme fil, og det bliver ikke læst.
    .hint = Slet linjen med --- eller ..., eller flyt resten til en fil for sig.
    .why = Én fil er én optegnelse. Det, der står efter --- eller ..., ville aldrig blive læst. Eksempel: to møder i samme fil med --- imellem.
alias-refused = Filen bruger & og * til at gentage noget, og det kan ikke bruges her.
    .hint = Skriv det ud, hvor det skal stå. Er tegnet en del af teksten, så sæt anførselstegn om.
    .why = Gentagelser med & og * gør en fil svær at læse og kan få en lille fil til at svulme op. Eksempel: links: &faelles på et punkt og links: *faelles på et andet.
tag-refused = Et udråbstegn forrest i en værdi betyder noget særligt og kan ikke bruges her.
    .hint = Sæt anførselstegn om teksten.
    .why = Ord med udråbstegn forrest kan få en værdi til at forsvinde eller blive til noget andet. Eksempel: !!null foran en tekst gør teksten til ingenting.
too-deep = Felterne ligger inden i hinanden i alt for mange lag.
    .hint = Se efter parenteser, der aldrig lukkes, eller linjer, der er rykket alt for langt ind.
    .why = Ingen optegnelse har brug for mere end en håndfuld lag. En dyb fil er en fejl eller et forsøg på at få programmet til at gå ned. Eksempel: tusind kantede parenteser efter hinanden.
too-many-values = Der er flere værdier i filen, end en fil kan have.
    .hint = Del indholdet i flere filer.
    .why = En fil med millioner af værdier er havnet det forkerte sted. Eksempel: et helt regneark, der er gemt som people.yaml.

yaml-syntax = { $what ->
        [unclosed-quote] Anførselstegnet her bliver ikke lukket.
        [bracket] Parentesen her passer ikke: den bliver ikke lukket, eller der står noget efter den.
        [indentation] Linjen står ikke lige under de linjer, den hører sammen med.
        [colon-missing] Her mangler et kolon efter feltets navn.
        [escape] Efter en omvendt skråstreg i anførselstegn må der ikke stå hvad som helst.
        [dash] Her mangler et mellemrum efter bindestregen.
        [tab] Her står et tabulatortegn, hvor der skal være mellemrum.
       *[other] Linjen kan ikke læses, som den står.
    }
    .hint = { $what ->
        [unclosed-quote] Sæt et anførselstegn til sidst. Er det ment som et citat midt i en tekst, så sæt anførselstegn af den anden slags om det hele.
        [bracket] Luk parentesen på samme måde, som den er åbnet. Er den en del af teksten, så sæt anførselstegn om.
        [indentation] Felter, der hører sammen, skal begynde lige under hinanden. Ryk linjen ind eller ud med mellemrum.
        [colon-missing] Skriv et kolon og et mellemrum efter navnet: title: Møde i netværket
        [escape] Brug enkelte anførselstegn om teksten, eller skriv to omvendte skråstreger.
        [dash] Skriv et mellemrum efter bindestregen.
        [tab] Slet tabulatortegnet, og ryk ind med mellemrum, to for hvert trin.
       *[other] Sæt anførselstegn om værdien, eller skriv linjen forfra.
    }
    .why = Filen følger nogle få regler: felter lige under hinanden, kolon og mellemrum efter navnet, og alt, der åbnes, bliver lukket. Brydes en af dem, kan resten af filen ikke læses. Eksempel: date: rykket to mellemrum længere ind end title:
tab-indent = { $lines ->
        [one] En linje er rykket ind med et tabulatortegn.
       *[other] { $lines } linjer er rykket ind med tabulatortegn; her er den første.
    }
    .label = tabulatortegn
    .hint = Ryk ind med mellemrum i stedet, to for hvert trin. I de fleste programmer kan man slå til, at tabulatortasten skriver mellemrum.
    .why = Et tabulatortegn ser forskelligt ud fra program til program, så ingen kan se, hvad der hører til hvad. Derfor rykkes der ind med mellemrum. Eksempel: et punkt på dagsordenen, der er rykket ind med tabulatortasten.
space-after-colon = Her mangler et mellemrum efter kolonet.
    .hint = Skriv et mellemrum mellem kolonet og værdien. opsamling check --fix gør det for dig.
    .why = Uden et mellemrum efter kolonet er det hele ét ord og ikke et felt. Eksempel: title:Nyt, hvor der skulle stå title: Nyt.

duplicate-key = Feltet { $key } står to gange; den første gang i linje { $line }.
    .label = står også i linje { $line }
    .hint = Behold det rigtige, og slet det andet.
    .why = Et felt kan kun stå én gang. Ellers ville den ene værdi gå tabt, uden at nogen så det. Eksempel: den samme person to gange i people.yaml.
unknown-key = Der er ikke noget felt, der hedder { $key }.
    .label = { $nearest ->
        [none] ukendt felt
       *[other] mente du { $nearest }?
    }
    .hint = Her kan stå: { $known }.
    .why = Et felt, som programmet ikke kender, ville aldrig blive vist. Det er næsten altid en slåfejl. Eksempel: titel: i stedet for title:
missing-key = Feltet { $key } mangler.
    .label = her mangler { $key }
    .hint = Skriv en linje med { $key }: og det, der skal stå.
    .why = Nogle felter skal være der, for at resten giver mening. Eksempel: et møde uden date, eller et link uden url.
value-missing = Der står ikke noget ved { $key }.
    .hint = Skriv, hvad der skal stå, eller slet linjen.
    .why = Feltet er begyndt, men ikke skrevet færdigt. Eksempel: title: med ingenting efter.
wrong-type = { $expected ->
        [list] Ved { $key } skal der stå en liste.
        [map] Ved { $key } skal der stå felter på linjer for sig.
        [number] Ved { $key } skal der stå et helt tal.
        [positive-number] Ved { $key } skal der stå et helt tal på mindst 1.
        [boolean] Ved { $key } skal der stå true eller false.
        [choice] Ved { $key } skal der stå et enkelt ord.
        [line-or-map] Ved { $key } skal der stå en linje, eller felter på linjer for sig.
       *[text] Ved { $key } skal der stå en tekst.
    }
    .label = her står { $found ->
        [list] en liste
        [map] felter
        [number] et tal
        [nothing] ingenting
       *[text] en tekst
    }
    .hint = { $expected ->
        [list] Skriv hvert punkt på en linje for sig med bindestreg og mellemrum foran, eller dem alle i kantede parenteser: { $key }: [et, to]
        [map] Skriv felterne under { $key }, rykket to mellemrum ind, hvert med kolon og mellemrum efter navnet.
        [number] Skriv kun cifre: 58
        [positive-number] Skriv kun cifre: 4
        [boolean] Skriv true for ja og false for nej.
        [choice] Skriv kun ordet, uden parenteser og bindestreg.
        [line-or-map] Skriv punktet på én linje efter bindestregen.
       *[text] Skriv teksten efter kolonet. Er der kolon eller parenteser i den, så sæt anførselstegn om.
    }
    .why = Hvert felt har sin egen slags indhold: en tekst, et tal, en liste eller felter. Eksempel: topics: MitID, hvor der skulle stå topics: [MitID].
unknown-choice = Ved { $key } kan der ikke stå { $value }.
    .label = { $nearest ->
        [none] ukendt ord
       *[other] mente du { $nearest }?
    }
    .hint = Vælg et af disse: { $choices }.
    .why = Her er der kun nogle bestemte ord at vælge imellem. Eksempel: summary: færdig, hvor der skulle stå summary: published.

id-unreadable = { $value } kan ikke bruges som id.
    .hint = Et id har kun små bogstaver a-z, tal og bindestreger; æ, ø og å skrives ae, oe og aa: aeldre-sagen
    .why = Et id bliver til et filnavn og en del af en webadresse, så det må kun have tegn, der er sikre begge steder. Eksempel: ../x eller Ældre Sagen, hvor der skulle stå aeldre-sagen.
date-unreadable = { $value } er ikke en dato, der kan læses.
    .hint = Skriv den som 12. januar 2023, 12.1.2023 eller 2023-01-12.
    .why = En dato kan skrives på flere måder, men den skal kunne læses på kun én. Eksempel: 1/2-23 kan være både januar og februar.
date-without-day = { $value } er ikke en hel dato: dagen mangler.
    .hint = Skriv den med dag, som 12. januar 2023.
    .why = Et møde og en frist falder på en bestemt dag, som kan stå i kalenderen. Eksempel: marts 2026, hvor der skulle stå 12. marts 2026.
date-does-not-exist = Datoen { $value } findes ikke.
    .hint = Se efter i kalenderen, og ret dagen eller måneden.
    .why = En dato, som ingen kalender har, er en slåfejl, og invitationen ville gå ud med den. Eksempel: 30. februar 2023.
time-unreadable = { $value } er ikke et klokkeslæt, der kan læses.
    .hint = Skriv det som 13.00 eller 13.00-15.30.
    .why = Et klokkeslæt skrives med timer og minutter, så det kan stå i kalenderen. Eksempel: efter frokost, hvor der skulle stå 13.00.
relay-unreadable = { $value } er ikke et sted, post kan sendes gennem.
    .hint = Skriv outbox, eller en adresse som smtp://bruger@relay.example.org:587. Adgangskoden skal ikke stå her.
    .why = Breve sendes gennem en mailserver, der nævnes ved sin adresse, eller lægges i en mappe. Eksempel: mail.example.org, hvor der skulle stå smtp://mail.example.org:587.
rate-unreadable = { $value } er ikke en hastighed, der kan læses.
    .hint = Skriv et antal og s, min eller hour: 600/min
    .why = En mailserver tager kun imod så meget ad gangen. Farten skrives som et antal breve og et tidsrum. Eksempel: 600 i minuttet, hvor der skulle stå 600/min.
retention-unreadable = { $value } er ikke et antal dage, der kan læses.
    .hint = Skriv det som 90 days.
    .why = Persondata gemmes ikke længere, end der er lovet. Tiden skrives i dage. Eksempel: tre måneder, hvor der skulle stå 90 days.
store-unreadable = { $value } er ikke et sted, abonnenterne kan ligge.
    .hint = Skriv sqlite, eller en adresse, der begynder med postgres://
    .why = Abonnenterne ligger i en fil på maskinen eller på en databaseserver. Eksempel: mysql://server, som ikke kan bruges.
output-unreadable = Det er ikke til at se, hvad der kom ud af punktet her.
    .hint = Skriv det på én linje, eller begynd med netop ét af disse felter: suggestion, question, wish, decision, action.
    .why = Det, der kom ud af et punkt, er ét af fem: et forslag, et spørgsmål, et ønske, en beslutning eller en opgave. Eksempel: både action: og wish: i samme punkt.

quote-this = { $why ->
        [quotation] Teksten begynder med et anførselstegn, men går videre efter det næste.
        [colon] Der er et kolon midt i teksten, og så læses den som et felt.
        [brackets] Teksten begynder med en parentes, og så læses den som en liste eller som felter.
        [comma] Kommaet deler teksten i to, fordi den står i krøllede parenteser.
        [number] Her skal stå tekst, og tal og ord som true læses som noget andet.
       *[sign] Teksten begynder med { $sign }, og det tegn betyder noget særligt.
    }
    .label = sæt anførselstegn om
    .hint = Sæt anførselstegn om hele teksten. opsamling check --fix gør det for dig.
    .why = Nogle tegn betyder noget særligt, når de står først i en tekst eller midt i den. Med anførselstegn om læses teksten, som den står. Eksempel: title: MitID: status skal være title: "MitID: status".
text-after-hash = Teksten { $lost } går tabt: tegnet # efter et mellemrum gør resten af linjen til en kommentar.
    .label = læses som en kommentar
    .hint = Sæt anførselstegn om hele teksten; opsamling check --fix gør det, hvor der ingen tvivl er. Er det ment som en kommentar, så sæt to mellemrum foran.
    .why = Tegnet # efter et mellemrum begynder en kommentar, og det, der følger, kommer aldrig med. Eksempel: title: Nyt om MitID #2 bliver til Nyt om MitID.

entry-taken = Der er allerede en, der hedder { $id } i registeret.
    .hint = Vælg et andet id, eller ret den, der står der.
registry-unreadable = Filen kan ikke læses, så der er ikke skrevet noget i den.
    .hint = opsamling check viser, hvad der er galt. Prøv igen, når det er rettet.
entry-unsound = Der kan ikke skrives noget til sidst i filen, uden at resten ændres.
    .hint = Skriv den nye ind i filen selv.
