//! How a run ends: the exit codes, and what is said of a failure.

use crate::model::{Argument, system_error};
use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: an error among the findings, or input that is wrong.
    Wrong,
    /// 2: the command line is wrong.
    Usage,
    /// 3: disk, network or database failed.
    World,
    /// 4: a mailing ended with deliveries refused, deferred or unknown.
    Undelivered,
    /// 70: a fault of the program.
    Fault,
}

impl Exit {
    /// The number that the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Wrong => 1,
            Self::Usage => 2,
            Self::World => 3,
            Self::Undelivered => 4,
            Self::Fault => 70,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Why a verb could not do what it was asked: the name of a Fluent message with its arguments, and the exit code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// How the run ends.
    pub exit: Exit,
    /// The message; its attribute `.hint` says what to do.
    pub code: &'static str,
    /// The values of the sentence.
    pub arguments: Vec<(&'static str, Argument)>,
    /// The file that it is about, with its line where there is one; nothing where the sentence names it.
    pub place: Option<String>,
    /// What the system or a library said.
    pub cause: Option<Argument>,
}

impl Failure {
    fn new(exit: Exit, code: &'static str) -> Self {
        Self { exit, code, arguments: Vec::new(), place: None, cause: None }
    }

    /// Input that is wrong: exit 1.
    pub fn wrong(code: &'static str) -> Self {
        Self::new(Exit::Wrong, code)
    }

    /// A command line that is wrong: exit 2.
    pub fn usage(code: &'static str) -> Self {
        Self::new(Exit::Usage, code)
    }

    /// Disk, network or database: exit 3.
    pub fn world(code: &'static str) -> Self {
        Self::new(Exit::World, code)
    }

    /// The program itself: exit 70.
    pub fn fault(code: &'static str) -> Self {
        Self::new(Exit::Fault, code)
    }

    /// The other end of a pipe is gone, which is silence: exit 0.
    pub fn broken_pipe() -> Self {
        Self::new(Exit::Done, BROKEN_PIPE)
    }

    /// Whether there is nothing to say.
    pub fn is_silent(&self) -> bool {
        self.code == BROKEN_PIPE
    }

    /// The failure with one more value for its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// The failure with the file that it is about.
    #[must_use]
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// The failure with what the system said.
    #[must_use]
    pub fn because(mut self, cause: &(dyn std::error::Error + 'static)) -> Self {
        self.cause = Some(match cause.downcast_ref() {
            Some(error) => system_error(error),
            None => cause.to_string().into(),
        });
        self
    }
}

const BROKEN_PIPE: &str = "broken-pipe";
