//! The matching form of a text, and the way from it back to the text as written.

use super::Span;

/// The text to match on: one kind of apostrophe and space, composed letters, wrapped lines joined.
///
/// Matches are byte ranges of [`Normal::text`]; only [`Normal::span`] leads back to the text as written.
#[derive(Clone, Debug, Default)]
pub struct Normal {
    text: String,
    /// Where verbatim stretches begin: offset here, offset in the text as written. Sorted.
    origins: Vec<(u32, u32)>,
    /// Stretches that stand for other characters: offset here, its end here, start and end as written. Sorted.
    replaced: Vec<Replaced>,
}

#[derive(Clone, Copy, Debug)]
struct Replaced {
    start: u32,
    end: u32,
    written: Span,
}

impl Normal {
    /// The matching form itself.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The stretch of the text as written that the bytes from `start` up to `end` stand for.
    ///
    /// A range that begins or ends within characters that stand for others covers those others whole.
    #[must_use]
    pub fn span(&self, start: u32, end: u32) -> Span {
        debug_assert!(start <= end && end as usize <= self.text.len());
        let first = self.written(start, true);
        let last = if end > start { self.written(end, false) } else { first };
        Span::new(first, last.max(first))
    }

    /// The offset as written of `offset` here, as a start or as an end.
    fn written(&self, offset: u32, is_start: bool) -> u32 {
        let behind = self.replaced.partition_point(|r| r.end < offset + u32::from(is_start));
        if let Some(r) = self.replaced.get(behind) {
            let within =
                if is_start { r.start <= offset && offset < r.end } else { r.start < offset && offset <= r.end };
            if within {
                return if is_start { r.written.start() } else { r.written.end() };
            }
        }
        // An end belongs to the stretch that holds the character before it.
        let probe = if is_start { offset } else { offset.saturating_sub(1) };
        let at = self.origins.partition_point(|&(here, _)| here <= probe);
        match at.checked_sub(1).map(|i| self.origins[i]) {
            Some((here, there)) => there + (offset - here),
            None => 0,
        }
    }
}

/// Builds a [`Normal`] from stretches of a text as written, in reading order.
#[derive(Debug, Default)]
pub struct NormalBuilder {
    normal: Normal,
}

impl NormalBuilder {
    /// An empty form with room for `bytes` bytes.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> NormalBuilder {
        let mut normal = Normal::default();
        normal.text.reserve(bytes);
        NormalBuilder { normal }
    }

    /// The length so far, in bytes of the matching form.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.normal.text.len() as u32
    }

    /// Whether nothing was added yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.normal.text.is_empty()
    }

    /// The matching form so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.normal.text
    }

    /// Adds `written`, verbatim, which starts at byte `at` of the text as written.
    pub fn verbatim(&mut self, written: &str, at: u32) {
        if written.is_empty() {
            return;
        }
        let here = self.len();
        let continues = self.normal.origins.last().is_some_and(|&(h, t)| t + (here - h) == at)
            && self.normal.replaced.last().is_none_or(|r| r.end < here);
        if !continues {
            self.normal.origins.push((here, at));
        }
        self.normal.text.push_str(written);
    }

    /// Adds `read` in the place of the characters of `span`.
    pub fn replaced(&mut self, read: &str, span: Span) {
        if read.is_empty() {
            return;
        }
        let start = self.len();
        self.normal.text.push_str(read);
        self.normal.replaced.push(Replaced { start, end: self.len(), written: span });
    }

    /// The finished form.
    #[must_use]
    pub fn finish(self) -> Normal {
        self.normal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_back_over_replaced_characters() {
        let written = "l’été  fini";
        let mut builder = NormalBuilder::default();
        builder.verbatim("l", 0);
        builder.replaced("'", Span::new(1, 4));
        builder.verbatim("été", 4);
        builder.replaced(" ", Span::new(9, 11));
        builder.verbatim("fini", 11);
        let normal = builder.finish();
        assert_eq!(normal.text(), "l'été fini");
        let of = |part: &str| {
            let at = normal.text().find(part).unwrap() as u32;
            &written[normal.span(at, at + part.len() as u32)]
        };
        assert_eq!(of("l'"), "l’");
        assert_eq!(of("été"), "été");
        assert_eq!(of("été fini"), "été  fini");
        assert_eq!(of("fini"), "fini");
    }
}
