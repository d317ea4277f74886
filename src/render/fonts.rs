//! The fonts of a page that is made for printing, inside the page itself: it may lie anywhere and asks nobody for them, and a sheet
//! is as full on every machine.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::sync::LazyLock;

const FILES: [(u32, &[u8]); 2] = [
    (400, include_bytes!("../../templates/fonts/plex-sans-400.woff2")),
    (600, include_bytes!("../../templates/fonts/plex-sans-600.woff2")),
];

/// The rules of a style sheet that bring IBM Plex Sans along.
pub(super) static WITHIN: LazyLock<String> = LazyLock::new(|| {
    let rule = |(weight, bytes): (u32, &[u8])| {
        let data = STANDARD.encode(bytes);
        format!(
            "@font-face {{ font-family: \"IBM Plex Sans\"; font-weight: {weight}; \
             src: url(\"data:font/woff2;base64,{data}\") format(\"woff2\"); }}\n"
        )
    };
    FILES.into_iter().map(rule).collect()
});
