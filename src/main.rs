//! The program `selon`: parses its command line, runs a command and ends with its exit code.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
