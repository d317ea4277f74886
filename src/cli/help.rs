//! The help in the reader's language: clap's command, its texts taken from `help.ftl`.
//!
//! A verb's message is `help-VERB`, with `.example`; an argument's `help-VERB-ARGUMENT`. A test holds that none is missing.

use super::exit::Exit;
use super::terminal::Terminal;
use crate::language::words::Words;
use clap::Command;
use clap::error::ErrorKind;

/// The command with every text in these words.
pub fn in_words(command: Command, words: &Words) -> Command {
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
        .arg(
            clap::Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help)
                .help(words.say("help-help", &[]))
                .help_heading(everywhere.clone()),
        )
        .mut_args(|argument| {
            let name = argument.get_id().as_str().replace('_', "-");
            if name == "help" {
                return argument;
            }
            if name == "version" {
                return argument.help(words.say("help-version", &[])).help_heading(everywhere.clone());
            }
            let (heading, text) = if argument.is_global_set() {
                (everywhere.clone(), format!("help-{name}"))
            } else if argument.is_positional() {
                (arguments.clone(), format!("{message}-{name}"))
            } else {
                (options.clone(), format!("{message}-{name}"))
            };
            argument.help(words.say(&text, &[])).help_heading(heading)
        });
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
            terminal.line(text.trim_end());
            Exit::Usage
        }
    }
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
