"""Where and how to apply in words: the counters, the other ways, and whose applications they take."""
from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from motcua.interface import Words
from motcua.model import Office, Procedure
from motcua.model.views import DepartmentView, OfficeView
from motcua.say.opening import hours
from motcua.say.marks import Marks
from motcua.say.notices import dial
from motcua.say.phrase import NOTHING, Said, capital, fill, join, paired, phrase, said, sentence
from motcua.say.rows import Answer, Entry, not_stated

ORDER = ("in_person", "online", "postal")
Departments = Mapping[str, DepartmentView]
MOST_COUNTERS = 24
"""As many counters of a department as a page lists; one looks for one's own among more."""


class Counter(NamedTuple):
    """A counter that one can go to or call; `remark` is what the procedure says of it."""

    name: Said
    address: Said
    hours: Said
    telephone: str
    telephone_link: str
    email: str
    map_url: str
    receives: Said
    formerly: str
    is_illustrative: bool
    remark: Said = NOTHING


def channels(procedure: Procedure) -> tuple[str, ...]:
    """The ways to apply that the record names, each once."""
    named = {method.channel for method in procedure.submission_methods}
    return tuple(channel for channel in ORDER if channel in named)


def place_answer(procedure: Procedure, departments: Departments, words: Words) -> Answer:
    """Where and how to apply."""
    counters = counter_names(procedure, departments, words)
    ways = [words(f"channel.{channel}") for channel in channels(procedure) if channel != "in_person" or not counters]
    value = join(" · ", (join(words("shared.or"), counters), *ways))
    if not value:
        return not_stated(words)
    marks = Marks.of(procedure)
    notes = [phrase(procedure.accepts_from.text, words.language) if procedure.accepts_from else NOTHING]
    notes += [said(words(f"place.{procedure.accepts_from.scope}")) if _needs_scope(procedure) else NOTHING, _partly_online(procedure, words)]
    if not counters:
        notes += [_decided_by(procedure, departments, words), said(words("place.no_place"))]
    return Answer((Entry(NOTHING, NOTHING, (capital(value),), tuple(note for note in notes if note), marks.touch("reception_places")),),
                  (), _told(procedure, words))


def counter_names(procedure: Procedure, departments: Departments, words: Words) -> list[Said]:
    """Each department that receives once, or its one office by name; a place that is only words as it stands."""
    named: dict[str, Said] = {}
    for number, place in enumerate(procedure.reception_places):
        department = departments.get(place.department or "")
        if department is None:
            named[f"text {number}"] = phrase(place.text, words.language)
            continue
        offices = {each.office for each in procedure.reception_places if each.department == place.department and each.office}
        alone = next((office for office in department.offices if len(offices) == 1 and office.id in offices), None)
        shown = alone.name if alone and department.kind == "each_commune" else department.short_name or department.name
        named[department.id] = paired(shown, words.language)
    return [name for name in named.values() if name]


def counters(procedure: Procedure, departments: Departments, words: Words) -> tuple[Counter, ...]:
    """Every counter that receives, with its address: the offices that the record names, or all of a department's unless they are many."""
    found: dict[tuple[str, str], Counter] = {}
    for place in procedure.reception_places:
        department = departments.get(place.department or "")
        for office in department.offices if department and (place.office or not are_many(department)) else ():
            if place.office in (None, office.id):
                remark = phrase(place.text, words.language) if place.office else NOTHING
                found[department.id, office.id] = _counter(office, department, words)._replace(remark=remark)
    return tuple(found.values())


def are_many(department: DepartmentView) -> bool:
    """Whether a department has more counters than a page lists."""
    return len(department.offices) > MOST_COUNTERS


def counters_elsewhere(procedure: Procedure, departments: Departments) -> int:
    """How many counters receive that the page does not list."""
    named = {place.department for place in procedure.reception_places if not place.office}
    return sum(len(departments[each].offices) for each in named if each in departments and are_many(departments[each]))


def _counter(office: OfficeView, department: DepartmentView, words: Words) -> Counter:
    language = words.language
    return Counter(
        paired(office.name, language), paired(office.address, language), hours(paired(office.hours, language), office, words), office.telephone,
        dial(office.telephone) if office.telephone else "", office.email,
        office.map_url, paired(office.receives, language), ", ".join(office.formerly), Marks(department.illustrative).touch("offices"),
    )


def described(office: Office, words: Words) -> tuple[tuple[str, Said], ...]:
    """Where a counter is, when it is open and what it takes, each under the name of its label; what is not known is left out."""
    language = words.language
    told = (("place.address", phrase(office.address, language)), ("department.hours", hours(phrase(office.hours, language), office, words)),
            ("department.receives", phrase(office.receives, language)))
    return tuple(each for each in told if each[1])


def telephone(procedure: Procedure, departments: Departments, hotline: str) -> str:
    """The number to ask at: of the place where one applies, of the agency that decides, of the publisher."""
    places = [place.telephone for place in procedure.reception_places if place.telephone]
    for place in procedure.reception_places:
        department = departments.get(place.department or "")
        if department:
            places += [office.telephone for office in department.offices if office.id == place.office and office.telephone]
            places += [department.contact.hotline] if department.contact and department.contact.hotline else []
    for agency in procedure.executing_agencies:
        contact = departments[agency].contact if agency in departments else None
        places += [contact.hotline] if contact and contact.hotline else []
    return next(iter(places), hotline)


def agency_names(ids: tuple[str, ...], departments: Departments, words: Words) -> tuple[Said, ...]:
    """The names of agencies, as a sentence names them."""
    return tuple(paired(departments[each].name, words.language) for each in ids if each in departments)


def _needs_scope(procedure: Procedure) -> bool:
    accepts = procedure.accepts_from
    return bool(accepts) and accepts.text is None and accepts.scope != "not_stated"


def _partly_online(procedure: Procedure, words: Words) -> Said:
    if procedure.online_service != "partial":
        return NOTHING
    if procedure.online_partial_reason is None:
        return said(words("place.partly_online_no_reason"))
    return sentence(fill(words("place.partly_online"), reason=phrase(procedure.online_partial_reason, words.language)))


def _decided_by(procedure: Procedure, departments: Departments, words: Words) -> Said:
    names = agency_names(procedure.executing_agencies[:3], departments, words)
    return fill(words("place.decided_by"), names=join(words("shared.list"), names)) if names else NOTHING


def _told(procedure: Procedure, words: Words) -> tuple[Said, ...]:
    """What the record says about each way to apply, the same words once."""
    told: dict[str, list[str]] = {}
    lines: dict[str, Said] = {}
    for method in procedure.submission_methods:
        line = phrase(method.description, words.language)
        if line:
            same = " ".join(str(line).split())
            lines.setdefault(same, line)
            told.setdefault(same, []).append(method.channel)
    return tuple(
        fill("{way}: {text}", way=capital(_ways(named, words)), text=lines[line]) if named != ["not_stated"] else lines[line]
        for line, named in told.items()
    )


def _ways(named: list[str], words: Words) -> str:
    return words("shared.list").join(words(f"channel.{channel}") for channel in ORDER if channel in named)
