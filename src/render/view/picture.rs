//! Pictures as a template sees them.

use super::{Desk, one_line};
use crate::model::{Image, PICTURE_IN_MAIL, PictureSize};
use serde::{Deserialize, Serialize};

/// A picture with what stands below it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::render) struct Figure {
    /// The name by which prose places it.
    pub(in crate::render) id: Option<String>,
    /// Where it is shown from; nothing where it cannot be shown, and its words stand in for it.
    pub(in crate::render) src: Option<String>,
    /// What it shows; empty where it shows nothing that matters (WCAG 1.1.1).
    pub(in crate::render) alt: String,
    /// The line below it.
    pub(in crate::render) caption: Option<String>,
    /// In pixels, where it is known.
    width: Option<u32>,
    /// In pixels, where it is known.
    height: Option<u32>,
    /// How wide a mail shows it, in pixels: no wider than its column.
    mail_width: Option<u32>,
    /// The sizes to choose from, the smallest first; empty where there is one.
    sizes: Vec<Size>,
}

/// One size of a picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::render) struct Size {
    /// Where it is shown from.
    src: String,
    /// In pixels.
    width: u32,
}

impl Desk<'_> {
    /// The pictures that these readers see.
    pub(super) fn figures(&self, images: &[Image]) -> Vec<Figure> {
        images.iter().filter(|image| self.shows(image.visibility)).map(|image| self.figure(image)).collect()
    }

    pub(super) fn figure(&self, image: &Image) -> Figure {
        let fact = self.files.get(image.file.as_str());
        let sizes = self.addresses.sizes(&image.file);
        let largest = sizes.last().map(|size| (size.width, size.height));
        let (width, height) = largest.or_else(|| fact?.dimensions).unzip();
        let size = |size: &PictureSize| Some(Size { src: self.addresses.size(size)?, width: size.width });
        let decorative = image.decorative == Some(true);
        let alt = image.alt.as_deref().filter(|_| !decorative).map(one_line).unwrap_or_default();
        Figure {
            id: image.id.as_ref().map(ToString::to_string),
            src: self.addresses.image(&image.file, fact),
            alt,
            caption: image.caption.as_deref().map(one_line).filter(|caption| !caption.is_empty()),
            width,
            height,
            mail_width: width.zip(height).map(|(width, height)| mail_width(width, height)),
            sizes: if sizes.len() > 1 { sizes.iter().filter_map(size).collect() } else { Vec::new() },
        }
    }
}

/// How wide a picture is shown in a mail: no wider than its column, and no higher than that is wide, so that one that stands on end
/// fills no telephone.
fn mail_width(width: u32, height: u32) -> u32 {
    let within = width.min(PICTURE_IN_MAIL);
    let (wide, high, most) = (u64::from(width), u64::from(height.max(1)), u64::from(PICTURE_IN_MAIL));
    let of_height = u32::try_from(wide * most / high).unwrap_or(within);
    within.min(of_height).max(1)
}

#[cfg(test)]
mod tests {
    use super::mail_width;

    #[test]
    fn a_picture_on_end_is_no_higher_than_the_column_of_a_mail_is_wide() {
        assert_eq!(
            [mail_width(1200, 800), mail_width(300, 200), mail_width(900, 1200), mail_width(1, 9000)],
            [560, 300, 420, 1]
        );
    }
}
