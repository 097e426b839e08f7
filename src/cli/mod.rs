//! The command line: from arguments to an exit code; one file a command, which sees only the library's public face.

mod annotate;
mod args;
mod changed;
mod check;
mod desk;
mod diff;
mod explain;
mod fix;
mod output;
mod project;
mod report;
mod rules;

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use anyhow::Context;
use clap::{CommandFactory, Parser};

use args::{Color, Command, ConfigCommand, Look, RulesCommand, Selon};
use selon::RulePack;
use selon::report::View;

/// The language whose rules are used.
const LANGUAGE: &str = "fr";

/// How a command ended, where it could be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing was wrong.
    Fine,
    /// What was asked to be checked does not hold.
    Failed,
    /// Something could not be read; the rest was done.
    Incomplete,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Fine => 0,
            Outcome::Failed => 1,
            Outcome::Incomplete => 2,
        })
    }
}

/// Runs the command that the arguments name.
pub fn main() -> ExitCode {
    let arguments = Selon::parse();
    let outcome = match &arguments.command {
        Command::Annotate(arguments) if arguments.paths.is_empty() && io::stdin().is_terminal() => {
            nothing_to_read("annotate")
        }
        Command::Annotate(arguments) => annotate::run(arguments),
        Command::Check(arguments) if check::reads_stdin(&arguments.read()) && io::stdin().is_terminal() => {
            nothing_to_read("check")
        }
        Command::Check(arguments) => check::run(arguments),
        Command::Report(arguments) if check::reads_stdin(&arguments.input) && io::stdin().is_terminal() => {
            nothing_to_read("report")
        }
        Command::Report(arguments) => report::run(arguments),
        Command::Explain(arguments) => explain::explain(arguments),
        Command::Lints(arguments) => explain::lints(arguments),
        Command::Config { command: ConfigCommand::Schema { of } } => explain::schema(*of),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Rules { command: RulesCommand::Test(arguments) } => rules::test(arguments),
    };
    match outcome {
        Ok(outcome) => outcome.into(),
        // Whoever reads has read enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            tell(format_args!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// The shipped rules of a language, with those in `folder` laid over them.
fn rules(language: &str, folder: Option<&Path>) -> anyhow::Result<RulePack> {
    Ok(match folder {
        Some(folder) => RulePack::overlaid(language, folder)?,
        None => RulePack::shipped(language)?,
    })
}

/// So many threads; without a number as many as there are cores.
fn pool(threads: Option<NonZeroUsize>) -> anyhow::Result<rayon::ThreadPool> {
    let threads = threads.map_or(0, usize::from);
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().context("cannot start threads")
}

/// Ends as with any other wrong usage: nobody is made to wait for what they did not know to type.
fn nothing_to_read(command: &str) -> ! {
    let name = command;
    let mut command = Selon::command();
    command.build();
    let command = command.find_subcommand_mut(name).expect("it is a command");
    let message = "nothing to read, expected a PATH, `-`, or text on standard input";
    command.error(clap::error::ErrorKind::MissingRequiredArgument, message).exit()
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe))
}

/// Writes `message` to the error stream.
fn tell(message: impl Display) {
    // Where the error stream is closed there is nobody left to tell.
    let _ = writeln!(io::stderr(), "selon: {message}");
}

/// How text is shown, in a file or on standard output.
fn view(look: &Look, is_file: bool) -> View {
    let colour = if is_file { look.color == Color::Always } else { is_coloured(look.color) };
    let terminal = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    let columns = look.width.map(usize::from).or_else(|| terminal().filter(|_| !is_file));
    View { colour, width: columns.unwrap_or(View::default().width) }
}

/// Whether results on standard output are coloured: by `NO_COLOR`, `CLICOLOR_FORCE` and TERM where `asked` leaves it open.
fn is_coloured(asked: Color) -> bool {
    match asked {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
    }
}
