//! Marked texts as tests: what the marks demand, compared with what is found.

mod dates;
mod figures;

use std::fmt;
use std::io::{self, Write};

use crate::analysis::{Analysis, Attribution};
use crate::article::Article;
use crate::attribute;
use crate::document::Document;
use crate::report::{self, View};
use crate::rules::{Example, RulePack};
use crate::text::markup::{self, Mark, Role};
use crate::text::{Span, fold, one_line};

/// How what is found in a marked text differs from what is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The text as marked.
    pub marked: String,
    /// The text with marks for what is found.
    pub found: String,
    /// What differs, in words, in the order of the text.
    pub reasons: Vec<String>,
}

/// Compares `example` with what `rules` find in it.
///
/// # Errors
///
/// See [`compare`].
pub fn check(example: &Example, rules: &RulePack) -> Result<(), Difference> {
    compare(&example.marked, rules)
}

/// Compares `marked` with what `rules` find in its text.
///
/// Every marked attribution must be found with the same content, the same cue, and a source that overlaps the
/// marked one; with the mode and the entity that are given. Contents are compared by their letters, so marks,
/// spaces and final stops never decide. Nothing else may be found, but what lies on a content of mode
/// `optional`, which need not be found. Where no source is marked, any is right: nobody is named nearby, and who
/// is meant is for the whole text to say.
///
/// Where dates are marked and nothing else, all of them must be, with the days they mean.
///
/// A marked mention must be a noun phrase, but for a preposition before it; a marked verb must lie in a verb group,
/// which has clitics and negation as well. A text with such marks alone says nothing about attributions.
///
/// Where figures are marked, all of them must be: see [`compare_figures`].
///
/// # Errors
///
/// The difference, where there is one or the marks cannot be read.
pub fn compare(marked: &str, rules: &RulePack) -> Result<(), Difference> {
    let differs = |found: String, reasons: Vec<String>| Difference { marked: marked.to_owned(), found, reasons };
    let read = markup::read(marked).map_err(|error| differs(String::new(), vec![error.to_string()]))?;
    let article = Article::plain("", read.text.as_str());
    let parts = parts(&article, &read.marks, rules);
    let analysis = crate::analyze(article, rules);
    if read.marks.iter().all(|mark| mark.role == Role::Figure) && !read.marks.is_empty() {
        return figures_compared(marked, &read, &analysis);
    }
    if !read.marks.is_empty() && read.marks.iter().all(|mark| mark.role == Role::Date) {
        return dates::compared(marked, &read, &analysis);
    }
    let demands = demands(&read.marks);
    let is_about_parts = demands.is_empty() && read.marks.iter().any(|mark| is_part(mark.role));
    let mut reasons = if is_about_parts { Vec::new() } else { attribution_reasons(&read.text, &demands, &analysis) };
    let part_reasons = part_reasons(&read.text, &read.marks, &parts);
    if reasons.is_empty() && part_reasons.is_empty() {
        return Ok(());
    }
    let found = if is_about_parts { markup::write(&read.text, &parts) } else { marked_as_found(&analysis) };
    reasons.extend(part_reasons);
    Err(differs(found, reasons))
}

/// Compares the figures marked in `marked`, none where there are no marks, with those that `rules` find.
///
/// Every figure must be marked with its span, its value as in `fixtures/figures`, the state of the people or the unit,
/// and `of N` where it is a part of the figure marked with that number. A question mark behind the value makes it
/// optional.
///
/// # Errors
///
/// The difference, where there is one or the marks cannot be read.
pub fn compare_figures(marked: &str, rules: &RulePack) -> Result<(), Difference> {
    let read = markup::read(marked).map_err(|error| Difference {
        marked: marked.to_owned(),
        found: String::new(),
        reasons: vec![error.to_string()],
    })?;
    let analysis = crate::analyze(Article::plain("", read.text.as_str()), rules);
    figures_compared(marked, &read, &analysis)
}

fn figures_compared(marked: &str, read: &markup::Marked, analysis: &Analysis) -> Result<(), Difference> {
    let found = figures::marks(analysis);
    let reasons = figures::reasons(&read.text, &read.marks, &found);
    if reasons.is_empty() {
        return Ok(());
    }
    Err(Difference { marked: marked.to_owned(), found: markup::write(&read.text, &found), reasons })
}

/// The text of `analysis` with marks for what was found.
fn marked_as_found(analysis: &Analysis) -> String {
    let mut found = Vec::new();
    report::Format::Markup.write(analysis, View::default(), &mut found).expect("memory can be written to");
    String::from_utf8(found).expect("a marked text is text")
}

/// The attribution that the marks of one number demand.
#[derive(Default)]
struct Demand<'m> {
    number: u32,
    mode: Option<&'m str>,
    content: Vec<Span>,
    cue: Vec<Span>,
    source: Vec<Span>,
    entity: Option<&'m str>,
}

/// What `marks` demand, by number.
fn demands(marks: &[Mark]) -> Vec<Demand<'_>> {
    let mut numbers: Vec<u32> = marks.iter().flat_map(|mark| &mark.numbers).copied().collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut demands: Vec<Demand> = numbers.iter().map(|&number| Demand { number, ..Demand::default() }).collect();
    for mark in marks {
        for number in &mark.numbers {
            let demand = &mut demands[numbers.binary_search(number).expect("every number has its demand")];
            let value = mark.value.as_deref();
            match mark.role {
                Role::Content => {
                    demand.content.push(mark.span);
                    demand.mode = value.or(demand.mode);
                }
                Role::Source => {
                    demand.source.push(mark.span);
                    demand.entity = value.or(demand.entity);
                }
                Role::Cue => demand.cue.push(mark.span),
                _ => {}
            }
        }
    }
    demands.retain(|demand| !demand.content.is_empty());
    demands
}

/// The byte offsets of the characters within `spans` that count.
fn offsets(text: &str, spans: &[Span], counts: impl Fn(char) -> bool) -> Vec<u32> {
    let within = |span: &Span| {
        let start = span.start();
        let chars = text[*span].char_indices();
        chars.filter(|&(_, c)| counts(c)).map(move |(at, _)| start + at as u32).collect::<Vec<u32>>()
    };
    let mut offsets: Vec<u32> = spans.iter().flat_map(within).collect();
    offsets.sort_unstable();
    offsets.dedup();
    offsets
}

fn letters(text: &str, spans: &[Span]) -> Vec<u32> {
    offsets(text, spans, char::is_alphanumeric)
}

/// What differs between the demanded attributions and the found ones.
fn attribution_reasons(text: &str, demands: &[Demand], analysis: &Analysis) -> Vec<String> {
    let found = &analysis.attributions;
    let contents: Vec<Vec<u32>> = found.iter().map(|attribution| letters(text, &attribution.content)).collect();
    let mut used = vec![false; found.len()];
    let mut reasons = Vec::new();
    let is_demanded = |demand: &&Demand| demand.mode != Some("optional");
    for demand in demands.iter().filter(is_demanded) {
        let content = letters(text, &demand.content);
        let best = (0..found.len())
            .filter(|&at| !used[at] && contents[at] == content)
            .map(|at| (at, mismatches(text, demand, &found[at], analysis)))
            .min_by_key(|(_, mismatches)| mismatches.len());
        let Some((at, mismatches)) = best else {
            reasons.push(format!("{}: not found: {}", demand.number, shown(text, &demand.content)));
            continue;
        };
        used[at] = true;
        reasons.extend(mismatches.into_iter().map(|mismatch| format!("{}: {mismatch}", demand.number)));
    }
    let optional: Vec<Vec<u32>> =
        demands.iter().filter(|demand| !is_demanded(demand)).map(|demand| letters(text, &demand.content)).collect();
    for at in (0..found.len()).filter(|&at| !used[at]) {
        // A third is enough, as in the scoring of the gold.
        let is_optional = optional.iter().any(|content| 3 * shared(content, &contents[at]) > contents[at].len());
        if !is_optional {
            reasons.push(format!("not marked: {}", shown(text, &found[at].content)));
        }
    }
    reasons
}

/// What differs between `demand` and `found`, which have the same content.
fn mismatches(text: &str, demand: &Demand, found: &Attribution, analysis: &Analysis) -> Vec<String> {
    let mut mismatches = Vec::new();
    if let Some(mode) = demand.mode.filter(|&mode| mode != found.mode.name()) {
        mismatches.push(format!("{mode}, found {}", found.mode.name()));
    }
    let cue: Vec<Span> = found.cue.iter().map(|cue| cue.span).collect();
    let is_dark = |c: char| !c.is_whitespace();
    if offsets(text, &demand.cue, is_dark) != offsets(text, &cue, is_dark) {
        mismatches.push(format!("cue {}, found {}", shown(text, &demand.cue), shown(text, &cue)));
    }
    if demand.source.is_empty() {
        return mismatches;
    }
    let source: Vec<Span> = found.source.iter().map(|source| source.span).collect();
    if shared(&letters(text, &demand.source), &letters(text, &source)) == 0 {
        mismatches.push(format!("source {}, found {}", shown(text, &demand.source), shown(text, &source)));
    } else if let (Some(entity), Some(source)) = (demand.entity, &found.source) {
        let name = &analysis.entities[source.entity].name;
        if !is_same_name(entity, name) {
            mismatches.push(format!("entity {entity}, found {name}"));
        }
    }
    mismatches
}

/// How many offsets two ascending lists share.
fn shared(some: &[u32], others: &[u32]) -> usize {
    some.iter().filter(|offset| others.binary_search(offset).is_ok()).count()
}

/// Whether all words of the name `marked` are in the name `found`, accents and case aside.
fn is_same_name(marked: &str, found: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let folded = fold(name);
        folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let found = words(found);
    words(marked).iter().all(|word| found.contains(word))
}

/// The stretches of `spans` for a message.
fn shown(text: &str, spans: &[Span]) -> String {
    if spans.is_empty() {
        return "none".to_owned();
    }
    let shown: Vec<String> = spans.iter().map(|&span| one_line(&text[span]).into_owned()).collect();
    format!("[{}]", shown.join(" … "))
}

fn is_part(role: Role) -> bool {
    matches!(role, Role::Mention | Role::Verb)
}

/// The noun phrases and verb groups of `article`, as far as `marks` have marks of their kind.
fn parts(article: &Article, marks: &[Mark], rules: &RulePack) -> Vec<Mark> {
    let is_asked = |role| marks.iter().any(|mark| mark.role == role);
    if !is_asked(Role::Mention) && !is_asked(Role::Verb) {
        return Vec::new();
    }
    let document = Document::new(article, rules);
    let mut parts = Vec::new();
    for part in attribute::parts(&document, rules) {
        let role = match part.kind {
            "noun" => Role::Mention,
            "verb" => Role::Verb,
            _ => continue,
        };
        if !is_asked(role) || part.tokens.is_empty() {
            continue;
        }
        let (first, last) = (part.tokens.first as usize, part.tokens.end as usize - 1);
        let span = document.normal.span(document.tokens[first].start, document.tokens[last].end);
        parts.push(Mark { role, numbers: Vec::new(), value: None, span });
    }
    parts
}

/// What of the marked mentions and verbs is not among `parts`.
fn part_reasons(text: &str, marks: &[Mark], parts: &[Mark]) -> Vec<String> {
    let mut reasons = Vec::new();
    for mark in marks {
        let marked = letters(text, &[mark.span]);
        let mut same = parts.iter().filter(|part| part.role == mark.role).map(|part| letters(text, &[part.span]));
        let (kind, is_found) = match mark.role {
            Role::Mention => ("noun phrase", same.any(|part| marked.ends_with(&part) && !part.is_empty())),
            Role::Verb => ("verb group", same.any(|part| shared(&marked, &part) == marked.len())),
            _ => continue,
        };
        if !is_found {
            reasons.push(format!("no {kind}: {}", shown(text, &[mark.span])));
        }
    }
    reasons
}

impl Difference {
    /// Writes the reasons, a line each, and the difference between the marked text and what is found.
    ///
    /// # Errors
    ///
    /// When `out` cannot be written to.
    pub fn write(&self, colour: bool, out: &mut impl Write) -> io::Result<()> {
        for reason in &self.reasons {
            writeln!(out, "  {reason}")?;
        }
        report::write_difference(&self.marked, &self.found, colour, out)
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let mut out = Vec::new();
        self.write(false, &mut out).map_err(|_| fmt::Error)?;
        f.write_str(&String::from_utf8_lossy(&out))
    }
}
