"""Families: the procedures around one kind of paper (to get it, get it again, renew it, change it), found by name and result."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from motcua import acts
from motcua.model.views import Words
from motcua.text import fold


class Act(NamedTuple):
    """What a name says is done: its place in the life of a paper, and the words of that paper, empty where too few say which."""

    stage: int
    paper: str


class Kin(NamedTuple):
    """What is known of a procedure that may have relatives: what it does to which paper, and the codes of what it gives."""

    code: str
    field: str
    act: Act
    results: tuple[str, ...]


class Family(NamedTuple):
    """Relatives by their codes, in the order of a paper's life; `name` is empty where it was derived."""

    codes: tuple[str, ...]
    name: Words = ()


# Where an act stands in the life of a paper.
_STAGES = {"get": 0, "swap": 2, "again": 3, "extend": 4, "change": 5, "transfer": 5, "merge": 5, "pause": 6, "resume": 7, "end": 8}
_QUALIFIER = re.compile(r"\([^()]*\)")
# What follows is a circumstance of what is done, not a part of the paper's name.
_TAIL = re.compile(r"[;,:]? (?:trong|doi voi|do|khi|cho) (?:cac )?(?:truong hop|bi|mat|thay doi)\b|;")
# Shorter names are those of whole fields of work ("giay phep"), under which strangers would meet; as many words as say what a paper
# is meet by a shared result; a larger group is no family but a field of work.
_FEWEST_WORDS, _START, _MOST = 3, 6, 12


def families(kin: Iterable[Kin], chosen: Iterable[Family] = (), apart: Iterable[str] = ()) -> tuple[Family, ...]:
    """Those that an editor put together, then those that were derived, by the smallest code; nobody stands in two."""
    chosen = tuple(chosen)
    taken = {code for family in chosen for code in family.codes} | set(apart)
    stages: dict[str, int] = {}
    heads: dict[str, str] = {}
    met: dict[tuple[str, ...], str] = {}
    for each in kin:
        if each.code in taken or not each.act.paper:
            continue
        stages[each.code] = each.act.stage
        heads[each.code] = each.code
        start = " ".join(each.act.paper.split()[:_START])
        for meeting in ((each.field, each.act.paper), *((each.field, result, start) for result in each.results)):
            _join(heads, each.code, met.setdefault(meeting, each.code))
    groups: dict[str, list[str]] = {}
    for code in sorted(heads, key=lambda code: (stages[code], code)):
        groups.setdefault(_head(heads, code), []).append(code)
    # One verb alone is one thing done at several levels, and lists tell these apart already.
    derived = [Family(tuple(codes)) for codes in groups.values() if len({stages[code] for code in codes}) > 1 and len(codes) <= _MOST]
    return (*chosen, *sorted(derived, key=lambda family: min(family.codes)))


def _head(heads: dict[str, str], code: str) -> str:
    while heads[code] != code:
        heads[code] = code = heads[heads[code]]
    return code


def _join(heads: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_head(heads, one), _head(heads, other)))
    heads[second] = first


def act_of(name: str) -> Act:
    """What a name says is done first, and to what; `cấp, cấp lại giấy` is done to one paper."""
    said, paper = acts.done(_TAIL.split(_QUALIFIER.sub(" ", fold(name)))[0])
    return Act(_STAGES[said[0]] if said else 0, paper if len(paper.split()) >= _FEWEST_WORDS else "")


def of_each(found: Iterable[Family]) -> Mapping[str, Family]:
    """The family of each procedure that has one."""
    return {code: family for family in found for code in family.codes}
