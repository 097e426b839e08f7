//! temporary
#![allow(clippy::all, missing_docs)]
use selon::report::{Format, View};
fn main() {
    let t = std::time::Instant::now();
    let rules = match selon::RulePack::shipped("fr") {
        Ok(r) => r,
        Err(e) => {
            eprintln!("{e}");
            std::process::exit(2)
        }
    };
    eprintln!("pack {:?}", t.elapsed());
    let args: Vec<String> = std::env::args().skip(1).collect();
    let format: Format = args[0].parse().unwrap();
    let out = std::io::stdout();
    let mut out = std::io::BufWriter::new(out.lock());
    for r in selon::article::Sources::new(args[1..].iter()) {
        match r {
            Ok(r) => {
                let a = selon::analyze(r.article, &rules);
                format.write(&a, View::default(), &mut out).unwrap();
                if format == Format::Markup {
                    use std::io::Write;
                    writeln!(out).unwrap();
                }
            }
            Err(e) => eprintln!("{e}"),
        }
    }
}
