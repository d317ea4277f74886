## archive: what stands on the pages of the archive that are no record's own

archive-navigation = Arkivets dele
archive-meetings = Møder
archive-news = Nyheder
archive-newsletters = Nyhedsbreve
archive-topics = Emner
archive-topics-about = Det følger netværket gennem årene. Hvert emne har sin egen side med alt, hvad der er sagt om det.
archive-topic = Emne
archive-search = Søg
archive-year = Året { $year }
archive-years = År for år
archive-ahead = Kommende møder
archive-behind = Tidligere møder
archive-next = Næste møde
archive-latest = Seneste opsamling
archive-calendar = Hent møderne til din kalender
archive-nothing = Her er ikke noget endnu.
archive-summary = Opsamling
archive-agenda = Dagsorden
archive-article = Nyhed
archive-issue = Nyhedsbrev
archive-at = hos { $host }
archive-read-on = Læs mere om { $title }
archive-origin = Det begyndte med
archive-follow = Det følger vi
archive-sign-up-title = Få nyt fra netværket
archive-sign-up = Tilmeld dig nyhedsbrevet: { $list }
archive-sign-up-by-mail = Skriv til { $address }, hvis du vil på listen
archive-thread = Alt om { $topic } gennem årene
archive-latest-issue = Seneste nummer
archive-feed = Nyt fra { $network } som feed
archive-missing = Siden findes ikke
archive-missing-about = Adressen kan være skrevet forkert, eller siden er taget ned.
archive-missing-ways = Gå til forsiden, eller søg efter det, du leder efter.
archive-to-front = Til forsiden
archive-moved = Siden er flyttet
archive-moved-to = Du finder den her:
topic-project = Projekt
topic-solution = Løsning
topic-strategy = Strategi
topic-bill = Lovforslag
topic-platform = Platform
topic-campaign = Kampagne
topic-in-hearing = I høring
fact-state = Status

## what a search engine shows under the title of a page
about-front = Hvad der bliver sagt på møderne i { $network }, og hvad der kommer ud af det.
about-meetings = Dagsordener og opsamlinger fra møderne i { $network }.
about-news = Nyheder fra { $network }.
about-newsletters = Alle nyhedsbreve fra { $network }.
about-topic = Alt, hvad { $network } har udgivet om { $title }.
about-person = Hvad { $title } har fortalt på møderne i { $network }.
about-year = Møder, nyheder og nyhedsbreve fra { $network } i { $year }.
about-search = Søg i alt, hvad { $network } har udgivet.

search-label = Hvad leder du efter?
search-button = Søg
search-none = Ingen sider indeholder alle ordene. Prøv med færre eller andre ord.
search-results = Resultater
search-one = 1 side
search-many = { $count } sider
search-more = Vis flere
search-failed = Søgningen kan ikke hentes lige nu. Brug emner og år herunder.
search-index = Find vej uden at søge
search-index-about = Hvert emne og hvert år har en side, hvor alt står.

### Til andre systemer

parcel-written = Pakken ligger i { $file }
copy-done = ”{ $title }” ligger på udklipsholderen uden billeder. Sæt teksten ind, hvor den skal stå; billederne får du med `opsamling export`.
copy-waits = Lad kommandoen køre, til du har sat teksten ind. Den slutter, når du kopierer noget andet, eller med Ctrl-C.
copy-no-clipboard = der er ingen udklipsholder at lægge teksten på
    .hint = Kør kommandoen i et vindue på din egen computer, eller skriv teksten i en fil: `opsamling render ID --format fragment -o FIL`.
parcel-picture = Billede
parcel-alt = Alternativ tekst
parcel-caption = Billedtekst
parcel-decorative = (pynt: lad den alternative tekst være tom)
