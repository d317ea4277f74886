//! The feed of the archive (Atom, RFC 4287): the newest summaries, articles and issues.

use crate::model::{Archive, Records};
use crate::render::Renderer;

/// The feed; nothing where the archive has no address, since a feed names whole ones.
pub(super) fn file(records: &Records, archive: &Archive, renderer: &Renderer) -> Option<(String, Vec<u8>)> {
    renderer.feed(records, archive).map(|feed| ("feed.xml".to_owned(), feed.into_bytes()))
}
