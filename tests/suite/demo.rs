//! `demo` does the main job for real.

use super::workspace::{Ran, binary};
use std::fs;
use std::process::Command;

#[test]
fn the_demo_checks_renders_imports_and_mails() {
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join("demo");
    let arguments = ["demo", "--into", into.to_str().unwrap()];
    let output = Command::new(binary()).args(arguments).current_dir(folder.path()).output().unwrap();
    let ran = Ran::new(&arguments, output).success().says("Færdig").says("24 abonnenter");
    let page = fs::read_to_string(into.join("opsamling/2023-01-12-aeldre-sagen.html")).unwrap();
    assert!(page.contains("Brit Ross Winthereik"));
    let outbox = into.join("data/netvaerk-for-digital-inklusion/outbox");
    assert_eq!(fs::read_dir(outbox).unwrap().count(), 24, "{}", ran.err);
    let again = Command::new(binary()).args(arguments).current_dir(folder.path()).output().unwrap();
    Ran::new(&arguments, again).code(1).says("er ikke tom");
}
