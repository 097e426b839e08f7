//! Telling what surrounds an article on its page by the words of classes, identifiers and roles.

use html5gum::StartTag;

/// Words that classes and identifiers of boilerplate are made of, lower case.
const WORDS: [&str; 37] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "adverts",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "gdpr",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "newsletters",
    "popup",
    "promo",
    "promos",
    "promotion",
    "recommendations",
    "recommended",
    "related",
    "share",
    "sharing",
    "sidebar",
    "skip",
    "social",
    "sponsored",
    "subscribe",
    "toolbar",
];

/// Words that say an element goes with boilerplate or is filed under a subject, and is none: `has-sidebar`,
/// `category-social`.
const EXEMPTING: [&str; 11] =
    ["category", "cat", "has", "is", "no", "section", "tag", "theme", "topic", "with", "without"];

/// Roles of what is not the article.
const ROLES: [&str; 10] = [
    "alertdialog",
    "banner",
    "complementary",
    "contentinfo",
    "dialog",
    "menu",
    "menubar",
    "navigation",
    "search",
    "toolbar",
];

/// Whether `tag` looks like the start of something beside the article.
pub(super) fn looks_so(tag: &StartTag<usize>) -> bool {
    // These hold articles and bear words about the whole page.
    if matches!(tag.name.as_slice(), b"html" | b"body" | b"main" | b"article") {
        return false;
    }
    // A heading's identifier is made of its own words: comment-faire.
    let is_named = matches!(tag.name.as_slice(), b"div" | b"section" | b"ul" | b"ol" | b"table");
    let class = attribute(tag, b"class");
    let id = attribute(tag, b"id").filter(|_| is_named);
    let role = attribute(tag, b"role");
    role.is_some_and(|role| ROLES.contains(&role.trim()))
        || class.into_iter().chain(id).flat_map(str::split_whitespace).any(is_of_boilerplate)
}

/// Whether `tag` says that what it begins is not shown.
pub(super) fn is_hidden(tag: &StartTag<usize>) -> bool {
    let is_page = matches!(tag.name.as_slice(), b"html" | b"body" | b"main" | b"article");
    let aria = attribute(tag, b"aria-hidden").is_some_and(|value| value == "true");
    !is_page && (aria || tag.attributes.contains_key(&b"hidden"[..]))
}

/// The value of an attribute, where it is text.
pub(super) fn attribute<'a>(tag: &'a StartTag<usize>, name: &[u8]) -> Option<&'a str> {
    str::from_utf8(tag.attributes.get(name)?.value.as_slice()).ok()
}

fn is_of_boilerplate(class: &str) -> bool {
    let mut words = words(class).peekable();
    let is_exempt = words.peek().is_some_and(|first| EXEMPTING.contains(&first.as_str()));
    !is_exempt && words.any(|word| WORDS.binary_search(&word.as_str()).is_ok())
}

/// The words of a class in lower case: `social`, `share` of `social-share` and of `SocialShare`.
fn words(class: &str) -> impl Iterator<Item = String> {
    class.split(|c: char| !c.is_alphanumeric()).flat_map(|part| {
        let mut words: Vec<String> = vec![String::new()];
        let mut before_upper = true;
        for c in part.chars() {
            if c.is_uppercase() && !before_upper {
                words.push(String::new());
            }
            before_upper = c.is_uppercase();
            words.last_mut().expect("there is a word to begin with").extend(c.to_lowercase());
        }
        words
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_for_searching() {
        assert!(WORDS.is_sorted());
    }

    #[test]
    fn knows_boilerplate_by_whole_words() {
        for class in ["social-share", "SocialShare", "article__related", "js_cookie", "ad", "newsletterBox"] {
            assert!(is_of_boilerplate(class), "{class}");
        }
        for class in
            ["has-sidebar", "category-social", "socialist", "shared", "lead", "commentary", "article-body", "é"]
        {
            assert!(!is_of_boilerplate(class), "{class}");
        }
    }
}
