//! The doorbell: hands the arguments to `cli::run` and returns its exit code.

fn main() -> std::process::ExitCode {
    opsamling::cli::run(std::env::args_os()).into()
}
