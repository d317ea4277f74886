//! The only printer: data on stdout, talk on stderr, questions on a terminal.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this file owns the streams")]

use super::exit::Failure;
use crate::language::Language;
use crate::language::words::Words;
use crate::model::{Argument, DocumentFormat, sentence};
use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal, Write};

/// What the verbs print with.
#[derive(Clone)]
pub struct Terminal {
    words: Words,
    /// Whether data is printed as JSON.
    pub json: bool,
    quiet: bool,
    colour: ColorChoice,
    data_is_talk: bool,
}

impl Terminal {
    /// A terminal that speaks a language.
    pub fn new(language: Language, colour: ColorChoice) -> Self {
        Self { words: Words::new(language), json: false, quiet: false, colour, data_is_talk: false }
    }

    /// The same, with `--json` and `--quiet` as they were given.
    #[must_use]
    pub fn set(mut self, json: Json, talk: Talk) -> Self {
        self.json = json == Json::Asked;
        self.quiet = talk == Talk::Quiet;
        self
    }

    /// The same, for a step of a larger verb whose own data goes to stdout: what the step gives is said on stderr.
    #[must_use]
    pub fn with_data_as_talk(mut self) -> Self {
        self.json = false;
        self.data_is_talk = true;
        self
    }

    /// What the program says.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// The language that the program speaks.
    pub fn language(&self) -> Language {
        self.words.language()
    }

    /// A sentence.
    pub fn sentence(&self, name: &str, arguments: &[(&'static str, Argument)]) -> String {
        self.find(name, arguments).unwrap_or_else(|| format!("[{name}]"))
    }

    /// A sentence, where there is one of that name.
    pub fn find(&self, name: &str, arguments: &[(&'static str, Argument)]) -> Option<String> {
        sentence(&self.words, name, arguments)
    }

    /// Prints data, as it is, on stdout.
    ///
    /// # Errors
    /// A broken pipe as the silent failure; any other as the world's.
    pub fn data(&self, text: &str) -> Result<(), Failure> {
        if self.data_is_talk {
            self.talk(text.trim_end());
            return Ok(());
        }
        let mut out = AutoStream::new(io::stdout().lock(), self.colour);
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| output_failed(&error))
    }

    /// Prints a document on stdout.
    ///
    /// # Errors
    /// As `data`; where a person would see the bytes of a file that no terminal can show.
    pub fn document(&self, bytes: &[u8], format: DocumentFormat) -> Result<(), Failure> {
        if let Ok(text) = str::from_utf8(bytes) {
            return self.data(text);
        }
        let mut out = io::stdout().lock();
        if out.is_terminal() {
            return Err(Failure::wrong("output-to-terminal").with("format", format.name()));
        }
        out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| output_failed(&error))
    }

    /// Prints data as JSON on stdout.
    ///
    /// # Errors
    /// As `data`.
    pub fn data_as_json(&self, value: &impl serde::Serialize) -> Result<(), Failure> {
        let text =
            serde_json::to_string_pretty(value).map_err(|error| Failure::fault("json-failed").because(&error))?;
        self.data(&format!("{text}\n"))
    }

    /// Says a sentence on stderr, unless `--quiet`.
    pub fn say(&self, name: &str, arguments: &[(&'static str, Argument)]) {
        if !self.quiet {
            self.line(&self.sentence(name, arguments));
        }
    }

    /// Prints text on stderr, unless `--quiet`.
    pub fn talk(&self, text: &str) {
        if !self.quiet {
            self.line(text);
        }
    }

    /// Prints text on stderr in any case.
    pub fn line(&self, text: &str) {
        let mut err = AutoStream::new(io::stderr().lock(), self.colour);
        // Where stderr itself is gone there is nobody left to tell.
        let _ = writeln!(err, "{text}");
    }

    /// Says why a verb could not do what it was asked.
    pub fn fail(&self, failure: &Failure) {
        if failure.is_silent() {
            return;
        }
        let message = self.sentence(failure.code, &failure.arguments);
        let place = failure.place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
        self.line(&format!("{}: {place}{message}", self.words.say("level-error", &[])));
        if let Some(cause) = &failure.cause {
            let cause = match cause {
                Argument::Message(name) => self.words.say(name, &[]),
                other => other.to_string(),
            };
            self.line(&format!("  {}: {cause}", self.words.say("level-cause", &[])));
        }
        if let Some(hint) = self.find(&format!("{}.hint", failure.code), &failure.arguments) {
            self.line(&format!("  {}: {hint}", self.words.say("level-hint", &[])));
        }
    }

    /// Whether a person sits at both ends.
    pub fn is_interactive(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Whether findings may be coloured.
    pub fn has_colour(&self) -> bool {
        match self.colour {
            ColorChoice::Always | ColorChoice::AlwaysAnsi => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => io::stderr().is_terminal(),
        }
    }

    /// Asks on the terminal and reads a line; nothing at the end of input.
    ///
    /// # Errors
    /// `Failure` where the line cannot be read.
    pub fn ask(&self, question: &str) -> Result<Option<String>, Failure> {
        let mut err = io::stderr().lock();
        let _ = write!(err, "{question} ").and_then(|()| err.flush());
        let mut answer = String::new();
        match io::stdin().read_line(&mut answer) {
            Ok(0) => Ok(None),
            Ok(_) => Ok(Some(answer.trim().to_owned())),
            Err(error) => Err(Failure::world("input-failed").because(&error)),
        }
    }

    /// A progress bar on a terminal; elsewhere nothing that draws, and verbs print plain lines.
    pub fn progress(&self, total: u64, label: &str) -> ProgressBar {
        let bar = ProgressBar::new(total);
        if self.quiet || !io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        } else {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        let template = "{msg} {wide_bar} {pos}/{len} {eta}";
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(label.to_owned());
        bar
    }
}

/// Whether data is printed as JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Json {
    /// `--json`.
    Asked,
    /// For people.
    No,
}

/// Whether the program talks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Talk {
    /// `--quiet`.
    Quiet,
    /// As usual.
    Usual,
}

fn output_failed(error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe {
        Failure::broken_pipe()
    } else {
        Failure::world("output-failed").because(error)
    }
}
