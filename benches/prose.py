"""What the generated workspaces are written with: towns, names and sentences, all made up."""

TOWNS = [
    "Eksempelby", "Prøvelev", "Mønsterby", "Skitseborg", "Kladdestrup",
    "Udkastrup", "Øveland", "Forsøgshavn", "Modelsø", "Opdigtved",
]

# Kind of organisation, and the preposition that follows a title.
ORGANISATIONS = [
    ("{} Kommune", "i"),
    ("{} Bibliotek", "ved"),
    ("Frivilligcenter {}", "i"),
    ("Læseforeningen i {}", "i"),
    ("Datastuen i {}", "i"),
]

GIVEN = [
    "Anna", "Bent", "Cecilie", "Ditte", "Erik", "Freja", "Gorm", "Hanne", "Ida", "Jens",
    "Karen", "Lars", "Mette", "Niels", "Ove", "Pia", "Rasmus", "Signe", "Tove", "Åse",
]

FAMILY = [
    "Askelund", "Birkemose", "Dalsø", "Egelykke", "Fynboe", "Grønhøj", "Hasselris", "Kirkeager", "Lyngbæk", "Møllevang",
    "Nørreskov", "Ravnsborg", "Skovløkke", "Tjørnehøj", "Vestergård", "Æblegård", "Østerå", "Ågren", "Engsø", "Holmbo",
]

TITLES = [
    "konsulent", "bibliotekar", "projektleder", "kontorchef", "koordinator", "formand", "underviser", None, "fuldmægtig", None,
]

TOPICS = [
    ("Tryg ved skærmen", "campaign"), ("Hjælp tæt på", "project"), ("Læs det højt", "solution"),
    ("Fuldmagt på nettet", "bill"), ("Biblioteket viser vej", "project"), ("Breve på flere sprog", "solution"),
    ("Nøglen til det offentlige", "platform"), ("Plan for de sidste brugere", "strategy"), ("Telefonen er åben", "campaign"),
    ("Køreplan uden app", "solution"), ("Skærmfri service", "bill"), ("Sammen om skærmen", "project"),
]

MATERIALS = [
    ("Gode råd til dig, der hjælper", "leaflet"), ("Sådan låner du en skærm", "guide"),
    ("Den første gang på nettet", "film"), ("Ti korte øvelser", "guide"), ("Når koden er glemt", "leaflet"),
]

TITLES_OF_ITEMS = [
    "Nyt fra {town}", "Erfaringer med {topic}", "Hvem mangler vi at nå", "Et år med {topic}", "Frivillige i {town}",
    "Vejen ind for nye brugere", "Det korte brev", "Hjælp i telefonen", "Besøg på biblioteket", "Tre forsøg og et svar",
]

QUESTIONS = [
    "Hvem kan hjælpe, når der ikke er pårørende?", "Hvad skal stå øverst i brevet?", "Hvor går du hen, når koden er glemt?",
    "Hvordan når vi dem, der ikke spørger?", "Hvad virker hos jer, som andre kan låne?", "Hvilke ord er svære for brugerne?",
]

SUGGESTIONS = [
    "Faste timer på biblioteket med en, der kender skærmene", "En kort vejledning på fire sprog", "Et nummer, hvor et menneske svarer",
    "Lån af udstyr i hjemmet i tre uger", "Et kursus for dem, der hjælper naboen", "Store bogstaver i alle breve",
    "Samme ord på siden og i brevet", "En pjece i apotekets pose", "En aften om måneden for pårørende",
]

WISHES = ["Ønske: Flere eksempler fra små kommuner", "Ønske: Mødet holdt en gang om året på et værested"]

ASKED = ["Spørgsmål: Må en nabo hjælpe med koden?", "Spørgsmål: Hvornår kommer den næste vejledning?"]

ACTIONS = ["Samle eksempler på gode breve", "Skrive til bibliotekerne om faste timer", "Rette pjecen efter mødet"]

ALTS = [
    "Fire runde borde med kopper og papir set fra døren", "En tavle med gule sedler i tre rækker",
    "Et vindue, en reol og en skærm, der er slukket", "To hænder holder om en tændt telefon",
]

SENTENCES = [
    "{speaker} begyndte med tallene fra {town}.",
    "Her har {count} borgere fået hjælp siden sidst.",
    "Det er flere, end holdet havde regnet med.",
    "{percent} pct. klarede resten selv, da de først var i gang.",
    "De andre kom igen, og de fleste kom med det samme spørgsmål.",
    "Det svære er sjældent teknikken.",
    "Det svære er at turde trykke på knappen.",
    "Mange har en søn eller en datter, der plejer at hjælpe.",
    "Men ikke alle har nogen at ringe til om aftenen.",
    "Derfor åbnede {organisation} en telefon, hvor et menneske svarer.",
    "Den første uge ringede {small}, og siden er det blevet til mange flere.",
    "En af dem ville bare vide, om brevet var ægte.",
    "Det var det, og så kunne hun lægge det fra sig.",
    "Brevene er blevet kortere, og det kan mærkes.",
    "Det vigtigste står nu øverst, og datoen står med store tal.",
    "Hvor der før stod et fremmed ord, står der nu et dansk.",
    "{organisation} har prøvet det samme og så den samme virkning.",
    "Der er dog forskel på by og land.",
    "På landet er der langt til biblioteket, og bussen går sjældent.",
    "Derfor kører en varevogn ud til {small} små byer hver måned.",
    "I vognen er der kaffe, to stole og en skærm.",
    "Det lyder enkelt, og det er det også.",
    "De frivillige siger selv, at kaffen er det vigtigste.",
    "Nogle kommer for at snakke og går hjem med en ny kode.",
    "Andre kommer for koden og bliver for at snakke.",
    "{speaker} viste et kort over, hvor hjælpen er i dag.",
    "Kortet har huller, og dem kunne salen selv udfylde.",
    "{count} hjem har lånt en skærm, og næsten alle er kommet tilbage i god stand.",
    "En prøve med film på fire sprog er lige begyndt.",
    "Filmene varer to minutter, og der er tekst på dem alle.",
    "De er lavet sammen med dem, der skal bruge dem.",
    "Det tog længere tid end ventet, men det var tiden værd.",
    "{organisation} bød ind med lokaler og en fast aften.",
    "Prisen er lav, for de fleste timer er frivillige.",
    "Til gengæld skal nogen holde styr på, hvem der kommer hvornår.",
    "Den opgave løser en medarbejder på halv tid.",
    "Om et år skal det kunne køre videre uden ekstra penge.",
    "Bordene talte om, hvad man kan gøre, når navnet ikke passer med koden.",
    "Flere havde oplevet det, og ingen havde en god løsning.",
    "Et bord foreslog, at man kan gå ind på rådhuset og blive hjulpet der.",
    "Et andet bord ville hellere have et opkald.",
    "Begge dele kan godt lade sig gøre på samme tid.",
    "Til sidst spurgte en deltager, hvad der sker med dem, der siger nej tak.",
    "De får brevet med posten som før.",
    "Det er en ret, og den skal være nem at bruge.",
    "{speaker} takkede for spørgsmålene og lovede at dele sine billeder.",
    "Der var bred enighed om, at en god forklaring er bedre end en ny knap.",
    "Netværket har tidligere talt om det samme, men nu er der tal på.",
    "Tallene kommer fra {organisation} og gælder hele sidste år.",
    "De viser, at {percent} pct. helst vil have hjælp, hvor de i forvejen kommer.",
]
