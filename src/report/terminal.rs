//! Lines for a terminal: wrapped and styled, and nothing in them that could drive it.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::prose::is_break;

/// What a terminal may be shown for `c`; none for what has no width or turns the direction of writing.
///
/// Control characters appear as their pictures, so that no text moves the cursor or changes colours.
pub(super) fn visible(c: char) -> Option<char> {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7f}' => Some('␡'),
        '\u{80}'..='\u{9f}' => Some('\u{fffd}'),
        '\u{ad}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => None,
        _ => Some(c),
    }
}

/// `text` on one line, as a terminal may be shown it.
pub(super) fn clean(text: &str) -> String {
    super::prose::one_line(text).chars().filter_map(visible).collect()
}

/// The columns that `text` fills.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// `text` if it fits into `width` columns, else as many of its words as do, or of its letters, and `…`.
pub(super) fn cut(text: &str, width: usize) -> String {
    // No character is wider than two columns, so this stops early in a long text.
    if text.chars().take(2 * width + 1).count() <= 2 * width && text.width() <= width {
        return text.to_owned();
    }
    let mut filled = 0;
    let mut end = 0;
    let mut word_end = 0;
    for (at, c) in text.char_indices() {
        if is_break(c) {
            word_end = at;
        }
        filled += c.width().unwrap_or(0);
        if filled + 1 > width {
            break;
        }
        end = at + c.len_utf8();
    }
    // A word is kept whole unless that would leave half of the line empty.
    let end = if word_end * 2 > end { word_end } else { end };
    let kept = text.get(..end).unwrap_or(text).trim_end_matches(|c: char| c.is_whitespace() || ",;:«([".contains(c));
    format!("{kept}…")
}

/// `number` in superscript digits.
pub(super) fn superscript(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect()
}

/// Writes words into lines of a given width, in styles.
pub(super) struct Lines<'o, W> {
    out: &'o mut W,
    colour: bool,
    width: usize,
    /// What the first line of the paragraph starts with, until it is written.
    lead: String,
    /// The columns that the lines of the paragraph are set in by.
    indent: usize,
    /// Whether an empty line is owed before the next word.
    is_apart: bool,
    /// Whether the line holds a word.
    is_begun: bool,
    column: usize,
    /// The style that the terminal was last switched to.
    current: Style,
    /// The blank before the word, which is left out where a line breaks.
    gap: Option<Style>,
    word: Vec<(char, Style)>,
    /// The blank behind the word.
    pending: Option<Style>,
}

impl<'o, W: Write> Lines<'o, W> {
    pub(super) fn new(out: &'o mut W, colour: bool, width: usize) -> Lines<'o, W> {
        Lines {
            out,
            colour,
            width,
            lead: String::new(),
            indent: 0,
            is_apart: false,
            is_begun: false,
            column: 0,
            current: Style::new(),
            gap: None,
            word: Vec::new(),
            pending: None,
        }
    }

    /// Sets what the next line starts with; those it wraps into stand under what follows.
    pub(super) fn lead(&mut self, lead: &str) {
        lead.clone_into(&mut self.lead);
        self.indent = columns(lead);
    }

    /// Has an empty line written before the next word.
    pub(super) fn part(&mut self) {
        self.is_apart = true;
    }

    /// Adds `c`, as a terminal may be shown it.
    pub(super) fn push(&mut self, c: char, style: Style) -> io::Result<()> {
        if is_break(c) {
            self.pending = self.pending.or(Some(style)).filter(|_| !self.word.is_empty());
            return Ok(());
        }
        let Some(c) = visible(c) else { return Ok(()) };
        if let Some(gap) = self.pending.take() {
            // French sets a blank inside of its quotation marks and before high punctuation.
            let last = self.word.last().map(|&(c, _)| c);
            if last == Some('«') || matches!(c, '»' | ':' | ';' | '!' | '?') {
                self.word.push((' ', gap));
            } else {
                self.flush()?;
                self.gap = Some(gap);
            }
        }
        self.word.push((c, style));
        Ok(())
    }

    /// Adds `text`, whose characters belong to one word.
    pub(super) fn push_word(&mut self, text: &str, style: Style) -> io::Result<()> {
        text.chars().try_for_each(|c| self.push(c, style))
    }

    /// Ends the line if it holds anything.
    pub(super) fn end(&mut self) -> io::Result<()> {
        self.flush()?;
        (self.gap, self.pending) = (None, None);
        self.switch(Style::new())?;
        if std::mem::take(&mut self.is_begun) { writeln!(self.out) } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.word.is_empty() {
            return Ok(());
        }
        let word = std::mem::take(&mut self.word);
        let fill: usize = word.iter().map(|&(c, _)| c.width().unwrap_or(0)).sum();
        let gap = self.gap.take().unwrap_or_default();
        if !self.is_begun {
            let apart = if std::mem::take(&mut self.is_apart) { "\n" } else { "" };
            write!(self.out, "{apart}{:1$}", std::mem::take(&mut self.lead), self.indent)?;
            self.column = self.indent;
            self.is_begun = true;
        } else if self.column + 1 + fill > self.width {
            self.switch(Style::new())?;
            write!(self.out, "\n{:1$}", "", self.indent)?;
            self.column = self.indent;
        } else {
            self.switch(gap)?;
            write!(self.out, " ")?;
            self.column += 1;
        }
        for &(c, style) in &word {
            self.switch(style)?;
            write!(self.out, "{c}")?;
        }
        self.column += fill;
        self.word = word;
        self.word.clear();
        Ok(())
    }

    fn switch(&mut self, style: Style) -> io::Result<()> {
        if !self.colour || style == self.current {
            return Ok(());
        }
        write!(self.out, "{}{}", self.current.render_reset(), style.render())?;
        self.current = style;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, width: usize) -> String {
        let mut out = Vec::new();
        let mut lines = Lines::new(&mut out, false, width);
        lines.lead("- ");
        lines.push_word(text, Style::new()).unwrap();
        lines.end().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lines_break_between_words_and_not_inside_quotation_marks() {
        assert_eq!(wrapped(" un deux   trois ", 9), "- un deux\n  trois\n");
        assert_eq!(wrapped("il dit : « oui »", 9), "- il\n  dit :\n  « oui »\n");
        assert_eq!(wrapped("un interminable", 6), "- un\n  interminable\n");
        assert_eq!(wrapped("漢字 漢字", 10), "- 漢字\n  漢字\n");
    }

    #[test]
    fn nothing_drives_the_terminal() {
        let hostile = "a\u{1b}[31mb\u{9b}2Jc\u{7f}d\u{202e}e\u{7}";
        assert_eq!(clean(hostile), "a␛[31mb\u{fffd}2Jc␡de␇");
        assert_eq!(wrapped(hostile, 80), "- a␛[31mb\u{fffd}2Jc␡de␇\n");
    }

    #[test]
    fn cuts_at_words() {
        assert_eq!(cut("un deux trois", 13), "un deux trois");
        assert_eq!(cut("un deux trois", 12), "un deux…");
        assert_eq!(cut("un deux : « trois »", 14), "un deux…");
        assert_eq!(cut("interminable", 6), "inter…");
        assert_eq!(cut("漢字漢字", 6), "漢字…");
        assert_eq!(columns(&cut("a bcdefghijkl", 8)), 8);
        assert_eq!(cut("ab", 0), "…");
        assert_eq!(superscript(120), "¹²⁰");
    }
}
