//! The fields of a record one by one, each with its way from the root: what rules look through.

use super::{
    AgendaItem, DocumentPath, Image, Link, Meeting, NewsArticle, Newsletter, PartialDate, Prose, Record, Reference,
    Slides, Speaker, WrittenDate,
};

/// One field and its way.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<'a> {
    /// The way from the record's root.
    pub path: DocumentPath,
    /// What stands there.
    pub value: FieldValue<'a>,
}

/// What stands in a field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FieldValue<'a> {
    /// A person, or an organisation that speaks for itself.
    Speaker(&'a Reference),
    /// A person.
    Person(&'a Reference),
    /// An organisation.
    Organisation(&'a Reference),
    /// A topic.
    Topic(&'a Reference),
    /// A material.
    Material(&'a Reference),
    /// A meeting.
    Meeting(&'a Reference),
    /// An article.
    News(&'a Reference),
    /// An output's whole id.
    Output(&'a Reference),
    /// A Markdown field.
    Prose(&'a Prose),
    /// A picture.
    Image(&'a Image),
    /// A link.
    Link(&'a Link),
    /// An address alone.
    Url(&'a str),
    /// A file to hand out.
    Attachment(&'a str),
    /// A whole date.
    Date(&'a WrittenDate),
    /// A date as short as what is known.
    PartialDate(&'a PartialDate),
}

impl<'a> Record<'a> {
    /// Every field that rules look at, in the order of the design's example.
    pub fn fields(self) -> Vec<Field<'a>> {
        let mut walk = Walk(Vec::new());
        let root = DocumentPath::root();
        match self {
            Self::Meeting(_, meeting) => walk.meeting(&root, meeting),
            Self::News(_, article) => walk.article(&root, article),
            Self::Newsletter(_, issue) => walk.issue(&root, issue),
        }
        walk.0
    }
}

struct Walk<'a>(Vec<Field<'a>>);

impl<'a> Walk<'a> {
    fn add(&mut self, path: DocumentPath, value: FieldValue<'a>) {
        self.0.push(Field { path, value });
    }

    fn maybe<T>(
        &mut self,
        at: &DocumentPath,
        key: &'static str,
        value: Option<&'a T>,
        wrap: fn(&'a T) -> FieldValue<'a>,
    ) {
        if let Some(value) = value {
            self.add(at.key(key), wrap(value));
        }
    }

    fn each<T>(&mut self, at: &DocumentPath, key: &'static str, values: &'a [T], wrap: fn(&'a T) -> FieldValue<'a>) {
        let list = at.key(key);
        for (index, value) in values.iter().enumerate() {
            self.add(list.index(index), wrap(value));
        }
    }

    fn url(&mut self, at: &DocumentPath, key: &'static str, url: Option<&'a String>) {
        self.maybe(at, key, url, |url| FieldValue::Url(url));
    }

    fn slides(&mut self, at: &DocumentPath, slides: Option<&'a Slides>) {
        if let Some(Slides::File(slides)) = slides {
            self.add(at.key("slides").key("file"), FieldValue::Attachment(&slides.file));
        }
    }

    fn meeting(&mut self, at: &DocumentPath, meeting: &'a Meeting) {
        self.maybe(at, "date", Some(&meeting.date), FieldValue::Date);
        self.maybe(at, "host", meeting.host.as_ref(), FieldValue::Organisation);
        self.url(at, "online", meeting.online.as_ref());
        self.maybe(at, "chair", meeting.chair.as_ref(), FieldValue::Person);
        self.maybe(at, "about", meeting.about.as_ref(), FieldValue::Prose);
        self.maybe(at, "reply_by", meeting.reply_by.as_ref(), FieldValue::Date);
        self.maybe(at, "intro", meeting.intro.as_ref(), FieldValue::Prose);
        for (index, entry) in meeting.log.iter().enumerate() {
            let at = at.key("log").index(index);
            self.maybe(&at, "at", entry.at.as_ref(), FieldValue::PartialDate);
            self.maybe(&at, "was", entry.was.as_ref(), FieldValue::PartialDate);
        }
        self.maybe(at, "published", meeting.published.as_ref(), FieldValue::Date);
        self.url(at, "published_at", meeting.published_at.as_ref());
        self.each(at, "images", &meeting.images, FieldValue::Image);
        self.each(at, "links", &meeting.links, FieldValue::Link);
        self.each(at, "materials", &meeting.materials, FieldValue::Material);
        self.slides(at, meeting.slides.as_ref());
        for (index, item) in meeting.agenda.iter().enumerate() {
            self.item(&at.key("agenda").index(index), item);
        }
    }

    fn item(&mut self, at: &DocumentPath, item: &'a AgendaItem) {
        for (index, speaker) in item.speakers.iter().enumerate() {
            let at = at.key("speakers").index(index);
            match speaker {
                Speaker::Named(name) => self.add(at, FieldValue::Speaker(name)),
                Speaker::Appearing(appearance) => {
                    self.add(at.key("person"), FieldValue::Person(&appearance.person));
                    self.maybe(&at, "organisation", appearance.organisation.as_ref(), FieldValue::Organisation);
                }
            }
        }
        self.each(at, "topics", &item.topics, FieldValue::Topic);
        self.maybe(at, "about", item.about.as_ref(), FieldValue::Prose);
        self.maybe(at, "said", item.said.as_ref(), FieldValue::Prose);
        for (index, output) in item.outputs.iter().enumerate() {
            let at = at.key("outputs").index(index);
            self.maybe(&at, "owner", output.owner.as_ref(), FieldValue::Speaker);
            self.maybe(&at, "due", output.due.as_ref(), FieldValue::PartialDate);
            self.each(&at, "came_from", &output.came_from, FieldValue::Output);
            for (index, entry) in output.follow_up.iter().enumerate() {
                let at = at.key("follow_up").index(index);
                self.maybe(&at, "at", entry.at.as_ref(), FieldValue::PartialDate);
                self.maybe(&at, "topic", entry.topic.as_ref(), FieldValue::Topic);
            }
        }
        self.each(at, "reports_on", &item.reports_on, FieldValue::Output);
        self.each(at, "links", &item.links, FieldValue::Link);
        self.each(at, "images", &item.images, FieldValue::Image);
        self.slides(at, item.slides.as_ref());
        self.each(at, "materials", &item.materials, FieldValue::Material);
    }

    fn article(&mut self, at: &DocumentPath, article: &'a NewsArticle) {
        self.maybe(at, "date", Some(&article.date), FieldValue::Date);
        for (index, section) in article.sections.iter().enumerate() {
            let at = at.key("sections").index(index);
            self.maybe(&at, "said", section.said.as_ref(), FieldValue::Prose);
            if let Some(quote) = &section.quote
                && quote.role.is_none()
            {
                self.add(at.key("quote").key("by"), FieldValue::Person(&quote.by));
            }
        }
        if let Some(about) = &article.about_box {
            self.add(at.key("about_box").key("said"), FieldValue::Prose(&about.said));
        }
        self.each(at, "topics", &article.topics, FieldValue::Topic);
        self.each(at, "images", &article.images, FieldValue::Image);
        self.each(at, "links", &article.links, FieldValue::Link);
        self.each(at, "materials", &article.materials, FieldValue::Material);
        if let Some(partnership) = &article.partnership {
            let at = at.key("partnership");
            self.each(&at, "partners", &partnership.partners, FieldValue::Organisation);
            for (index, round) in partnership.rounds.iter().enumerate() {
                self.maybe(&at.key("rounds").index(index), "date", round.date.as_ref(), FieldValue::PartialDate);
            }
        }
        self.url(at, "published_at", article.published_at.as_ref());
    }

    fn issue(&mut self, at: &DocumentPath, issue: &'a Newsletter) {
        self.maybe(at, "date", issue.date.as_ref(), FieldValue::Date);
        self.maybe(at, "intro", issue.intro.as_ref(), FieldValue::Prose);
        for (index, item) in issue.items.iter().enumerate() {
            let at = at.key("items").index(index);
            self.maybe(&at, "meeting", item.meeting.as_ref(), FieldValue::Meeting);
            self.maybe(&at, "news", item.news.as_ref(), FieldValue::News);
            self.maybe(&at, "material", item.material.as_ref(), FieldValue::Material);
            self.maybe(&at, "said", item.said.as_ref(), FieldValue::Prose);
            self.each(&at, "links", &item.links, FieldValue::Link);
        }
        self.url(at, "published_at", issue.published_at.as_ref());
    }
}
