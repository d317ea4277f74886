//! What the system says when it says no, as the name of a message, so that a reader meets it in their own language.

use super::Argument;
use std::io::{Error, ErrorKind};

/// What the system says, without the paths that libraries add to it; in its own words where we have none.
pub fn system_error(error: &Error) -> Argument {
    let name = match error.kind() {
        ErrorKind::NotFound => "system-not-found",
        ErrorKind::PermissionDenied => "system-denied",
        ErrorKind::AlreadyExists => "system-exists",
        ErrorKind::IsADirectory => "system-is-folder",
        ErrorKind::InvalidInput => "system-no-file",
        ErrorKind::NotADirectory => "system-not-a-folder",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "system-disk-full",
        ErrorKind::FileTooLarge => "system-file-too-large",
        ErrorKind::ReadOnlyFilesystem => "system-read-only",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "system-busy",
        ErrorKind::InvalidFilename => "system-file-name",
        ErrorKind::ConnectionRefused => "system-refused",
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe => "system-cut-off",
        ErrorKind::UnexpectedEof => "system-ended",
        ErrorKind::TimedOut => "system-timed-out",
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => "system-no-way",
        _ => return error.to_string().into(),
    };
    Argument::Message(name)
}

#[cfg(test)]
mod tests {
    use super::system_error;
    use crate::language::Language;
    use crate::language::words::Words;
    use crate::model::Argument;
    use std::io::Error;

    #[test]
    fn the_system_s_no_is_said_in_the_reader_s_language() {
        // 1 EPERM to 113 EHOSTUNREACH.
        let named: Vec<_> = (1..=113)
            .filter_map(|number| match system_error(&Error::from_raw_os_error(number)) {
                Argument::Message(name) => Some(name),
                _ => None,
            })
            .collect();
        assert!(named.len() >= 14, "{named:?}");
        for language in [Language::Danish, Language::English] {
            let words = Words::new(language);
            for name in &named {
                assert!(words.find(name, &[]).is_some(), "{name}");
            }
        }
        assert_eq!(system_error(&Error::other("odd")), "odd".into());
    }
}
