## check

weekday-written = { $written ->
    [mon] Monday
    [tue] Tuesday
    [wed] Wednesday
    [thu] Thursday
    [fri] Friday
    [sat] Saturday
   *[sun] Sunday
}
month-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
weekday-actual = { $actual ->
    [mon] Monday
    [tue] Tuesday
    [wed] Wednesday
    [thu] Thursday
    [fri] Friday
    [sat] Saturday
   *[sun] Sunday
}
did-you-mean = { $nearest ->
    [none] not known
   *[other] did you mean { $nearest }?
}

unknown-person = nobody in people.yaml is called "{ $name }"
    .label = { did-you-mean }
    .hint = { $nearest ->
        [none] Write the person into registry/people.yaml, or correct the name here; an organisation that speaks for itself stands in registry/organisations.yaml.
       *[other] Write { $nearest }, or write the new person into registry/people.yaml.
    }
    .why = People stand in one place, registry/people.yaml, so that title and organisation are the same everywhere. A name that nobody bears is nearly always a slip. Example: speakers: [Birte Holm] where the person is called Birthe Holm.
unknown-organisation = no organisation in organisations.yaml is called "{ $name }"
    .label = { did-you-mean }
    .hint = { $nearest ->
        [none] Write the organisation into registry/organisations.yaml, or correct the name here.
       *[other] Write { $nearest }, or put this name under also: of the organisation that it is another name of.
    }
    .why = Organisations stand in one place, registry/organisations.yaml, so that they are written alike everywhere. Id, name, short: and also: all do. Example: host: Roskilde Biblioteker where the organisation is called Roskilde Bibliotekerne.
unknown-reference = { $kind ->
    [topic] no topic in topics.yaml is called "{ $name }"
    [material] no material in materials.yaml is called "{ $name }"
    [meeting] no meeting is called "{ $name }"
    [news] no news article is called "{ $name }"
    [output] no output is called "{ $name }"
    [list] no list in opsamling.yaml is called "{ $name }"
   *[image] the item has no picture with the id "{ $name }"
}
    .label = { did-you-mean }
    .hint = { $kind ->
        [output] Write the meeting's id, a slash and the output's id, such as 2026-03-12-roskilde/paaroerende, or earlier/ and an id of registry/earlier.yaml.
        [image] Give the picture an id: under images: of the same item, or correct the name in ![](…)
        [list] Use the name of a list under lists: in opsamling.yaml.
       *[other] Correct the name, or make what is missing.
    }
    .why = What a record names must be there, else the document points at nothing. Example: topics: [Lov om fritagelsen] where the topic is called Lov om fritagelse.
ambiguous-reference = "{ $name }" may be several: { $ids }
    .label = which of them?
    .hint = Write the id in place of the name, such as { $first }.
    .why = Where two of the registry bear one name, the program cannot know who is meant, and does not guess. Example: speakers: [Anne Jensen] where there are anne-jensen and anne-jensen-kl.
id-taken = the name "{ $id }" is { $other } already
    .label = used by { $other }
    .hint = Give the file another name, or take the name out of formerly:
    .why = Meetings, articles and newsletters share one row of names, so that a name always leads to one text. Example: both meetings/2026-maj.yaml and news/2026-maj.yaml.
id-reserved = "{ $id }" is one of the archive's own pages, so no record can be called that
    .label = the archive's own page
    .hint = { $formerly ->
        [yes] Take the name out of formerly:
       *[no] Give the file another name, with the year in it for example.
    }
    .why = Each record has a page in the archive under its name, and the archive's own pages have theirs: a meeting called topics would lie on top of the page of topics. Example: meetings/topics.yaml in an English workspace.
weekday-mismatch = { $day } { month-name } { $year } is a { weekday-actual }, not a { weekday-written }
    .label = a { weekday-actual }
    .hint = See in a calendar whether the weekday or the date is wrong, and correct it.
    .why = A wrong weekday makes people come on the wrong day, and is easy to overlook. Example: fredag den 12. januar 2023, which was a Thursday.
date-in-the-past = { $what ->
    [meeting] the meeting stands as if it were to be held, but its date { $day } { month-name } { $year } has gone by
    [newsletter] the newsletter is not published, but its date { $day } { month-name } { $year } has gone by
   *[round] the round stands as planned, but { $day } { month-name } { $year } has gone by
}
    .label = has gone by
    .hint = { $what ->
        [meeting] Write into log: what happened: state: held, moved, postponed or cancelled; or correct the date.
        [newsletter] Correct the date, or write state: published if it has gone out.
       *[round] Write state: held, or correct the date.
    }
    .why = A meeting that was held must say so in its log, else it is still told of as if it were to come. Example: date: 12. januar 2023 without any log:.
date-to-come = { $what ->
    [held] the meeting is said to have been held, but it is on { $day } { month-name } { $year }
    [log] the log says what happened on { $day } { month-name } { $year }, but that day has not come
    [follow_up] the follow-up bears the date { $day } { month-name } { $year }, but that day has not come
   *[summary] the summary is said to be published, but the meeting is on { $day } { month-name } { $year }
}
    .label = has not happened yet
    .hint = { $what ->
        [held] Correct date:, or take held out of log: until the meeting has been held.
        [log] Correct at:. The day of the meeting stands in date:.
        [follow_up] Correct at:, or write the follow-up once it has happened.
       *[summary] Correct date:, or take the line summary: out until the meeting has been held. The agenda is out without it.
    }
    .why = A meeting that is held or told of before it took place stands in the archive as something to come and as something that was. Mostly it is the year that is wrong. Example: date: 12 January 2032 and state: held.
reply-after-meeting = answers are asked for after the meeting, which is on { $day } { month-name } { $year }
    .label = after the meeting
    .hint = Correct reply_by: or date:.
    .why = An answer that comes after the meeting is of no use to anybody. Mostly the meeting was brought forward, or the month is wrong. Example: date: 10 September 2026 and reply_by: 4 October 2026.
agenda-missing = the meeting was held but has no agenda
    .label = there is no agenda:
    .hint = Write the items under agenda:, each with at least a title:
    .why = A summary is made of the agenda's items. Without them there is nothing to tell. Example: state: held in the log, and no agenda:.
time-backwards = the time ends at { $end } but begins at { $start }
    .label = ends before it begins
    .hint = Swap the two times, or correct the wrong one.
    .why = A span must end later than it begins, else agenda and calendar show a time that cannot be. Example: time: 15.30-13.00.
agenda-overlap = "{ $title }" begins at { $start }, but "{ $other }" lasts until { $end }
    .label = before "{ $other }" is over
    .hint = Move one of the items or correct its time; if they are meant to run side by side, say so under allow:
    .why = Two items at one time are mostly a slip in an hour. Example: one item 13.00-13.40 and the next 13.30-14.00.
agenda-exceeds-meeting = "{ $title }" is at { $start }-{ $end }, but the meeting { $meeting_end ->
        [none] begins at { $meeting_start }
       *[other] is at { $meeting_start }-{ $meeting_end }
    }
    .label = outside the meeting
    .hint = Correct the item's time or the meeting's time:
    .why = People plan by the meeting's hours, so every item must lie within them. Example: time: 13.00-15.30 and an item 15.20-15.50.
speaker-twice-at-once = { $where ->
    [item] "{ $name }" stands twice at "{ $title }"
    [meeting] "{ $name }" speaks at "{ $title }" and "{ $other }" at the same time
   *[day] "{ $name }" speaks at "{ $title }" while the meeting { $other } has the same speaker
}
    .label = { $where ->
        [item] is here already
       *[other] in two places at once
    }
    .hint = Correct the name or the time at one of them.
    .why = Nobody can be in two places at once, so either the name or the time is wrong. Example: Birthe Holm at two items, both at 13.00-13.30.
action-without-owner = nobody owns the action "{ $text }"
    .label = who does it?
    .hint = Write the action over several lines with action:, owner: and due:
    .why = An action without an owner is seldom done, and at the next meeting nobody knows whom to ask. Example: action: Undersøge adgang, owner: Digitaliseringsstyrelsen, due: 1. maj 2026.
action-without-date = the action "{ $text }" has no date
    .label = by when?
    .hint = Write the action over several lines with action:, owner: and due:; a month will do, due: maj 2026
    .why = A date lets the network see whether the action is under way. Example: action: Undersøge adgang, owner: Digitaliseringsstyrelsen, due: 1. maj 2026.
output-id-twice = two outputs of the meeting have the id "{ $id }"
    .label = used already
    .hint = Give one of them another id:
    .why = Other records point at an output by its id, so it must be one output of the meeting. Example: two outputs with id: hjaelp at one meeting.
alt-missing = the picture { $file } has no alternative text
    .label = alt: is missing
    .hint = Write alt: with what the picture shows, or decorative: true if it is mere ornament.
    .why = Who cannot see the picture has the alternative text read aloud; without it the picture is mute (WCAG 1.1.1). Example: alt: Birthe Holm viser kurven over brugen af appen.
alt-is-caption = the alternative text is the same as the caption
    .label = is in caption: too
    .hint = Write into alt: what is seen on the picture, not what it is about.
    .why = The caption is read aloud as well, so that a listener hears the same twice and never what is seen. Example: caption: Status på appen and alt: Birthe Holm peger på en kurve.
alt-says-picture = the alternative text begins with "{ $words }"
    .label = the screen reader says so itself
    .hint = Begin with what is seen: Birthe Holm at the board
    .why = A screen reader says by itself that it is a picture, so the word is said twice. Example: Foto af Birthe Holm ved tavlen becomes Birthe Holm ved tavlen.
alt-too-long = the alternative text has { $count } characters, and should have { $most } at most
    .label = { $count } characters
    .hint = Write what matters most into alt:, and tell the rest in the text.
    .why = The alternative text is read aloud in one go, and one cannot move about in it. A long explanation is better in the text, where everybody can read it.
image-missing = { $problem ->
    [absent] the picture { $file } is not in the folder
    [folder] { $file } is a folder and not a file
    [elsewhere] { $file } is a link that leads out of the network's folder
    [cut-off] the picture { $file } was copied in part: its end is missing
    [too-large] the picture { $file } is larger than 50 MB
    [too-many-pixels] the picture { $file } has more than 100 million pixels
   *[no-picture] the file { $file } is not a picture
}
    .label = { $problem ->
        [absent] is not there
        [folder] is a folder
        [elsewhere] leads out of the folder
        [cut-off] its end is missing
        [too-large] too large
        [too-many-pixels] too many pixels
       *[no-picture] is not a picture
    }
    .hint = { $problem ->
        [absent] Put the file into the folder, or correct the path; it is written from the network's folder, and capitals matter.
        [folder] Write which file in the folder it is.
        [elsewhere] Put the file itself into the network's folder in place of a link to it.
        [cut-off] Fetch or copy the picture again.
        [too-large] Save the picture smaller: 2,000 pixels along its longer side are plenty.
        [too-many-pixels] Make the picture smaller in a picture program: 2,000 pixels along its longer side are plenty.
       *[no-picture] Save the picture as JPEG, PNG, GIF or WebP; another name alone does not help.
    }
    .why = A picture that is not there becomes a hole in the page and in the mail. The file must also be a picture inside: a Word document called foto.jpg is shown by no browser. Example: file: files/2026-03-12/birthe.jpg.
image-without-basis = it is not said on what ground { $file } is shown
    .label = people: is missing
    .hint = Write people: consent (they said yes), assessed (weighed, and they can object) or nobody (nobody can be recognised).
    .why = A photo of somebody who can be recognised is personal data, so the ground must be thought of before it is shown. Example: people: consent.
image-id-twice = two pictures in one place have the id "{ $id }"
    .label = used already
    .hint = Give one of them another id:
    .why = The text places a picture by its id, so it must be one picture. Example: two pictures with id: birthe at one item.
attachment-missing = { $problem ->
    [absent] the file { $file } is not in the folder
    [folder] { $file } is a folder and not a file
    [elsewhere] { $file } is a link that leads out of the network's folder
   *[other-kind] the file { $file } is not what its name says
}
    .label = { $problem ->
        [absent] is not there
        [folder] is a folder
        [elsewhere] leads out of the folder
       *[other-kind] is something else
    }
    .hint = { $problem ->
        [absent] Put the file into the folder, or correct the path; it is written from the network's folder, and capitals matter.
        [folder] Write which file in the folder it is.
        [elsewhere] Put the file itself into the network's folder in place of a link to it.
       *[other-kind] Open the file and save it again in the format that its name ends in.
    }
    .why = A link to a file that is not there lets the reader down, and a file that is not what its name says cannot be opened. Example: file: files/tips.pdf where the file is a Word document.
file-may-run = { $file } is a web page or a drawing that can run programs on the machine of whoever opens it
    .label = can run programs
    .hint = Save it as a PDF or as a picture (png), and link to that instead.
    .why = Web pages and SVG drawings can have programs in them. In the archive those would run at the network's own address with everybody who opens them, and could show anything in the network's name. A PDF or a picture cannot. Example: a link to files/logo.svg or files/plan.html.
file-outside = the path { $file } cannot be used: it leads out of the network's folder, or has a sign in it that is not seen
    .label = cannot be used
    .hint = Put the file into the folder, and write its path from the folder's root with forward slashes: files/tips.pdf
    .why = Only what lies in the network's folder can go out, so that nobody sends a file from the rest of the computer by mistake. Example: ../private/noter.pdf or C:\billeder\foto.jpg.
link-text-vague = { $problem ->
    [empty] the link has no words
    [bare] a bare web address stands here, { $text }
   *[vague] the link's words, "{ $text }", do not say where it leads
}
    .label = where does it lead?
    .hint = Let the link's words say what one finds: [Om appen hos styrelsen](https://…)
    .why = Many hear a page as a list of its links, and "here, here, read more" tells them nothing (WCAG 2.4.4). Example: Read more [here](…) becomes Read [the guide to the app](…).
link-broken = { $problem ->
    [malformed] the address "{ $url }" is not written as it should be
    [scheme] the address "{ $url }" is of a kind that may not be linked to
    [no-web-address] "{ $url }" is not a web address
   *[absent] the link leads to { $url }, which is not in the folder
}
    .label = { $problem ->
        [absent] is not there
       *[other] cannot be opened
    }
    .hint = { $problem ->
        [absent] Put the file into the folder, or begin the address with https:// if it is on the web.
        [scheme] Use an address that begins with https://, http://, mailto: or tel:
       *[other] Copy the address from the browser, so that it begins with https://
    }
    .why = A link that does not work is a dead end for the reader. Only https, http, mailto, tel and files of the folder can be used, for others can be misused in a mail. Example: www.digst.dk lacks https:// in front.
heading-in-body = the text has a heading of its own, "{ $text }"
    .label = a heading
    .hint = Make one more item with a title: of its own, or write it as plain text.
    .why = Headings come from the record, so that the page has the right levels, which screen readers jump by. Example: a line that begins with ##.
title-blank = nothing stands here
    .label = empty
    .hint = Write what it is called.
    .why = What stands here becomes a heading, the subject of a mail or an entry of a list, and empty it can be neither seen, heard nor clicked. Example: title: "  ".
bold-as-heading = the line "{ $text }" is bold and stands alone, like a heading
    .label = looks like a heading
    .hint = Make one more item with a title: of its own, or write it as plain text.
    .why = Bold letters look like a heading, but screen readers and tables of contents do not know them. Example: **Status** on a line of its own.
html-in-body = the text has HTML in it: { $text }
    .label = is shown as it stands
    .hint = Write it without HTML: *italic*, **bold**, [words](https://…), - point; a less-than sign is written \<
    .why = The text becomes page, mail and plain text, and HTML suits only one of them. Therefore the signs are shown as they were typed. Example: <b>vigtigt</b> becomes **vigtigt**.
table-in-body = the text has a table in it
    .label = a table
    .hint = Write it as a list, or put the table into a file and link to it.
    .why = Tables in the text do not become tables on the page, and in a mail on a telephone nobody can read them. Example: | Kommune | Antal |.
item-id-twice = two items have the id "{ $id }"
    .label = used already
    .hint = Give one of them another id:
    .why = Links point at an item by its id, so it must be one item of the meeting. Example: two items with id: appen.
item-unclear = { $count ->
    [0] the newsletter's item does not say what it is about.
   *[other] the newsletter's item names several things at once: { $keys }
}
    .label = what is it about?
    .hint = Write one of meeting:, news:, material: or title: (with said:); if there are several, make an item of each.
    .why = Each item of a newsletter is one meeting, one article, one material or a small text of its own. Example: meeting: 2023-01-12-aeldre-sagen.
issue-empty = the newsletter is ready to go out, but brings nothing
    .label = no items
    .hint = Write items below items:, or set state: draft until they are written.
    .why = An empty newsletter is nothing but a heading in its readers' inboxes, and the front page shows it as the latest one. Example: items: [] and state: approved.
item-not-out = { $standing ->
    [draft] the newsletter brings { $id }, which is a draft
    [network] the newsletter brings { $id }, which is for the network alone
    [later] the newsletter brings { $id }, which comes out later, so that the letter’s link leads nowhere
    [undated] the newsletter calls to { $id }, but has no date:
    [past] the newsletter calls to { $id }, which is over, and has no date:
   *[other] the newsletter brings { $id }, which is still for you alone
}
    .label = cannot be sent
    .hint = { $standing ->
        [draft] Write approved or published in { $file } (summary: in a meeting, else state:), or take the item out. To call people to a meeting, give the newsletter a date: before the meeting's.
        [network] Send it to a list that does not rest on consent, or take the item out.
        [later] Give the newsletter a date: on or after that day, or correct the day in { $file }.
        [undated] Write the day on which it goes as date:. Then its page in the archive goes on saying that the meeting was to come.
        [past] Write the day on which the letter went as date:. If the meeting was held, say so in log: in { $file }.
       *[other] Take the item out, or take the line visibility: out of { $file } when others may read it.
    }
    .why = A newsletter that brings a draft is not sent, and on the archive's page the item is missing until it is ready. A meeting can be in it as its agenda where the newsletter comes out before the meeting. Example: date: 2026-02-20 and a meeting on 12 March 2026.
timezone-unknown = no time zone is called "{ $name }"
    .label = unknown time zone
    .hint = Write timezone: Europe/Copenhagen, or leave the line out.
    .why = The time zone says what the hours in the calendar and in the mails mean. The names are the international ones. Example: Europe/Copenhagen, not Europa/København.
relay-in-the-clear = mail to { $host } would be sent without encryption
    .label = only for this machine
    .hint = Delete the line tls: none; if the relay has a certificate of its own, point at it with ca_file:
    .why = Without encryption others on the way can read both addresses and password. tls: none is only for a relay on the same machine. Example: url: smtp://127.0.0.1:2525.
address-malformed = { $problem ->
    [empty] a mail address is missing
    [too-long] the mail address "{ $address }" is too long
   *[other] "{ $address }" is not a mail address
}
    .label = not a mail address
    .hint = Write the address alone, such as netvaerk@example.org.
    .why = With a wrong address letters cannot be sent, and answers cannot come back. Example: netvaerk.example.org lacks an @.
phone-malformed = "{ $phone }" is no telephone number.
    .label = no telephone number
    .hint = Write the number alone, such as 12 34 56 78 or +45 12 34 56 78.
    .why = The number stands on posters and in mails, so that people without the internet can reach somebody. Without a number that can be dialled no poster is made. Example: weekdays 10-14 stands in place of the number.
service-in-the-clear = the address { $url } is not encrypted
    .label = must be https
    .hint = Write https:// in place of http://
    .why = Leaving by one click works over https only (RFC 8058), and confirmations must not be readable on the way. Example: service_url: https://tilmelding.example.org/.
archive-url-unfit = the archive's address, { $url }, has a question mark or a number sign in it
    .label = is no folder
    .hint = Write the address of the folder that the archive lies in, without what follows ? or #.
    .why = The pages of the archive have addresses that add to the archive's own, and behind a question mark or a number sign that leads nowhere. Example: archive_url: https://netvaerk.example.org/arkiv/.
key-name-malformed = { $kind ->
    [domain] "{ $text }" is not a domain
   *[other] "{ $text }" cannot be the name of a key
}
    .label = cannot stand in DNS
    .hint = Write the domain like example.org, and the key's name in small letters, digits and hyphens.
    .why = Receivers look the key up in DNS under selector and domain, and only proper names can stand there. With a wrong name nobody can verify the signature. Example: domain: example.org, selector: s2026.
signature-not-the-sender-s = { $domain } vouches for the letters, but they are from { $sender }
    .label = not the sender's domain
    .hint = Write domain: { $sender }, or make a new key with: opsamling dkim new
    .why = Receivers (DMARC) count a signature only where the domain is the sender's own, or lies above or below it. Otherwise the letter counts as unsigned, and may end as spam. Example: sender.email: netvaerk@example.org and domain: example.org.
unknown-code = no rule is called "{ $code }", so allow: allows nothing here
    .label = { did-you-mean }
    .hint = Write the code as the finding has it, such as link-text-vague.
    .why = Under allow: stand the findings that the secretariat has decided to live with, and why. A slip in the code leaves the line without effect. Example: code: alt-mising.

## workspace

no-workspace = there is no opsamling.yaml in { $folder }, nor in the folders above it
    .hint = Go to the network's folder, or make a new one with: opsamling init
folder-missing = there is no folder { $folder }
    .hint = See whether the path is written as it should be.
record-unknown = no record is called "{ $name }"
    .hint = { $nearest ->
        [none] See what there is with: opsamling list
       *[other] Did you mean { $nearest }? See what there is with: opsamling list
    }
record-ambiguous = { $count } records begin with "{ $name }": { $ids }
    .hint = Write a little more of the name.
record-unread = { $file } has errors and cannot be read
    .hint = See them with: opsamling check { $file }
path-outside = { $path } leads out of the network's folder
    .hint = Put the file into the folder, and write its path from the folder's root, such as files/tips.pdf.
file-exists = { $path } is there already and is not overwritten
    .hint = Choose another name, or move the old file first.
file-read-only = { $path } is read-only
    .hint = Take the read-only mark off the file and try again.
attachment-too-large = { $path } is larger than { $megabytes } MB
    .hint = Make the file smaller, or choose another.
file-not-text = { $path } is not text in UTF-8
    .hint = Open the file in an editor and save it again as UTF-8.
file-in-use = { $path } is open in another program ({ $cause })
    .hint = Close it there and try again.
disk-full = there is no room on the disk for { $path } ({ $cause }); nothing is changed
    .hint = Make room on the disk and try again.
disk-read-only = { $path } lies on a drive that cannot be written to ({ $cause })
    .hint = Put the folder on a drive that you may write to.
write-denied = you may not write { $path } ({ $cause })
    .hint = Ask for the right to write to the folder, or put it elsewhere.
read-denied = you may not read { $path } ({ $cause })
    .hint = Ask for the right to read the file.
write-failed = { $path } could not be written ({ $cause }); nothing is changed
    .hint = See whether the folder is there and the drive is connected.
read-failed = { $path } could not be read ({ $cause })
    .hint = See whether the file is there and the drive is connected.

symlink-outside = { $file } is a link that leads out of the network's folder, so it is not read
    .label = leads out of the folder
    .hint = Put the file itself into the folder in place of a link to it.
    .why = Only what lies in the network's folder is read, so that nobody sends something from the rest of the computer by mistake. Example: meetings/2026-maj.yaml that is a link to another drive.
record-too-large = the file is larger than the 5 MB that a record may have, so it is not read
    .label = too large
    .hint = See whether it is the right file; pictures and attachments belong in files/.
    .why = A record is text, and five megabytes are several books. A larger file has ended up in the wrong place. Example: a film saved as meetings/film.yaml.
file-unread = the file could not be read ({ $cause })
    .label = could not be read
    .hint = See whether you may read the file, and whether another program has it open.
    .why = The system did not let the program read the file, so what it says is not taken in. Example: a file that somebody else has locked.
file-ending = the file is not read, for its name must end in .yaml
    .label = does not end in .yaml
    .hint = Rename the file to { $expected }.
    .why = Only files whose name ends in .yaml are read, and a file that is passed over in silence is the worst kind of fault. Example: 2026-maj.yml should be 2026-maj.yaml.
file-name = the file is not read, for its name may have lower-case letters a-z, digits and hyphens only
    .label = cannot be an id
    .hint = Rename the file to { $expected }.
    .why = The file's name is the record's id and becomes a web address. Example: Møde i maj.yaml should be moede-i-maj.yaml.
registry-unknown = there is no { $file } in a network, so the file is not read
    .label = { did-you-mean }
    .hint = { $nearest ->
        [none] The files of registry/ are people.yaml, organisations.yaml, topics.yaml, materials.yaml and earlier.yaml.
       *[other] Rename the file to { $nearest }.yaml.
    }
    .why = The folder registry/ has five files: people.yaml, organisations.yaml, topics.yaml, materials.yaml and earlier.yaml. Others are not read. Example: person.yaml should be people.yaml.
folder-unread = the folder { $file } is not read
    .label = a folder
    .hint = Put the files right into { $folder }/.
    .why = Records lie side by side in their folder, so that each id is there once. Files in folders below are not read. Example: meetings/2026/maj.yaml should be meetings/2026-maj.yaml.
