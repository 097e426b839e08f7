//! Phrases as a tree over the numbers of their words.

use rustc_hash::FxHashMap;

/// What phrases mean, found word by word. Every word has a number; 0 is no word of any phrase.
#[derive(Debug)]
pub(super) struct Trie<M> {
    /// Where a phrase's first word leads to, by its number.
    firsts: Vec<Step<M>>,
    /// By the same number which words may follow, as bits by their numbers modulo 64.
    seconds: Vec<u64>,
    /// Where a node and a word lead to.
    steps: FxHashMap<(u32, u32), Step<M>>,
    nodes: u32,
}

/// Where a word leads to.
#[derive(Clone, Copy, Debug)]
struct Step<M> {
    /// The node; 0 where no phrase goes on like this.
    node: u32,
    /// What the phrase that ends here means.
    meaning: Option<M>,
}

impl<M> Default for Trie<M> {
    fn default() -> Trie<M> {
        Trie { firsts: Vec::new(), seconds: Vec::new(), steps: FxHashMap::default(), nodes: 0 }
    }
}

impl<M: Copy> Trie<M> {
    /// What the phrase of these words means, to be set; none for one without words.
    pub fn end(&mut self, words: impl IntoIterator<Item = u32>) -> Option<&mut Option<M>> {
        let mut words = words.into_iter().peekable();
        let first = words.next()? as usize;
        if first >= self.firsts.len() {
            self.firsts.resize(first + 1, Step { node: 0, meaning: None });
            self.seconds.resize(first + 1, 0);
        }
        if let Some(second) = words.peek() {
            self.seconds[first] |= 1 << (second % 64);
        }
        let nodes = &mut self.nodes;
        let mut fresh = || {
            *nodes += 1;
            *nodes
        };
        let lead = &mut self.firsts[first];
        if lead.node == 0 {
            lead.node = fresh();
        }
        let (mut node, mut last) = (lead.node, None);
        for word in words {
            last = Some((node, word));
            node = self.steps.entry((node, word)).or_insert_with(|| Step { node: fresh(), meaning: None }).node;
        }
        let step = match last {
            Some(last) => self.steps.get_mut(&last)?,
            None => lead,
        };
        Some(&mut step.meaning)
    }

    /// Whether a phrase may begin with a word and go on with the `next`; if not, none does.
    pub fn may_begin(&self, word: u32, next: u32) -> bool {
        let follow = self.seconds.get(word as usize).copied().unwrap_or_default();
        next != 0 && follow >> (next % 64) & 1 == 1
    }

    /// The longest phrase that begins the `words`: its length in words and what it means.
    pub fn longest(&self, words: impl Iterator<Item = u32>) -> Option<(usize, M)> {
        let mut words = words.take_while(|&word| word != 0);
        let mut step = *self.firsts.get(words.next()? as usize)?;
        let mut found = step.meaning.map(|meaning| (1, meaning));
        for (behind, word) in words.enumerate() {
            match self.steps.get(&(step.node, word)) {
                Some(&next) => step = next,
                None => break,
            }
            found = step.meaning.map(|meaning| (behind + 2, meaning)).or(found);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_counts() {
        let mut trie = Trie::default();
        for (words, meaning) in [(&[3][..], 'a'), (&[3, 5, 7], 'b'), (&[4, 5], 'c')] {
            *trie.end(words.iter().copied()).unwrap() = Some(meaning);
        }
        assert!(trie.end([]).is_none());
        for (words, longest) in [
            (&[3][..], Some((1, 'a'))),
            (&[3, 5, 6], Some((1, 'a'))),
            (&[3, 5, 7, 3], Some((3, 'b'))),
            (&[4], None),
            (&[4, 5], Some((2, 'c'))),
            (&[4, 0, 5], None),
            (&[9], None),
            (&[0], None),
            (&[], None),
        ] {
            assert_eq!(trie.longest(words.iter().copied()), longest, "{words:?}");
        }
        assert!(trie.may_begin(3, 5) && !trie.may_begin(3, 6) && !trie.may_begin(5, 7) && !trie.may_begin(3, 0));
    }
}
