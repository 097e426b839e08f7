//! Names known beforehand: seats of power, bodies, media and countries.

use super::{Compiler, behind, bit, number_bit, plural, rule};
use crate::analysis::EntityKind;
use crate::rules::classes::Classes;
use crate::rules::files::RuleFiles;
use crate::rules::pack::{Known, Phrase};
use crate::rules::schema::{CountryEntry, Gender, KnownEntry, Number};

impl Compiler {
    pub(super) fn places(&mut self, files: &RuleFiles) {
        for file in &files.places {
            let sections: [(&[KnownEntry], EntityKind); 3] = [
                (&file.said.seats, EntityKind::Place),
                (&file.said.bodies, EntityKind::Institution),
                (&file.said.media, EntityKind::Institution),
            ];
            for (entries, kind) in sections {
                for entry in entries {
                    let name = entry.name.as_deref().unwrap_or(&entry.means);
                    let id = self.known(name, kind, entry.gender, entry.number, false);
                    for phrase in &entry.phrases {
                        self.name(phrase, id);
                    }
                    self.example(&rule(&file.name, &entry.means), &entry.example);
                }
            }
            for country in &file.said.countries {
                self.country(country);
            }
            if let Some(example) = &file.said.countries_example {
                self.example(&rule(&file.name, "countries"), example);
            }
        }
    }

    fn known(&mut self, name: &str, kind: EntityKind, gender: Gender, number: Option<Number>, capital: bool) -> u16 {
        let id = self.pack.known.len() as u16;
        let number = number_bit(number.or(Some(Number::S)));
        self.pack.known.push(Known { name: name.into(), kind, gender: bit(Some(gender)), number, capital });
        id
    }

    /// A known name, without its article: the noun phrase brings that along.
    fn name(&mut self, phrase: &str, id: u16) {
        let bare = self.articles.iter().find_map(|article| behind(phrase, article));
        self.phrase(bare.unwrap_or(phrase), Phrase::Known(id));
    }

    fn country(&mut self, entry: &CountryEntry) {
        let id = self.known(&entry.name, EntityKind::Place, entry.gender, entry.number, false);
        for name in std::iter::once(&entry.name).chain(&entry.spellings) {
            self.name(name, id);
        }
        if entry.capital.is_some() || !entry.also.is_empty() {
            let id = self.known(&entry.name, EntityKind::Place, Gender::M, Some(Number::S), true);
            for capital in entry.capital.iter().chain(&entry.also) {
                if *capital != entry.name {
                    self.name(capital, id);
                }
            }
        }
        for (at, demonym) in entry.demonyms.iter().enumerate() {
            let gender = if at % 2 == 0 { 1 } else { 2 };
            self.class(demonym, Classes::DEMONYM, gender, 1);
            self.class(&plural(demonym), Classes::DEMONYM, gender, 2);
        }
    }
}
