## The preview

preview-title = Preview
preview-about = These pages show the files as they were last saved, and change when you save. Only this computer can see them.
preview-gone = The preview is closed. Start it again with `opsamling preview`, and the page goes on by itself.
preview-meetings = Meetings
preview-news = News
preview-newsletters = Newsletters
preview-elsewhere = Findings in other files
preview-errors = errors
preview-others = other findings
preview-documents = Documents
preview-screen = Screen
preview-full = Full width
preview-phone = Telephone
preview-system = As the system
preview-light = Light
preview-dark = Dark
preview-findings = Findings
preview-sound = No findings.
preview-skip = Skip to the document
preview-shown = The document
preview-back = To the overview
preview-missing = There is nothing at this address
preview-unread = The file cannot be read as it stands
preview-unreadable = opsamling.yaml cannot be read
preview-fault = There is a fault in the program. Write to those who maintain it.
preview-mail = { $document ->
        [agenda] Agenda as a mail to “{ $list }”
        [summary] Summary as a mail to “{ $list }”
       *[other] Mail to “{ $list }”
    }
preview-document-summary = Summary
preview-document-agenda = Agenda
preview-document-news = Article
preview-document-newsletter = Newsletter
preview-document-large-print = Large print
preview-document-poster = Poster
preview-document-spoken = To be read aloud
preview-form-html = web
preview-form-fragment = fragment
preview-form-txt = text
preview-form-md = Markdown
preview-form-pdf = PDF
preview-form-docx = Word
preview-form-mail = html
preview-form-ics = calendar
preview-here = See the pages at { $url } (Ctrl-C closes them).
preview-unwatched = The system does not tell when files are saved. Load the page again in the browser to see what is new.
preview-port-taken = port { $port } cannot be listened on
    .hint = Another program uses it, perhaps another preview. Choose another one with --port, or leave --port out, and a free one is chosen.
preview-ended = requests cannot be answered
preview-not-opened = The browser could not be opened. Open the address yourself.
