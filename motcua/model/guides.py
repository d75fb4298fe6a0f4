"""What leads citizens to procedures: events of life, words explained, announcements, families of papers, what people call things."""

from typing import Literal

from motcua.acts import ACTS, OCCASIONS
from motcua.model.record import Code, Day, Id, Number, Phrase, Record, Url, Words


class LifeEventStep(Record):
    """One thing to do: a procedure of this catalogue, or something settled elsewhere, told by a title.

    `when` is the moment at which everybody does it, `only_if` the condition under which somebody must do it at all.
    """

    procedure: Code | None = None
    title: Phrase | None = None
    when: Phrase | None = None
    only_if: Phrase | None = None
    text: Phrase | None = None
    url: Url | None = None


class LifeEvent(Record):
    """What happens in a life or a business, and what is to be done then, in order."""

    id: Id
    name: Phrase
    summary: Phrase | None = None
    steps: tuple[LifeEventStep, ...] = ()


class Term(Record):
    """An official word explained in everyday ones; `also` are the other spellings that mean the same."""

    id: Id
    term: Phrase
    also: tuple[Words, ...] = ()
    meaning: Phrase
    legal_basis: tuple[Words, ...] = ()


class Announcement(Record):
    """A change told to citizens on a day, in words."""

    announced_on: Day
    title: Phrase
    text: Phrase | None = None
    procedures: tuple[Code, ...] = ()
    decision: Id | None = None


class Family(Record):
    """Procedures around one kind of paper: to get it, to get it again, to renew it, to change it."""

    name: Phrase
    procedures: tuple[Code, ...]


class LifeEvents(Record):
    """`life-events.yml`."""

    life_events: tuple[LifeEvent, ...]


class Glossary(Record):
    """`glossary.yml`."""

    terms: tuple[Term, ...]


class Announcements(Record):
    """`announcements.yml`."""

    announcements: tuple[Announcement, ...]


class Families(Record):
    """`families.yml`: what an editor puts together, and what stands in no family that was derived."""

    families: tuple[Family, ...] = ()
    apart: tuple[Code, ...] = ()


class Saying(Record):
    """What people type, and what is meant: words of the state as official names have them, any of them; or procedures.

    `weight` says how surely it is meant, from 0.1 to 1; `field`, words of the name of the field of work in which alone it is meant.
    """

    say: tuple[Words, ...]
    mean: tuple[Words, ...] = ()
    procedures: tuple[Code, ...] = ()
    field: Words | None = None
    weight: Number | None = None
    kind: Literal["abbreviation", "old", "colloquial", "regional", "brand", "misnomer", "question", "spelling"] = "colloquial"


class Elsewhere(Record):
    """What people type that no procedure answers: one line, and a link to where it is answered."""

    say: tuple[Words, ...]
    answer: Phrase
    url: Url | None = None


class Asking(Record):
    """Words that ask for one block of a procedure's page rather than for a procedure."""

    block: Literal["time", "fee", "place", "person", "result", "papers", "forms", "steps", "requirements"]
    say: tuple[Words, ...]


class Wanting(Record):
    """Words by which people say what shall be done or what happened to a paper; nothing is what only sounds so."""

    acts: tuple[Literal[*ACTS, *OCCASIONS], ...]
    say: tuple[Words, ...]


class Lexicon(Record):
    """A file of the lexicon: sayings, words that say nothing about a need (`speech` in a sentence alone), words that ask, names of places, words of
    other worlds, words for what shall be done, words that make a name one for few."""

    entries: tuple[Saying, ...] = ()
    fillers: tuple[Words, ...] = ()
    speech: tuple[Words, ...] = ()
    acts: tuple[Wanting, ...] = ()
    conditions: tuple[Words, ...] = ()
    asks: tuple[Asking, ...] = ()
    places: tuple[Words, ...] = ()
    foreign: tuple[Words, ...] = ()


class Synonyms(Record):
    """`synonyms.yml`: what the lexicon gains here; a saying here stands for the lexicon's own of the same words."""

    synonyms: tuple[Saying, ...]


class ElsewhereFile(Record):
    """`elsewhere.yml`."""

    elsewhere: tuple[Elsewhere, ...]
