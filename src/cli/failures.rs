//! What lower floors report, as a failure of the run: which exit code, which message.

use super::exit::{Exit, Failure};
use crate::inbox::InboxError;
use crate::intake::subscribers::IntakeError;
use crate::intake::word::WordError;
use crate::letter::{DkimError, LetterError};
use crate::mailing::{MailingError, RouteError};
use crate::model::Argument;
use crate::render::RenderError;
use crate::site::SiteError;
use crate::smtp::{OutboxError, SmtpError};
use crate::store::{ServerError, StoreError};
use crate::workspace::WorkspaceError;

fn failure(exit: Exit, code: &'static str, arguments: Vec<(&'static str, Argument)>) -> Failure {
    Failure { exit, code, arguments, place: None, cause: None }
}

impl From<WorkspaceError> for Failure {
    fn from(error: WorkspaceError) -> Self {
        let exit = if error.is_of_the_world() { Exit::World } else { Exit::Wrong };
        failure(exit, error.code(), error.arguments())
    }
}

impl From<RenderError> for Failure {
    fn from(error: RenderError) -> Self {
        failure(Exit::Wrong, error.code(), error.arguments())
    }
}

impl From<SiteError> for Failure {
    fn from(error: SiteError) -> Self {
        let exit = if error.is_of_the_world() { Exit::World } else { Exit::Wrong };
        failure(exit, error.code(), error.arguments())
    }
}

impl From<LetterError> for Failure {
    fn from(error: LetterError) -> Self {
        failure(Exit::Wrong, error.code(), error.arguments())
    }
}

impl From<DkimError> for Failure {
    fn from(error: DkimError) -> Self {
        failure(Exit::Wrong, error.code(), error.arguments())
    }
}

impl From<IntakeError> for Failure {
    fn from(error: IntakeError) -> Self {
        failure(Exit::Wrong, error.code(), error.arguments())
    }
}

impl From<WordError> for Failure {
    fn from(error: WordError) -> Self {
        failure(Exit::Wrong, error.code(), error.arguments())
    }
}

impl From<InboxError> for Failure {
    fn from(error: InboxError) -> Self {
        let exit = if error.is_wrong_input() { Exit::Wrong } else { Exit::World };
        failure(exit, error.code(), error.arguments())
    }
}

impl From<&SmtpError> for Failure {
    fn from(error: &SmtpError) -> Self {
        Self { cause: error.cause(), ..failure(Exit::World, error.code(), error.arguments()) }
    }
}

impl From<SmtpError> for Failure {
    fn from(error: SmtpError) -> Self {
        (&error).into()
    }
}

impl From<OutboxError> for Failure {
    fn from(error: OutboxError) -> Self {
        failure(Exit::World, error.code(), error.arguments())
    }
}

impl From<&RouteError> for Failure {
    fn from(error: &RouteError) -> Self {
        match error {
            RouteError::Relay(error) => error.into(),
            error => failure(Exit::World, error.code(), error.arguments()),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let exit = match error {
            StoreError::MailingExists { .. }
            | StoreError::RecipientsChanged { .. }
            | StoreError::NobodyToWriteTo { .. }
            | StoreError::NoSuchMailing { .. }
            | StoreError::AmbiguousMailing { .. }
            | StoreError::NoSuchSubscriber { .. }
            | StoreError::NotOnList { .. }
            | StoreError::Moved { .. }
            | StoreError::Server(
                ServerError::BadUrl { .. } | ServerError::InTheOpen { .. } | ServerError::NotEmpty { .. },
            ) => Exit::Wrong,
            _ => Exit::World,
        };
        failure(exit, error.code(), error.arguments())
    }
}

impl From<MailingError> for Failure {
    fn from(error: MailingError) -> Self {
        match error {
            MailingError::Store(error) => error.into(),
            MailingError::Route(error) => (&error).into(),
            MailingError::Render(error) => error.into(),
            MailingError::Letter(error) => error.into(),
            MailingError::Unwritten { ref source, .. } => Failure {
                cause: Some(source.to_string().into()),
                ..failure(Exit::World, error.code(), error.arguments())
            },
            MailingError::LinesGone | MailingError::ClaimLost { .. } => {
                failure(Exit::Fault, error.code(), error.arguments())
            }
            error => failure(Exit::Wrong, error.code(), error.arguments()),
        }
    }
}
