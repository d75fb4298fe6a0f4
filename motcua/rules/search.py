"""Rules of what people call things in this catalogue: names, synonyms, and what is answered elsewhere."""
from __future__ import annotations

from collections.abc import Iterator

from motcua import acts, lexicon
from motcua.catalogue import Catalogue
from motcua.groups import APPLICANTS
from motcua.model import ElsewhereFile, Synonyms
from motcua.model.views import Card
from motcua.problem import Finding
from motcua.rules.nearest import LIKE_A_CODE, like
from motcua.rules.unread import is_unread

Findings = Iterator[tuple[str, Finding]]


def synonym_leads_somewhere(record: Synonyms) -> Iterator[Finding]:
    """A synonym says what is meant: words of the state, or procedures."""
    for number, each in enumerate(record.synonyms):
        if not each.mean and not each.procedures:
            yield Finding("synonym_leads_somewhere", ("synonyms", number), "; ".join(each.say))


def synonym_weight_is_a_share(record: Synonyms) -> Iterator[Finding]:
    """The weight of a synonym is from 0.1 to 1."""
    for number, each in enumerate(record.synonyms):
        if each.weight is not None and not 0.1 <= each.weight <= 1:
            yield Finding("synonym_weight_is_a_share", ("synonyms", number, "weight"), str(each.weight))


def synonym_is_said_once(record: Synonyms) -> Iterator[Finding]:
    """What people say stands in one synonym."""
    yield from _said_twice("synonym_is_said_once", "synonyms", [each.say for each in record.synonyms])


def synonyms_come_to_an_end(record: Synonyms) -> Iterator[Finding]:
    """What a synonym means is not said by one that means the first."""
    entries = [lexicon.entry(each) for each in record.synonyms]
    places = {lexicon.key(words): (number, place) for number, each in enumerate(entries) for place, words in enumerate(each.say)}
    for circle in lexicon.circles(entries):
        number, place = places[circle[0]]
        yield Finding("synonyms_come_to_an_end", ("synonyms", number, "say", place), entries[number].say[place], values=(("circle", " → ".join(circle)),))


def elsewhere_is_said_once(record: ElsewhereFile) -> Iterator[Finding]:
    """What people say has one answer elsewhere."""
    yield from _said_twice("elsewhere_is_said_once", "elsewhere", [each.say for each in record.elsewhere])


def synonym_procedure_exists(catalogue: Catalogue) -> Findings:
    """A synonym names procedures that the catalogue has."""
    for number, each in enumerate(catalogue.synonyms):
        for place, code in enumerate(each.procedures):
            if code not in catalogue.procedures and not is_unread(catalogue, "procedure", code):
                yield catalogue.files["synonyms", ""], Finding("synonym_procedure_exists", ("synonyms", number, "procedures", place), code,
                                                               values=(("nearest", like(code, catalogue.procedures, LIKE_A_CODE)),))


def synonym_means_words_of_names(catalogue: Catalogue) -> Findings:
    """What a synonym means stands in the words of a procedure."""
    if not any(each.mean for each in catalogue.synonyms):
        return
    known = lexicon.Known(text for card in catalogue.cards for text in (*dict(card.name).values(), *dict(card.short_name).values(), *card.popular_names, *card.keywords))
    for number, each in enumerate(catalogue.synonyms):
        for place, words in enumerate(each.mean):
            if not known.holds(words):
                yield catalogue.files["synonyms", ""], Finding("synonym_means_words_of_names", ("synonyms", number, "mean", place), words, "warning")


def names_tell_procedures_apart(catalogue: Catalogue) -> Findings:
    """No two procedures that are in force are shown by the same name."""
    first: dict[str, str] = {}
    for card in sorted(catalogue.cards, key=lambda each: each.code):
        shown = dict(card.short_name).get("vi") or dict(card.name)["vi"]
        other = first.setdefault(lexicon.key(shown), card.code) if _is_found(card) else card.code
        if other != card.code:
            yield card.file, Finding("names_tell_procedures_apart", ("short_name" if card.short_name else "name",), shown, "warning", (("other", other),))


# What is done, and to nothing: who only says this is led to no procedure of his own.
_ACTS = frozenset("cho y kien|lay y kien|dang ki hoat dong|cho thue|thue|thue mua|chia|dua vao khai thac|dua vao su dung|cong bo hoat dong|thu nghiem|"
                  "khao nghiem|nhap khau|xuat khau|hanh nghe|phuong tien|van tai".split("|"))


def procedure_is_reached_by_what_people_say(catalogue: Catalogue, on: str) -> Findings:
    """A procedure for citizens has a popular name, a keyword, or words in its name that the lexicon leads to; the same on every day."""
    unnamed = [card for card in catalogue.cards if _is_found(card) and card.completeness != "listed" and not (card.popular_names or card.keywords)
               and not APPLICANTS["citizen"].isdisjoint(card.applicants)]
    if not unnamed:
        return
    own, _ = lexicon.package()
    entries = lexicon.merged(own, map(lexicon.entry, catalogue.synonyms))
    named = {code for each in entries for code in each.procedures}
    meant: dict[str, list[str]] = {}
    for words in {" ".join(lexicon.syllables(phrase)) for each in entries for phrase in each.mean if acts.done(phrase).rest} - _ACTS:
        meant.setdefault(words.partition(" ")[0], []).append(f"{words} ")
    for card in unnamed:
        said = lexicon.syllables(" ".join(dict(each).get("vi", "") for each in (card.name, card.short_name)))
        is_meant = any(f"{' '.join(said[at:])} ".startswith(tuple(meant.get(word, ()))) for at, word in enumerate(said))
        if card.code not in named and not is_meant:
            yield card.file, Finding("procedure_is_reached_by_what_people_say", ("name",), dict(card.name)["vi"], "warning")


def _is_found(card: Card) -> bool:
    return card.status == "in_force" and not card.is_internal


def _said_twice(rule: str, key: str, said: list[tuple[str, ...]]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for number, say in enumerate(said):
        for place, words in enumerate(say):
            before = first.setdefault(lexicon.key(words), number)
            if before != number or lexicon.key(words) in map(lexicon.key, say[:place]):
                yield Finding(rule, (key, number, "say", place), words, values=(("first", before + 1),))


SYNONYMS = (synonym_leads_somewhere, synonym_weight_is_a_share, synonym_is_said_once, synonyms_come_to_an_end)
ELSEWHERE = (elsewhere_is_said_once,)
ACROSS = (synonym_procedure_exists, synonym_means_words_of_names, names_tell_procedures_apart)
# The lexicon takes a while to be read: what it leads to is told by `check` alone.
ON_A_DAY = (procedure_is_reached_by_what_people_say,)
