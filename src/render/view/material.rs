//! What is handed out, and the slides, as a template sees them.

use super::link::LinkView;
use super::{Desk, capitalised, one_line};
use crate::language::list;
use crate::model::{MaterialKind, Reference, Sender, Slides};
use serde::Serialize;

/// A leaflet, a film, a guide, slides.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct MaterialView {
    /// Its title, and where it is.
    pub(super) link: LinkView,
    /// `Pjece, lavet af Digitaliseringsstyrelsen i samarbejde med Ældre Sagen`.
    pub(super) details: Option<String>,
    /// What one does to have it, as the words of a link: `Hent pjecen Tips og tricks`.
    #[serde(skip)]
    pub(super) invitation: String,
    /// What it is.
    pub(super) about: Option<String>,
}

impl Desk<'_> {
    /// The materials of an item, a day or an article.
    pub(super) fn materials(&self, materials: &[Reference]) -> Vec<MaterialView> {
        materials.iter().filter_map(|material| self.material(material)).collect()
    }

    /// A material; nothing where the registry has none of that name.
    pub(super) fn material(&self, named: &Reference) -> Option<MaterialView> {
        let (_, material) = self.records.registry.material(named)?;
        let title = one_line(&material.title);
        let link = match (&material.file, &material.url) {
            (Some(file), _) => self.file_link(&title, file),
            (None, Some(url)) => self.leading(&title, url),
            (None, None) => LinkView { text: title, url: None, note: None },
        };
        let partners: Vec<String> = material.made_with.iter().map(|partner| self.organisation(partner)).collect();
        let partners = list::join(&partners, self.language);
        let makers = match (material.made_by.as_ref().map(|maker| self.somebody(maker)), partners.is_empty()) {
            (Some(maker), true) => Some(maker),
            (Some(maker), false) => {
                Some(self.say_with("material-made-with", &[("maker", &maker), ("partners", &partners)]))
            }
            (None, true) => None,
            (None, false) => Some(partners),
        };
        let kind = material.kind.map(|kind| self.material_kind(kind));
        let makers = makers.map(|makers| self.say_with("material-made-by", &[("makers", &makers)]));
        let details: Vec<String> = kind.into_iter().chain(makers).collect();
        let invitation = match material.kind {
            Some(MaterialKind::Leaflet) => "material-get-leaflet",
            Some(MaterialKind::Film) => "material-get-film",
            Some(MaterialKind::Guide) => "material-get-guide",
            Some(MaterialKind::Slides) => "material-get-slides",
            None => "material-get",
        };
        Some(MaterialView {
            invitation: self.say_with(invitation, &[("title", &link.text)]),
            link,
            details: (!details.is_empty()).then(|| capitalised(&details.join(", "))),
            about: material.about.as_deref().map(one_line).filter(|about| !about.is_empty()),
        })
    }

    fn material_kind(&self, kind: MaterialKind) -> String {
        self.say(match kind {
            MaterialKind::Leaflet => "material-leaflet",
            MaterialKind::Film => "material-film",
            MaterialKind::Guide => "material-guide",
            MaterialKind::Slides => "material-slides",
        })
    }

    /// Slides: a file, or a mail to whoever sends them.
    pub(super) fn slides(&self, slides: Option<&Slides>) -> Option<LinkView> {
        match slides? {
            Slides::File(slides) => {
                let desk = self.for_part(slides.visibility);
                self.shows(slides.visibility).then(|| desk.file_link(&self.say("slides-file"), &slides.file))
            }
            Slides::OnRequest => {
                let sender = self.records.settings.sender.as_ref();
                let address = sender.map(Sender::address);
                let target = address.map(|address| format!("mailto:{address}"));
                let target = target.filter(|target| self.addresses.target(target).is_some());
                let text = match (&target, address) {
                    (Some(_), Some(address)) => self.say_with("slides-by-mail", &[("address", address)]),
                    _ => self.say("slides-on-request"),
                };
                Some(LinkView { text, url: target.and_then(|target| self.addresses.link(&target)), note: None })
            }
        }
    }
}
