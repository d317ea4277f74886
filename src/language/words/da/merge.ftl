## Det, der kommer tilbage i et Word-dokument

docx-empty = filen er tom
    .hint = Bed om at få dokumentet sendt igen.
docx-old-or-locked = filen er gemt i Words gamle format eller låst med en adgangskode
    .hint = Åbn den i Word, fjern adgangskoden, vælg Filer > Gem som, og vælg typen ”Word-dokument (.docx)”.
docx-not-word = filen er ikke et Word-dokument
    .hint = Åbn den i Word, vælg Filer > Gem som, og vælg typen ”Word-dokument (.docx)”.
docx-damaged = filen er beskadiget: { $part } kan ikke læses
    .hint = Åbn den i Word, lad Word reparere den, og gem den igen.
docx-declares = { $part } i filen har en DOCTYPE, og det har et dokument fra Word aldrig
    .hint = Filen er lavet til at skade. Spørg den, der har sendt den.
docx-too-large = { $part } er større end nogen tekst
    .hint = Spørg den, der har sendt filen, om det er den rigtige.

merge-other-record = { $made_of ->
        [none] i dokumentet er ingen af felterne fra { $id }
       *[other] dokumentet er lavet af { $made_of } og ikke af { $id }
    }
    .hint = { $made_of ->
        [none] `opsamling render { $id } --format docx` laver det dokument, der kan komme tilbage.
       *[other] Se efter, om det er den rigtige fil og den rigtige post.
    }
merge-other-document = dokumentet er lavet med `--as { $document }`, og fra sådan et kan intet føres tilbage
    .hint = Skriv ændringerne ind i det dokument, som `opsamling render { $id } --format docx` laver.
merge-own-unreadable = programmet kan ikke læse det dokument, det selv har lavet
    .hint = Har I jeres egne skabeloner til Word, så prøv uden dem. Ellers er det en fejl i programmet.
merge-macros = { $file } indeholder makroer. De bliver ikke kørt.
merge-take-unreadable = ”{ $value }” siger ikke, hvilke ændringer der skal med
    .hint = Skriv --take all eller numrene med komma imellem, for eksempel --take 1,3.
merge-no-such-change = der er ingen ændring nr. { $number }
    .hint = { $count ->
        [0] Der er ingen ændringer i dokumentet.
        [one] Der er kun nr. 1.
       *[other] Numrene går fra 1 til { $count }.
    }
merge-unwritable = ændring nr. { $number } kan ikke skrives i feltet { $field }
    .hint = Intet er ændret. Skriv den ind i filen selv, og tag de andre ændringer med `--take` og deres numre.
merge-breaks-record = med de ændringer har { $file } { $errors ->
        [one] 1 fejl
       *[other] { $errors } fejl
    }, så intet er ændret
    .hint = Tag de andre ændringer med `--take` og deres numre.
merge-file-changed = { $file } er blevet ændret imens, så intet er skrevet
    .hint = Kør kommandoen igen.

### Listen

merge-top = Øverst
merge-comments = Kommentarer
merge-left-out = Kan ikke føres tilbage
merge-nobody = uden navn
merge-untracked = skrevet direkte
merge-comment-about = om ”{ $words }”
merge-conflict = Feltet er også ændret her, siden dokumentet blev sendt. Det, der står i { "[-…-]" }, er teksten i dag.

merge-outside-program = programmet skriver selv den tekst ud fra andre oplysninger
merge-outside-paragraph = afsnittet står ikke i noget felt
merge-outside-fixed = den del af feltet kan kun rettes i filen
merge-outside-picture = et billede, der er kommet til eller væk
merge-outside-note = en fodnote
merge-outside-table = tekst i en tabel
merge-outside-heading = en overskrift midt i et felt
merge-outside-object = en formel, en tekstboks eller et andet objekt
merge-outside-link = et link, der ikke kan føre nogen steder hen

### Hvad der sker

merge-found = { $changes ->
        [0] Ingen ændringer
        [one] 1 ændring
       *[other] { $changes } ændringer
    }, { $comments ->
        [0] ingen kommentarer
        [one] 1 kommentar
       *[other] { $comments } kommentarer
    }{ $left ->
        [0] .
        [one] , og 1 ting, der ikke kan føres tilbage.
       *[other] , og { $left } ting, der ikke kan føres tilbage.
    }
merge-moved-on = { $count ->
        [one] 1 felt er ændret her, siden dokumentet blev sendt, og er ikke rørt i dokumentet. Det bliver, som det er.
       *[other] { $count } felter er ændret her, siden dokumentet blev sendt, og er ikke rørt i dokumentet. De bliver, som de er.
    }
merge-ask = Tag, behold eller stop? (t/b/s)
merge-key-take = tag
merge-key-leave = behold
merge-key-quit = stop
merge-how = Intet er ændret. `opsamling merge { $id } { $file } --take all` tager alle ændringer med, og `--take 1,3` dem med de numre. I et terminalvindue bliver du spurgt om hver enkelt.
merge-conflicts-left = { $count ->
        [one] 1 ændring er i et felt, der også er ændret her. Den kommer kun med, når du nævner dens nummer.
       *[other] { $count } ændringer er i felter, der også er ændret her. De kommer kun med, når du nævner deres numre.
    }
merge-numbers-anew = { $count ->
        [one] 1 ændring er ikke taget med. Den har et nyt nummer, næste gang du læser dokumentet.
       *[other] { $count } ændringer er ikke taget med. De har nye numre, næste gang du læser dokumentet.
    }
merge-nothing-taken = Ingen ændringer er taget med. { $file } er, som den var.
merge-would-take = { $count ->
        [one] 1 ændring
       *[other] { $count } ændringer
    } ville komme med i { $file }. Intet er ændret.
merge-taken = { $count ->
        [one] 1 ændring
       *[other] { $count } ændringer
    } er nu med i { $file }.
