## check

## workspace

no-workspace = Der er ingen opsamling.yaml i { $folder } eller i mapperne over den.
    .hint = Stil dig i netværkets mappe, eller lav en ny med: opsamling init
folder-missing = Mappen { $folder } findes ikke.
    .hint = Se efter, om stien er skrevet rigtigt.
record-unknown = Der er ingen post, der hedder »{ $name }«.
    .hint = { $nearest ->
        [none] Se, hvad der er, med: opsamling list
       *[other] Mente du { $nearest }? Se, hvad der er, med: opsamling list
    }
record-ambiguous = { $count } poster begynder med »{ $name }«: { $ids }.
    .hint = Skriv lidt mere af navnet.
record-unread = { $file } har fejl og kan ikke læses.
    .hint = Se fejlene med: opsamling check { $file }
path-outside = { $path } fører ud af netværkets mappe.
    .hint = Læg filen i mappen, og skriv stien fra mappens rod, for eksempel files/tips.pdf.
file-exists = { $path } findes i forvejen og bliver ikke overskrevet.
    .hint = Vælg et andet navn, eller flyt den gamle fil først.
file-read-only = { $path } er skrivebeskyttet.
    .hint = Fjern skrivebeskyttelsen på filen, og prøv igen.
file-too-large = { $path } er større end { $megabytes } MB.
    .hint = Gør filen mindre, eller vælg en anden.
file-not-text = { $path } er ikke tekst i UTF-8.
    .hint = Åbn filen i et skriveprogram, og gem den igen som UTF-8.
file-in-use = { $path } er åben i et andet program ({ $cause }).
    .hint = Luk filen i det andet program, og prøv igen.
disk-full = Der er ikke plads på disken til { $path } ({ $cause }). Intet er ændret.
    .hint = Gør plads på disken, og prøv igen.
disk-read-only = { $path } ligger på et drev, der ikke kan skrives på ({ $cause }).
    .hint = Læg mappen på et drev, som du må skrive på.
write-denied = Du har ikke lov til at skrive { $path } ({ $cause }).
    .hint = Bed om skriveadgang til mappen, eller læg den et andet sted.
read-denied = Du har ikke lov til at læse { $path } ({ $cause }).
    .hint = Bed om læseadgang til filen.
write-failed = { $path } kunne ikke skrives ({ $cause }). Intet er ændret.
    .hint = Se efter, om mappen findes, og om drevet er forbundet.
read-failed = { $path } kunne ikke læses ({ $cause }).
    .hint = Se efter, om filen findes, og om drevet er forbundet.
