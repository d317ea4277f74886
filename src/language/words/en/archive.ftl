## archive: what stands on the pages of the archive that are no record's own

archive-navigation = Parts of the archive
archive-meetings = Meetings
archive-news = News
archive-newsletters = Newsletters
archive-topics = Topics
archive-topics-about = What the network follows through the years. Each topic has a page of its own with all that was said of it.
archive-topic = Topic
archive-search = Search
archive-year = The year { $year }
archive-years = Year by year
archive-ahead = Meetings to come
archive-behind = Earlier meetings
archive-next = Next meeting
archive-latest = Latest summary
archive-calendar = Add the meetings to your calendar
archive-nothing = There is nothing here yet.
archive-summary = Summary
archive-agenda = Agenda
archive-article = News
archive-issue = Newsletter
archive-at = at { $host }
archive-read-on = Read more about { $title }
archive-origin = It began with
archive-follow = What we follow
archive-sign-up-title = Hear from the network
archive-sign-up = Subscribe to { $list }
archive-sign-up-by-mail = Write to { $address } to be put on the list
archive-thread = All about { $topic } through the years
archive-latest-issue = Latest issue
archive-feed = News from { $network } as a feed
archive-missing = There is no such page
archive-missing-about = The address may be mistyped, or the page was taken down.
archive-missing-ways = Go to the front page, or search for what you are looking for.
archive-to-front = To the front page
archive-moved = The page has moved
archive-moved-to = You find it here:
topic-project = Project
topic-solution = Solution
topic-strategy = Strategy
topic-bill = Bill
topic-platform = Platform
topic-campaign = Campaign
topic-in-hearing = In hearing
fact-state = State

## what a search engine shows under the title of a page
about-front = What is said at the meetings of { $network }, and what comes of it.
about-meetings = Agendas and summaries of the meetings of { $network }.
about-news = News from { $network }.
about-newsletters = All newsletters from { $network }.
about-topic = All that { $network } has published about { $title }.
about-person = What { $title } has said at the meetings of { $network }.
about-year = Meetings, news and newsletters from { $network } in { $year }.
about-search = Search all that { $network } has published.

search-label = What are you looking for?
search-button = Search
search-none = No page has all these words. Try fewer or other words.
search-results = Results
search-one = 1 page
search-many = { $count } pages
search-more = Show more
search-failed = The search cannot be fetched just now. Use the topics and years below.
search-index = Find your way without searching
search-index-about = Each topic and each year has a page where all of it stands.

### For other systems

parcel-written = The parcel is in { $file }
copy-done = “{ $title }” is on the clipboard, without pictures. Paste the text where it is to stand; `opsamling export` gives you the pictures.
copy-waits = Let the command run until you have pasted the text. It ends when you copy something else, or with Ctrl-C.
copy-no-clipboard = there is no clipboard to put the text on
    .hint = Run the command in a window on your own computer, or write the text into a file: `opsamling render ID --format fragment -o FILE`.
parcel-picture = Picture
parcel-alt = Alternative text
parcel-caption = Caption
parcel-decorative = (decoration: leave the alternative text empty)
