//! What the XML formats share: text that is legal in XML 1.0.

use crate::report::terminal::visible;

/// `text` with pictures in the place of control characters, line ends among them: XML can hold few in any form.
pub(super) fn legal(text: &str) -> String {
    text.chars()
        .filter_map(visible)
        .map(|c| if matches!(c, '\u{fffe}' | '\u{ffff}') { '\u{fffd}' } else { c })
        .collect()
}
