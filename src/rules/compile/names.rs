//! How names are spelled and which offices exclude each other: every entry is held against its example.

use super::{Compiler, wrong};
use crate::rules::error::RuleError;
use crate::rules::files::{RuleFile, RuleFiles};
use crate::rules::names::{Names, Place, Post, Sound, office_words};
use crate::rules::schema::{AliasEntry, At, BesideEntry, ExclusiveEntry, NamesFile, SoundEntry};

type File = RuleFile<NamesFile>;

impl Compiler {
    pub(super) fn names(&mut self, files: &RuleFiles) -> Result<(), RuleError> {
        let names = &mut self.pack.names;
        for file in &files.names {
            let said = &file.said;
            for (entries, weak) in [(&said.sounds, false), (&said.weak_sounds, true)] {
                for entry in entries {
                    sound(names, entry, weak);
                }
            }
            for entry in &said.gendered_endings {
                names.gendered.push((entry.masculine.clone(), entry.feminine.clone()));
            }
            for (entries, house) in [(&said.aliases, false), (&said.house_choices, true)] {
                for entry in entries {
                    alias(names, entry, house);
                }
            }
            for entry in &said.posts {
                post(names, &entry.post, entry.unique, &entry.words);
            }
            for entry in &said.not_held {
                names.not_held.extend(entry.words.iter().flat_map(|word| office_words(word)));
            }
            for entry in &said.office_verbs {
                names.office_verbs.extend(entry.words.iter().flat_map(|word| office_words(word)));
            }
            for entry in &said.kin {
                names.kin.extend(entry.words.iter().flat_map(|word| office_words(word)));
            }
            for entry in &said.exclusive_posts {
                exclusive(names, file, entry)?;
            }
        }
        files.names.iter().try_for_each(|file| proven(names, file))
    }
}

fn sound(names: &mut Names, entry: &SoundEntry, weak: bool) {
    let place = match entry.at {
        At::Anywhere => Place::Anywhere,
        At::Start => Place::Start,
        At::End => Place::End,
    };
    for letters in &entry.letters {
        let sound = Sound {
            letters: letters.as_str().into(),
            place,
            before: entry.before.as_str().into(),
            stands_for: entry.sound.as_str().into(),
        };
        if weak { names.weak.add(sound) } else { names.sounds.add(sound) }
    }
}

fn alias(names: &mut Names, entry: &AliasEntry, house: bool) {
    let group = names.house.len() as u16;
    names.house.push(house);
    for name in &entry.names {
        let groups = names.groups.entry(folded(name)).or_default();
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
}

/// The words of a name, folded and parted by spaces.
fn folded(name: &str) -> String {
    name.split([' ', '-']).map(Names::fold).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn post(names: &mut Names, name: &str, unique: bool, words: &[String]) {
    let known = names.posts.iter().position(|post| *post.name == *name);
    let id = known.unwrap_or_else(|| {
        names.posts.push(Post { name: name.into(), unique });
        names.posts.len() - 1
    });
    names.posts[id].unique |= unique;
    for phrase in words {
        let mut words = office_words(phrase);
        if !words.is_empty() {
            let first = words.remove(0);
            names.post_words.entry(first).or_default().push((words, id as u16));
        }
    }
}

fn exclusive(names: &mut Names, file: &File, entry: &ExclusiveEntry) -> Result<(), RuleError> {
    let mut ids = Vec::new();
    for name in &entry.posts {
        let id = names.posts.iter().position(|post| *post.name == **name);
        ids.push(id.ok_or_else(|| wrong(file, name, format!("no office is called `{name}`")))? as u16);
    }
    for &a in &ids {
        for &b in ids.iter().filter(|&&b| a < b) {
            names.exclusive.insert((a, b));
        }
    }
    Ok(())
}

/// Holds every entry of a file against its example.
fn proven(names: &Names, file: &File) -> Result<(), RuleError> {
    let said = &file.said;
    let sound =
        |name: &str| -> Vec<String> { name.split([' ', '-']).map(|word| names.skeleton(&Names::fold(word))).collect() };
    let weak = |name: &str| -> Vec<String> { sound(name).iter().map(|word| names.weak_skeleton(word)).collect() };
    let fails = |(a, b): &(String, String), what: &str| Err(wrong(file, a, format!("`{a}` and `{b}` {what}")));
    for entry in &said.sounds {
        let (a, b) = &entry.example;
        if sound(a) != sound(b) {
            return fails(&entry.example, "do not sound alike");
        }
    }
    for entry in &said.weak_sounds {
        let (a, b) = &entry.example;
        if weak(a) != weak(b) || sound(a) == sound(b) {
            return fails(&entry.example, "do not sound alike by weak sounds alone");
        }
    }
    for entry in &said.gendered_endings {
        let (a, b) = &entry.example;
        if !names.gendered(&Names::fold(a), &Names::fold(b)) {
            return fails(&entry.example, "are not the surnames of a man and a woman");
        }
    }
    for (entries, house) in [(&said.aliases, false), (&said.house_choices, true)] {
        for AliasEntry { example, .. } in entries {
            if names.alias(&folded(&example.0), &folded(&example.1)) != Some(house) {
                return fails(example, "are not known for one name");
            }
        }
    }
    let post = |phrase: &str| names.office(phrase).map(|(id, _)| id);
    for entry in &said.posts {
        let found = post(&entry.example).map(|id| &*names.posts[id as usize].name);
        if found != Some(&*entry.post) {
            return Err(wrong(file, &entry.example, format!("`{}` is not read as `{}`", entry.example, entry.post)));
        }
    }
    for ExclusiveEntry { example, .. } in &said.exclusive_posts {
        let pair = post(&example.0).zip(post(&example.1));
        if !pair.is_some_and(|(a, b)| names.exclusive(a, b)) {
            return fails(example, "do not exclude each other");
        }
    }
    let holds = |entry: &BesideEntry, is_said: fn(&Names, &str) -> bool| {
        let example = &entry.example;
        let found = office_words(example).iter().any(|word| is_said(names, word));
        if found { Ok(()) } else { Err(wrong(file, example, format!("`{example}` holds no word of its entry"))) }
    };
    said.not_held.iter().try_for_each(|entry| holds(entry, Names::is_not_held))?;
    said.office_verbs.iter().try_for_each(|entry| holds(entry, Names::is_office_verb))?;
    said.kin.iter().try_for_each(|entry| holds(entry, Names::is_kin))
}
