//! The examples of the claims' rules, run, and what a source in reach covers.

use selon::claim::{Claim, ClaimKind, HedgeKind, Reach};
use selon::document::TokenRange;
use selon::rules::{List, TopicKind};
use selon::{Article, Reading, RulePack};

fn reading(text: &str) -> Reading {
    Reading::new(Article::plain("a", text), &RulePack::shipped("fr").unwrap())
}

#[test]
fn topics_are_found_in_their_examples() {
    let rules = RulePack::shipped("fr").unwrap();
    for topic in &rules.claims.topics {
        let reading = Reading::new(Article::plain("a", topic.example.as_str()), &rules);
        let meant = |claim: &&Claim| {
            claim.topic.is_some_and(|at| {
                let found = &rules.claims.topics[at as usize];
                (found.meaning, found.kind) == (topic.meaning, topic.kind)
            })
        };
        let claim = reading.claims.all.iter().find(meant);
        let claim = claim.unwrap_or_else(|| panic!("{}: no claim of it in {}", topic.rule, topic.example));
        let kind = match topic.kind {
            TopicKind::Harm | TopicKind::Wrong => ClaimKind::Blame,
            TopicKind::Loss => ClaimKind::Casualty,
            TopicKind::Control => ClaimKind::Control,
            TopicKind::Cause | TopicKind::Act => ClaimKind::Other,
        };
        assert_eq!(claim.kind, kind, "{}: {}", topic.rule, topic.example);
    }
}

#[test]
fn words_are_found_in_their_examples() {
    let rules = RulePack::shipped("fr").unwrap();
    assert!(!rules.claims.examples.is_empty());
    for (rule, list, example) in &rules.claims.examples {
        let reading = Reading::new(Article::plain("a", example.as_str()), &rules);
        let whole = TokenRange::new(0, reading.document.tokens.len() as u32);
        // Marks of urgency stand in lines that are no narration, and are looked for there.
        let urgent = *list == List::Urgent
            && example.split_whitespace().any(|word| rules.claims.number(&word.to_lowercase()) != 0);
        assert!(urgent || reading.claims.lists.any(whole, *list), "{rule}: none of its words in {example}");
    }
}

#[test]
fn sources_are_in_reach_in_one_way_or_another() {
    let cases = [
        ("Deux ponts ont cédé, selon la préfecture.", Some(Reach::Content)),
        ("« Deux ponts ont cédé. » Il pleut.", Some(Reach::Quotation)),
        ("Deux ponts ont cédé, à lire le rapport.", Some(Reach::Named)),
        ("L'association avance un autre bilan : deux ponts ont cédé.", Some(Reach::Colon)),
        ("Deux ponts ont cédé. C'est ce que craignait le maire.", Some(Reach::Behind)),
        ("Deux ponts ont cédé.", None),
    ];
    for (text, reach) in cases {
        let reading = reading(text);
        let claim =
            reading.claims.all.iter().find(|claim| claim.span.range().contains(&text.find("ont cédé").unwrap()));
        assert_eq!(claim.and_then(|claim| claim.source).map(|covered| covered.reach), reach, "{text}");
    }
    let reading = reading("Selon la préfecture, la crue monte. Elle a emporté deux ponts.");
    assert_eq!(reading.claims.all.last().and_then(|claim| claim.source).map(|c| c.reach), Some(Reach::Continued));
}

#[test]
fn the_conditional_of_the_press_is_told_from_others() {
    let cases = [
        ("Il aurait quitté le pays.", Some(HedgeKind::Past)),
        ("Les dégâts dépasseraient le million.", Some(HedgeKind::Present)),
        ("Le voleur présumé a quitté le pays.", Some(HedgeKind::Word)),
        ("Il quitterait le pays si la digue cédait.", None),
        ("Il devrait quitter le pays.", None),
        ("Aurait-il quitté le pays ?", None),
    ];
    for (text, kind) in cases {
        let reading = reading(text);
        let hedge = reading.claims.all.iter().find_map(|claim| claim.hedge);
        assert_eq!(hedge.map(|hedge| hedge.kind), kind, "{text}");
    }
}
