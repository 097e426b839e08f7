//! An article as a person reads it in a terminal: its text with reported speech set off, then who says what.

mod list;
mod page;

use std::io::{self, Write};

use anstyle::{Ansi256Color, Style};

use super::View;
use super::terminal;
use crate::analysis::{Analysis, Attribution};

/// The colours of sources in order of appearance: near the set of Okabe and Ito, which the colour-blind can
/// tell apart, each of a lightness that is read on black as on white.
const PALETTE: [Ansi256Color; 8] = [
    Ansi256Color(33),
    Ansi256Color(172),
    Ansi256Color(36),
    Ansi256Color(169),
    Ansi256Color(100),
    Ansi256Color(99),
    Ansi256Color(166),
    Ansi256Color(74),
];

/// Writes the article of `analysis` and the list of its attributions.
pub(super) fn write(analysis: &Analysis, view: View, out: &mut impl Write) -> io::Result<()> {
    let styles = Styles::new(analysis, view.colour);
    header(analysis, &styles, out)?;
    page::write(analysis, view, &styles, out)?;
    list::write(analysis, view, &styles, out)
}

/// The line over the article: what it is and of which day; and its headline, where that is not in the text.
fn header(analysis: &Analysis, styles: &Styles, out: &mut impl Write) -> io::Result<()> {
    let article = &analysis.article;
    let mut parts = vec![terminal::clean(&article.id)];
    parts.extend(article.outlet.as_deref().map(terminal::clean));
    parts.extend(analysis.published.map(|date| date.to_string()));
    writeln!(out, "{}\n", styles.paint(Style::new().dimmed(), &parts.join(" · ")))?;
    match &article.title {
        Some(title) => writeln!(out, "{}\n", styles.paint(Style::new().bold(), &terminal::clean(title))),
        None => Ok(()),
    }
}

/// How each attribution is set off.
struct Styles {
    colour: bool,
    /// By attribution.
    sources: Vec<Style>,
}

impl Styles {
    fn new(analysis: &Analysis, colour: bool) -> Styles {
        let mut known: Vec<Option<Style>> = vec![None; analysis.entities.len()];
        let mut palette = PALETTE.iter().cycle();
        let mut style = |attribution: &Attribution| match &attribution.source {
            Some(source) => *known[source.entity]
                .get_or_insert_with(|| Style::new().fg_color(palette.next().map(|&colour| colour.into()))),
            None => Style::new().italic(),
        };
        Styles { colour, sources: analysis.attributions.iter().map(&mut style).collect() }
    }

    fn paint(&self, style: Style, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::article::{Article, Block, BlockKind, Piece};
    use crate::text::Span;

    fn written(analysis: &Analysis, colour: bool, width: usize) -> String {
        let mut out = Vec::new();
        write(analysis, View { colour, width }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn reads_without_colour() {
        assert_eq!(
            written(&sample::analysis(), false, 64),
            "\
dép/1.txt · 2020-08-07

Découverte à l’étude

Le directeur, John Womersley, a déclaré : « ⟦¹Je peux confirmer
la {découverte} ␛[31m⟧ ».
« ⟦²Oui⟧, a-t-il ajouté, ⟦²c'est sûr⟧ ».

Il a précisé que ⟦³selon le ministère, ⟦⁴19 personnes l'ont vue
« de près »⟧⟧.

« ⟦⁵😀 } vraiment ?⟧ »

1    direct    John Womersley — a déclaré
               Je peux confirmer la {découverte} ␛[31m
2    direct    John Womersley or ministère de… — a-t-il ajouté
               Oui … c'est sûr
3    indirect  John Womersley — a précisé
               selon le ministère, 19 personnes l'ont vue « de…
  4  mixed     ministère de la Recherche — selon
               19 personnes l'ont vue « de près »
5    direct    (no source)
               😀 } vraiment ?
"
        );
    }

    #[test]
    fn colours_say_who_speaks() {
        let text = written(&sample::analysis(), true, 120);
        let (first, second) = ("\u{1b}[38;5;33m", "\u{1b}[38;5;172m");
        assert!(text.contains(&format!("« {first}¹Je peux")));
        assert!(text.contains(&format!("\u{1b}[1m{second}le ministère")));
        assert!(text.contains(&format!("\u{1b}[4m{second}selon")));
        assert!(text.contains("\u{1b}[3m⁵😀"));
        assert!(text.contains("␛[31m") && !text.contains('⟦'));
        // Every line ends plain.
        for line in text.lines() {
            assert!(line.rfind("\u{1b}[0m").unwrap_or(0) >= line.rfind("\u{1b}[38").unwrap_or(0), "{line:?}");
        }
    }

    #[test]
    fn no_text_of_any_width_drives_the_terminal() {
        let mut analysis = sample::analysis();
        analysis.article.id = "a\u{1b}]0;x\u{7}\nb".to_owned();
        analysis.article.title = Some("t\u{9b}1m".to_owned());
        analysis.entities[0].name = "\u{1b}[2J".to_owned();
        for width in [0, 1, 7, 40, 80, 200] {
            let text = written(&analysis, false, width);
            assert!(!text.chars().any(|c| c.is_control() && c != '\n'));
            assert!(text.starts_with("a␛]0;x␇ b · 2020-08-07\n\nt\u{fffd}1m\n\nDécouverte"));
        }
    }

    #[test]
    fn blocks_are_set_by_their_kind() {
        let text = "Titre;un;deux;cité \\& plus;  ;fin";
        let mut article = Article::plain("a.md", text);
        let kinds = [
            BlockKind::Title,
            BlockKind::Item,
            BlockKind::Item,
            BlockKind::Quotation,
            BlockKind::Paragraph,
            BlockKind::Paragraph,
        ];
        let mut at = 0;
        let blocks = text.split(';').zip(kinds).map(|(part, kind)| {
            let span = Span::new(at, at + part.len() as u32);
            at += part.len() as u32 + 1;
            Block { kind, pieces: vec![Piece::Written(span)] }
        });
        article.blocks = blocks.collect();
        let start = article.text.find('\\').unwrap() as u32;
        let quotation = &mut article.blocks[3].pieces;
        let Some(Piece::Written(span)) = quotation.pop() else { panic!("one piece") };
        quotation.push(Piece::Written(Span::new(span.start(), start)));
        quotation.push(Piece::Decoded { span: Span::new(start, start + 2), text: "&".to_owned() });
        quotation.push(Piece::Written(Span::new(start + 2, span.end())));
        let analysis = crate::analyze(article, &crate::RulePack::default());
        assert_eq!(
            written(&analysis, false, 12),
            "a.md\n\nTitre\n\n• un\n• deux\n\n    cité &\n    plus\n\nfin\n\nno attributions\n"
        );
    }
}
