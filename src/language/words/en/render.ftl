## render: what stands on the documents themselves

# The frame of a page
page-skip = Skip to content
page-contents = On this page
page-published-by = Published by { $secretariat }
page-contact = Contact
page-accessibility = Accessibility statement
draft-mark = DRAFT
draft-notice = The text has not been approved yet. Do not share it.

# A sheet of paper
paper-contents = Contents
paper-of = of

# A summary
summary-title-of = { $date ->
    [none] Summary of { $meeting }
   *[other] Summary of { $meeting }, { $date }
}
summary-title = { $date ->
    [none] Summary: { $meeting }
   *[other] Summary: { $meeting }, { $date }
}
summary-from = from
summary-day = From the whole day
summary-next = Next meeting
summary-network-only = For the network only
fact-date = Date
fact-time = Time
fact-host = Host
fact-place = Place
fact-chair = Chair
fact-attended = Participants
fact-moved-from = First planned for
fact-postponed-because = Postponed
fact-moved-because = Moved

question-workshop = Workshop
question-plenary = In plenary
question-round-table = Round the table

output-suggestions = Suggestions
output-questions = Questions
output-wishes = Wishes
output-decisions = Decisions
output-actions = Actions
output-table = table { $table }
output-votes = { $count ->
    [one] { $count } vote
   *[other] { $count } votes
}
output-owner = Owner
output-due = Due
output-state = Status
output-came-from = Grew out of
state-open = Open
state-taken-up = Taken up
state-in-progress = In progress
state-done = Done
state-declined = Declined

thread-title = What came of it
thread-earlier = From the network
thread-led-to = Carried on in
thread-at-meeting = at the meeting on { $date }

more-title = Read more
material-leaflet = leaflet
material-film = film
material-guide = guide
material-slides = slides
material-made-by = made by { $makers }
material-get-leaflet = Get the leaflet { $title }
material-get-film = See the film { $title }
material-get-guide = Get the guide { $title }
material-get-slides = Get the slides { $title }
material-get = Find { $title }
material-made-with = { $maker } with { $partners }
slides-file = Slides from the meeting
file-on-request = (write to { $address } for the file)
slides-by-mail = For the slides, write to { $address }
slides-on-request = The secretariat sends the slides on request
picture = Picture

# An agenda
agenda-title-of = { $date ->
    [none] Agenda for { $meeting }
   *[other] Agenda for { $meeting }, { $date }
}
agenda-title = { $date ->
    [none] Agenda: { $meeting }
   *[other] Agenda: { $meeting }, { $date }
}
agenda-items = Programme
agenda-item = Item
agenda-cancelled = The meeting is cancelled.
agenda-postponed = The meeting is postponed, and there is no new date yet.
agenda-moved = The meeting has been moved to { $date }.
agenda-moved-within-day = The time or the place has changed. The meeting is still on { $date }.
agenda-was = It was planned for { $date }.
agenda-reason = Reason: { $reason }
agenda-follows-up = Follows up on
agenda-calendar = Add the meeting to your calendar
agenda-take-part = Take part online
online-on-request = { $address ->
    [none] You can take part online.
   *[other] You can take part online. Write to { $address } for the link.
}
fact-online = Online
fact-seats = Seats
fact-reply-by = Reply by
fact-reply-to = Reply to
kind-orientation = Information
kind-talk = Talk
kind-discussion = Discussion
kind-decision = Decision
agenda-attached = Attached is an entry that you can put into your calendar.
agenda-drop-entry = If you have the meeting in your calendar, delete it there.
meeting-on = { $meeting }, { $date }
meeting-cancelled = Cancelled: { $meeting }
meeting-postponed = Postponed: { $meeting }
meeting-moved = Moved: { $meeting }
calendar-of = Meetings of { $network }

# A sheet for a notice board
poster-coming = Coming meeting
poster-was = The meeting was held
poster-cancelled = Cancelled meeting
poster-postponed = Postponed meeting
poster-moved = Meeting moved
poster-held = What happened at the meeting
poster-news-from = News from { $meeting }
poster-news = News from the network
poster-issue = Newsletter
poster-when = When
poster-where = Where
poster-whom = For whom
poster-talked-about = What we talked about
poster-brings = What you can read about
poster-call = Want to know more? Call us.
poster-call-rest = Want to hear the rest? Call us.
poster-also-at = You also find it at { $address }.

# A text to be read aloud
spoken-item = Item { $number }: { $title }
spoken-by = By { $speaker }
spoken-hours = At { $hours }
spoken-picture = The picture shows { $shown }
spoken-quote = Quote:
spoken-quote-of = A quote from { $speaker }:
spoken-quote-end = End of quote.
spoken-material = Material: { $title }
spoken-other-language = The newsletter also brings a text in { $language ->
        [en] English
       *[da] Danish
    }. It is not read aloud here.
spoken-call = To know more, call us on { $phone }.
spoken-write = To know more, write to { $address }.

# An article
article-audience = Concerns
article-partnership = The partnership
article-partners = Partners
round-planned = planned
round-held = held
round-trained = { $count } trained
round-reached = { $count } reached

# An issue of the newsletter
issue-read-summary = Read the whole summary of the meeting on { $date }
issue-read-agenda = See the agenda of the meeting on { $date }
issue-read-on = Read more about the meeting
issue-read-article = Read the whole article: { $title }
issue-was-on-the-agenda = On the agenda: { $items }.
issue-is-on-the-agenda = On the agenda: { $items }.
issue-reply = Please reply to { $address } by { $date }.

# A Word document
word-page = Page
word-of-pages = of
word-facts = About the meeting
word-style-kicker = Series
word-style-stamp = Date and category
word-style-lead = Lead
word-style-speaker = Speaker
word-style-speaker-name = Speaker name
word-style-details = Details
word-style-question-label = Question label
word-style-question = Question
word-style-box-heading = Box heading
word-style-thread-heading = Thread heading
word-style-thread = Thread
word-style-box = Box
word-style-box-list = Box list
word-style-quote-by = Quote by
word-style-figure = Picture
word-style-rule = Rule
word-style-colophon = Colophon
word-style-draft = Draft
word-style-draft-mark = Draft mark
word-style-facts = Meeting facts table
word-style-fact-label = Meeting fact label
word-style-fact = Meeting fact
word-style-space = Space
word-style-notice = Notice
word-style-hours = Hours
word-style-pause = Break
word-style-programme = Table of the programme

# The frame of a mail
letter-browser = View this mail in your browser
letter-why-consent = You get this mail because you have signed up for { $list }.
letter-why-task = You get this mail because you are on the list { $list }. { $secretariat } sends it as part of its task as an authority (GDPR, article 6(1)(e)).
letter-why-interest = You get this mail because you are on the list { $list } (GDPR, article 6(1)(f)).
letter-unsubscribe = Unsubscribe from { $list }
letter-object = Leave the list “{ $list }”
letter-policy = How we look after your data
letter-phone = Phone { $phone }

## render: what keeps a document from being made

template-unknown = The program has no template { $template }, so the file replaces nothing.
    .hint = { $nearest ->
        [none] Delete the file, or name it after one of the program's templates.
       *[other] Did you mean templates/{ $nearest }?
    }
    .why = A file in templates/ replaces the built-in template of the same name. A name that the program does not have is never used, and the documents look as before. For example: templates/sumary.html for templates/summary.html.
template-syntax = The template { $template }:{ $line } cannot be read: { $reason }
    .hint = Mend the line. Look for {"{% if %}"} or {"{% for %}"} without an end, and for braces that do not match.
    .why = A template that cannot be read stops every document that is made of it. For example: a {"{% for item in summary.items %}"} without an {"{% endfor %}"}.
template-undefined = The template { $template }:{ $line } uses the name "{ $name }", and there is no such name.
    .hint = { $nearest ->
        [none] These names are there: { $known }.
       *[other] Did you mean "{ $nearest }"? These names are there: { $known }.
    }
    .why = A wrong name would leave an empty place in the document, and nobody would see it before it was sent. For example: {"{{ item.titel }}"} for {"{{ item.title }}"}.
template-phrase = The template { $template }:{ $line } asks for the phrase "{ $name }", which the program does not have.
    .hint = Write the text itself in the template in place of say("{ $name }").
    .why = say() fetches one of the program's own phrases in the language of the meeting. For example: {"{{ say(\"summary-next\") }}"} gives Next meeting.
template-function = The template { $template }:{ $line } uses something that templates cannot do: { $reason }
    .hint = The program's own template shows what can be used.
    .why = Templates can do what minijinja can, and have some filters more, which the built-in templates use. For example: {"{{ item.said | prose }}"}.
template-missing = The template { $template }:{ $line } includes one that does not exist: { $reason }
    .hint = Only the program's own templates can be included; they are in the folder templates of its source.
    .why = A template can include another of the program's, so that a thing stands in one place. For example: {"{% include \"parts/item.html\" %}"}.
template-runaway = The template { $template }:{ $line } never ends.
    .hint = Look for a loop that runs far too many times.
    .why = A template that never ends would stop the program in the midst of a mailing. For example: a loop within a loop over range(9999).
template-too-deep = The template { $template }:{ $line } includes itself again and again.
    .hint = Remove the line that includes the template in itself.
    .why = A template that includes itself never ends. For example: a summary.html with {"{% include \"summary.html\" %}"} in it.
template-failed = The template { $template }:{ $line } cannot be used: { $reason }
    .hint = Mend the line, or delete the file and use the program's own template.
    .why = The template can be read, but does something that cannot be done. For example: it adds a text to a number.
template-unsound = Word cannot open the document that the workspace's own template { $template } has a part in: something is wrong after "{ $before }" ({ $reason }).
    .hint = Mend the template, or delete it, and the built-in one is used.
    .why = A Word document is XML, and Word opens only one in which all that begins also ends. For example: a <w:p> without </w:p>, or &nbsp;, which is html alone.
template-style = The style sheet { $template } cannot be used in mail: { $reason }
    .hint = Mend the file, or delete it and use the program's own.
    .why = In a mail the style sheet is written into each element, since many mail programs read nothing else. For example: a mail.css that is no style sheet at all.
document-wrong = { $record } cannot be made as { $document }.
    .hint = A meeting has summary and agenda, an article has news, an issue has newsletter, and all have large-print, poster and spoken.
format-wrong = { $document } cannot be made as { $format }.
    .hint = Choose another form with --format. A summary, agenda, news or newsletter is made as html, fragment, txt, md, docx or pdf, an agenda as ics too, large-print as html, pdf or docx, a poster as html or pdf, and spoken only as txt.
document-packing = The document cannot be packed into one file: { $reason }
    .hint = Look for very large pictures, and use smaller versions of them.
pdf-not-built = This program was built without PDF.
    .hint = Build it with PDF in the folder of its source code: cargo install --path . --features pdf. Or choose another form with --format: html, fragment, txt or md.
pdf-not-set = { $template ->
        [none] The document cannot be set as PDF: { $reason }
       *[other] The document cannot be set as PDF with the workspace's own template { $template }: { $reason }
    }
    .hint = { $template ->
        [none] See whether anything in the record is unusually long or large, or choose another form with --format, such as docx.
       *[other] Correct the workspace's own templates that end in .typ, or delete them to use the built-in ones.
    }
    .why = A PDF is made only where a screen reader can read it and an archive can keep it. What would break that is an error and no file. For example: a picture without an alternative text in a template that ends in .typ.
poster-without-phone = A poster must show a telephone number, and opsamling.yaml has none that can be dialled.
    .hint = Write the secretariat's number under sender: in opsamling.yaml, such as phone: 12 34 56 78
poster-two-sheets = The template { $template } takes more than one sheet, even with next to nothing on it.
    .hint = Shorten the workspace's own template, or delete it to use the built-in one.
    .why = A poster is one sheet, since it hangs on a board. For example: a poster.typ with letters so large that the title alone takes two pages.
mail-list-unknown = opsamling.yaml has no list called "{ $list }".
    .hint = { $nearest ->
        [none] Add the list under lists: in opsamling.yaml.
       *[other] Did you mean "{ $nearest }"?
    }
mail-too-long = The mail is { $size } kB, and Gmail cuts a mail off above { $limit } kB.
    .hint = In a newsletter: show shorter teasers (show: teaser). Else shorten the text, or send a newsletter that leads to the page.

### Figures

statistics-title = { $network } in figures
statistics-attendance = Meetings and attendance
statistics-meetings-held = { $count ->
    [one] 1 meeting
   *[other] { $count } meetings
}
statistics-outputs = What came out of the meetings
statistics-list = Readers of “{ $list }”
statistics-year = Year
statistics-meetings = Meetings
statistics-attended = Attendance
statistics-mean = A meeting
statistics-period = Period
statistics-joined = Joined
statistics-lost = Lost
statistics-total = In all
