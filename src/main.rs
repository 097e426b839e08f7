//! The program `selon`: parses its command line, runs a command and ends with its exit code.

mod cli;

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Articles are read into many short-lived lists; see `benches/throughput.rs` for what it is worth.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    cli::main()
}
