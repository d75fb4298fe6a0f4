"""What a reader's own list of papers is made from: every paper with what it depends on, and the two to six questions that decide."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from motcua import charges, rates, say
from motcua.charges import Situation
from motcua.interface import Words
from motcua.model import Component, Procedure
from motcua.model.views import DepartmentView
from motcua.offers.offer import Offer, spoken
from motcua.say.papers import condition_of, counts, group_of, paper_of
from motcua.say.places import counter_names
from motcua.say.rows import CHANNEL_WORDS, channels_of, holds_for
from motcua.text import Text, fold, unmarked

LEAST_QUESTIONS, MOST_QUESTIONS = 2, 6
GROUPS = ("submit", "present", "unknown", "none", "notes")
_ID_LENGTH = 5
_NO_LETTER = re.compile(r"[^0-9a-z]+")
_LETTERS = "0123456789abcdefghijkmnpqrstvwxyz"


class Around(NamedTuple):
    """What surrounds the papers: the departments that receive them, where each form is filled, the page's own address or "", the state, the hotline."""

    departments: Mapping[str, DepartmentView]
    forms: Mapping[str, tuple[say.Said, str]]
    address: str
    state: str = "in_force"
    hotline: str = ""


def offer(record: Procedure, case: str, around: Around, words: Words) -> Offer | None:
    """The papers and the questions; nothing where the page's own list leaves nothing to ask."""
    numbered = [(number, each) for number, each in enumerate(record.dossier.components if record.dossier else ()) if holds_for(each, case)]
    components = [each for _, each in numbered]
    if _most_questions(record, components, case) < LEAST_QUESTIONS:
        return None
    gathering = _Gathering(record, words, around)
    papers = [gathering.numbered(number, each) for number, each in numbered]
    if not any(each["group"] in ("submit", "present", "unknown") for each in papers):
        return None
    is_by_case = bool(record.cases) and not case
    ways = _ways(record, components, case)
    kinds = gathering.kinds()
    asked = is_by_case + bool(ways) + bool(kinds) + (len(gathering.conditions) > len(kinds))
    choices = gathering.choices[: max(MOST_QUESTIONS - asked, 0)]
    if asked + len(choices) < LEAST_QUESTIONS:
        return None
    labels = zip(record.cases, say.case_labels(record.cases, words), strict=True)
    places = list(_places(record, around.departments, words))
    told = {
        "code": record.code, "name": spoken(say.short_name(record, words.language)), "address": around.address, "case": case,
        "case_name": next((spoken(say.phrase(each.name, words.language)) for each in record.cases if each.id == case), ""),
        "cases": [[each.id, spoken(label)] for each, label in labels] if is_by_case else [],
        "cases_question": spoken(say.phrase(record.cases_question, words.language)) if is_by_case and record.cases_question else "",
        "ways": [[way, words(f"channel.only_{way}")] for way in ways],
        "conditions": [[each, words_of] for each, words_of in gathering.conditions.items()],
        "kinds": kinds, "choices": [each["id"] for each in choices], "papers": papers, "titles": {key: words(f"papers.{key}") for key in GROUPS},
        "sets": say.sets(record, words), "fee": _fee(record, case, words), "places": places,
        **dict(_apart(record, around, places, words)),
        "times": list(_times(record, case, words)), "forms": {form: [spoken(title), href] for form, (title, href) in around.forms.items()},
    }
    return Offer({name: value for name, value in told.items() if value})


def _most_questions(record: Procedure, components: list[Component], case: str) -> int:
    """How many questions there can be at most, seen at once: most records have none, and their papers need not be gathered."""
    every = [each for component in components for each in _with_parts(component)]
    is_open = sum(any(getattr(each, field) for each in every) for field in ("when", "applicant", "area"))
    return (bool(record.cases) and not case) + (len(record.submission_methods) > 1) + is_open + sum(each.choose == "one" for each in every)


def _with_parts(component: Component) -> Iterator[Component]:
    yield component
    for part in component.of:
        yield from _with_parts(part)


def _ways(record: Procedure, components: list[Component], case: str) -> tuple[str, ...]:
    """The ways of applying that the reader must be asked for: none where neither papers nor fees depend on it."""
    depend = any(each.channels for each in components) or any(
        "channel" in charges.asked((rate,), Situation(case)) for rate in rates.rates(record))
    found = channels_of((*components, *record.fees), (method.channel for method in record.submission_methods))
    return found if depend and len(found) > 1 else ()


def _fee(record: Procedure, case: str, words: Words) -> str | list[list[str]]:
    """What is paid, as the page says it, where it is one thing for all; where it depends on something, its own tool works it out."""
    is_priced = all(fee.status in ("amount", "free") for fee in record.fees)
    values = [_marked(value, entry.is_illustrative, words) for entry in say.fee_answer(record, words, case).entries for value in entry.values] if record.fees and is_priced else []
    return spoken(values[0]) if len(values) == 1 else ""


def _times(record: Procedure, case: str, words: Words) -> Iterator[list[Any]]:
    """How long it takes in each case, "" for all, where it is one time."""
    answers = [(each, say.time_answer(record, words, each).entries) for each in ([case] if case or not record.cases else [one.id for one in record.cases])]
    yield from ([each, spoken(_marked(entry.values[0], entry.is_illustrative, words))] for each, entries in answers if len(entries) == 1 for entry in entries if len(entry.values) == 1)


def _places(record: Procedure, departments: Mapping[str, DepartmentView], words: Words) -> Iterator[str | list[list[str]]]:
    """Where the papers are handed in: counters with their address and telephone where they are few, else their names."""
    counters = say.counters(record, departments, words)
    if 0 < len(counters) < 3:
        yield from (spoken(_marked(say.join(" · ", (each.name, each.address, each.hours, each.telephone)), each.is_illustrative, words)) for each in counters)
    else:
        is_invented = say.Marks.of(record).touch("reception_places")
        yield from (spoken(_marked(name, is_invented, words)) for name in counter_names(record, departments, words)[:3])


def _apart(record: Procedure, around: Around, places: list[str | list[list[str]]], words: Words) -> Iterator[tuple[str, str]]:
    """What a list that leaves the page takes along: the banner of the state, the number to ask at where no place says it, the day of the record."""
    if state := say.banner(record, around.state, words):
        yield "state", state.text
    number = say.telephone(record, around.departments, around.hotline)
    if number and not any(number in str(place) for place in places):
        yield "ask", str(say.capital(words("copied.ask", phone=number)))
    if day := say.last_looked_at(record, words):
        yield "day", day


def _marked(value: say.Said, is_illustrative: bool, words: Words) -> say.Said:
    """A value with the mark of what is invented."""
    return say.join(" ", (value, f"({words('shared.illustrative')})")) if is_illustrative else value


class _Gathering:
    """One gathering of the papers of a dossier, with the conditions and choices that are met on the way."""

    def __init__(self, record: Procedure, words: Words, around: Around) -> None:
        self.record, self.words, self.around = record, words, around
        self.conditions: dict[str, str | list[list[str]]] = {}
        self.choices: list[dict[str, Any]] = []
        self._ids = Ids()
        self._applicants: dict[tuple[str, ...], list[str]] = {}

    def numbered(self, number: int, component: Component) -> dict[str, Any]:
        """A paper of the record by its number, with the mark of one that is invented."""
        is_invented = say.Marks.of(self.record).touch(f"dossier.components[{number}]")
        return self.paper(component) | ({"mark": self.words("shared.illustrative")} if is_invented else {})

    def paper(self, component: Component, is_choice: bool = False) -> dict[str, Any]:
        """A paper, or a group with its papers; one of a choice keeps its condition as words, since choosing it answers that."""
        said = paper_of(component, self.words)
        unconditional = component.model_copy(update={"when": None, "channels": (), "applicant": None, "area": None})
        told = {
            "name": spoken(said.name), "counts": str(said.counts), "notes": [spoken(note) for note in said.notes], "group": group_of(unconditional),
            "cases": component.cases, "ways": component.channels, "form": component.form if component.form in self.around.forms else "",
        }
        if is_choice:
            told |= {"id": self._ids.of(component.paper or component.title), "when": spoken(condition_of(component, self.words))}
        elif condition := self._condition(component):
            told["condition"] = condition
        if component.of:
            told |= {"choose": component.choose or "all", "of": [self.paper(each, component.choose in ("one", "some")) for each in component.of]}
        if component.choose == "one" and not is_choice and len(component.of) > 1:
            self._add_choice(component, told)
        return {key: value for key, value in told.items() if value}

    def _add_choice(self, component: Component, told: dict[str, Any]) -> None:
        title = component.title or component.paper
        told["id"] = self._ids.of(title or component.of[0].paper)
        told["ask"] = spoken(say.phrase(title, self.words.language)) if title else self.words("papers.one")
        told["own"] = str(counts(component, self.words))
        self.choices.append(told)

    def kinds(self) -> list[str]:
        """The conditions that are kinds of applicant and nothing else, where papers of the same cases name several: a reader is one of them."""
        found = (list(dict.fromkeys(names)) for names in self._applicants.values())
        return next((names for names in found if len(names) > 1), [])

    def _condition(self, component: Component) -> str:
        """The id of the condition under which a paper is needed; "" where how one applies says it already."""
        texts = [text for text in (component.when, component.applicant, component.area) if text]
        if component.channels:
            texts = [text for text in texts if not any(word in unmarked(text.vi) for word in CHANNEL_WORDS)]
        if not texts or group_of(component) in ("none", "notes"):
            return ""
        name = self._ids.of(*texts)
        if texts == [component.applicant]:
            self._applicants.setdefault(tuple(component.cases), []).append(name)
        self.conditions[name] = spoken(say.capital(say.join(", ", (say.phrase(text, self.words.language) for text in texts))))
        return name


class Ids:
    """Short ids of what has none: of its Vietnamese letters alone, so that order, marks and translations may change."""

    def __init__(self) -> None:
        self._held: dict[str, str] = {}

    def of(self, *texts: Text | None) -> str:
        """The id of these words; other words never have the same within one record."""
        letters = " ".join(_NO_LETTER.sub(" ", fold(text.vi)).strip() for text in texts if text)
        return next(name for name in _names(letters) if self._held.setdefault(name, letters) == letters)


def _names(letters: str) -> Iterable[str]:
    """The ids of a text, the shortest first."""
    number = int.from_bytes(sha256(letters.encode()).digest(), "big")
    digits = []
    while number:
        number, rest = divmod(number, len(_LETTERS))
        digits.append(_LETTERS[rest])
    return ("".join(digits[:size]) for size in range(_ID_LENGTH, len(digits)))
