//! The renderer: the templates that it has, and the documents that it makes of them.

use super::addresses::{Addresses, Luggage};
use super::aloud;
use super::docx::{self, Related, Room};
use super::engine::{UnknownPhrase, engine};
use super::error::RenderError;
use super::fonts;
use super::looks::Looks;
use super::lost::Lost;
use super::mail;
use super::names;
use super::notes::Notes;
use super::packed::packed;
use super::request::{Audience, MailRequest, Place, RenderRequest};
use super::tidy::tidied;
use super::view::{
    AgendaView, ArticleView, Desk, Elsewhere, FrontView, IssueView, LetterFrame, Listing, Page, PosterView, Register,
    SummaryView,
};
use crate::model::{Document, DocumentFormat, MailText, Record};
use minijinja::value::Serde;
use minijinja::{Environment, Error, ErrorKind, Value};
use serde::Serialize;
use std::collections::BTreeMap;
use std::error::Error as _;
use std::sync::{Arc, OnceLock};

/// Makes documents of records. Templates are read when a document needs them; a renderer may be shared between threads.
pub struct Renderer {
    pub(super) looks: Arc<Looks>,
    environment: Environment<'static>,
    /// Tells one version of the archive's style sheet from another; made when it is first asked for.
    pub(super) style_version: OnceLock<String>,
}

/// What every template sees.
#[derive(Serialize)]
pub(super) struct Context {
    pub(super) page: Page,
    pub(super) letter: Option<LetterFrame>,
    pub(super) summary: Option<SummaryView>,
    pub(super) agenda: Option<AgendaView>,
    pub(super) article: Option<ArticleView>,
    pub(super) issue: Option<IssueView>,
    pub(super) front: Option<FrontView>,
    pub(super) listing: Option<Listing>,
    pub(super) register: Option<Register>,
    pub(super) elsewhere: Option<Elsewhere>,
    pub(super) poster: Option<PosterView>,
    /// The level of the document's heading.
    pub(super) heading: u8,
    pub(super) language: &'static str,
    /// The name of the document's own template, without its ending.
    pub(super) body: &'static str,
    /// Whether it is for readers who need large letters.
    pub(super) large: bool,
}

/// Whether a file of the looks is written in the engine's language; the others are taken as they are.
pub(in crate::render) fn is_template(name: &str) -> bool {
    ![".css", ".js", ".svg"].iter().any(|ending| name.ends_with(ending))
}

impl Renderer {
    /// The built-in templates, with these in place of those of the same name (`summary.html`, `parts/item.txt`). What equals
    /// the built-in one replaces nothing.
    ///
    /// # Errors
    /// `UnknownTemplate` where nothing built in bears a name, `Syntax` where one of the texts cannot be read.
    pub fn new(overrides: BTreeMap<String, String>) -> Result<Self, RenderError> {
        let looks = Arc::new(Looks::new(overrides)?);
        let renderer = Self { environment: engine(&looks), looks, style_version: OnceLock::new() };
        for name in renderer.looks.replaced().filter(|name| is_template(name)) {
            renderer.environment.get_template(name).map_err(|error| renderer.refused(name, None, &error))?;
        }
        Ok(renderer)
    }

    /// One document, whole: the same records give the same bytes, UTF-8 where the form is text. Only what is public is in it.
    ///
    /// # Errors
    /// `WrongDocument` where the record has no such document; `WrongFormat` where the document is not made in that form;
    /// `WithoutPdf` where the program was built without it; anything about a template of the workspace's own.
    pub fn document(&self, request: &RenderRequest<'_>) -> Result<Vec<u8>, RenderError> {
        let RenderRequest { document, format, .. } = *request;
        if !document.has(format) {
            return Err(RenderError::WrongFormat { document, format });
        }
        let (template, heading) = match format {
            _ if document == Document::Spoken => return self.spoken(request),
            _ if document == Document::Poster => return self.poster(request),
            DocumentFormat::Html => ("page.html", 1),
            DocumentFormat::Fragment => ("fragment.html", 2),
            DocumentFormat::Text => ("page.txt", 1),
            DocumentFormat::Markdown => ("page.md", 1),
            DocumentFormat::Docx => return self.word(request),
            DocumentFormat::Pdf => return self.pdf(request),
            DocumentFormat::Calendar => return self.entry(request),
        };
        self.text(request, template, heading).map(String::into_bytes)
    }

    #[cfg(feature = "pdf")]
    fn pdf(&self, request: &RenderRequest<'_>) -> Result<Vec<u8>, RenderError> {
        let set = self.set(request, self.text(request, "page.typ", 1)?)?;
        set.written().map_err(|error| self.blaming(error))
    }

    /// The markup of a document, set on pages.
    #[cfg(feature = "pdf")]
    pub(super) fn set(&self, request: &RenderRequest<'_>, markup: String) -> Result<super::pdf::Set, RenderError> {
        super::pdf::set(super::pdf::Manuscript {
            markup,
            pictures: request.pictures,
            identifier: identity(request),
            day: request.records.day(request.record),
        })
        .map_err(|error| self.blaming(error))
    }

    /// The error with the template of the workspace's own that may have caused it.
    #[cfg(feature = "pdf")]
    pub(super) fn blaming(&self, error: RenderError) -> RenderError {
        match error {
            RenderError::Unset { reason, .. } => {
                RenderError::Unset { template: self.looks.replaced_of(".typ").map(ToOwned::to_owned), reason }
            }
            error => error,
        }
    }

    #[cfg(not(feature = "pdf"))]
    fn pdf(&self, request: &RenderRequest<'_>) -> Result<Vec<u8>, RenderError> {
        // What is wrong with the record or a template is told all the same.
        self.text(request, "page.typ", 1).and(Err(RenderError::WithoutPdf))
    }

    /// The words that the document on paper shows as `�`, since its fonts lack their letters: each once, in order.
    ///
    /// # Errors
    /// Those of `document`.
    pub fn lost_words(&self, request: &RenderRequest<'_>) -> Result<Vec<String>, RenderError> {
        let context = context(&public_desk(request), request.record, request.document, request.draft, "", 1)?;
        let lost = Arc::new(Lost::default());
        let context =
            minijinja::context! { lost => Value::from_dyn_object(Arc::clone(&lost)), ..Value::from(Serde(context)) };
        self.render("page.typ", &context)?;
        Ok(lost.words())
    }

    /// The document to be read aloud.
    fn spoken(&self, request: &RenderRequest<'_>) -> Result<Vec<u8>, RenderError> {
        let text = self.text(request, "spoken.txt", 1)?;
        Ok(tidied(&aloud::said(&text, public_desk(request).language), request.format).into_bytes())
    }

    /// What a template makes of the request.
    fn text(&self, request: &RenderRequest<'_>, template: &'static str, heading: u8) -> Result<String, RenderError> {
        let css = match request.document {
            Document::LargePrint if request.format == DocumentFormat::Html => self.printed_css("large-print.css"),
            _ => self.looks.text("page.css").unwrap_or_default().to_owned(),
        };
        let context = context(&public_desk(request), request.record, request.document, request.draft, &css, heading)?;
        let output = self.render(template, &Value::from(Serde(context)))?;
        Ok(tidied(&output, request.format))
    }

    /// What a template makes of a poster.
    pub(super) fn poster_text(
        &self,
        request: &RenderRequest<'_>,
        poster: PosterView,
        template: &'static str,
    ) -> Result<String, RenderError> {
        let css = self.printed_css("poster.css");
        let context = context(&public_desk(request), request.record, request.document, request.draft, &css, 1)?;
        self.render(template, &Value::from(Serde(Context { poster: Some(poster), ..context })))
    }

    /// The style sheet of a page that is made for printing, with its fonts.
    fn printed_css(&self, sheet: &str) -> String {
        format!("{}{}", *fonts::WITHIN, self.looks.text(sheet).unwrap_or_default())
    }

    /// A Word document: each part from a template of its own.
    fn word(&self, request: &RenderRequest<'_>) -> Result<Vec<u8>, RenderError> {
        let desk = public_desk(request);
        let context = context(&desk, request.record, request.document, request.draft, "", 1)?;
        let related = Arc::new(Related::new(desk.language, request.pictures, Room::of(request.document)));
        let named = Value::from_dyn_object(Arc::clone(&related));
        let identity = identity(request);
        let context = minijinja::context! { related => named, identity, ..Value::from(Serde(context)) };
        let mut made = Vec::new();
        for part in docx::PARTS.into_iter().rev() {
            let xml = self.render(part.template, &context)?;
            if let Some((reason, before)) = docx::mistake(xml.trim_start()) {
                // What the text is made of comes from several templates.
                let is_text = part.template == docx::TEXT;
                let template = self.looks.replaced_of(".docx.xml").filter(|_| is_text).unwrap_or(part.template);
                return Err(RenderError::Unsound { template: template.to_owned(), reason, before });
            }
            made.push((part.name, xml));
        }
        let pictures = related.picture_parts();
        let text = made.iter().rev().map(|(name, xml)| (*name, xml.trim_start().as_bytes()));
        let pictures =
            pictures.iter().filter_map(|part| Some((part.name.as_str(), &**request.pictures.get(&part.path)?)));
        let parts: Vec<(&str, &[u8])> = text.chain(pictures).collect();
        packed(&parts).map_err(|error| RenderError::Packing { reason: error.to_string() })
    }

    /// The mail of one document to one list, whole but for what is each reader's own. A list that does not rest on consent sees
    /// what is for the network, too.
    ///
    /// # Errors
    /// Those of `document`; `UnknownList`; `MailTooLong` where Gmail would cut the html.
    pub fn mail(&self, request: &MailRequest<'_>) -> Result<MailText, RenderError> {
        let settings = &request.records.settings;
        let list = settings.lists.get(request.list).ok_or_else(|| mail::unknown_list(settings, request.list))?;
        let css = self.looks.text("mail.css").unwrap_or_default();
        let context_of = |desk: &Desk<'_>| context(desk, request.record, request.document, request.draft, css, 1);
        let luggage = Luggage::default();
        let desk = mail_desk(request, Audience::of(list.basis), &luggage);
        let mut context = context_of(&desk)?;
        // Its page in the archive has what anybody may read: of a mail that tells more it would be another text.
        let told = |context: &Context| serde_json::to_vec(context).unwrap_or_default();
        let has_page = match desk.audience {
            Audience::Public => true,
            Audience::Network => {
                let luggage = Luggage::default();
                told(&context) == told(&context_of(&mail_desk(request, Audience::Public, &luggage))?)
            }
        };
        let browser_url = context.page.url.clone().filter(|_| has_page);
        let mut entry = None;
        if let (Some(agenda), Record::Meeting(id, meeting)) = (context.agenda.take(), request.record) {
            let agenda = desk.agenda_letter(agenda, meeting);
            context.page.title.clone_from(&agenda.title);
            let notice = agenda.notice.as_ref().map(|notice| notice.said());
            context.page.description = notice.or(context.page.description);
            context.agenda = Some(agenda);
            entry = (!meeting.is_off()).then(|| desk.calendar_entry(id, meeting, request.round));
        }
        let drafted = mail::addressed(&desk, list, entry, browser_url, context);
        let html = self.render("mail.html", &Value::from(Serde(&drafted.context)))?;
        let text = self.render("mail.txt", &Value::from(Serde(&drafted.context)))?;
        mail::finished(drafted, request.draft.then(|| desk.say("draft-mark")), &html, &text, luggage)
    }

    pub(super) fn render(&self, template: &'static str, context: &Value) -> Result<String, RenderError> {
        // Each document numbers its links anew.
        let with_notes = || minijinja::context! { notes => Value::from_object(Notes::default()), ..context.clone() };
        let output = self.environment.get_template(template).and_then(|found| found.render(with_notes()));
        output.map_err(|error| self.refused(template, Some(&with_notes()), &error))
    }

    /// What the engine will not do, as our own error.
    fn refused(&self, asked: &str, context: Option<&Value>, error: &Error) -> RenderError {
        let mut error = error;
        while let Some(cause) = error.source().and_then(|source| source.downcast_ref::<Error>()) {
            error = cause;
        }
        let template = error.name().unwrap_or(asked).to_owned();
        let line = error.line().unwrap_or_default();
        let reason = error.detail().map_or_else(|| error.kind().to_string(), ToOwned::to_owned);
        if let Some(UnknownPhrase(name)) = error.source().and_then(|source| source.downcast_ref()) {
            return RenderError::UnknownPhrase { template, line, name: name.clone() };
        }
        match error.kind() {
            ErrorKind::SyntaxError | ErrorKind::BadEscape => RenderError::Syntax { template, line, reason },
            ErrorKind::UnknownFilter
            | ErrorKind::UnknownTest
            | ErrorKind::UnknownFunction
            | ErrorKind::UnknownMethod => RenderError::UnknownFunction { template, line, reason },
            ErrorKind::TemplateNotFound => RenderError::MissingTemplate { template, line, reason },
            ErrorKind::OutOfFuel => RenderError::Runaway { template, line },
            _ if reason.contains("recursion limit") => RenderError::TooDeep { template, line },
            kind => {
                let concerns_a_name = kind == ErrorKind::UndefinedError || reason.contains("undefined");
                let missing = context.filter(|_| concerns_a_name);
                match missing.and_then(|context| names::missing(&self.environment, asked, context)) {
                    Some(missing) => {
                        let mut known = missing.known;
                        known.extend(self.looks.text(&template).map(names::own_names).unwrap_or_default());
                        known.sort();
                        known.dedup();
                        RenderError::Undefined { template, line, name: missing.name, known }
                    }
                    None => RenderError::Template { template, line, reason },
                }
            }
        }
    }
}

/// What names the document beyond this workspace.
fn identity(request: &RenderRequest<'_>) -> String {
    let workspace = &request.records.settings.id;
    format!("{workspace}/{}/{}", request.record.id(), request.document.name())
}

/// Where a mail to these readers is written.
fn mail_desk<'a>(request: &MailRequest<'a>, audience: Audience, luggage: &'a Luggage) -> Desk<'a> {
    let MailRequest { records, files, record, .. } = *request;
    let (language, addresses) = (records.settings.language(), Addresses::away(&records.settings, luggage));
    Desk { records, files, language, audience, addresses }.for_record(record)
}

/// Where a document is written that anybody may read.
pub(super) fn public_desk<'a>(request: &'a RenderRequest<'a>) -> Desk<'a> {
    let settings = &request.records.settings;
    let addresses = match request.format {
        DocumentFormat::Pdf | DocumentFormat::Docx => Addresses::on_paper(settings, request.pictures),
        _ => match &request.place {
            Place::Beside(base) => Addresses::beside(settings, base),
            Place::Parcel(sizes) => Addresses::in_parcel(settings, sizes),
            Place::Alone => Addresses::on_paper(settings, request.pictures),
        },
    };
    let is_printed = matches!(request.document, Document::LargePrint | Document::Poster);
    let desk = Desk {
        records: request.records,
        files: request.files,
        language: settings.language(),
        audience: Audience::Public,
        addresses: if is_printed { addresses.printed() } else { addresses },
    };
    desk.for_record(request.record)
}

pub(super) fn context(
    desk: &Desk<'_>,
    record: Record<'_>,
    document: Document,
    draft: bool,
    css: &str,
    heading: u8,
) -> Result<Context, RenderError> {
    let (mut summary, mut agenda, mut article, mut issue) = (None, None, None, None);
    let told = record.told_as(document);
    match (told, record) {
        (Document::Summary, Record::Meeting(id, meeting)) => summary = Some(desk.summary(id, meeting, "")),
        (Document::Agenda, Record::Meeting(id, meeting)) => agenda = Some(desk.agenda_page(id, meeting)),
        (Document::News, Record::News(id, news)) => article = Some(desk.article(id, news)),
        (Document::Newsletter, Record::Newsletter(id, newsletter)) => issue = Some(desk.issue(id, newsletter)),
        _ => return Err(RenderError::WrongDocument { record: record.id().clone(), document }),
    }
    Ok(Context {
        page: desk.page(record, told, draft, css),
        letter: None,
        summary,
        agenda,
        article,
        issue,
        front: None,
        listing: None,
        register: None,
        elsewhere: None,
        poster: None,
        heading,
        language: desk.language.code(),
        body: told.name(),
        large: document == Document::LargePrint,
    })
}
