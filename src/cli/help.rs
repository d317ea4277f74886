//! The help in the reader's language: clap's command, its texts taken from `help.ftl`.
//!
//! A verb's message is `help-VERB`, with `.example`; an argument's `help-VERB-ARGUMENT`. A test holds that none is missing.

use super::exit::{Exit, Failure};
use super::terminal::Terminal;
use crate::language::words::Words;
use clap::builder::PossibleValue;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

/// The command with every text in these words.
pub fn in_words(command: Command, words: &Words) -> Command {
    let version = Arg::new("version").short('V').long("version").action(clap::ArgAction::Version);
    let heading = words.say("help-heading-everywhere", &[]);
    let command = command.arg(version.help(words.say("help-version", &[])).help_heading(heading));
    let command = verb_in_words(command, "help", words);
    command.subcommand_help_heading(words.say("help-heading-verbs", &[]))
}

fn verb_in_words(command: Command, message: &str, words: &Words) -> Command {
    let usage = words.say("help-heading-usage", &[]);
    let arguments = words.say("help-heading-arguments", &[]);
    let options = words.say("help-heading-options", &[]);
    let everywhere = words.say("help-heading-everywhere", &[]);
    let mut command = command
        .about(words.say(message, &[]))
        .help_template(format!("{{about}}\n\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}\n"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help)
                .help(words.say("help-help", &[]))
                .help_heading(everywhere.clone()),
        )
        .mut_args(|argument| {
            let name = argument.get_id().as_str().replace('_', "-");
            if name == "help" || name == "version" {
                return argument;
            }
            let (heading, text) = if argument.is_global_set() {
                (everywhere.clone(), format!("help-{name}"))
            } else if argument.is_positional() {
                (arguments.clone(), format!("{message}-{name}"))
            } else {
                (options.clone(), format!("{message}-{name}"))
            };
            with_choices(argument, words.say(&text, &[]), words).help_heading(heading)
        });
    // What clap writes in English into a usage of its own.
    let path = message.replacen("help", "opsamling", 1).replace('-', " ");
    let usage = command.clone().bin_name(path).render_usage().to_string();
    let usage = usage
        .trim_start_matches("Usage: ")
        .replace("[OPTIONS]", &words.say("help-usage-options", &[]))
        .replace("<COMMAND>", &words.say("help-usage-verb", &[]));
    command = command.override_usage(usage);
    if let Some(example) = words.find(&format!("{message}.example"), &[]) {
        let heading = words.say("help-heading-example", &[]);
        let lines: Vec<String> = example.lines().map(|line| format!("  {line}")).collect();
        command = command.after_help(format!("{heading}:\n{}", lines.join("\n")));
    }
    let heading = words.say("help-heading-verbs", &[]);
    command.subcommand_help_heading(heading).mut_subcommands(|verb| {
        let message = format!("{message}-{}", verb.get_name());
        verb_in_words(verb, &message, words)
    })
}

/// The argument with its text, and behind it what can be chosen, and what holds where nothing is.
fn with_choices(argument: Arg, mut text: String, words: &Words) -> Arg {
    // Asked of a switch, clap would name `true` and `false`.
    if !argument.get_action().takes_values() {
        return argument.help(text);
    }
    let choices = argument.get_possible_values();
    let choices: Vec<_> = choices.iter().filter(|it| !it.is_hide_set()).map(PossibleValue::get_name).collect();
    if !choices.is_empty() {
        text = words.say("help-choices", &[("text", text.into()), ("choices", choices.join(", ").into())]);
    }
    if let Some(default) = argument.get_default_values().first() {
        let default = default.to_string_lossy().into_owned();
        text = words.say("help-default", &[("text", text.into()), ("default", default.into())]);
    }
    argument.help(text).hide_possible_values(true).hide_default_value(true)
}

/// Ends a run that clap ended: help and version are data, anything else is a wrong command line.
pub fn end(terminal: &Terminal, error: &clap::Error) -> Exit {
    let text = error.render();
    let text = if terminal.has_colour() { text.ansi().to_string() } else { text.to_string() };
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => match terminal.data(&text) {
            Ok(()) => Exit::Done,
            Err(failure) => failure.exit,
        },
        _ => {
            match in_our_words(error) {
                Some(failure) => terminal.fail(&failure),
                None => terminal.line(text.trim_end()),
            }
            Exit::Usage
        }
    }
}

/// The usual mistakes of a command line as failures of ours, which speak the reader's language.
fn in_our_words(error: &clap::Error) -> Option<Failure> {
    let words = |kind| {
        error.get(kind).map(|value| match value {
            ContextValue::Strings(several) => several.join(", "),
            one => one.to_string(),
        })
    };
    let argument = || words(ContextKind::InvalidArg).unwrap_or_default();
    // Of several guesses clap names the best last.
    let nearest = |kind| match error.get(kind) {
        Some(ContextValue::Strings(several)) => several.last().cloned(),
        other => other.map(ToString::to_string),
    };
    let nearest = |kind| nearest(kind).unwrap_or_else(|| "none".to_owned());
    Some(match error.kind() {
        ErrorKind::InvalidSubcommand => Failure::usage("usage-unknown-verb")
            .with("verb", words(ContextKind::InvalidSubcommand)?)
            .with("nearest", nearest(ContextKind::SuggestedSubcommand)),
        ErrorKind::UnknownArgument => Failure::usage("usage-unknown-argument")
            .with("argument", argument())
            .with("nearest", nearest(ContextKind::SuggestedArg)),
        ErrorKind::MissingRequiredArgument => Failure::usage("usage-missing").with("arguments", argument()),
        ErrorKind::InvalidValue if words(ContextKind::InvalidValue).is_none_or(|value| value.is_empty()) => {
            Failure::usage("usage-value-missing").with("argument", argument())
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::TooManyValues => {
            Failure::usage("usage-bad-value")
                .with("value", words(ContextKind::InvalidValue)?)
                .with("argument", argument())
                .with("known", words(ContextKind::ValidValue).unwrap_or_else(|| "none".to_owned()))
        }
        ErrorKind::MissingSubcommand => Failure::usage("usage-verb-missing"),
        ErrorKind::ArgumentConflict => {
            Failure::usage("usage-conflict").with("argument", argument()).with("other", words(ContextKind::PriorArg)?)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use crate::language::Language;
    use crate::language::words::Words;
    use clap::{Command, CommandFactory};

    fn hold(command: &Command, path: &str, missing: &mut Vec<String>) {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        if about.is_empty() || about.starts_with('[') {
            missing.push(format!("{path}: {about}"));
        }
        for argument in command.get_arguments() {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            if help.is_empty() || help.starts_with('[') {
                missing.push(format!("{path} {}: {help}", argument.get_id()));
            }
        }
        let mut verbs = command.get_subcommands().peekable();
        if verbs.peek().is_none() && command.get_after_help().is_none() {
            missing.push(format!("{path}: no example"));
        }
        for verb in verbs {
            hold(verb, &format!("{path} {}", verb.get_name()), missing);
        }
    }

    #[test]
    fn every_verb_and_argument_has_its_help_in_both_languages() {
        for language in [Language::Danish, Language::English] {
            let mut missing = Vec::new();
            let command = in_words(crate::cli::CommandLine::command(), &Words::new(language));
            hold(&command, language.code(), &mut missing);
            assert!(missing.is_empty(), "{}", missing.join("\n"));
        }
    }
}
