"""Rules of what leads to procedures: events of life, words explained, announcements, families, each alone and across the catalogue."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from motcua.catalogue import Catalogue
from motcua.model import Announcements, Families, Glossary, LifeEvents
from motcua.problem import Finding
from motcua.rules.nearest import LIKE_A_CODE, like, there
from motcua.rules.unread import is_unread
from motcua.text import fold

Findings = Iterator[tuple[str, Finding]]
Place = tuple[str | int, ...]


def life_event_ids_are_unique(record: LifeEvents) -> Iterator[Finding]:
    """No two events of life have one id."""
    yield from _repeated("life_event_ids_are_unique", "life_events", (each.id for each in record.life_events))


def life_event_step_is_something(record: LifeEvents) -> Iterator[Finding]:
    """A step names a procedure of the catalogue, or has a title of its own, never both."""
    for number, event in enumerate(record.life_events):
        for place, step in enumerate(event.steps):
            if (step.procedure is None) == (step.title is None):
                yield Finding("life_event_step_is_something", ("life_events", number, "steps", place), step.procedure or "")


def term_ids_are_unique(record: Glossary) -> Iterator[Finding]:
    """No two words of the glossary have one id."""
    yield from _repeated("term_ids_are_unique", "terms", (each.id for each in record.terms))


def term_is_explained_once(record: Glossary) -> Iterator[Finding]:
    """A word, however it is spelt, is explained in one place."""
    seen: dict[str, str] = {}
    for number, each in enumerate(record.terms):
        spellings = chain(((("term",), each.term.vi),), ((("also", place), word) for place, word in enumerate(each.also)))
        for at, word in spellings:
            first = seen.setdefault(word.casefold(), each.id)
            if first != each.id:
                yield Finding("term_is_explained_once", ("terms", number, *at), word, values=(("first", first),))


def announcements_are_newest_first(record: Announcements) -> Iterator[Finding]:
    """Announcements stand in the order in which citizens read them: the newest first."""
    days = [each.announced_on for each in record.announcements]
    for number, (above, day) in enumerate(zip(days, days[1:], strict=False), start=1):
        if day > above:
            yield Finding("announcements_are_newest_first", ("announcements", number, "announced_on"), day.isoformat(), "warning")


def family_has_two(record: Families) -> Iterator[Finding]:
    """A family holds at least two procedures."""
    for number, family in enumerate(record.families):
        if len(set(family.procedures)) < 2:
            yield Finding("family_has_two", ("families", number, "procedures"), ", ".join(family.procedures))


def procedure_has_one_family(record: Families) -> Iterator[Finding]:
    """A procedure stands in one family, or apart from all."""
    seen: dict[str, str] = dict.fromkeys(record.apart, "apart")
    for number, family in enumerate(record.families):
        for place, code in enumerate(family.procedures):
            first = seen.setdefault(code, family.name.vi)
            if first != family.name.vi:
                yield Finding("procedure_has_one_family", ("families", number, "procedures", place), code, values=(("first", first),))


def guided_procedure_exists(catalogue: Catalogue) -> Findings:
    """An event of life, an announcement, a family or a common task names procedures that the catalogue has."""
    for kind, at, code in _named_procedures(catalogue):
        if code not in catalogue.procedures and not is_unread(catalogue, "procedure", code):
            meant = like(code, catalogue.procedures, LIKE_A_CODE)
            yield catalogue.files[kind, ""], Finding("guided_procedure_exists", at, code, values=(("nearest", meant),))


def _named_procedures(catalogue: Catalogue) -> Iterator[tuple[str, Place, str]]:
    for number, code in enumerate(catalogue.publisher.common_tasks):
        yield "publisher", ("common_tasks", number), code
    for number, event in enumerate(catalogue.life_events.values()):
        for place, step in enumerate(event.steps):
            if step.procedure:
                yield "life_events", ("life_events", number, "steps", place, "procedure"), step.procedure
    for number, each in enumerate(catalogue.announcements):
        for place, code in enumerate(each.procedures):
            yield "announcements", ("announcements", number, "procedures", place), code
    for number, family in enumerate(catalogue.families):
        for place, code in enumerate(family.procedures):
            yield "families", ("families", number, "procedures", place), code
    for number, code in enumerate(catalogue.apart):
        yield "families", ("apart", number), code


def announced_decision_exists(catalogue: Catalogue) -> Findings:
    """An announcement names a decision that the catalogue has."""
    for number, each in enumerate(catalogue.announcements):
        if each.decision and each.decision not in catalogue.decisions and not is_unread(catalogue, "decision", each.decision):
            yield catalogue.files["announcements", ""], Finding(
                "announced_decision_exists", ("announcements", number, "decision"), each.decision, values=there(each.decision, catalogue.decisions))


def explaining_law_exists(catalogue: Catalogue) -> Findings:
    """A word explained by a legal text names one that `laws.yml` has."""
    for number, term in enumerate(catalogue.terms):
        for place, law in enumerate(term.legal_basis):
            if law not in catalogue.laws and not is_unread(catalogue, "law", law):
                yield catalogue.files["glossary", ""], Finding(
                    "explaining_law_exists", ("terms", number, "legal_basis", place), law, values=there(law, catalogue.laws))


def _repeated(rule: str, key: str, ids: Iterable[str]) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for number, name in enumerate(ids):
        first = seen.setdefault(fold(name), number)
        if first != number:
            yield Finding(rule, (key, number, "id"), name, values=(("first", first + 1),))


LIFE_EVENTS = (life_event_ids_are_unique, life_event_step_is_something)
GLOSSARY = (term_ids_are_unique, term_is_explained_once)
ANNOUNCEMENTS = (announcements_are_newest_first,)
FAMILIES = (family_has_two, procedure_has_one_family)
ACROSS = (guided_procedure_exists, announced_decision_exists, explaining_law_exists)
