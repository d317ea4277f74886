//! What can be made of a record.

/// A document of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Document {
    /// Of a meeting, after it.
    Summary,
    /// Of a meeting, before it.
    Agenda,
    /// An article.
    News,
    /// An issue of the newsletter.
    Newsletter,
    /// Of any record: the same in large print, on paper.
    LargePrint,
    /// Of any record: one sheet for a notice board.
    Poster,
    /// Of any record: its text to be read aloud.
    Spoken,
}

impl Document {
    /// Every one.
    pub const ALL: [Self; 7] =
        [Self::Summary, Self::Agenda, Self::News, Self::Newsletter, Self::LargePrint, Self::Poster, Self::Spoken];

    /// The name on the command line and in a mailing's id.
    pub fn name(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Agenda => "agenda",
            Self::News => "news",
            Self::Newsletter => "newsletter",
            Self::LargePrint => "large-print",
            Self::Poster => "poster",
            Self::Spoken => "spoken",
        }
    }

    /// Whether it is made in that form: an entry for a calendar is of an agenda alone; what is read aloud is plain text; what is
    /// printed in large letters is a page to print, a PDF or a Word document, and a poster one of the first two.
    pub fn has(self, format: DocumentFormat) -> bool {
        match (self, format) {
            (Self::Spoken, format) => format == DocumentFormat::Text,
            (Self::Poster, format) => matches!(format, DocumentFormat::Html | DocumentFormat::Pdf),
            (Self::LargePrint, format) => {
                matches!(format, DocumentFormat::Html | DocumentFormat::Pdf | DocumentFormat::Docx)
            }
            (document, DocumentFormat::Calendar) => document == Self::Agenda,
            _ => true,
        }
    }

    /// Whether it goes out by mail: the others are for paper and for the ear.
    pub fn is_mailed(self) -> bool {
        !matches!(self, Self::LargePrint | Self::Poster | Self::Spoken)
    }

    /// The form that it has where none is asked for: a page, or the only one.
    pub fn usual_format(self) -> DocumentFormat {
        DocumentFormat::ALL.into_iter().find(|format| self.has(*format)).unwrap_or(DocumentFormat::Html)
    }

    /// The document of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|document| document.name() == name)
    }
}

/// The form of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentFormat {
    /// A whole accessible page.
    Html,
    /// The same without head and frame, headings one level down, to paste into another system.
    Fragment,
    /// Text that reads well in a mail.
    Text,
    /// Markdown.
    Markdown,
    /// An accessible PDF (PDF/UA-1, PDF/A-2a).
    Pdf,
    /// A Word document (ISO/IEC 29500).
    Docx,
    /// An entry for a calendar (RFC 5545).
    Calendar,
}

impl DocumentFormat {
    /// Every one, the most usual first.
    pub const ALL: [Self; 7] =
        [Self::Html, Self::Fragment, Self::Text, Self::Markdown, Self::Pdf, Self::Docx, Self::Calendar];
    /// The forms that are text made by a template.
    pub const OF_TEXT: [Self; 4] = [Self::Html, Self::Fragment, Self::Text, Self::Markdown];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fragment => "fragment",
            _ => self.extension(),
        }
    }

    /// The ending of a file's name, without a dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Fragment => "fragment.html",
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Calendar => "ics",
        }
    }
}
