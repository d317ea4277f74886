## intake

### Filen med abonnenter

csv-empty = filen er tom
    .hint = Den første linje skal være kolonnernes navne, for eksempel: email;navn.
csv-is-xlsx = filen er en Excel-projektmappe og ikke en CSV-fil
    .hint = Åbn den i Excel, vælg Filer > Gem som, og vælg typen ”CSV UTF-8 (semikolonsepareret)”.
csv-not-text = filen er ikke tekst
    .hint = Gem listen som CSV, og prøv igen.
csv-without-header = den første linje er ikke kolonnernes navne, men en adresse: { $cell }
    .hint = Indsæt en linje øverst med kolonnernes navne, for eksempel: email;navn.
csv-without-email-column = ingen kolonne hedder email. Kolonnerne er: { $headers }
    .hint = Kald kolonnen med adresserne email eller e-mail.
csv-column-twice = kolonnerne ”{ $first }” og ”{ $second }” betyder det samme
    .hint = Slet den ene, eller giv den et andet navn.

### Rækker, der ikke kan læses

csv-quote-not-closed = et anførselstegn i rækken bliver aldrig lukket, så den løber sammen med de næste
    .hint = Sæt et anførselstegn til, eller fjern det, der er.
csv-row-too-short = rækken har { $cells ->
        [one] 1 felt
       *[other] { $cells } felter
    }, og der er { $columns } kolonner
    .hint = Se efter, om der mangler et skilletegn eller er et linjeskift for meget.
csv-row-too-long = rækken har { $cells } felter, og der er { $columns ->
        [one] kun 1 kolonne
       *[other] kun { $columns } kolonner
    }
    .hint = Et felt med et skilletegn i skal stå i anførselstegn.
csv-unreadable-character = et tegn i rækken kan ikke læses
    .hint = Skriv rækken om, og gem filen som ”CSV UTF-8”.
csv-cell-too-long = et felt er længere end { $longest } tegn
    .hint = Se efter, om et anførselstegn mangler.
csv-unknown-language = sproget ”{ $value }” kendes ikke
    .hint = Skriv da eller en, eller lad feltet være tomt.
csv-bad-list = ”{ $value }” er ikke en listes navn
    .hint = Brug navnet fra opsamling.yaml, for eksempel newsletter.
csv-bad-date = ”{ $value }” er ikke en dato
    .hint = Skriv den dag, de gav samtykke, som 12. marts 2026 eller 2026-03-12.
csv-unknown-state = tilstanden ”{ $value }” kendes ikke
    .hint = Skriv active, pending, paused, left eller bounced, eller lad feltet være tomt.
csv-address-missing = adressen mangler
    .hint = Skriv en mailadresse i rækken, eller slet den.
csv-address-incomplete = ”{ $address }” er ikke en hel mailadresse
    .hint = Skriv den som navn@example.org.
csv-address-space = der er et mellemrum i adressen ”{ $address }”
    .hint = Fjern mellemrummet. Er det to adresser, skal de have hver sin række.
csv-address-character = tegnet { $character } kan ikke stå i en mailadresse: ”{ $address }”
    .hint = Fjern tegnet. Skriv adressen alene, som navn@example.org.
csv-address-domain = det, der står efter @ i ”{ $address }”, er ikke et domæne
    .hint = Skriv det hele, for eksempel example.org.
csv-address-too-long = adressen er for lang: ”{ $address }”
    .hint = Der kan højst være 64 tegn før @ og 254 i alt.
csv-duplicate = { $address } stod allerede i linje { $first }
    .hint = Den første række gælder. Slet den anden.
