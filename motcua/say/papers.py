"""The papers of a dossier, sorted as a citizen packs them: hand in, show and take back, only if, not needed."""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from motcua.interface import Words
from motcua.model import Component, Procedure
from motcua.remembered import of_record
from motcua.say.marks import Marks
from motcua.say.phrase import NOTHING, Said, capital, fill, join, phrase, said, small
from motcua.say.rows import CHANNELS, holds_for
from motcua.text import unmarked

GROUPS = ("submit", "present", "when", "none", "unknown", "notes")
NAME_LIMIT = 60
CHOICE_IN_TITLE = ("mot trong", "mot hay", "mot hoac", "one of", "one or")


class Paper(NamedTuple):
    """One line of the list: its condition leads; a choice holds its kinds; `form` and `form_named` name its blank."""

    condition: Said
    name: Said
    counts: Said
    notes: tuple[Said, ...]
    kinds: tuple[Paper, ...]
    form: str
    form_named: tuple[str, ...]
    is_illustrative: bool


class PaperGroup(NamedTuple):
    """Papers that are treated alike; a group without papers does not exist."""

    key: str
    title: str
    hint: str
    papers: tuple[Paper, ...]


class CasePapers(NamedTuple):
    """What one case needs besides, on a page where no case is chosen."""

    case: str
    name: Said
    groups: tuple[PaperGroup, ...]


@of_record
def papers(procedure: Procedure, words: Words, case: str = "") -> tuple[PaperGroup, ...]:
    """The groups of what is needed: by the chosen case, or by every case alike when none is chosen."""
    items = [item for item in _numbered(procedure) if (holds_for(item[1], case) if case else not _is_apart(item[1], procedure))]
    return _with_remark(_grouped(items, procedure, words), procedure, words)


@of_record
def papers_by_case(procedure: Procedure, words: Words) -> tuple[CasePapers, ...]:
    """What each case needs besides."""
    apart = [item for item in _numbered(procedure) if _is_apart(item[1], procedure)]
    found = (CasePapers(case.id, phrase(case.name, words.language), _grouped([i for i in apart if case.id in i[1].cases], procedure, words))
             for case in procedure.cases)
    return tuple(each for each in found if each.groups)


def sets(procedure: Procedure, words: Words) -> str:
    """How many sets are handed in, where it is more than the one that everybody expects."""
    number = procedure.dossier.sets if procedure.dossier else None
    return words.count("papers.sets", number, is_one=False) if number and number > 1 else ""


def _with_remark(groups: tuple[PaperGroup, ...], procedure: Procedure, words: Words) -> tuple[PaperGroup, ...]:
    """What an editor says of the papers as a whole, last of the notes; the words of an imported record stand among the published ones."""
    if procedure.origin == "imported" or not (procedure.dossier and procedure.dossier.text):
        return groups
    told = capital(phrase(procedure.dossier.text, words.language))
    remark = Paper(NOTHING, told, NOTHING, (), (), "", (), Marks.of(procedure).touch("dossier.text"))
    notes = next((group.papers for group in groups if group.key == "notes"), ())
    return (*(group for group in groups if group.key != "notes"), PaperGroup("notes", words("papers.notes"), "", (*notes, remark)))


def _numbered(procedure: Procedure) -> Iterator[tuple[int, Component]]:
    return enumerate(procedure.dossier.components if procedure.dossier else ())


def _is_apart(component: Component, procedure: Procedure) -> bool:
    return bool(component.cases) and set(component.cases) < {case.id for case in procedure.cases}


def _grouped(items: list[tuple[int, Component]], procedure: Procedure, words: Words) -> tuple[PaperGroup, ...]:
    marks, found = Marks.of(procedure), {key: [] for key in GROUPS}
    for number, component in items:
        paper = paper_of(component, words, marks.touch(f"dossier.components[{number}]"))
        if paper.name or paper.kinds:
            found[group_of(component)].append(paper)
    hints = {"unknown": words("papers.unknown_hint")}
    return tuple(PaperGroup(key, words(f"papers.{key}"), hints.get(key, ""), tuple(held)) for key, held in found.items() if held)


def group_of(component: Component) -> str:
    """In which group a paper stands; a condition goes before its role, since it decides whether the paper is needed at all."""
    if component.from_database and component.role in ("note", "unknown"):
        return "none"
    if component.role == "note":
        return "notes"
    narrowed = component.applicant or component.area or component.channels
    if component.when or (narrowed and component.required != "required" and not _is_online_elsewhere(component)):
        return "when"
    return component.role


def paper_of(component: Component, words: Words, is_illustrative: bool = False) -> Paper:
    """One paper, or a choice with its kinds, in words."""
    kinds = tuple(paper_of(each, words) for each in component.of)
    name = _choice(component, words) if component.choose or kinds else capital(phrase(component.paper or component.title, words.language))
    return Paper(condition_of(component, words), name, NOTHING if kinds else counts(component, words), _notes(component, words), kinds, component.form or "",
                 component.form_named, is_illustrative)


def _choice(component: Component, words: Words) -> Said:
    """A choice is one line: its title, then how many of its papers are needed, unless the title says so."""
    title = capital(phrase(component.title or component.paper, words.language))
    choose = words(f"papers.{component.choose or 'all'}")
    if not title:
        return said(choose)
    number = counts(component, words)
    title = join(" ", (title, said("(") + number + ")")) if number else title
    if any(choice in unmarked(str(title)) for choice in CHOICE_IN_TITLE):
        return title if str(title).endswith(":") else title + ":"
    return fill(words("papers.titled"), title=title, choose=choose)


def condition_of(component: Component, words: Words) -> Said:
    """When the paper is needed: as the author says it, or by whom, where and how one applies."""
    language = words.language
    if component.when:
        return capital(phrase(component.when, language))
    who = join(", ", (phrase(component.applicant, language), phrase(component.area, language)))
    if component.channels and not _is_online_elsewhere(component):
        told = (words(f"papers.when_{channel}") for channel in CHANNELS if channel in component.channels)
        who = join(", ", (who, words("shared.or").join(told)))
    return capital(who)


def _is_online_elsewhere(component: Component) -> bool:
    """A form that is filled on the screen by whoever applies online is still the same paper."""
    return component.electronic_form == "available" and not component.applicant and not component.area and "online" not in component.channels


def counts(component: Component, words: Words) -> Said:
    """How many of each; zero is nothing to say."""
    numbered = (("originals", component.originals), ("copies", component.copies), ("certified_copies", component.certified_copies))
    return said(words("shared.list").join(words.count(f"papers.{key}", n, is_one=n == 1) for key, n in numbered if n))


def _notes(component: Component, words: Words) -> tuple[Said, ...]:
    language = words.language
    notes = [phrase(component.note, language)] if component.note else []
    if component.from_database:
        held = phrase(component.from_database, language)
        notes.append(fill(words("papers.looked_up"), where=small(held)) if len(held) <= NAME_LIMIT else held)
    if component.electronic_form == "available" and not component.note:
        notes.append(said(words("papers.electronic")))
    if component.required == "optional":
        notes.append(said(words("papers.optional")))
    return tuple(capital(note) for note in notes)

