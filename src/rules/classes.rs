//! Sets of word classes, tenses and complement frames, as bits.

use serde::Deserialize;

/// Makes a bit set whose members are named in kebab-case in the rule files.
macro_rules! bit_set {
    ($(#[$doc:meta])* $name:ident($int:ty) of $member:ident { $($(#[$mdoc:meta])* $variant:ident = $constant:ident),* $(,)? }) => {
        /// A member of the set, as the rule files name it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $member { $($(#[$mdoc])* $variant),* }

        $(#[$doc])*
        #[derive(Clone, Copy, Default, PartialEq, Eq)]
        pub struct $name($int);

        impl $name {
            /// The set without members.
            pub const NONE: $name = $name(0);
            $($(#[$mdoc])* pub const $constant: $name = $name(1 << $member::$variant as $int);)*

            /// Whether any member of `other` is in the set.
            #[must_use]
            pub const fn has(self, other: $name) -> bool { self.0 & other.0 != 0 }

            /// The members of both.
            #[must_use]
            pub const fn with(self, other: $name) -> $name { $name(self.0 | other.0) }

            /// The set without the members of `other`.
            #[must_use]
            pub const fn without(self, other: $name) -> $name { $name(self.0 & !other.0) }

            /// Whether it has members, and none but those of `other`.
            #[must_use]
            pub const fn is_only(self, other: $name) -> bool { self.has(other) && self.without(other).is_empty() }

            /// Whether it has no member.
            #[must_use]
            pub const fn is_empty(self) -> bool { self.0 == 0 }
        }

        impl From<$member> for $name {
            fn from(member: $member) -> $name { $name(1 << member as $int) }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let mut list = f.debug_list();
                $(if self.has($name::$constant) { list.entry(&$member::$variant); })*
                list.finish()
            }
        }

        impl FromIterator<$member> for $name {
            fn from_iter<I: IntoIterator<Item = $member>>(members: I) -> $name {
                members.into_iter().fold($name::NONE, |set, member| set.with(member.into()))
            }
        }
    };
}

bit_set! {
    /// The classes a word may belong to; the text around it decides between them.
    Classes(u64) of Class {
        /// An article or another determiner.
        Determiner = DETERMINER,
        /// A determiner that introduces something new.
        Indefinite = INDEFINITE,
        /// A preposition melted with an article.
        Contraction = CONTRACTION,
        /// A possessive determiner.
        Possessive = POSSESSIVE,
        /// A demonstrative determiner.
        Demonstrative = DEMONSTRATIVE,
        /// The preposition that ties a noun to a noun.
        Of = OF,
        /// A preposition.
        Preposition = PREPOSITION,
        /// A pronoun that is a subject and nothing else.
        SubjectPronoun = SUBJECT_PRONOUN,
        /// A pronoun of the first or second person.
        FirstPerson = FIRST_PERSON,
        /// A pronoun for things said or happened.
        NeuterPronoun = NEUTER_PRONOUN,
        /// A pronoun that may stand anywhere a noun phrase may.
        TonicPronoun = TONIC_PRONOUN,
        /// A pronoun before a verb that is not its subject.
        ObjectPronoun = OBJECT_PRONOUN,
        /// A reflexive pronoun before a verb.
        Reflexive = REFLEXIVE,
        /// The first word of a negation.
        Negation = NEGATION,
        /// The second word of a negation.
        SecondNegation = SECOND_NEGATION,
        /// A relative pronoun.
        Relative = RELATIVE,
        /// A relative pronoun that is the subject of its clause.
        RelativeSubject = RELATIVE_SUBJECT,
        /// The word that opens a completive clause.
        Complementizer = COMPLEMENTIZER,
        /// A word that opens an indirect question.
        Interrogative = INTERROGATIVE,
        /// A word that opens an adverbial clause.
        Subordinator = SUBORDINATOR,
        /// The word of comparison and of quality.
        As = AS,
        /// A coordinating conjunction.
        Coordinator = COORDINATOR,
        /// An adverb.
        Adverb = ADVERB,
        /// A word that tells when.
        Time = TIME,
        /// A number in letters.
        NumberWord = NUMBER_WORD,
        /// An adjective that stands before its noun.
        Prenominal = PRENOMINAL,
        /// A noun, even where the form could be a verb.
        Noun = NOUN,
        /// A verb between a subject and its attribute.
        LinkingVerb = LINKING_VERB,
        /// A finite verb form.
        Finite = FINITE,
        /// An infinitive.
        Infinitive = INFINITIVE,
        /// A past participle.
        Participle = PARTICIPLE,
        /// A present participle.
        Gerund = GERUND,
        /// A form of the auxiliary of possession.
        Have = HAVE,
        /// A form of the auxiliary of being.
        Be = BE,
        /// A form of address before a name.
        Title = TITLE,
        /// A noun for one human being by what he or she is.
        Function = FUNCTION,
        /// A noun for several people.
        Group = GROUP,
        /// A noun for a body that speaks.
        Institution = INSTITUTION,
        /// A noun for something written that speaks.
        Document = DOCUMENT,
        /// A noun for a source kept from the reader.
        Anonymous = ANONYMOUS,
        /// A given name.
        GivenName = GIVEN_NAME,
        /// A small word that may stand within a name.
        Particle = PARTICLE,
        /// An adjective or noun of belonging to a country.
        Demonym = DEMONYM,
        /// The name of a country or capital.
        Country = COUNTRY,
        /// A noun that reports.
        NounCue = NOUN_CUE,
        /// A word that a quoted name follows.
        Naming = NAMING,
        /// A reporting verb.
        Cue = CUE,
        /// A noun that may describe somebody known by a name.
        Descriptive = DESCRIPTIVE,
        /// A preposition before an infinitive that tells what somebody does.
        Purpose = PURPOSE,
        /// A word of comparison, which a clause may complete.
        Comparative = COMPARATIVE,
        /// The preposition of an addressee or aim.
        To = TO,
        /// The preposition of who acts in a passive.
        By = BY,
        /// A noun for a rule: to act according to it is not to quote it.
        Norm = NORM,
        /// The word of a question that has two answers.
        Whether = WHETHER,
        /// A determiner of nobody.
        Negative = NEGATIVE,
        /// A noun of quantity, whose verb may be in the plural.
        Quantity = QUANTITY,
        /// A noun that stands behind another without a preposition, though it has the form of a verb.
        Compound = COMPOUND,
        /// A noun for something that cannot speak.
        Abstract = ABSTRACT,
    }
}

bit_set! {
    /// The tenses a verb form may stand for.
    Tenses(u8) of TenseName {
        /// Indicative present.
        Present = PRESENT,
        /// Imperfect.
        Imperfect = IMPERFECT,
        /// Simple past.
        Past = PAST,
        /// Future.
        Future = FUTURE,
        /// Conditional.
        Conditional = CONDITIONAL,
        /// Subjunctive, present or imperfect.
        Subjunctive = SUBJUNCTIVE,
    }
}

bit_set! {
    /// The complements with which a verb reports.
    Frames(u32) of Frame {
        /// A clause behind the complementizer.
        Que = QUE,
        /// An indirect question.
        Si = SI,
        /// A bare infinitive.
        Infinitive = INFINITIVE,
        /// An infinitive behind *de*.
        DeInfinitive = DE_INFINITIVE,
        /// An infinitive behind *à*.
        AInfinitive = A_INFINITIVE,
        /// Somebody, *de*, an infinitive: all of it is reported.
        ObjectDe = OBJECT_DE,
        /// Somebody, *à*, an infinitive: all of it is reported.
        ObjectA = OBJECT_A,
        /// To somebody, *de*, an infinitive: the infinitive is reported.
        DativeDe = DATIVE_DE,
        /// A noun phrase that holds quoted words.
        Noun = NOUN,
        /// The same behind *de*.
        DeNoun = DE_NOUN,
        /// The same behind *à*.
        ANoun = A_NOUN,
        /// The same behind *sur*.
        SurNoun = SUR_NOUN,
        /// The same behind *contre*.
        ContreNoun = CONTRE_NOUN,
        /// Somebody or something and what it is called.
        As = AS,
        /// An attribute of the subject or object.
        Predicate = PREDICATE,
        /// A quotation behind a colon, or directly behind the verb.
        Colon = COLON,
        /// The verb stands in an incise.
        Incise = INCISE,
        /// Somebody, *de*, a noun phrase: the noun phrase is reported.
        ObjectDeNoun = OBJECT_DE_NOUN,
        /// A clause behind *selon lequel*.
        SelonLequel = SELON_LEQUEL,
    }
}
